"""What a home remembers of its engine, and who may start it.

`service.lock` is held by a service for as long as it lives; the kernel gives it back in whatever way the service dies.
`engine.json` outlives the service, so that the next one finds what is still running.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import psutil
from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from app.engine.configuration import home_argument
from app.engine.password import write_private
from app.engine.ports import HOST
from app.errors import Conflict, EngineError
from app.settings import EngineVersion

_RECORD = "engine.json"
_LOCK = "service.lock"
_HOLDER = "service.json"
_CLOCK_STEP_SECONDS = 5.0

Ownership = Literal["owned", "detached", "unowned"]
"""By a living service; by nobody, on purpose; by a service that has died."""


class ServiceMark(BaseModel):
    """A service's process, and when it began: its number alone may have passed on to another process."""

    model_config = ConfigDict(frozen=True)

    pid: int
    began: float
    """Seconds since 1970."""

    @classmethod
    def of_this_process(cls) -> "ServiceMark":
        """The mark of the process that asks."""
        process = psutil.Process()
        return cls(pid=process.pid, began=process.create_time())

    def lives(self) -> bool:
        """Is it still there? The tolerance is for a clock that was set in between."""
        try:
            process = psutil.Process(self.pid)
            return abs(process.create_time() - self.began) < _CLOCK_STEP_SECONDS and _lives(process)
        except psutil.NoSuchProcess:
            return False


class EngineRecord(BaseModel):
    """An engine that was started in a home."""

    model_config = ConfigDict(frozen=True)

    pid: int
    folder: Path
    """Where its store is. Its command names it, so that the process is known even after the clock was set."""
    version: EngineVersion
    bolt_port: int
    http_port: int
    service: ServiceMark | None
    """The service that it ends with; none for one that was left running."""

    @property
    def bolt_uri(self) -> str:
        """Where drivers reach it."""
        return f"bolt://{HOST}:{self.bolt_port}"

    @property
    def browser_url(self) -> str:
        """Where Neo4j Browser is."""
        return f"http://{HOST}:{self.http_port}/browser/"

    @property
    def ownership(self) -> Ownership:
        """To whom it belongs."""
        if self.service is None:
            return "detached"
        return "owned" if self.service.lives() else "unowned"

    def process(self) -> psutil.Process | None:
        """Its process, if it lives: never another one that has got its number."""
        try:
            process = psutil.Process(self.pid)
            return process if home_argument(self.folder) in process.cmdline() and _lives(process) else None
        except psutil.Error:
            return None


def _lives(process: psutil.Process) -> bool:
    """A process that has ended and that nobody has collected yet does not live."""
    return process.status() != psutil.STATUS_ZOMBIE


def living_engine(home: Path) -> EngineRecord | None:
    """The engine of a home, if it lives. Raises EngineError when the home cannot be read."""
    record = _recorded(home)
    return record if record is not None and record.process() is not None else None


def _recorded(home: Path) -> EngineRecord | None:
    try:
        return EngineRecord.model_validate_json((home / _RECORD).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    except OSError as error:
        raise unusable(home, error) from error


def remember(home: Path, record: EngineRecord) -> None:
    """Write the record of an engine that has been started."""
    write_private(home / _RECORD, record.model_dump_json())


def forget(home: Path, record: EngineRecord) -> None:
    """Remove the record of an engine that has ended, unless another has been started since."""
    if _recorded(home) == record:
        (home / _RECORD).unlink(missing_ok=True)


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Be the one service of a home for the block.

    Raises Conflict, naming the folder and the other process, when there is one; EngineError when the home cannot be
    written.
    """
    lock = FileLock(home / _LOCK, thread_local=False)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise _held_by_another(home) from error
    except OSError as error:
        raise unusable(home, error) from error
    try:
        write_private(home / _HOLDER, ServiceMark.of_this_process().model_dump_json())
        yield
    finally:
        lock.release()


def _held_by_another(home: Path) -> Conflict:
    try:
        holder = ServiceMark.model_validate_json((home / _HOLDER).read_bytes())
        who = f"Process {holder.pid}" if holder.lives() else "Another process"
    except (OSError, ValidationError):  # it has the lock, and has not written its mark yet
        who = "Another process"
    return Conflict(
        f"{who} uses the engine in {home.absolute()}. Stop it first, or set ENTENTE_HOME to another folder.",
        field="ENTENTE_HOME",
        value=str(home),
        expected="a folder that no other service uses",
    )


def unusable(home: Path, error: OSError) -> EngineError:
    """The error for a home that cannot be read or written."""
    return EngineError(
        f"Cannot use {home.absolute()} as the engine's home: {error.strerror}. "
        "Set ENTENTE_HOME to a folder that can be written.",
        field="ENTENTE_HOME",
        value=str(home),
        expected="a folder that can be written",
    )
