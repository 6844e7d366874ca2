"""Sharing: the question and its answer."""

from enum import StrEnum

from pydantic import Field

from app.answers.model import Answer, DatedQuestion, Sourced
from app.record.shown import Shown


class SharingVerdict(StrEnum):
    """Whether one may share with another, as far as it is known."""

    PERMITTED = "permitted"
    PERMITTED_WITH_CONDITIONS = "permitted_with_conditions"
    BARRED = "barred"
    UNKNOWN = "unknown"


class SharingEndKind(StrEnum):
    """Who shares, or is given."""

    NATION = "nation"
    BODY = "body"


class SharingGround(StrEnum):
    """What an agreement provides for.

    An agreement on the security of information protects what is exchanged, whatever it is about. An obligation to
    share reaches as far as its own subject. The regime of a body covers what the body itself handles.
    """

    INFORMATION_SECURITY = "information_security"
    OBLIGATION_TO_SHARE = "obligation_to_share"
    REGIME_OF_BODY = "regime_of_body"


class SharingFact(StrEnum):
    """What kind of fact decides."""

    AGREEMENT = "agreement"
    BARRIER = "barrier"
    RELEASE = "release"
    ORIGINATOR = "originator"
    NOTHING_KNOWN = "nothing_known"


class SharingEnd(Shown):
    """A nation or a body that shares, or is given."""

    key: str = Field(examples=["JPN"])
    name: str
    kind: SharingEndKind


class SharingParty(Sourced):
    """One record that a nation or a body is party to an agreement."""

    party: str = Field(description="Key of the nation or body.")
    bound_to_share: bool = Field(description="It is itself bound to share information.")
    reservation: str | None


class SharingMembership(Sourced):
    """One record by which an agreement of a body reaches a nation that belongs to it."""

    nation: str
    body: str
    body_name: str
    role: str


class SharingRegime(Sourced):
    """One record that a body rests on an agreement."""

    body: str
    body_name: str


class SharingTerm(Sourced):
    """What an agreement says of sharing, by one source."""

    obligation: str = Field(description="Key of the obligation.")
    name: str
    article: str | None
    conditions: str | None


class SharingBasis(Shown):
    """An agreement on which sharing may rest."""

    agreement: str = Field(description="Key of the agreement.", examples=["us-japan-gsomia"])
    name: str
    ground: SharingGround
    carries: bool = Field(description="What is asked about may be shared under it.")
    why_not: str | None = Field(description="Why it does not carry that.")
    conditions: tuple[str, ...] = Field(description="What it asks for itself.")
    parties: tuple[SharingParty, ...]
    memberships: tuple[SharingMembership, ...] = Field(description="How it reaches who is not party to it.")
    regimes: tuple[SharingRegime, ...]
    terms: tuple[SharingTerm, ...]
    attested: bool = Field(
        description="Its sources attest it on that day. False: nothing says that it ended, but the observation of a "
        "source that it rests on ends before that day."
    )
    synthetic: bool
    disputed: bool = Field(description="Sources contradict each other about it.")


class SharingLimit(Sourced):
    """One record of what a barrier limits."""

    restricted: str = Field(description="Key of the nation, body or other thing.")
    name: str
    direction: str | None = Field(description="Out of it, into it, or both; null: not said, and taken as both.")


class SharingBarrier(Shown):
    """A legal or bureaucratic limit that bears on this."""

    barrier: str = Field(description="Key of the barrier.", examples=["us-national-disclosure-policy"])
    name: str
    kind: str
    rule: str
    remedy: str | None = Field(description="What lifts it; null: nothing is recorded that does.")
    bars: bool = Field(description="It bars this; otherwise its remedy is a condition.")
    why: str = Field(description="Why it bears on this.")
    limits: tuple[SharingLimit, ...]
    synthetic: bool
    disputed: bool = Field(description="Sources contradict each other about its kind or its remedy.")


class SharingRelease(Sourced):
    """What one source says of the subject, and for whom that is."""

    marking: int = Field(ge=0, le=4, description="0 unclassified to 4 top secret.")
    originator: str | None = Field(description="Nation or body whose information it is; null: not said.")
    releasable_to: tuple[str, ...] | None = Field(description="Keys of the nations it is limited to; null: no limit.")
    open_to_recipient: bool = Field(description="The recipient is one of those, or there is no limit.")


class SharingSubject(Shown):
    """What the information is about."""

    subject: str = Field(description="Its key.", examples=["tactical-data-links"])
    name: str
    covered_by: tuple[str, ...] = Field(description="Keys of the agreements whose subject it is.")
    releases: tuple[SharingRelease, ...]


class SharingReason(Shown):
    """A fact that decides."""

    fact: SharingFact
    key: str | None = Field(description="Key of the agreement, barrier or other entity; null: there is none.")
    says: str


class Sharing(Answer):
    """Whether one may share information with another, and what decides that."""

    sender: SharingEnd
    recipient: SharingEnd
    marking: int = Field(ge=0, le=4, description="Of what is to be shared, 0 unclassified to 4 top secret.")
    subject: SharingSubject | None
    verdict: SharingVerdict
    under: str | None = Field(description="Key of the agreement that carries it with the fewest conditions.")
    because: tuple[SharingReason, ...] = Field(description="The facts that decide; the others change nothing.")
    conditions: tuple[str, ...] = Field(description="What has to be met, for a verdict with conditions.")
    possible_by: tuple[str, ...] = Field(description="What would make it possible, where it is barred or unknown.")
    bases: tuple[SharingBasis, ...] = Field(
        description="Those that carry it first, then by number of conditions, by ground and by key."
    )
    barriers: tuple[SharingBarrier, ...] = Field(description="By key.")


class SharingQuestion(DatedQuestion):
    """Who would share with whom, and what."""

    from_: str = Field(alias="from", min_length=1, max_length=100, description="Nation or body: code, name or alias.")
    to: str = Field(min_length=1, max_length=100, description="Nation or body: code, name or alias.")
    marking: int | None = Field(
        None,
        ge=0,
        le=4,
        description="Marking of what is to be shared, 0 unclassified to 4 top secret. Default: the highest of the "
        "subject's facts that the asker may see, else 1 restricted.",
    )
    subject: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="What it is about: key of anything known, or name of an agreement, initiative, capability or body.",
    )
