"""The seed's limits on sharing: what they rest on, whom they bind and what lifts them."""

from collections import Counter
from datetime import date

import pytest

from tests.seed.themes import (
    Row,
    Theme,
    entities,
    standing,
)

THEME = Theme("barriers")
NAMED = {
    "itar", "ear", "us-national-disclosure-policy", "aeca-third-party-transfer", "leahy-laws", "caatsa-231",
    "eu-gdpr-transfers", "eu-dual-use-regulation", "eu-classified-information", "nato-security-policy-c-m-2002-49",
    "originator-control", "five-eyes-caveats", "japan-designated-secrets-act", "japan-three-principles-2014",
    "germany-war-weapons-control", "swiss-war-material-act", "austria-neutrality", "ireland-triple-lock", "noforn",
    "cross-domain-transfer", "korea-japan-no-gsomia", "australia-defence-trade-controls", "uk-export-control-order",
    "india-official-secrets-act", "eu-nato-security-blockage", "wassenaar-controls", "korea-military-secret-protection",
}  # fmt: skip


def about(barrier: str) -> Row:
    (row,) = [row for row in THEME.rows("information_barriers") if row["key"] == barrier]
    return row


def limited(barrier: str, on: str) -> dict[str, str]:
    rows = [row for row in THEME.rows("restricts") if row["barrier"] == barrier]
    return {row["restricted"]: row["direction"] for row in standing(rows, date.fromisoformat(on))}


# What there is


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(row["kind"] for row in THEME.rows("information_barriers"))
    assert set(kinds) == {"legal", "bureaucratic", "technical", "classification", "policy"}
    assert kinds["legal"] >= 20
    assert kinds.total() >= 40
    assert {row["key"] for row in THEME.rows("information_barriers")} >= NAMED


def test_every_barrier_has_a_rule_a_remedy_and_somebody_that_it_limits() -> None:
    limiting = {row["barrier"] for row in THEME.rows("restricts")}
    for row in THEME.rows("information_barriers"):
        assert len(row["rule"]) > 40, row
        assert row["remedy"], row
        assert row["key"] in limiting, row
    assert all(row["direction"] for row in THEME.rows("restricts"))


def test_barriers_limit_nations_bodies_initiatives_and_capabilities() -> None:
    kinds = {label for row in THEME.rows("restricts") for label in entities()[row["restricted"]].labels}
    assert kinds == {"Nation", "Organization", "Initiative", "Capability"}


def test_a_legal_barrier_names_an_act() -> None:
    for row in THEME.rows("information_barriers"):
        if row["kind"] == "legal":
            assert any(character.isdigit() for character in row["source_row"]) or "Act" in row["source_row"], row
            assert row["reliability"] == "A", row


# Well-known samples


@pytest.mark.parametrize(
    ("barrier", "day", "expected"),
    [
        ("itar", "2000-01-01", {"USA": "outgoing"}),
        ("itar", "2022-01-01", {"USA": "outgoing", "aukus-advanced-capabilities": "both"}),
        ("japan-designated-secrets-act", "2014-12-09", {}),
        ("japan-designated-secrets-act", "2014-12-10", {"JPN": "outgoing"}),
        ("korea-japan-no-gsomia", "2016-11-22", {"KOR": "both", "JPN": "both"}),
        ("korea-japan-no-gsomia", "2016-11-23", {}),
        ("caatsa-231", "2018-01-01", {"RUS": "both"}),
        ("caatsa-231", "2021-01-01", {"RUS": "both", "CHN": "both", "TUR": "both"}),
        ("eu-nato-security-blockage", "2010-01-01", {"eu": "both", "nato": "both", "CYP": "both", "TUR": "both"}),
    ],
)
def test_well_known_limits(barrier: str, day: str, expected: dict[str, str]) -> None:
    assert limited(barrier, day) == expected


@pytest.mark.parametrize(
    ("barrier", "first"),
    [
        ("swiss-war-material-act", "1998-04-01"),
        ("uk-export-control-order", "2009-04-06"),
        ("eu-dual-use-regulation", "2021-09-09"),
        ("nato-security-policy-c-m-2002-49", "2002-06-17"),
        ("china-export-control-law", "2020-12-01"),
        ("mtcr-guidelines", "1987-04-16"),
    ],
)
def test_well_known_first_days(barrier: str, first: str) -> None:
    assert about(barrier)["valid_from"] == first
