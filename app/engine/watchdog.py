"""Ends an engine whose service has died: `python watchdog.py PID ARGUMENT`, run beside every engine of a service.

Its standard input is a pipe that only the service holds open. However the service dies, the kernel closes the pipe;
the watchdog reads the end of it and ends the process PID, if that is still the one with ARGUMENT in its command. After
an orderly stop there is nothing left to end. (A parent-death signal would do this on Linux alone, and fires when the
*thread* that started the engine ends.)
"""

import contextlib
import sys

import psutil

STOP_SECONDS = 30.0
"""How long an engine may take to close its store before it is killed."""


def end(process: psutil.Process) -> None:
    """Stop a process in order, and by force when it does not. Returns when it is gone."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()


def watch(pid: int, argument: str) -> None:
    """Wait for the end of standard input, then for the end of the process."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        sys.stdin.buffer.read()
        if argument in process.cmdline():
            end(process)


if __name__ == "__main__":
    watch(int(sys.argv[1]), sys.argv[2])
