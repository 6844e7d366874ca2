"""The seed's agreements beyond the alliances: their rows alone, and against independent references."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from app.model.labels import AGREEMENT
from app.record.time import partial_date
from tests.seed.themes import Row, Theme, days

THEME = Theme("agreements")

# The Cook Islands and Niue, parties to some of these, are not in the register of nations; NATO is a party of the
# Partnership for Peace.
PARTIES_ON = {
    ("npt", date(2000, 12, 31)): 187, ("npt", date(2016, 1, 1)): 190,
    ("cwc", date(1997, 4, 29)): 86, ("cwc", date(2019, 1, 1)): 191,
    ("ottawa-convention", date(2018, 12, 31)): 162, ("ottawa-convention", date(2026, 3, 1)): 159,
    ("open-skies-treaty", date(2006, 1, 1)): 34, ("open-skies-treaty", date(2021, 1, 1)): 33,
    ("open-skies-treaty", date(2022, 1, 1)): 32,
    ("cfe-treaty", date(1993, 1, 1)): 30, ("cfe-treaty", date(2024, 1, 1)): 29,
    ("antarctic-treaty", date(1961, 6, 23)): 13, ("antarctic-treaty", date(2025, 1, 1)): 58,
    ("tlatelolco-treaty", date(2003, 1, 1)): 33, ("rarotonga-treaty", date(2001, 1, 1)): 11,
    ("bangkok-treaty", date(2002, 1, 1)): 10, ("semipalatinsk-treaty", date(2010, 1, 1)): 5,
    ("nato-sofa", date(2025, 6, 1)): 32, ("vienna-document-2011", date(2012, 1, 1)): 56,
    ("pfp-framework-document", date(2024, 6, 1)): 19, ("recaap-agreement", date(2022, 1, 1)): 21,
    ("inf-treaty", date(2020, 1, 1)): 0, ("new-start", date(2026, 2, 5)): 0, ("cues", date(2015, 1, 1)): 21,
    ("aadmer", date(2010, 1, 1)): 10, ("strategic-airlift-capability-mou", date(2010, 1, 1)): 12,
}  # fmt: skip
NOT_IN_NPT = {"IND", "ISR", "PAK", "PRK", "SSD"}

# Where DCAD's date of entry into force is another than ours, and why.
DCAD_DIFFERS = {"us-portugal-defence-cooperation"}  # DCAD repeats the day of signature

# What the alliances' own parties do not record: the bases that their treaties promise.
ALLIANCE_EXTRAS = {"access"}


def items(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def parties(agreement: str, on: date) -> set[str]:
    return {
        line["nation"]
        for line in THEME.rows("party_to")
        if line["agreement"] == agreement and days(line)[0] <= on <= days(line)[1]
    }


# Every row


def test_every_agreement_has_parties_and_every_obligation_an_agreement() -> None:
    assert {line["agreement"] for line in THEME.rows("party_to")} == {line["key"] for line in THEME.rows("agreements")}
    assert {line["obligation"] for line in THEME.rows("binds")} == {line["key"] for line in THEME.rows("obligations")}


def test_every_agreement_has_two_parties() -> None:
    party = defaultdict(set)
    for line in THEME.rows("party_to"):
        party[line["agreement"]].add(line["nation"])
    assert [agreement for agreement, found in party.items() if len(found) < 2] == []


def test_an_agreement_is_signed_before_it_is_in_force() -> None:
    for line in THEME.rows("agreements"):
        if line["signed_on"]:
            signed = partial_date(line["signed_on"], field="signed_on")
            assert signed.first <= partial_date(line["valid_from"], field="valid_from").last, line


def test_spells_of_one_party_do_not_overlap() -> None:
    spells = defaultdict(list)
    for line in THEME.rows("party_to"):
        spells[line["nation"], line["agreement"]].append(days(line))
    for about, intervals in spells.items():
        for earlier, later in pairwise(sorted(intervals)):
            assert earlier[1] < later[0], about


def test_what_an_agreement_contains_binds_one_of_its_parties() -> None:
    kinds = {line["key"]: line["kind"] for line in THEME.rows("obligations")}
    bound: defaultdict[str, set[str]] = defaultdict(set)
    for theme in ("agreements", "alliances"):
        for line in Theme(theme).rows("party_to"):
            bound[line["agreement"]] |= set(items(line["obligations"]))
    own = {line["key"] for line in THEME.rows("agreements")}
    for line in THEME.rows("binds"):
        kind = kinds[line["obligation"]]
        assert kind in bound[line["agreement"]] or (line["agreement"] not in own and kind in ALLIANCE_EXTRAS), line


# What there is


def test_there_are_enough_agreements() -> None:
    assert len(THEME.rows("agreements")) >= 130


def test_enough_agreements_say_how_they_work_and_what_they_take() -> None:
    told = [line for line in THEME.rows("agreements") if all(line[part] for part in PARTS)]
    assert len(told) >= 60
    assert all(line["objectives"] for line in THEME.rows("agreements"))


PARTS = ("objectives", "procedures", "resource_commitments")


def test_enough_obligations_have_an_article_and_conditions() -> None:
    assert len([line for line in THEME.rows("obligations") if line["article"] and line["conditions"]]) >= 60


def test_every_kind_of_agreement_is_there() -> None:
    declared = {given.name: given.values for given in AGREEMENT.properties}["kind"]
    counted = Counter(line["kind"] for line in THEME.rows("agreements"))
    assert set(counted) == set(declared)
    for kind in ("status_of_forces", "acquisition_and_cross_servicing", "information_security", "access"):
        assert counted[kind] >= 12, kind


@pytest.mark.parametrize(("asked", "count"), PARTIES_ON.items(), ids=lambda part: str(part))
def test_parties_on_a_day(asked: tuple[str, date], count: int) -> None:
    assert len(parties(*asked)) == count


def test_all_members_of_the_united_nations_but_five_are_in_the_npt() -> None:
    members = {
        line["nation"]
        for line in Theme("organizations").rows("member_of")
        if line["organization"] == "un" and not line["valid_to"]
    }
    today = parties("npt", date(2025, 1, 1))
    assert members - today == NOT_IN_NPT
    assert today - members == {"PSE", "VAT"}


def test_those_who_left_have_an_end() -> None:
    for nation, agreement, last_day, next_day in [
        ("USA", "open-skies-treaty", date(2020, 11, 21), date(2020, 11, 22)),
        ("RUS", "open-skies-treaty", date(2021, 12, 17), date(2021, 12, 18)),
        ("RUS", "cfe-treaty", date(2023, 11, 6), date(2023, 11, 7)),
        ("LTU", "ottawa-convention", date(2025, 12, 26), date(2025, 12, 27)),
        ("FIN", "ottawa-convention", date(2026, 1, 9), date(2026, 1, 10)),
        ("PRK", "npt", date(2003, 4, 10), date(2003, 4, 11)),
        ("USA", "abm-treaty", date(2002, 6, 12), date(2002, 6, 13)),
    ]:
        assert nation in parties(agreement, last_day)
        assert nation not in parties(agreement, next_day)


def test_a_host_is_bound_to_access_and_its_guest_is_not() -> None:
    bound = {(line["nation"], line["agreement"]): items(line["obligations"]) for line in THEME.rows("party_to")}
    for host, agreement in [
        ("JPN", "us-japan-status-of-forces-agreement"),
        ("NOR", "us-norway-sdca"),
        ("PHL", "us-philippines-edca"),
    ]:
        assert "access" in bound[host, agreement]
        assert "access" not in bound["USA", agreement]


# Against other datasets


def dcad_lines(data_folder: Path) -> Iterator[tuple[Row, Row]]:
    """Our agreements that DCAD has too, with DCAD's line."""
    ours = {int(line["dcad_id"]): line for line in THEME.rows("agreements") if line["dcad_id"]}
    with (data_folder / "dcad" / "DCAD-v1.0-main_open70.csv").open(encoding="utf-8-sig", newline="") as opened:
        for line in csv.DictReader(opened):
            number = int(line["DCAid"].rpartition("-")[2])
            if number in ours:
                yield ours[number], line


