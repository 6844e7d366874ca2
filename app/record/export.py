"""The graph, or the part of it that a viewer may see, in the files that importers read.

What stands is written: importing it into an empty graph gives equal facts, under the same keys. What was superseded
stays in the graph that it was superseded in.
"""

import csv
import json
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO, Any, Literal

from app.graph.client import GraphClient, Row
from app.model.declaration import Label, Property, Relationship
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS
from app.record.releasability import Viewer
from app.record.validation import Cells, end_columns, template_columns
from app.sources.service import known_sources

Format = Literal["csv", "jsonl"]

_WIDTHS = {"day": 10, "month": 7, "year": 4}


async def export_graph(graph: GraphClient, folder: Path, *, viewer: Viewer, form: Format) -> dict[str, int]:
    """Write what `viewer` may see below `folder`; the number of rows of each template.

    csv: a file for each template, in one theme folder as the seed has them. jsonl: one file, a fact a line.
    """
    with ExitStack() as files:
        writer = _CsvFiles(folder / "export", files) if form == "csv" else _JsonLines(folder, files)
        for source in await known_sources(graph, viewer=viewer):
            cells = {name: _text(value) for name, value in source.model_dump().items() if value not in (None, ())}
            writer.write("sources", template_columns(SOURCE), cells)
        async for row in graph.stream("record/export", **viewer.parameters):
            kind = _kind(row)
            writer.write(kind.file, template_columns(kind), cells_of(kind, row))
        return writer.rows


def cells_of(kind: Label | Relationship, row: Row) -> Cells:
    """A row of `record/export` in the columns of its template: the inverse of `app.record.validation.validated`."""
    fact: Mapping[str, Any] = row["fact"]
    first, *second = end_columns(kind)
    cells = {first: row["start"]} | dict.fromkeys(second, row["end"])
    cells |= {given.column: _text(fact[given.name]) for given in kind.properties if fact.get(given.name) is not None}
    cells |= _envelope(fact)
    return {column: text for column, text in cells.items() if column in template_columns(kind)}


def _kind(row: Row) -> Label | Relationship:
    if row["type"] == ASSERTED_BY.type:
        return next(label for label in LABELS if label.name == row["label"])
    return next(relationship for relationship in RELATIONSHIPS if relationship.type == row["type"])


def _envelope(fact: Mapping[str, Any]) -> dict[str, str]:
    distinction = fact["factKey"].split("|", 4)[4]
    own = {
        "valid_from": _partial(fact["validFrom"], fact["validFromPrecision"]),
        "valid_to": _partial(fact.get("validTo"), fact.get("validToPrecision")),
        "source_row": fact.get("sourceRow"),
        "distinction": distinction if distinction != fact["validFrom"].isoformat() else None,
        "releasable_to": "|".join(fact["releasableTo"]) if fact.get("releasableTo") else None,
    }
    plain = {
        _column(name): _text(fact[name])
        for name in (
            "startUnknown", "endUnknown", "attestedUntil", "source", "reliability", "credibility", "marking",
            "originator", "synthetic",
        )
        if fact.get(name) is not None
    }  # fmt: skip
    return plain | {column: text for column, text in own.items() if text}


def _column(name: str) -> str:
    return Property(name=name, meaning="").column


def _partial(day: date | None, precision: str | None) -> str:
    return day.isoformat()[: _WIDTHS[precision or "day"]] if day else ""


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "|".join(str(item) for item in value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


class _CsvFiles:
    """A CSV file for each template that has rows."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._files = files
        self._writers: dict[str, csv.DictWriter[str]] = {}
        self.rows: dict[str, int] = {}

    def write(self, template: str, columns: tuple[str, ...], cells: Cells) -> None:
        """Add a row."""
        if template not in self._writers:
            path = self._folder / f"{template}.csv"
            file: IO[str] = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._writers[template] = csv.DictWriter(file, columns, lineterminator="\n")
            self._writers[template].writeheader()
        self._writers[template].writerow(cells)
        self.rows[template] = self.rows.get(template, 0) + 1


class _JsonLines:
    """One file with a fact a line: its template, and its cells."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = files.enter_context((folder / "facts.jsonl").open("w", encoding="utf-8"))
        self.rows: dict[str, int] = {}

    def write(self, template: str, columns: tuple[str, ...], cells: Cells) -> None:
        """Add a line."""
        self._file.write(json.dumps({"template": template, "cells": cells}, ensure_ascii=False) + "\n")
        self.rows[template] = self.rows.get(template, 0) + 1
