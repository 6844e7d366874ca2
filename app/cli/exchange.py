"""`entente seed` and `entente import`: facts into the graph."""

import csv
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from app.cli.console import AsJson, answers, errors, print_json, say
from app.cli.graph import with_graph
from app.cli.trail import with_recorded_graph
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.graph.migrations import apply_migrations, load_migrations
from app.importers.crosswalk import load_crosswalk
from app.importers.dataset import Dataset, dataset_named
from app.importers.pipeline import Closing, ImportReport, import_file
from app.importers.registry import registry
from app.importers.seed import SEED, load_seed, read_folder
from app.record.export import Format, export_graph
from app.settings import settings


def seed(
    folder: Annotated[Path, typer.Argument(help="Folder of templates, or one that `entente export` wrote.")] = SEED,
    demonstration: Annotated[bool, typer.Option(help="Load the invented demonstration set instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load the facts that ship with Entente. Loading them again changes nothing.

    Examples: `entente seed` · `entente seed --demonstration` · `entente seed my-export`
    """
    facts = read_folder(folder, demonstration=demonstration)

    async def ask(graph: GraphClient) -> list[ImportReport]:
        await apply_migrations(graph, load_migrations(), say=say)
        return await load_seed(graph, facts, say=say)

    reports = with_recorded_graph(
        settings(),
        "seed",
        ask,
        asked={"folder": str(facts.path), "name": facts.name},
        rows=lambda reports: sum(report.new for report in reports),
    )
    if as_json:
        print_json([report.as_json() for report in reports])
    else:
        answers.print(f"{sum(report.new for report in reports)} new facts.")


def export(
    folder: Annotated[Path, typer.Argument(help="Where to write; `entente seed FOLDER` reads it back.")],
    form: Annotated[Format, typer.Option("--format", help="csv: a file per template; jsonl: a fact a line.")] = "csv",
    as_json: AsJson = False,
) -> None:
    """Write the graph, or the part of it that the viewer of the settings may see. Example: `entente export mine`."""
    viewer = settings().viewer
    rows = with_graph(settings(), lambda graph: export_graph(graph, folder, viewer=viewer, form=form))
    if as_json:
        print_json(rows)
    for template, count in rows.items() if not as_json else ():
        answers.print(f"{template}: {count}")


def import_(
    dataset: Annotated[str, typer.Argument(help="Which dataset, or which CSV template; `--list` shows them.")] = "",
    file: Annotated[Path | None, typer.Argument(help="Its file, plain or gzipped.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the datasets and their columns.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print the header of the CSV template.")] = False,
    reports: Annotated[
        Path | None, typer.Option(help="Folder for the report and the rejected rows. Default: imports/ in the home.")
    ] = None,
    close_missing: Annotated[
        bool, typer.Option(help="Close standing facts of this dataset that the file does not give any more.")
    ] = False,
    confirm: Annotated[bool, typer.Option(help="Close them even where they are more than 5 %.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a dataset. Importing it again changes nothing; a changed row supersedes what stood.

    Examples: `entente import cow-alliances alliance_v4.1_by_member.csv` · `entente import attache_posts --template`.
    Exit code 1: rows were rejected.
    """
    if list_:
        _list(as_json=as_json)
        return
    chosen = dataset_named(dataset, registry())
    if template:
        answers.print(chosen.delimiter.join(chosen.only or chosen.columns), markup=False)
        return
    if file is None:
        raise InvalidInput(f"Which file? {chosen.name}: {chosen.title}.", field="file", expected="a CSV file")
    closing = Closing(missing=close_missing, confirmed=confirm)
    report = with_recorded_graph(
        settings(),
        "import",
        lambda graph: _import(graph, chosen, file, closing),
        asked={"dataset": chosen.name, "file": str(file), "closeMissing": close_missing, "confirm": confirm},
        rows=lambda report: report.new + report.superseded + report.closed,
    )
    written = _write_report(report, reports or settings().home / "imports")
    if as_json:
        print_json(report.as_json())
    else:
        _print(report)
        answers.print(f"Report: {written}", markup=False)
    raise typer.Exit(1 if report.rejected else 0)


def _list(*, as_json: bool) -> None:
    datasets = registry().values()
    if as_json:
        print_json([{"name": each.name, "title": each.title, "columns": each.columns} for each in datasets])
    for each in datasets if not as_json else ():
        answers.print(f"[bold]{each.name}[/]  {each.title}\n    {', '.join(each.columns)}")


async def _import(graph: GraphClient, dataset: Dataset, file: Path, closing: Closing) -> ImportReport:
    await apply_migrations(graph, load_migrations(), say=say)
    crosswalk = await load_crosswalk(graph, viewer=settings().viewer)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    ) as bar:
        task = bar.add_task(dataset.name, total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return await import_file(graph, dataset, file, crosswalk=crosswalk, closing=closing, progress=progress)


class _Rate(ProgressColumn):
    """Rows a second, as soon as that is known."""

    def render(self, task: Task) -> Text:
        """The rate as text."""
        return Text(f"{task.speed:,.0f} rows/s" if task.speed else "", justify="right")


def _print(report: ImportReport) -> None:
    tally = "".join(f", {count} {kind}" for kind, count in report.tally.items())
    answers.print(
        f"{report.file}: {report.rows_read} rows read{tally}; facts: {report.new} new, {report.unchanged} unchanged, "
        f"{report.superseded} superseded, {report.closed} closed; {len(report.rejected)} rows rejected"
    )
    for rejection in report.rejected[:10]:
        errors.print(f"  line {rejection.row}: {rejection.reason}", markup=False)
    if len(report.rejected) > 10:
        errors.print(f"  … and {len(report.rejected) - 10} more, all in the rejected rows' file.")


def _write_report(report: ImportReport, folder: Path) -> Path:
    """Write the report as JSON, and beside it the rejected rows as CSV with their reasons."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{report.dataset}-{report.recorded_at:%Y%m%dT%H%M%S}.json"
    path.write_text(json.dumps(report.as_json(), indent=2, ensure_ascii=False), encoding="utf-8")
    if report.rejected:
        _write_rejected(report, path.with_suffix(".rejected.csv"))
    return path


def _write_rejected(report: ImportReport, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = sorted({column for rejection in report.rejected for column in rejection.content})
        writer = csv.DictWriter(file, ["line", "reason", *columns])
        writer.writeheader()
        for rejection in report.rejected:
            writer.writerow({"line": rejection.row, "reason": rejection.reason, **rejection.content})
