"""What stands between forces that shall do something together, and what would close it?"""

from typing import Any

from app.answers.asking import begin
from app.graph.client import GraphClient
from app.interoperability.facts import GapsFacts, read_gaps_facts
from app.interoperability.model import (
    GapSide,
    InteroperabilityGap,
    InteroperabilityGaps,
    InteroperabilityGapsQuestion,
    NeededItem,
    ScorePart,
    ScoringRule,
    Standing,
)
from app.interoperability.scoring import score_parts
from app.interoperability.ways import ways_to_close
from app.interoperability.weights import (
    EXTENTS,
    FORGOTTEN_MONTHS,
    IN_PRACTICE_MONTHS,
    OTHER_AGREEMENT,
    PART_WEIGHTS,
    PRACTICE_MATCHES,
)
from app.record.releasability import Viewer


async def interoperability_gaps(
    graph: GraphClient, question: InteroperabilityGapsQuestion, *, viewer: Viewer
) -> InteroperabilityGaps:
    """How far forces can work together for a kind of mission, an engagement or a series, from 0 to 100.

    Unknown is not no: the score has a lower bound, which counts what is known, and an upper one, which counts all that
    is not known to be missing. The parts add up to the score exactly. All forces must have what is needed, so the
    weakest force, or the weakest two, decide. A unit has what it is recorded to have, else what its owner has. Each
    gap names what is missing or unknown, for whom, who of the others has it, and the cheapest known ways to close it.
    """
    asking = await begin(graph, question, viewer=viewer)
    facts = await read_gaps_facts(asking, question)
    return gaps_from(facts, question, **asking.says)


def gaps_from(facts: GapsFacts, question: InteroperabilityGapsQuestion, **says: Any) -> InteroperabilityGaps:
    """The answer that follows from some facts. `says`: what it says of its own making."""
    parts = score_parts(facts)
    gaps = gaps_in(facts, parts, most_ways=question.ways)
    ways = [way for gap in gaps for way in gap.ways]
    return InteroperabilityGaps(
        requirement=facts.profile.key,
        requirement_name=facts.profile.name,
        requirement_kind=facts.profile.kind,
        forces=facts.forces,
        lower=sum(part.lower for part in parts),
        upper=sum(part.upper for part in parts),
        parts=parts,
        gaps=gaps,
        rules=scoring_rules(),
        complete=facts.complete,
        synthetic=any(part.synthetic for part in parts) or any(way.synthetic for way in ways),
        disputed=any(part.disputed for part in parts) or any(way.cost_disputed for way in ways),
        **says,
    )


def gaps_in(facts: GapsFacts, parts: tuple[ScorePart, ...], *, most_ways: int) -> tuple[InteroperabilityGap, ...]:
    """What the forces do not all have for certain, with at most so many ways to close each."""
    gaps = [
        _gap(facts, part, item, most_ways=most_ways)
        for part in parts
        for item in part.items
        if any(side.standing is not Standing.FULL for side in sides_of(item))
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.missing - gap.unknown, gap.item)))


def _gap(facts: GapsFacts, part: ScorePart, item: NeededItem, *, most_ways: int) -> InteroperabilityGap:
    sides = sides_of(item)
    lacking = tuple(side for side in sides if side.standing is not Standing.FULL)
    ways = ways_to_close(facts, item, lacking)
    return InteroperabilityGap(
        item=item.key,
        name=item.name,
        part=part.part,
        missing=item.points - item.upper,
        unknown=item.upper - item.lower,
        lacking=lacking,
        have=tuple(side for side in sides if side.standing is Standing.FULL),
        ways=tuple(ways[:most_ways]),
        more_ways=len(ways) > most_ways,
    )


def sides_of(item: NeededItem) -> tuple[GapSide, ...]:
    """How each force, or each two, stand to what is needed."""
    return (
        *(GapSide(forces=(holding.force,), standing=holding.standing) for holding in item.forces),
        *(GapSide(forces=(pair.one, pair.other), standing=pair.standing) for pair in item.pairs),
    )


def scoring_rules() -> tuple[ScoringRule, ...]:
    """The numbers behind every score, with their reasons."""
    return (
        ScoringRule(
            rule="worth of the parts, before what is needed in none is shared out over the others",
            value=", ".join(f"{part} {weight}" for part, weight in PART_WEIGHTS.items()),
            reason="technical 4,000, procedural 3,500 and human 2,500: the dimensions of AJP-01",
        ),
        ScoringRule(
            rule="what a status or a level counts",
            value=", ".join(f"{extent} {count}" for extent, count in EXTENTS.items()),
            reason="what is planned cannot be used on that day",
        ),
        ScoringRule(
            rule="forces of three or more",
            value="the weakest force, or the weakest two, decide",
            reason="what one lacks, all lack together",
        ),
        ScoringRule(
            rule="an agreement of another kind that obliges one of two to the same",
            value=str(OTHER_AGREEMENT),
            reason="it does part of the work of a dedicated one",
        ),
        ScoringRule(
            rule="how near a common engagement is to what is asked about",
            value=", ".join(f"{match} {count}" for match, count in PRACTICE_MATCHES.items()),
            reason="what is trained is kept; what is next to it is kept in part",
        ),
        ScoringRule(
            rule="how practice fades",
            value=f"in full for {IN_PRACTICE_MONTHS} months, then in equal monthly steps to 0 at {FORGOTTEN_MONTHS}",
            reason="most series recur every year; after five years hardly anybody serves who was there",
        ),
    )
