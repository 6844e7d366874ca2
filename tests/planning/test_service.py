"""Engagement plans against all sets of measures, on generated worlds, and on facts of the seed."""

from datetime import date
from itertools import combinations
from random import Random
from typing import Any

import pytest

from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.importers.seed import SEED, load_seed, read_folder
from app.interoperability.model import ClosingKind, InteroperabilityGapsQuestion
from app.interoperability.service import interoperability_gaps
from app.planning.measures import months_after
from app.planning.model import (
    AssumedCost,
    AssumedMonths,
    CostBasis,
    EngagementPlan,
    EngagementPlanQuestion,
    GapFate,
    MeasureFate,
    OfferedMeasure,
    TimeBasis,
)
from app.planning.service import engagement_plan
from app.planning.text import plan_in_words
from app.record.releasability import Viewer
from tests.conftest import wipe
from tests.interoperability import oracle
from tests.interoperability.generated import generated_questions, generated_world
from tests.interoperability.test_service import as_asked, exists, write_world

SEEDS = range(3)
QUESTIONS_PER_WORLD = 16
MOST_MEASURES = 14
"""All subsets of more are too many to try."""


@pytest.fixture(scope="module")
def world() -> oracle.World:
    return generated_world(SEEDS)


@pytest.fixture(scope="module")
async def generated(module_graph: GraphClient, world: oracle.World) -> GraphClient:
    await write_world(module_graph, world)
    return module_graph


def plan_question(asked: InteroperabilityGapsQuestion, random: Random) -> EngagementPlanQuestion:
    """A plan for the forces of a question, with some budget, calendar and assumptions."""
    begins = asked.on or date(2024, 1, 1)
    costs = tuple(
        AssumedCost(kind=kind, cost_usd=random.choice((500, 3000, 40_000)))
        for kind in random.sample(list(ClosingKind), random.choice((0, 2, 4)))
    )
    return EngagementPlanQuestion(
        **asked.model_dump(exclude={"ways"}),
        budget_usd=random.choice((None, 1000, 6000, 50_000)),
        begins=begins,
        ends=months_after(begins, random.choice((6, 12, 30))),
        assumed_costs=costs,
        by_domain=random.random() < 0.5,
    )


def measures_of(answer: EngagementPlan) -> list[tuple[set[tuple[str, tuple[str, ...]]], int | None]]:
    """What each measure that may be chosen covers and costs, as the plan shows it."""
    return [
        ({(closed.item, side.forces) for closed in shown.closes for side in closed.sides}, shown.cost_usd)
        for shown in (*answer.chosen, *answer.others)
        if shown.takes_effect <= answer.ends and (answer.budget_usd is None or shown.cost_usd is not None)
    ]


def best_of_all(
    measures: list[tuple[set[tuple[str, tuple[str, ...]]], int | None]],
    gaps: dict[str, tuple[int, set[tuple[str, tuple[str, ...]]]]],
    budget: int | None,
) -> tuple[int, int, int, int]:
    best = (0, 0, 0, 0)
    for number in range(len(measures) + 1):
        for chosen in combinations(measures, number):
            cost = sum(cost or 0 for _, cost in chosen)
            if budget is None or cost <= budget:
                covered = set().union(*(sides for sides, _ in chosen))
                worth = sum(worth for worth, sides in gaps.values() if sides <= covered)
                best = min(best, (-worth, sum(cost is None for _, cost in chosen), cost, number))
    return best


async def test_no_set_of_measures_is_better(generated: GraphClient, world: oracle.World) -> None:
    compared = closing = limited = 0
    for seed in SEEDS:
        random = Random(f"plans {seed}")
        for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
            if not exists(world, question):
                continue
            asked, viewer = as_asked(question)
            planned = plan_question(asked, random)
            gaps = await interoperability_gaps(generated, asked, viewer=viewer)
            plan = await engagement_plan(generated, planned, viewer=viewer)
            measures = measures_of(plan)
            if plan.more_others or len(measures) > MOST_MEASURES:
                continue
            lacking = {
                gap.item: (gap.missing + gap.unknown, {(gap.item, side.forces) for side in gap.lacking})
                for gap in gaps.gaps
            }
            best = best_of_all(measures, lacking, planned.budget_usd)
            assert (-plan.closed_points, plan.unpriced, plan.cost_usd, len(plan.chosen)) == best, planned
            assert plan.complete
            assert plan.score_before == gaps.lower
            assert plan.score_after == gaps.lower + plan.closed_points
            assert plan.closed_points == sum(gap.points for gap in plan.gaps if gap.fate is GapFate.CLOSED)
            assert all(planned.begins and planned.begins <= one.takes_effect <= plan.ends for one in plan.chosen)
            compared += 1
            closing += bool(plan.chosen)
            limited += any(gap.fate is GapFate.NOT_AFFORDED for gap in plan.gaps)
    assert compared >= 20
    assert closing >= 10
    assert limited >= 3


# The seed


