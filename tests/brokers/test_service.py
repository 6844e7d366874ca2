"""Brokers against the brute-force oracle on generated worlds, and on facts of the seed that anyone can look up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.alliances.model import ObligationKind
from app.brokers.model import BrokerMeasure, Brokers, BrokersQuestion, BrokerTie
from app.brokers.ranking import RULES, months_before, whole_months
from app.brokers.service import brokers
from app.brokers.text import brokers_in_words
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.seed import SEED, load_seed, read_folder
from app.record.releasability import Marking, Viewer
from tests.brokers import oracle
from tests.brokers.facts import Fact, Seen
from tests.brokers.generated import generated_questions, generated_world
from tests.brokers.writing import write_worlds
from tests.conftest import wipe

WORLDS = 20
QUESTIONS_PER_WORLD = 15


def as_asked(question: oracle.Question) -> tuple[BrokersQuestion, Viewer]:
    """The oracle's question as the service takes it."""
    asked = BrokersQuestion(
        from_=question.first,
        to=question.second,
        on=question.on,
        known_on=question.known_on,
        sources=tuple(sorted(question.sources)) if question.sources else None,
        obligations=tuple(ObligationKind(kind) for kind in sorted(question.obligations)),
        contact_months=question.contact_months,
        allow_disputes=question.allow_disputes,
        require_information_security=question.require_security,
        limit=question.limit,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


def in_oracles_terms(answer: Brokers) -> oracle.Answer:
    """The service's answer as the oracle would give it."""

    def tie(shown: BrokerTie) -> oracle.Tie:
        met = shown.last_contact
        return oracle.Tie(
            links=tuple(link.agreement for link in shown.links),
            contact=(met.engagement, met.day) if met else None,
            security=tuple(link.agreement for link in shown.information_security),
            disputes=tuple(dispute.dispute for dispute in shown.disputes),
        )

    return oracle.Answer(
        brokers=tuple(
            oracle.Broker(
                nation=broker.nation.key,
                points=tuple(part.points for part in broker.parts),
                ties=(tie(broker.ties[0]), tie(broker.ties[1])),
                bodies=tuple(body.body for body in broker.bodies),
                convened=(broker.convened.times, broker.convened.last.engagement, broker.convened.last.day)
                if broker.convened
                else None,
                synthetic=broker.synthetic,
                disputed=broker.disputed,
            )
            for broker in answer.brokers
        ),
        more=answer.more,
        set_aside=tuple((each.nation.key, each.score, tuple(each.obstacles)) for each in answer.set_aside),
        set_aside_in_all=answer.set_aside_in_all,
        between=tuple(dispute.dispute for dispute in answer.between),
        bodies=tuple((body.body, tuple(nation.key for nation in body.brokers)) for body in answer.bodies),
        synthetic=answer.synthetic,
        disputed=answer.disputed,
    )


def check_shape(answer: Brokers) -> None:
    """What follows from the answer alone."""
    assert tuple(rule.most for rule in RULES) == (30, 30, 20, 10, 10)
    for broker in answer.brokers:
        assert broker.score == sum(part.points for part in broker.parts)
        assert [part.measure for part in broker.parts] == list(BrokerMeasure)
        assert all(0 <= part.points <= part.most for part in broker.parts)
        for tie in broker.ties:
            assert {record.nation for link in tie.links for record in link.commitments} == {broker.nation, tie.nation}
            assert tie.last_contact is None or len({record.nation for record in tie.last_contact.records}) == 2
    assert list(brokers_in_words(answer))


@pytest.fixture(scope="module")
async def worlds(module_graph: GraphClient) -> list[tuple[Fact, ...]]:
    """All generated worlds side by side in one graph."""
    await wipe(module_graph)
    made = [generated_world(seed) for seed in range(WORLDS)]
    await write_worlds(module_graph, (fact for facts in made for fact in facts))
    return made


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle(client: GraphClient, worlds: list[tuple[Fact, ...]], seed: int) -> None:
    facts = worlds[seed]
    for question in generated_questions(seed, facts, number=QUESTIONS_PER_WORLD):
        asked, viewer = as_asked(question)
        if {question.first, question.second} <= Seen(facts, question).exist:
            answer = await brokers(client, asked, viewer=viewer)
            check_shape(answer)
            assert in_oracles_terms(answer) == oracle.answer(facts, question), question
        else:
            with pytest.raises(NotFound):
                await brokers(client, asked, viewer=viewer)


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: every kind of reason, obstacle, cut and flag is asked about often enough."""
    reached: dict[str, int] = {}
    for seed in range(WORLDS):
        facts = generated_world(seed)
        for question in generated_questions(seed, facts, number=QUESTIONS_PER_WORLD):
            if {question.first, question.second} <= Seen(facts, question).exist:
                for name, happened in _happened(oracle.answer(facts, question)).items():
                    reached[name] = reached.get(name, 0) + happened
            else:
                reached["hidden"] = reached.get("hidden", 0) + 1
    assert min(reached.values()) >= 5, reached


def _happened(answer: oracle.Answer) -> dict[str, bool]:
    found = answer.brokers
    return {
        "none": not found,
        "several": len(found) > 1,
        "more": answer.more,
        "between": bool(answer.between),
        "bodies": any(broker.bodies for broker in found),
        "convened": any(broker.convened for broker in found),
        "security": any(tie.security for broker in found for tie in broker.ties),
        "in dispute": any(tie.disputes for broker in found for tie in broker.ties),
        "aside": answer.set_aside_in_all > len(answer.set_aside),
        "synthetic": answer.synthetic,
        "disputed": answer.disputed,
        **{
            obstacle: any(obstacle in each[2] for each in answer.set_aside)
            for obstacle in (
                "in_dispute",
                "no_recent_contact_known",
                "no_information_security_agreement_known",
            )
        },
    }


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2023, 3, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        (date(2024, 7, 1), 24, date(2022, 7, 1)),
        (date(3, 1, 1), 1200, date.min),
    ],
)
def test_months_before(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


def test_whole_months() -> None:
    assert whole_months(date(2024, 1, 31), date(2024, 2, 29)) == 0
    assert whole_months(date(2024, 1, 31), date(2024, 3, 31)) == 2
    assert whole_months(date(2023, 12, 2), date(2024, 1, 1)) == 0


# The seed


@pytest.fixture(scope="module")
async def seeded_themes(module_graph: GraphClient, tmp_path_factory: pytest.TempPathFactory) -> GraphClient:
    """Nations, alliances, bodies, agreements, disputes, and what nations did together."""
    await wipe(module_graph)
    folder = tmp_path_factory.mktemp("themes")
    for theme in ("nations", "alliances", "organizations", "agreements", "disputes", "visits", "dialogues"):
        (Path(folder) / theme).symlink_to(SEED / theme)
    await load_seed(module_graph, read_folder(folder))
    return module_graph


async def asked_of_seed(graph: GraphClient, from_: str, to: str, **given: Any) -> Brokers:
    question = BrokersQuestion(from_=from_, to=to, on=date(2024, 7, 1), **given)
    return await brokers(graph, question, viewer=Viewer())


async def test_between_greece_and_turkiye_stand_their_allies(seeded_themes: GraphClient) -> None:
    answer = await asked_of_seed(seeded_themes, "Greece", "Türkiye", obligations=(ObligationKind.DEFENCE,), limit=50)
    assert {dispute.dispute for dispute in answer.between} >= {"aegean-dispute"}
    found = {broker.nation.key for broker in answer.brokers}
    assert found
    for broker in answer.brokers:
        assert all("north-atlantic-treaty" in {link.agreement for link in tie.links} for tie in broker.ties)
        assert "nato" in {body.body for body in broker.bodies}
    assert "nato" in {body.body for body in answer.bodies}
    assert not found & {"RUS", "CYP"}


async def test_the_united_states_may_exchange_with_korea_and_japan(seeded_themes: GraphClient) -> None:
    answer = await asked_of_seed(
        seeded_themes, "KOR", "JPN", obligations=(ObligationKind.DEFENCE,), require_information_security=True
    )
    (united_states,) = answer.brokers
    assert united_states.nation.key == "USA"
    korea, japan = united_states.ties
    assert [link.agreement for link in korea.links] == ["us-korea-mutual-defence-treaty"]
    assert [link.agreement for link in japan.links] == ["us-japan-mutual-security-treaty"]
    assert "us-korea-gsomia" in {link.agreement for link in korea.information_security}
    assert "us-japan-gsomia" in {link.agreement for link in japan.information_security}


async def test_one_nation_needs_no_broker(seeded_themes: GraphClient) -> None:
    with pytest.raises(InvalidInput, match="are both Japan"):
        await asked_of_seed(seeded_themes, "Japan", "JPN")
