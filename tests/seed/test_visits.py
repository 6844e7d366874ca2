"""The seed's high-level visits and port calls, held against what others counted of them."""

import csv
from pathlib import Path

import pytest

from tests.seed.themes import SEED, Theme, days, read
from tests.seed.together import (
    assert_everybody_met_somebody,
    assert_participants_stay_within,
    engagements,
    in_role,
    participants,
)

THEME = Theme("visits")
PRESIDENTS = {"visit-nixon-china-1972", "visit-nixon-soviet-union-1972", "visit-reagan-moscow-1988"}


def names() -> dict[str, str]:
    """Today's name of each nation."""
    return {row["key"]: row["name"] for row in read(SEED / "nations" / "nations.csv")}


def test_participants_stay_within_their_visit() -> None:
    assert_participants_stay_within(THEME)
    assert_everybody_met_somebody(THEME)


def test_there_are_enough_of_both() -> None:
    assert len(engagements(THEME, "high_level_visit")) >= 25
    assert len(engagements(THEME, "port_call")) >= 20
    assert {row["kind"] for row in engagements(THEME).values()} == {"high_level_visit", "port_call"}


def test_every_visit_has_one_host_a_guest_and_an_end() -> None:
    for key, row in engagements(THEME).items():
        assert len(in_role(THEME, key, "host")) == 1, key
        assert in_role(THEME, key, "participant"), key
        assert row["valid_to"], key
        first, last = days(row)
        assert (last - first).days <= 366, key


def test_visits_say_how_high_they_were() -> None:
    levels = {row["level"] for row in engagements(THEME, "high_level_visit").values()}
    assert levels == {"head_of_state", "minister", "chief_of_defence"}
    assert {row["level"] for row in engagements(THEME, "port_call").values()} == {""}


def test_port_calls_say_which_ships_called_and_where() -> None:
    calls = engagements(THEME, "port_call")
    assert all(row["location"] for row in calls.values())
    for row in THEME.rows("participated_in"):
        if row["engagement"] in calls and row["role"] == "participant":
            assert row["contribution"], row


@pytest.mark.parametrize(
    ("visit", "host", "guest", "first"),
    [
        ("visit-nixon-china-1972", "CHN", "USA", "1972-02-21"),
        ("visit-sadat-jerusalem-1977", "ISR", "EGY", "1977-11-19"),
        ("visit-gorbachev-china-1989", "CHN", "RUS", "1989-05-15"),
        ("visit-cohen-vietnam-2000", "VNM", "USA", "2000-03-13"),
        ("visit-modi-israel-2017", "ISR", "IND", "2017-07-04"),
        ("visit-putin-north-korea-2024", "PRK", "RUS", "2024-06-19"),
        ("port-call-carl-vinson-da-nang-2018", "VNM", "USA", "2018-03-05"),
        ("port-call-theodore-roosevelt-da-nang-2020", "VNM", "USA", "2020-03-05"),
        ("port-call-ronald-reagan-da-nang-2023", "VNM", "USA", "2023-06-25"),
        ("port-call-shenzhen-tokyo-2007", "JPN", "CHN", "2007-11-28"),
        ("port-call-sazanami-zhanjiang-2008", "CHN", "JPN", "2008-06-24"),
        ("port-call-savannah-sihanoukville-2024", "KHM", "USA", "2024-12-16"),
    ],
)
def test_well_known_visits(visit: str, host: str, guest: str, first: str) -> None:
    assert participants(THEME)[visit] == {host: "host", guest: "participant"}
    assert engagements(THEME)[visit]["valid_from"] == first


def test_secretaries_of_defense_went_to_china_as_often_as_the_press_there_counted() -> None:
    # China Daily of 8 April 2014, without the visit of 1988, whose month it gives otherwise than others do.
    counted = ["1980-01", "1983-09", "1986-10", "1994-10", "1998-01", "2000-07", "2005-10", "2007-11", "2011-01"]
    visits = sorted(
        row["valid_from"][:7]
        for row in engagements(THEME, "high_level_visit").values()
        if row["name"].startswith("Visit of Secretary of Defense") and row["name"].endswith("to China")
    )
    assert [month for month in visits if month < "2012"] == counted


def test_american_presidents_were_where_a_dataset_has_them(data_folder: Path) -> None:
    with (data_folder / "us-diplomatic-visits" / "dipl_core_visits.csv").open(encoding="utf-8-sig", newline="") as file:
        presidents = {
            (float(row["cowid"]), row["year"]) for row in csv.DictReader(file) if float(row["bi_PRE"] or 0) > 0
        }
    codes = {row["key"]: float(row["cow_code"]) for row in read(SEED / "nations" / "nations.csv") if row["cow_code"]}
    for visit in PRESIDENTS:
        (host,) = in_role(THEME, visit, "host")
        assert (codes[host], engagements(THEME)[visit]["valid_from"][:4]) in presidents, visit


def test_a_dataset_counts_chinese_military_visits_in_the_same_years(data_folder: Path) -> None:
    path = data_folder / "china-public-diplomacy" / "ChinesePublicDiplomacy.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        counted = {
            (row["receiving_country"], row["year"]): int(row["military_visits"])
            for row in csv.DictReader(file)
            if row["military_visits"].isdigit()
        }
    known = names()
    compared = [
        counted[nation, row["valid_from"][:4]]
        for key, row in engagements(THEME, "high_level_visit").items()
        if "CHN" in participants(THEME)[key] and row["level"] != "head_of_state"
        for nation in (known[who] for who in participants(THEME)[key])
        if (nation, row["valid_from"][:4]) in counted
    ]
    assert len(compared) == 9
    assert all(compared)
