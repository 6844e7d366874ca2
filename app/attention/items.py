"""What needs attention, found in the rows: one function for each kind of item."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, groupby
from typing import Any

from app.answers.asking import sourced
from app.answers.periods import months_after
from app.answers.rhythm import LAPSE_FACTOR, lapse_of, last_start
from app.attention.facts import AttentionFacts, Period
from app.attention.model import AttentionItem, AttentionKind, AttentionRecord, AttentionSubject, Severity
from app.graph.client import Row
from app.record.time import Precision

EVIDENCE_SHOWN = 10
SOON_MONTHS = 3
"""What ends so soon is pressing: a new agreement or a successor takes that long."""

FRESH_LAPSE_MONTHS = 12
OLD_LAPSE_MONTHS = 60
"""A lapse of this year can be mended by holding it; one of five years is an end that nobody declared."""

RULES: Mapping[AttentionKind, str] = {
    AttentionKind.ENDING_AGREEMENT: f"high within {SOON_MONTHS} months, else medium",
    AttentionKind.LAPSED_SERIES: f"high in the first {FRESH_LAPSE_MONTHS} months after {LAPSE_FACTOR} × its rhythm, "
    f"low after {OLD_LAPSE_MONTHS}, else medium; the rhythm is declared, or the median of at least three gaps",
    AttentionKind.VACANT_POST: "high for a resident post, else medium",
    AttentionKind.ENDING_POST: f"high within {SOON_MONTHS} months, else medium",
    AttentionKind.NO_OBJECTIVE: "medium if it is still to come, else low",
    AttentionKind.STALE_FACTS: "medium if it is older than twice the years asked for, else low",
    AttentionKind.CONTRADICTION: "high about who is a party or member and what binds it, medium about its role, "
    "low about a date",
}
"""How pressing an item of each kind is."""

_ORDER = {severity: number for number, severity in enumerate(Severity)}
_KINDS = {kind: number for number, kind in enumerate(AttentionKind)}
_MEMBER_ROLES = ("member", "founding_member")
_POST_FACTS = {
    "ASSERTED_BY": "the post as it is",
    "SENT_BY": "its being sent by {}",
    "ACCREDITED_TO": "its accreditation to {}",
}
_WRITTEN = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


def items_from(facts: AttentionFacts, period: Period, kinds: Iterable[AttentionKind]) -> list[AttentionItem]:
    """All items of some kinds, the most pressing first, then by kind, first day and keys."""
    found = (
        *_agreements(facts.rows.get("attention/ending_agreements", ()), period),
        *_series(facts.rows.get("attention/series", ()), period),
        *_posts(facts.rows.get("attention/posts", ()), period),
        *_aimless(facts.rows.get("attention/aimless", ()), period),
        *_stale(facts.rows.get("attention/stale", ()), period),
        *_told_in_two_ways(facts.rows.get("attention/told_by_several", ()), period),
        *_denied(facts.rows.get("attention/denied_parties", ())),
        *_dated_in_two_ways(facts.rows.get("attention/dated_by_several", ())),
    )
    wanted = set(kinds)
    return sorted((item for item in found if item.kind in wanted), key=_order)


def _order(item: AttentionItem) -> tuple[int, int, date, str, str, str]:
    return (
        _ORDER[item.severity],
        _KINDS[item.kind],
        item.since,
        item.subject.key,
        item.concerning or "",
        item.why,
    )


def _by(rows: Iterable[Row], *columns: str) -> Iterator[list[Row]]:
    """Rows that agree in these columns, which they are in order of."""
    for _, group in groupby(rows, key=lambda row: [row[column] for column in columns]):
        yield list(group)


def _evidence(rows: Sequence[Row], says: Iterable[str]) -> dict[str, Any]:
    """The fields of an item that come of its rows, each with what it says."""
    return {
        "evidence": tuple(
            AttentionRecord(says=said, **sourced(row))
            for row, said in list(zip(rows, says, strict=True))[:EVIDENCE_SHOWN]
        ),
        "records": len(rows),
        "synthetic": any(row["synthetic"] for row in rows),
    }


def _precision(row: Row) -> Precision:
    return Precision(row["validFromPrecision"] or Precision.DAY)


def _began(row: Row) -> str:
    """The first day, as far as it is known."""
    return str(row["validFrom"].strftime(_WRITTEN[_precision(row)]))


# What ends


def _ends(row: Row, until: date) -> bool:
    return row["validTo"] is not None and row["validTo"] <= until and not row["endUnknown"]


def _soon(due: date, period: Period) -> Severity:
    return Severity.HIGH if due <= months_after(period.on, SOON_MONTHS) else Severity.MEDIUM


def _holds(row: Row) -> str:
    if row["validTo"] is None or row["endUnknown"]:
        return f"since {row['validFrom']}, no end known"
    return f"since {row['validFrom']}, ends {row['validTo']}"


def _agreements(rows: Sequence[Row], period: Period) -> Iterator[AttentionItem]:
    for group in _by(rows, "agreement"):
        own = [row for row in group if row["party"] is None]
        own_ends = {row["validTo"] for row in own if _ends(row, period.until)}
        if own_ends:
            yield _ending_agreement(own, period, party=None)
        for party in _by((row for row in group if row["party"] is not None), "party"):
            ends = {row["validTo"] for row in party if _ends(row, period.until)}
            if not ends <= own_ends:
                yield _ending_agreement(party, period, party=party[0])


def _ending_agreement(rows: Sequence[Row], period: Period, *, party: Row | None) -> AttentionItem:
    due = min(row["validTo"] for row in rows if _ends(row, period.until))
    name = rows[0]["name"]
    what = f"{party['partyName']} leaves {name}" if party else f"{name} ends"
    return AttentionItem(
        kind=AttentionKind.ENDING_AGREEMENT,
        severity=_soon(due, period),
        subject=AttentionSubject(key=rows[0]["agreement"], name=name, label="Agreement"),
        concerning=party["party"] if party else None,
        since=period.on,
        due=due,
        why=f"{what} on {due}, in {(due - period.on).days} days.",
        settles="A record of its extension, of a successor, or of the end.",
        disputed=not all(_ends(row, period.until) for row in rows),
        **_evidence(rows, map(_holds, rows)),
    )


# What lapses


def _series(rows: Sequence[Row], period: Period) -> Iterator[AttentionItem]:
    for row in rows:
        cadence = next(iter(row["cadences"]), None)
        possible = last_start(row["validFrom"], _precision(row))
        lapse = lapse_of(row["days"], cadence, period.on, last_possible=possible)
        if lapse is None:
            continue
        declared = "declared" if lapse.rhythm.declared else f"median of {lapse.rhythm.gaps} gaps"
        since_last = (period.on - lapse.last_held).days
        item = _evidence([row], [f"{row['lastName']}, the last time"])
        yield AttentionItem(
            kind=AttentionKind.LAPSED_SERIES,
            severity=_lapse_severity(lapse.since, period.on),
            subject=AttentionSubject(key=row["series"], name=row["name"], label="EngagementSeries"),
            concerning=row["engagement"],
            since=lapse.since,
            due=None,
            why=f"Held last on {_began(row)}, {since_last} days ago; its rhythm is {lapse.rhythm.months:g} months "
            f"({declared}).",
            settles="A record of a later time, or of the end of the series.",
            disputed=len(set(row["cadences"])) > 1,
            **item | {"synthetic": item["synthetic"] or row["describedSynthetic"]},
        )


def _lapse_severity(since: date, on: date) -> Severity:
    if on <= months_after(since, FRESH_LAPSE_MONTHS):
        return Severity.HIGH
    return Severity.MEDIUM if on <= months_after(since, OLD_LAPSE_MONTHS) else Severity.LOW


# Posts


def _posts(rows: Sequence[Row], period: Period) -> Iterator[AttentionItem]:
    for group in _by(rows, "post"):
        told = [row for row in group if row["vacant"] is not None]
        if any(row["vacant"] for row in told):
            yield _vacant_post(group, told)
        for due in sorted({row["validTo"] for row in group if _ends(row, period.until)}):
            yield _ending_post(group, due, period)


def _post(row: Row) -> AttentionSubject:
    return AttentionSubject(key=row["post"], name=row["name"], label="AttachePost")


def _vacant_post(rows: Sequence[Row], told: Sequence[Row]) -> AttentionItem:
    hosts = sorted({row["other"] for row in rows if row["type"] == "ACCREDITED_TO"})
    resident = any(row["resident"] for row in rows)
    return AttentionItem(
        kind=AttentionKind.VACANT_POST,
        severity=Severity.HIGH if resident else Severity.MEDIUM,
        subject=_post(rows[0]),
        concerning=None,
        since=min(row["validFrom"] for row in told if row["vacant"]),
        due=None,
        why=f"Nobody holds the post, which is accredited to {', '.join(hosts)}.",
        settles="A record of its holder, or of the end of its accreditation.",
        disputed=not all(row["vacant"] for row in told),
        **_evidence(told, ["vacant" if row["vacant"] else "not vacant" for row in told]),
    )


def _ending_post(rows: Sequence[Row], due: date, period: Period) -> AttentionItem:
    """What ends of a post on one day: itself, its being sent, an accreditation."""
    concerned = [told for told in _by(rows, "type", "other") if any(_ends_on(row, due) for row in told)]
    what = " and ".join(_POST_FACTS[told[0]["type"]].format(told[0]["other"]) for told in concerned)
    every = [row for told in concerned for row in told]
    return AttentionItem(
        kind=AttentionKind.ENDING_POST,
        severity=_soon(due, period),
        subject=_post(rows[0]),
        concerning=None,
        since=period.on,
        due=due,
        why=f"On {due}, in {(due - period.on).days} days, there ends {what}.",
        settles="A record of its extension, of a successor, or of the end.",
        disputed=not all(_ends_on(row, due) for row in every),
        **_evidence(every, map(_holds, every)),
    )


def _ends_on(row: Row, due: date) -> bool:
    return bool(row["validTo"] == due and not row["endUnknown"])


# Engagements without an objective


def _aimless(rows: Sequence[Row], period: Period) -> Iterator[AttentionItem]:
    for row in rows:
        ahead = row["validFrom"] > period.on
        yield AttentionItem(
            kind=AttentionKind.NO_OBJECTIVE,
            severity=Severity.MEDIUM if ahead else Severity.LOW,
            subject=AttentionSubject(key=row["engagement"], name=row["name"], label="Engagement"),
            concerning=None,
            since=row["validFrom"],
            due=None,
            why=f"{'It begins' if ahead else 'It began'} on {_began(row)}; no objective is recorded of it, nor of "
            "its series.",
            settles="A record of what it is for.",
            disputed=False,
            **_evidence([row], ["no objective"]),
        )


# What nobody looked at


def _stale(rows: Sequence[Row], period: Period) -> Iterator[AttentionItem]:
    twice = period.on - 2 * (period.on - period.stale_before)
    for group in _by(rows, "subject", "type"):
        first = group[0]
        number, oldest = first["number"], first["oldest"]
        evidence = _evidence(group, [f"{row['type']} {row['other']}" for row in group])
        yield AttentionItem(
            kind=AttentionKind.STALE_FACTS,
            severity=Severity.MEDIUM if oldest < twice else Severity.LOW,
            subject=AttentionSubject(key=first["subject"], name=first["name"], label=first["label"]),
            concerning=first["type"],
            since=oldest,
            due=None,
            why=f"{number} of its {first['type']} still hold; nothing that looked after {oldest} says so"
            f"{' of the oldest' if number > 1 else ''}.",
            settles="A record by a source that looked later.",
            disputed=False,
            **evidence | {"records": number, "synthetic": first["anySynthetic"]},
        )


# What is told in two ways


def _contradiction(
    subject: AttentionSubject, concerning: str | None, severity: Severity, why: str, **besides: Any
) -> AttentionItem:
    return AttentionItem(
        kind=AttentionKind.CONTRADICTION,
        severity=severity,
        subject=subject,
        concerning=concerning,
        due=None,
        why=why,
        settles="The text itself, or a correction by one of the sources.",
        disputed=True,
        **besides,
    )


def _told_in_two_ways(rows: Sequence[Row], period: Period) -> Iterator[AttentionItem]:
    for group in _by(rows, "body", "member"):
        standing = [row for row in group if _stands(row, period.on)]
        for severity, why, concerned in _disagreements(group, standing, period.on):
            agreement = group[0]["type"] == "PARTY_TO"
            yield _contradiction(
                AttentionSubject(
                    key=group[0]["body"],
                    name=group[0]["bodyName"],
                    label="Agreement" if agreement else "Organization",
                ),
                group[0]["member"],
                severity,
                f"{group[0]['memberName']}: {why}",
                since=max(row["validFrom"] for row in concerned if _stands(row, period.on)),
                **_evidence(concerned, map(_told, concerned)),
            )


def _stands(row: Row, on: date) -> bool:
    return bool(row["validTo"] is None or on <= row["validTo"])


def _told(row: Row) -> str:
    told = ", ".join(row["obligations"]) or row["role"] or "party"
    return f"{told}; {_holds(row)}"


def _disagreements(
    group: Sequence[Row], standing: Sequence[Row], on: date
) -> Iterator[tuple[Severity, str, Sequence[Row]]]:
    ended = _ended(group, on)
    if ended:
        last = max(row["validTo"] for row in ended)
        ending = ", ".join(sorted({row["source"] for row in ended}))
        yield Severity.HIGH, f"it ended by {last} by {ending}, and holds by others.", [*standing, *ended]
    roles = {row["role"] for row in standing if row["role"] is not None}
    if len({"member" if role in _MEMBER_ROLES else role for role in roles}) > 1 and _several(standing, "role"):
        yield Severity.MEDIUM, f"its role is {' or '.join(sorted(roles))}.", standing
    denied = sorted(set(_denied_obligations(standing, on)))
    if denied:
        said = "; ".join(f"{source} denies {kind}" for source, kind in denied)
        yield Severity.HIGH, f"{said}.", standing


def _several(rows: Sequence[Row], column: str) -> bool:
    """Whether it is two sources that differ: one may say two things of one nation."""
    return any(
        one["source"] != other["source"] and one[column] != other[column] for one, other in combinations(rows, 2)
    )


def _ended(group: Sequence[Row], on: date) -> list[Row]:
    """The last records of sources by which it has ended, though they still look."""
    ended = []
    for source in sorted({row["source"] for row in group}):
        own = [row for row in group if row["source"] == source]
        last = max(own, key=lambda row: (row["validTo"] or date.max, row["validFrom"]))
        looks = last["attestedUntil"] is None or on <= last["attestedUntil"]
        if not any(_stands(row, on) for row in own) and looks and not last["endUnknown"]:
            ended.append(last)
    return ended


def _denied_obligations(standing: Sequence[Row], on: date) -> Iterator[tuple[str, str]]:
    """Sources that list certain kinds of obligation and do not list one that another gives, with that kind."""
    for source in sorted({row["source"] for row in standing}):
        own = [row for row in standing if row["source"] == source]
        looking = [row for row in own if row["attestedUntil"] is None or on <= row["attestedUntil"]]
        coded = {kind for row in looking for kind in row["coded"]}
        said = {kind for row in looking for kind in (*row["obligations"], *row["obligationsUnknown"])}
        others = {kind for row in standing if row["source"] != source for kind in row["obligations"]}
        yield from ((source, kind) for kind in sorted(coded & others - said))


def _denied(rows: Sequence[Row]) -> Iterator[AttentionItem]:
    for group in _by(rows, "agreement", "member"):
        first = group[0]
        yield _contradiction(
            AttentionSubject(key=first["agreement"], name=first["name"], label="Agreement"),
            first["member"],
            Severity.HIGH,
            f"{first['memberName']}: no party by {', '.join(first['deniers'])}, which lists all parties.",
            since=min(row["validFrom"] for row in group),
            **_evidence(group, map(_holds, group)),
        )


def _dated_in_two_ways(rows: Sequence[Row]) -> Iterator[AttentionItem]:
    for group in _by(rows, "subject"):
        agreement = group[0]["label"] == "Agreement"
        dated = [row for row in group if not agreement or row["signedOn"] is not None]
        spans = [(row["source"], *_span(row, agreement=agreement)) for row in dated]
        if not any(
            one[0] != other[0] and (one[2] < other[1] or other[2] < one[1]) for one, other in combinations(spans, 2)
        ):
            continue
        what = "It was signed" if agreement else "It began"
        days = " or ".join(str(day) for day in sorted({span[1] for span in spans}))
        yield _contradiction(
            AttentionSubject(key=group[0]["subject"], name=group[0]["name"], label=group[0]["label"]),
            None,
            Severity.LOW,
            f"{what} on {days}.",
            since=min(row["validFrom"] for row in dated),
            **_evidence(dated, [f"{what.lower()} on {span[1]}" for span in spans]),
        )


def _span(row: Row, *, agreement: bool) -> tuple[date, date]:
    """The first and the last day that a date allows."""
    if agreement:
        return row["signedOn"], row["signedOn"]
    return row["validFrom"], last_start(row["validFrom"], _precision(row))
