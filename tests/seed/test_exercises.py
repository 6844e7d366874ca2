"""The seed's exercises: their rows alone, and against figures and a dataset that others published."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.importers.crosswalk import NOTHING_KNOWN
from app.importers.dataset import read_groups
from app.importers.datasets.mme_exercises import MME_EXERCISES
from app.importers.records import templates
from app.model.labels import LABELS
from app.model.relationships import RELATIONSHIPS
from app.record.facts import Fact
from app.record.time import partial_date
from app.record.validation import template_columns

Row = Mapping[str, str]

SEED = Path(__file__).parents[2] / "seed"
FOLDER = SEED / "exercises"
FACT_FILES = ("engagement_series", "engagements", "participated_in", "in_series", "governed_by", "in_domain")
ENVELOPE_UNUSED = ("marking", "releasable_to", "originator", "synthetic")
NEVER = date(9999, 12, 31)

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
def lines(file: str) -> list[Row]:
    with (FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


@cache
def nations() -> dict[str, list[tuple[date, date]]]:
    """The intervals in which each nation of the register existed."""
    intervals = defaultdict(list)
    with (SEED / "nations" / "nations.csv").open(encoding="utf-8", newline="") as opened:
        for line in csv.DictReader(opened):
            intervals[line["key"]].append(days(line))
    return intervals


def days(line: Row) -> tuple[date, date]:
    """First and last day of a row, partial dates widened."""
    last = partial_date(line["valid_to"], field="valid_to").last if line["valid_to"] else NEVER
    return partial_date(line["valid_from"], field="valid_from").first, last


@cache
def participants() -> dict[str, dict[str, str]]:
    """Who took part in each engagement, and as what."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines("participated_in"):
        roles[line["engagement"]][line["participant"]] = line["role"]
    return roles


def keys_elsewhere() -> Counter[str]:
    """Keys of entities of all themes, once for each theme."""
    keys: Counter[str] = Counter()
    for label in LABELS:
        for path in SEED.glob(f"*/{label.file}.csv"):
            if label.file != "sources" and path.parent != FOLDER:
                with path.open(encoding="utf-8", newline="") as opened:
                    keys.update({line["key"] for line in csv.DictReader(opened)})
    return keys


# Every row


@pytest.mark.parametrize("file", FACT_FILES)
def test_every_row_is_a_fact(file: str) -> None:
    dataset = templates()[file]
    facts = [
        fact
        for group in read_groups(dataset, FOLDER / f"{file}.csv")
        for fact in dataset.facts_of(group, NOTHING_KNOWN)
    ]
    assert [fact for fact in facts if not isinstance(fact, Fact)] == []
    assert len(facts) == len(lines(file))


@pytest.mark.parametrize("file", [*FACT_FILES, "sources"])
def test_the_columns_are_the_templates(file: str) -> None:
    kind = next(kind for kind in (*LABELS, *RELATIONSHIPS) if kind.file == file)
    assert list(lines(file)[0]) == [column for column in template_columns(kind) if column in lines(file)[0]]


def test_every_source_exists_and_is_used() -> None:
    assert {line["source"] for file in FACT_FILES for line in lines(file)} == {line["key"] for line in lines("sources")}


def test_keys_are_slugs_and_of_this_theme_alone() -> None:
    keys = [line["key"] for file in ("engagement_series", "engagements") for line in lines(file)]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)
    assert len(keys) == len(set(keys))
    assert not set(keys) & set(keys_elsewhere())


def test_no_fact_is_restricted_or_invented() -> None:
    for file in FACT_FILES:
        for line in lines(file):
            assert [line[column] for column in ENVELOPE_UNUSED] == [""] * 4


def test_every_row_says_where_its_source_says_so() -> None:
    assert all(line["source_row"] for file in FACT_FILES for line in lines(file))


# References


def test_every_end_of_a_relationship_exists() -> None:
    engagements = {line["key"] for line in lines("engagements")}
    series = {line["key"] for line in lines("engagement_series")}
    assert {line["participant"] for line in lines("participated_in")} <= set(nations())
    assert {line["engagement"] for line in lines("participated_in")} == engagements
    assert {line["engagement"] for line in lines("in_series")} <= engagements
    assert {line["series"] for line in lines("in_series")} == series
    assert {line["governed"] for line in lines("governed_by")} <= series
    assert {line["subject"] for line in lines("in_domain")} <= series
    known = keys_elsewhere()
    assert all(known[line["agreement"]] for line in lines("governed_by"))
    assert all(known[line["domain"]] for line in lines("in_domain"))


