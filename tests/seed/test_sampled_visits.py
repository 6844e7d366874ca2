"""Where presidents, secretaries of state and Chinese officers were, against counts by country and year."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.seed.plain import cow_codes, dataset_rows, days, seed_rows

LAST_YEAR = 2012
THEMES = ("visits", "dialogues", "confidence_building")

# Two-plus-twos and like meetings that the secretary of state attends, held abroad with one host.
WITH_THE_SECRETARY = ("ausmin-", "us-rok-2-plus-2-", "japan-us-security-consultative-committee-")
WITHOUT_THE_SECRETARY = {"ausmin-2005": "the deputy secretary came instead"}
PRESIDENT_NOT_COUNTED = {
    "detargeting-us-china-1998": "the dataset has no visit to China in 1998; the President was there in June",
    "helsinki-final-act-1975": "the dataset counts bilateral visits; the Final Act was signed at a conference",
}
BILATERAL_BY_A_HEAD_OF_STATE = {
    "visit-nixon-china-1972", "visit-nixon-soviet-union-1972", "visit-reagan-moscow-1988", "detargeting-us-russia-1994",
    *PRESIDENT_NOT_COUNTED,
}  # fmt: skip


@cache
def roles(theme: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in seed_rows(theme, "participated_in"):
        found[row["engagement"]][row["participant"]] = row["role"]
    return found


def counted(folder: Path, column: str) -> set[tuple[str, int]]:
    """COW numbers and years in which the dataset has a visit."""
    path = folder / "us-diplomatic-visits" / "dipl_core_visits.csv"
    return {
        (str(int(float(row["cowid"]))), int(row["year"]))
        for row in dataset_rows(path)
        if row["cowid"] and float(row[column] or 0) > 0
    }


def abroad(*, level: str) -> dict[str, tuple[str, int]]:
    """Engagements of one level to which the United States travelled, with the only host and the year."""
    found = {}
    for theme in THEMES:
        for row in seed_rows(theme, "engagements"):
            hosts = [who for who, role in roles(theme)[row["key"]].items() if role == "host"]
            year = days(row)[0].year
            travelled = roles(theme)[row["key"]].get("USA", "host") != "host"
            if row["level"] == level and travelled and len(hosts) == 1 and year <= LAST_YEAR:
                found[row["key"]] = (hosts[0], year)
    return found


def uncounted(held: dict[str, tuple[str, int]], visits: set[tuple[str, int]]) -> set[str]:
    return {
        key for key, (host, year) in held.items() if not any((code, year) in visits for code in cow_codes(host, year))
    }


def test_presidents_were_where_they_are_counted(data_folder: Path) -> None:
    held = {key: at for key, at in abroad(level="head_of_state").items() if key in BILATERAL_BY_A_HEAD_OF_STATE}
    assert set(held) == BILATERAL_BY_A_HEAD_OF_STATE
    assert uncounted(held, counted(data_folder, "bi_PRE")) == set(PRESIDENT_NOT_COUNTED)


def test_secretaries_of_state_went_to_the_two_plus_twos(data_folder: Path) -> None:
    held = {key: at for key, at in abroad(level="minister").items() if key.startswith(WITH_THE_SECRETARY)}
    assert len(held) >= 5
    assert uncounted(held, counted(data_folder, "bi_SOS")) == set(WITHOUT_THE_SECRETARY)


def test_chinese_officers_met_whom_they_are_counted_to_meet(data_folder: Path) -> None:
    """Visits of defence ministers and chiefs, either way, in a year and country for which the dataset has any."""
    names = {row["name"]: row["key"] for row in seed_rows("nations", "nations") if not row["valid_to"]}
    path = data_folder / "china-public-diplomacy" / "ChinesePublicDiplomacy.csv"
    visits = {
        (names.get(row["receiving_country"], row["receiving_country"]), int(row["year"])): int(row["military_visits"])
        for row in dataset_rows(path)
        if row["military_visits"].isdigit()
    }
    compared = [
        visits[nation, days(row)[0].year]
        for row in seed_rows("visits", "engagements")
        if row["kind"] == "high_level_visit" and row["level"] != "head_of_state"
        for nation in roles("visits")[row["key"]]
        if "CHN" in roles("visits")[row["key"]] and (nation, days(row)[0].year) in visits
    ]
    assert len(compared) >= 9
    assert all(compared)
