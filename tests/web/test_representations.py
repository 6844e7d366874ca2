"""Every answer in every representation that it has, as callers ask for it."""

import csv
import io
import json
from collections.abc import AsyncIterator

import httpx
import networkx  # type: ignore[import-untyped]  # its stubs would bring numpy along
import pytest
from starlette.requests import Request

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import load_seed, read_folder
from app.questions import QUESTIONS
from app.record.releasability import Marking
from app.representations.rows import columns
from app.representations.views import VIEWS
from app.settings import Settings
from app.web.application import create_app
from app.web.description import EXAMPLES
from app.web.representations import MEDIA_TYPES, Form, NotAcceptable, forms_of, wanted
from tests.conftest import wipe
from tests.web.closed import CLOSED, write_closed

NAMED = {named.name: named for named in QUESTIONS}


@pytest.fixture(scope="module")
async def asked(module_graph: GraphClient, http: httpx.AsyncClient) -> httpx.AsyncClient:
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    await load_seed(module_graph, read_folder(demonstration=True))
    return http


@pytest.fixture(scope="module")
async def cleared(service_settings: Settings, address: GraphAddress) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(service_settings.model_copy(update={"viewer_clearance": 4}), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client,
    ):
        yield client


async def get(client: httpx.AsyncClient, name: str, form: Form) -> httpx.Response:
    response = await client.get(f"/api/v1/{name}", params=EXAMPLES[name], headers={"Accept": MEDIA_TYPES[form]})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].split(";")[0] == MEDIA_TYPES[form]
    return response


