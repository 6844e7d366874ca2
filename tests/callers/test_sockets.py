"""WebSockets and server-sent events, to real clients: who is connected, and for how long."""

import json
from collections.abc import AsyncIterator, Mapping

import httpx
import pytest
from fastapi import FastAPI
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from app.callers.keys import revoke
from app.callers.model import Role
from app.graph.client import GraphClient
from app.web import authentication
from tests.callers.bearing import bearer
from tests.web.serving import served

PROTOCOL = Subprotocol("graphql-transport-ws")
QUESTION = {"id": "1", "type": "subscribe", "payload": {"query": "{ sources { key } }"}}


@pytest.fixture
async def host(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as there:
        yield there


async def closed(host: str, *messages: Mapping[str, object]) -> int:
    async with connect(f"ws://{host}/graphql", subprotocols=[PROTOCOL]) as socket:
        for message in messages:
            await socket.send(json.dumps(message))
        await socket.wait_closed()
        assert socket.close_code is not None
        return socket.close_code


async def test_a_socket_says_whose_it_is(host: str, graph: GraphClient) -> None:
    wrong = {"type": "connection_init", "payload": {"authorization": "Bearer entente_wrong"}}
    auditor = (await bearer(graph, Role.AUDITOR))["Authorization"]
    assert await closed(host, QUESTION) == 4401
    assert await closed(host, {"type": "connection_init"}) == 4403
    assert await closed(host, wrong) == 4403
    assert await closed(host, {"type": "connection_init", "payload": {"authorization": auditor}}) == 4403
    reader = await bearer(graph, Role.READER)
    first = {"type": "connection_init", "payload": {"authorization": reader["Authorization"]}}
    for given, headers in ((first, {}), ({"type": "connection_init"}, reader)):
        async with connect(f"ws://{host}/graphql", subprotocols=[PROTOCOL], additional_headers=headers) as socket:
            await socket.send(json.dumps(given))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            await socket.send(json.dumps(QUESTION))
            answer = json.loads(await socket.recv())
            assert "errors" not in answer["payload"], answer


async def test_a_stream_ends_with_its_key(host: str, graph: GraphClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authentication, "CHECKED_EVERY_SECONDS", 0.0)
    monkeypatch.setattr("app.web.events.HEARTBEAT_SECONDS", 0.1)
    reader = await bearer(graph, Role.READER)
    stream = {"Accept": "text/event-stream"}
    async with (
        httpx.AsyncClient(timeout=20) as client,
        client.stream("GET", f"http://{host}/api/v1/changes", headers=reader | stream) as answer,
    ):
        assert answer.status_code == 200
        lines = answer.aiter_lines()
        assert await anext(lines) == ": here"
        await revoke(graph, reader["Authorization"].split("_")[1])
        async for _ in lines:  # ends, or the client's time limit does
            pass
