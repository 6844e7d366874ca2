"""Help after a disaster the slow, obvious way: straight from the definition, to hold the service's answers against.

It shares no code with the service and uses only the standard library.
"""

from dataclasses import dataclass
from math import acos, ceil, cos, degrees, radians, sin
from typing import Any

from tests.answers.told import Asked, Told, World, exists

EMPHASIS = {"earthquake": {"urban-search-and-rescue", "field-hospital"}, "flood": {"water-supply"}}
WEIGHTS = {
    "access": 2000, "logistics": 500, "framework": 500, "capabilities": 3500, "liaison": 1000, "experience": 1500,
    "proximity": 1000,
}  # fmt: skip
BEST_FIRST = ("full", "limited", "planned", "none")
STANDINGS = dict(zip(BEST_FIRST, ("yes", "limited", "planned", "no"), strict=True))
EARNS = {"yes": 2, "limited": 1}


@dataclass(frozen=True, kw_only=True)
class Question(Asked):
    """Who can help `nation`?"""

    nation: str
    disaster: str | None
    helpers: tuple[str, ...]
    years: int
    max_km: int | None
    max_days: int | None
    max_cost: float | None
    limit: int


class Oracle:
    """One world, and the obligations that some sources list of all parties."""

    def __init__(self, world: World, coded: dict[str, tuple[str, ...]], asked: Question) -> None:
        self._world = world
        self._coded = coded
        self._asked = asked

    def answer(self) -> dict[str, Any]:
        asked, needs = self._asked, self.needs()
        keys = sorted({told.start for told in self._world if told.label == "Nation"})
        others = [key for key in keys if key != asked.nation and exists(self._world, key, asked)]
        if asked.helpers:
            others = sorted(set(asked.helpers))
        helpers = [self.helper(key, needs) for key in others]
        if not asked.helpers:
            helpers = [helper for helper in helpers if self._on_record(helper)]
        within = [helper for helper in helpers if not self._beyond(helper)]
        within.sort(key=lambda helper: (-helper["points"], helper["key"]))
        return {
            "needs": needs,
            "helpers": within[: asked.limit],
            "more": len(within) > asked.limit,
            "beyond": len(helpers) - len(within),
        }

    def _on_record(self, helper: dict[str, Any]) -> bool:
        usable = [standing for standing in helper["capabilities"].values() if standing in EARNS]
        return bool(usable or helper["agreements"] or helper["posts"] or helper["missions"])

    def _limits(self, helper: dict[str, Any]) -> list[tuple[str, Any, Any]]:
        asked = self._asked
        return [
            ("distance", helper["km"], asked.max_km),
            ("time", helper["air"], asked.max_days),
            ("cost", helper["cost"], asked.max_cost),
        ]

    def _beyond(self, helper: dict[str, Any]) -> bool:
        return any(most is not None and known is not None and known > most for _, known, most in self._limits(helper))

    # Records

    def _all(self, kind: str, *, start: str | None = None, end: str | None = None) -> list[Told]:
        return [
            told
            for told in self._world
            if told.type == kind and start in (None, told.start) and end in (None, told.end)
        ]

    def _held(self, kind: str, *, start: str | None = None, end: str | None = None) -> list[Told]:
        return [told for told in self._all(kind, start=start, end=end) if self._asked.holds(told)]

    def _counted(self, kind: str, *, start: str | None = None, end: str | None = None) -> list[Told]:
        return [told for told in self._all(kind, start=start, end=end) if self._asked.counts(told)]

    def _exists(self, key: str) -> bool:
        return exists(self._world, key, self._asked)

    def _label(self, key: str) -> str | None:
        return next((told.label for told in self._world if told.start == key and told.label), None)

    # Parts

    def needs(self) -> dict[str, int]:
        profiles = {told.start for told in self._held("ASSERTED_BY") if told.says.get("mission") == "hadr"}
        weights: dict[str, int] = {}
        for told in self._held("REQUIRES"):
            if told.start in profiles and self._exists(told.end):
                weights[told.end] = max(weights.get(told.end, 0), told.says["weight"])
        called_for = EMPHASIS.get(self._asked.disaster or "", set())
        return {key: weight * (2 if key in called_for else 1) for key, weight in weights.items()}

    def capability(self, key: str, nation: str) -> tuple[str, set[str], bool]:
        """Standing, rows, and whether sources contradict each other about the nation's own."""
        rows, levels, own = set(), set(), set()
        for told in self._held("HAS_CAPABILITY", end=key):
            unit = self._label(told.start) == "Unit"
            owned = any(belongs.end == nation for belongs in self._held("BELONGS_TO", start=told.start))
            if not self._exists(told.start) or not (owned if unit else told.start == nation):
                continue
            rows.add(told.row)
            if not unit:
                own.add(told.says["level"])
            if not unit or told.says["level"] in ("full", "limited"):
                levels.add(told.says["level"])
        standing = next((STANDINGS[level] for level in BEST_FIRST if level in levels), "unknown")
        return standing, rows, len(own) > 1

    def agreement(self, key: str, nation: str) -> tuple[bool, bool, set[str], bool] | None:
        """Whether it is about access, about logistics, its rows, and whether sources contradict each other."""
        sides = {party: self._held("PARTY_TO", start=party, end=key) for party in (self._asked.nation, nation)}
        kinds = {told.says["kind"] for told in self._held("ASSERTED_BY", start=key)}
        if not all(sides.values()) or not self._exists(key) or kinds == {"arms_control"}:
            return None
        bound = {
            party: {kind for told in side for kind in told.says.get("obligations", ())} for party, side in sides.items()
        }
        stricken, helper = bound[self._asked.nation], bound[nation]
        nobody = "access" not in stricken | helper
        access = "access" in stricken or (nobody and bool(kinds & {"access", "status_of_forces"}))
        logistics = "logistics" in stricken | helper or "acquisition_and_cross_servicing" in kinds
        if not access and not logistics:
            return None
        about = {kind for kind, holds in (("access", access), ("logistics", logistics)) if holds}
        denied = any(
            self._denies(source, key, party, kinds & about) for source in self._coded for party, kinds in bound.items()
        )
        return access, logistics, {told.row for side in sides.values() for told in side}, denied or len(kinds) > 1

    def _denies(self, source: str, agreement: str, nation: str, bound: set[str]) -> bool:
        """A source that lists all parties, and still looks, does not list the nation, or not what binds it."""
        on = self._asked.on
        described = [
            told
            for told in self._held("PARTY_TO", end=agreement)
            if told.source == source and (told.attested_until is None or on <= told.attested_until)
        ]
        listed = [told for told in described if told.start == nation]
        named = {kind for told in listed for kind in told.says.get("obligations", ())}
        return bool(described) and (not listed or bool((bound & set(self._coded[source])) - named))

    def frameworks(self, nation: str) -> dict[str, set[str]]:
        """Rows of both, by framework."""
        found = {}
        for kind in ("PARTY_TO", "MEMBER_OF"):
            for framework in {told.end for told in self._all(kind)}:
                ours, theirs = (
                    [
                        told.row
                        for told in self._held(kind, start=each, end=framework)
                        if told.says.get("role", "member") in ("member", "founding_member")
                    ]
                    for each in (self._asked.nation, nation)
                )
                if ours and theirs and self._exists(framework) and self._gave_relief(framework):
                    found[framework] = {*ours, *theirs}
        return found

    def _gave_relief(self, framework: str) -> bool:
        governed = {told.start: told for told in self._counted("GOVERNED_BY", end=framework)}
        took = {told.end: told for told in self._counted("PARTICIPATED_IN", start=framework)}
        links = [*self._counted("GOVERNED_BY", end=framework), *self._counted("PARTICIPATED_IN", start=framework)]
        assert set(governed) | set(took) == {told.start if told.end == framework else told.end for told in links}
        return any(
            told.valid_from <= self._asked.on
            and any(
                held.says["kind"] == "hadr_mission" and held.valid_from <= self._asked.on
                for held in self._counted("ASSERTED_BY", start=told.start if told.end == framework else told.end)
            )
            for told in links
        )

    def posts(self, nation: str) -> list[tuple[str, bool, bool | None]]:
        found = []
        for accredited in self._held("ACCREDITED_TO", end=self._asked.nation):
            post = accredited.start
            for _ in self._held("SENT_BY", start=post, end=nation):
                if self._exists(post):
                    told = sorted(self._held("ASSERTED_BY", start=post), key=lambda each: each.grade)
                    vacant = next((each.says["vacant"] for each in told if "vacant" in each.says), None)
                    found.append((accredited.row, bool(accredited.says["resident"]), vacant))
        return sorted(found)

    def missions(self, nation: str) -> list[tuple[str, str]]:
        """Mission and row, for each record of the nation or a unit of it that took part."""
        found = []
        for mission in {told.end for told in self._all("PARTICIPATED_IN", start=self._asked.nation)}:
            helped = any(
                told.says["role"] in ("host", "recipient")
                for told in self._counted("PARTICIPATED_IN", start=self._asked.nation, end=mission)
            )
            if not helped or not self._accounts(mission):
                continue
            for took in self._counted("PARTICIPATED_IN", end=mission):
                unit = self._label(took.start) == "Unit" and self._exists(took.start)
                owned = unit and any(each.end == nation for each in self._held("BELONGS_TO", start=took.start))
                if took.says["role"] in ("lead", "organiser", "participant") and (took.start == nation or owned):
                    found.append((mission, took.row))
        return sorted(found)

    def _accounts(self, mission: str) -> list[Told]:
        """What is said of a relief mission of the years that count, the best graded first."""
        since = self._asked.on.replace(year=self._asked.on.year - self._asked.years)
        told = [
            each
            for each in self._counted("ASSERTED_BY", start=mission)
            if each.says["kind"] == "hadr_mission"
            and each.valid_from <= self._asked.on
            and (each.valid_to is None or since <= each.valid_to)
        ]
        return sorted(told, key=lambda each: each.grade)

    def cost(self, missions: list[tuple[str, str]]) -> float | None:
        costs: list[float] = []
        for mission in {mission for mission, _ in missions}:
            named = [each.says["costUsd"] for each in self._accounts(mission) if "costUsd" in each.says]
            costs += named[:1]
        costs.sort()
        middle = len(costs) // 2
        if not costs:
            return None
        return costs[middle] if len(costs) % 2 else (costs[middle - 1] + costs[middle]) / 2

    def place(self, nation: str) -> tuple[tuple[float, float] | None, bool | None]:
        told = sorted(self._held("ASSERTED_BY", start=nation), key=lambda each: each.grade)
        at = next(((each.says["latitude"], each.says["longitude"]) for each in told if "latitude" in each.says), None)
        return at, next((each.says["landlocked"] for each in told if "landlocked" in each.says), None)

    def distance(self, nation: str) -> int | None:
        one, other = self.place(self._asked.nation)[0], self.place(nation)[0]
        if one is None or other is None:
            return None
        (north, east), (other_north, other_east) = ((radians(x), radians(y)) for x, y in (one, other))
        angle = sin(north) * sin(other_north) + cos(north) * cos(other_north) * cos(east - other_east)
        return round(degrees(acos(max(-1.0, min(1.0, angle)))) * 111.195080)

    def disputes(self, nation: str) -> list[str]:
        return sorted(
            theirs.row
            for own in self._held("DISPUTES", start=self._asked.nation)
            for theirs in self._held("DISPUTES", start=nation, end=own.end)
            if own.says["side"] != theirs.says["side"] and self._exists(own.end)
        )

    # The whole

    def helper(self, key: str, needs: dict[str, int]) -> dict[str, Any]:
        capabilities = {need: self.capability(need, key) for need in needs}
        agreements = {
            agreement: found
            for agreement in sorted({told.end for told in self._all("PARTY_TO", start=key)})
            if (found := self.agreement(agreement, key))
        }
        frameworks, posts, missions = self.frameworks(key), self.posts(key), self.missions(key)
        km = self.distance(key)
        coasts = self.place(self._asked.nation)[1] is False and self.place(key)[1] is False
        total = 2 * sum(needs.values())
        known = sum(weight * EARNS.get(capabilities[need][0], 0) for need, weight in needs.items())
        open_ = 2 * sum(weight for need, weight in needs.items() if capabilities[need][0] == "unknown")
        liaison = [1000 if resident else 500 for _, resident, vacant in posts if not vacant]
        near = next(
            (points for most, points in ((1000, 1000), (3000, 700), (6000, 400), (10000, 200)) if (km or 0) <= most), 0
        )
        points = {
            "access": 2000 if any(each[0] for each in agreements.values()) else 0,
            "logistics": 500 if any(each[1] for each in agreements.values()) else 0,
            "framework": 500 if frameworks else 0,
            "capabilities": 3500 * known // total if total else 0,
            "liaison": max(liaison, default=0),
            "experience": min(1500, 500 * len({mission for mission, _ in missions})),
            "proximity": 0 if km is None else near,
        }
        unknown = {
            "capabilities": 3500 * (known + open_) // total - points["capabilities"] if total else 0,
            "proximity": 1000 if km is None else 0,
        }
        helper = {
            "key": key,
            "points": sum(points.values()),
            "parts": {part: (points[part], unknown.get(part, 0), most) for part, most in WEIGHTS.items()},
            "agreements": agreements,
            "frameworks": frameworks,
            "capabilities": {need: standing for need, (standing, _, _) in capabilities.items()},
            "capability_rows": {need: rows for need, (_, rows, _) in capabilities.items()},
            "contradicted": {need for need, (_, _, disputed) in capabilities.items() if disputed},
            "posts": posts,
            "missions": missions,
            "km": km,
            "air": None if km is None else 1 + ceil(km / 4000),
            "sea": 3 + ceil(km / 600) if km is not None and coasts else None,
            "cost": self.cost(missions),
            "disputes": self.disputes(key),
        }
        helper["unchecked"] = [name for name, known, most in self._limits(helper) if most is not None and known is None]
        return helper
