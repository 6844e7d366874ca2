"""Exchange histories against the brute-force oracle on generated worlds, and on the seed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest

from app.errors import NotFound
from app.graph.client import GraphClient
from app.histories import reading
from app.histories.model import ExchangeHistoryQuestion
from app.histories.service import exchange_history
from app.histories.text import history_in_words
from app.record.releasability import Marking, Viewer
from tests.histories import oracle
from tests.histories.generated import MOMENTS, SOURCES, generated_questions, generated_world
from tests.histories.oracle import Fact

WORLDS = 32
QUESTIONS_PER_WORLD = 10
BATCH = 2_000


def as_asked(question: oracle.Question) -> tuple[ExchangeHistoryQuestion, Viewer]:
    """The oracle's question as the service takes it."""
    asked = ExchangeHistoryQuestion(
        between=question.between,
        since=question.since,
        on=question.on,
        known_on=question.known_on,
        sources=tuple(sorted(question.sources)) if question.sources else None,
        kinds=question.kinds,
        limit=question.limit,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


# Generated worlds


def row(fact: Fact) -> dict[str, Any]:
    """A record as a row of `record/put_facts`, superseded or not."""
    content = {
        "validFrom": fact.valid_from,
        "validTo": fact.valid_to,
        "validFromPrecision": fact.precision,
        "validToPrecision": fact.to_precision,
        "startUnknown": fact.start_unknown or None,
        "endUnknown": fact.end_unknown or None,
        "attestedUntil": fact.attested_until,
        "recordedAt": fact.recorded_at,
        "supersededAt": fact.superseded_at,
        "marking": fact.marking,
        "releasableTo": None if fact.releasable_to is None else sorted(fact.releasable_to),
        "source": fact.source,
        "sourceRow": fact.id,
        "reliability": fact.reliability,
        "credibility": fact.credibility,
        "synthetic": fact.synthetic or None,
        "factKey": fact.id,
        "recordId": fact.id,
        **fact.says,
    }
    return {
        "type": fact.type,
        "start": fact.start,
        "end": fact.end,
        "toSource": fact.type == "ASSERTED_BY",
        "label": fact.label,
        "factKey": fact.id,
        "digest": sha256(fact.id.encode()).hexdigest(),
        "record": {name: value for name, value in content.items() if value is not None},
    }


async def write_facts(graph: GraphClient, facts: Sequence[Fact]) -> None:
    """Entities first, so that what is said between them finds both."""
    rows = [row(fact) for fact in sorted(facts, key=lambda fact: fact.type != "ASSERTED_BY")]
    for start in range(0, len(rows), BATCH):
        written = await graph.write("record/put_facts", facts=rows[start : start + BATCH], recordedAt=datetime.now(UTC))
        assert {each["outcome"] for each in written} == {"new"}


async def write_sources(graph: GraphClient, keys: Iterable[str]) -> None:
    nothing = dict.fromkeys(("publisher", "version", "url", "licence"), "")
    sources = [{"key": key, "title": key, "reliability": "B", "marking": 0, **nothing} for key in keys]
    await graph.write("record/put_sources", sources=sources)


@pytest.fixture(scope="module")
def worlds() -> list[list[Fact]]:
    return [generated_world(seed) for seed in range(WORLDS)]


@pytest.fixture(scope="module")
async def made_up(module_graph: GraphClient, worlds: list[list[Fact]]) -> GraphClient:
    """All generated worlds in one graph: their keys tell them apart."""
    await write_sources(module_graph, SOURCES)
    await write_facts(module_graph, [fact for world in worlds for fact in world])
    return module_graph


Case = tuple[oracle.Question, oracle.Answer | None]
"""A question and the oracle's answer; None: one of the parties does not exist for the viewer."""


@pytest.fixture(scope="module")
def cases(worlds: list[list[Fact]]) -> list[list[Case]]:
    """The questions on each world."""
    return [
        [
            (question, expected(world, question))
            for question in generated_questions(seed, world, number=QUESTIONS_PER_WORLD)
        ]
        for seed, world in enumerate(worlds)
    ]


def expected(world: Sequence[Fact], question: oracle.Question) -> oracle.Answer | None:
    seen = set(question.between) <= set(oracle.existing(world, question))
    return oracle.answer(world, question) if seen else None


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle_on_generated_worlds(
    made_up: GraphClient,
    worlds: list[list[Fact]],
    cases: list[list[Case]],
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for question, expected_answer in cases[seed]:
        monkeypatch.setattr(reading, "ENGAGEMENTS_READ", question.rows)
        asked, viewer = as_asked(question)
        if expected_answer is not None:
            answer = await exchange_history(made_up, asked, viewer=viewer)
            assert answer.model_dump(exclude={"asked"}) == expected_answer, question
            assert list(history_in_words(answer))
        else:
            with pytest.raises(NotFound) as raised:
                await exchange_history(made_up, asked, viewer=viewer)
            known = {*oracle.existing(worlds[seed], question), raised.value.value}
            hidden = {fact.start for fact in worlds[seed] if fact.label} - known
            assert not [key for key in hidden if key in str(raised.value)]


async def test_a_series_went_on_without_them_only_by_the_chosen_sources(made_up: GraphClient) -> None:
    """The gazette lists a later engagement of the series, but only the ledger says when it was held."""

    def fact(fact_type: str, start: str, end: str, source: str, year: int, **given: Any) -> Fact:
        record = f"without-{fact_type}-{start}-{end}-{source}"
        return Fact(
            id=record,
            type=fact_type,
            start=f"without-{start}",
            end=source if fact_type == "ASSERTED_BY" else f"without-{end}",
            source=source,
            valid_from=date(year, 1, 1),
            recorded_at=MOMENTS[0],
            **given,
        )

    def named(name: str, **says: Any) -> dict[str, Any]:
        return {"name": name, "searchNames": [name], **says}

    exercise = named("exercise", kind="joint_exercise")
    world = [
        *(fact("ASSERTED_BY", key, "", "gazette", 1990, label="Nation", says=named(key)) for key in ("one", "two")),
        fact(
            "ASSERTED_BY", "games", "", "gazette", 1990, label="EngagementSeries", says=exercise | {"cadenceMonths": 12}
        ),
        fact("ASSERTED_BY", "early", "", "gazette", 2005, label="Engagement", says=exercise),
        fact("ASSERTED_BY", "late", "", "ledger", 2009, label="Engagement", says=exercise),
        *(fact("PARTICIPATED_IN", key, "early", "gazette", 2005, says={"role": "host"}) for key in ("one", "two")),
        *(fact("IN_SERIES", key, "games", "gazette", 2005) for key in ("early", "late")),
    ]
    await write_facts(made_up, world)
    for sources, without in ((None, date(2009, 1, 1)), (frozenset({"gazette"}), None)):
        question = oracle.Question(
            between=("without-one", "without-two"), since=date(2000, 1, 1), on=date(2012, 1, 1), sources=sources
        )
        asked, viewer = as_asked(question)
        answer = await exchange_history(made_up, asked, viewer=viewer)
        assert [lapse.held_without for lapse in answer.lapses] == [without]
        assert answer.model_dump(exclude={"asked"}) == oracle.answer(world, question)


def test_the_questions_reach_what_they_are_for(cases: list[list[Case]]) -> None:
    """Guards the generator: each part of an answer is there often enough to be compared."""
    answers = [answer for own in cases for _, answer in own if answer is not None]
    reached: Counter[str] = Counter(hidden=WORLDS * QUESTIONS_PER_WORLD - len(answers))
    for answer in answers:
        entries = answer["timeline"]
        windows = [dispute[name] for dispute in answer["disputes"] for name in ("before", "during", "after")]
        found = {
            "engagements": answer["engagements"] >= 3,
            "nothing": not entries,
            "cut by a bound": not answer["complete"],
            "cut as asked": answer["more"] and answer["complete"],
            "began before": answer["began_before"],
            "through": any(part["through"] for entry in entries for part in entry["parts"]),
            "unlisted": any(entry["unlisted"] for entry in entries),
            "third host": any(host not in answer["parties"] for entry in entries for host in entry["hosts"]),
            "balance": answer["hosting"]["balance"],
            "trend": answer["trend"]["slope"] is not None,
            "lapses": answer["lapses"],
            "own rhythm": any(not lapse["declared"] for lapse in answer["lapses"]),
            "held without": any(lapse["held_without"] for lapse in answer["lapses"]),
            "disputes": answer["disputes"],
            "windows": sum(window is not None for window in windows) >= 2,
            "three parties": len(answer["parties"]) == 3 and entries,
            "synthetic": answer["synthetic"],
            "disputed dispute": any(dispute["disputed"] for dispute in answer["disputes"]),
            "disputed lapse": any(lapse["disputed"] for lapse in answer["lapses"]),
            **{about: any(about in entry["disagreements"] for entry in entries) for about in DISAGREEMENTS},
        }
        reached.update({name: bool(there) for name, there in found.items()})
    assert {name: number for name, number in reached.items() if number < 5} == {}, reached


DISAGREEMENTS = ("dates", "kind", "level", "participation", "hosts")