def test_an_exercise_is_in_one_series_at_most() -> None:
    assert Counter(line["engagement"] for line in lines("in_series")).most_common(1)[0][1] == 1


def test_every_exercise_has_participants_once_each() -> None:
    pairs = [(line["participant"], line["engagement"]) for line in lines("participated_in")]
    assert len(pairs) == len(set(pairs))
    assert min(len(roles) for roles in participants().values()) >= 2


def test_a_relationship_holds_as_long_as_its_exercise() -> None:
    held = {line["key"]: (line["valid_from"], line["valid_to"]) for line in lines("engagements")}
    for file in ("participated_in", "in_series"):
        for line in lines(file):
            assert (line["valid_from"], line["valid_to"]) == held[line["engagement"]], line


# Dates


def test_every_exercise_has_a_first_and_a_last_day_in_order() -> None:
    for line in lines("engagements"):
        first, last = days(line)
        assert line["valid_to"], line
        assert first <= last, line
        assert (last - first).days <= 366, line
        assert date(1960, 1, 1) <= first, line
        assert last <= date(2026, 12, 31), line


def test_a_nation_existed_when_it_took_part() -> None:
    for line in lines("participated_in"):
        first, last = days(line)
        assert any(born <= last and first <= died for born, died in nations()[line["participant"]]), line


def test_an_exercise_is_within_its_series() -> None:
    spans = {line["key"]: days(line) for line in lines("engagement_series")}
    for line in lines("in_series"):
        first, last = days(line)
        opened, closed = spans[line["series"]]
        assert opened.year <= first.year, line
        assert last.year <= closed.year, line


def test_exercises_of_one_series_are_different_ones() -> None:
    about = {line["key"]: line for line in lines("engagements")}
    seen = Counter(
        (line["series"], line["valid_from"], line["valid_to"], about[line["engagement"]]["name"])
        for line in lines("in_series")
    )
    assert seen.most_common(1)[0][1] == 1


def test_years_in_names_are_the_years_they_were_held_in() -> None:
    for line in lines("engagements"):
        named = re.search(r"\b(19|20)\d\d\b", line["name"])
        assert named is not None, line
        assert named[0] == line["valid_from"][:4], line


# What there is


def test_there_are_enough_series_and_dated_exercises() -> None:
    assert len(lines("engagement_series")) >= 62
    assert len(lines("engagements")) >= 310
    assert sum(line["valid_from"] > "2011" for line in lines("engagements")) >= 310
    assert {line["key"] for line in lines("engagement_series")} >= ASKED_FOR


def test_a_series_has_its_rhythm_and_an_exercise() -> None:
    for line in lines("engagement_series"):
        assert line["kind"] == "joint_exercise"
        assert 1 <= int(line["cadence_months"]) <= 120, line
    assert {line["kind"] for line in lines("engagements")} == {"joint_exercise"}


def test_most_exercises_name_their_host() -> None:
    hosted = sum("host" in roles.values() for roles in participants().values())
    assert hosted / len(participants()) >= 0.75


def test_a_host_is_not_asserted_by_guess() -> None:
    """Exercises at sea, and those that several allies hold together, have no host unless their organiser names one."""
    for series in ("freedom-edge", "bersama-lima", "reliant-mermaid", "blackseafor-activations", "open-spirit"):
        held = [line["engagement"] for line in lines("in_series") if line["series"] == series]
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
    (line,) = [line for line in lines("engagements") if line["key"] == exercise]
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
    taken = [line for line in lines("engagements") if line["source"] == "mme-exercises"]
    assert len(taken) >= 500
    for line in taken:
        coded = dataset[line["source_row"]]
        first, last = days(line)
        assert (str(first.year), str(last.year)) == (coded["s.year"], coded["e.year"]), line
        for side, part in (("s", line["valid_from"]), ("e", line["valid_to"])):
            stated = [coded[f"{side}.year"], coded[f"{side}.month"], coded[f"{side}.day"]]
            for given, theirs in zip(part.split("-"), stated, strict=False):
                assert int(given) == int(theirs), (line, side)
        names = {value for column, value in coded.cells.items() if re.fullmatch(r"State[A-Z]{1,2}", column) and value}
        assert "-9" not in names, line
        added = [
            row for row in lines("participated_in")
            if row["engagement"] == line["key"] and row["source_row"] == line["source_row"]
        ]  # fmt: skip
        assert len(added) <= len(names), line
