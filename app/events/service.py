"""What changed, page by page, and as it happens."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import date
from secrets import token_hex
from typing import Any

from app.events.model import NOW, START, ChangePage, ChangesQuestion, FactChange, FactChangeKind, FactEnd
from app.events.positions import Place, opened, sealed
from app.graph.client import GraphClient, Row
from app.record.releasability import Viewer

POLL_SECONDS = 1.0
"""How often the record is asked whether it was written."""

_MOST_READ = 4_000
_KEY_BYTES = 32


async def changes(graph: GraphClient, question: ChangesQuestion, *, viewer: Viewer) -> ChangePage:
    """The changes after a position that a viewer may see, in the order in which they were committed.

    A reader who goes on from position to position meets each once. Nothing is left out by which the facts seen could
    not be kept up to date: what waited for one of its ends to be seen comes with that end. Raises InvalidInput for a
    position that this feed did not give.
    """
    key, reach = await _secret(graph)
    place = _place(question.after, key, reach)
    found: list[FactChange] = []
    most = question.limit + 1
    while place.read_whole < reach:
        (row,) = await graph.read("events/changes", after=place.read_whole, most=most, **viewer.parameters)
        for at, raw in _after(place, row):
            if not _wanted(raw, question):
                continue
            if len(found) == question.limit:
                return ChangePage(changes=tuple(found), position=found[-1].position, more=True)
            found.append(_change(raw, sealed(at, key)))
        # The entries that were read are read whole; those of the last, so that it is not read again.
        place = Place(entry=max(place.entry, row["last"] or reach))
        most = min(2 * most, _MOST_READ)
    return ChangePage(changes=tuple(found), position=sealed(place, key), more=False)


async def follow(
    graph: GraphClient, question: ChangesQuestion, *, viewer: Viewer, pace: float = POLL_SECONDS
) -> AsyncIterator[ChangePage]:
    """The pages after a position, and then those of what is written, without end.

    While nothing is, an empty page comes at each `pace` seconds, whether or not something was written unseen.
    """
    while True:
        page = await changes(graph, question, viewer=viewer)
        yield page
        question = question.model_copy(update={"after": page.position})
        if not page.more:
            await asyncio.sleep(pace)


async def _secret(graph: GraphClient) -> tuple[str, int]:
    """The key of this record's positions, and the last of them."""
    (reach,) = await graph.read("record/reach")
    key = reach["key"]
    if key is None:
        (made,) = await graph.write("record/feed_key", key=token_hex(_KEY_BYTES))
        key = made["key"]
    return key, reach["position"]


def _place(after: str, key: str, reach: int) -> Place:
    match after:
        case str() if after == START:
            return Place(entry=0)
        case str() if after == NOW:
            return Place(entry=reach)
        case _:
            return opened(after, key)


def _after(place: Place, row: Row) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    for entry in row["seen"]:
        for number, raw in enumerate(entry["changes"], start=1):
            at = Place(entry=entry["position"], shown=number)
            if place.shown == 0 or at > place:
                yield at, raw


def _wanted(raw: Mapping[str, Any], question: ChangesQuestion) -> bool:
    of_type = not question.types or raw["type"] in question.types
    return of_type and (not question.labels or bool({raw["startLabel"], raw["endLabel"]} & set(question.labels)))


def _change(raw: Mapping[str, Any], position: str) -> FactChange:
    entered: Mapping[str, Any] | None = raw["entered"]
    closed: Mapping[str, Any] = raw.get("closed") or {}
    says = {name: _plain(value) for name, value in entered.items() if value is not None} if entered else None
    return FactChange(
        position=position,
        kind=_kind(entered, closed),
        type=raw["type"],
        start=FactEnd(key=raw["start"], label=raw["startLabel"]),
        end=FactEnd(key=raw["end"], label=raw["endLabel"]),
        fact=entered["factKey"] if entered else closed["factKey"],
        record=entered["recordId"] if entered else None,
        replaces=closed.get("recordId"),
        at=entered["recordedAt"] if entered else closed["at"],
        says=says,
    )


def _kind(entered: object, closed: object) -> FactChangeKind:
    if entered and closed:
        return FactChangeKind.CORRECTED
    return FactChangeKind.ENTERED if entered else FactChangeKind.CLOSED


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