@pytest.fixture(scope="module")
async def seed(client: GraphClient, generated: GraphClient, tmp_path_factory: pytest.TempPathFactory) -> GraphClient:
    """Nations, agreements, exercises and requirements as they are."""
    await wipe(client)
    folder = tmp_path_factory.mktemp("seed")
    for theme in ("nations", "alliances", "agreements", "exercises", "interoperability", "organizations", "closures"):
        (folder / theme).symlink_to(SEED / theme)
    await load_seed(client, read_folder(folder))
    return client


async def plan_of(graph: GraphClient, **given: Any) -> EngagementPlan:
    asked = {
        "requirement": "mission-cyber-defence",
        "forces": ("Estonia", "Finland"),
        "on": date(2025, 6, 1),
        "ends": date(2026, 12, 31),
        **given,
    }
    return await engagement_plan(graph, EngagementPlanQuestion.model_validate(asked), viewer=Viewer())


async def test_locked_shields_trains_cyber_defence(seed: GraphClient) -> None:
    plan = await plan_of(seed)
    (exercise,) = (measure for measure in plan.chosen if measure.key == "locked-shields")
    assert {"cyber-defence", "cyber-incident-response"} <= {closed.item for closed in exercise.closes}
    assert exercise.time_basis is TimeBasis.RHYTHM
    assert date(2025, 6, 1) <= exercise.takes_effect <= date(2026, 12, 31)
    assert exercise.cost_basis is CostBasis.UNKNOWN
    assert plan.unpriced >= 1
    assert next(iter(plan_in_words(plan))).startswith("Estonia – Finland, for Cyber defence, from 2025-06-01 to ")


async def test_with_a_budget_nothing_of_unknown_cost_is_chosen(seed: GraphClient) -> None:
    plan = await plan_of(seed, budgetUsd=1_000_000)
    assert plan.chosen == ()
    assert {measure.fate for measure in plan.others if measure.takes_effect <= plan.ends} == {MeasureFate.UNPRICED}
    priced = await plan_of(seed, budgetUsd=1_000_000, assumedCosts=("exercise=90000",))
    assert [(measure.key, measure.cost_usd) for measure in priced.chosen] == [("locked-shields", 90_000)]
    assert (await plan_of(seed, budgetUsd=89_999, assumedCosts=("exercise=90000",))).chosen == ()


async def test_an_offer_is_taken_where_it_is_the_better_way(seed: GraphClient) -> None:
    offer = "Taxonomy course;taxii-2-1,stix-2-1;25000;3"
    plan = await plan_of(seed, budgetUsd=30_000, offers=(offer,))
    (chosen,) = plan.chosen
    assert (chosen.name, chosen.cost_basis, chosen.takes_effect) == ("Taxonomy course", "offered", date(2025, 9, 1))
    closed = {gap.item for gap in plan.gaps if gap.fate is GapFate.CLOSED}
    assert closed == {"taxii-2-1", "stix-2-1"}


async def test_what_comes_too_late_is_left_out(seed: GraphClient) -> None:
    plan = await plan_of(seed, ends=date(2025, 6, 30))
    assert plan.chosen == ()
    assert {measure.fate for measure in plan.others} == {MeasureFate.TOO_LATE}
    assert GapFate.NOT_IN_TIME in {gap.fate for gap in plan.gaps}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ends": date(2025, 5, 31)}, "ends: 2025-05-31 is before the plan begins, on 2025-06-01."),
        ({"gaps": ("cyber",)}, "gaps: there is no gap 'cyber' between these forces."),
        ({"offers": ("A;cyber;1;1",)}, "offers: there is no gap 'cyber' between these forces."),
        ({"offers": ("A;stix-2-1;1;1", "A;taxii-2-1;1;1")}, "offers: two measures are called 'A'."),
    ],
)
async def test_what_cannot_be_planned_is_said(seed: GraphClient, given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        await plan_of(seed, **given)
    assert str(raised.value) == sentence
    assert raised.value.expected


# What is written in one line


def test_parts_of_the_question_are_written_in_one_line() -> None:
    assert AssumedCost.model_validate("course=50000") == AssumedCost(kind=ClosingKind.COURSE, cost_usd=50_000)
    assert AssumedMonths.model_validate("agreement = 18").months == 18
    offer = OfferedMeasure.model_validate("Radio course; stanag-4285, hf-communications ;25000;3")
    assert (offer.name, offer.closes) == ("Radio course", ("stanag-4285", "hf-communications"))
    assert (offer.cost_usd, offer.months) == (25_000, 3)


@pytest.mark.parametrize("written", ["course", "course=many", "picnic=3", "course=-1", "course=1=2"])
def test_a_part_that_is_written_wrongly_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="1 validation error"):
        AssumedCost.model_validate(written)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), 13, date(2025, 2, 28)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 5, 5), 0, date(2024, 5, 5)),
        (date(9999, 11, 30), 2, date(9999, 12, 31)),
    ],
)
def test_months_are_counted_on_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
