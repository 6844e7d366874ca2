"""Corrections and retractions, as a data steward makes them."""

import asyncio
from typing import Any

import pytest

from app.errors import Conflict, InvalidInput, NotFound
from app.graph.client import GraphClient
from app.record.changes import Receipt, Submission, submit
from app.record.releasability import Viewer
from app.record.time import LATEST
from tests.conftest import drift

CELLS = {
    "nation": "ISL",
    "agreement": "anzus-treaty",
    "obligations": "consultation",
    "valid_from": "2020-01",
    "source": "anzus-treaty",
    "reliability": "C",
    "credibility": "3",
}


def submission(key: str = "steward-1", **changed: Any) -> Submission:
    given = {
        "key": key,
        "author": "A. Steward",
        "reason": "Gazette of 1 March",
        "facts": [{"template": "party_to", "cells": CELLS, **changed}],
    }
    return Submission.model_validate(given)


async def entered(graph: GraphClient, given: Submission) -> Receipt:
    return await submit(graph, given, viewer=Viewer(), caller="test")


async def versions(graph: GraphClient) -> list[tuple[list[str], bool]]:
    rows = await graph.read("history/of_entity", key="ISL", knownOn=LATEST, clearance=0, nationality=None)
    return [
        (row["record"]["obligations"], row["supersededAt"] is None)
        for row in rows
        if row["type"] == "PARTY_TO" and row["end"] == "anzus-treaty"
    ]


async def test_a_fact_is_entered_corrected_and_retracted_and_nothing_is_lost(seeded: GraphClient) -> None:
    (record,) = (await entered(seeded, submission())).entered
    corrected = CELLS | {"obligations": "defence", "valid_from": "2020-02"}
    receipt = await entered(seeded, submission("steward-2", cells=corrected, expected=record))
    assert receipt.closed == (record,)
    retraction = {"fact": receipt.entered[0].rpartition("@")[0], "expected": receipt.entered[0]}
    last = Submission(key="steward-3", author="A", reason="It was a rumour", retractions=(retraction,))
    assert (await entered(seeded, last)).closed == receipt.entered
    assert await versions(seeded) == [(["consultation"], False), (["defence"], False)]
    assert await drift(seeded) == []


async def test_the_same_key_enters_once(seeded: GraphClient) -> None:
    first = await entered(seeded, submission())
    again = await entered(seeded, submission())
    assert again == first.model_copy(update={"repeated": True})
    assert len(await versions(seeded)) == 1
    with pytest.raises(Conflict, match="The key 'steward-1' was used for another submission"):
        await entered(seeded, submission(cells=CELLS | {"obligations": "defence"}))


async def test_who_is_late_is_told(seeded: GraphClient) -> None:
    (record,) = (await entered(seeded, submission())).entered
    both = await asyncio.gather(
        *(
            entered(seeded, submission(f"steward-{kind}", cells=CELLS | {"obligations": kind}, expected=record))
            for kind in ("defence", "entente")
        ),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in both) == ["Conflict", "Receipt"]
    assert [standing for _, standing in await versions(seeded)].count(True) == 1


async def test_what_stands_is_not_entered_as_new(seeded: GraphClient) -> None:
    await entered(seeded, submission())
    with pytest.raises(Conflict, match="it stands already; name the record that it corrects"):
        await entered(seeded, submission("steward-2"))


async def test_one_that_fails_keeps_all_from_being_entered(seeded: GraphClient) -> None:
    good = {"template": "party_to", "cells": CELLS}
    stray = {"template": "party_to", "cells": CELLS | {"nation": "XXX"}}
    given = Submission.model_validate({"key": "steward-1", "author": "A", "reason": "B", "facts": [good, stray]})
    with pytest.raises(NotFound, match=r"Nothing was entered\. .*XXX.*: one of its ends is not in the graph"):
        await entered(seeded, given)
    assert await versions(seeded) == []


async def test_all_that_is_wrong_is_said_at_once(seeded: GraphClient) -> None:
    wrong = CELLS | {
        "obligations": "friendship",
        "valid_from": "2020-13",
        "reliability": "Z",
        "rank": "1",
        "source": "",
    }
    with pytest.raises(InvalidInput) as error:
        await entered(seeded, submission(cells=wrong))
    assert {each.field for each in error.value.errors} == {
        "facts.0.rank",
        "facts.0.obligations",
        "facts.0.valid_from",
        "facts.0.source",
        "facts.0.reliability",
    }


async def test_an_unknown_template_is_named(seeded: GraphClient) -> None:
    with pytest.raises(InvalidInput, match="template: 'friends' is not one of nations, "):
        await entered(seeded, submission(template="friends"))
