"""What the shape of a network says, computed by networkx. No graph, no I/O.

Nations are numbered in order of their keys and ties are entered in order, so that the same network always gives the
same numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx  # type: ignore[import-untyped]  # its stubs would bring numpy along

from app.structure.network import Ties

LIBRARY = f"networkx {networkx.__version__}"
LOUVAIN_SEED = 1
"""Louvain's method visits nations in an order drawn from a seed: any will do, as long as it stays the same."""

PLACES = 6
"""Below that, results differ by the order in which floating-point numbers were added."""

_EIGENVECTOR_TOLERANCE = 1e-10
_EIGENVECTOR_VISITS = 10_000_000
"""Visits of ties before eigenvector centrality is given up: about a second."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where one nation stands; components and communities by their number."""

    degree: int
    strength: int
    betweenness: float
    eigenvector: float | None
    component: int
    community: int
    articulation: bool


Groups = tuple[tuple[str, ...], ...]
"""Sets of nations, each by key, from the largest on, then by their first key."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The measures of one network."""

    places: Mapping[str, Place]
    components: Groups
    communities: Groups
    modularity: float | None
    bridges: tuple[tuple[str, str], ...]
    triangles: int
    connected_triads: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPair:
    """Two nations without a tie, and the partners that they have in common."""

    one: str
    other: str
    common: tuple[str, ...]


def measured(ties: Ties) -> Measured:
    """All measures of a network."""
    nations = sorted({nation for pair in ties for nation in pair})
    number = {nation: place for place, nation in enumerate(nations)}
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(nations)))
    graph.add_weighted_edges_from((number[one], number[other], tie.weight) for (one, other), tie in ties.items())

    components = _groups(networkx.connected_components(graph), nations)
    communities = _groups(networkx.community.louvain_communities(graph, seed=LOUVAIN_SEED), nations) if ties else ()
    return Measured(
        places=_places(graph, nations, components, communities),
        components=components,
        communities=communities,
        modularity=_modularity(graph, communities, number),
        bridges=tuple(
            sorted((nations[min(pair)], nations[max(pair)]) for pair in networkx.bridges(graph)),
        ),
        triangles=sum(networkx.triangles(graph).values()) // 3,
        connected_triads=sum(degree * (degree - 1) // 2 for _, degree in graph.degree()),
    )


def _places(graph: Any, nations: Sequence[str], components: Groups, communities: Groups) -> dict[str, Place]:
    betweenness = networkx.betweenness_centrality(graph)
    eigenvector = _eigenvector(graph)
    articulation = set(networkx.articulation_points(graph))
    component, community = _numbers(components), _numbers(communities)
    return {
        nation: Place(
            degree=graph.degree(number),
            strength=graph.degree(number, weight="weight"),
            betweenness=round(betweenness[number], PLACES),
            eigenvector=eigenvector[number],
            component=component[nation],
            community=community[nation],
            articulation=number in articulation,
        )
        for number, nation in enumerate(nations)
    }


def _eigenvector(graph: Any) -> dict[int, float | None]:
    """Within each component: across components it would be zero in all but one."""
    found: dict[int, float | None] = {}
    for component in networkx.connected_components(graph):
        # A copy: a view of a dense network looks each tie up ten times as long.
        found |= _eigenvector_within(graph.subgraph(component).copy())
    return found


def _eigenvector_within(component: Any) -> dict[int, float | None]:
    """Power iteration; no values where it does not settle within the visits that it is given."""
    rounds = max(100, _EIGENVECTOR_VISITS // (2 * component.number_of_edges()))
    try:
        values = networkx.eigenvector_centrality(
            component, max_iter=rounds, tol=_EIGENVECTOR_TOLERANCE, weight="weight"
        )
    except networkx.PowerIterationFailedConvergence:
        return dict.fromkeys(component)
    greatest = max(values.values())
    return {number: round(value / greatest, PLACES) for number, value in values.items()}


def _modularity(graph: Any, communities: Groups, number: Mapping[str, int]) -> float | None:
    if not communities:
        return None
    sets = [{number[nation] for nation in community} for community in communities]
    modularity: float = networkx.community.modularity(graph, sets)
    return round(modularity, PLACES)


def _groups(sets: Iterable[set[int]], nations: Sequence[str]) -> Groups:
    groups = (tuple(nations[number] for number in sorted(group)) for group in sets)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _numbers(groups: Groups) -> dict[str, int]:
    return {nation: number for number, group in enumerate(groups, start=1) for nation in group}


def open_pairs(ties: Ties, nations: Iterable[str] | None = None) -> list[OpenPair]:
    """Pairs without a tie that have partners in common, most partners first, then by key.

    `nations`: only pairs with one of these, which comes first in the pair. None: all pairs, in order of their keys.
    """
    partners: dict[str, set[str]] = {}
    for one, other in ties:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    if nations is None:
        pairs = list(combinations(sorted(partners), 2))
    else:
        pairs = [(one, other) for one in nations if one in partners for other in sorted(partners) if one != other]
    found = [
        OpenPair(one=one, other=other, common=tuple(sorted(partners[one] & partners[other])))
        for one, other in pairs
        if other not in partners[one] and not partners[one].isdisjoint(partners[other])
    ]
    return sorted(found, key=lambda pair: (-len(pair.common), pair.one, pair.other))
