"""From records to counted ties: one for each year, power and thing that ties. No graph, no I/O.

A thing counts once a year with a power, however many of the nations whose balance it is take part in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.balance.model import BalanceTie
from app.graph.client import Row


@dataclass(frozen=True, kw_only=True)
class Year:
    """A calendar year, cut to the period asked about."""

    number: int
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Whose balance it is, and the powers; by key. A power may be one of the nations."""

    nations: frozenset[str]
    powers: tuple[str, ...]

    def partners(self, power: str, present: Iterable[str]) -> list[str]:
        """Those present whose tie with a power counts: none ties with itself."""
        return sorted(nation for nation in present if nation in self.nations and nation != power)


@dataclass(frozen=True, kw_only=True)
class CountedTie:
    """A tie with a power in a year, and the records that say so."""

    power: str
    year: int
    tie: BalanceTie
    amount: int
    attested: bool
    disputed: bool
    synthetic: bool
    of: str
    records: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class BalanceFacts:
    """What a balance is made of: rows of the queries `balance/engagements`, `…/agreements`, `…/coded`, `…/flows`."""

    engagements: Sequence[Row]
    agreements: Sequence[Row]
    coded: Sequence[Row]
    flows: Sequence[Row]
    complete: bool


def years_of(since: date, on: date) -> tuple[Year, ...]:
    """The calendar years of a period."""
    return tuple(
        Year(number=number, first=max(since, date(number, 1, 1)), last=min(on, date(number, 12, 31)))
        for number in range(since.year, on.year + 1)
    )


def counted_ties(facts: BalanceFacts, years: Sequence[Year], sides: Sides) -> Iterator[CountedTie]:
    """All ties of a balance."""
    for row in facts.engagements:
        yield from _engagement(row, years, sides)
    yield from _agreements(facts, years, sides)
    yield from _flows(facts.flows, years)


def _during(row: Row, first: date, last: date) -> bool:
    return bool(row["validFrom"] <= last and (row["validTo"] is None or first <= row["validTo"]))


def _attested(row: Row, day: date) -> bool:
    return row["attestedUntil"] is None or bool(day <= row["attestedUntil"])


def _any_attested(rows: Iterable[Row], day: date) -> bool:
    return any(_attested(row, day) for row in rows)


def _any_synthetic(rows: Iterable[Row]) -> bool:
    return any(row["synthetic"] for row in rows)


# Engagements


def _engagement(row: Row, years: Sequence[Year], sides: Sides) -> Iterator[CountedTie]:
    """It counts in each year in which it was held, as the best source has it, and in which both took part."""
    by_source = _held_by_source(row["assertions"], years)
    best = by_source[row["assertions"][0]["source"]]
    kinds = [{year: held["kind"] for year, held in said.items()} for said in by_source.values()]
    disputed = any(said != kinds[0] for said in kinds)
    for year, held in best.items():
        taking_part = defaultdict(list)
        for part in row["parts"]:
            if _during(part, year.first, year.last):
                taking_part[part["nation"]].append(part)
        for power in sides.powers:
            partners = sides.partners(power, taking_part)
            if power in taking_part and partners:
                used = [part for nation in (power, *partners) for part in taking_part[nation]]
                day = max(year.first, held["validFrom"])
                yield CountedTie(
                    power=power,
                    year=year.number,
                    tie=BalanceTie(held["kind"]),
                    amount=1,
                    attested=_attested(held, day)
                    and _any_attested(taking_part[power], year.first)
                    and any(_any_attested(taking_part[nation], year.first) for nation in partners),
                    disputed=disputed,
                    synthetic=_any_synthetic([held, *used]),
                    of=row["of"],
                    records=(held,),
                )


def _held_by_source(assertions: Sequence[Row], years: Sequence[Year]) -> dict[str, dict[Year, Row]]:
    """Source → year in which it says that the engagement was held → its latest record that says so; in order."""
    by_source: dict[str, dict[Year, Row]] = {}
    for held in assertions:
        said = by_source.setdefault(held["source"], {})
        for year in _years_of(held, years):
            said.setdefault(year, held)
    return by_source


def _years_of(row: Row, years: Sequence[Year]) -> Sequence[Year]:
    """The years in which a record holds; without a look at each, since most engagements end in the year they began."""
    first, last = row["validFrom"], row["validTo"] or years[-1].last
    begin, end = first.year - years[0].number, last.year - years[0].number + 1
    return [year for year in years[max(0, begin) : max(0, end)] if _during(row, year.first, year.last)]


# Agreements


def _agreements(facts: BalanceFacts, years: Sequence[Year], sides: Sides) -> Iterator[CountedTie]:
    rows: dict[str, list[Row]] = defaultdict(list)
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in facts.agreements:
        rows[row["of"]].append(row)
    for row in facts.coded:
        lists[row["of"]].append(row)
    for agreement, memberships in rows.items():
        for year in years:
            parties = _Parties(memberships, lists[agreement], on=year.last)
            for power in parties.among(sides.powers):
                yield from _agreement(parties, power, sides.partners(power, parties.nations), year)


