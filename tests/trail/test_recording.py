"""Every request has its entries, in one order, with nothing secret in them; what cannot be recorded is not done."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets
from fastapi import FastAPI

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import FactFolder, load_seed
from app.settings import Settings
from app.trail import writing
from app.trail.anchors import heads
from app.trail.chain import chains
from app.trail.verification import Verified, verify
from app.web.application import create_app
from tests.trail.entries import entries, notes
from tests.trail.verifier import is_sound
from tests.web.serving import served

SOCKET = ["graphql-transport-ws"]
PATHS = {"from": "Norway", "to": "Japan", "on": "2024-07-01"}
STATE = (
    "mutation State($input: StatePartyToInput!) { statePartyTo(input: $input) { receipt { entered } errors { code } } }"
)
PARTY = {
    "nation": "ISL", "agreement": "anzus-treaty", "obligations": ["consultation"], "validFrom": "2020-01",
    "source": "anzus-treaty",
}  # fmt: skip
SUBMISSION = {"author": "A. Steward", "reason": "Gazette", "key": "steward-1", "facts": [PARTY]}


@pytest.fixture
def app(service_settings: Settings, address: GraphAddress, tmp_path: Path) -> FastAPI:
    return create_app(service_settings.model_copy(update={"writes": True, "trail": tmp_path}), address)


@pytest.fixture(scope="module")
async def seeded(module_graph: GraphClient, alliances_seed: FactFolder) -> GraphClient:
    """Seeded once: what the tests enter is in nobody's way."""
    await load_seed(module_graph, alliances_seed)
    return module_graph


@pytest.fixture
async def asked(app: FastAPI, seeded: GraphClient) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as client,
    ):
        yield client


def told(folder: Path) -> list[tuple[Any, ...]]:
    members = ("transport", "action", "part", "outcome", "status")
    return [tuple(entry[member] for member in members) for entry in entries(folder)]


async def verified(folder: Path, graph: GraphClient) -> Verified:
    """The one chain of a folder; the graph remembers those of other tests too."""
    (chain,) = chains(folder)
    return next(one for one in verify(folder, await heads(graph)) if one.chain == chain)


QUERY = 'query Path($from: String!) { alliancePaths(from: $from, to: "Japan") { paths { length } } sources { key } }'


JSON = {"content-type": "application/json"}
AGREEMENTS = "/api/v1/nations/{key}/agreements"
ROOTS = "query Path: alliancePaths, sources"


def graphql(query: str, **variables: Any) -> dict[str, Any]:
    return {"json": {"query": query, "variables": variables}}


@pytest.mark.parametrize(
    ("method", "path", "given", "expected"),
    [
        ("GET", "/api/v1/alliance-paths", {"params": PATHS}, ("http", "GET /api/v1/alliance-paths", "ok", 200)),
        ("GET", "/api/v1/nations/NOR", {}, ("http", "GET /api/v1/nations/{key}", "ok", 200)),
        ("GET", "/api/v1/nations/agreements/agreements", {}, ("http", f"GET {AGREEMENTS}", "NOT_FOUND", 404)),
        ("GET", "/api/v1/alliance-paths", {}, ("http", "GET /api/v1/alliance-paths", "INVALID_INPUT", 422)),
        ("GET", "/nowhere", {}, ("http", "GET *", "NOT_FOUND", 404)),
        ("PUT", "/api/v1/sources", {}, ("http", "PUT /api/v1/sources", "METHOD_NOT_ALLOWED", 405)),
        ("GET", "/docs", {}, ("http", "GET /docs", "ok", 200)),
        ("GET", "/metrics", {}, ("http", "GET /metrics", "ok", 200)),
        ("POST", "/graphql", {**graphql(QUERY, **{"from": "Norway"})}, ("graphql", ROOTS, "ok", 200)),
        ("POST", "/graphql", {**graphql(QUERY, **{"from": "Nrwy"})}, ("graphql", ROOTS, "NOT_FOUND", 200)),
        ("POST", "/graphql", {**graphql("{ nothing }")}, ("graphql", "query: nothing", "INVALID_DOCUMENT", 200)),
        ("POST", "/graphql", {"content": b"{", "headers": JSON}, ("graphql", "POST /graphql", "HTTP_400", 400)),
    ],
)
async def test_a_request_has_an_entry(
    asked: httpx.AsyncClient, tmp_path: Path, method: str, path: str, given: Any, expected: tuple[Any, ...]
) -> None:
    response = await asked.request(method, path, **given)
    transport, action, outcome, status = expected
    last = entries(tmp_path)[-1]
    assert (last["transport"], last["action"], last["outcome"], last["status"]) == (transport, action, outcome, status)
    assert response.status_code == status
    assert last["request"] == response.headers["x-request-id"]
    assert last["bytes"] == len(response.content)
    assert last["address"] == "127.0.0.1"
    changes = (method not in ("GET",) and transport == "http") or status == 400
    assert [entry["part"] for entry in entries(tmp_path)] == (["begin", "end"] if changes else ["whole"])


