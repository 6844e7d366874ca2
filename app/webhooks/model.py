"""Webhooks, and what is said of them."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field, field_validator

from app.attention.model import AttentionKind
from app.events.model import ChangesQuestion
from app.record.shown import Question, Shown


class WebhookSubject(StrEnum):
    """What a webhook tells of."""

    CHANGES = "changes"
    ATTENTION = "attention"


class WebhookState(StrEnum):
    """Whether it is delivered to."""

    ACTIVE = "active"
    DEAD = "dead"


class NewWebhook(Question):
    """Where to send what. It begins now: with the next change, or with the items that the attention list has."""

    url: str = Field(max_length=2_000, description="Where to POST to: https://…", examples=["https://example.org/hook"])
    about: WebhookSubject = Field(WebhookSubject.CHANGES, description="What to tell of.")
    labels: tuple[str, ...] = Field((), max_length=50, description="Only facts of which an end is such an entity.")
    types: tuple[str, ...] = Field((), max_length=50, description="Only facts of these types.")
    kinds: tuple[AttentionKind, ...] = Field((), max_length=20, description="Only such items of the attention list.")

    @field_validator("labels")
    @classmethod
    def _known_labels(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        return ChangesQuestion(labels=labels).labels

    @field_validator("types")
    @classmethod
    def _known_types(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        return ChangesQuestion(types=types).types


class Webhook(Shown):
    """A webhook, as who made it sees it."""

    id: str
    url: str
    about: WebhookSubject
    labels: tuple[str, ...]
    types: tuple[str, ...]
    kinds: tuple[AttentionKind, ...]
    state: WebhookState = Field(description="dead: too many attempts failed; it is sent nothing until it is revived.")
    created_at: datetime
    delivered_at: datetime | None = Field(description="When something arrived last.")
    failures: int = Field(description="Attempts that failed since.")
    failed_because: str | None = Field(description="Why the last of them did.")
    next_attempt_at: datetime | None = Field(description="When what failed is sent again; null: nothing waits.")


class MadeWebhook(Shown):
    """A webhook that was just made, and its secret, which is shown this once."""

    webhook: Webhook
    secret: str = Field(description="Signs every delivery, as Standard Webhooks say. It is not shown again.")


class Delivery(Shown):
    """What became of one attempt."""

    arrived: bool = Field(description="The receiver answered with 2xx.")
    status: int | None = Field(description="What it answered; null: nothing.")
    failed_because: str | None