def _agreement(parties: "_Parties", power: str, partners: Sequence[str], year: Year) -> Iterator[CountedTie]:
    """It counts once for each obligation that binds the power or a partner, or else once as another agreement."""
    if not partners:
        return
    by_kind: dict[BalanceTie, list[str]] = defaultdict(list)
    for nation in partners:
        for kind in parties.bound(power) | parties.bound(nation):
            by_kind[BalanceTie(f"agreement_{kind}")].append(nation)
    for tie, linked in sorted(by_kind.items()) or [(BalanceTie.AGREEMENT_OTHER, list(partners))]:
        records = [record for nation in (power, *linked) for record in parties.records(nation)]
        yield CountedTie(
            power=power,
            year=year.number,
            tie=tie,
            amount=1,
            attested=parties.attested(power) and any(parties.attested(nation) for nation in linked),
            disputed=all(parties.disputed(power, tie) or parties.disputed(nation, tie) for nation in linked),
            synthetic=_any_synthetic(records),
            of=records[0]["of"],
            records=tuple(records),
        )


class _Parties:
    """The parties of one agreement on a day, and what sources that list all parties deny."""

    def __init__(self, memberships: Iterable[Row], lists: Iterable[Row], *, on: date) -> None:
        self._on = on
        self._records: dict[str, list[Row]] = defaultdict(list)
        for row in memberships:
            if _during(row, on, on):
                self._records[row["nation"]].append(row)
        self._lists = [(set(row["coded"]), self._listed(row)) for row in lists]

    @property
    def nations(self) -> Sequence[str]:
        return list(self._records)

    def among(self, nations: Iterable[str]) -> Sequence[str]:
        """Those of some nations that are parties."""
        return [nation for nation in nations if nation in self._records]

    def records(self, nation: str) -> Sequence[Row]:
        return self._records[nation]

    def bound(self, nation: str) -> set[str]:
        """What binds a party, by any source."""
        return {kind for row in self._records[nation] for kind in row["obligations"] or ()}

    def attested(self, nation: str) -> bool:
        return _any_attested(self._records[nation], self._on)

    def disputed(self, nation: str, tie: BalanceTie) -> bool:
        """Whether a source that lists all parties on that day leaves out the nation, or this obligation of it."""
        kind = tie.removeprefix("agreement_")
        return any(self._denies(coded, listed, nation, kind) for coded, listed in self._lists if listed)

    def _denies(self, coded: set[str], listed: Sequence[Row], nation: str, kind: str) -> bool:
        own = [one["obligations"] for one in listed if one["nation"] == nation]
        bound = kind in self.bound(nation) and kind in coded
        return not own or (bound and not any(kind in obligations for obligations in own))

    def _listed(self, row: Row) -> list[Row]:
        return [one for one in row["listed"] if _during(one, self._on, self._on) and _attested(one, self._on)]


# Arms transfers, deployments and signals


_Flow = tuple[str, str, str, str, str | None]
"""Type, power, sender, recipient, and what was transferred or signalled."""


def _flows(rows: Iterable[Row], years: Sequence[Year]) -> Iterator[CountedTie]:
    """Deployments count as they stand on the last day of a year, the others in each year in which they went on."""
    grouped: dict[_Flow, list[Row]] = defaultdict(list)
    for row in rows:
        what = None if row["type"] == "DEPLOYED_IN" else row["what"]
        grouped[row["type"], row["power"], row["sender"], row["recipient"], what].append(row)
    for flow, records in grouped.items():
        for year in years:
            deployed = flow[0] == "DEPLOYED_IN"
            first = year.last if deployed else year.first
            going_on = [row for row in records if _during(row, first, year.last)]
            if going_on:
                yield from (_deployment if deployed else _passed)(flow, going_on, year)


def _deployment(flow: _Flow, records: Sequence[Row], year: Year) -> Iterator[CountedTie]:
    """Its size by the best source; small ones do not count."""
    troops: dict[str, int] = defaultdict(int)
    for row in records:
        troops[row["source"]] += row["personnel"]
    best = records[0]["source"]
    size = magnitude(troops[best])
    if size:
        disputed = any(magnitude(number) != size for number in troops.values())
        used = [row for row in records if row["source"] == best]
        yield _flow_tie(flow, year, BalanceTie.DEPLOYMENT, amount=size, disputed=disputed, records=used)


def magnitude(troops: int) -> int:
    """The orders of magnitude of a number of troops from a hundred on: 1 for hundreds, 2 for thousands …"""
    return max(0, len(str(troops)) - 2)


_PASSED: Mapping[str, BalanceTie] = {"TRANSFERRED_TO": BalanceTie.ARMS_TRANSFER, "SIGNALLED": BalanceTie.SIGNAL}


def _passed(flow: _Flow, records: Sequence[Row], year: Year) -> Iterator[CountedTie]:
    """Transfers of one weapon, or signals of one kind: as many as the source that knows most of them has."""
    numbers = Counter(row["source"] for row in records)
    disputed = len(set(numbers.values())) > 1
    yield _flow_tie(flow, year, _PASSED[flow[0]], amount=max(numbers.values()), disputed=disputed, records=records)


def _flow_tie(
    flow: _Flow, year: Year, tie: BalanceTie, *, amount: int, disputed: bool, records: Sequence[Row]
) -> CountedTie:
    return CountedTie(
        power=flow[1],
        year=year.number,
        tie=tie,
        amount=amount,
        attested=_any_attested(records, year.last if tie is BalanceTie.DEPLOYMENT else year.first),
        disputed=disputed,
        synthetic=_any_synthetic(records),
        of=flow[4] or "troops",
        records=tuple(records),
    )
