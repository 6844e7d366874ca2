"""The seed's peace operations: their days and contributors, held against the datasets that observe them."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.seed.themes import SEED, Row, Theme, days, read
from tests.seed.together import (
    assert_everybody_met_somebody,
    assert_participants_stay_within,
    engagements,
    in_role,
    participants,
)

THEME = Theme("operations")
GOING_ON = {
    "untso", "unmogip", "unficyp", "undof", "unifil", "minurso", "unmik", "monusco", "unisfa", "unmiss", "minusca",
    "kfor", "nato-operation-sea-guardian", "eufor-althea", "eunavfor-atalanta", "eunavfor-irini", "eunavfor-aspides",
    "eumm-georgia", "mfo-sinai", "nnsc", "aussom", "ecomig", "transnistria-joint-peacekeeping",
}  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Where a list of United Nations missions dates them otherwise, and why.
OTHER_DAYS = {
    "undof": "the list counts from the month after the resolution of 31 May 1974",
    "untac": "the list counts from the arrival of the mission in March 1992",
    "unprofor": "the list ends it with its division in March 1995; it stayed in Bosnia until December",
    "unmil": "the list was closed before its end",
    "unamid": "the list was closed before its end",
    "minusma": "the list was closed before its end",
    "minujusth": "the list was closed before its end",
}
GEO_PKO_NAMES = {
    "UK": "GBR", "Britain": "GBR", "USA": "USA", "Us": "USA", "US": "USA", "Korea": "KOR", "Korea (ROK)": "KOR",
    "Drc": "COD", "DRC": "COD", "Congo": "COG", "Turkey": "TUR", "Cote d'Ivoire": "CIV", "Czech Republic": "CZE",
}  # fmt: skip
UNNAMED = {"tcc name unknown", "multinational", "mutinational", "caricom"}
PLACEMAT_NAMES = {
    "Federation of Bosnia and Herzegovina": "BIH", "Korea, Republic of": "KOR", "Turkey": "TUR",
    "Macedonia, Former Yugoslav Republic of": "MKD", "Czech Republic": "CZE", "United Arab Emrates": "ARE",
    "United Arab Erimates": "ARE", "Yugoslavia, Federal Republic of (Serbia-Montenegro)": "MNE",
}  # fmt: skip


@cache
def keys_by_name() -> dict[str, str]:
    return {row["name"]: row["key"] for row in read(SEED / "nations" / "nations.csv")}


def dataset(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def mission_key(acronym: str) -> str:
    return acronym.lower().replace(" ", "-")


def month_of(text: str) -> tuple[int, int] | None:
    """`May 1948` as a year and a month; None for a mission that was still there."""
    if text == "Present":
        return None
    month, year = text.split()
    return int(year), MONTHS.index(month) + 1


def test_participants_stay_within_their_operation() -> None:
    assert_participants_stay_within(THEME)
    assert_everybody_met_somebody(THEME)


def test_there_are_enough_operations_with_contributors() -> None:
    assert {row["kind"] for row in engagements(THEME).values()} == {"peace_operation"}
    contributed = [key for key in engagements(THEME) if len(in_role(THEME, key, "participant")) >= 3]
    assert len(engagements(THEME)) >= 80
    assert len(contributed) >= 60


def test_only_operations_that_go_on_are_open() -> None:
    assert {key for key, row in engagements(THEME).items() if not row["valid_to"]} == GOING_ON


@pytest.mark.parametrize(
    ("operation", "next_operation"),
    [
        ("ifor", "sfor"), ("sfor", "eufor-althea"), ("monuc", "monusco"), ("unmis", "unmiss"), ("amisom", "atmis"),
        ("atmis", "aussom"), ("amib", "onub"), ("minustah", "minujusth"), ("isaf", "resolute-support"),
        ("eunavfor-sophia", "eunavfor-irini"), ("bougainville-truce-monitoring", "bougainville-peace-monitoring"),
    ],
)  # fmt: skip
def test_an_operation_takes_over_from_another(operation: str, next_operation: str) -> None:
    ended, begun = days(engagements(THEME)[operation])[1], days(engagements(THEME)[next_operation])[0]
    assert 0 <= (begun - ended).days <= 1


@pytest.mark.parametrize(
    ("operation", "day"),
    [
        ("untso", date(1948, 5, 29)), ("unficyp", date(1964, 3, 4)), ("unifil", date(1978, 3, 19)),
        ("mfo-sinai", date(1982, 4, 25)), ("kfor", date(1999, 6, 12)), ("unmiss", date(2011, 7, 9)),
        ("eunavfor-atalanta", date(2008, 12, 8)), ("csto-kazakhstan-2022", date(2022, 1, 6)),
    ],
)  # fmt: skip
def test_well_known_first_days(operation: str, day: date) -> None:
    assert days(engagements(THEME)[operation])[0] == day


@pytest.mark.parametrize(
    ("operation", "day"),
    [
        ("minusma", date(2023, 12, 31)), ("unamid", date(2020, 12, 31)), ("unmil", date(2018, 3, 30)),
        ("unoci", date(2017, 6, 30)), ("atmis", date(2024, 12, 31)), ("ramsi", date(2017, 6, 30)),
    ],
)  # fmt: skip
def test_well_known_last_days(operation: str, day: date) -> None:
    assert days(engagements(THEME)[operation])[1] == day


def test_who_sent_troops_on_behalf_of_whom() -> None:
    assert in_role(THEME, "amisom", "participant") == {"UGA", "BDI", "DJI", "KEN", "ETH", "SLE"}
    assert in_role(THEME, "csto-kazakhstan-2022", "lead") == {"csto"}
    assert in_role(THEME, "unef-i", "participant") == {
        "BRA", "CAN", "COL", "DNK", "FIN", "IND", "IDN", "NOR", "SWE", "YUG",
    }  # fmt: skip
    assert "AUS" in in_role(THEME, "interfet", "lead")


def test_task_forces_belong_to_the_combined_maritime_forces() -> None:
    assert {row["unit"]: row["owner"] for row in THEME.rows("belongs_to")} == dict.fromkeys(
        ("ctf-150", "ctf-151", "ctf-152", "ctf-153", "ctf-154"), "combined-maritime-forces"
    )


def test_missions_of_the_united_nations_have_the_days_of_a_published_list(data_folder: Path) -> None:
    listed = {
        mission_key(row["Acronym"]): row for row in dataset(data_folder / "un-pko-missions" / "PKO_start_end.csv")
    }
    ours = engagements(THEME)
    differing = set()
    for key in listed.keys() & ours.keys():
        first, last = days(ours[key])
        ended = (last.year, last.month) if ours[key]["valid_to"] else None
        if ((first.year, first.month), ended) != (
            month_of(listed[key]["Start Date"]),
            month_of(listed[key]["End Date"]),
        ):
            differing.add(key)
    assert len(listed.keys() & ours.keys()) == 41
    assert differing == set(OTHER_DAYS)


def test_contributors_are_those_of_geo_pko_year_for_year(data_folder: Path) -> None:
    expected: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in dataset(data_folder / "geo-pko" / "TCCMap.csv"):
        for part in row["year.overview"].split(","):
            found = re.fullmatch(r"(.+?) \((\d+|size unknown)\)", part.strip())
            assert found is not None, row
            if found[1].lower() not in UNNAMED:
                nation = GEO_PKO_NAMES.get(found[1]) or keys_by_name()[found[1]]
                expected[mission_key(row["mission"]), nation].add(int(row["year"]))
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in THEME.rows("participated_in"):
        if row["source"] == "geo-pko-selection":
            first, last = days(row)
            told[row["engagement"], row["participant"]] |= set(range(first.year, last.year + 1))
    missions = {mission for mission, _ in told}
    assert len(missions) == 30
    assert told == {(mission, nation): years for (mission, nation), years in expected.items() if mission in missions}


def test_troops_of_isaf_are_the_most_that_a_placemat_gives(data_folder: Path) -> None:
    most: dict[str, int] = defaultdict(int)
    for row in dataset(data_folder / "isaf-contributions" / "nato_placemats.csv"):
        if row["count_total"].isdigit():
            nation = PLACEMAT_NAMES.get(row["country"]) or keys_by_name()[row["country"]]
            most[nation] = max(most[nation], int(row["count_total"]))
    told: dict[str, int] = defaultdict(int)
    for row in THEME.rows("participated_in"):
        if row["engagement"] == "isaf" and row["role"] == "participant":
            told[row["participant"]] = max(told[row["participant"]], int(row["personnel"]))
    assert told == {nation: number for nation, number in most.items() if number}
    assert len(participants(THEME)["isaf"]) == len(told) + 2
