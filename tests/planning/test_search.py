"""The search for the best plan against all subsets."""

from itertools import combinations
from random import Random

from app.planning.search import BestPlan, Candidate, OpenGap, best_plan


def brute_force(gaps: list[OpenGap], candidates: list[Candidate], budget: int | None) -> tuple[int, int, int, int]:
    """Less worth, unknown costs, cost and measures of the best of all sets of candidates that may be chosen."""
    best = (0, 0, 0, 0)
    for number in range(len(candidates) + 1):
        for chosen in combinations(candidates, number):
            unknown = sum(one.cost is None for one in chosen)
            cost = sum(one.cost or 0 for one in chosen)
            if budget is None or (unknown == 0 and cost <= budget):
                covered = {side for one in chosen for side in one.covers}
                worth = sum(gap.worth for gap in gaps if gap.sides <= covered)
                best = min(best, (-worth, unknown, cost, number))
    return best


def merit_of(plan: BestPlan, gaps: list[OpenGap], candidates: list[Candidate]) -> tuple[int, int, int, int]:
    chosen = [one for one in candidates if one.name in plan.chosen]
    assert len(chosen) == len(plan.chosen)
    covered = {side for one in chosen for side in one.covers}
    worth = sum(gap.worth for gap in gaps if gap.sides <= covered)
    return -worth, sum(one.cost is None for one in chosen), sum(one.cost or 0 for one in chosen), len(chosen)


def generated(seed: int) -> tuple[list[OpenGap], list[Candidate], int | None]:
    random = Random(f"plan {seed}")
    gaps = []
    for item in range(random.randint(1, 6)):
        sides = {(f"item-{item}", (f"force-{side}",)) for side in range(random.choice((1, 1, 2, 3)))}
        gaps.append(OpenGap(item=f"item-{item}", worth=random.choice((0, 1, 5, 5, 40, 300)), sides=frozenset(sides)))
    every = [side for gap in gaps for side in sorted(gap.sides)]
    candidates = [
        Candidate(
            name=f"measure-{at}",
            covers=frozenset(random.sample(every, random.randint(0, min(len(every), 4)))),
            cost=random.choice((None, None, None, 0, 1, 5, 10, 30)),
        )
        for at in range(random.randint(0, 9))
    ]
    return gaps, candidates, random.choice((None, None, 0, 5, 11, 20, 50))


def test_it_finds_what_all_subsets_have_best() -> None:
    chosen = affordable = unknown = 0
    for seed in range(1500):
        gaps, candidates, budget = generated(seed)
        plan = best_plan(gaps, candidates, budget=budget)
        assert plan.complete
        merit = merit_of(plan, gaps, candidates)
        assert merit == brute_force(gaps, candidates, budget), seed
        assert budget is None or merit[2] <= budget
        chosen += bool(plan.chosen)
        affordable += budget is not None and 0 < merit[2] <= budget
        unknown += merit[1] > 0
    assert min(chosen, affordable, unknown) > 100


def test_the_order_of_candidates_decides_only_between_equals() -> None:
    for seed in range(200):
        gaps, candidates, budget = generated(seed)
        plans = [best_plan(gaps, order, budget=budget) for order in (candidates, candidates[::-1])]
        assert len({merit_of(plan, gaps, candidates) for plan in plans}) == 1


def test_a_search_that_is_cut_says_so_and_keeps_to_the_budget() -> None:
    random = Random("large")
    sides = [(f"item-{item}", ("force",)) for item in range(40)]
    gaps = [OpenGap(item=item, worth=random.randint(1, 99), sides=frozenset({(item, who)})) for item, who in sides]
    candidates = [
        Candidate(name=f"measure-{at}", covers=frozenset(random.sample(sides, 6)), cost=random.randint(10, 99))
        for at in range(60)
    ]
    plan = best_plan(gaps, candidates, budget=300, steps=50)
    merit = merit_of(plan, gaps, candidates)
    assert not plan.complete
    assert merit[0] < 0
    assert merit[2] <= 300


def test_nothing_is_chosen_for_a_gap_that_stays_open() -> None:
    gap = OpenGap(item="a", worth=10, sides=frozenset({("a", ("one",)), ("a", ("two",))}))
    half = Candidate(name="half", covers=frozenset({("a", ("one",))}), cost=1)
    assert best_plan([gap], [half], budget=None) == BestPlan(chosen=(), complete=True)
