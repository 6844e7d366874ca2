"""Balances of engagement against brute force on generated worlds, and on what is known of real nations."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random

import pytest
from pydantic import ValidationError

from app.balance.model import BalanceShare, BalanceTie, EngagementBalance, EngagementBalanceQuestion, TieWeight
from app.balance.powers import major_powers
from app.balance.service import engagement_balance
from app.balance.shares import WHOLE, concentration_of, distance, shares_of
from app.balance.text import balance_in_words
from app.balance.ties import magnitude
from app.balance.weights import WEIGHTS
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.model.labels import ENGAGEMENT_KINDS, OBLIGATION_KINDS
from app.record.releasability import Marking, Viewer
from tests.balance import oracle
from tests.structure.worlds import (
    DAY,
    NATIONS,
    REGIONS,
    Asked,
    Fact,
    World,
    existing,
    generated_asked,
    generated_world,
    name_of,
    write_world,
)

WORLDS = 12
QUESTIONS_PER_WORLD = 18


def viewer_of(asked: Asked) -> Viewer:
    return Viewer(clearance=Marking(asked.clearance), nationality=asked.nationality)


def generated_questions(seed: int) -> list[tuple[Asked, EngagementBalanceQuestion]]:
    random = Random(f"balance {seed}")
    questions = []
    for _ in range(QUESTIONS_PER_WORLD):
        asked = generated_asked(random)
        subject, *powers = random.sample(NATIONS, random.randint(2, 5))
        kinds = random.sample(list(BalanceTie), random.choice((0, 0, 3)))
        question = EngagementBalanceQuestion(
            subject=random.choice((subject, subject, *REGIONS)),
            on=asked.on,
            since=date(
                max(asked.on.year - random.choice((0, 1, 2, 4)), 1990), *random.choice(((1, 1), (1, 1), (1, 2)))
            ),
            known_on=asked.known_on,
            sources=tuple(sorted(asked.sources)) if asked.sources else None,
            powers=tuple(powers),
            weights=tuple(TieWeight(tie=kind, weight=random.choice((0, 1, 7, 1000))) for kind in kinds),
            limit=50,
        )
        if question.since and question.since <= asked.on:
            questions.append((asked, question))
    return questions


def balance_of(world: World, asked: Asked, question: EngagementBalanceQuestion) -> oracle.Balance:
    assert question.since is not None
    nations = (
        oracle.region(world, asked, question.subject)
        if question.subject in REGIONS
        else frozenset({question.subject}) & existing(world, asked)
    )
    return oracle.Balance(
        world=world, asked=asked, since=question.since, nations=nations, powers=frozenset(question.powers)
    )


def check_share(share: BalanceShare, ties: Iterable[oracle.Tie], weights: dict[str, int]) -> None:
    """The ties of one power: their numbers, and how far these can be relied on."""
    own = [tie for tie in ties if tie.power == share.power.key]
    amounts, unattested, disputed, synthetic = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for tie in own:
        amounts[tie.kind] += tie.amount
        unattested[tie.kind] += tie.amount * (not tie.attested)
        disputed[tie.kind] += tie.amount * tie.disputed
        synthetic[tie.kind] += tie.amount * tie.synthetic
    shown = {ties.tie.value: ties for ties in share.ties}
    assert {kind: found.amount for kind, found in shown.items()} == dict(amounts)
    for kind, found in shown.items():
        assert found.points == found.amount * weights[kind]
        assert (found.unattested, found.disputed, found.synthetic) == (
            unattested[kind],
            disputed[kind],
            synthetic[kind],
        )
    assert share.points == sum(found.points for found in share.ties)


def check_shares(shares: Iterable[BalanceShare], ties: list[oracle.Tie], weights: dict[str, int]) -> None:
    shown = list(shares)
    held = oracle.points(ties, [share.power.key for share in shown], weights)
    exact = oracle.shares(held)
    assert sum(share.share for share in shown) == (WHOLE if any(held.values()) else 0)
    for share in shown:
        check_share(share, ties, weights)
        assert share.points == held[share.power.key]
        assert abs(share.share - exact[share.power.key] * WHOLE) < 1


def check_answer(answer: EngagementBalance, balance: oracle.Balance, ties: list[oracle.Tie]) -> None:
    weights = {weight.tie.value: weight.weight for weight in answer.weights}
    powers = sorted(balance.powers)
    held = oracle.points(ties, powers, weights)
    assert answer.points == sum(held.values())
    assert answer.concentration == oracle.concentration(held)
    check_shares(answer.shares, ties, weights)
    order = [(-share.points, share.power.key) for share in answer.shares]
    assert order == sorted(order)

    before: dict[str, int] | None = None
    assert [(year.year, year.first, year.last) for year in answer.years] == [
        (year.number, year.first, year.last) for year in balance.years
    ]
    for year in answer.years:
        own = [tie for tie in ties if tie.year == year.year]
        held = oracle.points(own, powers, weights)
        check_shares(year.shares, own, weights)
        assert year.points == sum(held.values())
        assert year.concentration == oracle.concentration(held)
        assert year.drift == (oracle.moved(before, held) if before else None)
        assert [share.power.key for share in year.shares] == powers
        before = held if any(held.values()) else before
    check_drift(answer, balance, ties, weights)
    assert answer.disputed == any(tie.disputed for tie in ties)
    assert answer.synthetic == any(tie.synthetic for tie in ties)
    assert answer.complete


def check_drift(
    answer: EngagementBalance, balance: oracle.Balance, ties: list[oracle.Tie], weights: dict[str, int]
) -> None:
    numbers = [year.number for year in balance.years]
    half = len(numbers) // 2
    halves = numbers[:half], numbers[len(numbers) - half :]
    before, after = (
        oracle.points([tie for tie in ties if tie.year in years], balance.powers, weights) for years in halves
    )
    if oracle.moved(before, after) is None:
        assert answer.drift is None
        return
    assert answer.drift is not None
    assert answer.drift.distance == oracle.moved(before, after)
    assert (answer.drift.earlier_first, answer.drift.earlier_last) == (halves[0][0], halves[0][-1])
    assert (answer.drift.later_first, answer.drift.later_last) == (halves[1][0], halves[1][-1])
    for shift in answer.drift.shifts:
        assert abs(shift.before - oracle.shares(before)[shift.power.key] * WHOLE) < 1
        assert abs(shift.after - oracle.shares(after)[shift.power.key] * WHOLE) < 1
    gains = [(shift.before - shift.after, shift.power.key) for shift in answer.drift.shifts]
    assert gains == sorted(gains)


def check_evidence(answer: EngagementBalance, ties: list[oracle.Tie]) -> None:
    """Each record behind a tie is shown once for each power."""
    assert not answer.more_evidence
    expected: dict[tuple[object, ...], set[str]] = {}
    numbers: Counter[tuple[object, ...]] = Counter()
    for power in answer.powers:
        behind: dict[int, set[str]] = {}
        facts = {}
        for tie in ties:
            for fact in tie.records if tie.power == power.key else ():
                behind.setdefault(id(fact), set()).add(tie.kind)
                facts[id(fact)] = fact
        for key, kinds in behind.items():
            fact = facts[key]
            shown = (power.key, fact.source, fact.first, fact.last, fact.synthetic, tuple(sorted(kinds)))
            numbers[shown] += 1
            expected.setdefault(shown, set()).update(kinds)
    assert numbers == Counter(
        (
            record.power.key,
            record.source,
            record.since,
            record.until,
            record.synthetic,
            tuple(sorted(tie.value for tie in record.ties)),
        )
        for record in answer.evidence
    )
    for power in answer.powers:
        days = [record.since for record in answer.evidence if record.power == power]
        assert days == sorted(days, reverse=True)


def check_sources(answer: EngagementBalance, asked: Asked, ties: list[oracle.Tie]) -> None:
    records = {id(fact): fact for tie in ties for fact in tie.records}.values()
    assert {source.source: source.records for source in answer.seen} == Counter(fact.source for fact in records)
    for source in answer.seen:
        own = [fact for fact in records if fact.source == source.source]
        assert source.first == min(fact.first for fact in own)
        ends = [[day for day in (fact.last, fact.attested_until, asked.on) if day] for fact in own]
        assert source.last == max(min(days) for days in ends)


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_brute_force_on_generated_worlds(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world)
    for asked, question in generated_questions(seed):
        balance = balance_of(world, asked, question)
        if not balance.nations or not balance.powers <= existing(world, asked):
            with pytest.raises(NotFound):
                await engagement_balance(client, question, viewer=viewer_of(asked))
            continue
        answer = await engagement_balance(client, question, viewer=viewer_of(asked))
        ties = oracle.every_tie(balance)
        assert {nation.key for nation in answer.subject.nations} == balance.nations
        assert all(nation.name == name_of(world, asked, nation.key) for nation in answer.subject.nations)
        assert [power.key for power in answer.powers] == sorted(balance.powers)
        check_answer(answer, balance, ties)
        check_evidence(answer, ties)
        check_sources(answer, asked, ties)


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: every kind of tie, disputed, unattested, invented, hidden in part, over years."""
    reached: Counter[str] = Counter()
    for seed in range(WORLDS):
        world = generated_world(seed)
        for asked, question in generated_questions(seed):
            balance = balance_of(world, asked, question)
            known = balance.nations and balance.powers <= existing(world, asked)
            ties = oracle.every_tie(balance) if known else []
            reached["answered"] += bool(known)
            reached["refused"] += not known
            reached["region"] += bool(known) and question.subject in REGIONS
            reached["disputed"] += any(tie.disputed for tie in ties)
            reached["unattested"] += any(not tie.attested for tie in ties)
            reached["synthetic"] += any(tie.synthetic for tie in ties)
            reached["years"] += len({tie.year for tie in ties}) > 2
            for kind in ("joint_exercise", "agreement_defence", "deployment", "arms_transfer", "signal"):
                reached[kind] += any(tie.kind == kind for tie in ties)
    assert reached["answered"] >= 100, reached
    assert min(reached.values()) >= 10, reached


