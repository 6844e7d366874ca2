"""Made-up worlds that are small and nasty, the same for the same seed: for networks and for balances.

The calendar of a world is short, and most days lie on the edge of a year; it is written down at few moments, so that
corrections meet what is asked to have been known. Sources differ in grade, one lists all parties of its agreements.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from app.graph.client import GraphClient
from app.record.evidence import Reliability, Source
from app.record.writer import write_sources
from tests.conftest import wipe

SOURCES = {"census": "B", "gazette": "A", "lists": "A", "press": "C"}
"""Source → its grade."""

CODED = {"lists": ("consultation", "defence")}
"""Source that lists all parties of its agreements → kinds of obligation that it lists of each."""

NATIONS = ("XAA", "XAB", "XAC", "XBA", "XBB", "XCA", "XCB", "XCC")
OUTSIDER = "XZZ"
REGIONS = ("North Sea", "South Sea")
OBLIGATIONS = ("consultation", "defence", "non-aggression", "training")
KINDS = ("joint_exercise", "joint_exercise", "joint_exercise", "port_call", "peace_operation")

YEARS = range(1990, 1996)
EDGES = tuple(date(year, month, day) for year in YEARS for month, day in ((1, 1), (6, 30), (12, 31)))
MOMENTS = tuple(datetime(2021 + number, 1, 1, tzinfo=UTC) for number in range(3))
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A record: dates inclusive; `releasable_to` None: no limit; `label`: it asserts an entity of that kind."""

    type: str
    start: str
    end: str
    source: str
    first: date
    last: date | None = None
    recorded: datetime = MOMENTS[0]
    superseded: datetime | None = None
    marking: int = 0
    releasable_to: frozenset[str] | None = None
    synthetic: bool = False
    attested_until: date | None = None
    label: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)


World = tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """When, by whom, and from what was known and relied on. `known_on` None: all that stands now."""

    on: date
    known_on: datetime | None = None
    sources: frozenset[str] | None = None
    clearance: int = 0
    nationality: str | None = None


def generated_world(seed: int) -> World:
    """The world of that seed: 8 nations, some agreements, some engagements, and what passed between nations."""
    return tuple(_Maker(Random(f"world {seed}")).facts())


def generated_asked(random: Random) -> Asked:
    """A day on an edge or right beside it, a moment likewise, and a viewer who sees all or some."""
    known_on = random.choice(MOMENTS) + random.choice((-1, 0, 0, 1)) * SECOND
    return Asked(
        on=random.choice(EDGES[3:]) + random.choice((-1, 0, 0, 1)) * DAY,
        known_on=known_on if random.random() < 0.4 else None,
        sources=frozenset(random.sample(sorted(SOURCES), random.randint(1, 3))) if random.random() < 0.3 else None,
        clearance=random.choice((0, 0, 1, 4)),
        nationality=random.choice((None, *NATIONS[:2], OUTSIDER)),
    )


