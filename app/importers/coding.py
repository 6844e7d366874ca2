"""What the codebooks of the field have in common: dates in three columns, codes for missing, nations known by a number.

Nothing here knows a dataset: each importer says which codes of its own mean that a value is missing.
"""

from collections.abc import Collection
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
    try:
        return crosswalk.nation(scheme, code, on=valid.valid_from)
    except InvalidInput:
        if valid.from_precision is Precision.DAY:
            raise
        return crosswalk.nation(scheme, code, on=_last_start(valid))


def nation_of_number(crosswalk: Crosswalk, code: str, valid: ValidTime) -> str:
    """The nation that COW's own datasets mean by its state number. Raises InvalidInput for a number of none or several.

    Some date a state outside COW's list of states: Syria in 1958, North Korea a week before it was founded. The
    dataset's dates stand, and a number that only one nation ever held is that nation's.
    """
    try:
        return nation_at_start(crosswalk, code, valid)
    except InvalidInput:
        return only_nation(crosswalk, code)


def only_nation(crosswalk: Crosswalk, code: str, *, scheme: NationScheme = "cowCode") -> str:
    """The key of the only nation that ever held `code`, for sources that date it before the state existed.

    Raises InvalidInput where none or more than one did.
    """
    nations = {holding.nation for holding in crosswalk.codes.get((scheme, code), ())}
    if len(nations) != 1:
        meant = f"can mean {', '.join(sorted(nations))}" if nations else "is no nation's"
        raise InvalidInput(f"{scheme} {code} {meant}.", field=scheme, value=code)
    return nations.pop()


def _last_start(valid: ValidTime) -> date:
    """The last day on which an interval can have begun whose start is known to the month or year."""
    written = valid.valid_from.isoformat()
    return partial_date(written[:7] if valid.from_precision is Precision.MONTH else written[:4], field="start").last


def evidence_from(source: Source, source_row: str, *, credibility: Credibility = Credibility.PROBABLY_TRUE) -> Evidence:
    """Evidence of a row of `source`, at the source's own reliability."""
    return Evidence(source=source.key, source_row=source_row, reliability=source.reliability, credibility=credibility)
