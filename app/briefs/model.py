"""Briefs: what is asked for, and what is printed of it."""

from datetime import date, datetime

from pydantic import Field

from app.answers.model import DatedQuestion
from app.nations.model import Nation
from app.record.releasability import Marking
from app.record.shown import Shown
from app.sources.model import Source


class BriefQuestion(DatedQuestion):
    """What must be known of a nation, or of how two stand to each other?"""

    with_: str | None = Field(
        None,
        alias="with",
        min_length=1,
        max_length=100,
        description="The other nation of a bilateral brief: code, name or alias. Default: a brief on one nation.",
    )
    requirement: str = Field(
        "mission-hadr",
        min_length=1,
        max_length=200,
        description="What the forces of two shall be able to do together: key of a requirement profile.",
    )


class Bar(Shown):
    """One value of a chart."""

    label: str
    value: float


class Chart(Shown):
    """Values side by side, drawn as bars; the same numbers stand in the text as a table."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


class Line(Shown):
    """A statement, and how far it is set in under the one before it."""

    text: str
    level: int = Field(ge=0)


class Section(Shown):
    """One question, its answer in words, and what the answer says of itself."""

    title: str
    asks: str = Field(description="The question that this answers.")
    short: str | None = Field(description="The answer in a sentence, where one tells it.")
    lines: tuple[Line, ...]
    chart: Chart | None
    remarks: tuple[str, ...] = Field(description="Where it is cut short, disputed, or rests on invented records.")
    queries: tuple[str, ...] = Field(description="Names of the queries behind it.")


class Brief(Shown):
    """A brief on one nation or on two. All of it is about one day, as it was known at one moment, for one viewer."""

    nations: tuple[Nation, ...]
    on: date
    known_on: datetime
    clearance: Marking = Field(description="Of the viewer it was made for: nothing in it is marked higher.")
    nationality: str | None = Field(description="Of that viewer.")
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = Field(description="All that it rests on, by key.")

    @property
    def in_short(self) -> tuple[str, ...]:
        """What stands first: the sections in a sentence each."""
        return tuple(section.short for section in self.sections if section.short)

    @property
    def title(self) -> str:
        """What it is on."""
        return " and ".join(nation.name for nation in self.nations)

    @property
    def banner(self) -> str:
        """What stands at the head and foot of each page."""
        reader = f", OF {self.nationality}" if self.nationality else ""
        return f"FOR READERS CLEARED FOR {self.clearance.name.replace('_', ' ')}{reader}"
