"""The demonstration set: all of it invented and marked so, and nothing real rests on it."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from app.importers.seed import read_folder
from tests.seed.themes import (
    SEED,
    Row,
    Theme,
    days,
    ends_of,
    entities,
    read,
    standing,
)

THEME = Theme("demonstration")
TODAY = date(2026, 1, 15)
ENDS_SOON = date(2026, 12, 31)
EVERYBODY: frozenset[str] = frozenset()


def own(label: str) -> list[Row]:
    files = {"AttachePost": "attache_posts", "Unit": "units", "Engagement": "engagements"}
    return THEME.rows(files[label])


def readers(row: Row) -> frozenset[str]:
    """The nations that a row is limited to; none named: no limit."""
    return frozenset(row["releasable_to"].split("|")) if row["releasable_to"] else EVERYBODY


# Every row


@pytest.mark.parametrize("file", THEME.files)
def test_every_row_is_invented_and_says_so(file: str) -> None:
    for row in THEME.rows(file):
        assert (row["synthetic"], row["source"], row["reliability"]) == ("true", "demonstration", "F"), row


def test_invented_entities_are_named_as_such() -> None:
    for label in ("AttachePost", "Unit", "Engagement"):
        for row in own(label):
            assert row["key"].startswith("demo-"), row
            assert "demonstration" in row["name"].casefold(), row


# It is loaded by choice only


def test_the_seed_leaves_it_out_and_it_alone_is_the_demonstration() -> None:
    shipped, chosen = read_folder(), read_folder(demonstration=True)
    assert THEME.name not in {path.parent.name for _, path in shipped.files}
    assert "demonstration" not in {source.key for source in shipped.sources}
    assert {path.parent.name for _, path in chosen.files} == {THEME.name}
    assert sum(len(read(path)) for _, path in chosen.files) == sum(len(THEME.rows(file)) for file in THEME.files)


def test_nothing_else_refers_to_it() -> None:
    for path in SEED.glob("*/*.csv"):
        if path.parent.name != THEME.name:
            for row in read(path):
                assert not any(cell.startswith("demo-") for cell in row.values()), (path, row)
                assert row.get("synthetic", "") == "", (path, row)
                assert row.get("source") != "demonstration", (path, row)


# Posts


def test_there_are_about_sixty_posts_of_every_kind() -> None:
    posts = {row["key"]: row["kind"] for row in own("AttachePost")}
    assert 60 <= len(posts) <= 70
    assert set(posts.values()) == {"defence_attache", "service_attache", "liaison_officer", "military_representative"}
    assert len({row["service"] for row in own("AttachePost")}) >= 4


def test_a_post_has_a_holder_or_is_vacant() -> None:
    for row in own("AttachePost"):
        assert bool(row["holder"]) != (row["vacant"] == "true"), row
    vacant = {row["key"] for row in standing(own("AttachePost"), TODAY) if row["vacant"] == "true"}
    assert len(vacant) >= 5


def test_some_tenures_end_soon() -> None:
    ending = {row["key"] for row in standing(own("AttachePost"), TODAY) if days(row)[1] <= ENDS_SOON}
    assert 20 <= len(ending) <= 50


def test_a_post_is_sent_by_one_and_resident_in_one_place_at_a_time() -> None:
    senders = Counter(row["post"] for row in THEME.rows("sent_by"))
    assert set(senders) == {row["key"] for row in own("AttachePost")}
    assert set(senders.values()) == {1}
    for day in (date(2023, 6, 1), date(2024, 10, 1), TODAY):
        hosts = Counter(row["post"] for row in standing(THEME.rows("accredited_to"), day) if row["resident"] == "true")
        assert set(hosts.values()) <= {1}


def test_some_posts_are_accredited_where_they_do_not_live() -> None:
    away = [row for row in THEME.rows("accredited_to") if row["resident"] == "false"]
    assert len(away) >= 15
    resident = {row["post"]: row["host"] for row in THEME.rows("accredited_to") if row["resident"] == "true"}
    assert all(resident[row["post"]] != row["host"] for row in away)


def test_nobody_is_accredited_at_home() -> None:
    home = {row["post"]: row["nation"] for row in THEME.rows("sent_by")}
    assert all(home[row["post"]] != row["host"] for row in THEME.rows("accredited_to"))


def test_bodies_receive_and_send_posts() -> None:
    hosts = {row["host"] for row in THEME.rows("accredited_to") if "Organization" in entities()[row["host"]].labels}
    assert hosts == {"nato", "eu", "un", "au", "osce", "asean"}
    assert "nato" in {row["nation"] for row in THEME.rows("sent_by")}


# What posts and forces do


def test_every_engagement_has_a_host_a_guest_and_the_post_that_organised_it() -> None:
    taking_part: dict[str, Counter[str]] = defaultdict(Counter)
    for row in THEME.rows("participated_in"):
        taking_part[row["engagement"]][row["role"]] += 1
    assert set(taking_part) == {row["key"] for row in own("Engagement")}
    for counted in taking_part.values():
        assert counted["organiser"] == counted["host"] == 1
        assert counted["participant"] >= 1
    assert all(row["valid_to"] for row in own("Engagement"))


def test_implementation_is_of_all_four_kinds_and_sometimes_unknown() -> None:
    rows = THEME.rows("implements")
    assert len(rows) >= 400
    assert set(Counter(row["status"] for row in rows)) == {"full", "partial", "planned", "none"}
    assert all(row["reservation"] for row in rows if row["status"] == "partial")
    holders = {row["holder"] for row in rows if "Nation" in entities()[row["holder"]].labels}
    standards = {row["standard"] for row in rows if row["holder"] in holders}
    assert len(holders) == 20
    assert len([row for row in rows if row["holder"] in holders]) < len(holders) * len(standards)


# What may be seen


def test_markings_limits_and_originators_are_there_to_be_seen() -> None:
    marked = [row for file in THEME.files for row in THEME.rows(file) if row["marking"]]
    assert {row["marking"] for row in marked} == {"1", "2", "3"}
    assert sum(bool(row["releasable_to"]) for row in marked) >= 30
    assert sum(bool(row["originator"]) for row in marked) >= 40
    assert {nation for row in marked for nation in readers(row)} <= set(entities())
    assert {row["originator"] for row in marked if row["originator"]} <= set(entities())


def test_no_fact_is_easier_to_see_than_what_it_is_about() -> None:
    """Of an invented entity that is marked, no relationship gives more away than its own rows do."""
    rows = {row["key"]: row for label in ("AttachePost", "Unit", "Engagement") for row in own(label)}
    compared = 0
    for row, key, _ in ends_of(THEME):
        if key in rows and rows[key]["marking"]:
            compared += 1
            assert int(row["marking"] or 0) >= int(rows[key]["marking"]), row
            allowed = readers(rows[key])
            assert allowed == EVERYBODY or (readers(row) and readers(row) <= allowed), row
    assert compared >= 15
