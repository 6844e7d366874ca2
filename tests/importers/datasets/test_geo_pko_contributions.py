"""Geo-PKO contributors: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.geo_pko_contributions import GEO_PKO_CONTRIBUTIONS
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, seed_crosswalk, undeclared

HEADER = "mission,year,location,latitude,longitude,No.TCC,year.overview\n"
KNOWN = made_up({"NPL": 790, "JOR": 663, "KOR": 732}, names={"Nepal": "NPL", "Jordan": "JOR", "South Korea": "KOR"})


def read(folder: Path, *overviews: str, place: str = "Gao,16.2,-0.04") -> Reading:
    lines = "".join(f'UNOTEST II,2003,{place},1,"{overview}"\n' for overview in overviews)
    return reading_of(GEO_PKO_CONTRIBUTIONS, folder, HEADER + lines, crosswalk=KNOWN)


def test_a_mission_and_its_contributors(tmp_path: Path) -> None:
    found = read(tmp_path, "Nepal (size unknown), Jordan (150)")
    mission, *contributions = found.facts
    assert (mission.label, mission.start) == ("Engagement", "geo-pko-unotest-ii")
    assert mission.properties == {"name": "UNOTEST II", "kind": "peace_operation"}
    assert (mission.valid.valid_from, mission.valid.valid_to) == (date(2003, 1, 1), date(2003, 12, 31))
    assert [(fact.start, fact.end, fact.properties["personnel"]) for fact in contributions] == [
        ("NPL", "geo-pko-unotest-ii", None),
        ("JOR", "geo-pko-unotest-ii", 150),
    ]
    assert contributions[0].properties["contribution"] == "troops in Gao"
    assert undeclared(found.facts) == set()


def test_brackets_within_a_name_are_not_its_size(tmp_path: Path) -> None:
    (_, contribution) = read(tmp_path, "Korea (ROK) (650)").facts
    assert (contribution.start, contribution.properties["personnel"]) == ("KOR", 650)


def test_two_places_of_one_name_in_a_year_stay_apart(tmp_path: Path) -> None:
    text = (
        HEADER
        + "UNOTEST,2003,Bo,7.95,-11.73,1,Nepal (650)\n"
        + "UNOTEST,2003,Bo,7.96,-11.74,1,Nepal (650)\n"
        + "UNOTEST,2003,Kenema,7.88,-11.19,1,Nepal (35)\n"
    )
    found = reading_of(GEO_PKO_CONTRIBUTIONS, tmp_path, text, crosswalk=KNOWN)
    assert [fact.properties["personnel"] for fact in found.of("PARTICIPATED_IN")] == [650, 650, 35]
    assert found.tally == {"missions": 1, "mission-years": 1, "places of a mission in a year": 3}
    assert found.rejected == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("TCC name unknown (35)", "UNOTEST II in 2003: who sent 'TCC name unknown (35)' is not named."),
        ("Multinational (185)", "UNOTEST II in 2003: who sent 'Multinational (185)' is not named."),
        ("Mutinational (185)", "UNOTEST II in 2003: who sent 'Mutinational (185)' is not named."),
        ("CARICOM (50)", "No nation is known as 'CARICOM'."),
        ("Nepal", "'Nepal' is not a contributor and its size."),
    ],
)
def test_who_is_no_nation_is_reported_and_the_others_stay(tmp_path: Path, text: str, reason: str) -> None:
    found = read(tmp_path, f"{text}, Jordan (150)")
    assert [fact.start for fact in found.of("PARTICIPATED_IN")] == ["JOR"]
    assert found.rejected == ((2, reason),)


def test_the_real_file(data_folder: Path) -> None:
    found = reading(GEO_PKO_CONTRIBUTIONS, data_folder / "geo-pko" / "TCCMap.csv", seed_crosswalk())
    assert found.rows == 4294
    assert found.tally == {"missions": 34, "mission-years": 279, "places of a mission in a year": 4294}
    assert len(found.of("PARTICIPATED_IN")) == 7215
    assert len(found.rejected) == 230
    assert sum("is not named" in reason for _, reason in found.rejected) == 218
    assert undeclared(found.facts) == set()
