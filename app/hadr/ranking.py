"""Who can help, in points that add up. Works on rows without evidence; `app.hadr.showing` adds that for a few."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from app.answers.asking import sourced
from app.graph.client import Row
from app.hadr.facts import ACCESS, ACCESS_KINDS, LOGISTICS, LOGISTICS_KINDS, HadrFacts
from app.hadr.model import HadrLimit, HadrNeed, HadrNeedRecord, HadrPart, HadrResponseQuestion, HadrStanding
from app.hadr.weights import (
    EMPHASIS,
    EMPHASIS_FACTOR,
    FULL_LEVEL,
    LEVELS,
    NON_RESIDENT_SHARE,
    POINTS_A_MISSION,
    SAME_PLACE_KM,
    WEIGHTS,
    DisasterKind,
    HadrPartKind,
    days_by_air,
    days_by_sea,
    great_circle_km,
    proximity_points,
)

STANDINGS: Mapping[str, HadrStanding] = {
    "full": HadrStanding.YES,
    "limited": HadrStanding.LIMITED,
    "planned": HadrStanding.PLANNED,
    "none": HadrStanding.NO,
}
"""By level, the best first."""

_EARNS = {standing: LEVELS[level] for level, standing in STANDINGS.items()}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a nation is: its position, whether it has no coast, and whether sources contradict each other."""

    at: tuple[float, float] | None
    landlocked: bool | None
    disputed: bool


@dataclass(frozen=True, kw_only=True)
class About:
    """What an agreement between two is about."""

    access: bool
    logistics: bool


