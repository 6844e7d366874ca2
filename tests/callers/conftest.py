"""A service that asks for keys."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from app.graph.client import GraphAddress, GraphClient
from app.record.evidence import Source
from app.record.writer import write_sources
from app.settings import Settings
from app.web.application import create_app


@pytest.fixture
async def app(service_settings: Settings, address: GraphAddress, graph: GraphClient) -> AsyncIterator[FastAPI]:
    """A service that asks for keys, and takes writes."""
    chosen = service_settings.model_copy(update={"authentication": "required", "writes": True, "webhook_private": True})
    made = create_app(chosen, address)
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def asked(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://entente") as client:
        yield client


@pytest.fixture
async def sourced(graph: GraphClient) -> GraphClient:
    """A graph with a source that facts can name, and nothing else."""
    await write_sources(graph, [Source(key="test", title="Test", url="https://test.example/")])
    return graph
