"""Every request stands in the audit trail before anything of its answer leaves; changes do before they are made, too.

`Recorded` stands outside of whatever may refuse a request, so that refusals are recorded as well; `Announced` inside of
it, next to the routes, where it is known who asks and that they may. Probes (`/healthz`, `/readyz`) ask nothing of
anybody and are not recorded; they answer also while the trail refuses.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Any
from uuid import uuid4

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.callers.model import Caller
from app.jobs.model import Job, JobState
from app.trail.model import Happening, Part, TrailUnavailable, Transport
from app.trail.plain import plain, text
from app.trail.writing import Trail
from app.web.asked import Body, Operation, operation_asked, parameters, route_of
from app.web.errors import PROBLEM_TYPE, problem

log = structlog.get_logger(__name__)

UNRECORDED = ("/healthz", "/readyz")
GRAPHQL = "/graphql"

_READING = ("GET", "HEAD", "OPTIONS")
_READ_BY_POST = ("/api/v1/reconcile", "/api/v1/cypher")
"""What is POSTed there asks, and changes nothing."""

_TRY_AGAIN_LATER = 1013
"""With this a WebSocket is closed while nothing can be recorded."""


class Recorded:
    """ASGI middleware: one entry for each whole answer; two, begin and end, for changes, streams and WebSockets.

    `documents`: the trusted ones, whose text a request need not bring. `bytes`: the largest GraphQL request.
    """

    def __init__(self, app: ASGIApp, *, documents: Mapping[str, str] | None, bytes: int) -> None:  # noqa: A002
        self._app = app
        self._documents = documents
        self._bytes = bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve and record."""
        if scope["type"] not in ("http", "websocket") or scope["path"] in UNRECORDED:
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        try:
            trail = _open(scope)
        except TrailUnavailable as refusal:
            await _refuse(scope, receive, send, refusal)
            return
        if scope["type"] == "websocket":
            await _Socket(trail, scope, self._documents, self._bytes).serve(self._app, receive, send)
            return
        asked = _Request(trail, scope, self._documents, self._bytes)
        scope["state"]["recording"] = asked
        await asked.serve(self._app, receive, send)


class Announced:
    """ASGI middleware: what may change something is recorded before it is handed all of the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Announce one request, where it has to be."""
        asked: _Request | None = scope.get("state", {}).get("recording")
        if scope["type"] != "http" or asked is None or not asked.may_change:
            await self._app(scope, receive, send)
            return
        if not asked.has_body:
            await asked.announce()
            if asked.refusal is None:
                await self._app(scope, receive, send)
            return

        async def announced() -> Message:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body", False):
                await asked.announce()
            return {"type": "http.disconnect"} if asked.refusal else message

        await self._app(scope, announced, send)


def _open(scope: Scope) -> Trail:
    trail: Trail | None = getattr(scope["app"].state, "trail", None)
    if trail is None:
        raise TrailUnavailable("The service is starting: its audit trail is not open yet. Try again in a few seconds.")
    trail.check()
    return trail


async def _refuse(scope: Scope, receive: Receive, send: Send, refusal: TrailUnavailable) -> None:
    if scope["type"] == "http":
        await problem(refusal, instance=scope["path"])(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER, "reason": refusal.title})


