"""Access tokens of a real issuer on loopback."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.callers import tokens
from app.callers.model import IssuerUnavailable, Role, Unauthenticated
from app.callers.tokens import Issuer
from app.record.releasability import Marking, Viewer
from tests.callers.issuer import AUDIENCE, LocalIssuer, key_of
from tests.web.serving import served

pytestmark = pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
"""It warns of what is signed here to be refused, and of the name EdDSA, which issuers use."""


@pytest.fixture
async def local() -> AsyncIterator[LocalIssuer]:
    issuer = LocalIssuer()
    async with served(issuer.app()) as host:
        issuer.url = f"http://{host}"
        yield issuer


@pytest.fixture
def issuer(local: LocalIssuer) -> Issuer:
    return Issuer(url=local.url, audience=AUDIENCE)


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
async def test_a_token_is_accepted(algorithm: str, local: LocalIssuer, issuer: Issuer) -> None:
    local.keys = [key_of(algorithm, "only")]
    caller = await issuer.bearer_of(
        local.token(algorithm=algorithm, roles=["auditor", "king"], clearance=2, nationality="POL", name="Anna")
    )
    assert caller.id == f"{local.url}#anna"
    assert caller.name == "Anna"
    assert caller.roles == {Role.AUDITOR}
    assert (caller.viewer.clearance, caller.viewer.nationality) == (Marking.CONFIDENTIAL, "POL")


@pytest.mark.parametrize(
    ("claims", "roles", "clearance"),
    [
        ({}, {Role.READER}, 0),
        ({"roles": "reader contributor"}, {Role.READER, Role.CONTRIBUTOR}, 0),
        ({"roles": []}, set(), 0),
        ({"clearance": 5}, {Role.READER}, 0),
        ({"clearance": True}, {Role.READER}, 0),
        ({"clearance": -1}, {Role.READER}, 0),
        ({"clearance": "3"}, {Role.READER}, 3),
    ],
)
async def test_what_a_token_does_not_say_is_least(
    claims: dict[str, Any], roles: set[Role], clearance: int, local: LocalIssuer, issuer: Issuer
) -> None:
    caller = await issuer.bearer_of(local.token(**claims))
    assert caller.roles == roles
    assert caller.viewer == Viewer(clearance=Marking(clearance))


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "others"},
        {"aud": None},
        {"iss": "https://others.example"},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"nbf": 4_000_000_000},
        {"iat": 4_000_000_000},
        {"iat": None},
        {"sub": None},
    ],
    ids=str,
)
async def test_a_token_that_is_not_for_now_or_for_here_is_refused(
    changed: dict[str, Any], local: LocalIssuer, issuer: Issuer
) -> None:
    await issuer.bearer_of(local.token())
    with pytest.raises(Unauthenticated):
        await issuer.bearer_of(local.token(**changed))


async def test_a_forged_token_is_refused(local: LocalIssuer, issuer: Issuer) -> None:
    good = local.token()
    head, body, signature = good.split(".")
    forged = [
        local.forged("none"),
        f"{local.forged('none')}{signature}",
        local.forged("HS256"),
        local.token(key=key_of("RS256", "first")),
        local.token(key=key_of("ES256", "first"), algorithm="ES256"),
        local.token(kid="unknown"),
        f"{head}.{body[:-4]}AAAA.{signature}",
        f"{head}.{body}.",
        "a.b.c",
        "",
    ]
    await issuer.bearer_of(good)
    for token in forged:
        with pytest.raises(Unauthenticated):
            await issuer.bearer_of(token)


async def test_unknown_keys_are_asked_for_once_a_minute(
    local: LocalIssuer, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = local.token()
    await issuer.bearer_of(old)
    local.keys = [key_of("RS256", "second")]
    for _ in range(5):
        with pytest.raises(Unauthenticated):
            await issuer.bearer_of(local.token())
    assert local.asked == 1
    monkeypatch.setattr(tokens, "_REFRESH_SECONDS", 0.0)
    assert (await issuer.bearer_of(local.token())).name == "anna"
    assert local.asked == 2
    with pytest.raises(Unauthenticated):
        await issuer.bearer_of(old)


async def test_nobody_is_let_in_while_the_issuer_does_not_answer(local: LocalIssuer, issuer: Issuer) -> None:
    local.answers = False
    with pytest.raises(IssuerUnavailable):
        await issuer.bearer_of(local.token())
    local.answers, local.named = True, "http://127.0.0.1:1"
    with pytest.raises(IssuerUnavailable):
        await Issuer(url=local.url, audience=AUDIENCE).bearer_of(local.token())


async def test_an_issuer_is_asked_over_https(local: LocalIssuer) -> None:
    with pytest.raises(IssuerUnavailable):
        await Issuer(url="http://issuer.example", audience=AUDIENCE).bearer_of(local.token())
