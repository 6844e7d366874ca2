"""`entente seed` and `entente import`: facts into the graph."""

import csv
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.cli.console import AsJson, answers, errors, print_json, say
from app.cli.graph import with_graph
from app.graph.client import GraphClient
from app.graph.migrations import apply_migrations, load_migrations
from app.importers.crosswalk import load_crosswalk
from app.importers.dataset import Dataset, dataset_named
from app.importers.pipeline import ImportReport, import_file
from app.importers.registry import registry
from app.importers.seed import load_seed
from app.settings import settings


def seed(as_json: AsJson = False) -> None:
    """Load the facts that ship with Entente. Loading them again changes nothing. Example: `entente seed`."""

    async def ask(graph: GraphClient) -> list[ImportReport]:
        await apply_migrations(graph, load_migrations(), say=say)
        return await load_seed(graph, say=lambda line: None)

    reports = with_graph(settings(), ask)
    if as_json:
        print_json([report.as_json() for report in reports])
    for report in reports if not as_json else []:
        _print(report)


def import_(
    dataset: Annotated[str, typer.Argument(help="Which dataset, or which CSV template.")],
    file: Annotated[Path, typer.Argument(help="Its file.")],
    report_file: Annotated[Path | None, typer.Option("--report", help="Write the report here, as JSON.")] = None,
    rejected_file: Annotated[
        Path | None, typer.Option("--rejected", help="Write rejected rows here, as CSV, with their reasons.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import a dataset. Importing it again changes nothing; a changed row supersedes what stood.

    Example: `entente import cow-alliances alliance_v4.1_by_member.csv --report report.json`
    """
    chosen = dataset_named(dataset, registry())
    report = with_graph(settings(), lambda graph: _import(graph, chosen, file))
    if report_file:
        report_file.write_text(json.dumps(report.as_json(), indent=2, ensure_ascii=False), encoding="utf-8")
    if rejected_file:
        _write_rejected(report, rejected_file)
    if as_json:
        print_json(report.as_json())
    else:
        _print(report)
    raise typer.Exit(1 if report.rejected else 0)


async def _import(graph: GraphClient, dataset: Dataset, file: Path) -> ImportReport:
    await apply_migrations(graph, load_migrations(), say=say)
    crosswalk = await load_crosswalk(graph, viewer=settings().viewer)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.speed:.0f} rows/s", justify="right"),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    ) as bar:
        task = bar.add_task(dataset.name, total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return await import_file(graph, dataset, file, crosswalk=crosswalk, progress=progress)


def _print(report: ImportReport) -> None:
    tally = "".join(f", {count} {kind}" for kind, count in report.tally.items())
    answers.print(
        f"{report.file}: {report.rows_read} rows read{tally}; facts: {report.new} new, {report.unchanged} unchanged, "
        f"{report.superseded} superseded; {len(report.rejected)} rows rejected"
    )
    for rejection in report.rejected[:10]:
        errors.print(f"  line {rejection.row}: {rejection.reason}", markup=False)
    if len(report.rejected) > 10:
        errors.print(f"  … and {len(report.rejected) - 10} more; --rejected FILE writes all of them.")


def _write_rejected(report: ImportReport, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = sorted({column for rejection in report.rejected for column in rejection.content})
        writer = csv.DictWriter(file, ["line", "reason", *columns])
        writer.writeheader()
        for rejection in report.rejected:
            writer.writerow({"line": rejection.row, "reason": rejection.reason, **rejection.content})
