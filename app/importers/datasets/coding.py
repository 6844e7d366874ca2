"""What the codebooks of the field have in common: dates in three columns, codes for missing, nations known by a number.

Nothing here knows a dataset: each importer says which codes of its own mean that a value is missing.
"""

from collections.abc import Callable, Collection
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk, NationScheme
from app.record.evidence import Credibility, Evidence, Source
from app.record.time import Precision, ValidTime, partial_date, valid_time


def coded_date(year: str, month: str, day: str, *, missing: Collection[str] = ("",)) -> str:
    """A date in three cells as far as it is given: `1949-04-04`, `1949-04`, `1949` or nothing.

    A day without its month says nothing, nor does a month without its year.
    """
    given: list[str] = []
    for part, width in ((year, 4), (month, 2), (day, 2)):
        if part in missing:
            break
        given.append(part.zfill(width))
    return "-".join(given)


def coded_number(text: str, *, field: str, missing: Collection[str] = ("",)) -> int | None:
    """A whole number, or None for a code that means missing. Raises InvalidInput naming `field`."""
    if text in missing:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise InvalidInput(
            f"{field}: {text!r} is not a whole number.", field=field, value=text, expected="a whole number"
        ) from error


def coded_decimal(text: str, *, field: str, missing: Collection[str] = ("",)) -> float | None:
    """A number such as `.0396975`, or None for a code that means missing. Raises InvalidInput naming `field`."""
    if text in missing:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise InvalidInput(
            f"{field}: {text!r} is not a number.", field=field, value=text, expected="a number"
        ) from error


def calendar_year(year: str) -> ValidTime:
    """The interval of an observation that is made once a year. Raises InvalidInput."""
    return valid_time(year, year)


def nation_at_start(crosswalk: Crosswalk, code: str, valid: ValidTime, *, scheme: NationScheme = "cowCode") -> str:
    """The key of the nation that held `code` when `valid` began. Raises InvalidInput where none did.

    Of a start that is known to the month or year, the first day counts, or else the last one: a state that was
    founded in June is observed in the year of its foundation.
    """
    return _at_start(lambda on: crosswalk.nation(scheme, code, on=on), valid)


def nation_named(crosswalk: Crosswalk, name: str, valid: ValidTime) -> str:
    """The key of the nation that `name` means when `valid` began, as `nation_at_start` has it. Raises InvalidInput."""
    return _at_start(lambda on: crosswalk.named(name, on=on), valid)


def participant_named(crosswalk: Crosswalk, name: str, valid: ValidTime) -> str:
    """The key of the nation, or else of the body, that `name` means when `valid` began. Raises InvalidInput."""
    return _at_start(lambda on: crosswalk.participant(name, on=on), valid)


def nation_of_number(crosswalk: Crosswalk, code: str, valid: ValidTime) -> str:
    """The nation that a COW state number means, when `valid` began or else at all. Raises InvalidInput.

    For sources that date a state outside its existence: Syria in 1958, North Korea a week before it was founded. Their
    dates stand, and a number that only one nation ever held is that nation's.
    """
    try:
        return nation_at_start(crosswalk, code, valid)
    except InvalidInput:
        holders = {holding.key for holding in crosswalk.codes.get(("cowCode", code), ())}
        if len(holders) != 1:
            raise
        return holders.pop()


def _at_start(resolve: Callable[[date], str], valid: ValidTime) -> str:
    try:
        return resolve(valid.valid_from)
    except InvalidInput:
        if valid.from_precision is Precision.DAY:
            raise
        return resolve(_last_start(valid))


def _last_start(valid: ValidTime) -> date:
    """The last day on which an interval can have begun whose start is known to the month or year."""
    written = valid.valid_from.isoformat()
    return partial_date(written[:7] if valid.from_precision is Precision.MONTH else written[:4], field="start").last


def evidence_from(source: Source, source_row: str, *, credibility: Credibility = Credibility.PROBABLY_TRUE) -> Evidence:
    """Evidence of a row of `source`, at the source's own reliability."""
    return Evidence(source=source.key, source_row=source_row, reliability=source.reliability, credibility=credibility)
