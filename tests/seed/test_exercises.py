"""The seed's exercises: their rows alone, and against figures and a dataset that others published."""

import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.importers.dataset import read_groups
from app.importers.datasets.mme_exercises import MME_EXERCISES
from tests.seed.themes import Theme, days

THEME = Theme("exercises")

# How many nations took part, as the organisers published it. Not counted: the Cook Islands and Bermuda, which are not
# in the register of nations, and observers.
PUBLISHED_PARTICIPANTS = {
    "rimpac-1971": 5, "rimpac-2010": 14, "rimpac-2012": 22, "rimpac-2014": 22, "rimpac-2016": 26, "rimpac-2018": 25,
    "rimpac-2020": 10, "rimpac-2022": 26, "rimpac-2024": 29, "talisman-sabre-2023": 13, "talisman-sabre-2025": 19,
    "garuda-shield-2023": 7, "garuda-shield-2024": 10, "kakadu-2018": 27, "pitch-black-2022": 17, "baltops-2019": 18,
    "baltops-2022": 16, "baltops-2023": 20, "baltops-2024": 20, "trident-juncture-2018": 31,
    "steadfast-defender-2024": 32, "saber-strike-2017": 20, "saber-strike-2018": 19, "saber-guardian-2016": 10,
    "rapid-trident-2015": 18, "rapid-trident-2020": 9, "sea-breeze-2021": 32, "arctic-challenge-2013": 5,
    "arctic-challenge-2015": 9, "arctic-challenge-2017": 12, "arctic-challenge-2019": 9, "arctic-challenge-2021": 8,
    "arctic-challenge-2023": 14, "dynamic-manta-2017": 10, "dynamic-manta-2021": 8, "dynamic-manta-2022": 9,
    "dynamic-manta-2023": 9, "formidable-shield-2017": 8, "formidable-shield-2019": 9, "northern-coasts-2023": 14,
    "flintlock-2019": 31, "cutlass-express-2021": 15, "unitas-2017": 19, "unitas-2022": 19, "unitas-2023": 20,
    "tradewinds-2022": 21, "tradewinds-2023": 20, "peace-mission-2021": 9, "admm-plus-exercises-2013": 18,
    "admm-plus-exercises-2016-1": 18, "admm-plus-exercises-2016-2": 18, "suman-warrior-1990": 5,
}  # fmt: skip
ASKED_FOR = {
    "rimpac", "cobra-gold", "malabar", "talisman-sabre", "balikatan", "foal-eagle", "key-resolve",
    "ulchi-freedom-shield", "keen-sword", "yama-sakura", "garuda-shield", "kakadu", "pitch-black",
    "bersama-lima", "bersama-shield", "komodo", "aman", "la-perouse", "milan", "varuna", "indra", "yudh-abhyas",
    "garuda-india-france", "jimex", "hand-in-hand", "peace-mission", "joint-sea", "vostok", "zapad", "kavkaz",
    "tsentr", "union-shield", "slavic-brotherhood", "baltops", "trident-juncture", "steadfast-defender",
    "saber-strike", "saber-guardian", "sea-breeze", "rapid-trident", "cold-response", "arctic-challenge",
    "dynamic-manta", "locked-shields", "northern-coasts", "joint-warrior", "formidable-shield",
    "anatolian-eagle", "bright-star", "eager-lion", "african-lion", "flintlock", "obangame-express",
    "cutlass-express", "imx", "unitas", "panamax", "tradewinds", "red-flag", "reforger", "team-spirit",
    "admm-plus-exercises",
}  # fmt: skip


