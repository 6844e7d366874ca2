"""Cursors: the place of an entry in its order, so that a page stays right while others come and go."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.entities.model import SortKey
from app.errors import InvalidInput


def cursor_of(place: Sequence[Any], sort: Sequence[SortKey]) -> str:
    """The cursor of an entry: the values that it is sorted by, which its reader has seen, and by what."""
    written = [[_order(sort)], *(value.isoformat() if isinstance(value, date) else value for value in place)]
    return urlsafe_b64encode(json.dumps(written, separators=(",", ":"), ensure_ascii=False).encode()).decode()


def place_of(cursor: str, sort: Sequence[SortKey], *, length: int, field: str) -> list[dict[str, Any]]:
    """The place that a cursor names, as a query's `$after`. Raises InvalidInput for one of another order."""
    try:
        (order,), *values = json.loads(urlsafe_b64decode(cursor.encode()))
        if order != _order(sort) or len(values) != length:
            raise ValueError(order)
        typed = [_read(key, value) for key, value in zip(sort, values, strict=False)]
        return [{"value": value} for value in (*typed, *values[len(sort) :])]
    except (ValueError, TypeError) as error:
        raise InvalidInput(
            f"{field}: {cursor[:60]!r} is not a cursor of a page in this order.",
            field=field,
            value=cursor,
            expected="a cursor that a page with the same `sort` gave",
        ) from error


def _order(sort: Sequence[SortKey]) -> str:
    return ",".join(f"{'-' if key.descending else ''}{key.field.of}.{key.field.stored}" for key in sort)


def _read(key: SortKey, value: Any) -> Any:
    match key.field.type:
        case _ if value is None:
            return None
        case "date":
            return date.fromisoformat(value)
        case "datetime":
            return datetime.fromisoformat(value)
        case _:
            return value
