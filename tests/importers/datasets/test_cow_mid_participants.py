"""COW disputes, participants: made-up rows in the same layout, and the real files where they are."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.cow_mid import COW_MID
from app.importers.datasets.cow_mid_participants import COW_MID_PARTICIPANTS
from app.record.time import Precision
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

PARTICIPANT = {
    "dispnum": 9001, "stabb": "POL", "ccode": 290, "stday": 4, "stmon": 5, "styear": 1938,
    "endday": 6, "endmon": 7, "endyear": 1938, "sidea": 1, "orig": 1, "hostlev": 4,
}  # fmt: skip
NATIONS = made_up({"POL": 290, "ROU": 360, "SYR": 652}, since={"SYR": date(1961, 9, 28)})


def read(folder: Path, *lines: dict[str, object]) -> Reading:
    participants = [PARTICIPANT | line for line in lines]
    text = rows(COW_MID_PARTICIPANTS.columns, *participants)
    return reading_of(COW_MID_PARTICIPANTS, folder, text, crosswalk=NATIONS)


@pytest.mark.parametrize(
    ("side_a", "originator", "side", "role"),
    [(1, 1, "A", "initiator"), (0, 1, "B", "target"), (1, 0, "A", "party"), (0, 0, "B", "party")],
)
def test_a_participant_has_a_side_and_a_role(
    tmp_path: Path, side_a: int, originator: int, side: str, role: str
) -> None:
    (fact,) = read(tmp_path, {"sidea": side_a, "orig": originator}).facts
    assert (fact.type, fact.start, fact.end) == ("DISPUTES", "POL", "mid-9001")
    assert (fact.content["side"], fact.content["role"], fact.content["hostility"]) == (side, role, 4)


def test_who_comes_back_on_the_other_side_has_two_facts(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"styear": 1940, "endyear": 1940, "sidea": 0})
    assert [fact.content["side"] for fact in found.facts] == ["A", "B"]
    assert found.tally == {"disputes": 1, "participants": 1, "spells": 2}


def test_a_day_of_minus_nine_widens(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, {"stday": -9, "endday": -9}).facts
    assert (fact.valid.valid_from, fact.valid.from_precision) == (date(1938, 5, 1), Precision.MONTH)
    assert (fact.valid.valid_to, fact.valid.to_precision) == (date(1938, 7, 31), Precision.MONTH)


def test_a_state_that_cow_does_not_count_then_is_still_that_state(tmp_path: Path) -> None:
    (fact,) = read(tmp_path, {"ccode": 652}).facts
    assert fact.start == "SYR"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"ccode": 999}, "No nation holds cowCode 999 on 1938-05-04."),
        ({"sidea": 2}, "sidea '2' and orig '1' are not both 0 or 1."),
        ({"endyear": 1937}, "It ends on 1937-07-06, before it starts on 1938-05-04."),
        ({"hostlev": 0}, "hostlev: 0 is not 1 to 5."),
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason(tmp_path: Path, line: dict[str, object], reason: str) -> None:
    found = read(tmp_path, line, {"ccode": 360})
    assert [fact.start for fact in found.facts] == ["ROU"]
    assert found.rejected == ((2, reason),)


def test_the_real_file(data_folder: Path) -> None:
    found = reading(COW_MID_PARTICIPANTS, data_folder / "cow-mid" / "MIDB 5.0.csv", seed_crosswalk())
    assert (found.rows, len(found.facts), found.rejected) == (5883, 5883, ())
    assert found.tally == {"disputes": 2436, "participants": 195, "spells": 5883}
    assert sum(fact.content["side"] == "A" for fact in found.facts) == 2978
    assert undeclared(found.facts) == set()
    disputes = reading(COW_MID, data_folder / "cow-mid" / "MIDA 5.0.csv", seed_crosswalk())
    assert {fact.end for fact in found.facts} == {fact.start for fact in disputes.facts}
