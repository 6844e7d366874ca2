"""Engagement plans in words."""

from collections.abc import Iterator

from app.interoperability.text import points
from app.planning.model import ClosedSides, EngagementPlan, GapFate, PlannedMeasure, TimeBasis

_OPEN = {
    GapFate.ONLY_BY_DOMAIN: "only series of its domain are known, and nothing says that they train it (--by-domain)",
    GapFate.NO_WAY_KNOWN: "no way to close it is known",
    GapFate.NOT_IN_TIME: "nothing closes it in time",
    GapFate.NOT_AFFORDED: "not within the budget, or of unknown cost",
}


def plan_in_words(answer: EngagementPlan) -> Iterator[str]:
    """What to do by when, what it closes, and what stays open."""
    forces = " – ".join(force.name for force in answer.forces)
    yield f"{forces}, for {answer.requirement_name}, from {answer.begins} to {answer.ends}"
    budget = "without a budget" if answer.budget_usd is None else f"of {answer.budget_usd:,}"
    unpriced = f", and {answer.unpriced} of unknown cost" if answer.unpriced else ""
    yield (
        f"It closes {points(answer.closed_points)} points: from {points(answer.score_before)} to "
        f"{points(answer.score_after)} of 100 at least, for {answer.cost_usd:,} US dollars {budget}{unpriced}."
    )
    for number, measure in enumerate(answer.chosen, start=1):
        yield from _measure(number, measure)
    for fate, why in _OPEN.items():
        left = [f"{gap.name} ({gap.item}, {points(gap.points)})" for gap in answer.gaps if gap.fate is fate]
        if left:
            yield f"Open, because {why}: {'; '.join(left)}."
    yield from _assumptions(answer)


def _measure(number: int, measure: PlannedMeasure) -> Iterator[str]:
    cost = "cost unknown" if measure.cost_usd is None else f"{measure.cost_usd:,} US dollars, {measure.cost_basis}"
    when = "in its own rhythm" if measure.time_basis is TimeBasis.RHYTHM else measure.time_basis.value
    kind = measure.kind or "offered"
    yield f"{number}. {measure.takes_effect} ({when}) {kind}: {measure.name} ({measure.key}); {cost}"
    yield f"   closes {', '.join(_closed(closed) for closed in measure.closes)}"


def _closed(closed: ClosedSides) -> str:
    return f"{closed.item} ({', '.join('–'.join(side.forces) for side in closed.sides)})"


def _assumptions(answer: EngagementPlan) -> Iterator[str]:
    for assumed in answer.assumptions:
        cost = "no cost" if assumed.cost_usd is None else f"{assumed.cost_usd:,} US dollars"
        yield f"Assumed of each {assumed.kind} where no source says: {assumed.months} months, {cost}."
