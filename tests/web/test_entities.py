"""Entities over GraphQL and HTTP, on the alliances of the seed: one query a level, and one answer for both."""

import json
from typing import Any

import httpx
import pytest
from graphql import is_enum_type

from app.entities.fields import ENTITIES, all_connections, kind_of
from app.graph.client import GraphClient
from app.web.entity_schema import root_fields
from app.web.graphql import PRICES, schema

DEPTH_4 = """
query ($first: Int) {
  nations(first: $first) { nodes { key agreements(first: 5) { totalCount edges { since node {
    key parties(first: 5) { nodes { key ... on Nation { name agreements(first: 2) { nodes { key name } } } } } } } } } }
}
"""


async def ask(http: httpx.AsyncClient, query: str, **variables: Any) -> Any:
    body = (await http.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in body, body["errors"]
    return body["data"]


async def errors(http: httpx.AsyncClient, query: str) -> Any:
    return (await http.post("/graphql", json={"query": query})).json()["errors"]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the queries that the service asks."""
    names: list[str] = []
    plain = GraphClient._observed

    async def observed(self: GraphClient, name: str, run: Any) -> Any:
        names.append(name)
        return await plain(self, name, run)

    monkeypatch.setattr(GraphClient, "_observed", observed)
    return names


async def test_a_level_is_one_query_however_many_parents(
    seeded: GraphClient, http: httpx.AsyncClient, counted: list[str]
) -> None:
    few = await ask(http, DEPTH_4, first=10)
    asked_for_few = sorted(counted)
    counted.clear()
    many = await ask(http, DEPTH_4, first=1000)
    assert len(few["nations"]["nodes"]) == 10
    assert len(many["nations"]["nodes"]) > 150
    assert sorted(counted) == asked_for_few
    assert asked_for_few == [
        "entities/page_shown:Nation",
        "entities/related_groups_shown:PARTY_TO",
        *["entities/related_shown:PARTY_TO"] * 3,
    ]


async def test_graphql_and_http_give_one_answer(seeded: GraphClient, http: httpx.AsyncClient) -> None:
    where = {"kind": {"in": ["alliance", "treaty"]}, "parties": {"some": {"node": {"key": {"eq": "FRA"}}}}}
    data = await ask(
        http,
        """query ($where: AgreementWhere) { agreements(where: $where, sort: [{by: since, descending: true}], first: 3) {
          totalCount pageInfo { endCursor hasNextPage } nodes { key name kind since source }
        } }""",
        where=where,
    )
    page = (
        await http.get(
            "/api/v1/agreements",
            params={"where": json.dumps(where), "sort": "-since", "first": "3", "total": "true"},
        )
    ).json()
    found = data["agreements"]
    assert found["totalCount"] == page["total"] > 3
    assert found["nodes"] == [{name: item[name] for name in found["nodes"][0]} for item in page["items"]]
    assert found["pageInfo"] == {"endCursor": page["next"], "hasNextPage": True}


async def test_pages_follow_one_another_by_their_links(seeded: GraphClient, http: httpx.AsyncClient) -> None:
    keys: list[str] = []
    url = "/api/v1/nations?first=90&sort=-name"
    for _ in range(10):
        response = await http.get(url)
        assert response.status_code == 200
        keys += [item["key"] for item in response.json()["items"]]
        if "next" not in response.links:
            break
        url = response.links["next"]["url"]
    whole = (await http.get("/api/v1/nations", params={"first": "1000", "sort": "-name", "total": "true"})).json()
    assert keys == [item["key"] for item in whole["items"]]
    assert len(keys) == whole["total"] > 180


async def test_aliases_fragments_directives_and_type_names(seeded: GraphClient, http: httpx.AsyncClient) -> None:
    data = await ask(
        http,
        """query ($no: Boolean = false) {
          one: nation(key: "FRA") { ...named key @skip(if: $no) region @include(if: $no) ties: agreements(first: 1) {
            __typename edges { __typename node { __typename id label title: name } } pageInfo { __typename hasNextPage }
          } }
          none: nation(key: "XXX") { name }
          node(id: "TmF0aW9uOkZSQQ==") { __typename key ... on Nation { iso3 } ... on Entity { name } }
          nothing: node(id: "???") { key }
        }
        fragment named on Nation { called: name assertions { name source } }""",
    )
    assert data["none"] is None
    assert data["nothing"] is None
    assert data["node"] == {"__typename": "Nation", "key": "FRA", "iso3": "FRA", "name": "France"}
    assert list(data["one"]) == ["called", "assertions", "key", "ties"]
    assert data["one"]["assertions"][0]["name"] == "France"
    ties = data["one"]["ties"]
    assert ties["__typename"] == "AgreementsConnection"
    assert ties["edges"][0]["__typename"] == "AgreementsEdge"
    assert ties["edges"][0]["node"]["__typename"] == ties["edges"][0]["node"]["label"] == "Agreement"
    assert ties["pageInfo"] == {"__typename": "PageInfo", "hasNextPage": True}


async def test_from_an_answer_all_can_be_reached_on_its_own_day(
    seeded: GraphClient, http: httpx.AsyncClient, counted: list[str]
) -> None:
    data = await ask(
        http,
        """{ alliancePaths(from: "DEU", to: "FRA", on: "2010-01-01", limit: 3) { paths { nations {
          key region agreements(where: {node: {key: {eq: "north-atlantic-treaty"}}}) { totalCount }
        } } } }""",
    )
    nations = [nation for path in data["alliancePaths"]["paths"] for nation in path["nations"]]
    assert {nation["key"]: nation["region"] for nation in nations}["FRA"] == "Western Europe"
    assert all(nation["agreements"]["totalCount"] >= 1 for nation in nations if nation["key"] in ("DEU", "FRA"))
    assert counted.count("entities/related_groups:PARTY_TO") == 1
    before = await ask(
        http,
        """{ alliancePaths(from: "USA", to: "FRA", on: "1948-01-01") { fromNation {
          agreements(where: {node: {key: {eq: "north-atlantic-treaty"}}}) { totalCount } } } }""",
    )
    assert before["alliancePaths"]["fromNation"]["agreements"]["totalCount"] == 0


async def test_groups_add_up(seeded: GraphClient, http: httpx.AsyncClient) -> None:
    data = await ask(
        http,
        """{ nations { totalCount groups(by: [region]) { region count measures { cowCode { known least } } }
          all: groups { count } }
          nation(key: "FRA") { agreements { totalCount
            groups(by: [source, node_kind]) { source node_kind count entities } } } }""",
    )
    found = data["nations"]
    assert sum(group["count"] for group in found["groups"]) == found["totalCount"] == found["all"][0]["count"]
    assert len({group["region"] for group in found["groups"]}) == len(found["groups"]) > 10
    ties = data["nation"]["agreements"]
    assert sum(group["count"] for group in ties["groups"]) == ties["totalCount"] > 0
    assert all(group["entities"] <= group["count"] for group in ties["groups"])


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        (
            'nations(where: {cowCode: {in: [1]}, key: {eq: "x"}}, after: "x") { totalCount nodes { key } }',
            "after",
            "cursor",
        ),
        ("nations(first: 0) { nodes { key } }", "first", "not between 1 and 1,000"),
        ('agreements(where: {kind: {eq: "pact"}}) { totalCount }', "where.kind.eq", "is not one of treaty"),
        ('nations(on: "2012") { totalCount }', "on", "a day is written YYYY-MM-DD"),
        ('nations(sources: ["nobody"]) { totalCount }', "sources", "nobody"),
    ],
)
async def test_what_is_wrong_is_named(
    seeded: GraphClient, http: httpx.AsyncClient, asked: str, field: str, said: str
) -> None:
    (error,) = await errors(http, f"{{ {asked} }}")
    assert error["extensions"]["field"].startswith(field)
    assert said in error["message"]


async def test_an_entity_that_is_not_there_is_not_found(seeded: GraphClient, http: httpx.AsyncClient) -> None:
    for path in ("nations/XXX", "nations/XXX/agreements", "agreements/FRA"):
        response = await http.get(f"/api/v1/{path}")
        assert response.status_code == 404
        assert response.json()["code"] == "NOT_FOUND"


# The schema and the declared model


def test_every_kind_and_every_connection_can_be_asked_for() -> None:
    types = schema._schema.type_map
    for label in ENTITIES:
        kind = kind_of(label.name)
        assert {*kind.fields, *kind.connections, "id", "label", "assertions"} <= set(types[label.name].fields)  # type: ignore[attr-defined]
    assert {name for name, _, _ in root_fields()} <= set(PRICES.schema.query_type.fields)  # type: ignore[union-attr]
    assert len(all_connections()) == 41


def test_the_enums_of_questions_are_still_what_python_has() -> None:
    """Extending a schema copies its types; a copy that forgot its Python class would refuse every member."""
    kinds = [kind for kind in schema._schema.type_map.values() if is_enum_type(kind) and hasattr(kind, "wrapped_cls")]
    assert len(kinds) > 20
