"""Starts, lends, watches and stops the embedded engine.

A service *owns* its engine: it holds the lock of the home for as long as it lives, and the engine ends with it. In
order, the service first and then the engine; the engine has a session of its own, so that Ctrl-C does not reach it,
and SIGTERM ends the service through the same door. When the service is killed instead, a watchdog (see
`app.engine.watchdog`) ends the engine. Should both be killed, the next start finds the engine by its record and ends
it before it starts its own: an engine that may be stopping at that moment is never taken over.

A *detached* engine is one that `start_detached` left running. Services and commands use it and leave it running.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any, Literal

import httpx
import neo4j
from neo4j.exceptions import AuthError, DatabaseUnavailable, DriverError, Neo4jError
from rich.console import Console

from app.engine.archives import fetch_archives
from app.engine.configuration import engine_folder
from app.engine.failures import death, slowness, unopened, wrong_password
from app.engine.password import USERNAME, password_of
from app.engine.ports import Ports, claimed_ports, is_free
from app.engine.process import end, launch, watched
from app.engine.record import EngineRecord, ServiceMark, forget, held, living_engine, remember, unusable
from app.engine.signals import ended_in_order
from app.errors import Conflict, EngineError
from app.settings import EngineVersion, Settings

_POLL_SECONDS = 0.1
_PROBE_SECONDS = 2.0
_DATABASE = "neo4j"
_SYSTEM_DATABASE = "system"

EngineState = Literal["running", "starting", "unowned", "stopped"]
"""`starting` lives and does not answer; `unowned` has lost its service, and the next start ends it."""


@dataclass(frozen=True, kw_only=True)
class Engine:
    """An engine that answers."""

    bolt_uri: str
    browser_url: str
    username: str
    password: str = field(repr=False)
    pid: int
    version: EngineVersion
    started: bool
    """Was it started by this call? False for one that was running already and is left running."""
    start_seconds: float
    """How long the caller waited until it answered."""


@dataclass(frozen=True, kw_only=True)
class EngineStatus:
    """What is known of the engine of a home."""

    state: EngineState
    home: Path
    version: EngineVersion
    """Of the one that lives, else of the one that would be started."""
    store_bytes: int
    pid: int | None = None
    owner_pid: int | None = None
    """The service that it ends with; none for one that was left running on purpose."""
    bolt_uri: str | None = None
    browser_url: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The same for scripts."""
        return {**asdict(self), "home": str(self.home)}


@contextmanager
def running(settings: Settings, *, console: Console) -> Iterator[Engine]:
    """Own the engine of this home for the block: start it, and stop it at the end. A detached one is used and left.

    Raises Conflict when another service has the home, a detached engine of another version runs in it, or a configured
    port is taken; EngineError when the engine cannot be fetched or does not start within the configured time.
    """
    with held(settings.home), ended_in_order():
        living = living_engine(settings.home)
        if living is not None and living.ownership == "detached":
            yield _lent(settings, living)
            return
        _end_unowned(settings, living, console=console)
        with _own(settings, console=console) as engine:
            yield engine


@contextmanager
def running_engine(settings: Settings, *, console: Console) -> Iterator[Engine]:
    """For a command: the engine that runs in this home, whoever started it, or one for the length of the block."""
    record = _lendable(settings)
    if record is not None:
        yield _lent(settings, record)
        return
    with running(settings, console=console) as engine:
        yield engine


