"""Made-up worlds in which something is always wrong, and questions about them, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.answers.told import Drawer, Told, World
from tests.attention.oracle import KINDS, Question

NATIONS = ("XAA", "XAB", "XBA", "XCA")
READERS = (*NATIONS, "XZZ")
BODIES = ("body-a", "body-b")
AGREEMENTS = tuple(f"pact-{letter}" for letter in "abcdef")
SERIES = ("series-a", "series-b", "series-c")
ENGAGEMENTS = tuple(f"event-{number:02}" for number in range(18))
POSTS = tuple(f"post-{letter}" for letter in "abcdef")
CODED: dict[str, tuple[str, ...]] = {"ledger": ("defence", "consultation")}
OBLIGATIONS: tuple[list[str] | None, ...] = (
    ["defence"],
    ["consultation"],
    ["defence", "consultation"],
    ["access"],
    None,
)


def drawer(seed: int) -> Drawer:
    """Some days of one spring, and days some months and years later, so that periods meet them."""
    random = Random(f"attention {seed}")
    first = [date(2018, 1, 1) + timedelta(days=random.randrange(90)) for _ in range(3)]
    later = [day.replace(month=day.month + 3) if day.day < 29 else day for day in first]
    return Drawer(random, [*first, *later, *(day.replace(year=2019, day=min(day.day, 28)) for day in first)], READERS)


def generated_world(seed: int) -> World:
    """The world of that seed."""
    return tuple(_records(drawer(seed)))


def _records(draw: Drawer) -> Iterator[Told]:
    random = draw.random
    for label, keys in (("Nation", NATIONS), ("Organization", BODIES), ("Capability", ("skill-a", "skill-b"))):
        for key in keys:
            yield from draw.entity(label, key)
    for nation in NATIONS:
        yield from draw.link("HAS_CAPABILITY", nation, random.choice(("skill-a", "skill-b")), level=("full", "none"))
        for body in BODIES:
            yield from draw.link("MEMBER_OF", nation, body, role=("member", "founding_member", "observer"))
    for key in AGREEMENTS:
        yield from _dated(draw, draw.entity("Agreement", key, kind="treaty"), "signedOn")
        for nation in random.sample(NATIONS, random.choice((2, 2, 3))):
            for told in draw.link("PARTY_TO", nation, key, obligations=OBLIGATIONS):
                # Ends that meet those of the agreement, or another source's.
                ends = random.choice((told.valid_to, told.valid_to, *draw.days[-2:]))
                yield replace(told, valid_to=max(ends, told.valid_from), end_unknown=False) if ends else told
    for key in SERIES:
        for told in draw.entity("EngagementSeries", key, kind="joint_exercise"):
            told.says.update({"cadenceMonths": random.choice((1, 2, 6))} if draw.chance(0.5) else {})
            told.says.update({"objectives": ["peace"]} if draw.chance(0.3) else {})
            yield told
    for key in ENGAGEMENTS:
        for told in draw.entity("Engagement", key, kind="joint_exercise"):
            told.says.update({"objectives": ["peace"]} if draw.chance(0.3) else {})
            day = random.choice(draw.days) + timedelta(days=random.choice((0, 0, 20)))
            precision = random.choice(("day", "day", "month", "year"))
            yield replace(told, valid_from=_first(day, precision), valid_to=None, precision=precision)
        for nation in random.sample(NATIONS, 2):
            yield from draw.link("PARTICIPATED_IN", nation, key, role=("host", "participant"))
        if draw.chance(0.8):
            yield from draw.link("IN_SERIES", key, random.choice(SERIES))
    for key in POSTS:
        for told in draw.entity("AttachePost", key, kind="defence_attache"):
            told.says.update({"vacant": draw.chance(0.6)} if draw.chance(0.6) else {})
            yield told
        sender, *hosts = random.sample(NATIONS, 3)
        yield from draw.link("SENT_BY", key, sender)
        for host in hosts:
            yield from draw.link("ACCREDITED_TO", key, host, resident=(True, False))


def _dated(draw: Drawer, assertions: Iterator[Told], name: str) -> Iterator[Told]:
    for told in assertions:
        told.says.update({name: draw.random.choice(draw.days)} if draw.chance(0.6) else {})
        ends = draw.chance(0.4)
        yield replace(told, valid_to=draw.random.choice(draw.days[-2:]) if ends else None)


def _first(day: date, precision: str) -> date:
    return {"day": day, "month": day.replace(day=1), "year": date(day.year, 1, 1)}[precision]


def generated_questions(seed: int, *, number: int) -> Iterator[Question]:
    """Questions on the world of that seed."""
    draw = drawer(seed)
    list(_records(draw))
    random = draw.random
    for _ in range(number):
        asked = draw.asked()
        shifted = replace(asked, on=asked.on.replace(day=min(asked.on.day, 28)) if draw.chance(0.5) else asked.on)
        yield Question(
            **vars(shifted),
            of=random.choice((None, *NATIONS, *BODIES)),
            kinds=KINDS if draw.chance(0.7) else tuple(random.sample(KINDS, 2)),
            months=random.choice((1, 3, 12)),
            stale_years=1,
        )
