"""HADR response: the question and its answer."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.answers.model import Answer, DatedQuestion, Sourced
from app.hadr.weights import DisasterKind, HadrPartKind
from app.nations.model import Nation
from app.record.shown import Shown

HadrPoints = Annotated[int, Field(ge=0, le=10_000)]


class HadrNeedRecord(Sourced):
    """A record that the mission needs a capability."""

    weight: int = Field(description="1 useful to 5 essential.")
    reason: str | None


class HadrNeed(Shown):
    """A capability that the mission needs."""

    capability: str = Field(description="Key of the capability.")
    name: str
    weight: int = Field(description="The highest weight on record, doubled where this kind of disaster calls for it.")
    emphasised: bool = Field(description="This kind of disaster calls for it most.")
    disputed: bool = Field(description="Sources give it different weights.")
    records: tuple[HadrNeedRecord, ...]


class HadrPosition(Sourced):
    """Where a source places a nation's capital."""

    capital: str | None
    latitude: float | None = Field(description="Degrees north.")
    longitude: float | None = Field(description="Degrees east.")
    landlocked: bool | None


class AccessRecord(Sourced):
    """A record that a nation is party to an agreement."""

    nation: str = Field(description="Key of the nation.")
    obligations: tuple[str, ...]
    reservation: str | None


class HadrAgreement(Shown):
    """An agreement in force between the helper and the stricken nation that is about access or logistics."""

    agreement: str = Field(description="Key of the agreement.")
    name: str
    kind: str | None = Field(description="What kind of instrument it is; null: the sources relied on do not say.")
    access: bool = Field(
        description="It lets the helper's forces in: it binds the stricken nation to access, or it is of that kind and "
        "nothing says whom of the two it binds to it."
    )
    logistics: bool = Field(
        description="It is about supplies and services: one of the two is bound, or it is so by kind."
    )
    attested: bool = Field(description="False: a source's observation ends before that day, and nothing says it ended.")
    denied_by: tuple[str, ...] = Field(description="Sources that list all parties and do not list one of the two.")
    disputed: bool
    synthetic: bool
    records: tuple[AccessRecord, ...]


class FrameworkRecord(Sourced):
    """A record that a nation is in a relief framework."""

    nation: str = Field(description="Key of the nation.")
    role: str | None


class ReliefFramework(Shown):
    """An agreement or a body that both are in, under or by which relief was given by that day."""

    framework: str = Field(description="Key of the agreement or the body.")
    name: str
    body: bool = Field(description="It is a body; false: an agreement.")
    mission: str = Field(description="Key of the last relief mission under it, or by it.")
    mission_name: str
    mission_began: date
    synthetic: bool
    records: tuple[FrameworkRecord, ...]


class HadrStanding(StrEnum):
    """Whether a nation has a capability. Unknown is not no."""

    YES = "yes"
    LIMITED = "limited"
    PLANNED = "planned"
    NO = "no"
    UNKNOWN = "unknown"


class HadrCapabilityRecord(Sourced):
    """A record of how far a nation, or a unit of it, has a capability."""

    unit: str | None = Field(description="Key of the unit that has it; null: the nation.")
    unit_name: str | None
    level: str = Field(description="full, limited, planned or none.")
    constraint: str | None


class HadrCapability(Shown):
    """How far a helper has a capability that is needed."""

    capability: str = Field(description="Key of the capability.")
    name: str
    weight: int
    standing: HadrStanding = Field(description="The best that any record says; a unit's lack is not the nation's.")
    disputed: bool
    synthetic: bool
    records: tuple[HadrCapabilityRecord, ...]


class LiaisonPost(Sourced):
    """A post of the helper that is accredited to the stricken nation on that day."""

    post: str = Field(description="Key of the post.")
    name: str
    kind: str | None
    resident: bool
    residence: str | None
    vacant: bool | None = Field(description="Null: not said.")
    disputed: bool = Field(description="Sources disagree whether it is vacant.")


