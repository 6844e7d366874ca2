"""Commitments against the brute-force oracle, on generated worlds, and on the seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from app.commitments.model import Bond, CommitmentConflict, Commitments, CommitmentsQuestion, SideTaken
from app.commitments.service import commitments
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.record.releasability import Marking, Viewer
from tests.alliances.generated import OBLIGATIONS, SOURCES, generated_questions, generated_world
from tests.alliances.oracle import Assertion, Doubt, Question, World, existing, parties_on_day
from tests.alliances.test_service import row, write_world
from tests.commitments import oracle
from tests.commitments.oracle import Quarrels, Side

WORLDS = 20
QUESTIONS_PER_WORLD = 20


def quarrels_of(seed: int, world: World) -> Quarrels:
    """Three disputes between nations of the world, some sides of them dated, corrected or restricted."""
    random = Random(f"quarrels {seed}")
    nations = sorted({assertion.subject for assertion in world.nation_assertions})
    days = sorted({spell.valid_from for spell in world.spells})
    written = min(spell.recorded_at for spell in world.spells)
    plain: dict[str, Any] = {"valid_from": days[0], "recorded_at": written}

    def maybe(record: dict[str, Any]) -> dict[str, Any]:
        changed = dict(record)
        if random.random() < 0.3:
            changed["valid_to"] = random.choice(days)
        if random.random() < 0.2:
            changed["superseded_at"] = written + timedelta(days=random.randrange(1, 900))
        if random.random() < 0.2:
            changed["marking"] = random.randrange(1, 5)
        if random.random() < 0.15:
            changed["releasable_to"] = frozenset(random.sample(nations, 2))
        return changed

    sides = tuple(
        Side(nation=nation, dispute=f"quarrel-{number}", side=side, source=random.choice(SOURCES), **maybe(plain))
        for number in range(3)
        for nation, side in zip(random.sample(nations, 3), ("a", "b", random.choice("ab")), strict=True)
    )
    sides = tuple(
        replace(side, valid_to=None) if side.valid_to and side.valid_to < side.valid_from else side for side in sides
    )
    assertions = tuple(
        Assertion(subject=f"quarrel-{number}", source=random.choice(SOURCES), **(maybe(plain) if number else plain))
        for number in range(3)
    )
    return Quarrels(sides=sides, assertions=assertions)


async def write_quarrels(graph: GraphClient, quarrels: Quarrels) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for number, assertion in enumerate(quarrels.assertions):
            named = {"name": assertion.subject, "kind": "political"}
            yield row("ASSERTED_BY", assertion.subject, assertion.source, assertion, number, named, label="Dispute")
        for number, side in enumerate(quarrels.sides):
            yield row("DISPUTES", side.nation, side.dispute, side, number, {"side": side.side})

    await graph.write("record/put_facts", facts=list(rows()), recordedAt=datetime.now(UTC))


def as_asked(question: Question, random: Random) -> tuple[CommitmentsQuestion, Viewer]:
    """A question about alliance paths, made one about commitments."""
    asked = CommitmentsQuestion(
        nation=question.start,
        on=question.on,
        known_on=question.known_on,
        obligations=tuple(sorted(question.obligations)),
        max_hops=min(question.max_hops, 4),
        against=random.choice(((), (question.end,))),
        sources=tuple(sorted(question.sources)) if question.sources else None,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


def plain_bond(bond: Bond) -> oracle.Bond:
    return oracle.Bond(
        chain=tuple(nation.key for nation in bond.chain),
        through=tuple(
            (
                link.agreement,
                tuple(
                    Doubt(source=doubt.source, nation=doubt.nation.key, denied=frozenset(doubt.obligations))
                    for doubt in link.doubts
                ),
            )
            for link in bond.through
        ),
    )


def plain_conflict(conflict: CommitmentConflict) -> oracle.Conflict:
    def plain(sides: tuple[SideTaken, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((side.obligation.value, tuple(link.agreement for link in side.through)) for side in sides)

    return oracle.Conflict(
        nation=conflict.nation.key,
        attacker=conflict.attacker.key,
        disputes=conflict.disputes,
        to_attacked=plain(conflict.to_attacked),
        to_attacker=plain(conflict.to_attacker),
    )


def expected_conflicts(world: World, quarrels: Quarrels, asked: CommitmentsQuestion, question: Question) -> Any:
    named = dict.fromkeys(asked.against, ())
    attackers = named or oracle.opponents(world, quarrels, question.start, question)
    kinds = tuple(kind.value for kind in asked.obligations)
    return oracle.conflicts(world, question, question.start, attackers, kinds)


def check(answer: Commitments, world: World, quarrels: Quarrels, asked: CommitmentsQuestion, question: Question) -> int:
    parties = parties_on_day(world, question)
    for bonds in answer.bonds:
        given = (world, parties, question, question.start, bonds.obligation.value)
        assert [plain_bond(bond) for bond in bonds.bound_to_it] == oracle.bonds_to(*given, max_hops=answer.max_hops)
        assert [plain_bond(bond) for bond in bonds.bound_by_it] == oracle.bonds_by(*given, max_hops=answer.max_hops)
    conflicts = [plain_conflict(conflict) for conflict in answer.conflicts]
    assert conflicts == expected_conflicts(world, quarrels, asked, question)
    return len(conflicts)


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    quarrels = quarrels_of(seed, world)
    await write_world(client, world)
    await write_quarrels(client, quarrels)
    random = Random(seed)
    for generated in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
        question = replace(generated, avoided_nations=frozenset(), avoided_agreements=frozenset())
        if {question.start, question.end} <= existing(world.nation_assertions, question):
            asked, viewer = as_asked(question, random)
            check(await commitments(client, asked, viewer=viewer), world, quarrels, asked, question)


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: chains of several lengths, doubts, and conflicts of both origins are asked about."""
    lengths: set[int] = set()
    doubted = named = disputed = 0
    for seed in range(WORLDS):
        world = generated_world(seed)
        quarrels = quarrels_of(seed, world)
        for question in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
            parties = parties_on_day(world, question)
            for kind in question.obligations:
                bonds = oracle.bonds_to(world, parties, question, question.start, kind, max_hops=4)
                lengths |= {len(bond.chain) - 1 for bond in bonds}
                doubted += sum(bool(found) for bond in bonds for _, found in bond.through)
            opponents = oracle.opponents(world, quarrels, question.start, question)
            kinds = tuple(sorted(question.obligations))
            disputed += len(oracle.conflicts(world, question, question.start, opponents, kinds))
            named += len(oracle.conflicts(world, question, question.start, {question.end: ()}, kinds))
    assert {1, 2, 3, 4} <= lengths
    assert min(doubted, named, disputed) >= 20


