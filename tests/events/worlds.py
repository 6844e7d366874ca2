"""Made-up histories of a small record, marked and unmarked, and what is left of one for somebody who may see less."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from app.graph.client import GraphClient
from app.record.evidence import Evidence, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.releasability import Marking, Release, Viewer
from app.record.time import valid_time
from app.record.writer import close_facts, write_facts, write_sources

SOURCE = "gazette"
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
SINCE = valid_time("1999-01-01", "")
NATIONS = ("AAA", "BBB", "CCC")
AGREEMENTS = ("pact-1", "pact-2")


@dataclass(frozen=True)
class Step:
    """One write: a fact that is stated, or, where `closes`, closed."""

    fact: Fact
    at: datetime
    closes: bool = False


def history(seed: int, *, steps: int) -> list[Step]:
    """Statements, corrections and closings in any order that the record takes."""
    random, stated, made = Random(seed), dict[str, Fact](), list[Step]()
    entities: set[str] = set()
    for number in range(steps):
        at = FIRST + timedelta(minutes=number)
        if stated and random.random() < 0.2:
            made.append(Step(stated.pop(random.choice(sorted(stated))), at, closes=True))
            continue
        fact = _drawn(random, entities)
        if stated.get(fact.key) == fact:
            continue
        stated[fact.key] = fact
        entities.add(fact.start)
        made.append(Step(fact, at))
    return made


def _drawn(random: Random, entities: set[str]) -> Fact:
    release = random.choice(
        [Release(), Release(), Release(marking=Marking.SECRET), Release(releasable_to=("AAA",), originator="AAA")]
    )
    says: Mapping[str, PropertyValue] = {"name": f"Name {random.randrange(4)}"}
    ends = [key for key in NATIONS if key in entities], [key for key in AGREEMENTS if key in entities]
    if all(ends) and random.random() < 0.6:
        return Fact(
            type="PARTY_TO", start=random.choice(ends[0]), end=random.choice(ends[1]), valid=SINCE, release=release,
            evidence=Evidence(source=SOURCE), properties={"reservation": f"Reservation {random.randrange(4)}"},
        )  # fmt: skip
    key = random.choice((*NATIONS, *AGREEMENTS))
    label = "Nation" if key in NATIONS else "Agreement"
    says = {**says, "searchNames": (key.lower(),)} if label == "Nation" else {**says, "kind": "treaty"}
    return assertion(label, key, valid=SINCE, evidence=Evidence(source=SOURCE), properties=says, release=release)


def left_of(steps: Iterable[Step], viewer: Viewer) -> Iterator[Step]:
    """The history of a record that never held what `viewer` may not see.

    What is corrected by something unseen is closed. What would be stated of an entity that is not there yet waits for
    it, and is stated as it stands then.
    """
    known, standing, waiting = set[str](), dict[str, Fact](), dict[str, Step]()
    for step in steps:
        fact = step.fact
        seen = not step.closes and visible(fact, viewer)
        waiting.pop(fact.key, None)
        if not seen:
            if old := standing.pop(fact.key, None):
                yield replace(step, fact=old, closes=True)
        elif fact.type == "ASSERTED_BY" or {fact.start, fact.end} <= known:
            standing[fact.key] = fact
            yield step
        else:
            waiting[fact.key] = step
        if seen and fact.type == "ASSERTED_BY":
            known.add(fact.start)
            for key in [key for key, each in waiting.items() if {each.fact.start, each.fact.end} <= known]:
                standing[key] = waiting[key].fact
                yield waiting.pop(key)


def visible(fact: Fact, viewer: Viewer) -> bool:
    limited = fact.release.releasable_to
    return fact.release.marking <= viewer.clearance and (limited is None or viewer.nationality in limited)


async def write_source(graph: GraphClient) -> None:
    await write_sources(graph, [Source(key=SOURCE, title="Gazette")])


async def take(graph: GraphClient, step: Step) -> None:
    """Write one step."""
    if step.closes:
        assert await close_facts(graph, [step.fact.key], closed_at=step.at) == 1
    else:
        outcome = await write_facts(graph, [step.fact], recorded_at=step.at)
        assert outcome.new + outcome.superseded == 1