class KeptEngine:
    """An engine that this process owns and can start again: for one that is asked what may never end."""

    def __init__(self, settings: Settings, ports: Ports, *, console: Console) -> None:
        self._settings = settings
        self._ports = ports
        self._console = console
        self._turn = Lock()
        self._watch = ExitStack()
        self._record: EngineRecord | None = None

    def start(self) -> Engine:
        """Start it, and wait until it answers."""
        self._record = _launched(
            self._settings, self._ports, console=self._console, service=ServiceMark.of_this_process()
        )
        self._watch.enter_context(watched(self._record))
        return _when_ready(self._settings, self._record, started=True)

    def restart(self, *, known: int) -> int:
        """End it, whatever it does, and start it again, where it is still the process `known`; its process now."""
        with self._turn:
            if self.pid == known:
                self.end()
                self.start()
            return self.pid

    def end(self) -> None:
        """End it."""
        if self._record is not None:
            _end(self._settings, self._record)
        self._watch.close()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._record.pid if self._record is not None else 0


@contextmanager
def kept_engine(settings: Settings, *, console: Console) -> Iterator[tuple[Engine, KeptEngine]]:
    """Own the engine of this home for the block, always at the same address. Raises as `running` does."""
    with held(settings.home), ended_in_order():
        _end_unowned(settings, living_engine(settings.home), console=console)
        with claimed_ports(settings) as ports:
            kept = KeptEngine(settings, ports, console=console)
            try:
                yield kept.start(), kept
            finally:
                console.print("Stopping the engine of the released copy …")
                kept.end()


def borrowed(settings: Settings) -> Engine:
    """The engine that runs in this home, whoever started it. Raises EngineError when none does."""
    record = _lendable(settings)
    if record is None:
        raise EngineError(
            f"No engine runs in {settings.home.absolute()}. `entente up` or `entente db start` starts one.",
            field="ENTENTE_HOME",
            value=str(settings.home),
        )
    return _lent(settings, record)


def start_detached(settings: Settings, *, console: Console) -> Engine:
    """Start the engine of this home and leave it running. One that was left running already is returned as it is.

    Raises Conflict when a service has the home; otherwise as `running` does.
    """
    with held(settings.home), ended_in_order():
        living = living_engine(settings.home)
        if living is not None and living.ownership == "detached":
            return _lent(settings, living)
        _end_unowned(settings, living, console=console)
        with claimed_ports(settings) as ports:
            record = _launched(settings, ports, console=console, service=None)
            try:
                return _when_ready(settings, record, started=True)
            except BaseException:
                _end(settings, record)
                raise


def stop(settings: Settings, *, console: Console | None = None) -> bool:
    """Stop the engine of this home, whoever started it, and wait until it is gone. False when none ran."""
    record = living_engine(settings.home)
    if record is None:
        return False
    if console is not None:
        console.print(f"Stopping Neo4j {record.version} …")
    _end(settings, record)
    return True


def status(settings: Settings) -> EngineStatus:
    """What the engine of this home does at this moment. Starts and changes nothing."""
    home = settings.home.absolute()
    record = living_engine(home)
    if record is None:
        stored = _store_bytes(engine_folder(settings))
        return EngineStatus(state="stopped", home=home, version=settings.engine, store_bytes=stored)
    return EngineStatus(
        state=_state(settings, record),
        home=home,
        version=record.version,
        store_bytes=_store_bytes(record.folder),
        pid=record.pid,
        owner_pid=record.service.pid if record.service is not None else None,
        bolt_uri=record.bolt_uri,
        browser_url=record.browser_url,
    )


def _state(settings: Settings, record: EngineRecord) -> EngineState:
    if record.ownership == "unowned":
        return "unowned"
    return "running" if _answers(record, password=password_of(settings.home)) else "starting"


def _store_bytes(folder: Path) -> int:
    total = 0
    for path in (folder / "data").rglob("*"):
        with suppress(FileNotFoundError):  # a running engine removes files while they are counted
            total += path.stat().st_size if path.is_file() else 0
    return total


@contextmanager
def _own(settings: Settings, *, console: Console) -> Iterator[Engine]:
    with claimed_ports(settings) as ports:
        record = _launched(settings, ports, console=console, service=ServiceMark.of_this_process())
        with watched(record):
            try:
                yield _when_ready(settings, record, started=True)
            finally:
                if record.process() is not None:
                    console.print(f"Stopping Neo4j {record.version} …")
                _end(settings, record)


