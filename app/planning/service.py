"""Which engagements and agreements close the gaps between forces, within a budget and a calendar?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.answers.asking import begin
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.interoperability.facts import GapsFacts, read_gaps_facts
from app.interoperability.model import ClosingKind, InteroperabilityGap
from app.interoperability.scoring import score_parts
from app.interoperability.service import gaps_in
from app.planning.measures import ASSUMED_MONTHS, Measure, known_measures, months_after, offered_measures
from app.planning.model import (
    EngagementPlan,
    EngagementPlanQuestion,
    GapFate,
    MeasureFate,
    PlanAssumption,
    PlannedGap,
)
from app.planning.search import OpenGap, best_plan
from app.record.releasability import Viewer

MOST_WAYS = 200
"""Most ways of one gap that a plan considers."""

MOST_OTHERS = 30
"""Most measures that are not chosen and are shown."""

DEFAULT_MONTHS = 24
"""Months of a plan that names no end: most series recur within two years."""


async def engagement_plan(graph: GraphClient, question: EngagementPlanQuestion, *, viewer: Viewer) -> EngagementPlan:
    """The set of engagements and agreements that closes most of the gaps within a budget and a calendar.

    A gap counts what closing it adds to the lower bound of the score, and is closed when every force, or every two,
    that lack it are served. Of two plans that close the same the one with fewer measures of unknown cost is better,
    then the cheaper one, then the one with fewer measures. With a budget, nothing of unknown cost is chosen: the asker
    may assume costs, and offer measures of their own. Everything runs side by side; what takes effect after the last
    day is left out.
    """
    asking = await begin(graph, question, viewer=viewer)
    facts = await read_gaps_facts(asking, question)
    return plan_from(facts, question, **asking.says)


def plan_from(facts: GapsFacts, question: EngagementPlanQuestion, **says: Any) -> EngagementPlan:
    """The plan that follows from some facts. `says`: what it says of its own making.

    Raises InvalidInput for a calendar that ends before it begins, for an item in which there is no gap, and for two
    offers of one name.
    """
    begins, ends = _calendar(question, facts.on)
    _refuse_one_name_twice(question)
    parts = score_parts(facts)
    gaps = _asked_gaps(gaps_in(facts, parts, most_ways=MOST_WAYS), question)
    assumptions = _assumptions(question)
    measures = [
        *offered_measures(question.offers, {gap.item: gap.lacking for gap in gaps}, begins=begins),
        *known_measures(gaps, assumptions, begins=begins, by_domain=question.by_domain),
    ]
    doubtful = known_measures(gaps, assumptions, begins=begins, by_domain=True)
    plan = _Plan(gaps=gaps, measures=measures, doubtful=doubtful, ends=ends, budget=question.budget_usd)
    found = best_plan(plan.open_gaps, [measure.candidate() for measure in plan.timely], budget=question.budget_usd)
    chosen = [measure for measure in plan.timely if measure.identity in found.chosen]
    shown = plan.gaps_shown(chosen)
    before = sum(part.lower for part in parts)
    closed = sum(gap.points for gap in shown if gap.fate is GapFate.CLOSED)
    others = [measure.shown(plan.fate(measure)) for measure in measures if measure not in chosen]
    return EngagementPlan(
        requirement=facts.profile.key,
        requirement_name=facts.profile.name,
        forces=facts.forces,
        begins=begins,
        ends=ends,
        budget_usd=question.budget_usd,
        by_domain=question.by_domain,
        score_before=before,
        score_after=before + closed,
        closed_points=closed,
        cost_usd=sum(measure.cost_usd or 0 for measure in chosen),
        unpriced=sum(measure.cost_usd is None for measure in chosen),
        chosen=tuple(
            measure.shown(MeasureFate.CHOSEN)
            for measure in sorted(chosen, key=lambda one: (one.takes_effect, one.identity))
        ),
        others=tuple(others[:MOST_OTHERS]),
        more_others=len(others) > MOST_OTHERS,
        gaps=shown,
        assumptions=tuple(assumptions.values()),
        complete=facts.complete and found.complete and not any(gap.more_ways for gap in gaps),
        synthetic=any(part.synthetic for part in parts) or any(measure.synthetic for measure in chosen),
        disputed=any(part.disputed for part in parts),
        **says,
    )


def _calendar(question: EngagementPlanQuestion, on: date) -> tuple[date, date]:
    begins = question.begins or on
    ends = question.ends or months_after(begins, DEFAULT_MONTHS)
    if ends < begins:
        raise InvalidInput(
            f"ends: {ends} is before the plan begins, on {begins}.",
            field="ends",
            value=ends,
            expected=f"a day on or after {begins}",
        )
    return begins, ends


def _refuse_one_name_twice(question: EngagementPlanQuestion) -> None:
    names = [offer.name for offer in question.offers]
    for name in names:
        if names.count(name) > 1:
            raise InvalidInput(
                f"offers: two measures are called {name!r}.", field="offers", value=name, expected="names that differ"
            )


def _asked_gaps(
    gaps: Sequence[InteroperabilityGap], question: EngagementPlanQuestion
) -> tuple[InteroperabilityGap, ...]:
    items = {gap.item for gap in gaps}
    offered = [item for offer in question.offers for item in offer.closes]
    for field, named in (("gaps", question.gaps), ("offers", offered)):
        for item in named:
            if item not in items:
                raise _no_gap(field, item, sorted(items))
    return tuple(gap for gap in gaps if not question.gaps or gap.item in question.gaps)


def _no_gap(field: str, item: str, items: Sequence[str]) -> InvalidInput:
    return InvalidInput(
        f"{field}: there is no gap {item!r} between these forces.",
        field=field,
        value=item,
        expected=f"one of {', '.join(items)}" if items else "nothing: no gap is known",
    )


def _assumptions(question: EngagementPlanQuestion) -> dict[ClosingKind, PlanAssumption]:
    months = ASSUMED_MONTHS | {assumed.kind: assumed.months for assumed in question.assumed_months}
    costs = {assumed.kind: assumed.cost_usd for assumed in question.assumed_costs}
    return {kind: PlanAssumption(kind=kind, months=months[kind], cost_usd=costs.get(kind)) for kind in ClosingKind}


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What is to be closed, by what, until when and for how much. `doubtful`: what closes it by its domain alone."""

    gaps: Sequence[InteroperabilityGap]
    measures: Sequence[Measure]
    doubtful: Sequence[Measure]
    ends: date
    budget: int | None

    @property
    def timely(self) -> list[Measure]:
        return [measure for measure in self.measures if measure.takes_effect <= self.ends]

    @property
    def open_gaps(self) -> list[OpenGap]:
        return [
            OpenGap(
                item=gap.item,
                worth=gap.missing + gap.unknown,
                sides=frozenset((gap.item, side.forces) for side in gap.lacking),
            )
            for gap in self.gaps
        ]

    def fate(self, measure: Measure) -> MeasureFate:
        """Why a measure is not chosen."""
        if measure.takes_effect > self.ends:
            return MeasureFate.TOO_LATE
        if self.budget is not None and measure.cost_usd is None:
            return MeasureFate.UNPRICED
        if self.budget is not None and measure.cost_usd is not None and measure.cost_usd > self.budget:
            return MeasureFate.OVER_BUDGET
        return MeasureFate.NOT_NEEDED

    def gaps_shown(self, chosen: Iterable[Measure]) -> tuple[PlannedGap, ...]:
        reach = {
            GapFate.CLOSED: chosen,
            GapFate.NOT_AFFORDED: self.timely,
            GapFate.NOT_IN_TIME: self.measures,
            GapFate.ONLY_BY_DOMAIN: [*self.measures, *self.doubtful],
        }
        covered = {
            fate: frozenset(side for measure in measures for side in measure.covers) for fate, measures in reach.items()
        }
        return tuple(
            PlannedGap(item=gap.item, name=gap.name, part=gap.part, points=opened.worth, fate=_fate_of(opened, covered))
            for gap, opened in zip(self.gaps, self.open_gaps, strict=True)
        )


def _fate_of(gap: OpenGap, covered: Mapping[GapFate, frozenset[tuple[str, tuple[str, ...]]]]) -> GapFate:
    """The first of these fates whose measures cover every side of the gap."""
    return next((fate for fate, sides in covered.items() if gap.sides <= sides), GapFate.NO_WAY_KNOWN)
