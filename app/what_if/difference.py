"""What differs between what is known on a day and what would be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.alliances.model import ObligationKind
from app.alliances.paths import FoundPath, Network
from app.brokers.ranking import Ranking
from app.commitments.bonds import Bound
from app.interoperability.model import InteroperabilityGaps, NeededItem
from app.nations.model import Nation
from app.path_changes.service import PathDifference
from app.what_if.model import (
    BrokersDifference,
    CommitmentsDifference,
    GapChange,
    GapsDifference,
    PathsDifference,
    SupposedBond,
    SupposedPath,
)

Names = Mapping[str, Nation]
Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class State:
    """What is compared, before or after. None: the question does not ask for it."""

    network: Network
    bound: Mapping[ObligationKind, Bound]
    gaps: InteroperabilityGaps | None
    ranking: Ranking | None

    @property
    def pairs(self) -> set[Pair]:
        """All pairs of linked nations, the lesser key first."""
        return {(one, other) for one, linked in self.network.items() for other in linked if one < other}


@dataclass(frozen=True, kw_only=True)
class Differences:
    """All differences but that of the pairs, and what they say of themselves."""

    paths: PathsDifference | None
    commitments: tuple[CommitmentsDifference, ...]
    gaps: GapsDifference | None
    brokers: BrokersDifference | None
    complete: bool
    synthetic: bool
    disputed: bool


def paths_difference(
    difference: PathDifference, before: Network, after: Network, *, names: Names, limit: int
) -> PathsDifference:
    """The paths that only one of the two networks has."""
    return PathsDifference(
        before=difference.before,
        after=difference.after,
        lost=tuple(_path(path, before, names) for path in difference.lost[:limit]),
        gained=tuple(_path(path, after, names) for path in difference.gained[:limit]),
    )


def _path(path: FoundPath, network: Network, names: Names) -> SupposedPath:
    nations, held = path
    return SupposedPath(
        nations=tuple(names[nation] for nation in nations),
        agreements=tuple(
            ", ".join(network[here][there].agreements_on(held[-1][1])) for here, there in pairwise(nations)
        ),
    )


def commitments_difference(nation: Nation, before: State, after: State, *, names: Names) -> CommitmentsDifference:
    """Direct commitments of a nation and to it: those that are lost or gained, or that rest on other agreements."""
    return CommitmentsDifference(
        nation=nation,
        lost=tuple(_bonds_only(nation.key, before, after, names)),
        gained=tuple(_bonds_only(nation.key, after, before, names)),
    )


def bond_ends(nation: str, state: State) -> Iterable[str]:
    """The nations that a nation is bound to, and those that are bound to it."""
    for bound in state.bound.values():
        yield from bound.get(nation, {})
        yield from (one for one, owed in bound.items() if nation in owed)


def _bonds_only(nation: str, own: State, other: State, names: Names) -> Iterable[SupposedBond]:
    """The bonds of `own` with the agreements by which `other` does not have them."""
    for kind, bound in own.bound.items():
        there = other.bound[kind]
        for one, owed in sorted(bound.items()):
            for to, agreements in sorted(owed.items()):
                lacking = tuple(key for key in agreements if key not in there.get(one, {}).get(to, ()))
                if nation in (one, to) and lacking:
                    yield SupposedBond(obligation=kind, bound=names[one], to=names[to], agreements=lacking)


def gaps_difference(before: InteroperabilityGaps, after: InteroperabilityGaps) -> GapsDifference:
    """The scores, and the items whose bounds change."""
    old, new = _items(before), _items(after)
    return GapsDifference(
        requirement=before.requirement,
        forces=before.forces,
        lower_before=before.lower,
        lower_after=after.lower,
        upper_before=before.upper,
        upper_after=after.upper,
        items=tuple(
            _gap_change(old[key], new[key])
            for key in sorted(old.keys() & new.keys())
            if _bounds(old[key]) != _bounds(new[key])
        ),
    )


def _gap_change(before: NeededItem, after: NeededItem) -> GapChange:
    return GapChange(
        item=before.key,
        name=before.name,
        lower_before=before.lower,
        lower_after=after.lower,
        upper_before=before.upper,
        upper_after=after.upper,
    )


def _items(answer: InteroperabilityGaps) -> dict[tuple[str, str], NeededItem]:
    return {(part.part.value, item.key): item for part in answer.parts for item in part.items}


def _bounds(item: NeededItem) -> tuple[int, int]:
    return item.lower, item.upper


def brokers_difference(before: Ranking, after: Ranking, *, names: Names) -> BrokersDifference:
    """Who is a broker before or after only."""
    old, new = ({broker.nation for broker in ranking.brokers} for ranking in (before, after))
    return BrokersDifference(
        lost=tuple(names[nation] for nation in sorted(old - new)),
        gained=tuple(names[nation] for nation in sorted(new - old)),
    )
