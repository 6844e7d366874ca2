"""Whether the time of an answer tells what is hidden from what is missing: `python -m tests.benchmarks.hide_records`.

Each request is sent about a nation that exists and may not be seen, and about one that does not exist, in turns and in
random order. The two distributions are compared by the Mann–Whitney test: below 0.01 they would differ more than chance
explains. The server is a process of its own on the embedded engine, asked over HTTP.
"""

import asyncio
from argparse import ArgumentParser
from contextlib import suppress
from math import erfc, sqrt
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from app.cli.graph import engine_address
from app.engine.supervisor import running
from app.graph.client import GraphAddress, open_graph
from app.graph.migrations import apply_migrations, load_migrations
from app.graph.queries import load_queries
from app.logs import configure_logs
from app.settings import Settings
from app.web.application import create_app
from tests.entities.generated import NATIONS, world
from tests.releasability.requests import Asked
from tests.releasability.test_timing import ASKED
from tests.web.serving import served

CALLS, WARM_UP = 300, 30
READ = [name for name in ASKED if name != "end"]
MISSING = "N9"


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS, help="requests of each kind and each of the two")
    calls = parser.parse_args().calls
    with TemporaryDirectory(prefix="entente-hide-") as folder:
        settings = Settings(home=Path(folder), log_level="error")
        configure_logs(settings)
        with running(settings, console=Console(stderr=True)) as engine:
            asyncio.run(_run(settings, engine_address(engine), calls))


async def _run(settings: Settings, address: GraphAddress, calls: int) -> None:
    async with open_graph(address, queries=load_queries(), query_seconds=30, connect_seconds=5) as graph:
        await apply_migrations(graph, load_migrations())
        await world(Random("timing")).write(graph)
    given = {"neo4j_uri": address.uri, "neo4j_password": SecretStr(address.password)}
    app = create_app(settings.model_copy(update=given), address)
    table = Table("request", "calls", "hidden", "missing", "ratio of medians", "Mann–Whitney p")
    async with served(app) as host, httpx.AsyncClient(base_url=f"http://{host}") as service:
        listed = (await service.get("/api/v1/nations", params={"first": 50})).json()["items"]
        seen = {item["key"] for item in listed}
        hidden = next(key for key in NATIONS if key not in seen)
        for name in READ:
            ones, others = await _timed(service, name, hidden, calls)
            ratio, p = median(ones) / median(others), mann_whitney(ones, others)
            table.add_row(name, str(calls), _ms(ones), _ms(others), f"{ratio:.2f}", f"{p:.3f}")
    Console().print(table)


async def _timed(service: httpx.AsyncClient, name: str, hidden: str, calls: int) -> tuple[list[float], list[float]]:
    random = Random(f"hide {name}")
    found: dict[str, list[float]] = {hidden: [], MISSING: []}
    for number in range(calls + WARM_UP):
        keys = [hidden, MISSING]
        random.shuffle(keys)
        for key in keys:
            start = perf_counter()
            await _send(service, ASKED[name](key))
            if number >= WARM_UP:
                found[key].append(perf_counter() - start)
    return found[hidden], found[MISSING]


async def _send(service: httpx.AsyncClient, asked: Asked) -> None:
    with suppress(httpx.ReadTimeout):
        await service.request(asked.method, asked.path, params=asked.query, json=asked.body)


def mann_whitney(ones: list[float], others: list[float]) -> float:
    """The two-sided probability, by the normal approximation, that two samples differ as much by chance."""
    ranked = sorted([(value, 0) for value in ones] + [(value, 1) for value in others])
    ranks = sum(rank for rank, (_, group) in enumerate(ranked, start=1) if group == 0)
    n, m = len(ones), len(others)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / sqrt(n * m * (n + m + 1) / 12)
    return erfc(abs(z) / sqrt(2))


def _ms(values: list[float]) -> str:
    return f"{median(values) * 1000:.1f} ms"


if __name__ == "__main__":
    main()
