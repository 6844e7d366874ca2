"""API keys: issued, found again, listed and revoked.

A key is `entente_<id>_<secret>`. Its secret is 256 random bits, and the graph keeps only the SHA-256 of it. A slow hash
protects what people choose, which can be guessed; nobody guesses 256 random bits, so a fast one protects them as well
and does not let a flood of wrong keys cost anything.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex
from typing import Any

from app.callers.model import ApiKey, Caller, IssuedKey, NewKey, Role, Unauthenticated
from app.errors import Forbidden, NotFound
from app.graph.client import GraphClient
from app.record.releasability import Marking, Viewer

PREFIX = "entente_"
_ID_BYTES = 6
_SECRET_BYTES = 32
_FORM = re.compile(r"entente_([0-9a-f]{12})_([0-9a-f]{64})")
_REFUSED = "This key is not accepted: it is wrong, has expired or was revoked. An administrator issues another."
"""One sentence for all of it: nobody learns which keys there are."""


async def issue(graph: GraphClient, wanted: NewKey, *, issuer: Caller | None) -> IssuedKey:
    """A new key. `issuer` None: whoever runs commands holds the database's password, and is bound by nothing here.

    Raises Forbidden for a role or a viewer beyond the issuer's own.
    """
    if issuer is not None:
        _check_within(wanted, issuer)
    issued_at, key_id, secret = datetime.now(UTC), token_hex(_ID_BYTES), token_hex(_SECRET_BYTES)
    (row,) = await graph.write(
        "callers/issue",
        id=key_id,
        digest=_digest(secret),
        name=wanted.name,
        roles=sorted(set(wanted.roles)),
        keyClearance=wanted.clearance,
        keyNationality=wanted.nationality,
        issuedAt=issued_at,
        issuedBy="command" if issuer is None else issuer.id,
        expiresAt=issued_at + timedelta(days=wanted.days),
    )
    return IssuedKey(key=f"{PREFIX}{key_id}_{secret}", issued=_shown(row["key"]))


async def keys(graph: GraphClient) -> tuple[ApiKey, ...]:
    """All keys, the oldest first."""
    return tuple(_shown(row["key"]) for row in await graph.read("callers/list"))


async def revoke(graph: GraphClient, key_id: str) -> ApiKey:
    """Refuse a key from now on. Raises NotFound."""
    rows = await graph.write("callers/revoke", id=key_id, revokedAt=datetime.now(UTC))
    if not rows:
        raise NotFound(f"There is no key {key_id!r}.", field="id", value=key_id)
    return _shown(rows[0]["key"])


async def bearer_of(graph: GraphClient, presented: str) -> Caller:
    """Whose key this is. Raises Unauthenticated for one that is unknown, wrong, expired or revoked.

    Each time it is asked of the graph, so a key that is revoked is refused from the next request on.
    """
    parts = _FORM.fullmatch(presented)
    if parts is None:
        raise Unauthenticated(_REFUSED)
    rows = await graph.read("callers/find", id=parts[1])
    kept = rows[0]["key"] if rows else {}
    matches = compare_digest(_digest(parts[2]), kept.get("digest") or "0" * 64)
    if not matches or kept.get("revokedAt") is not None or kept["expiresAt"] <= datetime.now(UTC):
        raise Unauthenticated(_REFUSED)
    today = datetime.now(UTC).date()
    if kept.get("usedOn") != today:
        await graph.write("callers/note_use", id=parts[1], on=today)
    return Caller(
        id=f"key:{kept['id']}",
        name=kept["name"],
        roles=frozenset(Role(role) for role in kept["roles"]),
        viewer=Viewer(clearance=Marking(kept["clearance"]), nationality=kept.get("nationality")),
    )


def _check_within(wanted: NewKey, issuer: Caller) -> None:
    beyond = set(wanted.roles) - issuer.roles
    if beyond:
        raise Forbidden(
            f"A key can have only roles that its issuer has: not {', '.join(sorted(beyond))}.", field="roles"
        )
    own = issuer.viewer
    if wanted.clearance > own.clearance:
        raise Forbidden(
            f"A key can have at most its issuer's clearance, {int(own.clearance)}.",
            field="clearance",
            value=wanted.clearance,
        )
    if wanted.nationality not in (None, own.nationality):
        raise Forbidden(
            "A key can have only its issuer's nationality, or none.", field="nationality", value=wanted.nationality
        )


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _shown(kept: Mapping[str, Any]) -> ApiKey:
    return ApiKey(
        id=kept["id"],
        name=kept["name"],
        roles=tuple(Role(role) for role in kept["roles"]),
        clearance=kept["clearance"],
        nationality=kept.get("nationality"),
        issued_at=kept["issuedAt"],
        issued_by=kept["issuedBy"],
        expires_at=kept["expiresAt"],
        revoked_at=kept.get("revokedAt"),
        used_on=kept.get("usedOn"),
    )
