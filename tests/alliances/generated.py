"""Made-up worlds and questions that are small and nasty, the same for the same seed.

The calendar of a world is short and its spells begin and end on few days, so that boundaries meet; it is written down
at few moments, so that corrections meet what is asked to have been known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from tests.alliances.oracle import Assertion, Question, Spell, World

OBLIGATIONS = ("defence", "offence", "neutrality", "non-aggression", "consultation", "entente")
SOURCES = ("gazette", "ledger", "register")

CODED = (("ledger", frozenset(OBLIGATIONS[:3])), ("register", frozenset(OBLIGATIONS[1:])))
"""Two of the sources list every party of an agreement, with some kinds of obligation each."""

NATIONS = ("XAA", "XAB", "XAB-1950", "XAC", "XBA", "XBB", "XCA", "XCB")
"""A key begins like another, so that an order by joined keys shows itself."""

OUTSIDER = "XZZ"
"""A nationality that a viewer may have and a fact may be released to, though no nation of a world bears it."""

AGREEMENTS = tuple(f"pact-{letter}" for letter in "abcdefghijklmnop")

FIRST_DAY = date(1950, 1, 1)
FIRST_MOMENT = datetime(2021, 1, 1, tzinfo=UTC)
LAST_MOMENT = datetime(2024, 12, 31, 23, 59, 59, tzinfo=UTC)
"""No record of a world is older than `FIRST_MOMENT` or younger than `LAST_MOMENT`."""

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)

Interval = tuple[date, date | None]


def generated_world(seed: int) -> World:
    """The world of that seed: 4 to 8 nations, 4 to 16 agreements."""
    return _WorldMaker(Random(f"world {seed}")).world()


def generated_questions(seed: int, world: World, *, number: int) -> list[Question]:
    """Questions on `world`, each with a different `start` and `end`."""
    maker = _QuestionMaker(Random(f"questions {seed}"), world)
    return [maker.question() for _ in range(number)]


@dataclass(frozen=True)
class _Release:
    marking: int = 0
    releasable_to: frozenset[str] | None = None


class _WorldMaker:
    """Draws one world. Its days, moments, nations and agreements are drawn first, its records from these."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._days = sorted({FIRST_DAY + random.randrange(60) * DAY for _ in range(8)})
        self._moments = sorted(
            {FIRST_MOMENT + random.randrange(1_000) * DAY + random.randrange(86_400) * SECOND for _ in range(4)}
        )
        self._nations = random.sample(NATIONS, random.randint(4, len(NATIONS)))
        self._agreements = random.sample(AGREEMENTS, random.randint(4, len(AGREEMENTS)))

    def world(self) -> World:
        return World(
            spells=tuple(spell for agreement in self._agreements for spell in self._memberships(agreement)),
            nation_assertions=self._assertions(self._nations),
            agreement_assertions=self._assertions(self._agreements),
            coded=CODED,
        )

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _memberships(self, agreement: str) -> Iterator[Spell]:
        """The spells of one agreement."""
        for nation in self._parties():
            first_source, second_source = self._random.sample(SOURCES, 2)
            yield from self._history(nation, agreement, first_source)
            if self._chance(0.25):
                yield from self._history(nation, agreement, second_source)

    def _parties(self) -> list[str]:
        """Mostly two neighbours in a row of nations, which makes long chains; else one nation, which makes no link,
        three or all of them.
        """
        if self._chance(0.85):
            left = self._random.randrange(len(self._nations) - 1)
            return self._nations[left : left + 2]
        return self._random.sample(self._nations, self._random.choice((1, 1, 2, 3, 3, len(self._nations))))

    def _history(self, nation: str, agreement: str, source: str) -> Iterator[Spell]:
        """What one source says of one membership, with all that it said before."""
        for valid_from, valid_to in self._intervals():
            release = self._release()
            spell = Spell(
                nation=nation,
                agreement=agreement,
                obligations=self._obligations(),
                valid_from=valid_from,
                valid_to=valid_to,
                recorded_at=self._moments[0],
                source=source,
                marking=release.marking,
                releasable_to=release.releasable_to,
            )
            yield from self._corrections(spell) if self._chance(0.3) else [spell]

    def _intervals(self) -> list[Interval]:
        """When one nation is in one agreement: mostly throughout, else by some of its days, in one of many shapes."""
        first, second, third, fourth = sorted(self._random.choices(self._days, k=4))
        shapes: list[list[Interval]] = [
            [(self._days[0], None)],
            [(first, None)],
            [(first, fourth)],
            [(second, second)],
            [(first, second), (second, None)],
            [(first, second), (second + DAY, None)],
            [(first, second), (max(third, second + DAY), fourth if fourth > third > second else None)],
            [(first, third), (second, fourth)],
            [(first, None), (second, third)],
        ]
        return self._random.choices(shapes, weights=(24, 3, 2, 1, 1, 1, 1, 1, 1))[0]

    def _obligations(self) -> frozenset[str]:
        """None, one or several; defence more often than not, for that is what is asked most."""
        others = self._random.sample(OBLIGATIONS[1:], self._random.choice((0, 0, 1, 2)))
        return frozenset([*others, "defence"] if self._chance(0.7) else others)

    def _release(self) -> _Release:
        """Open to all more often than not."""
        return _Release() if self._chance(0.85) else self._limited_release()

    def _limited_release(self) -> _Release:
        """Marked, or released to some or to nobody, or both; sometimes neither."""
        readers = frozenset(self._random.sample([*self._nations, OUTSIDER], self._random.choice((0, 1, 2, 4))))
        return _Release(
            marking=self._random.choice((0, 0, 1, 2, 3, 4)), releasable_to=readers if self._chance(0.5) else None
        )

    def _corrections(self, spell: Spell) -> Iterator[Spell]:
        """The spell as first written, then corrected at later moments; sometimes withdrawn, sometimes written late."""
        moments = sorted(self._random.sample(self._moments, self._random.randint(1, len(self._moments))))
        for moment, next_moment in zip(moments, [*moments[1:], None], strict=True):
            yield replace(spell, recorded_at=moment, superseded_at=next_moment)
            if next_moment is None or self._chance(0.15):
                return
            spell = self._corrected(spell)

    def _corrected(self, spell: Spell) -> Spell:
        """The same spell with another first day, last day, set of obligations or release."""
        match self._random.randrange(4):
            case 0:
                return replace(spell, valid_from=spell.valid_from - DAY)
            case 1:
                return replace(spell, valid_to=self._later_end(spell))
            case 2:
                return replace(spell, obligations=self._obligations())
            case _:
                release = self._release()
                return replace(spell, marking=release.marking, releasable_to=release.releasable_to)

    def _later_end(self, spell: Spell) -> date:
        """A day later than the end of the spell, or an end for one that had none."""
        return spell.valid_to + DAY if spell.valid_to else max(spell.valid_from, self._days[-1])

    def _assertions(self, subjects: Sequence[str]) -> tuple[Assertion, ...]:
        """One or two for each subject: mostly open and old, some secret, late or withdrawn."""
        return tuple(self._assertion(subject) for subject in subjects for _ in range(self._random.choice((1, 1, 2))))

    def _assertion(self, subject: str) -> Assertion:
        old_and_open = Assertion(
            subject=subject,
            source=self._random.choice(SOURCES),
            valid_from=self._random.choice(self._days),
            recorded_at=self._moments[0],
        )
        if self._chance(0.9):
            return old_and_open
        release = self._limited_release()
        recorded_at, later = sorted(self._random.choices(self._moments, k=2))
        return replace(
            old_and_open,
            recorded_at=recorded_at,
            superseded_at=later if later > recorded_at else None,
            marking=release.marking,
            releasable_to=release.releasable_to,
        )


