"""A statement, from its text to its rows: what may not be asked is refused before it runs, and what runs has bounds."""

import re
from asyncio import Semaphore, timeout, to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Protocol

import structlog

from app.errors import EngineError, EntenteError, Forbidden
from app.graph.client import GraphAddress, GraphClient, StatementError, StatementPlan, open_graph
from app.graph.queries import QueryLibrary
from app.record.releasability import Viewer
from app.releases.model import Release, Statement, StatementAnswer, StatementRefused, StatementTooDear
from app.releases.statement import PROCEDURES, check_statement
from app.releases.values import Json, TooManyBytes
from app.settings import Settings

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 4
"""Statements that run on a copy at the same time: each may take a quarter of its engine's memory."""

_GRACE_SECONDS = 3.0
"""How much longer than its time limit a statement is waited for: the engine itself ends it, and says so."""

_ADMINISTRATION = ("Show", "Terminate", "Load", "Create", "Drop", "Alter", "Transaction")
_INSIDE = re.compile(r"Caused by: [\w.$]+: ")
_MEMORY = ("OutOfMemory", "MemoryPool")
_TIME = ("TransactionTimedOut", "Terminated")


class Restartable(Protocol):
    """The engine of a copy, which can be ended and started again at the same address."""

    @property
    def pid(self) -> int:
        """Its process."""

    def restart(self, *, known: int) -> int:
        """Do so where it still is the process `known`; its process now."""


@dataclass(frozen=True, kw_only=True)
class CopyEngine:
    """Where a copy is, and what runs it."""

    address: GraphAddress
    engine: Restartable


@dataclass(frozen=True, kw_only=True)
class ReleasedCopy:
    """A copy that answers statements."""

    graph: GraphClient
    engine: Restartable
    release: Release
    seconds: float
    """Time limit of a statement."""
    bytes: int
    """Most bytes of an answer, as JSON."""
    _turns: Semaphore = field(default_factory=lambda: Semaphore(MOST_AT_ONCE))

    def check(self, viewer: Viewer) -> None:
        """Raise Forbidden for a viewer who may not see all that the copy holds."""
        if not self.release.serves(viewer):
            raise Forbidden("The released copy here was made for others than you; ask its operator for one for you.")

    async def answer(self, asked: Statement) -> StatementAnswer:
        """The rows of a statement that only reads. Raises StatementRefused and StatementTooDear."""
        check_statement(asked.statement)
        async with self._turns:
            start, engine = perf_counter(), self.engine.pid
            try:
                async with timeout(self.seconds + _GRACE_SECONDS):
                    _check_plan(await self.graph.plan_of(asked.statement, asked.parameters), asked.statement)
                    columns, rows = await self._rows(asked)
            except StatementError as error:
                raise self._told(error, asked.statement) from error
            except TimeoutError as error:
                # What does not end when it is told to takes a processor until its engine ends.
                log.warning("a statement did not end; the engine of the released copy starts again")
                await to_thread(self.engine.restart, known=engine)
                raise self._too_long() from error
        return StatementAnswer(
            columns=columns,
            rows=tuple(rows[: asked.limit]),
            more=len(rows) > asked.limit,
            release=self.release,
            milliseconds=round((perf_counter() - start) * 1000, 1),
        )

    async def _rows(self, asked: Statement) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        rows: list[tuple[Any, ...]] = []
        json = Json(most=self.bytes)

        def take(record: Any) -> bool:
            rows.append(tuple(json.of(value) for value in record.values()))
            return len(rows) <= asked.limit

        try:
            columns = await self.graph.read_statement(
                asked.statement, asked.parameters, seconds=self.seconds, take=take
            )
        except TooManyBytes as error:
            raise StatementTooDear(
                f"The answer has more than {self.bytes:,} bytes in its first {len(rows) + 1:,} rows; return less of "
                "each, or fewer.",
                field="statement",
            ) from error
        return columns, rows

    def _told(self, error: StatementError, text: str) -> EntenteError:
        if any(each in error.code for each in _MEMORY):
            return StatementTooDear("It needs more memory than a statement has here; collect and sort less.")
        if any(each in error.code for each in _TIME):
            return self._too_long()
        where = f" (line {error.line}, column {error.column})" if error.line else ""
        said = _INSIDE.sub("", error.said)[:600]
        return StatementRefused(f"{said}{where}", field="statement", value=text[:80])

    def _too_long(self) -> StatementTooDear:
        return StatementTooDear(
            f"It took longer than {self.seconds:g} s. Begin at named nodes, limit the length of paths, or return less.",
            field="statement",
        )


@asynccontextmanager
async def opened_copy(
    settings: Settings, copy: CopyEngine | None, *, queries: QueryLibrary
) -> AsyncIterator[ReleasedCopy | None]:
    """The copy in an engine, or none without one. Raises EngineError where it is not whole."""
    if copy is None:
        yield None
        return
    async with open_graph(
        copy.address, queries=queries, query_seconds=settings.query_seconds, connect_seconds=settings.connect_seconds
    ) as graph:
        rows = await graph.read("releases/release")
        if not rows:
            raise EngineError(
                f"{settings.release} holds no released copy. `entente release FOLDER` makes one.",
                field="ENTENTE_RELEASE",
                value=str(settings.release),
            )
        yield ReleasedCopy(
            graph=graph,
            engine=copy.engine,
            release=Release(**{"nationality": None} | rows[0]["release"]),
            seconds=settings.cypher_seconds,
            bytes=settings.cypher_bytes,
        )


def _check_plan(plan: StatementPlan, text: str) -> None:
    """Raise StatementRefused for whatever would do more than read what the copy holds."""
    for step, said in plan.steps:
        called = said.partition("(")[0]
        if step == "ProcedureCall" and called not in PROCEDURES:
            raise StatementRefused(
                f"{called} is not among the procedures that may be called: {', '.join(sorted(PROCEDURES))}.",
                field="statement",
                value=text[:80],
            )
        if step.startswith(_ADMINISTRATION):
            raise StatementRefused("A statement may only read the graph.", field="statement", value=text[:80])
    if not plan.only_reads:
        raise StatementRefused(
            "A statement may only read: nothing is created, set, merged or deleted here.",
            field="statement",
            value=text[:80],
        )
