from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.record.time import Precision, partial_date, valid_time


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1949-04-04", date(1949, 4, 4), date(1949, 4, 4), Precision.DAY),
        ("1949-04", date(1949, 4, 1), date(1949, 4, 30), Precision.MONTH),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), Precision.MONTH),
        ("1949-12", date(1949, 12, 1), date(1949, 12, 31), Precision.MONTH),
        ("1386", date(1386, 1, 1), date(1386, 12, 31), Precision.YEAR),
    ],
)
def test_a_partial_date_allows_the_longest_interval(text: str, first: date, last: date, precision: Precision) -> None:
    found = partial_date(text, field="signed_on")
    assert (found.first, found.last, found.precision) == (first, last, precision)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_coarser_date_allows_every_day_of_a_finer_one(day: date) -> None:
    exact = day.isoformat()
    month, year = partial_date(exact[:7], field="x"), partial_date(exact[:4], field="x")
    assert year.first <= month.first <= day <= month.last <= year.last
    assert (month.last + timedelta(days=1)).day == 1 or month.last == date.max


@pytest.mark.parametrize("text", ["", "49", "1949-4", "1949-13", "1949-02-30", "1949-04-04T00:00", "0000"])
def test_what_is_no_date_is_named(text: str) -> None:
    with pytest.raises(InvalidInput) as error:
        partial_date(text, field="signed_on")
    assert error.value.field == "signed_on"
    assert error.value.detail == f"signed_on: {text!r} is not a date."


def test_a_fact_does_not_end_before_it_starts() -> None:
    with pytest.raises(InvalidInput, match="ends on 1948-12-31, before it starts on 1949-04-04"):
        valid_time("1949-04-04", "1948")


@given(st.dates(), st.dates(), st.dates())
def test_both_ends_belong_to_a_fact(start: date, end: date, day: date) -> None:
    start, end = min(start, end), max(start, end)
    if start.year < 1000:
        return
    fact = valid_time(start.isoformat(), end.isoformat())
    assert fact.covers(start)
    assert fact.covers(end)
    assert fact.covers(day) == (start <= day <= end)
