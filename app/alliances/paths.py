"""The k shortest loopless paths through a network of linked nations, in an order that is always the same.

A path holds on the days on which all of its links do: a chain never joins what was true on different days.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.alliances.days import Days, both, either, includes, within
from app.graph.client import Row

STEP_LIMIT = 200_000
"""Steps of a search before it stops and says so: about 0.2 s."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """What links two nations: agreements, in order, and the days on which each does."""

    through: tuple[tuple[str, Days], ...]
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
    network: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        bound = set(row["bound"])
        for party in row["parties"]:
            linked = network.setdefault(party, {})
            for other in row["parties"] if party in bound else row["bound"]:
                if other != party:
                    linked.setdefault(other, []).append(row["agreement"])
    return {
        nation: {
            other: Link(through=tuple((agreement, days) for agreement in sorted(agreements)), days=days)
            for other, agreements in sorted(linked.items())
        }
        for nation, linked in network.items()
    }


def network_during(rows: Iterable[Row], period: tuple[date, date]) -> Network:
    """The network of rows of `alliances/parties_during`: two parties are linked on the days on which both are
    parties and one of the two is bound.
    """
    network: dict[str, dict[str, list[tuple[str, Days]]]] = {}
    for row in rows:
        spells = {party["nation"]: party["spells"] for party in row["parties"]}
        member = {nation: _days(given, period) for nation, given in spells.items()}
        bound = {nation: _days([s for s in given if s["isBound"]], period) for nation, given in spells.items()}
        for nation in spells:
            for other in spells:
                days = either(both(bound[nation], member[other]), both(member[nation], bound[other]))
                if days and other != nation:
                    network.setdefault(nation, {}).setdefault(other, []).append((row["agreement"], days))
    return {
        nation: {
            other: Link(through=tuple(sorted(through)), days=either(*(days for _, days in through)))
            for other, through in sorted(linked.items())
        }
        for nation, linked in network.items()
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
