"""Reading the trail: entries that meet conditions, the latest first, page by page.

A page's cursor is the place of its last entry in time, chain and number, so that what is written meanwhile changes no
page. Chains are read from their ends, from the last entry that may meet the conditions on; a page that would look at
too many entries ends early.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.errors import InvalidInput
from app.trail.chain import ChainFile, chains, lines_backwards, written
from app.trail.model import Entry, TrailPage, TrailQuestion

MOST_LOOKED_AT = 50_000
"""Entries that one page looks at."""

_Place = tuple[str, str, int]
"""Time, chain and number of an entry."""


@dataclass(frozen=True)
class _Bounds:
    """Between which entries a page lies: those written before a moment, and after the last page."""

    since: str
    until: str
    after: _Place | None

    @property
    def end(self) -> str:
        """No entry of the page was written after that."""
        return min(self.until, self.after[0]) if self.after else self.until


def search(folder: Path, question: TrailQuestion) -> TrailPage:
    """A page of the trail in that folder. Raises InvalidInput for a cursor that no page gave."""
    bounds = _Bounds(
        since=_moment(question.since, "0"),
        until=_moment(question.until, "9"),
        after=_place_of(question.after) if question.after else None,
    )
    readers = [_entries(files, bounds) for files in chains(folder).values()]
    found: list[Entry] = []
    place: _Place | None = None
    for looked_at, (each, line, entry) in enumerate(merge(*readers, key=lambda read: read[0], reverse=True)):
        shown = _shown(entry) if _meets(entry, line, question) else ()
        if place is not None and (looked_at == MOST_LOOKED_AT or (shown and len(found) == question.first)):
            return _page(found, _cursor_of(place))
        place = each
        found += shown
    return _page(found, None)


def _page(found: Sequence[Entry], following: str | None) -> TrailPage:
    return TrailPage(items=tuple(found), next=following)


def _shown(entry: dict[str, Any]) -> tuple[Entry, ...]:
    """The entry; none where somebody wrote into it what no entry has."""
    try:
        return (Entry.model_validate(entry),)
    except ValidationError:
        return ()


def _entries(files: Sequence[ChainFile], bounds: _Bounds) -> Iterator[tuple[_Place, bytes, dict[str, Any]]]:
    """What a chain has within the bounds, the latest first. Lines that are no entries are for `verify` to tell of."""
    for file in reversed(files):
        if file.month < bounds.since[:7] and bounds.since != "0":
            return
        if file.month > bounds.end[:7] and bounds.end != "9":
            continue
        start = None if bounds.end == "9" else _first_after(file.path, bounds.end)
        for _, line in lines_backwards(file.path, before=start):
            entry = _read(line)
            if entry is None:
                continue
            place: _Place = entry["time"], entry["chain"], entry["number"]
            if place[0] < bounds.since:
                return
            if place[0] < bounds.until and (bounds.after is None or place < bounds.after):
                yield place, line, entry


def _first_after(path: Path, moment: str) -> int:
    """Where the first line of a file starts that was written after a moment; its entries are in order of time."""
    with path.open("rb") as file:
        low, high = 0, file.seek(0, 2)
        while low < high:
            middle = (low + high) // 2
            time = _line_from(file, middle)[1]
            if time is not None and time <= moment:
                low = middle + 1
            else:
                high = middle
        return _line_from(file, low)[0]


def _line_from(file: Any, offset: int) -> tuple[int, str | None]:
    """Start and time of the first line that starts at an offset or after it; its end and None where there is none."""
    if offset:
        file.seek(offset - 1)
        file.readline()
    else:
        file.seek(0)
    start = file.tell()
    while line := file.readline():
        if (entry := _read(line)) is not None:
            return start, entry["time"]
    return start, None


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
        texts = (entry["time"], entry["chain"], entry["action"], entry["outcome"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    sound = isinstance(entry.get("number"), int) and isinstance(entry.get("caller"), dict | None)
    return entry if sound and all(isinstance(each, str) for each in texts) else None


def _meets(entry: dict[str, Any], line: bytes, question: TrailQuestion) -> bool:
    caller = entry["caller"] or {}
    return (
        (question.caller is None or question.caller in (caller.get("id"), caller.get("name")))
        and (question.action is None or question.action.lower() in entry["action"].lower())
        and (question.outcome is None or question.outcome in _outcomes(entry))
        and (question.text is None or question.text.lower() in line.decode("utf-8", "replace").lower())
    )


def _outcomes(entry: dict[str, Any]) -> tuple[str, ...]:
    status = (str(entry["status"]),) if entry.get("status") else ()
    return (*entry["outcome"].split(","), *status)


def _moment(moment: datetime | None, otherwise: str) -> str:
    return otherwise if moment is None else written(moment)


def _cursor_of(place: _Place) -> str:
    return urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode()


def _place_of(cursor: str) -> _Place:
    try:
        time, chain, number = json.loads(urlsafe_b64decode(cursor.encode()))
        if not (isinstance(time, str) and isinstance(chain, str) and isinstance(number, int)):
            raise ValueError(cursor)
    except (ValueError, TypeError) as error:
        raise InvalidInput(
            f"after: {cursor[:60]!r} is not a cursor of a page of the trail.",
            field="after",
            value=cursor,
            expected="a cursor that a page gave",
        ) from error
    return time, chain, number
