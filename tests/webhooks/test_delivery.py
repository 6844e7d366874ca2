"""Deliveries to a real receiver: nothing is lost, what is sent again can be told, and the dead are left alone."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from app.callers.keys import issue, revoke
from app.callers.model import NewKey, Role
from app.errors import Forbidden
from app.graph.client import GraphAddress, GraphClient
from app.record.releasability import Marking, Viewer
from app.settings import Settings
from app.web.application import create_app
from app.webhooks.delivery import Deliveries
from app.webhooks.model import NewWebhook, WebhookState
from app.webhooks.service import make, revive, webhooks
from tests.conftest import drift
from tests.events.worlds import write_source
from tests.web.test_subscriptions import write
from tests.webhooks.receiver import Receiver, receiving

PUBLIC = Viewer()
AT_ONCE = (0.0, 0.0)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as made:
        yield made


async def hooked(
    graph: GraphClient, receiver: Receiver, *, viewer: Viewer = PUBLIC, caller: str = "local", **wanted: Any
) -> None:
    await write_source(graph)
    given = NewWebhook.model_validate({"url": receiver.url, **wanted})
    receiver.secret = (await make(graph, given, viewer=viewer, caller=caller, private=True)).secret


async def deliver(graph: GraphClient, *, rounds: int = 1) -> None:
    """Rounds of a process that is started anew for each of them."""
    for _ in range(rounds):
        await Deliveries(graph, private=True, backoff=AT_ONCE).round()


async def test_what_happens_after_a_webhook_was_made_is_sent_once(graph: GraphClient, receiver: Receiver) -> None:
    await write_source(graph)
    await write(graph, "before")
    await hooked(graph, receiver)
    await deliver(graph)
    assert receiver.came == []
    expected = await write(graph, "pact-1", "pact-2")
    await deliver(graph)
    expected += await write(graph, "pact-3")
    await deliver(graph, rounds=3)
    assert receiver.arrived == expected
    assert len(receiver.came) == 2
    assert await drift(graph) == []


async def test_a_webhook_ends_with_the_key_that_made_it(graph: GraphClient, receiver: Receiver) -> None:
    key = (await issue(graph, NewKey(name="hooked", roles=(Role.CONTRIBUTOR,)), issuer=None)).issued
    await hooked(graph, receiver, caller=f"key:{key.id}")
    expected = await write(graph, "pact-1")
    await deliver(graph)
    assert receiver.arrived == expected
    await revoke(graph, key.id)
    await write(graph, "pact-2")
    await deliver(graph, rounds=2)
    assert receiver.arrived == expected


async def test_the_bearer_of_a_token_makes_no_webhook(graph: GraphClient, receiver: Receiver) -> None:
    with pytest.raises(Forbidden, match="made with a key"):
        await hooked(graph, receiver, caller="https://issuer.example#somebody")


async def test_what_does_not_arrive_is_sent_again_as_it_was(graph: GraphClient, receiver: Receiver) -> None:
    await hooked(graph, receiver)
    expected = await write(graph, "pact-1")
    receiver.answers = [500, 302]
    await deliver(graph)
    expected += await write(graph, "pact-2")
    (failing,) = await webhooks(graph, caller="local")
    assert (failing.failures, failing.failed_because) == (1, "It answered 500.")
    assert failing.next_attempt_at is not None
    await deliver(graph, rounds=4)
    first, second, third, fourth = receiver.came
    assert first == second == third != fourth
    assert receiver.arrived == expected
    (mended,) = await webhooks(graph, caller="local")
    assert (mended.failures, mended.failed_because, mended.next_attempt_at) == (0, None, None)
    assert mended.delivered_at is not None


async def test_a_webhook_that_never_answers_dies_and_can_be_revived(graph: GraphClient, receiver: Receiver) -> None:
    await hooked(graph, receiver)
    expected = await write(graph, "pact-1")
    receiver.answers = [500] * 10
    await deliver(graph, rounds=6)
    (dead,) = await webhooks(graph, caller="local")
    assert (dead.state, dead.failures) == (WebhookState.DEAD, 3)
    assert len(receiver.came) == 3
    expected += await write(graph, "pact-2")
    receiver.answers = []
    revived = await revive(graph, dead.id, caller="local")
    assert (revived.state, revived.failures) == (WebhookState.ACTIVE, 0)
    await deliver(graph, rounds=3)
    assert receiver.arrived == expected


async def test_the_next_attempt_waits(graph: GraphClient, receiver: Receiver) -> None:
    await hooked(graph, receiver)
    await write(graph, "pact-1")
    receiver.answers = [500]
    for _ in range(3):
        await Deliveries(graph, private=True, backoff=(3_600,)).round()
    assert len(receiver.came) == 1
    (waiting,) = await webhooks(graph, caller="local")
    assert waiting.next_attempt_at is not None
    assert waiting.next_attempt_at > datetime.now(UTC) + timedelta(minutes=50)


async def test_a_webhook_is_sent_what_its_maker_may_see(graph: GraphClient, receiver: Receiver) -> None:
    await hooked(graph, receiver)
    await write(graph, "hidden-pact", marking=Marking.SECRET)
    await deliver(graph)
    assert receiver.came == []
    async with receiving() as cleared:
        viewer = Viewer(clearance=Marking.SECRET)
        await hooked(graph, cleared, viewer=viewer, caller="local cleared", labels=["Agreement"], types=["ASSERTED_BY"])
        expected = await write(graph, "hidden-pact-2", marking=Marking.SECRET)
        await deliver(graph)
        assert cleared.arrived == expected
        assert receiver.came == []
        # Neither viewer knows of the other's.
        assert [each.url for each in await webhooks(graph, caller="local")] == [receiver.url]
        assert [each.url for each in await webhooks(graph, caller="local cleared")] == [cleared.url]


async def test_items_of_the_attention_list_are_sent(graph: GraphClient, receiver: Receiver) -> None:
    await hooked(graph, receiver, about="attention", kinds=["ending_agreement"])
    soon = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    await write(graph, "pact-1", until=soon)
    await deliver(graph, rounds=2)
    ((_, body),) = receiver.came
    assert body["type"] == "attention"
    assert [(each["kind"], each["item"]["subject"]["key"]) for each in body["data"]["changes"]] == [
        ("appeared", "pact-1")
    ]


async def test_a_target_that_is_inside_is_sent_nothing(graph: GraphClient, receiver: Receiver) -> None:
    """Not even where it was allowed when the webhook was made."""
    await hooked(graph, receiver)
    await write(graph, "pact-1")
    await Deliveries(graph, private=False, backoff=(3_600,)).round()
    (refused,) = await webhooks(graph, caller="local")
    assert refused.failures == 1
    assert receiver.came == []


# Over HTTP


@pytest.fixture
async def open_service(service_settings: Settings, address: GraphAddress) -> AsyncIterator[httpx.AsyncClient]:
    """A service that takes writes, and delivers."""
    app = create_app(service_settings.model_copy(update={"writes": True, "webhook_private": True}), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as asked,
    ):
        yield asked


async def test_webhooks_over_http(graph: GraphClient, receiver: Receiver, open_service: httpx.AsyncClient) -> None:
    made = await open_service.post("/api/v1/webhooks", json={"url": receiver.url})
    assert made.status_code == 201, made.text
    receiver.secret = made.json()["secret"]
    hook = made.json()["webhook"]
    listed = await open_service.get("/api/v1/webhooks")
    assert listed.json() == [hook]
    assert receiver.secret not in listed.text
    tested = (await open_service.post(f"/api/v1/webhooks/{hook['id']}/test")).json()
    assert tested == {"arrived": True, "status": 204, "failedBecause": None}
    assert [body["type"] for _, body in receiver.came] == ["test"]
    assert (await open_service.delete(f"/api/v1/webhooks/{hook['id']}")).status_code == 204
    gone = await open_service.get(f"/api/v1/webhooks/{hook['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "NOT_FOUND")


async def test_what_is_wrong_with_a_webhook_is_said(
    graph: GraphClient, open_service: httpx.AsyncClient, http: httpx.AsyncClient
) -> None:
    for given, field in (
        ({"url": "ftp://127.0.0.1/"}, "url"),
        ({"url": "http://127.0.0.1/", "labels": ["Friend"]}, "labels"),
        ({"url": "http://127.0.0.1/", "secret": "mine"}, "secret"),
    ):
        refused = await open_service.post("/api/v1/webhooks", json=given)
        assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_INPUT")
        assert refused.json()["field"].startswith(field)
    closed = await http.post("/api/v1/webhooks", json={"url": "https://8.8.8.8/"})
    assert (closed.status_code, closed.json()["code"]) == (403, "FORBIDDEN")
