"""What is asked of the entities of the graph, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from app.entities.fields import Connection, Field
from app.record.releasability import Viewer

MOST_ENTITIES = 1_000
"""Entities, or facts of one entity, on one page."""

USUAL_ENTITIES = 20

Where = Mapping[str, Any]
"""Conditions as people write them: `{kind: {in: [treaty]}, parties: {some: {node: {key: {eq: FRA}}}}}`."""


@dataclass(frozen=True, kw_only=True)
class SortKey:
    """A value to sort by. What is unknown comes last in both directions."""

    field: Field
    descending: bool = False

    @property
    def parameter(self) -> dict[str, Any]:
        """As an item of a query's `$sort`."""
        return {"of": self.field.of, "property": self.field.stored, "descending": self.descending}


@dataclass(frozen=True, kw_only=True)
class CountAsked:
    """How many facts of one kind that meet conditions, and whose other ends do."""

    connection: Connection
    where: Where = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PageAsked:
    """Which page of which entities, or of which facts: the `first` ones after a cursor, in order.

    `places`: with the place of each, for cursors. `counts`: with how many facts each has that lead to others which meet
    conditions, where that can be counted at once.
    """

    first: int = USUAL_ENTITIES
    after: str | None = None
    where: Where = field(default_factory=dict)
    sort: tuple[SortKey, ...] = ()
    places: bool = True
    counts: tuple[CountAsked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GroupsAsked:
    """How many there are of each combination of some values, and how much of others.

    `entities`: with how many entities at the other ends of facts.
    """

    where: Where = field(default_factory=dict)
    by: tuple[Field, ...] = ()
    measured: tuple[Field, ...] = ()
    entities: bool = True


class Entry(NamedTuple):
    """One entity, and the fact that leads to it where there is one; values in the order in which they were asked.

    `counts` None: nothing was counted with it.
    """

    key: str
    label: str
    place: tuple[Any, ...]
    fact: tuple[Any, ...]
    said: tuple[Any, ...]
    counts: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Entries in order. `more`: there are others after them."""

    entries: tuple[Entry, ...]
    more: bool


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Of how many a value is known, the least and the greatest; of numbers, their sum and mean."""

    known: int
    least: Any
    greatest: Any
    total: Any
    mean: float | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """The combination of values that make a group, how many facts or entities it has, and measures in order."""

    values: tuple[Any, ...]
    counted: int
    entities: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The circumstances that all queries of one answer share. `on` None: whenever, each fact with its own days."""

    viewer: Viewer
    on: date | None = None
    known_on: datetime | None = None
    sources: tuple[str, ...] | None = None

    @property
    def is_shown(self) -> bool:
        """Whether it is of what everybody may see, now and from whichever source: of what entities show."""
        return self.viewer == _EVERYBODY and self.on is None and self.known_on is None and self.sources is None


_EVERYBODY = Viewer()
