"""`entente migrate`: the graph's migrations."""

from collections.abc import Awaitable, Callable

import typer

from app.cli.console import AsJson, answers, print_json, say
from app.cli.graph import with_graph
from app.errors import DefectiveMigration
from app.graph.client import GraphClient
from app.graph.migrations import MigrationState, apply_migrations, load_migrations, migration_info
from app.settings import settings

app = typer.Typer(help="Migrations: numbered files, chained by checksum.", no_args_is_help=True)


@app.command()
def info(as_json: AsJson = False) -> None:
    """What is applied and what is pending. Example: `entente migrate info`."""
    _show(with_graph(settings(), _info()), as_json=as_json)


@app.command()
def validate() -> None:
    """Compare files and graph; exit code 7 where they differ or something is pending."""
    pending = [state for state in with_graph(settings(), _info()) if state.state == "pending"]
    if pending:
        raise DefectiveMigration(
            f"Migration {pending[0].version:04d} ({pending[0].description}) is not applied; `entente migrate apply`."
        )
    answers.print("Files and graph agree.")


@app.command()
def apply(as_json: AsJson = False) -> None:
    """Apply what is pending, under a lock. Example: `entente migrate apply`."""
    migrations = load_migrations()

    async def ask(graph: GraphClient) -> list[MigrationState]:
        return await apply_migrations(graph, migrations, say=say)

    _show(with_graph(settings(), ask), as_json=as_json)


def _info() -> Callable[[GraphClient], Awaitable[list[MigrationState]]]:
    migrations = load_migrations()

    async def ask(graph: GraphClient) -> list[MigrationState]:
        return await migration_info(graph, migrations)

    return ask


def _show(states: list[MigrationState], *, as_json: bool) -> None:
    if as_json:
        print_json([vars(state) for state in states])
        return
    for state in states:
        answers.print(f"{state.version:04d} {state.state:8} {state.description}")
    if not states:
        answers.print("Nothing to do.")