async def test_an_entry_says_what_was_asked(asked: httpx.AsyncClient, tmp_path: Path) -> None:
    await asked.get(
        "/api/v1/nations/NOR/agreements", params={"first": 2, "sort": "-since", "where": '{"name": {"contains": "a"}}'}
    )
    await asked.post("/graphql", json={"query": QUERY, "variables": {"from": "Norway"}})
    listed, queried = entries(tmp_path)
    where = '{"name": {"contains": "a"}}'
    assert listed["asked"] == {"path": {"key": "NOR"}, "query": {"first": "2", "sort": "-since", "where": where}}
    assert queried["asked"]["variables"] == {"from": "Norway"}
    assert queried["asked"]["document"] == QUERY


async def test_a_change_is_recorded_before_it_is_made(
    asked: httpx.AsyncClient, seeded: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    write = GraphClient.in_one_transaction

    async def counted(self: GraphClient, *given: Any) -> Any:
        seen.append(len(entries(tmp_path)))
        return await write(self, *given)

    monkeypatch.setattr(GraphClient, "in_one_transaction", counted)
    response = await asked.post("/graphql", json={"query": STATE, "variables": {"input": SUBMISSION}})
    assert response.json()["data"]["statePartyTo"]["errors"] == []
    assert seen[0] == 1
    again = {**SUBMISSION, "key": "steward-2", "facts": [PARTY | {"nation": "XXX"}]}
    await asked.post("/graphql", json={"query": STATE, "variables": {"input": again}})
    await asked.post("/api/v1/submissions", json={"key": "x"})
    await asked.delete("/api/v1/webhooks/none")
    assert told(tmp_path) == [
        ("graphql", "mutation State: statePartyTo", "begin", "begun", None),
        ("graphql", "mutation State: statePartyTo", "end", "ok", 200),
        ("graphql", "mutation State: statePartyTo", "begin", "begun", None),
        ("graphql", "mutation State: statePartyTo", "end", "NOT_FOUND", 200),
        ("http", "POST /api/v1/submissions", "begin", "begun", None),
        ("http", "POST /api/v1/submissions", "end", "INVALID_INPUT", 422),
        ("http", "DELETE *", "begin", "begun", None),
        ("http", "DELETE /api/v1/webhooks/{webhook_id}", "end", "NOT_FOUND", 404),
    ]
    assert entries(tmp_path)[0]["asked"]["variables"] == {"input": SUBMISSION}


async def test_what_becomes_of_an_import_is_recorded_under_its_request(
    asked: httpx.AsyncClient, tmp_path: Path
) -> None:
    header = "key,no_such_column\n"
    given: Any = {"params": {"dataset": "nations"}, "content": header, "headers": {"content-type": "text/csv"}}
    response = await asked.post("/api/v1/imports", **given)
    assert response.status_code == 202, response.text
    await until(
        tmp_path,
        ("http", "POST /api/v1/imports", "begin", "begun", None),
        ("http", "POST /api/v1/imports", "end", "ok", 202),
        ("http", "import job", "end", "INVALID_INPUT", None),
    )
    begin, _, job = entries(tmp_path)
    assert job["request"] == begin["request"]
    assert job["asked"]["job"] == response.json()["id"]
    assert begin["asked"]["body"] == {"bytes": len(header), "sha256": sha256(header.encode()).hexdigest()}


async def test_a_request_that_ends_without_an_answer_is_recorded(
    asked: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*given: Any, **parameters: Any) -> None:
        await asyncio.sleep(60)

    async def fail(*given: Any, **parameters: Any) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(GraphClient, "read", hang)
    cut_short = asyncio.create_task(asked.get("/api/v1/sources"))
    await asyncio.sleep(0.2)
    cut_short.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cut_short
    monkeypatch.setattr(GraphClient, "read", fail)
    with pytest.raises(RuntimeError):
        await asked.get("/api/v1/sources")
    monkeypatch.undo()
    assert told(tmp_path) == [
        ("http", "GET /api/v1/sources", "whole", "closed", None),
        ("http", "GET /api/v1/sources", "whole", "INTERNAL", 500),
    ]


async def test_probes_are_not_recorded(asked: httpx.AsyncClient, tmp_path: Path) -> None:
    assert (await asked.get("/healthz")).status_code == 200
    assert (await asked.get("/readyz")).status_code == 200
    assert entries(tmp_path) == []


async def test_many_requests_at_once_stand_in_one_chain(
    asked: httpx.AsyncClient, seeded: GraphClient, tmp_path: Path
) -> None:
    responses = await asyncio.gather(*(asked.get("/api/v1/sources", params={"n": number}) for number in range(200)))
    found = entries(tmp_path)
    assert sorted(entry["request"] for entry in found) == sorted(each.headers["x-request-id"] for each in responses)
    assert len(chains(tmp_path)) == 1
    assert is_sound(tmp_path)
    one = await verified(tmp_path, seeded)
    assert (one.fault, one.entries) == (None, 201)


# Streams


async def until(folder: Path, *expected: tuple[Any, ...]) -> None:
    """Wait until the entries are these."""
    for _ in range(200):
        if told(folder) == list(expected):
            return
        await asyncio.sleep(0.05)
    assert told(folder) == list(expected)


async def test_a_subscription_is_recorded_when_it_begins_and_when_it_ends(
    app: FastAPI, seeded: GraphClient, tmp_path: Path
) -> None:
    document = "subscription Follow($after: String) { changes(after: $after) { position } }"
    async with (
        served(app) as host,
        websockets.connect(f"ws://{host}/graphql", subprotocols=SOCKET) as socket,  # type: ignore[arg-type]
    ):
        await socket.send(json.dumps({"type": "connection_init"}))
        await socket.recv()
        given = {"query": document, "variables": {"after": "start"}}
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": given}))
        assert json.loads(await socket.recv())["type"] == "next"
        await socket.send(json.dumps({"type": "complete", "id": "1"}))
        given = {"query": "{ sources { key } }"}
        await socket.send(json.dumps({"type": "subscribe", "id": "2", "payload": given}))
        while json.loads(await socket.recv()).get("id") != "2":
            pass
        assert json.loads(await socket.recv()) == {"id": "2", "type": "complete"}
        await socket.close()
        await until(
            tmp_path,
            ("websocket", "WEBSOCKET /graphql", "begin", "begun", None),
            ("websocket", "subscription Follow: changes", "begin", "begun", None),
            ("websocket", "subscription Follow: changes", "end", "stopped", None),
            ("websocket", "query: sources", "begin", "begun", None),
            ("websocket", "query: sources", "end", "ok", None),
            ("websocket", "WEBSOCKET /graphql", "end", "closed", 1000),
        )
    found = entries(tmp_path)
    assert len({entry["request"] for entry in found}) == 1
    assert found[1]["asked"]["variables"] == {"after": "start"}
    assert found[2]["rows"] > 0


async def test_a_stream_of_events_is_recorded_when_it_begins_and_when_it_ends(
    app: FastAPI, seeded: GraphClient, tmp_path: Path
) -> None:
    begun = ("sse", "GET /api/v1/changes", "begin", "begun", 200)
    async with served(app) as host, httpx.AsyncClient(base_url=f"http://{host}") as client:
        events = {"Accept": "text/event-stream"}
        async with client.stream("GET", "/api/v1/changes", params={"after": "start"}, headers=events) as response:
            await anext(response.aiter_lines())
            assert told(tmp_path) == [begun]
        await until(tmp_path, begun, ("sse", "GET /api/v1/changes", "end", "closed", None))
    assert entries(tmp_path)[1]["bytes"] > 0


# Secrets


SECRET = "Hunter2Hunter2Hunter2"


async def test_no_secret_stands_in_the_trail(app: FastAPI, seeded: GraphClient, tmp_path: Path) -> None:
    key = f"entente_ab12_{SECRET}"
    token = f"eyJhbGciOiJSUzI1NiJ9.{SECRET}.{SECRET}"
    hidden = {"password": SECRET, "nested": [{"apiKey": SECRET}, {"Client-Secret": {"value": SECRET}}], "plain": key}
    document = f'query Q($token: String = "{SECRET}") {{ nations(where: {{secret: "{SECRET}"}}, authorization: "{SECRET}") {{ nodes {{ name(token: {{a: ["{SECRET}"]}}) }} }} }}'  # noqa: E501
    async with served(app) as host, httpx.AsyncClient(base_url=f"http://{host}") as client:
        for headers in ({"Authorization": f"Bearer {key}"}, {"X-Api-Key": SECRET}, {"Cookie": f"session={SECRET}"}):
            await client.get("/api/v1/sources", headers=headers)
        await client.get(f"/api/v1/nations/{key}")
        await client.get(f"/nowhere/{token}")
        for name in ("password", "api_key", "access_token", "Authorization", "X-Amz-Signature"):
            await client.get("/api/v1/search", params={name: SECRET, "text": f"Bearer {SECRET}"})
        await client.get("/api/v1/agreements", params={"where": json.dumps({"secret": {"eq": SECRET}, "a": key})})
        await client.post("/api/v1/submissions", json={"key": "x", **hidden})
        await client.post("/api/v1/webhooks", json={"url": f"https://user:{SECRET}@example.com/?token={SECRET}"})
        await client.post("/api/v1/reconcile", data={"token": SECRET, "queries": json.dumps({"q": {"query": key}})})
        for query in (document, f'{{ broken(password: "{SECRET}"', "{ sources { key } }"):
            variables = {"token": SECRET, "input": hidden, "authorization": [SECRET], "text": token}
            await client.post("/graphql", json={"query": query, "variables": variables, "operationName": key})
        for init in ({"type": "connection_init"}, {"type": "connection_init", "payload": {"authorization": key}}):
            address = f"ws://{host}/graphql?token={SECRET}"
            async with websockets.connect(address, subprotocols=SOCKET) as socket:  # type: ignore[arg-type]
                await socket.send(json.dumps(init))
                given = {"query": document, "variables": {"secret": SECRET}}
                with suppress(websockets.ConnectionClosed):  # the key lets nobody in
                    await socket.recv()
                    await socket.send(json.dumps({"type": "subscribe", "id": key, "payload": given}))
                    await socket.recv()
    assert len(entries(tmp_path)) > 20
    written = json.dumps(entries(tmp_path))
    assert SECRET not in written
    assert "entente_ab12_***" in written
    assert is_sound(tmp_path)


# A disk that refuses


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """The disk is full for the length of the block: the trail's file is the device on which nothing fits."""
    (path,) = folder.glob("*.jsonl")
    aside = path.with_suffix(".aside")
    path.rename(aside)
    path.symlink_to("/dev/full")
    try:
        yield
    finally:
        path.unlink()
        aside.rename(path)


async def test_what_cannot_be_recorded_is_not_done(
    asked: httpx.AsyncClient, seeded: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "RETRY_SECONDS", 0.05)
    calls: list[str] = []
    write = GraphClient.in_one_transaction

    async def counted(self: GraphClient, name: str, *given: Any) -> Any:
        calls.append(name)
        return await write(self, name, *given)

    monkeypatch.setattr(GraphClient, "in_one_transaction", counted)
    given = SUBMISSION | {"key": "steward-9"}
    with full(tmp_path):
        for _ in range(3):
            refused = await asked.post("/graphql", json={"query": STATE, "variables": {"input": given}})
            assert (refused.status_code, refused.json()["code"]) == (503, "TRAIL_UNAVAILABLE")
            assert "data" not in refused.json()
        assert (await asked.get("/api/v1/sources")).status_code == 503
        assert (await asked.get("/healthz")).status_code == 200
        assert (await asked.get("/readyz")).status_code == 503
    assert calls == []
    for _ in range(100):
        await asyncio.sleep(0.05)
        if (await asked.get("/readyz")).status_code == 200:
            break
    assert (await asked.get("/api/v1/sources")).status_code == 200
    assert [note["asked"]["requests"] for note in notes(tmp_path) if note["action"] == "trail refused"] == [3]
    assert told(tmp_path)[0] == ("graphql", "mutation State: statePartyTo", "begin", "begun", None)
    assert is_sound(tmp_path)
    one = await verified(tmp_path, seeded)
    assert one.fault is None
