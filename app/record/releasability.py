"""Releasability: who may see a fact. What a viewer may not see does not exist for that viewer."""

from dataclasses import dataclass
from enum import IntEnum


class Marking(IntEnum):
    """The ordered protective markings."""

    UNCLASSIFIED = 0
    RESTRICTED = 1
    CONFIDENTIAL = 2
    SECRET = 3
    TOP_SECRET = 4


@dataclass(frozen=True, kw_only=True)
class Release:
    """A fact's marking, the nations it is limited to (None: no limit) and the nation or body that originated it."""

    marking: Marking = Marking.UNCLASSIFIED
    releasable_to: tuple[str, ...] | None = None
    originator: str | None = None


PUBLIC = Release()
"""Unclassified, without limit."""


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who asks. Every read query takes both as `$clearance` and `$nationality`.

    A fact is visible when its marking is at most `clearance`, and its `releasableTo` is absent or names `nationality`.
    """

    clearance: Marking = Marking.UNCLASSIFIED
    nationality: str | None = None

    @property
    def parameters(self) -> dict[str, object]:
        """The viewer as parameters of a query."""
        return {"clearance": int(self.clearance), "nationality": self.nationality}
