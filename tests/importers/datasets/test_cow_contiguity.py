"""COW contiguity: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.cow_contiguity import COW_CONTIGUITY
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

SPELL = {
    "dyad": 290360, "statelno": 290, "statehno": 360, "conttype": 1, "begin": 191904, "end": 193909,
    "notes": "Begins with a system entry",
}  # fmt: skip
NATIONS = made_up({"POL": 290, "ROU": 360, "AUT": 305, "ITA": 325}, since={"ITA": date(1861, 3, 17)})


def read(folder: Path, *lines: dict[str, object]) -> Reading:
    spells = [SPELL | line for line in lines]
    return reading_of(COW_CONTIGUITY, folder, rows(COW_CONTIGUITY.columns, *spells), crosswalk=NATIONS)


def test_months_widen_to_their_first_and_last_day(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, {}).facts
    assert (fact.type, fact.start, fact.end, fact.content["by"]) == ("BORDERS", "POL", "ROU", "land")
    assert (fact.valid.valid_from, fact.valid.valid_to) == (date(1919, 4, 1), date(1939, 9, 30))
    assert (fact.valid.start_unknown, fact.valid.end_unknown) == (False, False)
    assert fact.content["sourceRow"] == "dyad 290360 from 191904: Begins with a system entry"


def test_the_edges_of_the_data_are_no_beginnings_and_ends(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, {"begin": 181601, "end": 201612}).facts
    assert (fact.valid.start_unknown, fact.valid.end_unknown, fact.valid.valid_to) == (True, True, None)
    assert fact.content["attestedUntil"] == date(2016, 12, 31)


def test_a_pair_is_written_once_by_key(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, {"statelno": 290, "statehno": 305}).facts
    assert (fact.start, fact.end) == ("AUT", "POL")


@pytest.mark.parametrize(
    ("code", "by"), [(1, "land"), (2, "water_12"), (3, "water_24"), (4, "water_150"), (5, "water_400")]
)
def test_each_type_of_contiguity(tmp_path: Path, code: int, by: str) -> None:
    (fact,) = read(tmp_path, {"conttype": code}).facts
    assert fact.content["by"] == by


def test_a_pair_that_parts_and_meets_again_has_two_facts(tmp_path: Path) -> None:
    assert len(read(tmp_path, {}, {"begin": 194505, "conttype": 2, "end": 199012}).facts) == 2


def test_a_state_that_is_founded_within_the_month_is_found(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, {"statelno": 305, "statehno": 325, "begin": 186103}).facts
    assert (fact.start, fact.end) == ("AUT", "ITA")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"conttype": 6}, "conttype: '6' is not 1 to 5."),
        ({"begin": 1919}, "begin: '1919' is not a month."),
        ({"end": 193913}, "valid_to: '1939-13' is not a date."),
        ({"statehno": 999}, "No nation holds cowCode 999 on 1919-04-30."),
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason(tmp_path: Path, line: dict[str, object], reason: str) -> None:
    found = read(tmp_path, line)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    found = reading(COW_CONTIGUITY, data_folder / "cow-contiguity" / "contdir.csv", seed_crosswalk())
    assert (found.rows, len(found.facts), found.rejected) == (847, 847, ())
    assert found.tally == {"pairs": 695, "spells": 847}
    assert sum(fact.content["by"] == "land" for fact in found.facts) == 474
    assert all(fact.start < fact.end for fact in found.facts)
    assert undeclared(found.facts) == set()
