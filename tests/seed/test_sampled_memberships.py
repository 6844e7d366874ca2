"""Every organisation of the seed that COW codes, nation by nation and year by year, once COW codes every year."""

import re
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from tests.seed.plain import bearers, dataset_rows, days, seed_rows

ANNUAL = 1965
FULL = {"member", "founding_member"}
CODED = {"0", "1", "2", "3"}

# Columns that COW's list of states names otherwise, with their numbers.
COLUMNS = {
    "bosnia": "346", "car": "482", "congobrazz": "484", "czechrep": "316", "domrepublic": "42", "egermany": "265",
    "eqguinea": "411", "etimor": "860", "fyromacedonia": "343", "marshallis": "983", "micronesiafs": "987",
    "nokorea": "731", "nyemen": "678", "saotome": "403", "soafrica": "560", "sokorea": "732", "solomonis": "940",
    "papuanewguinea": "910", "sosudan": "626", "stkitts": "60", "stvincent": "57", "svietnam": "817", "syemen": "680",
    "trinidad": "52",
    "uae": "696", "uk": "200", "usa": "2", "wgermany": "260", "wsamoa": "990", "yugoslaviaserb": "345", "zaire": "490",
}  # fmt: skip

LEFT = "COW counts a state that had left, and not yet come back"
FORERUNNER = "COW begins with the forerunner: the Shanghai Five, or the cooperation of 1993 in East Africa"
OTHER_BODY = "COW counts states that never joined the community: it takes the name for that of a wider body"
NOT_CODED = "COW lacks years of a membership that the organisation and the state have on record"
TOO_EARLY = "COW counts years before the accession that the organisation has on record"
ONE_SEAT = "COW gives the seat to both sides of a divided nation, or to the next holder before he took it"
KEPT = "COW keeps Yugoslavia's seat, which the Federal Republic was not let into until 2000 or 2001"
ASSOCIATE = "a founder that never ratified the charter: an associate in COW"

DIFFERENCES: dict[str, dict[str, str]] = {
    "arab-league": dict.fromkeys(("YAR-1990", "YMD"), NOT_CODED),
    "au": dict.fromkeys(("COD", "GNQ"), NOT_CODED),
    "caricom": {"BHS": TOO_EARLY},
    "cis": {"AZE": TOO_EARLY, "GEO": NOT_CODED, "UKR": ASSOCIATE},
    "csto": {"UZB": LEFT},
    "eac": {
        **dict.fromkeys(("KEN", "TZA", "UGA"), FORERUNNER),
        **dict.fromkeys(("BWA", "LSO", "MWI", "ZMB", "ZWE"), OTHER_BODY),
    },
    "eccas": {"GAB": NOT_CODED, "RWA": LEFT},
    "ecowas": {"CPV": NOT_CODED, "MRT": LEFT},
    "iaea": {
        **dict.fromkeys(("AZE", "CAF", "PLW", "PRK", "TJK"), NOT_CODED),
        **dict.fromkeys(("CHN", "DDR", "TWN", "VNM"), ONE_SEAT),
        "BEN": TOO_EARLY,
        "SRB": KEPT,
    },
    "igad": {"ERI": LEFT, "SSD": NOT_CODED},
    "oas": {"HND": NOT_CODED},
    "oau": {"COD": NOT_CODED},
    "osce": {"MNG": NOT_CODED, "SRB": KEPT},
    "sadc": {"COD": NOT_CODED, "MDG": TOO_EARLY, "MUS": NOT_CODED, "ZAF": NOT_CODED},
    "sco": dict.fromkeys(("CHN", "KAZ", "KGZ", "RUS", "TJK"), FORERUNNER),
    "seato": {"PAK": LEFT},
    "un": {"DDR": ONE_SEAT, "DEU": ONE_SEAT, "SRB": KEPT, "UZB": TOO_EARLY},
}  # fmt: skip


def plain(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower())


@cache
def numbers(folder: Path) -> dict[str, str]:
    """The COW number of each column of states."""
    named = {plain(row["statenme"]): row["ccode"] for row in dataset_rows(folder / "states2016.csv")}
    return {**named, **COLUMNS}


@cache
def spells(organization: str) -> dict[str, list[tuple[date, date, str]]]:
    found: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    for row in seed_rows("organizations", "member_of"):
        if row["organization"] == organization:
            found[row["nation"]].append((*days(row), row["role"]))
    return found


def whole_year(organization: str, nation: str, year: int) -> bool:
    """A full member on every day of the year."""
    return any(
        first <= date(year, 1, 1) and last >= date(year, 12, 31) and role in FULL
        for first, last, role in spells(organization)[nation]
    )


def some_day(organization: str, nation: str, year: int) -> bool:
    return any(first.year <= year <= last.year for first, last, _ in spells(organization)[nation])


def test_memberships_are_cows_year_by_year(data_folder: Path) -> None:
    """Who was a member all year is one in COW, and who is one in COW was a member on some day of the year."""
    folder = data_folder / "cow-igo"
    named = {row["cow_igo"]: row["key"] for row in seed_rows("organizations", "organizations") if row["cow_igo"]}
    compared, differing = 0, defaultdict(set)
    for row in dataset_rows(folder / "igo_year_format3.csv.gz"):
        organization, year = named.get(row["ioname"]), int(row["year"])
        if organization is None or year < ANNUAL:
            continue
        for column, number in numbers(folder).items():
            if row.get(column) not in CODED:
                continue
            for nation in bearers(number, year):
                compared += 1
                if whole_year(organization, nation, year) and row[column] != "1":
                    differing[organization].add(nation)
                if row[column] == "1" and not some_day(organization, nation, year):
                    differing[organization].add(nation)
    assert compared >= 140_000
    assert differing == {organization: set(reasons) for organization, reasons in DIFFERENCES.items()}
