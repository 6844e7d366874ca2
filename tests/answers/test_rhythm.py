"""When a rhythm is kept, and on which day it breaks."""

from datetime import date, timedelta

import pytest

from app.answers.rhythm import lapse_of, last_start, rhythm_of
from app.record.time import Precision

DAY = timedelta(days=1)
YEARLY = [date(2019, 5, 1), date(2020, 5, 1), date(2021, 5, 1), date(2022, 5, 1)]


def test_a_declared_rhythm_goes_before_the_gaps() -> None:
    rhythm = rhythm_of(YEARLY, 24)
    assert rhythm is not None
    assert (rhythm.months, rhythm.declared, rhythm.gaps) == (24.0, True, 3)


def test_the_median_gap_is_the_rhythm() -> None:
    rhythm = rhythm_of([*YEARLY, date(2022, 5, 11)], None)
    assert rhythm is not None
    assert (rhythm.days, rhythm.declared, rhythm.gaps) == (365, False, 4)


def test_two_gaps_make_no_rhythm_and_one_day_counts_once() -> None:
    assert rhythm_of([*YEARLY[:3], YEARLY[0]], None) is None
    assert lapse_of(YEARLY[:3], None, date(2040, 1, 1)) is None


def test_a_rhythm_breaks_on_the_day_after_one_and_a_half_of_it() -> None:
    lapse = lapse_of(YEARLY, None, date(2024, 1, 1))
    assert lapse is not None
    assert lapse.since == date(2022, 5, 1) + (365 * 3 // 2 + 1) * DAY
    assert lapse.last_held == date(2022, 5, 1)
    assert lapse_of(YEARLY, None, lapse.since) == lapse
    assert lapse_of(YEARLY, None, lapse.since - DAY) is None


def test_a_declared_year_breaks_after_eighteen_months() -> None:
    lapse = lapse_of([date(2022, 1, 1)], 12, date(2030, 1, 1))
    assert lapse is not None
    assert lapse.since == date(2022, 1, 1) + 548 * DAY


def test_what_comes_later_does_not_count() -> None:
    assert lapse_of([*YEARLY, date(2024, 2, 1)], None, date(2024, 1, 1)) == lapse_of(YEARLY, None, date(2024, 1, 1))
    assert lapse_of([date(2025, 1, 1)], 12, date(2024, 1, 1)) is None
    assert lapse_of([], 12, date(2024, 1, 1)) is None


def test_a_partial_date_is_given_its_last_day() -> None:
    held, on = date(2022, 1, 1), date(2023, 12, 1)
    assert lapse_of([held], 12, on) is not None
    assert lapse_of([held], 12, on, last_possible=last_start(held, Precision.YEAR)) is None


@pytest.mark.parametrize(
    ("precision", "last"),
    [
        (Precision.DAY, date(2024, 2, 1)),
        (Precision.MONTH, date(2024, 2, 29)),
        (Precision.YEAR, date(2024, 12, 31)),
    ],
)
def test_the_last_day_of_a_partial_date(precision: Precision, last: date) -> None:
    assert last_start(date(2024, 2, 1), precision) == last
