"""The service as a process would serve it, with the whole seed, and open to writes."""

import os
from collections.abc import AsyncIterator

import pytest

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import load_seed, read_folder
from app.settings import Settings
from app.web.application import create_app
from tests.conftest import wipe
from tests.web.serving import served


@pytest.fixture(scope="module")
def examples() -> int:
    """Requests that are made up for each operation; more by ENTENTE_FUZZ."""
    return int(os.environ.get("ENTENTE_FUZZ", "4"))


@pytest.fixture(scope="module")
async def base(service_settings: Settings, address: GraphAddress, module_graph: GraphClient) -> AsyncIterator[str]:
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    app = create_app(service_settings.model_copy(update={"writes": True}), address)
    async with served(app) as host:
        yield f"http://{host}"
