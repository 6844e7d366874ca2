"""Tags of answers: equal while nothing changed that the caller may see, whatever is written that it may not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import load_seed, read_folder
from app.record.releasability import Marking
from app.settings import Settings
from app.web.application import create_app
from app.web.conditional import ConditionalAnswers, entity_tag, still_holds
from tests.conftest import wipe
from tests.web.closed import write_closed
from tests.web.test_questions import ASKED

READ = ASKED | {"what-if": ASKED["what-if"] | {"changes": ["withdrawal USA north-atlantic-treaty"]}}
"""Every question as parameters of a GET."""
PATHS: list[tuple[str, dict[str, Any]]] = [
    *((f"/api/v1/{name}", given) for name, given in READ.items()),
    ("/api/v1/sources", {}),
]


@pytest.fixture(scope="module")
async def asked(module_graph: GraphClient, http: httpx.AsyncClient) -> httpx.AsyncClient:
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    await load_seed(module_graph, read_folder(demonstration=True))
    return http


@pytest.fixture(scope="module")
async def cleared(service_settings: Settings, address: GraphAddress) -> AsyncIterator[httpx.AsyncClient]:
    """The service for callers who may see everything."""
    app = create_app(service_settings.model_copy(update={"viewer_clearance": 4}), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client,
    ):
        yield client


async def tags(client: httpx.AsyncClient) -> dict[str, str]:
    responses = [(path, await client.get(path, params=given)) for path, given in PATHS]
    assert [path for path, response in responses if response.status_code != 200] == []
    return {path: response.headers["etag"] for path, response in responses}


async def test_a_tag_moves_with_what_its_viewer_sees_and_with_nothing_else(
    asked: httpx.AsyncClient, cleared: httpx.AsyncClient, module_graph: GraphClient
) -> None:
    """Facts are written that only the cleared may see, and corrected: the others' tags are those of before."""
    public, secret = await tags(asked), await tags(cleared)
    await write_closed(module_graph, Marking.SECRET)
    assert await tags(asked) == public
    changed = {path for path, tag in (await tags(cleared)).items() if tag != secret[path]}
    assert {"/api/v1/alliance-paths", "/api/v1/commitments", "/api/v1/network-structure", "/api/v1/sources"} <= changed
    secret = await tags(cleared)
    await write_closed(module_graph, Marking.SECRET, name="Closed pact, renamed")
    assert await tags(asked) == public
    assert await tags(cleared) != secret


async def test_an_answer_that_holds_is_not_sent_again(asked: httpx.AsyncClient) -> None:
    for path, given in PATHS:
        first = await asked.get(path, params=given)
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        assert "Accept" in first.headers["vary"]
        for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = await asked.get(path, params=given, headers={"If-None-Match": header})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
            assert "content-type" not in again.headers
            assert "content-length" not in again.headers
            assert again.headers["vary"] == first.headers["vary"]
        assert (await asked.get(path, params=given, headers={"If-None-Match": '"other"'})).content == first.content


async def test_today_is_part_of_the_question(asked: httpx.AsyncClient) -> None:
    given: dict[str, Any] = {"nation": "Japan", "maxHops": 1}
    today = datetime.now(UTC).date()
    plain, dated, earlier = [
        (await asked.get("/api/v1/commitments", params=given | day)).headers["etag"]
        for day in ({}, {"on": str(today)}, {"on": str(today - timedelta(days=1))})
    ]
    assert plain == dated != earlier


async def test_viewers_have_tags_of_their_own(asked: httpx.AsyncClient, cleared: httpx.AsyncClient) -> None:
    path, given = PATHS[0]
    tag = (await cleared.get(path, params=given)).headers["etag"]
    assert (await asked.get(path, params=given, headers={"If-None-Match": tag})).status_code == 200


async def test_what_is_not_an_answer_has_no_tag(asked: httpx.AsyncClient) -> None:
    refused = await asked.get("/api/v1/commitments", headers={"If-None-Match": "*"})
    assert (refused.status_code, "etag" in refused.headers) == (422, False)
    assert refused.headers["cache-control"] == "private, no-cache"
    posted = await asked.post("/api/v1/what-if", json=ASKED["what-if"], headers={"If-None-Match": "*"})
    assert (posted.status_code, "etag" in posted.headers) == (200, False)
    assert "etag" not in (await asked.get("/healthz")).headers


async def test_the_description_has_a_tag_too(asked: httpx.AsyncClient) -> None:
    tag = (await asked.get("/openapi.json")).headers["etag"]
    assert (await asked.get("/openapi.json", headers={"If-None-Match": tag})).status_code == 304


@pytest.mark.parametrize(
    ("header", "holds"),
    [(None, False), ("", False), ('"a"', True), ('W/"a"', True), ('"b" , "a"', True), ("*", True), ("a", False)],
)
def test_tags_are_compared_weakly(header: str | None, holds: bool) -> None:
    assert still_holds(header, '"a"') == holds


def test_equal_bytes_of_another_type_have_another_tag() -> None:
    assert entity_tag(b"", "text/csv") != entity_tag(b"", "application/json")
    assert entity_tag(b"1", "text/csv") == entity_tag(b"1", "text/csv")


async def test_what_is_streamed_is_passed_on_as_it_comes() -> None:
    """Its start is sent before its first part is known, and a caller's tag stops nothing."""
    sent: list[str] = []

    async def streaming(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        sent.append("here it would wait")
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"two"})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message["type"])
        assert b"etag" not in dict(message.get("headers", ()))

    scope = {"type": "http", "method": "GET", "path": "/api/v1/changes", "headers": [(b"if-none-match", b"*")]}
    await ConditionalAnswers(streaming, prefixes=("/api/",))(scope, receive, send)
    body = "http.response.body"
    assert sent == ["http.response.start", "here it would wait", body, body]
