"""`entente release`, and the engine of the copy that a service puts statements to."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.console import answers, errors, say
from app.cli.graph import engine_address, with_graph
from app.cli.trail import recorded
from app.engine.record import living_engine
from app.engine.supervisor import kept_engine, running
from app.errors import Conflict
from app.graph.client import GraphAddress, GraphClient, open_graph
from app.graph.migrations import apply_migrations, load_migrations
from app.graph.queries import load_queries
from app.record.releasability import Marking, Viewer
from app.releases.copying import complete, put, visible
from app.releases.service import CopyEngine
from app.settings import Settings, settings

_TOLD_EVERY = 20_000
_MARK = "release.json"
"""Stands in the folder of a whole copy, and says for whom it was made and how much it holds."""


def release(
    folder: Annotated[Path, typer.Argument(help="Where the copy is to be kept; nothing may be there yet.")],
    clearance: Annotated[
        int, typer.Option(min=0, max=4, help="Of the viewer it is for, 0 unclassified to 4 top secret.")
    ] = 0,
    nationality: Annotated[str | None, typer.Option(help="Of that viewer, as a nation's key (POL).")] = None,
    renew: Annotated[bool, typer.Option(help="Replace the copy that is there, once this one is whole.")] = False,
) -> None:
    """Make a copy of what one viewer may see, in an engine of its own: for analysts, who may then ask anything of it.

    Example: `entente release --clearance 0 released`, then `ENTENTE_RELEASE=released entente up`.
    """
    viewer = Viewer(clearance=Marking(clearance), nationality=nationality.upper() if nationality else None)
    folder = folder.absolute()
    _check_free(folder, renew=renew)
    making = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)  # of one that was interrupted
    counted = make_copy(settings(), making, viewer)
    (making / _MARK).write_text(json.dumps({**viewer.parameters, **counted}, indent=2) + "\n", encoding="utf-8")
    _put_in_place(making, folder)
    held = f"{counted['assertions']:,} records of entities and {counted['facts']:,} between them"
    answers.print(f"{escape(str(folder))} holds {held}.")


@contextmanager
def released_copy(chosen: Settings) -> Iterator[CopyEngine | None]:
    """The engine of the copy that the settings name, for the length of a service."""
    own = chosen.of_release
    if own is None:
        yield None
        return
    with kept_engine(own, console=errors) as (engine, kept):
        yield CopyEngine(address=engine_address(engine), engine=kept)


def check_copy(chosen: Settings) -> None:
    """Raise Conflict where the settings name a folder without a released copy."""
    if chosen.release is not None and not (chosen.release / _MARK).is_file():
        raise Conflict(
            f"There is no released copy in {chosen.release.absolute()}. `entente release {chosen.release}` makes one.",
            field="ENTENTE_RELEASE",
            value=str(chosen.release),
        )


def _check_free(folder: Path, *, renew: bool) -> None:
    if living_engine(folder) is not None:
        raise Conflict(
            f"The copy in {folder} is in use. Stop the service that uses it first.", field="folder", value=str(folder)
        )
    if folder.exists() and not (renew and (folder / _MARK).is_file()):
        raise Conflict(
            f"There is something in {folder}. Name a new folder, or say --renew to replace a released copy.",
            field="folder",
            value=str(folder),
        )


def make_copy(chosen: Settings, folder: Path, viewer: Viewer) -> dict[str, int]:
    """Copy what a viewer may see of the graph of the settings into an engine in a new folder; how much of each part."""
    own = chosen.model_copy(update={"release": folder}).of_release
    assert own is not None  # noqa: S101 # it was named in the line above
    with running(own.model_copy(update={"engine_query_mib": None}), console=errors) as engine:
        address = engine_address(engine)
        return with_graph(
            chosen,
            lambda graph: recorded(
                graph,
                chosen,
                "release",
                lambda graph: _copied(graph, address, chosen, viewer),
                asked={"folder": str(folder), **viewer.parameters},
                rows=lambda counted: sum(counted.values()),
            ),
        )


async def _copied(graph: GraphClient, address: GraphAddress, chosen: Settings, viewer: Viewer) -> dict[str, int]:
    made_at = datetime.now(UTC)
    counted: Counter[str] = Counter({"sources": 0, "assertions": 0, "facts": 0})
    async with open_graph(
        address, queries=load_queries(), query_seconds=60, connect_seconds=chosen.connect_seconds
    ) as copy:
        await apply_migrations(copy, load_migrations(), say=lambda _: None)
        told = 0
        async for batch in visible(graph, viewer, made_at=made_at):
            await put(copy, batch, viewer)
            counted[batch.part] += len(batch.rows)
            if counted.total() - told >= _TOLD_EVERY:
                told = counted.total()
                say(f"{told:,} records …")
        await complete(copy, viewer, made_at=made_at)
    return dict(counted)


def _put_in_place(making: Path, folder: Path) -> None:
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    making.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
