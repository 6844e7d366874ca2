"""A caller: somebody with a key or a token, or whoever sits at the machine that the service runs on."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from app.errors import EntenteError, Forbidden, GraphUnavailable
from app.record.releasability import Viewer
from app.record.shown import Question, Shown


class Role(StrEnum):
    """What a caller may do. Roles add up; none includes another."""

    READER = "reader"
    """Ask questions and read entities."""
    CONTRIBUTOR = "contributor"
    """Enter, correct and retract facts, upload, and have webhooks."""
    RELEASING_OFFICER = "releasing_officer"
    """Release facts to more people: lower a marking, add nations."""
    AUDITOR = "auditor"
    """Read who asked and changed what."""
    ADMINISTRATOR = "administrator"
    """Issue and revoke keys."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who asks: what they may do, and what they may see."""

    id: str
    """Tells callers apart in the audit trail and in limits: of a key, or issuer and subject of a token."""
    name: str
    roles: frozenset[Role] = frozenset({Role.READER})
    viewer: Viewer = field(default_factory=Viewer)

    def check(self, *roles: Role) -> None:
        """Raise Forbidden where the caller has none of these roles."""
        if self.roles.isdisjoint(roles):
            raise Forbidden(f"This needs the role {' or '.join(roles)}; {self.name} has {_listed(self.roles)}.")


class Unauthenticated(EntenteError):
    """No key or token came, or none that is accepted."""

    code, status, exit_code, title = "UNAUTHENTICATED", 401, 8, "Not authenticated"


class IssuerUnavailable(GraphUnavailable):
    """The issuer of tokens does not answer, so that it cannot be told whose a token is."""

    code, title = "ISSUER_UNAVAILABLE", "The issuer of tokens is not available"


class NewKey(Question):
    """A key that somebody shall have."""

    name: str = Field(min_length=1, max_length=100, description="Whose it is, or what for.", examples=["dashboard"])
    roles: tuple[Role, ...] = Field((Role.READER,), min_length=1, max_length=5, description="What it may do.")
    clearance: int = Field(0, ge=0, le=4, description="Clearance, 0 unclassified to 4 top secret.")
    nationality: str | None = Field(
        None, pattern="^[A-Za-z0-9-]{2,40}$", description="Nationality, as a nation's key.", examples=["POL"]
    )
    days: int = Field(90, ge=1, le=3_650, description="After how many days it expires.")


class ApiKey(Shown):
    """A key, without its secret."""

    id: str
    name: str
    roles: tuple[Role, ...]
    clearance: int
    nationality: str | None
    issued_at: datetime
    issued_by: str = Field(description="The caller who issued it.")
    expires_at: datetime
    revoked_at: datetime | None
    used_on: date | None = Field(description="The last day of its use.")


class IssuedKey(Shown):
    """A key that was just issued, with its secret."""

    key: str = Field(description="What its bearer sends: `Authorization: Bearer …`. It is not shown again.")
    issued: ApiKey


def _listed(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles)) or "none"
