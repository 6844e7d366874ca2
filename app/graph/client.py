"""The graph client: the only code that opens a session.

Every call names a query file, has a time limit, and READ or WRITE access. A session serves one call: reads gathered
on one session silently return nothing. Reads go to readers where there are any, and see this client's own writes.
"""

import re
from asyncio import Lock
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar

import neo4j
import structlog
from neo4j import AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity, Query
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from app.errors import EntenteError, GraphUnavailable, QueryTimeout
from app.graph.projections import Projections
from app.graph.queries import NamedQuery, QueryLibrary
from app.graph.values import to_python
from app.metrics import QUERY_FAILURES, QUERY_SECONDS

log = structlog.get_logger(__name__)

Row = dict[str, Any]
T = TypeVar("T")

_EXPLAIN = "EXPLAIN "
_STATEMENT_ROWS = 500  # so many are under way at a time
_WHERE = re.compile(r" \(line (\d+), column (\d+) \(offset: \d+\)\)")
_TRANSACTION_SECONDS = 120  # as long as the longest query file may take


@dataclass(frozen=True, kw_only=True)
class GraphAddress:
    """Where a Neo4j is and how to enter it."""

    uri: str
    username: str
    password: str
    database: str = "neo4j"


@dataclass(frozen=True, kw_only=True)
class StatementPlan:
    """What the database would do for a statement: the operators of its plan, each with what it says of itself."""

    only_reads: bool
    steps: tuple[tuple[str, str], ...]


