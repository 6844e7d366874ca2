"""One engine for the whole run, an empty graph for each test, and no network but loopback."""

import os
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from rich.console import Console

from app.cli.graph import configured_address, engine_address
from app.engine.archives import fetch_archives
from app.engine.supervisor import running
from app.errors import Conflict
from app.graph.client import GraphAddress, GraphClient, open_graph
from app.graph.migrations import apply_migrations, load_migrations
from app.graph.queries import QueryLibrary, load_queries
from app.importers.seed import SEED, FactFolder, load_seed, read_folder
from app.logs import configure_logs
from app.model.audit import Finding, audit_graph
from app.settings import Settings
from app.trail import writing
from app.web.application import create_app

WIPE = Path(__file__).with_name("wipe.cypher")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
console = Console(stderr=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Fetch the engine while the network is still open; afterwards only loopback is."""
    settings = Settings()
    if settings.neo4j_uri is None and not session.config.option.collectonly:
        fetch_archives(settings, console=console)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of public datasets; tests that need one are skipped where it is not."""
    named = os.environ.get("ENTENTE_DATA")
    if not named:
        pytest.skip("ENTENTE_DATA does not name a folder of public datasets")
    return Path(named).resolve()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("home") / "entente"
    # Tests ask every query of this project of ever new worlds, and so the engine keeps more plans than a service needs.
    chosen = Settings(home=home, engine_heap_mib=1024, query_seconds=30, allowed_hosts="entente", log_level="error")
    configure_logs(chosen)
    return chosen


@pytest.fixture(scope="session")
def address(settings: Settings) -> Iterator[GraphAddress]:
    """The Neo4j of this run: the one that NEO4J_URI names, or an embedded one."""
    if settings.neo4j_uri is not None:
        yield configured_address(settings)
        return
    with running(settings, console=console) as engine:
        yield engine_address(engine)


@pytest.fixture(scope="session")
def service_settings(settings: Settings, address: GraphAddress) -> Settings:
    """Settings of a service that uses this run's Neo4j."""
    return settings.model_copy(
        update={"neo4j_uri": address.uri, "neo4j_password": SecretStr(address.password)},
    )


@pytest.fixture(scope="session")
def queries() -> QueryLibrary:
    return load_queries()


@pytest.fixture(scope="session")
async def client(address: GraphAddress, queries: QueryLibrary) -> AsyncIterator[GraphClient]:
    async with open_graph(address, queries=queries, query_seconds=30, connect_seconds=5) as graph:
        await _claim(graph)
        await apply_migrations(graph, load_migrations())
        yield graph


async def _claim(graph: GraphClient) -> None:
    """Refuse to wipe a graph that is not the tests' own."""
    if any("TestGraph" in row["labels"] for row in await graph.read("audit/labels")):
        return
    if await graph.read("audit/labels"):
        raise Conflict("NEO4J_URI names a graph that is neither empty nor the tests' own; tests would wipe it.")
    await graph.statement("CREATE (:TestGraph)", name="tests/claim")


async def wipe(client: GraphClient) -> None:
    for statement in WIPE.read_text(encoding="utf-8").split(";\n")[:-1]:
        await client.statement(statement, name="tests/wipe")


async def drift(graph: GraphClient) -> list[Finding]:
    """What the audit finds, but for the mark of the tests' own graph."""
    return [finding for finding in await audit_graph(graph) if finding.subject != "TestGraph"]


@pytest.fixture
async def graph(client: GraphClient) -> GraphClient:
    """An empty, migrated graph."""
    await wipe(client)
    return client


@pytest.fixture(scope="session")
def alliances_seed(tmp_path_factory: pytest.TempPathFactory) -> FactFolder:
    """The part of the seed that most tests need: nations and their alliances. The whole of it has its own test."""
    folder = tmp_path_factory.mktemp("seed")
    for theme in ("nations", "alliances"):
        (folder / theme).symlink_to(SEED / theme)
    return read_folder(folder)


@pytest.fixture
async def seeded(graph: GraphClient, alliances_seed: FactFolder) -> GraphClient:
    """A graph with nations and alliances."""
    await load_seed(graph, alliances_seed)
    return graph


@pytest.fixture(scope="module")
async def module_graph(client: GraphClient) -> GraphClient:
    """A graph that is empty when the module starts, for modules whose tests only read what one fixture wrote."""
    await wipe(client)
    return client


@pytest.fixture(scope="session")
async def http(service_settings: Settings, address: GraphAddress) -> AsyncIterator[httpx.AsyncClient]:
    """The real service on this run's Neo4j. It anchors its trail when it starts and ends, not amid other tests."""
    writing.ANCHOR_SECONDS = 86_400
    app = create_app(service_settings, address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as asked,
    ):
        yield asked


@pytest.fixture
def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
