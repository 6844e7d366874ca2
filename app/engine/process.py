"""The engine's process: prepared, launched, watched and ended."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psutil

from app.engine import watchdog
from app.engine.configuration import engine_command, engine_folder, home_argument, java_arguments, neo4j_conf
from app.engine.password import password_of, set_initial_password
from app.engine.ports import Ports
from app.engine.record import EngineRecord, unusable
from app.settings import Settings

_JAVA_OPTIONS_OF_OTHERS = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")


def launch(settings: Settings, *, archives: Sequence[Path], ports: Ports) -> int:
    """Start an engine and return its process's number. Its session is its own: Ctrl-C reaches the service only.

    Raises EngineError when the home cannot be written or Java cannot be run.
    """
    folder = engine_folder(settings)
    try:
        arguments = _prepare(settings, archives=archives, ports=ports)
        with (folder / "logs" / "output.log").open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - our own Java and our own files
                engine_command(settings, arguments=arguments),
                cwd=folder,
                env={name: value for name, value in os.environ.items() if name not in _JAVA_OPTIONS_OF_OTHERS},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
    except OSError as error:
        raise unusable(settings.home, error) from error
    Thread(target=process.wait, name="engine-reaper", daemon=True).start()
    return process.pid


def _prepare(settings: Settings, *, archives: Sequence[Path], ports: Ports) -> Path:
    """Write all that the engine reads when it starts; the file of Java arguments."""
    folder = engine_folder(settings)
    for name in ("conf", "logs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "logs" / "neo4j.log").unlink(missing_ok=True)
    (folder / "conf" / "neo4j.conf").write_text(neo4j_conf(settings, ports=ports), encoding="utf-8")
    arguments = folder / "conf" / "java.args"
    arguments.write_text(java_arguments(settings, archives=archives), encoding="utf-8")
    set_initial_password(folder, password=password_of(settings.home))
    return arguments


@contextmanager
def watched(record: EngineRecord) -> Iterator[None]:
    """Let the engine end with this process, however that dies, for as long as the block runs."""
    command = [sys.executable, "-P", watchdog.__file__, str(record.pid), home_argument(record.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True):  # noqa: S603 - our own file
        yield


def end(process: psutil.Process) -> None:
    """Stop an engine in order, and by force when it does not stop. Returns when it is gone."""
    watchdog.end(process)
