"""GraphQL documents are bounded and priced before they run. No engine: what is refused never reaches a graph."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from graphql import GraphQLObjectType, get_introspection_query, get_named_type, parse
from starlette.types import Message

from app.callers.authentication import Authentication
from app.errors import GraphUnavailable, InvalidInput
from app.graph.queries import load_queries
from app.record.releasability import Viewer
from app.settings import Settings
from app.web.authentication import Authenticated
from app.web.cost import ASSUMED, GIVEN, QUESTION, Price
from app.web.documents import hash_of, read_documents
from app.web.entity_schema import root_fields
from app.web.graphql import PRICES, Router, router_for
from tests.web.hostile import HOSTILE, TOO_DEEP_TO_READ

REACHED = "UNAVAILABLE"
JSON = {"Content-Type": "application/json"}


class Graph:
    """A graph that is not there, and knows what was asked of it."""

    def __init__(self) -> None:
        self.queries = load_queries()
        self.asked: list[str] = []

    async def read(self, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
        self.asked.append(name)
        raise GraphUnavailable("no graph")


def service(graph: Graph, **chosen: Any) -> FastAPI:
    app = FastAPI()
    app.state.graph, app.state.viewer, app.state.writes = graph, Viewer(), False
    app.state.callers = Authentication(graph=graph, required=False)  # type: ignore[arg-type]
    app.add_middleware(Authenticated)
    app.include_router(router_for(Settings(**chosen)) if chosen else default_router())
    return app


@cache
def default_router() -> Router:
    return router_for(Settings())


@pytest.fixture
def graph() -> Graph:
    return Graph()


@asynccontextmanager
async def serving(graph: Graph, **chosen: Any) -> AsyncIterator[Callable[..., Any]]:
    transport = httpx.ASGITransport(app=service(graph, **chosen))
    async with httpx.AsyncClient(transport=transport, base_url="http://entente") as http:

        async def ask(query: str | None = None, **more: Any) -> dict[str, Any]:
            sent = json.dumps(more if query is None else {"query": query, **more})
            response = await http.post("/graphql", content=sent, headers=JSON)
            assert response.status_code == 200, response.text
            body: dict[str, Any] = response.json()
            return body

        yield ask


def code_of(body: dict[str, Any]) -> str:
    (error,) = body["errors"]
    code: str = error["extensions"]["code"]
    return code


def price(query: str, **variables: Any) -> Price:
    return PRICES.price(parse(query), variables, None)


def everything(kind: GraphQLObjectType) -> str:
    """A selection of every field of a type, however deep; of an entity, what an answer itself says of it."""
    if kind.interfaces:
        return "{ key name }"
    inner = ((name, get_named_type(field.type)) for name, field in kind.fields.items())
    return "{ " + " ".join(f"{n} {everything(k) if isinstance(k, GraphQLObjectType) else ''}" for n, k in inner) + " }"


# What is refused


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_document_is_refused_and_reaches_no_graph(graph: Graph, name: str) -> None:
    async with serving(graph) as ask:
        body = await ask(**HOSTILE[name])
    assert code_of(body) == "DOCUMENT_REFUSED", body
    assert body["data"] is None
    assert graph.asked == []
    assert body["extensions"]["cost"].keys() == {"requested", "limit", "depth"}


async def test_what_cannot_be_read_is_refused_too(graph: Graph) -> None:
    async with (
        httpx.AsyncClient(transport=httpx.ASGITransport(app=service(graph)), base_url="http://entente") as http,
    ):
        response = await http.post("/graphql", content=TOO_DEEP_TO_READ, headers=JSON)
    assert code_of(response.json()) == "DOCUMENT_REFUSED"
    assert graph.asked == []


async def test_no_more_is_read_of_a_request_than_its_limit(graph: Graph) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100:
            sent += 1
            yield b" " * 10_000

    app = service(graph, graphql_bytes=50_000)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as http:
        response = await http.post("/graphql", content=endless(), headers=JSON)
    assert response.json()["errors"][0]["message"] == (
        "The document comes in a request of more than 50,000 bytes; at most 50,000 is allowed."
    )


@pytest.mark.parametrize(
    ("query", "chosen", "sentence"),
    [
        (
            "{ sources { key title } }",
            {"graphql_cost": 108},
            "The document costs 109; at most 108 is allowed. "
            "Ask with a smaller `limit`, or for fewer lists within lists.",
        ),
        ("{ sources { key } }", {"graphql_depth": 1}, "The document is 2 levels deep; at most 1 is allowed."),
        ("{ sources { a: key b: key } }", {"graphql_aliases": 1}, "The document has 2 aliases; at most 1 is allowed."),
        (
            "{ sources { key } more: sources { key } }",
            {"graphql_questions": 1},
            "The document asks 2 questions at once; at most 1 is allowed. Ask them in several requests.",
        ),
        ("{ sources { key } }", {"graphql_tokens": 3}, "The document contains more than 3 tokens."),
    ],
)
async def test_a_refusal_names_the_count_and_the_limit(
    graph: Graph, query: str, chosen: dict[str, int], sentence: str
) -> None:
    async with serving(graph, **chosen) as ask:
        body = await ask(query)
        assert body["errors"][0]["message"] == sentence
        assert code_of(body) == "DOCUMENT_REFUSED"
    assert graph.asked == []
    async with serving(graph, **{name: limit * 10 for name, limit in chosen.items()}) as ask:
        assert code_of(await ask(query)) == REACHED
    assert graph.asked


# What is not refused


async def test_every_answer_says_what_it_cost(graph: Graph) -> None:
    async with serving(graph) as ask:
        reached, defective, unknown = await ask("{ sources { key } }"), await ask("{"), await ask("{ nothing }")
        typename = await ask("{ __typename }")
    assert code_of(reached) == REACHED
    assert reached["extensions"] == {"cost": {"requested": QUESTION + 2 * ASSUMED, "limit": 500_000, "depth": 2}}
    assert code_of(defective) == code_of(unknown) == "INVALID_DOCUMENT"
    assert defective["extensions"]["cost"] == {"requested": None, "limit": 500_000, "depth": None}
    assert unknown["extensions"]["cost"]["depth"] == 1
    assert typename["data"] == {"__typename": "Query"}
    assert typename["extensions"]["cost"]["requested"] == 1


async def test_not_all_faults_of_a_document_are_looked_for(graph: Graph) -> None:
    """For each of them the whole schema is searched for what may have been meant."""
    async with serving(graph) as ask:
        body = await ask("{ sources { " + " ".join(f"... on Sourze{n} {{ key }}" for n in range(50)) + " } }")
    assert 5 <= len(body["errors"]) <= 6
    assert "Did you mean 'Source'" in body["errors"][0]["message"]
    assert {error["extensions"]["code"] for error in body["errors"]} == {"INVALID_DOCUMENT"}


async def test_half_a_character_is_no_defect_of_the_service(graph: Graph) -> None:
    async with serving(graph) as ask:
        assert code_of(await ask("{ sources { \ud800 } }")) == "INVALID_DOCUMENT"
        assert code_of(await ask('{ sources(x: "\\uD800") { key } }')) == "INVALID_DOCUMENT"


async def test_the_introspection_of_clients_is_answered(graph: Graph) -> None:
    async with serving(graph) as ask:
        body = await ask(get_introspection_query(), operationName="IntrospectionQuery")
    assert "errors" not in body
    assert body["data"]["__schema"]["queryType"]["name"] == "Query"


ENTITY_FIELDS = {name for name, _, _ in root_fields()} | {"node"}
"""Fields of which not everything can be asked for: whatever the graph knows hangs together."""


@pytest.mark.parametrize(
    "name", sorted(set(PRICES.schema.query_type.fields if PRICES.schema.query_type else ()) - ENTITY_FIELDS)
)
def test_all_of_every_answer_can_be_asked_for(name: str) -> None:
    """With the limits that hold where nothing else is chosen; twice, so that answers can grow."""
    root = PRICES.schema.query_type
    assert root is not None
    kind = get_named_type(root.fields[name].type)
    assert isinstance(kind, GraphQLObjectType)
    text = f"{{ {name} {everything(kind)} }}"
    asked, chosen = price(text), Settings()
    assert asked.requested < chosen.graphql_cost
    assert asked.depth * 1.5 < chosen.graphql_depth
    assert len(text.split()) * 2 < chosen.graphql_tokens


# The price


def test_a_page_of_pages_costs_their_product() -> None:
    inner = price("{ nation(key: 1) { agreements(first: 10) { nodes { key } } } }").requested
    outer = price("{ nations(first: 50) { nodes { agreements(first: 10) { nodes { key } } } } }").requested
    assert outer - inner > 49 * 10
    assert price("{ nations(first: 1000000000) { nodes { key } } }").requested < 2_500


def test_a_limit_multiplies_the_list_that_it_bounds() -> None:
    few, many = (
        price(f'{{ alliancePaths(from: "NOR", to: "JPN", limit: {limit}, maxHops: 1) {{ on paths {{ length }} }} }}')
        for limit in (1, 50)
    )
    assert few.requested == QUESTION + 1 + 1 + 1 * 2
    assert many.requested == QUESTION + 1 + 1 + 50 * 2


def test_lists_within_lists_multiply() -> None:
    text = '{ alliancePaths(from: "NOR", to: "JPN", limit: 10, maxHops: 1) { paths { nations { name key } } } }'
    assert price(text).requested == QUESTION + 1 + 10 + 10 * ASSUMED * 3


def test_hops_multiply_the_work() -> None:
    one, six = (price(f'{{ alliancePaths(from: "A", to: "B", maxHops: {hops}) {{ on }} }}') for hops in (1, 6))
    assert six.requested - one.requested == 5 * QUESTION


@pytest.mark.parametrize(
    ("declared", "passed", "given"),
    [
        ("", 'avoid: ["A", "B", "C"]', {}),
        ("($avoid: [String!])", "avoid: $avoid", {"avoid": ["A", "B", "C"]}),
        ('($avoid: [String!] = ["A", "B", "C"])', "avoid: $avoid", {}),
        ("($one: String!)", 'avoid: [$one, "B", "C"]', {"one": "A"}),
    ],
)
def test_what_is_given_in_lists_is_counted(declared: str, passed: str, given: dict[str, Any]) -> None:
    text = 'query %s { alliancePaths(from: "A", to: "B", maxHops: 1 %s) { on } }'
    without = price(text % ("", ""))
    assert price(text % (declared, passed), **given).requested == without.requested + 3 * GIVEN


@pytest.mark.parametrize(
    ("declared", "given"),
    [("($limit: Int)", {"limit": 50}), ("($limit: Int = 50)", {}), ("($limit: Int = 1)", {"limit": 50})],
)
def test_a_limit_may_be_a_variable(declared: str, given: dict[str, int]) -> None:
    text = 'query %s { alliancePaths(from: "A", to: "B", limit: %s) { paths { length } } }'
    assert price(text % (declared, "$limit"), **given) == price(text % ("", 50))


@pytest.mark.parametrize("limit", ["51", "999999999999", "1" * 5_000])
def test_what_the_question_refuses_itself_is_priced_as_the_most_that_it_allows(limit: str) -> None:
    """Its own error says better what is wrong."""
    text = '{ alliancePaths(from: "A", to: "B", limit: %s) { paths { length } } }'
    assert price(text % limit) == price(text % 50)


def test_what_is_merged_is_charged_once() -> None:
    once = "{ sources { key title } }"
    twice = "{ ...F sources { title } } fragment F on Query { sources { key ... on Source { title } } }"
    assert price(twice).requested == price(once).requested


def test_the_operation_that_is_asked_for_is_priced() -> None:
    text = "query Small { __typename } query Large { sources { key } }"
    small, large, neither = (PRICES.price(parse(text), {}, name) for name in ("Small", "Large", None))
    assert small.requested == 1
    assert large.requested == neither.requested > QUESTION


def test_skipped_fields_count_as_selected() -> None:
    assert price("{ sources @skip(if: true) { key } }") == price("{ sources { key } }")


# Every transport


class Socket:
    """The caller's end of a WebSocket to a service in this process."""

    def __init__(self, app: FastAPI) -> None:
        self._sent: asyncio.Queue[Message] = asyncio.Queue()
        self._received: asyncio.Queue[Message] = asyncio.Queue()
        scope = {
            "type": "websocket", "path": "/graphql", "raw_path": b"/graphql", "root_path": "", "query_string": b"",
            "scheme": "ws", "headers": [], "subprotocols": ["graphql-transport-ws"], "state": {},
        }  # fmt: skip
        self.served = asyncio.create_task(app(scope, self._sent.get, self._received.put))

    async def open(self) -> None:
        await self._sent.put({"type": "websocket.connect"})
        assert (await self.answer())["type"] == "websocket.accept"

    async def send(self, text: str) -> None:
        await self._sent.put({"type": "websocket.receive", "text": text})

    async def ask(self, **message: Any) -> dict[str, Any]:
        """The next message after one that is sent."""
        await self.send(json.dumps(message))
        answered: dict[str, Any] = json.loads((await self.answer())["text"])
        return answered

    async def answer(self) -> Message:
        return await asyncio.wait_for(self._received.get(), 10)

    async def close(self) -> None:
        await self._sent.put({"type": "websocket.disconnect", "code": 1000})
        await self.served


