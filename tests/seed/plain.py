"""The seed and the public datasets, read with the standard library alone: checks on importers may not lean on them."""

import csv
import gzip
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

Row = Mapping[str, str]
Interval = tuple[date, date]

SEED = Path(__file__).parents[2] / "seed"
OPEN = date(9999, 12, 31)


@cache
def seed_rows(theme: str, file: str) -> list[Row]:
    return dataset_rows(SEED / theme / f"{file}.csv")


@cache
def dataset_rows(path: Path, encoding: str = "utf-8-sig") -> list[Row]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding=encoding, newline="") as opened:
            return list(csv.DictReader(opened))
    with path.open(encoding=encoding, newline="") as opened:
        return list(csv.DictReader(opened))


def widened(text: str) -> Interval:
    """The first and last day of `1949-08-24`, `1949-08` or `1949`."""
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    month = rest[0]
    if len(rest) == 1:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, rest[1]), date(year, month, rest[1])


def days(row: Row) -> Interval:
    """The longest interval that a row of the seed allows; open rows never end."""
    return widened(row["valid_from"])[0], widened(row["valid_to"])[1] if row["valid_to"] else OPEN


@cache
def bearers(code: str, year: int) -> frozenset[str]:
    """The nations that bore a COW number at some time of a year."""
    return frozenset(
        row["key"]
        for row in seed_rows("nations", "nations")
        if row["cow_code"] == code and days(row)[0].year <= year <= days(row)[1].year
    )


@cache
def cow_codes(nation: str, year: int) -> frozenset[str]:
    """The COW numbers that a nation bore at some time of a year."""
    return frozenset(
        row["cow_code"]
        for row in seed_rows("nations", "nations")
        if row["key"] == nation and row["cow_code"] and days(row)[0].year <= year <= days(row)[1].year
    )
