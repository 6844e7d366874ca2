"""The score of some facts: its parts, each with what is needed, what it is worth and how far all have it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from app.answers.asking import sourced
from app.graph.client import Row
from app.interoperability.facts import GapsFacts, by_item
from app.interoperability.model import (
    Force,
    ForceHolding,
    NeededItem,
    NeedKind,
    NeedRecord,
    PairStanding,
    ScorePart,
)
from app.interoperability.standings import UNKNOWN, Bounds, Standings, weakest
from app.interoperability.weights import (
    FULL_SCORE,
    INSTRUMENT_NAMES,
    INSTRUMENT_WEIGHTS,
    PAIR_WEIGHT,
    PART_WEIGHTS,
    LegalInstrument,
    ScorePartKind,
    part_of_need,
    shared_out,
)

PairWeighing = Callable[[Force, Force], tuple[PairStanding, Bounds]]


@dataclass(frozen=True, kw_only=True)
class _Weighed:
    """Something needed, with how all stand to it, before it is known what it is worth."""

    key: str
    name: str
    kind: NeedKind
    part: ScorePartKind
    weight: int
    bounds: Bounds = UNKNOWN
    weight_disputed: bool = False
    required_by: tuple[NeedRecord, ...] = ()
    forces: tuple[ForceHolding, ...] = ()
    pairs: tuple[PairStanding, ...] = ()

    def item(self, points: int) -> NeededItem:
        standings: tuple[ForceHolding | PairStanding, ...] = (*self.forces, *self.pairs)
        lower, upper = self.bounds.points(points)
        return NeededItem(
            key=self.key,
            name=self.name,
            kind=self.kind,
            weight=self.weight,
            points=points,
            lower=lower,
            upper=upper,
            disputed=self.weight_disputed or any(standing.disputed for standing in standings),
            synthetic=any(standing.synthetic for standing in standings)
            or any(record.synthetic for record in self.required_by),
            required_by=self.required_by,
            forces=self.forces,
            pairs=self.pairs,
        )


def score_parts(facts: GapsFacts) -> tuple[ScorePart, ...]:
    """The parts in which something is needed; what the others are worth is shared out over them."""
    standings = Standings(facts)
    weighed = [*_required(facts, standings), *_between_each_two(facts, standings)]
    items = {part: [one for one in weighed if one.part is part] for part in PART_WEIGHTS}
    needed = [part for part in PART_WEIGHTS if items[part]]
    points = shared_out(FULL_SCORE, [PART_WEIGHTS[part] for part in needed])
    return tuple(_part(part, items[part], points=worth) for part, worth in zip(needed, points, strict=True))


def _part(part: ScorePartKind, weighed: Sequence[_Weighed], *, points: int) -> ScorePart:
    ordered = sorted(weighed, key=lambda one: (-one.weight, one.key))
    worth = shared_out(points, [one.weight for one in ordered])
    items = tuple(one.item(points) for one, points in zip(ordered, worth, strict=True))
    return ScorePart(
        part=part,
        weight=PART_WEIGHTS[part],
        points=points,
        lower=sum(item.lower for item in items),
        upper=sum(item.upper for item in items),
        disputed=any(item.disputed for item in items),
        synthetic=any(item.synthetic for item in items),
        items=items,
    )


def _required(facts: GapsFacts, standings: Standings) -> Iterable[_Weighed]:
    """The capabilities and standards that the profile requires."""
    for key, rows in by_item(facts.profile.needs).items():
        held = [standings.holding(force, key) for force in facts.forces]
        parts = [part_of_need(key, rows[0]["kind"], topic) for topic in rows[0]["topics"] or [None]]
        yield _Weighed(
            key=key,
            name=rows[0]["name"],
            kind=NeedKind(rows[0]["kind"]),
            part=parts[0],
            weight=max(row["weight"] for row in rows),
            bounds=weakest(bounds for _, bounds in held),
            weight_disputed=len({row["weight"] for row in rows}) > 1 or len(set(parts)) > 1,
            required_by=tuple(_need_record(row) for row in rows),
            forces=tuple(holding for holding, _ in held),
        )


def _need_record(row: Row) -> NeedRecord:
    return NeedRecord(weight=row["weight"], reason=row["reason"], **sourced(row))


def _between_each_two(facts: GapsFacts, standings: Standings) -> Iterable[_Weighed]:
    """What every two forces need, whatever they do together."""
    for instrument in LegalInstrument:
        agreement = _Weighed(
            key=instrument.value,
            name=INSTRUMENT_NAMES[instrument],
            kind=NeedKind.AGREEMENT,
            part=ScorePartKind.LEGAL_BASIS,
            weight=INSTRUMENT_WEIGHTS[instrument],
        )
        yield _paired(agreement, facts.forces, partial(standings.legal_basis, instrument=instrument))
    yield _paired(_LANGUAGE, facts.forces, standings.language)
    yield _paired(_PRACTICE, facts.forces, standings.practice)


_LANGUAGE = _Weighed(
    key="common_language",
    name="A language in common",
    kind=NeedKind.LANGUAGE,
    part=ScorePartKind.LANGUAGE,
    weight=PAIR_WEIGHT,
)
_PRACTICE = _Weighed(
    key="common_practice",
    name="Practice together",
    kind=NeedKind.PRACTICE,
    part=ScorePartKind.PRACTICE,
    weight=PAIR_WEIGHT,
)


def _paired(need: _Weighed, forces: Sequence[Force], weigh: PairWeighing) -> _Weighed:
    weighed = [weigh(one, other) for one, other in combinations(forces, 2)]
    return replace(need, bounds=weakest(bounds for _, bounds in weighed), pairs=tuple(pair for pair, _ in weighed))
