"""Names to be matched, and the entities that they may mean."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from app.record.shown import Shown
from app.search.model import SearchLabel


class MatchProperty(StrEnum):
    """What else may be known of what a name means: properties of the graph that tell entities apart."""

    ISO2 = "iso2"
    ISO3 = "iso3"
    COW_CODE = "cowCode"
    GW_CODE = "gwCode"
    COW_ID = "cowId"
    ATOP_ID = "atopId"
    DCAD_ID = "dcadId"
    DESIGNATION = "designation"


class KnownProperty(Shown):
    """A property of what is meant: one of these values."""

    property: MatchProperty
    values: tuple[str, ...] = Field(max_length=20)


class NameToMatch(Shown):
    """A name, and what else is known of what it means."""

    text: str
    labels: tuple[SearchLabel, ...] = Field((), description="Kinds of entities that it may be; empty: any.")
    on: date | None = Field(None, description="A day on which it was called so.")
    known: tuple[KnownProperty, ...] = Field((), max_length=20)
    limit: int = Field(5, ge=1, le=50, description="Most candidates.")


class MatchCandidate(Shown):
    """An entity that a name may mean."""

    key: str
    label: SearchLabel
    name: str
    score: float = Field(ge=0, le=100)
    certain: bool = Field(description="It bears this very name or code, nothing known speaks against it, and no other.")
    why: str
