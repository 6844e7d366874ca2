"""What is hidden and what is missing are answered at the same moment.

The same queries look for both, but the database has more to do where it finds a node that the viewer may not see: about
half a millisecond, which some hundred requests tell from chance. So whoever asks for one thing by its name, and gets
nothing, gets it on the next tick since they asked; a tick is longer than nearly all of these answers take. What was
found is never held back.
"""

import asyncio
from math import ceil
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

TICK_SECONDS = 0.025

_EVENED = (404, 409, 422)
"""Answers that may rest on what is not there, or not seen."""


async def until_tick(start: float) -> None:
    """Wait for the next tick since `start`, a moment of `time.perf_counter`."""
    passed = perf_counter() - start
    await asyncio.sleep(ceil(passed / TICK_SECONDS) * TICK_SECONDS - passed)


class Evened:
    """ASGI middleware: holds back an answer that nothing was found, or that something is wrong, until a tick."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = perf_counter()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in _EVENED:
                await until_tick(start)
            await send(message)

        await self._app(scope, receive, sent)
