"""`entente up` and `entente serve`."""

import asyncio
import gc
import socket
from contextlib import suppress
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING

import uvicorn
from rich.markup import escape

from app.callers.authentication import check_host, local_caller
from app.callers.keys import issue, keys
from app.callers.model import IssuedKey, NewKey
from app.cli.console import errors, say
from app.cli.graph import configured_address, engine_address
from app.cli.releases import check_copy, released_copy
from app.cli.trail import recorded
from app.engine.supervisor import running
from app.errors import Conflict, DefectiveMigration, EntenteError
from app.graph.client import GraphAddress, open_graph
from app.graph.migrations import apply_migrations, load_migrations, migration_info
from app.graph.queries import load_queries
from app.importers.seed import is_seeded, load_seed, read_folder
from app.settings import Settings, settings

if TYPE_CHECKING:
    from fastapi import FastAPI

_FIRST_PORT = 8000
_PORTS_TRIED = 100


def up() -> None:
    """Start everything: the embedded Neo4j unless NEO4J_URI is set, migrations, the seed, and the service.

    Example: `entente up`, then open the addresses that it prints. Ctrl-C stops all of it.
    """
    chosen = settings()
    check_host(chosen)
    check_copy(chosen)
    start = perf_counter()
    load_queries()  # a defective query file stops the start before anything else is done
    listener = _listener(chosen)
    _import_ahead()
    if chosen.neo4j_uri is not None:
        _up(chosen, configured_address(chosen), listener, browser=None, start=start)
        return
    with running(chosen, console=errors) as engine:
        _up(chosen, engine_address(engine), listener, browser=engine.browser_url, start=start)


def serve() -> None:
    """Serve a graph that is up to date already: no engine is started, nothing is migrated or seeded.

    Example: `NEO4J_URI=neo4j://graph:7687 NEO4J_PASSWORD=… entente serve`, on each of several machines.
    """
    chosen = settings()
    check_host(chosen)
    check_copy(chosen)
    listener = _listener(chosen)
    address = _serving_address(chosen)
    asyncio.run(_refuse_pending(chosen, address))
    _serve(chosen, address, listener, browser=None)


def _serving_address(chosen: Settings) -> GraphAddress:
    from app.engine.supervisor import borrowed

    return configured_address(chosen) if chosen.neo4j_uri is not None else engine_address(borrowed(chosen))


def _up(chosen: Settings, address: GraphAddress, listener: socket.socket, *, browser: str | None, start: float) -> None:
    first = asyncio.run(_prepare(chosen, address))
    say(f"Ready after {perf_counter() - start:.1f} s.")
    if first is not None:
        base = f"http://{chosen.host}:{listener.getsockname()[1]}"
        errors.print(
            f"A first key, shown this once; `entente keys revoke {first.issued.id}` takes it back:", markup=False
        )
        errors.print(f"curl -H 'Authorization: Bearer {first.key}' {base}/api/v1/keys", soft_wrap=True, markup=False)
    _serve(chosen, address, listener, browser=browser)


async def _prepare(chosen: Settings, address: GraphAddress) -> IssuedKey | None:
    """Bring the graph up to date; the first key of a graph that has none."""
    async with open_graph(
        address,
        queries=load_queries(),
        query_seconds=chosen.query_seconds,
        connect_seconds=chosen.connect_seconds,
    ) as graph:
        await apply_migrations(graph, load_migrations(), say=say)
        if await graph.read("releases/release"):
            raise Conflict(
                "This is a released copy, and nothing is entered into it. Name it in ENTENTE_RELEASE, beside a graph.",
                field="ENTENTE_HOME",
                value=str(chosen.home),
            )
        seed = read_folder()
        if not await is_seeded(graph, seed):
            say("Loading the seed …")
            await recorded(
                graph,
                chosen,
                "seed",
                lambda graph: load_seed(graph, seed, say=say),
                asked={"folder": str(seed.path), "name": seed.name},
                rows=lambda reports: sum(report.new for report in reports),
            )
        if await keys(graph):
            return None
        local = local_caller(chosen.viewer, writes=chosen.writes)
        wanted = NewKey(
            name="first use",
            roles=tuple(sorted(local.roles)),
            clearance=int(local.viewer.clearance),
            nationality=local.viewer.nationality,
        )
        given = wanted.model_dump(mode="json", by_alias=True)
        return await recorded(
            graph, chosen, "keys issue", lambda graph: issue(graph, wanted, issuer=None), asked=given, rows=lambda _: 1
        )


