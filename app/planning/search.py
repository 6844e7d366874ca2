"""The set of measures that closes the most gaps within a budget, for the least: exact, by branch and bound.

A gap is closed when each of its sides is covered by a chosen measure. Of two plans the better one closes more; among
equal ones it has fewer measures of unknown cost, then costs less, then has fewer measures.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

STEP_LIMIT = 20_000
"""Branches before the search stops and says so: about a second."""

Side = tuple[str, tuple[str, ...]]
"""Key of the item of a gap, and keys of the one or two forces that lack it."""


@dataclass(frozen=True, kw_only=True)
class OpenGap:
    """A gap to close. `worth`: what closing it adds to the score."""

    item: str
    worth: int
    sides: frozenset[Side]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A measure that may be chosen. `cost` None: unknown. Among equal candidates the first in order is taken."""

    name: str
    covers: frozenset[Side]
    cost: int | None

    @property
    def price(self) -> tuple[int, int]:
        """Its share of what a plan wants little of: measures of unknown cost, then cost."""
        return (1, 0) if self.cost is None else (0, self.cost)


@dataclass(frozen=True, kw_only=True)
class BestPlan:
    """The names of the chosen candidates, in their order. `complete`: no better plan exists."""

    chosen: tuple[str, ...]
    complete: bool


Merit = tuple[int, int, int, int]
"""Less worth, unknown costs, cost, measures: the smaller the better."""


def best_plan(
    gaps: Sequence[OpenGap], candidates: Sequence[Candidate], *, budget: int | None, steps: int = STEP_LIMIT
) -> BestPlan:
    """The best plan. With a budget only candidates of known cost are considered, and all chosen keep to it."""
    usable = [one for one in candidates if budget is None or (one.cost is not None and one.cost <= budget)]
    search = _Search(gaps, _undominated(usable), budget=budget, steps=steps)
    search.start()
    chosen = set(search.best)
    return BestPlan(chosen=tuple(one.name for one in candidates if one.name in chosen), complete=search.steps > 0)


def merit(gaps: Iterable[OpenGap], chosen: Sequence[Candidate]) -> Merit:
    """How good a set of measures is."""
    covered = frozenset[Side]().union(*(one.covers for one in chosen))
    worth = sum(gap.worth for gap in gaps if gap.sides <= covered)
    prices = [one.price for one in chosen]
    return -worth, sum(unknown for unknown, _ in prices), sum(cost for _, cost in prices), len(chosen)


def _undominated(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without those that another one can always stand in for: it covers as much and costs no more."""
    return [
        one
        for at, one in enumerate(candidates)
        if one.covers
        and not any(
            one.covers <= other.covers
            and other.price <= one.price
            and (one.covers < other.covers or other.price < one.price or before < at)
            for before, other in enumerate(candidates)
            if before != at
        )
    ]


@dataclass(frozen=True, kw_only=True)
class _Branch:
    """What is decided so far: candidates that are in, and candidates that are out."""

    chosen: tuple[Candidate, ...] = ()
    banned: frozenset[str] = field(default_factory=frozenset)

    @property
    def cost(self) -> int:
        return sum(one.cost or 0 for one in self.chosen)

    @property
    def covered(self) -> frozenset[Side]:
        return frozenset[Side]().union(*(one.covers for one in self.chosen))


class _Search:
    """One search: the best set found, and the steps that are left."""

    def __init__(
        self, gaps: Sequence[OpenGap], candidates: Sequence[Candidate], *, budget: int | None, steps: int
    ) -> None:
        self._budget = budget
        self._covering: dict[Side, list[Candidate]] = {}
        for one in sorted(candidates, key=lambda candidate: (candidate.price, -len(candidate.covers), candidate.name)):
            for side in one.covers:
                self._covering.setdefault(side, []).append(one)
        # A gap that is worth nothing is no reason for anything, and the bound takes all to be worth closing.
        self._gaps = [replace(gap, sides=self._telling(gap)) for gap in gaps if gap.worth > 0]
        self.steps = steps
        self.best: tuple[str, ...] = ()
        self._best_merit: Merit = (0, 0, 0, 0)

    def start(self) -> None:
        """Search among all plans."""
        self._descend(_Branch(), self._gaps)

    def _telling(self, gap: OpenGap) -> frozenset[Side]:
        """One of all sides of a gap that the same candidates cover: the others are covered with it."""
        sides = {tuple(one.name for one in self._covering.get(side, ())): side for side in sorted(gap.sides)}
        return frozenset(sides.values())

    def branch(self, decided: _Branch, hoped: Sequence[OpenGap]) -> None:
        """Look for better plans in which `decided` holds and no other gaps than `hoped` are meant to be closed."""
        self._keep(decided)
        if self.steps <= 0:
            return
        self.steps -= 1
        covered = decided.covered
        open_gaps = [gap for gap in hoped if not gap.sides <= covered]
        if not open_gaps or self._bound(decided, hoped, covered) >= self._best_merit:
            return
        side, choices = self._hardest(decided, open_gaps, covered)
        banned = decided.banned
        for one in choices:
            if self._affordable(decided, one):
                self._descend(_Branch(chosen=(*decided.chosen, one), banned=banned), hoped)
            banned |= {one.name}
        # Give the gap up: none of those that cover this side is in.
        given_up = [gap for gap in hoped if side not in gap.sides]
        self._descend(_Branch(chosen=decided.chosen, banned=banned), given_up)

    def _descend(self, decided: _Branch, hoped: Sequence[OpenGap]) -> None:
        covered = decided.covered
        within = [
            gap
            for gap in hoped
            if all(
                side in covered
                or any(
                    one.name not in decided.banned and self._affordable(decided, one)
                    for one in self._covering.get(side, ())
                )
                for side in gap.sides
            )
        ]
        self.branch(decided, within)

    def _keep(self, decided: _Branch) -> None:
        reached = merit(self._gaps, decided.chosen)
        if reached < self._best_merit:
            self._best_merit = reached
            self.best = tuple(one.name for one in decided.chosen)

    def _affordable(self, decided: _Branch, one: Candidate) -> bool:
        return self._budget is None or decided.cost + (one.cost or 0) <= self._budget

    def _hardest(
        self, decided: _Branch, gaps: Iterable[OpenGap], covered: Collection[Side]
    ) -> tuple[Side, list[Candidate]]:
        """The uncovered side with the fewest candidates left, and these."""
        sides = sorted({side for gap in gaps for side in gap.sides if side not in covered})
        left = {side: self._left(decided, side) for side in sides}
        side = min(sides, key=lambda one: (len(left[one]), one))
        return side, left[side]

    def _left(self, decided: _Branch, side: Side) -> list[Candidate]:
        return [one for one in self._covering.get(side, ()) if one.name not in decided.banned]

    def _bound(self, decided: _Branch, hoped: Sequence[OpenGap], covered: Collection[Side]) -> Merit:
        """No plan of this branch is better than this.

        It closes at most all that is hoped for. To close it, each uncovered side needs a measure, and sides that no
        candidate covers together need different ones.
        """
        unknown, cost, measures = 0, 0, 0
        counted: set[str] = set()
        for side in sorted({side for gap in hoped for side in gap.sides if side not in covered}):
            left = self._left(decided, side)
            if counted.isdisjoint(one.name for one in left):
                counted.update(one.name for one in left)
                unknown += min(one.price[0] for one in left)
                cost += min(one.price[1] for one in left)
                measures += 1
        so_far = merit((), decided.chosen)
        worth = sum(gap.worth for gap in hoped)
        return -worth, so_far[1] + unknown, so_far[2] + cost, so_far[3] + measures
