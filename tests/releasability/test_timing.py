"""What is hidden is looked for as what is missing is: with the same queries, so that no answer takes longer for it.

How long both take is compared by `python -m tests.benchmarks.hide_records`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from random import Random
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from app.graph.client import GraphAddress, GraphClient
from app.settings import Settings
from app.web import evenness
from app.web.application import create_app
from tests.conftest import wipe
from tests.entities.generated import NATIONS, world
from tests.releasability.requests import Asked
from tests.releasability.test_removed import answer

ASKED: dict[str, Callable[[str], Asked]] = {
    "entity": lambda key: Asked(method="GET", path=f"/api/v1/nations/{key}"),
    "below": lambda key: Asked(method="GET", path=f"/api/v1/nations/{key}/agreements"),
    "graphql": lambda key: Asked(
        method="POST",
        path="/graphql",
        body={
            "query": "query ($key: String!) { nation(key: $key) { key assertions { name } agreements { totalCount }}}",
            "variables": {"key": key},
        },
    ),
    "listed": lambda key: Asked(method="GET", path="/api/v1/nations", query={"where": f'{{"key": {{"eq": "{key}"}}}}'}),
    "paths": lambda key: Asked(method="GET", path="/api/v1/alliance-paths", query={"from": key, "to": SEEN}),
    "history": lambda key: Asked(method="GET", path="/api/v1/exchange-history", query={"between": [key, SEEN]}),
    "search": lambda key: Asked(method="GET", path="/api/v1/search", query={"text": key}),
    "preview": lambda key: Asked(method="GET", path="/api/v1/reconcile/preview", query={"id": f"Nation:{key}"}),
    "end": lambda key: Asked(
        method="POST",
        path="/api/v1/submissions",
        body={"key": f"end-of-{key}", "author": "A", "reason": "r", "facts": [_party(key)]},
    ),
}
SEEN = "N0"
DELIVERIES = {"record/reach", "webhooks/claim"}
"""What a service that takes writes looks for by itself, from time to time."""


def _party(key: str) -> dict[str, Any]:
    cells = {"nation": key, "agreement": "A0", "valid_from": "2005-05-05", "source": "alpha", "obligations": "defence"}
    return {"template": "party_to", "cells": cells}


@pytest.fixture(scope="module")
async def asked(
    service_settings: Settings, address: GraphAddress, module_graph: GraphClient
) -> AsyncIterator[tuple[httpx.AsyncClient, GraphClient, list[str]]]:
    """A service for whoever has no clearance, its graph, and the nations of a world that are hidden from it."""
    await wipe(module_graph)
    await world(Random("timing")).write(module_graph)
    app = create_app(service_settings.model_copy(update={"writes": True}), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as service,
    ):
        seen = {item["key"] for item in (await service.get("/api/v1/nations", params={"first": 50})).json()["items"]}
        assert SEEN in seen, seen
        yield service, app.state.graph, [key for key in NATIONS if key not in seen]


@pytest.mark.parametrize("what", ASKED)
async def test_what_is_hidden_is_looked_for_as_what_is_missing(
    asked: tuple[httpx.AsyncClient, GraphClient, list[str]], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, graph, hidden = asked
    assert hidden
    run: list[str] = []
    observed = graph._observed

    async def noted(name: str, *given: Any) -> Any:
        if name not in DELIVERIES:
            run.append(name)
        return await observed(name, *given)

    monkeypatch.setattr(graph, "_observed", noted)
    told = []
    for key in (hidden[0], "N9"):
        run.clear()
        given = await answer(service, ASKED[what](key))
        told.append((given[0], list(run), given[2].replace(key.encode(), b"KEY").replace(key.lower().encode(), b"KEY")))
    assert told[0][1], "it asks the graph"
    assert told[0] == told[1]


@pytest.mark.parametrize("what", ASKED)
async def test_what_was_not_found_leaves_on_a_tick(
    asked: tuple[httpx.AsyncClient, GraphClient, list[str]], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, _, hidden = asked
    held: list[float] = []
    slept = asyncio.sleep

    async def noted(seconds: float) -> None:
        held.append(seconds)
        await slept(seconds)

    monkeypatch.setattr(evenness, "asyncio", SimpleNamespace(sleep=noted))
    for key in (hidden[0], "N9"):
        held.clear()
        await answer(service, ASKED[what](key))
        assert held, f"{key} is told at once"
        assert all(0 <= seconds <= evenness.TICK_SECONDS for seconds in held)
    held.clear()
    await answer(service, ASKED["entity"](SEEN))
    assert held == [], "what is found is not held back"
