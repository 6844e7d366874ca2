"""Made-up names that are much alike, some of them hidden, and what is typed to find them: the same for one seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.answers.told import Asked, Drawer, Told, World

READERS = ("XAA", "XAB", "XBA")
LABELS = ("Nation", "Organization", "Agreement", "Engagement", "Standard")
PARTS = (
    "North", "Norther", "Northern", "Atlantic", "Atlántico", "Łódź", "Lodz", "Côte", "d'Ivoire", "U.S.", "Treaty",
    "Traety", "of", "the", "and", "on", "Friendship", "Freindship", "Exercise", "Éxercise", "Gold", "Golden", "2016",
    "2017", "STANAG", "2116", "2117", "Søndre", "Organisation", "Organization",
)  # fmt: skip
SCRIPTS = ("Россия", "日本国", "Ελλάδα")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is typed, for which kinds of entities, and who asks when."""

    typed: str
    labels: tuple[str, ...]
    asked: Asked


def drawer(seed: int) -> Drawer:
    random = Random(f"search {seed}")
    first = date(2019, 1, 1) + timedelta(days=random.randrange(90))
    return Drawer(random, [first, first + timedelta(days=100), first + timedelta(days=400)], READERS)


def generated_world(seed: int) -> World:
    """Some sixty entities, most with several assertions, half of which are marked or limited to somebody."""
    return tuple(_records(drawer(seed)))


def _records(draw: Drawer) -> Iterator[Told]:
    for number in range(60):
        label = draw.random.choice(LABELS)
        key = f"{label.lower()}-{number}" if label != "Nation" else f"X{number:02}"
        for told in draw.entity(label, key):
            said = replace(told, says=_said(draw, label, number))
            hidden = draw.chance(0.4)
            said = replace(said, marking=draw.random.choice((1, 2, 3, 4))) if hidden else said
            if draw.chance(0.15):
                said = replace(said, releasable_to=tuple(draw.random.sample(READERS, 1)))
            yield said


def _said(draw: Drawer, label: str, number: int) -> dict[str, object]:
    says: dict[str, object] = {"name": name(draw)}
    if label in ("Organization", "Agreement"):
        says |= {"shortName": name(draw, most=2)} if draw.chance(0.5) else {}
        says |= {"kind": "treaty" if label == "Agreement" else "alliance"}
    if label == "Engagement":
        says["kind"] = "joint_exercise"
    if label == "Standard":
        says["designation"] = f"STANAG {draw.random.choice((2116, 2117, 2118))}"
    if label == "Nation":
        says |= {"iso2": f"X{draw.random.choice('ABC')}", "iso3": f"X{number:02}", "cowCode": 900 + number % 3}
        says |= {"aliases": [name(draw), draw.random.choice(SCRIPTS)]} if draw.chance(0.5) else {}
    return says


def name(draw: Drawer, *, most: int = 4) -> str:
    return " ".join(draw.random.sample(PARTS, draw.random.randint(1, most)))


def generated_questions(seed: int, *, number: int) -> Iterator[Question]:
    """What is typed on the world of that seed: names of it, and others, whole and begun, with accents and without."""
    draw = drawer(seed)
    told = list(_records(draw))
    for _ in range(number):
        labels = tuple(draw.random.sample(LABELS, 2)) if draw.chance(0.2) else ()
        yield Question(typed=_typed(draw, told), labels=labels, asked=draw.asked())


def _typed(draw: Drawer, told: list[Told]) -> str:
    one = draw.random.choice(told)
    if draw.chance(0.15):
        return draw.random.choice(("XA", "xb", "X07", one.start, "901", *SCRIPTS, "日本"))
    typed = str(one.says["name"]) if draw.chance(0.6) else name(draw, most=3)
    words = typed.split()
    if draw.chance(0.5):
        words = draw.random.sample(words, draw.random.randint(1, len(words)))
    text = draw.random.choice((str.upper, str.lower, str.title, str))(" ".join(words))
    if draw.chance(0.5):
        text = text[: max(1, len(text) - draw.random.randint(0, 5))]
    return text if any(letter.isalnum() for letter in text) else "gold"
