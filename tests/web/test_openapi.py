"""The published description against what the service does."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import load_seed, read_folder
from app.settings import Settings
from app.web.application import create_app
from app.web.description import EXAMPLES
from app.web.errors import PROBLEM_TYPE
from tests.conftest import wipe

JSON = "application/json"


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    nowhere = GraphAddress(uri="bolt://127.0.0.1:1", username="", password="")
    return create_app(Settings(), nowhere).openapi()


@pytest.fixture(scope="module")
async def asked(module_graph: GraphClient, http: httpx.AsyncClient) -> httpx.AsyncClient:
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    await load_seed(module_graph, read_folder(demonstration=True))
    return http


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def assert_fits(description: dict[str, Any], response: httpx.Response, operation: dict[str, Any]) -> None:
    """The body is as the description has it for this status and this type."""
    media_type = response.headers["content-type"].split(";")[0]
    schema = operation["responses"][str(response.status_code)]["content"][media_type]["schema"]
    validator = Draft202012Validator({**schema, "components": description["components"]})
    assert [error.message for error in validator.iter_errors(response.json())] == []


def test_it_is_openapi_3_1_and_names_each_operation_once(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    named = Counter(operation["operationId"] for _, operation in operations(description))
    assert [name for name, times in named.items() if times > 1] == []


def test_every_operation_and_parameter_says_what_it_is(description: dict[str, Any]) -> None:
    silent = [
        f"{name} {parameter.get('name', '')}"
        for name, operation in operations(description)
        for parameter in ({"description": operation.get("summary")}, *operation.get("parameters", ()))
        if not parameter.get("description") and parameter.get("in") != "path"
    ]
    assert silent == []


def test_problems_are_described_as_they_are_sent(description: dict[str, Any]) -> None:
    problem = {"$ref": "#/components/schemas/Problem"}
    found = [
        (name, status)
        for name, operation in operations(description)
        if "/api/v1/" in name
        for status, response in operation["responses"].items()
        if int(status) >= 400 and response["content"] != {PROBLEM_TYPE: {"schema": problem}}
    ]
    assert found == []


@pytest.mark.parametrize("name", EXAMPLES)
async def test_an_example_can_be_asked_and_its_answer_fits(
    asked: httpx.AsyncClient, description: dict[str, Any], name: str
) -> None:
    operation = description["paths"][f"/api/v1/{name}"]["get"]
    examples = {each["name"]: each["example"] for each in operation["parameters"] if "example" in each}
    assert examples == EXAMPLES[name]
    response = await asked.get(f"/api/v1/{name}", params=examples)
    assert response.status_code == 200, response.text
    assert_fits(description, response, operation)


@pytest.mark.parametrize("given", [{}, {"from": "Norway", "to": "Japann"}, {"format": "geojson"}])
async def test_a_problem_fits_too(asked: httpx.AsyncClient, description: dict[str, Any], given: dict[str, str]) -> None:
    operation = description["paths"]["/api/v1/alliance-paths"]["get"]
    params = EXAMPLES["alliance-paths"] | given if given else {}
    response = await asked.get("/api/v1/alliance-paths", params=params)
    assert response.status_code in (404, 406, 422)
    assert_fits(description, response, operation)


def test_what_does_not_fit_is_found(description: dict[str, Any]) -> None:
    wrong = httpx.Response(404, json={"title": 1}, headers={"Content-Type": PROBLEM_TYPE})
    with pytest.raises(AssertionError):
        assert_fits(description, wrong, description["paths"]["/api/v1/alliance-paths"]["get"])
