"""Which ports an engine listens on."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import Conflict, EngineError
from app.settings import Settings

HOST = "127.0.0.1"
"""Every port of the engine is open to this machine only."""

_FIRST_BOLT_PORT = 7687
_FIRST_HTTP_PORT = 7474
_PORTS_TRIED = 100


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Where an engine listens."""

    bolt: int
    http: int


@contextmanager
def claimed_ports(settings: Settings) -> Iterator[Ports]:
    """The configured ports, or the first free ones, kept from other engines of this user for the block.

    Between the choice and the moment the engine listens several seconds pass, in which a second engine would choose
    the same ports; so each choice is held by a lock file in the cache. Raises Conflict naming port and setting.
    """
    with ExitStack() as claims:
        yield Ports(
            bolt=_claim(
                settings, claims, port=settings.engine_bolt_port, first=_FIRST_BOLT_PORT, setting="ENGINE_BOLT_PORT"
            ),
            http=_claim(
                settings, claims, port=settings.engine_http_port, first=_FIRST_HTTP_PORT, setting="ENGINE_HTTP_PORT"
            ),
        )


def _claim(settings: Settings, claims: ExitStack, *, port: int | None, first: int, setting: str) -> int:
    folder = _claims_folder(settings)
    candidates = range(first, first + _PORTS_TRIED) if port is None else (port,)
    for candidate in candidates:
        try:
            claims.enter_context(FileLock(folder / f"{candidate}.lock", thread_local=False).acquire(blocking=False))
        except Timeout:
            continue
        if is_free(candidate):
            return candidate
    taken = f"Port {port} on {HOST} is" if port is not None else f"All ports from {first} to {candidates[-1]} are"
    raise Conflict(
        f"{taken} in use by another program. Set ENTENTE_{setting} to a free one, or unset it.",
        field=f"ENTENTE_{setting}",
        value=port,
        expected="a free port",
    )


def _claims_folder(settings: Settings) -> Path:
    folder = settings.cache / "ports"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EngineError(
            f"Cannot write to {folder}: {error.strerror}. Set ENTENTE_CACHE to a folder that can be written.",
            field="ENTENTE_CACHE",
            value=str(settings.cache),
        ) from error
    return folder


def is_free(port: int) -> bool:
    """Could a server listen there now? Connections of an earlier server that are still closing do not count."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()
        except OSError:
            return False
    return True
