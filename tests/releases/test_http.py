"""Statements over HTTP: who may put them, in which forms they are answered, and what is said without a copy."""

import csv
import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from app.graph.client import GraphAddress
from app.record.releasability import Marking
from app.releases.model import Release
from app.settings import Settings
from app.web.application import create_app
from tests.releases.conftest import Copied

NATIONS = {"statement": "MATCH (n:Nation) RETURN n.key AS key, n.searchNames AS names ORDER BY key"}


@pytest.fixture(scope="module")
async def service(
    service_settings: Settings, address: GraphAddress, copied: Copied
) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(service_settings, address, copy=copied.engine)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client,
    ):
        yield client


async def test_rows_come_as_json(service: httpx.AsyncClient) -> None:
    answer = (await service.post("/api/v1/cypher", json=NATIONS)).json()
    assert answer["columns"] == ["key", "names"]
    assert answer["rows"] == [["N0", ["n0"]]]
    assert answer["release"]["clearance"] == 0
    assert not answer["more"]


async def test_every_kind_of_value_has_a_form(service: httpx.AsyncClient) -> None:
    text = """MATCH path = (n:Nation)-[said:ASSERTED_BY]->(s:Source)
    RETURN n, said, path, date($day) AS day, datetime('2020-01-02T03:04:05Z') AS moment, localtime('10:00') AS time,
      duration.between(date($day), date('2021-03-04')) AS span, date.truncate('month', date($day)) AS month,
      point({x: 1, y: 2}) AS place, 0.0 / 0.0 AS nan, {a: [1, null, true]} AS map, 9007199254740993 AS large LIMIT 1"""
    answer = await service.post("/api/v1/cypher", json={"statement": text, "parameters": {"day": "2020-01-31"}})
    (row,) = answer.json()["rows"]
    node, said, path, *values = row
    assert node["labels"] == ["Entity", "Nation"]
    assert node["properties"]["key"] == "N0"
    assert (said["type"], said["start"]) == ("ASSERTED_BY", node["id"])
    assert path["nodes"][0] == node
    assert path["relationships"] == [said]
    assert values == [
        "2020-01-31", "2020-01-02T03:04:05.000000000+00:00", "10:00:00.000000000", "P1Y1M4D", "2020-01-01",
        {"srid": 7203, "coordinates": [1.0, 2.0]}, "nan", {"a": [1, None, True]}, 9007199254740993,
    ]  # fmt: skip


async def test_rows_come_as_csv_and_as_lines_too(service: httpx.AsyncClient) -> None:
    asked = {"statement": "UNWIND [1, 2, 3] AS x RETURN x, '=1+1' AS `a b`, [x] AS list", "limit": 2}
    answer = await service.post("/api/v1/cypher", json=asked, headers={"accept": "text/csv"})
    assert answer.headers["entente-complete"] == "false"
    assert list(csv.reader(io.StringIO(answer.text))) == [
        ["x", "a b", "list"],
        ["1", "'=1+1", "[1]"],
        ["2", "'=1+1", "[2]"],
    ]
    answer = await service.post("/api/v1/cypher", json=asked, headers={"accept": "application/x-ndjson"})
    assert [json.loads(line) for line in answer.text.splitlines()] == [
        {"x": 1, "a b": "=1+1", "list": [1]},
        {"x": 2, "a b": "=1+1", "list": [2]},
    ]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "statement"),
        ({"statement": ""}, "statement"),
        ({"statement": "RETURN 1", "limit": 0}, "limit"),
        ({"statement": "RETURN 1", "limit": 10_001}, "limit"),
        ({"statement": "RETURN 1", "most": 1}, "most"),
        ({"statement": "RETURN $x", "parameters": {"x": 2**63}}, "parameters"),
        ({"statement": "RETURN $x", "parameters": {"x": [[[[[[[[[[[1]]]]]]]]]]]}}, "parameters"),
        ({"statement": "RETURN 1 //" + "x" * 20_000}, "statement"),
        ({"statement": "RETURN x"}, "statement"),
    ],
)
async def test_what_is_wrong_is_named(service: httpx.AsyncClient, given: dict[str, object], field: str) -> None:
    answer = await service.post("/api/v1/cypher", json=given)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_half_a_character_is_refused(service: httpx.AsyncClient) -> None:
    answer = await service.post("/api/v1/cypher", content=rb'{"statement": "RETURN $x", "parameters": {"x": "\ud800"}}')
    assert answer.status_code == 422


async def test_a_copy_of_more_than_the_caller_may_see_is_not_asked(
    service_settings: Settings, address: GraphAddress, copied: Copied
) -> None:
    app = create_app(service_settings, address, copy=copied.engine)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client,
    ):
        for clearance, nationality, status in ((0, None, 200), (1, None, 403), (0, "POL", 403)):
            release = Release(clearance=Marking(clearance), nationality=nationality, made_at=datetime.now(UTC))
            app.state.released = replace(copied.copy, release=release)
            answer = await client.post("/api/v1/cypher", json=NATIONS)
            assert answer.status_code == status
            assert answer.is_success or "nation" not in answer.text.casefold()


async def test_without_a_copy_nothing_is_asked_of_the_graph(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/v1/cypher", json=NATIONS)
    assert answer.status_code == 404
    assert "entente release" in answer.json()["detail"]
