"""Who may enter and release what, over HTTP and GraphQL."""

from asyncio import sleep
from typing import Any

import httpx
import pytest

from app.callers.model import Role
from app.graph.client import GraphClient
from app.model.labels import NATION
from app.record.validation import template_columns
from tests.callers.bearing import bearer

HIDDEN = "ZZA~4f1d9c07ab25"
"""A key that nobody guesses, as an entity needs that not everybody may see."""


def stated(number: str, *, expected: str | None = None, **cells: str) -> dict[str, Any]:
    fact = {"key": HIDDEN, "name": "Zedland", "source": "test", "valid_from": "2020-01-01", **cells}
    return {
        "key": f"releases-{number}",
        "author": "A",
        "reason": "r",
        "facts": [{"template": "nations", "cells": fact, "expected": expected}],
    }


@pytest.mark.parametrize(
    ("cells", "field"),
    [({"marking": "3"}, "marking"), ({"releasable_to": "USA"}, "releasable_to")],
)
async def test_nobody_enters_what_they_could_not_see(
    cells: dict[str, str], field: str, asked: httpx.AsyncClient, sourced: GraphClient
) -> None:
    key = await bearer(sourced, Role.CONTRIBUTOR, Role.RELEASING_OFFICER, clearance=2, nationality="POL")
    refused = await asked.post("/api/v1/submissions", json=stated("own", **cells), headers=key)
    assert (refused.status_code, refused.json()["field"]) == (403, field), refused.text
    within = stated("own", marking="2", releasable_to="USA|POL")
    assert (await asked.post("/api/v1/submissions", json=within, headers=key)).status_code == 201


async def test_only_a_releasing_officer_releases(asked: httpx.AsyncClient, sourced: GraphClient) -> None:
    viewer = {"clearance": 3, "nationality": "POL"}
    contributor = await bearer(sourced, Role.CONTRIBUTOR, **viewer)
    officer = await bearer(sourced, Role.CONTRIBUTOR, Role.RELEASING_OFFICER, **viewer)
    first = stated("first", marking="2", releasable_to="POL|USA")
    entered = await asked.post("/api/v1/submissions", json=first, headers=contributor)
    assert entered.status_code == 201, entered.text
    (record,) = entered.json()["entered"]
    wider = [("2", "POL|USA|DEU"), ("2", ""), ("1", "POL|USA"), ("0", "POL")]
    for number, (marking, nations) in enumerate(wider):
        given = stated(f"wider-{number}", expected=record, marking=marking, releasable_to=nations)
        refused = await asked.post("/api/v1/submissions", json=given, headers=contributor)
        assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN"), refused.text
        assert "releasing_officer" in refused.json()["detail"]
    narrower = stated("narrower", expected=record, marking="3", releasable_to="POL")
    entered = await asked.post("/api/v1/submissions", json=narrower, headers=contributor)
    assert entered.status_code == 201, entered.text
    (record,) = entered.json()["entered"]
    released = stated("released", expected=record, marking="0")
    assert (await asked.post("/api/v1/submissions", json=released, headers=officer)).status_code == 201


async def test_what_is_hidden_is_as_what_is_not_there(asked: httpx.AsyncClient, sourced: GraphClient) -> None:
    author = await bearer(sourced, Role.CONTRIBUTOR, clearance=3)
    other = await bearer(sourced, Role.CONTRIBUTOR, clearance=1)
    entered = await asked.post("/api/v1/submissions", json=stated("hidden", marking="3"), headers=author)
    (record,) = entered.json()["entered"]
    there = await asked.post("/api/v1/submissions", json=stated("there", expected=record), headers=other)
    absent = record[:-1] + ("0" if record[-1] != "0" else "1")
    not_there = await asked.post("/api/v1/submissions", json=stated("not-there", expected=absent), headers=other)
    assert there.status_code == not_there.status_code == 409
    assert there.json() == not_there.json()


async def test_what_was_retracted_is_not_released_by_entering_it_again(
    asked: httpx.AsyncClient, sourced: GraphClient
) -> None:
    contributor = await bearer(sourced, Role.CONTRIBUTOR, clearance=3)
    officer = await bearer(sourced, Role.CONTRIBUTOR, Role.RELEASING_OFFICER, clearance=3)
    entered = await asked.post("/api/v1/submissions", json=stated("secret", marking="3"), headers=contributor)
    (record,) = entered.json()["entered"]
    gone = {"fact": record.rpartition("@")[0], "expected": record}
    closing = stated("closing") | {"facts": [], "retractions": [gone]}
    assert (await asked.post("/api/v1/submissions", json=closing, headers=contributor)).status_code == 201
    refused = await asked.post("/api/v1/submissions", json=stated("again", marking="1"), headers=contributor)
    assert (refused.status_code, refused.json()["field"]) == (403, "marking"), refused.text
    upload = {"marking": "1"}
    assert await uploaded(asked, upload, contributor) == ["releasing_officer"]
    assert (await asked.post("/api/v1/submissions", json=stated("same", marking="3"), headers=contributor)).is_success
    assert await uploaded(asked, upload, contributor) == ["releasing_officer"]
    assert await uploaded(asked, upload, officer) == []