# The seed


async def asked_of(graph: GraphClient, nation: str, **given: Any) -> Commitments:
    return await commitments(graph, CommitmentsQuestion(nation=nation, on=date(2024, 7, 1), **given), viewer=Viewer())


async def test_japan_is_defended_and_defends(seeded: GraphClient) -> None:
    (bonds,) = (await asked_of(seeded, "Japan", max_hops=1)).bonds
    assert [bond.nation.key for bond in bonds.bound_to_it] == ["USA"]
    assert bonds.bound_to_it[0].through[0].commitments[0].source


async def test_defence_is_never_inferred_from_another_kind(seeded: GraphClient) -> None:
    """The chains of one kind are the same whatever other kinds are asked for besides."""
    alone = (await asked_of(seeded, "Norway", obligations=("defence",), max_hops=3)).bonds[0]
    among = (await asked_of(seeded, "Norway", obligations=tuple(OBLIGATIONS), max_hops=3)).bonds
    assert alone in among


async def test_a_limit_says_that_there_is_more(seeded: GraphClient) -> None:
    answer = await asked_of(seeded, "Norway", limit=3, max_hops=1)
    assert answer.bonds[0].more
    assert not answer.complete
    assert len(answer.bonds[0].bound_to_it) == 3


async def test_a_nation_does_not_attack_itself(seeded: GraphClient) -> None:
    with pytest.raises(InvalidInput, match=r"against: 'JPN' is Japan itself\."):
        await asked_of(seeded, "Japan", against=("JPN",))
