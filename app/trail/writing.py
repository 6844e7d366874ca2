"""The writer of the trail: one chain per process, one task that writes, and one order of entries.

What is decided here:

- Nothing is answered before it stands in the trail: `record` returns once the line was handed to the operating system,
  so that it outlives this process, whatever ends it. Lines are forced to the disk every second and with each anchor.
- What changes something is recorded before it begins as well (`app.web.trail`, `app.cli.trail`).
- When the disk refuses, `record` raises TrailUnavailable, and everything is refused until it takes entries again. What
  was waiting is kept and written first then, followed by an entry that tells how many requests were refused meanwhile.
- The end of the chain is anchored in the graph when the chain is opened, every minute and at the end, so that entries
  that are taken off the end are missed, and a chain that was written anew is told from the one that stood here. What is
  younger than the last anchor can be cut off unseen; whoever has both the disk and the database can forge both: heads
  that `entente trail verify` prints and somebody else keeps show that too.
"""

import asyncio
import os
import socket
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from app.callers.model import Caller
from app.errors import EntenteError
from app.graph.client import GraphClient
from app.trail.anchors import anchor, heads
from app.trail.chain import file_name, sealed, written
from app.trail.files import SYNC_SECONDS, Chain, GrowingFile, take_chain
from app.trail.model import Happening, Head, TrailUnavailable

log = structlog.get_logger(__name__)

ANCHOR_SECONDS = 60.0
RETRY_SECONDS = 1.0

PATIENCE_SECONDS = 5.0
"""How long a request waits for its entry to be written."""

MOST_WAITING = 10_000
"""Entries that wait to be written; beyond them, requests are refused."""

_MOST_TOLD = 50


@dataclass
class _Waiting:
    happening: Happening
    done: "asyncio.Future[None]"


@dataclass
class _Refusal:
    """That the disk refuses, since when, and what was refused for it."""

    reason: str
    since: str
    requests: int = 0
    withheld: list[str] = field(default_factory=list)


class Trail:
    """The open trail of a process."""

    def __init__(self, chain: Chain, graph: GraphClient) -> None:
        self._chain = chain
        self._graph = graph
        self._waiting: deque[_Waiting] = deque()
        self._woken = asyncio.Event()
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="trail")
        self._service = f"{socket.gethostname()}:{os.getpid()}"
        self._file: GrowingFile | None = None
        self._refusal: _Refusal | None = None
        self._anchored: Head | None = None
        self._closing = False

    @property
    def head(self) -> Head:
        """The last entry that was written."""
        return self._chain.head

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return self._chain.folder

    @property
    def torn(self) -> dict[str, Any] | None:
        """What was set aside of an entry that the process before died of writing."""
        return self._chain.torn

    def check_written(self) -> None:
        """Raise TrailUnavailable while the disk refuses."""
        if self._refusal is not None:
            raise _unavailable()

    def check(self) -> None:
        """Raise TrailUnavailable while the disk refuses, or more waits than is kept; count what is refused for it."""
        if self._refusal is not None:
            self._refusal.requests += 1
            raise _unavailable()
        if len(self._waiting) >= MOST_WAITING:
            raise _unavailable()

    async def record(self, happening: Happening) -> None:
        """Write an entry. It stands in the trail when this returns. Raises TrailUnavailable where it does not yet."""
        if len(self._waiting) >= MOST_WAITING:
            raise _unavailable()
        one = _Waiting(happening, asyncio.get_running_loop().create_future())
        self._waiting.append(one)
        self._woken.set()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await one.done
        except (TimeoutError, TrailUnavailable) as error:
            self._refuse("the disk does not answer")
            self._withhold(happening)
            raise _unavailable() from error

    async def run(self) -> None:
        """Write what waits, until the trail is closed."""
        while not self._closing or self._waiting:
            if self._waiting or self._refusal is not None:
                if await self._write_batch():
                    await self._sync_if_due()
                elif self._closing:
                    log.error("entries of the audit trail are lost", requests=self._ids(), entries=len(self._waiting))
                    break
                else:
                    await asyncio.sleep(RETRY_SECONDS)
                continue
            self._woken.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), SYNC_SECONDS)
            await self._sync_if_due()

    async def anchor_always(self) -> None:
        """Note in the graph where the chain ends, every minute."""
        while True:
            await asyncio.sleep(ANCHOR_SECONDS)
            await self.anchor()

    async def anchor(self) -> None:
        """Note in the graph where the chain ends."""
        head = self.head
        if head == self._anchored or not head.number:
            return
        try:
            await self._on_disk(self._sync)
            await anchor(self._graph, head)
            self._anchored = head
        except (EntenteError, OSError) as error:
            log.error("the end of the audit trail could not be anchored", chain=head.chain, cause=str(error))

    def close(self) -> None:
        """Write what still waits, and nothing more."""
        self._closing = True
        self._woken.set()

    async def release(self) -> None:
        """After the last entry: close the file and give the chain free."""
        await self._on_disk(self._close)
        self._disk.shutdown(wait=False)
        self._chain.lock.release()

    async def _on_disk(self, work: Callable[[], Any]) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._disk, work)
        except OSError as error:
            self._refuse(str(error.strerror or error))

    async def _sync_if_due(self) -> None:
        if self._file is not None and self._file.is_due:
            await self._on_disk(self._file.sync)

    def _ids(self) -> list[str]:
        return [one.happening.request for one in self._waiting if one.happening.request]

    async def _write_batch(self) -> bool:
        """Write all that waits; False: the disk refuses, and it goes on waiting."""
        batch, refusal = list(self._waiting), self._refusal
        refused = refusal.requests if refusal else 0
        told = [*(one.happening for one in batch), *([_told(refusal)] if refusal else [])]
        chain, lines = self._sealed(told)
        try:
            await asyncio.get_running_loop().run_in_executor(self._disk, self._append, chain.month, lines)
        except OSError as error:
            self._refuse(str(error.strerror or error))
            for one in batch:
                _settle(one, _unavailable())
            return False
        self._chain = chain
        for one in batch:
            self._waiting.popleft()
            _settle(one, None)
        if refusal is not None:
            self._taken_again(refusal, refused)
        return True

    def _sealed(self, told: list[Happening]) -> tuple[Chain, bytes]:
        """The lines of what is told, and the chain as it is once they are written."""
        chain, lines = replace(self._chain), bytearray()
        chain.time = max(written(datetime.now(UTC)), chain.time)
        chain.month = chain.time[:7]
        for happening in told:
            chain.number += 1
            line, chain.last = sealed(self._entry(happening, chain))
            lines += line
        return chain, bytes(lines)

    def _taken_again(self, refusal: _Refusal, told: int) -> None:
        """The disk takes entries again. What was refused while the entry that tells of it was written is told next."""
        refusal.requests -= told
        refusal.withheld.clear()
        if refusal.requests == 0:
            log.warning("the audit trail is written again", since=refusal.since)
            self._refusal = None

    def _withhold(self, happening: Happening) -> None:
        """Remember that the answer to it is withheld: its entry tells of what was done, not of that."""
        if self._refusal is not None and happening.request and len(self._refusal.withheld) < _MOST_TOLD:
            self._refusal.withheld.append(happening.request)

    def _refuse(self, reason: str) -> None:
        if self._refusal is None:
            log.error("the audit trail cannot be written; every request is refused until it can", reason=reason)
            self._refusal = _Refusal(reason=reason, since=written(datetime.now(UTC)))

    def _entry(self, happening: Happening, chain: Chain) -> dict[str, Any]:
        return {
            "action": happening.action,
            "address": happening.address,
            "asked": happening.asked,
            "bytes": happening.bytes,
            "caller": _caller(happening.caller),
            "chain": chain.name,
            "milliseconds": happening.milliseconds,
            "number": chain.number,
            "outcome": happening.outcome,
            "part": happening.part,
            "previous": chain.last,
            "request": happening.request,
            "rows": happening.rows,
            "service": self._service,
            "status": happening.status,
            "time": chain.time,
            "transport": happening.transport,
        }

    # In the thread of the disk

    def _append(self, month: str, lines: bytes) -> None:
        path = self._chain.folder / file_name(self._chain.name, month)
        if self._file is not None and not self._file.is_there:
            log.error("a file of the audit trail was taken away while it was written", file=self._file.path.name)
            self._close()
        if self._file is None or self._file.path != path:
            self._close()
            self._file = GrowingFile(path)
        self._file.append(lines)

    def _sync(self) -> None:
        if self._file is not None:
            self._file.sync()

    def _close(self) -> None:
        if self._file is not None:
            self._file.sync()
            self._file.close()
            self._file = None


