"""Matching against a brute-force oracle on generated worlds, and with what else is known of a name."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.graph.client import GraphClient
from app.matching.model import KnownProperty, MatchCandidate, MatchProperty, NameToMatch
from app.matching.service import match_names
from app.record.releasability import Marking, Viewer
from app.search.model import SearchLabel
from tests.answers.told import Told, World, write_world
from tests.search.generated import generated_questions, generated_world
from tests.search.oracle import is_code, names, split, telling

NAMES_PER_WORLD = 25


def seen(world: World, clearance: int) -> World:
    return tuple(told for told in world if told.marking <= clearance and told.releasable_to is None)


def bearers(world: World, text: str) -> set[str]:
    """Who bears the very name or code, by what now stands."""
    return {
        told.start
        for told in world
        if told.superseded_at is None
        if is_code(text, told) or any(telling(name) and split(name) == split(text) for name in names(told))
    }


def to_match(seed: int) -> dict[str, NameToMatch]:
    """What is typed in the questions on that world, and the names in it that several or one bear."""
    typed = [question.typed for question in generated_questions(seed, number=NAMES_PER_WORLD)]
    typed += [str(told.says["name"]).upper() for told in generated_world(seed)[:NAMES_PER_WORLD]]
    return {str(number): NameToMatch(text=text, limit=50) for number, text in enumerate(typed)}


@pytest.mark.parametrize(("seed", "clearance"), [(0, 4), (1, 0)])
async def test_certain_is_who_alone_bears_the_name(client: GraphClient, seed: int, clearance: int) -> None:
    world = generated_world(seed)
    await write_world(client, world, coded={})
    asked = to_match(seed)
    found = await match_names(client, asked, viewer=Viewer(clearance=Marking(clearance)))
    alone = 0
    for identifier, name in asked.items():
        meant = bearers(seen(world, clearance), name.text)
        certain = {candidate.key for candidate in found[identifier] if candidate.certain}
        assert certain == (meant if len(meant) == 1 else set()), name
        assert meant <= {candidate.key for candidate in found[identifier]}, name
        alone += len(meant) == 1
    assert 5 <= alone < len(asked) - 10


@pytest.mark.parametrize("seed", [0, 2])
async def test_what_is_hidden_changes_nothing(client: GraphClient, seed: int) -> None:
    """Neither candidates nor scores, and no certainty: a hidden bearer of the name makes nobody doubtful."""
    world = generated_world(seed)
    await write_world(client, world, coded={})
    whole = await match_names(client, to_match(seed), viewer=Viewer())
    await write_world(client, seen(world, 0), coded={})
    assert await match_names(client, to_match(seed), viewer=Viewer()) == whole
    hidden_bearer = {
        name.text
        for name in to_match(seed).values()
        if len(bearers(seen(world, 0), name.text)) == 1 < len(bearers(world, name.text))
    }
    assert hidden_bearer


DAY = date(1950, 1, 1)
STATES: tuple[tuple[str, str, dict[str, Any], date, date | None], ...] = (
    ("COG", "Nation", {"name": "Congo", "iso3": "COG", "cowCode": 484}, DAY, None),
    ("COD", "Nation", {"name": "DR Congo", "iso3": "COD", "cowCode": 490, "aliases": ["Congo"]}, DAY, None),
    ("THA", "Nation", {"name": "Siam", "iso3": "THA"}, date(1900, 1, 1), date(1949, 5, 10)),
    ("THA", "Nation", {"name": "Thailand", "iso3": "THA"}, date(1949, 5, 11), None),
    ("north-atlantic-treaty", "Agreement", {"name": "North Atlantic Treaty", "kind": "treaty"}, DAY, None),
    ("nato", "Organization", {"name": "North Atlantic Treaty Organization", "kind": "alliance"}, DAY, None),
)  # fmt: skip


@pytest.fixture(scope="module")
async def states(client: GraphClient) -> GraphClient:
    told = Told(type="ASSERTED_BY", start="", end="ledger", source="ledger", row="", valid_from=DAY)
    world = tuple(
        replace(told, start=key, row=f"{key} {first}", label=label, says=says, valid_from=first, valid_to=last)
        for key, label, says, first, last in STATES
    )
    await write_world(client, world, coded={})
    return client


async def matched(graph: GraphClient, text: str, **known: Any) -> tuple[MatchCandidate, ...]:
    return (await match_names(graph, {"it": NameToMatch(text=text, **known)}, viewer=Viewer()))["it"]


def knowing(name: MatchProperty, *values: str) -> tuple[KnownProperty, ...]:
    return (KnownProperty(property=name, values=values),)


async def test_a_name_that_two_bear_is_certain_by_a_code(states: GraphClient) -> None:
    assert [(one.key, one.certain) for one in await matched(states, "CONGO")] == [("COD", False), ("COG", False)]
    for code, key in (("484", "COG"), ("490", "COD")):
        first, second = await matched(states, "Congo", known=knowing(MatchProperty.COW_CODE, code))
        assert (first.key, first.certain) == (key, True)
        assert first.score == 100 > second.score
        assert second.why.endswith("cowCode contradicts")


async def test_a_code_against_it_takes_certainty_away(states: GraphClient) -> None:
    (sure,) = await matched(states, "Thailand")
    (doubtful,) = await matched(states, "Thailand", known=knowing(MatchProperty.ISO3, "LAO"))
    assert (sure.certain, doubtful.certain) == (True, False)
    assert doubtful.score == sure.score / 2


async def test_what_the_graph_does_not_say_proves_nothing(states: GraphClient) -> None:
    assert await matched(states, "Thailand", known=knowing(MatchProperty.ATOP_ID, "1")) == await matched(
        states, "Thailand"
    )


async def test_a_name_is_certain_on_a_day_on_which_it_was_borne(states: GraphClient) -> None:
    (then,) = await matched(states, "Siam", on=date(1940, 1, 1))
    (later,) = await matched(states, "Siam", on=date(1960, 1, 1))
    assert (then.key, then.certain, later.certain) == ("THA", True, False)
    assert then.score > later.score


async def test_a_name_with_other_words_is_like_but_not_certain(states: GraphClient) -> None:
    found = await matched(states, "The North Atlantc Treaty (Washington, 1949)")
    assert [(one.key, one.certain) for one in found] == [("north-atlantic-treaty", False), ("nato", False)]
    (only,) = await matched(states, "North Atlantic", labels=(SearchLabel.ORGANIZATION,))
    assert only.key == "nato"


@pytest.mark.parametrize("text", ["", "??", "x" * 501])
async def test_what_is_no_name_means_nothing(states: GraphClient, text: str) -> None:
    assert await matched(states, text) == ()
