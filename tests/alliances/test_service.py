"""Alliance paths against the brute-force oracle, on generated worlds and on the real alliances of COW."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.alliances.model import AlliancePaths, AlliancePathsQuestion, HeldSpan
from app.alliances.service import alliance_paths
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.crosswalk import load_crosswalk
from app.importers.datasets.cow_alliances import COW_ALLIANCES
from app.importers.pipeline import import_file
from app.importers.seed import SEED, FactFolder, load_seed
from app.record.releasability import Marking, Viewer
from tests.alliances import oracle
from tests.alliances.generated import generated_questions, generated_world
from tests.conftest import wipe

WORLDS = 36
QUESTIONS_PER_WORLD = 28
DURING_WORLDS = 12
COW_QUESTIONS = 300


def as_asked(question: oracle.Question) -> tuple[AlliancePathsQuestion, Viewer]:
    """The oracle's question as the service takes it."""
    asked = AlliancePathsQuestion(
        from_=question.start,
        to=question.end,
        on=question.on,
        known_on=question.known_on,
        obligations=tuple(sorted(question.obligations)),
        max_hops=question.max_hops,
        limit=question.limit,
        avoid=tuple(sorted(question.avoided_nations)),
        avoid_agreements=tuple(sorted(question.avoided_agreements)),
        sources=tuple(sorted(question.sources)) if question.sources else None,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


def days_of(spans: tuple[HeldSpan, ...]) -> tuple[date, ...]:
    """Every day of the spans, which are in order and do not touch."""
    for one, next_one in pairwise(spans):
        assert one.last + timedelta(days=1) < next_one.first
    return tuple(
        span.first + timedelta(days=number) for span in spans for number in range((span.last - span.first).days + 1)
    )


def in_oracles_terms(answer: AlliancePaths) -> oracle.Answer:
    """The service's answer as the oracle would give it."""
    asked = set(answer.obligations)

    def bound(link: Any, nation: str) -> tuple[str, ...]:
        held = {kind for record in link.commitments if record.nation.key == nation for kind in record.obligations}
        return tuple(sorted(held & asked))

    return oracle.Answer(
        paths=tuple(
            oracle.AlliancePath(
                nations=tuple(nation.key for nation in path.nations),
                hops=tuple(
                    oracle.Hop(
                        left=hop.from_nation.key,
                        right=hop.to_nation.key,
                        through=tuple(
                            oracle.SharedAgreement(
                                agreement=link.agreement,
                                left_bound=bound(link, hop.from_nation.key),
                                right_bound=bound(link, hop.to_nation.key),
                                since=link.since,
                                doubts=tuple(
                                    oracle.Doubt(
                                        source=doubt.source,
                                        nation=doubt.nation.key,
                                        denied=frozenset(doubt.obligations),
                                    )
                                    for doubt in link.doubts
                                ),
                            )
                            for link in hop.through
                        ),
                    )
                    for hop in path.hops
                ),
                held=days_of(path.held) if answer.since else (),
            )
            for path in answer.paths
        ),
        more=answer.more,
    )


def check_shape(answer: AlliancePaths) -> None:
    """What follows from the answer alone."""
    assert answer.complete
    for path in answer.paths:
        assert path.length == len(path.hops) == len(path.nations) - 1
        for hop in path.hops:
            for link in hop.through:
                bound = {
                    record.nation.key
                    for record in link.commitments
                    if set(record.obligations) & set(answer.obligations)
                }
                assert link.mutual == (bound == {hop.from_nation.key, hop.to_nation.key})
                assert set(link.obliges) <= set(answer.obligations)


# Generated worlds


def records(world: oracle.World) -> Iterator[dict[str, Any]]:
    """Every record of a world as a row of `record/put_facts`, superseded ones included."""
    for label, assertions in (("Nation", world.nation_assertions), ("Agreement", world.agreement_assertions)):
        for number, assertion in enumerate(assertions):
            names = {"name": assertion.subject, "searchNames": [assertion.subject.lower()]}
            yield row("ASSERTED_BY", assertion.subject, assertion.source, assertion, number, names, label=label)
    for number, spell in enumerate(world.spells):
        obligations = {"obligations": sorted(spell.obligations)}
        yield row("PARTY_TO", spell.nation, spell.agreement, spell, number, obligations)


def row(
    fact_type: str,
    start: str,
    end: str,
    record: oracle.Record,
    number: int,
    properties: dict[str, Any],
    *,
    label: str | None = None,
) -> dict[str, Any]:
    key = f"{label}{fact_type}{number}"
    content = {
        "validFrom": record.valid_from,
        "validTo": record.valid_to,
        "recordedAt": record.recorded_at,
        "supersededAt": record.superseded_at,
        "marking": record.marking,
        "releasableTo": None if record.releasable_to is None else sorted(record.releasable_to),
        "source": record.source,
        "reliability": "A",
        "credibility": 1,
        "validFromPrecision": "day",
        "factKey": key,
        "recordId": key,
        **properties,
    }
    return {
        "type": fact_type,
        "start": start,
        "end": end,
        "toSource": fact_type == "ASSERTED_BY",
        "label": label,
        "factKey": key,
        "digest": sha256(key.encode()).hexdigest(),
        "record": {name: value for name, value in content.items() if value is not None},
    }


async def write_world(graph: GraphClient, world: oracle.World) -> None:
    await wipe(graph)
    sources = {record.source for record in (*world.spells, *world.nation_assertions, *world.agreement_assertions)}
    await graph.write(
        "record/put_sources",
        sources=[
            {"key": key, "title": key, "publisher": "", "version": "", "url": "", "licence": "", "reliability": "A",
             "marking": 0, "obligationsCoded": sorted(dict(world.coded).get(key, ())) or None}
            for key in sources
        ],
    )  # fmt: skip
    await graph.write("record/put_facts", facts=list(records(world)), recordedAt=datetime.now(UTC))


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle_on_generated_worlds(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world)
    for question in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
        asked, viewer = as_asked(question)
        named = {question.start, question.end, *question.avoided_nations}
        known_sources = {
            record.source for record in (*world.spells, *world.nation_assertions, *world.agreement_assertions)
        }
        if named <= oracle.existing(world.nation_assertions, question) and (question.sources or set()) <= known_sources:
            answer = await alliance_paths(client, asked, viewer=viewer)
            check_shape(answer)
            assert in_oracles_terms(answer) == oracle.answer(world, question), question
        else:
            with pytest.raises(NotFound):
                await alliance_paths(client, asked, viewer=viewer)


@pytest.mark.parametrize("seed", range(DURING_WORLDS))
async def test_it_agrees_with_the_oracle_on_periods(client: GraphClient, seed: int) -> None:
    """Each question about a period is also asked of every day of it: a chain that joins two days shows itself."""
    world = generated_world(seed)
    await write_world(client, world)
    random = Random(seed)
    for question in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
        if not {question.start, question.end, *question.avoided_nations} <= oracle.existing(
            world.nation_assertions, question
        ):
            continue
        since = question.on - timedelta(days=random.choice((0, 1, 5, 20)))
        asked, viewer = as_asked(question)
        answer = await alliance_paths(client, asked.model_copy(update={"since": since}), viewer=viewer)
        check_shape(answer)
        assert in_oracles_terms(answer) == oracle.answer_during(world, question, since=since), (question, since)


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: paths of several lengths, cut answers, and hidden nations are all asked about."""
    lengths: set[int] = set()
    cut = hidden = none = 0
    for seed in range(WORLDS):
        world = generated_world(seed)
        for question in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
            answer = oracle.answer(world, question)
            lengths |= {len(path.hops) for path in answer.paths}
            cut += answer.more
            none += not answer.paths
            hidden += not {question.start, question.end} <= oracle.existing(world.nation_assertions, question)
    assert {1, 2, 3, 4} <= lengths
    assert min(cut, hidden, none) >= 20
    assert WORLDS * QUESTIONS_PER_WORLD >= 1000


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


def nation_keys() -> dict[str, list[tuple[str, str, str]]]:
    """COW code → first day, last day and key of each nation of the seed that held it."""
    held: dict[str, list[tuple[str, str, str]]] = {}
    with (SEED / "nations" / "nations.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["cow_code"]:
                held.setdefault(line["cow_code"], []).append(
                    (line["valid_from"].ljust(10, "!"), line["valid_to"].ljust(10, "~"), line["key"])
                )
    return held


def cow_world(path: Path) -> oracle.World:
    """COW's spells under the seed's keys, as the oracle reads them."""
    held = nation_keys()
    agreements: dict[str, str] = {}
    with (SEED / "alliances" / "agreements.csv").open(encoding="utf-8", newline="") as file:
        agreements = {line["cow_id"]: line["key"] for line in csv.DictReader(file) if line["cow_id"]}

    def renamed(spell: oracle.Spell) -> oracle.Spell:
        day = spell.valid_from.isoformat()
        (nation,) = {key for first, last, key in held[spell.nation] if first <= day <= last}
        agreement = agreements.get(spell.agreement, f"cow-alliance-{spell.agreement}")
        return oracle.Spell(**{**vars(spell), "nation": nation, "agreement": agreement})

    return oracle.openly_asserted(renamed(spell) for spell in oracle.read_cow(path))


@pytest.fixture(scope="module")
def real_world(data_folder: Path) -> oracle.World:
    return cow_world(data_folder / "cow-alliances" / "alliance_v4.1_by_member.csv")


def real_questions(world: oracle.World) -> Iterator[oracle.Question]:
    random = Random(1648)
    boundaries = sorted({day for spell in world.spells for day in (spell.valid_from, spell.valid_to) if day})
    for _ in range(COW_QUESTIONS):
        on = random.choice(boundaries) + random.choice((-1, 0, 0, 1)) * timedelta(days=1)
        obligations = random.choice(({"defence"}, {"defence"}, {"entente"}, {"neutrality", "non-aggression"}))
        asked = oracle.Circumstances(on=on, obligations=frozenset(obligations))
        linked = sorted({nation for pair in oracle.linked_pairs(world, asked) for nation in pair})
        if len(linked) < 4:
            continue
        start, end, *others = random.sample(linked, 4)
        yield oracle.Question(
            start=start,
            end=end,
            on=on,
            obligations=frozenset(obligations),
            sources=frozenset({"cow-alliances"}),
            max_hops=random.choice((1, 2, 3, 4)),
            limit=random.choice((1, 5, 20)),
            avoided_nations=frozenset(random.choice(([], [], others[:1], others))),
        )


async def test_it_agrees_with_the_oracle_on_the_real_alliances(cow: GraphClient, real_world: oracle.World) -> None:
    asked_of = 0
    for question in real_questions(real_world):
        asked, viewer = as_asked(question)
        answer = await alliance_paths(cow, asked, viewer=viewer)
        assert in_oracles_terms(answer) == oracle.answer(real_world, question), question
        asked_of += 1
    assert asked_of > 200


async def paths_of(graph: GraphClient, from_: str, to: str, on: date, **given: Any) -> list[list[str]]:
    question = AlliancePathsQuestion(from_=from_, to=to, on=on, sources=("cow-alliances",), **given)
    answer = await alliance_paths(graph, question, viewer=Viewer())
    return [[nation.name for nation in path.nations] for path in answer.paths]


async def test_published_chains(cow: GraphClient) -> None:
    assert await paths_of(cow, "United States", "Russia", date(2012, 7, 1), limit=1) == [
        ["United States", "Türkiye", "Azerbaijan", "Russia"]
    ]
    assert await paths_of(cow, "Portugal", "Japan", date(1914, 7, 1), limit=1) == [
        ["Portugal", "United Kingdom", "Japan"]
    ]
    assert await paths_of(cow, "United Kingdom", "Germany", date(1914, 7, 1), max_hops=8) == []


async def test_a_censored_membership_is_not_called_attested_after_its_source_ends(cow: GraphClient) -> None:
    def question(on: date) -> AlliancePathsQuestion:
        return AlliancePathsQuestion(from_="PRT", to="GBR", on=on, sources=("cow-alliances",), limit=1)

    for on, attested in ((date(2012, 12, 31), True), (date(2013, 1, 1), False)):
        answer = await alliance_paths(cow, question(on), viewer=Viewer())
        links = {link.agreement: link for link in answer.paths[0].hops[0].through}
        assert {link.attested for link in links.values()} == {attested}


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"to": "Atlantis"}, NotFound, "to: no nation is known as 'Atlantis'."),
        ({"to": "Portugul"}, NotFound, "to: no nation is known as 'Portugul'. Did you mean Portugal (PRT)?"),
        ({"avoid": ("Brtain",)}, NotFound, "avoid: no nation is known as 'Brtain'. Did you mean"),
        ({"to": "Great Britain"}, InvalidInput, "to: 'UK' and 'Great Britain' are both United Kingdom."),
        ({"sources": ("cow",)}, NotFound, "sources: there is no source 'cow'. Known: "),
    ],
)
async def test_a_name_that_is_wrong_is_named(
    seeded: GraphClient, given: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    question = AlliancePathsQuestion(**{"from_": "UK", "to": "Portugal", **given})
    with pytest.raises(error) as raised:
        await alliance_paths(seeded, question, viewer=Viewer())
    assert str(raised.value).startswith(sentence)
