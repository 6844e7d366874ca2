"""Interoperability gaps: the question and its answer."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.answers.model import Answer, DatedQuestion, Sourced
from app.interoperability.weights import FULL_SCORE, PracticeMatch, ScorePartKind
from app.record.shown import Shown

Score = Annotated[int, Field(ge=0, le=FULL_SCORE, description="In hundredths of a point: 10,000 is 100.")]


class ForceKind(StrEnum):
    """What a force is."""

    NATION = "nation"
    UNIT = "unit"
    ORGANIZATION = "organization"


class Force(Shown):
    """A nation, a unit or a body whose forces shall work with others."""

    key: str = Field(examples=["JPN"])
    name: str
    kind: ForceKind
    owner: str | None = Field(description="Key of the nation or body that owns the unit; null: none, or unknown.")
    owner_name: str | None


class ProfileKind(StrEnum):
    """What forces are measured by."""

    REQUIREMENT = "requirement"
    ENGAGEMENT = "engagement"
    SERIES = "series"


class NeedKind(StrEnum):
    """What can be needed: of each force, or of each two."""

    CAPABILITY = "capability"
    STANDARD = "standard"
    AGREEMENT = "agreement"
    LANGUAGE = "language"
    PRACTICE = "practice"


class Standing(StrEnum):
    """How a force, or two forces, stand to what is needed. Unknown is not no."""

    FULL = "full"
    PARTIAL = "partial"
    PLANNED = "planned"
    MISSING = "missing"
    UNKNOWN = "unknown"
    DISPUTED = "disputed"


class NeedRecord(Sourced):
    """A record that something is required."""

    weight: int = Field(description="1 useful to 5 essential.")
    reason: str | None


class HoldingRecord(Sourced):
    """A record of how far a force has a capability or follows a standard."""

    holder: str = Field(description="Key of the force, or of its owner.")
    extent: str = Field(description="full, partial, limited, planned or none.")
    exception: str | None = Field(description="Reservation of a standard, constraint of a capability.")
    attested: bool = Field(description="False: its source's observation ends before that day.")


class ForceHolding(Shown):
    """How far one force has what is needed, at least and at most."""

    force: str = Field(description="Key of the force.")
    standing: Standing
    lower: Score
    upper: Score
    inherited_from: str | None = Field(description="Nothing is recorded of the force itself; this is its owner's.")
    disputed: bool
    synthetic: bool
    records: tuple[HoldingRecord, ...]


class PartyRecord(Sourced):
    """A record that a nation or body is party to an agreement."""

    party: str = Field(description="Key of the nation or body.")
    obligations: tuple[str, ...]
    reservation: str | None


class LegalBasis(Shown):
    """An agreement in force between two forces' states or bodies."""

    agreement: str = Field(description="Key of the agreement.")
    name: str
    dedicated: bool = Field(description="False: an agreement of another kind, which obliges one of the two to it.")
    attested: bool = Field(description="False: a source's observation ends before that day, and nothing says it ended.")
    denied_by: tuple[str, ...] = Field(description="Sources that list all parties and do not list one of the two.")
    records: tuple[PartyRecord, ...]


class LanguageRecord(Sourced):
    """What a source calls the official languages of a nation."""

    nation: str
    languages: tuple[str, ...] = Field(description="ISO 639 codes.")


class PracticeRecord(Sourced):
    """What two forces last did together that counts most."""

    engagement: str = Field(description="Key of the engagement.")
    name: str
    kind: str
    match: PracticeMatch
    last_day: date = Field(description="From this day it decays; a partial date counts by the first day it allows.")
    of_owners: bool = Field(description="Nothing is recorded of a unit itself; this is its owner's.")


class PairStanding(Shown):
    """How two forces stand to what each two need, at least and at most."""

    one: str = Field(description="Key of a force.")
    other: str = Field(description="Key of another.")
    standing: Standing
    lower: Score
    upper: Score
    same_owner: bool = Field(False, description="Both are of one nation or body, which needs no agreement with itself.")
    disputed: bool
    synthetic: bool
    agreements: tuple[LegalBasis, ...] = Field((), description="That are such an instrument, or do part of its work.")
    common_languages: tuple[str, ...] = Field((), description="Official in both, ISO 639 codes.")
    languages: tuple[LanguageRecord, ...] = Field((), description="The official languages of both.")
    proficiency: tuple[HoldingRecord, ...] = Field(
        (), description="Trained speakers, who bridge two without a common official language."
    )
    practice: tuple[PracticeRecord, ...] = Field((), description="The records of what they last did that counts most.")


