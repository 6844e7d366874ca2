"""Nations as answers show them."""

from pydantic import Field

from app.record.shown import Shown


class Nation(Shown):
    """A state. Historic states are states: the German Democratic Republic is not Germany."""

    key: str = Field(description="ISO 3166 alpha-3 code; a historic state has a key of its own.", examples=["POL"])
    name: str = Field(description="What it was called on the day asked about.", examples=["Poland"])
