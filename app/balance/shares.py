"""Exact shares: how they are rounded so that they still make a whole, how concentrated they are, how far they moved."""

from collections.abc import Mapping
from fractions import Fraction

WHOLE = 10_000
"""Shares are shown in ten-thousandths."""

Points = Mapping[str, int]
"""Power → points."""


def shares_of(points: Points) -> dict[str, int]:
    """Ten-thousandths that add up to 10,000: rounded down, and one more for the largest remainders, then by key."""
    total = sum(points.values())
    if not total:
        return dict.fromkeys(points, 0)
    shares = {power: WHOLE * held // total for power, held in points.items()}
    by_remainder = sorted(points, key=lambda power: (-(WHOLE * points[power] % total), power))
    for power in by_remainder[: WHOLE - sum(shares.values())]:
        shares[power] += 1
    return shares


def concentration_of(points: Points) -> int | None:
    """Herfindahl–Hirschman index, 0 to 10,000; None without points."""
    total = sum(points.values())
    if not total:
        return None
    return _rounded(Fraction(sum(held**2 for held in points.values()), total**2))


def distance(before: Points, after: Points) -> int | None:
    """Half the sum of all changes of shares: what part of the whole moved. None where one has no points."""
    totals = sum(before.values()), sum(after.values())
    if not all(totals):
        return None
    changes = [Fraction(after[power], totals[1]) - Fraction(before[power], totals[0]) for power in before]
    return _rounded(sum((abs(change) for change in changes), Fraction(0)) / 2)


def _rounded(share: Fraction) -> int:
    """The nearest ten-thousandth; a half goes up."""
    return int(share * WHOLE + Fraction(1, 2))
