"""Known ways to close a gap, the cheapest first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median

from app.graph.client import Row
from app.interoperability.facts import GapsFacts, state_of
from app.interoperability.model import (
    ClosingKind,
    ClosingWay,
    Force,
    GapSide,
    NeededItem,
    NeedKind,
    TrainingMatch,
)
from app.interoperability.weights import INSTRUMENT_KINDS, LANGUAGE_CAPABILITY, LegalInstrument

BETWEEN_TWO = 2
MODELS_FOR_TWO = 2
"""So many models of an agreement are named for each two: one for each side, as a rule."""

COURSES = ("training_course", "education_exchange")

_NEVER_HELD: Row = {"took": [], "lastHeld": None, "lowestCosts": [], "highestCosts": []}


def ways_to_close(facts: GapsFacts, item: NeededItem, lacking: Sequence[GapSide]) -> list[ClosingWay]:
    """All known ways to close the gap in `item`, for those of `lacking` that each closes it for.

    First those whose cost is known, by cost. Then a series that requires what is lacking before one of its domain; by
    kind (accession, agreement, course, exercise); then that in which more of the forces are already, and by key.
    """
    ways = (
        _legal_ways(facts, item, lacking) if item.kind is NeedKind.AGREEMENT else _training_ways(facts, item, lacking)
    )
    return sorted(ways, key=_order)


def _order(way: ClosingWay) -> tuple[object, ...]:
    return (
        way.cost_usd is None,
        way.cost_usd or 0,
        way.match is TrainingMatch.DOMAIN,
        list(ClosingKind).index(way.kind),
        -len(way.already_in),
        _parties_order(way),
        way.key,
        [side.forces for side in way.closes],
    )


def _parties_order(way: ClosingWay) -> int:
    """The widest agreement is the first to join; the narrowest is the first model for two."""
    parties = way.parties or 0
    return parties if way.kind is ClosingKind.AGREEMENT else -parties


# Agreements


def _legal_ways(facts: GapsFacts, item: NeededItem, lacking: Sequence[GapSide]) -> Iterator[ClosingWay]:
    """What one of the forces is in and others have acceded to, and new agreements on the model of known ones."""
    kind = INSTRUMENT_KINDS[LegalInstrument(item.key)]
    known = [row for row in facts.agreement_models if kind in row["kinds"]]
    states = {force.key: state_of(force) for force in facts.forces}
    for row in known:
        if row["joinedByAccession"] and row["ours"]:
            yield from _accession(row, states=states, lacking=lacking)
    for side in lacking:
        pair = {states[force] for force in side.forces}
        for row in sorted(known, key=lambda row: _as_model(row, pair))[:MODELS_FOR_TWO]:
            yield _agreement_way(ClosingKind.AGREEMENT, row, states=states, closes=[side])


def _as_model(row: Row, pair: Collection[str]) -> tuple[int, bool, str]:
    """Which agreement is the better model for two: one that more of the two have used, then one between two."""
    return -len(set(pair).intersection(row["ours"])), row["parties"] != BETWEEN_TWO, row["agreement"]


def _accession(row: Row, *, states: Mapping[str, str], lacking: Sequence[GapSide]) -> Iterator[ClosingWay]:
    """Those join who are not in it; two that are both in it already gain nothing by it."""
    closes = [side for side in lacking if not {states[force] for force in side.forces} <= set(row["ours"])]
    if closes:
        yield _agreement_way(ClosingKind.ACCESSION, row, states=states, closes=closes)


def _agreement_way(kind: ClosingKind, row: Row, *, states: Mapping[str, str], closes: Sequence[GapSide]) -> ClosingWay:
    return ClosingWay(
        kind=kind,
        key=row["agreement"],
        name=row["name"],
        closes=tuple(closes),
        already_in=tuple(sorted(force for force, state in states.items() if state in row["ours"])),
        parties=row["parties"],
        match=None,
        last_held=None,
        cadence_months=None,
        cost_usd=None,
        cost_from=0,
        cost_disputed=False,
        synthetic=row["synthetic"],
    )


# Courses and exercises


def _training_ways(facts: GapsFacts, item: NeededItem, lacking: Sequence[GapSide]) -> Iterator[ClosingWay]:
    """A series of a domain is a way only where one of the forces takes part in it already: others may join it there."""
    for row in facts.trainings:
        match = _match(facts, row, item)
        if match is not None:
            way = _training_way(facts, row, match=match, lacking=lacking)
            if match is not TrainingMatch.DOMAIN or way.already_in:
                yield way


def _match(facts: GapsFacts, row: Row, item: NeededItem) -> TrainingMatch | None:
    """Why a series is taken to train an item; None: nothing says that it does."""
    if item.kind is NeedKind.LANGUAGE:
        return TrainingMatch.REQUIRES if LANGUAGE_CAPABILITY in row["requires"] else None
    if item.kind is NeedKind.PRACTICE:
        return _practice_match(facts, row)
    if item.key in row["requires"]:
        return TrainingMatch.REQUIRES
    domains = {domain for need in facts.profile.needs if need["needed"] == item.key for domain in need["domains"]}
    return TrainingMatch.DOMAIN if domains.intersection(row["domains"]) else None


def _practice_match(facts: GapsFacts, row: Row) -> TrainingMatch | None:
    if row["series"] == facts.profile.key:
        return TrainingMatch.ITSELF
    if set(facts.profile.needed).intersection(row["requires"]):
        return TrainingMatch.REQUIRES
    return TrainingMatch.DOMAIN if row["domains"] else None


def _training_way(facts: GapsFacts, row: Row, *, match: TrainingMatch, lacking: Sequence[GapSide]) -> ClosingWay:
    record = facts.training_records.get(row["series"], _NEVER_HELD)
    took = set(record["took"])
    # Where sources differ on what one time cost, the most counts.
    costs: list[float] = record["highestCosts"]
    return ClosingWay(
        kind=ClosingKind.COURSE if row["kind"] in COURSES else ClosingKind.EXERCISE,
        key=row["series"],
        name=row["name"],
        closes=tuple(lacking),
        already_in=tuple(force.key for force in facts.forces if _took_part(force, took)),
        parties=None,
        match=match,
        last_held=record["lastHeld"],
        cadence_months=row["cadenceMonths"],
        cost_usd=round(median(costs)) if costs else None,
        cost_from=len(costs),
        cost_disputed=record["lowestCosts"] != record["highestCosts"],
        synthetic=row["synthetic"],
    )


def _took_part(force: Force, took: set[str]) -> bool:
    return force.key in took or state_of(force) in took
