"""Positions of the feed, sealed: gaps between numbers would tell how much a reader may not see.

A sealed position is encrypted with a nonce of its own and authenticated. Two of the same place differ, two of different
places cannot be told from them, and none can be made without the key, which is kept with the record.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from secrets import token_bytes
from struct import pack, unpack

from app.errors import InvalidInput

_NONCE, _BODY, _TAG = 12, 12, 12
_LENGTH = _NONCE + _BODY + _TAG


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """A place in the feed: after the entry at `entry`, or, where `shown` is not 0, after that many of its changes."""

    entry: int
    shown: int = 0

    @property
    def read_whole(self) -> int:
        """The position of the last entry that need not be read again."""
        return self.entry - 1 if self.shown else self.entry


def sealed(place: Place, key: str) -> str:
    """`place` as a reader gets it."""
    nonce = token_bytes(_NONCE)
    body = _crossed(pack(">QI", place.entry, place.shown), nonce, key)
    return urlsafe_b64encode(nonce + body + _tag(nonce + body, key)).decode()


def opened(position: str, key: str) -> Place:
    """The place of a sealed position. Raises InvalidInput for one that this record did not seal."""
    try:
        given = urlsafe_b64decode(position.encode("ascii"))
    except (Error, ValueError):
        given = b""
    nonce, body, tag = given[:_NONCE], given[_NONCE:-_TAG], given[-_TAG:]
    if len(given) != _LENGTH or not hmac.compare_digest(tag, _tag(nonce + body, key)):
        raise InvalidInput(
            f"after: {position!r} is not a position of this feed.",
            field="after",
            value=position,
            expected="a position that this feed gave, start or now",
        )
    entry, shown = unpack(">QI", _crossed(body, nonce, key))
    return Place(entry=entry, shown=shown)


def _crossed(text: bytes, nonce: bytes, key: str) -> bytes:
    """Encrypted, or decrypted: both are one."""
    stream = hmac.digest(bytes.fromhex(key), b"stream" + nonce, "sha256")
    return bytes(one ^ other for one, other in zip(text, stream[: len(text)], strict=True))


def _tag(text: bytes, key: str) -> bytes:
    return hmac.digest(bytes.fromhex(key), b"tag" + text, "sha256")[:_TAG]
