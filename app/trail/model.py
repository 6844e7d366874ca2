"""What the trail holds: entries, and where a chain of them ends.

An entry quotes what a caller asked, never what the answer showed. So auditors read all of the trail, whatever markings
the facts bear that an answer told of: what callers typed was theirs before this service knew of it. A caller who types
what is protected puts it into the trail; so the folder of the trail is kept like the graph's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from app.callers.model import Caller
from app.errors import EntenteError
from app.record.shown import Moment, Question, Shown

Part = Literal["whole", "begin", "end"]
Transport = Literal["http", "graphql", "websocket", "sse", "command", "service"]

MOST_ENTRIES = 500
"""Entries of a page at the most."""


class TrailUnavailable(EntenteError):
    """The trail cannot be written, and so nothing is done that would have to stand in it."""

    code, status, exit_code, title = "TRAIL_UNAVAILABLE", 503, 6, "The audit trail cannot be written"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What an entry tells, before it has its place in a chain."""

    transport: Transport
    action: str
    """Method and route template; kind, name and root fields of a GraphQL operation; or a command."""
    outcome: str
    """`ok`, `begun`, or codes of errors."""
    part: Part = "whole"
    """Changes, streams and WebSockets have two entries, of one request id: before anything is done, and afterwards."""
    caller: Caller | None = None
    """None: refused before it was known who asks."""
    asked: Mapping[str, Any] = field(default_factory=dict)
    """As `app.trail.plain` leaves it."""
    status: int | None = None
    """Of HTTP, or that a WebSocket was closed with."""
    milliseconds: int | None = None
    bytes: int | None = None
    """Of the answer's body, where that is known before it leaves."""
    rows: int | None = None
    """Facts that a command changed."""
    request: str | None = None
    """The request's id, as `X-Request-Id` and the log have it."""
    address: str | None = None
    """Where the request came from."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """An entry of a chain, named by its place: the last one when this was noted."""

    chain: str
    file: str
    number: int
    hash: str


class EntryCaller(Shown):
    """Who asked, as it stood then."""

    id: str
    name: str
    roles: tuple[str, ...]
    clearance: int
    nationality: str | None


class Entry(Shown):
    """An entry of the audit trail."""

    chain: str = Field(description="Which chain it stands in: each process that serves or writes has one to itself.")
    number: int = Field(description="Its place in that chain, from 1.")
    time: datetime = Field(description="When it was written, UTC.")
    service: str = Field(description="Machine and process that wrote it.")
    caller: EntryCaller | None = Field(description="Who asked; null: refused before that was known.")
    address: str | None = Field(description="Where the request came from.")
    transport: str = Field(description="http, graphql, websocket, sse, command, or service for its own notes.")
    action: str = Field(description="Method and route, GraphQL operation with its root fields, or command.")
    part: str = Field(description="whole; or begin and end, of one request, for changes, streams and WebSockets.")
    asked: dict[str, Any] = Field(description="Parameters, variables or body; without secrets, and cut where long.")
    outcome: str = Field(description="ok, begun, or codes of errors.")
    status: int | None = Field(description="Of HTTP, or that a WebSocket was closed with.")
    milliseconds: int | None = Field(description="How long it took.")
    bytes: int | None = Field(description="Bytes of the answer's body, where known before it left.")
    rows: int | None = Field(description="Facts that a command changed.")
    request: str | None = Field(description="The request's id, as in `X-Request-Id`.")
    previous: str = Field(description="Hash of the entry before.")
    hash: str = Field(description="SHA-256 of this entry.")


class TrailQuestion(Question):
    """Which entries of the trail?"""

    caller: str | None = Field(None, min_length=1, max_length=200, description="Id or name of a caller, exactly.")
    action: str | None = Field(None, min_length=1, max_length=200, description="What the action contains.")
    since: Moment | None = Field(None, description="Written at that moment or later. Default: whenever.")
    until: Moment | None = Field(None, description="Written before that moment. Default: whenever.")
    outcome: str | None = Field(
        None, min_length=1, max_length=100, description="ok, begun, an error's code, or a status: FORBIDDEN, 403."
    )
    text: str | None = Field(
        None, min_length=1, max_length=200, description="What the entry contains anywhere, upper or lower case."
    )
    first: int = Field(50, ge=1, le=MOST_ENTRIES, description="Entries of a page.")
    after: str | None = Field(None, max_length=2_000, description="The cursor after which the page starts.")


class TrailPage(Shown):
    """Entries of the trail, the latest first."""

    items: tuple[Entry, ...]
    next: str | None = Field(
        description="The cursor after which the next page starts; null: this is the last. A page ends early, and may "
        "even be empty, where many entries had to be looked at."
    )
