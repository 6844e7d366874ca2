"""What the tests of several themes ask of their rows. No database: the files are what they speak of."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.dataset import read_groups
from app.importers.records import templates
from app.model.labels import LABELS, SOURCE
from app.model.relationships import RELATIONSHIPS
from app.record.facts import Fact
from app.record.time import ValidTime, valid_time

Row = Mapping[str, str]
Interval = tuple[date, date]

SEED = Path(__file__).parents[2] / "seed"
NEVER = date(9999, 12, 31)
ENTITIES = {label.file: label.name for label in LABELS if label is not SOURCE}
ENDS = {kind.file: (kind.start, kind.end) for kind in RELATIONSHIPS if kind.file}


@dataclass(frozen=True)
class Entity:
    """What the whole seed says of a key: the kinds of its rows, and the days that they span."""

    labels: frozenset[str]
    first: date
    last: date


@dataclass(frozen=True)
class Theme:
    """A folder of the seed."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def files(self) -> list[str]:
        """The files of facts, without the sources."""
        return sorted(path.stem for path in (SEED / self.name).glob("*.csv") if path.stem != "sources")

    def rows(self, file: str) -> list[Row]:
        return read(SEED / self.name / f"{file}.csv")

    def facts(self, file: str) -> list[Fact]:
        """The rows as the project's own reader takes them; a row that it refuses fails the test."""
        dataset = templates()[file]
        found = []
        for lines in read_groups(dataset, SEED / self.name / f"{file}.csv"):
            for fact in dataset.facts_of(lines, NOTHING_KNOWN):
                assert isinstance(fact, Fact), fact
                found.append(fact)
        return found


@cache
def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def valid(row: Row) -> ValidTime:
    return valid_time(row["valid_from"], row["valid_to"])


def days(row: Row) -> Interval:
    """First and last day of a row, partial dates widened."""
    spell = valid(row)
    return spell.valid_from, spell.valid_to or NEVER


def standing(rows: list[Row], on: date) -> list[Row]:
    """The rows that were true on a day."""
    return [row for row in rows if valid(row).covers(on)]


@cache
def entities() -> Mapping[str, Entity]:
    """All keys of the seed."""
    found: dict[str, Entity] = {}
    for file, label in ENTITIES.items():
        for path in sorted(SEED.glob(f"*/{file}.csv")):
            for row in read(path):
                known = found.get(row["key"])
                first, last = days(row)
                found[row["key"]] = Entity(
                    labels=(known.labels if known else frozenset()) | {label},
                    first=min(first, known.first) if known else first,
                    last=max(last, known.last) if known else last,
                )
    return found


def ends_of(theme: Theme) -> Iterator[tuple[Row, str, tuple[str, ...]]]:
    """Each end of each relationship of a theme: the row, the key, and the kinds that it may be of."""
    for file in theme.files:
        for end in ENDS.get(file, ()):
            for row in theme.rows(file):
                yield row, row[end.column], end.labels
