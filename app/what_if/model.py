"""What if: the changes supposed, the question and its answer."""

from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from app.alliances.model import AllianceLink, ObligationKind
from app.answers.model import Answer, DatedQuestion
from app.interoperability.model import Force
from app.nations.model import Nation
from app.record.shown import Question, Shown


class ChangeKind(StrEnum):
    """What may be supposed."""

    WITHDRAWAL = "withdrawal"
    EXPIRY = "expiry"
    ACCESSION = "accession"
    AGREEMENT = "agreement"
    LOSS = "loss"


_FORMS = {
    ChangeKind.WITHDRAWAL: "withdrawal NATION AGREEMENT",
    ChangeKind.EXPIRY: "expiry AGREEMENT",
    ChangeKind.ACCESSION: "accession NATION AGREEMENT [OBLIGATION,OBLIGATION]",
    ChangeKind.AGREEMENT: "agreement NATION,NATION OBLIGATION,OBLIGATION [KIND]",
    ChangeKind.LOSS: "loss NATION CAPABILITY",
}
_NEEDED: dict[ChangeKind, tuple[str, ...]] = {
    ChangeKind.WITHDRAWAL: ("nations", "agreement"),
    ChangeKind.EXPIRY: ("agreement",),
    ChangeKind.ACCESSION: ("nations", "agreement"),
    ChangeKind.AGREEMENT: ("nations", "obligations"),
    ChangeKind.LOSS: ("nations", "capability"),
}
_WORDS = {
    ChangeKind.WITHDRAWAL: ("nations", "agreement"),
    ChangeKind.EXPIRY: ("agreement",),
    ChangeKind.ACCESSION: ("nations", "agreement", "obligations"),
    ChangeKind.AGREEMENT: ("nations", "obligations", "agreementKind"),
    ChangeKind.LOSS: ("nations", "capability"),
}


class SupposedKind(StrEnum):
    """What kind of instrument a supposed agreement is."""

    TREATY = "treaty"
    STATUS_OF_FORCES = "status_of_forces"
    ACQUISITION_AND_CROSS_SERVICING = "acquisition_and_cross_servicing"
    INFORMATION_SECURITY = "information_security"
    COOPERATION = "cooperation"
    ALLIANCE = "alliance"
    ACCESS = "access"


class Supposition(Question):
    """One change that is supposed, as an object or in words, such as `withdrawal TUR north-atlantic-treaty`."""

    kind: ChangeKind = Field(description="What is supposed.")
    nations: tuple[str, ...] = Field(
        (), max_length=20, description="Who withdraws, joins, concludes the agreement or loses the capability."
    )
    agreement: str | None = Field(None, max_length=200, description="Key of the agreement; not for a new one.")
    obligations: tuple[ObligationKind, ...] = Field(
        (), max_length=11, description="What binds each. An accession without any takes on what all parties share."
    )
    agreement_kind: SupposedKind = Field(SupposedKind.TREATY, description="What kind of instrument a new one is.")
    capability: str | None = Field(None, max_length=200, description="Key of the capability that is lost.")

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, given: Any) -> Any:
        """`accession SWE north-atlantic-treaty defence` as an object. Words that hold several values use commas."""
        if not isinstance(given, str):
            return given
        kind, *words = given.split() or [""]
        if kind not in set(ChangeKind):
            raise ValueError(f"a change begins with one of {', '.join(ChangeKind)}")
        names = _WORDS[ChangeKind(kind)]
        if len(words) > len(names):
            raise ValueError(f"it is written `{_FORMS[ChangeKind(kind)]}`; a name with spaces goes by its code")
        many = ("nations", "obligations")
        cells = zip(names, words, strict=False)
        return {"kind": kind} | {name: tuple(word.split(",")) if name in many else word for name, word in cells}

    @model_validator(mode="after")
    def _whole(self) -> "Supposition":
        for name in _NEEDED[self.kind]:
            if not getattr(self, name):
                raise ValueError(f"{self.kind} needs {name}: `{_FORMS[self.kind]}`")
        if self.kind is ChangeKind.AGREEMENT and len(set(self.nations)) < 2:
            raise ValueError("an agreement needs two nations at least")
        return self


