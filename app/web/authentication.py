"""Nobody gets in who should not: who asks, and whether they may, is known before a request is looked at."""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.callers.authentication import Authentication, local_caller
from app.callers.model import Caller, Role, Unauthenticated
from app.errors import EntenteError, Forbidden
from app.web.context import NO_WRITES
from app.web.errors import problem, retry_seconds

OPEN = ("/healthz", "/readyz", "/docs", "/schema", "/openapi.json", "/vendor", "/explorer")
"""What is behind these says nothing about the graph."""

ROLES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("/api/v1/keys", (Role.ADMINISTRATOR,)),
    ("/api/v1/trail", (Role.AUDITOR,)),
    ("/api/v1/submissions", (Role.CONTRIBUTOR,)),
    ("/api/v1/imports", (Role.CONTRIBUTOR,)),
    ("/api/v1/jobs", (Role.CONTRIBUTOR,)),
    ("/api/v1/webhooks", (Role.CONTRIBUTOR,)),
    # Its own guard tells questions from mutations.
    ("/graphql", (Role.READER, Role.CONTRIBUTOR)),
    ("", (Role.READER,)),
)
"""Which roles let in below which address; the first that fits. What is not named is for readers."""

CHECKED_EVERY_SECONDS = 5.0
"""For so long at most a stream goes on telling whom a key or token does not let in any more."""

_FORBIDDEN_SOCKET = 4403


def is_open(scope: Scope) -> bool:
    """Whether anybody may have it: a probe, documentation, or the page of GraphiQL."""
    path = scope["path"]
    page = path == "/graphql" and scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return page or path == "/" or any(path == each or path.startswith(f"{each}/") for each in OPEN)


def roles_for(path: str) -> tuple[Role, ...]:
    """The roles of which one is needed at an address."""
    return next(roles for start, roles in ROLES if not start or path == start or path.startswith(f"{start}/"))


class Authenticated:
    """ASGI middleware: puts the caller at `request.state.caller`, or refuses the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request of a caller who may ask it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        if is_open(scope):
            await self._app(scope, receive, send)
            return
        try:
            await _admit(scope)
        except EntenteError as error:
            await refuse(scope, receive, send, error)
            return
        await self._app(scope, receive, _Watched(scope, send) if _presented(scope) or _is_socket(scope) else send)


async def _admit(scope: Scope) -> None:
    authorization = _presented(scope)
    if _is_socket(scope) and authorization is None and _callers(scope).required:
        return  # browsers cannot send headers here: the first message says who it is
    await admit(scope, authorization)


async def admit(scope: Scope, authorization: str | None) -> Caller:
    """Let a caller in, who is at `state.caller` from then on. Raises Unauthenticated, Forbidden, IssuerUnavailable."""
    state = scope["app"].state
    known = await _callers(scope).caller(authorization)
    caller = known or local_caller(state.viewer, writes=state.writes)
    scope["state"]["caller"] = caller
    scope["state"]["authorization"] = authorization
    needed = roles_for(scope["path"])
    if needed == (Role.CONTRIBUTOR,) and not state.writes:
        raise Forbidden(NO_WRITES)  # another role would not help
    caller.check(*needed)
    return caller


def _callers(scope: Scope) -> Authentication:
    callers: Authentication = scope["app"].state.callers
    return callers


def _presented(scope: Scope) -> str | None:
    given = Headers(scope=scope).getlist("authorization")
    return None if not given else ", ".join(given)  # two of them are none that fits


def _is_socket(scope: Scope) -> bool:
    return bool(scope["type"] == "websocket")


async def refuse(scope: Scope, receive: Receive, send: Send, error: EntenteError) -> None:
    """Answer that a request is not let in, in the way of its transport."""
    if _is_socket(scope):
        await receive()
        await send({"type": "websocket.close", "code": _FORBIDDEN_SOCKET, "reason": error.title})
        return
    answer = _graphql(error) if scope["path"] == "/graphql" else problem(error, instance=scope["path"])
    if isinstance(error, Unauthenticated):
        answer.headers["WWW-Authenticate"] = _challenge(scope)
    if retry := retry_seconds(error):
        answer.headers["Retry-After"] = str(retry)
    answer.headers["Cache-Control"] = "no-store"
    await answer(scope, receive, send)


def _graphql(error: EntenteError) -> JSONResponse:
    told: dict[str, Any] = {"message": error.detail, "extensions": {"code": error.code}}
    return JSONResponse({"data": None, "errors": [told]}, status_code=error.status)


def _challenge(scope: Scope) -> str:
    return 'Bearer realm="entente"' if _presented(scope) is None else 'Bearer realm="entente", error="invalid_token"'


class _Watched:
    """The sending end of a stream: looks from time to time whether its reader may still be told."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send: Callable[[Message], Awaitable[None]] = send
        self._checked = monotonic()
        self._ended = False

    async def __call__(self, message: Message) -> None:
        """Pass on a message, or end the stream."""
        if self._ended:
            return
        if message["type"] in ("http.response.body", "websocket.send") and await self._is_over():
            self._ended = True
            message = (
                {"type": "websocket.close", "code": _FORBIDDEN_SOCKET, "reason": "Not authenticated"}
                if _is_socket(self._scope)
                else {"type": "http.response.body", "body": b"", "more_body": False}
            )
        await self._send(message)

    async def _is_over(self) -> bool:
        authorization = self._scope["state"].get("authorization")
        if authorization is None or monotonic() - self._checked < CHECKED_EVERY_SECONDS:
            return False
        self._checked = monotonic()
        try:
            await _callers(self._scope).caller(authorization)
        except EntenteError:
            return True
        return False
