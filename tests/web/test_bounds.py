"""How much a request may bring, cost and take, as the callers who go beyond it meet it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Scope

from app.callers.budget import Budget, RateLimited
from app.callers.model import Role
from app.graph.client import GraphAddress, GraphClient
from app.settings import Settings
from app.web.application import create_app
from app.web.bounds import price_of
from tests.callers.bearing import bearer

Served = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def served(service_settings: Settings, address: GraphAddress, graph: GraphClient) -> AsyncIterator[Served]:
    """Services with settings of their own."""
    stack: list[Any] = []

    async def serve(**chosen: Any) -> httpx.AsyncClient:
        app = create_app(service_settings.model_copy(update=chosen), address)

        @app.get("/api/v1/slow")
        async def slow() -> None:
            await asyncio.sleep(30)

        lifespan = app.router.lifespan_context(app)
        await lifespan.__aenter__()
        asked = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente")
        stack.append((asked, lifespan))
        return asked

    yield serve
    for asked, lifespan in stack:
        await asked.aclose()
        await lifespan.__aexit__(None, None, None)


def scope(path: str, query: str = "", *, method: str = "GET", **headers: str) -> Scope:
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "path": path, "query_string": query.encode(), "method": method, "headers": given}


def test_a_price_is_made_of_what_is_asked_for() -> None:
    assert price_of(scope("/api/v1/nations", "first=10")) * 2 < price_of(scope("/api/v1/nations", "first=100"))
    assert price_of(scope("/api/v1/nations/POL")) == price_of(scope("/api/v1/nations/no-such-nation"))
    assert price_of(scope("/api/v1/nations/POL")) < price_of(scope("/api/v1/brokers", "from=POL&to=USA"))
    small, large = (price_of(scope("/api/v1/imports", content_length=size)) for size in ("100", "10000000"))
    assert small < large
    for odd in ("first=-1", "first=x", "first=99999999999999999999", "first=%F0%9F%98%80"):
        assert price_of(scope("/api/v1/nations", odd)) > 0


def test_a_budget_comes_back() -> None:
    budget = Budget(100)
    assert budget.spend("one", 60).remaining == 40
    assert budget.spend("another", 100).remaining == 0
    with pytest.raises(RateLimited, match="40 is left") as refused:
        budget.spend("one", 60)
    assert 0 < refused.value.retry_seconds <= 120
    assert budget.spend("one", 40).remaining == 0, "what is refused costs nothing"
    with pytest.raises(RateLimited, match="alone costs 101"):
        budget.spend("third", 101)


async def test_each_caller_has_a_budget(served: Served, graph: GraphClient) -> None:
    asked = await served(authentication="required", budget=5_000)
    one, other = await bearer(graph, Role.READER), await bearer(graph, Role.READER)
    first = await asked.get("/api/v1/attention", headers=one)
    assert first.status_code == 200, first.text
    assert first.headers["ratelimit-policy"] == '"cost";q=5000;w=60'
    assert first.headers["ratelimit"].startswith('"cost";r=2900;t=')
    assert (await asked.get("/api/v1/attention", headers=one)).status_code == 200
    refused = await asked.get("/api/v1/attention", headers=one)
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMITED"), refused.text
    assert int(refused.headers["retry-after"]) > 0
    assert (await asked.get("/api/v1/attention", headers=other)).status_code == 200


async def test_a_document_is_paid_for_before_it_runs(served: Served, graph: GraphClient) -> None:
    asked = await served(authentication="required", budget=3_000)
    key = await bearer(graph, Role.READER)
    document = {"query": "{ nations(first: 100) { nodes { key name } } }"}
    answers = [(await asked.post("/graphql", json=document, headers=key)).json() for _ in range(20)]
    cost = answers[0]["extensions"]["cost"]["requested"]
    let = [answer for answer in answers if "errors" not in answer]
    assert len(let) == 3_000 // cost
    (error,) = answers[-1]["errors"]
    assert error["extensions"]["code"] == "RATE_LIMITED"
    assert answers[-1]["data"] is None


async def test_whoever_sits_at_the_machine_asks_as_much_as_they_like(served: Served) -> None:
    asked = await served()
    assert "ratelimit" not in (await asked.get("/api/v1/sources")).headers


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_has_a_size(served: Served, chunked: bool) -> None:
    asked = await served(writes=True, request_bytes=1_000)

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100

    content: Any = pieces() if chunked else b" " * 2_000
    given = {"content-type": "application/json"}
    refused = await asked.post("/api/v1/submissions", content=content, headers=given)
    assert (refused.status_code, refused.json()["code"]) == (413, "TOO_LARGE"), refused.text
    assert refused.json()["expected"] == "at most 1,000 bytes"


async def test_an_address_has_a_length(served: Served) -> None:
    asked = await served()
    refused = await asked.get("/api/v1/nations", params={"where": "x" * 20_000})
    assert (refused.status_code, refused.json()["code"]) == (414, "ADDRESS_TOO_LONG")


async def test_a_request_has_a_time(served: Served) -> None:
    asked = await served(request_seconds=0.3)
    refused = await asked.get("/api/v1/slow")
    assert (refused.status_code, refused.json()["code"]) == (503, "TOOK_TOO_LONG"), refused.text
    assert int(refused.headers["retry-after"]) > 0


async def test_a_body_that_does_not_come_ends_a_request(served: Served) -> None:
    asked = await served(writes=True, request_seconds=0.3)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(30)

    given = {"content-type": "application/json"}
    refused = await asked.post("/api/v1/submissions", content=slowly(), headers=given)
    assert (refused.status_code, refused.json()["code"]) == (503, "TOOK_TOO_LONG"), refused.text


async def test_so_many_streams_are_open_at_once(served: Served, address: GraphAddress) -> None:
    asked = await served(streams=2, authentication="none")
    app: FastAPI = asked._transport.app  # type: ignore[attr-defined]

    async def follow() -> int:
        """The status of a stream, once it begins or is refused; it stays open until it is cancelled."""
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start" and not told.done():
                told.set_result(message["status"])

        async def receive() -> Any:
            await asyncio.sleep(30)

        given = scope("/api/v1/changes", "after=start", accept="text/event-stream", host="entente")
        running.append(asyncio.create_task(app({**given, "client": ("127.0.0.1", 1), "root_path": ""}, receive, send)))
        return await asyncio.wait_for(told, 10)

    running: list[asyncio.Task[None]] = []
    try:
        assert [await follow() for _ in range(3)] == [200, 200, 429]
        running[0].cancel()
        await asyncio.wait(running[:1])
        assert await follow() == 200, "who closes one may open another"
    finally:
        for task in running:
            task.cancel()
        await asyncio.wait(running)
