"""Interoperability gaps in words."""

from collections.abc import Iterable, Iterator

from app.interoperability.model import (
    ClosingKind,
    ClosingWay,
    GapSide,
    InteroperabilityGap,
    InteroperabilityGaps,
    TrainingMatch,
)


def gaps_in_words(answer: InteroperabilityGaps) -> Iterator[str]:
    """The score, its parts, and each gap with the ways to close it."""
    forces = " – ".join(force.name for force in answer.forces)
    yield f"{forces}, for {answer.requirement_name}, on {answer.on}: {_score(answer.lower, answer.upper)} of 100"
    for part in answer.parts:
        yield f"   {part.part:<15} {_score(part.lower, part.upper)} of {points(part.points)}"
    if not answer.gaps:
        yield "No gap is known."
    for number, gap in enumerate(answer.gaps, start=1):
        yield from _gap(number, gap)


def points(hundredths: int) -> str:
    """Hundredths of a point as points: `7.5`."""
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")


def _score(lower: int, upper: int) -> str:
    return points(lower) if lower == upper else f"{points(lower)} to {points(upper)}"


def _gap(number: int, gap: InteroperabilityGap) -> Iterator[str]:
    costs = [f"{points(gap.missing)} missing"] if gap.missing else []
    costs += [f"{points(gap.unknown)} unknown"] if gap.unknown else []
    yield f"{number}. {gap.name} ({gap.item}, {gap.part}): {', '.join(costs) or 'less than a hundredth of a point'}"
    yield f"   {_sides(gap.lacking)}{f'; has it: {_sides(gap.have, said=False)}' if gap.have else ''}"
    for way in gap.ways:
        yield f"   → {way_in_words(way)}"
    if not gap.ways and not gap.more_ways:
        yield "   → no way to close it is known"


def _sides(sides: Iterable[GapSide], *, said: bool = True) -> str:
    return ", ".join(f"{'–'.join(side.forces)}{f' {side.standing}' if said else ''}" for side in sides)


def way_in_words(way: ClosingWay) -> str:
    """One way: what to do, for whom, and what it costs."""
    whom = _sides(way.closes, said=False)
    cost = "cost unknown" if way.cost_usd is None else f"about {way.cost_usd:,} US dollars"
    return f"{_what(way)} for {whom}; {cost}"


def _what(way: ClosingWay) -> str:
    match way.kind:
        case ClosingKind.ACCESSION:
            return f"join {way.name} ({way.key}; {way.parties} parties, others have acceded)"
        case ClosingKind.AGREEMENT:
            return f"an agreement such as {way.name} ({way.key})"
        case _:
            domain = " of its domain" if way.match is TrainingMatch.DOMAIN else ""
            return f"{way.kind}{domain}: {way.name} ({way.key})"
