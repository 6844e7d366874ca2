"""The files of the trail: which chain a process writes on, and how lines are put behind its last one."""

import os
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import Any

import structlog
from filelock import FileLock, Timeout

from app.trail.chain import BEGINNING, ChainFile, chains, file_name, lines_backwards, opened
from app.trail.model import Head

log = structlog.get_logger(__name__)

SYNC_SECONDS = 1.0
"""How long a line may wait to be forced to the disk."""


@dataclass
class Chain:
    """A chain that this process alone writes on, and where it ends."""

    folder: Path
    name: str
    lock: FileLock
    number: int = 0
    last: str = BEGINNING
    time: str = ""
    month: str = ""
    torn: dict[str, Any] | None = None
    """What was set aside of an entry that a process died of writing."""

    @property
    def head(self) -> Head:
        """Its last entry."""
        return Head(chain=self.name, file=file_name(self.name, self.month), number=self.number, hash=self.last)


class GrowingFile:
    """A file that only grows by whole lines: what a full disk took of some is taken back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        self._size = os.fstat(self._descriptor).st_size
        self._partial = False
        self._dirty_since: float | None = None

    @property
    def is_due(self) -> bool:
        """Whether lines have waited for long enough to be forced to the disk."""
        return self._dirty_since is not None and monotonic() - self._dirty_since >= SYNC_SECONDS

    @property
    def is_there(self) -> bool:
        """Whether the path still leads to it: somebody may have taken it away."""
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            return False

    def append(self, lines: bytes) -> None:
        """Write all of it, or nothing. Raises OSError."""
        if self._partial:
            os.ftruncate(self._descriptor, self._size)
        self._partial = True
        left = memoryview(lines)
        while left:
            left = left[os.write(self._descriptor, left) :]
        self._partial = False
        self._size = os.fstat(self._descriptor).st_size
        self._dirty_since = self._dirty_since or monotonic()

    def sync(self) -> None:
        """Force it to the disk."""
        if self._dirty_since is not None:
            self._dirty_since = None
            os.fsync(self._descriptor)

    def close(self) -> None:
        """Close it."""
        os.close(self._descriptor)


def take_chain(folder: Path, known: Mapping[str, Head]) -> Chain:
    """A chain that is sound at its end and that nobody else writes on, or a new one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, files in chains(folder).items():
        lock = _locked(folder, name)
        if lock is None:
            continue
        chain = _resumed(Chain(folder=folder, name=name, lock=lock), files, known.get(name))
        if chain is not None:
            return chain
        lock.release()
    name = f"{re.sub('[^A-Za-z0-9]+', '-', socket.gethostname())[:40]}-{token_hex(4)}"
    new = _locked(folder, name)
    if new is None:
        raise OSError(f"{name} is taken")
    return Chain(folder=folder, name=name, lock=new)


def _locked(folder: Path, name: str) -> FileLock | None:
    lock = FileLock(folder / f"{name}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock


def _resumed(chain: Chain, files: Sequence[ChainFile], anchored: Head | None) -> Chain | None:
    """The chain, to be gone on with; None where its end is not what the graph remembers."""
    last = next(_backwards(files), None)
    entry = opened(last[1]) if last else None
    if last is None or entry is None or anchored is None or not _holds(files, anchored):
        log.error(
            "a chain of the audit trail does not end as it was anchored; `entente trail verify`", chain=chain.name
        )
        return None
    chain.torn = _set_aside(files[-1].path)
    chain.number, chain.last, chain.time = entry["number"], entry["hash"], entry["time"]
    chain.month = last[0].month
    return chain


def _backwards(files: Sequence[ChainFile]) -> Iterator[tuple[ChainFile, bytes]]:
    for file in reversed(files):
        yield from ((file, line) for _, line in lines_backwards(file.path))


def _holds(files: Sequence[ChainFile], head: Head) -> bool:
    """Whether the anchored entry still stands in the chain."""
    for _, line in _backwards(files):
        entry = opened(line)
        if entry is None or entry["number"] < head.number:
            return False
        if entry["number"] == head.number:
            return bool(entry["hash"] == head.hash)
    return False


def _set_aside(path: Path) -> dict[str, Any] | None:
    """Take off what a process died of writing, and keep it beside the file."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        start = next((offset + len(line) for offset, line in lines_backwards(path)), 0)
        if start == size:
            return None
        file.seek(start)
        torn = file.read()
        aside = path.with_name(f"{path.name}.torn-{start}")
        aside.write_bytes(torn)
        file.truncate(start)
    log.warning("an entry of the audit trail was torn, and is set aside", file=aside.name, bytes=len(torn))
    return {"file": aside.name, "bytes": len(torn), "sha256": sha256(torn).hexdigest()}
