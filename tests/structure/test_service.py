"""The structure of networks against brute force on generated worlds, and against published figures."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.errors import NotFound
from app.graph.client import GraphClient
from app.graph.projections import Projections
from app.importers.crosswalk import load_crosswalk
from app.importers.datasets.cow_alliances import COW_ALLIANCES
from app.importers.pipeline import import_file
from app.importers.seed import FactFolder, load_seed
from app.record.changes import Retraction, Submission, submit
from app.record.evidence import Evidence, Reliability, Source
from app.record.facts import Fact, assertion
from app.record.releasability import Marking, Release, Viewer
from app.record.time import ValidTime
from app.record.writer import close_facts, write_facts, write_sources
from app.structure.model import NetworkStructure, NetworkStructureQuestion
from app.structure.service import network_structure
from app.structure.text import structure_in_words
from tests.alliances.oracle import Circumstances, linked_pairs, openly_asserted, read_cow
from tests.conftest import wipe
from tests.structure import oracle
from tests.structure.worlds import (
    NATIONS,
    OBLIGATIONS,
    Asked,
    World,
    existing,
    generated_asked,
    generated_world,
    holds,
    name_of,
    relied_on,
    write_world,
)

WORLDS = 14
QUESTIONS_PER_WORLD = 24

ALWAYS = ValidTime(valid_from=date(1990, 1, 1))
SAID = Evidence(source="gazette", reliability=Reliability.A)


def viewer_of(asked: Asked) -> Viewer:
    return Viewer(clearance=Marking(asked.clearance), nationality=asked.nationality)


def generated_questions(seed: int) -> list[tuple[Asked, NetworkStructureQuestion]]:
    random = Random(f"structure {seed}")
    questions = []
    for _ in range(QUESTIONS_PER_WORLD):
        asked = generated_asked(random)
        question = NetworkStructureQuestion(
            on=asked.on,
            known_on=asked.known_on,
            sources=tuple(sorted(asked.sources)) if asked.sources else None,
            network=random.choice(("alliance", "exercise")),
            obligations=tuple(random.sample(OBLIGATIONS, random.randint(1, 4))),
            months=random.choice((1, 6, 13, 30, 600, 600)),
            at_least=random.choice((1, 1, 1, 2)),
            by=random.choice(("degree", "strength", "betweenness", "eigenvector")),
            nations=tuple(random.sample(NATIONS, random.randint(0, 3))),
            limit=250,
        )
        questions.append((asked, question))
    return questions


def expected_ties(world: World, asked: Asked, question: NetworkStructureQuestion) -> dict[oracle.Pair, oracle.Tie]:
    if question.network == "alliance":
        return oracle.alliance_ties(world, asked, frozenset(question.obligations), question.at_least)
    return oracle.exercise_ties(world, asked, question.months, question.at_least)


def check_shape(answer: NetworkStructure, ties: dict[oracle.Pair, oracle.Tie]) -> None:
    partners = oracle.partners_of(ties)
    connected, closed = oracle.triads(partners)
    assert answer.size.nations == len(partners)
    assert answer.size.ties == len(ties)
    assert answer.size.bonds == len({key for tie in ties.values() for key in tie.through})
    assert answer.size.unattested == sum(not tie.attested for tie in ties.values())
    assert answer.size.disputed == sum(tie.disputed for tie in ties.values())
    pairs = len(partners) * (len(partners) - 1) / 2
    assert answer.size.density == pytest.approx(len(ties) / pairs if pairs else 0, abs=1e-6)
    assert answer.size.mean_partners == pytest.approx(2 * len(ties) / len(partners) if partners else 0, abs=1e-6)
    assert (answer.triads.connected, answer.triads.closed) == (connected, closed)
    assert answer.triads.open == sum(len(common) for common in oracle.open_pairs(partners).values())
    assert answer.triads.transitivity == (pytest.approx(closed / connected, abs=1e-6) if connected else None)
    assert [nation.key for nation in answer.articulation_points] == oracle.articulation_points(partners)
    assert [(bridge.one.key, bridge.other.key) for bridge in answer.bridges] == oracle.bridges(ties)
    found = [sorted(component) for component in oracle.components(partners)]
    assert [[nation.key for nation in component.nations] for component in answer.components] == sorted(
        found, key=lambda component: (-len(component), component)
    )
    assert answer.disputed == any(tie.disputed for tie in ties.values())
    assert answer.synthetic == any(tie.synthetic for tie in ties.values())
    assert answer.complete


def check_communities(answer: NetworkStructure, ties: dict[oracle.Pair, oracle.Tie]) -> None:
    communities = [[nation.key for nation in community.nations] for community in answer.communities]
    assert sorted(nation for community in communities for nation in community) == sorted(oracle.partners_of(ties))
    for shown, members in zip(answer.communities, map(set, communities), strict=True):
        assert shown.ties_within == sum(pair <= members for pair in ties)
        assert shown.ties_beyond == sum(len(pair & members) == 1 for pair in ties)
    if not ties:
        assert answer.modularity is None
        return
    assert answer.modularity is not None
    assert answer.modularity == pytest.approx(float(oracle.modularity(ties, communities)), abs=1e-6)
    components = oracle.components(oracle.partners_of(ties))
    assert answer.modularity >= float(oracle.modularity(ties, components)) - 1e-6
    for community in communities:
        assert any(set(community) <= component for component in components)


def check_centrality(answer: NetworkStructure, ties: dict[oracle.Pair, oracle.Tie]) -> None:
    partners = oracle.partners_of(ties)
    between = oracle.betweenness(partners)
    eigenvector = {
        nation: value
        for component in oracle.components(partners)
        for nation, value in oracle.eigenvector(ties, component).items()
    }
    assert {position.nation.key for position in answer.ranking} == set(partners)
    for position in answer.ranking:
        key = position.nation.key
        assert position.degree == len(partners[key])
        assert position.strength == sum(len(tie.through) for pair, tie in ties.items() if key in pair)
        assert position.betweenness == pytest.approx(float(between[key]), abs=1e-6)
        assert position.eigenvector == pytest.approx(eigenvector[key], abs=1e-5)
        assert position.articulation == (key in oracle.articulation_points(partners))
        assert key in {nation.key for nation in answer.components[(position.component or 0) - 1].nations}
        assert key in {nation.key for nation in answer.communities[(position.community or 0) - 1].nations}
    ranked = [(-(getattr(position, answer.by) or 0), position.nation.key) for position in answer.ranking]
    assert ranked == sorted(ranked)


def check_next_ties(answer: NetworkStructure, ties: dict[oracle.Pair, oracle.Tie]) -> None:
    expected = oracle.open_pairs(oracle.partners_of(ties))
    shown = {frozenset((tie.one.key, tie.other.key)): {nation.key for nation in tie.common} for tie in answer.next_ties}
    assert shown == expected
    order = [(-tie.closes, tie.one.key, tie.other.key) for tie in answer.next_ties]
    assert order == sorted(order)
    for focus in answer.focus:
        key = focus.position.nation.key
        own = {pair: common for pair, common in expected.items() if key in pair}
        assert {frozenset((key, tie.other.key)): len(tie.common) for tie in focus.next_ties} == {
            pair: len(common) for pair, common in own.items()
        }
        assert all(tie.one.key == key and tie.closes == len(tie.common) for tie in focus.next_ties)


def check_focus(answer: NetworkStructure, ties: dict[oracle.Pair, oracle.Tie]) -> None:
    bridges = {frozenset(pair) for pair in oracle.bridges(ties)}
    for focus in answer.focus:
        key = focus.position.nation.key
        own = {pair: tie for pair, tie in ties.items() if key in pair}
        assert (focus.position.component is None) == (not own)
        shown = {
            frozenset((key, tie.partner.key)): oracle.Tie(
                through=tie.through, attested=tie.attested, disputed=tie.disputed, synthetic=tie.synthetic
            )
            for tie in focus.ties
        }
        assert shown == own
        assert all(tie.bridge == (frozenset((key, tie.partner.key)) in bridges) for tie in focus.ties)
        order = [(-tie.weight, tie.partner.key) for tie in focus.ties]
        assert order == sorted(order)


def check_evidence(answer: NetworkStructure, world: World, asked: Asked, ties: dict[oracle.Pair, oracle.Tie]) -> None:
    """Each record behind a tie of a nation that was asked about is shown, with its source and dates."""
    chosen = {focus.position.nation.key for focus in answer.focus}
    shown = {pair: tie for pair, tie in ties.items() if pair & chosen}
    through = {key for tie in shown.values() for key in tie.through}
    parties = {(key, nation) for pair, tie in shown.items() for key in tie.through for nation in pair}
    expected: Counter[tuple[object, ...]]
    if answer.network == "alliance":
        expected = Counter(
            (fact.end, fact.start, fact.source, fact.first, fact.last, fact.synthetic)
            for fact in relied_on(world, asked, "PARTY_TO")
            if (fact.end, fact.start) in parties and holds(fact, asked.on, asked.on)
        )
    else:
        since = answer.since or asked.on
        expected = Counter(
            (fact.start, None, fact.source, fact.first, fact.last, fact.synthetic)
            for fact in relied_on(world, asked, "ASSERTED_BY")
            if fact.start in through
            and fact.properties.get("kind") == "joint_exercise"
            and holds(fact, since, asked.on)
        )
    assert expected == Counter(
        (
            record.of,
            record.nation.key if record.nation else None,
            record.source,
            record.since,
            record.until,
            record.synthetic,
        )
        for record in answer.evidence
    )
    assert [record.since for record in answer.evidence] == sorted(
        (record.since for record in answer.evidence), reverse=True
    )


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_brute_force_on_generated_worlds(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world)
    for asked, question in generated_questions(seed):
        if not set(question.nations) <= existing(world, asked):
            with pytest.raises(NotFound):
                await network_structure(client, question, viewer=viewer_of(asked))
            continue
        answer = await network_structure(client, question, viewer=viewer_of(asked))
        ties = expected_ties(world, asked, question)
        check_shape(answer, ties)
        check_communities(answer, ties)
        check_centrality(answer, ties)
        check_next_ties(answer, ties)
        check_focus(answer, ties)
        check_evidence(answer, world, asked, ties)
        assert [focus.position.nation.key for focus in answer.focus] == list(question.nations)
        assert all(
            nation.name == name_of(world, asked, nation.key)
            for component in answer.components
            for nation in component.nations
        )
        assert await network_structure(client, question, viewer=viewer_of(asked)) == answer


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: networks that fall apart, are contradicted, unattested, invented, hidden in part."""
    reached: Counter[str] = Counter()
    for seed in range(WORLDS):
        world = generated_world(seed)
        for asked, question in generated_questions(seed):
            ties = expected_ties(world, asked, question)
            whole = expected_ties(world, Asked(on=asked.on, clearance=4, nationality="XAA"), question)
            partners = oracle.partners_of(ties)
            reached["alliance"] += question.network == "alliance" and bool(ties)
            reached["exercise"] += question.network == "exercise" and bool(ties)
            reached["apart"] += len(oracle.components(partners)) > 1
            reached["cut"] += bool(oracle.articulation_points(partners))
            reached["closed"] += oracle.triads(partners)[1] > 0
            reached["disputed"] += any(tie.disputed for tie in ties.values())
            reached["unattested"] += any(not tie.attested for tie in ties.values())
            reached["synthetic"] += any(tie.synthetic for tie in ties.values())
            reached["hidden"] += whole.keys() != ties.keys()
            reached["none"] += not ties
    assert min(reached[name] for name in ("alliance", "exercise")) >= 60, reached
    assert min(reached.values()) >= 10, reached


