"""Rows of models, flat: a column for each field, those of a part under a dotted name."""

import json
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

Cell = str | int | float | bool | None
"""What stands in one cell; None: nothing does."""


def columns(model: type[BaseModel]) -> tuple[str, ...]:
    """The columns of rows of that model, in the order of its fields; rows that lack a part have its columns too."""
    return tuple(_columns(model, ""))


def cells(row: BaseModel) -> dict[str, Cell]:
    """A row by column. A list is JSON, one of plain values too; what is null, or of a part that is, stands nowhere."""
    return dict(_cells(row.model_dump(mode="json", by_alias=True), type(row), ""))


def _columns(model: type[BaseModel], before: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        shown = f"{before}{field.alias or name}"
        part = _part(field.annotation)
        if part:
            yield from _columns(part, f"{shown}.")
        else:
            yield shown


def _cells(values: Mapping[str, Any], model: type[BaseModel], before: str) -> Iterator[tuple[str, Cell]]:
    for name, field in model.model_fields.items():
        shown = field.alias or name
        value = values[shown]
        part = _part(field.annotation)
        if value is None:
            continue
        if part:
            yield from _cells(value, part, f"{before}{shown}.")
        else:
            plain = value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)
            yield f"{before}{shown}", plain


def _part(annotation: Any) -> type[BaseModel] | None:
    """The model of a field that holds one part, or None for plain values and lists."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        annotation = kinds[0] if len(kinds) == 1 else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return None
