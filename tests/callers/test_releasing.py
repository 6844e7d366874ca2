"""Who may enter and release what, over HTTP and GraphQL."""

from typing import Any

import httpx
import pytest

from app.callers.model import Role
from app.graph.client import GraphClient
from tests.callers.bearing import bearer


def stated(key: str, *, expected: str | None = None, **cells: str) -> dict[str, Any]:
    fact = {"key": "ZZA", "name": "Zedland", "source": "test", "valid_from": "2020-01-01", **cells}
    return {
        "key": f"releases-{key}",
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
