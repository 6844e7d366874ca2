"""The balance of engagement with major powers: the question and its answer."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator, model_validator

from app.answers.model import Answer, DatedQuestion, Sourced
from app.nations.model import Nation
from app.record.shown import Day, Question, Shown


class BalanceTie(StrEnum):
    """A kind of tie between a nation and a power. An agreement counts by what it binds one of the two to."""

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
    AGREEMENT_DEFENCE = "agreement_defence"
    AGREEMENT_OFFENCE = "agreement_offence"
    AGREEMENT_NEUTRALITY = "agreement_neutrality"
    AGREEMENT_NON_AGGRESSION = "agreement_non-aggression"
    AGREEMENT_CONSULTATION = "agreement_consultation"
    AGREEMENT_ENTENTE = "agreement_entente"
    AGREEMENT_ACCESS = "agreement_access"
    AGREEMENT_LOGISTICS = "agreement_logistics"
    AGREEMENT_INFORMATION_SHARING = "agreement_information_sharing"
    AGREEMENT_TRAINING = "agreement_training"
    AGREEMENT_PROCUREMENT = "agreement_procurement"
    AGREEMENT_OTHER = "agreement_other"
    ARMS_TRANSFER = "arms_transfer"
    DEPLOYMENT = "deployment"
    SIGNAL = "signal"


class TieWeight(Question):
    """The weight that an asker gives to a kind of tie. On the command line: `port_call=2`."""

    tie: BalanceTie = Field(description="Kind of tie.")
    weight: int = Field(ge=0, le=1000, description="Points for each such tie; 0: it does not count.")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        tie, _, weight = value.partition("=")
        return {"tie": tie.strip(), "weight": weight.strip()}


class BalanceWeight(Shown):
    """What one tie of a kind counts."""

    tie: BalanceTie
    weight: int
    asked: bool = Field(description="The asker chose it.")


class BalanceTies(Shown):
    """The ties of one kind with one power."""

    tie: BalanceTie
    amount: int = Field(
        description="How many engagements, agreements in force, arms transfers or signals; of a deployment the orders "
        "of magnitude from a hundred troops on (100: 1, 1,000: 2)."
    )
    points: int = Field(description="Amount times weight.")
    unattested: int = Field(
        description="How much of the amount is attested by no source at the time; nothing says that it ended either."
    )
    disputed: int = Field(description="How much of the amount sources disagree about.")
    synthetic: int = Field(description="How much of the amount is invented.")


class BalanceShare(Shown):
    """One power's part of a balance."""

    power: Nation
    points: int
    share: int = Field(
        description="In ten-thousandths of all points; the shares of all powers make exactly 10,000, by largest "
        "remainders, unless there are no points."
    )
    ties: tuple[BalanceTies, ...]


class BalanceYear(Shown):
    """A calendar year, or as much of it as was asked about."""

    year: int
    first: date
    last: date = Field(description="Agreements and deployments count as they stood on this day.")
    points: int
    concentration: int | None = Field(description="As in the answer; null: there are no points.")
    drift: int | None = Field(
        description="How much of the balance went from some powers to others since the last year before with any "
        "points, in ten-thousandths; null: there is none to compare with."
    )
    shares: tuple[BalanceShare, ...] = Field(description="By the powers' keys.")


class BalanceShift(Shown):
    """How one power's share changed."""

    power: Nation
    before: int = Field(description="Its share in the earlier half of the years, in ten-thousandths.")
    after: int = Field(description="Its share in the later half.")


class BalanceDrift(Shown):
    """How the balance shifted from the earlier half of the years to the later one; a middle year is in neither."""

    earlier_first: int = Field(description="First year of the earlier half.")
    earlier_last: int
    later_first: int
    later_last: int
    distance: int = Field(
        description="How much of the balance went from some powers to others, in ten-thousandths: half the sum of all "
        "changes of shares."
    )
    shifts: tuple[BalanceShift, ...] = Field(description="The greatest gain first, then by key.")


class BalanceSubject(Shown):
    """Whose balance it is."""

    name: str
    region: str | None = Field(description="UN M49 sub-region; null: it is one nation.")
    nations: tuple[Nation, ...] = Field(description="The nation, or those of the region on that day.")


class BalanceRecord(Sourced):
    """A record behind a balance."""

    power: Nation = Field(description="With which power it ties.")
    ties: tuple[BalanceTie, ...]
    of: str = Field(description="Key of the engagement or agreement; what was transferred, deployed or signalled.")
    name: str
    party: Nation | None = Field(description="Whose record it is: the party of an agreement, or who sent something.")


class BalanceSource(Shown):
    """What a source contributes: a source that ends early makes ties seem to end."""

    source: str
    records: int
    first: date = Field(description="First day of its earliest record that counts.")
    last: date = Field(description="Last day on which one of its records counts.")


class EngagementBalance(Answer):
    """How much a nation or a region does with each of some powers, year by year."""

    subject: BalanceSubject
    since: date
    powers: tuple[Nation, ...] = Field(description="By key.")
    powers_by: str = Field(description="Who says that these are the powers: the asker, or a public definition.")
    weights: tuple[BalanceWeight, ...] = Field(description="What each kind of tie counts.")
    points: int = Field(description="Of all years and powers together.")
    concentration: int | None = Field(
        description="Herfindahl–Hirschman index over the powers, 0 to 10,000: the sum of squared shares, from exact "
        "shares and rounded; 10,000: one power has it all. Null: there are no points."
    )
    shares: tuple[BalanceShare, ...] = Field(description="All years together, most points first, then by key.")
    years: tuple[BalanceYear, ...]
    drift: BalanceDrift | None = Field(description="Null: one half of the years has no points.")
    evidence: tuple[BalanceRecord, ...] = Field(description="By power, the latest first.")
    more_evidence: bool = Field(description="There are more records than were asked for.")
    seen: tuple[BalanceSource, ...] = Field(description="The sources of what counts, by key.")


class EngagementBalanceQuestion(DatedQuestion):
    """How much does a nation or a region do with each major power, and how does that shift?"""

    subject: str = Field(
        min_length=1,
        max_length=100,
        description="Nation (code, name or alias), or UN M49 sub-region such as South-eastern Asia; `region:` before a "
        "name says that the region is meant.",
        examples=["Poland"],
    )
    since: Day | None = Field(
        None, description="First day, YYYY-MM-DD. Default: the first of January nine years before the day asked about."
    )
    powers: tuple[str, ...] = Field(
        (),
        max_length=20,
        description="Nations to weigh. Default: the major powers of that day by the Correlates of War.",
    )
    weights: tuple[TieWeight, ...] = Field(
        (), max_length=29, description="Weights of kinds of ties, such as port_call=2, in place of the usual ones."
    )
    limit: int = Field(5, ge=0, le=50, description="Most records of evidence for each power.")

    @field_validator("weights")
    @classmethod
    def _each_kind_once(cls, weights: tuple[TieWeight, ...]) -> tuple[TieWeight, ...]:
        kinds = [weight.tie for weight in weights]
        twice = sorted({kind for kind in kinds if kinds.count(kind) > 1})
        if twice:
            raise ValueError(f"{twice[0]} is given two weights")
        return weights
