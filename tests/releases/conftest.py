"""A released copy of a small graph with mixed markings, in an engine of its own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from rich.console import Console

from app.cli.graph import engine_address
from app.cli.releases import make_copy
from app.engine.supervisor import kept_engine
from app.graph.client import GraphAddress, GraphClient
from app.graph.queries import QueryLibrary
from app.record.releasability import Viewer
from app.releases.service import CopyEngine, ReleasedCopy, opened_copy
from app.settings import Settings
from tests.conftest import wipe
from tests.releases.test_copying import write_world

SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Copied:
    """A copy that answers, and where it is."""

    copy: ReleasedCopy
    engine: CopyEngine
    address: GraphAddress


@pytest.fixture(scope="session")
async def copied(
    service_settings: Settings,
    client: GraphClient,
    queries: QueryLibrary,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Copied]:
    await wipe(client)
    await write_world(client)
    folder = tmp_path_factory.mktemp("released") / "copy"
    await asyncio.to_thread(make_copy, service_settings, folder, Viewer())
    chosen = service_settings.model_copy(update={"release": folder, "cypher_seconds": SECONDS, "cypher_bytes": 500_000})
    own = chosen.of_release
    assert own is not None
    with kept_engine(own, console=Console(stderr=True)) as (engine, kept):
        address = engine_address(engine)
        running = CopyEngine(address=address, engine=kept)
        async with opened_copy(chosen, running, queries=queries) as copy:
            assert copy is not None
            yield Copied(copy=copy, engine=running, address=address)
