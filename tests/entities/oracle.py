"""What the answers about entities have to be, by brute force over plain records. No code of the service.

A record is a dict: `type`, `start`, `end`, its properties as the graph has them, `recordedAt` and `supersededAt`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cmp_to_key
from itertools import groupby
from math import fsum
from typing import Any

Record = Mapping[str, Any]
Unknown = None
"""Neither true nor false: Kleene's third value."""

EVIDENCE = {
    "since": "validFrom",
    "until": "validTo",
    "source": "source",
    "reliability": "reliability",
    "credibility": "credibility",
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one viewer may see, known by a moment, by some sources, on a day or whenever."""

    records: Sequence[Record]
    labels: Mapping[str, str]
    clearance: int
    nationality: str | None
    known_on: datetime
    sources: Sequence[str] | None
    on: date | None

    def visible(self, record: Record) -> bool:
        """Whether it exists for the viewer then."""
        released = record.get("releasableTo")
        return (
            record["marking"] <= self.clearance
            and (released is None or self.nationality in released)
            and record["recordedAt"] <= self.known_on
            and (record.get("supersededAt") is None or record["supersededAt"] > self.known_on)
            and (self.sources is None or record["source"] in self.sources)
        )

    def holds(self, record: Record) -> bool:
        """Whether it holds on the day asked about."""
        return self.on is None or (
            record["validFrom"] <= self.on and (record.get("validTo") is None or record["validTo"] >= self.on)
        )

    def best(self, key: str) -> Record | None:
        """What is shown of an entity."""
        own = [r for r in self.records if r["type"] == "ASSERTED_BY" and r["start"] == key and self.visible(r)]
        if not own:
            return None
        if self.on is not None and any(self.holds(r) for r in own):
            own = [r for r in own if self.holds(r)]
        if self.on is None:
            last = max(r.get("validTo") or date.max for r in own)
            own = [r for r in own if (r.get("validTo") or date.max) == last]
        for name in ("reliability", "credibility", "source"):
            least = min(r[name] for r in own)
            own = [r for r in own if r[name] == least]
        latest = max(r["validFrom"] for r in own)
        own = [r for r in own if r["validFrom"] == latest]
        return min(own, key=lambda r: r["recordId"])

    def of_label(self, label: str) -> list[str]:
        """The entities of a kind that a page may have."""
        return [
            key
            for key, own in self.labels.items()
            if own == label and (best := self.best(key)) is not None and self.holds(best)
        ]

    def facts(self, key: str, kind: str, direction: str) -> list[tuple[Record, str]]:
        """The facts of a kind that an entity has, each with the entity at its other end."""
        found: list[tuple[Record, str]] = []
        if self.best(key) is None:
            return found
        for record in self.records:
            if record["type"] != kind or not self.visible(record) or not self.holds(record):
                continue
            outgoing = record["start"] == key and direction in ("out", "either")
            if outgoing or (record["end"] == key and direction in ("in", "either")):
                other = record["end"] if outgoing else record["start"]
                if self.best(other) is not None:
                    found.append((record, other))
        return found

    # Filters, with Kleene's logic

    def meets(self, where: Mapping[str, Any], key: str, said: Record, fact: Record | None = None) -> bool | None:
        """Whether an entity, or a fact and the entity at its other end, meets a filter; None: unknown."""
        return conjunction(self._meets(name, given, key, said, fact) for name, given in where.items())

    def _meets(self, name: str, given: Any, key: str, said: Record, fact: Record | None) -> bool | None:
        if name == "AND":
            return conjunction(self.meets(one, key, said, fact) for one in given)
        if name == "OR":
            return contrary(conjunction(contrary(self.meets(one, key, said, fact)) for one in given))
        if name == "NOT":
            return contrary(self.meets(given, key, said, fact))
        if name == "node":
            return self.meets(given, key, said)
        if name in CONNECTIONS:
            return self._related(CONNECTIONS[name], given, key)
        value = key if name == "key" and fact is None else (fact or said).get(EVIDENCE.get(name, name))
        return conjunction(compare(test, value, wanted) for test, wanted in given.items())

    def _related(self, connection: tuple[str, str], given: Mapping[str, Any], key: str) -> bool | None:
        facts = self.facts(key, *connection)
        (quantifier, inner), *_ = given.items()
        where = inner.get("of", {}) if quantifier in ("count", "total", "mean") else inner
        met = [self.meets(where, other, self.best(other) or {}, fact) is True for fact, other in facts]
        match quantifier:
            case "some":
                return any(met)
            case "none":
                return not any(met)
            case "all":
                return all(met)
        ((name, bounds),) = ((name, given) for name, given in inner.items() if name != "of")
        if quantifier in ("total", "mean"):
            of_node = name.removeprefix("node_") if name.startswith("node_") else None
            numbers = [
                number
                for (fact, other), is_met in zip(facts, met, strict=True)
                if is_met
                and (number := (self.best(other) or {}).get(of_node) if of_node else fact.get(name)) is not None
            ]
            ((test, bound),) = bounds.items()
            measure = (fsum(numbers) / (len(numbers) if quantifier == "mean" else 1)) if numbers else None
            return compare(test, measure, bound)
        (test, number), *_ = ((name, number) for name, number in inner.items() if name != "of")
        return bool(compare(test, sum(met), number))

    # Answers

    def page(self, label: str, where: Mapping[str, Any], sort: Sequence[tuple[str, bool]]) -> list[tuple[str, Record]]:
        """All entities of a kind that meet a filter, in order."""
        found = [(key, best) for key in self.of_label(label) if (best := self.best(key)) is not None]
        met = [(key, said) for key, said in found if self.meets(where, key, said) is True]
        return ordered(
            met,
            sort,
            lambda one, name: one[0] if name == "key" else one[1].get(EVIDENCE.get(name, name)),
            last=lambda one: (one[0],),
        )

    def related(
        self, key: str, name: str, where: Mapping[str, Any], sort: Sequence[tuple[str, bool]]
    ) -> list[tuple[Record, str]]:
        """All facts of one connection that meet a filter, in order."""
        met = [
            (fact, other)
            for fact, other in self.facts(key, *CONNECTIONS[name])
            if self.meets(where, other, self.best(other) or {}, fact) is True
        ]

        def value(one: tuple[Record, str], by: str) -> Any:
            if by.startswith("node."):
                by = by.removeprefix("node.")
                return one[1] if by == "key" else (self.best(one[1]) or {}).get(EVIDENCE.get(by, by))
            return one[0].get(EVIDENCE.get(by, by))

        return ordered(met, sort, value, last=lambda one: (one[1], one[0]["recordId"]))


CONNECTIONS = {
    "agreements": ("PARTY_TO", "out"),
    "parties": ("PARTY_TO", "in"),
    "engagements": ("PARTICIPATED_IN", "out"),
    "participants": ("PARTICIPATED_IN", "in"),
    "neighbours": ("BORDERS", "either"),
}


def conjunction(values: Iterable[bool | None]) -> bool | None:
    """False if any is, else unknown if any is."""
    given = list(values)
    return False if False in given else Unknown if Unknown in given else True


def contrary(value: bool | None) -> bool | None:
    """What is unknown stays so."""
    return Unknown if value is Unknown else not value


def compare(test: str, value: Any, wanted: Any) -> bool | None:
    """One comparison."""
    if test == "known":
        return bool((value is not None) == wanted)
    if value is None:
        return Unknown
    if isinstance(value, date) and not isinstance(value, datetime):
        wanted = [date.fromisoformat(one) for one in wanted] if isinstance(wanted, list) else date.fromisoformat(wanted)
    tests: Mapping[str, Callable[[], bool]] = {
        "eq": lambda: bool(value == wanted),
        "in": lambda: value in wanted,
        "lt": lambda: bool(value < wanted),
        "lte": lambda: bool(value <= wanted),
        "gt": lambda: bool(value > wanted),
        "gte": lambda: bool(value >= wanted),
        "contains": lambda: wanted.lower() in value.lower(),
        "startsWith": lambda: bool(value.lower().startswith(wanted.lower())),
        "endsWith": lambda: bool(value.lower().endswith(wanted.lower())),
        "includes": lambda: bool(set(value) & set(wanted)),
    }
    return tests[test]()


def ordered(
    items: Iterable[Any],
    sort: Sequence[tuple[str, bool]],
    value: Callable[[Any, str], Any],
    *,
    last: Callable[[Any], Any],
) -> list[Any]:
    """By the sort keys, what is unknown last in both directions, and then by what tells all apart."""

    def before(one: Any, other: Any) -> int:
        for name, descending in sort:
            here, there = value(one, name), value(other, name)
            if here != there:
                if here is None or there is None:
                    return 1 if here is None else -1
                return -1 if (here > there) == descending else 1
        return -1 if last(one) < last(other) else 1

    return sorted(items, key=cmp_to_key(before))


def grouped(items: Sequence[Any], values: Callable[[Any], tuple[Any, ...]]) -> dict[tuple[Any, ...], list[Any]]:
    """Items by their values."""
    keyed = sorted(items, key=lambda one: repr(values(one)))
    return {
        values(own[0]): own for _, group in groupby(keyed, key=lambda one: repr(values(one))) for own in [list(group)]
    }
