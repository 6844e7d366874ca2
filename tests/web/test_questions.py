"""Every named question over HTTP and GraphQL, as a caller meets it, on the whole seed and the demonstration set."""

from typing import Any

import httpx
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    introspection_from_schema,
)
from graphql.utilities import build_client_schema

from app.answers.fields import fields_of, nested_type
from app.graph.client import GraphClient
from app.importers.seed import load_seed, read_folder
from app.questions import QUESTIONS, NamedQuestion
from app.record.releasability import Viewer
from app.web.graphql import schema
from tests.conftest import wipe

ASKED: dict[str, dict[str, Any]] = {
    "alliance-paths": {"from": "Norway", "to": "Japan", "on": "2024-07-01"},
    "alliance-path-changes": {"from": "Finland", "to": "USA", "since": "2023-01-01", "on": "2024-07-01"},
    "commitments": {"nation": "Japan", "on": "2024-07-01", "maxHops": 1},
    "interoperability-gaps": {"requirement": "mission-hadr", "forces": ["Poland", "Japan"], "on": "2024-07-01"},
    "exchange-history": {"between": ["USA", "Japan"], "on": "2024-07-01", "limit": 10},
    "brokers": {"from": "Greece", "to": "Türkiye", "on": "2024-07-01"},
    "what-if": {
        "changes": [{"kind": "withdrawal", "nations": ["USA"], "agreement": "north-atlantic-treaty"}],
        "between": ["NOR", "JPN"],
        "on": "2024-07-01",
        "limit": 3,
    },
    "hadr-response": {"nation": "Philippines", "on": "2024-07-01"},
    "sharing": {"from": "USA", "to": "Japan", "on": "2024-07-01"},
    "engagement-balance": {"subject": "Viet Nam", "on": "2024-07-01"},
    "network-structure": {"on": "2024-07-01", "nations": ["Poland"]},
    "engagement-plan": {"requirement": "mission-hadr", "forces": ["Poland", "Japan"], "on": "2024-07-01"},
    "search": {"text": "north atl", "on": "2024-07-01"},
    "attention": {"on": "2024-07-01", "nation": "USA"},
}
"""A question that has an answer on the seed, for each that is named."""

NAMED = {named.name: named for named in QUESTIONS}


@pytest.fixture(scope="module")
async def asked(module_graph: GraphClient, http: httpx.AsyncClient) -> httpx.AsyncClient:
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    await load_seed(module_graph, read_folder(demonstration=True))
    return http


def test_every_question_is_asked_here() -> None:
    assert ASKED.keys() == NAMED.keys()


async def over_http(asked: httpx.AsyncClient, named: NamedQuestion, given: dict[str, Any]) -> httpx.Response:
    path = f"/api/v1/{named.name}"
    if name_parts(named) & given.keys():
        return await asked.post(path, json=given)
    return await asked.get(path, params=given)


def name_parts(named: NamedQuestion) -> set[str]:
    """The parameters that have fields of their own."""
    return {field.name for field in fields_of(named.question) if nested_type(field.type)}


@pytest.mark.parametrize("name", NAMED)
async def test_service_http_and_graphql_give_one_answer(
    asked: httpx.AsyncClient, module_graph: GraphClient, name: str
) -> None:
    named = NAMED[name]
    response = await over_http(asked, named, ASKED[name])
    assert response.status_code == 200, response.text
    question = named.question.model_validate(ASKED[name])
    answer = await named.service(module_graph, question, viewer=Viewer())
    assert response.json() == answer.model_dump(mode="json", by_alias=True)
    assert plain(await over_graphql(asked, named, ASKED[name])) == plain(response.json())


