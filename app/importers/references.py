"""What facts rest on, looked up before the first of them is written: so that nothing is ever half written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from app.graph.client import GraphClient, Row
from app.record.facts import Fact

_ASKED_AT_ONCE = 5000


@dataclass(frozen=True)
class Place:
    """A row of a file."""

    path: Path
    row: int

    def __str__(self) -> str:
        return f"{self.path}:{self.row}"


@dataclass(frozen=True)
class Fault:
    """Something that a fact refers to and cannot: its key, the first place that does, and why not."""

    key: str
    place: Place
    reason: str


@dataclass(kw_only=True)
class References:
    """Entities that facts bring into being, and entities and sources that they need."""

    sources: set[str]
    """Sources that come with the facts."""
    _asserted: dict[str, str] = field(default_factory=dict)
    _needed: dict[str, Place] = field(default_factory=dict)
    _cited: dict[str, Place] = field(default_factory=dict)
    _clashing: list[Fault] = field(default_factory=list)

    def add(self, fact: Fact, place: Place) -> None:
        """Note what a fact asserts and needs."""
        self._needed.setdefault(fact.start, place)
        (self._cited if fact.to_source else self._needed).setdefault(fact.end, place)
        if fact.label and self._asserted.setdefault(fact.start, fact.label) != fact.label:
            self._clashing.append(_clash(fact.start, place, self._asserted[fact.start]))

    async def faults(self, graph: GraphClient) -> list[Fault]:
        """What neither these facts nor the graph have, and keys that belong to another kind of entity."""
        keys = sorted(self._needed.keys() | self._cited.keys())
        known: dict[str, Row] = {}
        for first in range(0, len(keys), _ASKED_AT_ONCE):
            rows = await graph.read("record/known", keys=keys[first : first + _ASKED_AT_ONCE])
            known |= {row["key"]: row for row in rows}
        return [*self._clashing, *chain.from_iterable(self._faults(known[key]) for key in keys)]

    def _faults(self, known: Row) -> Iterator[Fault]:
        key, label = known["key"], known["label"]
        if key in self._needed and key not in self._asserted and not known["isEntity"]:
            yield Fault(key, self._needed[key], "One end is not in the graph")
        if key in self._cited and key not in self.sources and not known["isSource"]:
            yield Fault(key, self._cited[key], "Its source is not in the graph")
        if known["isEntity"] and self._asserted.get(key, label) != label:
            yield _clash(key, self._needed[key], label)


def _clash(key: str, place: Place, label: str) -> Fault:
    return Fault(key, place, f"Its key belongs to another kind of entity, {label}")