@dataclass(frozen=True, kw_only=True)
class RankedHelper:
    """One who can help: the parts of its points, and what the asker's limits are held against."""

    nation: str
    parts: tuple[HadrPart, ...]
    kilometres: int | None
    by_air: int | None
    by_sea: int | None
    cost: float | None

    @property
    def points(self) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)

    def limits(self, question: HadrResponseQuestion) -> Iterator[tuple[HadrLimit, float | None, float]]:
        """Each limit that the asker has, with what is known and the most that is asked for."""
        known = self.kilometres, self.by_air, self.cost
        asked = question.max_km, question.max_days, question.max_cost_usd
        for limit, value, most in zip(HadrLimit, known, asked, strict=True):
            if most is not None:
                yield limit, value, most

    def is_beyond(self, question: HadrResponseQuestion) -> bool:
        """Whether it is known to be beyond a limit."""
        return any(known is not None and known > most for _, known, most in self.limits(question))


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Helpers by points, then by key, and how many are known to be beyond a limit."""

    helpers: tuple[RankedHelper, ...]
    beyond_limits: int


def needs_from(rows: Iterable[Row], disaster: DisasterKind | None) -> tuple[HadrNeed, ...]:
    """What is needed, by weight, then by key."""
    called_for = EMPHASIS[disaster] if disaster else ()
    needs = []
    for capability, records in grouped(rows, "capability").items():
        emphasised = capability in called_for
        weights = {row["weight"] for row in records}
        needs.append(
            HadrNeed(
                capability=capability,
                name=records[0]["name"],
                weight=max(weights) * (EMPHASIS_FACTOR if emphasised else 1),
                emphasised=emphasised,
                disputed=len(weights) > 1,
                records=tuple(
                    HadrNeedRecord(weight=row["weight"], reason=row["reason"], **sourced(row)) for row in records
                ),
            )
        )
    return tuple(sorted(needs, key=lambda need: (-need.weight, need.capability)))


def place_of(row: Row) -> Place:
    """Where a nation is, by a row of `hadr/nations`: the best graded source that says so counts."""
    points = [(north, east) for north, east, _ in row["positions"] if north is not None and east is not None]
    coasts = [landlocked for _, _, landlocked in row["positions"] if landlocked is not None]
    return Place(
        at=points[0] if points else None,
        landlocked=coasts[0] if coasts else None,
        disputed=len(set(coasts)) > 1 or any(great_circle_km(points[0], each) > SAME_PLACE_KM for each in points),
    )


def about(kinds: Sequence[str], stricken: set[str], helper: set[str]) -> About | None:
    """What an agreement of these kinds is about that binds the two so; None: neither access nor logistics.

    Access is for the stricken nation to grant. An agreement about it that binds neither of the two by its records
    counts by its kind.
    """
    granted = ACCESS in stricken or (ACCESS not in helper and not set(kinds).isdisjoint(ACCESS_KINDS))
    supplied = LOGISTICS in stricken | helper or not set(kinds).isdisjoint(LOGISTICS_KINDS)
    return About(access=granted, logistics=supplied) if granted or supplied else None


def standing_of(levels: Iterable[tuple[str, bool]]) -> HadrStanding:
    """The best of the levels of a nation and of its units (true: a unit's). A unit's lack is not the nation's."""
    counting = {level for level, of_unit in levels if not of_unit or LEVELS[level]}
    return next((standing for level, standing in STANDINGS.items() if level in counting), HadrStanding.UNKNOWN)


def ranking(
    facts: HadrFacts, question: HadrResponseQuestion, *, nation: str, named: Sequence[str], needs: Sequence[HadrNeed]
) -> Ranking:
    """Those who can help `nation`: the `named`, or all of which help is on record."""
    records = _Records(facts, nation=nation, needs=needs)
    candidates = sorted(set(named)) or [key for key in records.places if key != nation and records.can_help(key)]
    helpers = [records.helper(key) for key in candidates]
    within = [helper for helper in helpers if not helper.is_beyond(question)]
    return Ranking(
        helpers=tuple(sorted(within, key=lambda helper: (-helper.points, helper.nation))),
        beyond_limits=len(helpers) - len(within),
    )


class _Records:
    """The rows, by nation."""

    def __init__(self, facts: HadrFacts, *, nation: str, needs: Sequence[HadrNeed]) -> None:
        self._needs = needs
        self.places = {row["nation"]: place_of(row) for row in facts.nations}
        self._here = self.places[nation]
        self._about = _agreements_by_nation(facts.agreements, nation)
        self._in_framework = {member for row in facts.frameworks for member in row["nations"]}
        self._levels = _levels_by_nation(facts.capability_levels)
        self._posts = grouped(facts.posts, "nation")
        self._missions = grouped(facts.missions, "nation")

    def can_help(self, key: str) -> bool:
        """Whether an agreement, a capability, a post or a past mission is on record."""
        levels = self._levels.get(key, {})
        return bool(
            key in self._about
            or key in self._posts
            or key in self._missions
            or any(LEVELS[level] for each in levels.values() for level, _ in each)
        )

    def helper(self, key: str) -> RankedHelper:
        """One nation's points."""
        place = self.places[key]
        kilometres = great_circle_km(self._here.at, place.at) if self._here.at and place.at else None
        coasts = self._here.landlocked is False and place.landlocked is False
        return RankedHelper(
            nation=key,
            parts=self._parts(key, kilometres),
            kilometres=kilometres,
            by_air=None if kilometres is None else days_by_air(kilometres),
            by_sea=days_by_sea(kilometres) if kilometres is not None and coasts else None,
            cost=_cost(self._missions.get(key, ())),
        )

    def _parts(self, key: str, kilometres: int | None) -> tuple[HadrPart, ...]:
        most = {part: weight.points for part, weight in WEIGHTS.items()}
        agreements = self._about.get(key, [])
        known, unknown = self._capability_points(key)
        missions = {row["mission"] for row in self._missions.get(key, ())}
        points = {
            HadrPartKind.ACCESS: most[HadrPartKind.ACCESS] * any(each.access for each in agreements),
            HadrPartKind.LOGISTICS: most[HadrPartKind.LOGISTICS] * any(each.logistics for each in agreements),
            HadrPartKind.FRAMEWORK: most[HadrPartKind.FRAMEWORK] * (key in self._in_framework),
            HadrPartKind.CAPABILITIES: known,
            HadrPartKind.LIAISON: max(map(_post_points, self._posts.get(key, ())), default=0),
            HadrPartKind.EXPERIENCE: min(POINTS_A_MISSION * len(missions), most[HadrPartKind.EXPERIENCE]),
            HadrPartKind.PROXIMITY: 0 if kilometres is None else proximity_points(kilometres),
        }
        open_points = {
            HadrPartKind.CAPABILITIES: unknown,
            HadrPartKind.PROXIMITY: most[HadrPartKind.PROXIMITY] if kilometres is None else 0,
        }
        return tuple(
            HadrPart(part=part, points=points[part], unknown=open_points.get(part, 0), most=most[part])
            for part in HadrPartKind
        )

    def _capability_points(self, key: str) -> tuple[int, int]:
        """What is known earns, and what could be added by capabilities of which nothing is recorded."""
        most = WEIGHTS[HadrPartKind.CAPABILITIES].points
        levels = self._levels.get(key, {})
        standings = [(need.weight, standing_of(levels.get(need.capability, ()))) for need in self._needs]
        needed = FULL_LEVEL * sum(weight for weight, _ in standings)
        if not needed:
            return 0, 0
        known = sum(weight * _EARNS.get(standing, 0) for weight, standing in standings)
        unknown = FULL_LEVEL * sum(weight for weight, standing in standings if standing is HadrStanding.UNKNOWN)
        return most * known // needed, most * (known + unknown) // needed - most * known // needed


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value of a column, in their order."""
    by_value: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_value[row[column]].append(row)
    return dict(by_value)


def _agreements_by_nation(rows: Iterable[Row], nation: str) -> dict[str, list[About]]:
    by_nation: dict[str, list[About]] = defaultdict(list)
    for row in rows:
        bound = {party: {kind for record in records for kind in record} for party, records in row["parties"]}
        for party, kinds in bound.items():
            between = about(row["kinds"], bound[nation], kinds)
            if party != nation and between:
                by_nation[party].append(between)
    return dict(by_nation)


def _levels_by_nation(rows: Iterable[Row]) -> dict[str, dict[str, list[tuple[str, bool]]]]:
    by_nation: dict[str, dict[str, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for capability, level in row["levels"]:
            by_nation[row["nation"]][capability].append((level, row["unit"] is not None))
    return by_nation


def is_vacant(row: Row) -> bool | None:
    """What the best graded source says; None: nothing is said."""
    return next(iter(row["vacancies"]), None)


def _post_points(row: Row) -> int:
    if is_vacant(row):
        return 0
    return WEIGHTS[HadrPartKind.LIAISON].points // (1 if row["resident"] else NON_RESIDENT_SHARE)


def _cost(missions: Iterable[Row]) -> float | None:
    costs = {row["mission"]: row["costs"][0] for row in missions if row["costs"]}
    return median(costs.values()) if costs else None
