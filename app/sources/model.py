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
    obligations_coded: tuple[str, ...] = Field(
        description="It lists every party of each agreement that it describes, and these kinds of obligation of each: "
        "what it does not list, it denies. Empty: it denies nothing."
    )
