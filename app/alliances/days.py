"""Sets of days, as intervals in order that do not touch."""

from collections.abc import Iterable
from datetime import date, timedelta

Days = tuple[tuple[date, date], ...]
"""First and last day of each interval."""

_DAY = timedelta(days=1)


def within(first: date, last: date | None, *, period: tuple[date, date]) -> Days:
    """The days of a spell that lie in `period`; `last` None: it goes on."""
    start, end = max(first, period[0]), min(last or period[1], period[1])
    return ((start, end),) if start <= end else ()


def either(*sets: Days) -> Days:
    """The days that lie in any of the sets."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(interval for days in sets for interval in days):
        if joined and first <= joined[-1][1] + _DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def both(one: Days, other: Days) -> Days:
    """The days that lie in both sets."""
    if one is other:
        return one
    return tuple(_overlaps(one, other))


def _overlaps(one: Days, other: Days) -> Iterable[tuple[date, date]]:
    for first, last in one:
        for start, end in other:
            if start <= last and first <= end:
                yield max(first, start), min(last, end)


def includes(days: Days, day: date) -> bool:
    """Whether `day` lies in the set."""
    return any(first <= day <= last for first, last in days)