class _Maker:
    def __init__(self, random: Random) -> None:
        self._random = random

    def facts(self) -> Iterator[Fact]:
        drawn = [*self._nations(), *self._agreements(), *self._engagements(), *self._flows()]
        for fact in drawn:
            yield from self._history(fact)

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _source(self) -> str:
        return self._random.choice(sorted(SOURCES))

    def _assertion(self, label: str, key: str, source: str, first: date, last: date | None, **said: Any) -> Fact:
        return Fact(
            type="ASSERTED_BY",
            start=key,
            end=source,
            source=source,
            label=label,
            first=first,
            last=last,
            properties={"name": f"{key} by {source}", **said},
        )

    def _nations(self) -> Iterator[Fact]:
        for key in NATIONS:
            for source in self._random.sample(sorted(SOURCES), self._random.choice((1, 1, 2))):
                first = self._random.choice((EDGES[0], EDGES[0], self._random.choice(EDGES)))
                last = self._random.choice((None, None, None, max(first, self._random.choice(EDGES))))
                region = self._random.choice((*REGIONS, *REGIONS, None))
                yield self._assertion("Nation", key, source, first, last, region=region, searchNames=[key.lower()])

    def _agreements(self) -> Iterator[Fact]:
        for number in range(self._random.randint(4, 9)):
            key = f"pact-{number}"
            yield self._assertion("Agreement", key, self._source(), EDGES[0], None)
            parties = self._random.sample(NATIONS, self._random.choice((2, 2, 3, 4, 6)))
            for source in self._random.sample(sorted(SOURCES), self._random.choice((1, 1, 2))):
                for nation in parties:
                    if self._chance(0.9):
                        yield self._membership(nation, key, source)

    def _membership(self, nation: str, agreement: str, source: str) -> Fact:
        first, last = self._spell(lasting=0.6)
        obligations = self._random.sample(OBLIGATIONS, self._random.choice((0, 0, 1, 2)))
        unknown = [kind for kind in OBLIGATIONS if kind not in obligations and self._chance(0.1)]
        return Fact(
            type="PARTY_TO",
            start=nation,
            end=agreement,
            source=source,
            first=first,
            last=last,
            attested_until=self._random.choice(EDGES) if last is None and self._chance(0.3) else None,
            properties={"obligations": obligations or None, "obligationsUnknown": unknown or None},
        )

    def _spell(self, *, lasting: float) -> tuple[date, date | None]:
        first, last = sorted(self._random.choices(EDGES, k=2))
        return first, None if self._chance(lasting) else last

    def _engagements(self) -> Iterator[Fact]:
        for number in range(self._random.randint(10, 20)):
            key = f"held-{number}"
            first = self._random.choice(EDGES)
            last = first + self._random.choice((0, 0, 1, 2, 400)) * DAY
            for source in self._random.sample(sorted(SOURCES), self._random.choice((1, 1, 1, 2, 3))):
                heard = first + (self._random.choice((-1, 1, 200)) * DAY if self._chance(0.2) else 0 * DAY)
                kind = self._random.choice(KINDS)
                yield self._assertion("Engagement", key, source, heard, max(heard, last), kind=kind)
                if self._chance(0.15):
                    # It went on as something else; both can lie in one year.
                    again = max(heard, last) + DAY
                    yield self._assertion("Engagement", key, source, again, again, kind=self._random.choice(KINDS))
            for nation in self._random.sample(NATIONS, self._random.choice((1, 2, 2, 3, 4))):
                for source in self._random.sample(sorted(SOURCES), self._random.choice((1, 1, 2))):
                    yield Fact(
                        type="PARTICIPATED_IN",
                        start=nation,
                        end=key,
                        source=source,
                        first=first,
                        last=self._random.choice((last, last, last, None)),
                        attested_until=last if self._chance(0.1) else None,
                        properties={"role": "participant"},
                    )

    def _flows(self) -> Iterator[Fact]:
        for _ in range(self._random.randint(16, 30)):
            start, end = self._random.sample(NATIONS, 2)
            first, last = self._spell(lasting=0.2)
            kind = self._random.choice(("TRANSFERRED_TO", "DEPLOYED_IN", "SIGNALLED"))
            said: dict[str, Any] = {
                "TRANSFERRED_TO": {"designation": self._random.choice(("Type 1", "Type 2"))},
                "DEPLOYED_IN": {"personnel": self._random.choice((5, 99, 100, 999, 1000, 20_000))},
                "SIGNALLED": {"kind": self._random.choice(("visit", "statement"))},
            }
            for source in self._random.sample(sorted(SOURCES), self._random.choice((1, 1, 2))):
                yield Fact(
                    type=kind, start=start, end=end, source=source, first=first, last=last, properties=said[kind]
                )

    def _history(self, fact: Fact) -> Iterator[Fact]:
        """The fact as it was first written, then corrected or withdrawn; sometimes marked, sometimes invented."""
        fact = replace(fact, synthetic=self._chance(0.05), **self._release())
        if self._chance(0.75):
            yield fact
            return
        first, *later = sorted(self._random.sample(MOMENTS, self._random.randint(1, 3)))
        yield replace(fact, recorded=first, superseded=later[0] if later else None)
        for moment in later[:1]:
            moved = replace(fact, first=fact.first - DAY, recorded=moment, **self._release())
            yield replace(moved, superseded=later[1] if len(later) > 1 else None)

    def _release(self) -> dict[str, Any]:
        if self._chance(0.85):
            return {"marking": 0, "releasable_to": None}
        readers = self._random.sample((*NATIONS[:2], OUTSIDER), self._random.choice((0, 1, 2)))
        return {
            "marking": self._random.choice((0, 1, 4)),
            "releasable_to": frozenset(readers) if self._chance(0.5) else None,
        }


