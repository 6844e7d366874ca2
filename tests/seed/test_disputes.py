"""The seed's disputes, sanctions and rivalries over recognition: their rows alone, and against COW's coding."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.seed.themes import (
    NEVER,
    SEED,
    Row,
    Theme,
    days,
    read,
    standing,
)

THEME = Theme("disputes")
KINDS = {"territorial", "maritime", "sanctions", "armed_dispute", "political", "recognition", "war"}
ORGANISATIONS = {"un", "eu", "ecowas"}
NAMED = {
    "northern-territories", "senkaku-diaoyu-islands", "liancourt-rocks", "spratly-islands", "paracel-islands",
    "kashmir", "aksai-chin", "arunachal-pradesh", "doklam-stand-off", "crimea", "donbas-conflict",
    "abkhazia-and-south-ossetia", "nagorno-karabakh", "transnistria", "cyprus-question", "aegean-dispute",
    "falkland-islands", "gibraltar", "ceuta-and-melilla", "western-sahara", "halaib-triangle", "abyei", "essequibo",
    "belize-guatemala", "golan-heights", "occupied-palestinian-territory", "shebaa-farms", "abu-musa-and-tunbs",
    "thailand-cambodia-border", "sabah", "pedra-branca", "bakassi", "badme", "renaissance-dam", "durand-line",
    "un-sanctions-dprk", "un-sanctions-iran", "us-embargo-cuba", "eu-sanctions-russia", "us-sanctions-russia-ukraine",
    "eu-sanctions-belarus", "status-of-kosovo", "status-of-taiwan", "recognition-of-israel", "gulf-crisis-2017",
    "us-caatsa-turkiye",
}  # fmt: skip


def sides(dispute: str, on: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows = [row for row in THEME.rows("disputes_of") if row["dispute"] == dispute]
    for row in standing(rows, date.fromisoformat(on)):
        found[row["side"]].add(row["nation"])
    return found


def roles(dispute: str) -> Mapping[str, str]:
    return {row["nation"]: row["role"] for row in THEME.rows("disputes_of") if row["dispute"] == dispute}


def about(dispute: str) -> Row:
    (row,) = [row for row in THEME.rows("disputes") if row["key"] == dispute]
    return row


def coded() -> list[Row]:
    return [row for row in THEME.rows("disputes") if row["source"] == "cow-mid-selection"]


# What there is


def test_there_are_enough_of_each_kind() -> None:
    per_kind = Counter(row["kind"] for row in THEME.rows("disputes"))
    assert set(per_kind) == KINDS
    assert per_kind["territorial"] >= 35
    assert per_kind["sanctions"] >= 38
    assert per_kind["armed_dispute"] + per_kind["war"] >= 28
    assert {row["key"] for row in THEME.rows("disputes")} >= NAMED


def test_every_dispute_has_two_sides_and_a_subject() -> None:
    for row in THEME.rows("disputes"):
        parties = [party for party in THEME.rows("disputes_of") if party["dispute"] == row["key"]]
        assert len({party["side"] for party in parties}) >= 2, row
        assert len({party["nation"] for party in parties}) >= 2, row
        assert row["subject"], row
        assert all(party["role"] for party in parties), row


def test_no_nation_is_on_two_sides_of_a_dispute() -> None:
    taken: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in THEME.rows("disputes_of"):
        taken[row["dispute"], row["nation"]].add(row["side"])
    assert {len(letters) for letters in taken.values()} == {1}


def test_sanctions_have_an_initiator_and_somebody_that_they_are_about() -> None:
    for row in THEME.rows("disputes"):
        if row["kind"] == "sanctions":
            counted = Counter(roles(row["key"]).values())
            assert counted["initiator"] == 1, row
            assert counted["target"] + counted["party"] >= 1, row


def test_organisations_only_impose_sanctions() -> None:
    imposing = [row for row in THEME.rows("disputes_of") if row["nation"] in ORGANISATIONS]
    assert {row["nation"] for row in imposing} == ORGANISATIONS
    assert {(row["role"], about(row["dispute"])["kind"]) for row in imposing} == {("initiator", "sanctions")}


def test_what_has_ended_says_how() -> None:
    silent = [row["key"] for row in THEME.rows("disputes") if row["valid_to"] and not row["outcome"]]
    assert all(key.startswith("mid-") for key in silent)
    assert len(silent) <= 8


# Well-known samples


@pytest.mark.parametrize(
    ("dispute", "day", "expected"),
    [
        ("northern-territories", "2000-01-01", {"A": {"JPN"}, "B": {"RUS"}}),
        ("falkland-islands", "2000-01-01", {"A": {"GBR"}, "B": {"ARG"}}),
        ("un-sanctions-iran", "2010-01-01", {"A": {"un"}, "B": {"IRN"}}),
        ("un-sanctions-iran", "2017-01-01", {}),
        ("gulf-crisis-2017", "2019-01-01", {"A": {"SAU", "ARE", "BHR", "EGY"}, "B": {"QAT"}}),
        ("gulf-crisis-2017", "2021-01-06", {}),
        ("western-sahara", "1978-01-01", {"A": {"MAR", "MRT"}, "B": {"DZA"}}),
        ("western-sahara", "2000-01-01", {"A": {"MAR"}, "B": {"DZA"}}),
        ("badme", "2018-07-10", {}),
        ("pedra-branca", "2008-05-24", {}),
        ("us-caatsa-turkiye", "2021-01-01", {"A": {"USA"}, "B": {"TUR"}}),
        ("un-embargo-eritrea-ethiopia", "2000-12-01", {"A": {"un"}, "B": {"ERI", "ETH"}}),
        ("mid-3630", "1982-05-01", {"A": {"ARG"}, "B": {"GBR"}}),
    ],
)
def test_well_known_sides(dispute: str, day: str, expected: Mapping[str, set[str]]) -> None:
    assert sides(dispute, day) == expected


def test_the_holder_of_disputed_land() -> None:
    assert roles("kashmir") == {"IND": "claimant", "PAK": "claimant"}
    assert roles("essequibo") == {"GUY": "holder", "VEN": "claimant"}
    assert roles("liancourt-rocks") == {"KOR": "holder", "JPN": "claimant"}
    assert roles("senkaku-diaoyu-islands") == {"JPN": "holder", "CHN": "claimant", "TWN": "claimant"}
    assert set(roles("spratly-islands")) == {"CHN", "TWN", "VNM", "PHL", "MYS", "BRN"}


@pytest.mark.parametrize(
    ("embargo", "first", "last"),
    [
        ("un-sanctions-dprk", "2006-10-14", ""),
        ("un-embargo-south-africa", "1977-11-04", "1994-05-25"),
        ("un-embargo-liberia", "1992-11-19", "2016-05-25"),
        ("un-embargo-eritrea", "2009-12-23", "2018-11-14"),
        ("un-sanctions-mali", "2017-09-05", "2023-08-31"),
    ],
)
def test_well_known_embargoes(embargo: str, first: str, last: str) -> None:
    row = about(embargo)
    assert (row["valid_from"], row["valid_to"]) == (first, last)


# Against COW


def test_the_coded_disputes_are_as_cow_codes_them(data_folder: Path) -> None:
    """Hostility, and the days on which each dispute began and ended."""
    disputes = {row["dispnum"]: row for row in read(data_folder / "cow-mid" / "MIDA 5.0.csv")}
    assert len(coded()) >= 25
    for row in coded():
        reference = disputes[row["key"].removeprefix("mid-")]
        assert row["hostility"] == reference["hostlev"]
        assert row["kind"] == ("war" if reference["hostlev"] == "5" else "armed_dispute")
        first, last = days(row)
        assert (first.year, first.month) == (int(reference["styear"]), int(reference["stmon"]))
        assert (last.year, last.month) == (int(reference["endyear"]), int(reference["endmon"]))


def test_the_coded_participants_are_cows(data_folder: Path) -> None:
    """Every participant that COW codes and no other, with side and hostility."""
    numbers = {number: key for key, number in cow_numbers()}
    keys = {row["key"] for row in coded()}
    expected = {
        (f"mid-{row['dispnum']}", numbers[row["ccode"]], "A" if row["sidea"] == "1" else "B", row["hostlev"])
        for row in read(data_folder / "cow-mid" / "MIDB 5.0.csv")
        if f"mid-{row['dispnum']}" in keys
    }
    found = {
        (row["dispute"], row["nation"], row["side"], row["hostility"])
        for row in THEME.rows("disputes_of")
        if row["dispute"] in keys
    }
    assert found == expected
    assert len(found) >= 55


def test_most_neighbours_with_a_territorial_dispute_came_to_militarised_disputes(data_folder: Path) -> None:
    """COW is no source of the territorial disputes; most pairs of them show up in it all the same."""
    numbers = {number: key for key, number in cow_numbers()}
    coded_sides: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"1": set(), "0": set()})
    for row in read(data_folder / "cow-mid" / "MIDB 5.0.csv"):
        coded_sides[row["dispnum"]][row["sidea"]].add(numbers.get(row["ccode"], row["ccode"]))
    opposed = {frozenset((one, other)) for found in coded_sides.values() for one in found["1"] for other in found["0"]}
    pairs = {
        frozenset((one["nation"], other["nation"]))
        for dispute in THEME.rows("disputes")
        if dispute["kind"] == "territorial" and days(dispute)[0] <= date(2010, 1, 1)
        for one in THEME.rows("disputes_of")
        for other in THEME.rows("disputes_of")
        if one["dispute"] == other["dispute"] == dispute["key"] and one["side"] < other["side"]
    }
    assert len(pairs) >= 40
    assert len(pairs & opposed) / len(pairs) >= 0.6


def cow_numbers() -> list[tuple[str, str]]:
    """Keys and COW numbers; a number that passed from one nation to another goes to the latest holder."""
    rows = read(SEED / "nations" / "nations.csv")
    held = sorted((days(row)[1] if row["valid_to"] else NEVER, row["key"], row["cow_code"]) for row in rows)
    return [(key, number) for _, key, number in held if number]
