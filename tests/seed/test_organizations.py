"""The seed's organisations and their memberships: their rows alone, and against independent references."""

import csv
import gzip
import re
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from app.model.labels import ORGANIZATION
from tests.seed.themes import SEED, Theme, days, read, standing

THEME = Theme("organizations")
FULL = {"member", "founding_member"}


NATO_BY_YEAR = {
    1949: 12, 1952: 14, 1955: 15, 1982: 16, 1999: 19, 2004: 26, 2009: 28, 2017: 29, 2020: 30, 2023: 31, 2024: 32,
}  # fmt: skip
# From 1992 to 2000 the United Nations counted one more: Yugoslavia, whose seat stayed empty.
UN_BY_YEAR = {
    1945: 51, 1946: 55, 1947: 57, 1950: 60, 1955: 76, 1960: 99, 1970: 127, 1973: 135, 1980: 154, 1990: 159,
    1991: 166, 1993: 183, 1999: 187, 2000: 189, 2002: 191, 2006: 192, 2011: 193, 2024: 193,
}  # fmt: skip
EU_BY_YEAR = {1993: 12, 1995: 15, 2004: 25, 2007: 27, 2013: 28, 2020: 27}
# Members without the Cook Islands, Niue and Montserrat, which are not in the register of nations, and without the
# Sahrawi Republic.
MEMBERS_TODAY = {
    "nato": 32, "un": 193, "eu": 27, "osce": 57, "csto": 6, "sco": 10, "asean": 11, "arf": 26, "admm-plus": 18,
    "au": 54, "sadc": 16, "eac": 8, "ecowas": 12, "gcc": 6, "arab-league": 22, "fpda": 5, "quad": 4, "aukus": 3,
    "jef": 10, "nordefco": 5, "visegrad-group": 4, "bucharest-nine": 9, "weimar-triangle": 3, "pesco": 26, "eda": 27,
    "wassenaar-arrangement": 42, "mtcr": 35, "nsg": 48, "australia-group": 42, "psi": 11, "iaea": 179, "opcw": 191,
    "aes": 3, "caricom": 14, "union-state": 2,
}  # fmt: skip
ENDED = {"weu", "warsaw-treaty-organization", "seato", "cento", "oau", "shanghai-five", "g5-sahel"}

# Where the World Factbook, taken in 2026, counts otherwise, and why.
FACTBOOK_NAMES = {
    "nato": "NATO", "csto": "CSTO", "asean": "ASEAN", "arf": "ARF", "eac": "EAC", "gcc": "GCC", "osce": "OSCE",
    "arab-league": "LAS", "iaea": "IAEA", "nsg": "NSG", "wassenaar-arrangement": "Wassenaar Arrangement",
    "australia-group": "Australia Group", "caricom": "Caricom", "sadc": "SADC", "igad": "IGAD",
}  # fmt: skip
FACTBOOK_DIFFERS = {
    "arab-league": {"PSE"},  # no entry in the Factbook
    "australia-group": {"IND"},  # joined in 2018; the Factbook is behind
    "sadc": {"COM"},  # joined in 2018; the Factbook is behind
    "igad": {"ERI"},  # left in December 2025
    "iaea": {
        "ATG", "BDI", "BRB", "COM", "DJI", "GIN", "GMB", "GRD", "GUY", "KNA", "LCA", "SOM", "TKM", "TON", "VCT",
        "VUT", "WSM",
    },  # joined since 2009; the Factbook is behind
}  # fmt: skip

# Where COW's membership of a year differs from ours in both directions of a year's width, and why.
COW_DIFFERS = {
    "au": {"COD", "GNQ"},  # COW lacks them for some years
    "sadc": {"COD", "MDG", "MUS", "ZAF"},  # COW dates them otherwise; Madagascar joined in 2005
    "arab-league": {"PSE", "YMD"},  # not in COW's state system, or not coded
    "csto": {"UZB"},  # COW carries it through 2002-2005, when it was no party
    "oas": {"HND"},  # COW does not see its return in 2011
    "ecowas": {"CPV", "MRT"},  # COW dates them later
    "nato": {"DEU"},  # Germany's code changes in 1990
    "weu": {"DEU"},
    "osce": {"DEU", "LIE", "MCO", "MNG", "SMR", "SRB", "VAT"},  # likewise; micro-states late; Yugoslavia kept in 1992
}  # fmt: skip