@cache
def participants() -> dict[str, dict[str, str]]:
    """Who took part in each engagement, and as what."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for line in THEME.rows("participated_in"):
        roles[line["engagement"]][line["participant"]] = line["role"]
    return roles


# References


def test_every_exercise_is_told_whole() -> None:
    """There is none without participants, and no series without an exercise."""
    assert {line["engagement"] for line in THEME.rows("participated_in")} == {
        line["key"] for line in THEME.rows("engagements")
    }
    assert {line["series"] for line in THEME.rows("in_series")} == {
        line["key"] for line in THEME.rows("engagement_series")
    }


def test_an_exercise_is_in_one_series_at_most() -> None:
    assert Counter(line["engagement"] for line in THEME.rows("in_series")).most_common(1)[0][1] == 1


def test_every_exercise_has_participants_once_each() -> None:
    pairs = [(line["participant"], line["engagement"]) for line in THEME.rows("participated_in")]
    assert len(pairs) == len(set(pairs))
    assert min(len(roles) for roles in participants().values()) >= 2


def test_a_relationship_holds_as_long_as_its_exercise() -> None:
    held = {line["key"]: (line["valid_from"], line["valid_to"]) for line in THEME.rows("engagements")}
    for file in ("participated_in", "in_series"):
        for line in THEME.rows(file):
            assert (line["valid_from"], line["valid_to"]) == held[line["engagement"]], line


# Dates


def test_every_exercise_has_a_first_and_a_last_day_in_order() -> None:
    for line in THEME.rows("engagements"):
        first, last = days(line)
        assert line["valid_to"], line
        assert first <= last, line
        assert (last - first).days <= 366, line
        assert date(1960, 1, 1) <= first, line
        assert last <= date(2026, 12, 31), line


def test_an_exercise_is_within_its_series() -> None:
    spans = {line["key"]: days(line) for line in THEME.rows("engagement_series")}
    for line in THEME.rows("in_series"):
        first, last = days(line)
        opened, closed = spans[line["series"]]
        assert opened.year <= first.year, line
        assert last.year <= closed.year, line


def test_exercises_of_one_series_are_different_ones() -> None:
    about = {line["key"]: line for line in THEME.rows("engagements")}
    seen = Counter(
        (line["series"], line["valid_from"], line["valid_to"], about[line["engagement"]]["name"])
        for line in THEME.rows("in_series")
    )
    assert seen.most_common(1)[0][1] == 1


def test_years_in_names_are_the_years_they_were_held_in() -> None:
    for line in THEME.rows("engagements"):
        named = re.search(r"\b(19|20)\d\d\b", line["name"])
        assert named is not None, line
        assert named[0] == line["valid_from"][:4], line


# What there is


def test_there_are_enough_series_and_dated_exercises() -> None:
    assert len(THEME.rows("engagement_series")) >= 62
    assert len(THEME.rows("engagements")) >= 310
    assert sum(line["valid_from"] > "2011" for line in THEME.rows("engagements")) >= 310
    assert {line["key"] for line in THEME.rows("engagement_series")} >= ASKED_FOR


def test_a_series_has_its_rhythm_and_an_exercise() -> None:
    for line in THEME.rows("engagement_series"):
        assert line["kind"] == "joint_exercise"
        assert 1 <= int(line["cadence_months"]) <= 120, line
    assert {line["kind"] for line in THEME.rows("engagements")} == {"joint_exercise"}


def test_most_exercises_name_their_host() -> None:
    hosted = sum("host" in roles.values() for roles in participants().values())
    assert hosted / len(participants()) >= 0.75


def test_a_host_is_not_asserted_by_guess() -> None:
    """Exercises at sea, and those that several allies hold together, have no host unless their organiser names one."""
    for series in ("freedom-edge", "bersama-lima", "reliant-mermaid", "blackseafor-activations", "open-spirit"):
        held = [line["engagement"] for line in THEME.rows("in_series") if line["series"] == series]
        assert held
        assert all("host" not in participants()[key].values() for key in held), series


# Against what others published


@pytest.mark.parametrize(("exercise", "count"), PUBLISHED_PARTICIPANTS.items())
def test_as_many_nations_as_the_organisers_published(exercise: str, count: int) -> None:
    assert sum(role != "observer" for role in participants()[exercise].values()) == count


@pytest.mark.parametrize(
    ("exercise", "first", "last"),
    [
        ("rimpac-2018", "2018-06-27", "2018-08-02"),
        ("joint-sea-2012", "2012-04-22", "2012-04-27"),
        ("joint-sea-2013", "2013-07-05", "2013-07-12"),
        ("peace-mission-2007", "2007-08-09", "2007-08-17"),
        ("balikatan-2012", "2012-04-16", "2012-04-27"),
        ("balikatan-2013", "2013-04-05", "2013-04-17"),
        ("key-resolve-2014", "2014-02-24", "2014-03-06"),
        ("foal-eagle-2014", "2014-02-24", "2014-04-18"),
        ("malabar-2017", "2017-07-10", "2017-07-17"),
        ("hand-in-hand-2019", "2019-12-07", "2019-12-20"),
        ("team-spirit-1993", "1993-03-08", "1993-03-18"),
    ],
)
def test_well_known_dates(exercise: str, first: str, last: str) -> None:
    (line,) = [line for line in THEME.rows("engagements") if line["key"] == exercise]
    assert (line["valid_from"], line["valid_to"]) == (first, last)


@pytest.mark.parametrize(
    ("exercise", "nation"),
    [
        ("rimpac-2018", "CHN"),  # invitation withdrawn
        ("rimpac-2018", "BRA"),  # withdrew
        ("rimpac-1986", "NZL"),  # after the suspension of ANZUS obligations
        ("baltops-2019", "RUS"),
        ("malabar-2012", "JPN"),
        ("malabar-2019", "AUS"),
        ("peace-mission-2016", "UZB"),
    ],
)
def test_who_was_not_there_is_not_listed(exercise: str, nation: str) -> None:
    assert participants()[exercise]
    assert nation not in participants()[exercise]


def test_rows_from_the_dataset_are_its_own(data_folder: Path) -> None:
    """Every row that names the dataset agrees with it in time, and adds no participant but a host at its place."""
    groups = read_groups(MME_EXERCISES, data_folder / "mme-exercises" / "mme_v7.csv")
    dataset = {f"{line['MMEID']}, {line['s.year']}": line for (line,) in groups}
    taken = [line for line in THEME.rows("engagements") if line["source"] == "mme-7-selection"]
    assert len(taken) == 579
    for line in taken:
        coded = dataset[line["source_row"]]
        assert line["mme_id"] == f"{coded['MMEID']}-{coded['s.year']}", line
        first, last = days(line)
        assert (str(first.year), str(last.year)) == (coded["s.year"], coded["e.year"]), line
        for side, part in (("s", line["valid_from"]), ("e", line["valid_to"])):
            stated = [coded[f"{side}.year"], coded[f"{side}.month"], coded[f"{side}.day"]]
            for given, theirs in zip(part.split("-"), stated, strict=False):
                assert int(given) == int(theirs), (line, side)
        names = {value for column, value in coded.cells.items() if re.fullmatch(r"State[A-Z]{1,2}", column) and value}
        assert "-9" not in names, line
        added = [
            row for row in THEME.rows("participated_in")
            if row["engagement"] == line["key"] and row["source_row"] == line["source_row"]
        ]  # fmt: skip
        assert len(added) <= len(names), line


# Of the same event as a row that the seed does not take from the dataset: looked at one by one.
REVIEWED = {
    "aman-2007": ("mme2952-2007", "Aman (Peace) 07"),
    "aman-2009": ("mme3212-2009", "Aman (Peace) 09"),
    "hand-in-hand-2007": ("mme3075-2007", "Hand-in-hand-2007"),
    "hand-in-hand-2008": ("mme3193-2008", "Hand in Hand 2008"),
}


def test_every_number_of_the_dataset_is_given_once_and_to_an_exercise_of_its_year(data_folder: Path) -> None:
    groups = read_groups(MME_EXERCISES, data_folder / "mme-exercises" / "mme_v7.csv")
    coded = {f"{line['MMEID']}-{line['s.year']}": line for (line,) in groups}
    given = {line["key"]: line["mme_id"] for line in THEME.rows("engagements") if line["mme_id"]}
    assert len(set(given.values())) == len(given) == 583
    assert {key: (number, coded[number]["Ex_Name"]) for key, number in given.items() if key in REVIEWED} == REVIEWED
    for line in THEME.rows("engagements"):
        if line["mme_id"]:
            assert coded[line["mme_id"]]["s.year"] == line["valid_from"][:4], line
    observed = {line["key"] for line in THEME.rows("engagements") if "1980" <= line["valid_from"] < "2011"}
    assert observed == set(given)


def test_the_datasets_names_of_series_are_those_of_their_exercises(data_folder: Path) -> None:
    """Each name means one series: the one of the exercises that the dataset calls so, and it is used in its time."""
    groups = read_groups(MME_EXERCISES, data_folder / "mme-exercises" / "mme_v7.csv")
    coded = [(f"{line['MMEID']}-{line['s.year']}", line["Series_Name"], line["s.year"]) for (line,) in groups]
    spans = {line["key"]: days(line) for line in THEME.rows("engagement_series")}
    named = {
        name: line["key"] for line in THEME.rows("engagement_series") for name in line["mme_names"].split("|") if name
    }
    assert len(named) == sum(
        len(line["mme_names"].split("|")) for line in THEME.rows("engagement_series") if line["mme_names"]
    )
    series = {line["engagement"]: line["series"] for line in THEME.rows("in_series")}
    exercises = {line["mme_id"]: line["key"] for line in THEME.rows("engagements") if line["mme_id"]}
    for number, name, _ in coded:
        if number in exercises:
            assert named[name] == series[exercises[number]], number
    for name, key in named.items():
        first, last = spans[key]
        assert any(called == name and first.year <= int(year) <= last.year for _, called, year in coded), name
