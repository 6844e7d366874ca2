"""How much longer does a request take because it is recorded?

`python -m tests.benchmarks.record_requests` asks the configured graph, which has the seed, each question 300 times
with the audit trail and 300 times without, in turn, in one process. The exit code is 1 when recording makes the median
of one more than 1.10 times as long and 2 ms longer.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import httpx
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table

from app.cli.graph import graph_address
from app.graph.client import GraphAddress
from app.logs import configure_logs
from app.settings import Settings, settings
from app.web.application import create_app
from app.web.recording import Announced, Recorded

CALLS, WARM = 300, 40
BAR, SLACK = 1.10, 2.0
"""Times as long, and milliseconds longer."""

GRAPHQL = (
    'query Path($from: String!) { alliancePaths(from: $from, to: "Japan", on: "2024-07-01") { paths { length } } }'
)
QUESTIONS: Mapping[str, tuple[str, str, dict[str, Any]]] = {
    "sources": ("GET", "/api/v1/sources", {}),
    "nation": ("GET", "/api/v1/nations/NOR", {}),
    "alliance-paths": ("GET", "/api/v1/alliance-paths", {"params": {"from": "NOR", "to": "JPN", "on": "2024-07-01"}}),
    "GraphQL": ("POST", "/graphql", {"json": {"query": GRAPHQL, "variables": {"from": "Norway"}}}),
}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One question: medians in milliseconds."""

    name: str
    recorded: float
    unrecorded: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes recorded."""
        return self.recorded / self.unrecorded

    @property
    def met(self) -> bool:
        """Recording costs little, in share or in time."""
        return self.ratio <= BAR or self.recorded - self.unrecorded <= SLACK


@asynccontextmanager
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a running service."""
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as asked,
    ):
        yield asked


def without_trail(app: FastAPI) -> FastAPI:
    """The same service, which records nothing."""
    recording: tuple[Any, ...] = (Recorded, Announced)
    app.user_middleware = [each for each in app.user_middleware if each.cls not in recording]
    return app


async def took(asked: httpx.AsyncClient, question: tuple[str, str, dict[str, Any]]) -> float:
    """Milliseconds of one answer."""
    method, path, given = question
    start = perf_counter()
    response = await asked.request(method, path, **given)
    milliseconds = (perf_counter() - start) * 1000
    response.raise_for_status()
    return milliseconds


async def compare(chosen: Settings, address: GraphAddress) -> list[Compared]:
    """All questions, in turn with and without the trail."""
    compared = []
    async with AsyncExitStack() as running:
        recorded = await running.enter_async_context(client(create_app(chosen, address)))
        unrecorded = await running.enter_async_context(client(without_trail(create_app(chosen, address))))
        for name, question in QUESTIONS.items():
            pairs = [(await took(recorded, question), await took(unrecorded, question)) for _ in range(WARM + CALLS)]
            with_trail, without = zip(*pairs[WARM:], strict=True)
            compared.append(Compared(name=name, recorded=median(with_trail), unrecorded=median(without)))
    return compared


def main() -> None:
    """Compare, print the table, and judge."""
    with TemporaryDirectory() as folder, graph_address(settings()) as address:
        chosen = settings().model_copy(update={"trail": Path(folder), "log_level": "error"})
        configure_logs(chosen)
        compared = asyncio.run(compare(chosen, address))
    table = Table("question", "recorded", "not recorded", "longer", "ratio", "")
    for each in compared:
        longer = each.recorded - each.unrecorded
        table.add_row(
            each.name, f"{each.recorded:.2f} ms", f"{each.unrecorded:.2f} ms", f"{longer:.2f} ms",
            f"{each.ratio:.2f}", "met" if each.met else "missed",
        )  # fmt: skip
    Console(width=120).print(table)
    sys.exit(0 if all(each.met for each in compared) else 1)


if __name__ == "__main__":
    main()
