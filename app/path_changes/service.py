"""How do the alliance paths between two nations differ between two days?"""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.alliances.paths import FoundPath, FoundPaths, Network, network_on, shortest_paths
from app.alliances.service import avoidance, refuse_backward_period, shown_paths
from app.answers.asking import Asking, begin
from app.graph.client import GraphClient
from app.nations.model import Nation
from app.nations.service import refuse_one_nation
from app.path_changes.model import ChangedHop, ChangedPath, PathChanges, PathChangesQuestion
from app.record.releasability import Viewer

COMPARED = 2_000
"""Paths of one day that are compared: about 0.1 s. A difference of sets that are cut at different places would be
wrong, so beyond the last path that both days were searched for nothing is said."""


@dataclass(frozen=True, kw_only=True)
class PathDifference:
    """Paths of two days, by what became of them. `complete`: no path was left out of the comparison."""

    before: int
    after: int
    kept: int
    lost: tuple[FoundPath, ...]
    gained: tuple[FoundPath, ...]
    complete: bool


async def path_changes(graph: GraphClient, question: PathChangesQuestion, *, viewer: Viewer) -> PathChanges:
    """The chains of allies that were lost and gained from one day to another, each with the hops that made it so.

    Each path is shown as it was on its own day. A path is the same on both days when it goes through the same
    nations, whatever agreements link them. See `alliance-paths` for what links two nations.
    """
    asking = await begin(graph, question, viewer=viewer)
    refuse_backward_period(question.since, asking.on)
    nations = await asking.nations({"from": [question.from_], "to": [question.to], "avoid": question.avoid})
    origin, target = nations[question.from_], nations[question.to]
    refuse_one_nation(nations, from_=question.from_, to=question.to)

    days = (question.since, asking.on)
    before, after = await gather(*(_network(asking, day, **avoidance(question, nations)) for day in days))
    difference = difference_of(before, after, origin.key, target.key, max_hops=question.max_hops)
    lost = await _changed(asking, difference.lost[: question.limit], before, after, question)
    gained = await _changed(asking, difference.gained[: question.limit], after, before, question)
    changed = (*lost, *gained)
    return PathChanges(
        from_nation=origin,
        to_nation=target,
        since=question.since,
        obligations=question.obligations,
        max_hops=question.max_hops,
        before=difference.before,
        after=difference.after,
        kept=difference.kept,
        lost=lost,
        gained=gained,
        more=max(len(difference.lost), len(difference.gained)) > question.limit,
        complete=difference.complete,
        synthetic=any(one.path.synthetic for one in changed),
        disputed=any(one.path.disputed for one in changed),
        **asking.says,
    )


def difference_of(before: Network, after: Network, origin: str, target: str, *, max_hops: int) -> PathDifference:
    """What became of the paths of one network in another, as far as both were searched."""
    searched = [
        shortest_paths(network, origin, target, max_hops=max_hops, limit=COMPARED) for network in (before, after)
    ]
    horizon = min(map(_horizon, searched), default=_EVERYWHERE)
    old, new = ({path[0]: path for path in found.paths if _order(path) <= horizon} for found in searched)
    return PathDifference(
        before=len(old),
        after=len(new),
        kept=len(old.keys() & new.keys()),
        lost=tuple(path for nations, path in old.items() if nations not in new),
        gained=tuple(path for nations, path in new.items() if nations not in old),
        complete=horizon == _EVERYWHERE,
    )


_EVERYWHERE = (1_000, ("",))
"""Comes after every path."""


def _order(path: FoundPath) -> tuple[int, tuple[str, ...]]:
    return len(path[0]), path[0]


def _horizon(found: FoundPaths) -> tuple[int, tuple[str, ...]]:
    """The last path up to which a search knows all of them."""
    if found.complete and not found.more:
        return _EVERYWHERE
    return _order(found.paths[-1]) if found.paths else (0, ())


async def _network(asking: Asking, day: date, **avoided: list[str]) -> Network:
    return network_on(await asking.read("alliances/parties_in_force", on=day, **avoided), day)


async def _changed(
    asking: Asking, found: Sequence[FoundPath], own: Network, other: Network, question: PathChangesQuestion
) -> tuple[ChangedPath, ...]:
    """Paths of one day, and their hops that the other day's network does not have."""
    shown = await shown_paths(asking, own, found, obligations=question.obligations)
    return tuple(
        ChangedPath(path=path, because=tuple(_missing_hops(path.nations, held[-1][1], own, other)))
        for path, (_, held) in zip(shown, found, strict=True)
    )


def _missing_hops(nations: Sequence[Nation], day: date, own: Network, other: Network) -> list[ChangedHop]:
    return [
        ChangedHop(from_nation=here, to_nation=there, agreements=own[here.key][there.key].agreements_on(day))
        for here, there in pairwise(nations)
        if there.key not in other.get(here.key, {})
    ]
