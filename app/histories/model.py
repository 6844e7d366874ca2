"""Exchange histories: the question and its answer."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.answers.model import Answer, DatedQuestion, Sourced
from app.record.shown import Day, Shown
from app.record.time import Precision

Months = Annotated[float, Field(description="In average months, to a tenth.")]


class HistoryKind(StrEnum):
    """Kinds of engagement."""

    JOINT_EXERCISE = "joint_exercise"
    STAFF_TALKS = "staff_talks"
    DEFENCE_DIALOGUE = "defence_dialogue"
    STRATEGIC_CONSULTATION = "strategic_consultation"
    HIGH_LEVEL_VISIT = "high_level_visit"
    PORT_CALL = "port_call"
    INFORMATIONAL_EXCHANGE = "informational_exchange"
    TRAINING_COURSE = "training_course"
    EDUCATION_EXCHANGE = "education_exchange"
    CONFIDENCE_BUILDING_MEASURE = "confidence_building_measure"
    TRANSPARENCY_MEASURE = "transparency_measure"
    FORUM = "forum"
    HADR_MISSION = "hadr_mission"
    PEACE_OPERATION = "peace_operation"


class HistoryLevel(StrEnum):
    """The level at which an engagement is held, the highest first."""

    HEAD_OF_STATE = "head_of_state"
    MINISTER = "minister"
    CHIEF_OF_DEFENCE = "chief_of_defence"
    SERVICE_CHIEF = "service_chief"
    FLAG_OFFICER = "flag_officer"
    STAFF = "staff"
    WORKING = "working"


class HistoryRole(StrEnum):
    """As what a participant took part."""

    HOST = "host"
    LEAD = "lead"
    PARTICIPANT = "participant"
    OBSERVER = "observer"
    ORGANISER = "organiser"
    RECIPIENT = "recipient"


class HistoryPartyKind(StrEnum):
    """What can have a history."""

    NATION = "nation"
    ORGANISATION = "organisation"
    UNIT = "unit"
    ATTACHE_POST = "attache_post"


class HistoryDisagreement(StrEnum):
    """What sources contradict each other about.

    `dates`: no first day, or no last day, fits both, with all that partial dates allow. `participation`: one has a
    party only observe, another has it take part. `hosts`: both name hosts among the parties, and no common one.
    """

    DATES = "dates"
    KIND = "kind"
    LEVEL = "level"
    PARTICIPATION = "participation"
    HOSTS = "hosts"


class HistoryDirection(StrEnum):
    """Where a trend goes."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    TOO_FEW_TO_SAY = "too_few_to_say"


class HistoryParty(Shown):
    """A nation, an organisation, a unit or an attaché post."""

    key: str = Field(examples=["POL", "nato"])
    name: str = Field(description="What it was called on the day asked about.")
    kind: HistoryPartyKind


class HistoryStandIn(Sourced):
    """A unit that belonged to a party, or an attaché post that a party sent: it takes part for that party."""

    party: str = Field(description="Key of the party.")
    stand_in: HistoryParty


class HistoryPart(Sourced):
    """One source's record of the part that a party took."""

    party: str = Field(description="Key of the party.")
    through: str | None = Field(description="Key of its unit or attaché post that took part; null: it did itself.")
    role: HistoryRole
    contribution: str | None
    personnel: int | None


class HistoryAccount(Sourced):
    """What one source says of an engagement."""

    kind: HistoryKind
    level: HistoryLevel | None
    location: str | None


class HistorySilence(Shown):
    """A source that lists who took part, but not this party. That is unknown, not no."""

    source: str
    party: str = Field(description="Key of the party.")


class HistorySeries(Shown):
    """What recurs."""

    key: str = Field(examples=["cobra-gold"])
    name: str