def _settle(one: _Waiting, error: TrailUnavailable | None) -> None:
    if one.done.done():
        return
    if error is None:
        one.done.set_result(None)
    else:
        one.done.set_exception(error)


def _unavailable() -> TrailUnavailable:
    return TrailUnavailable(
        "The audit trail cannot be written, and nothing is done here that is not recorded. Try again later."
    )


def _caller(caller: Caller | None) -> dict[str, Any] | None:
    if caller is None:
        return None
    return {
        "id": caller.id,
        "name": caller.name,
        "roles": sorted(caller.roles),
        "clearance": int(caller.viewer.clearance),
        "nationality": caller.viewer.nationality,
    }


def _told(refusal: _Refusal) -> Happening:
    asked = {
        "reason": refusal.reason,
        "since": refusal.since,
        "requests": refusal.requests,
        "withheld": list(refusal.withheld),
    }
    return Happening(transport="service", action="trail refused", outcome="TRAIL_UNAVAILABLE", asked=asked)


@asynccontextmanager
async def open_trail(folder: Path, graph: GraphClient) -> AsyncIterator[Trail]:
    """The trail in that folder, for the length of a service or of a command. Raises TrailUnavailable.

    A process goes on with a chain that no other one writes on, if its end is as the graph remembers it; else it begins
    a chain of its own, and leaves that one to auditors.
    """
    trail = Trail(await _opened(folder, graph), graph)
    writer = asyncio.create_task(trail.run())
    anchoring: asyncio.Task[None] | None = None
    try:
        await trail.record(_note("trail opened", {"torn": trail.torn} if trail.torn else {}))
        await trail.anchor()
        anchoring = asyncio.create_task(trail.anchor_always())
        yield trail
    finally:
        if anchoring is not None:
            anchoring.cancel()
            with suppress(TrailUnavailable):
                await trail.record(_note("trail closed", {}))
        trail.close()
        await writer
        await trail.anchor()
        await trail.release()


def _note(action: str, asked: dict[str, Any]) -> Happening:
    return Happening(transport="service", action=action, outcome="ok", asked=asked)


async def _opened(folder: Path, graph: GraphClient) -> Chain:
    try:
        known = await heads(graph)
    except EntenteError as error:
        log.warning("a new chain of the audit trail begins, as no head can be compared", cause=error.detail)
        known = {}
    try:
        return await asyncio.to_thread(take_chain, folder, known)
    except OSError as error:
        raise TrailUnavailable(
            f"The audit trail cannot be kept in {folder}: {error.strerror or error}. Set ENTENTE_TRAIL to a folder "
            "that can be written.",
            field="ENTENTE_TRAIL",
            value=folder,
        ) from error
