"""The question that a STIX bundle answers."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from app.answers.model import DatedQuestion
from app.record.shown import Day

StixObject = dict[str, Any]


class StixQuestion(DatedQuestion):
    """What ties some nations to bodies, agreements, engagements and units?"""

    nations: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(
        min_length=1, max_length=20, description="Nations: code, name or alias.", examples=[["Poland", "USA"]]
    )
    since: Day | None = Field(None, description="First day of the period that ends with `on`. Default: that day.")
    limit: int = Field(500, ge=1, le=5_000, description="Most ties in the bundle.")


@dataclass(frozen=True, kw_only=True)
class StixBundle:
    """A bundle. `complete` False: there are more ties than were asked for."""

    bundle: StixObject
    complete: bool
