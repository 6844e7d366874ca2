"""Writes over HTTP and GraphQL, as a frontend and an integration make them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app.graph.client import GraphAddress, GraphClient
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS
from app.record.releasability import Marking
from app.settings import Settings
from app.web.application import create_app
from app.web.graphql import schema
from tests.conftest import drift
from tests.web.closed import write_closed

HEAD = {"author": "A. Steward", "reason": "Gazette of 1 March"}
PARTY = {
    "nation": "ISL",
    "agreement": "anzus-treaty",
    "obligations": ["consultation", "training"],
    "validFrom": "2020-01",
    "source": "anzus-treaty",
    "reliability": "C",
    "credibility": 3,
}
FAULTS = "errors { field value detail code }"
STATE = f"mutation ($input: StatePartyToInput!) {{ statePartyTo(input: $input) {{ receipt {{ entered closed repeated }} {FAULTS} }} }}"  # noqa: E501
RETRACT = f"mutation ($input: RetractInput!) {{ retract(input: $input) {{ receipt {{ closed }} {FAULTS} }} }}"
SUBMIT = f"mutation ($input: SubmissionInput!) {{ submit(submission: $input) {{ receipt {{ entered }} {FAULTS} }} }}"


@pytest.fixture
async def open_service(service_settings: Settings, address: GraphAddress) -> AsyncIterator[httpx.AsyncClient]:
    """A service that takes writes."""
    app = create_app(service_settings.model_copy(update={"writes": True}), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as asked,
    ):
        yield asked


async def done(asked: httpx.AsyncClient, document: str, **given: Any) -> Any:
    body = (await asked.post("/graphql", json={"query": document, "variables": {"input": HEAD | given}})).json()
    assert "errors" not in body, body
    ((payload),) = body["data"].values()
    assert (payload["receipt"] is None) == bool(payload["errors"])
    return payload


async def writes(graph: GraphClient) -> int:
    (reach,) = await graph.read("record/reach")
    position: int = reach["position"]
    return position


def test_every_kind_of_fact_has_its_mutation() -> None:
    root = schema._schema.mutation_type
    assert root is not None
    kinds = [kind for kind in (*LABELS, *RELATIONSHIPS) if kind not in (SOURCE, ASSERTED_BY)]
    assert set(root.fields) == {"submit", "retract"} | {
        "state" + "".join(part.capitalize() for part in kind.file.split("_")) for kind in kinds
    }


async def test_a_fact_is_stated_corrected_and_retracted(seeded: GraphClient, open_service: httpx.AsyncClient) -> None:
    stated = await done(open_service, STATE, key="steward-1", facts=[PARTY])
    (record,) = stated["receipt"]["entered"]
    again = await done(open_service, STATE, key="steward-1", facts=[PARTY])
    assert again["receipt"] == stated["receipt"] | {"repeated": True}
    corrected = PARTY | {"obligations": ["defence"], "expected": record}
    receipt = (await done(open_service, STATE, key="steward-2", facts=[corrected]))["receipt"]
    assert receipt["closed"] == [record]
    (standing,) = receipt["entered"]
    retraction = {"fact": standing.rpartition("@")[0], "expected": standing}
    closed = await done(open_service, RETRACT, key="steward-3", retractions=[retraction])
    assert closed["receipt"]["closed"] == [standing]
    assert await drift(seeded) == []


async def test_all_that_is_wrong_is_in_the_payload_at_once(
    seeded: GraphClient, open_service: httpx.AsyncClient
) -> None:
    before = await writes(seeded)
    wrong = PARTY | {"obligations": ["friendship"], "validFrom": "2020-13", "credibility": 9, "source": ""}
    empty = PARTY | {"releasableTo": [], "accession": None}
    payload = await done(open_service, STATE, key="short", facts=[PARTY, wrong, empty])
    assert {(fault["field"], fault["code"]) for fault in payload["errors"]} == {
        ("key", "INVALID_INPUT"),
        ("facts.1.obligations", "INVALID_INPUT"),
        ("facts.1.validFrom", "INVALID_INPUT"),
        ("facts.1.credibility", "INVALID_INPUT"),
        ("facts.1.source", "INVALID_INPUT"),
        ("facts.2.releasableTo", "INVALID_INPUT"),
    }
    assert await writes(seeded) == before


async def test_a_missing_end_and_a_conflict_are_in_the_payload_and_nothing_is_half_written(
    seeded: GraphClient, open_service: httpx.AsyncClient
) -> None:
    await done(open_service, STATE, key="steward-1", facts=[PARTY])
    before = await writes(seeded)
    new = PARTY | {"nation": "NOR"}
    missing = PARTY | {"nation": "XXX"}
    payload = await done(open_service, STATE, key="steward-2", facts=[new, PARTY, missing])
    assert [(fault["field"], fault["code"]) for fault in payload["errors"]] == [
        ("facts.1", "CONFLICT"),
        ("facts.2", "NOT_FOUND"),
    ]
    assert await writes(seeded) == before


async def test_entities_and_facts_of_them_are_entered_together(
    seeded: GraphClient, open_service: httpx.AsyncClient
) -> None:
    common = {"valid_from": "2020-01-01", "source": "anzus-treaty"}
    facts = [
        {"template": "party_to", "cells": common | {"nation": "ISL", "agreement": "new-pact"}},
        {"template": "agreements", "cells": common | {"key": "new-pact", "name": "New pact", "kind": "treaty"}},
    ]
    payload = await done(open_service, SUBMIT, key="steward-1", facts=facts)
    assert len(payload["receipt"]["entered"]) == 2
    assert await drift(seeded) == []
    response = await open_service.post("/api/v1/submissions", json={**HEAD, "key": "steward-1", "facts": facts})
    assert response.status_code == 200, response.text
    assert response.json()["repeated"] is True


async def test_http_lists_all_that_is_wrong(seeded: GraphClient, open_service: httpx.AsyncClient) -> None:
    cells = {"nation": "XXX", "agreement": "anzus-treaty", "valid_from": "2020", "source": "anzus-treaty"}
    given = {**HEAD, "key": "steward-1", "facts": [{"template": "party_to", "cells": cells}]}
    missing = await open_service.post("/api/v1/submissions", json=given)
    assert (missing.status_code, missing.json()["code"]) == (404, "NOT_FOUND")
    given["facts"] = [{"template": "party_to", "cells": {"valid_from": "x"}}, {"template": "friends", "cells": {}}]
    wrong = await open_service.post("/api/v1/submissions", json=given)
    assert wrong.status_code == 422
    assert {each["field"] for each in wrong.json()["errors"]} == {
        "facts.0.nation", "facts.0.agreement", "facts.0.valid_from", "facts.0.source", "facts.1.template",
    }  # fmt: skip
    cells |= {"nation": "ISL"}
    given["facts"] = [{"template": "party_to", "cells": cells}]
    assert (await open_service.post("/api/v1/submissions", json=given)).status_code == 201
    twice = await open_service.post("/api/v1/submissions", json=given | {"key": "steward-2"})
    assert (twice.status_code, twice.json()["code"]) == (409, "CONFLICT")


async def test_a_service_takes_no_writes_unless_its_operator_opens_them(
    seeded: GraphClient, http: httpx.AsyncClient
) -> None:
    before = await writes(seeded)
    given = {**HEAD, "key": "steward-1", "facts": [{"template": "party_to", "cells": {}}]}
    refused = await http.post("/api/v1/submissions", json=given)
    assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    assert "ENTENTE_WRITES" in refused.json()["detail"]
    variables = {"input": {**HEAD, "key": "steward-1", "facts": [PARTY]}}
    body = (await http.post("/graphql", json={"query": STATE, "variables": variables})).json()
    assert [error["extensions"]["code"] for error in body["errors"]] == ["FORBIDDEN"]
    assert await writes(seeded) == before


async def test_what_is_hidden_is_missing_to_who_may_not_see_it(
    seeded: GraphClient, open_service: httpx.AsyncClient
) -> None:
    """A submission meets hidden entities and sources as if they were not there."""
    of_hidden = [PARTY | {"agreement": "closed-pact"}, PARTY | {"nation": "ZCL"}]
    without = await done(open_service, STATE, key="steward-1", facts=of_hidden)
    await write_closed(seeded, Marking.SECRET)
    assert await done(open_service, STATE, key="steward-1", facts=of_hidden) == without
    assert [fault["code"] for fault in without["errors"]] == ["NOT_FOUND", "NOT_FOUND"]
    cells = {"key": "new-pact", "name": "New", "kind": "treaty", "valid_from": "2020", "source": "closed-register"}
    payload = await done(open_service, SUBMIT, key="steward-1", facts=[{"template": "agreements", "cells": cells}])
    assert [fault["code"] for fault in payload["errors"]] == ["NOT_FOUND"]
