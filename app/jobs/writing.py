"""Facts written for somebody who may not see everything: what is hidden from the writer changes no outcome.

A fact of which a hidden record stands is entered beside that record, as a submission is, and the hidden one is left
alone. An end that is hidden is missing. That a key belongs to another kind of entity cannot be kept from a writer,
since an entity's key is its own alone: so what is hidden bears keys that nobody can guess (`app.record.releasing`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from app.graph.client import GraphClient, Row
from app.record.changes import enter
from app.record.facts import Fact
from app.record.releasability import Viewer
from app.record.releasing import refused_releases
from app.record.writer import Outcome, write_facts


async def write_as(
    graph: GraphClient, facts: Sequence[Fact], *, recorded_at: datetime, viewer: Viewer, officer: bool
) -> Outcome:
    """Write a batch as `viewer` would see it done, but for facts that such an author may not release."""
    refused = await refused_releases(
        graph, [_row(fact, None, recorded_at) for fact in facts], viewer=viewer, officer=officer
    )
    outcome = await _write_allowed(
        graph, [fact for fact in facts if fact.key not in refused], recorded_at=recorded_at, viewer=viewer
    )
    outcome.refused = {key: refusal.detail for key, refusal in refused.items()}
    return outcome


async def _write_allowed(
    graph: GraphClient, facts: Sequence[Fact], *, recorded_at: datetime, viewer: Viewer
) -> Outcome:
    if not facts:
        return Outcome()
    rows = await _standing(graph, facts, viewer)
    plain = [fact for fact, row in zip(facts, rows, strict=True) if row["known"] and not row["hidden"]]
    beside = [(fact, row) for fact, row in zip(facts, rows, strict=True) if row["known"] and row["hidden"]]
    outcome = await write_facts(graph, plain, recorded_at=recorded_at)
    outcome.missing += [fact.key for fact, row in zip(facts, rows, strict=True) if not row["known"]]
    await _write_beside(graph, beside, outcome, recorded_at=recorded_at, viewer=viewer)
    return outcome


async def _standing(graph: GraphClient, facts: Sequence[Fact], viewer: Viewer) -> list[Row]:
    given = {fact.start for fact in facts if fact.label}
    asked = [
        {
            "type": fact.type,
            "start": fact.start,
            "end": fact.end,
            "toSource": fact.to_source,
            "factKey": fact.key,
            "startGiven": fact.start in given,
            "endGiven": not fact.to_source and fact.end in given,
        }
        for fact in facts
    ]
    return await graph.read("jobs/standing", facts=asked, **viewer.parameters)


async def _write_beside(
    graph: GraphClient,
    facts: Sequence[tuple[Fact, Row]],
    outcome: Outcome,
    *,
    recorded_at: datetime,
    viewer: Viewer,
) -> None:
    changed = [_row(fact, row["seen"], recorded_at) for fact, row in facts if _digest(row) != fact.digest]
    outcome.unchanged += len(facts) - len(changed)
    if not changed:
        return
    result = await enter(
        graph,
        changed,
        key=uuid4().hex,
        digest="",
        author="import",
        reason="Entered with an upload.",
        recordedAt=recorded_at,
        **viewer.parameters,
    )
    outcome.missing += [problem["factKey"] for problem in result["problems"]]
    if not result["problems"]:
        outcome.superseded += sum(row["expected"] is not None for row in changed)
        outcome.new += sum(row["expected"] is None for row in changed)


def _digest(row: Row) -> str | None:
    return row["seen"]["digest"] if row["seen"] else None


def _row(fact: Fact, seen: dict[str, Any] | None, recorded_at: datetime) -> dict[str, Any]:
    return {
        "type": fact.type,
        "start": fact.start,
        "end": fact.end,
        "toSource": fact.to_source,
        "label": fact.label,
        "factKey": fact.key,
        "expected": seen["recordId"] if seen else None,
        "digest": fact.digest,
        "record": fact.record(recorded_at),
    }
