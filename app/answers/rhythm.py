"""The rhythm of what recurs, and when it is broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from app.record.time import Precision, partial_date

DAYS_A_MONTH = 365.25 / 12
"""The average month of the calendar."""

FEWEST_GAPS = 3
"""From fewer gaps no rhythm is read: two gaps have no middle one that an outlier could not move."""

LAPSE_FACTOR = 1.5
"""Lapsed is what is overdue by more than half a rhythm: less is a postponement within the year of a yearly series."""


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How often something recurs: as its organisers declare it, else the median of its own gaps."""

    days: float
    declared: bool
    gaps: int

    @property
    def months(self) -> float:
        """In average months, to a tenth."""
        return round(self.days / DAYS_A_MONTH, 1)

    @property
    def longest_pause(self) -> int:
        """The most whole days since the last time that do not yet break the rhythm."""
        return int(self.days * LAPSE_FACTOR)


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """A broken rhythm: the last time, and the first day on which it was broken."""

    rhythm: Rhythm
    last_held: date
    since: date


def rhythm_of(days_held: Iterable[date], cadence_months: int | None) -> Rhythm | None:
    """The rhythm of what began on these days; None where none is declared and there are too few gaps to read one.

    What began on one day counts once.
    """
    days = sorted(set(days_held))
    gaps = [(after - before).days for before, after in pairwise(days)]
    if cadence_months is not None:
        return Rhythm(days=cadence_months * DAYS_A_MONTH, declared=True, gaps=len(gaps))
    if len(gaps) < FEWEST_GAPS:
        return None
    return Rhythm(days=median(gaps), declared=False, gaps=len(gaps))


def lapse_of(
    days_held: Iterable[date], cadence_months: int | None, on: date, *, last_possible: date | None = None
) -> Lapse | None:
    """The lapse that holds on a day, or None: the rhythm is kept, unknown, or it was never held.

    What began after `on` does not count. `last_possible` is the last day on which the latest may have begun, where
    its date is partial: nothing has lapsed that may have been held in time.
    """
    days = sorted({day for day in days_held if day <= on})
    rhythm = rhythm_of(days, cadence_months)
    if rhythm is None or not days:
        return None
    counted_from = max(days[-1], last_possible or days[-1])
    since = counted_from + timedelta(days=rhythm.longest_pause + 1)
    return Lapse(rhythm=rhythm, last_held=days[-1], since=since) if since <= on else None


def last_start(first: date, precision: Precision) -> date:
    """The last day on which that may have begun which began on `first`, known to that precision."""
    written = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}[precision]
    return partial_date(first.strftime(written), field="first").last
