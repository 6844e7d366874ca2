"""What is on record of what may need attention, as the queries give it."""

from asyncio import gather
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.answers.asking import Asking
from app.answers.periods import months_after, months_before
from app.attention.model import AttentionKind, AttentionQuestion
from app.graph.client import Row

MOST_ROWS = 10_000
"""Rows of one query: more than anybody reads, and few enough to be put together in a moment."""

_QUERIES: Mapping[AttentionKind, tuple[tuple[str, str], ...]] = {
    AttentionKind.ENDING_AGREEMENT: (("attention/ending_agreements", "agreement"),),
    AttentionKind.LAPSED_SERIES: (("attention/series", "series"),),
    AttentionKind.VACANT_POST: (("attention/posts", "post"),),
    AttentionKind.ENDING_POST: (("attention/posts", "post"),),
    AttentionKind.NO_OBJECTIVE: (("attention/aimless", "engagement"),),
    AttentionKind.STALE_FACTS: (("attention/stale", "subject"),),
    AttentionKind.CONTRADICTION: (
        ("attention/told_by_several", "body"),
        ("attention/denied_parties", "agreement"),
        ("attention/dated_by_several", "subject"),
    ),
}
"""The queries behind each kind of item, each with the column of what its rows are about."""


@dataclass(frozen=True, kw_only=True)
class AttentionFacts:
    """Rows by the name of their query; `cut`: a query had more rows than were read."""

    rows: Mapping[str, Sequence[Row]]
    cut: bool


@dataclass(frozen=True, kw_only=True)
class Period:
    """The days that count: ahead and back for what ends and is held, and the day before which a look is stale."""

    since: date
    on: date
    until: date
    stale_before: date


def period_of(question: AttentionQuestion, on: date) -> Period:
    """The days that a question asks about."""
    return Period(
        since=months_before(on, question.months),
        on=on,
        until=months_after(on, question.months),
        stale_before=months_before(on, 12 * question.stale_years),
    )


async def read_attention_facts(
    asking: Asking, period: Period, *, of: str | None, kinds: Sequence[AttentionKind]
) -> AttentionFacts:
    """All that may need attention, of one nation or body, or of everybody."""
    every = {"of": of, "rows": MOST_ROWS + 1}
    dated = {"since": period.since, "until": period.until, "before": period.stale_before}
    queries = dict(query for kind in AttentionKind if kind in kinds for query in _QUERIES[kind])
    found = await gather(*(asking.read(name, **every, **_declared(asking, name, dated)) for name in queries))
    read = {
        name: rows if len(rows) <= MOST_ROWS else _whole(rows, column)
        for (name, column), rows in zip(queries.items(), found, strict=True)
    }
    return AttentionFacts(rows=read, cut=any(len(rows) > MOST_ROWS for rows in found))


def _declared(asking: Asking, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    declared = {parameter.name for parameter in asking.graph.queries[name].parameters}
    return {parameter: value for parameter, value in given.items() if parameter in declared}


def _whole(rows: Sequence[Row], column: str) -> list[Row]:
    """The rows without those of the last subject, of which some may not have been read."""
    return [row for row in rows[:MOST_ROWS] if row[column] != rows[MOST_ROWS][column]]
