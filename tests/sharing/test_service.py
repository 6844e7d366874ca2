"""Sharing against the brute-force oracle on generated worlds, and on facts of the seed that anyone can look up."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.seed import SEED, load_seed, read_folder
from app.record.releasability import Marking, Viewer
from app.sharing.model import Sharing, SharingBarrier, SharingBasis, SharingQuestion, SharingVerdict
from app.sharing.service import sharing
from app.sharing.text import sharing_in_words
from tests.brokers.facts import Fact, Seen
from tests.brokers.writing import write_worlds
from tests.conftest import wipe
from tests.sharing import oracle
from tests.sharing.generated import CODED, generated_questions, generated_world

WORLDS = 24
QUESTIONS_PER_WORLD = 18


def as_asked(question: oracle.Question) -> tuple[SharingQuestion, Viewer]:
    """The oracle's question as the service takes it."""
    asked = SharingQuestion(
        from_=question.sender,
        to=question.recipient,
        marking=question.marking,
        subject=question.subject,
        on=question.on,
        known_on=question.known_on,
        sources=tuple(sorted(question.sources)) if question.sources else None,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


def in_oracles_terms(answer: Sharing) -> oracle.Answer:
    """The service's answer as the oracle would give it."""

    def basis(shown: SharingBasis) -> oracle.Basis:
        memberships = [(record.nation, record.body) for record in shown.memberships]
        return oracle.Basis(
            agreement=shown.agreement,
            ground=shown.ground,
            carries=shown.carries,
            conditions=shown.conditions,
            parties=tuple(sorted((record.party, record.bound_to_share) for record in shown.parties)),
            bodies=tuple(sorted([*memberships, *((record.body, shown.agreement) for record in shown.regimes)])),
            attested=shown.attested,
            synthetic=shown.synthetic,
            disputed=shown.disputed,
        )

    def barrier(shown: SharingBarrier) -> oracle.Barrier:
        return oracle.Barrier(
            barrier=shown.barrier,
            bars=shown.bars,
            limits=tuple(sorted(((limit.restricted, limit.direction) for limit in shown.limits), key=str)),
            synthetic=shown.synthetic,
            disputed=shown.disputed,
        )

    return oracle.Answer(
        verdict=answer.verdict,
        marking=answer.marking,
        under=answer.under,
        because=tuple((reason.fact.value, reason.key) for reason in answer.because),
        conditions=answer.conditions,
        ways=len(answer.possible_by),
        bases=tuple(basis(shown) for shown in answer.bases),
        barriers=tuple(barrier(shown) for shown in answer.barriers),
        covered_by=answer.subject.covered_by if answer.subject else (),
        releases=len(answer.subject.releases) if answer.subject else 0,
        synthetic=answer.synthetic,
        disputed=answer.disputed,
    )


def check_shape(answer: Sharing) -> None:
    """What follows from the answer alone: nothing is permitted without a stated basis."""
    permitted = answer.verdict in (SharingVerdict.PERMITTED, SharingVerdict.PERMITTED_WITH_CONDITIONS)
    if permitted:
        (basis,) = [basis for basis in answer.bases if basis.agreement == answer.under]
        assert basis.carries
        assert basis.parties or basis.regimes
    assert bool(answer.conditions) == (answer.verdict == SharingVerdict.PERMITTED_WITH_CONDITIONS)
    assert bool(answer.possible_by) != permitted
    assert all(basis.carries == (basis.why_not is None) for basis in answer.bases)
    assert answer.because
    assert list(sharing_in_words(answer))


@pytest.fixture(scope="module")
async def worlds(module_graph: GraphClient) -> list[tuple[Fact, ...]]:
    """All generated worlds side by side in one graph."""
    await wipe(module_graph)
    made = [generated_world(seed) for seed in range(WORLDS)]
    await write_worlds(module_graph, (fact for facts in made for fact in facts), coded=CODED)
    return made


def exist(facts: tuple[Fact, ...], question: oracle.Question) -> bool:
    """Whether all that a question names exists for its viewer."""
    named = {question.sender, question.recipient, *([question.subject] if question.subject else [])}
    return named <= Seen(facts, question).exist


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle(client: GraphClient, worlds: list[tuple[Fact, ...]], seed: int) -> None:
    facts = worlds[seed]
    for question in generated_questions(seed, facts, number=QUESTIONS_PER_WORLD):
        asked, viewer = as_asked(question)
        if exist(facts, question):
            answer = await sharing(client, asked, viewer=viewer)
            check_shape(answer)
            assert in_oracles_terms(answer) == oracle.answer(facts, question), question
        else:
            with pytest.raises(NotFound):
                await sharing(client, asked, viewer=viewer)


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: every verdict, ground, kind of reason and flag is asked about often enough."""
    reached: dict[str, int] = {}
    for seed in range(WORLDS):
        facts = generated_world(seed)
        for question in generated_questions(seed, facts, number=QUESTIONS_PER_WORLD):
            happened = _happened(oracle.answer(facts, question)) if exist(facts, question) else ["hidden"]
            for name in happened:
                reached[name] = reached.get(name, 0) + 1
    assert set(reached) == {
        "hidden", "permitted", "permitted_with_conditions", "barred", "unknown",
        "information_security", "obligation_to_share", "regime_of_body", "through a body", "barred agreement",
        "agreement", "barrier", "release", "originator", "nothing_known", "covered",
        "stands between", "unattested", "synthetic", "disputed",
    }  # fmt: skip
    assert not [name for name, times in reached.items() if times < 5], reached


def _happened(answer: oracle.Answer) -> Iterator[str]:
    yield answer.verdict
    yield from {basis.ground for basis in answer.bases}
    yield from {fact for fact, _ in answer.because}
    happened = {
        "through a body": any(basis.parties and basis.bodies for basis in answer.bases),
        "barred agreement": any(not basis.carries and answer.marking == 0 for basis in answer.bases),
        "covered": any(basis.agreement in answer.covered_by for basis in answer.bases),
        "stands between": any(barrier.bars and len(barrier.limits) > 1 for barrier in answer.barriers),
        "unattested": any(not basis.attested for basis in answer.bases),
        "synthetic": answer.synthetic,
        "disputed": answer.disputed,
    }
    yield from (name for name, is_so in happened.items() if is_so)


# The seed


@pytest.fixture(scope="module")
async def seeded_themes(module_graph: GraphClient, tmp_path_factory: pytest.TempPathFactory) -> GraphClient:
    """Nations, bodies, agreements and barriers, with the initiatives and capabilities that barriers limit."""
    await wipe(module_graph)
    folder = tmp_path_factory.mktemp("themes")
    for theme in (
        "nations", "alliances", "organizations", "agreements", "interoperability", "exercises", "dialogues",
        "initiatives", "barriers",
    ):  # fmt: skip
        (folder / theme).symlink_to(SEED / theme)
    await load_seed(module_graph, read_folder(folder))
    return module_graph


async def asked_of_seed(graph: GraphClient, from_: str, to: str, on: date, **given: Any) -> Sharing:
    return await sharing(graph, SharingQuestion(from_=from_, to=to, on=on, **given), viewer=Viewer())


async def test_italy_and_japan_share_under_their_agreement(seeded_themes: GraphClient) -> None:
    before = await asked_of_seed(seeded_themes, "Japan", "Italy", date(2016, 6, 6))
    after = await asked_of_seed(seeded_themes, "Japan", "Italy", date(2016, 6, 7))
    agreement = "japan-italy-information-security"
    assert agreement not in {basis.agreement for basis in before.bases}
    assert after.under == agreement
    assert after.verdict == SharingVerdict.PERMITTED_WITH_CONDITIONS
    assert "japan-designated-secrets-act" in {barrier.barrier for barrier in after.barriers}


async def test_what_stood_between_korea_and_japan_went_with_their_agreement(seeded_themes: GraphClient) -> None:
    barred = await asked_of_seed(seeded_themes, "KOR", "JPN", date(2016, 11, 22))
    assert barred.verdict == SharingVerdict.BARRED
    assert [reason.key for reason in barred.because] == ["korea-japan-no-gsomia"]
    assert "us-japan-korea-tisa" in {basis.agreement for basis in barred.bases if basis.carries}
    allowed = await asked_of_seed(seeded_themes, "KOR", "JPN", date(2016, 11, 23))
    assert allowed.verdict == SharingVerdict.PERMITTED_WITH_CONDITIONS
    assert allowed.under == "japan-korea-gsomia"


async def test_nothing_known_is_not_no(seeded_themes: GraphClient) -> None:
    answer = await asked_of_seed(seeded_themes, "Kenya", "Norway", date(2024, 7, 1), marking=2)
    assert answer.verdict == SharingVerdict.UNKNOWN
    assert answer.under is None
    assert "An agreement on the security of information between Kenya and Norway." in answer.possible_by


async def test_a_duty_to_declare_carries_no_secrets(seeded_themes: GraphClient) -> None:
    secret = await asked_of_seed(seeded_themes, "USA", "Russia", date(2020, 7, 1), marking=3)
    assert secret.verdict == SharingVerdict.UNKNOWN
    assert "new-start" in {basis.agreement for basis in secret.bases if not basis.carries}
    plain = await asked_of_seed(seeded_themes, "USA", "Russia", date(2020, 7, 1), marking=0)
    assert plain.verdict == SharingVerdict.PERMITTED_WITH_CONDITIONS
    assert "noforn" in {barrier.barrier for barrier in secret.barriers}
    assert "noforn" not in {barrier.barrier for barrier in plain.barriers}


async def test_a_body_is_an_end_and_a_way(seeded_themes: GraphClient) -> None:
    answer = await asked_of_seed(seeded_themes, "Japan", "NATO", date(2024, 7, 1))
    assert answer.under == "japan-nato-information-security"
    through = await asked_of_seed(seeded_themes, "Japan", "Norway", date(2024, 7, 1))
    assert through.under == "japan-nato-information-security"
    (basis,) = [basis for basis in through.bases if basis.agreement == through.under]
    assert {(record.nation, record.body) for record in basis.memberships} == {("NOR", "nato")}
    assert "Only what North Atlantic Treaty Organization handles." in through.conditions


async def test_a_subject_is_limited_for_itself(seeded_themes: GraphClient) -> None:
    between = ("USA", "Australia", date(2024, 7, 1))
    by_key = await asked_of_seed(seeded_themes, *between, subject="aukus-advanced-capabilities")
    assert "uk-export-control-order" in {barrier.barrier for barrier in by_key.barriers}
    by_name = await asked_of_seed(seeded_themes, *between, subject="aukus advanced capabilities (pillar ii)")
    assert by_name.barriers == by_key.barriers
    without = await asked_of_seed(seeded_themes, *between)
    assert "uk-export-control-order" not in {barrier.barrier for barrier in without.barriers}


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"to": "Atlantis"}, NotFound, "to: no nation or body is known as 'Atlantis'."),
        ({"to": "ASEEAN"}, NotFound, "to: no nation or body is known as 'ASEEAN'. Did you mean ASEAN (asean)?"),
        ({"to": "Nippon", "from_": "JPN"}, InvalidInput, "to: 'JPN' and 'Nippon' are both Japan."),
        ({"subject": "telepathy"}, NotFound, "subject: nothing is known as 'telepathy'."),
    ],
)
async def test_what_is_wrong_is_named(
    seeded_themes: GraphClient, given: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        await asked_of_seed(seeded_themes, **{"from_": "USA", "to": "Japan", "on": date(2024, 7, 1), **given})
    assert str(raised.value).startswith(sentence)
