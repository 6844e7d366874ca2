"""How far a download is: a bar for people, a line now and then for logs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

Advance = Callable[[int], None]
"""Takes the bytes that have arrived; a negative number for those of an attempt that failed. Any thread may call it."""

_SECONDS_BETWEEN_LINES = 5.0
_MEGABYTE = 1_000_000


@contextmanager
def download_progress(title: str, *, total: int, console: Console) -> Iterator[Advance]:
    """Shows bytes, rate and time left of a download of `total` bytes for as long as the block runs."""
    if not console.is_terminal:
        lines = _Lines(title, total=total, console=console)
        console.print(f"{title}: {total / _MEGABYTE:.0f} MB …", markup=False)
        yield lines.advance
        lines.print()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
        task = progress.add_task(title, total=total)
        yield lambda arrived: progress.advance(task, arrived)


class _Lines:
    def __init__(self, title: str, *, total: int, console: Console) -> None:
        self._title = title
        self._total = total
        self._console = console
        self._arrived = 0
        self._start = self._printed = monotonic()
        self._lock = Lock()

    def advance(self, arrived: int) -> None:
        with self._lock:
            self._arrived += arrived
            if monotonic() - self._printed < _SECONDS_BETWEEN_LINES:
                return
            self._printed = monotonic()
        self.print()

    def print(self) -> None:
        rate = self._arrived / max(monotonic() - self._start, 0.001)
        left = (self._total - self._arrived) / max(rate, 1)
        self._console.print(
            f"{self._title}: {self._arrived / _MEGABYTE:.0f} of {self._total / _MEGABYTE:.0f} MB, "
            f"{rate / _MEGABYTE:.1f} MB/s, {left:.0f} s left",
            markup=False,
        )
