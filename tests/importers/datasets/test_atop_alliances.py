"""ATOP alliances: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.atop_alliances import ATOP_ALLIANCES
from app.record.facts import Fact
from app.record.time import Precision
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

ALLIANCE = {
    "atopid": 9005, "begyr": 1921, "begmo": 3, "begday": 1, "endyr": 1925, "endmo": 8, "endday": 31,
    "defense": 0, "offense": 0, "neutral": 0, "nonagg": 0, "consul": 1,
    "medarb": 0, "milcon": 0, "intcom": 0, "subord": 0, "organ1": 0, "milaid": 0, "base": 0, "contrib": 0,
}  # fmt: skip
KNOWN = made_up({}, agreements={("atopId", "9010"): "windsor-treaty", ("cowId", "77"): "old-pact"})


def read(folder: Path, **cells: object) -> Reading:
    return reading_of(ATOP_ALLIANCES, folder, rows(ATOP_ALLIANCES.columns, ALLIANCE | cells), crosswalk=KNOWN)


def alliance(folder: Path, **cells: object) -> Fact:
    (fact,) = read(folder, **cells).facts
    return fact


def test_an_alliance_is_named_for_its_strongest_promise(tmp_path: Path) -> None:
    fact = alliance(tmp_path, defense=1)
    assert (fact.label, fact.start) == ("Agreement", "atop-9005")
    assert fact.content["name"] == "Defence pact of 1921 (ATOP alliance 9005)"
    assert fact.content["atopId"] == 9005
    assert alliance(tmp_path).content["name"] == "Consultation pact of 1921 (ATOP alliance 9005)"


def test_an_end_of_zero_is_still_in_force_in_2018(tmp_path: Path) -> None:
    fact = alliance(tmp_path, endyr=0, endmo=0, endday=0)
    assert fact.valid.valid_to is None
    assert fact.valid.end_unknown
    assert fact.content["attestedUntil"] == date(2018, 12, 31)
    assert "attestedUntil" not in alliance(tmp_path).content


def test_a_day_that_is_not_known_widens(tmp_path: Path) -> None:
    valid = alliance(tmp_path, begday="", endmo=2, endday="").valid
    assert (valid.valid_from, valid.from_precision) == (date(1921, 3, 1), Precision.MONTH)
    assert (valid.valid_to, valid.to_precision) == (date(1925, 2, 28), Precision.MONTH)


@pytest.mark.parametrize(
    ("cells", "key", "cow_id"),
    [
        ({}, "atop-9005", None),
        ({"cow4id": 76}, "cow-alliance-76", 76),
        ({"cow4id": 77}, "old-pact", 77),
        ({"atopid": 9010}, "windsor-treaty", None),
        # The seed knows it by ATOP's number, and does not say that it is COW's alliance 78: neither does this.
        ({"atopid": 9010, "cow4id": 78}, "windsor-treaty", None),
        # COW counts two of ATOP's alliances as its number 300.
        ({"cow4id": 300}, "atop-9005", None),
    ],
)
def test_an_alliance_that_others_know_shares_its_key(
    tmp_path: Path, cells: dict[str, object], key: str, cow_id: int | None
) -> None:
    fact = alliance(tmp_path, **cells)
    assert (fact.start, fact.content.get("cowId")) == (key, cow_id)
    if "cow4id" in cells:
        assert str(fact.evidence.source_row).endswith(f"COW alliance {cells['cow4id']}")


def test_what_an_agreement_provides_for_is_put_into_words(tmp_path: Path) -> None:
    fact = alliance(tmp_path, milcon=2, organ1=3, intcom="", base=3, contrib=1)
    assert fact.properties["procedures"] == ("official military contact in peacetime", "permanent organisation")
    assert fact.properties["resourceCommitments"] == (
        "troops of some members on the territory of others",
        "contributions or shares of cost",
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"begyr": 0}, "valid_from: '' is not a date."),
        ({"begmo": 13}, "valid_from: '1921-13-01' is not a date."),
        ({"endyr": 1920}, "It ends on 1920-08-31, before it starts on 1921-03-01."),
        ({"defense": ""}, "defense: '' is neither 0 nor 1."),
        ({"atopid": "x"}, "atopid: 'x' is not a whole number."),
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    found = read(tmp_path, **cells)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    found = reading(ATOP_ALLIANCES, data_folder / "atop" / "atop5_1a.csv", seed_crosswalk())
    assert (found.rows, len(found.facts), found.rejected) == (789, 789, ())
    assert found.tally == {"alliances": 789, "alliances with a defence obligation": 280}
    assert len({fact.start for fact in found.facts}) == 789
    assert undeclared(found.facts) == set()
    assert sum(fact.valid.end_unknown for fact in found.facts) == 372
    # 394 lines name a COW alliance: two share number 300, and the seed knows one by ATOP's number alone.
    assert sum("cowId" in fact.content for fact in found.facts) == 391
    assert [fact.start for fact in found.facts if fact.content["atopId"] == 3180] == ["north-atlantic-treaty"]
