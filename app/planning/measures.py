"""The measures that a plan may be made of: known ways to close gaps, and what the asker offers."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.interoperability.model import ClosingKind, ClosingWay, GapSide, InteroperabilityGap, TrainingMatch
from app.planning.model import (
    ClosedSides,
    CostBasis,
    MeasureFate,
    OfferedMeasure,
    PlanAssumption,
    PlannedMeasure,
    TimeBasis,
)
from app.planning.search import Candidate, Side

ASSUMED_MONTHS = {
    ClosingKind.ACCESSION: 12,
    ClosingKind.AGREEMENT: 24,
    ClosingKind.COURSE: 6,
    ClosingKind.EXERCISE: 12,
}
"""Months from the first day of a plan to effect, where nothing better is known.

A new agreement takes about two years to negotiate and ratify, an accession about half of that; a course is filled
within half a year, and most exercises recur every year. The asker may say otherwise.
"""

LATEST_DAY = date(9999, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Something that can be done once, with all that it closes."""

    kind: ClosingKind | None
    key: str
    name: str
    closes: tuple[ClosedSides, ...]
    cost_usd: int | None
    cost_basis: CostBasis
    takes_effect: date
    time_basis: TimeBasis
    synthetic: bool

    @property
    def identity(self) -> str:
        """What tells it from the others: an agreement between two is one for each two."""
        sides = "" if self.kind is not ClosingKind.AGREEMENT else f" {'–'.join(self.closes[0].sides[0].forces)}"
        return f"{self.kind or 'offer'} {self.key}{sides}"

    @property
    def covers(self) -> frozenset[Side]:
        """The sides of gaps that it closes."""
        return frozenset((closed.item, side.forces) for closed in self.closes for side in closed.sides)

    def candidate(self) -> Candidate:
        """The measure as the search takes it."""
        return Candidate(name=self.identity, covers=self.covers, cost=self.cost_usd)

    def shown(self, fate: MeasureFate) -> PlannedMeasure:
        """The measure as the answer shows it."""
        return PlannedMeasure(**vars(self), fate=fate)


def known_measures(
    gaps: Iterable[InteroperabilityGap],
    assumptions: Mapping[ClosingKind, PlanAssumption],
    *,
    begins: date,
    by_domain: bool,
) -> list[Measure]:
    """One measure for each series, accession and new agreement that is a way to close some of the gaps.

    `by_domain`: a series closes what is of its domain, too, and not only what it requires.
    """
    ways: dict[tuple[str, ...], list[tuple[str, ClosingWay]]] = {}
    for gap in gaps:
        for way in _distinct(gap.ways):
            if way.match is TrainingMatch.DOMAIN and not by_domain:
                continue
            ways.setdefault(_identity(way), []).append((gap.item, way))
    return sorted(
        (_measure(found, assumptions[found[0][1].kind], begins=begins) for found in ways.values()), key=_order
    )


def _distinct(ways: Iterable[ClosingWay]) -> list[ClosingWay]:
    """Of several models of a new agreement between two, the first: the agreement will be the same."""
    modelled: set[tuple[str, ...]] = set()
    distinct = []
    for way in ways:
        if way.kind is ClosingKind.AGREEMENT:
            if way.closes[0].forces in modelled:
                continue
            modelled.add(way.closes[0].forces)
        distinct.append(way)
    return distinct


def _identity(way: ClosingWay) -> tuple[str, ...]:
    pair = way.closes[0].forces if way.kind is ClosingKind.AGREEMENT else ()
    return way.kind, way.key, *pair


def _measure(found: Sequence[tuple[str, ClosingWay]], assumption: PlanAssumption, *, begins: date) -> Measure:
    _, way = found[0]
    known = way.cost_usd is not None
    cost = way.cost_usd if known else assumption.cost_usd
    takes_effect, time_basis = _effect(way, assumption, begins=begins)
    return Measure(
        kind=way.kind,
        key=way.key,
        name=way.name,
        closes=tuple(ClosedSides(item=item, sides=one.closes) for item, one in found),
        cost_usd=cost,
        cost_basis=CostBasis.DECLARED if known else CostBasis.UNKNOWN if cost is None else CostBasis.ASSUMED,
        takes_effect=takes_effect,
        time_basis=time_basis,
        synthetic=any(one.synthetic for _, one in found),
    )


def _effect(way: ClosingWay, assumption: PlanAssumption, *, begins: date) -> tuple[date, TimeBasis]:
    """The next time in a series' own rhythm on or after the first day of the plan, else after the assumed months."""
    if way.last_held is None or not way.cadence_months or way.cadence_months <= 0:
        return months_after(begins, assumption.months), TimeBasis.ASSUMED
    months = 0
    while months_after(way.last_held, months) < begins:
        months += way.cadence_months
    return months_after(way.last_held, months), TimeBasis.RHYTHM


def offered_measures(
    offers: Iterable[OfferedMeasure], lacking: Mapping[str, tuple[GapSide, ...]], *, begins: date
) -> list[Measure]:
    """What the asker offers, for all who lack what it closes. `lacking`: who lacks what, by item."""
    return [
        Measure(
            kind=None,
            key=offer.name,
            name=offer.name,
            closes=tuple(
                ClosedSides(item=item, sides=lacking[item]) for item in dict.fromkeys(offer.closes) if item in lacking
            ),
            cost_usd=offer.cost_usd,
            cost_basis=CostBasis.OFFERED,
            takes_effect=months_after(begins, offer.months),
            time_basis=TimeBasis.OFFERED,
            synthetic=False,
        )
        for offer in offers
    ]


def _order(measure: Measure) -> tuple[object, ...]:
    unpriced = measure.cost_usd is None
    return unpriced, measure.cost_usd or 0, measure.takes_effect, measure.identity


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a month that is too short; at most the last day there is."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    if year > LATEST_DAY.year:
        return LATEST_DAY
    return date(year, month, min(day.day, monthrange(year, month)[1]))