class _Request:
    """One HTTP request, from where it comes in to where its answer leaves."""

    def __init__(self, trail: Trail, scope: Scope, documents: Mapping[str, str] | None, most: int) -> None:
        self._trail = trail
        self._scope = scope
        self._documents = documents
        self._headers = Headers(scope=scope)
        self._is_graphql = scope["path"] == GRAPHQL and scope["method"] == "POST"
        self._body = Body(most=most) if self._is_graphql else Body()
        self._start = perf_counter()
        self._quoted: tuple[Operation | None, dict[str, Any]] = None, {}
        self._quoted_when: tuple[int, bool] | None = None
        self._held: Message | None = None
        self._announced = self._streams = self._done = self._refused = False
        self._size = 0
        self.refusal: TrailUnavailable | None = None

    @property
    def may_change(self) -> bool:
        """Whether it may change something, as far as its method and address tell."""
        return self._scope["method"] not in _READING and not self._scope["path"].startswith(_READ_BY_POST)

    @property
    def has_body(self) -> bool:
        """Whether a body is to come."""
        return self._headers.get("content-length", "0") != "0" or "transfer-encoding" in self._headers

    async def serve(self, app: ASGIApp, receive: Receive, send: Send) -> None:
        """Have it answered."""

        async def received() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                self._body.take(message.get("body", b""))
            return message

        async def sent(message: Message) -> None:
            await self._send(message, send)

        try:
            await app(self._scope, received, sent)
            await self._send_refusal(send)
        except ClientDisconnect:
            if self.refusal is None:
                raise
            await self._send_refusal(send)
        except TrailUnavailable as refusal:
            self.refusal = refusal
            await self._send_refusal(send)
        except Exception:
            await self._end(outcome="INTERNAL", status=500)
            raise
        finally:
            if self.refusal is None:
                await self._end(outcome="closed", status=None)  # cut short: nothing was to be answered any more

    async def announce(self) -> None:
        """Record that it begins, where it changes something."""
        operation, _ = self._asked()
        if self._is_graphql and operation is not None and operation.kind != "mutation":
            return
        if not self._announced:
            self._announced = True
            try:
                await self._trail.record(self._happening("begin", outcome="begun"))
            except TrailUnavailable as refusal:
                self.refusal = refusal

    async def _send(self, message: Message, send: Send) -> None:
        if self.refusal is not None:
            await self._send_refusal(send)
        elif message["type"] == "http.response.start":
            self._held = message
        elif message["type"] != "http.response.body":
            await send(message)
        elif self._held is not None:
            start, self._held = self._held, None
            await self._send_first(start, message, send)
        else:
            self._size += len(message.get("body", b""))
            if self._streams and not message.get("more_body", False):
                await self._end(outcome="ok", status=None)
            await send(message)

    async def _send_first(self, start: Message, first: Message, send: Send) -> None:
        """Record, and only then let anything leave."""
        body, headers = first.get("body", b""), Headers(raw=start["headers"])
        whole = not first.get("more_body", False)
        length = headers.get("content-length")
        self._streams = not whole and length is None
        self._size = len(body) if whole or self._streams else int(length or 0)
        outcome = _outcome(start["status"], headers, body if whole else b"")
        try:
            if self._streams:
                self._announced = True
                await self._record("begin", outcome="begun" if outcome == "ok" else outcome, status=start["status"])
            else:
                self._done = True
                await self._record(self._last, outcome=outcome, status=start["status"], size=self._size)
        except TrailUnavailable as refusal:
            self.refusal = refusal
            self._streams = False
            await self._send_refusal(send)
            return
        await send(start)
        await send(first)

    @property
    def _last(self) -> Part:
        return "end" if self._announced else "whole"

    async def _end(self, *, outcome: str, status: int | None) -> None:
        """Record the end of what has begun to leave, or failed. It is too late to refuse it."""
        if self._done:
            return
        self._done, streams, self._streams = True, self._streams, False
        try:
            await self._record(self._last, outcome=outcome, status=status, size=self._size if streams else None)
        except TrailUnavailable:
            log.error("an end is not recorded yet", action=self._action())

    async def _send_refusal(self, send: Send) -> None:
        """Answer that nothing is done, once, in place of whatever would have been answered."""
        if self.refusal is None or self._refused:
            return
        self._refused = True
        answer = problem(self.refusal, instance=self._scope["path"])
        await send({"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _record(self, part: Part, *, outcome: str, status: int | None, size: int | None = None) -> None:
        await self._trail.record(self._happening(part, outcome=outcome, status=status, size=size))

    def _happening(self, part: Part, *, outcome: str, status: int | None = None, size: int | None = None) -> Happening:
        _, asked = self._asked()
        begins = part == "begin"
        return Happening(
            transport=self._transport(),
            action=self._action(),
            outcome=outcome,
            part=part,
            caller=_caller(self._scope),
            asked=asked,
            status=status,
            milliseconds=None if begins else round((perf_counter() - self._start) * 1000),
            bytes=None if begins else size,
            request=structlog.contextvars.get_contextvars().get("request_id"),
            address=_address(self._scope),
        )

    def _transport(self) -> Transport:
        if self._is_graphql:
            return "graphql"
        return "sse" if "text/event-stream" in self._headers.get("accept", "") else "http"

    def _action(self) -> str:
        operation, _ = self._asked()
        if operation is not None:
            return operation.action
        return f"{self._scope['method']} {route_of(self._scope)}"

    def _asked(self) -> tuple[Operation | None, dict[str, Any]]:
        """What was asked, as far as it has come: an entry for what was refused before its body came has none."""
        when = self._body.size, "route" in self._scope
        if self._quoted_when != when:
            self._quoted_when = when
            self._quoted = self._quote()
        return self._quoted

    def _quote(self) -> tuple[Operation | None, dict[str, Any]]:
        media_type = self._headers.get("content-type", "").split(";")[0].strip().lower()
        content = self._body.content(media_type)
        if self._is_graphql and content is not None:
            return operation_asked(content, self._documents)
        asked: dict[str, Any] = {}
        if route_of(self._scope) == "*":
            asked["address"] = self._scope["path"]
        elif self._scope.get("path_params"):
            asked["path"] = self._scope["path_params"]
        if self._scope["query_string"]:
            asked["query"] = parameters(self._scope["query_string"])
        if self._body.size:
            asked["body"] = self._body.told if content is None else content
        return None, plain(asked)


def _caller(scope: Scope) -> Caller | None:
    caller = scope["state"].get("caller")
    return caller if isinstance(caller, Caller) else None


def _address(scope: Scope) -> str | None:
    return scope["client"][0] if scope.get("client") else None


# Jobs


def jobs_told(trail: Trail) -> Callable[[Job], Awaitable[None]]:
    """Records what became of an import after its request was answered, under the id of that request."""

    async def tell(job: Job) -> None:
        files = [{"file": file.file, "dataset": file.dataset, "rejected": file.rejected} for file in job.files]
        took = (job.ended - job.started).total_seconds() if job.ended else 0
        happening = Happening(
            transport="http",
            action="import job",
            outcome=job.failure.code if job.failure else "ok" if job.state is JobState.DONE else job.state.value,
            part="end",
            asked=plain({"job": job.id, "files": files}),
            milliseconds=round(took * 1000),
            rows=sum(file.new + file.superseded for file in job.files),
            request=structlog.contextvars.get_contextvars().get("request_id"),
        )
        try:
            await trail.record(happening)
        except TrailUnavailable:
            log.error("an end is not recorded yet", action=happening.action)

    return tell


# Outcomes


def _outcome(status: int, headers: Headers, body: bytes) -> str:
    """`ok`, or the codes of what went wrong."""
    kind = headers.get("content-type", "").split(";")[0]
    if kind == PROBLEM_TYPE:
        return str(_json(body).get("code", f"HTTP_{status}"))
    otherwise = f"HTTP_{status}" if status >= 400 else "ok"
    if kind.endswith("json") and b'"errors"' in body:
        return _codes(_json(body)) or otherwise
    return otherwise


def _codes(answer: Mapping[str, Any]) -> str:
    """The codes of a GraphQL answer's errors, and of the faults of what a mutation would have entered."""
    found: list[str] = []
    for error in _list(answer.get("errors")):
        found.append(str((error.get("extensions") or {}).get("code", "ERROR")) if isinstance(error, dict) else "ERROR")
    data = answer.get("data")
    for payload in data.values() if isinstance(data, dict) else ():
        faults = _list(payload.get("errors")) if isinstance(payload, dict) else []
        found += [str(fault["code"]) for fault in faults if isinstance(fault, dict) and "code" in fault]
    return ",".join(dict.fromkeys(found))[:200]


def _json(body: bytes | str) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


# WebSockets


class _Running:
    """An operation that a WebSocket is asked for and has not ended."""

    def __init__(self, operation: Operation | None, asked: dict[str, Any]) -> None:
        self.operation = operation
        self.asked = asked
        self.start = perf_counter()
        self.events = 0
        self.codes = ""


class _Socket:
    """One WebSocket: an entry when it opens and when it closes, and for each operation when it begins and ends."""

    def __init__(self, trail: Trail, scope: Scope, documents: Mapping[str, str] | None, most: int) -> None:
        self._trail = trail
        self._scope = scope
        self._documents = documents
        self._most = most
        self._id = uuid4().hex
        self._start = perf_counter()
        self._running: dict[str, _Running] = {}
        self._opened = self._closed = False

    async def serve(self, app: ASGIApp, receive: Receive, send: Send) -> None:
        """Have it served."""

        async def received() -> Message:
            message = await receive()
            try:
                return await self._received(message)
            except TrailUnavailable as refusal:
                await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER, "reason": refusal.title})
                return {"type": "websocket.disconnect", "code": _TRY_AGAIN_LATER}

        async def sent(message: Message) -> None:
            await self._sent(message)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=self._id):
            try:
                await app(self._scope, received, sent)
            finally:
                await self._close(1006, "closed")

    async def _received(self, message: Message) -> Message:
        if message["type"] == "websocket.disconnect":
            await self._close(message.get("code") or 1005, "closed")
        elif message["type"] == "websocket.receive":
            await self._asked(message.get("text") or (message.get("bytes") or b"").decode("utf-8", "replace"))
        return message

    async def _asked(self, given: str) -> None:
        if '"subscribe"' not in given and '"complete"' not in given:
            return
        message = _json(given) if len(given) <= self._most else {"type": "subscribe", "payload": None}
        number = str(message.get("id"))[:100]
        if message.get("type") == "complete":
            await self._ended(number, "stopped")
        elif message.get("type") == "subscribe":
            if len(given) > self._most:
                operation, asked = None, {"bytes": len(given)}
            else:
                operation, asked = operation_asked(message.get("payload"), self._documents)
            running = _Running(operation, asked)
            await self._trail.record(self._told(running, "begin", "begun"))
            self._running[number] = running

    async def _sent(self, message: Message) -> None:
        if message["type"] == "websocket.accept":
            self._opened = True
            await self._trail.record(self._connection("begin", "begun", None))
        elif message["type"] == "websocket.close":
            await self._close(message.get("code", 1000), text(message.get("reason") or "") or "ok")
        elif message["type"] == "websocket.http.response.start":
            await self._close(message["status"], f"HTTP_{message['status']}")
        elif message["type"] == "websocket.send" and message.get("text"):
            await self._answered(_json(message["text"]))

    async def _answered(self, message: Mapping[str, Any]) -> None:
        number, payload = str(message.get("id"))[:100], message.get("payload")
        running = self._running.get(number)
        if running is None:
            return
        if message.get("type") == "next":
            running.events += 1
            running.codes = running.codes or (_codes(payload) if isinstance(payload, dict) else "")
        elif message.get("type") == "error":
            await self._ended(number, _codes({"errors": payload}) or "ERROR")
        elif message.get("type") == "complete":
            await self._ended(number, running.codes or "ok")

    async def _ended(self, number: str, outcome: str) -> None:
        running = self._running.pop(number, None)
        if running is not None:
            await self._tell(self._told(running, "end", outcome))

    async def _close(self, code: int, outcome: str) -> None:
        if self._closed:
            return
        self._closed = True
        for number in list(self._running):
            await self._ended(number, "closed")
        await self._tell(self._connection("end" if self._opened else "whole", outcome, code))

    async def _tell(self, happening: Happening) -> None:
        try:
            await self._trail.record(happening)
        except TrailUnavailable:
            log.error("an end is not recorded yet", action=happening.action)

    def _told(self, running: _Running, part: Part, outcome: str) -> Happening:
        return Happening(
            transport="websocket",
            action=running.operation.action if running.operation else "subscribe",
            outcome=outcome,
            part=part,
            caller=_caller(self._scope),
            asked=running.asked,
            milliseconds=round((perf_counter() - running.start) * 1000) if part == "end" else None,
            rows=running.events if part == "end" else None,
            request=self._id,
            address=_address(self._scope),
        )

    def _connection(self, part: Part, outcome: str, status: int | None) -> Happening:
        given = self._scope["query_string"]
        return Happening(
            transport="websocket",
            action=f"WEBSOCKET {self._scope['path'] if self._scope['path'] == GRAPHQL else '*'}",
            outcome=outcome,
            part=part,
            caller=_caller(self._scope),
            asked=plain({"query": parameters(given)} if given else {}),
            status=status,
            milliseconds=None if part == "begin" else round((perf_counter() - self._start) * 1000),
            request=self._id,
            address=_address(self._scope),
        )
