"""What becomes of the trail when the disk, the graph or another process is in the way."""

import asyncio
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from app.graph.client import GraphAddress, GraphClient, open_graph
from app.graph.queries import QueryLibrary
from app.trail import writing
from app.trail.anchors import heads
from app.trail.files import GrowingFile
from app.trail.model import Happening, TrailUnavailable
from app.trail.verification import verify
from app.trail.writing import open_trail
from tests.trail.entries import entries, notes
from tests.trail.verifier import is_sound


def happening(number: int = 0) -> Happening:
    return Happening(transport="http", action="GET /", outcome="ok", request=f"r{number}")


async def test_a_disk_that_hangs_refuses_and_loses_nothing(
    graph: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = GrowingFile.append

    def hanging(self: GrowingFile, lines: bytes) -> None:
        time.sleep(0.5)
        append(self, lines)

    async with open_trail(tmp_path, graph) as trail:
        monkeypatch.setattr(writing, "PATIENCE_SECONDS", 0.1)
        monkeypatch.setattr(GrowingFile, "append", hanging)
        start = time.perf_counter()
        with pytest.raises(TrailUnavailable):
            await trail.record(happening(1))
        assert time.perf_counter() - start < 0.4
        with pytest.raises(TrailUnavailable):
            trail.check()
        monkeypatch.setattr(GrowingFile, "append", append)
        await asyncio.sleep(1)
        trail.check()
        await trail.record(happening(2))
    assert [entry["request"] for entry in entries(tmp_path)] == ["r1", "r2"]
    (refused,) = [note for note in notes(tmp_path) if note["action"] == "trail refused"]
    assert (refused["asked"]["requests"], refused["asked"]["withheld"]) == (1, ["r1"])
    assert is_sound(tmp_path)


async def test_more_than_can_wait_is_refused(
    graph: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_WAITING", 3)
    async with open_trail(tmp_path, graph) as trail:
        told = await asyncio.gather(*(trail.record(happening(number)) for number in range(8)), return_exceptions=True)
    assert [type(each) for each in told] == [type(None)] * 3 + [TrailUnavailable] * 5
    assert [entry["request"] for entry in entries(tmp_path)] == ["r0", "r1", "r2"]


async def test_a_file_that_is_taken_away_while_it_is_written_is_missed(graph: GraphClient, tmp_path: Path) -> None:
    async with open_trail(tmp_path, graph) as trail:
        await trail.record(happening(1))
        (await asyncio.to_thread(lambda: next(tmp_path.glob("*.jsonl")))).unlink()
        await trail.record(happening(2))
    assert [entry["request"] for entry in entries(tmp_path)] == ["r2"]
    (one,) = verify(tmp_path, await heads(graph))
    assert one.fault is not None
    assert (one.fault.kind, one.fault.line) == ("removed", 1)


async def test_two_processes_never_write_on_one_chain(graph: GraphClient, tmp_path: Path) -> None:
    async with open_trail(tmp_path, graph) as first:
        async with open_trail(tmp_path, graph) as second:
            assert first.head.chain != second.head.chain
        async with open_trail(tmp_path, graph) as third:
            assert third.head.chain == second.head.chain
    assert [one.fault for one in verify(tmp_path, await heads(graph))] == [None, None]


async def test_without_a_graph_a_chain_begins_that_is_anchored_later(
    graph: GraphClient, queries: QueryLibrary, tmp_path: Path, free_port: int
) -> None:
    nowhere = GraphAddress(uri=f"bolt://127.0.0.1:{free_port}", username="neo4j", password="x")
    async with open_trail(tmp_path, graph) as trail:
        known = trail.head.chain
    async with (
        open_graph(nowhere, queries=queries, query_seconds=1, connect_seconds=0.3) as dead,
        open_trail(tmp_path, dead) as trail,
    ):
        await trail.record(happening())
        new = trail.head.chain
    assert new != known
    faults = {one.chain: one.fault and one.fault.kind for one in verify(tmp_path, await heads(graph))}
    assert faults == {known: None, new: "not anchored"}


async def test_a_folder_that_cannot_be_is_named(graph: GraphClient, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TrailUnavailable, match="Set ENTENTE_TRAIL to a folder that can be written") as error:
        async with open_trail(tmp_path / "file" / "trail", graph):
            pass
    assert error.value.field == "ENTENTE_TRAIL"


async def test_the_anchor_moves_with_the_chain(
    graph: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "ANCHOR_SECONDS", 0.05)
    async with open_trail(tmp_path, graph) as trail:
        await trail.record(happening())
        for _ in range(100):
            await asyncio.sleep(0.05)
            if (await heads(graph))[trail.head.chain] == trail.head:
                break
        assert (await heads(graph))[trail.head.chain] == trail.head


async def test_a_copy_of_the_folder_verifies_elsewhere(graph: GraphClient, tmp_path: Path) -> None:
    async with open_trail(tmp_path / "trail", graph) as trail:
        await trail.record(happening())
    copied: Any = await asyncio.to_thread(shutil.copytree, tmp_path / "trail", tmp_path / "copy")
    (one,) = verify(copied, await heads(graph))
    assert one.fault is None
