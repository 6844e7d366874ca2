"""The comparison compares something: marking hides facts, and removing them leaves exactly what may be seen."""

from app.graph.client import GraphClient
from app.record.releasability import Marking, Viewer
from tests.releasability.test_removed import run

EVERYTHING = Viewer(clearance=Marking.TOP_SECRET, nationality="POL")


async def seen(graph: GraphClient, viewer: Viewer) -> set[str]:
    return {row["fact"]["factKey"] async for row in graph.stream("record/export", **viewer.parameters)}


async def test_what_is_removed_is_what_is_hidden(seeded: GraphClient) -> None:
    await run(seeded, "mark.cypher", EVERYTHING)
    every, left = await seen(seeded, EVERYTHING), await seen(seeded, Viewer())
    assert len(every) * 0.5 < len(left) < len(every) * 0.95
    await run(seeded, "remove.cypher", Viewer())
    assert await seen(seeded, EVERYTHING) == await seen(seeded, Viewer()) <= left
    assert len(await seen(seeded, Viewer())) > len(every) * 0.5
