"""Geo-PKO troop types: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.datasets.geo_pko_sites import GEO_PKO_SITES
from tests.importers.crosswalks import Reading, reading, reading_of, rows, undeclared

SITE = {
    "mission": "UNOTEST II", "year": 2003, "location": "Cap-Haïtien", "latitude": 19.75, "longitude": -72.2,
    "Infantry": 150, "eng": 2, "med": 0, "sig": 0, "av": 0, "riv": 0, "maint": 0, "trans": 1,
}  # fmt: skip


def read(folder: Path, *changes: dict[str, object]) -> Reading:
    lines = (SITE | change for change in changes or ({},))
    return reading_of(GEO_PKO_SITES, folder, rows(GEO_PKO_SITES.columns, *lines), crosswalk=NOTHING_KNOWN)


def test_a_site_is_part_of_its_mission(tmp_path: Path) -> None:
    found = read(tmp_path)
    mission, site, part = found.facts
    assert (mission.start, mission.properties["name"]) == ("geo-pko-unotest-ii", "UNOTEST II")
    assert site.start == "geo-pko-unotest-ii-in-cap-haitien"
    assert site.properties == {
        "name": "UNOTEST II in Cap-Haïtien",
        "kind": "peace_operation",
        "location": "Cap-Haïtien",
        "latitude": 19.75,
        "longitude": -72.2,
        "fields": ("infantry", "engineering", "transport"),
    }
    assert (part.type, part.start, part.end) == ("PART_OF", site.start, mission.start)
    assert (part.valid.valid_from, part.valid.valid_to) == (date(2003, 1, 1), date(2003, 12, 31))
    assert undeclared(found.facts) == set()


def test_a_place_that_is_not_located_and_two_places_of_one_name(tmp_path: Path) -> None:
    found = read(tmp_path, {"latitude": "NA", "longitude": "NA"}, {}, {"latitude": 19.8})
    sites = [fact for fact in found.facts if fact.label == "Engagement" and "location" in fact.properties]
    assert [fact.properties["latitude"] for fact in sites] == [None, 19.75, 19.8]
    assert len(found.of("PART_OF")) == 1
    assert found.rejected == ()


def test_a_number_of_units_that_is_none_is_rejected(tmp_path: Path) -> None:
    assert read(tmp_path, {"eng": "two"}).rejected == ((2, "eng: 'two' is not a whole number."),)


def test_the_real_file(data_folder: Path) -> None:
    found = reading(GEO_PKO_SITES, data_folder / "geo-pko" / "TTMap.csv", NOTHING_KNOWN)
    assert found.rows == 6549
    assert found.rejected == ()
    assert found.tally == {"missions": 52, "sites": 1394, "sites in a year": 6549}
    assert len(found.of("PART_OF")) == 6538
    assert undeclared(found.facts) == set()
