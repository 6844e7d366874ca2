"""Where a webhook may send to: nowhere inside the network that the service stands in, unless its operator says so.

Names are looked up for each attempt, and the attempt goes to the address that was checked: a name that answers
otherwise a moment later leads nowhere else.
"""

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

import httpx

from app.errors import InvalidInput

_TRANSLATED = ip_network("64:ff9b::/96")
_EXPECTED = "https:// and a host that the internet knows"


@dataclass(frozen=True, kw_only=True)
class Target:
    """A checked address: `url` names it by number, `host` by name."""

    url: httpx.URL
    host: str
    server: str


async def target_of(address: str, *, private: bool) -> Target:
    """The target at an address. `private`: it may be inside, and without TLS. Raises InvalidInput."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise _refused(address, "is not an address") from error
    if url.scheme not in (("https", "http") if private else ("https",)) or not url.host:
        raise _refused(address, "is not an https:// address")
    if url.userinfo or url.fragment:
        raise _refused(address, "names a user or a fragment")
    numbers = await _numbers(url, address)
    if not private and not all(_public(number) for number in numbers):
        raise _refused(address, "is inside a private network")
    return Target(url=url.copy_with(host=numbers[0]), host=url.netloc.decode("ascii"), server=url.host)


async def _numbers(url: httpx.URL, address: str) -> list[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(url.host, url.port or url.scheme, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _refused(address, "names a host that is not known") from error
    return [str(each[4][0]).partition("%")[0] for each in found]


def _public(number: str) -> bool:
    """Whether an address is one of the internet, and hides no other within it, such as ::ffff:10.0.0.1."""
    address = ip_address(number)
    if isinstance(address, IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address in _TRANSLATED
    ):
        return False
    return address.is_global and not address.is_multicast


def _refused(address: str, reason: str) -> InvalidInput:
    return InvalidInput(f"url: {address!r} {reason}.", field="url", value=address, expected=_EXPECTED)
