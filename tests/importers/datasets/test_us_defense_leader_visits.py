"""Visits of United States defence leaders: made-up rows in the same layout, and the real file where it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.importers.crosswalk import Holding
from app.importers.datasets.us_defense_leader_visits import US_DEFENSE_LEADER_VISITS
from app.record.evidence import Credibility
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

VISIT = {
    "Title": "Secretary of the Navy", "Name": "Ann Example", "Start Day": 26, "Start Month": 4, "Start Year": 2004,
    "City Visited": "", "State Visit": "GBR", "End Day": 30, "End Month": 4, "End Year": 2004,
}  # fmt: skip
_NAMED = made_up({"USA": 2, "XKX": 347}, names={"Kosovo": "XKX"})
KNOWN = replace(
    _NAMED,
    codes={
        **_NAMED.codes,
        ("iso3", "GBR"): (Holding(key="GBR", valid_from=date(1801, 1, 1), valid_to=None),),
    },
)


def read(folder: Path, *changes: dict[str, object]) -> Reading:
    lines = (VISIT | change for change in changes or ({},))
    text = rows(US_DEFENSE_LEADER_VISITS.columns, *lines)
    return reading_of(US_DEFENSE_LEADER_VISITS, folder, text, crosswalk=KNOWN)


def test_a_visit_and_who_took_part(tmp_path: Path) -> None:
    found = read(tmp_path, {"City Visited": "London"})
    visit, visitor, host = found.facts
    assert visit.start == "us-defense-leader-visits-secretary-of-the-navy-2004-04-26-gbr-london"
    assert visit.properties == {
        "name": "Ann Example, Secretary of the Navy of the United States, in GBR",
        "kind": "high_level_visit",
        "location": "London",
        "level": "service_chief",
    }
    assert (visit.valid.valid_from, visit.valid.valid_to) == (date(2004, 4, 26), date(2004, 4, 30))
    assert visit.evidence.credibility is Credibility.POSSIBLY_TRUE
    assert [(fact.start, fact.properties["role"]) for fact in (visitor, host)] == [
        ("USA", "participant"),
        ("GBR", "host"),
    ]
    assert undeclared(found.facts) == set()


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("STRATCOM", "flag_officer"),
        ("Commander US EUCOM", "flag_officer"),
        ("Commandant US Marine Corps", "service_chief"),
        ("secretary of the Army", "service_chief"),
    ],
)
def test_titles_have_a_level(tmp_path: Path, title: str, level: str) -> None:
    assert read(tmp_path, {"Title": title}).facts[0].properties["level"] == level


def test_countries_of_one_journey_are_visits_of_their_own_and_a_repeated_row_is_not(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"State Visit": "Kosovo"}, {}, {"City Visited": "Bath"})
    assert [fact.end.rpartition("04-26-")[2] for fact in found.facts if fact.properties.get("role") == "host"] == [
        "gbr",
        "kosovo",
        "gbr-bath",
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"State Visit": "GUM"}, "No nation holds iso3 GUM on 2004-04-26."),
        ({"State Visit": "Nassau"}, "No nation is known as 'Nassau'."),
        ({"End Month": 3}, "It ends on 2004-03-30, before it starts on 2004-04-26."),
        (
            {"End Year": 2007},
            "2004-04-26 to 2007-04-30 is longer than a journey: one of the dates is wrong.",
        ),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    found = read(tmp_path, change)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    path = data_folder / "us-defense-leader-visits" / "visits_1992_2009.csv"
    found = reading(US_DEFENSE_LEADER_VISITS, path, seed_crosswalk())
    assert found.rows == 215
    assert len(found.rejected) == 27
    assert sum(reason.startswith("'Kosovo' is no nation on 200") for _, reason in found.rejected) == 5
    assert len({fact.start for fact in found.facts if fact.label}) == 187
    assert len(found.of("PARTICIPATED_IN")) == 2 * 187
    assert undeclared(found.facts) == set()
