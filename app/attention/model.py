"""The attention list: the question and its answer."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from app.answers.model import Answer, DatedQuestion, Sourced
from app.record.shown import Shown


class AttentionKind(StrEnum):
    """Why something needs attention."""

    ENDING_AGREEMENT = "ending_agreement"
    LAPSED_SERIES = "lapsed_series"
    VACANT_POST = "vacant_post"
    ENDING_POST = "ending_post"
    NO_OBJECTIVE = "no_objective"
    STALE_FACTS = "stale_facts"
    CONTRADICTION = "contradiction"


class Severity(StrEnum):
    """How pressing it is, by the rules that the answer states."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class AttentionSubject(Shown):
    """What an item is about."""

    key: str
    name: str
    label: str = Field(description="Kind of entity: Agreement, EngagementSeries, AttachePost, Nation …")


class AttentionRecord(Sourced):
    """A record behind an item."""

    says: str = Field(description="What the record says, in short.")


class AttentionItem(Shown):
    """One thing that needs attention."""

    kind: AttentionKind
    severity: Severity
    subject: AttentionSubject
    concerning: str | None = Field(description="Key of the party, the body or the type of facts that it is about.")
    since: date = Field(description="From this day on it needs attention.")
    due: date | None = Field(description="The day on which it ends; null: it does not end.")
    why: str
    settles: str = Field(description="What would settle it.")
    evidence: tuple[AttentionRecord, ...] = Field(description="At most ten records.")
    records: int = Field(description="All records behind it.")
    disputed: bool = Field(description="Sources disagree about it.")
    synthetic: bool


class SeverityRule(Shown):
    """When an item of a kind is how pressing."""

    kind: AttentionKind
    rule: str


class AttentionList(Answer):
    """What needs attention on a day."""

    of: AttentionSubject | None = Field(description="Whose affairs are looked at; null: everybody's.")
    kinds: tuple[AttentionKind, ...]
    months: int
    stale_years: int
    items: tuple[AttentionItem, ...] = Field(description="The most pressing first, then by kind, first day and key.")
    found: int = Field(description="Items in all.")
    more: bool = Field(description="There are more items than were asked for.")
    rules: tuple[SeverityRule, ...]


class AttentionQuestion(DatedQuestion):
    """What needs attention?"""

    nation: str | None = Field(
        None, min_length=1, max_length=100, description="Only what touches this nation: code, name or alias."
    )
    organization: str | None = Field(
        None, min_length=1, max_length=200, description="Only what touches this body: key, name or short name."
    )
    kinds: tuple[AttentionKind, ...] = Field(
        tuple(AttentionKind), min_length=1, max_length=len(AttentionKind), description="Kinds of items to look for."
    )
    months: int = Field(12, ge=1, le=120, description="Months ahead for what ends, and both ways for engagements.")
    stale_years: int = Field(5, ge=1, le=100, description="Years after which what nobody looked at is stale.")
    limit: int = Field(50, ge=1, le=500, description="Most items in the answer.")
