"""A service that is killed leaves a chain that is sound up to its end, and the next start goes on with it."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import httpx

from app.graph.client import GraphAddress, GraphClient
from app.trail.anchors import heads
from app.trail.verification import verify
from app.trail.writing import open_trail
from tests.trail.entries import entries, notes
from tests.trail.verifier import is_sound

SERVE = [str(Path(sys.executable).parent / "entente"), "serve"]


@contextmanager
def service(address: GraphAddress, folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`entente serve` on this run's graph: its address and its process."""
    chosen = {
        "NEO4J_URI": address.uri,
        "NEO4J_PASSWORD": address.password,
        "ENTENTE_TRAIL": str(folder),
        "ENTENTE_LOG_LEVEL": "error",
    }
    with subprocess.Popen(SERVE, env=os.environ | chosen, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if found := re.search(r"http://127\.0\.0\.1:\d+(?=/graphql)", line):
                    break
            assert found
            yield found[0], process
        finally:
            process.kill()


async def load(base: str, process: subprocess.Popen[str]) -> set[str]:
    """Ask until the service is killed amid it; the ids of the requests that were answered."""
    answered: set[str] = set()

    async def ask(client: httpx.AsyncClient) -> None:
        while True:
            try:
                response = await client.get(f"{base}/api/v1/sources")
            except httpx.ConnectError:
                if process.poll() is None and not answered:
                    await asyncio.sleep(0.05)
                    continue
                return
            except httpx.HTTPError:
                return
            assert response.status_code == 200
            answered.add(response.headers["x-request-id"])
            if len(answered) == 150:
                process.send_signal(signal.SIGKILL)

    async with httpx.AsyncClient(timeout=30) as client:
        await asyncio.gather(*(ask(client) for _ in range(8)))
    return answered


def tear(folder: Path, torn: bytes) -> Path:
    """Leave part of an entry at the end of the one file in a folder."""
    (path,) = folder.glob("*.jsonl")
    with path.open("ab") as file:
        file.write(torn)
    return path


async def test_a_killed_service_leaves_a_sound_chain(graph: GraphClient, address: GraphAddress, tmp_path: Path) -> None:
    with service(address, tmp_path) as (base, process):
        answered = await load(base, process)
        assert process.wait() == -signal.SIGKILL
    assert len(answered) >= 150
    assert answered <= {entry["request"] for entry in entries(tmp_path)}
    assert is_sound(tmp_path)
    (killed,) = verify(tmp_path, await heads(graph))
    assert killed.fault is None
    torn = b'{"action":"GET /api/v1/so'
    path = tear(tmp_path, torn)
    (one,) = verify(tmp_path, await heads(graph))
    assert (one.fault, one.torn, one.entries) == (None, path.name, killed.entries)
    async with open_trail(tmp_path, graph) as trail:
        assert trail.head.number == killed.entries + 1
    told = notes(tmp_path)[-2]["asked"]["torn"]
    assert (told["bytes"], told["sha256"]) == (len(torn), sha256(torn).hexdigest())
    assert (tmp_path / told["file"]).read_bytes() == torn
    (again,) = verify(tmp_path, await heads(graph))
    assert (again.fault, again.torn, again.entries) == (None, None, killed.entries + 2)
    assert is_sound(tmp_path)
