"""The figures of an exchange history: how often, where, at which level, and with what trend."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median

from app.answers.rhythm import DAYS_A_MONTH
from app.histories.facts import Engaged
from app.histories.model import (
    HistoryCadence,
    HistoryCount,
    HistoryCoverage,
    HistoryDirection,
    HistoryHost,
    HistoryHosting,
    HistoryKind,
    HistoryLevel,
    HistoryLevelReached,
    HistoryParty,
    HistoryTrend,
    HistoryYear,
)
from app.record.time import Precision

STEADY_WITHIN = Fraction(2, 100)
"""A fiftieth of the mean each year is a fifth in ten years: less is not told from chance in counts this small."""

FEWEST_YEARS = 5
"""Fewer years have fewer than ten pairs, and a single one of them decides the median of their slopes."""

FEWEST_ENGAGEMENTS = 10
"""With fewer, most years have one or none, and the slope is an accident of which."""


def imprecise(engaged: Iterable[Engaged]) -> int:
    """How many have a first day that is known to the month or the year only."""
    return sum(each.precision != Precision.DAY for each in engaged)


def months(days: float) -> float:
    """Days as average months, to a tenth."""
    return round(days / DAYS_A_MONTH, 1)


def cadences(engaged: Iterable[Engaged], on: date) -> tuple[HistoryCadence, ...]:
    """How often each kind was held, in the order of the kinds."""
    held: dict[str, list[Engaged]] = defaultdict(list)
    for each in engaged:
        held[each.kind].append(each)
    return tuple(_cadence(kind, held[kind], on) for kind in HistoryKind if kind in held)


def _cadence(kind: HistoryKind, held: Sequence[Engaged], on: date) -> HistoryCadence:
    """What began on one day is one step of the rhythm."""
    days = sorted({each.first for each in held})
    gaps = [(after - before).days for before, after in pairwise(days)]
    return HistoryCadence(
        kind=kind,
        engagements=len(held),
        imprecise=imprecise(held),
        median_gap=months(median(gaps)) if gaps else None,
        last_held=days[-1],
        last_precision=most_precise(each for each in held if each.first == days[-1]),
        since_last=months((on - days[-1]).days),
    )


def most_precise(engaged: Iterable[Engaged]) -> Precision:
    """The precision of the best known first day among some that began on one day."""
    known = {each.precision for each in engaged}
    return next(precision for precision in Precision if precision in known)


def not_held(engaged: Iterable[Engaged], kinds: Sequence[HistoryKind]) -> tuple[HistoryKind, ...]:
    """The kinds asked about (none: all) that were not held."""
    held = {each.kind for each in engaged}
    return tuple(kind for kind in HistoryKind if kind in (kinds or HistoryKind) and kind not in held)


def hosting(engaged: Sequence[Engaged], parties: Iterable[HistoryParty]) -> HistoryHosting:
    """Who hosted how often, and how evenly."""
    hosted = Counter(host for each in engaged for host in each.hosts)
    by_party = tuple(HistoryHost(party=party.key, engagements=hosted[party.key]) for party in parties)
    least, most = min(host.engagements for host in by_party), max(host.engagements for host in by_party)
    return HistoryHosting(
        by_party=by_party,
        elsewhere=sum(not each.hosts for each in engaged),
        balance=round(least / most, 3) if most else None,
    )


def levels(engaged: Iterable[Engaged]) -> tuple[HistoryLevelReached, ...]:
    """The highest level of each kind in each year, by kind, then the latest year first."""
    rank = {level: place for place, level in enumerate(HistoryLevel)}
    reached: dict[tuple[str, int], HistoryLevel] = {}
    for each in engaged:
        if each.level is not None:
            level, place = HistoryLevel(each.level), (each.kind, each.first.year)
            reached[place] = min(level, reached.get(place, level), key=rank.__getitem__)
    order = {kind: place for place, kind in enumerate(HistoryKind)}
    return tuple(
        HistoryLevelReached(kind=HistoryKind(kind), year=year, level=level)
        for (kind, year), level in sorted(
            reached.items(), key=lambda item: (order[HistoryKind(item[0][0])], -item[0][1])
        )
    )


def by_year(engaged: Iterable[Engaged]) -> tuple[HistoryCount, ...]:
    """How many of each kind began in each year, by year, then by kind."""
    counted = Counter((each.first.year, each.kind) for each in engaged)
    return tuple(
        HistoryCount(year=year, kind=kind, engagements=counted[year, kind])
        for year in sorted({year for year, _ in counted})
        for kind in HistoryKind
        if (year, kind) in counted
    )


def coverage(engaged: Iterable[Engaged]) -> tuple[HistoryCoverage, ...]:
    """What is dated by each source, by the source's key."""
    days: dict[str, list[date]] = defaultdict(list)
    for each in engaged:
        days[each.source].append(each.first)
    return tuple(
        HistoryCoverage(source=source, engagements=len(own), first=min(own), last=max(own))
        for source, own in sorted(days.items())
    )


def trend(engaged: Iterable[Engaged], since: date, on: date) -> HistoryTrend:
    """The trend over the calendar years that lie wholly between `since` and `on`."""
    counted = Counter(each.first.year for each in engaged)
    years = tuple(HistoryYear(year=year, engagements=counted[year]) for year in _complete_years(since, on))
    total = sum(year.engagements for year in years)
    enough = len(years) >= FEWEST_YEARS and total >= FEWEST_ENGAGEMENTS
    slope = median(_slopes(years)) if enough else None
    mean = Fraction(total, len(years)) if years else None
    return HistoryTrend(
        years=years,
        slope=None if slope is None else _thousandths(slope),
        mean=None if mean is None else _thousandths(mean),
        direction=HistoryDirection.TOO_FEW_TO_SAY if slope is None or mean is None else _direction(slope, mean),
        steady_within=float(STEADY_WITHIN),
        fewest_years=FEWEST_YEARS,
        fewest_engagements=FEWEST_ENGAGEMENTS,
    )


def _complete_years(since: date, on: date) -> range:
    first = since.year if (since.month, since.day) == (1, 1) else since.year + 1
    last = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    return range(first, last + 1)


def _slopes(years: Sequence[HistoryYear]) -> Iterator[Fraction]:
    """The slope between any two years."""
    for place, early in enumerate(years):
        for late in years[place + 1 :]:
            yield Fraction(late.engagements - early.engagements, late.year - early.year)


def _direction(slope: Fraction, mean: Fraction) -> HistoryDirection:
    if abs(slope) <= STEADY_WITHIN * mean:
        return HistoryDirection.STEADY
    return HistoryDirection.RISING if slope > 0 else HistoryDirection.FALLING


def _thousandths(exact: Fraction) -> float:
    return float(round(exact, 3))
