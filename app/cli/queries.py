"""`entente query`: the named queries."""

from typing import Annotated

import typer
from rich.table import Table

from app.cli.console import AsJson, answers, print_json
from app.cli.graph import with_graph
from app.errors import InvalidInput
from app.graph.queries import load_queries
from app.graph.values import parse_parameters
from app.settings import settings

app = typer.Typer(help="The named queries: one Cypher file per question.", no_args_is_help=True)


@app.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """All queries and what they answer. Example: `entente query list`."""
    queries = list(load_queries())
    if as_json:
        print_json([{"name": query.name, "result": query.result, "answers": query.answers} for query in queries])
        return
    table = Table(box=None, show_header=False)
    for query in queries:
        table.add_row(query.name, query.result, query.answers)
    answers.print(table)


@app.command()
def show(name: Annotated[str, typer.Argument(help="Name of a query, as `list` prints it.")]) -> None:
    """Its file, ready for Neo4j Browser. Example: `entente query show alliances/parties_in_force`."""
    answers.print(load_queries()[name].text, markup=False, end="")


@app.command()
def run(
    name: Annotated[str, typer.Argument(help="Name of a query, as `list` prints it.")],
    param: Annotated[list[str] | None, typer.Option(help="A parameter, NAME=VALUE; lists with commas.")] = None,
    as_json: AsJson = False,
) -> None:
    """Run a reading query. Example: `entente query run sources/known --param clearance=0`."""
    query = load_queries()[name]
    if query.writes:
        raise InvalidInput(f"{name} writes; only reading queries can be run.", field="name", value=name)
    given = dict(_pair(text) for text in param or [])
    parameters = parse_parameters(query, given)
    rows = with_graph(settings(), lambda graph: graph.read(name, **parameters))
    if as_json:
        print_json(rows)
        return
    table = Table(*(rows[0] if rows else ["no rows"]))
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    answers.print(table)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InvalidInput(f"{text!r} is not NAME=VALUE.", field="param", value=text, expected="NAME=VALUE")
    return name, value
