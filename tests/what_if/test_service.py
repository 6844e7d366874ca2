"""What would change, against the oracle of alliances asked of a world in which the changes were really made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from app.brokers.model import BrokersQuestion
from app.brokers.service import brokers
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.seed import SEED, FactFolder, load_seed, read_folder
from app.interoperability.model import InteroperabilityGaps, InteroperabilityGapsQuestion
from app.interoperability.service import interoperability_gaps
from app.record.releasability import Marking, Viewer
from app.what_if.model import Supposition, WhatIf, WhatIfQuestion
from app.what_if.service import what_if
from tests.alliances import oracle
from tests.alliances.generated import OBLIGATIONS, generated_questions, generated_world
from tests.alliances.oracle import Assertion, Circumstances, Spell, World
from tests.alliances.test_service import write_world
from tests.commitments.oracle import owed
from tests.conftest import wipe

WORLDS = 12
QUESTIONS_PER_WORLD = 12
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


async def everything(graph: GraphClient) -> list[dict[str, Any]]:
    """All that stands in the graph, version of the ledger included."""
    return [
        *await graph.read("audit/labels"),
        *await graph.read("audit/relationships"),
        *await graph.read("record/export", clearance=4, nationality=None),
        *await graph.read("record/reach"),
    ]


# Changes, made to a world of the oracle


def changed(world: World, change: Supposition, asked: Circumstances, number: int) -> World:
    """The world after one change that can be made."""
    if change.kind == "withdrawal":
        return _ended(
            world, asked, lambda spell: (spell.nation, spell.agreement) == (change.nations[0], change.agreement)
        )
    if change.kind == "expiry":
        return _ended(world, asked, lambda spell: spell.agreement == change.agreement)
    agreement = change.agreement or f"what-if-{number}"
    obligations = frozenset(change.obligations) or _shared(world, agreement, asked)
    joining = [_spell(nation, agreement, obligations, asked) for nation in change.nations]
    new = () if change.agreement else (_assertion(agreement, asked),)
    return replace(world, spells=(*world.spells, *joining), agreement_assertions=(*world.agreement_assertions, *new))


def _ended(world: World, asked: Circumstances, ends: Any) -> World:
    yesterday = asked.on - DAY
    return replace(
        world,
        spells=tuple(
            replace(spell, valid_to=yesterday) if ends(spell) and oracle.counts(spell, asked) else spell
            for spell in world.spells
        ),
    )


def _shared(world: World, agreement: str, asked: Circumstances) -> frozenset[str]:
    """What binds every present party."""
    parties = oracle.parties_on_day(world, asked).get(agreement, {})
    borne = [{kind for spell in spells for kind in spell.obligations} for spells in parties.values()]
    return frozenset(set.intersection(*borne)) if borne else frozenset()


def _spell(nation: str, agreement: str, obligations: frozenset[str], asked: Circumstances) -> Spell:
    return Spell(
        nation=nation,
        agreement=agreement,
        obligations=obligations,
        valid_from=asked.on,
        recorded_at=LONG_AGO,
        source="what-if",
    )


def _assertion(agreement: str, asked: Circumstances) -> Assertion:
    return Assertion(subject=agreement, source="what-if", valid_from=asked.on, recorded_at=LONG_AGO)


def drawn_changes(random: Random, world: World, asked: oracle.Question) -> list[Supposition]:
    """One to four changes between nations and agreements that exist for the viewer."""
    nations = sorted(oracle.existing(world.nation_assertions, asked))
    agreements = sorted(oracle.existing(world.agreement_assertions, asked))
    standing = sorted(
        (spell.nation, spell.agreement)
        for spell in world.spells
        if oracle.counts(spell, asked) and spell.nation in nations and spell.agreement in agreements
    )
    drawn = []
    for _ in range(random.choice((1, 1, 2, 4))):
        likely = standing and random.random() < 0.8
        nation, agreement = random.choice(standing if likely else [(random.choice(nations), random.choice(agreements))])
        match random.randrange(4):
            case 0:
                drawn.append(f"withdrawal {nation} {agreement}")
            case 1:
                drawn.append(f"expiry {agreement}")
            case 2:
                given = random.choice(("", "defence", "defence,neutrality"))
                drawn.append(f"accession {random.choice(nations)} {random.choice(agreements)} {given}")
            case _:
                given = ",".join(random.sample(OBLIGATIONS, 2))
                drawn.append(f"agreement {','.join(random.sample(nations, min(3, len(nations))))} {given}")
    return [Supposition.model_validate(change) for change in drawn]


def possible(world: World, changes: Sequence[Supposition], asked: Circumstances) -> World | None:
    """The world after all changes; None: one of them ends what nobody is known to be party to."""
    for number, change in enumerate(changes, start=1):
        after = changed(world, change, asked, number)
        if change.kind in ("withdrawal", "expiry") and after == world:
            return None
        world, asked = after, _relying_on_supposed(asked)
    return world


def _relying_on_supposed(asked: Circumstances) -> Circumstances:
    return replace(asked, sources=None if asked.sources is None else asked.sources | {"what-if"})


# Answers


def as_question(question: oracle.Question, changes: list[Supposition]) -> tuple[WhatIfQuestion, Viewer]:
    asked = WhatIfQuestion(
        on=question.on,
        known_on=question.known_on,
        sources=tuple(sorted(question.sources)) if question.sources else None,
        changes=tuple(changes),
        between=(question.start, question.end),
        nations=(question.start,),
        obligations=tuple(sorted(question.obligations)),
        max_hops=min(question.max_hops, 4),
        limit=200,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


Plain = tuple[object, ...]


def plain(answer: WhatIf) -> Plain:
    """Pairs, paths and commitments, lost and gained."""
    assert answer.paths is not None
    (own,) = answer.commitments
    return (
        answer.pairs_before,
        answer.pairs_after,
        [(pair.one.key, pair.other.key) for pair in answer.pairs_lost],
        [(pair.one.key, pair.other.key) for pair in answer.pairs_gained],
        [tuple(nation.key for nation in path.nations) for path in answer.paths.lost],
        [tuple(nation.key for nation in path.nations) for path in answer.paths.gained],
        {(bond.obligation.value, bond.bound.key, bond.to.key, bond.agreements) for bond in own.lost},
        {(bond.obligation.value, bond.bound.key, bond.to.key, bond.agreements) for bond in own.gained},
    )


def expected(before: World, after: World, question: oracle.Question) -> Plain:
    afterwards = replace(question, **vars(_relying_on_supposed(question)))
    old, new = (_pairs(before, question), _pairs(after, afterwards))
    paths = [
        {path.nations for path in oracle.answer(world, replace(asked, limit=1_000_000), find=oracle.every_path).paths}
        for world, asked in ((before, question), (after, afterwards))
    ]
    bonds = [_bonds(before, question), _bonds(after, afterwards)]
    return (
        len(old),
        len(new),
        sorted(old - new),
        sorted(new - old),
        sorted(paths[0] - paths[1], key=oracle.path_order),
        sorted(paths[1] - paths[0], key=oracle.path_order),
        _bonds_only(*bonds),
        _bonds_only(*reversed(bonds)),
    )


def _pairs(world: World, asked: Circumstances) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair)) for pair in oracle.linked_pairs(world, asked)}


def _bonds(world: World, question: oracle.Question) -> dict[tuple[str, str, str], tuple[str, ...]]:
    parties = oracle.parties_on_day(world, question)
    return {
        (kind, one, to): agreements
        for kind in question.obligations
        for (one, to), agreements in owed(parties, kind).items()
        if question.start in (one, to)
    }


def _bonds_only(own: dict[Any, tuple[str, ...]], other: dict[Any, tuple[str, ...]]) -> set[tuple[object, ...]]:
    found = set()
    for key, agreements in own.items():
        lacking = tuple(agreement for agreement in agreements if agreement not in other.get(key, ()))
        if lacking:
            found.add((*key, lacking))
    return found


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_equals_a_world_that_was_really_changed(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world)
    written = await everything(client)
    random = Random(seed)
    for drawn in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
        question = replace(
            drawn, avoided_nations=frozenset(), avoided_agreements=frozenset(), max_hops=min(drawn.max_hops, 4)
        )
        if not {question.start, question.end} <= oracle.existing(world.nation_assertions, question):
            continue
        changes = drawn_changes(random, world, question)
        asked, viewer = as_question(question, changes)
        after = possible(world, changes, question)
        if after is None:
            with pytest.raises(InvalidInput, match="known to be party to"):
                await what_if(client, asked, viewer=viewer)
        else:
            answer = await what_if(client, asked, viewer=viewer)
            assert plain(answer) == expected(world, after, question), (question, changes)
    assert await everything(client) == written


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: changes that can be made and that cannot, and differences of every kind."""
    made = refused = 0
    seen = [0] * 8
    for seed in range(WORLDS):
        world = generated_world(seed)
        random = Random(seed)
        for question in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
            if not {question.start, question.end} <= oracle.existing(world.nation_assertions, question):
                continue
            plainly = replace(question, avoided_nations=frozenset(), avoided_agreements=frozenset())
            after = possible(world, drawn_changes(random, world, plainly), plainly)
            made, refused = made + (after is not None), refused + (after is None)
            if after is not None:
                differs = expected(world, after, replace(plainly, max_hops=3))
                seen = [count + bool(part) for count, part in zip(seen, differs, strict=True)]
    assert min(made, refused) >= 10
    assert min(seen) >= 3, seen


