"""The seed's initiatives: what they are for, what they have, what limits them and what serves them."""

from collections import Counter

import pytest

from tests.seed.themes import (
    Row,
    Theme,
    entities,
)

THEME = Theme("initiatives")
TOPICS = {
    "artificial_intelligence", "cyber", "space", "pandemic_preparedness", "maritime_security", "counter_terrorism",
    "capacity_building", "peacekeeping", "logistics", "climate", "arms_control", "technology", "women_peace_security",
}  # fmt: skip


def about(initiative: str) -> Row:
    (row,) = [row for row in THEME.rows("initiatives") if row["key"] == initiative]
    return row


def serving(initiative: str) -> set[str]:
    return {row["means"] for row in THEME.rows("serves") if row["initiative"] == initiative}


# What there is


def test_there_are_at_least_three_of_every_topic() -> None:
    topics = Counter(row["topic"] for row in THEME.rows("initiatives"))
    assert set(topics) == TOPICS
    assert topics.total() >= 70
    assert min(topics.values()) >= 3


def test_initiatives_say_what_they_are_for_and_what_limits_them() -> None:
    rows = THEME.rows("initiatives")
    assert all(row["objectives"] for row in rows)
    assert sum(bool(row["resources"]) for row in rows) >= 0.9 * len(rows)
    assert sum(bool(row["constraints"]) for row in rows) >= 0.9 * len(rows)


def test_every_initiative_is_in_a_domain() -> None:
    assert {row["subject"] for row in THEME.rows("in_domain")} == {row["key"] for row in THEME.rows("initiatives")}


def test_bodies_and_series_serve_initiatives() -> None:
    kinds = Counter(label for row in THEME.rows("serves") for label in entities()[row["means"]].labels)
    assert kinds["Organization"] >= 35
    assert kinds["EngagementSeries"] >= 5
    assert len({row["initiative"] for row in THEME.rows("serves")}) >= 30


# Well-known samples


@pytest.mark.parametrize(
    ("initiative", "means"),
    [
        ("ccdcoe-programme", {"locked-shields"}),
        ("aukus-advanced-capabilities", {"aukus", "aukus-defence-ministers"}),
        ("ipmda", {"quad"}),
        ("yaounde-code-of-conduct", {"obangame-express", "ecowas", "eccas"}),
        ("tsctp", {"flintlock"}),
        ("gpoi", {"khaan-quest"}),
        ("mmf", {"occar", "nato"}),
    ],
)
def test_what_serves_an_initiative(initiative: str, means: set[str]) -> None:
    assert serving(initiative) == means


@pytest.mark.parametrize(
    ("initiative", "first"),
    [
        ("political-declaration-military-ai", "2023-02-16"),
        ("ghsa", "2014-02-13"),
        ("ipmda", "2022-05-24"),
        ("djibouti-code-of-conduct", "2009-01-29"),
        ("yaounde-code-of-conduct", "2013-06-25"),
        ("recaap", "2006-09-04"),
        ("european-peace-facility", "2021-03-22"),
        ("official-security-assistance", "2023-04-05"),
        ("women-peace-security-agenda", "2000-10-31"),
        ("mmf", "2016-07-28"),
        ("who-pandemic-agreement", "2025-05-20"),
        ("nato-dcb", "2014-09-05"),
    ],
)
def test_well_known_first_days(initiative: str, first: str) -> None:
    assert about(initiative)["valid_from"] == first


def test_parts_are_parts_of_initiatives() -> None:
    assert {(row["part"], row["whole"]) for row in THEME.rows("part_of")} >= {("darc", "aukus-advanced-capabilities")}