async def test_a_websocket_is_guarded_too(graph: Graph) -> None:
    socket = Socket(service(graph))
    await socket.open()
    assert (await socket.ask(type="connection_init"))["type"] == "connection_ack"
    for name in ("200 levels", "fragments that double 40 times", "9,000 short names in a variable"):
        told = await socket.ask(type="subscribe", id="1", payload=HOSTILE[name])
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "DOCUMENT_REFUSED")
    assert graph.asked == []
    told = await socket.ask(type="subscribe", id="2", payload={"query": "{ sources { key } }"})
    assert told["payload"]["errors"][0]["extensions"]["code"] == REACHED
    assert told["payload"]["extensions"]["cost"]["depth"] == 2
    await socket.close()


@pytest.mark.parametrize("text", [TOO_DEEP_TO_READ.decode(), "[" * 40_000, "1" * 5_000, "{"])
async def test_a_websocket_closes_on_what_cannot_be_read(graph: Graph, text: str) -> None:
    socket = Socket(service(graph))
    await socket.open()
    await socket.send(text)
    assert (await socket.answer())["type"] == "websocket.close"
    await socket.close()
    assert graph.asked == []


async def test_a_stream_is_guarded_too(graph: Graph) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=service(graph)), base_url="http://entente") as http:
        response = await http.post(
            "/graphql",
            json=HOSTILE["fragments that double 40 times"],
            headers={"Accept": 'multipart/mixed;boundary="-";subscriptionSpec=1.0,application/json'},
        )
    assert "DOCUMENT_REFUSED" in response.text
    assert graph.asked == []


