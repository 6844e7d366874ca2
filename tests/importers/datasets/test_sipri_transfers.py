"""SIPRI's export by year of delivery: made-up rows in the same layout. The file itself may not be passed on."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.sipri_transfers import SIPRI_TRANSFERS
from app.record.evidence import Credibility
from app.record.facts import Fact
from tests.importers.crosswalks import Reading, made_up, reading_of, row

PREAMBLE = "Made-up transfers\n" + "notes,and more\n" * 9 + "\n"
COLUMNS = (
    "SIPRI AT Database ID",
    "Supplier",
    "Recipient",
    "Designation",
    "Description",
    "Armament category",
    "Order date",
    "Order date is estimate",
    "Numbers delivered",
    "Numbers delivered is estimate",
    "Delivery year",
    "Delivery year is estimate",
    "Status",
    "SIPRI estimate",
    "TIV deal unit",
    "TIV delivery values",
    "Local production",
)
TRANSFER = {
    "SIPRI AT Database ID": 990001, "Supplier": "Sweden", "Recipient": "Chad", "Designation": "Heron-3",
    "Description": "light helicopter", "Armament category": "Aircraft", "Order date": 1991,
    "Order date is estimate": "No", "Numbers delivered": 4, "Numbers delivered is estimate": "No",
    "Delivery year": 1993, "Delivery year is estimate": "No", "Status": "New", "SIPRI estimate": "No",
    "TIV deal unit": 2.5, "TIV delivery values": 10.25, "Local production": "No",
}  # fmt: skip
KNOWN = made_up(
    {"SWE": 380, "TCD": 483, "DDR": 265, "YAR": 678},
    names={"Sweden": "SWE", "Chad": "TCD", "German Democratic Republic": "DDR", "Yemen Arab Republic": "YAR"},
)


def read(folder: Path, *changes: dict[str, object], columns: tuple[str, ...] = COLUMNS) -> Reading:
    lines = "".join(row(COLUMNS, **(TRANSFER | change)) for change in changes or ({},))
    return reading_of(SIPRI_TRANSFERS, folder, f"{PREAMBLE}{','.join(columns)}\n{lines}", crosswalk=KNOWN)


def transfer(folder: Path, **cells: object) -> Fact:
    (fact,) = read(folder, cells).facts
    return fact


def test_a_transfer_in_a_year_below_eleven_lines_of_notes(tmp_path: Path) -> None:
    fact = transfer(tmp_path)
    assert (fact.type, fact.start, fact.end) == ("TRANSFERRED_TO", "SWE", "TCD")
    assert (fact.valid.valid_from, fact.valid.valid_to) == (date(1993, 1, 1), date(1993, 12, 31))
    assert fact.properties == {
        "designation": "Heron-3",
        "category": "light helicopter",
        "orderedIn": 1991,
        "delivered": 4,
        "value": 10.25,
        "status": "New",
        "estimated": (),
    }
    assert fact.evidence.credibility is Credibility.PROBABLY_TRUE


def test_years_of_one_deal_are_transfers_of_their_own(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"Delivery year": 1994}, {"SIPRI AT Database ID": 990002})
    assert len({fact.key for fact in found.facts}) == 3
    assert found.tally == {"deals": 2, "suppliers": 1, "recipients": 1}


def test_what_is_estimated_is_said_and_lowers_credibility(tmp_path: Path) -> None:
    flags = {"Order date is estimate": "Yes", "Numbers delivered is estimate": "yes", "SIPRI estimate": "Yes"}
    fact = transfer(tmp_path, **flags)
    assert fact.properties["estimated"] == ("orderedIn", "delivered", "value")
    assert fact.evidence.credibility is Credibility.POSSIBLY_TRUE
    assert transfer(tmp_path, **{"Delivery year is estimate": "Yes"}).properties["estimated"] == ("deliveredIn",)


def test_what_is_blank_is_absent(tmp_path: Path) -> None:
    blank = {"Description": "", "Order date": "", "Numbers delivered": "", "TIV delivery values": ""}
    content = transfer(tmp_path, **blank).content
    assert content["category"] == "Aircraft"
    assert not {"orderedIn", "delivered", "value"} & set(content)


@pytest.mark.parametrize("yes", ["Yes", "yes;"])
def test_local_production_is_told_where_its_column_ends_with_a_semicolon_too(tmp_path: Path, yes: str) -> None:
    columns = (*COLUMNS[:-1], "Local production;")
    for header in (COLUMNS, columns):
        (fact,) = read(tmp_path, {"Local production": yes}, columns=header).facts
        assert fact.properties["status"] == "New, with local production"


@pytest.mark.parametrize(("name", "key"), [("East Germany (GDR)", "DDR"), ("Yemen Arab Republic (North Yemen)", "YAR")])
def test_names_in_sipris_spelling(tmp_path: Path, name: str, key: str) -> None:
    assert transfer(tmp_path, Recipient=name).end == key


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Supplier": "unknown supplier(s)"}, "'unknown supplier(s)' is no nation: SIPRI marks organisations with"),
        ({"Recipient": "Example Front (Chad)*"}, "'Example Front (Chad)*' is no nation"),
        ({"Recipient": "Example Force**"}, "'Example Force**' is no nation"),
        ({"Supplier": "Sweeden"}, "No nation is known as 'Sweeden'. Did you mean 'sweden' (SWE)?"),
        ({"SIPRI estimate": "?"}, "SIPRI estimate: '?' is neither yes nor no."),
        ({"Delivery year": ""}, "valid_from: '' is not a date."),
        ({"Numbers delivered": "four"}, "Numbers delivered: 'four' is not a whole number."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    found = read(tmp_path, change)
    assert found.facts == ()
    ((line, said),) = found.rejected
    assert line == 13
    assert said.startswith(reason)
