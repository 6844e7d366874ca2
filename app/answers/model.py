"""What every question takes and every answer says."""

from datetime import date, datetime

from pydantic import Field

from app.record.evidence import Reliability
from app.record.provenance import AskedQuery
from app.record.shown import Day, Moment, Question, Shown
from app.record.time import Precision


class DatedQuestion(Question):
    """A question about a day, from what was known by a moment, by the sources that the asker relies on."""

    on: Day | None = Field(None, description="Day asked about, YYYY-MM-DD. Default: today.")
    known_on: Moment | None = Field(None, description="Only what was known by then. Default: all that is known now.")
    sources: tuple[str, ...] | None = Field(
        None, min_length=1, max_length=50, description="Keys of sources to rely on. Default: all."
    )


class Sourced(Shown):
    """A record: over which days it holds, who says so, and how far that can be relied on."""

    since: date = Field(description="First day; a partial date starts with the first day that it allows.")
    since_precision: Precision
    start_unknown: bool = Field(description="It is attested from `since` on and may have begun before.")
    until: date | None = Field(description="Last day; null: still in force.")
    end_unknown: bool = Field(description="Nothing says whether or when it ended.")
    attested_until: date | None = Field(description="Where the source's own observation ends.")
    source: str = Field(examples=["cow-alliances"])
    source_row: str | None
    reliability: Reliability
    credibility: int = Field(ge=1, le=6)
    synthetic: bool = Field(description="It is invented.")


class Answer(Shown):
    """What an answer says of itself."""

    on: date
    known_on: datetime | None = Field(description="Known by then; null: all that is known now.")
    sources: tuple[str, ...] | None = Field(description="Keys of the sources relied on; null: all.")
    complete: bool = Field(description="False: a bound cut it short; what it says so far is right.")
    synthetic: bool = Field(description="Part of it rests on invented records.")
    disputed: bool = Field(description="Part of it rests on what sources disagree about.")
    asked: tuple[AskedQuery, ...] = Field(description="The queries and parameters behind this answer.")

    @property
    def found_nothing(self) -> bool:
        """Whether it says of a name that nothing bears it: how long that took may not tell what is hidden."""
        return False