@pytest.mark.parametrize("body", ["5", "null", '"x"', "[]", "{", "1" * 5_000, '{"query": 5}', "\xff"])
async def test_a_body_that_is_no_request_is_no_defect_of_the_service(graph: Graph, body: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=service(graph)), base_url="http://entente") as http:
        response = await http.post("/graphql", content=body.encode("latin-1"), headers=JSON)
    assert response.status_code == 400


# Trusted documents

KNOWN = "query Known($all: Boolean = true) { sources @include(if: $all) { key } }\n"
NO_TRUSTED_ONE = "Only trusted documents run here, and this is none of them."


@pytest.fixture(params=["folder", "file"])
def trusted(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "folder":
        (tmp_path / "trusted" / "inner").mkdir(parents=True)
        (tmp_path / "trusted" / "inner" / "known.graphql").write_text(KNOWN, encoding="utf-8")
        return tmp_path / "trusted"
    path = tmp_path / "trusted.json"
    path.write_text(json.dumps({sha256(KNOWN.encode()).hexdigest(): KNOWN}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "named",
    [
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(KNOWN)}}},
        {"documentId": hash_of(KNOWN)},
        {"documentId": f"sha256:{hash_of(KNOWN)}"},
        {"query": KNOWN},
        {"query": KNOWN, "documentId": hash_of(KNOWN)},
    ],
)
async def test_a_trusted_document_runs(graph: Graph, trusted: Path, named: dict[str, Any]) -> None:
    async with serving(graph, graphql_documents=trusted) as ask:
        assert code_of(await ask(**named, operationName="Known", variables={"all": True})) == REACHED
    assert graph.asked == ["sources/known"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"query": "{ sources { key } }"}, NO_TRUSTED_ONE),
        ({"query": KNOWN.strip()}, NO_TRUSTED_ONE),
        ({"query": get_introspection_query()}, NO_TRUSTED_ONE),
        ({"documentId": hash_of("{ sources { key } }")}, NO_TRUSTED_ONE),
        ({"documentId": "", "query": ""}, NO_TRUSTED_ONE),
        ({}, NO_TRUSTED_ONE),
        ({"documentId": 5}, NO_TRUSTED_ONE),
        ({"extensions": {"persistedQuery": "x"}}, NO_TRUSTED_ONE),
        ({"query": "{ sources { key } }", "documentId": hash_of(KNOWN)}, "The text is not that of document "),
        ({"query": "{ sources { key } }", "operationName": "Other"}, NO_TRUSTED_ONE),
        ({"query": "{ sources { key \ud800 } }"}, NO_TRUSTED_ONE),
    ],
)
async def test_no_other_does(graph: Graph, trusted: Path, sent: dict[str, Any], sentence: str) -> None:
    async with serving(graph, graphql_documents=trusted) as ask:
        body = await ask(**sent)
    assert code_of(body) == "DOCUMENT_REFUSED"
    assert body["errors"][0]["message"].startswith(sentence)
    assert graph.asked == []