class StatementError(Exception):
    """The database refused a statement that a person wrote. `said`: its own words; `line` and `column`: where."""

    def __init__(self, code: str, said: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(said)
        self.code, self.said, self.line, self.column = code, said, line, column


class GraphClient:
    """Runs named queries on one Neo4j. `projections`: what was made of large parts of it."""

    def __init__(self, driver: AsyncDriver, *, queries: QueryLibrary, database: str, query_seconds: float) -> None:
        self._driver = driver
        self._database = database
        self._query_seconds = query_seconds
        self.queries = queries
        self.projections = Projections()

    async def read(self, name: str, /, **parameters: Any) -> list[Row]:
        """The rows of a query file whose result is `one` or `many`. A database refuses writes in it."""
        return await self._call(self.queries[name], parameters, access=neo4j.RoutingControl.READ)

    async def read_filled(self, query: NamedQuery, /, **parameters: Any) -> list[Row]:
        """The rows of a reading query whose slots have been filled."""
        return await self._call(query, parameters, access=neo4j.RoutingControl.READ)

    async def stream(self, name: str, /, **parameters: Any) -> AsyncIterator[Row]:
        """The rows of a reading query one by one, for answers that are larger than memory should be."""
        query = self.queries[name]
        async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            try:
                result = await session.run(self._bounded(query), parameters)
                keys = result.keys()
                async for record in result:
                    yield {key: to_python(value) for key, value in zip(keys, record, strict=True)}
            except (Neo4jError, DriverError) as error:
                raise _mapped(error, name) from error

    async def write(self, name: str, /, **parameters: Any) -> list[Row]:
        """Run a query file whose result is `write`, in one transaction; its rows."""
        query = self.queries[name]
        if not query.writes:
            raise ValueError(f"{name} is declared as a read")
        return await self._call(query, parameters, access=neo4j.RoutingControl.WRITE)

    async def in_one_transaction(self, name: str, work: Callable[["GraphClient"], Awaitable[T]], /) -> T:
        """What `work` makes of a client whose calls share one transaction: all that it writes is written, or nothing.

        The driver may run `work` again when the database asks for it, so it must not change anything else. `name` is
        what the database's own log calls it.
        """

        async def run(transaction: neo4j.AsyncManagedTransaction) -> T:
            return await work(_TransactionClient(self, transaction))

        bounded = neo4j.unit_of_work(timeout=_TRANSACTION_SECONDS, metadata={"query": name})(run)
        async with self._driver.session(
            database=self._database, bookmark_manager=self._driver.execute_query_bookmark_manager
        ) as session:
            try:
                return await session.execute_write(bounded)
            except (Neo4jError, DriverError) as error:
                raise _failure(error, name) from error

    @asynccontextmanager
    async def supposing(self, name: str, /) -> AsyncIterator["GraphClient"]:
        """A client whose writes only it can see: all of its calls share one transaction, which is always rolled back.

        What it changes stays locked until then, so that it has one time limit for everything. `name` is what the
        database's own log calls it.
        """
        async with self._driver.session(database=self._database) as session:
            try:
                transaction = await session.begin_transaction(timeout=self._query_seconds, metadata={"query": name})
            except (Neo4jError, DriverError) as error:
                raise _mapped(error, name) from error
            try:
                yield _TransactionClient(self, transaction)
            except (Neo4jError, DriverError) as error:
                raise _failure(error, name) from error
            finally:
                await transaction.close()

    async def statement(self, text: str, *, name: str) -> None:
        """Run one statement of a migration file in a transaction of its own: schema may not share one with facts."""
        async with self._driver.session(database=self._database) as session:

            async def run() -> list[Row]:
                await (await session.run(text)).consume()
                return []

            await self._observed(name, run)

    async def plan(self, query: NamedQuery) -> list[str]:
        """The planner's warnings for a query file, without running it."""
        async with self._driver.session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS, notifications_min_severity="INFORMATION"
        ) as session:
            result = await session.run(f"EXPLAIN {query.text}")
            summary = await result.consume()
        return [
            status.status_description
            for status in summary.gql_status_objects
            if status.is_notification and not status.gql_status.startswith("01N60")  # a parameter without a value
        ]

    async def plan_of(self, text: str, parameters: Mapping[str, Any]) -> StatementPlan:
        """What the database would do for a statement that a person wrote, without running it. Raises StatementError."""
        async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            try:
                summary = await (await session.run(f"{_EXPLAIN}{text}", dict(parameters))).consume()
            except (Neo4jError, DriverError) as error:
                raise _statement_error(error) from error
        plan = summary.plan or {}
        return StatementPlan(only_reads=summary.query_type == "r", steps=tuple(_steps(plan)))

    async def read_statement(
        self, text: str, parameters: Mapping[str, Any], *, seconds: float, take: Callable[[neo4j.Record], bool]
    ) -> tuple[str, ...]:
        """Give the records of a statement that a person wrote to `take`, until it wants no more; the names of columns.

        The session cannot write. Raises StatementError.
        """
        async with self._driver.session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS, fetch_size=_STATEMENT_ROWS
        ) as session:
            try:
                bounded = Query(text, timeout=seconds, metadata={"query": "statement"})
                result = await session.run(bounded, dict(parameters))
                async for record in result:
                    if not take(record):
                        session.cancel()  # a session that ends in order has the database find all the rest first
                        break
            except (Neo4jError, DriverError) as error:
                raise _statement_error(error) from error
            except BaseException:
                session.cancel()
                raise
        return tuple(result.keys())

    async def ping(self) -> None:
        """Raise GraphUnavailable unless the database answers."""
        await self.read("health/ping")

    async def _call(
        self, query: NamedQuery, parameters: Mapping[str, Any], *, access: neo4j.RoutingControl
    ) -> list[Row]:
        text, given = self._bounded(query), dict(parameters)

        async def run() -> list[Row]:
            if access is neo4j.RoutingControl.READ:
                try:
                    return await self._read_at_once(text, given)
                except (Neo4jError, DriverError) as error:
                    if not error.is_retryable():
                        raise
            return await self._driver.execute_query(
                text, given, routing_=access, database_=self._database, result_transformer_=_rows
            )

        return await self._observed(query.name, run)

    async def _read_at_once(self, text: Query, parameters: dict[str, Any]) -> list[Row]:
        """Read without a transaction that has to be begun and committed: one trip to the database instead of two."""
        async with self._driver.session(
            database=self._database,
            default_access_mode=neo4j.READ_ACCESS,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        ) as session:
            return await _rows(await session.run(text, parameters))

    def _bounded(self, query: NamedQuery) -> Query:
        seconds = query.timeout_seconds or self._query_seconds
        return Query(query.text, timeout=seconds, metadata={"query": query.name})

    async def _observed(self, name: str, run: Callable[[], Awaitable[list[Row]]]) -> list[Row]:
        """Run, time, log and count one call; turn the driver's errors into ours."""
        start = perf_counter()
        try:
            rows = await run()
        except (Neo4jError, DriverError) as error:
            raise _failure(error, name) from error
        seconds = perf_counter() - start
        QUERY_SECONDS.labels(query=name).observe(seconds)
        log.debug("query", query=name, rows=len(rows), milliseconds=round(seconds * 1000, 1))
        return rows