def members(organization: str, on: date) -> set[str]:
    return {
        line["nation"]
        for line in THEME.rows("member_of")
        if line["organization"] == organization and line["role"] in FULL and days(line)[0] <= on <= days(line)[1]
    }


def ever_members(organization: str) -> set[str]:
    return {
        line["nation"]
        for line in THEME.rows("member_of")
        if line["organization"] == organization and line["role"] in FULL
    }


# Every row


def test_spells_of_one_membership_do_not_overlap() -> None:
    spells = defaultdict(list)
    for line in THEME.rows("member_of"):
        spells[line["nation"], line["organization"]].append(days(line))
    for about, intervals in spells.items():
        for earlier, later in pairwise(sorted(intervals)):
            assert earlier[1] < later[0], about


# What there is


def test_there_are_enough_organisations_with_members() -> None:
    assert len({line["key"] for line in THEME.rows("organizations")}) >= 45
    assert len({line["organization"] for line in THEME.rows("member_of")}) >= 45


def test_every_organisation_but_those_without_states_has_members() -> None:
    without = {line["key"] for line in THEME.rows("organizations")} - {
        line["organization"] for line in THEME.rows("member_of")
    }
    assert without == {"ctbto-prepcom", "icrc"}


def test_every_organisation_says_what_it_is_for() -> None:
    kinds = {given.name: given.values for given in ORGANIZATION.properties}["kind"]
    for line in THEME.rows("organizations"):
        assert line["objectives"], line
        assert line["kind"] in kinds, line


def test_organisations_that_ended_have_an_end() -> None:
    ends = {line["key"]: line["valid_to"] for line in THEME.rows("organizations")}
    assert all(ends[key] for key in ENDED)


# Against published counts


@pytest.mark.parametrize(("year", "count"), NATO_BY_YEAR.items())
def test_nato_members_at_the_end_of_a_year(year: int, count: int) -> None:
    assert len(members("nato", date(year, 12, 31))) == count


@pytest.mark.parametrize(("year", "count"), UN_BY_YEAR.items())
def test_united_nations_members_at_the_end_of_a_year(year: int, count: int) -> None:
    assert len(members("un", date(year, 12, 31))) == count


@pytest.mark.parametrize(("year", "count"), EU_BY_YEAR.items())
def test_european_union_members_at_the_end_of_a_year(year: int, count: int) -> None:
    assert len(members("eu", date(year, 12, 31))) == count


@pytest.mark.parametrize(("organization", "count"), MEMBERS_TODAY.items())
def test_members_in_2026(organization: str, count: int) -> None:
    assert len(members(organization, date(2026, 1, 1))) == count


def test_those_who_left_and_came_back_have_two_spells() -> None:
    for nation, organization, away in [
        ("IDN", "un", date(1965, 6, 1)),
        ("SYR", "un", date(1960, 1, 1)),
        ("EGY", "arab-league", date(1985, 1, 1)),
        ("UZB", "csto", date(2015, 1, 1)),
        ("MAR", "au", date(2010, 1, 1)),
        ("SYC", "sadc", date(2006, 1, 1)),
        ("ERI", "igad", date(2015, 1, 1)),
        ("KHM", "iaea", date(2005, 1, 1)),
    ]:
        assert nation not in members(organization, away)
        assert nation in ever_members(organization)
    assert "FRA" in members("nato", date(1980, 1, 1))


def test_opcw_began_with_eighty_six_of_the_register() -> None:
    """Eighty-seven, with the Cook Islands."""
    assert len(members("opcw", date(1997, 4, 29))) == 86


# Against other datasets


@pytest.mark.parametrize("organization", FACTBOOK_NAMES)
def test_members_are_those_of_the_world_factbook(organization: str, data_folder: Path) -> None:
    keys = {
        line["fips"].lower(): line["key"] for line in read(SEED / "nations" / "nations.csv") if not line["valid_to"]
    }
    path = data_folder / "cia-factbook" / "international_organization_participation.csv"
    listed = set()
    with path.open(encoding="utf-8", newline="") as opened:
        for line in csv.DictReader(opened):
            named = re.split(r", *(?![^(]*\))", line["international_organizations"])
            key = keys.get(line["gec"].lower())
            if FACTBOOK_NAMES[organization] in named and key is not None:
                listed.add(key)
    assert members(organization, date(2026, 1, 1)) ^ listed == FACTBOOK_DIFFERS.get(organization, set())


