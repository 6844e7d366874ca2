"""`entente schema` and `entente audit`: the declared model, and what drifted from it."""

from typing import Annotated

import typer

from app.cli.console import AsJson, answers, print_json
from app.cli.graph import with_graph
from app.model.audit import audit_graph
from app.model.reference import reference, reference_text
from app.settings import settings

AsGraphQL = Annotated[bool, typer.Option("--graphql", help="Print the GraphQL schema instead, as SDL.")]
AsClient = Annotated[bool, typer.Option("--client", help="Print the methods of the Python client instead.")]


def schema(as_json: AsJson = False, as_graphql: AsGraphQL = False, as_client: AsClient = False) -> None:
    """The graph model: labels, relationships, properties and what they mean. Example: `entente schema`."""
    if as_graphql:
        from app.web.graphql import sdl

        typer.echo(sdl(), nl=False)
    elif as_client:
        from app.web.python_client import python_client

        typer.echo(python_client(), nl=False)
    elif as_json:
        print_json(reference())
    else:
        answers.print(reference_text(), markup=False)


def audit(as_json: AsJson = False) -> None:
    """Compare the graph with the declared model; exit code 1 where something drifted. Example: `entente audit`."""
    findings = with_graph(settings(), audit_graph)
    if as_json:
        print_json([vars(finding) for finding in findings])
    for finding in findings if not as_json else []:
        answers.print(f"{finding.kind}: {finding.subject}: {finding.count}", markup=False)
    if not findings and not as_json:
        answers.print("The graph is as declared.")
    raise typer.Exit(1 if findings else 0)
