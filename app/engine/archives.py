"""The engine's archives, in a cache that all homes, versions and processes of a user share.

The cache has Maven's layout. Every file is compared with the lock's size and SHA-256 at each start (a quarter of a
second for all of them), so a damaged one is found whatever its size and time say. Only what is missing or damaged is
fetched; when nothing is, no network is touched.
"""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Event

import httpx
from filelock import FileLock
from rich.console import Console

from app.engine.lock import Archive, locked_archives
from app.engine.progress import Advance, download_progress
from app.errors import EngineError
from app.settings import Settings

_AT_A_TIME = 8
_ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 0.5
_TIMEOUT = httpx.Timeout(30, connect=10)
_CHUNK_BYTES = 1 << 16
_TRY_AGAIN = frozenset({408, 429, 500, 502, 503, 504})


def fetch_archives(settings: Settings, *, console: Console) -> tuple[Path, ...]:
    """The files of the engine that the settings name, all present and verified, in the order of its lock file.

    Raises EngineError when one of them is missing and cannot be fetched.
    """
    archives = locked_archives(settings.engine)
    title = f"Fetching Neo4j {settings.engine}"
    cache = ArchiveCache(folder=settings.cache / "archives", address=settings.archives_url or _public_repository())
    return cache.fetch(archives, title=title, console=console)


def _public_repository() -> str:
    import jgo.constants

    return jgo.constants.MAVEN_CENTRAL_URL


class _WrongContentError(Exception):
    """What a repository sent is not what the lock promises."""


@dataclass(frozen=True, kw_only=True)
class ArchiveCache:
    """A folder of verified archives, and the Maven repository that fills it."""

    folder: Path
    address: str
    """Any HTTP server with Maven layout; user and password in it are used and never shown."""

    def fetch(self, archives: Sequence[Archive], *, title: str, console: Console) -> tuple[Path, ...]:
        """The files of these archives, verified; fetches those that are missing or damaged.

        Raises EngineError naming what is missing, the address that was tried and the setting to change.
        """
        if self.lacking(archives):
            with self._fetching(console):
                lacking = self.lacking(archives)  # another process may have fetched them while this one waited
                if lacking:
                    self._fetch_all(lacking, title=title, console=console)
        return tuple(self.path(archive) for archive in archives)

    def path(self, archive: Archive) -> Path:
        """Where an archive is, or will be."""
        return self.folder / archive.path

    def lacking(self, archives: Sequence[Archive]) -> list[Archive]:
        """Those that are missing, or are not what the lock says."""
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            good = list(threads.map(self._is_good, archives))
        return [archive for archive, is_good in zip(archives, good, strict=True) if not is_good]

    def _is_good(self, archive: Archive) -> bool:
        try:
            with self.path(archive).open("rb") as file:
                return file_digest(file, "sha256").hexdigest() == archive.sha256
        except OSError:
            return False

    @contextmanager
    def _fetching(self, console: Console) -> Iterator[None]:
        """Hold the cache: two processes that write one temporary file would damage it for each other."""
        lock = FileLock(self.folder / "fetching.lock")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(blocking=False)
        except TimeoutError:
            console.print("Another process is fetching the engine; waiting for it …")
            lock.acquire()
        except OSError as error:
            raise self._not_writable(error) from error
        try:
            yield
        finally:
            lock.release()

    def _fetch_all(self, lacking: Sequence[Archive], *, title: str, console: Console) -> None:
        total = sum(archive.size for archive in lacking)
        with (
            download_progress(title, total=total, console=console) as advance,
            _client() as client,
            ThreadPoolExecutor(_AT_A_TIME) as threads,
        ):
            download = _Download(cache=self, client=client, advance=advance, given_up=Event())
            futures = {threads.submit(download.fetch, archive): archive for archive in lacking}
            try:
                done, _ = wait(futures, return_when=FIRST_EXCEPTION)
            finally:
                download.given_up.set()
                threads.shutdown(wait=False, cancel_futures=True)
        failures = [(archive, future.exception()) for future, archive in futures.items() if future in done]
        for archive, failure in failures:
            if failure is not None:
                raise self._failed(archive, failure, count=len(self.lacking(lacking))) from failure

    def _failed(self, archive: Archive, failure: BaseException, *, count: int) -> EngineError:
        if isinstance(failure, OSError):
            return self._not_writable(failure)
        others = f" and {count - 1} more" if count > 1 else ""
        address = re.sub(r"//[^/@]*@", "//", self.address)  # without user and password
        return EngineError(
            f"Cannot fetch {archive.coordinates}{others} from {address}: {failure or type(failure).__name__}. "
            "Set ENTENTE_ARCHIVES_URL to a Maven repository that this machine reaches.",
            field="ENTENTE_ARCHIVES_URL",
            value=address,
            expected="the address of a Maven repository",
        )

    def _not_writable(self, error: OSError) -> EngineError:
        return EngineError(
            f"Cannot write the engine's archives to {self.folder}: {error.strerror}. "
            "Set ENTENTE_CACHE to a folder that can be written.",
            field="ENTENTE_CACHE",
            value=str(self.folder),
        )


