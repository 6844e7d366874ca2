"""What a viewer may not see is not there: each answer is, byte by byte, that of a record from which it was removed."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import load_seed, read_folder
from app.record.releasability import Marking, Viewer
from app.settings import Settings
from app.web.application import create_app
from app.web.graphql import schema
from tests.conftest import wipe
from tests.releasability.requests import NOT_COMPARED, Asked, of_endpoints, of_root_fields

HERE = Path(__file__).parent
VIEWERS = (
    Viewer(clearance=Marking.TOP_SECRET, nationality="POL"),
    Viewer(clearance=Marking.SECRET, nationality="POL"),
    Viewer(),
)
"""Each may see a part of what the one before may see, so that ever more is removed. The first may see everything."""
FEWEST = 500
VOLATILE = {"date", "x-request-id", "server-timing"}
Answer = tuple[int, tuple[tuple[str, str], ...], bytes]


async def answer(asked: httpx.AsyncClient, request: Asked) -> Answer:
    given = await asked.request(
        request.method,
        request.path,
        params=request.query,
        json=request.body,
        headers={"accept": request.accept, "x-request-id": "compared"},
    )
    headers = tuple(sorted((name, value) for name, value in given.headers.items() if name not in VOLATILE))
    return given.status_code, headers, given.content


async def run(graph: GraphClient, file: str, viewer: Viewer, *, statements: int | None = None) -> None:
    text = (HERE / file).read_text(encoding="utf-8")
    nationality = "null" if viewer.nationality is None else f"'{viewer.nationality}'"
    text = text.replace("$clearance", str(int(viewer.clearance))).replace("$nationality", nationality)
    for statement in text.split(";\n")[:-1][:statements]:
        await graph.statement(statement, name=f"tests/{file}")


@pytest.fixture(scope="module")
async def marked(module_graph: GraphClient) -> GraphClient:
    """The seed and the demonstration set, three of sixteen facts marked."""
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    await load_seed(module_graph, read_folder(demonstration=True))
    await run(module_graph, "mark.cypher", VIEWERS[0])
    rows = [row async for row in module_graph.stream("record/export", clearance=4, nationality="POL")]
    parts = [row["fact"]["factKey"].split("|") for row in rows]
    said = sorted({start for _, kind, start, *_ in parts if kind == "ASSERTED_BY"})
    for first in range(0, len(said), 1000):
        await module_graph.write("record/show_best_assertion", keys=said[first : first + 1000])
    return module_graph


async def keys_of(asked: httpx.AsyncClient, unclassified: httpx.AsyncClient, kind: str) -> list[str]:
    """Keys of a kind: of one that is hidden from everybody else, of one that is not, and of one that is missing."""
    every = await _listed(asked, kind)
    seen = set(await _listed(unclassified, kind))
    hidden = [key for key in every if key not in seen]
    return [*hidden[:1], *[key for key in every if key in seen][:2], *hidden[1:2], "no-such-key"]


async def _listed(asked: httpx.AsyncClient, kind: str) -> list[str]:
    given = await asked.get(f"/api/v1/{kind}", params={"first": 200})
    assert given.status_code == 200, given.text
    return [item["key"] for item in given.json()["items"]]


@pytest.fixture(scope="module")
async def services(
    service_settings: Settings, address: GraphAddress, marked: GraphClient
) -> AsyncIterator[Mapping[Viewer, httpx.AsyncClient]]:
    """A service for each viewer, on one record."""
    async with AsyncExitStack() as stack:
        opened = {}
        for viewer in VIEWERS:
            chosen = {"viewer_clearance": int(viewer.clearance), "viewer_nationality": viewer.nationality}
            app = create_app(service_settings.model_copy(update=chosen), address)
            await stack.enter_async_context(app.router.lifespan_context(app))
            transport = httpx.ASGITransport(app=app)
            opened[viewer] = await stack.enter_async_context(
                httpx.AsyncClient(transport=transport, base_url="http://entente", timeout=60)
            )
        yield opened


async def requests_for(services: Mapping[Viewer, httpx.AsyncClient]) -> Sequence[Asked]:
    cleared, unclassified = services[VIEWERS[0]], services[VIEWERS[-1]]
    paths: Mapping[str, Any] = (await cleared.get("/openapi.json")).json()["paths"]
    kinds = [path.split("/")[3] for path in paths if path.endswith("/{key}")]
    by_path = {kind: await keys_of(cleared, unclassified, kind) for kind in kinds}
    named = {resource: [*keys] for resource, keys in by_path.items()}
    return [*of_endpoints(paths, named), *of_root_fields(schema._schema, _by_type(named))]


def _by_type(by_path: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The same keys by the names of GraphQL types."""
    folded = {_folded(path): keys for path, keys in by_path.items()}
    return {name: folded[_folded(name)] for name in schema._schema.type_map if _folded(name) in folded}


def _folded(name: str) -> str:
    """`engagement-series`, `EngagementSeries`; `capabilities`, `Capability`."""
    return name.replace("-", "").lower().removesuffix("s").removesuffix("ie").removesuffix("y")


async def test_each_answer_is_that_of_a_record_without_what_is_hidden(
    services: Mapping[Viewer, httpx.AsyncClient], marked: GraphClient
) -> None:
    requests = await requests_for(services)
    told = {viewer: [await answer(asked, request) for request in requests] for viewer, asked in services.items()}
    differing, compared = [], 0
    for viewer in VIEWERS[1:]:
        await run(marked, "remove.cypher", viewer)
        for request, before in zip(requests, told[viewer], strict=True):
            after = await answer(services[viewer], request)
            compared += 1
            if before != after:
                differing.append((viewer, request, before, after))
    assert differing == [], shown(differing)
    assert compared >= FEWEST
    cleared = told[VIEWERS[0]]
    matters = sum(
        told[viewer][number][2] != cleared[number][2] for viewer in VIEWERS[1:] for number in range(len(requests))
    )
    assert matters * 2 >= compared, f"what is hidden matters to {matters} of {compared} answers only"


def shown(differing: Sequence[tuple[Viewer, Asked, Answer, Answer]]) -> str:
    lines = [f"{len(differing)} answers tell of what is hidden:"]
    for viewer, request, before, after in differing[:12]:
        place = next((at for at, pair in enumerate(zip(before[2], after[2], strict=False)) if pair[0] != pair[1]), 0)
        near = slice(max(0, place - 120), place + 120)
        lines.append(f"{viewer} {request.path} {request.query or request.body!r}\n"
                     f"  {before[0]} {before[2][near]!r}\n  {after[0]} {after[2][near]!r}")  # fmt: skip
    return "\n".join(lines)


async def test_what_is_not_compared_exists(services: Mapping[Viewer, httpx.AsyncClient]) -> None:
    paths = (await services[VIEWERS[0]].get("/openapi.json")).json()["paths"]
    reading = {path for path, methods in paths.items() if "get" in methods}
    assert set(NOT_COMPARED) <= reading
