"""Changes of alliance paths: the question and its answer."""

from datetime import date

from pydantic import Field

from app.alliances.model import AlliancePath, AllianceQuestion, ObligationKind
from app.answers.model import Answer
from app.nations.model import Nation
from app.record.shown import Day, Shown


class ChangedHop(Shown):
    """Two nations of a path that were linked on one of the two days only."""

    from_nation: Nation
    to_nation: Nation
    agreements: tuple[str, ...] = Field(description="Keys of the agreements that linked them on that day.")


class ChangedPath(Shown):
    """A path that exists on one of the two days only, and why."""

    path: AlliancePath = Field(description="As it was on its day.")
    because: tuple[ChangedHop, ...] = Field(description="The hops that did not exist on the other day.")


class PathChanges(Answer):
    """Which chains of allies were lost and which were gained from one day to another."""

    from_nation: Nation
    to_nation: Nation
    since: date = Field(description="The earlier day; `on` is the later one.")
    obligations: tuple[ObligationKind, ...]
    max_hops: int
    before: int = Field(description="Number of paths on the earlier day.")
    after: int = Field(description="Number of paths on the later day.")
    kept: int = Field(description="Number of paths of both days.")
    lost: tuple[ChangedPath, ...] = Field(description="Paths of the earlier day only, shortest first.")
    gained: tuple[ChangedPath, ...] = Field(description="Paths of the later day only, shortest first.")
    more: bool = Field(description="There are more lost or gained paths than were asked for.")


class PathChangesQuestion(AllianceQuestion):
    """How do the alliance paths between two nations differ between two days?"""

    since: Day = Field(description="The earlier day, YYYY-MM-DD.")
    max_hops: int = Field(3, ge=1, le=6, description="Most hops of a path.")
    limit: int = Field(10, ge=1, le=100, description="Most lost and most gained paths in the answer.")