async def write_world(graph: GraphClient, world: World) -> None:
    """Write every record of a world, superseded ones included, into an emptied graph."""
    await wipe(graph)
    await write_sources(
        graph,
        [
            Source(key=key, title=key, reliability=Reliability(grade), obligations_coded=CODED.get(key, ()))
            for key, grade in SOURCES.items()
        ],
    )
    rows = [_row(fact, number) for number, fact in enumerate(world)]
    # Entities come before what lies between them.
    await graph.write(
        "record/put_facts",
        facts=sorted(rows, key=lambda row: row["type"] != "ASSERTED_BY"),
        recordedAt=datetime.now(UTC),
    )


def _row(fact: Fact, number: int) -> dict[str, Any]:
    key = f"{fact.source}|{fact.type}|{number:04}"
    content = {
        **fact.properties,
        "validFrom": fact.first,
        "validTo": fact.last,
        "validFromPrecision": "day",
        "attestedUntil": fact.attested_until,
        "recordedAt": fact.recorded,
        "supersededAt": fact.superseded,
        "marking": fact.marking,
        "releasableTo": None if fact.releasable_to is None else sorted(fact.releasable_to),
        "source": fact.source,
        "sourceRow": f"row {number}",
        "reliability": SOURCES[fact.source],
        "credibility": 1,
        "synthetic": fact.synthetic or None,
        "factKey": key,
        "recordId": key,
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


# What every oracle reads a world by


def is_known(fact: Fact, asked: Asked) -> bool:
    """It had been recorded by then, and nothing had replaced it by then."""
    if asked.known_on is None:
        return fact.superseded is None
    return fact.recorded <= asked.known_on and (fact.superseded is None or fact.superseded > asked.known_on)


def is_visible(fact: Fact, asked: Asked) -> bool:
    """The viewer is cleared for it, and it may be released to the viewer's nation."""
    return fact.marking <= asked.clearance and (fact.releasable_to is None or asked.nationality in fact.releasable_to)


def holds(fact: Fact, first: date, last: date) -> bool:
    """It was true on one of these days."""
    return fact.first <= last and (fact.last is None or first <= fact.last)


def is_attested(fact: Fact, day: date) -> bool:
    """Its source still observed on that day."""
    return fact.attested_until is None or day <= fact.attested_until


def seen(world: World, asked: Asked) -> World:
    """All records that exist for the viewer: the world with everything else removed."""
    return tuple(fact for fact in world if is_known(fact, asked) and is_visible(fact, asked))


def existing(world: World, asked: Asked) -> frozenset[str]:
    """The entities that exist for the viewer."""
    return frozenset(fact.start for fact in seen(world, asked) if fact.type == "ASSERTED_BY")


def relied_on(world: World, asked: Asked, fact_type: str) -> list[Fact]:
    """The records of a type that exist for the viewer and come from chosen sources."""
    return [
        fact
        for fact in seen(world, asked)
        if fact.type == fact_type and (asked.sources is None or fact.source in asked.sources)
    ]


def best_first(facts: Sequence[Fact]) -> list[Fact]:
    """By grade, then by source, then the latest first."""
    return sorted(facts, key=lambda fact: (SOURCES[fact.source], fact.source, -fact.first.toordinal()))


def name_of(world: World, asked: Asked, key: str) -> str:
    """What the best source calls an entity on that day, or, where none speaks of that day, on another."""
    said = [fact for fact in seen(world, asked) if fact.type == "ASSERTED_BY" and fact.start == key]
    said_then = [fact for fact in said if holds(fact, asked.on, asked.on)]
    return str(best_first(said_then or said)[0].properties["name"])


def denies(world: World, asked: Asked, membership: tuple[str, str], kinds: set[str]) -> bool:
    """A source that lists all parties on that day leaves out the party of an agreement, or one of these obligations."""
    nation, agreement = membership
    for source, coded in CODED.items():
        listed = [
            fact
            for fact in relied_on(world, asked, "PARTY_TO")
            if fact.source == source
            and fact.end == agreement
            and holds(fact, asked.on, asked.on)
            and is_attested(fact, asked.on)
        ]
        own = [fact for fact in listed if fact.start == nation]
        left_out = [kind for kind in kinds if kind in coded and not any(kind in _open_or_bound(fact) for fact in own)]
        if listed and (not own or left_out):
            return True
    return False


def _open_or_bound(fact: Fact) -> list[str]:
    return [*(fact.properties["obligations"] or ()), *(fact.properties["obligationsUnknown"] or ())]
