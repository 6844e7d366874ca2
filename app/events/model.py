"""Changes as a viewer sees them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator

from app.attention.model import AttentionItem
from app.model.labels import LABELS, SOURCE
from app.model.relationships import RELATIONSHIPS
from app.record.shown import Question, Shown

START = "start"
"""The position before everything."""

NOW = "now"
"""The position after all that there is."""

_LABELS = tuple(label.name for label in LABELS if label is not SOURCE)
_TYPES = tuple(relationship.type for relationship in RELATIONSHIPS)


class FactChangeKind(StrEnum):
    """What became of a fact, as far as the viewer may see it."""

    ENTERED = "entered"
    CORRECTED = "corrected"
    CLOSED = "closed"


class FactEnd(Shown):
    """An end of a fact."""

    key: str
    label: str = Field(description="Kind of entity, or Source.")


class FactChange(Shown):
    """One change of one fact."""

    position: str = Field(description="The feed goes on after it from here. It says nothing else.")
    kind: FactChangeKind
    type: str = Field(description="Type of the fact: PARTY_TO, or ASSERTED_BY for what a source says of an entity.")
    start: FactEnd
    end: FactEnd
    fact: str = Field(description="The fact's key, which stays the same when it is corrected.")
    record: str | None = Field(description="The record that stands since; null: none does.")
    replaces: str | None = Field(description="The record that stands no more.")
    at: datetime = Field(description="When that was recorded. The order is that of the feed, not of these moments.")
    says: dict[str, Any] | None = Field(description="Properties of the record that stands since.")


class ChangePage(Shown):
    """Changes after a position."""

    changes: tuple[FactChange, ...] = Field(description="In the order in which they were committed.")
    position: str = Field(description="Where the next page begins. It says nothing else.")
    more: bool = Field(description="There are more already.")


class ChangesQuestion(Question):
    """What changed after a position?"""

    after: str = Field(
        START,
        min_length=1,
        max_length=100,
        description="A position of this feed, `start`, or `now`: after all there is.",
    )
    labels: tuple[str, ...] = Field(
        (), max_length=len(_LABELS), description="Only facts of which an end is such an entity. Empty: all."
    )
    types: tuple[str, ...] = Field((), max_length=len(_TYPES), description="Only facts of these types. Empty: all.")
    limit: int = Field(100, ge=1, le=500, description="Most changes in a page.")

    @field_validator("labels")
    @classmethod
    def _known_labels(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        return _known(labels, _LABELS)

    @field_validator("types")
    @classmethod
    def _known_types(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        return _known(types, _TYPES)


class AttentionChangeKind(StrEnum):
    """What became of an item of the attention list."""

    APPEARED = "appeared"
    GONE = "gone"


class AttentionChange(Shown):
    """An item that came onto the attention list, or left it."""

    position: str = Field(description="The list goes on after it from here: the items that its reader knows of.")
    kind: AttentionChangeKind
    id: str = Field(description="The item, the same as long as it says the same.")
    item: AttentionItem | None = Field(description="Null: it is gone.")


def _known(given: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    for name in given:
        if name not in known:
            raise ValueError(f"{name!r} is not one of {', '.join(known)}")
    return given
