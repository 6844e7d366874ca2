"""On worlds made at random, marked in all ways: what a viewer may not see is not there, however it is asked for.

Each world is written; what is asked of it is asked again of a copy from which all that the viewer may not see was
removed; and the answers are compared byte by byte. So are those of the writes: what an author is told, and what stands
afterwards.
"""

import asyncio
import json
import re
from base64 import b64decode
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from random import Random
from typing import Any

import httpx
import pytest

from app.graph.client import GraphAddress, GraphClient
from app.record.releasability import Marking, Viewer
from app.settings import Settings
from app.web.application import create_app
from tests.conftest import wipe
from tests.entities.generated import World, world
from tests.releasability.generated import reads, submissions, upload
from tests.releasability.requests import Asked
from tests.releasability.test_removed import Answer, answer, run, shown

VIEWERS = (Viewer(), Viewer(clearance=Marking.RESTRICTED, nationality="N1"), Viewer(clearance=Marking.CONFIDENTIAL))
EVERYTHING = Viewer(clearance=Marking.TOP_SECRET, nationality="N1")
WORLDS = range(2)
FEWEST = 180
"""Cases of one world."""


@pytest.fixture(scope="module")
async def services(
    service_settings: Settings, address: GraphAddress
) -> AsyncIterator[Mapping[Viewer, httpx.AsyncClient]]:
    """A service for each viewer, which takes writes."""
    async with AsyncExitStack() as stack:
        opened = {}
        for viewer in (*VIEWERS, EVERYTHING):
            chosen = {
                "viewer_clearance": int(viewer.clearance),
                "viewer_nationality": viewer.nationality,
                "writes": True,
            }
            app = create_app(service_settings.model_copy(update=chosen), address)
            await stack.enter_async_context(app.router.lifespan_context(app))
            transport = httpx.ASGITransport(app=app)
            opened[viewer] = await stack.enter_async_context(
                httpx.AsyncClient(transport=transport, base_url="http://entente", timeout=60)
            )
        yield opened


async def written(
    graph: GraphClient, made: World, *, without: Viewer | None = None, statements: int | None = None
) -> None:
    """The world, without what that viewer may not see."""
    await wipe(graph)
    await made.write(graph)
    if without is not None:
        await run(graph, "remove.cypher", without, statements=statements)


async def answers(asked: httpx.AsyncClient, requests: Sequence[Asked]) -> list[tuple[Asked, Answer]]:
    """One answer for each request, and one for the second page where there is one."""
    found = []
    for request in requests:
        given = await answer(asked, request)
        found.append((request, given))
        if after := _end_of_page(request, given):
            found.append((_next(request, after), await answer(asked, _next(request, after))))
    return found


def differing(
    viewer: Viewer, before: Sequence[tuple[Asked, Answer]], after: Sequence[tuple[Asked, Answer]]
) -> list[tuple[Viewer, Asked, Answer, Answer]]:
    """What was asked for both times, or only once, and answered differently."""
    pairs = zip(before, after, strict=False)
    return [(viewer, asked, one, other) for (asked, one), (again, other) in pairs if (asked, one) != (again, other)]


def _end_of_page(request: Asked, given: Answer) -> str | None:
    if "$after" not in (request.body or {}).get("query", ""):
        return None
    page = ((json.loads(given[2]).get("data") or {}).get("found") or {}).get("pageInfo") or {}
    return page["endCursor"] if page.get("hasNextPage") else None


def _next(request: Asked, after: str) -> Asked:
    return replace(request, body={**request.body, "variables": {**request.body["variables"], "after": after}})


@pytest.mark.parametrize("number", WORLDS)
async def test_what_is_read_is_as_if_it_were_not_there(
    services: Mapping[Viewer, httpx.AsyncClient], client: GraphClient, number: int
) -> None:
    random = Random(f"releasability {number}")
    made, requests = world(random), reads(random)
    await written(client, made)
    before = {viewer: await answers(services[viewer], requests) for viewer in (*VIEWERS, EVERYTHING)}
    compared = matters = 0
    for viewer in VIEWERS:
        await written(client, made, without=viewer)
        after = await answers(services[viewer], requests)
        told = differing(viewer, before[viewer], after)
        assert not told, shown(told)
        assert len(before[viewer]) == len(after)
        compared += len(after)
        cleared = {one[2] for _, one in before[EVERYTHING]}
        matters += sum(one[2] not in cleared for _, one in after)
    assert compared >= FEWEST
    assert matters * 5 > compared * 2, f"what is hidden matters to {matters} of {compared} answers only"
    faulty = [request for request, one in before[EVERYTHING] if one[0] in (400, 422, 500) or b'"errors"' in one[2]]
    assert len(faulty) * 10 < len(before[EVERYTHING]), f"{len(faulty)} could not be asked: {faulty[0]}"


@pytest.mark.parametrize("number", WORLDS)
async def test_what_is_entered_is_as_if_it_were_not_there(
    services: Mapping[Viewer, httpx.AsyncClient], client: GraphClient, number: int
) -> None:
    random = Random(f"entered {number}")
    made = world(random)
    sent, asked = submissions(random, made.first), reads(random)[:10]
    for viewer in VIEWERS:
        told = []
        for without in (None, viewer):
            # Only facts are removed: with a hidden entity would go what may be seen of it once it is entered again.
            await written(client, made, without=without, statements=1)
            service = services[viewer]
            given = [(request, await answer(service, request)) for request in sent]
            given += [await uploaded(service, upload(made.first, of=of), of) for of in UPLOADED]
            given += await answers(service, asked)
            told.append([(request, _timeless(each)) for request, each in given])
        found = differing(viewer, *told)
        assert not found, shown(found)
        entered = [one[0] for _, one in told[0][: len(sent)]]
        assert 201 in entered
        assert {403, 404, 409} & set(entered)


UPLOADED = ("party_to", "agreements")


async def uploaded(asked: httpx.AsyncClient, text: str, of: str) -> tuple[Asked, Answer]:
    """What became of an upload."""
    sent = await asked.post(
        "/api/v1/imports", params={"dataset": of}, content=text, headers={"content-type": "text/csv"}
    )
    assert sent.status_code == 202, sent.text
    job = Asked(method="GET", path=sent.headers["location"])
    async with asyncio.timeout(30):
        while b'"running"' in (given := await answer(asked, job))[2]:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return Asked(method="POST", path="/api/v1/imports", body=text), given


_MOMENT = re.compile(rb"20\d\d-\d\d-\d\dT[0-9:.]+(?:Z|[+%][0-9:A-Z]+)")
_JOB = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{32}")
_CURSOR = re.compile(rb'"(W1[A-Za-z0-9+/]+=*)"')
_OF_THE_WORLD = (b"2020-", b"2021-")


def _timeless(given: Answer) -> Answer:
    """An answer without the moment of what was entered just now, in cursors too, and the name of the job that did."""

    def moment(found: Any) -> bytes:
        return bytes(found[0]) if found[0].startswith(_OF_THE_WORLD) else b"NOW"

    body = _CURSOR.sub(lambda found: b64decode(found[1]), given[2])
    return given[0], (), _JOB.sub(b"JOB", _MOMENT.sub(moment, body))
