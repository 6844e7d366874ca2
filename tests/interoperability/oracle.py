"""Interoperability gaps the slow, obvious way: straight from the definition, to hold the service's answers against.

It shares no code with the service and uses only the standard library. A world is a list of facts; `answer` asks it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from statistics import median
from typing import Any

PART_WORTH = {
    "standards": 2000,
    "capabilities": 1500,
    "communications": 1500,
    "logistics": 1000,
    "legal_basis": 1500,
    "language": 1000,
    "practice": 1500,
}
PART_OF_TOPIC = {
    "communications": "communications",
    "command_and_control": "communications",
    "information_security": "communications",
    "identification": "communications",
    "consult_command_control": "communications",
    "logistics": "logistics",
    "ammunition": "logistics",
    "medical": "logistics",
    "sustain": "logistics",
    "terminology": "language",
}
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
COUNTS = {"full": Fraction(1), "partial": HALF, "limited": HALF, "planned": Fraction(0), "none": Fraction(0)}
INSTRUMENTS = {
    "status_of_forces": ("status_of_forces", "access", 5),
    "cross_servicing": ("acquisition_and_cross_servicing", "logistics", 3),
    "information_security": ("information_security", "information_sharing", 4),
}
"""What each two need: the kind of agreement, the obligation that does half of its work, and its weight."""

PRACTISING = {"joint_exercise", "training_course", "education_exchange", "hadr_mission", "peace_operation"}
TRAINING = {"joint_exercise", "training_course", "education_exchange"}

Bounds = tuple[Fraction, Fraction]
Result = tuple[tuple[str, ...], tuple[Bounds, str, bool, bool]]
"""Who, and its or their bounds and standing, whether disputed, whether invented."""

UNKNOWN: Bounds = (Fraction(0), Fraction(1))
KNOWN: Bounds = (Fraction(1), Fraction(1))


@dataclass(frozen=True, kw_only=True)
class Fact:
    """`start` –`type`→ `end`; an assertion ends at its source, and `label` is what it asserts."""

    type: str
    start: str
    end: str
    says: Mapping[str, Any] = field(default_factory=dict)
    label: str | None = None
    source: str
    valid_from: date
    valid_to: date | None = None
    recorded_at: datetime
    superseded_at: datetime | None = None
    reliability: str = "A"
    marking: int = 0
    releasable_to: frozenset[str] | None = None
    synthetic: bool = False


@dataclass(frozen=True, kw_only=True)
class World:
    """All that was ever recorded. `labels`: what each key is. `coded`: sources that list all parties."""

    facts: tuple[Fact, ...]
    labels: Mapping[str, str]
    coded: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Question:
    requirement: str
    forces: tuple[str, ...]
    on: date
    known_on: datetime | None = None
    sources: frozenset[str] | None = None
    clearance: int = 0
    nationality: str | None = None
    ways: int = 20


@dataclass(frozen=True, kw_only=True)
class Item:
    """What is needed: its points, bounds, and the standing of each force or each two."""

    key: str
    points: int
    lower: int
    upper: int
    standings: tuple[tuple[tuple[str, ...], str], ...]
    disputed: bool
    synthetic: bool


@dataclass(frozen=True, kw_only=True)
class Way:
    kind: str
    key: str
    closes: tuple[tuple[str, ...], ...]
    already_in: tuple[str, ...]
    cost: int | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`parts`: name, points, items. `gaps`: item key → ways, in order."""

    lower: int
    upper: int
    parts: tuple[tuple[str, int, tuple[Item, ...]], ...]
    gaps: tuple[tuple[str, tuple[Way, ...], bool], ...]


class Seen:
    """A world as one question sees it."""

    def __init__(self, world: World, asked: Question) -> None:
        self.world, self.asked = world, asked
        self.facts = [fact for fact in world.facts if self._known(fact) and self._visible(fact)]
        self.existing = {fact.start for fact in self.facts if fact.type == "ASSERTED_BY"}
        self._by_type: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            ends = {fact.start} if fact.type == "ASSERTED_BY" else {fact.start, fact.end}
            if ends <= self.existing and (asked.sources is None or fact.source in asked.sources):
                self._by_type[fact.type].append(fact)

    def _known(self, fact: Fact) -> bool:
        if self.asked.known_on is None:
            return fact.superseded_at is None
        return fact.recorded_at <= self.asked.known_on and (
            fact.superseded_at is None or fact.superseded_at > self.asked.known_on
        )

    def _visible(self, fact: Fact) -> bool:
        return fact.marking <= self.asked.clearance and (
            fact.releasable_to is None or self.asked.nationality in fact.releasable_to
        )

    def holds(self, fact: Fact) -> bool:
        return fact.valid_from <= self.asked.on and (fact.valid_to is None or self.asked.on <= fact.valid_to)

    def during(self, fact: Fact) -> bool:
        """It held on some day of the period that counts, which ends on the day asked about."""
        return fact.valid_from <= self.asked.on and (fact.valid_to is None or self.since <= fact.valid_to)

    @property
    def since(self) -> date:
        return date(self.asked.on.year - 5, self.asked.on.month, 1)

    def all(self, kind: str, start: str | None = None, end: str | None = None) -> list[Fact]:
        return [
            fact
            for fact in self._by_type[kind]
            if (start is None or fact.start == start) and (end is None or fact.end == end)
        ]

    def standing(self, kind: str, start: str | None = None, end: str | None = None) -> list[Fact]:
        return [fact for fact in self.all(kind, start, end) if self.holds(fact)]


