"""Interoperability gaps against the brute-force oracle on generated worlds, and on facts of the seed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import permutations
from typing import Any

import pytest

from app.answers.asking import begin
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.seed import SEED, load_seed, read_folder
from app.interoperability.facts import GapsFacts, read_gaps_facts
from app.interoperability.model import (
    ClosingKind,
    InteroperabilityGaps,
    InteroperabilityGapsQuestion,
    PairStanding,
    Standing,
)
from app.interoperability.service import gaps_from, interoperability_gaps
from app.interoperability.text import gaps_in_words
from app.interoperability.weights import PracticeMatch, ScorePartKind
from app.record.releasability import Marking, Viewer
from tests.conftest import wipe
from tests.interoperability import oracle
from tests.interoperability.generated import SOURCES, generated_questions, generated_world

SEEDS = range(5)
QUESTIONS_PER_WORLD = 40


def as_asked(question: oracle.Question) -> tuple[InteroperabilityGapsQuestion, Viewer]:
    asked = InteroperabilityGapsQuestion(
        requirement=question.requirement,
        forces=question.forces,
        on=question.on,
        known_on=question.known_on,
        sources=tuple(sorted(question.sources)) if question.sources else None,
        ways=question.ways,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


def in_oracles_terms(answer: InteroperabilityGaps) -> oracle.Answer:
    """The service's answer as the oracle would give it."""
    return oracle.Answer(
        lower=answer.lower,
        upper=answer.upper,
        parts=tuple(
            (
                part.part.value,
                part.points,
                tuple(
                    oracle.Item(
                        key=item.key,
                        points=item.points,
                        lower=item.lower,
                        upper=item.upper,
                        standings=(
                            *(((one.force,), one.standing.value) for one in item.forces),
                            *(((pair.one, pair.other), pair.standing.value) for pair in item.pairs),
                        ),
                        disputed=item.disputed,
                        synthetic=item.synthetic,
                    )
                    for item in part.items
                ),
            )
            for part in answer.parts
        ),
        gaps=tuple(
            (
                gap.item,
                tuple(
                    oracle.Way(
                        kind=way.kind.value,
                        key=way.key,
                        closes=tuple(side.forces for side in way.closes),
                        already_in=way.already_in,
                        cost=way.cost_usd,
                    )
                    for way in gap.ways
                ),
                gap.more_ways,
            )
            for gap in answer.gaps
        ),
    )


def check_shape(answer: InteroperabilityGaps) -> None:
    """What follows from the answer alone: every sum is exact."""
    assert answer.complete
    assert sum(part.points for part in answer.parts) == 10_000
    assert (answer.lower, answer.upper) == tuple(
        sum(getattr(part, bound) for part in answer.parts) for bound in ("lower", "upper")
    )
    for part in answer.parts:
        for bound in ("points", "lower", "upper"):
            assert getattr(part, bound) == sum(getattr(item, bound) for item in part.items)
        assert all(0 <= item.lower <= item.upper <= item.points for item in part.items)
        assert part.disputed == any(item.disputed for item in part.items)
    lost = sum(gap.missing + gap.unknown for gap in answer.gaps)
    assert answer.lower + lost == 10_000
    assert answer.upper + sum(gap.missing for gap in answer.gaps) == 10_000


# Generated worlds


def put(fact: oracle.Fact, number: int) -> dict[str, Any]:
    """A fact as a row of `record/put_facts`."""
    key = f"{fact.start}|{fact.type}|{number}"
    content = {
        "name": fact.start if fact.type == "ASSERTED_BY" else None,
        "searchNames": [fact.start] if fact.label == "Nation" else None,
        "validFrom": fact.valid_from,
        "validTo": fact.valid_to,
        "validFromPrecision": "day",
        "recordedAt": fact.recorded_at,
        "supersededAt": fact.superseded_at,
        "marking": fact.marking,
        "releasableTo": None if fact.releasable_to is None else sorted(fact.releasable_to),
        "source": fact.source,
        "reliability": fact.reliability,
        "credibility": 1,
        "synthetic": fact.synthetic or None,
        "factKey": key,
        "recordId": key,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in fact.says.items()},
    }
    return {
        "type": fact.type,
        "start": fact.start,
        "end": fact.end,
        "toSource": fact.type == "ASSERTED_BY",
        "label": fact.label,
        "factKey": key,
        "digest": sha256(key.encode()).hexdigest(),
        "record": {name: value for name, value in content.items() if value is not None},
    }


