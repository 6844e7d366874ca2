"""The same question over HTTP and GraphQL, as a caller meets it."""

from typing import Any

import httpx
import pytest

from app.graph.client import GraphClient
from app.importers.seed import FactFolder, load_seed
from app.web.graphql import schema
from tests.conftest import wipe

PATH = "/api/v1/alliance-paths"
QUESTION = {"from": "Norway", "to": "Japan", "on": "2024-07-01"}


@pytest.fixture(scope="module")
async def asked(module_graph: GraphClient, http: httpx.AsyncClient, alliances_seed: FactFolder) -> httpx.AsyncClient:
    await wipe(module_graph)
    await load_seed(module_graph, alliances_seed)
    return http


async def graphql(asked: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    response = await asked.post("/graphql", json={"query": query, "variables": variables})
    body: dict[str, Any] = response.json()
    return body


async def test_http_and_graphql_give_one_answer(asked: httpx.AsyncClient) -> None:
    over_http = (await asked.get(PATH, params=QUESTION)).json()
    body = await graphql(
        asked,
        """query ($from: String!, $to: String!, $on: Date) {
          alliancePaths(from: $from, to: $to, on: $on) {
            fromNation { key name } toNation { key name } on knownOn maxHops more complete synthetic
            paths { length nations { key name } hops { fromNation { key name } toNation { key name } through {
              agreement name since startUnknown attested mutual commitments {
                nation { key name } reservation since startUnknown until endUnknown attestedUntil
                source sourceRow credibility synthetic } } } }
            asked { name parameters browser text }
          }
        }""",
        **QUESTION,
    )
    over_graphql = body["data"]["alliancePaths"]
    assert over_graphql["paths"]

    def without_enums(value: Any) -> Any:
        """GraphQL names enum members, HTTP gives their values; all else is the same."""
        enums = {"obligations", "obliges", "obligationsUnknown", "sincePrecision", "reliability"}
        if isinstance(value, dict):
            return {name: without_enums(inner) for name, inner in value.items() if name not in enums}
        return [without_enums(inner) for inner in value] if isinstance(value, list) else value

    assert (
        without_enums(over_graphql)
        == without_enums(over_http)
        | {
            "asked": over_http["asked"]  # the query's parameters keep their names
        }
        or over_graphql["asked"] == over_http["asked"]
    )


async def test_norway_is_allied_with_japan_through_the_united_states(asked: httpx.AsyncClient) -> None:
    answer = (await asked.get(PATH, params=QUESTION)).json()
    first = answer["paths"][0]
    assert [nation["name"] for nation in first["nations"]] == ["Norway", "United States", "Japan"]
    atlantic = first["hops"][0]["through"][0]
    assert atlantic["name"] == "North Atlantic Treaty"
    assert "defence" in atlantic["obliges"]
    assert atlantic["commitments"][0]["source"]
    assert answer["asked"][0]["name"] == "alliances/parties_in_force"
    assert answer["asked"][0]["browser"].startswith(":params {on: date('2024-07-01')")


@pytest.mark.parametrize(
    ("change", "status", "field", "sentence"),
    [
        ({"to": None}, 422, "to", "to: is required"),
        ({"on": "2012"}, 422, "on", "on: a day is written YYYY-MM-DD, not '2012'"),
        ({"on": "2012-13-01"}, 422, "on", "on: input should be a valid date"),
        ({"limit": "1000"}, 422, "limit", "limit: input should be less than or equal to 50, not '1000'"),
        ({"maxHops": "many"}, 422, "maxHops", "maxHops: input should be a valid integer"),
        ({"hops": "3"}, 422, "hops", "hops: there is no such parameter"),
        ({"obligations": "friendship"}, 422, "obligations.0", "input should be 'defence', 'offence'"),
        ({"to": "Japann"}, 404, "to", "to: no nation is known as 'Japann'. Did you mean Japan (JPN)?"),
        ({"sources": "rumour"}, 404, "sources", "sources: there is no source 'rumour'. Known: "),
        ({"to": "norway"}, 422, "to", "to: 'Norway' and 'norway' are both Norway."),
    ],
)
async def test_bad_input_is_a_problem_that_names_it(
    asked: httpx.AsyncClient, change: dict[str, Any], status: int, field: str, sentence: str
) -> None:
    params = {name: value for name, value in {**QUESTION, **change}.items() if value is not None}
    response = await asked.get(PATH, params=params)
    problem = response.json()
    assert (response.status_code, problem["field"]) == (status, field)
    assert response.headers["content-type"] == "application/problem+json"
    assert sentence in problem["detail"]
    assert problem["instance"] == PATH


async def test_all_that_is_wrong_is_said_at_once(asked: httpx.AsyncClient) -> None:
    problem = (await asked.get(PATH, params={"from": "Norway", "on": "soon", "limit": 0})).json()
    assert [error["field"] for error in problem["errors"]] == ["on", "to", "limit"]


@pytest.mark.parametrize(
    ("arguments", "code", "field", "sentence"),
    [
        ('to: "Japann"', "NOT_FOUND", "to", "to: no nation is known as 'Japann'. Did you mean Japan (JPN)?"),
        ('to: "Japan", on: "2012"', "INVALID_INPUT", "on", "on: a day is written YYYY-MM-DD, not '2012'"),
        ('to: "Japan", on: "2012-02-30"', "INVALID_INPUT", "on", "on: input should be a valid date"),
        ('to: "Japan", limit: 51', "INVALID_INPUT", "limit", "limit: input should be less than or equal to 50"),
        ('to: "Japan", hops: 3', "INVALID_DOCUMENT", None, "Unknown argument 'hops'"),
        ('to: "Japan", obligations: [PEACE]', "INVALID_DOCUMENT", None, "Value 'PEACE' does not exist"),
    ],
)
async def test_graphql_errors_carry_a_code(
    asked: httpx.AsyncClient, arguments: str, code: str, field: str | None, sentence: str
) -> None:
    body = await graphql(asked, f'{{ alliancePaths(from: "Norway", {arguments}) {{ on }} }}')
    (error,) = body["errors"]
    assert error["extensions"]["code"] == code
    assert error["extensions"].get("field") == field
    assert sentence in error["message"]


@pytest.mark.parametrize("query", ["{", "{ nothing }", "query { alliancePaths }"])
async def test_a_defective_document_has_a_code_too(asked: httpx.AsyncClient, query: str) -> None:
    body = await graphql(asked, query)
    assert {error["extensions"]["code"] for error in body["errors"]} == {"INVALID_DOCUMENT"}


async def test_no_path_is_a_normal_answer(asked: httpx.AsyncClient) -> None:
    response = await asked.get(PATH, params=QUESTION | {"on": "1910-01-01"})
    assert response.status_code == 200
    assert response.json()["paths"] == []


async def test_sources_are_listed(asked: httpx.AsyncClient) -> None:
    over_http = (await asked.get("/api/v1/sources")).json()
    body = await graphql(asked, "{ sources { key title } }")
    assert [source["key"] for source in over_http] == [source["key"] for source in body["data"]["sources"]]
    assert len(over_http) > 3


def test_every_field_and_argument_is_described() -> None:
    types = schema._schema.type_map
    undescribed = [
        f"{name}.{field}"
        for name, kind in types.items()
        if not name.startswith("__")
        for field, definition in getattr(kind, "fields", {}).items()
        if name == "Query" and not definition.description
    ]
    assert undescribed == []
