"""Alliance paths: the question and its answer."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from app.answers.model import Answer, DatedQuestion, Sourced
from app.nations.model import Nation
from app.record.shown import Day, Shown


class ObligationKind(StrEnum):
    """What a party is bound to. Each kind stands for itself: consultation never implies defence."""

    DEFENCE = "defence"
    OFFENCE = "offence"
    NEUTRALITY = "neutrality"
    NON_AGGRESSION = "non-aggression"
    CONSULTATION = "consultation"
    ENTENTE = "entente"
    ACCESS = "access"
    LOGISTICS = "logistics"
    INFORMATION_SHARING = "information_sharing"
    TRAINING = "training"
    PROCUREMENT = "procurement"


class Commitment(Sourced):
    """One membership record: what one nation is bound to by one agreement, since when, and who says so."""

    nation: Nation
    obligations: tuple[ObligationKind, ...] = Field(description="All that binds this nation; empty: nothing binds it.")
    obligations_unknown: tuple[ObligationKind, ...] = Field(description="What the source leaves open.")
    reservation: str | None


class Denial(StrEnum):
    """What a source denies that lists every party of an agreement and its obligations, by not listing it."""

    NOT_A_PARTY = "not_a_party"
    NOT_BOUND = "not_bound"


class AllianceDoubt(Shown):
    """A source that contradicts the others about one side of a link."""

    source: str = Field(examples=["atop-members"])
    nation: Nation
    denies: Denial
    obligations: tuple[ObligationKind, ...] = Field(description="What it denies; empty: that it is a party at all.")


class AllianceLink(Shown):
    """One agreement that links the two nations of a hop."""

    agreement: str = Field(description="Key of the agreement.", examples=["north-atlantic-treaty"])
    name: str
    since: date = Field(description="First day on which both were parties.")
    start_unknown: bool = Field(description="Attested from `since` on; it may have begun before.")
    attested: bool = Field(
        description="Sources attest both memberships on that day. False: nothing says that one of them ended, but its "
        "source's observation ends before that day."
    )
    obliges: tuple[ObligationKind, ...] = Field(description="Asked obligations that bind at least one of the two.")
    mutual: bool = Field(description="Both are bound to at least one of the asked obligations.")
    commitments: tuple[Commitment, ...] = Field(description="The records of both sides; sources may disagree.")
    doubts: tuple[AllianceDoubt, ...] = Field(description="What other sources deny of it.")


class AllianceHop(Shown):
    """Two linked nations, and every agreement that links them on that day."""

    from_nation: Nation
    to_nation: Nation
    through: tuple[AllianceLink, ...]


class HeldSpan(Shown):
    """Days on which something held, both included."""

    first: date
    last: date


class AlliancePath(Shown):
    """A chain of allies."""

    length: int = Field(description="Number of hops.")
    nations: tuple[Nation, ...]
    held: tuple[HeldSpan, ...] = Field(
        description="The asked days on which all of it held; it is shown as it was on the last of them."
    )
    hops: tuple[AllianceHop, ...]
    synthetic: bool = Field(description="Part of it rests on invented records.")
    disputed: bool = Field(description="Sources contradict each other about a part of it.")


class AlliancePaths(Answer):
    """How two nations are allied on a day, and through whom. No path is a normal answer."""

    from_nation: Nation
    to_nation: Nation
    since: date | None = Field(description="First day of the period asked about; null: only the day `on`.")
    obligations: tuple[ObligationKind, ...]
    max_hops: int
    paths: tuple[AlliancePath, ...] = Field(description="By number of hops, then by the nations' keys.")
    more: bool = Field(description="There are more paths than were asked for.")


class AllianceQuestion(DatedQuestion):
    """Two nations, and what links nations on the way from one to the other."""

    from_: str = Field(alias="from", min_length=1, max_length=100, description="Nation: code, name or alias.")
    to: str = Field(min_length=1, max_length=100, description="Nation: code, name or alias.")
    obligations: tuple[ObligationKind, ...] = Field(
        (ObligationKind.DEFENCE,), min_length=1, description="Obligations that link two nations, any of them."
    )
    avoid: tuple[str, ...] = Field((), max_length=50, description="Nations that no path may touch.")
    avoid_agreements: tuple[str, ...] = Field((), max_length=50, description="Keys of agreements that shall not count.")


class AlliancePathsQuestion(AllianceQuestion):
    """How is one nation allied with another?"""

    since: Day | None = Field(None, description="With it: paths that held on some day from then until `on`.")
    max_hops: int = Field(4, ge=1, le=8, description="Most hops of a path.")
    limit: int = Field(5, ge=1, le=50, description="Most paths in the answer.")
