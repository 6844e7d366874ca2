"""Valid time: when a fact was true, and how well that is known."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from app.errors import InvalidInput

LATEST = datetime(9999, 12, 31, tzinfo=UTC)
"""The `knownOn` of a question that asks for all that is known by now."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How much of a date its source gives."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """A date of which only the year or the month may be known: the first and the last day that it allows."""

    first: date
    last: date
    precision: Precision


def partial_date(text: str, *, field: str) -> PartialDate:
    """Read `1949-04-04`, `1949-04` or `1949`. Raises InvalidInput naming `field`."""
    match = _PARTIAL.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part or 0) for part in match.groups())
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise InvalidInput(
            f"{field}: {text!r} is not a date.", field=field, value=text, expected="YYYY-MM-DD, YYYY-MM or YYYY"
        ) from error
    if day:
        return PartialDate(first=first, last=first, precision=Precision.DAY)
    if month:
        return PartialDate(first=first, last=_month_end(first), precision=Precision.MONTH)
    return PartialDate(first=first, last=date(year, 12, 31), precision=Precision.YEAR)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ValidTime:
    """The days on which a fact was true, both ends included. `valid_to` None: still in force.

    A partial date widens to the longest interval that it allows. `start_unknown`: it is attested from `valid_from` on
    and may have begun before. `end_unknown`: nothing says whether or when it ended.
    """

    valid_from: date
    valid_to: date | None = None
    from_precision: Precision = Precision.DAY
    to_precision: Precision | None = None
    start_unknown: bool = False
    end_unknown: bool = False

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise InvalidInput(
                f"It ends on {self.valid_to}, before it starts on {self.valid_from}.",
                field="valid_to",
                value=self.valid_to,
                expected=f"a date on or after {self.valid_from}",
            )

    def covers(self, day: date) -> bool:
        """Whether the fact was true on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def valid_time(start: str, end: str, *, start_unknown: bool = False, end_unknown: bool = False) -> ValidTime:
    """The widest interval that two partial dates allow; an empty `end` is still in force. Raises InvalidInput."""
    first = partial_date(start, field="valid_from")
    last = partial_date(end, field="valid_to") if end else None
    return ValidTime(
        valid_from=first.first,
        valid_to=last.last if last else None,
        from_precision=first.precision,
        to_precision=last.precision if last else None,
        start_unknown=start_unknown,
        end_unknown=end_unknown,
    )
