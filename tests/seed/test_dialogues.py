"""The seed's dialogues and forums: their rows alone, and against calendars and memberships that others published."""

import csv
import gzip
import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.seed.themes import SEED, Row, Theme, days, read

THEME = Theme("dialogues")
KINDS = {"defence_dialogue", "strategic_consultation", "staff_talks", "forum"}
FRIDAY, SUNDAY = 4, 6
DATED_KEY = re.compile(r"(19|20)\d\d(-\d{1,2})+$")
WEEKEND_FORUMS = (
    "shangri-la-dialogue", "manama-dialogue", "munich-security-conference", "halifax-international-security-forum",
)  # fmt: skip
NATO_MEMBERS_BY_YEAR = {
    1990: 16, 1991: 16, 1994: 16, 1997: 16, 1999: 19, 2001: 19, 2002: 19, 2004: 26, 2005: 26, 2006: 26, 2008: 26,
    2009: 28, 2010: 28, 2012: 28, 2014: 28, 2016: 28, 2017: 28, 2018: 29, 2019: 29, 2021: 30, 2022: 30, 2023: 31,
    2024: 32, 2025: 32,
}  # fmt: skip
ASKED_FOR = {
    "shangri-la-dialogue", "munich-security-conference", "admm-meetings", "admm-plus-meetings",
    "asean-regional-forum", "nato-summit", "ukraine-defense-contact-group", "xiangshan-forum",
    "manama-dialogue", "halifax-international-security-forum", "raisina-dialogue",
    "japan-us-security-consultative-committee", "india-us-2-plus-2", "us-rok-security-consultative-meeting",
    "ausmin", "aukmin", "australia-japan-2-plus-2", "japan-france-2-plus-2", "australia-india-2-plus-2",
    "india-japan-2-plus-2", "india-russia-2-plus-2", "franco-german-defence-and-security-council",
    "australia-indonesia-2-plus-2", "us-philippines-2-plus-2", "nuclear-consultative-group",
    "us-china-defense-consultative-talks", "us-china-mmca-talks", "china-india-corps-commander-talks",
    "nato-russia-council", "us-russia-strategic-stability-dialogue",
}  # fmt: skip


@cache
def nations() -> frozenset[str]:
    return frozenset(line["key"] for line in read(SEED / "nations" / "nations.csv"))


