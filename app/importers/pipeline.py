"""The way of every import: the whole file is read and checked first, then its facts are written in batches.

A file in a wrong layout is refused before the first write. A batch is one transaction and a fact is known by its key,
so that an import which was killed is simply run again: it goes on where it was, with nothing doubled.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.errors import Conflict, InvalidInput
from app.graph.client import GraphClient
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem, Rejection, read_groups, read_lines
from app.record.facts import Fact
from app.record.writer import Outcome, close_facts, standing_facts, write_facts, write_sources

BATCH_FACTS = 2000
CLOSING_SHARE = 0.05
"""The share of a dataset's standing facts that can be closed without confirmation."""

Progress = Callable[[int, int], None]
"""Called with the lines done and the lines in all."""

Writing = Callable[[GraphClient, Sequence[Fact], datetime], Awaitable[Outcome]]
"""Writes a batch of facts that are recorded at that moment."""

Seen = dict[str, tuple[int, str]]
"""Key of a fact → the line that gave it first, and the digest of its content."""


async def write_all(graph: GraphClient, facts: Sequence[Fact], recorded_at: datetime) -> Outcome:
    """Write a batch for an operator, who may see everything."""
    return await write_facts(graph, facts, recorded_at=recorded_at)


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What to do with facts that stand in the graph and are not in the file: nothing, unless asked."""

    missing: bool = False
    confirmed: bool = False


CLOSE_NOTHING = Closing()


@dataclass(kw_only=True)
class ImportReport:
    """What an import did, line by line and fact by fact."""

    dataset: str
    file: str
    recorded_at: datetime
    rows_read: int = 0
    new: int = 0
    unchanged: int = 0
    superseded: int = 0
    closed: int = 0
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
    closing: Closing = CLOSE_NOTHING,
    progress: Progress = lambda done, total: None,
    write: Writing = write_all,
    report: ImportReport | None = None,
) -> ImportReport:
    """Import one file. Raises InvalidInput before the first write where the file's layout is wrong.

    `report` is filled as the import goes on, for who follows it; without one a new one is made.

    Raises Conflict when more than 5 % of the dataset's standing facts would be closed without confirmation; what the
    file does say has been written by then.
    """
    total = sum(1 for _ in read_lines(dataset, path))
    progress(0, total)
    report = report or begin_report(dataset, path)
    await write_sources(graph, dataset.sources)
    seen: Seen = {}
    batch: list[Fact] = []
    for facts in read_facts(dataset, path, crosswalk, report, seen):
        batch += facts
        if len(batch) >= BATCH_FACTS:
            _count(report, await write(graph, batch, report.recorded_at))
            batch = []
            progress(report.rows_read, total)
    _count(report, await write(graph, batch, report.recorded_at))
    progress(report.rows_read, total)
    if closing.missing:
        await _close_missing(graph, dataset, seen, report, confirmed=closing.confirmed)
    return report


def begin_report(dataset: Dataset, path: Path) -> ImportReport:
    """The report of an import that begins now."""
    return ImportReport(dataset=dataset.name, file=path.name, recorded_at=datetime.now(UTC))


def read_facts(
    dataset: Dataset, path: Path, crosswalk: Crosswalk, report: ImportReport, seen: Seen
) -> Iterator[list[Fact]]:
    """The facts of each group that no earlier one gave already; what is wrong goes into the report."""
    tally: dict[str, set[str]] = defaultdict(set)
    for group in read_groups(dataset, path):
        report.rows_read += len(group)
        report.rejected += [_rejection([line], line.problem) for line in group if line.problem]
        lines = [line for line in group if not line.problem]
        if not lines:
            continue
        try:
            found = list(dataset.facts_of(lines, crosswalk))
            fresh = _unseen(lines[0].number, [fact for fact in found if isinstance(fact, Fact)], seen)
        except InvalidInput as error:
            fields = tuple(each.field for each in error.errors) or ((error.field,) if error.field else ())
            report.rejected.append(_rejection(lines, error.detail, fields))
            continue
        report.rejected += [_rejection(lines, part.reason) for part in found if isinstance(part, Problem)]
        yield fresh
        for line in lines:
            for kind, key in dataset.tally(line).items():
                tally[kind].add(key)
    report.tally = {kind: len(keys) for kind, keys in tally.items()}


def _rejection(lines: Sequence[Line], reason: str, fields: tuple[str, ...] = ()) -> Rejection:
    return Rejection(row=lines[0].number, reason=reason, content=dict(lines[0].cells), fields=fields)


def _unseen(number: int, facts: Sequence[Fact], seen: Seen) -> list[Fact]:
    fresh: dict[str, Fact] = {}
    for fact in facts:
        earlier = seen.get(fact.key)
        if earlier is None:
            fresh[fact.key] = fact
        elif earlier[1] != fact.digest:
            raise InvalidInput(f"It contradicts line {earlier[0]}: both speak of {fact.key}.", field="row")
    seen.update({key: (number, fact.digest) for key, fact in fresh.items()})
    return list(fresh.values())


def _count(report: ImportReport, outcome: Outcome) -> None:
    report.new += outcome.new
    report.unchanged += outcome.unchanged
    report.superseded += outcome.superseded
    for keys, reason in (
        (outcome.missing, "One end is not in the graph"),
        (outcome.clashing, "Its key belongs to another kind of entity"),
    ):
        report.rejected += [Rejection(row=0, reason=f"{reason}: {key}", content={}) for key in keys]
    report.rejected += [Rejection(row=0, reason=reason, content={}) for reason in outcome.refused.values()]


async def _close_missing(
    graph: GraphClient, dataset: Dataset, seen: Seen, report: ImportReport, *, confirmed: bool
) -> None:
    """Close the dataset's standing facts that the file does not give any more."""
    if not dataset.sources:
        raise InvalidInput(
            f"{dataset.name} is a template for facts of many sources: nothing says which are missing.", field="dataset"
        )
    # Two files of one source give facts of different types: the one says nothing of the other's.
    types = {key.split("|")[1] for key in seen}
    standing = await standing_facts(graph, types=types, sources=[source.key for source in dataset.sources])
    missing = [key for key in standing if key not in seen]
    if len(missing) > CLOSING_SHARE * len(standing) and not confirmed:
        raise Conflict(
            f"{len(missing)} of {len(standing)} standing facts are not in {report.file}: more than "
            f"{CLOSING_SHARE:.0%}. Nothing was closed; confirm to close them.",
            field="file",
            value=len(missing),
        )
    report.closed = await close_facts(graph, missing, closed_at=report.recorded_at)
