"""Made-up worlds and questions that are small and nasty, the same for the same seed.

Facts begin and end on few days, so that boundaries meet, and are written down at few moments, so that corrections meet
what is asked to have been known. Every key of a world begins with its own prefix, so that one graph holds them all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from tests.histories.oracle import LEVELS, Fact, Question

SOURCES = ("gazette", "ledger", "register")
KINDS = ("joint_exercise", "staff_talks", "port_call")
ROLES = ("host", "host", "lead", "participant", "participant", "participant", "observer", "organiser")
OUTSIDER = "XZZ"
"""A nationality that a viewer may have, though no nation of a world bears it."""

FIRST_DAY = date(1998, 1, 1)
LAST_DAY = date(2014, 12, 31)
MOMENTS = tuple(datetime(2020 + year, 5, 17, 12, tzinfo=UTC) for year in range(3))
DAY = timedelta(days=1)


def generated_world(seed: int) -> list[Fact]:
    """The world of that seed: 4 nations, a body, 3 units, 2 posts, 18 engagements, 3 series and 3 disputes."""
    return list(_WorldMaker(Random(f"histories {seed}"), f"w{seed:03}-").facts())


def generated_questions(seed: int, world: Sequence[Fact], *, number: int) -> list[Question]:
    """Questions on the world of that seed."""
    maker = _QuestionMaker(Random(f"questions {seed}"), world)
    return [maker.question() for _ in range(number)]


class _WorldMaker:
    def __init__(self, random: Random, prefix: str) -> None:
        self._random = random
        self._prefix = prefix
        self._numbers = count()
        self._nations = self._keys("XAA", "XAB", "XAC", "XB")
        self._body = f"{prefix}body"
        self._units = self._keys("unit-a", "unit-b", "unit-c")
        self._posts = self._keys("post-a", "post-b")
        self._series = self._keys("series-a", "series-b", "series-c")
        self._engagements = self._keys(*(f"held-{letter}" for letter in "abcdefghijklmnopqr"))
        self._disputes = self._keys("dispute-a", "dispute-b", "dispute-c")
        self._busy = random.random() < 0.4
        """Two nations take part in nearly everything, so that they have a rhythm."""
        span = (LAST_DAY - FIRST_DAY).days
        drawn = [FIRST_DAY + random.randrange(span) * DAY for _ in range(12)]
        self._days = sorted({*drawn, drawn[0].replace(month=1, day=1), drawn[1].replace(day=1)})

    def facts(self) -> Iterator[Fact]:
        for written in self._written():
            often = 0.3 if written.label == "EngagementSeries" else 0.08
            yield from self._corrections(written) if self._chance(often) else [written]

    def _written(self) -> Iterator[Fact]:
        for key in self._nations:
            yield from self._assertions("Nation", key)
        yield from self._assertions("Organization", self._body, kind="alliance")
        for key in self._units:
            yield from self._assertions("Unit", key, kind="formation")
            yield from self._stands("BELONGS_TO", key)
        for key in self._posts:
            yield from self._assertions("AttachePost", key, kind="defence_attache")
            yield from self._stands("SENT_BY", key)
        for key in self._series:
            yield from self._series_assertions(key)
        for key in self._engagements:
            yield from self._engagement(key)
        for key in self._disputes:
            yield from self._assertions("Dispute", key, kind=self._random.choice(("territorial", "political")))
            yield from self._sides(key)

    # Draws

    def _keys(self, *names: str) -> list[str]:
        return [f"{self._prefix}{name}" for name in names]

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _some(self, choices: Sequence[Any], *numbers: int) -> list[Any]:
        return self._random.sample(choices, self._random.choice(numbers))

    def _fact(self, fact_type: str, start: str, end: str, source: str, dates: dict[str, Any], **given: Any) -> Fact:
        """A record, visible to all more often than not."""
        hidden: dict[str, Any] = {}
        if self._chance(0.07):
            hidden["marking"] = self._random.choice((1, 2, 3))
        if self._chance(0.05):
            hidden["releasable_to"] = frozenset(self._some([*self._nations, OUTSIDER], 0, 1, 2))
        return Fact(
            id=f"{self._prefix}{next(self._numbers):04}",
            type=fact_type,
            start=start,
            end=end,
            source=source,
            recorded_at=MOMENTS[0],
            reliability=self._random.choice("ABBC"),
            credibility=self._random.choice((1, 2, 2, 3)),
            synthetic=self._chance(0.04),
            **hidden,
            **dates,
            **given,
        )

    def _corrections(self, fact: Fact) -> list[Fact]:
        """The record as first written, and what became of it."""
        first, last = sorted(self._random.sample(MOMENTS[1:], 2))
        withdrawn = replace(fact, superseded_at=first)
        late = replace(fact, recorded_at=first)
        later = replace(
            fact,
            id=f"{fact.id}-2",
            recorded_at=first,
            superseded_at=self._random.choice((None, last)),
            valid_from=fact.valid_from - DAY if fact.precision == "day" else fact.valid_from,
            marking=self._random.choice((0, 0, 2)),
        )
        return self._random.choice(([withdrawn], [late], [withdrawn, later], [withdrawn, later]))

    def _always(self) -> dict[str, Any]:
        return {"valid_from": self._random.choice((date(1900, 1, 1), self._days[0]))}

    def _spell(self) -> dict[str, Any]:
        """Mostly throughout, else between two of the days."""
        if self._chance(0.6):
            return {"valid_from": date(1990, 1, 1)}
        first, last = sorted(self._random.choices(self._days, k=2))
        return {
            "valid_from": first,
            "valid_to": self._random.choice((last, last, None)),
            "attested_until": self._random.choice((None, None, last)),
            "end_unknown": self._chance(0.1),
        }

    def _held(self) -> dict[str, Any]:
        """The dates of an engagement: some days, a month, a year, or since a day."""
        first = self._random.choice(self._days) + self._random.choice((-1, 0, 0, 0, 1, 40, 365)) * DAY
        last = first + self._random.choice((0, 0, 3, 9, 400)) * DAY
        dates: dict[str, Any] = {"valid_from": first, "valid_to": last, "to_precision": "day"}
        match self._random.randrange(12):
            case 0:
                dates = _year(first)
            case 1:
                dates = _month(first)
            case 2:
                dates |= {"valid_to": None, "to_precision": None, "end_unknown": self._chance(0.5)}
            case 3:
                dates |= {"start_unknown": True}
        return dates

    # Facts

    def _assertions(self, label: str, key: str, **says: Any) -> Iterator[Fact]:
        """One or two sources say that something exists, under names of their own."""
        for source in self._some(SOURCES, 1, 1, 2):
            names = {"name": f"{key} by {source}", "searchNames": [f"{key} by {source}"]}
            yield self._fact("ASSERTED_BY", key, source, source, self._always(), label=label, says=names | says)

    def _series_assertions(self, key: str) -> Iterator[Fact]:
        cadence = self._random.choice((None, None, None, 6, 12))
        for source in self._some(SOURCES, 1, 1, 2):
            says: dict[str, Any] = {"name": f"{key} by {source}", "kind": KINDS[0]}
            declared = self._random.choice((*[cadence] * 3, 24))
            if declared is not None:
                says["cadenceMonths"] = declared
            yield self._fact("ASSERTED_BY", key, source, source, self._spell(), label="EngagementSeries", says=says)

    def _stands(self, fact_type: str, key: str) -> Iterator[Fact]:
        for owner in self._some([*self._nations, self._body] if fact_type == "BELONGS_TO" else self._nations, 1, 1, 2):
            for source in self._some(SOURCES, 1, 1, 2):
                yield self._fact(fact_type, key, owner, source, self._spell())

    def _engagement(self, key: str) -> Iterator[Fact]:
        """What one source says of it, with who took part; another agrees, knows it less well, or contradicts it."""
        dates, kind, level = self._held(), self._random.choice(KINDS), self._random.choice((None, *LEVELS))
        actors = self._some([*self._nations, *self._nations, self._body, *self._units, *self._posts], 2, 3, 4, 5)
        if self._busy:
            actors = [*self._nations[:2], *actors]
        for place, source in enumerate(self._some(SOURCES, 1, 1, 2, 2, 3)):
            if place and self._chance(0.5):
                dates = self._random.choice((_year(dates["valid_from"]), _month(dates["valid_from"]), self._held()))
            says = {
                "name": f"{key} by {source}",
                "kind": kind if self._chance(0.9) else KINDS[0],
                "level": level if self._chance(0.7) else self._random.choice((None, *LEVELS)),
                "location": self._random.choice((None, "Here")),
            }
            yield self._fact("ASSERTED_BY", key, source, source, dates, label="Engagement", says=_known(says))
            if self._chance(0.05):
                yield self._fact(
                    "ASSERTED_BY", key, source, source, self._held(), label="Engagement", says=_known(says)
                )
            if place == 0 or self._chance(0.6):
                yield from self._parts(key, source, dates, list(dict.fromkeys(actors)))
            if self._chance(0.7):
                yield self._fact(
                    "IN_SERIES", key, self._random.choice([*self._series[:1] * 3, *self._series]), source, dates
                )

    def _parts(self, key: str, source: str, dates: dict[str, Any], actors: list[str]) -> Iterator[Fact]:
        for actor in actors:
            if self._chance(0.9):
                says = {
                    "role": self._random.choice(ROLES),
                    "contribution": self._random.choice((None, "a frigate")),
                    "personnel": self._random.choice((None, 120)),
                }
                spell = dates if self._chance(0.93) else self._spell()
                yield self._fact("PARTICIPATED_IN", actor, key, source, spell, says=_known(says))

    def _sides(self, key: str) -> Iterator[Fact]:
        for source in self._some(SOURCES, 1, 2, 2):
            spell = self._spell()
            for nation in self._some(self._nations, 2, 3, 3):
                for dates in (spell, self._spell())[: self._random.choice((1, 1, 2))]:
                    says = {"side": self._random.choice(("A", "A", "B", "B", None)), "role": "party"}
                    yield self._fact("DISPUTES", nation, key, source, dates, says=_known(says))


def _known(says: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in says.items() if value is not None}


def _year(day: date) -> dict[str, Any]:
    return {
        "valid_from": date(day.year, 1, 1),
        "valid_to": date(day.year, 12, 31),
        "precision": "year",
        "to_precision": "year",
    }


def _month(day: date) -> dict[str, Any]:
    first = day.replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    return {"valid_from": first, "valid_to": following - DAY, "precision": "month", "to_precision": "month"}


class _QuestionMaker:
    """Draws questions on one world, with days on its boundaries and right beside them."""

    def __init__(self, random: Random, world: Sequence[Fact]) -> None:
        self._random = random
        labels = {fact.start: fact.label for fact in world if fact.label}
        self._nations = sorted(key for key, label in labels.items() if label == "Nation")
        self._others = sorted(key for key, label in labels.items() if label in ("Organization", "Unit", "AttachePost"))
        self._days = sorted({day for fact in world for day in (fact.valid_from, fact.valid_to) if day})

    def question(self) -> Question:
        """Half ask for all that can be seen; the others are limited in some way."""
        random = self._random
        since = random.choice((FIRST_DAY, FIRST_DAY, self._day()))
        question = Question(
            between=self._between(),
            since=since,
            on=max(since, random.choice((LAST_DAY, date(2012, 12, 31), self._day()))),
            limit=random.choice((200, 200, 200, 1, 3)),
            nationality=random.choice(self._nations),
        )
        return question if random.random() < 0.5 else self._limited(question)

    def _limited(self, question: Question) -> Question:
        random = self._random
        return replace(
            question,
            known_on=random.choice((None, *MOMENTS, MOMENTS[1] - timedelta(seconds=1))),
            sources=frozenset(random.sample(SOURCES, random.randint(1, 2))) if random.random() < 0.5 else None,
            kinds=tuple(sorted(random.sample(KINDS, random.randint(1, 2)))) if random.random() < 0.3 else (),
            rows=random.choice((20_000, 20_000, 2, 5)),
            clearance=random.choice((0, 1, 2, 4)),
            nationality=random.choice((None, OUTSIDER, *self._nations)),
        )

    def _between(self) -> tuple[str, ...]:
        nations = self._random.sample(self._nations, self._random.choice((2, 2, 2, 3)))
        if self._random.random() < 0.3:
            nations = self._nations[:2]
        if self._random.random() < 0.3:
            nations[-1] = self._random.choice(self._others)
        return tuple(nations)

    def _day(self) -> date:
        near = [day for day in self._days if FIRST_DAY <= day <= LAST_DAY]
        return self._random.choice(near) + self._random.choice((-1, 0, 0, 1)) * DAY