class _TransactionClient(GraphClient):
    """Calls within one transaction, one after the other: a transaction answers one at a time.

    The driver's errors go to whoever opened the transaction, who alone can tell whether it may be run again.
    """

    def __init__(
        self, client: GraphClient, transaction: neo4j.AsyncTransaction | neo4j.AsyncManagedTransaction
    ) -> None:
        super().__init__(
            client._driver, queries=client.queries, database=client._database, query_seconds=client._query_seconds
        )
        self._transaction = transaction
        self._turn = Lock()

    async def _call(
        self, query: NamedQuery, parameters: Mapping[str, Any], *, access: neo4j.RoutingControl
    ) -> list[Row]:
        async with self._turn:
            start = perf_counter()
            rows = await _rows(await self._transaction.run(query.text, dict(parameters)))
            QUERY_SECONDS.labels(query=query.name).observe(perf_counter() - start)
            return rows


@asynccontextmanager
async def open_graph(
    address: GraphAddress, *, queries: QueryLibrary, query_seconds: float, connect_seconds: float
) -> AsyncIterator[GraphClient]:
    """A client for the Neo4j at `address`, closed at the end."""
    driver = AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.username, address.password),
        connection_timeout=connect_seconds,
        connection_acquisition_timeout=connect_seconds * 2,
        max_transaction_retry_time=connect_seconds,
        # Warnings are for the test that plans each file; a graph without agreements yet is no reason to warn.
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        user_agent="entente",
    )
    async with driver:
        yield GraphClient(driver, queries=queries, database=address.database, query_seconds=query_seconds)


async def _rows(result: neo4j.AsyncResult) -> list[Row]:
    return [
        {key: to_python(value) for key, value in zip(result.keys(), record, strict=True)} async for record in result
    ]


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "operatorType" in plan:
        yield plan["operatorType"].partition("@")[0], str(plan["args"].get("Details", ""))
    for child in plan.get("children", ()):
        yield from _steps(child)


def _statement_error(error: Neo4jError | DriverError) -> StatementError | EntenteError:
    """What a statement's author can mend is told in the database's words; the rest as of any other query."""
    if not isinstance(error, Neo4jError):
        return _mapped(error, "statement")
    said = (error.message or "").splitlines()[0] if error.message else ""
    found = _WHERE.search(said)
    line, column = (int(found[1]), int(found[2])) if found else (0, 0)
    if line == 1 and _EXPLAIN in (error.message or ""):
        column -= len(_EXPLAIN)
    return StatementError(error.code or "", _WHERE.sub("", said), line=line, column=column)


def _failure(error: Neo4jError | DriverError, name: str) -> EntenteError:
    mapped = _mapped(error, name)
    QUERY_FAILURES.labels(query=name, code=mapped.code).inc()
    log.warning("query failed", query=name, code=mapped.code, cause=type(error).__name__, detail=str(error))
    return mapped


def _mapped(error: Neo4jError | DriverError, name: str) -> EntenteError:
    match error:
        case AuthError():
            return GraphUnavailable(
                "The database refuses the user name or password; see NEO4J_USERNAME, NEO4J_PASSWORD."
            )
        case ClientError() if "TransactionTimedOut" in (error.code or ""):
            return QueryTimeout(f"The query {name} ran into its time limit. Ask for fewer hops, nations or years.")
        case ServiceUnavailable() | SessionExpired() | DriverError():
            return GraphUnavailable("The database does not answer. Try again in a few seconds.")
        case _ if (error.code or "").startswith("Neo.TransientError"):
            return GraphUnavailable("The database is busy. Try again in a few seconds.")
        case _:
            return EntenteError(f"The query {name} failed.")
