"""From agreements and exercises to ties between nations. No graph, no I/O."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from app.graph.client import Row
from app.nations.model import Nation
from app.record.provenance import AskedQuery


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """One nation's part in a bond: whether it is bound, and what can be said of the records that say so."""

    bound: bool
    attested: bool
    disputed: bool
    synthetic: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Bond:
    """An agreement or an exercise. Two of its parties are tied when at least one of the two is bound."""

    key: str
    parties: Mapping[str, Party]


@dataclass(frozen=True, kw_only=True)
class NetworkFacts:
    """All that a network is made of. `sources`: how many records each source gave."""

    bonds: Sequence[Bond]
    nations: Mapping[str, Nation]
    sources: Mapping[str, int]
    complete: bool
    asked: tuple[AskedQuery, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """What ties two nations: keys of agreements or exercises. `attested`: one of them is, for both nations."""

    through: tuple[str, ...]
    attested: bool
    disputed: bool
    synthetic: bool

    @property
    def weight(self) -> int:
        """How many agreements or exercises there are."""
        return len(self.through)


Ties = Mapping[tuple[str, str], Tie]
"""Two nations, in order of their keys → what ties them; in that order, too."""


def ties_of(bonds: Iterable[Bond], *, at_least: int) -> Ties:
    """The pairs of nations that at least so many bonds tie."""
    between: dict[tuple[str, str], list[Bond]] = defaultdict(list)
    for bond in bonds:
        for pair in _tied(bond):
            between[pair].append(bond)
    return {pair: _tie(pair, shared) for pair, shared in sorted(between.items()) if len(shared) >= at_least}


def _tied(bond: Bond) -> Iterator[tuple[str, str]]:
    for one, other in combinations(sorted(bond.parties), 2):
        if bond.parties[one].bound or bond.parties[other].bound:
            yield one, other


def _tie(pair: tuple[str, str], shared: Sequence[Bond]) -> Tie:
    sides = [[bond.parties[nation] for nation in pair] for bond in shared]
    return Tie(
        through=tuple(sorted(bond.key for bond in shared)),
        attested=any(all(side.attested for side in both) for both in sides),
        disputed=any(side.disputed for both in sides for side in both),
        synthetic=any(side.synthetic for both in sides for side in both),
    )


def agreement_bonds(rows: Iterable[Row], coded: Iterable[Row], *, on: date) -> tuple[Bond, ...]:
    """Bonds of rows of `structure/alliances`; rows of `alliances/coded` say what is contradicted."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in coded:
        lists[row["agreement"]].append(row)
    return tuple(_agreement(row, lists[row["agreement"]], on=on) for row in rows)


def _agreement(row: Row, lists: Sequence[Row], *, on: date) -> Bond:
    held: dict[str, list[Row]] = defaultdict(list)
    for membership in row["memberships"]:
        held[membership["nation"]].append(membership)
    return Bond(
        key=row["agreement"],
        parties={nation: _party(nation, records, lists, on=on) for nation, records in sorted(held.items())},
    )


def _party(nation: str, records: Sequence[Row], lists: Sequence[Row], *, on: date) -> Party:
    bound = {kind for record in records for kind in record["obligations"]}
    return Party(
        bound=bool(bound),
        attested=any(record["attestedUntil"] is None or on <= record["attestedUntil"] for record in records),
        disputed=any(_denies(row, nation, bound) for row in lists),
        synthetic=any(record["synthetic"] for record in records),
    )


def _denies(row: Row, nation: str, bound: set[str]) -> bool:
    """Whether a source that lists all parties of an agreement leaves out the nation, or what binds it."""
    listed = [one["obligations"] for one in row["listed"] if one["nation"] == nation]
    denied = [kind for kind in bound & set(row["coded"]) if not any(kind in has for has in listed)]
    return not listed or bool(denied)


def exercise_bonds(rows: Iterable[Row]) -> tuple[Bond, ...]:
    """Bonds of rows of `structure/exercises`: all that took part are tied to one another."""
    return tuple(_exercise(row) for row in rows)


def _exercise(row: Row) -> Bond:
    party = Party(bound=True, attested=row["attested"], disputed=row["disputed"], synthetic=row["synthetic"])
    return Bond(key=row["engagement"], parties=dict.fromkeys(row["nations"], party))


def records_by_source(sources: Iterable[str]) -> dict[str, int]:
    """How many records each source gave, by its key."""
    return dict(sorted(Counter(sources).items()))


def first_day(on: date, *, months: int) -> date:
    """The first day of the `months` months that end on `on`."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    year = max(year, date.min.year)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1])) + timedelta(days=1)
