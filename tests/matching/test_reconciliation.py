"""The reconciliation service as its clients speak to it."""

import json
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from app.graph.client import GraphClient
from app.importers.seed import FactFolder, load_seed
from app.web.reconciliation import MOST_QUERIES, ORIGINS
from tests.conftest import wipe

ADDRESS = "/api/v1/reconcile"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
async def service(module_graph: GraphClient, alliances_seed: FactFolder, http: httpx.AsyncClient) -> httpx.AsyncClient:
    await wipe(module_graph)
    await load_seed(module_graph, alliances_seed)
    return http


async def batch(service: httpx.AsyncClient, queries: Any) -> httpx.Response:
    return await service.post(ADDRESS, content=urlencode({"queries": json.dumps(queries)}), headers=FORM)


async def test_the_manifest_says_where_everything_is(service: httpx.AsyncClient) -> None:
    manifest = (await service.get(ADDRESS)).json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view"} <= manifest.keys()
    assert "Nation" in [kind["id"] for kind in manifest["defaultTypes"]]
    for part in manifest["suggest"].values():
        found = await service.get(part["service_url"] + part["service_path"], params={"prefix": "na"})
        assert found.json()["result"]
    page = await service.get(manifest["preview"]["url"].replace("{{id}}", "POL"))
    assert "<h1>Poland</h1>" in page.text


async def test_a_batch_is_answered_by_its_own_identifiers(service: httpx.AsyncClient) -> None:
    queries = {
        "q0": {"query": "poland", "type": "Nation", "limit": 3, "type_strict": "should"},
        "q1": {"query": "Polnad", "type": ["Nation"], "properties": [{"pid": "iso3", "v": "POL"}]},
        "q2": {"query": "Burma", "properties": [{"pid": "on", "v": "1960-01-01"}, {"pid": "cowCode", "v": [775]}]},
        "q3": {"query": "Poland", "properties": [{"pid": "iso3", "v": {"id": "DEU"}}]},
        "q4": {"query": "-"},
    }
    posted = (await batch(service, queries)).json()
    assert list(posted) == list(queries)
    best = {identifier: answer["result"][0] for identifier, answer in posted.items() if answer["result"]}
    assert (best["q0"]["id"], best["q0"]["score"], best["q0"]["match"]) == ("POL", 100, True)
    assert best["q0"]["type"] == [{"id": "Nation", "name": "Nation"}]
    assert (best["q1"]["id"], best["q1"]["match"]) == ("POL", False)
    assert (best["q2"]["id"], best["q2"]["match"]) == ("MMR", True)
    assert (best["q3"]["match"], best["q3"]["description"]) == (False, "same name 'Poland'; iso3 contradicts")
    assert posted["q4"] == {"result": []}
    got = await service.get(ADDRESS, params={"queries": json.dumps(queries)})
    assert got.json() == posted


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ([], "queries"),
        ({"q0": {}}, "queries.q0.query"),
        ({"q0": {"query": "x", "limit": 0}}, "queries.q0.limit"),
        ({"q0": {"query": "x", "type": "Planet"}}, "queries.q0.type"),
        ({"q0": {"query": "x", "properties": [{"pid": "colour", "v": "red"}]}}, "queries.q0.properties"),
        ({"q0": {"query": "x", "properties": [{"pid": "on", "v": "1960"}]}}, "queries.q0.properties.on"),
        ({str(number): {"query": "x"} for number in range(MOST_QUERIES + 1)}, "queries"),
    ],
)
async def test_what_is_wrong_is_named(service: httpx.AsyncClient, wrong: Any, field: str) -> None:
    refused = await batch(service, wrong)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["field"] == field


@pytest.mark.parametrize(
    ("body", "detail"), [("", "is required"), ("queries=%7B", "not JSON"), ("x" * 500_001, "larger")]
)
async def test_a_body_that_is_no_batch_is_refused(service: httpx.AsyncClient, body: str, detail: str) -> None:
    refused = await service.post(ADDRESS, content=body, headers=FORM)
    assert refused.status_code == 422
    assert detail in refused.json()["detail"]


async def test_type_ahead_goes_on(service: httpx.AsyncClient) -> None:
    async def keys(cursor: int) -> list[str]:
        found = await service.get(f"{ADDRESS}/suggest/entity", params={"prefix": "a", "cursor": cursor})
        return [each["id"] for each in found.json()["result"]]

    first, second = await keys(0), await keys(20)
    assert len(first) == len(second) == 20
    assert not {*first} & {*second}
    assert (await service.get(f"{ADDRESS}/suggest/entity", params={"prefix": " "})).json() == {"result": []}


async def test_a_preview_of_nothing_is_not_found(service: httpx.AsyncClient) -> None:
    assert (await service.get(f"{ADDRESS}/preview", params={"id": "no-such-key"})).status_code == 404


async def test_only_openrefines_own_page_may_read_it(service: httpx.AsyncClient) -> None:
    async def allowed(origin: str) -> str:
        answer = await service.get(ADDRESS, headers={"Origin": origin})
        return str(answer.headers.get("access-control-allow-origin", "nobody"))

    assert [await allowed(origin) for origin in ORIGINS] == list(ORIGINS)
    assert await allowed("https://example.org") == "nobody"
