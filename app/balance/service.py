"""How much does a nation or a region do with each major power, and how does that shift?"""

from asyncio import gather
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from app.answers.asking import Asking, begin, sourced
from app.balance.model import (
    BalanceDrift,
    BalanceRecord,
    BalanceShare,
    BalanceShift,
    BalanceSource,
    BalanceSubject,
    BalanceTie,
    BalanceTies,
    BalanceWeight,
    BalanceYear,
    EngagementBalance,
    EngagementBalanceQuestion,
)
from app.balance.powers import DEFINITION, major_powers
from app.balance.shares import concentration_of, distance, shares_of
from app.balance.ties import BalanceFacts, CountedTie, Sides, Year, counted_ties, years_of
from app.balance.weights import weights_of
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient, Row
from app.nations.model import Nation
from app.nations.names import fold
from app.record.releasability import Viewer

MOST_ROWS = 20_000
"""Engagements, and flows, that a balance is made of; the queries give one more to tell that there are."""

_USUAL_YEARS = 10
_MOST_YEARS = 100
_REGION = "region:"


@dataclass(frozen=True, kw_only=True)
class BalanceScope:
    """Whose balance with whom, over which years, and what counts how much."""

    subject: BalanceSubject
    powers: tuple[Nation, ...]
    powers_by: str
    years: tuple[Year, ...]
    weights: tuple[BalanceWeight, ...]

    @property
    def sides(self) -> Sides:
        """Both sides, by key."""
        nations = frozenset(nation.key for nation in self.subject.nations)
        return Sides(nations=nations, powers=tuple(power.key for power in self.powers))


async def engagement_balance(
    graph: GraphClient, question: EngagementBalanceQuestion, *, viewer: Viewer
) -> EngagementBalance:
    """Points for all ties with each power, year by year: shares, how concentrated they are, and how they shift.

    Engagements, arms transfers and signals count in each year in which they went on, agreements and deployments as
    they stood on its last day. A thing counts once a year with a power, however many nations of a region took part;
    an agreement once for each kind of obligation that binds one of the two. What the best source says decides; where
    sources disagree, the tie is disputed. The points of a tie are its weight times its amount. The powers are those of
    the day asked about, in all years. A year without known ties is unknown, not empty: `seen` says how far each
    source reaches.
    """
    asking = await begin(graph, question, viewer=viewer)
    years = _years(question, asking.on)
    nations = await asking.read("balance/nations")
    subject = await _subject(asking, question, nations)
    powers = await _powers(asking, question, nations, subject)
    scope = BalanceScope(
        subject=subject,
        powers=powers,
        powers_by="the asker" if question.powers else DEFINITION,
        years=years,
        weights=weights_of(question.weights),
    )
    facts = await read_balance_facts(asking, scope)
    return balance_from(facts, scope, limit=question.limit, says=asking.says)


# The scope


def _years(question: EngagementBalanceQuestion, on: date) -> tuple[Year, ...]:
    since = question.since or date(max(on.year - _USUAL_YEARS + 1, date.min.year), 1, 1)
    if since > on:
        raise InvalidInput(
            f"since: {since} is after {on}, the day asked about.",
            field="since",
            value=since,
            expected=f"a day on or before {on}",
        )
    years = years_of(since, on)
    if len(years) > _MOST_YEARS:
        raise InvalidInput(
            f"since: from {since} to {on} there are {len(years)} calendar years.",
            field="since",
            value=since,
            expected=f"a day in {on.year - _MOST_YEARS + 1} or later",
        )
    return years


async def _subject(asking: Asking, question: EngagementBalanceQuestion, nations: Sequence[Row]) -> BalanceSubject:
    """The nation of that name, or else the region."""
    named = fold(question.subject)
    if not named.startswith(_REGION):
        try:
            found = await asking.nations({"subject": [question.subject]})
        except NotFound as error:
            return _region(named, nations, otherwise=error)
        nation = found[question.subject]
        return BalanceSubject(name=nation.name, region=None, nations=(nation,))
    return _region(named.removeprefix(_REGION).strip(), nations, otherwise=_no_region(question.subject, nations))


def _region(named: str, nations: Sequence[Row], *, otherwise: NotFound) -> BalanceSubject:
    """The nations that a region has on that day. Raises `otherwise` where it has none."""
    members = [row for row in nations if row["holds"] and row["region"] and fold(row["region"]) == named]
    if not members:
        raise otherwise
    return BalanceSubject(
        name=members[0]["region"],
        region=members[0]["region"],
        nations=tuple(Nation(key=row["key"], name=row["name"]) for row in members),
    )


