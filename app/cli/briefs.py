"""`entente brief`."""

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from app.briefs.model import BriefQuestion
from app.briefs.page import as_page
from app.briefs.print import as_pdf
from app.briefs.service import brief as briefed
from app.cli.console import answers
from app.cli.graph import with_graph
from app.errors import Conflict, invalid
from app.settings import settings


def brief(
    nation: Annotated[str, typer.Argument(help="Nation: code, name or alias.", metavar="NATION")],
    with_: Annotated[str | None, typer.Option("--with", help="The other nation of a bilateral brief.")] = None,
    on: Annotated[str | None, typer.Option(help="Day it is about, YYYY-MM-DD. Default: today.")] = None,
    requirement: Annotated[
        str | None, typer.Option(help="What two forces shall be able to do: key of a requirement profile.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write: .pdf or .html. Default: brief-NATION.pdf.")
    ] = None,
) -> None:
    """Print what must be known of a nation, or of how two stand to each other, with charts and sources.

    Example: `entente brief POL --with USA`
    """
    given: dict[str, Any] = {"with": with_, "on": on, "requirement": requirement}
    try:
        question = BriefQuestion.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise invalid(error.errors()) from error
    chosen = settings()
    found = with_graph(chosen, lambda graph: briefed(graph, nation, question, viewer=chosen.viewer))
    file = out or Path(f"brief-{'-'.join(each.key for each in found.nations)}.pdf")
    try:
        file.write_bytes(as_page(found).encode() if file.suffix == ".html" else as_pdf(found))
    except OSError as error:
        raise Conflict(f"{file} cannot be written: {error.strerror}.", field="out", value=str(file)) from error
    answers.print(
        f"{file}: {found.title} on {found.on}, {len(found.sections)} sections, {len(found.sources)} sources.",
        markup=False,
    )