def _launched(settings: Settings, ports: Ports, *, console: Console, service: ServiceMark | None) -> EngineRecord:
    archives = fetch_archives(settings, console=console)
    console.print(f"Starting Neo4j {settings.engine} …")
    record = EngineRecord(
        pid=launch(settings, archives=archives, ports=ports),
        folder=engine_folder(settings),
        version=settings.engine,
        bolt_port=ports.bolt,
        http_port=ports.http,
        service=service,
    )
    try:
        remember(settings.home, record)
    except OSError as error:
        _end(settings, record)
        raise unusable(settings.home, error) from error
    return record


def _end(settings: Settings, record: EngineRecord) -> None:
    process = record.process()
    if process is not None:
        end(process)
    forget(settings.home, record)


def _end_unowned(settings: Settings, living: EngineRecord | None, *, console: Console) -> None:
    """End an engine that outlived its service. Only the holder of the home may: its service cannot be alive."""
    if living is not None:
        console.print("Ending an engine that an earlier service left behind …")
        _end(settings, living)


def _lendable(settings: Settings) -> EngineRecord | None:
    """The engine of this home, if it lives and is not about to end."""
    record = living_engine(settings.home)
    return None if record is None or record.ownership == "unowned" else record


def _lent(settings: Settings, record: EngineRecord) -> Engine:
    if record.version != settings.engine:
        raise Conflict(
            f"Neo4j {record.version} runs in {settings.home.absolute()}, and ENTENTE_ENGINE asks for "
            f"{settings.engine}. `entente db stop` stops the one that runs.",
            field="ENTENTE_ENGINE",
            value=settings.engine,
            expected=record.version,
        )
    return _when_ready(settings, record, started=False)


def _when_ready(settings: Settings, record: EngineRecord, *, started: bool) -> Engine:
    """Wait until Bolt has answered a question, and Neo4j Browser a request."""
    password = password_of(settings.home)
    start = monotonic()
    while not _answers(record, password=password):
        if record.process() is None:
            raise death(record)
        if monotonic() - start > settings.engine_start_seconds:
            raise slowness(record, seconds=settings.engine_start_seconds)
        sleep(_POLL_SECONDS)
    return Engine(
        bolt_uri=record.bolt_uri,
        browser_url=record.browser_url,
        username=USERNAME,
        password=password,
        pid=record.pid,
        version=record.version,
        started=started,
        start_seconds=monotonic() - start,
    )


def _answers(record: EngineRecord, *, password: str) -> bool:
    """Does a signed-in user get an answer? Raises EngineError when no waiting will help."""
    if is_free(record.bolt_port):
        return False
    try:
        with _driver(record, password=password) as driver:
            _ask(driver, record)
        return httpx.get(record.browser_url, timeout=_PROBE_SECONDS, trust_env=False).is_success
    except AuthError as error:
        raise wrong_password(record) from error
    except (DriverError, Neo4jError, httpx.HTTPError):
        return False


def _driver(record: EngineRecord, *, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        record.bolt_uri,
        auth=(USERNAME, password),
        connection_timeout=_PROBE_SECONDS,
        connection_acquisition_timeout=_PROBE_SECONDS,
        max_transaction_retry_time=0,
    )


def _ask(driver: neo4j.Driver, record: EngineRecord) -> None:
    """Ask the database something. Raises EngineError when it is not still opening its store but has failed to."""
    try:
        driver.execute_query("RETURN 1", database_=_DATABASE)
    except DatabaseUnavailable as error:
        shown = driver.execute_query("SHOW DATABASE neo4j YIELD statusMessage", database_=_SYSTEM_DATABASE)
        failure = shown.records[0]["statusMessage"] if shown.records else ""
        if failure:
            raise unopened(record, failure=failure) from error
        raise
