"""Multinational Military Exercises: made-up rows in the same layout, and the real file where it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.graph.client import GraphClient
from app.importers.crosswalk import Crosswalk, Holding, load_crosswalk
from app.importers.datasets.mme_exercises import MME_EXERCISES
from app.importers.pipeline import Closing, import_file
from app.importers.seed import load_seed, read_folder
from app.record.facts import Fact
from app.record.releasability import Viewer
from app.record.time import Precision
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

COLUMNS = (*MME_EXERCISES.columns, "StateB", "StateC")
EXERCISE = {
    "MMEID": "mme9001", "Ex_Name": "Amber Lance 93", "Series_Name": "Amber Lance", "Location": "Ustka", "lat": 54.6,
    "lon": 16.9, "s.year": 1993, "s.month": 9, "s.day": 6, "e.year": 1993, "e.month": 9, "e.day": 17, "CPX": 0,
    "Air": 1, "Land": 0, "Sea": 1, "Amphibious": 0, "Cyber": 0, "Warfighting": 1, "Peacekeeping": 0,
    "Humanitarian": 0, "FocusDescription": "clearing of mines", "StateA": "Poland", "StateB": "Denmark",
}  # fmt: skip
KNOWN = made_up(
    {"POL": 290, "DNK": 390, "BIH": 346, "COD": 490, "NAM": 565},
    names={
        "Poland": "POL",
        "Denmark": "DNK",
        "Bosnia and Herzegovina": "BIH",
        "Congo Kinshasa": "COD",
        "Namibia": "NAM",
    },
)


AMBER_LANCE = Holding(key="amber-lance", valid_from=date(1990, 1, 1), valid_to=date(1999, 12, 31))
PACT = Holding(key="pact", valid_from=date(1992, 1, 1), valid_to=None)
HELD_ALREADY = replace(
    KNOWN,
    engagements={("mmeId", "mme9001-1993"): "amber-lance-1993"},
    series={("mmeNames", "amber lance"): (AMBER_LANCE,)},
    bodies={"the pact": (PACT,)},
)


def read(folder: Path, *changes: dict[str, object], crosswalk: Crosswalk = KNOWN) -> Reading:
    lines = (EXERCISE | change for change in changes or ({},))
    return reading_of(MME_EXERCISES, folder, rows(COLUMNS, *lines), crosswalk=crosswalk)


def exercise(found: Reading) -> Fact:
    (fact,) = (fact for fact in found.facts if fact.label == "Engagement")
    return fact


def participants(found: Reading) -> list[str]:
    return [fact.start for fact in found.of("PARTICIPATED_IN")]


def test_an_exercise_its_fields_and_participants(tmp_path: Path) -> None:
    found = read(tmp_path)
    fact = exercise(found)
    assert fact.start == "mme-mme9001-1993"
    assert (fact.valid.valid_from, fact.valid.valid_to) == (date(1993, 9, 6), date(1993, 9, 17))
    assert fact.properties == {
        "name": "Amber Lance 93",
        "kind": "joint_exercise",
        "location": "Ustka",
        "latitude": 54.6,
        "longitude": 16.9,
        "objectives": ("clearing of mines",),
        "fields": ("air", "sea", "warfighting"),
    }
    assert participants(found) == ["POL", "DNK"]
    assert undeclared(found.facts) == set()


def test_a_day_that_is_not_known_widens_to_its_month(tmp_path: Path) -> None:
    valid = exercise(read(tmp_path, {"s.day": "xx", "e.day": "xx"})).valid
    assert (valid.valid_from, valid.from_precision) == (date(1993, 9, 1), Precision.MONTH)
    assert (valid.valid_to, valid.to_precision) == (date(1993, 9, 30), Precision.MONTH)


def test_minus_nine_is_unknown(tmp_path: Path) -> None:
    found = read(tmp_path, {"Ex_Name": -9, "Location": -9, "lat": "", "lon": "", "StateA": -9, "StateB": ""})
    content = exercise(found).content
    assert content["name"] == "Unnamed exercise"
    assert not {"location", "latitude", "longitude"} & set(content)
    assert participants(found) == []
    assert found.rejected == ()
    assert found.tally["exercises without a known participant"] == 1


def test_one_number_for_two_exercises_makes_two(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"Ex_Name": "Coral Shield", "s.year": 2004, "e.year": 2004})
    assert [fact.start for fact in found.facts if fact.label == "Engagement"] == [
        "mme-mme9001-1993",
        "mme-mme9001-2004",
    ]


def test_both_spellings_of_one_series_stand(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"MMEID": "mme9002", "Series_Name": "Amber lance "}, {"MMEID": "mme9003"})
    series = [fact for fact in found.facts if fact.label == "EngagementSeries"]
    assert [(fact.start, fact.properties["name"]) for fact in series] == [
        ("mme-series-amber-lance", "Amber Lance"),
        ("mme-series-amber-lance", "Amber lance"),
    ]
    assert {fact.end for fact in found.of("IN_SERIES")} == {"mme-series-amber-lance"}
    assert len(found.of("IN_SERIES")) == 3
    assert found.rejected == ()
    assert (series[0].valid.start_unknown, series[0].valid.end_unknown) == (True, True)


def test_an_exercise_that_is_known_already_is_the_same_one(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"MMEID": "mme9002"}, crosswalk=HELD_ALREADY)
    assert [fact.start for fact in found.facts if fact.label == "Engagement"] == [
        "amber-lance-1993",
        "mme-mme9002-1993",
    ]
    assert [fact.end for fact in found.of("PARTICIPATED_IN")] == ["amber-lance-1993"] * 2 + ["mme-mme9002-1993"] * 2
    assert exercise(read(tmp_path, crosswalk=HELD_ALREADY)).evidence.source == "mme-exercises"
    assert undeclared(found.facts) == set()


def test_a_known_series_takes_its_exercises_while_it_ran(tmp_path: Path) -> None:
    """A name that was borne before the series began, or after it ended, is another series."""
    found = read(
        tmp_path,
        {"Series_Name": "Amber lance "},
        {"s.year": 1985, "e.year": 1985},
        {"s.year": 2004, "e.year": 2004},
        crosswalk=HELD_ALREADY,
    )
    assert {(fact.start, fact.end) for fact in found.of("IN_SERIES")} == {
        ("amber-lance-1993", "amber-lance"),
        ("mme-mme9001-1985", "mme-series-amber-lance"),
        ("mme-mme9001-2004", "mme-series-amber-lance"),
    }
    assert {fact.start for fact in found.facts if fact.label == "EngagementSeries"} == {"mme-series-amber-lance"}


def test_a_body_takes_part_while_it_exists(tmp_path: Path) -> None:
    found = read(tmp_path, {"StateB": "The Pact"}, crosswalk=HELD_ALREADY)
    assert participants(found) == ["POL", "pact"]
    earlier = {"StateB": "The Pact", "s.year": 1985, "e.year": 1985}
    found = read(tmp_path, earlier, crosswalk=HELD_ALREADY)
    assert participants(found) == ["POL"]
    assert found.rejected[0][1].startswith("No nation is known as 'The Pact'.")


def test_names_in_its_own_spelling_and_a_nation_named_twice(tmp_path: Path) -> None:
    found = read(tmp_path, {"StateA": "Bosnia & Herzegovina", "StateB": "Congo - Kinshasa", "StateC": "Namibia"})
    assert participants(found) == ["BIH", "COD", "NAM"]
    assert participants(read(tmp_path, {"StateB": "Poland"})) == ["POL"]


def test_an_unknown_participant_is_reported_and_the_others_stay(tmp_path: Path) -> None:
    found = read(tmp_path, {"StateA": "Polland"})
    assert participants(found) == ["DNK"]
    assert found.rejected == ((2, "No nation is known as 'Polland'. Did you mean 'poland' (POL)?"),)


def test_of_dates_in_the_wrong_order_the_year_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, {"e.month": 8})
    valid = exercise(found).valid
    assert (valid.valid_from, valid.valid_to) == (date(1993, 1, 1), date(1993, 12, 31))
    assert valid.from_precision is Precision.YEAR
    assert participants(found) == ["POL", "DNK"]
    assert found.rejected == ((2, "mme9001 ends before it starts: of its dates, only the year is imported."),)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Air": 2}, "Air: '2' is neither 0 nor 1."),
        ({"lat": 95.1}, "lat: 95.1 is beyond 90 degrees."),
        ({"lon": "west"}, "lon: 'west' is not a number."),
        ({"s.month": 13}, "s.year: '1993-13-06' is not a date."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    found = read(tmp_path, change)
    assert found.facts == ()
    assert found.rejected == ((2, reason),)


FOLDER = {
    "sources": "key,title,reliability,marking\nnotices,Notices of exercises,B,0\n",
    "nations": "key,name,valid_from,valid_to,source\nPOL,Poland,1918,,notices\nDNK,Denmark,1849,,notices\n",
    "engagements": (
        "key,name,kind,mme_id,valid_from,valid_to,source\n"
        "amber-lance-1993,Amber Lance 1993,joint_exercise,mme9001-1993,1993-09-06,1993-09-17,notices\n"
    ),
    "engagement_series": (
        "key,name,kind,mme_names,valid_from,valid_to,source\n"
        "amber-lance,Amber Lance,joint_exercise,Amber Lance|Amber Lence,1990,1999,notices\n"
    ),
    "in_series": (
        "engagement,series,valid_from,valid_to,source\namber-lance-1993,amber-lance,1993-09-06,1993-09-17,notices\n"
    ),
    "participated_in": (
        "participant,engagement,role,valid_from,valid_to,source\n"
        "POL,amber-lance-1993,host,1993-09-06,1993-09-17,notices\n"
    ),
}


async def test_two_sources_of_one_exercise_stand_side_by_side(graph: GraphClient, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    for name, text in FOLDER.items():
        (theme / f"{name}.csv").write_text(text, encoding="utf-8")
    path = tmp_path / "mme.csv"
    path.write_text(rows(COLUMNS, EXERCISE, EXERCISE | {"MMEID": "mme9002", "Series_Name": "Amber Lence"}))
    await load_seed(graph, read_folder(tmp_path))
    for expected in ((8, 0), (0, 8)):  # of two exercises, what each is, its series, and its two participants
        known = await load_crosswalk(graph, viewer=Viewer())
        report = await import_file(graph, MME_EXERCISES, path, crosswalk=known, closing=Closing(missing=True))
        assert (report.new, report.unchanged) == expected
        assert (report.superseded, report.closed, report.rejected) == (0, 0, [])
        again = await load_seed(graph, read_folder(tmp_path))
        assert [(loaded.new, loaded.superseded) for loaded in again] == [(0, 0)] * 5
    standing = [row async for row in graph.stream("record/export", clearance=0, nationality=None)]
    told = [
        (row["start"], row["end"]) for row in standing if row["label"] == "Engagement" and row["type"] == "ASSERTED_BY"
    ]
    assert sorted(told) == [
        ("amber-lance-1993", "mme-exercises"),
        ("amber-lance-1993", "notices"),
        ("mme-mme9002-1993", "mme-exercises"),
    ]
    assert {row["end"] for row in standing if row["type"] == "IN_SERIES"} == {"amber-lance"}
    assert {row["start"] for row in standing if row["label"] == "EngagementSeries"} == {"amber-lance"}


def test_the_real_file(data_folder: Path) -> None:
    found = reading(MME_EXERCISES, data_folder / "mme-exercises" / "mme_v7.csv", seed_crosswalk())
    assert found.rows == 3707
    assert found.tally == {"exercises": 3707, "exercises without a known participant": 91, "series": 392}
    assert len({fact.start for fact in found.facts if fact.label == "Engagement"}) == 3707
    assert (len(found.of("PARTICIPATED_IN")), len(found.of("IN_SERIES"))) == (13653, 1971)
    assert sum("ends before it starts" in reason for _, reason in found.rejected) == 6
    assert undeclared(found.facts) == set()


def test_what_the_seed_knows_of_the_real_file_is_not_there_twice(data_folder: Path) -> None:
    known = seed_crosswalk()
    found = reading(MME_EXERCISES, data_folder / "mme-exercises" / "mme_v7.csv", known)
    held = {fact.start for fact in found.facts if fact.label == "Engagement"}
    assert len(known.engagements) == len(held & set(known.engagements.values())) == 583
    assert sum(not fact.end.startswith("mme-series-") for fact in found.of("IN_SERIES")) == 672
    assert len({fact.start for fact in found.facts if fact.label == "EngagementSeries"}) == 325
    assert {fact.end for fact in found.of("PARTICIPATED_IN") if fact.start == "nato"} == {
        "mme-mme2860-2006",
        "mme-mme3058-2007",
    }
    assert [reason.split(":")[0] for _, reason in found.rejected if "is no nation on" in reason] == [
        "'South Sudan' is no nation on 2010-08-31"
    ]
