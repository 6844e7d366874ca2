"""Made-up worlds and questions that are small and nasty, the same for the same seed.

Days lie on the ends of months, so that whole months and boundaries meet; records are written at few moments, so that
corrections meet what is asked to have been known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from tests.brokers.facts import Fact
from tests.brokers.oracle import Question
from tests.brokers.writing import SOURCES

OBLIGATIONS = ("defence", "consultation", "information_sharing", "logistics")
FIRST_MOMENT = datetime(2021, 1, 1, tzinfo=UTC)
MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)

_T = TypeVar("_T")


class Maker:
    """Draws records: when they hold, who says so, who may see them, and how they were corrected."""

    def __init__(self, seed: int, prefix: str, nations: int) -> None:
        self.random = Random(f"{prefix} {seed}")
        self.prefix = f"{prefix}{seed}-"
        self.nations = [f"{self.prefix}N{letter}" for letter in "ABCDEFGH"[:nations]]
        months = sorted(self.random.sample(range(30), 7))
        self.days = [
            date(1951 + month // 12, month % 12 + 1, self.random.choice((1, 15, 28, MONTH_ENDS[month % 12])))
            for month in months
        ]
        self.moments = sorted(FIRST_MOMENT + self.random.randrange(1_000) * DAY for _ in range(4))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def keys(self, letter: str, number: int) -> list[str]:
        return [f"{self.prefix}{letter}{each}" for each in range(number)]

    def some(self, choices: Sequence[_T], most: int) -> list[_T]:
        return self.random.sample(choices, self.random.randint(1, min(most, len(choices))))

    def entities(self, label: str, keys: Sequence[str], **says: Sequence[object]) -> Iterator[Fact]:
        """One or two assertions of each: mostly open, old and lasting."""
        for key in keys:
            for source in self.random.sample(SOURCES, self.random.choice((1, 1, 2))):
                drawn = {name: self.random.choice(values) for name, values in says.items()}
                fact = replace(self.fact("ASSERTED_BY", key, source, label=label, says=drawn), source=source)
                lasting = replace(fact, valid_from=self.days[0], valid_to=None)
                yield from self.corrected(lasting if self.chance(0.8) else fact)

    def between(self, fact_type: str, start: str, end: str, **says: object) -> Iterator[Fact]:
        """What one source, or two, say of two entities."""
        for source in self.random.sample(SOURCES, self.random.choice((1, 1, 1, 2))):
            yield from self.corrected(replace(self.fact(fact_type, start, end, says=says), source=source))

    def fact(self, fact_type: str, start: str, end: str, *, says: dict[str, object], label: str | None = None) -> Fact:
        first, last = sorted(self.random.choices(self.days, k=2))
        open_ended = self.chance(0.6)
        return Fact(
            type=fact_type,
            start=start,
            end=end,
            label=label,
            source=self.random.choice(SOURCES),
            valid_from=self.days[0] if self.chance(0.4) else first,
            valid_to=None if open_ended else last,
            recorded_at=self.moments[0],
            synthetic=self.chance(0.04),
            says=says,
            **self._release(),  # type: ignore[arg-type]
        )

    def corrected(self, fact: Fact) -> Iterator[Fact]:
        """The fact, or what was first written and what it was corrected to; sometimes it was withdrawn."""
        if self.chance(0.8):
            yield fact
            return
        written, later = sorted(self.random.sample(self.moments, 2))
        yield replace(fact, recorded_at=written, superseded_at=later)
        if self.chance(0.8):
            yield replace(fact, recorded_at=later, valid_from=fact.valid_from - DAY, synthetic=False)

    def _release(self) -> dict[str, object]:
        if self.chance(0.9):
            return {}
        readers = frozenset(self.random.sample(self.nations, self.random.choice((0, 1, 3))))
        return {"marking": self.random.choice((0, 1, 2, 4)), "releasable_to": readers if self.chance(0.6) else None}


def generated_world(seed: int) -> tuple[Fact, ...]:
    """The world of that seed, its keys with a prefix of its own: 5 to 8 nations, the first two at odds."""
    maker = Maker(seed, "B", Random(seed).randint(5, 8))
    return tuple(_records(maker))


def _records(maker: Maker) -> Iterator[Fact]:
    agreements, engagements = maker.keys("G", 8), maker.keys("E", 16)
    disputes, bodies = maker.keys("D", 4), maker.keys("O", 5)
    yield from maker.entities("Nation", maker.nations)
    yield from maker.entities("Agreement", agreements, kind=("treaty", "information_security"))
    yield from maker.entities("Engagement", engagements, kind=("joint_exercise", "forum"))
    yield from maker.entities("Dispute", disputes, kind=("territorial", "sanctions"))
    yield from maker.entities("Organization", bodies, kind=("regional",))
    for agreement in agreements:
        for nation in maker.some(maker.nations, 8):
            bound = frozenset(maker.random.sample(OBLIGATIONS, maker.random.choice((0, 1, 1, 2))))
            yield from maker.between("PARTY_TO", nation, agreement, obligations=bound)
    for engagement in engagements:
        for nation in maker.some(maker.nations, 7):
            role = maker.random.choice(("host", "participant", "observer"))
            yield from maker.between("PARTICIPATED_IN", nation, engagement, role=role)
    for dispute in disputes:
        for nation in maker.some(maker.nations, 6):
            side = maker.random.choice(("A", "B", "B", "B", None))
            for record in maker.between("DISPUTES", nation, dispute, side=side):
                yield replace(record, says={"side": "A"}) if maker.chance(0.35) else record
    for body in bodies:
        for nation in maker.some(maker.nations, 8):
            role = maker.random.choice(("member", "founding_member", "observer", "suspended"))
            yield from maker.between("MEMBER_OF", nation, body, role=role)


def generated_questions(seed: int, facts: tuple[Fact, ...], *, number: int) -> list[Question]:
    """Questions on a world, with days and moments on its boundaries and right beside them."""
    random = Random(f"questions {seed}")
    return [_question(random, facts) for _ in range(number)]


def _question(random: Random, facts: tuple[Fact, ...]) -> Question:
    nations = sorted({fact.start for fact in facts if fact.label == "Nation"})
    days = sorted({day for fact in facts for day in (fact.valid_from, fact.valid_to) if day})
    first, second = random.sample(nations, 2)
    question = Question(
        first=first,
        second=second,
        on=random.choice(days[len(days) // 3 :]) + random.choice((-1, 0, 0, 1)) * DAY,
        obligations=frozenset(random.sample(OBLIGATIONS, random.randint(1, 4))),
        contact_months=random.choice((None, 0, 1, 3, 12)),
        allow_disputes=random.random() < 0.6,
        require_security=random.random() < 0.2,
        limit=random.choice((1, 1, 2, 3, 50)),
        nationality=random.choice(nations),
    )
    if random.random() < 0.2:
        # What was hosted ten years before, to the day or nearly so.
        decade_later = question.on.replace(year=question.on.year + 10) if question.on.day < 29 else question.on
        question = replace(question, on=decade_later, contact_months=None)
    return question if random.random() < 0.4 else _limited(random, question, facts, nations)


def _limited(random: Random, question: Question, facts: tuple[Fact, ...], nations: Sequence[str]) -> Question:
    moments = sorted({moment for fact in facts for moment in (fact.recorded_at, fact.superseded_at) if moment})
    return replace(
        question,
        known_on=random.choice(moments) + random.choice((-1, 0, 1)) * SECOND if random.random() < 0.5 else None,
        sources=frozenset(random.sample(SOURCES, random.randint(1, 2))) if random.random() < 0.4 else None,
        clearance=random.choice((0, 1, 2, 4)),
        nationality=random.choice((None, *nations)),
    )
