"""The seed's standards, capabilities, requirements and holdings: their rows alone, and against public lists."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from app.record.time import partial_date
from tests.seed.themes import (
    SEED,
    Row,
    Theme,
    read,
    standing,
)

THEME = Theme("interoperability")
NATIONS = SEED / "nations" / "nations.csv"
AREAS = {"prepare", "project", "engage", "sustain", "consult_command_control", "protect", "inform"}
DOMAINS = {"land", "maritime", "air", "cyber", "space", "information", "health"}
MISSIONS = {
    "hadr", "maritime_security", "air_policing", "combined_land_operation", "peace_operation",
    "non_combatant_evacuation", "mine_clearance", "cyber_defence", "space_awareness", "pandemic_response",
}  # fmt: skip
HEAVY_AIRLIFT_WING = {"BGR", "EST", "FIN", "HUN", "LTU", "NLD", "NOR", "POL", "ROU", "SVN", "SWE"}
NMC_YEAR = "2012"
TITLE_LIKENESS = 80


def holdings(capability: str) -> list[Row]:
    return [row for row in THEME.rows("has_capability") if row["capability"] == capability]


def wholes() -> dict[str, str]:
    return {row["part"]: row["whole"] for row in THEME.rows("part_of")}


# What there is


def test_there_is_enough() -> None:
    assert len(THEME.rows("standards")) >= 200
    assert len(THEME.rows("capabilities")) >= 60
    assert {row["key"] for row in THEME.rows("domains")} == DOMAINS
    assert {row["mission"] for row in THEME.rows("requirements")} == MISSIONS
    assert len(THEME.rows("has_capability")) >= 240


def test_capabilities_cover_all_areas_and_are_defined() -> None:
    per_area = Counter(row["area"] for row in THEME.rows("capabilities"))
    assert set(per_area) == AREAS
    assert min(per_area.values()) >= 8
    assert all(row["definition"] for row in THEME.rows("capabilities"))


def test_the_hierarchy_has_at_most_three_levels_within_an_area() -> None:
    area = {row["key"]: row["area"] for row in THEME.rows("capabilities")}
    for part, whole in wholes().items():
        assert area[part] == area[whole], part
        top = wholes().get(whole)
        assert top is None or wholes().get(top) is None, part
    assert len(wholes()) == len(THEME.rows("part_of"))
    assert len(wholes()) >= 35


def test_everything_is_in_a_domain() -> None:
    placed = {row["subject"] for row in THEME.rows("in_domain")}
    for file in ("capabilities", "standards", "requirements"):
        assert {row["key"] for row in THEME.rows(file)} <= placed
    assert {row["domain"] for row in THEME.rows("in_domain")} == DOMAINS


def test_a_requirement_weighs_ten_to_twenty_capabilities_and_standards() -> None:
    capabilities = {row["key"] for row in THEME.rows("capabilities")}
    for requirement in THEME.rows("requirements"):
        needed = [row for row in THEME.rows("requires") if row["requirement"] == requirement["key"]]
        assert 10 <= len(needed) <= 20
        assert {row["weight"] for row in needed} >= {"3", "5"}
        assert {row["weight"] for row in needed} <= set("12345")
        assert all(row["reason"] for row in needed)
        kinds = Counter(row["required"] in capabilities for row in needed)
        assert kinds[True] >= 5
        assert kinds[False] >= 2


def test_a_standard_is_named_by_its_designation() -> None:
    designations = [row["designation"] for row in THEME.rows("standards")]
    assert len(set(designations)) == len(designations)
    for row in THEME.rows("standards"):
        assert row["body"], row
        assert row["field"], row
        if row["key"].startswith("stanag-"):
            assert row["designation"] == row["key"].upper().replace("-", " ")


def test_a_standard_older_than_its_edition_says_so() -> None:
    for row in THEME.rows("standards"):
        if row["edition"].isdigit() and 1 < int(row["edition"]) < 100 and row["key"].startswith("stanag-"):
            assert row["start_unknown"] == "true", row


def test_whoever_lacks_a_capability_says_why() -> None:
    none = [row for row in THEME.rows("has_capability") if row["level"] == "none"]
    assert len(none) >= 30
    assert all(row["constraint"] for row in none)


def test_nobody_holds_a_capability_twice_at_once() -> None:
    for capability in {row["capability"] for row in THEME.rows("has_capability")}:
        for day in ("1995-06-30", "2005-06-30", "2012-06-30", "2018-06-30", "2022-06-30", "2025-06-30"):
            holders = [row["holder"] for row in standing(holdings(capability), date.fromisoformat(day))]
            assert len(holders) == len(set(holders)), (capability, day)


# Well-known samples


@pytest.mark.parametrize(
    ("designation", "title"),
    [
        ("STANAG 2116", "NATO Codes for Grades of Military Personnel"),
        ("STANAG 4107", "Mutual Acceptance of Government Quality Assurance"),
        ("STANAG 4172", "5.56 mm Ammunition"),
        ("STANAG 4545", "NATO Secondary Imagery Format"),
        ("STANAG 4609", "NATO Digital Motion Imagery Standard"),
        ("STANAG 5516", "Link 16"),
        ("STANAG 5522", "Link 22"),
        ("STANAG 6001", "Language Proficiency"),
        ("STANAG 4774", "Confidentiality Metadata Label Syntax"),
        ("AJP-01 (STANAG 2437)", "Allied Joint Doctrine"),
        ("APP-6 (STANAG 2019)", "NATO Joint Military Symbology"),
    ],
)
def test_well_known_standards(designation: str, title: str) -> None:
    (row,) = [row for row in THEME.rows("standards") if row["designation"] == designation]
    assert title in row["name"]


@pytest.mark.parametrize(
    ("holder", "capability", "day", "level"),
    [
        ("EST", "fighter-aircraft", "2010-01-01", "none"),
        ("ISL", "standing-forces", "2020-01-01", "none"),
        ("GBR", "carrier-aviation", "2015-01-01", "none"),
        ("GBR", "carrier-aviation", "2018-01-01", "limited"),
        ("GBR", "carrier-aviation", "2022-01-01", "full"),
        ("CHN", "carrier-aviation", "2013-01-01", "limited"),
        ("GBR", "airborne-early-warning", "2000-01-01", "full"),
        ("GBR", "airborne-early-warning", "2022-01-01", "planned"),
        ("nato", "airborne-early-warning", "1990-01-01", "full"),
        ("nato", "ballistic-missile-defence", "2014-01-01", "limited"),
        ("DNK", "conventional-submarines", "2010-01-01", "none"),
        ("AUS", "nuclear-powered-submarines", "2024-01-01", "planned"),
        ("NLD", "air-to-air-refuelling", "2021-01-01", "limited"),
        ("HTI", "standing-forces", "2010-01-01", "none"),
    ],
)
def test_well_known_holdings(holder: str, capability: str, day: str, level: str) -> None:
    rows = [row for row in standing(holdings(capability), date.fromisoformat(day)) if row["holder"] == holder]
    assert [row["level"] for row in rows] == [level]


@pytest.mark.parametrize(
    ("holder", "capability", "day"),
    [
        ("HTI", "standing-forces", "2020-01-01"),
        ("FRA", "space-launch", "1960-01-01"),
        ("SWE", "strategic-airlift", "2009-07-26"),
    ],
)
def test_what_nobody_says_is_not_said(holder: str, capability: str, day: str) -> None:
    assert holder not in {row["holder"] for row in standing(holdings(capability), date.fromisoformat(day))}


def test_the_heavy_airlift_wing_has_its_eleven_members_without_own_heavy_airlift() -> None:
    shared = [row for row in holdings("strategic-airlift") if row["source"] == "sac-programme"]
    assert {row["holder"] for row in shared} == HEAVY_AIRLIFT_WING
    assert all(row["constraint"] and row["level"] == "limited" for row in shared)


# Against public lists


def test_standards_agree_with_the_nisp_extract(data_folder: Path) -> None:
    """Number, edition and day of every STANAG that the extract lists; titles in its spelling or a tidier one."""
    listed = {row["nispid"]: row for row in read(data_folder / "nato-stanag-nisp" / "stanag_standards.csv")}
    compared = [row for row in THEME.rows("standards") if row["source_row"] in listed]
    assert len(compared) >= 50
    for row in compared:
        reference = listed[row["source_row"]]
        edition = re.search(r"(\d+) Ed (\d+)", reference["pubnum"])
        assert edition is not None
        assert (row["key"], row["edition"]) == (f"stanag-{edition[1]}", edition[2])
        assert row["valid_from"] == reference["date"], row
        likeness = fuzz.token_set_ratio(row["name"].casefold(), reference["title"].casefold())
        assert likeness >= TITLE_LIKENESS, (row["name"], reference["title"])


def test_editions_that_the_extract_lists_too_are_not_older_here(data_folder: Path) -> None:
    """For STANAGs known from another document: the edition here is the extract's or a later one."""
    for reference in read(data_folder / "nato-stanag-nisp" / "stanag_standards.csv"):
        edition = re.search(r"(\d+) Ed (\d+)", reference["pubnum"])
        assert edition is not None
        number, listed_edition = f"stanag-{edition[1]}", int(edition[2])
        for row in THEME.rows("standards"):
            if row["key"] == number and row["edition"] and int(row["edition"]) > listed_edition and reference["date"]:
                latest = partial_date(row["valid_from"], field="valid_from").last
                assert latest.isoformat() >= reference["date"], row


def test_states_without_armed_forces_have_no_soldiers_in_cow(data_folder: Path) -> None:
    numbers = {row["key"]: row["cow_code"] for row in read(NATIONS) if row["cow_code"]}
    soldiers = {
        row["ccode"]: row["milper"] for row in read(data_folder / "cow-nmc" / "NMC_5_0.csv") if row["year"] == NMC_YEAR
    }
    without = {row["holder"] for row in standing(holdings("standing-forces"), date(int(NMC_YEAR), 6, 30))}
    assert len(without) >= 19
    assert {nation: soldiers[numbers[nation]] for nation in without} == dict.fromkeys(without, "0")
