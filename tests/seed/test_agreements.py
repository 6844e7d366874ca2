"""The seed's agreements beyond the alliances: their rows alone, and against independent references."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from app.model.labels import AGREEMENT, LABELS
from app.model.relationships import RELATIONSHIPS
from app.record.time import partial_date, valid_time
from app.record.validation import template_columns, validated

Row = Mapping[str, str]

SEED = Path(__file__).parents[2] / "seed"
FOLDER = SEED / "agreements"
NEVER = date(9999, 12, 31)
FILES = ("agreements", "party_to", "obligations", "binds", "governed_by")

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


@cache
def lines(file: str, folder: Path = FOLDER) -> list[Row]:
    with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


@cache
def keys_of(file: str) -> frozenset[str]:
    """Keys of a label in all themes but the demonstration."""
    return frozenset(
        line["key"]
        for path in SEED.glob(f"*/{file}.csv")
        if path.parent.name != "demonstration"
        for line in lines(file, path.parent)
    )


@cache
def lifetimes(file: str) -> dict[str, tuple[date, date]]:
    """First and last day on which there is a row of each key, in all themes."""
    spans: dict[str, tuple[date, date]] = {}
    for path in SEED.glob(f"*/{file}.csv"):
        for line in lines(file, path.parent):
            first, last = interval(line)
            known = spans.get(line["key"], (first, last))
            spans[line["key"]] = min(first, known[0]), max(last, known[1])
    return spans


def interval(line: Row) -> tuple[date, date]:
    valid = valid_time(line["valid_from"], line["valid_to"])
    return valid.valid_from, valid.valid_to or NEVER


def items(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def parties(agreement: str, on: date) -> set[str]:
    return {
        line["nation"]
        for line in lines("party_to")
        if line["agreement"] == agreement and interval(line)[0] <= on <= interval(line)[1]
    }


# Every row


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_a_fact(file: str) -> None:
    kind = next(kind for kind in (*LABELS, *RELATIONSHIPS) if kind.file == file)
    facts = [validated(kind, line) for line in lines(file)]
    assert len({(fact.start, fact.end, fact.valid.valid_from) for fact in facts}) == len(facts)


@pytest.mark.parametrize("file", [*FILES, "sources"])
def test_the_columns_are_the_templates(file: str) -> None:
    kind = next(kind for kind in (*LABELS, *RELATIONSHIPS) if kind.file == file)
    assert list(lines(file)[0]) == [column for column in template_columns(kind) if column in lines(file)[0]]


@pytest.mark.parametrize("file", [*FILES, "sources"])
def test_cells_are_trimmed_and_lists_have_no_empty_items(file: str) -> None:
    for line in lines(file):
        for column, cell in line.items():
            assert cell == re.sub(r"\s+", " ", cell).strip(), (column, line)
            parts = items(cell)
            assert all(part == part.strip() != "" for part in parts), (column, line)
            assert len(parts) == len(set(parts)), (column, line)


def test_every_source_exists_and_is_used() -> None:
    assert {line["source"] for file in FILES for line in lines(file)} == {line["key"] for line in lines("sources")}


def test_a_source_that_other_themes_use_is_the_same_there() -> None:
    told: dict[str, Row] = {}
    for path in sorted(SEED.glob("*/sources.csv")):
        for line in lines("sources", path.parent):
            known = told.setdefault(line["key"], line)
            assert {column: cell for column, cell in line.items() if known.get(column, cell) != cell} == {}, path


@pytest.mark.parametrize("file", ["agreements", "obligations"])
def test_keys_are_slugs_and_of_one_theme(file: str) -> None:
    keys = [line["key"] for line in lines(file)]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)
    for path in SEED.glob(f"*/{file}.csv"):
        if path.parent != FOLDER:
            assert not set(keys) & {line["key"] for line in lines(file, path.parent)}, path


def test_references_resolve() -> None:
    agreements = keys_of("agreements")
    assert {line["agreement"] for line in lines("party_to")} == {line["key"] for line in lines("agreements")}
    assert {line["nation"] for line in lines("party_to")} <= keys_of("nations") | keys_of("organizations")
    assert {line["agreement"] for line in lines("binds")} <= agreements
    assert {line["obligation"] for line in lines("binds")} == {line["key"] for line in lines("obligations")}
    assert {line["agreement"] for line in lines("governed_by")} <= agreements
    assert {line["governed"] for line in lines("governed_by")} <= keys_of("organizations")


def test_no_fact_is_restricted_or_invented() -> None:
    for file in FILES:
        for line in lines(file):
            assert [line[column] for column in ("marking", "releasable_to", "originator", "synthetic")] == [""] * 4


def test_every_agreement_has_two_parties() -> None:
    party = defaultdict(set)
    for line in lines("party_to"):
        party[line["agreement"]].add(line["nation"])
    assert [agreement for agreement, found in party.items() if len(found) < 2] == []


def test_an_agreement_is_signed_before_it_is_in_force() -> None:
    for line in lines("agreements"):
        if line["signed_on"]:
            signed = partial_date(line["signed_on"], field="signed_on")
            assert signed.first <= partial_date(line["valid_from"], field="valid_from").last, line


def test_a_party_is_one_while_there_is_an_agreement() -> None:
    terms = lifetimes("agreements")
    for line in lines("party_to"):
        first, last = interval(line)
        opened, closed = terms[line["agreement"]]
        assert opened <= first or opened.year == first.year, line
        assert last <= closed, line


def test_a_party_existed() -> None:
    spans = lifetimes("nations") | lifetimes("organizations")
    for line in lines("party_to"):
        born, died = spans[line["nation"]]
        assert partial_date(line["valid_from"], field="valid_from").last >= born, line
        assert interval(line)[1] <= died or died == NEVER, line


def test_spells_of_one_party_do_not_overlap() -> None:
    spells = defaultdict(list)
    for line in lines("party_to"):
        spells[line["nation"], line["agreement"]].append(interval(line))
    for about, intervals in spells.items():
        for earlier, later in pairwise(sorted(intervals)):
            assert earlier[1] < later[0], about


def test_what_an_agreement_contains_binds_one_of_its_parties() -> None:
    kinds = {line["key"]: line["kind"] for line in lines("obligations")}
    bound: defaultdict[str, set[str]] = defaultdict(set)
    for theme in ("agreements", "alliances"):
        for line in lines("party_to", SEED / theme):
            bound[line["agreement"]] |= set(items(line["obligations"]))
    own = {line["key"] for line in lines("agreements")}
    for line in lines("binds"):
        kind = kinds[line["obligation"]]
        assert kind in bound[line["agreement"]] or (line["agreement"] not in own and kind in ALLIANCE_EXTRAS), line


# What there is


def test_there_are_enough_agreements() -> None:
    assert len(lines("agreements")) >= 130


def test_enough_agreements_say_how_they_work_and_what_they_take() -> None:
    told = [line for line in lines("agreements") if all(line[part] for part in PARTS)]
    assert len(told) >= 60
    assert all(line["objectives"] for line in lines("agreements"))


PARTS = ("objectives", "procedures", "resource_commitments")


def test_enough_obligations_have_an_article_and_conditions() -> None:
    assert len([line for line in lines("obligations") if line["article"] and line["conditions"]]) >= 60


def test_every_kind_of_agreement_is_there() -> None:
    declared = {given.name: given.values for given in AGREEMENT.properties}["kind"]
    counted = Counter(line["kind"] for line in lines("agreements"))
    assert set(counted) == set(declared)
    for kind in ("status_of_forces", "acquisition_and_cross_servicing", "information_security", "access"):
        assert counted[kind] >= 12, kind


@pytest.mark.parametrize(("asked", "count"), PARTIES_ON.items(), ids=lambda part: str(part))
def test_parties_on_a_day(asked: tuple[str, date], count: int) -> None:
    assert len(parties(*asked)) == count


def test_all_members_of_the_united_nations_but_five_are_in_the_npt() -> None:
    members = {
        line["nation"]
        for line in lines("member_of", SEED / "organizations")
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
    bound = {(line["nation"], line["agreement"]): items(line["obligations"]) for line in lines("party_to")}
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
    ours = {int(line["dcad_id"]): line for line in lines("agreements") if line["dcad_id"]}
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
    ours = {line["atop_id"]: line for line in lines("agreements") if line["atop_id"]}
    compared = set()
    with (data_folder / "atop" / "atop5_1a.csv").open(encoding="latin-1", newline="") as opened:
        for line in csv.DictReader(opened):
            if line["atopid"] in ours:
                begun = f"{int(line['begyr']):04}-{int(line['begmo']):02}-{int(line['begday']):02}"
                assert begun == ours[line["atopid"]]["signed_on"]
                compared.add(line["atopid"])
    assert compared == set(ours)
