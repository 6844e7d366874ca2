"""COW disputes: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.cow_mid import COW_MID
from app.record.facts import Fact
from app.record.time import Precision
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, undeclared

DISPUTE = {
    "dispnum": 9001, "stday": 4, "stmon": 5, "styear": 1902, "endday": 6, "endmon": 7, "endyear": 1903,
    "outcome": 5, "settle": 3, "hostlev": 3, "ongo2014": 0,
}  # fmt: skip


def read(folder: Path, **cells: object) -> Reading:
    return reading_of(COW_MID, folder, rows(COW_MID.columns, DISPUTE | cells), crosswalk=made_up({}))


def dispute(folder: Path, **cells: object) -> Fact:
    (fact,) = read(folder, **cells).facts
    return fact


def test_a_dispute(tmp_path: Path) -> None:
    fact = dispute(tmp_path)
    assert (fact.label, fact.start) == ("Dispute", "mid-9001")
    assert fact.content["name"] == "Militarised interstate dispute 9001 of 1902"
    assert (fact.content["kind"], fact.content["hostility"]) == ("armed_dispute", 3)
    assert fact.content["outcome"] == "stalemate; no settlement"
    assert (fact.valid.valid_from, fact.valid.valid_to) == (date(1902, 5, 4), date(1903, 7, 6))


def test_a_dispute_of_the_highest_hostility_is_a_war(tmp_path: Path) -> None:
    assert dispute(tmp_path, hostlev=5).content["kind"] == "war"


def test_a_day_of_minus_nine_widens(tmp_path: Path) -> None:
    valid = dispute(tmp_path, stday=-9, endday=-9).valid
    assert (valid.valid_from, valid.from_precision) == (date(1902, 5, 1), Precision.MONTH)
    assert (valid.valid_to, valid.to_precision) == (date(1903, 7, 31), Precision.MONTH)


def test_a_dispute_that_goes_on_at_the_end_of_the_data_has_no_known_end(tmp_path: Path) -> None:
    fact = dispute(tmp_path, ongo2014=1)
    assert fact.valid.valid_to is None
    assert fact.valid.end_unknown
    assert fact.content["attestedUntil"] == date(2014, 12, 31)


@pytest.mark.parametrize(
    ("outcome", "settle", "said"),
    [
        (-9, -9, None),
        (6, -9, "compromise"),
        (-9, 1, "negotiated settlement"),
        (1, 2, "victory for side A; imposed settlement"),
    ],
)
def test_an_outcome_of_minus_nine_is_not_known(tmp_path: Path, outcome: int, settle: int, said: str | None) -> None:
    assert dispute(tmp_path, outcome=outcome, settle=settle).content.get("outcome") == said


def test_a_hostility_of_minus_nine_is_not_known(tmp_path: Path) -> None:
    assert "hostility" not in dispute(tmp_path, hostlev=-9).content


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"dispnum": "x"}, "dispnum: 'x' is not a whole number."),
        ({"hostlev": 6}, "hostlev: 6 is not 1 to 5."),
        ({"outcome": 10}, "outcome: '10' is none of 1, 2, 3, 4, 5, 6, 7, 8, 9, -9."),
        ({"ongo2014": ""}, "ongo2014: '' is none of 0, 1."),
        ({"styear": -9}, "valid_from: '' is not a date."),
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    found = read(tmp_path, **cells)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    found = reading(COW_MID, data_folder / "cow-mid" / "MIDA 5.0.csv", made_up({}))
    assert (found.rows, len(found.facts), found.rejected) == (2436, 2436, ())
    assert found.tally == {"disputes": 2436}
    assert sum(fact.content["kind"] == "war" for fact in found.facts) == 106
    assert sum(fact.valid.end_unknown for fact in found.facts) == 33
    assert undeclared(found.facts) == set()
