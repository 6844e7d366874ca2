"""The way of every import: the whole file is read and checked first, then written in batches.

A file in a wrong layout is refused before the first write. A batch is one transaction and a fact is known by its key,
so that an import which was killed is simply run again: it goes on where it was, with nothing doubled.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Rejection, read_rows
from app.record.facts import Fact
from app.record.writer import Outcome, write_facts, write_sources

BATCH_FACTS = 1000

Seen = dict[str, tuple[int, str]]
"""Key of a fact → the line that gave it first, and the digest of its content."""

Progress = Callable[[int, int], None]
"""Called with the rows done and the rows in all."""


@dataclass(kw_only=True)
class ImportReport:
    """What an import did, row by row and fact by fact."""

    dataset: str
    file: str
    recorded_at: datetime
    rows_read: int = 0
    new: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    tally: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self) | {"recorded_at": self.recorded_at.isoformat()}


async def import_file(
    graph: GraphClient,
    dataset: Dataset,
    path: Path,
    *,
    crosswalk: Crosswalk,
    progress: Progress = lambda done, total: None,
) -> ImportReport:
    """Import one file. Raises InvalidInput before the first write where the file's layout is wrong."""
    total = sum(1 for _ in read_rows(dataset, path))
    report = ImportReport(dataset=dataset.name, file=path.name, recorded_at=datetime.now(UTC))
    await write_sources(graph, dataset.sources)
    seen: Seen = {}
    batch: list[Fact] = []
    for facts in _facts(dataset, path, crosswalk, report, seen):
        batch += facts
        if len(batch) >= BATCH_FACTS:
            _count(report, await write_facts(graph, batch, recorded_at=report.recorded_at))
            batch = []
            progress(report.rows_read, total)
    _count(report, await write_facts(graph, batch, recorded_at=report.recorded_at))
    progress(report.rows_read, total)
    return report


def _facts(
    dataset: Dataset, path: Path, crosswalk: Crosswalk, report: ImportReport, seen: Seen
) -> Iterator[list[Fact]]:
    """The facts of each row that no earlier row gave already; what is wrong goes into the report."""
    tally: dict[str, set[str]] = defaultdict(set)
    for number, row in read_rows(dataset, path):
        report.rows_read += 1
        try:
            facts = dataset.facts_of(row, crosswalk)
            yield _unseen(number, facts, seen)
        except InvalidInput as error:
            report.rejected.append(Rejection(row=number, reason=error.detail, content=dict(row)))
            continue
        for kind, key in dataset.tally(row).items():
            tally[kind].add(key)
    report.tally = {kind: len(keys) for kind, keys in tally.items()}


def _unseen(number: int, facts: Iterable[Fact], seen: Seen) -> list[Fact]:
    fresh = []
    for fact in facts:
        earlier = seen.get(fact.key)
        if earlier is None:
            fresh.append(fact)
        elif earlier[1] != fact.digest:
            raise InvalidInput(f"It contradicts line {earlier[0]}: both speak of {fact.key}.", field="row")
    for fact in fresh:
        seen[fact.key] = (number, fact.digest)
    return fresh


def _count(report: ImportReport, outcome: Outcome) -> None:
    report.new += outcome.new
    report.unchanged += outcome.unchanged
    report.superseded += outcome.superseded
    for key in outcome.missing:
        report.rejected.append(Rejection(row=0, reason=f"One end is not in the graph: {key}", content={}))
