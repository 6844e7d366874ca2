"""The arithmetic of the score: exact sums, and decay by whole months."""

from datetime import date
from fractions import Fraction

import pytest

from app.interoperability.weights import FULL_SCORE, PART_WEIGHTS, practice_decay, shared_out, whole_months


def test_the_parts_are_worth_the_whole() -> None:
    assert sum(PART_WEIGHTS.values()) == FULL_SCORE


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (10, [5, 3, 4], [4, 3, 3]),
        (7, [1], [7]),
        (0, [2, 3], [0, 0]),
        (2, [1, 1, 1], [1, 1, 0]),
        (10_000, [], []),
    ],
)
def test_a_total_is_shared_out_exactly(total: int, weights: list[int], parts: list[int]) -> None:
    assert shared_out(total, weights) == parts


def test_every_share_is_within_one_of_what_is_due() -> None:
    for total in range(0, 60, 7):
        for first in range(1, 6):
            for second in range(1, 6):
                weights = [first, second, 3]
                parts = shared_out(total, weights)
                assert sum(parts) == total
                for part, weight in zip(parts, weights, strict=True):
                    assert abs(part - Fraction(total * weight, sum(weights))) < 1


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2024, 1, 31), date(2024, 2, 29), 0),
        (date(2024, 1, 31), date(2024, 3, 31), 2),
        (date(2023, 6, 2), date(2024, 6, 1), 11),
        (date(2023, 6, 1), date(2024, 6, 1), 12),
        (date(2024, 6, 1), date(2024, 6, 1), 0),
    ],
)
def test_months_are_whole(first: date, last: date, months: int) -> None:
    assert whole_months(first, last) == months


@pytest.mark.parametrize(
    ("last", "left"),
    [
        (date(2024, 6, 1), Fraction(1)),
        (date(2023, 6, 1), Fraction(1)),
        (date(2023, 5, 1), Fraction(47, 48)),
        (date(2021, 6, 1), Fraction(1, 2)),
        (date(2019, 6, 2), Fraction(1, 48)),
        (date(2019, 6, 1), Fraction(0)),
        (date(1990, 6, 1), Fraction(0)),
    ],
)
def test_practice_fades(last: date, left: Fraction) -> None:
    assert practice_decay(last, date(2024, 6, 1)) == left
