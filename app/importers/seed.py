"""The seed: the facts that ship with Entente, as CSV templates in a folder per theme below `seed/`."""

import csv
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.dataset import Dataset
from app.importers.pipeline import ImportReport, import_file
from app.importers.records import source_of, templates
from app.record.evidence import Source
from app.record.writer import write_sources

SEED = Path(__file__).parents[2] / "seed"


def seed_checksum(folder: Path = SEED) -> str:
    """What identifies the seed's content, so that a start can skip a seed that is loaded already."""
    digest = sha256()
    for path in sorted(folder.glob("*/*.csv")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


async def load_seed(
    graph: GraphClient, folder: Path = SEED, *, say: Callable[[str], None] = lambda line: None
) -> list[ImportReport]:
    """Load all files of the seed; entities first. Raises InvalidInput when a row of it is rejected."""
    sources, files = _contents(folder)
    await write_sources(graph, sources)
    reports = []
    for dataset, path in files:
        reports.append(await _load(graph, dataset, path))
        say(f"{path.relative_to(folder)}: {reports[-1].rows_read} rows, {reports[-1].new} new facts")
    await graph.write("record/mark_seeded", checksum=seed_checksum(folder))
    return reports


def _contents(folder: Path) -> tuple[list[Source], list[tuple[Dataset, Path]]]:
    """The sources of all themes, and their files with entities before the facts between them."""
    sources = [source for path in sorted(folder.glob("*/sources.csv")) for source in _sources(path)]
    files = [
        (dataset, path) for dataset in templates().values() for path in sorted(folder.glob(f"*/{dataset.name}.csv"))
    ]
    return sources, files


def _sources(path: Path) -> list[Source]:
    with path.open(encoding="utf-8", newline="") as file:
        return [source_of(cells) for cells in csv.DictReader(file)]


async def is_seeded(graph: GraphClient) -> bool:
    """Whether the graph holds this very seed."""
    rows = await graph.read("record/seeded")
    return bool(rows) and rows[0]["checksum"] == seed_checksum()


async def _load(graph: GraphClient, dataset: Dataset, path: Path) -> ImportReport:
    report = await import_file(graph, dataset, path, crosswalk=NOTHING_KNOWN)
    for rejection in report.rejected:
        raise InvalidInput(f"{path}:{rejection.row}: {rejection.reason}", field=path.name, value=rejection.row)
    return report
