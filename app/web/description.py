"""The OpenAPI description: the framework's own, with an example of every question, and problems as they are sent."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.web.errors import PROBLEM_TYPE

EXAMPLES: dict[str, dict[str, Any]] = {
    "search": {"text": "north atl", "on": "2024-07-01"},
    "alliance-paths": {"from": "Norway", "to": "Japan", "on": "2024-07-01"},
    "alliance-path-changes": {"from": "Finland", "to": "USA", "since": "2023-01-01", "on": "2024-07-01"},
    "commitments": {"nation": "Greece", "against": ["Turkey"], "maxHops": 1, "on": "2024-07-01"},
    "interoperability-gaps": {"requirement": "mission-hadr", "forces": ["Poland", "Japan"], "on": "2024-07-01"},
    "exchange-history": {"between": ["Poland", "USA"], "on": "2024-07-01", "limit": 10},
    "brokers": {"from": "Greece", "to": "Turkey", "on": "2024-07-01"},
    "what-if": {
        "changes": ["withdrawal USA north-atlantic-treaty"], "between": ["NOR", "JPN"], "on": "2024-07-01", "limit": 3,
    },
    "hadr-response": {"nation": "Philippines", "disaster": "storm", "on": "2024-07-01"},
    "sharing": {"from": "USA", "to": "Japan", "on": "2024-07-01"},
    "engagement-balance": {"subject": "Vietnam", "since": "2015-01-01", "on": "2024-07-01"},
    "network-structure": {"nations": ["Poland"], "on": "2024-07-01"},
    "engagement-plan": {"requirement": "mission-hadr", "forces": ["Poland", "Japan"], "on": "2024-07-01"},
    "attention": {"nation": "Japan", "on": "2024-07-01"},
}  # fmt: skip
"""A question that can be asked of the seed, as parameters, for each that is named."""

_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that `entente keys issue` made, or an access token of the issuer that the operator named. A "
    "service that listens on loopback only may ask nobody for one.",
}
_PREFIX = "/api/v1/"
_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def operation_id(route: APIRoute) -> str:
    """What generated clients call an operation that names no id itself: its function's name."""
    return route.name.replace("_", "-")


def install_description(app: FastAPI) -> None:
    """Have `app` describe itself with what is said here."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(plain())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    schema["components"]["securitySchemes"] = {"bearer": _BEARER}
    schema["security"] = [{}, {"bearer": []}]
    for path, operation in _operations(schema):
        for response in operation["responses"].values():
            _as_sent(response)
        given = EXAMPLES.get(path.removeprefix(_PREFIX), {})
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in given:
                parameter["example"] = given[parameter["name"]]
    return schema


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            yield path, operation


def _as_sent(response: dict[str, Any]) -> None:
    """The framework lists the model of a problem as plain JSON, which no problem is sent as."""
    content = response.get("content", {})
    if content.get("application/json", {}).get("schema") == _PROBLEM:
        del content["application/json"]
        content[PROBLEM_TYPE] = {"schema": _PROBLEM}
