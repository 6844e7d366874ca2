"""The attention list against the brute-force oracle on generated worlds, and on the seed."""

from collections import Counter
from datetime import date

import pytest

from app.attention.model import AttentionItem, AttentionKind, AttentionList, AttentionQuestion, Severity
from app.attention.service import attention
from app.attention.text import attention_in_words
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.seed import SEED, load_seed, read_folder
from app.record.releasability import Marking, Viewer
from tests.answers.told import exists, write_world
from tests.attention.generated import CODED, NATIONS, generated_questions, generated_world
from tests.attention.oracle import KINDS, SEVERITIES, Item, Oracle, Question
from tests.conftest import wipe

WORLDS = 12
QUESTIONS_PER_WORLD = 20
ON = date(2025, 6, 1)


def as_asked(question: Question) -> tuple[AttentionQuestion, Viewer]:
    """The oracle's question as the service takes it."""
    asked = AttentionQuestion(
        nation=question.of if question.of in NATIONS else None,
        organization=question.of if question.of not in NATIONS else None,
        kinds=tuple(map(AttentionKind, question.kinds)),
        months=question.months,
        stale_years=question.stale_years,
        limit=500,
        on=question.on,
        known_on=question.known_on,
        sources=question.sources,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


def in_oracles_terms(item: AttentionItem) -> Item:
    return Item(
        kind=item.kind.value,
        severity=item.severity.value,
        subject=item.subject.key,
        concerning=item.concerning,
        since=item.since,
        due=item.due,
        rows=tuple(str(record.source_row) for record in item.evidence),
        records=item.records,
        disputed=item.disputed,
        synthetic=item.synthetic,
    )


def check_shape(answer: AttentionList) -> None:
    """What follows from the answer alone."""
    assert answer.complete
    assert not answer.more
    assert answer.found == len(answer.items)
    places = [
        (SEVERITIES.index(item.severity), KINDS.index(item.kind), item.since, item.subject.key, item.concerning or "")
        for item in answer.items
    ]
    assert places == sorted(places)
    assert answer.synthetic == any(item.synthetic for item in answer.items)
    assert answer.disputed == any(item.disputed for item in answer.items)


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle_on_generated_worlds(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world, coded=CODED)
    for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
        asked, viewer = as_asked(question)
        if question.of is None or exists(world, question.of, question):
            answer = await attention(client, asked, viewer=viewer)
            check_shape(answer)
            found = Counter(map(in_oracles_terms, answer.items))
            assert found == Counter(Oracle(world, CODED, question).items()), question
        else:
            with pytest.raises(NotFound):
                await attention(client, asked, viewer=viewer)


async def test_a_short_list_is_the_beginning_of_a_long_one(client: GraphClient) -> None:
    await write_world(client, generated_world(0), coded=CODED)
    question = AttentionQuestion(on=date(2018, 7, 1), limit=500)
    every = await attention(client, question, viewer=Viewer())
    few = await attention(client, question.model_copy(update={"limit": 3}), viewer=Viewer())
    assert few.items == every.items[:3]
    assert few.more
    assert few.found == every.found > 3


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: every kind is found in every severity that it can have, disputed ones among them."""
    found: Counter[tuple[str, str]] = Counter()
    disputed = synthetic = hidden = 0
    for seed in range(WORLDS):
        world = generated_world(seed)
        for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
            hidden += question.of is not None and not exists(world, question.of, question)
            for item in Oracle(world, CODED, question).items():
                found[item.kind, item.severity] += 1
                disputed += item.disputed
                synthetic += item.synthetic
    assert {kind for kind, _ in found} == set(KINDS)
    assert {severity for kind, severity in found if kind == "contradiction"} == set(SEVERITIES)
    assert min(found["lapsed_series", "high"], found["vacant_post", "high"], found["no_objective", "medium"]) >= 5
    assert min(disputed, synthetic) >= 20
    assert hidden >= 3


# The seed


@pytest.fixture(scope="module")
async def seeded_affairs(module_graph: GraphClient, tmp_path_factory: pytest.TempPathFactory) -> GraphClient:
    """The themes whose affairs are looked at."""
    folder = tmp_path_factory.mktemp("affairs")
    for theme in ("nations", "organizations", "agreements", "alliances", "dialogues"):
        (folder / theme).symlink_to(SEED / theme)
    await wipe(module_graph)
    await load_seed(module_graph, read_folder(folder))
    return module_graph


async def asked_of_seed(graph: GraphClient, on: date = ON, **given: object) -> AttentionList:
    question = AttentionQuestion.model_validate({"on": on, "limit": 500, **given})
    return await attention(graph, question, viewer=Viewer())


async def test_new_start_ends_in_february_2026(seeded_affairs: GraphClient) -> None:
    answer = await asked_of_seed(seeded_affairs, nation="Russia", kinds=("ending_agreement",))
    (item,) = (item for item in answer.items if item.subject.key == "new-start")
    assert (item.due, item.severity) == (date(2026, 2, 4), Severity.MEDIUM)
    assert "New START" in "\n".join(attention_in_words(answer)) or "Strategic Offensive Arms" in item.subject.name
    later = await asked_of_seed(seeded_affairs, date(2025, 12, 1), nation="Russia", kinds=("ending_agreement",))
    assert next(each for each in later.items if each.subject.key == "new-start").severity is Severity.HIGH


async def test_who_leaves_the_mine_ban(seeded_affairs: GraphClient) -> None:
    """Estonia, Finland, Latvia, Lithuania and Poland gave notice in 2025; the convention itself goes on."""
    answer = await asked_of_seed(seeded_affairs, kinds=("ending_agreement",))
    leaving = {item.concerning for item in answer.items if item.subject.key == "ottawa-convention"}
    assert leaving == {"EST", "FIN", "LVA", "LTU", "POL"}
    of_finland = await asked_of_seed(seeded_affairs, nation="Finland", kinds=("ending_agreement",))
    assert {item.concerning for item in of_finland.items if item.subject.key == "ottawa-convention"} == {"FIN"}


async def test_the_nato_russia_council_lapsed(seeded_affairs: GraphClient) -> None:
    """It met last on 12 January 2022."""
    answer = await asked_of_seed(seeded_affairs, organization="NATO", kinds=("lapsed_series",))
    (item,) = (item for item in answer.items if item.subject.key == "nato-russia-council")
    assert item.evidence[0].since == date(2022, 1, 12)
    assert answer.of is not None
    assert answer.of.key == "nato"


async def test_a_body_is_named(seeded_affairs: GraphClient) -> None:
    with pytest.raises(NotFound, match="organization: no body is known as 'natto'"):
        await asked_of_seed(seeded_affairs, organization="natto")
    with pytest.raises(InvalidInput, match="organization: it is given beside `nation`"):
        await asked_of_seed(seeded_affairs, organization="nato", nation="Japan")