@pytest.mark.parametrize(
    "organization", ["nato", "eu", "asean", "gcc", "au", "sadc", "arab-league", "csto", "oas", "ecowas", "osce", "weu"]
)
def test_members_of_each_year_are_those_of_cow(organization: str, data_folder: Path) -> None:
    """A nation that was a member all through a year, or at no time of it, is so in COW from 1970 on."""
    cow_name = next(line["cow_igo"] for line in THEME.rows("organizations") if line["key"] == organization)
    differing = set()
    with gzip.open(data_folder / "cow-igo" / "igo_year_format3.csv.gz", "rt", encoding="utf-8", newline="") as opened:
        for line in csv.DictReader(opened):
            year = int(line["year"])
            if line["ioname"] == cow_name and year >= 1970:
                coded = {nation for column, nation in cow_columns(data_folder, year).items() if line[column] == "1"}
                differing |= (members_in(organization, year) - coded) | (coded - touching(organization, year))
    assert differing == COW_DIFFERS.get(organization, set())


@cache
def members_in(organization: str, year: int) -> set[str]:
    """Nations that were members on every day of the year."""
    return {
        line["nation"]
        for line in THEME.rows("member_of")
        if line["organization"] == organization
        and line["role"] in FULL
        and days(line)[0] <= date(year, 1, 1)
        and days(line)[1] >= date(year, 12, 31)
    }


@cache
def touching(organization: str, year: int) -> set[str]:
    """Nations that were members on some day of the year."""
    return {
        line["nation"]
        for line in THEME.rows("member_of")
        if line["organization"] == organization
        and days(line)[0] <= date(year, 12, 31)
        and days(line)[1] >= date(year, 1, 1)
    }


@cache
def cow_columns(data_folder: Path, year: int) -> dict[str, str]:
    """COW's column of each nation whose name in COW's state list is the column's, in that year."""
    codes = {}
    for line in standing(read(SEED / "nations" / "nations.csv"), date(year, 7, 1)):
        codes[line["cow_code"]] = line["key"]
    named = {}
    with (data_folder / "cow-igo" / "states2016.csv").open(encoding="utf-8", newline="") as opened:
        for line in csv.DictReader(opened):
            named[re.sub("[^a-z]", "", line["statenme"].lower())] = codes.get(line["ccode"])
    columns = {**named, **{column: codes.get(code) for column, code in COW_COLUMNS.items()}}
    return {column: key for column, key in columns.items() if key is not None and column not in COW_NAMES}


# Columns that COW names otherwise than its own list of states, with their codes; and that list's names for them.
COW_COLUMNS = {
    "bosnia": "346", "car": "482", "congobrazz": "484", "czechrep": "316", "domrepublic": "42", "egermany": "265",
    "etimor": "860", "eqguinea": "411", "fyromacedonia": "343", "marshallis": "983", "micronesiafs": "987",
    "nokorea": "731", "nyemen": "678", "svietnam": "817", "syemen": "680", "saotome": "403", "soafrica": "560",
    "sokorea": "732", "sosudan": "626", "solomonis": "940", "stkitts": "60", "stvincent": "57", "trinidad": "52",
    "uae": "696", "uk": "200", "usa": "2", "wgermany": "260", "wsamoa": "990", "yugoslaviaserb": "345", "zaire": "490",
}  # fmt: skip
COW_NAMES = {
    "bavaria", "bosniaandherzegovina", "centralafricanrepublic", "congo", "czechrepublic",
    "democraticrepublicofthecongo", "dominicanrepublic", "easttimor", "equatorialguinea",
    "federatedstatesofmicronesia", "germandemocraticrepublic", "germanfederalrepublic", "hesseelectoral",
    "hessegrandducal", "macedonia", "marshallislands", "mecklenburgschwerin", "northkorea", "republicofvietnam",
    "samoa", "saotomeandprincipe", "solomonislands", "southafrica", "southkorea", "southsudan", "stkittsandnevis",
    "stvincentandthegrenadines", "trinidadandtobago", "unitedarabemirates", "unitedkingdom",
    "unitedstatesofamerica", "wuerttemburg", "yemenarabrepublic", "yemenpeoplesrepublic", "yugoslavia",
}  # fmt: skip
