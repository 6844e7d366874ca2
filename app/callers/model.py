"""A caller: somebody with a key or a token, or whoever sits at the machine that the service runs on."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.record.releasability import Viewer


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
