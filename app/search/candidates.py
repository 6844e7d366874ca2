"""The entities that may be meant, as far as the viewer may know of them, in the order of how close they come."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.answers.asking import Asking
from app.graph.client import Row
from app.search.fulltext import names_query
from app.search.model import SearchLabel
from app.search.ranking import Likeness, closest
from app.search.typed import Leniency, Typed

MOST_ASSERTIONS = 1_000
"""Most assertions that are compared: about 20 ms. Those that hold more of the words typed, then shorter names, go
first, so that what is cut off comes less close."""

_LABELS = tuple(SearchLabel)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An entity, and the assertion by which it comes closest: its record, whether it holds on the day, whether
    the entity is still called so then, and what it says.
    """

    key: str
    label: SearchLabel
    record: str
    holds: bool
    current: bool
    says: Mapping[str, Any]
    likeness: Likeness

    @property
    def place(self) -> tuple[float, int, str]:
        """The closest first; then by kind of entity, and key."""
        return -self.likeness.score, _LABELS.index(self.label), self.key


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """Candidates in order. `complete`: none was left out."""

    ranked: tuple[Candidate, ...]
    complete: bool


async def read_candidates(
    asking: Asking, sought: Typed, *, labels: Sequence[SearchLabel], leniency: Leniency
) -> Candidates:
    """The entities that one of the readings of what was typed may mean."""
    limited = [label.value for label in labels] or None
    named, coded = await asyncio.gather(
        asking.read(
            "search/named",
            names=names_query(sought.readings, leniency=leniency),
            words=sorted({letters for reading in sought.readings for letters in reading.letters}),
            labels=limited,
            most=MOST_ASSERTIONS + 1,
        ),
        asking.read("search/coded", keys=sought.keys, codes=[sought.code], labels=limited),
    )
    ranked = rank(sought, [*named[:MOST_ASSERTIONS], *coded], leniency=leniency)
    return Candidates(ranked=ranked, complete=len(named) <= MOST_ASSERTIONS)


def rank(sought: Typed, rows: Iterable[Row], *, leniency: Leniency) -> tuple[Candidate, ...]:
    """The entities of rows of `search/named` and `search/coded` that come close enough, each once, in order."""
    best: dict[str, Candidate] = {}
    for row in rows:
        likeness = closest(sought, row["key"], row["says"], current=row["current"], leniency=leniency)
        if likeness is not None:
            candidate = _candidate(row, likeness)
            best[candidate.key] = min(best.get(candidate.key, candidate), candidate, key=_preferred)
    return tuple(sorted(best.values(), key=lambda candidate: candidate.place))


def _candidate(row: Row, likeness: Likeness) -> Candidate:
    return Candidate(
        key=row["key"],
        label=SearchLabel(row["label"]),
        record=row["record"],
        holds=row["holds"],
        current=row["current"],
        says=row["says"],
        likeness=likeness,
    )


def _preferred(candidate: Candidate) -> tuple[float, bool, str]:
    """Of one entity's assertions the closest; of these one that holds."""
    return -candidate.likeness.score, not candidate.holds, candidate.record
