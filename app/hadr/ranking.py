"""What speaks for each helper, in points that add up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from app.answers.asking import sourced
from app.graph.client import Row
from app.hadr.facts import ACCESS, ACCESS_KINDS, LOGISTICS, LOGISTICS_KINDS, HadrFacts
from app.hadr.model import (
    AccessRecord,
    FrameworkRecord,
    HadrAgreement,
    HadrCapability,
    HadrCapabilityRecord,
    HadrDispute,
    HadrHelper,
    HadrLimit,
    HadrNeed,
    HadrNeedRecord,
    HadrPart,
    HadrPosition,
    HadrResponseQuestion,
    HadrStanding,
    LiaisonPost,
    PastMission,
    ReliefFramework,
)
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
from app.nations.model import Nation

MISSIONS_SHOWN = 20
"""Records of past missions of each helper in the answer; all of them count."""

_STANDINGS = {
    "full": HadrStanding.YES,
    "limited": HadrStanding.LIMITED,
    "planned": HadrStanding.PLANNED,
    "none": HadrStanding.NO,
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a nation is: the record that counts, its position, its coast, and whether sources contradict each other."""

    record: HadrPosition | None
    at: tuple[float, float] | None
    landlocked: bool | None
    disputed: bool


@dataclass(frozen=True, kw_only=True)
class RankedHelpers:
    """Helpers by points, then by key, and how many are known to be beyond a limit."""

    helpers: tuple[HadrHelper, ...]
    beyond_limits: int


def needs_from(rows: Iterable[Row], disaster: DisasterKind | None) -> tuple[HadrNeed, ...]:
    """What is needed, by weight, then by key."""
    called_for = EMPHASIS[disaster] if disaster else ()
    needs = []
    for capability, records in _grouped(rows, "capability").items():
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
    """Where a nation is, by a row of `hadr/nations`: the best graded record that says so counts."""
    positions = row["positions"]
    located = [each for each in positions if each["latitude"] is not None and each["longitude"] is not None]
    coasts = [each["landlocked"] for each in positions if each["landlocked"] is not None]
    points = [(each["latitude"], each["longitude"]) for each in located]
    record = next(iter([*located, *positions]), None)
    return Place(
        record=None if record is None else _position(record),
        at=points[0] if points else None,
        landlocked=coasts[0] if coasts else None,
        disputed=len(set(coasts)) > 1 or any(great_circle_km(points[0], each) > SAME_PLACE_KM for each in points),
    )


def ranked(
    facts: HadrFacts,
    question: HadrResponseQuestion,
    *,
    nation: str,
    named: Sequence[str],
    needs: Sequence[HadrNeed],
    on: date,
) -> RankedHelpers:
    """Those who can help `nation`: the `named`, or all of which help is on record."""
    records = _Records(facts, nation=nation, needs=needs, on=on)
    candidates = named or [key for key in records.nations if key != nation and records.can_help(key)]
    helpers = [records.helper(key, question) for key in sorted(set(candidates)) if key in records.nations]
    within = [helper for helper in helpers if not _is_beyond(helper, question)]
    return RankedHelpers(
        helpers=tuple(sorted(within, key=lambda helper: (-helper.points, helper.nation.key))),
        beyond_limits=len(helpers) - len(within),
    )


def _is_beyond(helper: HadrHelper, question: HadrResponseQuestion) -> bool:
    """Whether the helper is known to be beyond a limit of the asker."""
    return any(known is not None and known > most for _, known, most in _limits(_values_of(helper), question))


def _values_of(helper: HadrHelper) -> tuple[float | None, float | None, float | None]:
    """What limits are held against: distance, days by air, cost."""
    return helper.distance_km, helper.days_by_air, helper.cost_usd


