"""Reads the facts behind an exchange history."""

from asyncio import gather
from collections.abc import Sequence
from datetime import date

from app.answers.asking import Asking
from app.graph.client import Row
from app.histories.facts import Engaged, HistoryFacts, counted, counted_since, party_of
from app.histories.lapses import broken_rhythms, held_in_series
from app.histories.model import HistoryKind, HistoryParty
from app.histories.timeline import hosts_in

ENGAGEMENTS_READ = 20_000
"""Four times what the most active nation of a large graph has done: about 1 s."""

DISPUTES_READ = 1_000
"""More than any two nations have had: about 0.1 s."""


async def read_history_facts(
    asking: Asking, parties: tuple[HistoryParty, ...], *, since: date, kinds: Sequence[HistoryKind], shown: int
) -> HistoryFacts:
    """The facts of the period from `since` to the day asked about; at most `shown` engagements are described."""
    keys = sorted(party.key for party in parties)
    years, sides, stand_ins = await gather(
        asking.read("histories/together", kinds=list(kinds) or None, rows=ENGAGEMENTS_READ, parties=keys, since=since),
        asking.read("histories/disputes", rows=DISPUTES_READ, parties=keys, since=since),
        asking.read("histories/stand_ins", parties=keys, since=since),
    )
    read = [Engaged._make(columns) for year in years for columns in year["engagements"]]
    engaged, complete = read[:ENGAGEMENTS_READ], len(read) <= ENGAGEMENTS_READ
    held = held_in_series(counted(engaged, counted_since(engaged, since, complete=complete)))
    entries, series_rows = await gather(
        asking.read(
            "histories/entries",
            engagements=[each.key for each in engaged[:shown]],
            actors=sorted({*keys, *(row["actor"] for row in stand_ins)}),
            since=since,
        ),
        asking.read("histories/series", series=sorted({key for each in engaged for key in each.series})),
    )
    series = {row["key"]: row for row in series_rows}
    hosts, last_held = await gather(
        asking.read("histories/names", keys=sorted({key for entry in entries for key in hosts_in(entry["parts"])})),
        asking.read("histories/last_held", series=sorted(broken_rhythms(held, series, asking.on))),
    )
    return HistoryFacts(
        parties=parties,
        since=since,
        on=asking.on,
        engaged=engaged,
        all_engaged=complete,
        entries=entries,
        hosts={row["key"]: party_of(row) for row in hosts},
        stand_ins=stand_ins,
        series=series,
        last_held={row["key"]: row["lastHeld"] for row in last_held},
        sides=_first(sides, DISPUTES_READ),
        all_sides=len({row["key"] for row in sides}) <= DISPUTES_READ,
    )


def _first(sides: Sequence[Row], number: int) -> list[Row]:
    """The rows of the first `number` disputes."""
    kept = set(list(dict.fromkeys(row["key"] for row in sides))[:number])
    return [row for row in sides if row["key"] in kept]