class _QuestionMaker:
    """Draws questions on one world, with days and moments on its boundaries and right beside them."""

    def __init__(self, random: Random, world: World) -> None:
        self._random = random
        self._nations = list(dict.fromkeys(assertion.subject for assertion in world.nation_assertions))
        self._agreements = sorted({assertion.subject for assertion in world.agreement_assertions})
        self._days = sorted({day for spell in world.spells for day in (spell.valid_from, spell.valid_to) if day})
        records = (*world.spells, *world.nation_assertions, *world.agreement_assertions)
        self._moments = sorted(
            {moment for record in records for moment in (record.recorded_at, record.superseded_at) if moment}
        )

    def question(self) -> Question:
        """A third asks for all that can be seen, so that long chains are found; the others are limited in some way."""
        start, end = self._ends()
        question = Question(
            start=start,
            end=end,
            max_hops=self._random.randint(1, 6),
            limit=self._random.choice((1, 2, 3, 5, 50)),
            on=self._day(),
            obligations=self._obligations(),
            clearance=4,
            nationality=self._random.choice(self._nations),
        )
        return question if self._chance(0.33) else self._limited(question)

    def _limited(self, question: Question) -> Question:
        return replace(
            question,
            known_on=self._known_on() if self._chance(0.6) else None,
            sources=self._some(SOURCES) if self._chance(0.3) else None,
            clearance=self._random.choice((0, 1, 2, 3, 4, 4)),
            nationality=self._random.choice((None, OUTSIDER, *self._nations)),
            avoided_nations=self._avoided_nations(question.start, question.end),
            avoided_agreements=self._some(self._agreements) if self._chance(0.2) else frozenset(),
        )

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _ends(self) -> list[str]:
        """Any two nations, or two from the ends of the row along which most agreements lie."""
        if self._chance(0.5):
            return self._random.sample(self._nations, 2)
        two = [self._random.choice(self._nations[:2]), self._random.choice(self._nations[-2:])]
        return self._random.sample(two, 2)

    def _some(self, choices: Sequence[str]) -> frozenset[str]:
        """One or two of them."""
        return frozenset(self._random.sample(choices, self._random.randint(1, 2)))

    def _day(self) -> date:
        if self._chance(0.8):
            return self._random.choice(self._days) + self._random.choice((-1, 0, 0, 1)) * DAY
        return FIRST_DAY + self._random.randrange(-5, 75) * DAY

    def _obligations(self) -> frozenset[str]:
        if self._chance(0.5):
            return frozenset({"defence"})
        return frozenset(self._random.sample(OBLIGATIONS, self._random.randint(1, len(OBLIGATIONS))))

    def _known_on(self) -> datetime:
        return self._random.choice(self._moments) + self._random.choice((-1, 0, 0, 1)) * SECOND

    def _avoided_nations(self, start: str, end: str) -> frozenset[str]:
        """Mostly none, sometimes others on the way, seldom one of the two that are asked about."""
        if self._chance(0.05):
            return frozenset({self._random.choice((start, end))})
        others = [nation for nation in self._nations if nation not in (start, end)]
        return self._some(others) if self._chance(0.2) else frozenset()
