"""OIDC access tokens, checked against the keys of an issuer that is discovered."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt

from app.callers.model import Caller, IssuerUnavailable, Role, Unauthenticated
from app.record.releasability import Marking, Viewer

ALGORITHMS = ("RS256", "ES256", "EdDSA")
"""Never `none`, and none with a shared secret."""

LEEWAY_SECONDS = 30
_TIMEOUT_SECONDS = 5.0
_REFRESH_SECONDS = 60.0
"""Issuers are asked for new keys at most this often, however many unknown keys are named to us."""
_KEPT_SECONDS = 600.0
"""After this long keys are fetched anew, so that one that the issuer withdraws is refused."""
_RETRY_SECONDS = 5.0
"""An issuer that did not answer is left alone this long."""
_MOST_BYTES = 1_000_000
_MOST_TOKEN = 16_000
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, kw_only=True)
class Claims:
    """Where tokens say what their bearer may do and see."""

    roles: str = "roles"
    clearance: str = "clearance"
    nationality: str = "nationality"


@dataclass(kw_only=True)
class Issuer:
    """One issuer, its keys, and the audience that its tokens must be meant for."""

    url: str
    audience: str
    claims: Claims = field(default_factory=Claims)
    _keys: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _fetched: float | None = None
    _failed: float | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def bearer_of(self, token: str) -> Caller:
        """Whose token this is. Raises Unauthenticated, and IssuerUnavailable where that cannot be told."""
        try:
            if len(token) > _MOST_TOKEN:
                raise jwt.InvalidTokenError("too long")
            header = jwt.get_unverified_header(token)
            algorithm = header.get("alg")
            if algorithm not in ALGORITHMS:
                raise jwt.InvalidAlgorithmError("another algorithm")
            key = jwt.PyJWK(dict(await self._key(header.get("kid"))), algorithm=algorithm)
            said = jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=self.audience,
                issuer=self.url,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise Unauthenticated(
                "This token is not accepted. A token is signed by the configured issuer with RS256, ES256 or EdDSA, is "
                "meant for this service and has not expired."
            ) from error
        return self._caller(said)

    def _caller(self, said: Mapping[str, Any]) -> Caller:
        subject = str(said["sub"])
        name = said.get("name") or said.get("preferred_username") or said.get("client_id") or subject
        return Caller(
            id=f"{self.url}#{subject}"[:300],
            name=str(name)[:100],
            roles=_roles(_claim(said, self.claims.roles)),
            viewer=Viewer(
                clearance=_clearance(_claim(said, self.claims.clearance)),
                nationality=_nationality(_claim(said, self.claims.nationality)),
            ),
        )

    async def _key(self, key_id: object) -> Mapping[str, Any]:
        """The issuer's key of that id. Raises jwt.InvalidTokenError where it has none."""
        if not isinstance(key_id, str):
            raise jwt.InvalidTokenError("no kid")
        if not self._is_known(key_id):
            async with self._lock:
                if not self._is_known(key_id):
                    await self._refresh()
        if key_id not in self._keys:
            raise jwt.InvalidTokenError("unknown kid")
        return self._keys[key_id]

    def _is_known(self, key_id: str) -> bool:
        """Whether nothing has to be fetched to tell what this key is."""
        if self._fetched is None:
            return False
        age = monotonic() - self._fetched
        return age < _REFRESH_SECONDS or (key_id in self._keys and age < _KEPT_SECONDS)

    async def _refresh(self) -> None:
        now = monotonic()
        if self._failed is not None and now - self._failed < _RETRY_SECONDS:
            raise _unavailable()
        try:
            keys = await self._fetch()
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            TimeoutError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
        ) as error:
            self._failed = now
            raise _unavailable() from error
        self._keys, self._fetched, self._failed = keys, now, None

    async def _fetch(self) -> dict[str, Mapping[str, Any]]:
        _check_address(self.url)
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, follow_redirects=False) as client:
            found = await _read(client, f"{self.url.rstrip('/')}/.well-known/openid-configuration")
            if found["issuer"] != self.url:
                raise ValueError("the document is another issuer's")
            _check_address(found["jwks_uri"])
            listed = await _read(client, found["jwks_uri"])
        return {key["kid"]: key for key in listed["keys"] if "kid" in key and key.get("use", "sig") == "sig"}


async def _read(client: httpx.AsyncClient, address: str) -> Any:
    async with asyncio.timeout(_TIMEOUT_SECONDS):
        answer = await client.get(address)
    answer.raise_for_status()
    if len(answer.content) > _MOST_BYTES:
        raise ValueError("too large")
    return answer.json()


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError("an issuer is asked over https only")


def _unavailable() -> IssuerUnavailable:
    return IssuerUnavailable("The issuer of tokens does not answer; nobody is let in by a token until it does.")


def _claim(said: Mapping[str, Any], path: str) -> Any:
    """What stands at a claim; None where nothing does. A claim whose own name has dots comes first."""
    if path in said:
        return said[path]
    found: Any = said
    for part in path.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _roles(given: Any) -> frozenset[Role]:
    """The roles that a claim names; `reader` where there is no claim, nothing where it names none of ours."""
    if given is None:
        return frozenset({Role.READER})
    named = given.split() if isinstance(given, str) else given if isinstance(given, list) else []
    return frozenset(Role(each) for each in named if isinstance(each, str) and each in set(Role))


def _clearance(given: Any) -> Marking:
    if isinstance(given, str) and len(given) == 1 and given.isascii() and given.isdigit():
        given = int(given)
    known = isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= max(Marking)
    return Marking(given) if known else Marking.UNCLASSIFIED


def _nationality(given: Any) -> str | None:
    return given if isinstance(given, str) and 0 < len(given) <= 10 else None
