"""The attention list as it changes."""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256

from app.attention.model import AttentionItem, AttentionQuestion
from app.attention.service import attention
from app.errors import GraphUnavailable, InvalidInput, QueryTimeout
from app.events.model import AttentionChange, AttentionChangeKind
from app.events.service import POLL_SECONDS
from app.graph.client import GraphClient
from app.record.releasability import Viewer

LIST_SECONDS = 10.0
"""How often the list is made anew at most, however fast the record is written."""

_PREFIX = "items-"
_ID_BYTES = 6


async def follow_attention(
    graph: GraphClient,
    question: AttentionQuestion,
    *,
    viewer: Viewer,
    after: str | None = None,
    pace: float = POLL_SECONDS,
    rest: float = LIST_SECONDS,
) -> AsyncIterator[tuple[AttentionChange, ...]]:
    """What comes onto the list and what leaves it: first against what the reader of `after` knows, then without end.

    The list is made anew when the record was written or the day is another, at most once in `rest` seconds; while it
    says the same, nothing comes but an empty tuple at each `pace` seconds. Raises InvalidInput for a position that no
    list has.
    """
    known = known_items(after)
    made: tuple[int, date] | None = None
    until_rested = 0.0
    while True:
        state = await _state(graph)
        if state != made and until_rested <= 0:
            until_rested = rest
            try:
                items = await _items(graph, question, viewer)
            except (QueryTimeout, GraphUnavailable):
                if made is None:
                    raise
                items = None  # it is made when the graph has time for it
            if items is not None:
                yield tuple(_changes(known, items))
                known, made = frozenset(items), state
        else:
            yield ()
        await asyncio.sleep(pace)
        until_rested -= pace


async def list_changes(
    graph: GraphClient, question: AttentionQuestion, *, viewer: Viewer, after: str | None
) -> tuple[AttentionChange, ...]:
    """How the list differs from what the reader of a position knows. Raises InvalidInput for what is no position."""
    known = known_items(after)
    return tuple(_changes(known, await _items(graph, question, viewer)))


def known_items(position: str | None) -> frozenset[str]:
    """The items that the reader of a position knows of. Raises InvalidInput for what is no such position."""
    if position is None:
        return frozenset()
    try:
        given = urlsafe_b64decode(position.removeprefix(_PREFIX).encode("ascii"))
    except (Error, ValueError):
        given = b"?"
    if not position.startswith(_PREFIX) or len(given) % _ID_BYTES:
        raise InvalidInput(
            "after: this is not a position of the attention list.", field="after", expected="a position that it gave"
        )
    return frozenset(given[first : first + _ID_BYTES].hex() for first in range(0, len(given), _ID_BYTES))


def item_id(item: AttentionItem) -> str:
    """An item's name: the same as long as it says the same."""
    return sha256(item.model_dump_json().encode()).hexdigest()[: 2 * _ID_BYTES]


async def _state(graph: GraphClient) -> tuple[int, date]:
    (reach,) = await graph.read("record/reach")
    return reach["version"], datetime.now(UTC).date()


async def _items(graph: GraphClient, question: AttentionQuestion, viewer: Viewer) -> dict[str, AttentionItem]:
    answer = await attention(graph, question, viewer=viewer)
    return {item_id(item): item for item in answer.items}


def _changes(known: frozenset[str], items: Mapping[str, AttentionItem]) -> list[AttentionChange]:
    knows = set(known)
    made = []
    for gone in sorted(known - items.keys()):
        knows.discard(gone)
        made.append(AttentionChange(position=_position(knows), kind=AttentionChangeKind.GONE, id=gone, item=None))
    for name, item in items.items():
        if name not in known:
            knows.add(name)
            position = _position(knows)
            made.append(AttentionChange(position=position, kind=AttentionChangeKind.APPEARED, id=name, item=item))
    return made


def _position(known: set[str]) -> str:
    """What the reader knows of, and nothing else: a position says only what its reader was told."""
    return _PREFIX + urlsafe_b64encode(bytes.fromhex("".join(sorted(known)))).decode()