async def write_world(graph: GraphClient, world: oracle.World) -> None:
    await wipe(graph)
    await graph.write(
        "record/put_sources",
        sources=[
            {
                "key": key, "title": key, "publisher": "", "version": "", "url": "", "licence": "", "reliability": "A",
                "obligationsCoded": ["defence"] if key in world.coded else None, "marking": 0,
            }
            for key in SOURCES
        ],
    )  # fmt: skip
    rows = [put(fact, number) for number, fact in enumerate(world.facts)]
    rows.sort(key=lambda row: not row["toSource"])
    await graph.write("record/put_facts", facts=rows, recordedAt=datetime.now(UTC))


@pytest.fixture(scope="module")
def world() -> oracle.World:
    return generated_world(SEEDS)


@pytest.fixture(scope="module")
async def generated(module_graph: GraphClient, world: oracle.World) -> GraphClient:
    await write_world(module_graph, world)
    return module_graph


def exists(world: oracle.World, question: oracle.Question) -> bool:
    existing = oracle.Seen(world, question).existing
    return {question.requirement, *question.forces} <= existing


@pytest.mark.parametrize("seed", SEEDS)
async def test_it_agrees_with_the_oracle(generated: GraphClient, world: oracle.World, seed: int) -> None:
    for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
        asked, viewer = as_asked(question)
        if exists(world, question):
            answer = await interoperability_gaps(generated, asked, viewer=viewer)
            check_shape(answer)
            assert in_oracles_terms(answer) == oracle.answer(world, question), question
        else:
            with pytest.raises(NotFound):
                await interoperability_gaps(generated, asked, viewer=viewer)


def test_the_questions_reach_what_they_are_for(world: oracle.World) -> None:
    """Guards the generator: every standing and every kind of way comes up, and things are hidden."""
    standings: set[str] = set()
    kinds: set[str] = set()
    hidden = disputed = cut = priced = 0
    for seed in SEEDS:
        for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
            if not exists(world, question):
                hidden += 1
                continue
            answer = oracle.answer(world, question)
            items = [item for _, _, items in answer.parts for item in items]
            standings |= {standing for item in items for _, standing in item.standings}
            ways = [way for _, found, _ in answer.gaps for way in found]
            kinds |= {way.kind for way in ways}
            priced += any(way.cost is not None for way in ways)
            cut += any(more for *_, more in answer.gaps)
            disputed += any(item.disputed for item in items)
    assert standings == {"full", "partial", "planned", "missing", "unknown", "disputed"}
    assert kinds == {"accession", "agreement", "course", "exercise"}
    assert min(hidden, disputed, cut, priced) >= 10


# What is always true


async def some_facts(
    generated: GraphClient, world: oracle.World
) -> list[tuple[GapsFacts, InteroperabilityGapsQuestion]]:
    found = []
    for seed in SEEDS:
        for question in generated_questions(seed, number=12):
            if exists(world, question):
                asked, viewer = as_asked(question)
                asking = await begin(generated, asked, viewer=viewer)
                found.append((await read_gaps_facts(asking, asked), asked))
    return found


def scored(facts: GapsFacts, question: InteroperabilityGapsQuestion) -> InteroperabilityGaps:
    return gaps_from(facts, question, on=facts.on, known_on=None, sources=None, asked=())


def held(force: str, needed: str, extent: str) -> dict[str, Any]:
    return {
        "holder": force, "needed": needed, "extent": extent, "exception": None, "validFrom": date(2018, 1, 1),
        "validTo": None, "validFromPrecision": "day", "startUnknown": False, "endUnknown": False,
        "attestedUntil": None, "source": "gazette", "sourceRow": None, "reliability": "A", "credibility": 1,
        "synthetic": False,
    }  # fmt: skip


async def test_a_shared_standard_never_lowers_the_score(generated: GraphClient, world: oracle.World) -> None:
    """Whoever is given a standard of which nothing is known, or more of one than is known, loses nothing by it."""
    worth = {"none": 0, "planned": 0, "partial": 1, "full": 2}
    raised = tried = 0
    for facts, question in await some_facts(generated, world):
        before = scored(facts, question)
        holders = {force.key: {force.key, force.owner} for force in facts.forces}
        for needed in sorted({row["needed"] for row in facts.profile.needs if row["kind"] == "standard"}):
            for extent in ("partial", "full"):
                given = [
                    held(force, needed, extent)
                    for force, those in holders.items()
                    if all(
                        worth[row["extent"]] <= worth[extent]
                        for row in facts.holdings
                        if row["needed"] == needed and row["holder"] in those
                    )
                ]
                after = scored(replace(facts, holdings=(*facts.holdings, *given)), question)
                assert after.lower >= before.lower
                assert extent == "partial" or after.upper >= before.upper
                check_shape(after)
                raised += after.lower > before.lower
                tried += 1
    assert tried > 50
    assert raised > 10


