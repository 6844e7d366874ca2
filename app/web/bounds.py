"""How much one request may bring, cost and take: sizes, prices, time limits, and streams that are open at once."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.callers.budget import WINDOW_SECONDS, Budget, RateLimited, Standing
from app.callers.model import Caller
from app.entities.model import USUAL_ENTITIES
from app.errors import EntenteError
from app.jobs.uploads import TooLarge, too_large
from app.settings import Settings
from app.web.authentication import is_open, refuse

MOST_ADDRESS = 16_384
"""Characters of a path and its query: filters stand there."""

PRICES: Mapping[str, int] = {
    "nothing": 100,
    "entity": 20,
    "question": 2_000,
    "names": 2_000,
    "submission": 5_000,
    "statement": 20_000,
}
"""What is asked over HTTP, in the unit of GraphQL documents: an entity of a list, a question, a bundle of names …"""

QUESTIONS_OF_A_BRIEF = 7
UPLOAD_BYTES = 100
"""So many bytes of an upload cost one."""

STREAM_RETRY_SECONDS = 30
_TRY_AGAIN_LATER = 1013
_UPLOADS = "/api/v1/imports"
_GRAPHQL = "/graphql"
_STREAMS = ("/api/v1/changes", "/api/v1/attention-changes")


class AddressTooLong(EntenteError):
    """More than can be read as an address."""

    code, status, title = "ADDRESS_TOO_LONG", 414, "Address too long"


class TookTooLong(EntenteError):
    """A request that was not answered in time, or whose body did not come in time."""

    code, status, title = "TOOK_TOO_LONG", 503, "Took too long"


class Bounded:
    """ASGI middleware: refuses what is too large, costs too much or takes too long, before more is done for it."""

    def __init__(self, app: ASGIApp, *, settings: Settings, budget: Budget | None) -> None:
        self._app = app
        self._settings = settings
        self._budget = budget
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request within its bounds."""
        if scope["type"] not in ("http", "websocket") or is_open(scope):
            await self._app(scope, receive, send)
            return
        try:
            standing = self._admitted(scope)
        except EntenteError as error:
            await _refuse(scope, receive, send, error)
            return
        if scope["type"] == "websocket" or _is_stream(scope):
            await self._stream(scope, receive, send)
            return
        headers = _rate_headers(standing, self._budget) if standing and self._budget else []
        request = _Request(scope, most=self._most_bytes(scope), seconds=self._settings.request_seconds, headers=headers)
        await request.serve(self._app, receive, send)

    def _admitted(self, scope: Scope) -> Standing | None:
        if len(scope["path"]) + len(scope["query_string"]) > MOST_ADDRESS:
            raise AddressTooLong(
                f"An address has at most {MOST_ADDRESS:,} characters; POST to /graphql what is longer.",
                expected=f"at most {MOST_ADDRESS:,} characters",
            )
        if scope["type"] == "http" and _length(scope) > self._most_bytes(scope):
            raise _too_large(scope, self._most_bytes(scope))
        if self._budget is None or scope["type"] == "websocket" or scope["path"] == _GRAPHQL:
            return None  # a GraphQL document is paid for once its price is known
        return self._budget.spend(bearer(scope), price_of(scope))

    def _most_bytes(self, scope: Scope) -> int:
        if scope["path"] == _GRAPHQL:
            return max(self._settings.request_bytes, self._settings.graphql_bytes)
        return self._settings.import_bytes if scope["path"] == _UPLOADS else self._settings.request_bytes

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        whose = bearer(scope)
        if self._open[whose] >= self._settings.streams:
            error = RateLimited(
                f"{self._settings.streams} streams are open already; close one before another is opened.",
                retry_seconds=STREAM_RETRY_SECONDS,
            )
            await _refuse(scope, receive, send, error)
            return
        self._open[whose] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[whose] -= 1
            self._open += Counter()  # forgets who has none open


