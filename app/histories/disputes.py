"""Engagements before, during and after the disputes between parties."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from app.answers.asking import sourced
from app.graph.client import Row
from app.histories.contradictions import by_source, dates_contradict
from app.histories.model import HistoryDispute, HistorySide, HistoryWindow

SHORTEST_WINDOW = 180
"""Days. What is held once or twice a year is not counted by weeks."""

LONGEST_WINDOW = 1_826
"""Days, five years: what lasts for decades is compared with the years around its beginning and its end."""

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class Held:
    """The first days of all engagements of a period, in order, and the period itself."""

    days: Sequence[date]
    since: date
    on: date

    def window(self, first: int, length: int) -> HistoryWindow | None:
        """The window of so many days from the day of that ordinal; None: not wholly in the period."""
        last = first + length - 1
        if first < self.since.toordinal() or self.on.toordinal() < last:
            return None
        start, stop = date.fromordinal(first), date.fromordinal(last)
        engagements = bisect_right(self.days, stop) - bisect_left(self.days, start)
        return HistoryWindow(
            first=start, last=stop, engagements=engagements, per_year=round(engagements * DAYS_A_YEAR / length, 2)
        )


def disputes(sides: Iterable[Row], held: Held) -> tuple[HistoryDispute, ...]:
    """The disputes between any two parties, by rows of `histories/disputes`, the latest first."""
    records: dict[str, list[Row]] = defaultdict(list)
    for row in sides:
        records[row["key"]].append(row)
    found = [
        dispute
        for own in records.values()
        for pair in combinations(sorted({row["party"] for row in own}), 2)
        for dispute in _between([row for row in own if row["party"] in pair], pair, held)
    ]
    return tuple(sorted(found, key=lambda each: (-each.began.toordinal(), each.key, each.between)))


def _between(records: Sequence[Row], pair: tuple[str, str], held: Held) -> Iterator[HistoryDispute]:
    """The dispute between one pair, if a source has the two on opposite sides at one time."""
    opposed = [span for own in by_source(records).values() for span in _spans(own, pair, held, opposite=True)]
    if not opposed:
        return
    opposing = {span["source"] for span in opposed}
    others = [own for source, own in by_source(records).items() if source not in opposing]
    together = [span for own in others for span in _spans(own, pair, held, opposite=False)]
    best = min(opposed, key=lambda span: (span["reliability"], span["credibility"], span["source"]))
    yield HistoryDispute(
        key=records[0]["key"],
        name=records[0]["name"],
        kind=records[0]["kind"],
        between=pair,
        began=best["validFrom"],
        began_precision=best["validFromPrecision"],
        ended=best["validTo"],
        attested=best["validTo"] is not None or best["attestedUntil"] is None or held.on <= best["attestedUntil"],
        **_windows(best["validFrom"], best["validTo"], held),
        sides=tuple(_side(row) for row in records),
        synthetic=any(row["synthetic"] for row in records),
        disputed=bool(together) or dates_contradict(opposed),
    )


def _spans(records: Sequence[Row], pair: tuple[str, str], held: Held, *, opposite: bool) -> list[Row]:
    """From the first to the last day of the period on which one source has the two on opposite sides, or on one side.

    None or one record, as reliable as the weakest behind it.
    """
    met = [
        _overlap(one, other)
        for one in records
        for other in records
        if (one["party"], other["party"]) == pair
        and one["side"] is not None
        and other["side"] is not None
        and (one["side"] != other["side"]) == opposite
    ]
    met = [span for span in met if _within(span, held)]
    if not met:
        return []
    start = min(met, key=lambda span: span["validFrom"])
    stop = max(met, key=_end)
    return [
        {
            "source": start["source"],
            "reliability": max(span["reliability"] for span in met),
            "credibility": max(span["credibility"] for span in met),
            **{name: start[name] for name in ("validFrom", "validFromPrecision", "startUnknown")},
            **{name: stop[name] for name in ("validTo", "validToPrecision", "endUnknown", "attestedUntil")},
        }
    ]


def _overlap(one: Row, other: Row) -> Row:
    """The days of both records. It starts as the one that starts later, and ends as the one that ends earlier."""
    late = max(one, other, key=lambda row: row["validFrom"])
    early = min(one, other, key=_end)
    observed = [row["attestedUntil"] for row in (one, other) if row["attestedUntil"] is not None]
    return {
        "source": one["source"],
        "reliability": max(one["reliability"], other["reliability"]),
        "credibility": max(one["credibility"], other["credibility"]),
        **{name: late[name] for name in ("validFrom", "validFromPrecision", "startUnknown")},
        **{name: early[name] for name in ("validTo", "validToPrecision")},
        "endUnknown": early["endUnknown"] or (early["validTo"] is None and (one["endUnknown"] or other["endUnknown"])),
        "attestedUntil": min(observed, default=None),
    }


def _within(span: Row, held: Held) -> bool:
    return span["validFrom"] <= min(_end(span), held.on) and held.since <= _end(span)


def _end(row: Row) -> date:
    return row["validTo"] or date.max


def _windows(began: date, ended: date | None, held: Held) -> dict[str, HistoryWindow | int | None]:
    start, stop = max(began, held.since), min(ended or held.on, held.on)
    length = min(max((stop - start).days + 1, SHORTEST_WINDOW), LONGEST_WINDOW)
    during = start.toordinal()
    after = None if ended is None else max(ended.toordinal() + 1, during + length)
    return {
        "window_days": length,
        "before": held.window(began.toordinal() - length, length),
        "during": held.window(during, length),
        "after": None if after is None else held.window(after, length),
    }


def _side(row: Row) -> HistorySide:
    return HistorySide(party=row["party"], side=row["side"], role=row["role"], **sourced(row))
