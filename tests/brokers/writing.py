"""Made-up worlds written to the graph, corrections and all."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from app.graph.client import GraphClient
from tests.brokers.facts import Fact

SOURCES = ("gazette", "ledger", "register")
_AT_ONCE = 2_000


async def write_worlds(graph: GraphClient, facts: Iterable[Fact], *, coded: Collection[str] = ()) -> None:
    """Write every record, superseded ones included: assertions first, since they bring their entities into being.

    `coded` sources list every party of the agreements that they describe.
    """
    await graph.write(
        "record/put_sources",
        sources=[
            {"key": key, "title": key, "publisher": "", "version": "", "url": "", "licence": "", "reliability": "A",
             "marking": 0, "obligationsCoded": ["information_sharing"] if key in coded else None}
            for key in SOURCES
        ],
    )  # fmt: skip
    rows = [_row(number, fact) for number, fact in enumerate(facts)]
    assertions = [row for row in rows if row["toSource"]]
    others = [row for row in rows if not row["toSource"]]
    for batch in (*_batches(assertions), *_batches(others)):
        written = await graph.write("record/put_facts", facts=batch, recordedAt=datetime.now(UTC))
        assert {row["outcome"] for row in written} == {"new"}


def _batches(rows: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    return [rows[first : first + _AT_ONCE] for first in range(0, len(rows), _AT_ONCE)]


def _row(number: int, fact: Fact) -> dict[str, Any]:
    key = f"{fact.type}{number}"
    names = {"name": fact.start, "searchNames": [fact.start.lower()]} if fact.type == "ASSERTED_BY" else {}
    content = {
        "validFrom": fact.valid_from,
        "validTo": fact.valid_to,
        "recordedAt": fact.recorded_at,
        "supersededAt": fact.superseded_at,
        "marking": fact.marking,
        "releasableTo": None if fact.releasable_to is None else sorted(fact.releasable_to),
        "originator": fact.originator,
        "attestedUntil": fact.attested_until,
        "synthetic": fact.synthetic or None,
        "source": fact.source,
        "reliability": "A",
        "credibility": 1,
        "validFromPrecision": "day",
        "factKey": key,
        "recordId": key,
        **names,
        **{name: sorted(value) if isinstance(value, frozenset) else value for name, value in fact.says.items()},
    }
    return {
        "type": fact.type,
        "start": fact.start,
        "end": fact.end,
        "toSource": fact.type == "ASSERTED_BY",
        "label": fact.label,
        "factKey": key,
        "digest": sha256(key.encode()).hexdigest(),
        "record": {name: value for name, value in content.items() if value is not None},
    }
