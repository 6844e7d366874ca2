"""Deliveries: what webhooks wait for is sent, again until it arrives or too many attempts have failed.

A webhook keeps its position in the graph, and it moves only when the receiver has answered with 2xx: a restart loses
nothing. What was sent is sent again under the same `webhook-id`, by which a receiver knows it.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import httpx
import structlog

from app.attention.model import AttentionQuestion
from app.errors import EntenteError, GraphUnavailable, InvalidInput, QueryTimeout
from app.events.attention import LIST_SECONDS, list_changes
from app.events.model import ChangesQuestion
from app.events.service import changes
from app.graph.client import GraphClient
from app.record.releasability import Marking, Viewer
from app.webhooks.model import Delivery, WebhookState, WebhookSubject
from app.webhooks.signing import headers
from app.webhooks.targets import target_of

log = structlog.get_logger(__name__)

BACKOFF_SECONDS = (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 86_400)
"""How long after each failed attempt the next one comes; after one more, the webhook is dead."""

POLL_SECONDS = 1.0
"""How often webhooks are looked after."""

_MOST_AT_ONCE = 20
_MOST_CHANGES = 100
_MOST_ITEMS = 500
_ENDS_WITHIN = 15
"""Seconds that a round may take to end, which is longer than a receiver has for one delivery."""
_CLAIM = timedelta(seconds=120)
_ANSWER_SECONDS = 10.0


@dataclass(frozen=True, kw_only=True)
class _Message:
    """What is to be sent, and where its webhook stands once that has arrived."""

    id: str
    body: bytes
    arrived: Mapping[str, Any]


class Deliveries:
    """Delivers to all webhooks of a graph until it is told to end. `private`: targets may be inside the network."""

    def __init__(
        self,
        graph: GraphClient,
        *,
        private: bool,
        backoff: Sequence[float] = BACKOFF_SECONDS,
        pace: float = POLL_SECONDS,
    ) -> None:
        self._graph = graph
        self._private = private
        self._backoff = backoff
        self._pace = pace
        self._ending = asyncio.Event()

    async def run(self) -> None:
        """Look after webhooks until it is told to end; what goes wrong is logged, and tried again."""
        while not self._ending.is_set():
            try:
                found = await self.round()
            except EntenteError as error:
                log.warning("webhooks wait", code=error.code, detail=error.detail)
                found = 0
            if not found:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._ending.wait(), timeout=self._pace)

    def end(self) -> None:
        """Have `run` end after this round."""
        self._ending.set()

    async def round(self) -> int:
        """Deliver once to each webhook that has something waiting; how many were looked at."""
        (reach,) = await self._graph.read("record/reach")
        now = datetime.now(UTC)
        seen = f"{reach['version']} {now.date()}"
        rows = await self._graph.write(
            "webhooks/claim", now=now, until=now + _CLAIM, reach=reach["position"], seen=seen, most=_MOST_AT_ONCE
        )
        await asyncio.gather(*(self._serve(row["webhook"], reach["position"], seen) for row in rows))
        return len(rows)

    async def _serve(self, webhook: Mapping[str, Any], reach: int, seen: str) -> None:
        try:
            message = await self._message(webhook, reach, seen)
        except (QueryTimeout, GraphUnavailable) as error:
            log.warning("webhook waits", webhook=webhook["id"], code=error.code)
            await self._settle(webhook, {"nextAttemptAt": _in(self._backoff[0])})
            return
        except EntenteError as error:
            await self._settle(webhook, {"state": WebhookState.DEAD.value, "failedBecause": error.detail})
            return
        if not message.body:
            await self._settle(webhook, message.arrived)
            return
        delivery = await post(webhook, message.id, message.body, private=self._private)
        outcome = _arrived(message) if delivery.arrived else self._failed(webhook, delivery)
        await self._settle(webhook, outcome)

    async def _message(self, webhook: Mapping[str, Any], reach: int, seen: str) -> _Message:
        if webhook["about"] == WebhookSubject.ATTENTION:
            return await self._of_attention(webhook, seen)
        question = ChangesQuestion(
            after=webhook["position"],
            labels=tuple(webhook["labels"]),
            types=tuple(webhook["types"]),
            limit=webhook.get("pending") or _MOST_CHANGES,
        )
        page = await changes(self._graph, question, viewer=_viewer(webhook))
        arrived: dict[str, Any] = {"position": page.position, "pending": None}
        if not page.more and not webhook.get("pending"):
            arrived["readTo"] = reach
        if not page.changes:
            return _Message(id="", body=b"", arrived=arrived)
        if not webhook.get("pending"):
            await self._graph.write("webhooks/note", id=webhook["id"], pending=len(page.changes))
        told = [change.model_dump(mode="json", by_alias=True, exclude={"position"}) for change in page.changes]
        return _message(webhook, told, page.changes[-1].at, arrived)

    async def _of_attention(self, webhook: Mapping[str, Any], seen: str) -> _Message:
        given = {"kinds": webhook["kinds"]} if webhook["kinds"] else {}
        question = AttentionQuestion.model_validate({**given, "limit": _MOST_ITEMS})
        position = webhook.get("position")
        found = await list_changes(self._graph, question, viewer=_viewer(webhook), after=position)
        # The list is made anew at a bounded rate, however fast the record is written.
        arrived: dict[str, Any] = {"seen": seen, "nextAttemptAt": _in(LIST_SECONDS)}
        if not found:
            return _Message(id="", body=b"", arrived=arrived)
        arrived["position"] = found[-1].position
        told = [change.model_dump(mode="json", by_alias=True, exclude={"position"}) for change in found]
        return _message(webhook, told, datetime.now(UTC), arrived)

    def _failed(self, webhook: Mapping[str, Any], delivery: Delivery) -> dict[str, Any]:
        failures = webhook["failures"] + 1
        outcome: dict[str, Any] = {"failures": failures, "failedBecause": delivery.failed_because}
        if failures > len(self._backoff):
            log.warning("webhook is dead", webhook=webhook["id"], because=delivery.failed_because)
            return outcome | {"state": WebhookState.DEAD.value, "nextAttemptAt": None}
        return outcome | {"nextAttemptAt": _in(self._backoff[failures - 1])}

    async def _settle(self, webhook: Mapping[str, Any], outcome: Mapping[str, Any]) -> None:
        await self._graph.write("webhooks/settle", id=webhook["id"], outcome=dict(outcome))


async def post(webhook: Mapping[str, Any], message: str, body: bytes, *, private: bool) -> Delivery:
    """Send one message, signed, and say what became of it. Redirections are not followed, nor answers read."""
    try:
        target = await target_of(webhook["url"], private=private)
        sent_at = int(datetime.now(UTC).timestamp())
        given = headers(webhook["secret"], message=message, sent_at=sent_at, body=body) | {"Host": target.host}
        # The environment's proxies would look the name up once more, and might find another address.
        async with (
            httpx.AsyncClient(timeout=_ANSWER_SECONDS, trust_env=False) as client,
            client.stream(
                "POST", target.url, content=body, headers=given, extensions={"sni_hostname": target.server}
            ) as answer,
        ):
            arrived = answer.is_success
            because = None if arrived else f"It answered {answer.status_code}."
            return Delivery(arrived=arrived, status=answer.status_code, failed_because=because)
    except InvalidInput as error:
        return Delivery(arrived=False, status=None, failed_because=error.detail)
    except httpx.TimeoutException:
        because = f"It did not answer within {_ANSWER_SECONDS:g} seconds."
        return Delivery(arrived=False, status=None, failed_because=because)
    except httpx.HTTPError:
        return Delivery(arrived=False, status=None, failed_because="It cannot be reached.")


async def post_test(webhook: Mapping[str, Any], *, private: bool) -> Delivery:
    """Send a message of the type `test`, which says nothing."""
    now = datetime.now(UTC)
    message = _message(webhook, [], now, {}, kind="test")
    return await post(webhook, message.id, message.body, private=private)


@asynccontextmanager
async def delivering(graph: GraphClient, *, private: bool) -> AsyncIterator[None]:
    """Deliver to all webhooks of a graph, beside what the block does."""
    deliveries = Deliveries(graph, private=private)
    task = asyncio.create_task(deliveries.run())
    try:
        yield
    finally:
        # A call to the database that is cancelled while it connects leaves its socket open: the round ends by itself.
        deliveries.end()
        _, late = await asyncio.wait({task}, timeout=_ENDS_WITHIN)
        if late:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _message(
    webhook: Mapping[str, Any],
    told: Sequence[Mapping[str, Any]],
    moment: datetime,
    arrived: Mapping[str, Any],
    *,
    kind: str | None = None,
) -> _Message:
    content = {"type": kind or webhook["about"], "timestamp": moment.isoformat(), "data": {"changes": list(told)}}
    body = json.dumps(content, ensure_ascii=False).encode()
    # Sent again, it says the same, and so has the same id.
    digest = sha256(f"{webhook['id']} {webhook.get('position')}".encode() + body).hexdigest()
    return _Message(id=f"msg_{digest[:32]}", body=body, arrived=arrived)


def _arrived(message: _Message) -> dict[str, Any]:
    fresh = {"failures": 0, "failedBecause": None, "nextAttemptAt": None, "deliveredAt": datetime.now(UTC)}
    return {**fresh, **message.arrived}


def _viewer(webhook: Mapping[str, Any]) -> Viewer:
    return Viewer(clearance=Marking(webhook["clearance"]), nationality=webhook.get("nationality"))


def _in(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)
