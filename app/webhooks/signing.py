"""Messages signed as Standard Webhooks 1.0 say: HMAC-SHA256 of their id, their time and their body."""

import hmac
from base64 import b64decode, b64encode
from secrets import token_bytes

_PREFIX = "whsec_"
_SECRET_BYTES = 32


def new_secret() -> str:
    """A secret of 32 random bytes, as it is shown to whom it is shared with."""
    return _PREFIX + b64encode(token_bytes(_SECRET_BYTES)).decode()


def headers(secret: str, *, message: str, sent_at: int, body: bytes) -> dict[str, str]:
    """The headers of an attempt. `sent_at`: seconds since 1970."""
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(sent_at),
        "webhook-signature": f"v1,{signature(secret, message=message, sent_at=sent_at, body=body)}",
    }


def signature(secret: str, *, message: str, sent_at: int, body: bytes) -> str:
    """The signature of a message, in base64."""
    signed = f"{message}.{sent_at}.".encode() + body
    return b64encode(hmac.digest(b64decode(secret.removeprefix(_PREFIX)), signed, "sha256")).decode()