def graded(fact: Fact) -> tuple[str, str]:
    return fact.reliability, fact.source


def owners(seen: Seen, force: str) -> list[str]:
    """The owners of a unit, the best attested first."""
    if seen.world.labels[force] != "Unit":
        return []
    facts = sorted(seen.standing("BELONGS_TO", start=force), key=lambda fact: (fact.reliability, fact.end, fact.source))
    return list(dict.fromkeys(fact.end for fact in facts))


def state(seen: Seen, force: str) -> str:
    return (owners(seen, force) or [force])[0]


def owner_synthetic(seen: Seen, force: str) -> bool:
    facts = sorted(seen.standing("BELONGS_TO", start=force), key=lambda fact: (fact.reliability, fact.end, fact.source))
    return bool(facts) and seen.world.labels[force] == "Unit" and facts[0].synthetic


def holding(seen: Seen, force: str, item: str) -> tuple[Bounds, str, bool, bool]:
    """Bounds, standing, disputed, synthetic of one force in one capability or standard."""

    def records(holder: str) -> list[Fact]:
        return [*seen.standing("HAS_CAPABILITY", holder, item), *seen.standing("IMPLEMENTS", holder, item)]

    found, inherited = records(force), False
    if not found and owners(seen, force):
        found, inherited = records(state(seen, force)), True
    inherited = inherited and bool(found)
    extents = sorted({fact.says.get("level") or fact.says["status"] for fact in found})
    doubtful = inherited and len(owners(seen, force)) > 1
    synthetic = any(fact.synthetic for fact in found) or (inherited and owner_synthetic(seen, force))
    if not extents:
        return UNKNOWN, "unknown", False, synthetic
    if doubtful:
        return UNKNOWN, "disputed", True, synthetic
    counts = [COUNTS[extent] for extent in extents]
    if len(extents) > 1:
        return (min(counts), max(counts)), "disputed", True, synthetic
    words = {"full": "full", "planned": "planned", "none": "missing", "partial": "partial", "limited": "partial"}
    return (counts[0], counts[0]), words[extents[0]], False, synthetic


def pair_result(
    seen: Seen, pair: tuple[str, str], bounds: Bounds, *, disputed: bool = False, synthetic: bool = False
) -> tuple[Bounds, str, bool, bool]:
    synthetic = synthetic or any(owner_synthetic(seen, force) for force in pair)
    if any(len(owners(seen, force)) > 1 for force in pair):
        return UNKNOWN, "disputed", True, synthetic
    if disputed:
        return bounds, "disputed", True, synthetic
    if bounds[0] == 1:
        return bounds, "full", False, synthetic
    if bounds[1] == 0:
        return bounds, "missing", False, synthetic
    return bounds, "partial" if bounds[0] > 0 else "unknown", False, synthetic


def agreement_kinds(seen: Seen, agreement: str) -> set[str]:
    return {fact.says["kind"] for fact in seen.standing("ASSERTED_BY", start=agreement)}


def legal(seen: Seen, pair: tuple[str, str], instrument: str) -> tuple[Bounds, str, bool, bool]:
    one, other = (state(seen, force) for force in pair)
    if one == other:
        return pair_result(seen, pair, KNOWN)
    kind, obligation, _ = INSTRUMENTS[instrument]
    sure, doubted, synthetic = [Fraction(0)], [Fraction(0)], False
    for agreement in sorted({fact.end for fact in seen.standing("PARTY_TO")}):
        records = [fact for who in (one, other) for fact in seen.standing("PARTY_TO", who, agreement)]
        if {fact.start for fact in records} != {one, other}:
            continue
        dedicated = kind in agreement_kinds(seen, agreement)
        if dedicated or any(obligation in fact.says["obligations"] for fact in records):
            worth = Fraction(1) if dedicated else HALF
            (doubted if denied(seen, agreement, {one, other}) else sure).append(worth)
            synthetic = synthetic or any(fact.synthetic for fact in records)
    return pair_result(seen, pair, (max(sure), Fraction(1)), disputed=max(doubted) > max(sure), synthetic=synthetic)


