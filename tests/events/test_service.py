"""The feed of changes: what a reader learns from it, and that nothing is lost, doubled or told of what is hidden."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from app.errors import InvalidInput
from app.events.model import ChangesQuestion, FactChange
from app.events.service import changes, follow
from app.graph.client import GraphClient
from app.record.changes import Submission, submit
from app.record.facts import Fact
from app.record.releasability import Marking, Viewer
from app.record.writer import write_facts
from tests.conftest import drift, wipe
from tests.events.worlds import FIRST, Step, history, left_of, take, write_source

PUBLIC = Viewer()
VIEWERS = (PUBLIC, Viewer(nationality="AAA"), Viewer(clearance=Marking.SECRET))
ALL_OF_A_WORLD = 60


async def read_on(
    graph: GraphClient, viewer: Viewer, *, after: str = "start", limit: int = 500
) -> tuple[list[FactChange], str]:
    """All changes after a position, page by page, and where the next would begin."""
    found: list[FactChange] = []
    more = True
    while more:
        page = await changes(graph, ChangesQuestion(after=after, limit=limit), viewer=viewer)
        assert len(page.changes) == limit or not page.more
        found += page.changes
        after, more = page.position, page.more
    return found, after


def told(found: list[FactChange]) -> list[dict[str, Any]]:
    """What changes say; positions say nothing."""
    return [change.model_dump(exclude={"position"}) for change in found]


@pytest.mark.parametrize("seed", range(6))
async def test_the_feed_is_that_of_a_record_that_never_held_what_is_hidden(graph: GraphClient, seed: int) -> None:
    world = history(seed, steps=ALL_OF_A_WORLD)
    await write_source(graph)
    for step in world:
        await take(graph, step)
    assert await drift(graph) == []
    with_hidden = [told((await read_on(graph, viewer))[0]) for viewer in VIEWERS]
    for viewer, seen in zip(VIEWERS, with_hidden, strict=True):
        await wipe(graph)
        await write_source(graph)
        for step in left_of(world, viewer):
            await take(graph, step)
        assert told((await read_on(graph, viewer))[0]) == seen
        assert len(seen) > 5


@pytest.mark.parametrize(("seed", "limit"), [(7, 1), (8, 3)])
async def test_who_reads_on_meets_each_change_once(graph: GraphClient, seed: int, limit: int) -> None:
    await write_source(graph)
    found: dict[Viewer, list[FactChange]] = {viewer: [] for viewer in VIEWERS}
    positions = dict.fromkeys(VIEWERS, "start")
    for step in history(seed, steps=ALL_OF_A_WORLD):
        await take(graph, step)
        for viewer in VIEWERS:
            more, positions[viewer] = await read_on(graph, viewer, after=positions[viewer], limit=limit)
            found[viewer] += more
    for viewer in VIEWERS:
        at_once, _ = await read_on(graph, viewer)
        assert told(found[viewer]) == told(at_once)
        # It goes on from each change as from the page's end.
        for number in (0, len(at_once) // 2, len(at_once) - 1):
            rest, _ = await read_on(graph, viewer, after=at_once[number].position, limit=limit)
            assert told(rest) == told(at_once[number + 1 :])


async def test_a_mirror_kept_by_the_feed_is_what_stands(graph: GraphClient) -> None:
    await write_source(graph)
    for step in history(11, steps=2 * ALL_OF_A_WORLD):
        await take(graph, step)
    mirror: dict[str, str] = {}
    viewer = Viewer(clearance=Marking.SECRET, nationality="AAA")
    for change in (await read_on(graph, viewer))[0]:
        assert change.replaces is None or mirror.pop(change.fact) == change.replaces
        if change.record is not None:
            mirror[change.fact] = change.record
    standing = {row["fact"]["factKey"]: row["fact"]["recordId"] for row in await exported(graph, viewer)}
    assert standing.items() <= mirror.items()
    assert len(standing) > 3


async def exported(graph: GraphClient, viewer: Viewer) -> list[dict[str, Any]]:
    return [row async for row in graph.stream("record/export", **viewer.parameters)]


async def test_an_unseen_write_changes_an_empty_page_in_nothing(graph: GraphClient) -> None:
    await write_source(graph)
    world = history(3, steps=20)
    for step in world:
        await take(graph, step)
    _, end = await read_on(graph, PUBLIC)
    before = await changes(graph, ChangesQuestion(after=end), viewer=PUBLIC)
    hidden = world[0].fact
    secret = Fact(
        type=hidden.type, start="ZZZ", end=hidden.end, valid=hidden.valid, evidence=hidden.evidence, label="Nation",
        release=type(hidden.release)(marking=Marking.TOP_SECRET), properties={"name": "Z", "searchNames": ("z",)},
    )  # fmt: skip
    await take(graph, Step(secret, datetime.now(UTC)))
    after = await changes(graph, ChangesQuestion(after=before.position), viewer=PUBLIC)
    assert before.model_dump(exclude={"position"}) == after.model_dump(exclude={"position"})
    assert len(before.position) == len(after.position)
    assert before.position != after.position


async def test_no_position_stands_in_a_change_or_on_an_entity(graph: GraphClient) -> None:
    await write_source(graph)
    for step in history(5, steps=30):
        await take(graph, step)
    found, _ = await read_on(graph, Viewer(clearance=Marking.SECRET))
    assert all(change.says is None or not {"enteredIn", "closedIn", "digest"} & change.says.keys() for change in found)
    rows = await graph.read("history/of_entity", key="AAA", knownOn=datetime.now(UTC), clearance=4, nationality="AAA")
    assert rows
    assert all(row["record"].get("enteredIn") is row["record"].get("closedIn") is None for row in rows)


async def test_changes_are_chosen_by_label_and_type(graph: GraphClient) -> None:
    await write_source(graph)
    for step in history(5, steps=60):
        await take(graph, step)
    viewer = Viewer(clearance=Marking.SECRET)
    every = (await read_on(graph, viewer))[0]
    for labels, types in ((("Agreement",), ()), ((), ("PARTY_TO",)), (("Nation",), ("ASSERTED_BY",))):
        question = ChangesQuestion(labels=labels, types=types, limit=500)
        chosen = (await changes(graph, question, viewer=viewer)).changes
        expected = [
            change
            for change in every
            if (not types or change.type in types)
            and (not labels or {change.start.label, change.end.label} & set(labels))
        ]
        assert told(list(chosen)) == told(expected)
        assert 0 < len(chosen) < len(every)
    with pytest.raises(ValidationError, match="'Friend' is not one of Nation"):
        ChangesQuestion(labels=("Friend",))


async def test_now_is_after_all_there_is_and_what_is_no_position_is_refused(graph: GraphClient) -> None:
    await write_source(graph)
    world = history(5, steps=20)
    for step in world[:-1]:
        await take(graph, step)
    viewer = Viewer(clearance=Marking.SECRET, nationality="AAA")
    page = await changes(graph, ChangesQuestion(after="now"), viewer=viewer)
    assert page.changes == ()
    await take(graph, world[-1])
    (change,) = (await changes(graph, ChangesQuestion(after=page.position), viewer=viewer)).changes
    assert change.fact == world[-1].fact.key
    with pytest.raises(InvalidInput, match="is not a position of this feed"):
        await changes(graph, ChangesQuestion(after="17"), viewer=viewer)


async def test_many_who_write_at_once_are_all_followed(graph: GraphClient) -> None:
    """Positions follow the order of commits, so that a reader who runs beside the writers misses none."""
    await write_source(graph)
    facts = [step.fact for step in history(9, steps=300) if not step.closes and step.fact.type == "ASSERTED_BY"]
    distinct = {fact.key: fact for fact in facts}
    await write_facts(graph, list(distinct.values()), recorded_at=FIRST)
    viewer = Viewer(clearance=Marking.SECRET, nationality="AAA")
    start = (await changes(graph, ChangesQuestion(after="now"), viewer=viewer)).position
    parties = [("AAA", "pact-1"), ("BBB", "pact-1"), ("CCC", "pact-2"), ("AAA", "pact-2"), ("BBB", "pact-2")]
    expected = 20

    async def write(number: int) -> None:
        nation, agreement = parties[number % len(parties)]
        cells = {
            "nation": nation,
            "agreement": agreement,
            "valid_from": f"2001-01-{number + 1:02}",
            "source": "gazette",
        }
        stated = {"template": "party_to", "cells": cells}
        given = {"key": f"submission-{number}", "author": "A", "reason": "B", "facts": [stated]}
        await submit(graph, Submission.model_validate(given), viewer=viewer, caller="test")

    async def read() -> list[FactChange]:
        found: list[FactChange] = []
        async for page in follow(graph, ChangesQuestion(after=start), viewer=viewer, pace=0.01):
            found += page.changes
            if len(found) >= expected:
                break
        return found

    reader = asyncio.create_task(read())
    await asyncio.gather(*(write(number) for number in range(expected)))
    found = await asyncio.wait_for(reader, timeout=30)
    assert len({change.record for change in found}) == len(found) == expected
