"""Keys, against the real graph and the real service: who is let in where, from the anonymous caller on."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from hashlib import sha256
from time import time
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.callers.authentication import check_host
from app.callers.keys import issue
from app.callers.model import NewKey, Role
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.questions import QUESTIONS
from app.settings import Settings
from tests.callers.bearing import bearer

ALL = tuple(Role)
READS = {f"/api/v1/{named.name}" for named in QUESTIONS}
READ_BELOW = re.compile(
    r"/api/v1/(reconcile|briefs|cypher|nations|organizations|agreements|obligations|units|attache-posts|engagements|"
    r"engagement-series|initiatives|capabilities|standards|requirements|disputes|information-barriers|domains)(/|$)"
)
OPEN = {"/", "/healthz", "/readyz", "/docs", "/schema", "/openapi.json"}
GRAPHQL = "/graphql"
"""Its page is open; who may ask and change what there has a test of its own."""
ENDLESS = {"/api/v1/attention-changes"}
FOR: dict[str, Role] = {
    "/metrics": Role.READER,
    "/api/v1/sources": Role.READER,
    "/api/v1/stix": Role.READER,
    "/api/v1/changes": Role.READER,
    "/api/v1/attention-changes": Role.READER,
    "/api/v1/submissions": Role.CONTRIBUTOR,
    "/api/v1/imports": Role.CONTRIBUTOR,
    "/api/v1/jobs": Role.CONTRIBUTOR,
    "/api/v1/jobs/{id}": Role.CONTRIBUTOR,
    "/api/v1/webhooks": Role.CONTRIBUTOR,
    "/api/v1/webhooks/{webhook_id}": Role.CONTRIBUTOR,
    "/api/v1/webhooks/{webhook_id}/test": Role.CONTRIBUTOR,
    "/api/v1/webhooks/{webhook_id}/revive": Role.CONTRIBUTOR,
    "/api/v1/keys": Role.ADMINISTRATOR,
    "/api/v1/keys/{key_id}": Role.ADMINISTRATOR,
    "/api/v1/trail": Role.AUDITOR,
}
"""Which role each address is for; what is neither here nor in `OPEN`, nor a question, fails the test."""


def addresses(routes: Iterable[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Method and template of every HTTP route, described or not."""
    for route in routes:
        if hasattr(route, "original_router"):
            yield from addresses(route.original_router.routes, prefix + route.include_context.prefix)
        elif getattr(route, "methods", None):
            yield from ((method, prefix + route.path) for method in sorted(route.methods - {"HEAD"}))


def role_for(path: str) -> Role | None:
    if path in OPEN:
        return None
    if path in FOR:
        return FOR[path]
    if path in READS or READ_BELOW.match(path):
        return Role.READER
    raise AssertionError(f"no role is stated for {path}")


async def test_every_address_is_for_its_role_alone(app: FastAPI, asked: httpx.AsyncClient, graph: GraphClient) -> None:
    keys = {role: await bearer(graph, role) for role in ALL}
    for method, path in addresses(app.routes):
        if path == GRAPHQL:
            continue
        wanted, there = role_for(path), path.replace("{", "").replace("}", "")
        if wanted is None:
            assert (await asked.request(method, there)).status_code < 400, path
            continue
        anonymous = await asked.request(method, there)
        assert (anonymous.status_code, anonymous.json()["code"]) == (401, "UNAUTHENTICATED"), path
        assert anonymous.headers["WWW-Authenticate"].startswith("Bearer"), path
        assert anonymous.headers["Content-Type"] == "application/problem+json", path
        for role in ALL:
            if role is wanted:
                continue
            other = await asked.request(method, there, headers=keys[role])
            assert (other.status_code, other.json()["code"]) == (403, "FORBIDDEN"), (path, role)
        if path not in ENDLESS:
            let_in = await asked.request(method, there, headers=keys[wanted])
            assert let_in.status_code not in (401, 403), (path, wanted)


async def test_graphql_knows_who_asks(asked: httpx.AsyncClient, graph: GraphClient) -> None:
    question = {"query": "{ sources { key } }"}
    retraction = {"query": 'mutation { retract(input: {key: "k-0000001", author: "A", reason: "r", retractions: []}) '
                  "{ errors { code } } }"}  # fmt: skip
    anonymous = await asked.post("/graphql", json=question)
    assert anonymous.status_code == 401
    assert anonymous.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    outcomes = {}
    for role in ALL:
        key = await bearer(graph, role)
        for name, body in (("question", question), ("mutation", retraction)):
            answer = (await asked.post("/graphql", json=body, headers=key)).json()
            code = answer["errors"][0]["extensions"]["code"] if "errors" in answer else "ok"
            outcomes[role, name] = code
    let_in = {each for each, code in outcomes.items() if code != "FORBIDDEN"}
    assert let_in == {(Role.READER, "question"), (Role.CONTRIBUTOR, "mutation")}