async def test_both_ends_of_the_period_count(client: GraphClient) -> None:
    """Everything is true on one day only; periods that end or start there see it, their neighbours do not."""
    day, always = date(1993, 6, 30), date(1990, 1, 1)

    def named(key: str, label: str, first: date, last: date | None, **said: object) -> Fact:
        said["name"] = key
        return Fact(
            type="ASSERTED_BY", start=key, end="gazette", source="gazette", label=label, first=first, last=last,
            properties=said,
        )  # fmt: skip

    def that_day(fact_type: str, start: str, end: str, **said: object) -> Fact:
        return Fact(type=fact_type, start=start, end=end, source="gazette", first=day, last=day, properties=said)

    names = [
        *(named(key, "Nation", always, None, searchNames=[key.lower()]) for key in ("XAA", "XAB")),
        named("pact", "Agreement", always, None),
        named("held", "Engagement", day, day, kind="port_call"),
    ]
    ties = [
        that_day("DEPLOYED_IN", "XAA", "XAB", personnel=100),
        that_day("SIGNALLED", "XAA", "XAB", kind="visit"),
        *(that_day("PARTICIPATED_IN", key, "held") for key in ("XAA", "XAB")),
        *(that_day("PARTY_TO", key, "pact", obligations=["training"]) for key in ("XAA", "XAB")),
    ]
    await write_world(client, (*names, *ties))
    for since, on, kinds in (
        (day, day, {"port_call", "agreement_training", "deployment", "signal"}),
        (day, day + DAY, {"port_call", "signal"}),
        (day - DAY, day, {"port_call", "agreement_training", "deployment", "signal"}),
        (day + DAY, day + DAY, set()),
        (day - DAY, day - DAY, set()),
    ):
        question = EngagementBalanceQuestion(subject="XAA", powers=("XAB",), since=since, on=on)
        answer = await engagement_balance(client, question, viewer=Viewer())
        assert {ties.tie.value for ties in answer.shares[0].ties} == kinds