def denied(seen: Seen, agreement: str, states: set[str]) -> bool:
    """A source that lists every nation that is party does not list one of these nations."""
    nations = {one for one in states if seen.world.labels[one] == "Nation"}
    for source in seen.world.coded:
        # Whom the viewer may not know of is still on the list; it is not named.
        listed = {
            fact.start
            for fact in seen.facts
            if fact.type == "PARTY_TO" and fact.end == agreement and fact.source == source and seen.holds(fact)
            and seen.world.labels[fact.start] == "Nation"
            and (seen.asked.sources is None or source in seen.asked.sources)
        }  # fmt: skip
        if listed and not nations <= listed:
            return True
    return False


def language(seen: Seen, pair: tuple[str, str]) -> tuple[Bounds, str, bool, bool]:
    one, other = (state(seen, force) for force in pair)
    if one == other:
        return pair_result(seen, pair, KNOWN)
    spoken = [
        [fact for fact in seen.standing("ASSERTED_BY", start=who) if fact.says.get("languages") is not None]
        if seen.world.labels[who] == "Nation"
        else []
        for who in (one, other)
    ]
    common = {bool(set(a.says["languages"]) & set(b.says["languages"])) for a in spoken[0] for b in spoken[1]}
    synthetic = any(fact.synthetic for side in spoken for fact in side)
    if common == {True}:
        return pair_result(seen, pair, KNOWN, synthetic=synthetic)
    bridges = [holding(seen, force, "language-proficiency") for force in pair]
    lower = min(bounds[0] for bounds, *_ in bridges)
    upper = min(bounds[1] for bounds, *_ in bridges) if common == {False} else Fraction(1)
    return pair_result(
        seen,
        pair,
        (lower, upper),
        disputed=len(common) == 2 or any(disputed for _, _, disputed, _ in bridges),
        synthetic=synthetic or any(made_up for *_, made_up in bridges),
    )


def practice(
    seen: Seen, asked_pair: tuple[str, str], needed: set[str], domains: set[str]
) -> tuple[Bounds, str, bool, bool]:
    pair, states = asked_pair, (state(seen, asked_pair[0]), state(seen, asked_pair[1]))
    held = common_engagements(seen, pair)
    if not held and states[0] != states[1]:
        pair, held = states, common_engagements(seen, states)
    found = []
    for engagement in held:
        records = engagement_records(seen, engagement)
        last = min(last_day(seen, fact) for fact in records)
        months = (seen.asked.on.year - last.year) * 12 + seen.asked.on.month - last.month
        months -= seen.asked.on.day < last.day
        left = max(Fraction(0), min(Fraction(1), Fraction(60 - months, 48)))
        worth = left * relevance(seen, engagement, needed, domains)
        disputed = any(
            a.valid_from > (b.valid_to or seen.asked.on) for a in records for b in records
        )  # fmt: skip
        records += [fact for who in pair for fact in participations(seen, who, engagement)]
        synthetic = any(fact.synthetic for fact in records)
        found.append((-worth, -last.toordinal(), engagement, disputed, synthetic))
    found = [one for one in found if one[0] < 0]
    if not found:
        return pair_result(seen, asked_pair, UNKNOWN)
    worth, _, _, disputed, synthetic = min(found)
    return pair_result(seen, asked_pair, (-worth, Fraction(1)), disputed=disputed, synthetic=synthetic)


def participations(seen: Seen, who: str, engagement: str) -> list[Fact]:
    return [
        fact
        for fact in seen.all("PARTICIPATED_IN", who, engagement)
        if seen.during(fact) and fact.says["role"] in {"host", "lead", "participant"}
    ]


def engagement_records(seen: Seen, engagement: str) -> list[Fact]:
    return [
        fact for fact in seen.all("ASSERTED_BY", engagement) if seen.during(fact) and fact.says["kind"] in PRACTISING
    ]


def common_engagements(seen: Seen, pair: Iterable[str]) -> list[str]:
    one, other = pair
    engagements = {fact.end for fact in seen.all("PARTICIPATED_IN")}
    return sorted(
        engagement
        for engagement in engagements
        if participations(seen, one, engagement)
        and participations(seen, other, engagement)
        and engagement_records(seen, engagement)
    )