async def test_the_graph_keeps_no_secret(graph: GraphClient) -> None:
    made = await issue(graph, NewKey(name="test"), issuer=None)
    (row,) = await graph.read("callers/find", id=made.issued.id)
    secret = made.key.rsplit("_", 1)[1]
    assert len(bytes.fromhex(secret)) * 8 == 256
    assert secret not in str(row)
    assert row["key"]["digest"] == sha256(secret.encode()).hexdigest()


@pytest.mark.parametrize("wrong", ["secret", "id", "form", "scheme", "two"])
async def test_a_wrong_key_is_refused(wrong: str, asked: httpx.AsyncClient, graph: GraphClient) -> None:
    right = (await bearer(graph, Role.READER))["Authorization"]
    last = "0" if right[-1] != "0" else "1"
    given = {
        "secret": right[:-1] + last,
        "id": right.replace("entente_", "entente_000000000000_")[:-13],
        "form": right[:-1],
        "scheme": right.replace("Bearer", "Basic"),
        "two": f"{right}, {right}",
    }[wrong]
    assert (await asked.get("/api/v1/sources", headers={"Authorization": right})).status_code == 200
    answer = await asked.get("/api/v1/sources", headers={"Authorization": given})
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


async def test_a_revoked_key_is_refused_with_the_next_request(asked: httpx.AsyncClient, graph: GraphClient) -> None:
    administrator, reader = await bearer(graph, Role.ADMINISTRATOR), await bearer(graph, Role.READER)
    key_id = reader["Authorization"].split("_")[1]
    assert (await asked.get("/api/v1/sources", headers=reader)).status_code == 200
    revoked = await asked.delete(f"/api/v1/keys/{key_id}", headers=administrator)
    assert revoked.json()["usedOn"]
    assert (await asked.get("/api/v1/sources", headers=reader)).status_code == 401
    assert (await asked.delete("/api/v1/keys/unknown", headers=administrator)).status_code == 404


async def test_an_expired_key_is_refused(
    asked: httpx.AsyncClient, graph: GraphClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = await bearer(graph, Role.READER, days=1)
    assert (await asked.get("/api/v1/sources", headers=reader)).status_code == 200

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Tomorrow":
            return cls.fromtimestamp(time(), tz) + timedelta(days=1)

    monkeypatch.setattr("app.callers.keys.datetime", Tomorrow)
    assert (await asked.get("/api/v1/sources", headers=reader)).status_code == 401


@pytest.mark.parametrize(
    ("beyond", "field"),
    [
        ({"roles": ["administrator", "reader"]}, "roles"),
        ({"roles": ["administrator"], "clearance": 3}, "clearance"),
        ({"roles": ["administrator"], "nationality": "USA"}, "nationality"),
    ],
)
async def test_nobody_issues_more_than_they_have(
    beyond: dict[str, Any], field: str, asked: httpx.AsyncClient, graph: GraphClient
) -> None:
    administrator = await bearer(graph, Role.ADMINISTRATOR, clearance=2, nationality="POL")
    refused = await asked.post("/api/v1/keys", json={"name": "more", **beyond}, headers=administrator)
    assert (refused.status_code, refused.json()["field"]) == (403, field)
    within = {"name": "same", "roles": ["administrator"], "clearance": 2, "nationality": "POL"}
    made = await asked.post("/api/v1/keys", json=within, headers=administrator)
    assert made.status_code == 201
    listed = await asked.get("/api/v1/keys", headers={"Authorization": f"Bearer {made.json()['key']}"})
    assert [each["name"] for each in listed.json()] == ["test", "same"]
    assert made.json()["key"].rsplit("_", 1)[1] not in listed.text


async def test_a_key_is_asked_with_its_viewer(asked: httpx.AsyncClient, graph: GraphClient) -> None:
    key = await bearer(graph, Role.READER, clearance=3, nationality="POL")
    answer = await asked.get("/api/v1/search", params={"text": "nobody"}, headers=key)
    assert answer.status_code == 200, answer.text
    assert re.search(r'"clearance": ?3\b', answer.text), answer.text
    assert re.search(r'"nationality": ?"POL"', answer.text), answer.text


async def test_a_key_that_is_presented_is_checked_where_none_is_needed(http: httpx.AsyncClient) -> None:
    assert (await http.get("/api/v1/sources")).status_code == 200
    assert (await http.get("/api/v1/sources", headers={"Authorization": "Bearer entente_x"})).status_code == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "entente.example"])
def test_strangers_are_not_let_in_without_keys(host: str) -> None:
    with pytest.raises(InvalidInput, match="ENTENTE_AUTHENTICATION=required"):
        check_host(Settings(host=host))
    check_host(Settings(host=host, authentication="required"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_first_use_is_easy(host: str) -> None:
    check_host(Settings(host=host))
