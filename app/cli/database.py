"""`entente db`: the embedded engine."""

import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from app.cli.console import AsJson, answers, errors, print_json
from app.desk import opening
from app.desk.saved import favourites, saved_queries
from app.desk.tour import served_tour
from app.engine import supervisor
from app.settings import settings

app = typer.Typer(help="The embedded Neo4j: start, stop, status, browse, favourites.", no_args_is_help=True)


@app.command()
def start() -> None:
    """Start the embedded Neo4j and leave it running. Example: `entente db start`."""
    engine = supervisor.start_detached(settings(), console=errors)
    answers.print(f"Neo4j {engine.version} answers at {engine.bolt_uri} (process {engine.pid}).")


@app.command()
def stop() -> None:
    """Stop the embedded Neo4j. Example: `entente db stop`."""
    stopped = supervisor.stop(settings(), console=errors)
    answers.print("Stopped." if stopped else "It was not running.")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Is the embedded Neo4j running? Exit code 0 when it is, 1 when not. Example: `entente db status --json`."""
    found = supervisor.status(settings())
    if as_json:
        print_json(found.as_json())
    else:
        for name, value in found.as_json().items():
            answers.print(f"{name.replace('_', ' ')}: {value}")
    raise typer.Exit(0 if found.state == "running" else 1)


@app.command()
def browse(
    tour: Annotated[bool, typer.Option("--tour", help="Play the guided tour; serves it until Ctrl-C.")] = False,
) -> None:
    """Open Neo4j Browser on the running engine, ready for work. Example: `entente db browse --tour`."""
    engine = supervisor.borrowed(settings())
    files = opening.written(settings().home / "browser")
    answers.print(f"user {engine.username}, password in {settings().home / 'password'}", soft_wrap=True)
    answers.print(f"drop on Browser once: {files.favourites} (saved queries), {files.style} (style)", soft_wrap=True)
    if not tour:
        _open(engine)
        return
    with served_tour() as guide, suppress(KeyboardInterrupt):
        _open(engine, guide=guide)
        Event().wait()


def _open(engine: supervisor.Engine, *, guide: str | None = None) -> None:
    url = opening.address(engine.browser_url, bolt_uri=engine.bolt_uri, username=engine.username, guide=guide)
    answers.print(url, soft_wrap=True)
    webbrowser.open(url)


@app.command(name="favourites")
def save_favourites(file: Annotated[Path, typer.Argument(help="A zip archive to write.")]) -> None:
    """Write the saved queries as Neo4j Browser imports them. Example: `entente db favourites desk.zip`."""
    file.write_bytes(favourites())
    answers.print(f"{len(saved_queries())} saved queries in {file}: drop it on Neo4j Browser.", soft_wrap=True)
