"""COW national capabilities: made-up rows in the same layout, and the real file where it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.cow_nmc import COW_NMC
from app.record.facts import Fact
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

YEAR = {
    "stateabb": "POL", "ccode": 290, "year": 1925, "milex": 1500, "milper": 266, "tpop": 29000, "cinc": ".0196975",
}  # fmt: skip
NATIONS = made_up({"POL": 290, "DEU": 255, "ISL": 395}, since={"ISL": date(1944, 6, 17)})
BOTH_GERMANIES = replace(NATIONS, codes={**NATIONS.codes, ("cowCode", "260"): NATIONS.codes["cowCode", "255"]})


def read(folder: Path, *lines: dict[str, object]) -> Reading:
    years = [YEAR | line for line in lines]
    return reading_of(COW_NMC, folder, rows(COW_NMC.columns, *years), crosswalk=BOTH_GERMANIES)


def measured(folder: Path, **cells: object) -> Fact:
    (fact,) = read(folder, cells).facts
    return fact


def test_a_year_of_a_state(tmp_path: Path) -> None:
    fact = measured(tmp_path)
    assert (fact.type, fact.start, fact.end) == ("MEASURED_BY", "POL", "cow-nmc")
    assert (fact.valid.valid_from, fact.valid.valid_to) == (date(1925, 1, 1), date(1925, 12, 31))
    assert dict(fact.properties) == {
        "militaryExpenditure": 1500, "militaryPersonnel": 266, "population": 29000, "capability": 0.0196975,
    }  # fmt: skip


def test_minus_nine_is_missing_and_nought_is_not(tmp_path: Path) -> None:
    fact = measured(tmp_path, milex=-9, milper=-9, tpop=0)
    assert {"militaryExpenditure", "militaryPersonnel"}.isdisjoint(fact.content)
    assert fact.content["population"] == 0


@pytest.mark.parametrize(
    ("year", "given", "absent"),
    [
        (1913, "militaryExpenditurePounds", "militaryExpenditure"),
        (1914, "militaryExpenditure", "militaryExpenditurePounds"),
    ],
)
def test_expenditure_up_to_1913_is_in_pounds(tmp_path: Path, year: int, given: str, absent: str) -> None:
    fact = measured(tmp_path, year=year)
    assert fact.content[given] == 1500
    assert absent not in fact.content


@pytest.mark.parametrize(("printed", "share"), [(".0000101", 0.0000101), ("9.89e-06", 0.00000989)])
def test_an_index_without_a_leading_nought(tmp_path: Path, printed: str, share: float) -> None:
    assert measured(tmp_path, cinc=printed).content["capability"] == share


def test_a_fraction_of_a_thousand_is_rounded(tmp_path: Path) -> None:
    assert measured(tmp_path, tpop="4517.6").content["population"] == 4518


def test_both_germanies_of_1990_are_measured(tmp_path: Path) -> None:
    found = read(tmp_path, {"ccode": 260, "year": 1990}, {"ccode": 255, "year": 1990, "milper": 545})
    assert [fact.start for fact in found.facts] == ["DEU", "DEU"]
    assert found.rejected == ()


def test_a_state_is_measured_in_the_year_of_its_foundation(tmp_path: Path) -> None:
    assert measured(tmp_path, ccode=395, year=1944).start == "ISL"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"ccode": 999}, "No nation holds cowCode 999 on 1925-12-31."),
        ({"milper": "x"}, "milper: 'x' is not a number."),
        ({"year": "19"}, "valid_from: '19' is not a date."),
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason(tmp_path: Path, line: dict[str, object], reason: str) -> None:
    found = read(tmp_path, line)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    found = reading(COW_NMC, data_folder / "cow-nmc" / "NMC_5_0.csv", seed_crosswalk())
    assert (found.rows, len(found.facts), found.rejected) == (15171, 15171, ())
    assert found.tally == {"states": 217, "years": 197}
    spent = {"militaryExpenditure", "militaryExpenditurePounds"}
    assert sum(spent.isdisjoint(fact.content) for fact in found.facts) == 2065
    assert sum("militaryPersonnel" not in fact.content for fact in found.facts) == 418
    assert undeclared(found.facts) == set()
