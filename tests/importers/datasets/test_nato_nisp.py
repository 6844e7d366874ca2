"""STANAGs listed in the NISP: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.datasets.nato_nisp import NATO_NISP
from app.record.facts import Fact
from tests.importers.crosswalks import Reading, reading, reading_of, rows, undeclared

LISTED = {
    "nispid": "nato-stanag9991ed3", "pubnum": "STANAG 9991 Ed 3", "title": "Signals by Lantern",
    "date": "2015-03-30", "responsible_party": "c3b-cap1-loscat", "first_added": "2002-10-11",
    "last_flag": "changed", "last_flag_date": "2017-01-14",
}  # fmt: skip


def read(folder: Path, *changes: dict[str, object]) -> Reading:
    lines = (LISTED | change for change in changes)
    return reading_of(NATO_NISP, folder, rows(NATO_NISP.columns, *lines), crosswalk=NOTHING_KNOWN)


def standard(folder: Path, **cells: object) -> Fact:
    (fact,) = read(folder, cells).facts
    return fact


def test_an_edition_of_a_standard(tmp_path: Path) -> None:
    fact = standard(tmp_path)
    assert (fact.label, fact.start) == ("Standard", "stanag-9991")
    assert fact.properties == {
        "name": "Signals by Lantern",
        "designation": "STANAG 9991",
        "edition": "3",
        "body": "NATO Standardization Office",
        "field": "communications",
        "status": "listed in NISP 15",
        "attestedUntil": date(2023, 1, 29),
    }
    assert (fact.valid.valid_from, fact.valid.valid_to, fact.valid.end_unknown) == (date(2015, 3, 30), None, True)
    assert undeclared([fact]) == set()


def test_editions_and_parts_are_facts_about_one_standard(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"nispid": "nato-stanag9991ed3-p1", "pubnum": "STANAG 9991 Ed 3 P1"},
        {"nispid": "nato-stanag9991ed3-p2", "pubnum": "STANAG 9991 Ed 3 P2", "title": "Signals by Drum"},
        {"nispid": "nato-stanag9991ed4", "pubnum": "STANAG 9991 Ed 4"},
    )
    assert {fact.start for fact in found.facts} == {"stanag-9991"}
    assert [fact.properties["edition"] for fact in found.facts] == ["3", "3", "4"]
    assert len({fact.key for fact in found.facts}) == 3
    assert found.rejected == ()


def test_one_without_a_date_is_attested_from_the_day_it_was_listed(tmp_path: Path) -> None:
    fact = standard(tmp_path, date="")
    assert (fact.valid.valid_from, fact.valid.start_unknown) == (date(2002, 10, 11), True)
    assert fact.properties["status"] == "listed in NISP 15, undated"


def test_drafts_and_deleted_ones(tmp_path: Path) -> None:
    assert standard(tmp_path, pubnum="STANAG (RD) 9991 Ed 3").properties["status"] == "ratification draft"
    deleted = standard(tmp_path, last_flag="deleted")
    assert (deleted.valid.valid_to, deleted.valid.end_unknown) == (date(2017, 1, 14), False)
    assert "attestedUntil" not in deleted.content


def test_a_party_that_answers_for_more_than_one_field_gives_none(tmp_path: Path) -> None:
    assert "field" not in standard(tmp_path, responsible_party="ncia-other").content


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"pubnum": "Lantern 9991"}, "pubnum: 'Lantern 9991' is not a STANAG and its edition."),
        ({"date": "30/3/2015"}, "valid_from: '30/3/2015' is not a date."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    assert read(tmp_path, cells).rejected == ((2, reason),)


def test_the_real_file(data_folder: Path) -> None:
    path = data_folder / "nato-stanag-nisp" / "stanag_standards.csv"
    found = reading(NATO_NISP, path, NOTHING_KNOWN)
    assert (found.rows, len(found.facts), found.rejected) == (81, 81, ())
    assert len({fact.start for fact in found.facts}) == 70
    assert sum(fact.valid.start_unknown for fact in found.facts) == 5
    assert undeclared(found.facts) == set()
