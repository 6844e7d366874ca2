"""Made-up worlds and questions on sharing that are small and nasty, the same for the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.brokers.facts import Fact
from tests.brokers.generated import Maker
from tests.brokers.writing import SOURCES
from tests.sharing.oracle import Question

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
CODED = frozenset({"register"})
"""Sources that list every party of an agreement."""

OBLIGATIONS = (
    frozenset({"information_sharing"}),
    frozenset({"information_sharing", "defence"}),
    frozenset({"defence"}),
)


def generated_world(seed: int) -> tuple[Fact, ...]:
    """The world of that seed, its keys with a prefix of its own: four nations and three bodies."""
    maker = Maker(seed, "S", 4)
    return tuple(_with_observation(maker.random, maker.days, _records(maker)))


def _with_observation(random: Random, days: Sequence[date], records: Iterator[Fact]) -> Iterator[Fact]:
    """Some sources stop observing before what they say ends."""
    for fact in records:
        yield replace(fact, attested_until=random.choice(days)) if random.random() < 0.1 else fact


def _records(maker: Maker) -> Iterator[Fact]:
    random = maker.random
    agreements, bodies = maker.keys("G", 7), maker.keys("O", 3)
    barriers, clauses, subjects = maker.keys("B", 4), maker.keys("C", 3), maker.keys("T", 3)
    yield from maker.entities("Nation", maker.nations)
    yield from maker.entities("Organization", bodies, kind=("regional",))
    yield from maker.entities("Agreement", agreements, kind=("treaty", "information_security"))
    yield from maker.entities(
        "Obligation",
        clauses,
        kind=("information_sharing", "information_sharing", "defence"),
        conditions=("Only what is ready.", "Only on Mondays.", None),
    )
    yield from maker.entities(
        "InformationBarrier",
        barriers,
        kind=("legal", "classification"),
        rule=("No.",),
        remedy=("A licence.", "A licence.", "A vote.", None, None),
    )
    yield from _subjects(maker, subjects)
    ends = (*maker.nations, *bodies)
    for agreement in agreements:
        for party in random.sample(ends, random.randint(3, 6)):
            yield from maker.between("PARTY_TO", party, agreement, obligations=random.choice(OBLIGATIONS))
        for clause in random.sample(clauses, random.choice((0, 1, 2))):
            yield from maker.between("BINDS", agreement, clause)
        for governed in random.sample((*bodies, *subjects), random.choice((1, 1, 2, 3))):
            yield from maker.between("GOVERNED_BY", governed, agreement)
    for body in bodies:
        for nation in maker.some(maker.nations, 4):
            role = random.choice(("member", "founding_member", "observer"))
            yield from maker.between("MEMBER_OF", nation, body, role=role)
    for barrier in barriers:
        for restricted in random.sample((*ends, *agreements, *subjects), random.choice((1, 2, 3))):
            direction = random.choice(("outgoing", "incoming", "both", None))
            yield from maker.between("RESTRICTS", barrier, restricted, direction=direction)


def _subjects(maker: Maker, subjects: list[str]) -> Iterator[Fact]:
    """Things to share something about, some of which is somebody's, or for some only."""
    for fact in maker.entities("Capability", subjects, area=("inform",)):
        whose = maker.random.choice((None, None, *maker.nations))
        limit = frozenset(maker.some(maker.nations, 3)) if maker.chance(0.6) else fact.releasable_to
        yield replace(fact, originator=whose, releasable_to=limit)


def generated_questions(seed: int, facts: tuple[Fact, ...], *, number: int) -> list[Question]:
    """Questions on a world, with days and moments on its boundaries and right beside them."""
    random = Random(f"sharing {seed}")
    return [_question(random, facts) for _ in range(number)]


def _keys(facts: tuple[Fact, ...], *labels: str) -> list[str]:
    return sorted({fact.start for fact in facts if fact.label in labels})


def _question(random: Random, facts: tuple[Fact, ...]) -> Question:
    days = sorted({day for fact in facts for day in (fact.valid_from, fact.valid_to, fact.attested_until) if day})
    ends = [*_keys(facts, "Nation"), *_keys(facts, "Nation"), *_keys(facts, "Organization")]
    sender = random.choice(ends)
    recipient = random.choice([end for end in ends if end != sender])
    subjects = _keys(facts, "Capability", "Capability", "Agreement")
    question = Question(
        sender=sender,
        recipient=recipient,
        marking=random.choice((None, 0, 0, 1, 3)),
        subject=random.choice(subjects) if random.random() < 0.5 else None,
        on=random.choice(days[len(days) // 3 :]) + random.choice((-1, 0, 0, 1)) * DAY,
        nationality=random.choice(_keys(facts, "Nation")),
        coded=CODED,
    )
    return question if random.random() < 0.5 else _limited(random, question, facts)


def _limited(random: Random, question: Question, facts: tuple[Fact, ...]) -> Question:
    moments = sorted({moment for fact in facts for moment in (fact.recorded_at, fact.superseded_at) if moment})
    return replace(
        question,
        known_on=random.choice(moments) + random.choice((-1, 0, 1)) * SECOND if random.random() < 0.5 else None,
        sources=frozenset(random.sample(SOURCES, random.randint(1, 2))) if random.random() < 0.25 else None,
        clearance=random.choice((0, 1, 2, 4)),
        nationality=random.choice((None, *_keys(facts, "Nation"))),
    )
