"""The service on Neo4j in a container, as `docker-compose.yml` runs it. Only where a Docker engine answers."""

import os
import re
from pathlib import Path

import pytest
from testcontainers.community.neo4j import Neo4jContainer

from app.graph.client import GraphAddress, open_graph
from app.graph.migrations import apply_migrations, load_migrations, migration_info
from app.graph.queries import QueryLibrary
from app.settings import Settings

COMPOSE = (Path(__file__).parents[1] / "docker-compose.yml").read_text(encoding="utf-8")
IMAGE = re.search(r"image: (neo4j:\S+)", COMPOSE)


@pytest.fixture(scope="module")
def docker_engine() -> None:
    if "DOCKER_HOST" not in os.environ and not Path("/var/run/docker.sock").exists():
        pytest.skip("no Docker engine is here")


def test_the_container_has_the_version_of_the_embedded_engine() -> None:
    assert IMAGE is not None
    assert IMAGE[1] == f"neo4j:{Settings.model_fields['engine'].default}-community"


async def test_a_container_is_migrated_and_answers(docker_engine: None, queries: QueryLibrary) -> None:
    assert IMAGE is not None
    with Neo4jContainer(IMAGE[1]) as container:
        address = GraphAddress(uri=container.get_connection_url(), username="neo4j", password=container.password)
        async with open_graph(address, queries=queries, query_seconds=30, connect_seconds=10) as graph:
            await apply_migrations(graph, load_migrations())
            assert {state.state for state in await migration_info(graph, load_migrations())} == {"applied"}
