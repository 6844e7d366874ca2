"""A service without keys is for whoever sits at its machine, not for the pages that they have open.

A page from elsewhere can send requests to this machine, and WebSockets too, without being allowed to read what answers.
By giving its own name the address 127.0.0.1 it can read that as well (DNS rebinding): then the request's `Host` is that
name. So both are looked at, `Origin` and `Host`. Where keys are asked for, no page from elsewhere has one to send.
"""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Forbidden
from app.web.authentication import refuse
from app.web.reconciliation import ORIGINS

_RECONCILIATION = "/api/v1/reconcile"


class LocalOnly:
    """ASGI middleware: refuses what a page from elsewhere sent.

    `names`: other names of this machine. `origins`: of pages elsewhere that the operator lets in.
    """

    def __init__(self, app: ASGIApp, *, names: Collection[str], origins: Collection[str] = ()) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request that was sent from this machine."""
        if scope["type"] in ("http", "websocket"):
            try:
                self._check(scope)
            except Forbidden as error:
                await refuse(scope, receive, send, error)
                return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        host = hosts[0] if len(hosts) == 1 else ""
        if not self._is_local(host):
            raise Forbidden(
                f"This service answers to the names of its own machine, and {host[:100]!r} is none of them. Ask "
                "127.0.0.1 or localhost, or set ENTENTE_ALLOWED_HOSTS.",
                field="Host",
                value=host[:100],
                expected="127.0.0.1 or localhost",
            )
        if any(origin not in self._origins and not _is_own(origin, host, scope["path"]) for origin in origins):
            raise Forbidden(
                "Pages from elsewhere may not ask this service, which asks nobody for a key.",
                field="Origin",
                value=origins[0][:100],
                expected="no Origin, or this service's own",
            )

    def _is_local(self, host: str) -> bool:
        name = _name(host)
        try:
            return name == "localhost" or name in self._names or ip_address(name).is_loopback
        except ValueError:
            return False


def _is_own(origin: str, host: str, path: str) -> bool:
    below = path == _RECONCILIATION or path.startswith(f"{_RECONCILIATION}/")
    return (below and origin in ORIGINS) or origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())


def _name(host: str) -> str:
    """A `Host` without its port; empty where it is none."""
    try:
        split = urlsplit(f"//{host}")
        return split.hostname or "" if split.netloc == host and split.username is None else ""
    except ValueError:
        return ""
