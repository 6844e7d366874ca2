"""The seed's peace operations against datasets that saw them at work, and the contributors known from elsewhere."""

import re
from calendar import month_name
from collections import defaultdict
from pathlib import Path

from tests.seed.plain import dataset_rows, days, seed_rows

# Names of contributors that no nation of the seed bears today.
NAMES = {
    "UK": "GBR", "Britain": "GBR", "USA": "USA", "Us": "USA", "US": "USA", "Korea": "KOR", "Korea (ROK)": "KOR",
    "Drc": "COD", "DRC": "COD", "Congo": "COG", "Turkey": "TUR", "Cote d'Ivoire": "CIV", "Czech Republic": "CZE",
}  # fmt: skip
MONTHS = {name: number for number, name in enumerate(month_name)}
# Missions whose days the list of missions gives otherwise, by what: see test_operations for the reasons.
FIRST_MONTH_DIFFERS = {"undof", "untac"}
LAST_MONTH_DIFFERS = {"unprofor"}
OPEN_IN_A_LIST_THAT_WAS_CLOSED_EARLIER = {"unmil", "unamid", "minusma", "minujusth"}


def key(acronym: str) -> str:
    return acronym.lower().replace(" ", "-")


def test_missions_were_at_work_only_while_the_seed_has_them(data_folder: Path) -> None:
    """Every mission-year of two tables of deployments lies within the operation."""
    operations = {row["key"]: row for row in seed_rows("operations", "engagements")}
    observed = {
        (key(row["mission"]), int(row["year"]))
        for table in ("TCCMap", "TTMap")
        for row in dataset_rows(data_folder / "geo-pko" / f"{table}.csv")
        if key(row["mission"]) in operations
    }
    assert len(observed) >= 300
    for mission, year in observed:
        first, last = days(operations[mission])
        assert first.year <= year <= last.year, (mission, year)


def test_contributors_from_elsewhere_are_seen_by_the_dataset_too(data_folder: Path) -> None:
    """A nation that the seed names for a mission without the dataset must be one that the dataset names there."""
    names = {row["name"]: row["key"] for row in seed_rows("nations", "nations")} | NAMES
    seen: dict[str, set[str]] = defaultdict(set)
    for row in dataset_rows(data_folder / "geo-pko" / "TCCMap.csv"):
        for part in row["year.overview"].split(","):
            name = re.sub(r" \((\d+|size unknown)\)$", "", part.strip())
            if name in names:
                seen[key(row["mission"])].add(names[name])
    others = [
        row
        for row in seed_rows("operations", "participated_in")
        if row["engagement"] in seen
        and row["role"] == "participant"
        and row["source"] != "geo-pko-selection"
        and days(row)[1].year >= 1994
    ]
    assert {(row["engagement"], row["participant"]) for row in others if row["participant"].isupper()} <= {
        (mission, nation) for mission, nations in seen.items() for nation in nations
    }


def test_first_and_last_months_are_the_lists(data_folder: Path) -> None:
    operations = {row["key"]: row for row in seed_rows("operations", "engagements")}
    compared, first_differs, last_differs, closed_earlier = 0, set(), set(), set()
    for line in dataset_rows(data_folder / "un-pko-missions" / "PKO_start_end.csv"):
        mission = key(line["Acronym"])
        if mission not in operations:
            continue
        compared += 1
        first, last = days(operations[mission])
        begun = line["Start Date"].split()
        if (first.year, first.month) != (int(begun[1]), MONTHS[begun[0]]):
            first_differs.add(mission)
        if line["End Date"] == "Present":
            if operations[mission]["valid_to"]:
                closed_earlier.add(mission)
            continue
        ended = line["End Date"].split()
        if (last.year, last.month) != (int(ended[1]), MONTHS[ended[0]]):
            last_differs.add(mission)
    assert compared >= 41
    assert first_differs == FIRST_MONTH_DIFFERS
    assert last_differs == LAST_MONTH_DIFFERS
    assert closed_earlier == OPEN_IN_A_LIST_THAT_WAS_CLOSED_EARLIER
