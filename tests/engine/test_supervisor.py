"""The real engine: each test has a home of its own, and the engine of ENTENTE_ENGINE."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError, ClientError
from rich.console import Console

from app.engine.supervisor import Engine, borrowed, running, running_engine, start_detached, status, stop
from app.errors import Conflict, EngineError
from app.settings import Settings

pytestmark = pytest.mark.skipif(Settings().neo4j_uri is not None, reason="NEO4J_URI names the Neo4j of this run")

ROOT = Path(__file__).parents[2]
console = Console(stderr=True)


@pytest.fixture(scope="module")
def owned_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("owned") / "home")


@pytest.fixture(scope="module")
def owned(owned_settings: Settings) -> Iterator[Engine]:
    """An engine that this process owns."""
    with running(owned_settings, console=console) as engine:
        yield engine
    assert status(owned_settings).state == "stopped"
    assert not psutil.pid_exists(engine.pid)


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    settings = Settings(home=tmp_path / "home")
    yield settings
    stop(settings)


@contextmanager
def service(settings: Settings, verb: str = "own") -> Iterator[subprocess.Popen[str]]:
    """Another process, leader of a group of its own as a shell makes one, that owns or leaves an engine."""
    environment = {**os.environ, "ENTENTE_HOME": str(settings.home), "ENTENTE_ENGINE": settings.engine}
    command = [sys.executable, "-m", "tests.engine.service", verb]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    end = monotonic() + seconds
    while monotonic() < end:
        if happens():
            return True
        sleep(0.05)
    return happens()


def lives(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def ask(engine: Engine, password: str | None = None, question: str = "RETURN 42 AS answer") -> object:
    with neo4j.GraphDatabase.driver(engine.bolt_uri, auth=(engine.username, password or engine.password)) as driver:
        return driver.execute_query(question).records[0]["answer"]


def test_its_own_password_opens_it_and_the_default_one_does_not(owned: Engine, owned_settings: Settings) -> None:
    assert owned.started
    assert owned.password == (owned_settings.home / "password").read_text()
    assert owned.password not in repr(owned)
    assert ask(owned) == 42
    with pytest.raises((AuthError, ClientError)):
        ask(owned, "neo4j")


def test_it_is_open_to_this_machine_only(owned: Engine) -> None:
    listening = [
        connection.laddr.ip.removeprefix("::ffff:")
        for connection in psutil.Process(owned.pid).net_connections()
        if connection.status == psutil.CONN_LISTEN
    ]
    assert len(listening) >= 2
    assert set(listening) == {"127.0.0.1"}


def test_browser_is_told_where_bolt_is(owned: Engine) -> None:
    assert "<html" in httpx.get(owned.browser_url).text
    told = httpx.get(owned.browser_url.removesuffix("browser/"), headers={"Accept": "application/json"}).json()
    assert told["bolt_direct"].removesuffix("/") == owned.bolt_uri


def test_a_running_engine_is_lent_and_its_state_told(owned: Engine, owned_settings: Settings) -> None:
    lent = borrowed(owned_settings)
    assert (lent.pid, lent.password, lent.started) == (owned.pid, owned.password, False)
    with running_engine(owned_settings, console=console) as engine:
        assert engine.pid == owned.pid
    found = status(owned_settings)
    assert (found.state, found.pid, found.owner_pid) == ("running", owned.pid, os.getpid())
    assert found.store_bytes > 100_000
    assert found.as_json()["bolt_uri"] == owned.bolt_uri
    assert ask(owned) == 42


def test_a_second_service_is_refused_and_does_no_harm(owned: Engine, owned_settings: Settings) -> None:
    with service(owned_settings) as second:
        told = line(second)
        assert second.wait(30) == Conflict.exit_code
    assert told.startswith(f"Conflict: Process {os.getpid()} uses the engine in {owned_settings.home}.")
    with pytest.raises(Conflict, match="uses the engine in"):
        start_detached(owned_settings, console=console)
    assert ask(owned) == 42


def test_a_password_that_is_not_the_stores_is_told(owned: Engine, owned_settings: Settings) -> None:
    (owned_settings.home / "password").write_text("another")
    try:
        with pytest.raises(EngineError, match=r"does not open the store in .*engine-"):
            borrowed(owned_settings)
    finally:
        (owned_settings.home / "password").write_text(owned.password)


def test_ctrl_c_ends_the_service_first_and_then_the_engine(settings: Settings) -> None:
    with service(settings) as process:
        pid = int(line(process))
        os.killpg(process.pid, signal.SIGINT)
        assert line(process) == "engine alive"
        assert process.wait(30) != 0
        assert not lives(pid)
    assert status(settings).state == "stopped"


def test_an_engine_ends_when_its_service_is_killed(settings: Settings) -> None:
    with service(settings) as process:
        pid = int(line(process))
        process.kill()
        assert within(20, lambda: not lives(pid))
    assert status(settings).state == "stopped"


def test_an_engine_that_also_lost_its_watchdog_is_ended_by_the_next_service(settings: Settings) -> None:
    with service(settings) as process:
        pid = int(line(process))
        ask(borrowed(settings), question="CREATE (written:Written {answer: 'kept'}) RETURN written.answer AS answer")
        [watchdog] = [
            child
            for child in psutil.Process(process.pid).children()
            if str(pid) in child.cmdline() and child.pid != pid
        ]
        watchdog.kill()
        process.kill()
        process.wait()
    assert status(settings).state == "unowned"
    with pytest.raises(EngineError, match="No engine runs in"):
        borrowed(settings)
    with running(settings, console=console) as engine:
        assert not lives(pid)
        assert ask(engine, question="MATCH (written:Written) RETURN written.answer AS answer") == "kept"


def test_an_engine_that_is_left_running_is_used_and_left_until_it_is_stopped(settings: Settings) -> None:
    with service(settings, "leave") as command:
        pid = int(line(command))
        assert command.wait(30) == 0
    found = status(settings)
    assert (found.state, found.pid, found.owner_pid) == ("running", pid, None)
    with running(settings, console=console) as engine:
        assert (engine.pid, engine.started) == (pid, False)
    assert start_detached(settings, console=console).pid == pid
    other = settings.model_copy(update={"engine": "5.26.30" if settings.engine != "5.26.30" else "2026.08.1"})
    with pytest.raises(Conflict, match="ENTENTE_ENGINE asks for"):
        borrowed(other)
    assert stop(settings, console=console)
    assert not lives(pid)
    assert not stop(settings)
    assert status(settings).state == "stopped"


def test_an_engine_that_cannot_start_in_time_is_ended(settings: Settings) -> None:
    hasty = settings.model_copy(update={"engine_start_seconds": 0.3})
    with pytest.raises(EngineError, match=r"did not answer within 0\.3 s"), running(hasty, console=console):
        pass
    assert status(settings).state == "stopped"


def test_an_engine_that_dies_while_it_starts_says_why(settings: Settings) -> None:
    impossible = settings.model_copy(update={"engine_heap_mib": 1})
    with (
        pytest.raises(EngineError, match=r"ended while it was starting\. .*heap"),
        running(impossible, console=console),
    ):
        pass
    assert status(settings).state == "stopped"


def test_no_engine_is_told_as_such(settings: Settings) -> None:
    assert not stop(settings)
    assert status(settings).state == "stopped"
    with pytest.raises(EngineError, match=r"No engine runs in .*entente up"):
        borrowed(settings)


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(home=tmp_path / "file" / "home")
    with pytest.raises(EngineError, match=r"Cannot use .*file/home.*ENTENTE_HOME"), running(settings, console=console):
        pass


def test_a_record_of_a_process_that_is_no_engine_is_not_believed(settings: Settings) -> None:
    settings.home.mkdir()
    record = {
        "pid": os.getpid(),
        "folder": str(settings.home / "engine-5.26.30"),
        "version": "5.26.30",
        "bolt_port": 1,
        "http_port": 2,
        "service": None,
    }
    (settings.home / "engine.json").write_text(json.dumps(record))
    assert status(settings).state == "stopped"
    assert not stop(settings)