def _no_region(given: str, nations: Sequence[Row]) -> NotFound:
    known = sorted({row["region"] for row in nations if row["holds"] and row["region"]})
    return NotFound(
        f"subject: no region is known as {given!r}. Known: {', '.join(known) or 'none'}.",
        field="subject",
        value=given,
        expected="a UN M49 sub-region",
        suggestions=known,
    )


async def _powers(
    asking: Asking, question: EngagementBalanceQuestion, nations: Sequence[Row], subject: BalanceSubject
) -> tuple[Nation, ...]:
    """The powers to weigh: the asker's, or those of the day that the viewer knows of, without the subject itself."""
    itself = {nation.key for nation in subject.nations if subject.region is None}
    if question.powers:
        named = await asking.nations({"powers": question.powers})
        _refuse_itself(question, named, itself)
        return tuple(sorted(set(named.values()), key=lambda power: power.key))
    majors = major_powers(asking.on) - itself
    powers = tuple(Nation(key=row["key"], name=row["name"]) for row in nations if row["key"] in majors)
    if not powers:
        raise InvalidInput(
            f"powers: nobody is known to have been a major power on {asking.on}.",
            field="powers",
            expected="nations to weigh",
        )
    return powers


def _refuse_itself(question: EngagementBalanceQuestion, named: Mapping[str, Nation], itself: set[str]) -> None:
    for name, power in named.items():
        if power.key in itself:
            raise InvalidInput(
                f"powers: {name!r} and {question.subject!r} are both {power.name}.",
                field="powers",
                value=name,
                expected="other nations than `subject`",
            )


# The facts


async def read_balance_facts(asking: Asking, scope: BalanceScope) -> BalanceFacts:
    """All that ties the two sides in these years."""
    nations, powers, since = sorted(scope.sides.nations), list(scope.sides.powers), scope.years[0].first
    engagements, agreements, flows = await gather(
        asking.read("balance/engagements", nations=nations, powers=powers, since=since),
        asking.read("balance/agreements", nations=nations, powers=powers, since=since),
        asking.read("balance/flows", nations=nations, powers=powers, since=since),
    )
    coded = await asking.read(
        "balance/coded",
        agreements=sorted({row["of"] for row in agreements}),
        parties=sorted({*nations, *powers}),
        since=since,
    )
    return BalanceFacts(
        engagements=engagements[:MOST_ROWS],
        agreements=agreements,
        coded=coded,
        flows=flows[:MOST_ROWS],
        complete=max(len(engagements), len(flows)) <= MOST_ROWS,
    )


# The answer


def balance_from(facts: BalanceFacts, scope: BalanceScope, *, limit: int, says: Mapping[str, Any]) -> EngagementBalance:
    """The balance that these facts make. `limit`: most records of evidence for each power."""
    ties = list(counted_ties(facts, scope.years, scope.sides))
    points = _Points(ties, scope)
    total = points.of(scope.years)
    by_points = sorted(scope.powers, key=lambda power: (-total[power.key], power.key))
    evidence = [list(islice(_records(ties, power, scope), limit + 1)) for power in scope.powers]
    return EngagementBalance(
        subject=scope.subject,
        since=scope.years[0].first,
        powers=scope.powers,
        powers_by=scope.powers_by,
        weights=scope.weights,
        points=sum(total.values()),
        concentration=concentration_of(total),
        shares=tuple(points.shares(scope.years, by_points)),
        years=tuple(_years_in_order(points, scope)),
        drift=_drift(points, scope),
        evidence=tuple(record for records in evidence for record in records[:limit]),
        more_evidence=any(len(records) > limit for records in evidence),
        seen=tuple(_sources(ties, scope)),
        complete=facts.complete,
        synthetic=any(tie.synthetic for tie in ties),
        disputed=any(tie.disputed for tie in ties),
        **says,
    )