@cache
def participants() -> dict[str, dict[str, str]]:
    """Who took part in each engagement, and as what."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for line in THEME.rows("participated_in"):
        roles[line["engagement"]][line["participant"]] = line["role"]
    return roles


def meetings(series: str) -> list[Row]:
    """The engagements of a series, first to last."""
    keys = {line["engagement"] for line in THEME.rows("in_series") if line["series"] == series}
    return sorted((line for line in THEME.rows("engagements") if line["key"] in keys), key=days)


def nations_in(engagement: str) -> set[str]:
    return {key for key, role in participants()[engagement].items() if key in nations() and role != "observer"}


# References


def test_every_meeting_is_told_whole() -> None:
    """There is none without participants or out of series, and no series without a meeting."""
    meetings_told = {line["key"] for line in THEME.rows("engagements")}
    assert {line["engagement"] for line in THEME.rows("participated_in")} == meetings_told
    assert {line["engagement"] for line in THEME.rows("in_series")} == meetings_told
    assert {line["series"] for line in THEME.rows("in_series")} == {
        line["key"] for line in THEME.rows("engagement_series")
    }


def test_every_meeting_has_participants_once_each() -> None:
    pairs = [(line["participant"], line["engagement"]) for line in THEME.rows("participated_in")]
    assert len(pairs) == len(set(pairs))
    assert min(len(roles) for roles in participants().values()) >= 2


def test_a_meeting_is_of_the_kind_of_its_series() -> None:
    kinds = {line["key"]: line["kind"] for line in THEME.rows("engagement_series")}
    assert set(kinds.values()) == KINDS
    about = {line["key"]: line for line in THEME.rows("engagements")}
    for line in THEME.rows("in_series"):
        assert about[line["engagement"]]["kind"] == kinds[line["series"]]
    assert all(line["level"] for line in THEME.rows("engagements"))


# Dates


def test_every_meeting_has_a_first_and_a_last_day_in_order() -> None:
    for line in THEME.rows("engagements"):
        first, last = days(line)
        assert line["valid_to"], line
        assert first <= last, line
        assert (last - first).days <= 62 or line["valid_from"] == line["valid_to"], line
        assert last <= date(2026, 12, 31), line


def test_a_meeting_is_within_its_series_and_no_two_are_at_once() -> None:
    for series in THEME.rows("engagement_series"):
        held = meetings(series["key"])
        opened, closed = days(series)
        assert opened.year <= days(held[0])[0].year, series
        assert days(held[-1])[1] <= closed, series
        starts = [line["valid_from"] for line in held]
        assert len(set(starts)) == len(starts), series


def test_numbered_meetings_follow_each_other() -> None:
    for series in THEME.rows("engagement_series"):
        numbered = [
            (int(match[1]), days(line)) for line in meetings(series["key"])
            if (match := re.search(r"-(\d{1,2})$", line["key"])) and not DATED_KEY.search(line["key"])
        ]  # fmt: skip
        assert [number for number, _ in numbered] == sorted(number for number, _ in numbered), series


@pytest.mark.parametrize("series", WEEKEND_FORUMS)
def test_weekend_forums_run_from_friday_to_sunday(series: str) -> None:
    held = meetings(series)
    assert len(held) >= 14
    for line in held:
        first, last = days(line)
        assert (first.weekday(), last.weekday(), (last - first).days) == (FRIDAY, SUNDAY, 2), line


def test_no_bilateral_ministers_meeting_lasts_more_than_two_days() -> None:
    for line in THEME.rows("engagements"):
        if line["kind"] == "strategic_consultation" and len(line["valid_from"]) == len("2018-07-24"):
            first, last = days(line)
            assert (last - first).days <= 1, line


# What there is


def test_there_are_enough_dialogues_and_meetings() -> None:
    assert len(THEME.rows("engagement_series")) >= 32
    assert len(THEME.rows("engagements")) >= 90
    assert {line["key"] for line in THEME.rows("engagement_series")} >= ASKED_FOR


def test_meetings_in_a_place_have_a_host() -> None:
    hosts = Counter("host" in participants()[line["key"]].values() for line in THEME.rows("engagements"))
    assert hosts[True] >= 350
    for line in THEME.rows("engagements"):
        if line["location"] == "Video conference":
            assert "host" not in participants()[line["key"]].values() or line["key"].startswith("raisina"), line


# Against what others published


def test_a_summit_has_the_allies_of_its_day() -> None:
    """Every ally of the day and nobody else: Montenegro joined eleven days after the summit of 2017."""
    for line in meetings("nato-summit"):
        assert len(nations_in(line["key"])) == NATO_MEMBERS_BY_YEAR[days(line)[0].year], line


def test_the_council_with_russia_has_russia_and_the_allies() -> None:
    counts = [len(nations_in(line["key"])) for line in meetings("nato-russia-council")]
    assert counts == [20, 27, 29, *[29] * 4, *[30] * 6, 31]
    assert all("RUS" in nations_in(line["key"]) for line in meetings("nato-russia-council"))


def test_the_admm_plus_has_asean_and_eight_partners() -> None:
    for line in meetings("admm-plus-meetings"):
        # Myanmar's attendance after February 2021 differed from meeting to meeting and is left out.
        assert len(nations_in(line["key"])) == (18 if line["valid_from"] < "2021" else 17), line
    assert meetings("admm-plus-meetings")[0]["valid_from"] == "2010-10-12"


@pytest.mark.parametrize(
    ("meeting", "first"),
    [
        ("admm-meeting-1", "2006-05-09"),
        ("admm-meeting-6", "2012-05-29"),
        ("admm-meeting-7", "2013-05-07"),
        ("admm-plus-meeting-4", "2017-10-24"),
        ("asean-regional-forum-18", "2011-07-23"),
        ("us-rok-security-consultative-meeting-50", "2018-10-31"),
        ("nuclear-consultative-group-1", "2023-07-18"),
        ("ausmin-2006", "2006-12-12"),
        ("ausmin-2008", "2008-02-23"),
        ("ausmin-2010", "2010-11-08"),
        ("ausmin-2014", "2014-08-12"),
        ("china-india-corps-commander-talks-7", "2020-10-12"),
        ("china-india-corps-commander-talks-15", "2022-03-11"),
        ("nato-russia-council-2016-04-20", "2016-04-20"),
        ("us-china-defense-consultative-talks-12", "2011-12-07"),
        ("us-china-defense-policy-coordination-talks-18", "2024-09-14"),
        ("cdma-1", "1995-07-24"),
    ],
)
def test_well_known_dates(meeting: str, first: str) -> None:
    (line,) = [line for line in THEME.rows("engagements") if line["key"] == meeting]
    assert line["valid_from"] == first


def test_as_many_allies_and_asean_members_as_cow_codes(data_folder: Path) -> None:
    """COW counts the members of a year; whoever joined did so before the year's summit or meeting."""
    for organization, series, least in (("NATO", "nato-summit", 13), ("ASEAN", "admm-meetings", 8)):
        coded = cow_members(data_folder, organization)
        held = [line for line in meetings(series) if days(line)[0].year in coded]
        assert len(held) >= least
        for line in held:
            assert len(nations_in(line["key"])) == coded[days(line)[0].year], line


def cow_members(data_folder: Path, organization: str) -> dict[int, int]:
    """How many full members COW codes for an organisation, by year. Its columns of states are in alphabetic order."""
    with gzip.open(data_folder / "cow-igo" / "igo_year_format3.csv.gz", "rt", encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        columns = list(reader.fieldnames or ())
        states = columns[columns.index("afghanistan") : columns.index("zimbabwe") + 1]
        return {
            int(line["year"]): [line[state] for state in states].count("1")
            for line in reader
            if line["ioname"] == organization
        }
