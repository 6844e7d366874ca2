"""`entente db`: the embedded engine."""

import webbrowser

import typer

from app.cli.console import AsJson, answers, errors, print_json
from app.engine import supervisor
from app.settings import settings

app = typer.Typer(help="The embedded Neo4j: start, stop, status, browse.", no_args_is_help=True)


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
def browse() -> None:
    """Open Neo4j Browser on the running engine. Example: `entente db browse`."""
    engine = supervisor.borrowed(settings())
    answers.print(f"{engine.browser_url}\nuser {engine.username}, password in {settings().home / 'password'}")
    webbrowser.open(engine.browser_url)