class LinkedPair(Shown):
    """Two nations that are linked before or after only, and what links them then."""

    one: Nation
    other: Nation
    through: tuple[AllianceLink, ...]


class SupposedPath(Shown):
    """A chain of allies that is lost or gained."""

    nations: tuple[Nation, ...]
    agreements: tuple[str, ...] = Field(description="For each hop, the keys of what links the two, joined by commas.")


class PathsDifference(Shown):
    """The chains between the two nations of the question."""

    before: int
    after: int
    lost: tuple[SupposedPath, ...]
    gained: tuple[SupposedPath, ...]


class SupposedBond(Shown):
    """A direct commitment that is lost or gained."""

    obligation: ObligationKind
    bound: Nation
    to: Nation
    agreements: tuple[str, ...] = Field(description="Keys of what binds it.")


class CommitmentsDifference(Shown):
    """Direct commitments of one nation and to it."""

    nation: Nation
    lost: tuple[SupposedBond, ...]
    gained: tuple[SupposedBond, ...]


class GapChange(Shown):
    """Something needed whose points change."""

    item: str
    name: str
    lower_before: int = Field(description="Hundredths of a point.")
    lower_after: int
    upper_before: int
    upper_after: int


class GapsDifference(Shown):
    """What forces can do together, before and after."""

    requirement: str
    forces: tuple[Force, ...]
    lower_before: int
    lower_after: int
    upper_before: int
    upper_after: int
    items: tuple[GapChange, ...]


class BrokersDifference(Shown):
    """Who could bring the two nations of the question together."""

    lost: tuple[Nation, ...]
    gained: tuple[Nation, ...]


class WhatIf(Answer):
    """The difference that some changes would make on a day. Nothing of it is written."""

    suppositions: tuple[str, ...] = Field(description="The changes, in words.")
    pairs_before: int = Field(description="Pairs of nations linked by the asked obligations.")
    pairs_after: int
    pairs_lost: tuple[LinkedPair, ...]
    pairs_gained: tuple[LinkedPair, ...]
    more_pairs: bool = Field(description="There are more lost or gained pairs than were asked for.")
    paths: PathsDifference | None = Field(description="Null: the question names no two nations.")
    commitments: tuple[CommitmentsDifference, ...] = Field(description="For each nation asked about, by key.")
    gaps: GapsDifference | None = Field(description="Null: the question names no forces and requirement.")
    brokers: BrokersDifference | None = Field(description="Null: the question names no two nations.")


class WhatIfQuestion(DatedQuestion):
    """What would change if?"""

    changes: tuple[Supposition, ...] = Field(
        min_length=1,
        max_length=20,
        description="What is supposed to have happened before the day asked about, in this order, in words: "
        + " · ".join(f"`{form}`" for form in _FORMS.values()),
    )
    between: tuple[str, ...] = Field(
        (), max_length=2, description="Two nations whose alliance paths and brokers are compared."
    )
    nations: tuple[str, ...] = Field(
        (), max_length=5, description="Nations whose commitments are compared. Default: those that the changes name."
    )
    forces: tuple[str, ...] = Field((), max_length=8, description="Forces whose gaps are compared.")
    requirement: str | None = Field(
        None, min_length=1, max_length=200, description="Key of what the forces are measured by."
    )
    obligations: tuple[ObligationKind, ...] = Field(
        (ObligationKind.DEFENCE,), min_length=1, max_length=11, description="Obligations that link and bind."
    )
    max_hops: int = Field(3, ge=1, le=6, description="Most hops of a path.")
    limit: int = Field(20, ge=1, le=200, description="Most lost and most gained pairs and paths in the answer.")

    @model_validator(mode="after")
    def _whole(self) -> "WhatIfQuestion":
        if len(self.between) == 1:
            raise ValueError("between: two nations, or none")
        if bool(self.forces) is (self.requirement is None) or len(self.forces) == 1:
            raise ValueError("forces: two or more, and what they are measured by as `requirement`; or neither")
        return self
