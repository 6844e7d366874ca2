"""Every query file is planned on the live engine, against a graph that has the whole declared vocabulary.

So a misspelt label, relationship or property is a warning of the planner, and fails the test.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.graph.client import GraphClient
from app.graph.queries import load_queries
from app.model.declaration import Property
from app.model.envelope import ENVELOPE, POSITIONS
from app.model.labels import LABELS, SOURCE
from app.model.relationships import RELATIONSHIPS

_VALUES = {
    "string": "x",
    "integer": 1,
    "float": 1.0,
    "boolean": True,
    "date": date(2000, 1, 1),
    "datetime": datetime(2000, 1, 1, tzinfo=UTC),
    "list<string>": ["x"],
}


def filled(properties: tuple[Property, ...]) -> dict[str, Any]:
    return {given.name: _VALUES[given.type] for given in properties}


@pytest.fixture(scope="module")
async def vocabulary(module_graph: GraphClient) -> GraphClient:
    """A graph with one of everything that is declared."""
    await module_graph.write("record/put_sources", sources=[filled(SOURCE.properties) | {"key": "Source"}])
    await module_graph.write("record/mark_seeded", name="x", checksum="x")
    facts = []
    for label in (label for label in LABELS if label is not SOURCE):
        everything = filled((*label.properties, *ENVELOPE, *POSITIONS)) | {
            "recordId": label.name,
            "factKey": label.name,
        }
        facts.append(_fact("ASSERTED_BY", label.name, "Source", everything, label=label.name))
    for relationship in RELATIONSHIPS:
        everything = filled((*relationship.properties, *ENVELOPE, *POSITIONS)) | {"recordId": relationship.type}
        ends = relationship.start.labels[0], relationship.end.labels[0]
        facts.append(_fact(relationship.type, *ends, everything))
    await module_graph.write("record/put_facts", facts=facts, recordedAt=datetime.now(UTC))
    await module_graph.write("migrations/take_lock", holder="tests", seconds=1)
    await module_graph.write("migrations/release_lock", holder="tests")
    await module_graph.write(
        "record/submit",
        key="x",
        digest="x",
        author="x",
        reason="x",
        recordedAt=datetime.now(UTC),
        facts=[facts[0] | {"expected": None, "factKey": "x", "record": facts[0]["record"] | {"recordId": "x"}}],
        clearance=4,
        nationality="x",
    )
    await module_graph.write("record/feed_key", key="00")
    await _webhook(module_graph)
    await module_graph.write("trail/anchor", chain="x", file="x", number=1, hash="x", at=datetime.now(UTC))
    await _key(module_graph)
    await module_graph.write("releases/complete", clearance=0, nationality="x", madeAt=datetime.now(UTC))
    await module_graph.write("record/show_best_assertion", keys=[label.name for label in LABELS])
    return module_graph


async def _key(graph: GraphClient) -> None:
    now = datetime.now(UTC)
    bearer = {"name": "x", "roles": ["reader"], "keyClearance": 0, "keyNationality": "x"}
    await graph.write("callers/issue", id="x", digest="x", issuedAt=now, issuedBy="x", expiresAt=now, **bearer)
    await graph.write("callers/revoke", id="x", revokedAt=now)


async def _webhook(graph: GraphClient) -> None:
    now = datetime.now(UTC)
    wanted = {"url": "x", "about": "changes", "labels": [], "types": [], "kinds": []}
    given: dict[str, Any] = {"clearance": 0, "nationality": "x", "position": "x", "createdAt": now, "secret": "x"}
    await graph.write("webhooks/make", id="x", webhook=wanted, caller="x", **given)
    await graph.write("webhooks/claim", now=now, until=now, reach=1, seen="x", most=1)
    await graph.write("webhooks/note", id="x", pending=1)
    noted = {"claimedUntil": now, "nextAttemptAt": now, "readTo": 1, "seen": "x"}
    await graph.write("webhooks/settle", id="x", outcome=noted)
    await graph.write("webhooks/claim", now=now, until=now, reach=2, seen="x", most=1)


def _fact(
    fact_type: str, start: str, end: str, record: dict[str, object], *, label: str | None = None
) -> dict[str, Any]:
    return {
        "type": fact_type,
        "start": start,
        "end": end,
        "toSource": end == "Source",
        "label": label,
        "factKey": record["factKey"],
        "digest": "x",
        "record": record,
    }


@pytest.mark.parametrize("name", [query.name for query in load_queries()])
async def test_every_query_file_plans_without_a_warning(vocabulary: GraphClient, name: str) -> None:
    assert await vocabulary.plan(vocabulary.queries[name]) == []
