"""Sources as answers show them."""

from pydantic import BaseModel, ConfigDict, Field

from app.record.evidence import Reliability


class Source(BaseModel):
    """A dataset, document or reporter that facts come from."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(examples=["cow-alliances"])
    title: str
    publisher: str
    version: str
    url: str
    licence: str
    reliability: Reliability = Field(description="Its grade in general; a fact may be graded otherwise.")