async def test_forces_may_be_given_in_any_order(generated: GraphClient, world: oracle.World) -> None:
    for question in generated_questions(1, number=4):
        if exists(world, question):
            asked, viewer = as_asked(question)
            answers = {
                (
                    await interoperability_gaps(generated, asked.model_copy(update={"forces": forces}), viewer=viewer)
                ).model_dump_json()
                for forces in permutations(question.forces)
            }
            assert len(answers) == 1


async def test_unknown_is_not_no(generated: GraphClient, world: oracle.World) -> None:
    """Without any facts of the forces the score may be anything."""
    for facts, question in (await some_facts(generated, world))[:10]:
        nothing = replace(
            facts, holdings=(), common_agreements=(), languages=(), common_practice=(), owner_disputed=frozenset(),
            forces=tuple(force.model_copy(update={"owner": None}) for force in facts.forces),
        )  # fmt: skip
        answer = scored(nothing, question)
        assert (answer.lower, answer.upper) == (0, 10_000)


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


async def gaps_of(graph: GraphClient, *forces: str, **given: Any) -> InteroperabilityGaps:
    asked: dict[str, Any] = {"requirement": "mission-hadr", "on": date(2025, 6, 1), "forces": forces, **given}
    return await interoperability_gaps(graph, InteroperabilityGapsQuestion(**asked), viewer=Viewer())


def pair_of(answer: InteroperabilityGaps, item: str) -> PairStanding:
    (pair,) = next(found.pairs for part in answer.parts for found in part.items if found.key == item)
    return pair


async def test_japan_and_australia_have_all_three_instruments(seed: GraphClient) -> None:
    answer = await gaps_of(seed, "Japan", "Australia")
    in_force = {
        instrument: [basis.agreement for basis in pair_of(answer, instrument).agreements if basis.dedicated]
        for instrument in ("status_of_forces", "cross_servicing", "information_security")
    }
    assert in_force["status_of_forces"] == ["japan-australia-reciprocal-access-agreement"]
    assert in_force["cross_servicing"] == ["japan-australia-acsa"]
    assert in_force["information_security"] == ["japan-australia-information-security"]
    (legal,) = (part for part in answer.parts if part.part is ScorePartKind.LEGAL_BASIS)
    assert legal.lower == legal.points


async def test_before_the_reciprocal_access_agreement_their_status_of_forces_is_unknown(seed: GraphClient) -> None:
    answer = await gaps_of(seed, "Japan", "Australia", on=date(2023, 8, 12))
    assert pair_of(answer, "status_of_forces").standing is Standing.UNKNOWN
    (gap,) = (gap for gap in answer.gaps if gap.item == "status_of_forces")
    assert gap.missing == 0
    assert gap.unknown > 0
    assert {way.kind for way in gap.ways} == {ClosingKind.AGREEMENT}


async def test_the_same_language_is_full_and_another_one_is_not_known_to_be_a_gap(seed: GraphClient) -> None:
    assert pair_of(await gaps_of(seed, "Australia", "New Zealand"), "common_language").common_languages == ("en",)
    assert pair_of(await gaps_of(seed, "Japan", "Australia"), "common_language").standing is Standing.UNKNOWN


async def test_a_series_is_a_requirement_too(seed: GraphClient) -> None:
    answer = await gaps_of(seed, "Japan", "Thailand", requirement="cobra-gold")
    pair = pair_of(answer, "common_practice")
    assert pair.practice[0].match is PracticeMatch.TRAINS_IT
    assert "cobra-gold" in {way.key for gap in answer.gaps for way in gap.ways if gap.item == "common_practice"} or (
        pair.standing is Standing.FULL
    )
    lines = list(gaps_in_words(answer))
    assert lines[0].startswith("Japan – Thailand, for Cobra Gold, on 2025-06-01: ")


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"forces": ("Japan", "Austrlia")}, NotFound, "forces: no nation, unit or body is known as 'Austrlia'. Did"),
        ({"forces": ("Japan", "natp")}, NotFound, "forces: no nation, unit or body is known as 'natp'."),
        ({"forces": ("Japan", "JPN")}, InvalidInput, "forces: 'Japan' and 'JPN' are both Japan."),
        (
            {"forces": ("Japan", "Australia"), "requirement": "mission-hdr"},
            NotFound,
            "requirement: no requirement profile, engagement or series has the key 'mission-hdr'. Did you mean",
        ),
    ],
)
async def test_a_name_that_is_wrong_is_named(
    seed: GraphClient, given: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    asked = {"requirement": "mission-hadr", **given}
    with pytest.raises(error) as raised:
        await interoperability_gaps(seed, InteroperabilityGapsQuestion(**asked), viewer=Viewer())
    assert str(raised.value).startswith(sentence)