def _limits(
    values: tuple[float | None, float | None, float | None], question: HadrResponseQuestion
) -> Iterator[tuple[HadrLimit, float | None, float]]:
    asked = question.max_km, question.max_days, question.max_cost_usd
    for limit, known, most in zip(HadrLimit, values, asked, strict=True):
        if most is not None:
            yield limit, known, most


class _Records:
    """The rows, by nation."""

    def __init__(self, facts: HadrFacts, *, nation: str, needs: Sequence[HadrNeed], on: date) -> None:
        self._nation = nation
        self._needs = needs
        self._on = on
        self.nations = {row["nation"]: row for row in facts.nations}
        self._place = place_of(self.nations[nation])
        self._agreements = _grouped(facts.agreements, "agreement")
        self._agreements_of = _values(facts.agreements, "nation", "agreement")
        self._coded = _grouped(facts.coded, "agreement")
        self._frameworks = _grouped(facts.frameworks, "framework")
        self._frameworks_of = _values(facts.frameworks, "nation", "framework")
        self._capabilities = _grouped(facts.capabilities, "nation")
        self._posts = _grouped(facts.posts, "nation")
        self._missions = _grouped(facts.missions, "nation")
        self._disputes = _grouped(facts.disputes, "nation")

    def can_help(self, key: str) -> bool:
        """Whether an agreement, a capability, a post or a past mission is on record."""
        return bool(
            key in self._posts
            or key in self._missions
            or any(LEVELS[row["level"]] for row in self._capabilities.get(key, ()))
            or any(self._agreement(agreement, key) for agreement in self._agreements_of.get(key, ()))
        )

    def helper(self, key: str, question: HadrResponseQuestion) -> HadrHelper:
        """All that is on record of one nation's help."""
        row = self.nations[key]
        place = place_of(row)
        kilometres = great_circle_km(self._place.at, place.at) if self._place.at and place.at else None
        agreements = tuple(self._agreements_with(key))
        frameworks = tuple(self._framework(each, key) for each in sorted(self._frameworks_of.get(key, ())))
        capabilities = tuple(self._capability(need, key) for need in self._needs)
        posts = tuple(map(_post, self._posts.get(key, ())))
        missions = tuple(map(_mission, self._missions.get(key, ())))
        disputes = tuple(map(_dispute, self._disputes.get(key, ())))
        parts = _parts(agreements, frameworks, capabilities, posts, missions, kilometres)
        by_air = None if kilometres is None else days_by_air(kilometres)
        cost = self._cost(key)
        besides = (*self._posts.get(key, ()), *self._missions.get(key, ()), *self._disputes.get(key, ()))
        marked = (
            place.record is not None and place.record.synthetic,
            *(each.synthetic for each in agreements),
            *(each.synthetic for each in frameworks),
            *(each.synthetic for each in capabilities),
            *(each["synthetic"] or each["besidesSynthetic"] for each in besides),
        )
        contradicted = (
            place.disputed,
            *(each.disputed for each in agreements),
            *(each.disputed for each in capabilities),
            *(each.disputed for each in posts),
            *(each.disputed for each in missions),
        )
        return HadrHelper(
            nation=Nation(key=key, name=row["name"]),
            points=sum(part.points for part in parts),
            parts=parts,
            agreements=agreements,
            frameworks=frameworks,
            capabilities=capabilities,
            posts=posts,
            missions=missions[:MISSIONS_SHOWN],
            mission_count=len({mission.mission for mission in missions}),
            distance_km=kilometres,
            days_by_air=by_air,
            days_by_sea=self._by_sea(kilometres, place),
            position=place.record,
            cost_usd=cost,
            unchecked=tuple(
                limit for limit, known, _ in _limits((kilometres, by_air, cost), question) if known is None
            ),
            disputes=disputes,
            disputed=any(contradicted),
            synthetic=any(marked),
        )

    def _by_sea(self, kilometres: int | None, place: Place) -> int | None:
        coasts = self._place.landlocked is False and place.landlocked is False
        return days_by_sea(kilometres) if kilometres is not None and coasts else None

    def _cost(self, key: str) -> float | None:
        costs = {row["mission"]: row["costs"][0] for row in self._missions.get(key, ()) if row["costs"]}
        return median(costs.values()) if costs else None

    def _agreements_with(self, key: str) -> Iterator[HadrAgreement]:
        for agreement in sorted(self._agreements_of.get(key, ())):
            shown = self._agreement(agreement, key)
            if shown:
                yield shown

    def _agreement(self, agreement: str, key: str) -> HadrAgreement | None:
        """How an agreement lets `key` help, if it does."""
        rows = [row for row in self._agreements[agreement] if row["nation"] in (self._nation, key)]
        bound = {
            party: {kind for row in rows if row["nation"] == party for kind in row["obligations"] or ()}
            for party in (self._nation, key)
        }
        kinds = rows[0]["kinds"]
        either = bound[self._nation] | bound[key]
        access = ACCESS in bound[self._nation] or (ACCESS not in either and not set(kinds).isdisjoint(ACCESS_KINDS))
        logistics = LOGISTICS in either or not set(kinds).isdisjoint(LOGISTICS_KINDS)
        if not access and not logistics:
            return None
        counting = ({ACCESS} if access else set()) | ({LOGISTICS} if logistics else set())
        denied_by = tuple(sorted(self._deniers(agreement, bound, counting)))
        return HadrAgreement(
            agreement=agreement,
            name=rows[0]["name"],
            kind=min(kinds) if kinds else None,
            access=access,
            logistics=logistics,
            attested=all(any(_attested(row, self._on) for row in rows if row["nation"] == party) for party in bound),
            denied_by=denied_by,
            disputed=len(kinds) > 1 or bool(denied_by),
            synthetic=any(row["synthetic"] or row["describedSynthetic"] for row in rows),
            records=tuple(
                AccessRecord(
                    nation=row["nation"],
                    obligations=tuple(row["obligations"] or ()),
                    reservation=row["reservation"],
                    **sourced(row),
                )
                for row in rows
            ),
        )

    def _deniers(self, agreement: str, bound: Mapping[str, set[str]], counting: set[str]) -> set[str]:
        """Sources that list all parties and do not list one of the two, or not what it is said to be bound to."""
        found = set()
        for row in self._coded.get(agreement, ()):
            for party, kinds in bound.items():
                listed = [one["obligations"] for one in row["listed"] if one["nation"] == party]
                named = {kind for kinds in listed for kind in kinds}
                if not listed or (kinds & counting & set(row["coded"])) - named:
                    found.add(row["source"])
        return found

    def _framework(self, framework: str, key: str) -> ReliefFramework:
        rows = [row for row in self._frameworks[framework] if row["nation"] in (self._nation, key)]
        return ReliefFramework(
            framework=framework,
            name=rows[0]["name"],
            body=rows[0]["kind"] == "body",
            mission=rows[0]["mission"],
            mission_name=rows[0]["missionName"],
            mission_began=rows[0]["missionBegan"],
            synthetic=any(row["synthetic"] or row["missionSynthetic"] for row in rows),
            records=tuple(FrameworkRecord(nation=row["nation"], role=row["role"], **sourced(row)) for row in rows),
        )

    def _capability(self, need: HadrNeed, key: str) -> HadrCapability:
        rows = [row for row in self._capabilities.get(key, ()) if row["capability"] == need.capability]
        counting = [row for row in rows if row["unit"] is None or LEVELS[row["level"]]]
        best = max((row["level"] for row in counting), key=list(reversed(_STANDINGS)).index, default=None)
        own = {row["level"] for row in rows if row["unit"] is None}
        return HadrCapability(
            capability=need.capability,
            name=need.name,
            weight=need.weight,
            standing=_STANDINGS[best] if best else HadrStanding.UNKNOWN,
            disputed=len(own) > 1,
            synthetic=any(row["synthetic"] or row["ownedSynthetic"] for row in rows),
            records=tuple(
                HadrCapabilityRecord(
                    unit=row["unit"],
                    unit_name=row["unitName"],
                    level=row["level"],
                    constraint=row["constraint"],
                    **sourced(row),
                )
                for row in rows
            ),
        )


