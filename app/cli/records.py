"""`entente record`: corrections, retractions, and what was ever recorded."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app.cli.console import AsJson, answers, print_json
from app.cli.graph import with_graph
from app.cli.trail import with_recorded_graph
from app.errors import InvalidInput, invalid
from app.graph.client import GraphClient, Row
from app.record.changes import Submission, read_submission, submit
from app.record.time import LATEST
from app.settings import settings

app = typer.Typer(help="Corrections, retractions, and what was ever recorded.", no_args_is_help=True)


@app.command(name="submit")
def submit_(
    file: Annotated[Path, typer.Argument(help="A submission as JSON: key, author, reason, facts, retractions.")],
    as_json: AsJson = False,
) -> None:
    """Enter, correct or retract facts, all of a submission or nothing. Sending it again changes nothing.

    A fact: `{"template": "party_to", "cells": {…}, "expected": "the record that it corrects"}`.
    """
    submission = _read(file)
    viewer = settings().viewer
    receipt = with_recorded_graph(
        settings(),
        "record submit",
        lambda graph: submit(graph, submission, viewer=viewer, caller="command"),
        asked=submission.model_dump(mode="json", by_alias=True),
        rows=lambda receipt: len(receipt.entered) + len(receipt.closed),
    )
    if as_json:
        print_json(receipt.model_dump(mode="json", by_alias=True))
        return
    again = " It had been entered before." if receipt.repeated else ""
    answers.print(f"{len(receipt.entered)} records entered, {len(receipt.closed)} closed.{again}")


@app.command()
def history(
    key: Annotated[str, typer.Argument(help="Key of an entity: POL, nato, north-atlantic-treaty.")],
    as_json: AsJson = False,
) -> None:
    """Every version of every fact about an entity. Example: `entente record history anzus-treaty`."""
    parameters = {"key": key, "knownOn": LATEST, **settings().viewer.parameters}
    rows = with_graph(settings(), lambda graph: graph.read("history/of_entity", **parameters))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        record = row["record"]
        until = f"{row['supersededAt']:%Y-%m-%d %H:%M}" if row["supersededAt"] else "stands"
        answers.print(
            f"{row['type']} {row['start']} → {row['end']}, {record['validFrom']} to {record.get('validTo') or '…'}, "
            f"by {record['source']}; recorded {row['recordedAt']:%Y-%m-%d %H:%M}, {until}\n    {record['recordId']}",
            markup=False,
        )


@app.command()
def changes(
    since: Annotated[str, typer.Option(help="A day, YYYY-MM-DD.")] = "2000-01-01",
    as_json: AsJson = False,
) -> None:
    """Who changed what, when and why. Example: `entente record changes --since 2026-01-01`."""
    try:
        moment = datetime.fromisoformat(since).replace(tzinfo=UTC)
    except ValueError as error:
        raise InvalidInput(f"since: {since!r} is not a day, YYYY-MM-DD.", field="since", value=since) from error

    async def ask(graph: GraphClient) -> list[Row]:
        return await graph.read("audit/changes", since=moment)

    rows = with_graph(settings(), ask)
    if as_json:
        print_json(rows)
    for row in rows if not as_json else ():
        answers.print(
            f"{row['recordedAt']:%Y-%m-%d %H:%M} {row['author']}: {row['reason']} "
            f"({len(row['entered'])} entered, {len(row['closed'])} closed, {row['key']})",
            markup=False,
        )


def _read(file: Path) -> Submission:
    try:
        return read_submission(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {file}.", field="file", value=str(file)) from error
    except ValidationError as error:
        raise invalid(error.errors()) from error
