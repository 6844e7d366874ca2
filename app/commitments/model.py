"""Commitments: the question and its answer."""

from pydantic import Field

from app.alliances.model import AllianceLink, ObligationKind
from app.answers.model import Answer, DatedQuestion
from app.nations.model import Nation
from app.record.shown import Shown


class Bond(Shown):
    """A nation that is bound to another by one kind of obligation, directly or through a chain of such bonds."""

    nation: Nation = Field(description="The nation at the far end of the chain.")
    hops: int = Field(description="1: bound directly.")
    chain: tuple[Nation, ...] = Field(description="Each is bound to the next; the shortest chain, first by keys.")
    through: tuple[AllianceLink, ...] = Field(
        description="What binds the far end of the chain; the rest of the chain is the bond of the nation next to it."
    )


class Bonds(Shown):
    """All bonds of one kind. Kinds are never mixed: no chain leads from consultation to defence."""

    obligation: ObligationKind
    bound_to_it: tuple[Bond, ...] = Field(description="Who is bound to it: by hops, then by key.")
    bound_by_it: tuple[Bond, ...] = Field(description="To whom it is bound: by hops, then by key.")
    more: bool = Field(description="There are more bonds than were asked for.")


class SideTaken(Shown):
    """What binds a nation to one side."""

    obligation: ObligationKind
    through: tuple[AllianceLink, ...]


class CommitmentConflict(Shown):
    """A nation that is bound to both sides."""

    nation: Nation
    attacker: Nation
    disputes: tuple[str, ...] = Field(description="Keys of the disputes between the sides; none: the asker named it.")
    to_attacked: tuple[SideTaken, ...]
    to_attacker: tuple[SideTaken, ...]


class Commitments(Answer):
    """Who is bound to a nation, to whom it is bound, and who is bound to both sides of what it could be drawn into."""

    nation: Nation
    max_hops: int
    bonds: tuple[Bonds, ...] = Field(description="For each asked kind of obligation.")
    attackers: tuple[Nation, ...] = Field(description="The other sides considered for conflicts.")
    conflicts: tuple[CommitmentConflict, ...] = Field(description="By attacker, then by nation.")


class CommitmentsQuestion(DatedQuestion):
    """If a nation is attacked, who is bound to defend it, and whom must it defend?"""

    nation: str = Field(min_length=1, max_length=100, description="Nation: code, name or alias.")
    obligations: tuple[ObligationKind, ...] = Field(
        (ObligationKind.DEFENCE,), min_length=1, max_length=11, description="Kinds of obligation, each kept apart."
    )
    max_hops: int = Field(2, ge=1, le=6, description="Most bonds in a chain.")
    against: tuple[str, ...] = Field(
        (), max_length=20, description="Attackers to look for conflicts with. Default: its opponents in disputes."
    )
    limit: int = Field(100, ge=1, le=500, description="Most bonds of a kind and direction in the answer.")
