"""COW organisations: made-up rows in the same layout, and the real file where it is."""

import gzip
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.cow_igo import COW_IGO
from app.record.facts import Fact
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

YEAR = {
    "ioname": "LAKES", "longorgname": "Lakes Commission", "dead": 0, "imputed": 0,
    "political": 1, "social": 0, "economic": 1,
    "accuracyofpre1965membershipdates": "Not applicable - created 1965 or later",
}  # fmt: skip
NATIONS = made_up({"POL": 290, "ROU": 360, "DEU": 255, "NAM": 565})
Spell = tuple[str, date, date | None]
"""Role, first day and last day."""


def read(folder: Path, years: Mapping[int, Mapping[str, object]], **cells: object) -> Reading:
    lines = [{**YEAR, **cells, **states, "year": year} for year, states in years.items()]
    return reading_of(COW_IGO, folder, rows(COW_IGO.columns, *lines), crosswalk=NATIONS)


def poland(folder: Path, statuses: Mapping[int, object], **cells: object) -> list[Fact]:
    """Poland's memberships, by its status in each year."""
    return read(folder, {year: {"poland": status} for year, status in statuses.items()}, **cells).of("MEMBER_OF")


def spell(fact: Fact) -> Spell:
    return (str(fact.content["role"]), fact.valid.valid_from, fact.valid.valid_to)


def test_an_organisation(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, {2010: {}, 2014: {}}, sdate=2009).facts
    assert (fact.label, fact.start) == ("Organization", "cow-igo-lakes")
    assert (fact.content["name"], fact.content["cowIgo"]) == ("Lakes Commission", "LAKES")
    assert fact.content["objectives"] == ["political", "economic"]
    assert (fact.valid.valid_from, fact.valid.valid_to, fact.valid.end_unknown) == (date(2009, 1, 1), None, True)
    assert fact.content["attestedUntil"] == date(2014, 12, 31)


@pytest.mark.parametrize(
    ("cells", "last"),
    [({"dead": 1, "deaddate": 2012}, 2012), ({"deaddate": 2013}, 2013), ({"dead": 1, "deaddate": ""}, 2012)],
)
def test_an_organisation_that_ended_ends_its_memberships(tmp_path: Path, cells: dict[str, object], last: int) -> None:
    found = read(tmp_path, {2011: {"poland": 1}, 2012: {"poland": 1}}, **cells)
    assert {fact.valid.valid_to for fact in found.facts} == {date(last, 12, 31)}
    assert not any(fact.valid.end_unknown for fact in found.facts)


def test_an_organisation_that_is_renamed_has_one_assertion_a_name(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {2010: {"longorgname": "Ponds Office"}, 2011: {"longorgname": "Ponds Office"}, 2012: {}, 2013: {}, 2014: {}},
    )
    named = [(fact.content["name"], fact.valid.valid_from, fact.valid.valid_to) for fact in found.facts]
    assert named == [
        ("Ponds Office", date(2010, 1, 1), date(2011, 12, 31)),
        ("Lakes Commission", date(2012, 1, 1), None),
    ]


@pytest.mark.parametrize(("status", "role"), [(1, "member"), (2, "associate"), (3, "observer")])
def test_each_status_is_a_role(tmp_path: Path, status: int, role: str) -> None:
    (fact,) = poland(tmp_path, {2013: status, 2014: status})
    assert spell(fact) == (role, date(2013, 1, 1), None)


def test_equal_years_are_one_spell_and_a_change_is_another(tmp_path: Path) -> None:
    found = poland(tmp_path, {2008: 0, 2009: 3, 2010: 3, 2011: 1, 2012: 0, 2013: 1, 2014: 1})
    assert [spell(fact) for fact in found] == [
        ("observer", date(2009, 1, 1), date(2010, 12, 31)),
        ("member", date(2011, 1, 1), date(2011, 12, 31)),
        ("member", date(2013, 1, 1), None),
    ]
    assert [fact.content.get("attestedUntil") for fact in found] == [None, None, date(2014, 12, 31)]
    assert [fact.valid.end_unknown for fact in found] == [False, False, True]
    assert not any(fact.valid.start_unknown for fact in found)


@pytest.mark.parametrize("outside", [-1, ""])
def test_a_state_that_leaves_the_state_system_leaves_its_organisations(tmp_path: Path, outside: object) -> None:
    found = poland(tmp_path, {2011: 1, 2012: outside, 2013: 1, 2014: 0})
    assert [spell(fact) for fact in found] == [
        ("member", date(2011, 1, 1), date(2011, 12, 31)),
        ("member", date(2013, 1, 1), date(2013, 12, 31)),
    ]


def test_minus_nine_is_not_known_and_not_no(tmp_path: Path) -> None:
    found = poland(tmp_path, {2008: -9, 2009: 1, 2010: -9, 2011: -9, 2012: 0, 2013: 1, 2014: -9})
    assert [spell(fact) for fact in found] == [
        ("member", date(2009, 1, 1), date(2011, 12, 31)),
        ("member", date(2013, 1, 1), None),
    ]
    assert [fact.content["attestedUntil"] for fact in found] == [date(2009, 12, 31), date(2013, 12, 31)]
    assert [fact.valid.start_unknown for fact in found] == [True, False]
    assert [fact.valid.end_unknown for fact in found] == [False, True]


