"""Exchange histories the slow, obvious way: straight from the definition, to hold the service's answers against.

It shares no code with the service and uses only the standard library. An answer is a plain dictionary, field by field
what the service's answer is, but for the queries that it asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

DAY = timedelta(days=1)
MONTH = 365.25 / 12
KINDS = (
    "joint_exercise", "staff_talks", "defence_dialogue", "strategic_consultation", "high_level_visit", "port_call",
    "informational_exchange", "training_course", "education_exchange", "confidence_building_measure",
    "transparency_measure", "forum", "hadr_mission", "peace_operation",
)  # fmt: skip
LEVELS = ("head_of_state", "minister", "chief_of_defence", "service_chief", "flag_officer", "staff", "working")
PARTY_LABELS = {"Nation": "nation", "Organization": "organisation", "Unit": "unit", "AttachePost": "attache_post"}
PRECISIONS = ("day", "month", "year")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One record. `valid_to` None: still in force. `label` is that of the entity which an assertion asserts."""

    id: str
    type: str
    start: str
    end: str
    source: str
    valid_from: date
    recorded_at: datetime
    label: str | None = None
    valid_to: date | None = None
    precision: str = "day"
    to_precision: str | None = None
    start_unknown: bool = False
    end_unknown: bool = False
    attested_until: date | None = None
    superseded_at: datetime | None = None
    marking: int = 0
    releasable_to: frozenset[str] | None = None
    reliability: str = "B"
    credibility: int = 2
    synthetic: bool = False
    says: Mapping[str, Any] = field(default_factory=dict)

    def overlaps(self, first: date, last: date | None) -> bool:
        return (last is None or self.valid_from <= last) and (self.valid_to is None or first <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Question:
    between: tuple[str, ...]
    since: date
    on: date
    known_on: datetime | None = None
    sources: frozenset[str] | None = None
    kinds: tuple[str, ...] = ()
    limit: int = 200
    rows: int = 20_000
    clearance: int = 4
    nationality: str | None = None


Answer = dict[str, Any]


def visible(facts: Iterable[Fact], question: Question) -> list[Fact]:
    """What the viewer may see of what was known."""
    return [
        fact
        for fact in facts
        if fact.marking <= question.clearance
        and (fact.releasable_to is None or question.nationality in fact.releasable_to)
        and (question.known_on is None or fact.recorded_at <= question.known_on)
        and (fact.superseded_at is None or (question.known_on is not None and fact.superseded_at > question.known_on))
    ]


def existing(facts: Iterable[Fact], question: Question) -> dict[str, str]:
    """The label of each entity that the viewer may know of."""
    return {fact.start: fact.label or "" for fact in visible(facts, question) if fact.type == "ASSERTED_BY"}


def answer(facts: Iterable[Fact], question: Question) -> Answer:
    """The exchange history. All parties must exist for the viewer."""
    return _World(facts, question).answer()


class _World:
    def __init__(self, facts: Iterable[Fact], question: Question) -> None:
        self.q = question
        self.seen = visible(facts, question)
        labels = existing(self.seen, question)
        self.labels = labels
        self.relied = [
            fact
            for fact in self.seen
            if (question.sources is None or fact.source in question.sources)
            and fact.start in labels
            and (fact.type == "ASSERTED_BY" or fact.end in labels)
        ]

    # What is in the world

    def of(self, fact_type: str, *, start: str | None = None, end: str | None = None) -> list[Fact]:
        return [
            fact
            for fact in self.relied
            if fact.type == fact_type and start in (None, fact.start) and end in (None, fact.end)
        ]

    def name(self, key: str) -> str:
        said = [fact for fact in self.seen if fact.type == "ASSERTED_BY" and fact.start == key]
        said.sort(key=lambda fact: fact.valid_from, reverse=True)
        said.sort(key=lambda fact: (not fact.overlaps(self.q.on, self.q.on), *grade(fact)))
        return str(said[0].says["name"])

    def party(self, key: str) -> Answer:
        return {"key": key, "name": self.name(key), "kind": PARTY_LABELS[self.labels[key]]}

    def in_period(self, fact: Fact) -> bool:
        return fact.overlaps(self.q.since, self.q.on)

    def accounts(self, engagement: str) -> list[Fact]:
        """The best first: those that place it in the period, then by grade."""
        found = self.of("ASSERTED_BY", start=engagement)
        return sorted(found, key=lambda fact: (not self.in_period(fact), *grade(fact), fact.valid_from, fact.id))

    def standing(self, party: str) -> list[Fact]:
        found = [*self.of("BELONGS_TO", end=party), *self.of("SENT_BY", end=party)]
        return sorted(
            (fact for fact in found if self.in_period(fact)),
            key=lambda fact: (fact.start, fact.valid_from, fact.source, fact.id),
        )

    def parts(self, engagement: str) -> list[Fact]:
        found = [fact for fact in self.of("PARTICIPATED_IN", end=engagement) if self.in_period(fact)]
        return sorted(found, key=lambda fact: (fact.start, fact.valid_from, fact.source, fact.says["role"], fact.id))

    def stand_ins_for(self, party: str, part: Fact) -> list[Fact]:
        return [
            stands
            for stands in self.standing(party)
            if stands.start == part.start and stands.overlaps(part.valid_from, part.valid_to)
        ]

    def took_part(self, engagement: str, party: str) -> list[Fact]:
        """The records by which a party took part, itself or through a unit or post."""
        return [part for part in self.parts(engagement) if part.start == party or self.stand_ins_for(party, part)]

    def first(self, engagement: str) -> date:
        return self.accounts(engagement)[0].valid_from

    def engaged(self) -> list[str]:
        """Every engagement of the period in which all took part, newest first."""
        found = []
        for key in {fact.start for fact in self.relied if fact.label == "Engagement"}:
            best = self.accounts(key)[0]
            if (
                self.in_period(best)
                and (not self.q.kinds or best.says["kind"] in self.q.kinds)
                and all(self.took_part(key, party) for party in self.q.between)
            ):
                found.append(key)
        return sorted(found, key=lambda key: (-self.first(key).toordinal(), key))

    def series(self, engagement: str) -> list[str]:
        return sorted({fact.end for fact in self.of("IN_SERIES", start=engagement)})

    def synthetic(self, engagement: str) -> bool:
        behind = [*self.accounts(engagement), *self.of("IN_SERIES", start=engagement)]
        for party in self.q.between:
            for part in self.took_part(engagement, party):
                behind += [part, *self.stand_ins_for(party, part)]
        return any(fact.synthetic for fact in behind)

    # What it comes to

    def answer(self) -> Answer:
        q = self.q
        found = self.engaged()
        read = found[: q.rows]
        self.since = q.since
        if len(found) > q.rows:
            self.since = max(q.since, self.first(read[-1]) + DAY)
        self.counted = [key for key in read if self.since <= self.first(key)]
        self.days = [self.first(key) for key in self.counted]
        timeline = [self.entry(key) for key in read[: q.limit]]
        series = sorted({one for key in read for one in self.series(key)})
        sides = self.sides()
        disputes = self.disputes(sides)
        return {
            "on": q.on,
            "known_on": q.known_on,
            "sources": None if q.sources is None else tuple(sorted(q.sources)),
            "complete": len(found) <= q.rows,
            "synthetic": any(self.synthetic(key) for key in read)
            or any(fact.synthetic for key in series for fact in self.series_accounts(key))
            or any(fact.synthetic for facts in sides.values() for fact in facts),
            "disputed": any(self.disagreements(key) for key in read)
            or any(dispute["disputed"] for dispute in disputes)
            or any(self.series_contradicted(key) for key in series),
            "parties": tuple(self.party(key) for key in q.between),
            "since": q.since,
            "counted_since": self.since,
            "kinds": q.kinds,
            "engagements": len(self.counted),
            "imprecise": self.imprecise(self.counted),
            "began_before": sum(self.first(key) < q.since for key in read),
            "timeline": tuple(timeline),
            "more": len(found) > len(timeline),
            "cadence": tuple(self.cadence(kind) for kind in KINDS if self.of_kind(kind)),
            "not_held": tuple(kind for kind in KINDS if kind in (q.kinds or KINDS) and not self.of_kind(kind)),
            "hosting": self.hosting(),
            "levels": tuple(self.levels()),
            "by_year": tuple(self.by_year()),
            "trend": self.trend(),
            "lapse_factor": 1.5,
            "fewest_gaps": 3,
            "lapses": tuple(self.lapses()),
            "disputes": tuple(disputes),
            "coverage": tuple(self.coverage()),
            "stand_ins": tuple(self.stand_ins(timeline)),
        }

    def imprecise(self, keys: Iterable[str]) -> int:
        return sum(self.accounts(key)[0].precision != "day" for key in keys)

    def of_kind(self, kind: str) -> list[str]:
        return [key for key in self.counted if self.accounts(key)[0].says["kind"] == kind]

    # The timeline

    def entry(self, key: str) -> Answer:
        accounts = self.accounts(key)
        best = accounts[0]
        parts = tuple(self.shown_parts(key))
        hosts = list(dict.fromkeys(part.start for part in self.parts(key) if part.says["role"] == "host"))
        disagreements = self.disagreements(key)
        return {
            "key": key,
            "name": self.name(key),
            "kind": best.says["kind"],
            "location": best.says.get("location"),
            "level": self.level(key),
            "first": best.valid_from,
            "first_precision": best.precision,
            "last": best.valid_to,
            "imprecise": best.precision != "day",
            "began_before": best.valid_from < self.q.since,
            "series": tuple({"key": one, "name": self.name(one)} for one in self.series(key)),
            "hosts": tuple(self.party(host) for host in hosts),
            "parts": parts,
            "unlisted": tuple(self.unlisted(key, parts)),
            "accounts": tuple(
                sourced(fact)
                | {"kind": fact.says["kind"], "level": fact.says.get("level"), "location": fact.says.get("location")}
                for fact in accounts
            ),
            "disagreements": disagreements,
            "synthetic": self.synthetic(key),
            "disputed": bool(disagreements),
        }

    def level(self, key: str) -> str | None:
        return next((fact.says["level"] for fact in self.accounts(key) if fact.says.get("level")), None)

    def shown_parts(self, key: str) -> Iterator[Answer]:
        for party in self.q.between:
            for through in (False, True):
                for part in self.parts(key):
                    if (through and self.stand_ins_for(party, part)) or (not through and part.start == party):
                        yield sourced(part) | {
                            "party": party,
                            "through": part.start if through else None,
                            "role": part.says["role"],
                            "contribution": part.says.get("contribution"),
                            "personnel": part.says.get("personnel"),
                        }

    def unlisted(self, key: str, parts: Iterable[Answer]) -> Iterator[Answer]:
        for source in sorted({part.source for part in self.parts(key)}):
            for party in self.q.between:
                if not any(part["source"] == source and part["party"] == party for part in parts):
                    yield {"source": source, "party": party}

    def stand_ins(self, timeline: Iterable[Answer]) -> Iterator[Answer]:
        shown = {(part["party"], part["through"]) for entry in timeline for part in entry["parts"]}
        for party in sorted(self.q.between):
            for fact in self.standing(party):
                if (party, fact.start) in shown:
                    yield sourced(fact) | {"party": party, "stand_in": self.party(fact.start)}

    # Disagreements

    def disagreements(self, key: str) -> tuple[str, ...]:
        return tuple(self._disagreements(key))

    def _disagreements(self, key: str) -> Iterator[str]:
        accounts = by_source(self.accounts(key))
        parts = [(party, part) for party in self.q.between for part in self.took_part(key, party)]
        sources = sorted({part.source for _, part in parts})
        if any(dates_apart(one, other) for one, other in combinations(accounts, 2)):
            yield "dates"
        for name in ("kind", "level"):
            values = [{fact.says[name] for fact in facts if fact.says.get(name)} for facts in accounts]
            if any(one and other and not one & other for one, other in combinations(values, 2)):
                yield name
        observing = {
            (party, source): all(
                part.says["role"] == "observer" for p, part in parts if (p, part.source) == (party, source)
            )
            for party, part in parts
            for source in (part.source,)
        }
        if any(
            observing.get((party, one)) is True and observing.get((party, other)) is False
            for party in self.q.between
            for one in sources
            for other in sources
        ):
            yield "participation"
        hosts = [{p for p, part in parts if part.source == s and part.says["role"] == "host"} for s in sources]
        if any(one and other and not one & other for one, other in combinations(hosts, 2)):
            yield "hosts"

    # Figures

    def cadence(self, kind: str) -> Answer:
        held = self.of_kind(kind)
        days = sorted({self.first(key) for key in held})
        gaps = sorted((days[place] - days[place - 1]).days for place in range(1, len(days)))
        return {
            "kind": kind,
            "engagements": len(held),
            "imprecise": self.imprecise(held),
            "median_gap": round(middle(gaps) / MONTH, 1) if gaps else None,
            "last_held": days[-1],
            "last_precision": self.finest(held, days[-1]),
            "since_last": round((self.q.on - days[-1]).days / MONTH, 1),
        }

    def finest(self, keys: Iterable[str], day: date) -> str:
        return min((self.accounts(key)[0].precision for key in keys if self.first(key) == day), key=PRECISIONS.index)

    def hosting(self) -> Answer:
        hosts = {
            key: {
                party
                for party in self.q.between
                if any(part.says["role"] == "host" for part in self.took_part(key, party))
            }
            for key in self.counted
        }
        numbers = {party: sum(party in own for own in hosts.values()) for party in self.q.between}
        most = max(numbers.values())
        return {
            "by_party": tuple({"party": party, "engagements": number} for party, number in numbers.items()),
            "elsewhere": sum(not own for own in hosts.values()),
            "balance": round(min(numbers.values()) / most, 3) if most else None,
        }

    def levels(self) -> Iterator[Answer]:
        for kind in KINDS:
            for year in sorted({self.first(key).year for key in self.of_kind(kind)}, reverse=True):
                own = [self.level(key) for key in self.of_kind(kind) if self.first(key).year == year]
                reached = [level for level in LEVELS if level in own]
                if reached:
                    yield {"kind": kind, "year": year, "level": reached[0]}

    def by_year(self) -> Iterator[Answer]:
        for year in sorted({day.year for day in self.days}):
            for kind in KINDS:
                number = sum(self.first(key).year == year for key in self.of_kind(kind))
                if number:
                    yield {"year": year, "kind": kind, "engagements": number}

    def coverage(self) -> Iterator[Answer]:
        for source in sorted({self.accounts(key)[0].source for key in self.counted}):
            days = [self.first(key) for key in self.counted if self.accounts(key)[0].source == source]
            yield {"source": source, "engagements": len(days), "first": min(days), "last": max(days)}

    def trend(self) -> Answer:
        years = [
            year
            for year in range(self.since.year, self.q.on.year + 1)
            if self.since <= date(year, 1, 1) and date(year, 12, 31) <= self.q.on
        ]
        counts = {year: sum(day.year == year for day in self.days) for year in years}
        total = sum(counts.values())
        mean = Fraction(total, len(years)) if years else None
        slope = None
        if len(years) >= 5 and total >= 10:
            slope = middle(sorted(Fraction(counts[b] - counts[a], b - a) for a in years for b in years if a < b))
        direction = "too_few_to_say"
        if slope is not None and mean is not None:
            steady = abs(slope) * 50 <= mean
            direction = "steady" if steady else "rising" if slope > 0 else "falling"
        return {
            "years": tuple({"year": year, "engagements": counts[year]} for year in years),
            "slope": None if slope is None else float(round(Fraction(slope), 3)),
            "mean": None if mean is None else float(round(mean, 3)),
            "direction": direction,
            "steady_within": 0.02,
            "fewest_years": 5,
            "fewest_engagements": 10,
        }

    # Lapses

    def series_accounts(self, series: str) -> list[Fact]:
        """The best first, of those that had begun."""
        found = [fact for fact in self.of("ASSERTED_BY", start=series) if fact.valid_from <= self.q.on]
        return sorted(found, key=lambda fact: (*grade(fact), -fact.valid_from.toordinal(), fact.id))

    def lapses(self) -> list[Answer]:
        held: dict[str, list[str]] = {}
        for key in self.counted:
            for one in self.series(key):
                held.setdefault(one, []).append(key)
        found = [lapse for one, keys in held.items() for lapse in self.lapse(one, keys)]
        return sorted(
            found, key=lambda each: (not each["attested"], -each["lapsed_since"].toordinal(), each["series"]["key"])
        )

    def lapse(self, series: str, keys: list[str]) -> Iterator[Answer]:
        accounts = self.series_accounts(series)
        going_on = [fact for fact in accounts if fact.overlaps(self.q.on, self.q.on)]
        if accounts and not going_on:
            return
        days = sorted({self.first(key) for key in keys})
        gaps = sorted((days[place] - days[place - 1]).days for place in range(1, len(days)))
        declared = [fact.says["cadenceMonths"] for fact in going_on if fact.says.get("cadenceMonths")]
        if not declared and len(gaps) < 3:
            return
        rhythm = declared[0] * MONTH if declared else middle(gaps)
        counted_from = max(last_allowed(self.accounts(key)[0]) for key in keys)
        broken = counted_from
        while not (broken - counted_from).days > 1.5 * rhythm:
            broken += DAY
        if broken > self.q.on:
            return
        later = [
            fact.valid_from
            for link in self.of("IN_SERIES", end=series)
            for fact in self.of("ASSERTED_BY", start=link.start)
            if days[-1] < fact.valid_from <= self.q.on
        ]
        yield {
            "series": {"key": series, "name": self.name(series)},
            "together": len(keys),
            "rhythm": round(rhythm / MONTH, 1),
            "declared": bool(declared),
            "last_together": days[-1],
            "last_precision": self.finest(keys, days[-1]),
            "since_last": round((self.q.on - days[-1]).days / MONTH, 1),
            "lapsed_since": broken,
            "held_without": max(later, default=None),
            "attested": any(fact.attested_until is None or self.q.on <= fact.attested_until for fact in going_on),
            "synthetic": any(self.synthetic(key) for key in keys) or any(fact.synthetic for fact in accounts),
            "disputed": self.series_contradicted(series),
        }

    def series_contradicted(self, series: str) -> bool:
        """One source has it end, another go on; or the first that each declares differ."""
        on, rhythms = set(), set()
        for facts in by_source(self.series_accounts(series)):
            going_on = [fact for fact in facts if fact.overlaps(self.q.on, self.q.on)]
            on.add(bool(going_on))
            rhythms |= set([fact.says["cadenceMonths"] for fact in going_on if fact.says.get("cadenceMonths")][:1])
        return len(on) > 1 or len(rhythms) > 1

    # Disputes

    def sides(self) -> dict[str, list[Fact]]:
        """The records of disputes in which at least two of the parties are on record in the period."""
        found: dict[str, list[Fact]] = {}
        for party in sorted(self.q.between):
            for fact in self.of("DISPUTES", start=party):
                if self.in_period(fact):
                    found.setdefault(fact.end, []).append(fact)
        return {
            key: sorted(facts, key=lambda fact: (fact.start, fact.valid_from, fact.source, fact.id))
            for key, facts in found.items()
            if len({fact.start for fact in facts}) > 1
        }

    def disputes(self, sides: dict[str, list[Fact]]) -> list[Answer]:
        found = [
            dispute
            for key, facts in sides.items()
            for pair in combinations(sorted({fact.start for fact in facts}), 2)
            for dispute in self.dispute(key, pair, [fact for fact in facts if fact.start in pair])
        ]
        return sorted(found, key=lambda each: (-each["began"].toordinal(), each["key"], each["between"]))

    def dispute(self, key: str, pair: tuple[str, str], facts: list[Fact]) -> Iterator[Answer]:
        by_each = {source: [fact for fact in facts if fact.source == source] for source in {f.source for f in facts}}
        opposed = {source: self.meetings(own, pair, opposite=True) for source, own in by_each.items()}
        sided = {source: self.meetings(own, pair, opposite=False) for source, own in by_each.items()}
        hulls = {source: hull(met) for source, met in opposed.items() if met}
        if not hulls:
            return
        best = min(hulls, key=lambda source: (*worst(opposed[source]), source))
        began, ended = hulls[best].valid_from, hulls[best].valid_to
        observed = hulls[best].attested_until
        start = max(began, self.since)
        stop = min(ended or self.q.on, self.q.on)
        length = sorted((180, (stop - start).days + 1, 1826))[1]
        after = None
        if ended:
            after = self.window(max(ended + DAY, start + length * DAY), length)
        yield {
            "key": key,
            "name": self.name(key),
            "kind": self.dispute_kind(key),
            "between": pair,
            "began": began,
            "began_precision": hulls[best].precision,
            "ended": ended,
            "attested": ended is not None or observed is None or self.q.on <= observed,
            "window_days": length,
            "before": self.window(began - length * DAY, length),
            "during": self.window(start, length),
            "after": after,
            "sides": tuple(
                sourced(fact) | {"party": fact.start, "side": fact.says.get("side"), "role": fact.says.get("role")}
                for fact in facts
            ),
            "synthetic": any(fact.synthetic for fact in facts),
            "disputed": any(dates_apart([one], [other]) for one, other in combinations(hulls.values(), 2))
            or any(met for source, met in sided.items() if source not in hulls),
        }

    def dispute_kind(self, key: str) -> str:
        said = [fact for fact in self.seen if fact.type == "ASSERTED_BY" and fact.start == key]
        said.sort(key=lambda fact: fact.valid_from, reverse=True)
        said.sort(key=lambda fact: (not fact.overlaps(self.q.on, self.q.on), *grade(fact)))
        return str(said[0].says["kind"])

    def meetings(self, facts: list[Fact], pair: tuple[str, str], *, opposite: bool) -> list[tuple[Fact, Fact]]:
        """Records of the two of one source that hold on a common day of the period."""
        return [
            (one, other)
            for one in facts
            for other in facts
            if (one.start, other.start) == pair
            and one.says.get("side")
            and other.says.get("side")
            and (one.says["side"] != other.says["side"]) == opposite
            and latest(one, other) <= min(earliest_end(one, other), self.q.on)
            and earliest_end(one, other) >= self.q.since
            and max(latest(one, other), self.since) <= min(earliest_end(one, other), self.q.on)
        ]

    def window(self, first: date, length: int) -> Answer | None:
        last = first + (length - 1) * DAY
        if first < self.since or self.q.on < last:
            return None
        number = sum(first <= day <= last for day in self.days)
        return {
            "first": first,
            "last": last,
            "engagements": number,
            "per_year": round(number * 365.25 / length, 2),
        }


def grade(fact: Fact) -> tuple[str, int, str]:
    return fact.reliability, fact.credibility, fact.source


def sourced(fact: Fact) -> Answer:
    return {
        "since": fact.valid_from,
        "since_precision": fact.precision,
        "start_unknown": fact.start_unknown,
        "until": fact.valid_to,
        "end_unknown": fact.end_unknown,
        "attested_until": fact.attested_until,
        "source": fact.source,
        "source_row": fact.id,
        "reliability": fact.reliability,
        "credibility": fact.credibility,
        "synthetic": fact.synthetic,
    }


def by_source(facts: Iterable[Fact]) -> list[list[Fact]]:
    facts = list(facts)
    return [[fact for fact in facts if fact.source == source] for source in sorted({fact.source for fact in facts})]


def middle(ordered: list[Any]) -> Any:
    """The median of what is sorted."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def last_allowed(fact: Fact) -> date:
    """The last day on which it may have begun."""
    day = fact.valid_from
    while fact.precision == "year" and (day + DAY).year == day.year:
        day += DAY
    while fact.precision == "month" and (day + DAY).month == day.month:
        day += DAY
    return day


def first_allowed_end(fact: Fact) -> date:
    """The first day on which it may have ended."""
    day = fact.valid_to or date.max
    while fact.to_precision == "year" and (day - DAY).year == day.year:
        day -= DAY
    while fact.to_precision == "month" and (day - DAY).month == day.month:
        day -= DAY
    return day


def dates_apart(one: list[Fact], other: list[Fact]) -> bool:
    """No common first day is allowed by both, or no common last day."""
    starts, ends = [], []
    for facts in (one, other):
        begun = min(facts, key=lambda fact: fact.valid_from)
        over = max(facts, key=lambda fact: fact.valid_to or date.max)
        starts.append((date.min if begun.start_unknown else begun.valid_from, last_allowed(begun)))
        if over.end_unknown:
            ends.append((date.min, date.max))
        elif over.valid_to is None:
            ends.append((over.attested_until or date.max, date.max))
        else:
            ends.append((first_allowed_end(over), over.valid_to))
    return any(max(a[0], b[0]) > min(a[1], b[1]) for a, b in (starts, ends))


def latest(one: Fact, other: Fact) -> date:
    return max(one.valid_from, other.valid_from)


def earliest_end(one: Fact, other: Fact) -> date:
    return min(one.valid_to or date.max, other.valid_to or date.max)


def worst(met: list[tuple[Fact, Fact]]) -> tuple[str, int]:
    facts = [fact for pair in met for fact in pair]
    return max(fact.reliability for fact in facts), max(fact.credibility for fact in facts)


def hull(met: list[tuple[Fact, Fact]]) -> Fact:
    """From the first day on which records of both hold to the last, as one record."""
    first = min(met, key=lambda pair: latest(*pair))
    last = max(met, key=lambda pair: earliest_end(*pair))
    begins = max(first, key=lambda fact: fact.valid_from)
    ends = min(last, key=lambda fact: fact.valid_to or date.max)
    observed = [fact.attested_until for fact in last if fact.attested_until]
    return Fact(
        id="hull",
        type="DISPUTES",
        start="",
        end="",
        source=begins.source,
        recorded_at=begins.recorded_at,
        valid_from=begins.valid_from,
        precision=begins.precision,
        start_unknown=begins.start_unknown,
        valid_to=ends.valid_to,
        to_precision=ends.to_precision,
        end_unknown=ends.end_unknown or (ends.valid_to is None and any(fact.end_unknown for fact in last)),
        attested_until=min(observed, default=None),
    )
