"""What speaks for a candidate, and what against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.graph.client import Row
from app.matching.model import KnownProperty, NameToMatch
from app.search.candidates import Candidate

AGREES, CONTRADICTS = "agrees", "contradicts"
RAISED = 0.5
"""The part of what a score lacks that one agreement adds: two leave a quarter."""

LOWERED = 0.5
"""What one contradiction leaves of a score: a code can be mistyped too."""


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A candidate held against what else is known: what it is called, its score, and why."""

    candidate: Candidate
    name: str
    score: float
    contradicted: bool
    why: str

    @property
    def may_be_meant(self) -> bool:
        """It bears the very name, and nothing that is known contradicts it."""
        return self.candidate.likeness.same and not self.contradicted


def weighed(candidate: Candidate, row: Row, name: NameToMatch) -> Weighed:
    """Hold a candidate, with its row of `matching/properties`, against what is known of a name."""
    verdicts = dict(_verdicts(candidate, row, name))
    score = candidate.likeness.score
    for verdict in verdicts.values():
        score = score + (100 - score) * RAISED if verdict == AGREES else score * LOWERED
    return Weighed(
        candidate=candidate,
        name=row["name"],
        score=round(score, 1),
        contradicted=CONTRADICTS in verdicts.values(),
        why="; ".join((_by_name(candidate), *(f"{what} {verdict}" for what, verdict in verdicts.items()))),
    )


def _verdicts(candidate: Candidate, row: Row, name: NameToMatch) -> Iterator[tuple[str, str]]:
    """What each thing that is known says; what the graph does not say of it, and so proves nothing, is left out."""
    if name.on is not None and not candidate.holds:
        yield f"what it was called on {name.on}", CONTRADICTS
    for known in name.known:
        held = {str(value).casefold() for value in row[known.property.value]}
        if held:
            yield known.property.value, AGREES if held & _values(known) else CONTRADICTS


def _values(known: KnownProperty) -> set[str]:
    return {value.strip().casefold() for value in known.values}


def _by_name(candidate: Candidate) -> str:
    likeness = candidate.likeness
    kind = likeness.kind.replace("_", " ")
    return f"{'same' if likeness.same else 'like'} {kind} {likeness.text!r}"
