"""The balance of engagement the slow, obvious way: straight from the definitions, with the standard library only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tests.structure.worlds import Asked, Fact, World, best_first, denies, existing, holds, is_attested, relied_on


@dataclass(frozen=True, kw_only=True)
class Year:
    number: int
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What ties a power to the subject in a year: how much, and how far that can be relied on."""

    power: str
    year: int
    kind: str
    amount: int
    attested: bool
    disputed: bool
    synthetic: bool
    records: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Whose balance with whom."""

    world: World
    asked: Asked
    since: date
    nations: frozenset[str]
    powers: frozenset[str]

    @property
    def years(self) -> list[Year]:
        every = [self.since + (day - self.since) for day in _days(self.since, self.asked.on)]
        numbers = sorted({day.year for day in every})
        return [
            Year(
                number=number,
                first=min(day for day in every if day.year == number),
                last=max(day for day in every if day.year == number),
            )
            for number in numbers
        ]


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def region(world: World, asked: Asked, name: str) -> frozenset[str]:
    """The nations that the best source of that day puts into a region."""
    members = set()
    for nation in existing(world, asked):
        said = [
            fact
            for fact in relied_on(world, replace(asked, sources=None), "ASSERTED_BY")
            if fact.start == nation and fact.label == "Nation" and holds(fact, asked.on, asked.on)
        ]
        if said and best_first(said)[0].properties["region"] == name:
            members.add(nation)
    return frozenset(members)


def every_tie(balance: Balance) -> list[Tie]:
    """All ties of a balance."""
    return [
        tie
        for year in balance.years
        for power in sorted(balance.powers)
        for found in (engagements, agreements, deployments, passages)
        for tie in found(balance, power, year)
    ]


def engagements(balance: Balance, power: str, year: Year) -> Iterator[Tie]:
    """Each engagement once that the best source has in that year, and in which both sides took part in that year."""
    world, asked = balance.world, balance.asked
    said = [fact for fact in relied_on(world, asked, "ASSERTED_BY") if fact.label == "Engagement"]
    for key in sorted({fact.start for fact in said}):
        assertions = best_first([fact for fact in said if fact.start == key])
        best = assertions[0].source
        held = [fact for fact in assertions if fact.source == best and holds(fact, year.first, year.last)]
        parts = [
            fact
            for fact in relied_on(world, asked, "PARTICIPATED_IN")
            if fact.end == key and holds(fact, year.first, year.last)
        ]
        own = [fact for fact in parts if fact.start == power]
        partners = [fact for fact in parts if fact.start in balance.nations and fact.start != power]
        if held and own and partners:
            yield Tie(
                power=power,
                year=year.number,
                kind=held[0].properties["kind"],
                amount=1,
                attested=is_attested(held[0], max(held[0].first, year.first))
                and any(is_attested(fact, year.first) for fact in own)
                and any(is_attested(fact, year.first) for fact in partners),
                disputed=len({tuple(_calendar(balance, assertions, source)) for source in _sources(assertions)}) > 1,
                synthetic=any(fact.synthetic for fact in (held[0], *own, *partners)),
                records=(held[0],),
            )


def _sources(facts: Iterable[Fact]) -> set[str]:
    return {fact.source for fact in facts}


def _calendar(balance: Balance, assertions: list[Fact], source: str) -> Iterator[tuple[int, str]]:
    """In which years a source has an engagement, and as what."""
    for year in balance.years:
        held = [fact for fact in assertions if fact.source == source and holds(fact, year.first, year.last)]
        if held:
            yield year.number, held[0].properties["kind"]


def agreements(balance: Balance, power: str, year: Year) -> Iterator[Tie]:
    """Each agreement on the last day of the year, once for each obligation that binds the power or a partner."""
    asked = replace(balance.asked, on=year.last)
    exist = existing(balance.world, asked)
    memberships = [
        fact
        for fact in relied_on(balance.world, asked, "PARTY_TO")
        if fact.end in exist and holds(fact, year.last, year.last)
    ]
    for agreement in sorted({fact.end for fact in memberships}):
        parties: dict[str, list[Fact]] = {}
        for fact in memberships:
            if fact.end == agreement:
                parties.setdefault(fact.start, []).append(fact)
        partners = sorted((balance.nations & set(parties)) - {power})
        if power in parties and partners:
            kinds = sorted({kind for nation in partners for kind in _bound(parties[power]) | _bound(parties[nation])})
            for kind in kinds or ["other"]:
                linked = [n for n in partners if kind in _bound(parties[power]) | _bound(parties[n]) or not kinds]
                yield _agreement(balance, asked, (power, agreement), kind, linked, parties)


def _bound(memberships: Iterable[Fact]) -> set[str]:
    return {kind for fact in memberships for kind in fact.properties["obligations"] or ()}


def _agreement(
    balance: Balance,
    asked: Asked,
    membership: tuple[str, str],
    kind: str,
    linked: list[str],
    parties: dict[str, list[Fact]],
) -> Tie:
    power, agreement = membership

    def attested(nation: str) -> bool:
        return any(is_attested(fact, asked.on) for fact in parties[nation])

    def doubted(nation: str) -> bool:
        return denies(balance.world, asked, (nation, agreement), {kind} & _bound(parties[nation]))

    records = [fact for nation in (power, *linked) for fact in parties[nation]]
    return Tie(
        power=power,
        year=asked.on.year,
        kind=f"agreement_{kind}",
        amount=1,
        attested=any(attested(power) and attested(nation) for nation in linked),
        disputed=all(doubted(power) or doubted(nation) for nation in linked),
        synthetic=any(fact.synthetic for fact in records),
        records=tuple(records),
    )


def _between(balance: Balance, power: str, fact_type: str) -> dict[tuple[str, ...], list[Fact]]:
    """What passed between a power and the subject, either way: by who sent it to whom, and what it was."""
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in relied_on(balance.world, balance.asked, fact_type):
        ends = {fact.start, fact.end}
        if power in ends and (ends - {power}) & balance.nations:
            what = fact.properties.get("designation") or fact.properties.get("kind") or "troops"
            found.setdefault((fact.start, fact.end, what), []).append(fact)
    return found


def deployments(balance: Balance, power: str, year: Year) -> Iterator[Tie]:
    """Each deployment on the last day of the year, by the best source, in orders of magnitude from a hundred on."""
    for records in _between(balance, power, "DEPLOYED_IN").values():
        there = best_first([fact for fact in records if holds(fact, year.last, year.last)])
        if there:
            size = {source: _magnitude(there, source) for source in _sources(there)}
            best = there[0].source
            used = [fact for fact in there if fact.source == best]
            if size[best]:
                yield Tie(
                    power=power,
                    year=year.number,
                    kind="deployment",
                    amount=size[best],
                    attested=any(is_attested(fact, year.last) for fact in used),
                    disputed=len(set(size.values())) > 1,
                    synthetic=any(fact.synthetic for fact in used),
                    records=tuple(used),
                )


def _magnitude(facts: Iterable[Fact], source: str) -> int:
    troops = sum(fact.properties["personnel"] for fact in facts if fact.source == source)
    orders = 0
    while troops >= 100:
        orders, troops = orders + 1, troops // 10
    return orders


def passages(balance: Balance, power: str, year: Year) -> Iterator[Tie]:
    """Arms transfers and signals that went on in the year, as many as the source that knows most of them has."""
    for fact_type, kind in (("TRANSFERRED_TO", "arms_transfer"), ("SIGNALLED", "signal")):
        for records in _between(balance, power, fact_type).values():
            going_on = [fact for fact in records if holds(fact, year.first, year.last)]
            numbers = [sum(fact.source == source for fact in going_on) for source in _sources(going_on)]
            if going_on:
                yield Tie(
                    power=power,
                    year=year.number,
                    kind=kind,
                    amount=max(numbers),
                    attested=any(is_attested(fact, year.first) for fact in going_on),
                    disputed=len(set(numbers)) > 1,
                    synthetic=any(fact.synthetic for fact in going_on),
                    records=tuple(going_on),
                )


# Shares


def points(ties: Iterable[Tie], powers: Iterable[str], weights: dict[str, int]) -> dict[str, int]:
    held = dict.fromkeys(sorted(powers), 0)
    for tie in ties:
        held[tie.power] += tie.amount * weights[tie.kind]
    return held


def shares(held: dict[str, int]) -> dict[str, Fraction]:
    whole = sum(held.values())
    return {power: Fraction(own, whole) if whole else Fraction(0) for power, own in held.items()}


def nearest(value: Fraction) -> int:
    """The nearest ten-thousandth; a half goes up."""
    below = value.numerator * 10_000 // value.denominator
    return below + (value * 10_000 - below >= Fraction(1, 2))


def concentration(held: dict[str, int]) -> int | None:
    return nearest(sum((share**2 for share in shares(held).values()), Fraction(0))) if any(held.values()) else None


def moved(before: dict[str, int], after: dict[str, int]) -> int | None:
    """What the powers that gained have gained: as much as the others lost."""
    if not any(before.values()) or not any(after.values()):
        return None
    gains = [shares(after)[power] - shares(before)[power] for power in before]
    return nearest(sum((gain for gain in gains if gain > 0), Fraction(0)))
