"""Each kind of tampering is found, and its first entry named."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.graph.client import GraphClient
from app.trail import writing
from app.trail.anchors import heads
from app.trail.chain import sealed
from app.trail.model import Happening, Head
from app.trail.verification import Fault, Verified, verify
from app.trail.writing import open_trail
from tests.trail.verifier import is_sound

ENTRIES = 6
"""What each of two runs records, between the entries that its trail was opened and closed with."""


def asked(number: int) -> Happening:
    text = f'“{number}” \u2028 \x07 \n \\ " ~ 🙂'
    return Happening(transport="http", action=f"GET /{number}", outcome="ok", asked={"text": text, "\uffee": [1, None]})


@pytest.fixture
async def folder(graph: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A chain of two files: sixteen entries of October and November."""
    for month in ("2026-10", "2026-11"):
        monkeypatch.setattr(writing, "written", lambda moment, month=month: f"{month}-07T12:00:00.000Z")
        async with open_trail(tmp_path, graph) as trail:
            for number in range(ENTRIES):
                await trail.record(asked(number))
    return tmp_path


@dataclass
class Files:
    first: Path
    second: Path


def files(folder: Path) -> Files:
    return Files(*sorted(folder.glob("*.jsonl")))


async def verified(folder: Path, graph: GraphClient) -> Verified:
    (one,) = verify(folder, await heads(graph))
    return one


async def test_what_nobody_touched_is_sound(folder: Path, graph: GraphClient) -> None:
    one = await verified(folder, graph)
    assert (one.fault, one.entries) == (None, 2 * (ENTRIES + 2))
    assert (await heads(graph))[one.chain].hash == one.head
    assert is_sound(folder)


Tamper = Callable[[list[bytes]], list[bytes]]


def rewrite(path: Path, tamper: Tamper) -> None:
    path.write_bytes(b"".join(tamper(path.read_bytes().splitlines(keepends=True))))


def changed(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3].replace(b"GET /2", b"GET /7"), *lines[4:]]


def changed_and_sealed(lines: list[bytes]) -> list[bytes]:
    entry = json.loads(lines[3])
    del entry["hash"]
    return [*lines[:3], sealed(entry | {"action": "GET /7"})[0], *lines[4:]]


def spaced(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3].replace(b'":', b'": ', 1), *lines[4:]]


def given_twice(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3].replace(b'{"action"', b'{"action":"GET /9","action"', 1), *lines[4:]]


def removed(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], *lines[4:]]


def begun_later(lines: list[bytes]) -> list[bytes]:
    return lines[2:]


def copied(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[1], *lines[3:]]


def forged(lines: list[bytes]) -> list[bytes]:
    """An entry that follows the third as it should, so that only the fourth gives it away."""
    entry, before = json.loads(lines[3]), json.loads(lines[2])
    del entry["hash"]
    return [*lines[:3], sealed(entry | {"action": "GET /7", "previous": before["hash"]})[0], *lines[3:]]


def scribbled(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], b"{}\n", *lines[3:]]


def swapped(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


@pytest.mark.parametrize(
    ("tamper", "kind", "line"),
    [
        (changed, "changed", 4),
        (changed_and_sealed, "changed", 4),
        (spaced, "changed", 4),
        (given_twice, "changed", 4),
        (removed, "removed", 4),
        (begun_later, "removed", 1),
        (copied, "inserted", 4),
        (forged, "inserted", 4),
        (scribbled, "inserted", 4),
        (swapped, "reordered", 4),
    ],
)
@pytest.mark.parametrize("which", ["first", "second"])
async def test_tampering_is_found(
    folder: Path, graph: GraphClient, tamper: Tamper, kind: str, line: int, which: str
) -> None:
    path: Path = getattr(files(folder), which)
    rewrite(path, tamper)
    fault = (await verified(folder, graph)).fault
    assert fault is not None
    assert (fault.kind, fault.file, fault.line) == (kind, path.name, line)
    assert not is_sound(folder)


@pytest.mark.parametrize("which", ["first", "second"])
async def test_no_byte_can_be_changed_unseen(folder: Path, graph: GraphClient, which: str) -> None:
    path: Path = getattr(files(folder), which)
    assert unseen(path, await heads(graph)) == []


def unseen(path: Path, known: Mapping[str, Head]) -> list[int]:
    """Where a byte of the file can be changed, or its last one taken off, without anybody noticing."""
    content, found = path.read_bytes(), []
    for position in {*range(0, len(content), 37), len(content) - 1}:
        path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
        if all(one.fault is None for one in verify(path.parent, known)):
            found.append(position)
    path.write_bytes(content[:-1])
    return found if any(one.fault for one in verify(path.parent, known)) else [*found, len(content)]


@pytest.mark.parametrize("taken", [1, ENTRIES + 1])
async def test_what_is_taken_off_the_end_is_missed(folder: Path, graph: GraphClient, taken: int) -> None:
    path = files(folder).second
    kept = path.read_bytes().splitlines(keepends=True)[:-taken]
    path.write_bytes(b"".join(kept))
    assert is_sound(folder)  # the files alone do not tell
    fault = (await verified(folder, graph)).fault
    assert fault is not None
    assert (fault.kind, fault.file, fault.line) == ("truncated", path.name, len(kept))
    assert f"at least {taken} entries" in fault.detail


@pytest.mark.parametrize(("which", "kind"), [("first", "removed"), ("second", "truncated"), ("both", "gone")])
async def test_a_file_that_is_gone_is_missed(folder: Path, graph: GraphClient, which: str, kind: str) -> None:
    there = files(folder)
    for path in (there.first, there.second) if which == "both" else (getattr(there, which),):
        path.unlink()
    fault = (await verified(folder, graph)).fault
    assert fault is not None
    assert fault.kind == kind


async def test_a_chain_that_was_written_anew_is_not_the_one_that_was_anchored(folder: Path, graph: GraphClient) -> None:
    last = "0" * 64
    for path in (files(folder).first, files(folder).second):
        lines = []
        for text in path.read_bytes().splitlines():
            entry = json.loads(text)
            del entry["hash"]
            line, last = sealed(entry | {"previous": last, "caller": None, "address": "192.0.2.1"})
            lines.append(line)
        path.write_bytes(b"".join(lines))
    assert is_sound(folder)
    fault = (await verified(folder, graph)).fault
    assert fault is not None
    assert (fault.kind, fault.line) == ("changed", ENTRIES + 2)


async def test_a_chain_that_the_graph_does_not_know_is_told(folder: Path, graph: GraphClient) -> None:
    (one,) = verify(folder, {})
    assert isinstance(one.fault, Fault)
    assert one.fault.kind == "not anchored"
    assert verify(folder, None)[0].fault is None


async def test_a_chain_that_lost_its_end_is_not_gone_on_with(folder: Path, graph: GraphClient) -> None:
    path = files(folder).second
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    async with open_trail(folder, graph) as trail:
        new = trail.head.chain
    told = {one.chain: one for one in verify(folder, await heads(graph))}
    assert told.pop(new).fault is None
    ((_, old),) = told.items()
    assert old.fault is not None
    assert old.fault.kind == "truncated"
