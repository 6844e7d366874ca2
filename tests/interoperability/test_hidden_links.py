"""A link that a viewer may not see leads nowhere: one hidden at a time, in a graph that hangs on each of them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.graph.client import GraphClient
from app.record.evidence import Credibility, Evidence, Reliability, Source
from app.record.facts import Fact
from app.record.releasability import PUBLIC, Marking, Release, Viewer
from app.record.time import LATEST, ValidTime
from app.record.writer import write_facts, write_sources

EVIDENCE = Evidence(source="source", reliability=Reliability.A, credibility=Credibility(1))
HELD = ValidTime(valid_from=date(2020, 1, 1))
HIDDEN = {
    "marked": Release(marking=Marking.SECRET),
    "released to others": Release(releasable_to=("BBB",)),
}
ENTITIES = {
    "AAA": ("Nation", {"name": "A"}),
    "BBB": ("Nation", {"name": "B"}),
    "unit": ("Unit", {"name": "Unit", "kind": "formation"}),
    "exercise": ("Engagement", {"name": "Exercise", "kind": "joint_exercise"}),
    "series": ("EngagementSeries", {"name": "Series", "kind": "joint_exercise"}),
    "sea": ("Domain", {"name": "Maritime"}),
}
LINKS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "IN_SERIES": ("exercise", "series", {}),
    "IN_DOMAIN": ("series", "sea", {}),
    "BELONGS_TO": ("unit", "AAA", {}),
}


def fact(kind: str, start: str, end: str, values: Any, *, release: Release = PUBLIC, label: str | None = None) -> Fact:
    return Fact(
        type=kind, start=start, end=end, label=label, valid=HELD, evidence=EVIDENCE, release=release, properties=values
    )


async def written(graph: GraphClient, hidden: dict[str, Release]) -> None:
    await write_sources(graph, [Source(key="source", title="Source", reliability=Reliability.A)])
    facts = [fact("ASSERTED_BY", key, "source", values, label=label) for key, (label, values) in ENTITIES.items()]
    facts += [fact("PARTICIPATED_IN", nation, "exercise", {"role": "participant"}) for nation in ("AAA", "BBB")]
    facts += [
        fact(kind, start, end, values, release=hidden.get(kind, PUBLIC)) for kind, (start, end, values) in LINKS.items()
    ]
    await write_facts(graph, facts, recorded_at=datetime(2024, 1, 1, tzinfo=UTC))


async def practice(graph: GraphClient, **asked: Any) -> Any:
    (row,) = await graph.read(
        "interoperability/common_practice",
        forces=["AAA", "BBB"],
        roles=["participant"],
        kinds=["joint_exercise"],
        needed=[],
        since=date(2019, 1, 1),
        on=date(2024, 1, 1),
        knownOn=LATEST,
        sources=None,
        **asked,
        **Viewer().parameters,
    )
    return row


async def test_what_hangs_on_visible_links_is_found(graph: GraphClient) -> None:
    await written(graph, {})
    assert (await practice(graph, profile="series", domains=[]))["trainsIt"]
    assert (await practice(graph, profile="other", domains=["sea"]))["inDomain"]


@pytest.mark.parametrize("how", HIDDEN)
@pytest.mark.parametrize(("link", "in_series"), [("IN_SERIES", False), ("IN_DOMAIN", True)])
async def test_what_hangs_on_a_hidden_link_is_not(graph: GraphClient, link: str, in_series: bool, how: str) -> None:
    await written(graph, {link: HIDDEN[how]})
    assert (await practice(graph, profile="series", domains=[]))["trainsIt"] is in_series
    assert not (await practice(graph, profile="other", domains=["sea"]))["inDomain"]


@pytest.mark.parametrize("how", [None, *HIDDEN])
async def test_whose_unit_it_is_may_be_hidden(graph: GraphClient, how: str | None) -> None:
    await written(graph, {"BELONGS_TO": HIDDEN[how]} if how else {})
    (row,) = await graph.read(
        "interoperability/forces",
        keys=["unit"],
        on=date(2024, 1, 1),
        knownOn=LATEST,
        sources=None,
        **Viewer().parameters,
    )
    assert ("AAA" in str(row)) is (how is None)