class NeededItem(Shown):
    """Something needed: what it is worth, and what of it the forces have at least and at most.

    All need it: the weakest force, or the weakest two, decide.
    """

    key: str
    name: str
    kind: NeedKind
    weight: int = Field(description="1 useful to 5 essential.")
    points: Score
    lower: Score
    upper: Score
    disputed: bool
    synthetic: bool
    required_by: tuple[NeedRecord, ...] = Field(description="Empty for what every two forces need.")
    forces: tuple[ForceHolding, ...] = Field(description="Empty for what is needed of each two.")
    pairs: tuple[PairStanding, ...] = Field(description="Empty for what is needed of each force.")


class ScorePart(Shown):
    """One part of the score. Its items' points, lower and upper bounds add up to its own."""

    part: ScorePartKind
    weight: int = Field(description="Its weight among the parts in which something is required.")
    points: Score
    lower: Score
    upper: Score
    disputed: bool
    synthetic: bool
    items: tuple[NeededItem, ...]


class GapSide(Shown):
    """A force, or two forces, and how they stand to what is needed."""

    forces: tuple[str, ...] = Field(description="Keys: one force, or two.")
    standing: Standing


class ClosingKind(StrEnum):
    """Ways to close a gap; of those whose cost is unknown, an earlier one is taken to be cheaper."""

    ACCESSION = "accession"
    AGREEMENT = "agreement"
    COURSE = "course"
    EXERCISE = "exercise"


class TrainingMatch(StrEnum):
    """Why a series is taken to train something."""

    REQUIRES = "requires"
    ITSELF = "itself"
    DOMAIN = "domain"


class ClosingWay(Shown):
    """A known way to close a gap for some forces.

    Accession: those join a known agreement who are not in it; one of the forces is, and others have acceded to it (on
    which conditions is not on record). Agreement: a new one between two, on the model of a known one. Course and
    exercise: a series that requires what is lacking, or that is of its domain and in which one of the forces takes
    part; all may join it.
    """

    kind: ClosingKind
    key: str = Field(description="Key of the agreement, or of the series.")
    name: str
    closes: tuple[GapSide, ...] = Field(description="Whose gap it closes.")
    already_in: tuple[str, ...] = Field(description="Forces that are parties, or took part in the last five years.")
    parties: int | None = Field(description="Parties of the agreement.")
    match: TrainingMatch | None = Field(description="Why the series is taken to train it.")
    last_held: date | None = Field(description="When the series was last held in the last five years.")
    cadence_months: int | None = Field(description="The rhythm that its organisers declare.")
    cost_usd: int | None = Field(description="Median declared cost of one time in the last five years; null: unknown.")
    cost_from: int = Field(description="From how many times the cost is known.")
    cost_disputed: bool = Field(description="Sources disagree about a cost; the most that one says counts.")
    synthetic: bool


class InteroperabilityGap(Shown):
    """Something needed that the forces do not all have for certain."""

    item: str = Field(description="Key of the item.")
    name: str
    part: ScorePartKind
    missing: int = Field(description="Hundredths of a point that are lacking for certain: points less upper bound.")
    unknown: int = Field(description="Hundredths of a point of which nothing is known: upper less lower bound.")
    lacking: tuple[GapSide, ...] = Field(description="Who lacks it, or of whom it is not known.")
    have: tuple[GapSide, ...] = Field(description="Who of the others has it in full.")
    ways: tuple[ClosingWay, ...] = Field(description="Cheapest first; empty: no way is known.")
    more_ways: bool = Field(description="More ways are known than were asked for.")


class ScoringRule(Shown):
    """A number behind the score, and the reason for it."""

    rule: str
    value: str
    reason: str


class InteroperabilityGaps(Answer):
    """How far forces can work together for something, what is missing or unknown, and what would close it."""

    requirement: str = Field(description="Key of what they are measured by.")
    requirement_name: str
    requirement_kind: ProfileKind
    forces: tuple[Force, ...] = Field(description="By key: the answer is the same in whatever order they are given.")
    lower: Score
    upper: Score
    parts: tuple[ScorePart, ...] = Field(description="They add up to the score exactly.")
    gaps: tuple[InteroperabilityGap, ...] = Field(description="By what they cost the score, then by key.")
    rules: tuple[ScoringRule, ...]


class ForcesQuestion(DatedQuestion):
    """A question about forces that shall do something together."""

    requirement: str = Field(
        min_length=1,
        max_length=200,
        description="Key of a requirement profile, an engagement or a series, such as mission-hadr or cobra-gold.",
    )
    forces: tuple[str, ...] = Field(
        min_length=2,
        max_length=8,
        description="Two to eight forces: nations by code, name or alias; units and bodies by key.",
    )


class InteroperabilityGapsQuestion(ForcesQuestion):
    """What stands between forces that shall do something together?"""

    ways: int = Field(3, ge=0, le=20, description="Most ways to close each gap in the answer.")