async def test_one_viewers_projection_is_not_anothers(client: GraphClient) -> None:
    """The same question, asked by all viewers in turn and at once."""
    world = generated_world(3)
    await write_world(client, world)
    question = NetworkStructureQuestion(on=date(1993, 6, 30), obligations=OBLIGATIONS)
    sizes = set()
    for _ in range(2):
        for clearance in (0, 1, 4):
            for nationality in (None, "XAA", "XAB"):
                asked = Asked(on=date(1993, 6, 30), clearance=clearance, nationality=nationality)
                answer = await network_structure(client, question, viewer=viewer_of(asked))
                ties = oracle.alliance_ties(world, asked, frozenset(OBLIGATIONS), 1)
                check_shape(answer, ties)
                sizes.add(len(ties))
    assert len(sizes) > 1


async def test_a_graph_that_was_emptied_and_filled_again_is_another_one(client: GraphClient) -> None:
    """Each world is written at once: the ledger of each counts one write."""
    asked = Asked(on=date(1993, 6, 30), clearance=4, nationality="XAA")
    question = NetworkStructureQuestion(on=asked.on, obligations=OBLIGATIONS)
    for seed in range(4):
        world = generated_world(seed)
        await write_world(client, world)
        answer = await network_structure(client, question, viewer=viewer_of(asked))
        check_shape(answer, oracle.alliance_ties(world, asked, frozenset(OBLIGATIONS), 1))


