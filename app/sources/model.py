"""Sources as answers show them."""

from pydantic import Field

from app.record.evidence import Reliability
from app.record.shown import Shown


class Source(Shown):
    """A dataset, document or reporter that facts come from."""

    key: str = Field(examples=["cow-alliances"])
    title: str
    publisher: str
    version: str
    url: str
    licence: str
    reliability: Reliability = Field(description="Its grade in general; a fact may be graded otherwise.")