class _Request:
    """One request over HTTP that is no stream of events."""

    def __init__(self, scope: Scope, *, most: int, seconds: float, headers: list[tuple[bytes, bytes]]) -> None:
        self._scope = scope
        self._seconds = seconds
        self._headers = headers
        self._is_upload = scope["path"] == _UPLOADS
        self._most = self._left = most
        self._started = False
        self._refusal: EntenteError | None = None

    async def serve(self, app: ASGIApp, receive: Receive, send: Send) -> None:
        """Have it answered in time; each piece of an upload, and of an answer, has that time to itself."""
        seconds = self._seconds
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds) as limit:

                async def received() -> Message:
                    message = await receive()
                    self._take(message)
                    if self._is_upload:
                        limit.reschedule(loop.time() + seconds)
                    return {"type": "http.disconnect"} if self._refusal else message

                async def sent(message: Message) -> None:
                    if self._refusal is not None and not self._started:
                        return
                    if message["type"] == "http.response.start":
                        self._started = True
                        message["headers"] = [*message["headers"], *self._headers]
                    limit.reschedule(loop.time() + seconds)
                    await send(message)

                await self._serve(app, received, sent)
        except TimeoutError:
            if self._started:
                raise
            self._refusal = TookTooLong(
                f"A request has {seconds:g} s, to be sent and to be answered. Ask for less at once, or try again later."
            )
        if self._refusal is not None and not self._started:
            await _refuse(self._scope, receive, send, self._refusal)

    async def _serve(self, app: ASGIApp, receive: Receive, send: Send) -> None:
        try:
            await app(self._scope, receive, send)
        except Exception:
            if self._refusal is None:  # what was cut short ends as it likes
                raise

    def _take(self, message: Message) -> None:
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self._refusal = _too_large(self._scope, self._most)


def bearer(scope: Scope) -> str:
    """Whose budget and whose streams it is: the caller's, or those of an address where nobody is asked who it is."""
    caller = scope.get("state", {}).get("caller")
    if isinstance(caller, Caller) and not caller.id.startswith("local"):
        return caller.id
    client = scope.get("client")
    return f"address:{client[0]}" if client else "nobody"


def price_of(scope: Scope) -> int:
    """What an HTTP request costs, by what it asks for."""
    _, _, path = scope["path"].partition("/api/v1/")
    first, _, rest = path.partition("/")
    if first in ("submissions", "webhooks"):
        return PRICES["submission"]
    if first == "imports":
        return PRICES["submission"] + _length(scope) // UPLOAD_BYTES
    if first == "briefs":
        return PRICES["question"] * QUESTIONS_OF_A_BRIEF
    if first == "cypher":
        return PRICES["statement"]
    if first == "reconcile":
        return PRICES["names"]
    given = parse_qs(scope["query_string"].decode("latin-1"))
    if "first" in given or rest.count("/"):
        return PRICES["nothing"] + PRICES["entity"] * _number(given.get("first"))
    return PRICES["nothing"] + (PRICES["entity"] if rest else PRICES["question"])


def _number(given: list[str] | None) -> int:
    text = given[-1] if given else ""
    return min(int(text), 100_000) if text.isdecimal() and len(text) < 10 else USUAL_ENTITIES


def _length(scope: Scope) -> int:
    text = Headers(scope=scope).get("content-length", "")
    return int(text) if text.isdecimal() and len(text) < 20 else 0


def _is_stream(scope: Scope) -> bool:
    return scope["path"] in _STREAMS and "text/event-stream" in Headers(scope=scope).get("accept", "")


def _too_large(scope: Scope, most: int) -> TooLarge:
    if scope["path"] == _UPLOADS:
        return too_large(most)
    return TooLarge(f"A request brings at most {most:,} bytes here.", field="body", expected=f"at most {most:,} bytes")


def _rate_headers(standing: Standing, budget: Budget) -> list[tuple[bytes, bytes]]:
    """As draft-ietf-httpapi-ratelimit-headers has them."""
    return [
        (b"ratelimit-policy", f'"cost";q={budget.most};w={WINDOW_SECONDS}'.encode()),
        (b"ratelimit", f'"cost";r={standing.remaining};t={standing.seconds}'.encode()),
    ]


async def _refuse(scope: Scope, receive: Receive, send: Send, error: EntenteError) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER, "reason": error.title})
        return
    await refuse(scope, receive, send, error)


def budget_of(settings: Settings) -> Budget | None:
    """The budget that these settings give callers; None: whoever sits at the machine asks as much as they like."""
    if settings.budget is not None:
        return Budget(settings.budget)
    return Budget(_USUAL_BUDGET) if settings.authentication == "required" else None


_USUAL_BUDGET = 5_000_000
