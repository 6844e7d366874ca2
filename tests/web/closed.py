"""Facts of a higher marking that touch what many questions answer: a pact, an exercise, a dispute, a nation."""

from datetime import UTC, date, datetime

from app.graph.client import GraphClient
from app.record.evidence import Evidence, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.releasability import Marking, Release
from app.record.time import ValidTime
from app.record.writer import write_facts, write_sources

CLOSED = "closed"
"""What every key and name of these facts has in it."""
_SOURCE = "closed-register"
_PARTIES = ("NOR", "JPN", "USA", "VNM", "PHL", "ZCL")


def told(marking: Marking, *, name: str = "Closed pact") -> list[Fact]:
    """The facts, at that marking."""
    release = Release(marking=marking)
    evidence = Evidence(source=_SOURCE)
    valid = ValidTime(valid_from=date(2024, 3, 1))

    def entity(label: str, key: str, **properties: PropertyValue) -> Fact:
        return assertion(label, key, valid=valid, evidence=evidence, release=release, properties=properties)

    def tie(kind: str, start: str, end: str, **properties: PropertyValue) -> Fact:
        return Fact(
            type=kind, start=start, end=end, valid=valid, evidence=evidence, release=release, properties=properties
        )

    return [
        entity("Nation", "ZCL", name="Closedland", latitude=1.5, longitude=2.5, searchNames=("zcl", "closedland")),
        entity("Agreement", "closed-pact", name=name, kind="alliance"),
        entity("Engagement", "closed-exercise", name="Closed exercise", kind="joint_exercise", latitude=3.5,
               longitude=4.5),
        entity("Organization", "closed-body", name="Closed body", kind="alliance"),
        entity("Dispute", "closed-dispute", name="Closed dispute", kind="political"),
        *(tie("PARTY_TO", nation, "closed-pact", obligations=("defence", "logistics")) for nation in _PARTIES),
        *(tie("PARTICIPATED_IN", nation, "closed-exercise", role="participant") for nation in _PARTIES),
        *(tie("MEMBER_OF", nation, "closed-body") for nation in _PARTIES),
        tie("DISPUTES", "USA", "closed-dispute", side="a"),
        tie("DISPUTES", "JPN", "closed-dispute", side="b"),
    ]  # fmt: skip


async def write_closed(graph: GraphClient, marking: Marking, *, name: str = "Closed pact") -> None:
    """Write them. Written again with another name, the pact's record is superseded."""
    await write_sources(
        graph, [Source(key=_SOURCE, title="Closed register", url="https://closed.example/", marking=int(marking))]
    )
    outcome = await write_facts(graph, told(marking, name=name), recorded_at=datetime.now(UTC))
    assert not outcome.missing
    assert outcome.new + outcome.superseded > 0
