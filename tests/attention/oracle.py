"""What needs attention the slow, obvious way: straight from the definition, to hold the service's answers against.

It shares no code with the service and uses only the standard library.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tests.answers.told import Asked, Told, World, exists

SEVERITIES = ("high", "medium", "low")
KINDS = (
    "ending_agreement", "lapsed_series", "vacant_post", "ending_post", "no_objective", "stale_facts", "contradiction",
)  # fmt: skip
LINKS = ("PARTY_TO", "MEMBER_OF", "ACCREDITED_TO", "HAS_CAPABILITY", "IMPLEMENTS", "DISPUTES")


@dataclass(frozen=True, kw_only=True)
class Question(Asked):
    """What needs attention, of one nation or body or of all?"""

    of: str | None
    kinds: tuple[str, ...]
    months: int
    stale_years: int


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that needs attention."""

    kind: str
    severity: str
    subject: str
    concerning: str | None
    since: date
    due: date | None
    rows: tuple[str, ...]
    records: int
    disputed: bool
    synthetic: bool


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class Oracle:
    """One world, and the obligations that some sources list of all parties."""

    def __init__(self, world: World, coded: dict[str, tuple[str, ...]], asked: Question) -> None:
        self._world = world
        self._coded = coded
        self._asked = asked
        self._soon = months_later(asked.on, asked.months)
        self._back = months_later(asked.on, -asked.months)
        self._stale = months_later(asked.on, -12 * asked.stale_years)

    def items(self) -> list[Item]:
        """All of the kinds that are asked for, in no order that matters."""
        every = [
            *self.ending_agreements(), *self.lapsed_series(), *self.posts(), *self.no_objective(), *self.stale_facts(),
            *self.told_in_two_ways(), *self.denied_parties(), *self.dated_in_two_ways(),
        ]  # fmt: skip
        return [item for item in every if item.kind in self._asked.kinds]

    # Records

    def _links(self, *kinds: str, start: str | None = None, end: str | None = None) -> list[Told]:
        return [
            told
            for told in self._world
            if told.label is None and told.type in kinds and start in (None, told.start) and end in (None, told.end)
        ]

    def _said(self, key: str) -> list[Told]:
        return [told for told in self._world if told.label is not None and told.start == key]

    def _keys(self, label: str) -> list[str]:
        return sorted({told.start for told in self._world if told.label == label})

    def _held(self, told: list[Told]) -> list[Told]:
        return sorted((each for each in told if self._asked.holds(each)), key=lambda each: each.grade)

    def _counted(self, told: list[Told]) -> list[Told]:
        return sorted((each for each in told if self._asked.counts(each)), key=lambda each: each.grade)

    def _exists(self, key: str) -> bool:
        return exists(self._world, key, self._asked)

    def _item(self, kind: str, severity: str, subject: str, rows: list[Told], **given: Any) -> Item:
        made: dict[str, Any] = {"concerning": None, "due": None, "disputed": False, "records": len(rows)}
        made["synthetic"] = any(told.synthetic for told in rows)
        return Item(
            kind=kind, severity=severity, subject=subject, rows=tuple(told.row for told in rows[:10]), **made | given
        )

    # What ends

    def _ends(self, told: Told) -> bool:
        return told.valid_to is not None and told.valid_to <= self._soon and not told.end_unknown

    def _ending(self, kind: str, subject: str, rows: list[Told], due: date, **given: Any) -> Item:
        near = due <= months_later(self._asked.on, 3)
        return self._item(kind, "high" if near else "medium", subject, rows, since=self._asked.on, due=due, **given)

    def ending_agreements(self) -> Iterator[Item]:
        of = self._asked.of
        for key in self._keys("Agreement"):
            if not self._exists(key) or (of and not self._held(self._links("PARTY_TO", start=of, end=key))):
                continue
            own = self._held(self._said(key))
            ends = {told.valid_to for told in own if self._ends(told)}
            if ends:
                due = min(end for end in ends if end)
                disputed = not all(map(self._ends, own))
                yield self._ending("ending_agreement", key, own, due, disputed=disputed)
            for party in sorted({told.start for told in self._links("PARTY_TO", end=key)}):
                rows = self._held(self._links("PARTY_TO", start=party, end=key))
                theirs = {told.valid_to for told in rows if self._ends(told)}
                if theirs - ends and self._exists(party) and of in (None, party):
                    due = min(end for end in theirs if end)
                    disputed = not all(map(self._ends, rows))
                    yield self._ending("ending_agreement", key, rows, due, disputed=disputed, concerning=party)

    # What lapses

    def lapsed_series(self) -> Iterator[Item]:
        for key in self._keys("EngagementSeries"):
            described = self._held(self._said(key))
            within = sorted({told.start for told in self._counted(self._links("IN_SERIES", end=key))})
            if not described or not self._concerns_any(within):
                continue
            held = []
            for engagement in within:
                told = [each for each in self._counted(self._said(engagement)) if each.valid_from <= self._asked.on]
                held += [(told[0].valid_from, engagement, told[0])] if told else []
            lapse = self._lapse(
                sorted(held), [each.says["cadenceMonths"] for each in described if "cadenceMonths" in each.says]
            )
            if lapse:
                severity, since, last, disputed = lapse
                synthetic = last[2].synthetic or any(told.synthetic for told in described)
                yield self._item(
                    "lapsed_series", severity, key, [last[2]], since=since, concerning=last[1], disputed=disputed,
                    synthetic=synthetic,
                )  # fmt: skip

    def _lapse(self, held: list[tuple[date, str, Told]], cadences: list[int]) -> Any:
        if not held:
            return None
        days = sorted({day for day, _, _ in held})
        gaps = sorted((after - before).days for before, after in pairwise(days))
        if cadences:
            rhythm = cadences[0] * 365.25 / 12
        elif len(gaps) >= 3:
            middle = len(gaps) // 2
            rhythm = gaps[middle] if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle]) / 2
        else:
            return None
        last = held[-1]
        day = last[0]
        latest = {"day": day, "month": months_later(day.replace(day=1), 1) - timedelta(days=1),
                  "year": date(day.year, 12, 31)}[last[2].precision]  # fmt: skip
        since = next(
            each
            for each in (latest + timedelta(days=days) for days in range(100_000))
            if (each - latest).days > 1.5 * rhythm
        )
        on = self._asked.on
        if since > on:
            return None
        severity = "high" if on <= months_later(since, 12) else "medium" if on <= months_later(since, 60) else "low"
        return severity, since, last, len(set(cadences)) > 1

    def _concerns_any(self, engagements: list[str]) -> bool:
        of = self._asked.of
        return of is None or any(
            self._counted(self._links("PARTICIPATED_IN", start=of, end=key)) for key in engagements
        )

    # Posts

    def posts(self) -> Iterator[Item]:
        of = self._asked.of
        for key in self._keys("AttachePost"):
            if not self._exists(key) or (
                of and not self._held(self._links("SENT_BY", "ACCREDITED_TO", start=key, end=of))
            ):
                continue
            groups = {("ASSERTED_BY", ""): self._held(self._said(key))}
            for kind in ("ACCREDITED_TO", "SENT_BY"):
                for other in sorted({told.end for told in self._links(kind, start=key)}):
                    if self._exists(other):
                        groups[kind, other] = self._held(self._links(kind, start=key, end=other))
            accredited = [told for (kind, _), rows in groups.items() if kind == "ACCREDITED_TO" for told in rows]
            if accredited:
                yield from self._post(key, groups, accredited)

    def _post(self, key: str, groups: dict[tuple[str, str], list[Told]], accredited: list[Told]) -> Iterator[Item]:
        told = [each for each in groups["ASSERTED_BY", ""] if "vacant" in each.says]
        if any(each.says["vacant"] for each in told):
            yield self._item(
                "vacant_post",
                "high" if any(each.says["resident"] for each in accredited) else "medium",
                key,
                told,
                since=min(each.valid_from for each in told if each.says["vacant"]),
                disputed=not all(each.says["vacant"] for each in told),
            )
        ends = {each.valid_to for rows in groups.values() for each in rows if self._ends(each)}
        for due in sorted(end for end in ends if end):
            ending = [
                rows
                for _, rows in sorted(groups.items())
                if any(each.valid_to == due and not each.end_unknown for each in rows)
            ]
            every = [each for rows in ending for each in rows]
            disputed = not all(each.valid_to == due and not each.end_unknown for each in every)
            yield self._ending("ending_post", key, every, due, disputed=disputed)

    # Engagements

    def no_objective(self) -> Iterator[Item]:
        for key in self._keys("Engagement"):
            told = self._counted(self._said(key))
            inside = [each for each in told if self._back <= each.valid_from <= self._soon]
            series = {each.end for each in self._counted(self._links("IN_SERIES", start=key))}
            aims = [*told, *(each for one in series for each in self._counted(self._said(one)))]
            if inside and self._concerns_any([key]) and not any("objectives" in each.says for each in aims):
                ahead = inside[0].valid_from > self._asked.on
                yield self._item(
                    "no_objective", "medium" if ahead else "low", key, inside[:1], since=inside[0].valid_from
                )

    # What nobody looked at

    def stale_facts(self) -> Iterator[Item]:
        of = self._asked.of
        found: dict[tuple[str, str], list[tuple[date, str, list[Told]]]] = {}
        pairs = {(told.start, told.type, told.end) for told in self._links(*LINKS)}
        for start, kind, end in sorted(pairs):
            rows = self._held(self._links(kind, start=start, end=end))
            looks = [self._looked(told) for told in rows]
            if (
                looks
                and max(looks) < self._stale
                and self._exists(start)
                and self._exists(end)
                and of in (None, start, end)
            ):
                found.setdefault((start, kind), []).append((max(looks), end, rows))
        for (start, kind), ends in found.items():
            ends.sort(key=lambda each: each[:2])
            oldest = ends[0][0]
            twice = self._asked.on - 2 * (self._asked.on - self._stale)
            every = [told for _, _, rows in ends for told in rows]
            yield self._item(
                "stale_facts",
                "medium" if oldest < twice else "low",
                start,
                [told for _, _, rows in ends[:3] for told in rows],
                since=oldest,
                concerning=kind,
                records=len(ends),
                synthetic=any(told.synthetic for told in every),
            )

    def _looked(self, told: Told) -> date:
        if told.valid_to is not None:
            return self._asked.on
        return told.attested_until or told.recorded_at.date()

    # Contradictions

    def told_in_two_ways(self) -> Iterator[Item]:
        of, on = self._asked.of, self._asked.on
        for start, kind, end in sorted(
            {(told.start, told.type, told.end) for told in self._links("MEMBER_OF", "PARTY_TO")}
        ):
            rows = [told for told in self._counted(self._links(kind, start=start, end=end)) if told.valid_from <= on]
            standing = [told for told in rows if told.valid_to is None or on <= told.valid_to]
            several = len({told.source for told in rows}) > 1
            if several and standing and self._exists(start) and self._exists(end) and of in (None, start, end):
                since = max(told.valid_from for told in standing)
                for severity, evidence in self._disagreements(rows, standing):
                    yield self._item(
                        "contradiction", severity, end, evidence, since=since, concerning=start, disputed=True
                    )

    def _disagreements(self, rows: list[Told], standing: list[Told]) -> Iterator[tuple[str, list[Told]]]:
        on = self._asked.on
        ended = []
        for source in sorted({told.source for told in rows} - {told.source for told in standing}):
            own = [told for told in rows if told.source == source]
            last = max(own, key=lambda told: (told.valid_to, told.valid_from))
            if (last.attested_until is None or on <= last.attested_until) and not last.end_unknown:
                ended.append(last)
        if ended:
            yield "high", [*standing, *ended]
        roles = [(told.source, told.says["role"]) for told in standing if "role" in told.says]
        full = {"member", "founding_member"}
        sorts = {"full" if role in full else role for _, role in roles}
        if len(sorts) > 1 and any(one[0] != other[0] and one[1] != other[1] for one in roles for other in roles):
            yield "medium", standing
        if any(self._denies(source, standing) for source in {told.source for told in standing}):
            yield "high", standing

    def _denies(self, source: str, standing: list[Told]) -> bool:
        on = self._asked.on
        own = [told for told in standing if told.source == source]
        looking = [told for told in own if told.attested_until is None or on <= told.attested_until]
        others = {kind for told in standing if told.source != source for kind in told.says.get("obligations", ())}
        said = {kind for told in looking for kind in told.says.get("obligations", ())}
        return bool(looking) and bool((others & set(self._coded.get(source, ()))) - said)

    def denied_parties(self) -> Iterator[Item]:
        of, on = self._asked.of, self._asked.on
        for agreement in self._keys("Agreement"):
            rows = self._held(self._links("PARTY_TO", end=agreement))
            listing = {
                told.source
                for told in rows
                if told.source in self._coded and (told.attested_until is None or on <= told.attested_until)
            }
            for party in sorted({told.start for told in rows}):
                own = [told for told in rows if told.start == party]
                deniers = listing - {told.source for told in own}
                if deniers and self._exists(agreement) and self._exists(party) and of in (None, agreement, party):
                    since = min(told.valid_from for told in own)
                    yield self._item(
                        "contradiction", "high", agreement, own, since=since, concerning=party, disputed=True
                    )

    def dated_in_two_ways(self) -> Iterator[Item]:
        of, on = self._asked.of, self._asked.on
        for label, link in (("Agreement", "PARTY_TO"), ("Engagement", "PARTICIPATED_IN")):
            for key in self._keys(label):
                if of and not self._counted(self._links(link, start=of, end=key)):
                    continue
                told = self._counted(self._said(key))
                if label == "Agreement":
                    rows = [each for each in told if each.valid_from <= on and "signedOn" in each.says]
                    spans = [(each.source, each.says["signedOn"], each.says["signedOn"]) for each in rows]
                else:
                    rows = told if any(self._back <= each.valid_from <= self._soon for each in told) else []
                    spans = [(each.source, each.valid_from, _last(each)) for each in rows]
                if any(one[0] != other[0] and one[2] < other[1] for one in spans for other in spans):
                    since = min(each.valid_from for each in rows)
                    yield self._item("contradiction", "low", key, rows, since=since, disputed=True)


def _last(told: Told) -> date:
    """The last day that a first day allows."""
    if told.precision == "year":
        return date(told.valid_from.year, 12, 31)
    if told.precision == "month":
        return months_later(told.valid_from.replace(day=1), 1) - timedelta(days=1)
    return told.valid_from
