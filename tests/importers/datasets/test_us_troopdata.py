"""United States troops abroad: made-up rows in the same layout, and the real file where it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.importers.crosswalk import Crosswalk, Holding
from app.importers.datasets.us_troopdata import US_TROOPDATA
from app.record.evidence import Credibility
from app.record.facts import Fact
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

YEAR = {
    "countryname": "Poland", "year": 2011, "ccode": 290, "iso3c": "POL", "troops_ad": 60, "army_ad": 40,
    "navy_ad": 0, "air_force_ad": 12, "marine_corps_ad": 6, "coast_guard_ad": 1, "space_force_ad": 1,
}  # fmt: skip


def known() -> Crosswalk:
    """Germany under 260 and then 255, two Vietnams, Namibia, and the Vatican, which has no COW number."""
    nations = made_up({"USA": 2, "POL": 290, "NAM": 565, "VNM": 816, "RVN": 817})
    unified = date(1990, 10, 3)
    germany = Holding(key="DEU", valid_from=date(1949, 5, 23), valid_to=None)
    return replace(
        nations,
        codes={
            **nations.codes,
            ("cowCode", "255"): (replace(germany, valid_from=unified),),
            ("iso3", "DEU"): (germany,),
            ("iso3", "VAT"): (replace(germany, key="VAT"),),
        },
    )


def read(folder: Path, *changes: dict[str, object]) -> Reading:
    lines = (YEAR | change for change in changes)
    return reading_of(US_TROOPDATA, folder, rows(US_TROOPDATA.columns, *lines), crosswalk=known())


def deployed(folder: Path, **cells: object) -> Fact:
    (fact,) = read(folder, cells).facts
    return fact


def test_troops_by_service_in_a_year(tmp_path: Path) -> None:
    fact = deployed(tmp_path)
    assert (fact.type, fact.start, fact.end) == ("DEPLOYED_IN", "USA", "POL")
    assert (fact.valid.valid_from, fact.valid.valid_to) == (date(2011, 1, 1), date(2011, 12, 31))
    assert fact.properties == {"personnel": 60, "army": 40, "navy": 0, "airForce": 12, "marines": 6}
    assert undeclared([fact]) == set()


def test_a_service_with_none_is_unknown_where_the_services_are_not_all_listed(tmp_path: Path) -> None:
    unlisted = deployed(tmp_path, troops_ad=16000, army_ad=0, air_force_ad=0, marine_corps_ad=0).content
    assert unlisted["personnel"] == 16000
    assert not {"army", "navy", "airForce", "marines"} & set(unlisted)
    content = deployed(tmp_path, troops_ad=16000, army_ad=0).content
    assert (content["personnel"], content["airForce"]) == (16000, 12)
    assert not {"army", "navy"} & set(content)
    assert deployed(tmp_path, troops_ad=16000).evidence.credibility is Credibility.PROBABLY_TRUE


def test_services_that_are_more_than_the_whole_are_doubted(tmp_path: Path) -> None:
    fact = deployed(tmp_path, troops_ad=2, navy_ad=254)
    assert fact.evidence.credibility is Credibility.POSSIBLY_TRUE
    assert (fact.content["personnel"], fact.content["navy"]) == (2, 254)


def test_a_number_below_zero_is_no_number_of_marines(tmp_path: Path) -> None:
    assert "marines" not in deployed(tmp_path, marine_corps_ad=-17).content


def test_a_year_without_troops_is_no_deployment_and_does_not_contradict(tmp_path: Path) -> None:
    none = {"countryname": "Poland (Republic)", "troops_ad": 0, "army_ad": 0, "air_force_ad": 0, "marine_corps_ad": 0}
    found = read(tmp_path, none, {})
    assert len(found.facts) == 1
    assert found.rejected == ()
    assert found.tally == {"country-years": 2, "country-years with troops": 1}


@pytest.mark.parametrize(
    ("cells", "host"),
    [
        ({"countryname": "Namibia", "ccode": 565, "iso3c": "NAM"}, "NAM"),
        ({"countryname": "Germany", "ccode": 255, "iso3c": "DEU", "year": 1966}, "DEU"),
        ({"countryname": "Germany", "ccode": 255, "iso3c": "DEU", "year": 1990}, "DEU"),
        ({"countryname": "Vatican City", "ccode": 327, "iso3c": "VAT"}, "VAT"),
        ({"countryname": "Vietnam", "ccode": 816, "iso3c": "VNM", "year": 1968}, "RVN"),
        ({"countryname": "Vietnam", "ccode": 816, "iso3c": "VNM", "year": 1976}, "VNM"),
    ],
)
def test_whom_a_code_means(tmp_path: Path, cells: dict[str, object], host: str) -> None:
    assert deployed(tmp_path, **cells).end == host


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"countryname": "Guam", "ccode": 1008, "iso3c": "NA"}, "Guam is a territory: 1008 is no state number."),
        ({"countryname": "Kosovo", "ccode": 347, "iso3c": "NA"}, "No nation holds cowCode 347 on 2011-12-31."),
        ({"ccode": 2, "iso3c": "USA"}, "Troops in the United States are at home: no deployment."),
        ({"troops_ad": "many"}, "troops_ad: 'many' is not a whole number."),
        ({"year": "-9"}, "valid_from: '-9' is not a date."),
    ],
)
def test_what_is_no_deployment_in_a_nation_is_reported(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    found = read(tmp_path, cells)
    assert found.facts == ()
    assert found.rejected == ((2, reason),)


def test_the_real_file(data_folder: Path) -> None:
    path = data_folder / "us-troopdata" / "troopdata-rebuild-country-year.csv"
    found = reading(US_TROOPDATA, path, seed_crosswalk())
    assert found.rows == 13135
    assert (len(found.facts), len(found.rejected)) == (8894, 1149)
    assert sum("is a territory" in reason for _, reason in found.rejected) == 837
    troops = {(fact.end, fact.valid.valid_from.year): fact.properties["personnel"] for fact in found.facts}
    assert troops["RVN-1975", 1968] == 537377
    assert troops["DEU", 1986] == 249613
    assert undeclared(found.facts) == set()
