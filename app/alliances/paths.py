"""The k shortest loopless paths through a network of linked nations, in an order that is always the same."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.graph.client import Row

Network = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Nation → linked nation → agreements that link the two, in order."""

STEP_LIMIT = 200_000
"""Steps of a search before it stops and says so: about 0.2 s."""


@dataclass(frozen=True, kw_only=True)
class FoundPaths:
    """Paths as sequences of nations. `more`: there are others. `complete`: the search was not cut short."""

    paths: tuple[tuple[str, ...], ...]
    more: bool
    complete: bool


def network_of(rows: Iterable[Row]) -> Network:
    """The network of rows of `alliances/parties_in_force`: two parties are linked when one of the two is bound."""
    network: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        bound = set(row["bound"])
        for party in row["parties"]:
            linked = network.setdefault(party, {})
            for other in row["parties"] if party in bound else row["bound"]:
                if other != party:
                    linked.setdefault(other, []).append(row["agreement"])
    return {
        nation: {other: tuple(sorted(agreements)) for other, agreements in sorted(linked.items())}
        for nation, linked in network.items()
    }


def shortest_paths(network: Network, origin: str, target: str, *, max_hops: int, limit: int) -> FoundPaths:
    """Up to `limit` loopless paths of at most `max_hops`, by length, then by the nations' keys."""
    distance = _distances(network, target, max_hops=max_hops)
    found: list[tuple[str, ...]] = []
    steps = _Steps(STEP_LIMIT)
    for hops in range(distance.get(origin, max_hops + 1), max_hops + 1):
        for path in _walk(network, (origin,), target, hops=hops, distance=distance, steps=steps):
            if len(found) == limit:
                return FoundPaths(paths=tuple(found), more=True, complete=True)
            found.append(path)
        if steps.exhausted:
            return FoundPaths(paths=tuple(found), more=False, complete=False)
    return FoundPaths(paths=tuple(found), more=False, complete=True)


@dataclass
class _Steps:
    left: int

    @property
    def exhausted(self) -> bool:
        return self.left <= 0


def _distances(network: Network, target: str, *, max_hops: int) -> Mapping[str, int]:
    """Hops to `target` for each nation that is near enough to matter. Links go both ways."""
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


def _walk(
    network: Network,
    path: tuple[str, ...],
    target: str,
    *,
    hops: int,
    distance: Mapping[str, int],
    steps: _Steps,
) -> Iterator[tuple[str, ...]]:
    """All loopless paths of exactly `hops` more hops, by the nations' keys."""
    for nation in _next(network, path, target, hops=hops, distance=distance):
        steps.left -= 1
        if steps.exhausted:
            return
        if hops == 1:
            yield (*path, nation)
        else:
            yield from _walk(network, (*path, nation), target, hops=hops - 1, distance=distance, steps=steps)


def _next(
    network: Network, path: Collection[str], target: str, *, hops: int, distance: Mapping[str, int]
) -> Iterator[str]:
    *_, here = path
    for nation in network[here]:
        near_enough = distance.get(nation, hops) <= hops - 1
        if near_enough and nation not in path and (nation == target) == (hops == 1):
            yield nation