# The seed: gaps and brokers, against a graph that was really changed


@pytest.fixture(scope="module")
def rich_seed(tmp_path_factory: pytest.TempPathFactory) -> FactFolder:
    folder = tmp_path_factory.mktemp("seed")
    for theme in ("nations", "organizations", "agreements", "alliances", "exercises", "interoperability", "disputes"):
        (folder / theme).symlink_to(SEED / theme)
    return read_folder(folder)


ON = date(2024, 7, 1)
FORCES = ("POL", "JPN")
PROFILE = "mission-hadr"


async def scores(graph: GraphClient) -> InteroperabilityGaps:
    question = InteroperabilityGapsQuestion(forces=FORCES, requirement=PROFILE, on=ON)
    return await interoperability_gaps(graph, question, viewer=Viewer())


async def broker_keys(graph: GraphClient) -> list[str]:
    question = BrokersQuestion(from_="NOR", to="JPN", on=ON, obligations=("defence",), limit=50)
    return sorted(broker.nation.key for broker in (await brokers(graph, question, viewer=Viewer())).brokers)


async def test_gaps_and_brokers_equal_those_of_a_graph_that_was_really_changed(
    module_graph: GraphClient, rich_seed: FactFolder
) -> None:
    await wipe(module_graph)
    await load_seed(module_graph, rich_seed)
    question = WhatIfQuestion(
        on=ON,
        changes=("withdrawal USA north-atlantic-treaty", "agreement POL,JPN logistics acquisition_and_cross_servicing"),
        between=("NOR", "JPN"),
        forces=FORCES,
        requirement=PROFILE,
    )
    before, brokers_before = await scores(module_graph), await broker_keys(module_graph)
    answer = await what_if(module_graph, question, viewer=Viewer())
    assert answer.gaps is not None
    assert answer.brokers is not None

    for statement in REALLY:
        await module_graph.statement(statement, name="tests/really")
    after, brokers_after = await scores(module_graph), await broker_keys(module_graph)
    assert (answer.gaps.lower_before, answer.gaps.upper_before) == (before.lower, before.upper)
    assert (answer.gaps.lower_after, answer.gaps.upper_after) == (after.lower, after.upper)
    assert after.lower > before.lower
    assert [nation.key for nation in answer.brokers.lost] == sorted(set(brokers_before) - set(brokers_after)) == ["USA"]
    assert [nation.key for nation in answer.brokers.gained] == sorted(set(brokers_after) - set(brokers_before))


