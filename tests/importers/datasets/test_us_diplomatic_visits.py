"""Visits of the President and Secretary of State: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.us_diplomatic_visits import US_DIPLOMATIC_VISITS
from app.record.time import Precision
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

KNOWN = made_up({"USA": 2, "NOR": 385}, since={"NOR": date(1950, 1, 1)})


def read(folder: Path, **cells: object) -> Reading:
    line = {"cowid": "385.0", "year": 1962, "bi_PRE": "0.0", "bi_SOS": "0.0"} | cells
    return reading_of(US_DIPLOMATIC_VISITS, folder, rows(US_DIPLOMATIC_VISITS.columns, line), crosswalk=KNOWN)


def test_the_visits_of_a_year_are_one_engagement_within_it(tmp_path: Path) -> None:
    found = read(tmp_path, bi_PRE="1.0")
    visit, visitor, host = found.facts
    assert visit.start == "us-diplomatic-visits-president-385-1962"
    assert visit.properties == {
        "name": "Visits of the United States President to NOR in 1962, one or more",
        "kind": "high_level_visit",
        "level": "head_of_state",
    }
    assert (visit.valid.valid_from, visit.valid.valid_to) == (date(1962, 1, 1), date(1962, 12, 31))
    assert (visit.valid.from_precision, visit.valid.to_precision) == (Precision.YEAR, Precision.YEAR)
    assert [(fact.start, fact.properties["role"]) for fact in (visitor, host)] == [
        ("USA", "participant"),
        ("NOR", "host"),
    ]
    assert undeclared(found.facts) == set()


def test_each_visitor_has_an_engagement(tmp_path: Path) -> None:
    visits = [fact for fact in read(tmp_path, bi_PRE="1.0", bi_SOS="1.0").facts if fact.label]
    assert [fact.properties["level"] for fact in visits] == ["head_of_state", "minister"]


@pytest.mark.parametrize("none", ["0.0", ""])
def test_no_visit_makes_no_fact_even_for_a_state_that_did_not_exist(tmp_path: Path, none: str) -> None:
    found = read(tmp_path, year=1946, bi_PRE=none, bi_SOS=none)
    assert (found.facts, found.rejected) == ((), ())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            {"year": 1946, "bi_SOS": "1.0"},
            "No nation holds cowCode 385 on 1946-12-31. On other days it is NOR.",
        ),
        ({"bi_SOS": "2.0"}, "bi_SOS: '2.0' is neither 0 nor 1."),
        ({"cowid": ""}, "cowid is empty: nothing says whom the row of 1962 is about."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    found = read(tmp_path, **cells)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    path = data_folder / "us-diplomatic-visits" / "dipl_core_visits.csv"
    found = reading(US_DIPLOMATIC_VISITS, path, seed_crosswalk())
    assert found.rows == 13225
    assert len(found.rejected) == 4
    assert found.tally == {
        "country-years": 13221,
        "country-years with a visit of the President": 447,
        "country-years with a visit of the Secretary of State": 1152,
    }
    assert len(found.facts) == 3 * (447 + 1152)
    assert undeclared(found.facts) == set()