def last_day(seen: Seen, fact: Fact) -> date:
    if fact.valid_to is None:
        return fact.valid_from if fact.says.get("endUnknown") else seen.asked.on
    last = fact.valid_to
    if fact.says.get("validToPrecision") == "year":
        last = date(last.year, 1, 1)
    if fact.says.get("validToPrecision") == "month":
        last = date(last.year, last.month, 1)
    return min(max(last, fact.valid_from), seen.asked.on)


def relevance(seen: Seen, engagement: str, needed: set[str], domains: set[str]) -> Fraction:
    series = {fact.end for fact in seen.all("IN_SERIES", engagement) if fact.valid_from <= seen.asked.on}
    for one in (engagement, *series):
        if one == seen.asked.requirement or {fact.end for fact in seen.standing("REQUIRES", one)} & needed:
            return Fraction(1)
    if any({fact.end for fact in seen.standing("IN_DOMAIN", one)} & domains for one in series):
        return HALF
    return QUARTER


def shared(total: int, weights: list[int]) -> list[int]:
    """Whole parts of a total in proportion: one after the other to whoever lacks most of what is due."""
    due = [Fraction(total * weight, sum(weights)) for weight in weights]
    got = [floor(part) for part in due]
    rank = sorted(range(len(due)), key=lambda at: (got[at] - due[at], at))
    for at in rank[: total - sum(got)]:
        got[at] += 1
    return got


def part_of(seen: Seen, item: str) -> tuple[str, bool]:
    """The part in which an item counts, and whether sources disagree about it."""
    if item in {"language-proficiency", "stanag-6001"}:
        return "language", False
    kind = seen.world.labels[item]
    rest = "standards" if kind == "Standard" else "capabilities"
    facts = [fact for fact in seen.standing("ASSERTED_BY", item) if "area" in fact.says or "field" in fact.says]
    topics = sorted((*graded(fact), fact.says.get("area") or fact.says["field"]) for fact in facts)
    parts = [PART_OF_TOPIC.get(topic, rest) for *_, topic in topics] or [rest]
    return parts[0], len(set(parts)) > 1


def answer(world: World, asked: Question) -> Answer:
    """The answer about forces and a requirement that exist for the viewer."""
    seen = Seen(world, asked)
    forces = sorted(asked.forces)
    requires = seen.standing("REQUIRES", asked.requirement)
    needed = {fact.end for fact in requires}
    domains_of = {key: {fact.end for fact in seen.standing("IN_DOMAIN", key)} for key in (asked.requirement, *needed)}
    domains = set().union(*domains_of.values())
    items: dict[str, list[Any]] = defaultdict(list)
    for key in sorted(needed):
        records = [fact for fact in requires if fact.end == key]
        part, part_disputed = part_of(seen, key)
        results: list[Result] = [((force,), holding(seen, force, key)) for force in forces]
        weights = {fact.says["weight"] for fact in records}
        items[part].append(
            (key, max(weights), results, len(weights) > 1 or part_disputed, any(fact.synthetic for fact in records))
        )
    pairs = list(combinations(forces, 2))
    for instrument, (_, _, weight) in INSTRUMENTS.items():
        results = [(pair, legal(seen, pair, instrument)) for pair in pairs]
        items["legal_basis"].append((instrument, weight, results, False, False))
    items["language"].append(("common_language", 5, [(pair, language(seen, pair)) for pair in pairs], False, False))
    items["practice"].append(
        ("common_practice", 5, [(pair, practice(seen, pair, needed, domains)) for pair in pairs], False, False)
    )
    used = [part for part in PART_WORTH if items[part]]
    parts = tuple(
        (part, points, made_items(items[part], points))
        for part, points in zip(used, shared(10_000, [PART_WORTH[part] for part in used]), strict=True)
    )
    every = [item for _, _, part_items in parts for item in part_items]
    gaps = [item for item in every if any(standing != "full" for _, standing in item.standings)]
    gaps.sort(key=lambda item: (item.lower - item.points, item.key))
    return Answer(
        lower=sum(item.lower for item in every),
        upper=sum(item.upper for item in every),
        parts=parts,
        gaps=tuple(
            (item.key, tuple(found[: asked.ways]), len(found) > asked.ways)
            for item in gaps
            for found in [ways(seen, item, needed, domains_of)]
        ),
    )


