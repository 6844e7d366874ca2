"""Search: the question and its answer."""

from enum import StrEnum

from pydantic import Field

from app.answers.model import Answer, DatedQuestion, Sourced
from app.record.shown import Shown


class SearchLabel(StrEnum):
    """The kinds of entities that can be looked for."""

    NATION = "Nation"
    ORGANIZATION = "Organization"
    AGREEMENT = "Agreement"
    OBLIGATION = "Obligation"
    UNIT = "Unit"
    ATTACHE_POST = "AttachePost"
    ENGAGEMENT = "Engagement"
    ENGAGEMENT_SERIES = "EngagementSeries"
    INITIATIVE = "Initiative"
    CAPABILITY = "Capability"
    STANDARD = "Standard"
    REQUIREMENT = "Requirement"
    DISPUTE = "Dispute"
    INFORMATION_BARRIER = "InformationBarrier"
    DOMAIN = "Domain"


class NameKind(StrEnum):
    """By what an entity was found."""

    KEY = "key"
    CODE = "code"
    NAME = "name"
    SHORT_NAME = "short_name"
    OFFICIAL_NAME = "official_name"
    DESIGNATION = "designation"
    ALIAS = "alias"


class NamePart(Shown):
    """A part of a name. The parts, one after the other, are the name."""

    text: str
    matched: bool = Field(description="It is what was typed, or comes close to it.")


class SearchHit(Shown):
    """An entity that answers to what was typed."""

    key: str = Field(examples=["north-atlantic-treaty"])
    label: SearchLabel
    name: str = Field(description="What it was called on the day asked about.")
    matched: NameKind
    text: str = Field(description="The name, alias or code by which it was found.")
    parts: tuple[NamePart, ...] = Field(description="That name in parts, to show what was matched.")
    former: bool = Field(description="On the day asked about it is called otherwise.")
    score: float = Field(ge=0, le=100, description="How close it comes: 100 is the same.")
    record: Sourced = Field(description="The record that calls it so.")


class SearchResults(Answer):
    """What answers to what was typed."""

    text: str
    labels: tuple[SearchLabel, ...] = Field(description="Kinds of entities looked for; empty: all.")
    hits: tuple[SearchHit, ...] = Field(description="The closest first, then by kind of entity and key.")
    corrected: bool = Field(description="Nothing answers to it as it was typed, so that typos were forgiven.")
    found: int = Field(description="Entities in all that answer to it.")
    more: bool = Field(description="There are more than were asked for.")

    @property
    def found_nothing(self) -> bool:
        """Whether nothing that may be seen answers to the text."""
        return not self.hits


class SearchQuestion(DatedQuestion):
    """What is meant by what somebody types?"""

    text: str = Field(min_length=1, max_length=200, description="Name, short name, alias or code, or its beginning.")
    labels: tuple[SearchLabel, ...] = Field(
        (), max_length=len(SearchLabel), description="Kinds of entities to look for. Default: all."
    )
    limit: int = Field(10, ge=1, le=100, description="Most entities in the answer.")
