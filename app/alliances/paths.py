"""The k shortest loopless paths through a network of linked nations, in an order that is always the same.

A path holds on the days on which all of its links do: a chain never joins what was true on different days.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from app.alliances.days import Days, both, either, includes, within
from app.graph.client import Row

STEP_LIMIT = 200_000
"""Steps of a search before it stops and says so: about 0.2 s."""


Through = tuple[tuple[str, Days], ...]
"""Agreements, and the days on which each links."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """What links two nations: agreements, in order, and the days on which each does."""

    through: Through
    days: Days

    def agreements_on(self, day: date) -> tuple[str, ...]:
        """The agreements that link the two on a day."""
        return tuple(agreement for agreement, days in self.through if includes(days, day))


Network = Mapping[str, Mapping[str, Link]]
"""Nation → linked nation → what links the two. Links go both ways."""

FoundPath = tuple[tuple[str, ...], Days]
"""The nations of a path, and the days on which it holds."""


@dataclass(frozen=True, kw_only=True)
class FoundPaths:
    """Paths in order. `more`: there are others. `complete`: the search was not cut short."""

    paths: tuple[FoundPath, ...]
    more: bool
    complete: bool


def network_on(rows: Iterable[Row], day: date) -> Network:
    """The network of rows of `alliances/parties_in_force`: two parties are linked when one of the two is bound."""
    days = ((day, day),)
    through: dict[str, dict[str, Through]] = {}
    for row in rows:
        link, bound = ((row["agreement"], days),), set(row["bound"])
        for party in row["parties"]:
            linked = through.setdefault(party, {})
            for other in row["parties"] if party in bound else row["bound"]:
                linked[other] = linked.get(other, ()) + link
    return _network(through)


def network_during(rows: Iterable[Row], period: tuple[date, date]) -> Network:
    """The network of rows of `alliances/parties_during`: two parties are linked on the days on which both are
    parties and one of the two is bound.
    """
    through: dict[str, dict[str, Through]] = {}
    for row in rows:
        alike = _alike(row["parties"], period)
        for (here, nations), (there, others) in product(alike.items(), repeat=2):
            days = either(both(here.bound, there.party), both(here.party, there.bound))
            link = ((row["agreement"], days),)
            for nation in nations if days else ():
                linked = through.setdefault(nation, {})
                for other in others:
                    linked[other] = linked.get(other, ()) + link
    return _network(through)


@dataclass(frozen=True)
class _Membership:
    """The days on which a nation is a party, and those on which it is bound."""

    party: Days
    bound: Days


def _alike(parties: Iterable[Row], period: tuple[date, date]) -> Mapping[_Membership, list[str]]:
    """Parties by their membership: most parties of a large agreement are alike, and are joined as one."""
    alike: dict[_Membership, list[str]] = {}
    for party in parties:
        spells = party["spells"]
        membership = _Membership(_days(spells, period), _days([one for one in spells if one["isBound"]], period))
        alike.setdefault(membership, []).append(party["nation"])
    return alike


def _network(through: Mapping[str, Mapping[str, Through]]) -> Network:
    """Links by nation. The links of many pairs are alike, and are made once."""
    made: dict[Through, Link] = {}
    for linked in through.values():
        for agreements in linked.values():
            if agreements not in made:
                days = either(*(days for _, days in agreements))
                made[agreements] = Link(through=tuple(sorted(agreements)), days=days)
    return {
        nation: {other: made[linked[other]] for other in sorted(linked) if other != nation}
        for nation, linked in through.items()
    }


def _days(spells: Iterable[Row], period: tuple[date, date]) -> Days:
    return either(*(within(spell["first"], spell["last"], period=period) for spell in spells))


def shortest_paths(network: Network, origin: str, target: str, *, max_hops: int, limit: int) -> FoundPaths:
    """Up to `limit` loopless paths of at most `max_hops`, by length, then by the nations' keys."""
    distance = _distances(network, target, max_hops=max_hops)
    found: list[FoundPath] = []
    search = _Search(network, target, distance)
    for hops in range(distance.get(origin, max_hops + 1), max_hops + 1):
        for path in search.paths((origin,), None, hops=hops):
            if len(found) == limit:
                return FoundPaths(paths=tuple(found), more=True, complete=True)
            found.append(path)
        if search.exhausted:
            return FoundPaths(paths=tuple(found), more=False, complete=False)
    return FoundPaths(paths=tuple(found), more=False, complete=True)


def _distances(network: Network, target: str, *, max_hops: int) -> Mapping[str, int]:
    """Hops to `target` for each nation that is near enough to matter."""
    distance = {target: 0}
    queue = deque([target])
    while queue:
        nation = queue.popleft()
        if distance[nation] < max_hops:
            for other in network.get(nation, {}):
                if other not in distance:
                    distance[other] = distance[nation] + 1
                    queue.append(other)
    return distance


class _Search:
    """A walk towards `target`, in steps that are counted."""

    def __init__(self, network: Network, target: str, distance: Mapping[str, int]) -> None:
        self._network = network
        self._target = target
        self._distance = distance
        self._steps_left = STEP_LIMIT

    @property
    def exhausted(self) -> bool:
        return self._steps_left <= 0

    def paths(self, path: tuple[str, ...], days: Days | None, *, hops: int) -> Iterator[FoundPath]:
        """All loopless paths of exactly `hops` more hops that hold on some of `days`, by the nations' keys."""
        for nation, link in self._next(path, hops=hops):
            self._steps_left -= 1
            if self.exhausted:
                return
            held = link.days if days is None else both(days, link.days)
            if held and hops == 1:
                yield (*path, nation), held
            elif held:
                yield from self.paths((*path, nation), held, hops=hops - 1)

    def _next(self, path: Collection[str], *, hops: int) -> Iterator[tuple[str, Link]]:
        *_, here = path
        for nation, link in self._network[here].items():
            near_enough = self._distance.get(nation, hops) <= hops - 1
            if near_enough and nation not in path and (nation == self._target) == (hops == 1):
                yield nation, link
