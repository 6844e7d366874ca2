"""Folders of facts in the templates: the seed that ships with Entente, and what `entente export` wrote.

A folder has a folder per theme with CSV files in it, or a file `facts.jsonl`. Entities are loaded before the facts
between them. The theme `demonstration` is invented and loaded by choice only.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from app.errors import FieldError, InvalidInput
from app.graph.client import GraphClient
from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.dataset import Dataset, Rejection
from app.importers.pipeline import ImportReport, Seen, import_file, read_facts
from app.importers.records import source_of, templates
from app.importers.references import Fault, Place, References
from app.record.evidence import Source
from app.record.facts import Fact
from app.record.writer import write_sources

SEED = Path(__file__).parents[2] / "seed"
DEMONSTRATION = "demonstration"
_FAULTS_TOLD = 20


@dataclass(frozen=True, kw_only=True)
class FactFolder:
    """A folder of facts: its sources, and its files in the order in which they are loaded."""

    path: Path
    name: str
    """What the graph remembers it by: the seed and the demonstration set are loaded each for itself."""
    sources: tuple[Source, ...]
    files: tuple[tuple[Dataset, Path], ...]


def read_folder(path: Path = SEED, *, demonstration: bool = False) -> FactFolder:
    """What a folder holds. Raises InvalidInput where there is nothing in it."""
    themes = [theme for theme in sorted(path.glob("*/")) if demonstration == (theme.name == DEMONSTRATION)]
    lines = path / "facts.jsonl"
    if lines.exists():
        return _json_lines(path, lines)
    found = FactFolder(
        path=path,
        name=DEMONSTRATION if demonstration else path.name,
        sources=tuple(source for theme in themes for source in _sources(theme / "sources.csv")),
        files=tuple(
            (dataset, theme / f"{dataset.name}.csv")
            for dataset in templates().values()
            for theme in themes
            if (theme / f"{dataset.name}.csv").exists()
        ),
    )
    if not found.files:
        raise InvalidInput(
            f"There are no facts in {path}.", field="folder", value=str(path), expected="THEME/TEMPLATE.csv"
        )
    return found


def checksum(folder: FactFolder) -> str:
    """What identifies a folder's content, so that a start can skip a seed that is loaded already."""
    digest = sha256(repr(folder.sources).encode())
    for dataset, path in folder.files:
        digest.update(dataset.name.encode() + path.read_bytes())
    return digest.hexdigest()


async def load_seed(
    graph: GraphClient, folder: FactFolder, *, say: Callable[[str], None] = lambda line: None
) -> list[ImportReport]:
    """Load a folder.

    Raises InvalidInput before the first write for a row that cannot be read, and for one that refers to what neither
    the folder nor the graph has.
    """
    await _look(graph, folder)
    await write_sources(graph, folder.sources)
    reports = []
    for dataset, path in folder.files:
        report = await import_file(graph, dataset, path, crosswalk=NOTHING_KNOWN)
        _refuse(path, report.rejected)
        say(f"{path.relative_to(folder.path)}: {report.rows_read} {dataset.name}, {report.new} new")
        reports.append(report)
    await graph.write("record/mark_seeded", name=folder.name, checksum=checksum(folder))
    return reports


async def _look(graph: GraphClient, folder: FactFolder) -> None:
    """Read all rows of a folder and find all that they refer to. Raises InvalidInput."""
    references = References(sources={source.key for source in folder.sources})
    for dataset, path in folder.files:
        for fact, place in _rows(dataset, path):
            references.add(fact, place)
    faults = await references.faults(graph)
    if faults:
        raise _dangling(folder, faults)


def _rows(dataset: Dataset, path: Path) -> Iterator[tuple[Fact, Place]]:
    report, seen = ImportReport(dataset=dataset.name, file=path.name, recorded_at=datetime.now(UTC)), Seen()
    for facts in read_facts(dataset, path, NOTHING_KNOWN, report, seen):
        _refuse(path, report.rejected)
        yield from ((fact, Place(path, seen[fact.key][0])) for fact in facts)
    _refuse(path, report.rejected)


def _refuse(path: Path, rejected: Sequence[Rejection]) -> None:
    for rejection in rejected:
        raise InvalidInput(f"{path}:{rejection.row}: {rejection.reason}", field=path.name, value=rejection.row)


def _dangling(folder: FactFolder, faults: Sequence[Fault]) -> InvalidInput:
    first, *others = faults
    more = f", and {len(others)} more" if others else ""
    cure = (
        "It builds on the seed: run `entente seed` first."
        if folder.name == DEMONSTRATION
        else "Load what it refers to first, as `entente seed` loads the seed, or add it to the folder."
    )
    return InvalidInput(
        f"{first.place}: {first.reason}: {first.key}{more}. Nothing was written. {cure}",
        field=first.place.path.name,
        value=first.key,
        errors=[
            FieldError(field=str(each.place), value=each.key, detail=f"{each.reason}: {each.key}.")
            for each in faults[:_FAULTS_TOLD]
        ],
    )


async def is_seeded(graph: GraphClient, folder: FactFolder) -> bool:
    """Whether the graph holds this very seed."""
    rows = await graph.read("record/seeded", name=folder.name)
    return bool(rows) and rows[0]["checksum"] == checksum(folder)


def _sources(path: Path) -> list[Source]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [source_of(cells) for cells in csv.DictReader(file)]


def _json_lines(path: Path, lines: Path) -> FactFolder:
    sources, present = [], set()
    with lines.open(encoding="utf-8") as file:
        for line in file:
            fact = json.loads(line)
            present.add(fact["template"])
            if fact["template"] == "sources":
                sources.append(source_of(fact["cells"]))
    files = tuple((dataset, lines) for dataset in templates().values() if dataset.name in present)
    return FactFolder(path=path, name=path.name, sources=tuple(sources), files=files)
