"""Search against the brute-force oracle on generated worlds, before all for those who may not see everything."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.model.labels import LABELS, SOURCE
from app.record.releasability import Marking, Viewer
from app.search.model import NameKind, SearchLabel, SearchQuestion, SearchResults
from app.search.service import search, suggest
from tests.answers.told import Told, World, write_world
from tests.search.generated import Question, generated_questions, generated_world
from tests.search.oracle import misspelt, must_find, telling

WORLDS = 3
QUESTIONS_PER_WORLD = 40


async def found(graph: GraphClient, question: Question) -> SearchResults:
    asked = SearchQuestion(
        text=question.typed,
        labels=tuple(map(SearchLabel, question.labels)),
        limit=100,
        on=question.asked.on,
        known_on=question.asked.known_on,
        sources=question.asked.sources,
    )
    return await search(graph, asked, viewer=viewer_of(question))


def viewer_of(question: Question) -> Viewer:
    return Viewer(clearance=Marking(question.asked.clearance), nationality=question.asked.nationality)


def seen(world: World, question: Question) -> World:
    """The world without what the asker may not see."""
    return tuple(
        told
        for told in world
        if told.marking <= question.asked.clearance
        and (told.releasable_to is None or question.asked.nationality in told.releasable_to)
    )


@pytest.mark.parametrize(("seed", "clearance"), [(0, 0), (1, 1)])
async def test_what_is_hidden_changes_nothing(client: GraphClient, seed: int, clearance: int) -> None:
    """Answers, order, counts and scores are those of a graph that the hidden records never were in."""
    world = generated_world(seed)
    questions = [
        replace(question, asked=replace(question.asked, clearance=clearance, nationality=None))
        for question in generated_questions(seed, number=QUESTIONS_PER_WORLD // 2)
    ]
    questions += [typing_error(question, number) for number, question in enumerate(questions)]
    await write_world(client, world, coded={})
    answers = [await found(client, question) for question in questions]
    await write_world(client, seen(world, questions[0]), coded={})
    for question, answer in zip(questions, answers, strict=True):
        assert await found(client, question) == answer, question
    assert len(seen(world, questions[0])) < len(world) * 0.8
    assert sum(answer.found > 0 for answer in answers) > len(answers) / 4


def typing_error(question: Question, number: int) -> Question:
    errors = [question.typed, *misspelt(question.typed)]
    typed = Random(number).choice(errors)
    return replace(question, typed=typed if any(letter.isalnum() for letter in typed) else "gold")


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_all_that_answers_is_found_and_nothing_else(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world, coded={})
    met = 0
    for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
        answer = await found(client, question)
        expected = must_find(world, question.typed, question.asked, question.labels)
        assert answer.complete
        if expected or not answer.corrected:
            assert {hit.key for hit in answer.hits} == expected, question
        check_shape(answer)
        met += bool(expected)
    assert met > QUESTIONS_PER_WORLD / 3


def check_shape(answer: SearchResults) -> None:
    order = [label.value for label in SearchLabel]
    places = [(-hit.score, order.index(hit.label), hit.key) for hit in answer.hits]
    assert places == sorted(places)
    assert answer.found == len(answer.hits)
    assert not answer.more
    for hit in answer.hits:
        assert "".join(part.text for part in hit.parts) == hit.text
        assert any(part.matched for part in hit.parts)
        assert all(one.matched != other.matched for one, other in zip(hit.parts, hit.parts[1:], strict=False))


NAMES: dict[str, tuple[str, dict[str, Any]]] = {
    "org-nato": ("Organization", {"name": "North Atlantic Treaty Organization", "shortName": "NATO"}),
    "north-atlantic-treaty": ("Agreement", {"name": "North Atlantic Treaty", "kind": "treaty"}),
    "NOR": ("Nation", {"name": "Norway", "iso2": "NO", "iso3": "NOR", "cowCode": 385, "aliases": ["Norge"]}),
    "CIV": ("Nation", {"name": "Côte d’Ivoire", "iso2": "CI", "iso3": "CIV", "aliases": ["Ivory Coast"]}),
    "KAZ": ("Nation", {"name": "Kazakhstan", "iso2": "KZ", "iso3": "KAZ"}),
    "exercise-a": ("Engagement", {"name": "Northern Challenge 2016", "kind": "joint_exercise"}),
    "exercise-b": ("Engagement", {"name": "Northern Challenge 2017", "kind": "joint_exercise"}),
    "stanag-2116": ("Standard", {"name": "Grades of personnel", "designation": "STANAG 2116"}),
    "letters": ("Unit", {"name": "Łódź ørn straße Đà ŋə þing ħæt œuvre ıslak", "kind": "staff"}),
}


@pytest.fixture(scope="module")
async def named(client: GraphClient) -> GraphClient:
    day = generated_world(0)[0].valid_from
    told = Told(type="ASSERTED_BY", start="", end="ledger", source="ledger", row="", valid_from=day)
    world = tuple(replace(told, start=key, row=key, label=label, says=said) for key, (label, said) in NAMES.items())
    await write_world(client, world, coded={})
    return client


async def first(graph: GraphClient, typed: str) -> str | None:
    hits = await suggest(graph, typed, viewer=Viewer(), limit=1)
    return hits[0].key if hits else None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("nato", "org-nato"),
        ("North Atlantic Treaty", "north-atlantic-treaty"),
        ("no", "NOR"),  # a code that the index takes for a word to leave out
        ("385", "NOR"),
        ("norge", "NOR"),
        ("nor", "NOR"),
        ("COTE D'IVOIRE", "CIV"),
        ("ivoire", "CIV"),
        ("ivory c", "CIV"),
        ("stanag 2116", "stanag-2116"),
        ("treaty of the north", "north-atlantic-treaty"),
        ("Казахстан", "KAZ"),
        ("lodz", "letters"),
        ("strasse", "letters"),
        ("nga", None),
        ("AND", None),
        ('/ "NOT (treaty* AND~ +north:', "north-atlantic-treaty"),
    ],
)
async def test_what_is_typed_is_found(named: GraphClient, typed: str, key: str | None) -> None:
    assert await first(named, typed) == key


@pytest.mark.parametrize("letters", ["orn", "strasse", "da", "na", "thing", "haet", "oeuvre", "islak"])
async def test_latin_letters_are_folded_as_the_index_folds_them(named: GraphClient, letters: str) -> None:
    assert "letters" in {hit.key for hit in await suggest(named, letters, viewer=Viewer())}


@pytest.mark.parametrize("word", ["norway", "kazakhstan", "challenge", "organization"])
async def test_a_single_error_is_forgiven_wherever_it_is(named: GraphClient, word: str) -> None:
    meant = {key for key, (_, said) in NAMES.items() if word in telling(str(said["name"]))}
    for typed in sorted({*misspelt(word)} - {word})[len(word) % 3 :: 12]:
        answer = await search(named, SearchQuestion(text=typed), viewer=Viewer())
        assert meant <= {hit.key for hit in answer.hits}, typed
        assert answer.corrected or typed.startswith(word[:-1]) or word.startswith(typed)


@pytest.mark.parametrize(
    "typed", ["khazakstan", "kazakstna", "akzakhsatn", "orgnziation", "noganization", "ongarization"]
)
async def test_two_errors_are_forgiven_in_a_long_word(named: GraphClient, typed: str) -> None:
    assert await first(named, typed) in ("KAZ", "org-nato")


async def test_a_number_has_no_errors(named: GraphClient) -> None:
    assert await first(named, "stanag 2115") is None
    assert await first(named, "northern challenge 2018") is None


async def test_what_was_matched_is_shown(named: GraphClient) -> None:
    (hit,) = await suggest(named, "coté ivo", viewer=Viewer())
    assert [(part.text, part.matched) for part in hit.parts] == [
        ("Côte", True), (" d’", False), ("Ivo", True), ("ire", False),
    ]  # fmt: skip
    (coded,) = await suggest(named, "kz", viewer=Viewer())
    assert (coded.matched, coded.text, coded.name, coded.score) == (NameKind.CODE, "KZ", "Kazakhstan", 100)


async def test_kinds_can_be_chosen(named: GraphClient) -> None:
    hits = await suggest(named, "north", [SearchLabel.AGREEMENT], viewer=Viewer())
    assert [hit.key for hit in hits] == ["north-atlantic-treaty"]


async def test_text_without_a_word_is_refused(named: GraphClient) -> None:
    with pytest.raises(InvalidInput, match=r"text: '\?\?' holds no letter or digit"):
        await suggest(named, "??", viewer=Viewer())


def test_every_kind_of_entity_can_be_looked_for() -> None:
    assert [label.value for label in SearchLabel] == [label.name for label in LABELS if label is not SOURCE]


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 200,
        "abcdefghijklmnopqrstuvwx" * 8,
        " ".join(f"abstraktion{letter}{letter}" for letter in "abcdefghijklmno"),
        "aaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbb",
        r'a" OR name:* /.*/ \ [a TO z] {b} ^2 ~3 && || ! (',
        "Объединённыенации " * 5,
        "日本国民統合" * 20,
        "हिन्दी عَرَبي ภาษาไทย 한국 🇯🇵 ﷺ ǅ ŉ İ \u0301\u200b",
        "\u0000x\ud7ff",
    ],
)
async def test_any_text_has_an_answer(named: GraphClient, typed: str) -> None:
    assert await first(named, typed[:200]) is None