# Shares


def test_shares_add_up_whatever_is_shared() -> None:
    random = Random(7)
    for _ in range(500):
        held = {f"P{number}": random.choice((0, 1, 3, 7, 333)) for number in range(random.randint(1, 9))}
        assert sum(shares_of(held).values()) == (WHOLE if any(held.values()) else 0)
        assert concentration_of(held) == oracle.concentration(held)
        other = {power: random.randint(0, 5) for power in held}
        assert distance(held, other) == distance(other, held) == oracle.moved(held, other)


def test_three_equal_shares() -> None:
    assert shares_of({"A": 1, "B": 1, "C": 1}) == {"A": 3334, "B": 3333, "C": 3333}
    assert concentration_of({"A": 1, "B": 1, "C": 1}) == 3333
    assert concentration_of({"A": 5, "B": 0}) == WHOLE
    assert distance({"A": 1, "B": 0}, {"A": 0, "B": 3}) == WHOLE
    assert distance({"A": 0, "B": 0}, {"A": 0, "B": 3}) is None


def test_deployments_count_by_orders_of_magnitude() -> None:
    assert [magnitude(troops) for troops in (0, 5, 99, 100, 999, 1000, 54_000)] == [0, 0, 0, 1, 1, 2, 3]


# Weights and powers


def test_every_kind_of_engagement_and_obligation_has_a_weight() -> None:
    assert set(WEIGHTS) == set(BalanceTie)
    assert set(ENGAGEMENT_KINDS) <= set(BalanceTie)
    assert {f"agreement_{kind}" for kind in OBLIGATION_KINDS} <= set(BalanceTie)