def party(nation: str) -> Fact:
    return Fact(
        type="PARTY_TO",
        start=nation,
        end="pact",
        valid=ALWAYS,
        evidence=SAID,
        properties={"obligations": ("defence",)},
    )


async def test_what_is_hidden_makes_no_projection_again(client: GraphClient) -> None:
    """A network is measured once for those who see the same ties, whatever is written that they may not see."""
    await wipe(client)
    asked = NetworkStructureQuestion(on=date(2000, 1, 1))
    client.projections = Projections()
    await write_sources(client, [Source(key="gazette", title="Gazette")])
    named = {key: {"name": key, "searchNames": (key.lower(),)} for key in ("XAA", "XAB", "XAC")}
    nations = [assertion("Nation", key, valid=ALWAYS, evidence=SAID, properties=said) for key, said in named.items()]
    pact = assertion("Agreement", "pact", valid=ALWAYS, evidence=SAID, properties={"name": "Pact", "kind": "treaty"})
    written = datetime(2026, 1, 1, tzinfo=UTC)
    await write_facts(client, [*nations, pact, party("XAA"), party("XAB")], recorded_at=written)
    secret = replace(party("XAC"), release=Release(marking=Marking.SECRET))
    for fact, kept in ((None, 1), (secret, 1), (party("XAC"), 2)):
        if fact:
            await write_facts(client, [fact], recorded_at=datetime.now(UTC))
        await network_structure(client, asked, viewer=Viewer())
        assert len(client.projections) == kept, fact