@pytest.mark.parametrize("name", NAMED)
async def test_an_answer_can_be_read_and_asked_again(asked: httpx.AsyncClient, name: str) -> None:
    """In words, without what only a program reads; and each of its queries by name and parameters."""
    named = NAMED[name]
    body = (await over_http(asked, named, ASKED[name])).json()
    title, *lines = named.in_words(named.answer.model_validate(body))
    assert title
    assert lines
    assert not any("None" in line or "[]" in line for line in (title, *lines)), lines
    assert body["asked"]
    for query in body["asked"]:
        assert query["browser"].startswith(":params {")


@pytest.mark.parametrize("name", NAMED)
async def test_a_parameter_that_it_does_not_know_is_named(asked: httpx.AsyncClient, name: str) -> None:
    response = await over_http(asked, NAMED[name], ASKED[name] | {"colour": "red"})
    assert response.status_code == 422
    assert response.json()["detail"] == "colour: there is no such parameter"


@pytest.mark.parametrize("name", NAMED)
async def test_a_day_that_is_none_is_named(asked: httpx.AsyncClient, name: str) -> None:
    response = await over_http(asked, NAMED[name], ASKED[name] | {"on": "soon"})
    assert response.status_code == 422
    assert response.json()["detail"].startswith("on: a day is written YYYY-MM-DD, not 'soon'")


@pytest.mark.parametrize("name", NAMED)
async def test_a_source_that_is_none_is_named(asked: httpx.AsyncClient, name: str) -> None:
    response = await over_http(asked, NAMED[name], ASKED[name] | {"sources": ["rumour"]})
    assert response.status_code == 404
    assert response.json()["detail"].startswith("sources: there is no source 'rumour'.")


@pytest.mark.parametrize("name", NAMED)
def test_every_field_of_a_question_is_described(name: str) -> None:
    assert [field.name for field in fields_of(NAMED[name].question) if not field.meaning] == []


async def test_a_part_in_words_is_the_same_part(asked: httpx.AsyncClient) -> None:
    given = ASKED["what-if"]
    in_words = {**given, "changes": ["withdrawal USA north-atlantic-treaty"]}
    over_get = await asked.get("/api/v1/what-if", params=in_words)
    over_post = await asked.post("/api/v1/what-if", json=given)
    assert over_get.json() == over_post.json()
    refused = await asked.get("/api/v1/what-if", params={"changes": "secession USA"})
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("changes.0: a change begins with one of withdrawal")


# GraphQL, with everything selected


async def over_graphql(asked: httpx.AsyncClient, named: NamedQuestion, given: dict[str, Any]) -> Any:
    query_type = build_client_schema(introspection_from_schema(schema._schema)).query_type
    assert query_type is not None
    head, *rest = named.name.split("-")
    field = head + "".join(word.capitalize() for word in rest)
    variables = {name: as_variable(query_type.fields[field].args[name].type, value) for name, value in given.items()}
    declared = ", ".join(f"${name}: {query_type.fields[field].args[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    document = f"query ({declared}) {{ {field}({passed}) {selection(query_type.fields[field].type)} }}"
    body = (await asked.post("/graphql", json={"query": document, "variables": variables})).json()
    assert "errors" not in body, body
    return body["data"][field]


def as_variable(kind: GraphQLInputType, value: Any) -> Any:
    """A value with the members of enums as GraphQL names them."""
    if isinstance(value, list):
        return [as_variable(kind, one) for one in value]
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        return {name: as_variable(named.fields[name].type, one) for name, one in value.items()}
    return value.upper().replace("-", "_") if isinstance(named, GraphQLEnumType) else value


def selection(output: GraphQLOutputType) -> str:
    """Every field of a type, however deep; of an entity, what an answer itself says."""
    kind = get_named_type(output)
    if not isinstance(kind, GraphQLObjectType):
        return ""
    if kind.interfaces:
        return "{ key name }"
    return "{ " + " ".join(f"{name} {selection(field.type)}" for name, field in kind.fields.items()) + " }"


def plain(value: Any) -> Any:
    """GraphQL names the members of an enum, HTTP gives their values: both as one."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.lower().replace("-", "_") if isinstance(value, str) else value