class _Points:
    """The ties of a balance by power and year, and what they count."""

    def __init__(self, ties: Iterable[CountedTie], scope: BalanceScope) -> None:
        self._weight = {weight.tie: weight.weight for weight in scope.weights}
        self._powers = [power.key for power in scope.powers]
        self._ties: dict[tuple[str, int], list[CountedTie]] = defaultdict(list)
        for tie in ties:
            self._ties[tie.power, tie.year].append(tie)

    def of(self, years: Iterable[Year]) -> dict[str, int]:
        """Points of each power in these years together."""
        numbers = [year.number for year in years]
        return {
            power: sum(self._weight[tie.tie] * tie.amount for year in numbers for tie in self._ties[power, year])
            for power in self._powers
        }

    def shares(self, years: Sequence[Year], powers: Iterable[Nation]) -> Iterator[BalanceShare]:
        """The shares of these years together, in the order of `powers`."""
        points = self.of(years)
        shares = shares_of(points)
        for power in powers:
            ties = [tie for year in years for tie in self._ties[power.key, year.number]]
            yield BalanceShare(
                power=power, points=points[power.key], share=shares[power.key], ties=tuple(self._by_kind(ties))
            )

    def _by_kind(self, ties: Iterable[CountedTie]) -> Iterator[BalanceTies]:
        by_kind: dict[BalanceTie, list[CountedTie]] = defaultdict(list)
        for tie in ties:
            by_kind[tie.tie].append(tie)
        for kind in (kind for kind in BalanceTie if kind in by_kind):
            amount = sum(tie.amount for tie in by_kind[kind])
            yield BalanceTies(
                tie=kind,
                amount=amount,
                points=amount * self._weight[kind],
                unattested=sum(tie.amount for tie in by_kind[kind] if not tie.attested),
                disputed=sum(tie.amount for tie in by_kind[kind] if tie.disputed),
                synthetic=sum(tie.amount for tie in by_kind[kind] if tie.synthetic),
            )


def _years_in_order(points: _Points, scope: BalanceScope) -> Iterator[BalanceYear]:
    before: Mapping[str, int] | None = None
    for year in scope.years:
        held = points.of([year])
        yield BalanceYear(
            year=year.number,
            first=year.first,
            last=year.last,
            points=sum(held.values()),
            concentration=concentration_of(held),
            drift=distance(before, held) if before else None,
            shares=tuple(points.shares([year], scope.powers)),
        )
        before = held if any(held.values()) else before


def _drift(points: _Points, scope: BalanceScope) -> BalanceDrift | None:
    half = len(scope.years) // 2
    if not half:
        return None
    earlier, later = scope.years[:half], scope.years[-half:]
    before, after = points.of(earlier), points.of(later)
    moved = distance(before, after)
    if moved is None:
        return None
    share_before, share_after = shares_of(before), shares_of(after)
    shifts = [
        BalanceShift(power=power, before=share_before[power.key], after=share_after[power.key])
        for power in scope.powers
    ]
    return BalanceDrift(
        earlier_first=earlier[0].number,
        earlier_last=earlier[-1].number,
        later_first=later[0].number,
        later_last=later[-1].number,
        distance=moved,
        shifts=tuple(sorted(shifts, key=lambda shift: (shift.before - shift.after, shift.power.key))),
    )


def _records(ties: Iterable[CountedTie], power: Nation, scope: BalanceScope) -> Iterator[BalanceRecord]:
    """The records behind the ties with one power, each once, the latest first."""
    kinds: dict[str, set[BalanceTie]] = defaultdict(set)
    behind: dict[str, tuple[CountedTie, Row]] = {}
    for tie in ties:
        if tie.power == power.key:
            for row in tie.records:
                kinds[row["recordId"]].add(tie.tie)
                behind[row["recordId"]] = (tie, row)
    names = {nation.key: nation for nation in (*scope.subject.nations, *scope.powers)}
    latest_first = sorted(
        behind.values(), key=lambda each: (each[1]["validFrom"], each[0].of, each[1]["recordId"]), reverse=True
    )
    for tie, row in latest_first:
        party = row.get("nation") or row.get("sender")
        yield BalanceRecord(
            power=power,
            ties=tuple(kind for kind in BalanceTie if kind in kinds[row["recordId"]]),
            of=tie.of,
            name=row.get("name") or tie.of,
            party=names[party] if party else None,
            **sourced(row),
        )


def _sources(ties: Iterable[CountedTie], scope: BalanceScope) -> Iterator[BalanceSource]:
    on = scope.years[-1].last
    rows = {row["recordId"]: row for tie in ties for row in tie.records}.values()
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row["source"]].append(row)
    for source, records in sorted(by_source.items()):
        yield BalanceSource(
            source=source,
            records=len(records),
            first=min(row["validFrom"] for row in records),
            last=max(min(filter(None, (row["validTo"], row["attestedUntil"], on))) for row in records),
        )
