"""A copy equals what plain Python says may be seen, and tells of nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from app.graph.client import GraphClient, Row
from app.record.evidence import Evidence, Reliability, Source
from app.record.facts import Fact, assertion
from app.record.releasability import Marking, Release, Viewer
from app.record.time import valid_time
from app.record.writer import write_facts, write_sources
from app.releases.copying import complete, put, visible
from tests.conftest import wipe

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
LATER = FIRST + timedelta(days=30)
SINCE = valid_time("1949-04-04", "")
RELEASES = [
    Release(marking=marking, releasable_to=nations)
    for marking, nations in product((Marking.UNCLASSIFIED, Marking.SECRET), (None, ("POL",)))
]
VIEWERS = [
    Viewer(),
    Viewer(nationality="POL"),
    Viewer(clearance=Marking.SECRET),
    Viewer(clearance=Marking.SECRET, nationality="POL"),
]
SOURCES = {"open": Release(), "closed": Release(marking=Marking.SECRET)}


def seen(viewer: Viewer, release: Release) -> bool:
    limited = release.releasable_to is not None and viewer.nationality not in release.releasable_to
    return release.marking <= viewer.clearance and not limited


def nation(key: str, source: str, release: Release) -> Fact:
    evidence = Evidence(source=source, reliability=Reliability.A)
    return assertion(
        "Nation",
        key,
        valid=SINCE,
        evidence=evidence,
        properties={"name": f"{key} by {source}", "searchNames": (key.lower(),)},
        release=release,
    )


def border(start: str, end: str, source: str, release: Release) -> Fact:
    evidence = Evidence(source=source, reliability=Reliability.A)
    return Fact(type="BORDERS", start=start, end=end, valid=SINCE, evidence=evidence, release=release)


def world() -> list[Fact]:
    """Nations said of by each source under each marking, and borders between all of them under each."""
    nations = [
        nation(f"N{number}", source, release) for number, (source, release) in enumerate(product(SOURCES, RELEASES))
    ]
    keys = [fact.start for fact in nations]
    pairs = [(start, end) for start in keys for end in keys if start < end]
    kinds = list(product(SOURCES, RELEASES))
    return nations + [border(*pair, *kinds[number % len(kinds)]) for number, pair in enumerate(pairs)]


def allowed(facts: list[Fact], viewer: Viewer) -> set[tuple[str, str, str]]:
    """The rule in plain Python: what stands between ends that may be seen, from sources that may be seen."""
    own = [fact for fact in facts if seen(viewer, fact.release) and seen(viewer, SOURCES[fact.evidence.source])]
    known = {fact.start for fact in own if fact.type == "ASSERTED_BY"}
    return {
        (fact.type, fact.start, fact.end) for fact in own if fact.start in known and fact.end in known | set(SOURCES)
    }


async def write_world(graph: GraphClient, *, only: Viewer | None = None) -> list[Fact]:
    """Enter the world; of it only what a viewer may see, if one is named."""
    sources = [
        Source(key=key, title=key, reliability=Reliability.A, marking=release.marking)
        for key, release in SOURCES.items()
        if only is None or seen(only, release)
    ]
    facts = world()
    kept = (
        facts if only is None else [fact for fact in facts if (fact.type, fact.start, fact.end) in allowed(facts, only)]
    )
    await write_sources(graph, sources)
    await write_facts(graph, kept, recorded_at=FIRST)
    return facts


async def copied(graph: GraphClient, viewer: Viewer, *, made_at: datetime = LATER) -> list[Row]:
    """Turn the tests' graph into a copy of what the viewer may see of it; every row that was read."""
    batches = [batch async for batch in visible(graph, viewer, made_at=made_at)]
    await wipe(graph)
    for batch in batches:
        await put(graph, batch, viewer)
    await complete(graph, viewer, made_at=FIRST)
    return [row for batch in batches for row in batch.rows]


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_a_copy_holds_what_may_be_seen_and_nothing_else(graph: GraphClient, viewer: Viewer) -> None:
    facts = await write_world(graph)
    hidden = len(facts) - len(allowed(facts, viewer))
    assert (hidden > 0) is (viewer != VIEWERS[-1])
    await copied(graph, viewer)

    everything = Viewer(clearance=Marking.TOP_SECRET, nationality="POL")
    rows = [row async for row in graph.stream("record/export", **everything.parameters)]
    assert {(row["type"], row["start"], row["end"]) for row in rows} == allowed(facts, viewer)
    assert len(rows) == len(allowed(facts, viewer))
    assert not any({"enteredIn", "closedIn"} & set(row["fact"]) for row in rows)

    labels = {label for row in await graph.read("audit/labels") for label in row["labels"]}
    assert labels - {"TestGraph", "Migration", "MigrationLock"} == {"Entity", "Nation", "Source", "Release"}


async def test_superseded_records_come_along(graph: GraphClient) -> None:
    await write_sources(graph, [Source(key="open", title="open", reliability=Reliability.A)])
    first = nation("N0", "open", Release())
    await write_facts(graph, [first], recorded_at=FIRST)
    renamed = replace(first, properties={**first.properties, "name": "Other"})
    await write_facts(graph, [renamed], recorded_at=FIRST + timedelta(days=1))
    rows = [row["record"] for row in await copied(graph, Viewer()) if "record" in row]
    found = {(row["name"], row["recordedAt"], row.get("supersededAt")) for row in rows}
    later = FIRST + timedelta(days=1)
    assert found == {("N0 by open", FIRST, later), ("Other", later, None)}


async def test_what_is_entered_while_a_copy_is_made_is_not_in_it(graph: GraphClient) -> None:
    await write_sources(graph, [Source(key="open", title="open", reliability=Reliability.A)])
    first = nation("N0", "open", Release())
    await write_facts(graph, [first], recorded_at=FIRST)
    renamed = replace(first, properties={**first.properties, "name": "Other"})
    await write_facts(graph, [renamed], recorded_at=LATER)
    rows = [row["record"] for row in await copied(graph, Viewer(), made_at=FIRST) if "record" in row]
    assert [(row["name"], row.get("supersededAt")) for row in rows] == [("N0 by open", None)]
