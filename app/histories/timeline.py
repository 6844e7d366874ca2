"""The timeline of an exchange history: each engagement with all that sources say of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from app.answers.asking import sourced
from app.graph.client import Row
from app.histories.facts import Engaged, HistoryFacts, party_of
from app.histories.model import (
    HistoryAccount,
    HistoryDisagreement,
    HistoryEntry,
    HistoryPart,
    HistorySeries,
    HistorySilence,
    HistoryStandIn,
)
from app.record.time import Precision

Contested = Mapping[str, tuple[HistoryDisagreement, ...]]
"""What sources contradict each other about, by the key of the engagement."""


def timeline(facts: HistoryFacts, engaged: Iterable[Engaged], contested: Contested) -> tuple[HistoryEntry, ...]:
    """Those of `engaged` that the facts describe, in the same order."""
    described = {row["key"]: row for row in facts.entries}
    return tuple(_entry(facts, each, described[each.key], contested) for each in engaged if each.key in described)


def stand_ins(facts: HistoryFacts, entries: Iterable[HistoryEntry]) -> tuple[HistoryStandIn, ...]:
    """Why each unit and post stands for a party that does so in the timeline."""
    shown = {(part.party, part.through) for entry in entries for part in entry.parts}
    return tuple(
        HistoryStandIn(
            party=row["party"],
            stand_in=party_of({"key": row["actor"], "name": row["actorName"], "labels": row["actorLabels"]}),
            **sourced(row),
        )
        for row in facts.stand_ins
        if (row["party"], row["actor"]) in shown
    )


def _entry(facts: HistoryFacts, engaged: Engaged, row: Row, contested: Contested) -> HistoryEntry:
    best = row["accounts"][0]
    parts = tuple(_parts(facts, row["parts"]))
    disagreements = contested.get(engaged.key, ())
    return HistoryEntry(
        key=engaged.key,
        name=row["name"],
        kind=best["kind"],
        location=best["location"],
        level=engaged.level,
        first=engaged.first,
        first_precision=best["validFromPrecision"],
        last=best["validTo"],
        imprecise=engaged.precision != Precision.DAY,
        began_before=engaged.first < facts.since,
        series=tuple(HistorySeries(key=key, name=facts.series[key]["name"]) for key in sorted(engaged.series)),
        hosts=tuple(facts.hosts[key] for key in dict.fromkeys(hosts_in(row["parts"]))),
        parts=parts,
        unlisted=tuple(_unlisted(facts, row["listing"], parts)),
        accounts=tuple(_account(account) for account in row["accounts"]),
        disagreements=disagreements,
        synthetic=engaged.synthetic,
        disputed=bool(disagreements),
    )


def hosts_in(parts: Iterable[Row]) -> Iterator[str]:
    """The keys of those that hosted, by rows of parts."""
    return (part["actor"] for part in parts if part["role"] == "host")


def _account(row: Row) -> HistoryAccount:
    return HistoryAccount(kind=row["kind"], level=row["level"], location=row["location"], **sourced(row))


def _parts(facts: HistoryFacts, rows: Sequence[Row]) -> Iterator[HistoryPart]:
    """The parties' own parts and those of their units and posts, party by party."""
    standing: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in facts.stand_ins:
        standing[row["party"], row["actor"]].append(row)
    for party in facts.parties:
        own = [row for row in rows if row["actor"] == party.key]
        through = [row for row in rows if any(_overlap(row, each) for each in standing[party.key, row["actor"]])]
        yield from (_part(row, party.key, through=None) for row in own)
        yield from (_part(row, party.key, through=row["actor"]) for row in through)


def _part(row: Row, party: str, *, through: str | None) -> HistoryPart:
    return HistoryPart(
        party=party,
        through=through,
        role=row["role"],
        contribution=row["contribution"],
        personnel=row["personnel"],
        **sourced(row),
    )


def _overlap(one: Row, other: Row) -> bool:
    return bool(
        one["validFrom"] <= (other["validTo"] or date.max) and other["validFrom"] <= (one["validTo"] or date.max)
    )


def _unlisted(facts: HistoryFacts, listing: Iterable[str], parts: Sequence[HistoryPart]) -> Iterator[HistorySilence]:
    """The sources that list who took part in an engagement, but not one of the parties."""
    told = {(part.source, part.party) for part in parts}
    for source in sorted(listing):
        for party in facts.parties:
            if (source, party.key) not in told:
                yield HistorySilence(source=source, party=party.key)