async def test_every_way_of_writing_makes_a_projection_again(graph: GraphClient) -> None:
    """Imports, submissions and closed facts: each is in the next answer."""

    async def ties() -> list[tuple[str, ...]]:
        answer = await network_structure(graph, NetworkStructureQuestion(on=date(2000, 1, 1)), viewer=Viewer())
        return [tuple(nation.key for nation in component.nations) for component in answer.components]

    await write_sources(graph, [Source(key="gazette", title="Gazette")])
    named = {key: {"name": key, "searchNames": (key.lower(),)} for key in ("XAA", "XAB", "XAC")}
    nations = [assertion("Nation", key, valid=ALWAYS, evidence=SAID, properties=said) for key, said in named.items()]
    pact = assertion("Agreement", "pact", valid=ALWAYS, evidence=SAID, properties={"name": "Pact", "kind": "treaty"})
    written = datetime(2026, 1, 1, tzinfo=UTC)
    await write_facts(graph, [*nations, pact, party("XAA"), party("XAB")], recorded_at=written)
    assert await ties() == [("XAA", "XAB")]
    await write_facts(graph, [party("XAC")], recorded_at=written)
    assert await ties() == [("XAA", "XAB", "XAC")]
    gone = Retraction(fact=party("XAC").key, expected=f"{party('XAC').key}@{written.isoformat()}")
    retraction = Submission(key="a-key-of-its-own", author="A", reason="B", retractions=(gone,))
    await submit(graph, retraction, viewer=Viewer(), caller="test")
    assert await ties() == [("XAA", "XAB")]
    assert await close_facts(graph, [party("XAB").key], closed_at=datetime.now(UTC)) == 1
    assert await ties() == []


