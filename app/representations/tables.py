"""Rows as CSV (RFC 4180) and as JSON lines."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from app.representations.rows import Cell, cells, columns

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(model: type[BaseModel], rows: Iterable[BaseModel]) -> Iterator[str]:
    """The header and the rows, line by line. A text that a spreadsheet would run as a formula begins with `'`."""
    named = columns(model)
    yield from columns_as_csv(named, ([given.get(column) for column in named] for given in map(cells, rows)))


def columns_as_csv(named: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The same for rows that no model describes."""
    yield _line([_defused(name) for name in named])
    for row in rows:
        yield _line([_defused(cell) for cell in row])


def as_json_lines(rows: Iterable[BaseModel]) -> Iterator[str]:
    """Each row with all of its parts, as it stands in the JSON answer."""
    for row in rows:
        yield row.model_dump_json(by_alias=True) + "\n"


def _line(values: Sequence[Cell]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue()


def _defused(value: Cell) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
