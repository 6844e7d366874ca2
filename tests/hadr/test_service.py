"""The response to disasters against the brute-force oracle on generated worlds, and on the seed."""

from datetime import date
from typing import Any

import pytest

from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.hadr.model import HadrHelper, HadrResponse, HadrResponseQuestion, HadrStanding
from app.hadr.service import hadr_response
from app.hadr.text import response_in_words
from app.hadr.weights import DisasterKind, great_circle_km
from app.importers.seed import SEED, load_seed, read_folder
from app.record.releasability import Marking, Viewer
from tests.answers.told import exists, write_world
from tests.conftest import wipe
from tests.hadr.generated import CODED, generated_questions, generated_world
from tests.hadr.oracle import Oracle, Question

WORLDS = 12
QUESTIONS_PER_WORLD = 20
ON = date(2024, 7, 1)
THEMES = (
    "nations", "geography", "agreements", "hadr", "interoperability", "organizations", "alliances", "disputes",
)  # fmt: skip


def as_asked(question: Question) -> tuple[HadrResponseQuestion, Viewer]:
    """The oracle's question as the service takes it."""
    asked = HadrResponseQuestion(
        nation=question.nation,
        disaster=DisasterKind(question.disaster) if question.disaster else None,
        helpers=question.helpers,
        years=question.years,
        max_km=question.max_km,
        max_days=question.max_days,
        max_cost_usd=question.max_cost,
        limit=question.limit,
        on=question.on,
        known_on=question.known_on,
        sources=question.sources,
    )
    return asked, Viewer(clearance=Marking(question.clearance), nationality=question.nationality)


def helper_in_oracles_terms(helper: HadrHelper) -> dict[str, Any]:
    return {
        "key": helper.nation.key,
        "points": helper.points,
        "parts": {part.part.value: (part.points, part.unknown, part.most) for part in helper.parts},
        "agreements": {
            each.agreement: (each.access, each.logistics, {row_of(record) for record in each.records}, each.disputed)
            for each in helper.agreements
        },
        "frameworks": {each.framework: {row_of(record) for record in each.records} for each in helper.frameworks},
        "capabilities": {each.capability: each.standing.value for each in helper.capabilities},
        "capability_rows": {
            each.capability: {row_of(record) for record in each.records} for each in helper.capabilities
        },
        "contradicted": {each.capability for each in helper.capabilities if each.disputed},
        "posts": sorted((row_of(post), post.resident, post.vacant) for post in helper.posts),
        "missions": sorted((mission.mission, row_of(mission)) for mission in helper.missions),
        "km": helper.distance_km,
        "air": helper.days_by_air,
        "sea": helper.days_by_sea,
        "cost": helper.cost_usd,
        "disputes": sorted(row_of(dispute) for dispute in helper.disputes),
        "unchecked": [limit.value for limit in helper.unchecked],
    }


def row_of(record: Any) -> str:
    return str(record.source_row)


def in_oracles_terms(answer: HadrResponse) -> dict[str, Any]:
    return {
        "needs": {need.capability: need.weight for need in answer.needs},
        "helpers": [helper_in_oracles_terms(helper) for helper in answer.helpers],
        "more": answer.more,
        "beyond": answer.beyond_limits,
    }


def check_shape(answer: HadrResponse, synthetic_rows: set[str]) -> None:
    """What follows from the answer alone."""
    assert answer.complete
    for helper in answer.helpers:
        assert helper.points == sum(part.points for part in helper.parts) <= 10_000
        assert all(part.points + part.unknown <= part.most for part in helper.parts)
        shown_rows = {
            *(row_of(each) for each in (*helper.posts, *helper.missions, *helper.disputes)),
            *(row_of(record) for each in helper.agreements for record in each.records),
            *(row_of(record) for each in helper.frameworks for record in each.records),
            *(row_of(record) for each in helper.capabilities for record in each.records),
        }
        assert helper.synthetic or not shown_rows & synthetic_rows
    assert answer.synthetic or not any(helper.synthetic for helper in answer.helpers)
    assert answer.disputed or not any(helper.disputed for helper in answer.helpers)


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle_on_generated_worlds(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world, coded=CODED)
    synthetic = {told.row for told in world if told.synthetic}
    for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
        asked, viewer = as_asked(question)
        if all(exists(world, key, question) for key in (question.nation, *question.helpers)):
            answer = await hadr_response(client, asked, viewer=viewer)
            check_shape(answer, synthetic)
            assert in_oracles_terms(answer) == Oracle(world, CODED, question).answer(), question
        else:
            with pytest.raises(NotFound):
                await hadr_response(client, asked, viewer=viewer)


def test_the_questions_reach_what_they_are_for() -> None:
    """Guards the generator: every part earns, every standing is met, limits leave out, and answers are cut."""
    earned: set[str] = set()
    standings: set[str] = set()
    cut = beyond = disputed = costs = unasked = 0
    for seed in range(WORLDS):
        world = generated_world(seed)
        for question in generated_questions(seed, number=QUESTIONS_PER_WORLD):
            answer = Oracle(world, CODED, question).answer()
            cut += answer["more"]
            beyond += bool(answer["beyond"])
            unasked += not exists(world, question.nation, question)
            for helper in answer["helpers"]:
                earned |= {part for part, (points, _, _) in helper["parts"].items() if points}
                standings |= set(helper["capabilities"].values())
                disputed += any(each[3] for each in helper["agreements"].values())
                costs += helper["cost"] is not None
    assert earned == {"access", "logistics", "framework", "capabilities", "liaison", "experience", "proximity"}
    assert standings == {"yes", "limited", "planned", "no", "unknown"}
    assert min(cut, beyond, disputed, costs, unasked) >= 5


