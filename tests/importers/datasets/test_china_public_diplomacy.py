"""China's military visits: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.china_public_diplomacy import CHINA_PUBLIC_DIPLOMACY
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, seed_crosswalk, undeclared

HEADER = "receiving_country,year,government_visits,military_visits\n"
KNOWN = made_up({"CHN": 710, "NPL": 790}, names={"Nepal": "NPL"})


def read(folder: Path, line: str) -> Reading:
    return reading_of(CHINA_PUBLIC_DIPLOMACY, folder, f"{HEADER}{line}\n", crosswalk=KNOWN)


def test_the_visits_of_a_year_are_one_engagement_with_their_number(tmp_path: Path) -> None:
    found = read(tmp_path, '"Nepal",2009,7,4')
    visits, china, nepal = found.facts
    assert visits.start == "china-public-diplomacy-nepal-2009"
    assert visits.properties == {
        "name": "Military visits between China and Nepal in 2009",
        "kind": "high_level_visit",
        "occurrences": 4,
    }
    assert (visits.valid.valid_from, visits.valid.valid_to) == (date(2009, 1, 1), date(2009, 12, 31))
    assert [(fact.start, fact.properties) for fact in (china, nepal)] == [
        ("CHN", {"role": "participant"}),
        ("NPL", {"role": "participant"}),
    ]


@pytest.mark.parametrize("none", ['"N/A"', "0", ""])
def test_no_visit_and_an_unknown_number_make_no_fact(tmp_path: Path, none: str) -> None:
    found = read(tmp_path, f'"Atlantis",2009,"N/A",{none}')
    assert (found.facts, found.rejected) == ((), ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"Nepaul",2009,1,2', "No nation is known as 'Nepaul'. Did you mean 'nepal' (NPL)?"),
        ('"Nepal",2009,1,some', "military_visits: 'some' is not a whole number."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, line: str, reason: str) -> None:
    assert read(tmp_path, line).rejected == ((2, reason),)


def test_the_real_file(data_folder: Path) -> None:
    path = data_folder / "china-public-diplomacy" / "ChinesePublicDiplomacy.csv"
    found = reading(CHINA_PUBLIC_DIPLOMACY, path, seed_crosswalk())
    assert found.rows == 741
    assert found.rejected == ()
    assert found.tally == {"countries": 39, "country-years": 741, "country-years with military visits": 294}
    visits = [fact.properties["occurrences"] for fact in found.facts if fact.label]
    assert (len(visits), visits.count(1), visits.count(11)) == (294, 117, 1)
    assert len(found.of("PARTICIPATED_IN")) == 2 * 294
    assert undeclared(found.facts) == set()
