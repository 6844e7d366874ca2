from pathlib import Path

import pytest

from app.engine.failures import death, slowness
from app.engine.record import EngineRecord

STACK = "\n".join(f"\tat org.example.Made.up{number}(Made.java:{number})" for number in range(30))

LOGS = {
    "port": (
        f"2026-11-22 17:00:00.000+0000 ERROR Failed to start Neo4j on 127.0.0.1:7474.\n{STACK}\n"
        f"Caused by: org.neo4j.server.PortBindException: Address 127.0.0.1:7474 is already in use, cannot bind to it.\n"
        f"{STACK}\n\t... 12 more\n2026-11-22 17:00:01.000+0000 INFO  Stopped.\n",
        "Address 127.0.0.1:7474 is already in use, cannot bind to it. Another program took its port",
        "ENTENTE_ENGINE_HTTP_PORT",
    ),
    "locked": (
        f"Caused by: org.neo4j.kernel.internal.locker.FileLockException: Lock file has been locked by another process: "
        f"/made/up/store_lock. Please ensure no other process is using this database\n{STACK}\n",
        "Lock file has been locked by another process: /made/up/store_lock.",
        "Another Neo4j has this store open",
    ),
    "heap": (
        "Error occurred during initialization of VM\n"
        "Error: Could not reserve enough space for 99999999KB object heap\n",
        "Could not reserve enough space for 99999999KB object heap",
        "Set ENTENTE_ENGINE_HEAP_MIB lower",
    ),
    "setting": (
        'Exception in thread "main" java.lang.IllegalArgumentException: Unrecognized setting. '
        f"No declared setting with name: made.up.\n{STACK}\n",
        "Unrecognized setting. No declared setting with name: made.up. ",
        "Its logs are in ",
    ),
}


def record(home: Path) -> EngineRecord:
    folder = home / "engine-5.26.30"
    (folder / "logs").mkdir(parents=True)
    return EngineRecord(pid=1, folder=folder, version="5.26.30", bolt_port=1, http_port=2, service=None)


@pytest.mark.parametrize("case", LOGS)
def test_a_death_is_told_by_its_reason_and_what_to_do_without_a_stack_trace(tmp_path: Path, case: str) -> None:
    text, reason, advice = LOGS[case]
    dead = record(tmp_path)
    (dead.folder / "logs" / "output.log").write_text(text)
    detail = death(dead).detail
    assert detail.startswith("Neo4j 5.26.30 ended while it was starting. ")
    assert reason in detail
    assert advice in detail
    assert "Made.java" not in detail
    assert len(detail) < 500


def test_an_engine_that_left_no_word_is_told_by_where_its_logs_would_be(tmp_path: Path) -> None:
    dead = record(tmp_path)
    assert str(dead.folder / "logs") in death(dead).detail


def test_a_slow_engine_is_told_by_the_setting_that_gives_it_more_time(tmp_path: Path) -> None:
    error = slowness(record(tmp_path), seconds=1.5)
    assert "did not answer within 1.5 s" in error.detail
    assert error.field == "ENTENTE_ENGINE_START_SECONDS"
