"""Webhooks are made, listed, revived and taken down by the caller that they send for."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from app.errors import Forbidden, NotFound
from app.events.model import NOW, ChangesQuestion
from app.events.service import changes
from app.graph.client import GraphClient, Row
from app.record.releasability import Viewer
from app.webhooks.model import MadeWebhook, NewWebhook, Webhook, WebhookState, WebhookSubject
from app.webhooks.signing import new_secret
from app.webhooks.targets import target_of

LASTING = ("key:", "local")
"""How callers begin of whom it is known whether they are still let in."""


async def make(graph: GraphClient, wanted: NewWebhook, *, viewer: Viewer, caller: str, private: bool) -> MadeWebhook:
    """A new webhook, which sees what `viewer` sees, for as long as its `caller` is let in.

    Raises InvalidInput for a target where it may not send to, and Forbidden for the bearer of a token.
    """
    if not caller.startswith(LASTING):
        raise Forbidden("A webhook is made with a key: of a token nobody is told when it is withdrawn.")
    await target_of(wanted.url, private=private)
    position = None
    if wanted.about is WebhookSubject.CHANGES:
        position = (await changes(graph, ChangesQuestion(after=NOW), viewer=viewer)).position
    made_at, secret = datetime.now(UTC), new_secret()
    (row,) = await graph.write(
        "webhooks/make",
        id=f"wh_{uuid4().hex}",
        secret=secret,
        position=position,
        createdAt=made_at,
        webhook=wanted.model_dump(mode="json"),
        caller=caller,
        **viewer.parameters,
    )
    return MadeWebhook(webhook=webhook_of(row), secret=secret)


async def webhooks(graph: GraphClient, *, caller: str) -> tuple[Webhook, ...]:
    """All webhooks of this caller, the oldest first."""
    return tuple(webhook_of(row) for row in await graph.read("webhooks/own", caller=caller))


async def own(graph: GraphClient, webhook_id: str, *, caller: str) -> Row:
    """One webhook of this caller, with its secret. Raises NotFound for any other."""
    rows = await graph.read("webhooks/own", caller=caller)
    found = [row for row in rows if row["webhook"]["id"] == webhook_id]
    if not found:
        raise NotFound(f"There is no webhook {webhook_id!r}.", field="id", value=webhook_id)
    return found[0]


async def take_down(graph: GraphClient, webhook_id: str, *, caller: str) -> None:
    """Forget a webhook. Raises NotFound."""
    await own(graph, webhook_id, caller=caller)
    await graph.write("webhooks/take_down", id=webhook_id)


async def revive(graph: GraphClient, webhook_id: str, *, caller: str) -> Webhook:
    """Deliver to a dead webhook again, from where it was. Raises NotFound."""
    await own(graph, webhook_id, caller=caller)
    outcome: dict[str, Any] = {"state": WebhookState.ACTIVE.value, "failures": 0, "nextAttemptAt": None}
    await graph.write("webhooks/settle", id=webhook_id, outcome=outcome)
    return webhook_of(await own(graph, webhook_id, caller=caller))


def webhook_of(row: Row) -> Webhook:
    """What may be shown of a webhook."""
    kept = row["webhook"]
    return Webhook(
        id=kept["id"],
        url=kept["url"],
        about=kept["about"],
        labels=tuple(kept["labels"]),
        types=tuple(kept["types"]),
        kinds=tuple(kept["kinds"]),
        state=kept["state"],
        created_at=kept["createdAt"],
        delivered_at=kept.get("deliveredAt"),
        failures=kept["failures"],
        failed_because=kept.get("failedBecause"),
        next_attempt_at=kept.get("nextAttemptAt") if kept["failures"] else None,
    )
