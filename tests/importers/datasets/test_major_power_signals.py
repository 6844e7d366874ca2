"""Signals of major powers: made-up rows in the same layout, and the real file where it is."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.major_power_signals import MAJOR_POWER_SIGNALS
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

COLUMNS = (*MAJOR_POWER_SIGNALS.columns, "us_troops", "us_econaid", "rus_arms", "us_words")
NONE = dict.fromkeys(("us_vis", "uk_vis", "fra_vis", "rus_vis", "chi_vis", "us_troops", "rus_arms", "us_words"), "0")
YEAR = NONE | {"ctry_yr": "Norway1951", "ccode": "385", "country": "Norway", "year": "1951", "us_econaid": "0.0"}
KNOWN = made_up({"USA": 2, "GBR": 200, "FRA": 220, "RUS": 365, "CHN": 710, "NOR": 385})


def read(folder: Path, **cells: object) -> Reading:
    return reading_of(MAJOR_POWER_SIGNALS, folder, rows(COLUMNS, YEAR | cells), crosswalk=KNOWN)


def test_a_signal_is_of_one_power_and_kind(tmp_path: Path) -> None:
    found = read(tmp_path, us_vis=1, us_troops=1200, us_econaid="43600000.0", rus_arms=3, chi_vis=1)
    assert {(fact.start, fact.end, fact.properties["kind"], fact.properties["strength"]) for fact in found.facts} == {
        ("USA", "NOR", "visit", 1.0),
        ("USA", "NOR", "troops", 1200.0),
        ("USA", "NOR", "economic_aid", 43600000.0),
        ("RUS", "NOR", "arms", 3.0),
        ("CHN", "NOR", "visit", 1.0),
    }
    assert len({fact.key for fact in found.facts}) == 5
    assert {fact.valid.valid_to for fact in found.facts} == {date(1951, 12, 31)}
    assert undeclared(found.facts) == set()


@pytest.mark.parametrize("none", ["0", "0.0", "", "NA", "-9"])
def test_no_signal_and_an_unknown_one_make_no_fact(tmp_path: Path, none: str) -> None:
    found = read(tmp_path, uk_vis=none)
    assert (found.facts, found.rejected) == ((), ())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"ccode": 999}, "No nation holds cowCode 999 on 1951-12-31."),
        ({"us_words": "many"}, "us_words: 'many' is not a number."),
        ({"us_words": -3}, "us_words: -3.0 is less than no signal."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    assert read(tmp_path, **cells).rejected == ((2, reason),)


def test_the_real_file(data_folder: Path) -> None:
    path = data_folder / "major-power-signals" / "individual_signals_1950_1989.csv"
    found = reading(MAJOR_POWER_SIGNALS, path, seed_crosswalk())
    assert found.rows == 4995
    assert found.rejected == ()
    assert found.tally == {"country-years": 4995, "countries": 160}
    assert len(found.facts) == 17493
    kinds = Counter(fact.properties["kind"] for fact in found.facts)
    assert (kinds["visit"], kinds["nuclear_deployment"], kinds["exercise"]) == (766, 507, 627)
    assert undeclared(found.facts) == set()
