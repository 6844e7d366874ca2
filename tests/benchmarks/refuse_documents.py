"""How long does it take to refuse a GraphQL document that would cost too much?

`python -m tests.benchmarks.refuse_documents` sends each document of `tests.web.hostile` 20 times to a service without a
graph, in one process and without a network. The exit code is 1 when the median of one is above 50 ms.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import httpx
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table

from app.callers.authentication import Authentication
from app.record.releasability import Viewer
from app.settings import Settings
from app.web.authentication import Authenticated
from app.web.graphql import router_for
from tests.web.hostile import HOSTILE, TOO_DEEP_TO_READ

CALLS = 20
BAR = 50.0
"""Milliseconds."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """One document: how long its refusals took, in milliseconds, and what was said."""

    name: str
    milliseconds: tuple[float, ...]
    said: str

    @property
    def met(self) -> bool:
        """It is refused, and within the bar."""
        return median(self.milliseconds) <= BAR and "DOCUMENT_REFUSED" in self.said


@asynccontextmanager
async def service() -> AsyncIterator[httpx.AsyncClient]:
    """A service without a graph: whatever is not refused fails."""
    app = FastAPI()
    app.state.graph, app.state.viewer, app.state.writes = None, Viewer(), False
    app.state.callers = Authentication(graph=None, required=False)  # type: ignore[arg-type]
    app.add_middleware(Authenticated)
    app.include_router(router_for(Settings()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client:
        yield client


async def refuse(client: httpx.AsyncClient, name: str, body: bytes) -> Refused:
    """Send one document CALLS times."""
    taken = []
    for _ in range(CALLS):
        start = perf_counter()
        response = await client.post("/graphql", content=body, headers={"Content-Type": "application/json"})
        taken.append((perf_counter() - start) * 1000)
    return Refused(name=name, milliseconds=tuple(taken), said=response.text)


async def run() -> list[Refused]:
    """All documents, one after another; the first call of all is not counted."""
    bodies = {name: json.dumps(body).encode() for name, body in HOSTILE.items()}
    bodies["lists of 40,000 levels in a variable"] = TOO_DEEP_TO_READ
    async with service() as client:
        await client.post("/graphql", json={"query": "{ __typename }"})
        return [await refuse(client, name, body) for name, body in bodies.items()]


def main() -> None:
    """Measure, print the table, and exit with 1 when a bar is missed."""
    figures = asyncio.run(run())
    table = Table("document", "median ms", "worst ms", "met")
    for each in figures:
        cells = f"{median(each.milliseconds):.1f}", f"{max(each.milliseconds):.1f}", "yes" if each.met else "NO"
        table.add_row(each.name, *cells)
    Console().print(table)
    sys.exit(0 if all(each.met for each in figures) else 1)


if __name__ == "__main__":
    main()
