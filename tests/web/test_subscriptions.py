"""Changes and the attention list as they happen, to real clients of a real server: over WebSockets and as events."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
import websockets
from fastapi import FastAPI

from app.graph.client import GraphAddress, GraphClient
from app.record.evidence import Evidence
from app.record.facts import assertion
from app.record.releasability import PUBLIC, Marking, Release
from app.record.time import ValidTime, valid_time
from app.record.writer import close_facts, write_facts
from app.settings import Settings
from app.web.application import create_app
from tests.events.worlds import SOURCE, write_source
from tests.web.serving import served

CHANGES = "subscription ($after: String) { changes(after: $after) { position kind fact says start { key label } } }"
ATTENTION = "subscription ($after: String) { attention(after: $after, kinds: [ENDING_AGREEMENT]) { position kind id item { subject { key } } } }"  # noqa: E501
PATIENCE = 30
SOCKET = ["graphql-transport-ws"]


@pytest.fixture
def app(service_settings: Settings, address: GraphAddress) -> FastAPI:
    return create_app(service_settings, address)


async def write(graph: GraphClient, *keys: str, marking: Marking = Marking.UNCLASSIFIED, until: str = "") -> list[str]:
    """Enter agreements; the keys of the facts."""
    facts = [
        assertion(
            "Agreement", key, valid=valid_time("2000-01-01", until), evidence=Evidence(source=SOURCE),
            properties={"name": key, "kind": "treaty"}, release=Release(marking=marking) if marking else PUBLIC,
        )
        for key in keys
    ]  # fmt: skip
    outcome = await write_facts(graph, facts, recorded_at=datetime.now(UTC))
    assert outcome.new == len(keys)
    return [fact.key for fact in facts]


# GraphQL over WebSockets


@asynccontextmanager
async def subscribed(host: str, query: str, **variables: Any) -> AsyncIterator[AsyncIterator[Any]]:
    """What a subscription tells, for the length of the block."""
    async with websockets.connect(f"ws://{host}/graphql", subprotocols=SOCKET) as socket:  # type: ignore[arg-type]
        await socket.send(json.dumps({"type": "connection_init"}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        payload = {"query": query, "variables": variables}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))

        async def told() -> AsyncIterator[Any]:
            while True:
                message = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
                if message["type"] == "ping":
                    await socket.send(json.dumps({"type": "pong"}))
                    continue
                yield message

        yield told()


async def take(told: AsyncIterator[Any], count: int) -> list[Any]:
    """The next changes of a subscription."""
    taken = []
    for _ in range(count):
        message = await anext(told)
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        taken.append(next(iter(message["payload"]["data"].values())))
    return taken


async def test_who_is_cut_off_from_a_subscription_goes_on_where_it_was(graph: GraphClient, app: FastAPI) -> None:
    await write_source(graph)
    before = await write(graph, "pact-0")
    async with served(app) as host:
        async with subscribed(host, CHANGES, after="start") as told:
            expected = before + await write(graph, "pact-1", "pact-2", "pact-3")
            first = await take(told, 2)
        expected += await write(graph, "pact-4")
        await write(graph, "hidden-pact", marking=Marking.SECRET)
        assert await close_facts(graph, before, closed_at=datetime.now(UTC)) == 1
        async with subscribed(host, CHANGES, after=first[-1]["position"]) as told:
            rest = await take(told, 4)
            expected += before + await write(graph, "pact-5")
            rest += await take(told, 1)
    assert [change["fact"] for change in first + rest] == expected
    assert [change["kind"] for change in first + rest] == ["ENTERED"] * 5 + ["CLOSED", "ENTERED"]
    assert rest[0]["start"] == {"key": "pact-2", "label": "Agreement"}
    assert rest[0]["says"]["name"] == "pact-2"
    assert rest[-2]["says"] is None


async def test_a_wrong_position_and_a_wrong_label_end_a_subscription_with_their_reason(
    graph: GraphClient, app: FastAPI
) -> None:
    by_label = 'subscription { changes(labels: ["Friend"]) { kind } }'
    async with served(app) as host:
        for query, variables, field in ((CHANGES, {"after": "17"}, "after"), (by_label, {}, "labels")):
            async with subscribed(host, query, **variables) as told:
                message = await anext(told)
            errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
            assert [error["extensions"]["code"] for error in errors] == ["INVALID_INPUT"]
            assert errors[0]["extensions"]["field"].startswith(field)


async def test_a_subscription_is_priced_as_a_question_is(
    graph: GraphClient, service_settings: Settings, address: GraphAddress
) -> None:
    poor = create_app(service_settings.model_copy(update={"graphql_cost": 50}), address)
    async with served(poor) as host, subscribed(host, CHANGES) as told:
        message = await anext(told)
    assert message["type"] == "error"
    assert message["payload"][0]["extensions"]["code"] == "DOCUMENT_REFUSED"


async def test_the_attention_list_is_followed_from_what_its_reader_knows(graph: GraphClient, app: FastAPI) -> None:
    await write_source(graph)
    soon = (datetime.now(UTC).date() + timedelta(days=60)).isoformat()
    ending = await write(graph, "pact-1", "pact-2", until=soon)
    async with served(app) as host:
        async with subscribed(host, ATTENTION) as told:
            known = await take(told, 2)
        assert {item["item"]["subject"]["key"] for item in known} == {"pact-1", "pact-2"}
        await close_facts(graph, ending[:1], closed_at=datetime.now(UTC))
        await write(graph, "pact-3", until=soon)
        await write(graph, "hidden-pact", until=soon, marking=Marking.SECRET)
        async with subscribed(host, ATTENTION, after=known[-1]["position"]) as told:
            gone, appeared = await take(told, 2)
    assert gone["kind"] == "GONE"
    assert gone["id"] == next(item["id"] for item in known if item["item"]["subject"]["key"] == "pact-1")
    assert (appeared["kind"], appeared["item"]["subject"]["key"]) == ("APPEARED", "pact-3")


# Server-sent events


@asynccontextmanager
async def streamed(host: str, path: str, **headers: str) -> AsyncIterator[AsyncIterator[dict[str, str]]]:
    """The events of a stream, for the length of the block."""
    given = {"Accept": "text/event-stream"} | {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        httpx.AsyncClient(base_url=f"http://{host}", timeout=PATIENCE) as asked,
        asked.stream("GET", path, headers=given) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")

        async def events() -> AsyncIterator[dict[str, str]]:
            event: dict[str, str] = {}
            async for line in response.aiter_lines():
                if not line and "data" in event:
                    yield event
                    event = {}
                elif line and not line.startswith(":"):
                    name, _, value = line.partition(": ")
                    event[name] = value

        yield events()


async def test_who_is_cut_off_from_a_stream_goes_on_where_it_was(graph: GraphClient, app: FastAPI) -> None:
    await write_source(graph)
    expected = await write(graph, "pact-1", "pact-2", "pact-3")
    async with served(app) as host:
        async with streamed(host, "/api/v1/changes?after=start") as events:
            found = [await anext(events) for _ in range(2)]
        await write(graph, "hidden-pact", marking=Marking.SECRET)
        expected += await write(graph, "pact-4")
        async with streamed(host, "/api/v1/changes", Last_Event_ID=found[-1]["id"]) as events:
            found += [await anext(events) for _ in range(2)]
            expected += await write(graph, "pact-5")
            found.append(await anext(events))
    assert [json.loads(event["data"])["fact"] for event in found] == expected
    assert {event["event"] for event in found} == {"change"}
    assert all(json.loads(event["data"])["position"] == event["id"] for event in found)


async def test_a_stream_without_a_position_begins_now(graph: GraphClient, app: FastAPI) -> None:
    await write_source(graph)
    await write(graph, "pact-1")
    async with served(app) as host, streamed(host, "/api/v1/changes") as events:
        await write(graph, "pact-2")
        assert json.loads((await anext(events))["data"])["start"]["key"] == "pact-2"


async def test_an_idle_stream_says_that_it_lives(
    graph: GraphClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.events.HEARTBEAT_SECONDS", 0.1)
    await write_source(graph)
    await write(graph, "pact-1")
    async with served(app) as host, httpx.AsyncClient(base_url=f"http://{host}", timeout=PATIENCE) as asked:
        async with asked.stream("GET", "/api/v1/changes", headers={"Accept": "text/event-stream"}) as response:
            lines = response.aiter_lines()
            while not (line := await anext(lines)).startswith("id: "):
                assert line in ("", ": here")
        expected = await write(graph, "pact-2")
        page = (await asked.get("/api/v1/changes", params={"after": line.removeprefix("id: ")})).json()
    assert [change["fact"] for change in page["changes"]] == expected


async def test_pages_follow_one_another_and_what_is_wrong_is_said(graph: GraphClient, http: httpx.AsyncClient) -> None:
    await write_source(graph)
    expected = await write(graph, *(f"pact-{number}" for number in range(5)))
    found, after = [], "start"
    for size, more in ((2, True), (2, True), (1, False), (0, False)):
        page = (await http.get("/api/v1/changes", params={"after": after, "limit": 2})).json()
        assert (len(page["changes"]), page["more"]) == (size, more)
        found += [change["fact"] for change in page["changes"]]
        after = page["position"]
    assert found == expected
    for params, headers in (({"after": "17"}, {}), ({"types": "FRIEND_OF"}, {}), ({"limit": 501}, {})):
        for accept in ("application/json", "text/event-stream"):
            refused = await http.get("/api/v1/changes", params=params, headers=headers | {"Accept": accept})
            assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_INPUT")


async def test_the_attention_list_is_streamed(graph: GraphClient, app: FastAPI) -> None:
    await write_source(graph)
    soon = ValidTime(valid_from=date(2000, 1, 1), valid_to=datetime.now(UTC).date() + timedelta(days=30))
    await write(graph, "pact-1", until=str(soon.valid_to))
    path = "/api/v1/attention-changes?kinds=ending_agreement"
    async with served(app) as host:
        async with streamed(host, path) as events:
            first = await anext(events)
        assert first["event"] == "appeared"
        await write(graph, "pact-2", until=str(soon.valid_to))
        async with streamed(host, path, Last_Event_ID=first["id"]) as events:
            second = await anext(events)
    assert json.loads(second["data"])["item"]["subject"]["key"] == "pact-2"