def test_a_weight_is_read_from_text() -> None:
    question = EngagementBalanceQuestion.model_validate({"subject": "Poland", "weights": ["port_call=5"]})
    assert question.weights == (TieWeight(tie=BalanceTie.PORT_CALL, weight=5),)


@pytest.mark.parametrize("weights", [["port_call"], ["port_call=-1"], ["parade=1"], ["port_call=1", "port_call=2"]])
def test_a_weight_that_is_wrong_is_refused(weights: list[str]) -> None:
    with pytest.raises(ValidationError):
        EngagementBalanceQuestion.model_validate({"subject": "Poland", "weights": weights})


def test_the_major_powers_of_a_day() -> None:
    today = {"CHN", "DEU", "FRA", "GBR", "JPN", "RUS", "USA"}
    assert major_powers(date(2024, 7, 1)) == today
    assert major_powers(date(1980, 1, 1)) == today - {"DEU", "JPN"}
    assert major_powers(date(1914, 7, 1)) == today - {"CHN"} | {"AUH-1918", "ITA"}
    assert major_powers(date(1815, 1, 1)) == frozenset()


# The seed


async def asked_of(graph: GraphClient, subject: str, on: date = date(2024, 7, 1), **given: object) -> EngagementBalance:
    question = EngagementBalanceQuestion.model_validate({"subject": subject, "on": on, **given})
    return await engagement_balance(graph, question, viewer=Viewer())


async def test_norways_defence_is_the_north_atlantic_treatys(seeded: GraphClient) -> None:
    answer = await asked_of(seeded, "Norway", since=date(2024, 1, 1))
    bound = {share.power.key: {ties.tie.value: ties.amount for ties in share.ties} for share in answer.shares}
    assert {key for key, ties in bound.items() if ties.get("agreement_defence")} == {"USA", "GBR", "FRA", "DEU"}
    assert "agreement_defence" not in bound["RUS"]
    assert answer.powers_by.startswith("Correlates of War")
    assert answer.drift is None