# Points


def _parts(
    agreements: Sequence[HadrAgreement],
    frameworks: Sequence[ReliefFramework],
    capabilities: Sequence[HadrCapability],
    posts: Sequence[LiaisonPost],
    missions: Sequence[PastMission],
    kilometres: int | None,
) -> tuple[HadrPart, ...]:
    most = {part: weight.points for part, weight in WEIGHTS.items()}
    known, unknown = _capability_points(capabilities)
    liaison = most[HadrPartKind.LIAISON]
    experience = POINTS_A_MISSION * len({mission.mission for mission in missions})
    points = {
        HadrPartKind.ACCESS: most[HadrPartKind.ACCESS] * any(each.access for each in agreements),
        HadrPartKind.LOGISTICS: most[HadrPartKind.LOGISTICS] * any(each.logistics for each in agreements),
        HadrPartKind.FRAMEWORK: most[HadrPartKind.FRAMEWORK] * bool(frameworks),
        HadrPartKind.CAPABILITIES: known,
        HadrPartKind.LIAISON: max(
            (liaison // (1 if post.resident else NON_RESIDENT_SHARE) for post in posts if not post.vacant), default=0
        ),
        HadrPartKind.EXPERIENCE: min(experience, most[HadrPartKind.EXPERIENCE]),
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


def _capability_points(capabilities: Sequence[HadrCapability]) -> tuple[int, int]:
    """What is known earns, and what could be added by capabilities of which nothing is recorded."""
    most = WEIGHTS[HadrPartKind.CAPABILITIES].points
    needed = FULL_LEVEL * sum(each.weight for each in capabilities)
    if not needed:
        return 0, 0
    earns = {standing: LEVELS[level] for level, standing in _STANDINGS.items()}
    known = sum(each.weight * earns.get(each.standing, 0) for each in capabilities)
    unknown = FULL_LEVEL * sum(each.weight for each in capabilities if each.standing is HadrStanding.UNKNOWN)
    return most * known // needed, most * (known + unknown) // needed - most * known // needed


# Rows


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return dict(grouped)


def _values(rows: Iterable[Row], by: str, column: str) -> dict[str, set[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        values[row[by]].add(row[column])
    return dict(values)


def _attested(row: Row, on: date) -> bool:
    return row["attestedUntil"] is None or on <= row["attestedUntil"]


def _position(row: dict[str, Any]) -> HadrPosition:
    return HadrPosition(
        capital=row["capital"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        landlocked=row["landlocked"],
        **sourced(row),
    )


def _post(row: Row) -> LiaisonPost:
    return LiaisonPost(
        post=row["post"],
        name=row["name"],
        kind=row["kind"],
        resident=row["resident"],
        residence=row["residence"],
        vacant=next(iter(row["vacancies"]), None),
        disputed=len(set(row["vacancies"])) > 1,
        **sourced(row),
    )


def _mission(row: Row) -> PastMission:
    return PastMission(
        mission=row["mission"],
        name=row["name"],
        began=row["began"],
        ended=row["ended"],
        role=row["role"],
        unit=row["unit"],
        contribution=row["contribution"],
        personnel=row["personnel"],
        disputed=row["datesDisputed"] or len(set(row["costs"])) > 1,
        **sourced(row),
    )


def _dispute(row: Row) -> HadrDispute:
    return HadrDispute(
        dispute=row["dispute"],
        name=row["name"],
        kind=row["kind"],
        subject=row["subject"],
        role=row["role"],
        stricken_role=row["ownRole"],
        **sourced(row),
    )