REALLY = (
    """
    MATCH (:Nation {key: 'USA'})-[party:PARTY_TO]->(:Agreement {key: 'north-atlantic-treaty'})
    SET party.validTo = date('2024-06-30')
    """,
    """
    MATCH (source:Source) WITH source ORDER BY source.key LIMIT 1
    CREATE (made:Entity:Agreement {key: 'made'})-[:ASSERTED_BY {name: 'Made', source: source.key,
      kind: 'acquisition_and_cross_servicing', validFrom: date('2024-07-01'), validFromPrecision: 'day', marking: 0,
      recordedAt: datetime('2020-01-01T00:00:00Z'), reliability: 'A', credibility: 1}]->(source)
    WITH made, source
    MATCH (nation:Nation) WHERE nation.key IN ['POL', 'JPN']
    CREATE (nation)-[:PARTY_TO {obligations: ['logistics'], source: source.key, validFrom: date('2024-07-01'),
      validFromPrecision: 'day', marking: 0, recordedAt: datetime('2020-01-01T00:00:00Z'), reliability: 'A',
      credibility: 1}]->(made)
    """,
)


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        (
            {"changes": ("withdrawal JPN north-atlantic-treaty",)},
            InvalidInput,
            "changes: Japan is not known to be ",
        ),
        ({"changes": ("expiry north-atlantic-traety",)}, NotFound, "changes: there is no agreement 'north-atlantic-tr"),
        ({"changes": ("withdrawal Atlantis north-atlantic-treaty",)}, NotFound, "changes: no nation is known as 'Atl"),
        ({"between": ("UK", "GBR")}, InvalidInput, "between: 'UK' and 'GBR' are both United Kingdom."),
    ],
)
async def test_what_cannot_be_supposed_says_why(
    seeded: GraphClient, given: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    question = WhatIfQuestion(**{"changes": ("expiry north-atlantic-treaty",), "on": ON, **given})
    with pytest.raises(error) as raised:
        await what_if(seeded, question, viewer=Viewer())
    assert str(raised.value).startswith(sentence)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("secession POL", "a change begins with one of withdrawal, expiry"),
        ("withdrawal POL", "withdrawal needs agreement: `withdrawal NATION AGREEMENT`"),
        ("agreement POL defence", "an agreement needs two nations at least"),
        ("expiry a b", "it is written `expiry AGREEMENT`"),
        ("", "a change begins with one of"),
    ],
)
def test_words_that_say_no_change_are_refused(words: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Supposition.model_validate(words)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"requirement": ""}, "at least 1 character"),
        ({"requirement": PROFILE}, "forces: two or more, and what they are measured by"),
        ({"forces": ("POL", "JPN")}, "forces: two or more, and what they are measured by"),
        ({"requirement": PROFILE, "forces": ("POL",)}, "forces: two or more, and what they are measured by"),
        ({"between": ("POL",)}, "between: two nations, or none"),
    ],
)
def test_half_of_a_question_is_refused(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        WhatIfQuestion(**{"changes": ("expiry north-atlantic-treaty",), **given})