class HistoryEntry(Shown):
    """One engagement, however many sources tell of it. The best account that places it in the period dates it."""

    key: str = Field(examples=["rimpac-2024"])
    name: str
    kind: HistoryKind
    location: str | None
    level: HistoryLevel | None = Field(description="Highest level that took part, by the best account that states one.")
    first: date = Field(description="First day; a partial date starts with the first day that it allows.")
    first_precision: Precision
    last: date | None = Field(description="Last day; null: still going on, or not known.")
    imprecise: bool = Field(description="Its first day is known to the month or the year only.")
    began_before: bool = Field(description="It began before the period and ran into it; it counts in no figure.")
    series: tuple[HistorySeries, ...]
    hosts: tuple[HistoryParty, ...] = Field(description="All that hosted it, be they asked about or not.")
    parts: tuple[HistoryPart, ...] = Field(description="The parts of the parties, each with who says so.")
    unlisted: tuple[HistorySilence, ...] = Field(description="Sources that list who took part without a party.")
    accounts: tuple[HistoryAccount, ...] = Field(description="What each source says of it, the best first.")
    disagreements: tuple[HistoryDisagreement, ...] = Field(description="What these contradict each other about.")
    synthetic: bool
    disputed: bool


class HistoryCadence(Shown):
    """How often one kind of engagement was held."""

    kind: HistoryKind
    engagements: int
    imprecise: int = Field(description="So many of these have a first day that is known to the month or year only.")
    median_gap: Months | None = Field(
        description="Median of the months from one first day to the next, to a tenth; null: there was one such day."
    )
    last_held: date
    last_precision: Precision
    since_last: Months = Field(description="Months from then to the day asked about, to a tenth.")


class HistoryHost(Shown):
    """How often one party hosted."""

    party: str = Field(description="Key of the party.")
    engagements: int = Field(description="Engagements that it hosted, alone or with others, itself or through a unit.")


class HistoryHosting(Shown):
    """Who hosted how often."""

    by_party: tuple[HistoryHost, ...]
    elsewhere: int = Field(description="Engagements that none of the parties is known to have hosted.")
    balance: float | None = Field(
        description="How often the party hosted that hosted least, divided by how often the one did that hosted most: "
        "1, all hosted equally often; 0, one of them never did; null, none of them ever did."
    )


class HistoryLevelReached(Shown):
    """The highest level that one kind of engagement reached in a year."""

    kind: HistoryKind
    year: int
    level: HistoryLevel


class HistoryCount(Shown):
    """How many engagements of a kind began in a year."""

    year: int
    kind: HistoryKind
    engagements: int


class HistoryYear(Shown):
    """How many engagements began in a year."""

    year: int
    engagements: int


class HistoryTrend(Shown):
    """Whether engagements grow more or fewer, over the calendar years that lie wholly in the period.

    The slope is Theil and Sen's: the median of the slopes between any two years, which single odd years hardly move.
    Years in which a source stopped observing look like years without engagements: `coverage` tells.
    """

    years: tuple[HistoryYear, ...] = Field(description="The complete years, those without engagements included.")
    slope: float | None = Field(description="Engagements a year more, each year; to a thousandth.")
    mean: float | None = Field(description="Engagements a year; to a thousandth.")
    direction: HistoryDirection
    steady_within: float = Field(description="Steady: the slope is at most this share of the mean, up or down.")
    fewest_years: int = Field(description="From fewer complete years nothing is said.")
    fewest_engagements: int = Field(description="From fewer engagements in these years nothing is said.")


class HistoryLapse(Shown):
    """A series that the parties held together in a rhythm, and no longer do, though nothing says that it ended."""

    series: HistorySeries
    together: int = Field(description="So often they held it together in the period.")
    rhythm: Months = Field(description="Months from one to the next, to a tenth.")
    declared: bool = Field(description="By its organisers. False: the median of the gaps between the times together.")
    last_together: date
    last_precision: Precision
    since_last: Months = Field(description="Months from then to the day asked about, to a tenth.")
    lapsed_since: date = Field(description="First day on which the pause was longer than the rhythm allows.")
    held_without: date | None = Field(description="When the series was last held later, but not by all of them.")
    attested: bool = Field(
        description="A source attests the series on the day asked about. False: none observes it then, so that the "
        "pause may be one of observation."
    )
    synthetic: bool
    disputed: bool = Field(description="Sources contradict each other about its rhythm or its end.")