async def test_a_trusted_document_is_priced_all_the_same(graph: Graph, trusted: Path) -> None:
    async with serving(graph, graphql_documents=trusted, graphql_cost=10) as ask:
        assert "costs 106" in (await ask(documentId=hash_of(KNOWN)))["errors"][0]["message"]
        too_much = await ask(documentId=hash_of(KNOWN), variables={"all": [True] * 3_000})
        assert "has variables of more than 2,000 values" in too_much["errors"][0]["message"]
    assert graph.asked == []


async def test_a_hash_where_no_documents_are_kept_is_refused_with_what_to_send(graph: Graph) -> None:
    async with serving(graph) as ask:
        body = await ask(documentId=hash_of(KNOWN))
    assert body["errors"][0]["message"] == "No documents are kept here; send the text of this one as `query`."
    assert code_of(body) == "DOCUMENT_REFUSED"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "it is not a JSON object"),
        ("{", "cannot be read"),
        ("{}", "holds no documents"),
        ('{"abc": "{ sources { key } }"}', "abc is not the SHA-256 of its text"),
        ('{"abc": 5}', "abc is not the SHA-256 of its text"),
        (None, "cannot be read"),
    ],
)
def test_documents_that_cannot_be_trusted_stop_the_start(tmp_path: Path, text: str | None, sentence: str) -> None:
    path = tmp_path / "trusted.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="ENTENTE_GRAPHQL_DOCUMENTS") as told:
        router_for(Settings(graphql_documents=path))
    assert sentence in told.value.detail


def test_documents_are_kept_by_the_hash_of_their_exact_text(tmp_path: Path) -> None:
    (tmp_path / "one.graphql").write_bytes(b"{ sources { key } }\r\n")
    assert read_documents(tmp_path) == {hash_of("{ sources { key } }\r\n"): "{ sources { key } }\r\n"}
