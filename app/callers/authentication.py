"""Whose request this is: by a key, by a token, or of whoever sits at the machine."""

from dataclasses import dataclass
from ipaddress import ip_address

from app.callers.keys import PREFIX, bearer_of
from app.callers.model import Caller, Role, Unauthenticated
from app.callers.tokens import Claims, Issuer
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.record.releasability import Viewer
from app.settings import Settings

_NEEDED = (
    "This service wants to know who asks: send `Authorization: Bearer …` with a key that `entente keys issue` made"
)


@dataclass(frozen=True, kw_only=True)
class Authentication:
    """How callers of one service are told apart."""

    graph: GraphClient
    required: bool
    issuer: Issuer | None = None

    async def caller(self, authorization: str | None) -> Caller | None:
        """Who sends this `Authorization`; None for nobody in particular, where that is allowed.

        What is presented is always checked. Raises Unauthenticated, and IssuerUnavailable.
        """
        if authorization is None:
            if self.required:
                raise Unauthenticated(f"{_NEEDED}{', or an access token' if self.issuer else ''}.")
            return None
        scheme, _, presented = authorization.partition(" ")
        if scheme.lower() != "bearer" or not presented.strip():
            raise Unauthenticated(f"{_NEEDED}.")
        if presented.strip().startswith(PREFIX):
            return await bearer_of(self.graph, presented.strip())
        if self.issuer is None:
            raise Unauthenticated("This service accepts keys only: `entente_…`.")
        return await self.issuer.bearer_of(presented.strip())


def authentication(settings: Settings, graph: GraphClient) -> Authentication:
    """How callers of a service with these settings are told apart. Raises InvalidInput for settings at odds."""
    issuer = None
    if settings.oidc_issuer is not None:
        if settings.oidc_audience is None:
            raise InvalidInput(
                "ENTENTE_OIDC_ISSUER is set, but ENTENTE_OIDC_AUDIENCE is not: tokens for others would be accepted.",
                field="ENTENTE_OIDC_AUDIENCE",
                expected="the audience that the issuer writes into tokens for this service",
            )
        issuer = Issuer(
            url=settings.oidc_issuer,
            audience=settings.oidc_audience,
            claims=Claims(
                roles=settings.oidc_roles_claim,
                clearance=settings.oidc_clearance_claim,
                nationality=settings.oidc_nationality_claim,
            ),
        )
    return Authentication(graph=graph, required=settings.authentication == "required", issuer=issuer)


def local_caller(viewer: Viewer, *, writes: bool) -> Caller:
    """Whoever sits at the machine, where no key is asked for."""
    roles = {Role.READER, Role.AUDITOR, Role.ADMINISTRATOR}
    if writes:
        roles |= {Role.CONTRIBUTOR, Role.RELEASING_OFFICER}
    # Services of one graph may let whoever sits there see different things: what one makes is not the other's.
    seeing = f":{int(viewer.clearance)}:{viewer.nationality or ''}" if viewer != Viewer() else ""
    return Caller(id=f"local{seeing}", name="local", roles=frozenset(roles), viewer=viewer)


def check_host(settings: Settings) -> None:
    """Raise InvalidInput where strangers would be let in: on an address that is not loopback, without keys."""
    if settings.authentication == "required" or _is_loopback(settings.host):
        return
    raise InvalidInput(
        f"ENTENTE_HOST is {settings.host}, where others can reach it, but ENTENTE_AUTHENTICATION is none: anybody "
        "could ask anything. Set ENTENTE_AUTHENTICATION=required, and issue keys with `entente keys issue`; or "
        "listen on 127.0.0.1.",
        field="ENTENTE_AUTHENTICATION",
        value=settings.authentication,
        expected="required",
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
