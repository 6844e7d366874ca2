"""What browsers are told about every answer: what a page may load, who may frame it, and who may read it."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CROSS_ORIGIN: dict[str, Any] = {
    # Keys are sent in a header that a page sets itself. Cookies and other credentials are never taken from elsewhere.
    "allow_credentials": False,
    "allow_methods": ("GET", "HEAD", "POST", "DELETE"),
    "allow_headers": ("Authorization", "Content-Type", "If-None-Match", "Last-Event-ID", "X-Request-Id"),
    "expose_headers": ("ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"),
    "max_age": 600,
}
"""What pages of the origins that the operator named may send and read."""

_OF_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_OF_ANSWERS = "default-src 'none'; frame-ancestors 'none'"
_OF_PAGES = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SecurityHeaders:
    """ASGI middleware: adds what an answer does not say itself. Outside of whatever may refuse a request."""

    def __init__(self, app: ASGIApp, *, cross_origin: bool) -> None:
        self._app = app
        of_resources = {"Cross-Origin-Resource-Policy": "cross-origin" if cross_origin else "same-origin"}
        every = _OF_EVERY_ANSWER | of_resources
        every_answer = every | {"Content-Security-Policy": _OF_ANSWERS}
        self._answers = _raw(every_answer | {"Cache-Control": "no-store"})
        self._files = _raw(every_answer | {"Cache-Control": "private, no-cache"})
        page = {"Content-Security-Policy": _OF_PAGES.format(scripts=""), "Cache-Control": "private, no-cache"}
        self._pages = _raw(every | page)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = dict(message["headers"])
                ours = self._of(given)
                message["headers"] = [*message["headers"], *(each for each in ours if each[0] not in given)]
            await send(message)

        await self._app(scope, receive, sent)

    def _of(self, given: Mapping[bytes, bytes]) -> list[tuple[bytes, bytes]]:
        if given.get(b"content-type", b"").startswith(b"text/html"):
            return self._pages
        # What bears a tag may be kept, and asked about each time.
        return self._files if b"etag" in given else self._answers


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def page(text: str) -> HTMLResponse:
    """A page of ours, whose own scripts may run and no others."""
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in _SCRIPT.findall(text))
    allowed = "".join(f" 'sha256-{each}'" for each in hashes)
    return HTMLResponse(text, headers={"Content-Security-Policy": _OF_PAGES.format(scripts=allowed)})
