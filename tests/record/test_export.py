"""What is exported reads back to equal facts, and shows a viewer nothing else."""

from pathlib import Path
from typing import get_args

import pytest

from app.graph.client import GraphClient
from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.pipeline import import_file
from app.importers.records import templates
from app.importers.seed import FactFolder, load_seed, read_folder
from app.record.export import Format, export_graph
from app.record.releasability import Marking, Viewer
from tests.conftest import wipe

ODD = (
    "nation,agreement,obligations,valid_from,valid_to,start_unknown,end_unknown,source,source_row,marking,"
    "releasable_to,attested_until,distinction\n"
    'ISL,anzus-treaty,consultation|entente,1951,1960-02,true,,anzus-treaty,"a ""quoted"" row, with commas",0,,,\n'
    "ISL,anzus-treaty,,1970-05-01,,,true,anzus-treaty,,0,,2012-12-31,second\n"
    "ISL,rio-treaty,defence,1951-01-01,,,,anzus-treaty,,3,USA|NOR,,\n"
)


async def standing(graph: GraphClient, viewer: Viewer) -> dict[str, str]:
    return {
        row["fact"]["factKey"]: row["fact"]["digest"]
        async for row in graph.stream("record/export", **viewer.parameters)
    }


@pytest.fixture
async def odd(seeded: GraphClient, tmp_path: Path) -> GraphClient:
    """The seed, with facts whose every column is in use."""
    path = tmp_path / "party_to.csv"
    path.write_text(ODD, encoding="utf-8")
    report = await import_file(seeded, templates()["party_to"], path, crosswalk=NOTHING_KNOWN)
    assert (report.new, report.rejected) == (3, [])
    return seeded


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("clearance", [Marking.UNCLASSIFIED, Marking.TOP_SECRET])
async def test_an_export_reads_back_to_equal_facts(
    odd: GraphClient, tmp_path: Path, form: Format, clearance: Marking
) -> None:
    viewer = Viewer(clearance=clearance, nationality="NOR")
    before = await standing(odd, viewer)
    rows = await export_graph(odd, tmp_path / "export", viewer=viewer, form=form)
    assert sum(count for template, count in rows.items() if template != "sources") == len(before)
    await wipe(odd)
    await load_seed(odd, read_folder(tmp_path / "export"))
    everything = Viewer(clearance=Marking.TOP_SECRET, nationality="NOR")
    assert await standing(odd, everything) == before
    secret = "anzus-treaty|PARTY_TO|ISL|rio-treaty|1951-01-01"
    assert (secret in before) == (clearance == Marking.TOP_SECRET)


async def test_loading_an_export_again_changes_nothing(
    seeded: GraphClient, tmp_path: Path, alliances_seed: FactFolder
) -> None:
    await export_graph(seeded, tmp_path, viewer=Viewer(), form="jsonl")
    reports = await load_seed(seeded, read_folder(tmp_path))
    assert sum(report.new + report.superseded for report in reports) == 0
    assert sum(report.unchanged for report in reports) == sum(
        report.unchanged for report in await load_seed(seeded, alliances_seed)
    )