# The seed


@pytest.fixture(scope="module")
async def seeded_relief(module_graph: GraphClient, tmp_path_factory: pytest.TempPathFactory) -> GraphClient:
    """The themes that relief rests on."""
    folder = tmp_path_factory.mktemp("relief")
    for theme in THEMES:
        (folder / theme).symlink_to(SEED / theme)
    await wipe(module_graph)
    await load_seed(module_graph, read_folder(folder))
    return module_graph


async def response(graph: GraphClient, nation: str, **given: Any) -> HadrResponse:
    return await hadr_response(graph, HadrResponseQuestion(nation=nation, on=ON, **given), viewer=Viewer())


async def test_who_helps_the_philippines_after_a_storm(seeded_relief: GraphClient) -> None:
    answer = await response(seeded_relief, "Philippines", disaster=DisasterKind.STORM)
    helpers = {helper.nation.key: helper for helper in answer.helpers}
    assert answer.helpers[0].nation.key == "USA"
    assert {each.agreement for each in helpers["USA"].agreements} >= {"us-philippines-edca"}
    assert helpers["JPN"].mission_count >= 5
    assert helpers["JPN"].distance_km == pytest.approx(3000, abs=20)
    assert "aadmer" in {each.agreement for each in helpers["SGP"].agreements}
    assert not answer.synthetic
    emphasised = {need.capability for need in answer.needs if need.emphasised}
    assert emphasised == {"helicopter-transport", "water-supply", "infrastructure-repair"}
    assert "1. United States" in "\n".join(response_in_words(answer))


async def test_inspections_under_arms_control_are_no_access(seeded_relief: GraphClient) -> None:
    """Ukraine and Russia were parties of Open Skies in 2019, which binds both to access for inspections."""
    question = HadrResponseQuestion(nation="Ukraine", helpers=("Russia",), on=date(2019, 6, 1))
    (helper,) = (await hadr_response(seeded_relief, question, viewer=Viewer())).helpers
    assert not {"open-skies-treaty", "cwc", "vienna-document-2011"} & {each.agreement for each in helper.agreements}
    assert helper.disputes


async def test_access_is_what_the_stricken_nation_grants(seeded_relief: GraphClient) -> None:
    """The Philippines grant access to the United States by EDCA; the United States grant none by it."""
    to_manila = await response(seeded_relief, "Philippines", helpers=("USA",))
    to_washington = await response(seeded_relief, "USA", helpers=("Philippines",))
    edca = [
        {each.agreement: each.access for each in answer.helpers[0].agreements}.get("us-philippines-edca", False)
        for answer in (to_manila, to_washington)
    ]
    assert edca == [True, False]


async def test_unknown_is_not_no(seeded_relief: GraphClient) -> None:
    answer = await response(seeded_relief, "Tonga", helpers=("Fiji",))
    (helper,) = answer.helpers
    assert HadrStanding.UNKNOWN in {each.standing for each in helper.capabilities}
    assert next(part.unknown for part in helper.parts if part.part == "capabilities") > 0


async def test_limits_leave_out_only_what_is_known_to_be_beyond(seeded_relief: GraphClient) -> None:
    unlimited = await response(seeded_relief, "Tonga", limit=200)
    near = await response(seeded_relief, "Tonga", limit=200, max_km=3_000)
    assert near.beyond_limits == len(unlimited.helpers) - len(near.helpers) > 0
    assert all(helper.distance_km is None or helper.distance_km <= 3_000 for helper in near.helpers)


async def test_a_landlocked_nation_has_no_way_by_sea(seeded_relief: GraphClient) -> None:
    (helper,) = (await response(seeded_relief, "Nepal", helpers=("India",))).helpers
    assert helper.days_by_air == 2
    assert helper.days_by_sea is None


async def test_a_nation_does_not_help_itself(seeded_relief: GraphClient) -> None:
    with pytest.raises(InvalidInput, match="helpers: 'JPN' is Japan itself"):
        await response(seeded_relief, "Japan", helpers=("JPN",))


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((51.5, -0.0833), (48.8667, 2.3333), 339),  # London and Paris
        ((35.6833, 139.75), (38.8833, -77.0333), 10_900),  # Tokyo and Washington
        ((-41.3, 174.7833), (-18.1333, 178.4167), 2_597),  # Wellington and Suva, east and west of each other
        ((-21.1333, -175.2), (-18.1333, 178.4167), 747),  # Nuku'alofa and Suva, across the date line
    ],
)
def test_distances(one: tuple[float, float], other: tuple[float, float], kilometres: int) -> None:
    assert great_circle_km(one, other) == pytest.approx(kilometres, rel=0.01)
    assert great_circle_km(one, other) == great_circle_km(other, one)