def made_items(needs: list[Any], points: int) -> tuple[Item, ...]:
    needs = sorted(needs, key=lambda need: (-need[1], need[0]))
    made = []
    for (key, _, results, disputed, synthetic), worth in zip(
        needs, shared(points, [need[1] for need in needs]), strict=True
    ):
        lower = min(bounds[0] for _, (bounds, *_) in results)
        upper = min(bounds[1] for _, (bounds, *_) in results)
        made.append(
            Item(
                key=key,
                points=worth,
                lower=floor(lower * worth),
                upper=floor(lower * worth) if lower == upper else ceil(upper * worth),
                standings=tuple((who, standing) for who, (_, standing, _, _) in results),
                disputed=disputed or any(result[2] for _, result in results),
                synthetic=synthetic or any(result[3] for _, result in results),
            )
        )
    return tuple(made)


def ways(seen: Seen, item: Item, needed: set[str], domains_of: Mapping[str, set[str]]) -> list[Way]:
    """All known ways to close a gap, in order."""
    lacking = [who for who, standing in item.standings if standing != "full"]
    if item.key in INSTRUMENTS:
        return legal_ways(seen, item.key, lacking)
    found = []
    for series in sorted(key for key in seen.existing if seen.world.labels[key] == "EngagementSeries"):
        records = sorted(
            (fact for fact in seen.standing("ASSERTED_BY", series)),
            key=lambda fact: (*graded(fact), -fact.valid_from.toordinal()),
        )
        if not records or records[0].says["kind"] not in TRAINING:
            continue
        trained = {fact.end for fact in seen.standing("REQUIRES", series)}
        within = {fact.end for fact in seen.standing("IN_DOMAIN", series)}
        if item.key == "common_language":
            sure, maybe = "language-proficiency" in trained, False
        elif item.key == "common_practice":
            sure = series == seen.asked.requirement or bool(trained & needed)
            maybe = bool(within & set().union(*domains_of.values()))
        else:
            sure, maybe = item.key in trained, bool(within & domains_of[item.key])
        took, costs = series_record(seen, series)
        inside = tuple(force for force in sorted(seen.asked.forces) if {force, state(seen, force)} & took)
        if sure or (maybe and inside):
            course = records[0].says["kind"] != "joint_exercise"
            way = Way(
                kind="course" if course else "exercise",
                key=series,
                closes=tuple(lacking),
                already_in=inside,
                cost=round(median(costs)) if costs else None,
            )
            found.append(((way.cost is None, way.cost or 0, not sure, not course, -len(inside), series), way))
    return [way for _, way in sorted(found, key=lambda one: one[0])]


def series_record(seen: Seen, series: str) -> tuple[set[str], list[float]]:
    took: set[str] = set()
    costs = []
    for engagement in {fact.start for fact in seen.all("IN_SERIES", end=series) if seen.during(fact)}:
        held = [fact for fact in seen.all("ASSERTED_BY", engagement) if seen.during(fact)]
        if held:
            took |= {fact.start for fact in seen.all("PARTICIPATED_IN", end=engagement)}
            known = [fact.says["costUsd"] for fact in held if "costUsd" in fact.says]
            costs += [max(known)] if known else []
    return took, costs


def legal_ways(seen: Seen, instrument: str, lacking: list[tuple[str, ...]]) -> list[Way]:
    kind = INSTRUMENTS[instrument][0]
    states = {force: state(seen, force) for force in sorted(seen.asked.forces)}
    known = []
    for agreement in sorted(key for key in seen.existing if seen.world.labels[key] == "Agreement"):
        parties = seen.standing("PARTY_TO", end=agreement)
        names = {fact.start for fact in parties}
        ours = names & set(states.values())
        if kind in agreement_kinds(seen, agreement) and (len(names) > 2 or ours):
            known.append((agreement, names, any(fact.says.get("accession") == "accession" for fact in parties)))
    found = []
    for agreement, names, acceded in known:
        inside = tuple(force for force in states if states[force] in names)
        closes = tuple(who for who in lacking if not {states[force] for force in who} <= names)
        if acceded and inside and closes:
            way = Way(kind="accession", key=agreement, closes=closes, already_in=inside, cost=None)
            found.append(((0, -len(inside), -len(names), agreement, closes), way))
    for who in lacking:
        pair = {states[force] for force in who}
        models = sorted(known, key=lambda one: (-len(pair & one[1]), len(one[1]) != 2, one[0]))
        for agreement, names, _ in models[:2]:
            inside = tuple(force for force in states if states[force] in names)
            way = Way(kind="agreement", key=agreement, closes=(who,), already_in=inside, cost=None)
            found.append(((1, -len(inside), len(names), agreement, (who,)), way))
    return [way for _, way in sorted(found, key=lambda one: one[0])]
