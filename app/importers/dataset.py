"""What an importer declares of its dataset: its layout, and how its lines become facts."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO

from app.errors import InvalidInput, NotFound
from app.importers.crosswalk import Crosswalk
from app.record.evidence import Source
from app.record.facts import Fact

_PREAMBLE_LINES = 30
"""How far down a header may stand: exports of some databases begin with notes."""


@dataclass(frozen=True)
class Line:
    """A line of a file: its number, counted from 1, and its cells by column."""

    number: int
    cells: Mapping[str, str]
    problem: str = ""
    """Why it cannot be read, if it cannot."""

    def __getitem__(self, column: str) -> str:
        return self.cells[column].strip()

    def get(self, column: str) -> str:
        """The cell, or nothing where the file has no such column."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A part of a line that is not imported, and why; the rest of the line is."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A line, or a part of one, that is not imported, and why. It is reported, never dropped in silence."""

    row: int
    reason: str
    content: Mapping[str, str]
    fields: tuple[str, ...] = ()
    """Columns that are at fault, where single ones are."""


FactsOf = Callable[[Sequence[Line], Crosswalk], Iterator[Fact | Problem]]
"""Facts of one group of lines; raises InvalidInput with the reason for rejecting the whole group."""


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A dataset that can be imported."""

    name: str
    title: str
    sources: tuple[Source, ...]
    columns: tuple[str, ...]
    """Columns without which a file is not of this dataset."""
    facts_of: FactsOf
    only: tuple[str, ...] = ()
    """All columns that a file may have; none named: others are passed over."""
    group_by: tuple[str, ...] = ()
    """Columns whose equal cells bind lines that follow each other into one group; none: each line is a group."""
    tally: Callable[[Line], Mapping[str, str]] = lambda line: {}
    """What to count: kind → key, such as alliances → 227; the report gives the number of distinct keys."""
    encoding: str = "utf-8-sig"
    delimiter: str = ","


def read_lines(dataset: Dataset, path: Path) -> Iterator[Line]:
    """The lines of a file, plain or gzipped, or those of its template in a file of JSON lines.

    Raises InvalidInput for a wrong layout or encoding.
    """
    try:
        with _opened(dataset, path) as file:
            yield from (_json_lines if path.suffix == ".jsonl" else _lines)(dataset, path, file)
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {path}.", field="file", value=str(path)) from error
    except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile) as error:
        raise InvalidInput(
            f"{path.name} cannot be read as CSV in {dataset.encoding}: {error}.", field="file", value=str(path)
        ) from error


def read_groups(dataset: Dataset, path: Path) -> Iterator[list[Line]]:
    """The lines of a file in the groups that its dataset declares."""
    if not dataset.group_by:
        for line in read_lines(dataset, path):
            yield [line]
        return
    for _, lines in groupby(
        read_lines(dataset, path), key=lambda line: [line.get(column) for column in dataset.group_by]
    ):
        yield list(lines)


def dataset_named(name: str, registry: Mapping[str, Dataset]) -> Dataset:
    """The dataset of that name. Raises NotFound that lists what there is."""
    if name not in registry:
        raise NotFound(
            f"There is no importer {name!r}. There are: {', '.join(registry)}.",
            field="dataset",
            value=name,
            expected=", ".join(registry),
            suggestions=tuple(registry),
        )
    return registry[name]


def _opened(dataset: Dataset, path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding=dataset.encoding, newline="")
    return path.open(encoding=dataset.encoding, newline="")


def _lines(dataset: Dataset, path: Path, file: IO[str]) -> Iterator[Line]:
    reader = csv.reader(file, delimiter=dataset.delimiter, strict=True)
    header = _header(dataset, path, reader)
    for cells in reader:
        content = dict(zip(header, cells, strict=False))
        problem = "" if len(cells) == len(header) else f"It has {len(cells)} fields where the header has {len(header)}."
        yield Line(reader.line_num, content, problem)


def _json_lines(dataset: Dataset, path: Path, file: IO[str]) -> Iterator[Line]:
    """The facts of one template in a file that `entente export` wrote."""
    for number, text in enumerate(file, start=1):
        try:
            fact = json.loads(text)
        except json.JSONDecodeError as error:
            raise InvalidInput(f"{path.name}, line {number}: {error}.", field=f"line {number}") from error
        if fact["template"] == dataset.name:
            _refuse_others(dataset, path, list(fact["cells"]))
            yield Line(number, fact["cells"])


def _header(dataset: Dataset, path: Path, reader: Iterator[list[str]]) -> list[str]:
    """The first line that has all columns. Raises InvalidInput naming the one that is missing in the nearest line."""
    nearest: list[str] = []
    for _, cells in zip(range(_PREAMBLE_LINES), reader, strict=False):
        found = _named([cell.strip() for cell in cells])
        if set(dataset.columns) <= set(found):
            _refuse_others(dataset, path, found)
            return found
        nearest = max(nearest, found, key=lambda header: len(set(dataset.columns) & set(header)))
    missing = next(column for column in dataset.columns if column not in nearest)
    raise InvalidInput(
        f"{path.name} is not a {dataset.name} file: column {missing!r} is missing.",
        field=missing,
        value=", ".join(nearest) or "nothing",
        expected=", ".join(dataset.columns),
    )


def _named(header: list[str]) -> list[str]:
    """Column names, with one for a column that has none: it marks the column before it, as "?" marks estimates."""
    return [f"{header[number - 1]} ?" if number and name in ("", "?") else name for number, name in enumerate(header)]


def _refuse_others(dataset: Dataset, path: Path, header: list[str]) -> None:
    for column in header if dataset.only else ():
        if column not in dataset.only:
            raise InvalidInput(
                f"{path.name}: {column!r} is not a column of {dataset.name}.",
                field=column,
                expected=", ".join(dataset.only),
            )