def _client() -> httpx.Client:
    limits = httpx.Limits(max_connections=_AT_A_TIME)
    return httpx.Client(timeout=_TIMEOUT, limits=limits, follow_redirects=True)


@dataclass(frozen=True, kw_only=True)
class _Download:
    cache: ArchiveCache
    client: httpx.Client
    advance: Advance
    given_up: Event
    """Set when the rest is not wanted any more: one has failed for good, or the user has interrupted."""

    def fetch(self, archive: Archive) -> None:
        """Put an archive into the cache. Tries again what may pass, with longer and longer pauses."""
        for attempt in range(_ATTEMPTS):
            try:
                self._attempt(archive)
            except (httpx.HTTPError, _WrongContentError) as error:
                if attempt == _ATTEMPTS - 1 or not _may_pass(error):
                    raise
            else:
                return
            if self.given_up.wait(_FIRST_PAUSE_SECONDS * 2**attempt):
                return

    def _attempt(self, archive: Archive) -> None:
        """Write to a temporary name beside the final one and rename: a file under its final name is whole."""
        path = self.cache.path(archive)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        try:
            if self._receive(archive, part):
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _receive(self, archive: Archive, part: Path) -> bool:
        """Is the archive wholly in `part`? False when the download was given up."""
        digest, size = sha256(), 0
        try:
            with self._response(archive) as response, part.open("wb") as file:
                for chunk in response.iter_bytes(_CHUNK_BYTES):
                    if self.given_up.is_set():
                        return False
                    size += len(chunk)
                    self.advance(len(chunk))
                    if size > archive.size:
                        break
                    digest.update(chunk)
                    file.write(chunk)
            _check(archive, size=size, digest=digest.hexdigest())
        except BaseException:
            self.advance(-size)
            raise
        return True

    @contextmanager
    def _response(self, archive: Archive) -> Iterator[httpx.Response]:
        url = f"{self.cache.address.rstrip('/')}/{archive.path}"
        with self.client.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
            if not response.is_success:
                raise httpx.HTTPStatusError(
                    f"it answers {response.status_code} {response.reason_phrase}",
                    request=response.request,
                    response=response,
                )
            yield response


def _check(archive: Archive, *, size: int, digest: str) -> None:
    if size != archive.size:
        more = "more than " if size > archive.size else ""
        raise _WrongContentError(f"it sends {more}{min(size, archive.size)} bytes where the lock says {archive.size}")
    if digest != archive.sha256:
        raise _WrongContentError(f"what it sends has SHA-256 {digest} where the lock says {archive.sha256}")


def _may_pass(error: Exception) -> bool:
    """Can the same request succeed a moment later?"""
    return not isinstance(error, httpx.HTTPStatusError) or error.response.status_code in _TRY_AGAIN
