"""A copy is, down to its last property, a copy of a graph into which only what may be seen was ever entered."""

import asyncio
from pathlib import Path
from typing import Any

import neo4j
from rich.console import Console

from app.cli.releases import make_copy
from app.engine.supervisor import running
from app.graph.client import GraphClient
from app.record.releasability import Marking, Viewer
from app.settings import Settings
from tests.conftest import wipe
from tests.releases.test_copying import write_world

VIEWER = Viewer(nationality="POL")

DUMP = {
    "nodes": "MATCH (n) WHERE NOT n:Migration AND NOT n:Release "
    "RETURN labels(n) AS labels, properties(n) AS properties",
    "facts": "MATCH (a)-[r]->(b) WHERE NOT a:Migration "
    "RETURN a.key AS start, type(r) AS type, b.key AS end, properties(r) AS properties",
    "labels": "CALL db.labels()",
    "types": "CALL db.relationshipTypes()",
    "properties": "CALL db.propertyKeys()",
    "indexes": "SHOW INDEXES YIELD name, type, labelsOrTypes, properties",
}


def dumped(settings: Settings, folder: Path) -> dict[str, list[str]]:
    """All that an engine tells of a copy, in an order that does not depend on that of writing."""
    own = settings.model_copy(update={"release": folder}).of_release
    assert own is not None
    with (
        running(own, console=Console(stderr=True)) as engine,
        neo4j.GraphDatabase.driver(engine.bolt_uri, auth=(engine.username, engine.password)) as driver,
    ):
        return {name: _told(driver.execute_query(text).records) for name, text in DUMP.items()}


def _told(records: list[Any]) -> list[str]:
    return sorted(repr({name: _plain(value) for name, value in record.items()}) for record in records)


def _plain(value: Any) -> Any:
    return sorted((name, str(each)) for name, each in value.items()) if isinstance(value, dict) else value


async def test_a_copy_tells_of_nothing_that_was_hidden(
    service_settings: Settings, graph: GraphClient, tmp_path: Path
) -> None:
    told = []
    for name, only in (("of-all", None), ("of-what-may-be-seen", VIEWER)):
        await wipe(graph)
        await write_world(graph, only=only)
        await asyncio.to_thread(make_copy, service_settings, tmp_path / name, VIEWER)
        told.append(await asyncio.to_thread(dumped, service_settings, tmp_path / name))
    for part in DUMP:
        assert told[0][part] == told[1][part], part
    assert len(told[0]["facts"]) == 3
    markings = {
        fact for fact in told[0]["facts"] if "SECRET" in fact or f"('marking', '{int(Marking.SECRET)}')" in fact
    }
    assert not markings