def dashed(line: Row, prefix: str) -> str:
    return f"{int(line[prefix + 'Year']):04}-{int(line[prefix + 'Month']):02}-{int(line[prefix + 'Day']):02}"


def test_signatures_and_entry_into_force_are_those_of_dcad(data_folder: Path) -> None:
    compared, differing = 0, set()
    for ours, dcad in dcad_lines(data_folder):
        compared += 1
        if ours["signed_on"]:
            assert ours["signed_on"] == dashed(dcad, "sign"), ours["key"]
        if dcad["EIFDay"] and not dashed(dcad, "EIF").startswith(ours["valid_from"]):
            differing.add(ours["key"])
    assert compared >= 15
    assert differing == DCAD_DIFFERS


def test_signatures_are_those_of_atop(data_folder: Path) -> None:
    ours = {line["atop_id"]: line for line in THEME.rows("agreements") if line["atop_id"]}
    compared = set()
    with (data_folder / "atop" / "atop5_1a.csv").open(encoding="latin-1", newline="") as opened:
        for line in csv.DictReader(opened):
            if line["atopid"] in ours:
                begun = f"{int(line['begyr']):04}-{int(line['begmo']):02}-{int(line['begday']):02}"
                assert begun == ours[line["atopid"]]["signed_on"]
                compared.add(line["atopid"])
    assert compared == set(ours)