async def _refuse_pending(chosen: Settings, address: GraphAddress) -> None:
    async with open_graph(
        address, queries=load_queries(), query_seconds=chosen.query_seconds, connect_seconds=chosen.connect_seconds
    ) as graph:
        pending = [state for state in await migration_info(graph, load_migrations()) if state.state == "pending"]
    if pending:
        raise DefectiveMigration(
            f"The graph lacks migration {pending[0].version:04d} ({pending[0].description}); "
            "`entente migrate apply` applies it."
        )


def _serve(chosen: Settings, address: GraphAddress, listener: socket.socket, *, browser: str | None) -> None:
    from app.web.application import create_app

    base = f"http://{chosen.host}:{listener.getsockname()[1]}"
    with released_copy(chosen) as copy:
        _listen(chosen, create_app(chosen, address, copy=copy), listener, base=base, browser=browser)


def _listen(chosen: Settings, app: "FastAPI", listener: socket.socket, *, base: str, browser: str | None) -> None:
    listener.listen()  # who comes before the service accepts waits, and is not refused
    errors.print(f"[bold]Explorer[/]           {base}/")
    errors.print(f"[bold]GraphQL[/]            {base}/graphql")
    errors.print(f"[bold]HTTP documentation[/] {base}/docs")
    if browser:
        password = chosen.home / "password"
        errors.print(f"[bold]Neo4j Browser[/]      {browser}   user neo4j, password in {escape(str(password))}")
    errors.print("Ctrl-C stops it.")
    # The schema and the queries stay for good: there is no use in looking through them for garbage. An answer makes ten
    # thousand objects, and few of them in circles: it is looked for after some answers, not ten times in each.
    gc.freeze()
    gc.set_threshold(50_000)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=5,
        # Anybody can write X-Forwarded-For, and the audit trail would quote it.
        proxy_headers=bool(chosen.trusted_proxies),
        forwarded_allow_ips=chosen.trusted_proxies,
        ws_max_size=chosen.request_bytes,
    )
    # Having stopped in order, the server raises what stopped it; that was asked for, and is no failure.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listener(chosen: Settings) -> socket.socket:
    """A socket on the configured port, or on the first free one. Bound before long work starts."""
    ports = [chosen.port] if chosen.port else range(_FIRST_PORT, _FIRST_PORT + _PORTS_TRIED)
    for port in ports:
        # Named, or asyncio does not know it for TCP and leaves Nagle's algorithm on, and every answer waits for 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((chosen.host, port))
        except OSError as error:
            listener.close()
            if chosen.port or error.errno != 98:
                raise _taken(chosen, port, error) from error
        else:
            return listener
    raise Conflict(f"No port from {_FIRST_PORT} on is free on {chosen.host}. Set ENTENTE_PORT.", field="ENTENTE_PORT")


def _taken(chosen: Settings, port: int, error: OSError) -> EntenteError:
    return Conflict(
        f"Cannot listen on {chosen.host}:{port}: {error.strerror}. Set ENTENTE_PORT or ENTENTE_HOST to another.",
        field="ENTENTE_PORT",
        value=port,
    )


def _import_ahead() -> None:
    """Import the service while the engine starts: it takes about as long as the engine's own first second."""

    def load() -> None:
        import app.web.application  # noqa: F401

    Thread(target=load, daemon=True).start()
