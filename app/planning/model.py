"""Engagement plans: the question and its answer."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from app.answers.model import Answer
from app.interoperability.model import ClosingKind, Force, ForcesQuestion, GapSide, Score
from app.interoperability.weights import ScorePartKind
from app.record.shown import Day, Question, Shown

MOST_USD = 1_000_000_000_000


class AssumedCost(Question):
    """What the asker takes one measure of a kind to cost, where no source says. Written `course=50000`."""

    kind: ClosingKind = Field(description="Kind of measure.")
    cost_usd: int = Field(ge=0, le=MOST_USD, description="US dollars.")

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return _split(value, "=", ("kind", "cost_usd"), "a kind and US dollars, as in course=50000")


class AssumedMonths(Question):
    """How many months the asker takes a measure of a kind to need. Written `agreement=18`."""

    kind: ClosingKind = Field(description="Kind of measure.")
    months: int = Field(ge=0, le=600, description="Months from the first day of the plan to effect.")

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return _split(value, "=", ("kind", "months"), "a kind and months, as in agreement=18")


class OfferedMeasure(Question):
    """A measure that the asker can take. Written `Radio course;stanag-4285,hf-communications;25000;3`."""

    name: str = Field(min_length=1, max_length=200, description="What the asker calls it.")
    closes: tuple[str, ...] = Field(
        min_length=1, max_length=50, description="Keys of the items whose gaps it closes, for all forces."
    )
    cost_usd: int = Field(ge=0, le=MOST_USD, description="US dollars.")
    months: int = Field(ge=0, le=600, description="Months from the first day of the plan to effect.")

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        fields = ("name", "closes", "cost_usd", "months")
        read = _split(value, ";", fields, "name, items, US dollars and months: Radio course;stanag-4285;25000;3")
        if isinstance(value, str):
            read["closes"] = tuple(item.strip() for item in read["closes"].split(","))
        return read


def _split(value: Any, separator: str, fields: tuple[str, ...], expected: str) -> Any:
    """The fields of what is written in one line; anything else is read as it is."""
    if not isinstance(value, str):
        return value
    cells = [cell.strip() for cell in value.split(separator)]
    if len(cells) != len(fields):
        raise ValueError(f"it is written as {expected}")
    return dict(zip(fields, cells, strict=True))


class CostBasis(StrEnum):
    """Where the cost of a measure comes from."""

    DECLARED = "declared"
    OFFERED = "offered"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


class TimeBasis(StrEnum):
    """Where the date of a measure comes from."""

    RHYTHM = "rhythm"
    OFFERED = "offered"
    ASSUMED = "assumed"


class MeasureFate(StrEnum):
    """What became of a measure in the plan."""

    CHOSEN = "chosen"
    NOT_NEEDED = "not_needed"
    TOO_LATE = "too_late"
    UNPRICED = "unpriced"
    OVER_BUDGET = "over_budget"


class ClosedSides(Shown):
    """Whose gap in an item a measure closes."""

    item: str = Field(description="Key of the item.")
    sides: tuple[GapSide, ...]


class PlannedMeasure(Shown):
    """An engagement or an agreement that closes gaps, what it costs, and when it takes effect."""

    kind: ClosingKind | None = Field(description="Null: offered by the asker.")
    key: str = Field(description="Key of the series or agreement; the name of what the asker offers.")
    name: str
    fate: MeasureFate
    closes: tuple[ClosedSides, ...]
    cost_usd: int | None
    cost_basis: CostBasis
    takes_effect: date = Field(description="The next time in the series' own rhythm, else after the assumed months.")
    time_basis: TimeBasis
    synthetic: bool


class GapFate(StrEnum):
    """What the plan does with a gap, or why it leaves it open."""

    CLOSED = "closed"
    ONLY_BY_DOMAIN = "only_by_domain"
    NO_WAY_KNOWN = "no_way_known"
    NOT_IN_TIME = "not_in_time"
    NOT_AFFORDED = "not_afforded"


class PlannedGap(Shown):
    """A gap that was to be closed."""

    item: str = Field(description="Key of the item.")
    name: str
    part: ScorePartKind
    points: int = Field(description="What closing it adds to the lower bound of the score, in hundredths of a point.")
    fate: GapFate


class PlanAssumption(Shown):
    """What is taken for granted about measures of one kind where no source says."""

    kind: ClosingKind
    months: int
    cost_usd: int | None = Field(description="Null: nothing is assumed.")


class EngagementPlan(Answer):
    """The set of measures that closes the most within a budget and a calendar, for the least.

    `complete` false: the search was cut short; the plan keeps to budget and calendar, but a better one may exist.
    """

    requirement: str = Field(description="Key of what the forces are measured by.")
    requirement_name: str
    forces: tuple[Force, ...]
    begins: date
    ends: date
    budget_usd: int | None = Field(description="Null: no limit.")
    by_domain: bool = Field(description="A series is taken to train whatever is of its domain, too.")
    score_before: Score
    score_after: Score = Field(description="Lower bounds. A chosen measure is taken to close in full what it closes.")
    closed_points: Score
    cost_usd: int = Field(description="Of the chosen measures whose cost is known or assumed.")
    unpriced: int = Field(description="How many of the chosen measures have an unknown cost; with a budget, none.")
    chosen: tuple[PlannedMeasure, ...] = Field(description="By the day on which they take effect.")
    others: tuple[PlannedMeasure, ...] = Field(description="Known measures that are not chosen, and why.")
    more_others: bool
    gaps: tuple[PlannedGap, ...]
    assumptions: tuple[PlanAssumption, ...]


class EngagementPlanQuestion(ForcesQuestion):
    """Which engagements and agreements close the gaps between forces, within a budget and a calendar?"""

    gaps: tuple[str, ...] = Field(
        (), max_length=100, description="Keys of the items whose gaps shall be closed. Default: all."
    )
    budget_usd: int | None = Field(
        None,
        ge=0,
        le=MOST_USD,
        description="Most US dollars in all. Default: no limit; only then may a measure of unknown cost be chosen.",
    )
    begins: Day | None = Field(None, description="First day of the plan, YYYY-MM-DD. Default: the day asked about.")
    ends: Day | None = Field(
        None, description="Last day on which a measure may take effect, YYYY-MM-DD. Default: two years after it begins."
    )
    by_domain: bool = Field(
        False,
        description="Take a series to train whatever is of its domain, too, though nothing says that it does.",
    )
    assumed_costs: tuple[AssumedCost, ...] = Field(
        (), max_length=4, description="What measures of a kind cost where no source says, such as course=50000."
    )
    assumed_months: tuple[AssumedMonths, ...] = Field(
        (), max_length=4, description="How many months measures of a kind need, such as agreement=18."
    )
    offers: tuple[OfferedMeasure, ...] = Field(
        (), max_length=50, description="Further measures, such as Radio course;stanag-4285,hf-communications;25000;3."
    )