# The real alliances


@pytest.fixture(scope="module")
async def cow(module_graph: GraphClient, data_folder: Path, alliances_seed: FactFolder) -> GraphClient:
    """The seed and the real COW alliances."""
    await wipe(module_graph)
    await load_seed(module_graph, alliances_seed)
    crosswalk = await load_crosswalk(module_graph, viewer=Viewer())
    path = data_folder / "cow-alliances" / "alliance_v4.1_by_member.csv"
    await import_file(module_graph, COW_ALLIANCES, path, crosswalk=crosswalk)
    return module_graph


async def structure_of(graph: GraphClient, **given: Any) -> NetworkStructure:
    question = NetworkStructureQuestion(sources=("cow-alliances",), **given)
    return await network_structure(graph, question, viewer=Viewer())


async def test_published_figures(cow: GraphClient, data_folder: Path) -> None:
    """COW has 1,161 pairs of 122 states in 2012, and 55 partners of the United States.

    It counts Germany twice, as 255 and as 260, which is one nation here: nine pairs and one state less.
    """
    spells = read_cow(data_folder / "cow-alliances" / "alliance_v4.1_by_member.csv")
    pairs = linked_pairs(openly_asserted(spells), Circumstances(on=date(2012, 7, 1)))
    assert (len(pairs), len(frozenset().union(*pairs)), sum("2" in pair for pair in pairs)) == (1161, 122, 55)
    merged = {frozenset("255" if code == "260" else code for code in pair) for pair in pairs}

    answer = await structure_of(cow, on=date(2012, 7, 1), nations=("USA",), limit=250)
    assert (answer.size.nations, answer.size.ties) == (121, len(merged)) == (121, 1152)
    assert answer.focus[0].position.degree == len(answer.focus[0].ties) == sum("2" in pair for pair in merged)


async def test_without_the_united_states_the_network_falls_apart(cow: GraphClient) -> None:
    """Japan has no other ally in 2012, so that all its likely next ties are theirs."""
    answer = await structure_of(cow, on=date(2012, 7, 1), nations=("USA", "JPN"), limit=5)
    assert "USA" in {nation.key for nation in answer.articulation_points}
    japan = answer.focus[1]
    assert [(tie.partner.key, tie.bridge) for tie in japan.ties] == [("USA", True)]
    assert all(tie.common == (japan.ties[0].partner,) for tie in japan.next_ties)
    assert {record.of for record in answer.evidence} >= {"us-japan-mutual-security-treaty"} or answer.more_evidence


async def test_it_reads_well(cow: GraphClient) -> None:
    answer = await structure_of(cow, on=date(2012, 7, 1), nations=("Japan", "Austria"), limit=3)
    lines = list(structure_in_words(answer))
    assert lines[0] == "Alliance network, defence, on 2012-07-01"
    assert "121 nations, 1152 ties" in lines[1]
    assert "   tied to United States by 1 (a bridge)" in lines
    assert "Austria has no known tie." in lines
