"""A service as its own process: owns or leaves an engine, and says so a line at a time.

`python -m tests.engine.service own|leave`, with the settings in the environment.
"""

import signal
import sys
from time import sleep

import psutil
from rich.console import Console

from app.engine.supervisor import Engine, running, start_detached
from app.errors import EntenteError
from app.settings import Settings

console = Console(stderr=True)


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(verb: str) -> None:
    if verb == "leave":
        say(start_detached(Settings(), console=console).pid)
        return
    with running(Settings(), console=console) as engine:
        serve(engine)


def serve(engine: Engine) -> None:
    try:
        say(engine.pid)  # whoever reads this may interrupt at once
        while True:
            sleep(60)
    finally:
        say("engine alive" if psutil.pid_exists(engine.pid) else "engine dead")


if __name__ == "__main__":
    # Whoever starts the tests in the background leaves SIGINT ignored, which a child would inherit.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        main(sys.argv[1])
    except EntenteError as error:
        say(f"{type(error).__name__}: {error.detail}")
        sys.exit(error.exit_code)
