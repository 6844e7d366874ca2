"""Exchange histories in words."""

from collections.abc import Iterator
from datetime import date

from app.histories.model import (
    ExchangeHistory,
    HistoryCadence,
    HistoryDirection,
    HistoryDispute,
    HistoryEntry,
    HistoryLapse,
    HistoryWindow,
)
from app.record.time import Precision


def history_in_words(answer: ExchangeHistory) -> Iterator[str]:
    """The figures, then the timeline, a line for each engagement."""
    names = " – ".join(party.name for party in answer.parties)
    yield f"{names}, {answer.counted_since} to {answer.on}: {_engagements(answer.engagements)} together"
    yield from _figures(answer)
    for lapse in answer.lapses:
        yield _lapse(lapse)
    for dispute in answer.disputes:
        yield _dispute(answer, dispute)
    if answer.not_held:
        yield f"Not known to have been held: {', '.join(_plain(kind) for kind in answer.not_held)}"
    for entry in answer.timeline:
        yield _entry(entry)
    if answer.more:
        yield "There are more engagements; --limit shows them."


def _figures(answer: ExchangeHistory) -> Iterator[str]:
    for cadence in answer.cadence:
        yield _cadence(cadence)
    if answer.engagements:
        yield _hosting(answer)
        yield _trend(answer)


def _cadence(cadence: HistoryCadence) -> str:
    rhythm = "" if cadence.median_gap is None else f", every {cadence.median_gap} months (median)"
    last = _day(cadence.last_held, cadence.last_precision)
    return f"{_plain(cadence.kind)}: {cadence.engagements}{rhythm}, last {last}, {cadence.since_last} months ago"


def _hosting(answer: ExchangeHistory) -> str:
    names = {party.key: party.name for party in answer.parties}
    hosted = ", ".join(f"{names[host.party]} {host.engagements}" for host in answer.hosting.by_party)
    balance = "" if answer.hosting.balance is None else f"; balance {answer.hosting.balance} (1: equally often)"
    return f"Hosted: {hosted}, none of them {answer.hosting.elsewhere}{balance}"


def _trend(answer: ExchangeHistory) -> str:
    trend = answer.trend
    if trend.direction == HistoryDirection.TOO_FEW_TO_SAY:
        return "Trend: too few to say"
    return (
        f"Trend {trend.years[0].year}–{trend.years[-1].year}: {trend.direction}, "
        f"{trend.slope:+} a year on a mean of {trend.mean} (Theil–Sen)"
    )


def _lapse(lapse: HistoryLapse) -> str:
    rhythm = f"every {lapse.rhythm} months, {'as declared' if lapse.declared else 'by its own gaps'}"
    without = "" if lapse.held_without is None else f"; held without all of them on {lapse.held_without}"
    caveat = "" if lapse.attested else "; no source observes it any longer"
    return (
        f"Lapsed: {lapse.series.name}, {rhythm}, together {_times(lapse.together)}, last "
        f"{_day(lapse.last_together, lapse.last_precision)}, overdue since {lapse.lapsed_since}{without}{caveat}"
    )


def _dispute(answer: ExchangeHistory, dispute: HistoryDispute) -> str:
    names = {party.key: party.name for party in answer.parties}
    rates = ", ".join(
        f"{word} {_rate(window)}"
        for word, window in (("before", dispute.before), ("during", dispute.during), ("after", dispute.after))
    )
    return (
        f"Dispute: {dispute.name}, {' – '.join(names[key] for key in dispute.between)}, {dispute.began} to "
        f"{dispute.ended or 'now'}; engagements a year in windows of {dispute.window_days} days: {rates} "
        "(no cause is claimed)"
    )


def _rate(window: HistoryWindow | None) -> str:
    return "not in the period" if window is None else f"{window.per_year}"


def _entry(entry: HistoryEntry) -> str:
    first = _day(entry.first, entry.first_precision)
    hosts = f", hosted by {', '.join(host.name for host in entry.hosts)}" if entry.hosts else ""
    level = f", {_plain(entry.level)} level" if entry.level else ""
    through = ", ".join(dict.fromkeys(part.through for part in entry.parts if part.through))
    disagreements = f"; sources disagree on {', '.join(entry.disagreements)}" if entry.disagreements else ""
    sources = ", ".join(dict.fromkeys(account.source for account in entry.accounts))
    return (
        f"{first}  {entry.name}, {_plain(entry.kind)}{level}{hosts}{f', through {through}' if through else ''}, "
        f"by {sources}{disagreements}"
    )


def _day(day: date, precision: Precision) -> str:
    """As much of a day as is known."""
    return day.isoformat()[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _plain(value: str) -> str:
    return value.replace("_", " ")


def _engagements(number: int) -> str:
    return "1 engagement" if number == 1 else f"{number} engagements"