class PastMission(Sourced):
    """A record that the helper took part in relief in the stricken nation."""

    mission: str = Field(description="Key of the engagement.")
    name: str
    began: date
    ended: date | None
    role: str
    unit: str | None = Field(description="Key of the unit that took part; null: the nation.")
    contribution: str | None
    personnel: int | None
    disputed: bool = Field(description="Sources disagree about when it began, or what it cost.")


class HadrDispute(Sourced):
    """What stands between the helper and the stricken nation on that day. It takes no points away."""

    dispute: str = Field(description="Key of the dispute.")
    name: str
    kind: str | None
    subject: str | None
    role: str | None = Field(description="The helper's role in it.")
    stricken_role: str | None = Field(description="The stricken nation's.")


class HadrPart(Shown):
    """One part of a helper's points."""

    part: HadrPartKind
    points: HadrPoints = Field(description="Hundredths of a point that is earned by what is known.")
    unknown: HadrPoints = Field(
        description="Hundredths of a point that what nothing is recorded of could add: capabilities, a position."
    )
    most: HadrPoints = Field(description="The weight of the part, in hundredths of a point.")


class HadrLimit(StrEnum):
    """What the asker limits."""

    DISTANCE = "distance"
    TIME = "time"
    COST = "cost"


class HadrHelper(Shown):
    """A nation that can help, with all that speaks for it and what stands between."""

    nation: Nation
    points: HadrPoints = Field(description="Hundredths of a point: the sum of the parts', at most 10,000.")
    parts: tuple[HadrPart, ...]
    agreements: tuple[HadrAgreement, ...]
    frameworks: tuple[ReliefFramework, ...]
    capabilities: tuple[HadrCapability, ...] = Field(description="All that the mission needs, known or unknown.")
    posts: tuple[LiaisonPost, ...]
    missions: tuple[PastMission, ...] = Field(description="The last first; at most 20 records are shown.")
    mission_count: int = Field(description="Missions in which it took part, all of them.")
    distance_km: int | None = Field(description="Along the great circle between the capitals; null: not known.")
    days_by_air: int | None = Field(description="Until the first aircraft is there; null: not known.")
    days_by_sea: int | None = Field(description="At least; null: not known, or one of the two has no coast.")
    position: HadrPosition | None = Field(description="The best graded record; null: none.")
    cost_usd: float | None = Field(description="Median declared cost of those missions, each in all; null: not known.")
    unchecked: tuple[HadrLimit, ...] = Field(description="Limits of the asker that nothing known can be held against.")
    disputes: tuple[HadrDispute, ...]
    disputed: bool
    synthetic: bool


class HadrRule(Shown):
    """A number behind the ranking, and the reason for it."""

    rule: str
    value: str
    reason: str


class HadrResponse(Answer):
    """Who can help a stricken nation on a day, and with what."""

    nation: Nation
    disaster: DisasterKind | None
    mission: str = Field(description="The kind of mission whose requirement profile says what is needed.")
    position: HadrPosition | None
    needs: tuple[HadrNeed, ...] = Field(description="By weight, then by key. Empty: nothing says what is needed.")
    helpers: tuple[HadrHelper, ...] = Field(description="By points, then by key.")
    more: bool = Field(description="There are more helpers than were asked for.")
    beyond_limits: int = Field(description="Helpers left out because they are known to be beyond a limit.")
    rules: tuple[HadrRule, ...]


class HadrResponseQuestion(DatedQuestion):
    """Who can help a nation after a disaster, and with what?"""

    nation: str = Field(min_length=1, max_length=100, description="Stricken nation: code, name or alias.")
    disaster: DisasterKind | None = Field(None, description="What struck; it decides what is needed most.")
    helpers: tuple[str, ...] = Field(
        (), max_length=50, description="Only these nations. Default: all of which help is on record."
    )
    years: int = Field(20, ge=1, le=100, description="How many years of past missions count.")
    max_km: int | None = Field(None, ge=0, le=21_000, description="Farthest distance between the capitals, in km.")
    max_days: int | None = Field(None, ge=1, le=100, description="Most days until the first aircraft is there.")
    max_cost_usd: float | None = Field(
        None, ge=0, le=1e12, description="Highest median declared cost of a helper's past missions there."
    )
    limit: int = Field(20, ge=1, le=200, description="Most helpers in the answer.")
