"""Worlds and questions made at random: several sources, spells, corrections, markings, and values that are missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from app.graph.client import GraphClient
from app.record.evidence import Credibility, Evidence, Reliability, Source
from app.record.facts import Fact
from app.record.releasability import Marking, Release
from app.record.time import ValidTime
from app.record.writer import write_facts, write_sources

FIRST, THEN = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)
SOURCES = ("alpha", "beta", "gamma")
NATIONS = tuple(f"N{number}" for number in range(7))
AGREEMENTS = tuple(f"A{number}" for number in range(6))
ENGAGEMENTS = tuple(f"E{number}" for number in range(8))
LABELS = (
    dict.fromkeys(NATIONS, "Nation") | dict.fromkeys(AGREEMENTS, "Agreement") | dict.fromkeys(ENGAGEMENTS, "Engagement")
)
REGIONS = ("North", "South", None)
KINDS = {"Agreement": ("treaty", "mou", "cooperation"), "Engagement": ("port_call", "joint_exercise", "staff_talks")}


@dataclass(frozen=True, kw_only=True)
class World:
    """Facts in the two batches in which they are recorded; the second corrects some of the first."""

    first: tuple[Fact, ...]
    then: tuple[Fact, ...]

    async def write(self, graph: GraphClient, *, only: Any = None) -> None:
        """Write it, or the part of it that `only` lets through."""
        await write_sources(graph, [Source(key=key, title=key, reliability=Reliability.B) for key in SOURCES])
        for batch, moment in ((self.first, FIRST), (self.then, THEN)):
            await write_facts(graph, [fact for fact in batch if only is None or only(fact)], recorded_at=moment)

    def records(self) -> list[dict[str, Any]]:
        """All versions, as the oracle reads them."""
        corrected = {fact.key: fact for fact in self.then}
        found = []
        for fact in self.first:
            changed = fact.key in corrected and corrected[fact.key] != fact
            found.append(record_of(fact, FIRST, superseded=THEN if changed else None))
        standing = {fact.key: fact for fact in self.first}
        found += [record_of(fact, THEN, superseded=None) for fact in self.then if standing.get(fact.key) != fact]
        return found


def record_of(fact: Fact, recorded: datetime, *, superseded: datetime | None) -> dict[str, Any]:
    """One version of a fact as a plain record."""
    return {
        **{name: list(value) if isinstance(value, tuple) else value for name, value in fact.properties.items()},
        "type": fact.type,
        "start": fact.start,
        "end": fact.end,
        "validFrom": fact.valid.valid_from,
        "validTo": fact.valid.valid_to,
        "source": fact.evidence.source,
        "reliability": fact.evidence.reliability.value,
        "credibility": int(fact.evidence.credibility),
        "marking": int(fact.release.marking),
        "releasableTo": fact.release.releasable_to,
        "recordedAt": recorded,
        "supersededAt": superseded,
        "recordId": f"{fact.key}@{recorded.isoformat()}",
    }


def world(random: Random) -> World:
    """A small world in which anything may be hidden, missing, corrected or told twice."""
    first = {fact.key: fact for fact in _facts(random)}
    again = random.sample(sorted(first), len(first) // 5)
    then = {key: _corrected(random, first[key]) for key in again} | {
        fact.key: fact for fact in _facts(random) if random.random() < 0.15 and fact.key not in first
    }
    return World(first=tuple(first.values()), then=tuple(then.values()))


def _facts(random: Random) -> Iterator[Fact]:
    for key, label in LABELS.items():
        for source in random.sample(SOURCES, random.choice((1, 1, 1, 2, 3))):
            for _ in range(random.choice((1, 1, 2))):
                yield _fact(random, "ASSERTED_BY", key, source, source, _said(random, key, label), label=label)
    for kind, starts, ends in (
        ("PARTY_TO", NATIONS, AGREEMENTS),
        ("PARTICIPATED_IN", NATIONS, ENGAGEMENTS),
        ("BORDERS", NATIONS, NATIONS),
    ):
        for start in starts:
            for end in random.sample(ends, 3):
                if start != end and (kind != "BORDERS" or start < end):
                    yield _fact(random, kind, start, end, random.choice(SOURCES), _fact_values(random, kind))


def _said(random: Random, key: str, label: str) -> dict[str, Any]:
    name = f"{random.choice(('Alpha', 'beta', 'Gamma'))} {random.choice(('One', 'two'))}"
    given: dict[str, Any]
    match label:
        case "Nation":
            languages = tuple(random.sample(("en", "fr", "de"), random.randint(0, 2)))
            given = {
                "region": random.choice(REGIONS),
                "cowCode": random.choice((None, 1, 2, 3)),
                "languages": languages,
            }
        case "Agreement":
            given = {"kind": random.choice(KINDS[label]), "signedOn": random.choice((None, _day(random)))}
        case _:
            given = {"kind": random.choice(KINDS[label]), "personnel": random.choice((None, 10, 20, 300))}
    return {"name": name, **{name: value for name, value in given.items() if value not in (None, ())}}


def _fact_values(random: Random, kind: str) -> dict[str, Any]:
    match kind:
        case "PARTY_TO":
            return {"obligations": tuple(random.sample(("defence", "consultation"), random.randint(1, 2)))}
        case "PARTICIPATED_IN":
            personnel = random.choice((None, 5, 50))
            return {"role": random.choice(("host", "participant"))} | ({"personnel": personnel} if personnel else {})
        case _:
            return {"by": random.choice(("land", "water_12"))}


def _fact(
    random: Random, kind: str, start: str, end: str, source: str, values: Mapping[str, Any], *, label: str | None = None
) -> Fact:
    begins = _day(random)
    return Fact(
        type=kind,
        start=start,
        end=end,
        label=label,
        valid=ValidTime(
            valid_from=begins, valid_to=random.choice((None, None, begins + timedelta(days=random.randint(0, 4000))))
        ),
        evidence=Evidence(
            source=source,
            reliability=random.choice((Reliability.A, Reliability.B)),
            credibility=random.choice((Credibility(1), Credibility(2))),
        ),
        release=Release(
            marking=Marking(random.choice((0, 0, 0, 0, 1, 2))),
            releasable_to=random.choice((None, None, None, None, ("N1",), ("N1", "N2"))),
        ),
        properties=values,
    )


def _corrected(random: Random, fact: Fact) -> Fact:
    other = _fact(random, fact.type, fact.start, fact.end, fact.evidence.source, fact.properties, label=fact.label)
    return Fact(
        type=fact.type,
        start=fact.start,
        end=fact.end,
        label=fact.label,
        valid=ValidTime(valid_from=fact.valid.valid_from, valid_to=random.choice((None, fact.valid.valid_from))),
        evidence=other.evidence,
        release=other.release,
        properties=fact.properties,
    )


def _day(random: Random) -> date:
    return date(1990, 1, 1) + timedelta(days=random.randrange(0, 9000, 100))


# Questions


CONNECTED = {
    "Nation": ("agreements", "engagements", "neighbours"),
    "Agreement": ("parties",),
    "Engagement": ("participants",),
}
OTHER = {
    "agreements": "Agreement",
    "engagements": "Engagement",
    "neighbours": "Nation",
    "parties": None,
    "participants": None,
}
SORTED = {
    "Nation": ("key", "name", "region", "cowCode", "since", "until"),
    "Agreement": ("key", "name", "kind", "signedOn", "until"),
    "Engagement": ("key", "kind", "personnel", "since", "source"),
}
FACT_SORTED = {
    "agreements": ("since", "until", "node.kind", "node.name"),
    "engagements": ("role", "personnel", "node.key", "node.personnel"),
    "neighbours": ("by", "node.region"),
    "parties": ("since", "node.name"),
    "participants": ("role", "personnel"),
}


NUMBERS = {
    "agreements": ("credibility",),
    "parties": ("credibility", "node_credibility"),
    "engagements": ("personnel", "node_personnel"),
    "participants": ("personnel",),
    "neighbours": ("credibility", "node_cowCode"),
}


def where(random: Random, label: str | None, *, depth: int = 2) -> dict[str, Any]:
    """A filter of entities of a kind; None: of any kind."""
    found: dict[str, Any] = {}
    for _ in range(random.choice((0, 1, 1, 2))):
        choice = random.random()
        if depth and choice < 0.3:
            inner = [where(random, label, depth=depth - 1) for _ in range(random.randint(0, 3))]
            found[random.choice(("AND", "OR"))] = inner
        elif depth and choice < 0.45:
            found["NOT"] = where(random, label, depth=depth - 1)
        elif depth and choice < 0.75 and label in CONNECTED:
            name = random.choice(CONNECTED[label])
            found[name] = _related(random, name, depth=depth - 1)
        else:
            name, given = _value(random, label)
            found[name] = given
    return found


def _related(random: Random, name: str, *, depth: int) -> dict[str, Any]:
    inner = fact_where(random, name, depth=depth)
    quantifier = random.choice(("some", "all", "none", "count", "total", "mean"))
    if quantifier in ("total", "mean"):
        bounds = {random.choice(("gte", "gt", "lte", "lt")): random.choice((20, 60.5, 200))}
        return {quantifier: {random.choice(NUMBERS[name]): bounds, "of": inner}}
    if quantifier != "count":
        return {quantifier: inner}
    return {"count": {random.choice(("gte", "gt", "lte", "lt")): random.randint(0, 3), "of": inner}}


def fact_where(random: Random, name: str, *, depth: int) -> dict[str, Any]:
    """A filter of facts of one connection."""
    values = {
        "agreements": ("obligations", {"includes": ["defence"]}),
        "parties": ("obligations", {"includes": ["consultation"]}),
        "engagements": ("role", {"eq": "host"}),
        "participants": ("personnel", {random.choice(("gte", "lt")): 50}),
        "neighbours": ("by", {"in": ["land"]}),
    }
    found = dict([values[name]]) if random.random() < 0.4 else {}
    if random.random() < 0.3:
        found["since"] = {random.choice(("lt", "gte")): _day(random).isoformat()}
    if random.random() < 0.2:
        found = {"NOT": found}
    if random.random() < 0.6:
        found["node"] = where(random, OTHER[name], depth=depth)
    return found


def _value(random: Random, label: str | None) -> tuple[str, dict[str, Any]]:
    text = {random.choice(("contains", "startsWith", "endsWith")): random.choice(("alpha", "TWO", "a", "One"))}
    days = {random.choice(("lt", "lte", "gt", "gte")): _day(random).isoformat()}
    choices: list[tuple[str, dict[str, Any]]] = [
        ("name", text),
        ("since", days),
        ("until", {"known": random.random() < 0.5}),
    ]
    match label:
        case "Nation":
            choices += [
                ("key", {"in": random.sample(NATIONS, 3)}),
                ("region", {random.choice(("eq",)): random.choice(("North", "South"))}),
                ("region", {"known": random.random() < 0.5}),
                ("cowCode", {random.choice(("lt", "gte", "eq")): random.randint(1, 3)}),
                ("languages", {"includes": random.sample(("en", "fr", "de"), 2)}),
            ]
        case "Agreement":
            choices += [("kind", {"in": list(random.sample(KINDS[label], 2))}), ("signedOn", days)]
        case "Engagement":
            choices += [("kind", {"eq": random.choice(KINDS[label])}), ("personnel", {"gt": 15, "lte": 300})]
    return random.choice(choices)
