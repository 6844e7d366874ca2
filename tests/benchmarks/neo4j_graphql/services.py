"""Both services as processes of their own on one graph, and the client that asks both."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from shutil import copy, which
from socket import socket
from time import monotonic, perf_counter, sleep
from typing import Any

from app.graph.client import GraphAddress
from tests.benchmarks.neo4j_graphql.type_definitions import type_definitions

HERE = Path(__file__).parent
START_SECONDS = 120


class Failed(Exception):
    """A service could not be started, or refused what it was asked."""


class Asked:
    """A service that answers GraphQL by POST, asked over one connection that stays open."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._connection.connect()

    def ask(self, document: str, variables: Mapping[str, Any]) -> tuple[Any, float]:
        """What stands under `answer`, and the seconds from sending to the last byte. Raises Failed for an error."""
        body = json.dumps({"query": document, "variables": variables}).encode()
        try:
            received, seconds = self._post(body)
        except (BrokenPipeError, ConnectionResetError, RemoteDisconnected):  # it was idle, and the service closed it
            self._connection.close()
            self._connection.connect()
            received, seconds = self._post(body)
        answer = json.loads(received)
        if answer.get("errors") or "data" not in answer:
            raise Failed(received.decode()[:2_000])
        return answer["data"]["answer"], seconds

    def _post(self, body: bytes) -> tuple[bytes, float]:
        start = perf_counter()
        self._connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
        received = self._connection.getresponse().read()
        return received, perf_counter() - start

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def installed(cache: Path) -> Path:
    """The folder with the packages that package.json names, installed there unless they are. Raises Failed."""
    if which("node") is None or which("npm") is None:
        raise Failed("Node.js 20 or later and npm have to be installed.")
    folder = cache / "neo4j-graphql"
    wanted = (HERE / "package.json").read_bytes()
    present = folder / "package.json"
    folder.mkdir(parents=True, exist_ok=True)
    if not (present.exists() and present.read_bytes() == wanted and (folder / "node_modules").is_dir()):
        copy(HERE / "package.json", present)
        quiet = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts")
        subprocess.run(["npm", "install", *quiet], cwd=folder, check=True, stdout=sys.stderr, timeout=600)
    copy(HERE / "server.mjs", folder)
    (folder / "types.graphql").write_text(type_definitions(), encoding="utf-8")
    return folder


@contextmanager
def neo4j_graphql(address: GraphAddress, folder: Path, *, show_cypher: bool = False) -> Iterator[Asked]:
    """@neo4j/graphql, for the block."""
    types = {"TYPE_DEFINITIONS": str(folder / "types.graphql"), "NODE_ENV": "production"}
    debug = {"DEBUG": "@neo4j/graphql:execution"} if show_cypher else {}
    process = subprocess.Popen(
        ["node", "--max-old-space-size=2048", "server.mjs"],
        cwd=folder,
        env={**os.environ, **_graph(address), **types, **debug},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with _ended(process):
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.strip().isdigit():
            raise Failed(f"The server of @neo4j/graphql did not start: {line!r}")
        asked = Asked(int(line))
        yield asked
        asked.close()


@contextmanager
def entente(address: GraphAddress) -> Iterator[Asked]:
    """Entente as `entente serve` starts it, for the block."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", "from app.cli import main; main()", "serve"],
        env={**os.environ, **_graph(address), "ENTENTE_PORT": str(port), "ENTENTE_LOG_LEVEL": "error"},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with _ended(process):
        asked = _answering(process, port)
        yield asked
        asked.close()


def _graph(address: GraphAddress) -> dict[str, str]:
    return {
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database,
    }


def _free_port() -> int:
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _answering(process: "subprocess.Popen[bytes]", port: int) -> Asked:
    """A connection, as soon as somebody listens. Raises Failed."""
    limit = monotonic() + START_SECONDS
    while process.poll() is None and monotonic() < limit:
        try:
            return Asked(port)
        except ConnectionRefusedError:
            sleep(0.1)
    raise Failed("The service did not start.")


@contextmanager
def _ended(process: "subprocess.Popen[Any]") -> Iterator[None]:
    """The process ends with the block, whatever happens in it."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