async def test_an_upload_enters_nothing_above_the_clearance_of_its_author(
    asked: httpx.AsyncClient, sourced: GraphClient
) -> None:
    contributor = await bearer(sourced, Role.CONTRIBUTOR, clearance=1)
    assert await uploaded(asked, {"marking": "2"}, contributor, {"key": "ZZB"}) == ["clearance, 1"]
    reader = await bearer(sourced, Role.READER, clearance=3)
    assert (await asked.get("/api/v1/nations/ZZB", headers=reader)).status_code == 200
    assert (await asked.get(f"/api/v1/nations/{HIDDEN}", headers=reader)).status_code == 404


async def uploaded(
    asked: httpx.AsyncClient, first: dict[str, str], key: dict[str, str], *others: dict[str, str]
) -> list[str]:
    """Why rows of an upload of nations could not be entered, by what the reasons have in common here."""
    usual = {"key": HIDDEN, "name": "Zedland", "source": "test", "valid_from": "2020-01-01"}
    columns = template_columns(NATION)
    rows = [{**usual, **row} for row in (first, *others)]
    text = "\n".join([",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)])
    sent = await asked.post(
        "/api/v1/imports", params={"dataset": "nations"}, content=text, headers={**key, "content-type": "text/csv"}
    )
    assert sent.status_code == 202, sent.text
    while (job := (await asked.get(sent.headers["location"], headers=key)).json())["state"] == "running":  # noqa: ASYNC110
        await sleep(0.05)
    assert job["state"] == "done", job
    told = ("releasing_officer", "clearance, 1")
    return [next((each for each in told if each in one["reason"]), one["reason"]) for one in job["rejections"]]


@pytest.mark.parametrize("cells", [{"marking": "1"}, {"releasable_to": "POL"}])
async def test_what_not_everybody_may_see_bears_no_key_that_is_guessed(
    cells: dict[str, str], asked: httpx.AsyncClient, sourced: GraphClient
) -> None:
    key = await bearer(sourced, Role.CONTRIBUTOR, Role.RELEASING_OFFICER, clearance=3, nationality="POL")
    refused = await asked.post("/api/v1/submissions", json=stated("guessed", key="ZZA", **cells), headers=key)
    assert (refused.status_code, refused.json()["field"]) == (403, "key"), refused.text
    proposed = refused.json()["expected"].removeprefix("such as ")
    assert (await asked.post("/api/v1/submissions", json=stated("own", key=proposed, **cells), headers=key)).is_success
    everybody = stated("public", key="ZZA")
    assert (await asked.post("/api/v1/submissions", json=everybody, headers=key)).is_success
    beside = stated("beside", key="ZZA", valid_from="2021-01-01", **cells)
    entered = await asked.post("/api/v1/submissions", json=beside, headers=key)
    assert entered.status_code == 201, f"it is known to everybody, and more is said of it: {entered.text}"


async def test_the_key_of_a_submission_is_its_authors_own(asked: httpx.AsyncClient, sourced: GraphClient) -> None:
    """Whoever uses a key that somebody else used learns nothing of it."""
    first, second = await bearer(sourced, Role.CONTRIBUTOR), await bearer(sourced, Role.CONTRIBUTOR)
    for key, name in ((first, "ZZA"), (second, "ZZB")):
        entered = await asked.post("/api/v1/submissions", json=stated("shared", key=name), headers=key)
        assert entered.status_code == 201, entered.text
    again = await asked.post("/api/v1/submissions", json=stated("shared", key="ZZB"), headers=second)
    assert (again.status_code, again.json()["repeated"]) == (200, True)


async def test_jobs_and_webhooks_belong_to_a_caller(asked: httpx.AsyncClient, sourced: GraphClient) -> None:
    own, other = await bearer(sourced, Role.CONTRIBUTOR), await bearer(sourced, Role.CONTRIBUTOR)
    assert await uploaded(asked, {"key": "ZZC"}, own) == []
    wanted = {"url": "http://127.0.0.1:9/hook", "about": "changes"}
    made = await asked.post("/api/v1/webhooks", json=wanted, headers=own)
    assert made.status_code == 201, made.text
    for path in ("/api/v1/jobs", "/api/v1/webhooks"):
        assert len((await asked.get(path, headers=own)).json()) == 1
        assert (await asked.get(path, headers=other)).json() == []
    mine = f"/api/v1/webhooks/{made.json()['webhook']['id']}"
    assert (await asked.delete(mine, headers=other)).status_code == 404
    assert (await asked.delete(mine, headers=own)).status_code == 204