class HistorySide(Sourced):
    """One source's record of a party's side in a dispute."""

    party: str = Field(description="Key of the party.")
    side: str | None
    role: str | None


class HistoryWindow(Shown):
    """How many engagements began in some days."""

    first: date
    last: date
    engagements: int
    per_year: float = Field(description="To a hundredth.")


class HistoryDispute(Shown):
    """Engagements before, during and after a dispute between two of the parties, in windows of equal length.

    The window is as long as the dispute within the period, but at least 180 days and at most 1,826. `during` starts
    with the dispute, or with the period where that is later; `before` ends the day before the dispute began; `after`
    starts the day after its end, or after `during`. A window that does not lie wholly in the period is null. That the
    rates differ says nothing of a cause.
    """

    key: str
    name: str
    kind: str = Field(examples=["territorial"])
    between: tuple[str, ...] = Field(description="Keys of the two parties.")
    began: date = Field(description="First day on which both are on record on opposite sides.")
    began_precision: Precision
    ended: date | None = Field(description="Last such day; null: nothing says that it ended.")
    attested: bool = Field(description="Its source's observation reaches its end, or the day asked about.")
    window_days: int
    before: HistoryWindow | None
    during: HistoryWindow | None
    after: HistoryWindow | None
    sides: tuple[HistorySide, ...]
    synthetic: bool
    disputed: bool = Field(description="Sources contradict each other about its sides or dates.")


class HistoryCoverage(Shown):
    """What a source contributes: engagements that are dated by it."""

    source: str
    engagements: int
    first: date = Field(description="First day of the earliest.")
    last: date = Field(description="First day of the latest.")


class ExchangeHistory(Answer):
    """What some parties did together in a period. Nothing is a normal answer."""

    parties: tuple[HistoryParty, ...]
    since: date
    counted_since: date = Field(
        description="First day that the figures cover: later than `since` where there is too much to read."
    )
    kinds: tuple[HistoryKind, ...] = Field(description="Kinds that count; empty: all.")
    engagements: int = Field(description="Engagements that began in the period.")
    imprecise: int = Field(description="So many of these have a first day that is known to the month or year only.")
    began_before: int = Field(description="Engagements that began before the period and ran into it.")
    timeline: tuple[HistoryEntry, ...] = Field(description="Newest first.")
    more: bool = Field(description="There are more engagements than the timeline was to show.")
    cadence: tuple[HistoryCadence, ...]
    not_held: tuple[HistoryKind, ...] = Field(
        description="Kinds that they are not known to have held together in the period. That is unknown, not no."
    )
    hosting: HistoryHosting
    levels: tuple[HistoryLevelReached, ...]
    by_year: tuple[HistoryCount, ...]
    trend: HistoryTrend
    lapse_factor: float = Field(description="A series has lapsed when its pause is longer than so many rhythms.")
    fewest_gaps: int = Field(description="From fewer gaps no rhythm is read where none is declared.")
    lapses: tuple[HistoryLapse, ...] = Field(description="Attested ones first, the latest first.")
    disputes: tuple[HistoryDispute, ...] = Field(description="The latest first.")
    coverage: tuple[HistoryCoverage, ...]
    stand_ins: tuple[HistoryStandIn, ...] = Field(
        description="Why a unit or a post in the timeline stands for a party."
    )


class ExchangeHistoryQuestion(DatedQuestion):
    """What have some nations, organisations, units or attaché posts done together?"""

    between: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(
        min_length=2,
        max_length=8,
        description="Nations by code, name or alias; organisations, units and attaché posts by key. A key as it is "
        "written comes first: au is the African Union, AU is Australia.",
    )
    since: Day | None = Field(None, description="First day of the period. Default: twenty years before `on`.")
    kinds: tuple[HistoryKind, ...] = Field((), max_length=14, description="Kinds of engagement. Default: all.")
    limit: int = Field(200, ge=1, le=1000, description="Most engagements in the timeline.")
