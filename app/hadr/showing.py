"""The helpers that are shown, with the records behind their points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from app.answers.asking import sourced
from app.graph.client import Row
from app.hadr.facts import ACCESS, LOGISTICS, HadrEvidence, HadrFacts
from app.hadr.model import (
    AccessRecord,
    FrameworkRecord,
    HadrAgreement,
    HadrCapability,
    HadrCapabilityRecord,
    HadrDispute,
    HadrHelper,
    HadrNeed,
    HadrPosition,
    HadrResponseQuestion,
    LiaisonPost,
    PastMission,
    ReliefFramework,
)
from app.hadr.ranking import RankedHelper, about, grouped, is_vacant, place_of, standing_of
from app.nations.model import Nation

MISSIONS_SHOWN = 20
"""Records of past missions of each helper in the answer; all of them count."""


class Showing:
    """The rows behind the helpers of one stricken nation."""

    def __init__(
        self, facts: HadrFacts, evidence: HadrEvidence, *, nation: str, needs: Sequence[HadrNeed], on: date
    ) -> None:
        self._nation = nation
        self._needs = needs
        self._on = on
        self._nations = {row["nation"]: row for row in facts.nations}
        self._posts = grouped(facts.posts, "nation")
        self._missions = grouped(facts.missions, "nation")
        self._disputes = grouped(facts.disputes, "nation")
        self._relief = {row["framework"]: row for row in facts.frameworks}
        self._capabilities = grouped(evidence.capabilities, "nation")
        self._agreements = grouped(evidence.agreements, "agreement")
        self._coded = grouped(evidence.coded, "agreement")
        self._frameworks = grouped(evidence.frameworks, "framework")
        self._positions = grouped(evidence.positions, "nation")

    def position(self, key: str) -> HadrPosition | None:
        """The best graded record of where a nation is; one without a position where there is no other."""
        rows = self._positions.get(key, [])
        located = (row for row in rows if row["latitude"] is not None and row["longitude"] is not None)
        row = next(located, next(iter(rows), None))
        return None if row is None else _position(row)

    def is_disputed(self, key: str) -> bool:
        """Whether sources contradict each other about where a nation is, or whether it has a coast."""
        return place_of(self._nations[key]).disputed

    def helper(self, ranked: RankedHelper, question: HadrResponseQuestion) -> HadrHelper:
        """All that is on record of one nation's help."""
        key = ranked.nation
        agreements, frameworks = tuple(self._agreements_with(key)), tuple(self._frameworks_with(key))
        capabilities = tuple(self._capability(need, key) for need in self._needs)
        posts = tuple(map(_post, self._posts.get(key, ())))
        missions = tuple(map(_mission, self._missions.get(key, ())))
        position = self.position(key)
        besides = (*self._posts.get(key, ()), *self._missions.get(key, ()), *self._disputes.get(key, ()))
        marked = (
            position is not None and position.synthetic,
            *(each.synthetic for each in agreements),
            *(each.synthetic for each in frameworks),
            *(each.synthetic for each in capabilities),
            *(row["synthetic"] or row["besidesSynthetic"] for row in besides),
        )
        contradicted = (
            self.is_disputed(key),
            *(each.disputed for each in agreements),
            *(each.disputed for each in capabilities),
            *(each.disputed for each in posts),
            *(each.disputed for each in missions),
        )
        return HadrHelper(
            nation=Nation(key=key, name=self._nations[key]["name"]),
            points=ranked.points,
            parts=ranked.parts,
            agreements=agreements,
            frameworks=frameworks,
            capabilities=capabilities,
            posts=posts,
            missions=missions[:MISSIONS_SHOWN],
            mission_count=len({mission.mission for mission in missions}),
            distance_km=ranked.kilometres,
            days_by_air=ranked.by_air,
            days_by_sea=ranked.by_sea,
            position=position,
            cost_usd=ranked.cost,
            unchecked=tuple(limit for limit, known, _ in ranked.limits(question) if known is None),
            disputes=tuple(map(_dispute, self._disputes.get(key, ()))),
            disputed=any(contradicted),
            synthetic=any(marked),
        )

    def _agreements_with(self, key: str) -> Iterator[HadrAgreement]:
        for rows in self._agreements.values():
            shown = self._agreement([row for row in rows if row["nation"] in (self._nation, key)], key)
            if shown:
                yield shown

    def _agreement(self, rows: Sequence[Row], key: str) -> HadrAgreement | None:
        """How an agreement lets `key` help, by the records of the two; None: it does not."""
        bound = {
            party: {kind for row in rows if row["nation"] == party for kind in row["obligations"] or ()}
            for party in (self._nation, key)
        }
        between = about(rows[0]["kinds"], bound[self._nation], bound[key])
        if not between or key not in {row["nation"] for row in rows}:
            return None
        kinds = rows[0]["kinds"]
        counting = {kind for kind, counts in ((ACCESS, between.access), (LOGISTICS, between.logistics)) if counts}
        denied_by = tuple(sorted(self._deniers(rows[0]["agreement"], bound, counting)))
        return HadrAgreement(
            agreement=rows[0]["agreement"],
            name=rows[0]["name"],
            kind=min(kinds) if kinds else None,
            access=between.access,
            logistics=between.logistics,
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
                named = {kind for obligations in listed for kind in obligations}
                if not listed or (kinds & counting & set(row["coded"])) - named:
                    found.add(row["source"])
        return found

    def _frameworks_with(self, key: str) -> Iterator[ReliefFramework]:
        for framework, every in self._frameworks.items():
            rows = [row for row in every if row["nation"] in (self._nation, key)]
            relief = self._relief[framework]
            if key in relief["nations"]:
                yield ReliefFramework(
                    framework=framework,
                    name=rows[0]["name"],
                    body=rows[0]["body"],
                    mission=relief["mission"],
                    mission_name=relief["missionName"],
                    mission_began=relief["missionBegan"],
                    synthetic=relief["missionSynthetic"] or any(row["synthetic"] for row in rows),
                    records=tuple(
                        FrameworkRecord(nation=row["nation"], role=row["role"], **sourced(row)) for row in rows
                    ),
                )

    def _capability(self, need: HadrNeed, key: str) -> HadrCapability:
        rows = [row for row in self._capabilities.get(key, ()) if row["capability"] == need.capability]
        return HadrCapability(
            capability=need.capability,
            name=need.name,
            weight=need.weight,
            standing=standing_of((row["level"], row["unit"] is not None) for row in rows),
            disputed=len({row["level"] for row in rows if row["unit"] is None}) > 1,
            synthetic=any(row["synthetic"] or row["ownedSynthetic"] for row in rows),
            records=tuple(map(_capability_record, rows)),
        )


def _capability_record(row: Row) -> HadrCapabilityRecord:
    return HadrCapabilityRecord(
        unit=row["unit"],
        unit_name=row["unitName"],
        level=row["level"],
        constraint=row["constraint"],
        **sourced(row),
    )


def _attested(row: Row, on: date) -> bool:
    return row["attestedUntil"] is None or on <= row["attestedUntil"]


def _position(row: Row) -> HadrPosition:
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
        vacant=is_vacant(row),
        disputed=_differ(row["vacancies"]),
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
        disputed=row["datesDisputed"] or _differ(row["costs"]),
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


def _differ(values: Iterable[object]) -> bool:
    return len(set(values)) > 1
