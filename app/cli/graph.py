"""How a command reaches the graph: the configured Neo4j, the embedded one that runs, or one started for the command."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from app.cli.console import errors
from app.engine.supervisor import Engine, running_engine, status
from app.errors import InvalidInput
from app.graph.client import GraphAddress, GraphClient, open_graph
from app.graph.queries import load_queries
from app.settings import Settings

Answer = TypeVar("Answer")


@contextmanager
def graph_address(settings: Settings) -> Iterator[GraphAddress]:
    """Where the graph is, for the length of a command."""
    if settings.neo4j_uri is not None:
        yield configured_address(settings)
        return
    with running_engine(settings, console=errors) as engine:
        yield engine_address(engine)


def configured_address(settings: Settings) -> GraphAddress:
    """The Neo4j that the settings name. Raises InvalidInput without a password."""
    if settings.neo4j_uri is None or settings.neo4j_password is None:
        raise InvalidInput(
            "NEO4J_URI is set, but NEO4J_PASSWORD is not.", field="NEO4J_PASSWORD", expected="the database's password"
        )
    return GraphAddress(
        uri=settings.neo4j_uri,
        username=settings.neo4j_username,
        password=settings.neo4j_password.get_secret_value(),
        database=settings.neo4j_database,
    )


def engine_address(engine: Engine) -> GraphAddress:
    """The embedded engine's address."""
    return GraphAddress(uri=engine.bolt_uri, username=engine.username, password=engine.password)


def with_graph(settings: Settings, ask: Callable[[GraphClient], Awaitable[Answer]]) -> Answer:
    """Ask something of the graph from a command."""

    async def run(address: GraphAddress) -> Answer:
        async with open_graph(
            address,
            queries=load_queries(),
            query_seconds=settings.query_seconds,
            connect_seconds=settings.connect_seconds,
        ) as graph:
            return await ask(graph)

    with graph_address(settings) as address:
        return asyncio.run(run(address))


__all__ = ["configured_address", "engine_address", "graph_address", "status", "with_graph"]
