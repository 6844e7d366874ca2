"""The whole domain by name: each subject has facts in the seed, and a query that finds them."""

from datetime import date
from typing import Any

import pytest

from app.graph.client import GraphClient
from app.importers.seed import load_seed, read_folder
from app.record.time import LATEST
from tests.conftest import drift, wipe

ON = date(2024, 7, 1)
SINCE = date(1990, 1, 1)
EVERYONE = {"clearance": 0, "nationality": None, "knownOn": LATEST}


@pytest.fixture(scope="module")
async def loaded(module_graph: GraphClient) -> GraphClient:
    """The whole seed, and the demonstration set."""
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    await load_seed(module_graph, read_folder(demonstration=True))
    return module_graph


def held(kind: str) -> tuple[str, dict[str, Any]]:
    return "engagements/held", {"kinds": [kind], "since": SINCE, "on": ON}


SUBJECTS: dict[str, tuple[str, dict[str, Any]]] = {
    "treaties": ("agreements/terms", {"agreement": "north-atlantic-treaty", "on": ON}),
    "memoranda of understanding": ("agreements/frameworks", {"kinds": ["mou"], "on": ON}),
    "multilateral and bilateral frameworks": ("agreements/frameworks", {"kinds": ["framework"], "on": ON}),
    "status of forces": ("agreements/frameworks", {"kinds": ["status_of_forces"], "on": ON}),
    "alliances": ("organizations/members", {"organization": "nato", "on": ON}),
    "coalitions": ("organizations/memberships", {"nation": "POL", "on": ON}),
    "joint exercises": held("joint_exercise"),
    "defence dialogues": held("defence_dialogue"),
    "strategic consultations": held("strategic_consultation"),
    "high-level visits": held("high_level_visit"),
    "port calls": held("port_call"),
    "informational exchanges and briefings": held("informational_exchange"),
    "training programmes": held("training_course"),
    "military education exchanges": held("education_exchange"),
    "confidence-building measures": held("confidence_building_measure"),
    "transparency measures": held("transparency_measure"),
    "forums": held("forum"),
    "HADR missions": held("hadr_mission"),
    "peace operations": held("peace_operation"),
    "series": ("engagements/series", {"kinds": ["joint_exercise"], "on": ON}),
    "what two nations did together": (
        "engagements/between",
        {"nation": "USA", "other": "JPN", "since": SINCE, "on": ON},
    ),
    "who sent what": ("engagements/contributions", {"nation": "NPL", "since": SINCE, "on": ON}),
    "interoperability standards": ("interoperability/standards", {"fields": ["communications"], "on": ON}),
    "capability differences": ("interoperability/capability_differences", {"force": "EST", "other": "USA", "on": ON}),
    "mission requirements": ("interoperability/requirements", {"on": ON}),
    "disputes": ("disputes/of", {"nation": "JPN", "on": ON}),
    "resource constraints": ("resources/constraints", {"nation": "EST", "on": ON}),
    "barriers to sharing information": ("barriers/on_sharing", {"nation": "USA", "on": ON}),
    "initiatives in artificial intelligence": (
        "initiatives/on_topic",
        {"topics": ["artificial_intelligence"], "on": ON},
    ),
    "initiatives in cyber": ("initiatives/on_topic", {"topics": ["cyber"], "on": ON}),
    "initiatives in space": ("initiatives/on_topic", {"topics": ["space"], "on": ON}),
    "initiatives in pandemic preparedness": (
        "initiatives/on_topic",
        {"topics": ["pandemic_preparedness"], "on": ON},
    ),
}


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_a_subject_has_facts_and_a_query(loaded: GraphClient, subject: str) -> None:
    name, parameters = SUBJECTS[subject]
    rows = await loaded.read(name, **parameters, **EVERYONE)
    assert rows
    assert not any(row.get("synthetic") for row in rows if not str(row.get("source")).startswith("demonstration"))


async def test_multilateral_and_bilateral_are_told_apart(loaded: GraphClient) -> None:
    kinds = ["treaty", "cooperation", "framework"]
    rows = await loaded.read("agreements/frameworks", kinds=kinds, on=ON, **EVERYONE)
    assert {row["bilateral"] for row in rows} == {True, False}


async def test_nato_has_its_members_of_that_day(loaded: GraphClient) -> None:
    async def members(on: date) -> set[str]:
        rows = await loaded.read("organizations/members", organization="nato", on=on, **EVERYONE)
        return {row["nation"] for row in rows}

    counts = {
        1949: 12,
        1952: 14,
        1955: 15,
        1982: 16,
        1999: 19,
        2004: 26,
        2009: 28,
        2017: 29,
        2020: 30,
        2023: 31,
        2024: 32,
    }
    assert {year: len(await members(date(year, 12, 31))) for year in counts} == counts


@pytest.fixture(scope="module")
async def posts(loaded: GraphClient) -> list[dict[str, Any]]:
    """The posts of every sender in the demonstration set that serve today."""
    return [
        row
        for nation in ("USA", "GBR", "FRA", "DEU", "POL", "JPN", "AUS", "IND", "KOR")
        for row in await loaded.read("attaches/posts", nation=nation, on=date(2026, 1, 1), **EVERYONE)
    ]


async def test_attache_posts_are_invented_and_say_so(posts: list[dict[str, Any]]) -> None:
    assert len(posts) >= 10
    assert all(row["synthetic"] for row in posts)
    assert {row["resident"] for row in posts} == {True, False}


async def test_posts_organise_engagements(loaded: GraphClient, posts: list[dict[str, Any]]) -> None:
    organised = [
        row
        for nation in sorted({row["sender"] for row in posts})
        for row in await loaded.read(
            "attaches/organised", nation=nation, since=SINCE, on=date(2026, 12, 31), **EVERYONE
        )
    ]
    assert organised


async def test_national_implementation_of_a_standard_is_shown(loaded: GraphClient) -> None:
    standards = await loaded.read(
        "interoperability/standards",
        fields=["communications", "command_and_control", "logistics", "medical", "procedures"],
        on=ON,
        **EVERYONE,
    )
    statuses = {
        row["status"]
        for key in sorted({row["key"] for row in standards})
        for row in await loaded.read("interoperability/implementation", standard=key, on=date(2026, 1, 1), **EVERYONE)
    }
    assert {"full", "partial", "planned", "none"} <= statuses


async def test_what_is_marked_is_hidden(loaded: GraphClient) -> None:
    """The demonstration set has marked facts, so that releasability can be seen."""

    async def facts(clearance: int, nationality: str | None) -> int:
        rows = loaded.stream("record/export", clearance=clearance, nationality=nationality)
        return len([row async for row in rows])

    assert await facts(0, None) < await facts(4, None) < await facts(4, "USA")


async def test_the_whole_seed_is_as_the_model_declares(loaded: GraphClient) -> None:
    assert await drift(loaded) == []
