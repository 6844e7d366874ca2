"""What sources contradict each other about, as against what one says more precisely, or says at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from app.answers.rhythm import last_start
from app.graph.client import Row
from app.histories.model import HistoryDisagreement
from app.record.time import Precision

Span = tuple[date, date]
"""The first and the last day that a date allows."""


def contradictions(accounts: Sequence[Row], parts: Sequence[Row]) -> tuple[HistoryDisagreement, ...]:
    """What the accounts of one engagement, and the records of its parties' parts, contradict each other about."""
    found = {
        HistoryDisagreement.DATES: dates_contradict(accounts),
        HistoryDisagreement.KIND: _values_contradict(accounts, "kind"),
        HistoryDisagreement.LEVEL: _values_contradict(accounts, "level"),
        HistoryDisagreement.PARTICIPATION: _participation_contradicts(parts),
        HistoryDisagreement.HOSTS: _hosts_contradict(parts),
    }
    return tuple(about for about, contradicted in found.items() if contradicted)


def dates_contradict(records: Iterable[Row]) -> bool:
    """Whether two sources' records, from each one's first to its last, allow no common first or no common last day."""
    sources = by_source(records).values()
    starts = [start_span(min(own, key=lambda record: record["validFrom"])) for own in sources]
    ends = [end_span(max(own, key=lambda record: record["validTo"] or date.max)) for own in sources]
    return _apart(starts) or _apart(ends)


def by_source(records: Iterable[Row]) -> Mapping[str, list[Row]]:
    """The records of each source."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for record in records:
        grouped[record["source"]].append(record)
    return grouped


def start_span(record: Row) -> Span:
    """The days on which what a record says may have begun."""
    latest = latest_start(record["validFrom"], record["validFromPrecision"])
    return (date.min if record["startUnknown"] else record["validFrom"]), latest


def latest_start(first: date, precision: str) -> date:
    """The last day on which that may have begun which began on `first`, known to that precision."""
    return first if precision == Precision.DAY else last_start(first, Precision(precision))


def end_span(record: Row) -> Span:
    """The days on which what a record says may have ended. Without an end, not before it was last observed."""
    end: date | None = record["validTo"]
    if record["endUnknown"]:
        return date.min, date.max
    if end is None:
        return record["attestedUntil"] or date.max, date.max
    match record["validToPrecision"]:
        case Precision.YEAR:
            return end.replace(month=1, day=1), end
        case Precision.MONTH:
            return end.replace(day=1), end
        case _:
            return end, end


def _apart(spans: Iterable[Span]) -> bool:
    return any(one[1] < other[0] or other[1] < one[0] for one, other in combinations(spans, 2))


def _values_contradict(accounts: Sequence[Row], name: str) -> bool:
    """Whether two sources have nothing in common that they say of one property; silence contradicts nothing."""
    said = [{record[name] for record in own} - {None} for own in by_source(accounts).values()]
    return any(one and other and not one & other for one, other in combinations(said, 2))


def _participation_contradicts(parts: Sequence[Row]) -> bool:
    """Whether one source has a party only observe where another has it take part."""
    for party in {part["party"] for part in parts}:
        own = by_source(part for part in parts if part["party"] == party).values()
        observed = [{part["role"] for part in records} == {"observer"} for records in own]
        if any(observed) and not all(observed):
            return True
    return False


def _hosts_contradict(parts: Sequence[Row]) -> bool:
    """Whether two sources each name hosts among the parties, and no common one."""
    hosts = by_source(part for part in parts if part["role"] == "host").values()
    named = [{part["party"] for part in own} for own in hosts]
    return any(not one & other for one, other in combinations(named, 2))