def read_csv(response: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


@pytest.mark.parametrize("name", NAMED)
async def test_rows_are_those_of_the_answer(asked: httpx.AsyncClient, name: str) -> None:
    """The same rows in the same order: as JSON lines whole, as CSV flat."""
    named = NAMED[name]
    views = VIEWS[named.answer]
    whole = named.answer.model_validate_json((await get(asked, name, Form.JSON)).text)
    lines = (await get(asked, name, Form.JSON_LINES)).text.splitlines()
    table = await get(asked, name, Form.CSV)
    expected = [row.model_dump(mode="json", by_alias=True) for row in views.rows(whole)]
    assert expected
    assert [json.loads(line) for line in lines] == expected
    rows = read_csv(table)
    assert len(rows) == len(expected)
    assert {tuple(row) for row in rows} == {columns(views.row)}
    assert table.headers["entente-on"] == EXAMPLES[name]["on"]
    assert table.headers["entente-complete"] == str(whole.complete).lower()
    assert table.headers["entente-synthetic"] == str(whole.synthetic).lower()


@pytest.mark.parametrize("name", [name for name in NAMED if Form.GRAPHML in forms_of(VIEWS[NAMED[name].answer])])
async def test_a_network_has_the_nations_and_ties_of_the_answer(asked: httpx.AsyncClient, name: str) -> None:
    read = networkx.parse_graphml((await get(asked, name, Form.GRAPHML)).text, force_multigraph=True)
    whole = (await get(asked, name, Form.JSON)).json()
    assert all(said.get("name") for _, said in read.nodes(data=True))
    assert read.number_of_edges() > 0
    if name == "alliance-paths":
        assert set(read.nodes) == {nation["key"] for path in whole["paths"] for nation in path["nations"]}
        ties = {
            (*sorted((hop["fromNation"]["key"], hop["toNation"]["key"])), link["agreement"])
            for path in whole["paths"]
            for hop in path["hops"]
            for link in hop["through"]
        }
        assert {(*sorted((one, other)), said["agreement"]) for one, other, said in read.edges(data=True)} == ties


async def test_places_of_a_response(asked: httpx.AsyncClient) -> None:
    found = (await get(asked, "hadr-response", Form.GEOJSON)).json()
    whole = (await get(asked, "hadr-response", Form.JSON)).json()
    assert [feature["id"] for feature in found["features"]] == [
        whole["nation"]["key"],
        *(helper["nation"]["key"] for helper in whole["helpers"]),
    ]
    manila = found["features"][0]
    assert manila["properties"]["role"] == "stricken"
    longitude, latitude = manila["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (121, 15)


async def test_format_goes_before_accept(asked: httpx.AsyncClient) -> None:
    params = EXAMPLES["commitments"] | {"format": "csv"}
    response = await asked.get("/api/v1/commitments", params=params, headers={"Accept": "application/json"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.headers["content-disposition"] == 'inline; filename="commitments.csv"'
    assert response.headers["etag"] != (await get(asked, "commitments", Form.JSON)).headers["etag"]


@pytest.mark.parametrize(
    ("given", "accept", "field"),
    [
        ({}, "application/pdf", "Accept"),
        ({}, "application/geo+json", "Accept"),
        ({"format": "geojson"}, "*/*", "format"),
    ],
)
async def test_what_it_cannot_be_sent_as_is_refused_with_what_it_can(
    asked: httpx.AsyncClient, given: dict[str, str], accept: str, field: str
) -> None:
    response = await asked.get(
        "/api/v1/commitments", params=EXAMPLES["commitments"] | given, headers={"Accept": accept}
    )
    problem = response.json()
    assert (response.status_code, problem["code"], problem["field"]) == (406, "NOT_ACCEPTABLE", field)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["expected"] == "application/json, text/csv, application/x-ndjson, application/graphml+xml"


async def test_a_format_that_is_none_is_named(asked: httpx.AsyncClient) -> None:
    response = await asked.get("/api/v1/commitments", params=EXAMPLES["commitments"] | {"format": "xls"})
    assert response.status_code == 422
    assert response.json()["field"] == "format"


async def test_a_question_by_post_is_negotiated_too(asked: httpx.AsyncClient) -> None:
    given = EXAMPLES["what-if"] | {"changes": [{"kind": "expiry", "agreement": "north-atlantic-treaty"}]}
    response = await asked.post("/api/v1/what-if", json=given, headers={"Accept": "text/csv"})
    assert read_csv(response)[0]["difference"] == "lost"


async def test_no_representation_shows_what_is_hidden(
    asked: httpx.AsyncClient, cleared: httpx.AsyncClient, module_graph: GraphClient
) -> None:
    """The bytes are those of the graph without the closed facts, in each form; the cleared do see them."""
    every = [(name, form) for name in NAMED for form in forms_of(VIEWS[NAMED[name].answer])]
    before = {each: (await get(asked, *each)).content for each in every}
    await write_closed(module_graph, Marking.SECRET)
    assert [each for each in every if (await get(asked, *each)).content != before[each]] == []
    for form in (Form.CSV, Form.JSON_LINES, Form.GRAPHML):
        assert CLOSED in (await get(cleared, "alliance-paths", form)).text
    places = ("hadr-response", Form.GEOJSON)
    assert (await get(cleared, *places)).content != before[places]


# What a caller takes


def request(accept: str | None) -> Request:
    headers = [(b"accept", accept.encode())] if accept is not None else []
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, Form.JSON),
        ("", Form.JSON),
        ("*/*", Form.JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Form.JSON),
        ("text/*", Form.CSV),
        ("text/csv, application/json", Form.JSON),
        ("text/csv, application/json;q=0.9", Form.CSV),
        ("application/*;q=0.5, text/csv;q=0.4", Form.JSON),
        ("application/json;q=0, */*", Form.CSV),
        ("Application/GraphML+XML", Form.GRAPHML),
        ("application/x-ndjson;charset=utf-8;q=1", Form.JSON_LINES),
        ("application/json;q=high, text/csv;q=0.1", Form.CSV),
    ],
)
def test_the_representation_that_a_caller_likes_best(accept: str | None, form: Form) -> None:
    assert wanted(request(accept), VIEWS[NAMED["alliance-paths"].answer]) is form


@pytest.mark.parametrize("accept", ["image/png", "application/json;q=0", "application/geo+json", ","])
def test_a_caller_that_takes_none_of_them(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="application/json, text/csv"):
        wanted(request(accept), VIEWS[NAMED["alliance-paths"].answer])


def test_every_question_has_an_example() -> None:
    assert EXAMPLES.keys() == NAMED.keys()
    assert all(isinstance(given, dict) and "on" in given for given in EXAMPLES.values())
