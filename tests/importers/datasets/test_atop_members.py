"""ATOP members: made-up rows in the same layout, and the real files where they are."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from app.importers.datasets.atop_alliances import ATOP_ALLIANCES
from app.importers.datasets.atop_members import ATOP_MEMBERS
from app.record.facts import Fact
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

MEMBER = {
    "atopid": 9005, "member": 290, "cowsys": 1, "phase": 0,
    "yrent": 1921, "moent": 3, "dayent": 1, "yrexit": 1925, "moexit": 8, "dayexit": 31,
    "defense": 1, "offense": 0, "neutral": 0, "nonagg": 0, "consul": 0,
}  # fmt: skip
OPEN = {"yrexit": 0, "moexit": 0, "dayexit": 0}
NATIONS = made_up(
    {"POL": 290, "ROU": 360, "CSK": 315, "CZE": 316, "SVK": 317, "UKR": 369}, since={"UKR": date(1991, 8, 24)}
)


def read(folder: Path, *members: Mapping[str, object]) -> Reading:
    lines = [{**MEMBER, **member} for member in members]
    return reading_of(ATOP_MEMBERS, folder, rows(ATOP_MEMBERS.columns, *lines), crosswalk=NATIONS)


def by_nation(memberships: list[Fact]) -> dict[str, Fact]:
    return {fact.start: fact for fact in memberships}


def test_each_member_has_its_own_obligations(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"offense": 1, "neutral": 1, "nonagg": 1, "consul": 1},
        {"member": 360, "defense": 0, "consul": 1},
        {"member": 315, "defense": 0},
    )
    members = by_nation(found.of("PARTY_TO"))
    assert members["POL"].properties["obligations"] == (
        "defence", "offence", "neutrality", "non-aggression", "consultation",
    )  # fmt: skip
    assert members["ROU"].properties["obligations"] == ("consultation",)
    assert members["CSK"].properties["obligations"] == ()
    assert {fact.end for fact in found.facts} == {"atop-9005"}


def test_an_exit_of_zero_is_still_in_force_in_2018(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, OPEN | {"dayent": ""}).facts
    assert fact.valid.end_unknown
    assert fact.content["attestedUntil"] == date(2018, 12, 31)
    assert fact.content["validFromPrecision"] == "month"


def test_who_leaves_and_comes_back_has_two_facts(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"yrent": 1930, "yrexit": 1935}, {"member": 360})
    assert len(found.of("PARTY_TO")) == 3
    assert found.tally == {"alliances": 1, "members": 2, "memberships": 3}


def test_phases_that_follow_each_other_stay_one_agreement(tmp_path: Path) -> None:
    renewed = {"phase": 2, "yrent": 1925, "moent": 9, "yrexit": 1935}
    found = read(tmp_path, {"phase": 1}, {"phase": 1, "member": 360}, renewed, renewed | {"member": 360})
    assert {fact.end for fact in found.of("PARTY_TO")} == {"atop-9005"}
    assert len(found.facts) == 4


def test_branches_of_one_alliance_do_not_make_its_successors_allies(tmp_path: Path) -> None:
    split = {"yrent": 1993, "moent": 1, "dayent": 1, **OPEN}
    found = read(
        tmp_path,
        {"phase": 1, "member": 315},
        {"phase": 1},
        *({"phase": phase, "member": member} | split for phase, member in ((2, 316), (2, 290), (3, 317), (3, 290))),
    )
    parties = {(fact.start, fact.end) for fact in found.of("PARTY_TO") if fact.valid.valid_from.year == 1993}
    assert parties == {
        ("CZE", "atop-9005-phase-2"),
        ("POL", "atop-9005-phase-2"),
        ("SVK", "atop-9005-phase-3"),
        ("POL", "atop-9005-phase-3"),
    }
    parts = {(fact.start, fact.end) for fact in found.of("PART_OF")}
    assert parts == {("atop-9005-phase-2", "atop-9005"), ("atop-9005-phase-3", "atop-9005")}
    (second, third) = found.of("ASSERTED_BY")
    assert second.content["name"] == "Alliance of 1993 (ATOP alliance 9005, phase 2)"
    assert third.content["attestedUntil"] == date(2018, 12, 31)


def test_a_member_that_signs_before_it_is_a_state_is_the_state_that_it_becomes(tmp_path: Path) -> None:
    signed = {"member": 369, "yrent": 1990, "yrexit": 1995}
    assert [fact.start for fact in read(tmp_path, signed | {"cowsys": 0}).facts] == ["UKR"]
    refused = read(tmp_path, signed)
    assert refused.facts == ()
    assert refused.rejected[0][1] == (
        "alliance 9005, member 369, phase 0: No nation holds cowCode 369 on 1990-03-01. On other days it is UKR."
    )


def test_a_wrong_member_leaves_the_others(tmp_path: Path) -> None:
    found = read(
        tmp_path, {"member": 8152, "cowsys": 0}, {}, {"member": 360, "consul": 2}, {"member": 315, "moent": 13}
    )
    assert [fact.start for fact in found.facts] == ["POL"]
    assert [reason for _, reason in found.rejected] == [
        "alliance 9005, member 8152, phase 0: No nation holds cowCode 8152 on 1921-03-01.",
        "alliance 9005, member 360, phase 0: consul: '2' is neither 0 nor 1.",
        "alliance 9005, member 315, phase 0: valid_from: '1921-13-01' is not a date.",
    ]


def test_the_real_file(data_folder: Path) -> None:
    found = reading(ATOP_MEMBERS, data_folder / "atop" / "atop5_1m.csv", seed_crosswalk())
    assert found.rows == 2510
    assert found.tally == {"alliances": 789, "members": 208, "memberships": 2510}
    # ATOP's own number for a signatory of 1874 that COW never counted as a state.
    assert found.rejected == (
        (202, "alliance 1320, member 8152, phase 0: No nation holds cowCode 8152 on 1874-03-15."),
    )
    assert len(found.of("PARTY_TO")) == 2509
    assert (len(found.of("ASSERTED_BY")), len(found.of("PART_OF"))) == (18, 18)
    assert undeclared(found.facts) == set()
    assert sum(fact.valid.end_unknown for fact in found.of("PARTY_TO")) == 1146
    bound = {str(fact.evidence.source_row).split(",")[0] for fact in found.of("PARTY_TO") if owes_defence(fact)}
    assert len(bound) == 280


def test_the_real_members_are_of_the_real_alliances(data_folder: Path) -> None:
    alliances = reading(ATOP_ALLIANCES, data_folder / "atop" / "atop5_1a.csv", seed_crosswalk())
    members = reading(ATOP_MEMBERS, data_folder / "atop" / "atop5_1m.csv", seed_crosswalk())
    known = {fact.start for fact in (*alliances.facts, *members.of("ASSERTED_BY"))}
    assert {fact.end for fact in (*members.of("PARTY_TO"), *members.of("PART_OF"))} <= known


def owes_defence(fact: Fact) -> bool:
    owed = fact.properties["obligations"]
    return isinstance(owed, tuple) and "defence" in owed
