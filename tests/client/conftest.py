"""The service as a process would serve it, with the whole seed, and a client of it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import load_seed, read_folder
from app.settings import Settings
from app.web.application import create_app
from entente_client import Entente
from tests.web.serving import served


@pytest.fixture(scope="module")
async def base(service_settings: Settings, address: GraphAddress, module_graph: GraphClient) -> AsyncIterator[str]:
    await load_seed(module_graph, read_folder())
    async with served(create_app(service_settings, address)) as host:
        yield f"http://{host}"


@pytest.fixture
def entente(base: str) -> Iterator[Entente]:
    with Entente(base) as client:
        yield client
