"""The seed's schools, programmes, training missions and exchanges of information."""

from datetime import date

import pytest

from tests.seed.themes import SEED, Theme, days, read, standing
from tests.seed.together import (
    assert_everybody_met_somebody,
    assert_participants_stay_within,
    engagements,
    in_role,
    participants,
    series_of,
)

THEME = Theme("education")
ALLIANCES = Theme("alliances")
CFE_SIGNED = date(1990, 11, 19)
TRAINING_STILL_GOING_ON = {
    "eutm-somalia", "eutm-rca", "eumam-mozambique", "eumam-ukraine", "interflex", "unifier", "nato-mission-iraq",
    "enjjpt",
}  # fmt: skip


def parties(agreement: str, on: date) -> set[str]:
    return {row["nation"] for row in standing(ALLIANCES.rows("party_to"), on) if row["agreement"] == agreement}


def owners(unit: str) -> set[str]:
    return {row["owner"] for row in THEME.rows("belongs_to") if row["unit"] == unit}


def test_participants_stay_within_their_engagement() -> None:
    assert_participants_stay_within(THEME)
    assert_everybody_met_somebody(THEME)


def test_there_are_enough_programmes_and_exchanges() -> None:
    assert len(THEME.rows("initiatives")) >= 12
    assert len(engagements(THEME, "training_course")) >= 22
    courses = [row for row in THEME.rows("engagement_series") if row["kind"] == "education_exchange"]
    assert len(courses) >= 10
    assert len(engagements(THEME, "informational_exchange")) >= 8
    assert len(THEME.rows("units")) >= 22


def test_only_missions_that_go_on_are_open() -> None:
    assert {key for key, row in engagements(THEME).items() if not row["valid_to"]} == TRAINING_STILL_GOING_ON


def test_every_school_belongs_to_somebody() -> None:
    assert {row["unit"] for row in THEME.rows("belongs_to")} == {row["key"] for row in THEME.rows("units")}
    assert {row["kind"] for row in THEME.rows("units")} <= {"school", "centre", "staff"}


@pytest.mark.parametrize(
    ("unit", "belongs_to"),
    [
        ("baltic-defence-college", {"EST", "LVA", "LTU"}),
        ("nato-defense-college", {"nato"}),
        ("marshall-center", {"USA", "DEU"}),
        ("inter-american-defense-college", {"iadb"}),
        ("european-security-and-defence-college", {"eu"}),
        ("kaiptc", {"GHA"}),
        ("jatec", {"nato", "UKR"}),
    ],
)
def test_whose_school_it_is(unit: str, belongs_to: set[str]) -> None:
    assert owners(unit) == belongs_to


def test_missions_of_the_european_union_are_led_by_it() -> None:
    missions = {key for key in engagements(THEME) if key.startswith(("eutm-", "eumam-", "eumpm-", "eusec-"))}
    assert len(missions) == 9
    for key in missions:
        assert in_role(THEME, key, "lead") == {"eu"}
        assert len(in_role(THEME, key, "recipient")) == 1


@pytest.mark.parametrize(
    ("mission", "next_mission"), [("eumam-rca", "eutm-rca"), ("eutm-mozambique", "eumam-mozambique")]
)
def test_a_mission_follows_on_another(mission: str, next_mission: str) -> None:
    ended, begun = days(engagements(THEME)[mission])[1], days(engagements(THEME)[next_mission])[0]
    assert 0 <= (begun - ended).days <= 1


def test_parties_to_both_alliances_told_each_other_of_their_forces_in_1990() -> None:
    signatories = parties("north-atlantic-treaty", CFE_SIGNED) | parties("warsaw-treaty", CFE_SIGNED)
    assert len(signatories) == 22
    assert set(participants(THEME)["cfe-information-exchange-1990"]) == signatories


def test_pilots_of_enjjpt_come_from_allies() -> None:
    taught = set(participants(THEME)["enjjpt"])
    assert len(taught) == 14
    assert taught <= parties("north-atlantic-treaty", date(2017, 4, 5))


def test_new_start_data_were_exchanged_every_half_year_until_russia_stopped() -> None:
    held = series_of(THEME)["new-start-data-exchange"]
    months = [engagements(THEME)[key]["valid_from"] for key in held]
    assert months == [f"{year}-{month}" for year in range(2011, 2023) for month in ("03", "09")]
    assert all(participants(THEME)[key] == {"USA": "participant", "RUS": "participant"} for key in held)


def test_doctrine_seminars_are_held_in_vienna() -> None:
    held = series_of(THEME)["osce-military-doctrine-seminar"]
    assert [key[-4:] for key in held] == ["1990", "1991", "1998", "2001", "2006", "2011", "2016", "2021"]
    assert all(in_role(THEME, key, "host") == {"AUT"} for key in held)


@pytest.mark.parametrize(
    ("nation", "joined"),
    [("AUS", "2023-01"), ("EST", "2024-01"), ("ALB", "2025-02"), ("NZL", "2022-08")],
)
def test_partners_join_interflex_when_they_did(nation: str, joined: str) -> None:
    (row,) = [
        row
        for row in THEME.rows("participated_in")
        if row["engagement"] == "interflex" and row["participant"] == nation
    ]
    assert row["valid_from"] == joined


def test_what_serves_an_initiative_of_another_theme() -> None:
    known = {row["key"] for path in SEED.glob("*/initiatives.csv") for row in read(path)}
    serving = {(row["means"], row["initiative"]) for row in THEME.rows("serves")}
    assert {initiative for _, initiative in serving} <= known
    assert serving >= {
        ("eyes-in-the-sky-2005", "malacca-straits-patrol"),
        ("indomalphi-launch-2017", "trilateral-cooperative-arrangement"),
        ("ardec-2015", "un-triangular-partnership"),
    }


def test_a_rhythm_is_given_only_where_all_that_was_held_is_told_or_nothing_is() -> None:
    # A lapse is seen from the latest that was held: a rhythm without the later ones would tell of one that is not.
    rhythmic = {row["key"] for row in THEME.rows("engagement_series") if row["cadence_months"]}
    complete = {"new-start-data-exchange", "osce-military-doctrine-seminar"}
    assert rhythmic & set(series_of(THEME)) == complete
