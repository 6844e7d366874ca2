"""Auditors find entries, page by page; nobody else reads the trail, and whoever reads it stands in it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.callers.model import Caller, Role
from app.errors import InvalidInput
from app.graph.client import GraphAddress, GraphClient
from app.record.releasability import Marking, Viewer
from app.settings import Settings
from app.trail import reading, writing
from app.trail.model import Happening, TrailQuestion
from app.trail.reading import search
from app.trail.writing import Trail, open_trail
from app.web.application import create_app
from tests.trail.entries import entries

START = datetime(2026, 10, 30, tzinfo=UTC)
ENTRIES = 60
AUDITOR = Caller(
    id="k1", name="Audit", roles=frozenset({Role.AUDITOR}),
    viewer=Viewer(clearance=Marking.SECRET, nationality="POL"),
)  # fmt: skip
READER = Caller(id="k2", name="Desk")


def happening(number: int) -> Happening:
    failed = number % 5 == 0
    return Happening(
        transport="http",
        action=f"GET /api/v1/{'nations' if number % 2 else 'sources'}",
        outcome="NOT_FOUND" if failed else "ok",
        status=404 if failed else 200,
        caller=AUDITOR if number % 3 else READER,
        asked={"query": {"text": f"Übung {number}"}},
        request=str(number),
    )


@pytest.fixture
async def folder(graph: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two chains over two months: sixty entries, an hour after one another, in turn in either."""
    moment = START

    def written(now: datetime) -> str:
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    monkeypatch.setattr(writing, "written", written)
    async with open_trail(tmp_path, graph) as one, open_trail(tmp_path, graph) as other:
        for number in range(ENTRIES):
            moment = START + timedelta(hours=number)
            trail: Trail = (one, other)[number % 2]
            await trail.record(happening(number))
    return tmp_path


def found(folder: Path, **given: Any) -> list[int]:
    """Numbers of the entries of all pages, in their order."""
    numbers: list[int] = []
    while True:
        page = search(folder, TrailQuestion.model_validate(given))
        numbers += [int(entry.request) for entry in page.items if entry.request]
        if page.next is None:
            return numbers
        given["after"] = page.next


LATEST_FIRST = list(reversed(range(ENTRIES)))


@pytest.mark.parametrize("first", [1, 7, 500])
def test_pages_have_every_entry_once(folder: Path, first: int) -> None:
    assert found(folder, first=first) == LATEST_FIRST


def test_pages_that_end_early_have_every_entry_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_LOOKED_AT", 4)
    assert found(folder, outcome="404") == [number for number in LATEST_FIRST if number % 5 == 0]


@pytest.mark.parametrize(
    ("given", "meets"),
    [
        ({"caller": "k2"}, lambda number: number % 3 == 0),
        ({"caller": "Desk"}, lambda number: number % 3 == 0),
        ({"caller": "Des"}, lambda number: False),
        ({"action": "NATIONS"}, lambda number: number % 2 == 1),
        ({"outcome": "NOT_FOUND"}, lambda number: number % 5 == 0),
        ({"outcome": "200", "caller": "k1"}, lambda number: number % 5 and number % 3),
        ({"text": "übung 1"}, lambda number: str(number).startswith("1")),
        ({"since": "2026-10-31T00:00:00Z"}, lambda number: number >= 24),
        ({"until": "2026-10-31T00:00:00Z"}, lambda number: number < 24),
        ({"since": "2026-10-31", "until": "2026-11-01T01:00:00+01:00"}, lambda number: 24 <= number < 48),
    ],
)
@pytest.mark.parametrize("first", [5, 500])
def test_conditions(folder: Path, given: dict[str, str], meets: Any, first: int) -> None:
    assert found(folder, **given, first=first) == [number for number in LATEST_FIRST if meets(number)]


@pytest.mark.parametrize("cursor", ["x", "W10=", "WzEsMiwzXQ==", "e30="])
def test_a_cursor_that_no_page_gave_is_named(folder: Path, cursor: str) -> None:
    with pytest.raises(InvalidInput, match="after: "):
        search(folder, TrailQuestion(after=cursor))


async def test_what_is_written_meanwhile_moves_no_page(folder: Path, graph: GraphClient) -> None:
    page = await asyncio.to_thread(search, folder, TrailQuestion(first=10))
    async with open_trail(folder, graph) as trail:
        await trail.record(happening(99))
    assert found(folder, after=page.next, first=10) == LATEST_FIRST[8:]


# Over HTTP


class Known:
    """ASGI middleware next to the routes: whoever asks is known to be that caller."""

    def __init__(self, app: ASGIApp, *, caller: Caller) -> None:
        self._app = app
        self._caller = caller

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.get("state", {})["caller"] = self._caller
        await self._app(scope, receive, send)


def known(settings: Settings, address: GraphAddress, folder: Path, caller: Caller) -> FastAPI:
    app = create_app(settings.model_copy(update={"trail": folder}), address)
    app.user_middleware.append(Middleware(Known, caller=caller))
    return app


async def test_auditors_read_the_trail_and_stand_in_it(
    graph: GraphClient, service_settings: Settings, address: GraphAddress, tmp_path: Path
) -> None:
    app = known(service_settings, address, tmp_path, AUDITOR)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as asked,
    ):
        await asked.get("/api/v1/sources")
        await asked.get("/api/v1/search", params={"text": ""})
        first = await asked.get("/api/v1/trail", params={"first": 1, "action": "/api/v1/"})
        assert first.json()["items"][0]["outcome"] == "INVALID_INPUT"
        second = await asked.get(first.links["next"]["url"])
        (item,) = second.json()["items"]
        assert (item["action"], item["asked"]) == ("GET /api/v1/sources", {})
        assert item["caller"] == {
            "id": "k1", "name": "Audit", "roles": ["auditor"], "clearance": 3, "nationality": "POL",
        }  # fmt: skip
        assert "next" not in second.links
        wrong = await asked.get("/api/v1/trail", params={"after": "x"})
        assert (wrong.status_code, wrong.json()["field"]) == (422, "after")
    assert [entry["action"] for entry in entries(tmp_path)][2:] == ["GET /api/v1/trail"] * 3


async def test_nobody_else_reads_it(
    graph: GraphClient, service_settings: Settings, address: GraphAddress, tmp_path: Path
) -> None:
    app = known(service_settings, address, tmp_path, READER)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as asked,
    ):
        refused = await asked.get("/api/v1/trail")
        assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    (entry,) = entries(tmp_path)
    assert (entry["outcome"], entry["status"], entry["caller"]["name"]) == ("FORBIDDEN", 403, "Desk")