async def test_the_asker_weighs(seeded: GraphClient) -> None:
    usual = await asked_of(seeded, "Norway", since=date(2024, 1, 1))
    chosen = await asked_of(seeded, "Norway", since=date(2024, 1, 1), weights=["agreement_defence=0"])
    before, after = ({share.power.key: share for share in answer.shares} for answer in (usual, chosen))
    defence = next(ties for ties in before["USA"].ties if ties.tie == BalanceTie.AGREEMENT_DEFENCE)
    assert after["USA"].points == before["USA"].points - defence.points
    assert [weight.tie.value for weight in chosen.weights if weight.asked] == ["agreement_defence"]


async def test_a_region_counts_a_treaty_once(seeded: GraphClient) -> None:
    answer = await asked_of(seeded, "northern europe", since=date(2024, 1, 1), powers=["USA"])
    assert answer.subject.region == "Northern Europe"
    assert {"NOR", "EST", "GBR"} <= {nation.key for nation in answer.subject.nations}
    one = await asked_of(seeded, "Norway", since=date(2024, 1, 1), powers=["USA"])
    amounts = [
        {ties.tie.value: ties.amount for ties in each.shares[0].ties}["agreement_defence"] for each in (answer, one)
    ]
    # The North Atlantic Treaty once, and Iceland's own with the United States of 1951.
    assert amounts == [2, 1]


async def test_a_region_that_is_called_like_a_nation(seeded: GraphClient) -> None:
    powers = ["USA"]
    nation = await asked_of(seeded, "Micronesia", powers=powers)
    region = await asked_of(seeded, "region: Micronesia", powers=powers)
    assert [each.key for each in nation.subject.nations] == ["FSM"]
    assert {"FSM", "PLW", "MHL"} <= {each.key for each in region.subject.nations}


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"subject": "Norwai"}, NotFound, "subject: no nation is known as 'Norwai'. Did you mean Norway (NOR)?"),
        ({"subject": "region: Norway"}, NotFound, "subject: no region is known as 'region: Norway'. Known: "),
        ({"since": date(2025, 1, 1)}, InvalidInput, "since: 2025-01-01 is after 2024-07-01, the day asked about."),
        ({"since": date(1900, 1, 1)}, InvalidInput, "since: from 1900-01-01 to 2024-07-01 there are 125 calendar"),
        ({"powers": ("Norge",)}, InvalidInput, "powers: 'Norge' and 'NOR' are both Norway."),
        ({"powers": ("Atlantis",)}, NotFound, "powers: no nation is known as 'Atlantis'."),
        ({"on": date(1815, 1, 1), "subject": "Sweden"}, InvalidInput, "powers: nobody is known to have been a major"),
    ],
)
async def test_what_is_wrong_is_named(
    seeded: GraphClient, given: dict[str, object], error: type[Exception], sentence: str
) -> None:
    question = EngagementBalanceQuestion.model_validate({"subject": "NOR", "on": date(2024, 7, 1), **given})
    with pytest.raises(error) as raised:
        await engagement_balance(seeded, question, viewer=Viewer())
    assert str(raised.value).startswith(sentence)


async def test_it_reads_well(seeded: GraphClient) -> None:
    lines = list(balance_in_words(await asked_of(seeded, "Norway", since=date(2023, 1, 1))))
    assert lines[0] == "Norway, engagement with 7 powers, from 2023-01-01 to 2024-07-01"
    assert any("United States, " in line and line.endswith(" points") for line in lines)
    assert any(line.startswith("2024: ") for line in lines)
    assert any(line.startswith("From 2023–2023 to 2024–2024") for line in lines)
