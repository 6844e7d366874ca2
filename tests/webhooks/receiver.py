"""A receiver of webhooks that checks what it gets, and answers as it is told to."""

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from fastapi import FastAPI, Request, Response

from tests.web.serving import served


@dataclass
class Receiver:
    """What came, in order; `answers` are the next statuses, then 204."""

    secret: str = ""
    answers: list[int] = field(default_factory=list)
    came: list[tuple[str, Any]] = field(default_factory=list)
    url: str = ""

    @property
    def arrived(self) -> list[str]:
        """Facts in the messages, doubles of one message left out."""
        return [change["fact"] for body in dict(self.came).values() for change in body["data"]["changes"]]

    async def take(self, request: Request) -> Response:
        body = await request.body()
        message, sent_at = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        signed = f"{message}.{sent_at}.".encode() + body
        expected = hmac.new(b64decode(self.secret.removeprefix("whsec_")), signed, sha256).digest()
        assert request.headers["webhook-signature"] == f"v1,{b64encode(expected).decode()}"
        self.came.append((message, json.loads(body)))
        return Response(status_code=self.answers.pop(0) if self.answers else 204)


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """A receiver on a port of its own, for the length of the block."""
    receiver, app = Receiver(), FastAPI()
    app.add_api_route("/hook", receiver.take, methods=["POST"])
    async with served(app) as host:
        receiver.url = f"http://{host}/hook"
        yield receiver