def test_one_year_in_five_is_one_spell_with_an_unsure_start_and_end(tmp_path: Path) -> None:
    (fact,) = poland(tmp_path, {1945: 0, 1950: 1, 1955: 1, 1960: 0, 1965: 0})
    assert spell(fact) == ("member", date(1950, 1, 1), date(1959, 12, 31))
    assert fact.valid.start_unknown
    assert fact.content["attestedUntil"] == date(1955, 12, 31)


def test_a_longer_gap_parts_two_spells(tmp_path: Path) -> None:
    first, second = poland(tmp_path, {1869: 1, 1906: 1, 1907: 0})
    assert (spell(first)[2], first.content["attestedUntil"]) == (date(1905, 12, 31), date(1869, 12, 31))
    assert (second.valid.valid_from, second.valid.start_unknown) == (date(1906, 1, 1), True)


def test_two_columns_of_one_nation_make_one_spell(tmp_path: Path) -> None:
    codes = {**NATIONS.codes, ("cowCode", "260"): NATIONS.codes["cowCode", "255"]}
    years: dict[int, dict[str, object]] = {
        1989: {"wgermany": 1, "germany": ""},
        1990: {"wgermany": 1, "germany": -9},
        1991: {"wgermany": "", "germany": 1},
        1992: {"germany": 0},
    }
    lines = [{**YEAR, **states, "year": year} for year, states in years.items()]
    found = reading_of(COW_IGO, tmp_path, rows(COW_IGO.columns, *lines), crosswalk=replace(NATIONS, codes=codes)).of(
        "MEMBER_OF"
    )
    assert [(fact.start, *spell(fact)) for fact in found] == [
        ("DEU", "member", date(1989, 1, 1), date(1991, 12, 31))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "year", "credibility"),
    [
        ({}, 1950, 2),
        ({"accuracyofpre1965membershipdates": "Within 5 years"}, 1950, 3),
        ({"accuracyofpre1965membershipdates": "Within 5 years"}, 1970, 2),
        ({"imputed": 1}, 1970, 3),
    ],
)
def test_imputed_years_are_less_credible(tmp_path: Path, cells: dict[str, object], year: int, credibility: int) -> None:
    (fact,) = poland(tmp_path, {year: 1}, **cells)
    assert fact.content["credibility"] == credibility


def test_namibia_is_a_state(tmp_path: Path) -> None:
    assert [fact.start for fact in read(tmp_path, {2014: {"namibia": 1}}).of("MEMBER_OF")] == ["NAM"]


def test_a_state_that_is_not_known_is_reported_where_it_belongs_and_the_rest_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, {2013: {"poland": 1, "uk": 0}, 2014: {"poland": 1, "usa": 1}})
    assert [fact.start for fact in found.of("MEMBER_OF")] == ["POL"]
    assert found.rejected == ((2, "LAKES, usa: No nation holds cowCode 2 on 2014-12-31."),)


@pytest.mark.parametrize(
    ("years", "reason"),
    [
        ({2013: {"poland": 1}, 2014: {"poland": 7}}, "poland: '7' is none of 1, 2, 3, 0, -9 and -1."),
        ({"": {"poland": 1}}, "year is empty."),
        ({"20x4": {"poland": 1}}, "year: '20x4' is not a whole number."),
    ],
)
def test_a_wrong_line_rejects_its_organisation_with_the_reason(
    tmp_path: Path, years: Mapping[int, Mapping[str, object]], reason: str
) -> None:
    found = read(tmp_path, years)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_a_gzipped_file(tmp_path: Path) -> None:
    path = tmp_path / "igo.csv.gz"
    path.write_bytes(gzip.compress(rows(COW_IGO.columns, {**YEAR, "year": 2014, "poland": 1}).encode()))
    assert [fact.start for fact in reading(COW_IGO, path, NATIONS).of("MEMBER_OF")] == ["POL"]


def test_the_real_file(data_folder: Path) -> None:
    found = reading(COW_IGO, data_folder / "cow-igo" / "igo_year_format3.csv.gz", seed_crosswalk())
    assert (found.rows, found.rejected) == (19335, ())
    assert found.tally == {"organisations": 534, "organisation years": 19335}
    # Three organisations are renamed, each once.
    assert (len(found.of("ASSERTED_BY")), len(found.of("MEMBER_OF"))) == (537, 18900)
    # Nothing is lost: as many years of membership as the file has cells that are 1, 2 or 3.
    assert sum(years_seen(fact) for fact in found.of("MEMBER_OF")) == 536320 + 1095 + 2387
    nato = {fact.start: spell(fact) for fact in found.of("MEMBER_OF") if fact.end == "nato"}
    assert len(nato) == 28
    assert nato["DEU"] == ("member", date(1955, 1, 1), None)
    assert undeclared(found.facts) == set()


def years_seen(fact: Fact) -> int:
    first, last = str(fact.evidence.source_row).split(" ")[-1].split("–")
    return int(last) - int(first) + 1
