"""Made-up worlds of disasters that are small and nasty, and questions about them, the same for the same seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.answers.told import Drawer, Told, World
from tests.hadr.oracle import Question

NATIONS = ("XAA", "XAB", "XAB-1950", "XBA", "XCA", "XCB")
READERS = (*NATIONS[:4], "XZZ")
CAPABILITIES = ("field-hospital", "urban-search-and-rescue", "water-supply", "sealift")
AGREEMENTS = tuple(f"pact-{letter}" for letter in "abcdefgh")
BODIES = ("body-a", "body-b")
UNITS = ("unit-a", "unit-b")
POSTS = tuple(f"post-{letter}" for letter in "abcdefgh")
MISSIONS = tuple(f"relief-{letter}" for letter in "abcdefg")
DISPUTES = ("dispute-a", "dispute-b", "dispute-c")
CODED: dict[str, tuple[str, ...]] = {"ledger": ("access", "defence")}
KINDS = ("access", "status_of_forces", "acquisition_and_cross_servicing", "treaty", "treaty", "arms_control")
OBLIGATIONS: tuple[list[str] | None, ...] = (["access"], ["logistics"], ["access", "logistics"], ["defence"], [], None)


def drawer(seed: str) -> Drawer:
    """Few days, and the same days a year later, so that the years that count meet them."""
    random = Random(seed)
    days = [date(2001, 1, 1) + timedelta(days=random.randrange(90)) for _ in range(4)]
    return Drawer(random, [*days, *(day.replace(year=2002) for day in days)], READERS)


def generated_world(seed: int) -> World:
    """The world of that seed."""
    return tuple(_records(drawer(f"hadr {seed}")))


def _records(draw: Drawer) -> Iterator[Told]:
    random = draw.random
    for key in NATIONS:
        for told in draw.entity("Nation", key):
            placed = {"latitude": random.uniform(-60, 60), "longitude": random.uniform(-180, 180)}
            coast = {"landlocked": draw.chance(0.3)}
            told.says.update(placed if draw.chance(0.8) else {}, **(coast if draw.chance(0.8) else {}))
            yield told
    for key in ("profile-a", "profile-b"):
        yield from draw.entity("Requirement", key, mission=random.choice(("hadr", "hadr", "peace_operation")))
        for capability in random.sample(CAPABILITIES, 3):
            yield from draw.link("REQUIRES", key, capability, weight=(1, 2, 3, 4, 5))
    for key in CAPABILITIES:
        yield from draw.entity("Capability", key, area="sustain")
        for holder in (*random.sample(NATIONS, 4), *random.sample(UNITS, 1)):
            yield from draw.link("HAS_CAPABILITY", holder, key, level=("full", "limited", "planned", "none"))
    for key in UNITS:
        yield from draw.entity("Unit", key, kind="formation")
        yield from draw.link("BELONGS_TO", key, random.choice(NATIONS))
    for key in AGREEMENTS:
        for told in draw.entity("Agreement", key):
            told.says["kind"] = random.choice(KINDS)
            yield told
        for nation in random.sample(NATIONS, random.choice((2, 2, 3))):
            yield from draw.link("PARTY_TO", nation, key, obligations=OBLIGATIONS)
    for key in BODIES:
        yield from draw.entity("Organization", key, kind="regional")
        for nation in random.sample(NATIONS, 4):
            yield from draw.link("MEMBER_OF", nation, key, role=("member", "founding_member", "observer"))
        yield from draw.link("PARTICIPATED_IN", key, random.choice(MISSIONS), role=("lead",))
    for key in MISSIONS:
        for told in draw.entity("Engagement", key):
            cost = {"costUsd": random.choice((1e6, 2e6, 5e9))} if draw.chance(0.5) else {}
            told.says.update({"kind": random.choice(("hadr_mission", "hadr_mission", "port_call"))}, **cost)
            yield told
        for participant in (*random.sample(NATIONS, 4), *random.sample(UNITS, 1)):
            roles = ("host", "recipient", "lead", "participant", "participant", "organiser", "observer")
            yield from draw.link("PARTICIPATED_IN", participant, key, role=roles)
        if draw.chance(0.3):
            yield from draw.link("GOVERNED_BY", key, random.choice(AGREEMENTS))
    for key in POSTS:
        for told in draw.entity("AttachePost", key, kind="defence_attache"):
            told.says.update({"vacant": draw.chance(0.5)} if draw.chance(0.4) else {})
            yield told
        sender, host = random.sample(NATIONS, 2)
        yield from draw.link("SENT_BY", key, sender)
        yield from draw.link("ACCREDITED_TO", key, host, resident=(True, False))
    for key in DISPUTES:
        yield from draw.entity("Dispute", key, kind="territorial")
        for nation in random.sample(NATIONS, 3):
            yield from draw.link("DISPUTES", nation, key, side=("a", "b"))


def generated_questions(seed: int, *, number: int) -> Iterator[Question]:
    """Questions on the world of that seed."""
    draw = drawer(f"hadr {seed}")
    world_days = draw.days
    list(_records(draw))
    draw.days = world_days
    random = draw.random
    for _ in range(number):
        nation, *others = random.sample(NATIONS, 3)
        yield Question(
            **vars(draw.asked()),
            nation=nation,
            disaster=random.choice((None, "earthquake", "flood")),
            helpers=tuple(others) if draw.chance(0.2) else (),
            years=random.choice((1, 2)),
            max_km=random.choice((None, None, None, 9_000)),
            max_days=random.choice((None, None, None, 3)),
            max_cost=random.choice((None, None, None, 1.5e6)),
            limit=random.choice((1, 3, 50)),
        )
