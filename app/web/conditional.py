"""ETag and If-None-Match on every answer to a GET.

The tag is a hash of the answer's own bytes and type, and nothing else. It would save work to derive it from the version
of the record, or to keep answers until that version rises; but the version rises too when something is written that the
viewer may not see. A new tag on an equal answer, or an equal answer that is slow once more, would show that something
hidden was written. A hash of what the viewer sees anyway shows nothing: it changes exactly when the answer does, and a
304 takes as long as a 200. So the bytes are saved, and the work is not.

The answer names its day, so that a question without `on` has another tag tomorrow; and it names the viewer, by the
parameters of its queries.
"""

from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CACHE_CONTROL = "private, no-cache"
"""Only the caller's own cache may keep an answer, and asks every time whether it still holds."""

VARY = "Accept, Authorization"
"""What of a request, besides its address, an answer depends on."""

_BODY_HEADERS = ("content-length", "content-type", "content-disposition")


def entity_tag(body: bytes, media_type: str) -> str:
    """The strong tag of these bytes in this representation."""
    digest = sha256(media_type.encode() + b"\0" + body).hexdigest()
    return f'"{digest[:32]}"'


def still_holds(if_none_match: str | None, tag: str) -> bool:
    """Whether the caller has the answer of that tag already. Compared weakly, as RFC 9110 asks for If-None-Match."""
    if if_none_match is None:
        return False
    given = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return "*" in given or tag in given


class ConditionalAnswers:
    """ASGI middleware: tags whole answers to GET below `prefixes`, and sends 304 without a body where nothing changed.

    A streamed answer, whose length is not said in advance, is passed on as it comes and has no tag.
    """

    def __init__(self, app: ASGIApp, *, prefixes: tuple[str, ...]) -> None:
        self._app = app
        self._prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(self._prefixes):
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Tagging(scope, send))


class _Tagging:
    """The sending end of one answer: holds the start of a whole one back until the body says which tag it has."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._asked = Headers(scope=scope).get("if-none-match")
        self._reads = scope["method"] in ("GET", "HEAD")
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """Pass on a message, or what becomes of it."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.setdefault("Cache-Control", CACHE_CONTROL)
            headers.add_vary_header(VARY)
            if self._reads and message["status"] == 200 and "content-length" in headers:
                self._start = message
                return
        if self._start is not None:
            start, self._start = self._start, None
            message = self._tagged(start, message)
            await self._send(start)
        await self._send(message)

    def _tagged(self, start: Message, first: Message) -> Message:
        """Give the start its tag where the body is whole, and take the body away where the caller has it already."""
        if first.get("more_body", False):
            return first
        headers = MutableHeaders(raw=start["headers"])
        tag = entity_tag(first.get("body", b""), headers.get("content-type", ""))
        headers["ETag"] = tag
        if not still_holds(self._asked, tag):
            return first
        for name in _BODY_HEADERS:
            del headers[name]
        start["status"] = 304
        return {**first, "body": b""}
