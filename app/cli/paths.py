"""`entente paths`: how two nations are allied."""

from typing import Annotated

import typer
from pydantic import ValidationError

from app.alliances.model import AlliancePath, AlliancePaths, AlliancePathsQuestion
from app.alliances.service import alliance_paths
from app.cli.console import AsJson, answers, print_json
from app.cli.graph import with_graph
from app.errors import invalid
from app.settings import settings


def paths(
    from_: Annotated[str, typer.Argument(metavar="FROM", help="Nation: code, name or alias.")],
    to: Annotated[str, typer.Argument(help="Nation: code, name or alias.")],
    on: Annotated[str | None, typer.Option(help="Day asked about, YYYY-MM-DD. Default: today.")] = None,
    known_on: Annotated[str | None, typer.Option(help="Only what was known by then.")] = None,
    obligation: Annotated[list[str] | None, typer.Option(help="What links two nations. Default: defence.")] = None,
    max_hops: Annotated[int, typer.Option(help="Most hops of a path, 1 to 8.")] = 4,
    limit: Annotated[int, typer.Option(help="Most paths in the answer, 1 to 50.")] = 5,
    avoid: Annotated[list[str] | None, typer.Option(help="A nation that no path may touch.")] = None,
    avoid_agreement: Annotated[list[str] | None, typer.Option(help="An agreement that shall not count.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="A source to rely on. Default: all.")] = None,
    as_json: AsJson = False,
) -> None:
    """How are two nations allied on a day, and through whom? No path is a normal answer.

    Examples: `entente paths Norway Japan` · `entente paths USA Russia --on 2012-07-01 --source cow-alliances`
    """
    given = {
        "from": from_,
        "to": to,
        "on": on,
        "knownOn": known_on,
        "obligations": obligation,
        "maxHops": max_hops,
        "limit": limit,
        "avoid": avoid,
        "avoidAgreements": avoid_agreement,
        "sources": source,
    }
    try:
        question = AlliancePathsQuestion.model_validate({name: value for name, value in given.items() if value})
    except ValidationError as error:
        raise invalid(error.errors()) from error
    viewer = settings().viewer
    answer = with_graph(settings(), lambda graph: alliance_paths(graph, question, viewer=viewer))
    if as_json:
        print_json(answer.model_dump(mode="json", by_alias=True))
    else:
        _print(answer)


def _print(answer: AlliancePaths) -> None:
    obligations = ", ".join(answer.obligations)
    answers.print(f"[bold]{answer.from_nation.name} – {answer.to_nation.name}[/], {obligations}, on {answer.on}")
    if not answer.paths:
        answers.print(f"No path of at most {answer.max_hops} hops.")
    for number, path in enumerate(answer.paths, start=1):
        _print_path(number, path)
    if answer.more:
        answers.print("There are more paths; --limit shows them.")
    if not answer.complete:
        answers.print("The search was cut short: there may be paths that are not shown. Ask for fewer hops.")
    if answer.synthetic:
        answers.print("Part of this rests on invented records.")
    for asked in answer.asked:
        answers.print(f"[dim]entente query show {asked.name}  {asked.browser}[/]", markup=True)


def _print_path(number: int, path: AlliancePath) -> None:
    answers.print(f"{number}. {' → '.join(nation.name for nation in path.nations)}  ({path.length} hops)")
    for hop in path.hops:
        for link in hop.through:
            binding = "both bound" if link.mutual else "one side bound"
            start = f"since {'or before ' if link.start_unknown else ''}{link.since}"
            caveat = "" if link.attested else "; nothing attests it on that day, nothing says that it ended"
            sources = ", ".join(dict.fromkeys(record.source for record in link.commitments))
            answers.print(
                f"   {hop.from_nation.name} – {hop.to_nation.name}: {link.name}, "
                f"{', '.join(link.obliges)} ({binding}), {start}, by {sources}{caveat}",
                markup=False,
            )
