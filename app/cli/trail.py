"""`entente trail`, and how commands that change something are recorded in it.

A command that changes something has two entries: one before it begins, and one that tells what became of it. Who runs
commands holds the database's password: no role is asked of them, and the entries show none.
"""

import getpass
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from app.callers.model import Caller
from app.cli.console import AsJson, answers, errors, print_json
from app.cli.graph import with_graph
from app.errors import EntenteError, InvalidInput, invalid
from app.graph.client import GraphClient
from app.settings import Settings, settings
from app.trail.anchors import heads
from app.trail.model import MOST_ENTRIES, Entry, Happening, Head, Part, TrailQuestion
from app.trail.plain import plain
from app.trail.reading import search as found_entries
from app.trail.verification import Verified
from app.trail.verification import verify as verified_chains
from app.trail.writing import open_trail

Answer = TypeVar("Answer")

app = typer.Typer(help="The audit trail: who asked or changed what.", no_args_is_help=True)


def with_recorded_graph(
    chosen: Settings,
    action: str,
    ask: Callable[[GraphClient], Awaitable[Answer]],
    *,
    asked: Mapping[str, Any],
    rows: Callable[[Answer], int | None] = lambda answer: None,
) -> Answer:
    """Do something with the graph from a command, recorded. `asked` may hold secrets; `rows` counts what it changed."""

    async def run(graph: GraphClient) -> Answer:
        return await recorded(graph, chosen, action, ask, asked=asked, rows=rows)

    return with_graph(chosen, run)


async def recorded(
    graph: GraphClient,
    chosen: Settings,
    action: str,
    ask: Callable[[GraphClient], Awaitable[Answer]],
    *,
    asked: Mapping[str, Any],
    rows: Callable[[Answer], int | None] = lambda answer: None,
) -> Answer:
    """Do something with the graph, recorded before and after. Raises TrailUnavailable before anything is done."""
    start = perf_counter()

    def told(part: Part, outcome: str, changed: int | None = None) -> Happening:
        return Happening(
            transport="command",
            action=action,
            part=part,
            outcome=outcome,
            caller=_caller(chosen),
            asked=plain(asked),
            milliseconds=round((perf_counter() - start) * 1000) if part == "end" else None,
            rows=changed,
        )

    async with open_trail(chosen.trail_folder, graph) as trail:
        await trail.record(told("begin", "begun"))
        try:
            answer = await ask(graph)
        except BaseException as error:
            await trail.record(told("end", error.code if isinstance(error, EntenteError) else type(error).__name__))
            raise
        await trail.record(told("end", "ok", rows(answer)))
    return answer


def _caller(chosen: Settings) -> Caller:
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a container's user need not have a name
        name = str(os.getuid())
    return Caller(id="local", name=name, roles=frozenset(), viewer=chosen.viewer)


Folder = Annotated[Path | None, typer.Argument(help="Folder of the trail. Default: that of the settings.")]


@app.command()
def verify(
    folder: Folder = None,
    files_only: Annotated[
        bool, typer.Option(help="Compare the files alone: what was cut off their ends is not noticed then.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Is the trail as it was written? Exit code 1 where it is not, with the first wrong entry of each chain.

    Heads that are printed and kept elsewhere show later whether all of it was forged since.
    """
    where = folder or settings().trail_folder
    if not where.is_dir():
        raise InvalidInput(f"There is no folder {where}.", field="folder", value=str(where))
    anchors: Mapping[str, Head] | None = None if files_only else with_graph(settings(), heads)
    with Progress(BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=errors, transient=True) as bar:
        task = bar.add_task("", total=None)
        found = verified_chains(
            where, anchors, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if as_json:
        print_json([vars(each) | {"fault": each.fault and vars(each.fault)} for each in found])
    for each in found if not as_json else ():
        _print_verified(each)
    if not found and not as_json:
        answers.print(f"There is no trail in {where}.", markup=False)
    raise typer.Exit(1 if any(each.fault for each in found) else 0)


def _print_verified(each: Verified) -> None:
    if each.fault is None:
        answers.print(f"{each.chain}: {each.entries:,} entries are as they were written, up to {each.head}")
    else:
        place = f"{each.fault.file}:{each.fault.line}" if each.fault.line else each.fault.file or each.chain
        answers.print(f"{place}: {each.fault.kind}: {each.fault.detail}", markup=False)
    if each.torn:
        answers.print(f"{each.torn}: the last entry is torn: its process died; the next start sets it aside")


@app.command()
def search(
    caller: Annotated[str | None, typer.Option(help="Id or name of a caller.")] = None,
    action: Annotated[str | None, typer.Option(help="What the action contains: mutation, /nations, import.")] = None,
    since: Annotated[str | None, typer.Option(help="A moment, YYYY-MM-DD[Thh:mm:ssZ].")] = None,
    until: Annotated[str | None, typer.Option(help="A moment, YYYY-MM-DD[Thh:mm:ssZ].")] = None,
    outcome: Annotated[str | None, typer.Option(help="ok, begun, an error's code, or a status.")] = None,
    text: Annotated[str | None, typer.Option(help="What the entry contains anywhere.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Most entries, the latest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Who asked or changed what? Example: `entente trail search --outcome FORBIDDEN --since 2026-11-01`."""
    given = {"caller": caller, "action": action, "since": since, "until": until, "outcome": outcome, "text": text}
    conditions = {name: value for name, value in given.items() if value is not None}
    try:
        question = TrailQuestion.model_validate(conditions | {"first": min(limit, MOST_ENTRIES)})
    except ValidationError as error:
        raise invalid(error.errors()) from error

    async def ask(graph: GraphClient) -> list[Entry]:
        return _all(settings().trail_folder, question, limit)

    entries = with_recorded_graph(settings(), "trail search", ask, asked=conditions | {"limit": limit})
    if as_json:
        print_json([entry.model_dump(mode="json", by_alias=True) for entry in entries])
    for entry in entries if not as_json else ():
        answers.print(_line(entry), markup=False)


def _all(folder: Path, question: TrailQuestion, limit: int) -> list[Entry]:
    entries: list[Entry] = []
    while True:
        page = found_entries(folder, question)
        entries += page.items
        if page.next is None or len(entries) >= limit:
            return entries[:limit]
        question = question.model_copy(update={"after": page.next})


def _line(entry: Entry) -> str:
    nobody = entry.service if entry.transport == "service" else "unknown"
    who = f"{entry.caller.name} ({entry.caller.id})" if entry.caller else nobody
    took = "" if entry.milliseconds is None else f", {entry.milliseconds} ms"
    status = "" if entry.status is None else f" {entry.status}"
    return (
        f"{entry.time:%Y-%m-%d %H:%M:%S} {who}: {entry.action} [{entry.part}] → {entry.outcome}{status}{took}  "
        f"{entry.asked or ''}"
    )
