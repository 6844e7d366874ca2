"""A made-up world of the size that Entente is measured on, the same for the same seed.

200 nations, 2,000 agreements and 50,000 engagements of 70 years, with what lies around them. Some nations are busy:
the busiest took part in some 15,000 engagements, most in a few hundred. Most agreements have two parties, some have
up to 190. A twentieth of what is said between entities, of the engagements and of the agreements is marked; what a
question names by its key is open to everybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from app.model.labels import ENGAGEMENT_KINDS, LEVELS
from app.nations.names import fold
from app.record.evidence import Credibility, Evidence, Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.releasability import PUBLIC, Marking, Release
from app.record.time import ValidTime

FIRST_DAY = date(1956, 1, 1)
LAST_DAY = date(2025, 12, 31)
CENSUS_ENDS = date(2012, 12, 31)
DAYS = (LAST_DAY - FIRST_DAY).days
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
CORRECTED = datetime(2026, 2, 1, tzinfo=UTC)

NATIONS = 200
AGREEMENTS = 2_000
ENGAGEMENTS = 50_000
SERIES = 300
ORGANIZATIONS = 60
UNITS = 400
POSTS = 1_200
CAPABILITIES = 60
STANDARDS = 120
REQUIREMENTS = 12
DISPUTES = 250
BARRIERS = 60
INITIATIVES = 30

SOURCES = (
    Source(key="register", title="Register of what was published", reliability=Reliability.A),
    Source(key="gazette", title="Gazettes", reliability=Reliability.B),
    Source(key="press", title="Newspapers", reliability=Reliability.C),
    Source(key="census", title="A dataset that ends in 2012", reliability=Reliability.B),
    Source(
        key="coded",
        title="A dataset that lists all parties",
        reliability=Reliability.A,
        obligations_coded=("defence", "offence", "neutrality", "non-aggression", "consultation"),
    ),
)
_GRADES = {source.key: source.reliability for source in SOURCES}

_AGREEMENT_KINDS = {
    "alliance": ("defence", "consultation"),
    "treaty": ("non-aggression", "neutrality"),
    "mou": ("consultation",),
    "cooperation": ("training", "procurement", "entente"),
    "status_of_forces": ("access",),
    "access": ("access",),
    "acquisition_and_cross_servicing": ("logistics",),
    "information_security": ("information_sharing",),
    "arms_control": ("non-aggression",),
    "framework": ("consultation", "training"),
}
"""What agreements of each kind bind their parties to."""

REGIONS = ("Northern Europe", "Western Asia", "South-eastern Asia", "Eastern Africa", "South America", "Melanesia")
_FIELDS = ("communications", "command_and_control", "logistics", "ammunition", "medical", "procedures", "maritime")
_AREAS = ("prepare", "project", "engage", "sustain", "consult_command_control", "protect", "inform")
_MISSIONS = ("hadr", "maritime_security", "air_policing", "combined_land_operation", "peacekeeping", "medical_support")
_DOMAINS = ("land", "maritime", "air")
_SERVICES = ("army", "navy", "air_force")
_TOPICS = ("cyber", "space", "maritime_security", "capacity_building", "logistics", "climate")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _keys(prefix: str, number: int) -> tuple[str, ...]:
    return tuple(f"{prefix}-{each:05}" for each in range(number))


@dataclass(frozen=True, kw_only=True)
class World:
    """The keys of what the world holds. Nations are in order of how busy they are."""

    seed: int
    nations: tuple[str, ...] = tuple(f"{a}{b}{c}" for a in "QX" for b in _LETTERS[:10] for c in _LETTERS[:10])
    agreements: tuple[str, ...] = _keys("agreement", AGREEMENTS)
    engagements: tuple[str, ...] = _keys("engagement", ENGAGEMENTS)
    series: tuple[str, ...] = _keys("series", SERIES)
    organizations: tuple[str, ...] = _keys("organization", ORGANIZATIONS)
    units: tuple[str, ...] = _keys("unit", UNITS)
    posts: tuple[str, ...] = _keys("post", POSTS)
    capabilities: tuple[str, ...] = _keys("capability", CAPABILITIES)
    standards: tuple[str, ...] = _keys("standard", STANDARDS)
    requirements: tuple[str, ...] = _keys("requirement", REQUIREMENTS)
    disputes: tuple[str, ...] = _keys("dispute", DISPUTES)
    barriers: tuple[str, ...] = _keys("barrier", BARRIERS)
    initiatives: tuple[str, ...] = _keys("initiative", INITIATIVES)

    @cached_property
    def memberships(self) -> tuple[Fact, ...]:
        """Who is party to what, as far as both the fact and the agreement are open to everybody."""
        stated = [*_Maker(self, Random(self.seed)).everything_up_to_agreements()]
        open_to_all = {fact.start for fact in stated if fact.label == "Agreement" and fact.release == PUBLIC}
        return tuple(
            fact for fact in stated if fact.type == "PARTY_TO" and fact.release == PUBLIC and fact.end in open_to_all
        )

    def facts(self) -> Iterator[Fact]:
        """Every fact as it was first recorded, entities before what lies between them."""
        maker = _Maker(self, Random(self.seed))
        yield from maker.everything_up_to_agreements()
        yield from maker.engagements()
        yield from maker.forces()
        yield from maker.bodies()
        yield from maker.disputes_and_barriers()
        yield from maker.flows()


def correction(random: Random, fact: Fact) -> Fact | None:
    """What one fact in a hundred was later corrected to."""
    if random.random() >= 0.01 or fact.valid.valid_to is None:
        return None
    return replace(fact, valid=replace(fact.valid, valid_to=fact.valid.valid_to + timedelta(days=1)))


_WEIGHTS = tuple(accumulate((rank + 1) ** -0.8 for rank in range(NATIONS)))
"""How often nations are drawn, in their order."""


def some_nations(world: World, random: Random, number: int) -> list[str]:
    """Different nations, the busy ones more often."""
    chosen: dict[str, None] = {}
    while len(chosen) < number:
        tried = number - len(chosen) + 1
        # A crowd is drawn without weights: the busy ones are in it by then.
        drawn = (
            random.choices(world.nations, cum_weights=_WEIGHTS, k=tried)
            if len(chosen) < 20
            else random.choices(world.nations, k=tried)
        )
        chosen.update(dict.fromkeys(drawn[: number - len(chosen)]))
    return list(chosen)


@dataclass(frozen=True, kw_only=True)
class Span:
    """First and last day; None: it goes on."""

    first: date
    last: date | None = None


_ALWAYS = Span(first=FIRST_DAY)


def day_of(random: Random) -> date:
    """A day of the 70 years; later ones have more to tell."""
    return FIRST_DAY + timedelta(days=int(DAYS * random.random() ** 0.7))


class _Maker:
    """Draws the facts of a world, theme by theme."""

    def __init__(self, world: World, random: Random) -> None:
        self._world = world
        self._random = random
        self._rows = 0

    # Facts

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _evidence(self, source: str) -> Evidence:
        self._rows += 1
        credibility = Credibility(1 + self._rows % 3)
        return Evidence(
            source=source, source_row=f"row {self._rows}", reliability=_GRADES[source], credibility=credibility
        )

    def _release(self) -> Release:
        """Open, but for one in twenty."""
        if not self._chance(0.05):
            return PUBLIC
        readers = tuple(sorted(some_nations(self._world, self._random, 8)))
        return Release(
            marking=Marking(self._random.choice((0, 1, 2, 3))), releasable_to=readers if self._chance(0.5) else None
        )

    def _entity(
        self,
        label: str,
        key: str,
        span: Span = _ALWAYS,
        *,
        source: str = "register",
        release: Release = PUBLIC,
        **properties: PropertyValue,
    ) -> Fact:
        return assertion(
            label,
            key,
            valid=ValidTime(valid_from=span.first, valid_to=span.last),
            evidence=self._evidence(source),
            properties={"name": f"{label} {key.rpartition('-')[2]}"} | properties,
            release=release,
        )

    def _link(
        self,
        type_: str,
        start: str,
        end: str,
        span: Span = _ALWAYS,
        *,
        source: str = "register",
        distinction: str | None = None,
        **properties: PropertyValue,
    ) -> Fact:
        attested = {"attestedUntil": CENSUS_ENDS} if source == "census" else {}
        return Fact(
            type=type_,
            start=start,
            end=end,
            valid=ValidTime(valid_from=span.first, valid_to=span.last),
            evidence=self._evidence(source),
            release=self._release(),
            properties=properties | attested,
            distinction=distinction,
        )

    def _span(self, *, years: tuple[int, int], lasting: float) -> Span:
        """From some day for some years; `lasting`: the share that goes on."""
        first = day_of(self._random)
        if self._chance(lasting):
            return Span(first=first)
        return Span(first=first, last=first + timedelta(days=self._random.randint(years[0] * 365, years[1] * 365)))

    def _later(self, span: Span) -> Span:
        """A part of a span: who joined later."""
        last = min(span.last or LAST_DAY, LAST_DAY)
        days = max((last - span.first).days, 1)
        return replace(span, first=span.first + timedelta(days=self._random.randrange(days)))

    def everything_up_to_agreements(self) -> Iterator[Fact]:
        """What stands by itself, then agreements and their parties."""
        yield from self.entities()
        yield from self.agreements()

    # Entities that stand by themselves

    def entities(self) -> Iterator[Fact]:
        world = self._world
        yield from self._nations()
        for number, key in enumerate(world.organizations):
            yield self._entity("Organization", key, kind=("alliance", "regional", "framework")[number % 3])
        for number, key in enumerate(world.series):
            kind = ENGAGEMENT_KINDS[number % 3 if number % 2 else number % len(ENGAGEMENT_KINDS)]
            yield self._entity("EngagementSeries", key, kind=kind, cadenceMonths=(None, 6, 12, 24)[number % 4])
        for number, key in enumerate(world.initiatives):
            yield self._entity("Initiative", key, topic=_TOPICS[number % len(_TOPICS)])
        for number, key in enumerate(world.capabilities):
            yield self._entity("Capability", key, area=_AREAS[number % len(_AREAS)])
        for number, key in enumerate(world.standards):
            field = _FIELDS[number % len(_FIELDS)]
            yield self._entity("Standard", key, designation=f"STANAG {number}", field=field, status="current")
        for number, key in enumerate(world.requirements):
            yield self._entity("Requirement", key, mission=_MISSIONS[number % len(_MISSIONS)])
        for number, key in enumerate(world.units):
            yield self._entity("Unit", key, kind="formation", service=_SERVICES[number % len(_SERVICES)])
        for number, key in enumerate(world.posts):
            holder = None if number % 10 == 0 else f"Colonel {number}"
            yield self._entity("AttachePost", key, self._since(), kind="defence_attache", holder=holder)
        for key in _DOMAINS:
            yield self._entity("Domain", key)

    def _nations(self) -> Iterator[Fact]:
        for number, key in enumerate(self._world.nations):
            name = f"Nation {key}"
            yield self._entity(
                "Nation",
                key,
                name=name,
                iso3=key,
                region=REGIONS[number % len(REGIONS)],
                languages=("en",) if number % 3 else ("fr", "es"),
                latitude=round(self._random.uniform(-55, 70), 2),
                longitude=round(self._random.uniform(-180, 180), 2),
                searchNames=(fold(key), fold(name)),
            )

    # Agreements

    def agreements(self) -> Iterator[Fact]:
        for number, key in enumerate(self._world.agreements):
            kind = self._random.choice(tuple(_AGREEMENT_KINDS))
            span = self._span(years=(3, 40), lasting=0.5)
            release = self._release()
            yield self._entity("Agreement", key, span, release=release, kind=kind, signedOn=span.first)
            yield from self._parties(key, span, kind=kind, number=self._number_of_parties(number))
            if number % 4 == 0:
                yield from self._obligation(key, span, kind=_AGREEMENT_KINDS[kind][0])

    def _number_of_parties(self, number: int) -> int:
        if number % 100 == 0:
            return self._random.randint(40, 190)
        return self._random.randint(10, 40) if number % 20 == 0 else self._random.choice((2, 2, 2, 2, 2, 2, 3, 5))

    def _parties(self, agreement: str, span: Span, *, kind: str, number: int) -> Iterator[Fact]:
        source = self._random.choice(("register", "register", "gazette", "census"))
        coded = self._chance(0.15)
        # What nearly everybody has joined binds nobody to fight.
        kinds = _AGREEMENT_KINDS[kind] if number <= 40 else ("consultation",)
        for nation in some_nations(self._world, self._random, number):
            bound = kinds if self._chance(0.85) else kinds[1:]
            spell = span if number <= 5 else self._later(span)
            yield self._link("PARTY_TO", nation, agreement, spell, source=source, obligations=bound)
            if coded and self._chance(0.95):
                said = bound if self._chance(0.8) else kinds[:1]
                yield self._link("PARTY_TO", nation, agreement, spell, source="coded", obligations=said)

    def _obligation(self, agreement: str, span: Span, *, kind: str) -> Iterator[Fact]:
        key = agreement.replace("agreement", "obligation")
        yield self._entity("Obligation", key, span, kind=kind, article="Article 5")
        yield self._link("BINDS", agreement, key, span)

    # Engagements

    def engagements(self) -> Iterator[Fact]:
        keys = iter(self._world.engagements)
        yield from self._held_in_series(keys)
        for key in keys:
            taking_part = some_nations(self._world, self._random, self._number_taking_part())
            span = self._held_from(day_of(self._random))
            yield from self._engagement(key, span, self._random.choice(ENGAGEMENT_KINDS), taking_part)

    def _held_from(self, first: date) -> Span:
        """From some day for up to two weeks."""
        return Span(first=first, last=first + timedelta(days=self._random.choice((0, 0, 1, 2, 4, 9, 13))))

    def _number_taking_part(self) -> int:
        drawn = self._random.random()
        if drawn < 0.78:
            return 2
        if drawn < 0.94:
            return self._random.randint(3, 5)
        return self._random.randint(6, 12) if drawn < 0.985 else self._random.randint(13, 30)

    def _held_in_series(self, keys: Iterator[str]) -> Iterator[Fact]:
        """The same nations every half, one or two years, with some missing; some series end, some just cease."""
        for number, series in enumerate(self._world.series):
            kind = ENGAGEMENT_KINDS[number % 3 if number % 2 else number % len(ENGAGEMENT_KINDS)]
            months = (12, 6, 12, 24)[number % 4]
            usual = some_nations(self._world, self._random, self._random.choice((2, 2, 2, 3, 5, 10, 20)))
            first = day_of(self._random)
            last = LAST_DAY if self._chance(0.6) else first + timedelta(days=self._random.randint(0, DAYS))
            while first <= min(last, LAST_DAY):
                key, span = next(keys), self._held_from(first)
                coming = usual[:2] + [nation for nation in usual[2:] if self._chance(0.8)]
                yield from self._engagement(key, span, kind, coming)
                yield self._link("IN_SERIES", key, series, span)
                first += timedelta(days=int(months * 30.4) + self._random.randint(-30, 30))

    def _engagement(self, key: str, span: Span, kind: str, taking_part: Sequence[str]) -> Iterator[Fact]:
        yield self._entity(
            "Engagement",
            key,
            span,
            release=self._release(),
            kind=kind,
            level=self._random.choice((None, *LEVELS)),
            location=f"Town {self._random.randrange(900)}",
            objectives=None if self._chance(0.3) else ("Practice together",),
            personnel=self._random.choice((None, 50, 400, 2000)),
            costUsd=self._random.choice((None, None, None, 10_000.0, 250_000.0)),
        )
        source = self._random.choice(("register", "register", "gazette", "press"))
        for place, nation in enumerate(taking_part):
            role = "host" if place == 0 and self._chance(0.7) else "participant"
            yield self._link("PARTICIPATED_IN", nation, key, span, source=source, role=role)
        for share, others in ((0.03, self._world.units), (0.02, self._world.organizations), (0.01, self._world.posts)):
            if self._chance(share):
                other = self._random.choice(others)
                yield self._link("PARTICIPATED_IN", other, key, span, source=source, role="participant")
        if self._chance(0.03):
            # Newspapers agree on the days, or are late by one.
            late = timedelta(days=self._random.randint(0, 1))
            heard = Span(first=span.first + late, last=(span.last or span.first) + late)
            yield self._entity("Engagement", key, heard, source="press", kind=kind)

    # Forces

    def forces(self) -> Iterator[Fact]:
        """Units, what forces can do and by which standards, and what missions and exercises need."""
        world, random = self._world, self._random
        for unit in world.units:
            yield self._link("BELONGS_TO", unit, some_nations(world, random, 1)[0])
        for holder, number in [*((nation, 20) for nation in world.nations), *((unit, 5) for unit in world.units)]:
            for capability in random.sample(world.capabilities, number):
                level = random.choice(("full", "full", "limited", "planned", "none"))
                yield self._link("HAS_CAPABILITY", holder, capability, self._since(), level=level)
            for standard in random.sample(world.standards, number):
                status = random.choice(("full", "full", "partial", "planned", "none"))
                yield self._link("IMPLEMENTS", holder, standard, self._since(), status=status)
        for asking, number in [*((key, 12) for key in world.requirements), *((key, 3) for key in world.series)]:
            for required in [*random.sample(world.capabilities, number), *random.sample(world.standards, number)]:
                yield self._link("REQUIRES", asking, required, weight=random.randint(1, 5))
        for subject in (*world.capabilities, *world.standards, *world.series, *world.requirements, *world.initiatives):
            yield self._link("IN_DOMAIN", subject, random.choice(_DOMAINS))

    def _since(self) -> Span:
        return Span(first=day_of(self._random))

    # Bodies and posts

    def bodies(self) -> Iterator[Fact]:
        """Memberships, posts, what rests on an agreement and what serves an initiative."""
        world, random = self._world, self._random
        for organization in world.organizations:
            for nation in some_nations(world, random, random.choice((10, 20, 30, 60, 120))):
                span = self._span(years=(2, 40), lasting=0.85)
                yield self._link("MEMBER_OF", nation, organization, span, role=random.choice(("member", "observer")))
        for post in world.posts:
            sender, *hosts = some_nations(world, random, random.choice((2, 2, 2, 3)))
            span = self._span(years=(2, 5), lasting=0.5)
            yield self._link("SENT_BY", post, sender, span)
            for place, host in enumerate(hosts):
                yield self._link("ACCREDITED_TO", post, host, span, resident=place == 0)
        for governed in (*world.organizations, *world.series, *random.sample(world.engagements, 2_000)):
            yield self._link("GOVERNED_BY", governed, random.choice(world.agreements))
        for means in (*world.series, *random.sample(world.engagements, 1_000)):
            yield self._link("SERVES", means, random.choice(world.initiatives))

    # What stands between nations

    def disputes_and_barriers(self) -> Iterator[Fact]:
        """Disputes with their sides, barriers to sharing with whom they restrict."""
        world, random = self._world, self._random
        for key in world.disputes:
            span = self._span(years=(1, 15), lasting=0.3)
            kind = random.choice(("territorial", "maritime", "sanctions", "armed_dispute", "political"))
            yield self._entity("Dispute", key, span, kind=kind, hostility=random.randint(1, 5))
            for place, nation in enumerate(some_nations(world, random, random.choice((2, 2, 2, 3, 5)))):
                yield self._link("DISPUTES", nation, key, span, side="AB"[place % 2], role="party")
        for key in world.barriers:
            yield self._entity("InformationBarrier", key, self._since(), kind="legal", rule="Only by consent")
            restricted = [*some_nations(world, random, 2), random.choice(world.organizations)]
            for one in [*restricted, random.choice(world.agreements), random.choice(world.capabilities)]:
                direction = random.choice(("outgoing", "incoming", "both"))
                yield self._link("RESTRICTS", key, one, self._since(), direction=direction)

    # Arms and troops

    def flows(self) -> Iterator[Fact]:
        """Arms transferred, troops deployed, support signalled."""
        for number in range(4_000):
            year, (here, there) = self._year(), some_nations(self._world, self._random, 2)
            amount = self._random.randint(1, 900)
            match number % 4:
                case 0 | 1:
                    yield self._link(
                        "TRANSFERRED_TO", here, there, year, distinction=f"register {number}",
                        designation=f"Type {number % 50}", category="Aircraft", delivered=amount, value=float(amount),
                    )  # fmt: skip
                case 2:
                    yield self._link("DEPLOYED_IN", here, there, year, distinction=f"troops {number}", personnel=amount)
                case _:
                    yield self._link(
                        "SIGNALLED", here, there, year, distinction=f"signal {number}", kind="visit", strength=0.5
                    )

    def _year(self) -> Span:
        first = day_of(self._random).replace(month=1, day=1)
        return Span(first=first, last=first.replace(month=12, day=31))
