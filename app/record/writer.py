"""The one path by which facts enter the graph. Nothing is overwritten: a correction closes the old record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.graph.client import GraphClient, Row
from app.record.evidence import Source
from app.record.facts import Fact

_CLOSED_AT_ONCE = 1000


@dataclass(kw_only=True)
class Outcome:
    """What became of facts that were handed in."""

    new: int = 0
    unchanged: int = 0
    superseded: int = 0
    missing: list[str] = field(default_factory=list)
    """Keys of facts that were not written, since one of their ends is not in the graph."""
    clashing: list[str] = field(default_factory=list)
    """Keys of facts that were not written, since their entity's key belongs to another kind of entity."""
    refused: dict[str, str] = field(default_factory=dict)
    """Facts that their author may not release as they are, by key, and why."""


async def write_sources(graph: GraphClient, sources: Sequence[Source]) -> None:
    """Enter sources, or renew what is said of them."""
    if not sources:
        return
    await graph.write(
        "record/put_sources",
        sources=[
            {
                "key": source.key,
                "title": source.title,
                "publisher": source.publisher,
                "version": source.version,
                "url": source.url,
                "licence": source.licence,
                "reliability": source.reliability.value,
                "obligationsCoded": list(source.obligations_coded) or None,
                "marking": source.marking,
                "releasableTo": source.releasable_to,
            }
            for source in sources
        ],
    )


async def write_facts(graph: GraphClient, facts: Sequence[Fact], *, recorded_at: datetime) -> Outcome:
    """Write a batch in one transaction: entities first, then their assertions and relationships.

    A fact whose content stands already is left alone; one whose content differs supersedes the record that stands.
    """
    outcome = Outcome()
    rows = [
        {
            "type": fact.type,
            "start": fact.start,
            "end": fact.end,
            "toSource": fact.to_source,
            "label": fact.label,
            "factKey": fact.key,
            "digest": fact.digest,
            "record": fact.record(recorded_at),
        }
        for fact in facts
    ]
    asserted = sorted({fact.start for fact in facts if fact.label})

    async def work(graph: GraphClient) -> list[Row]:
        groups = await graph.write("record/put_facts", facts=rows, recordedAt=recorded_at)
        if asserted and any(group["outcome"] in ("new", "superseded") for group in groups):
            await graph.write("record/show_best_assertion", keys=asserted)
        return groups

    for group in await graph.in_one_transaction("record/put_facts", work):
        match group["outcome"]:
            case "missing" | "clashing" as kind:
                setattr(outcome, kind, group["factKeys"])
            case kind:
                setattr(outcome, kind, len(group["factKeys"]))
    return outcome


async def standing_facts(graph: GraphClient, *, types: Collection[str], sources: Collection[str]) -> list[str]:
    """Keys of all facts of these types and sources that stand."""
    rows = await graph.read("record/standing", types=sorted(types), sources=sorted(sources))
    return [row["factKey"] for row in rows]


async def close_facts(graph: GraphClient, keys: Sequence[str], *, closed_at: datetime) -> int:
    """Close the standing records of these facts, without a successor. How many were closed."""
    closed = 0
    for first in range(0, len(keys), _CLOSED_AT_ONCE):
        batch = keys[first : first + _CLOSED_AT_ONCE]
        rows = [dict(zip(("type", "start"), key.split("|")[1:3], strict=True), factKey=key) for key in batch]
        closed += await _close(graph, rows, closed_at=closed_at)
    return closed


async def _close(graph: GraphClient, rows: Sequence[Row], *, closed_at: datetime) -> int:
    keys = sorted({row["start"] for row in rows})

    async def work(graph: GraphClient) -> int:
        (result,) = await graph.write("record/close", facts=rows, closedAt=closed_at)
        await graph.write("record/show_best_assertion", keys=keys)
        return int(result["closed"])

    return await graph.in_one_transaction("record/close", work)
