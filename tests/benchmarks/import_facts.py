"""How fast are facts imported, and how much memory does it take?

`python -m tests.benchmarks.import_facts` starts an embedded engine of its own, writes made-up engagements and
participations as CSV templates, and imports them: 240,000 relationship facts.
"""

import asyncio
import csv
import resource
import sys
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console

from app.cli.graph import engine_address
from app.engine.supervisor import running
from app.graph.client import GraphAddress, open_graph
from app.graph.migrations import apply_migrations, load_migrations
from app.graph.queries import load_queries
from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.pipeline import ImportReport, import_file
from app.importers.records import templates
from app.logs import configure_logs
from app.record.evidence import Source
from app.record.writer import write_sources
from app.settings import Settings

NATIONS = 200
ENGAGEMENTS = 40_000
PARTICIPATIONS = 200_000 - NATIONS


def main() -> None:
    """Import the facts twice, and print what it took."""
    with TemporaryDirectory() as folder:
        files = made_up_files(Path(folder))
        settings = Settings(home=Path(folder) / "home", log_level="error")
        configure_logs(settings)
        with running(settings, console=Console(stderr=True)) as engine:
            for run in ("first import", "same files again"):
                start = perf_counter()
                reports = asyncio.run(imported(engine_address(engine), files))
                report(run, reports, perf_counter() - start)


def made_up_files(folder: Path) -> list[Path]:
    """Nations, engagements and participations in the layout of the templates."""
    random = Random(240_000)
    nations = [f"N{number:03}" for number in range(NATIONS)]
    common = ["2001-05-01", "2001-05-09", "bench", "B", "2"]
    envelope = ["valid_from", "valid_to", "source", "reliability", "credibility"]
    write(folder / "nations.csv", ["key", "name", *envelope], ([key, f"Nation {key}", *common] for key in nations))
    write(
        folder / "engagements.csv",
        ["key", "name", "kind", *envelope],
        ([f"e-{number}", f"Exercise {number}", "joint_exercise", *common] for number in range(ENGAGEMENTS)),
    )
    pairs = {(random.choice(nations), random.randrange(ENGAGEMENTS)) for _ in range(PARTICIPATIONS)}
    numbers = count()
    while len(pairs) < PARTICIPATIONS:
        pairs.add((random.choice(nations), next(numbers) % ENGAGEMENTS))
    write(
        folder / "participated_in.csv",
        ["participant", "engagement", "role", *envelope],
        ([nation, f"e-{number}", "participant", *common] for nation, number in sorted(pairs)),
    )
    return [folder / f"{name}.csv" for name in ("nations", "engagements", "participated_in")]


def write(path: Path, header: list[str], rows: object) -> None:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)  # type: ignore[arg-type]


async def imported(address: GraphAddress, files: list[Path]) -> list[ImportReport]:
    """Import each file."""
    async with open_graph(address, queries=load_queries(), query_seconds=60, connect_seconds=5) as graph:
        await apply_migrations(graph, load_migrations())
        await write_sources(graph, [Source(key="bench", title="Made up for a benchmark")])
        return [
            await import_file(graph, templates()[path.stem], path, crosswalk=NOTHING_KNOWN, progress=dots)
            for path in files
        ]


def dots(done: int, total: int) -> None:
    """Progress."""
    print(f"\r{done:,} of {total:,}", end="", file=sys.stderr)  # noqa: T201


def report(run: str, reports: list[ImportReport], seconds: float) -> None:
    """A row of the table in the README."""
    facts = sum(each.new + each.unchanged for each in reports)
    new = sum(each.new for each in reports)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {run} | {facts:,} | {new:,} | {seconds:.0f} s | {facts / seconds:,.0f} | {memory:.0f} MiB |")  # noqa: T201


if __name__ == "__main__":
    main()
