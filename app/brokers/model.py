"""Brokers: the question and its answer."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from app.alliances.model import AllianceLink, ObligationKind
from app.answers.model import Answer, DatedQuestion, Sourced
from app.nations.model import Nation
from app.record.shown import Shown

CONTACT_MONTHS = 24
"""Visits, staff talks and the larger exercises come round within two years: who met later than that is in touch."""


class BrokerMeasure(StrEnum):
    """What speaks for a broker. All but `convening` and `bodies` count on the side where there is less of it."""

    TIES = "ties"
    CONTACT = "contact"
    CONVENING = "convening"
    BODIES = "bodies"
    REACH = "reach"


class BrokerObstacle(StrEnum):
    """What keeps a nation that is linked with both from being a broker."""

    IN_DISPUTE = "in_dispute"
    NO_RECENT_CONTACT_KNOWN = "no_recent_contact_known"
    NO_INFORMATION_SECURITY_AGREEMENT_KNOWN = "no_information_security_agreement_known"


class BrokerRule(Shown):
    """How one measure gives points."""

    measure: BrokerMeasure
    most: int = Field(description="Most points that it can give.")
    rule: str


class BrokerPart(Shown):
    """What one measure gives a broker."""

    measure: BrokerMeasure
    points: int
    most: int
    because: str


class BrokerParticipation(Sourced):
    """One record that a nation took part in an engagement."""

    nation: Nation
    role: str


class BrokerEngagement(Shown):
    """An engagement that speaks for a broker, and the records that it is known from."""

    engagement: str = Field(description="Key of the engagement.", examples=["rimpac-2024"])
    name: str
    kind: str
    day: date = Field(description="The last day on which both took part, not after the day asked about.")
    records: tuple[BrokerParticipation, ...]


class BrokerDisputeSide(Sourced):
    """One record of where a nation stands in a dispute."""

    nation: Nation
    side: str = Field(description="Nations of one side bear one letter.")
    role: str | None


class BrokerDispute(Shown):
    """A dispute that stands between two nations on that day."""

    dispute: str = Field(description="Key of the dispute.", examples=["senkaku-diaoyu-islands"])
    name: str
    kind: str
    subject: str | None
    disputed: bool = Field(description="By other records the two are on one side.")
    records: tuple[BrokerDisputeSide, ...]


class BrokerTie(Shown):
    """What ties a broker to one of the two nations."""

    nation: Nation
    links: tuple[AllianceLink, ...] = Field(description="Agreements that link the two by the asked obligations.")
    last_contact: BrokerEngagement | None = Field(description="The last engagement of both that is known.")
    information_security: tuple[AllianceLink, ...] = Field(
        description="Agreements on the security of information that both are party to. Empty: none is known."
    )
    disputes: tuple[BrokerDispute, ...] = Field(description="What stands between the two. Empty: nothing is known to.")


class BrokerMembership(Sourced):
    """One record of a nation's membership of a body."""

    nation: Nation
    role: str


class BrokerBody(Shown):
    """A body to which the broker and both nations belong."""

    body: str = Field(description="Key of the body.", examples=["osce"])
    name: str
    memberships: tuple[BrokerMembership, ...] = Field(description="The broker's own.")


class BrokerConvening(Shown):
    """What a broker has hosted for both nations."""

    times: int = Field(
        description="Engagements of the last ten years that it hosted, in which both took part at the same time."
    )
    last: BrokerEngagement


class Broker(Shown):
    """A nation that is linked with both."""

    nation: Nation
    score: int = Field(description="The sum of its parts, 0 to 100.")
    parts: tuple[BrokerPart, ...]
    ties: tuple[BrokerTie, ...] = Field(description="With the first nation, then with the second.")
    bodies: tuple[BrokerBody, ...]
    convened: BrokerConvening | None = Field(description="Null: it is not known to have hosted both of late.")
    synthetic: bool = Field(description="Part of it rests on invented records.")
    disputed: bool = Field(description="Sources contradict each other about a part of it.")


class BrokerSetAside(Shown):
    """A nation that is linked with both, but is no broker by what was asked."""

    nation: Nation
    score: int = Field(description="What it would score.")
    obstacles: tuple[BrokerObstacle, ...]
    disputes: tuple[BrokerDispute, ...] = Field(description="With the first nation, then with the second.")


class ConveningBody(Shown):
    """A body to which both nations belong, and which may so convene them."""

    body: str = Field(description="Key of the body.", examples=["osce"])
    name: str
    kind: str
    memberships: tuple[BrokerMembership, ...] = Field(description="Those of the two nations.")
    brokers: tuple[Nation, ...] = Field(description="The brokers of this answer that belong to it too.")


class Brokers(Answer):
    """Who could bring two nations together. Nobody is a normal answer."""

    from_nation: Nation
    to_nation: Nation
    obligations: tuple[ObligationKind, ...]
    contact_since: date | None = Field(description="A broker has met both on or after this day; null: no condition.")
    between: tuple[BrokerDispute, ...] = Field(description="What stands between the two nations themselves.")
    brokers: tuple[Broker, ...] = Field(
        description="Those without a dispute with either first; then by score, the highest first, then by key."
    )
    more: bool = Field(description="There are more brokers than were asked for.")
    set_aside: tuple[BrokerSetAside, ...] = Field(
        description="The nearest to being brokers, as many as were asked for: with the fewest obstacles, then by score."
    )
    set_aside_in_all: int = Field(description="How many are set aside.")
    bodies: tuple[ConveningBody, ...] = Field(description="By key.")
    rules: tuple[BrokerRule, ...]


class BrokersQuestion(DatedQuestion):
    """Two nations, and what a broker between them has to have."""

    from_: str = Field(alias="from", min_length=1, max_length=100, description="Nation: code, name or alias.")
    to: str = Field(min_length=1, max_length=100, description="Nation: code, name or alias.")
    obligations: tuple[ObligationKind, ...] = Field(
        (ObligationKind.DEFENCE, ObligationKind.CONSULTATION),
        min_length=1,
        max_length=11,
        description="Obligations that link a broker with each of the two, any of them.",
    )
    contact_months: int | None = Field(
        CONTACT_MONTHS,
        ge=0,
        le=1200,
        description="A broker has met each of the two within so many months. 0 or null: no such condition.",
    )
    allow_disputes: bool = Field(False, description="Also those that stand in a dispute with one of the two.")
    require_information_security: bool = Field(
        False, description="Only those with an agreement on the security of information with each of the two."
    )
    limit: int = Field(10, ge=1, le=50, description="Most brokers in the answer, and most that are set aside.")
