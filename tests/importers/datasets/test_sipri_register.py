"""SIPRI's trade register by deal: made-up rows in the same layout. The file itself may not be passed on."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.sipri_register import SIPRI_REGISTER
from app.record.evidence import Credibility
from app.record.facts import Fact
from tests.importers.crosswalks import Reading, made_up, reading_of, row

COLUMNS = (
    "Recipient", "Supplier", "Year of order", "Year of order ?", "Number ordered", "Number ordered ?",
    "Weapon designation", "Weapon description", "Number delivered", "Number delivered ?", "Year(s) of delivery",
    "status", "Comments", "SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
)  # fmt: skip
DEAL = {
    "Recipient": "Chad", "Supplier": "Sweden", "Year of order": 1991, "Number ordered": 12,
    "Weapon designation": "Heron-3", "Weapon description": "light helicopter", "Number delivered": 10,
    "Year(s) of delivery": "1993; 1994; 1996", "status": "New", "SIPRI TIV per unit": 2.5,
    "SIPRI TIV for total order": 30, "SIPRI TIV of delivered weapons": 25,
}  # fmt: skip
KNOWN = made_up({"SWE": 380, "TCD": 483}, names={"Sweden": "SWE", "Chad": "TCD"})


def read(folder: Path, *changes: dict[str, object]) -> Reading:
    lines = "".join(row(COLUMNS, **(DEAL | change)) for change in changes or ({},))
    text = "notes\n" * 11 + f"{','.join(COLUMNS)}\n{lines}"
    return reading_of(SIPRI_REGISTER, folder, text, crosswalk=KNOWN)


def transfer(folder: Path, **cells: object) -> Fact:
    (fact,) = read(folder, cells).facts
    return fact


def test_a_deal_is_one_transfer_over_its_years_and_its_value_is_counted_once(tmp_path: Path) -> None:
    fact = transfer(tmp_path)
    assert (fact.type, fact.start, fact.end) == ("TRANSFERRED_TO", "SWE", "TCD")
    assert (fact.valid.valid_from, fact.valid.valid_to) == (date(1993, 1, 1), date(1996, 12, 31))
    assert fact.properties == {
        "designation": "Heron-3",
        "category": "light helicopter",
        "orderedIn": 1991,
        "ordered": 12,
        "delivered": 10,
        "value": 25.0,
        "status": "New",
        "estimated": (),
    }
    assert fact.evidence.credibility is Credibility.PROBABLY_TRUE


@pytest.mark.parametrize(
    ("cells", "estimated"),
    [
        ({"Year of order ?": "?"}, ("orderedIn",)),
        ({"Number ordered ?": "?", "Number delivered ?": "?"}, ("ordered", "delivered")),
        ({"Number ordered": "(12)", "Year(s) of delivery": "1993; (1996)"}, ("ordered", "deliveredIn")),
    ],
)
def test_what_is_uncertain_is_said_and_lowers_credibility(
    tmp_path: Path, cells: dict[str, object], estimated: tuple[str, ...]
) -> None:
    fact = transfer(tmp_path, **cells)
    assert fact.properties["estimated"] == estimated
    assert fact.properties["ordered"] == 12
    assert fact.valid.valid_to == date(1996, 12, 31)
    assert fact.evidence.credibility is Credibility.POSSIBLY_TRUE


def test_what_is_not_known_is_absent(tmp_path: Path) -> None:
    content = transfer(tmp_path, **{"Number ordered": "", "Number delivered": "..", "status": ""}).content
    assert not {"ordered", "delivered", "status"} & set(content)


def test_deals_of_one_weapon_between_the_same_two_stay_apart(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"Year of order": 1994}, {"Year(s) of delivery": "1999"})
    assert len({fact.key for fact in found.facts}) == 3


def test_letters_beyond_ascii_are_read_as_the_register_writes_them(tmp_path: Path) -> None:
    assert transfer(tmp_path, **{"Weapon designation": "Héron"}).properties["designation"] == "Héron"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Year(s) of delivery": ""}, "Year(s) of delivery: '' gives no years: an order is no transfer yet."),
        ({"Year(s) of delivery": "soon"}, "Year(s) of delivery: 'soon' gives no years"),
        ({"Recipient": "unknown recipient(s)"}, "'unknown recipient(s)' is no nation"),
        ({"Number ordered": "some"}, "Number ordered: 'some' is not a whole number."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    found = read(tmp_path, change)
    assert found.facts == ()
    ((line, said),) = found.rejected
    assert line == 13
    assert said.startswith(reason)
