"""COW alliances: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.crosswalk import load_crosswalk
from app.importers.dataset import dataset_named
from app.importers.datasets.cow_alliances import COW_ALLIANCES
from app.importers.pipeline import ImportReport, import_file
from app.importers.registry import registry
from app.record.releasability import Viewer
from app.record.time import LATEST
from tests.conftest import drift

HEADER = (
    "version4id,ccode,state_name,all_st_day,all_st_month,all_st_year,all_end_day,all_end_month,all_end_year,ss_type,"
    "mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,left_censor,right_censor,"
    "defense,neutrality,nonaggression,entente,version\n"
)
# Invented alliances between real states.
ROWS = (
    '9001,290,"Poland",1,3,1921,,,,"Type I: Defense Pact",1,3,1921,31,8,1925,0,0,1,0,0,1,4.1\n'
    '9001,290,"Poland",1,3,1921,,,,"Type I: Defense Pact",,6,1930,,,,0,1,1,0,,1,4.1\n'
    '9001,360,"Romania",1,3,1921,,,,"Type I: Defense Pact",1,3,1921,,,,1,1,0,0,0,1,4.1\n'
)

ROMANIA = ROWS.splitlines()[2]


async def imported(graph: GraphClient, path: Path) -> ImportReport:
    return await import_file(graph, COW_ALLIANCES, path, crosswalk=await load_crosswalk(graph, viewer=Viewer()))


def file_of(folder: Path, text: str) -> Path:
    path = folder / "alliances.csv"
    path.write_text(text, encoding="utf-8")
    return path


async def commitments(graph: GraphClient, on: date) -> dict[str, dict[str, Any]]:
    rows = await graph.read(
        "alliances/commitments",
        agreements=["cow-alliance-9001"],
        nations=["POL", "ROU"],
        on=on,
        knownOn=LATEST,
        sources=None,
        clearance=0,
        nationality=None,
    )
    return {row["nation"]: row for row in rows}


async def test_open_censored_and_partial_dates(seeded: GraphClient, tmp_path: Path) -> None:
    report = await imported(seeded, file_of(tmp_path, HEADER + ROWS))
    assert report.rejected == []
    assert report.tally == {"alliances": 1, "states": 2, "membership spells": 3}
    assert report.new == 4  # the alliance and three spells
    early = await commitments(seeded, date(1925, 8, 31))
    assert early["POL"]["validTo"] == date(1925, 8, 31)
    assert early["POL"]["obligations"] == ["defence", "entente"]
    assert early["ROU"]["obligations"] == ["entente"]
    assert early["ROU"]["startUnknown"]
    assert early["ROU"]["endUnknown"]
    assert early["ROU"]["attestedUntil"] == date(2012, 12, 31)
    between = await commitments(seeded, date(1927, 1, 1))
    assert set(between) == {"ROU"}
    late = await commitments(seeded, date(1930, 6, 1))
    assert (late["POL"]["validFrom"], late["POL"]["validFromPrecision"]) == (date(1930, 6, 1), "month")
    assert late["POL"]["obligationsUnknown"] == ["non-aggression"]


async def test_a_second_import_changes_nothing(seeded: GraphClient, tmp_path: Path) -> None:
    path = file_of(tmp_path, HEADER + ROWS)
    await imported(seeded, path)
    again = await imported(seeded, path)
    assert (again.new, again.unchanged, again.superseded) == (0, 4, 0)
    assert await drift(seeded) == []


async def test_a_changed_row_supersedes(seeded: GraphClient, tmp_path: Path) -> None:
    await imported(seeded, file_of(tmp_path, HEADER + ROWS))
    changed = await imported(seeded, file_of(tmp_path, HEADER + ROWS.replace("31,8,1925", "30,8,1925")))
    assert (changed.new, changed.unchanged, changed.superseded) == (0, 3, 1)


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("9001,360", "9001,999"), 4, "No nation holds cowCode 999 on 1921-03-01."),
        (("1,3,1921,,,,1,1,0", "1,13,1921,,,,1,1,0"), 4, "valid_from: '1921-13-01' is not a date."),
        (("1,1,0,0,0,1", "1,1,2,0,0,1"), 4, "defense: '2' is none of 0, 1 and blank."),
        ((ROMANIA, ROMANIA.replace("I: Defense Pact", "III: Entente")), 4, "It contradicts line 2"),
    ],
)  # fmt: skip
async def test_a_wrong_row_is_rejected_with_its_reason(
    seeded: GraphClient, tmp_path: Path, change: tuple[str, str], line: int, reason: str
) -> None:
    report = await imported(seeded, file_of(tmp_path, HEADER + ROWS.replace(*change)))
    assert [rejection.row for rejection in report.rejected] == [line]
    assert report.rejected[0].reason.startswith(reason)
    assert report.new == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            HEADER.replace("ccode,", "code,") + ROWS,
            "alliances.csv is not a cow-alliances file: column 'ccode' is missing.",
        ),
        ("", "column 'version4id' is missing"),
    ],
)
async def test_a_wrong_layout_is_refused_before_the_first_write(
    seeded: GraphClient, tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        await imported(seeded, file_of(tmp_path, text))
    assert "cow-alliance-9001" not in {
        row["key"] for row in await seeded.read("agreements/codes", clearance=0, nationality=None)
    }


async def test_a_wrong_encoding_is_refused(seeded: GraphClient, tmp_path: Path) -> None:
    path = tmp_path / "alliances.csv"
    path.write_bytes((HEADER + ROWS.replace("Poland", "Pologne é")).encode("latin-1"))
    with pytest.raises(InvalidInput, match="cannot be read as CSV in utf-8-sig"):
        await imported(seeded, path)


def test_an_unknown_dataset_lists_what_there_is() -> None:
    with pytest.raises(NotFound, match=r"There is no importer .cow-aliances.\. There are: atop-alliances, "):
        dataset_named("cow-aliances", registry())


async def test_the_real_file(seeded: GraphClient, data_folder: Path) -> None:
    path = data_folder / "cow-alliances" / "alliance_v4.1_by_member.csv"
    report = await imported(seeded, path)
    assert report.rejected == []
    assert report.rows_read == 1221
    assert report.tally == {"alliances": 414, "states": 180, "membership spells": 1221}
    assert report.new == 414 + 1221
    again = await imported(seeded, path)
    assert (again.new, again.unchanged, again.superseded) == (0, 414 + 1221, 0)
    assert await drift(seeded) == []


async def test_a_line_of_the_wrong_width_is_rejected(seeded: GraphClient, tmp_path: Path) -> None:
    report = await imported(seeded, file_of(tmp_path, HEADER + "9002,290\n" + ROWS))
    assert [(rejected.row, rejected.reason) for rejected in report.rejected] == [
        (2, "It has 2 fields where the header has 23.")
    ]
    assert report.new == 4
