"""STIX bundles against OASIS's own validator, and against the records that they are made of."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from stix2validator import ValidationOptions, validate_instance  # type: ignore[import-untyped]

from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.importers.seed import FactFolder, load_seed
from app.record.evidence import Credibility, Evidence, Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.releasability import PUBLIC, Marking, Release, Viewer
from app.record.time import Precision, ValidTime
from app.record.writer import write_facts, write_sources
from app.stix.http import STIX
from app.stix.model import StixObject, StixQuestion
from app.stix.service import stix_bundle
from tests.conftest import wipe
from tests.web.closed import CLOSED, write_closed

ON = date(2024, 7, 1)
CLEARED = Viewer(clearance=Marking.TOP_SECRET)
UNCHECKED = (
    "103",  # ids of version 4: these are of version 5, so that a thing has one id
    "202",  # types of relationship: STIX lets a producer define its own
    "302",  # hashes of what a reference leads to: sources' pages change
)


@pytest.fixture(scope="module")
async def world(module_graph: GraphClient, alliances_seed: FactFolder) -> GraphClient:
    """Nations and alliances of the seed, with a unit, an exercise that was corrected, and doubtful accounts of it."""
    await wipe(module_graph)
    await load_seed(module_graph, alliances_seed)
    await write_sources(module_graph, [Source(key="gazette", title="The Gazette", url="https://gazette.example/")])
    first, second = datetime(2090, 8, 1, tzinfo=UTC), datetime(2090, 9, 1, 12, 30, tzinfo=UTC)
    await write_facts(module_graph, accounts(place="Drawsko"), recorded_at=first)
    await write_facts(module_graph, accounts(place="Orzysz"), recorded_at=second)
    return module_graph


def accounts(*, place: str) -> list[Fact]:
    valid = ValidTime(valid_from=date(2024, 7, 1), valid_to=date(2024, 7, 31), from_precision=Precision.MONTH)
    graded = Evidence(source="gazette", source_row="12", reliability=Reliability.B, credibility=Credibility.DOUBTFUL)
    unjudged = Evidence(source="gazette", synthetic=True)

    def entity(label: str, key: str, evidence: Evidence, **properties: PropertyValue) -> Fact:
        return assertion(label, key, valid=valid, evidence=evidence, properties=properties)

    def tie(kind: str, start: str, end: str, release: Release = PUBLIC, **properties: PropertyValue) -> Fact:
        return Fact(
            type=kind, start=start, end=end, valid=valid, evidence=graded, release=release, properties=properties
        )

    released = Release(marking=Marking.RESTRICTED, releasable_to=("POL", "USA"), originator="POL")
    return [
        entity("Engagement", "anvil", graded, name="Anvil", kind="joint_exercise", location=place),
        entity("Unit", "first-brigade", unjudged, name="First Brigade", kind="formation"),
        tie("BELONGS_TO", "first-brigade", "POL"),
        tie("PARTICIPATED_IN", "POL", "anvil", role="host", personnel=10 if place == "Drawsko" else 12),
        tie("PARTICIPATED_IN", "USA", "anvil", release=released, role="participant"),
    ]


async def bundle(graph: GraphClient, viewer: Viewer = Viewer(), **given: Any) -> StixObject:
    asked = {"nations": ["POL", "USA"], "on": ON} | given
    return (await stix_bundle(graph, StixQuestion.model_validate(asked), viewer=viewer)).bundle


def found(bundle: StixObject, **given: Any) -> list[StixObject]:
    return [each for each in bundle["objects"] if all(each.get(name) == value for name, value in given.items())]


def one(bundle: StixObject, **given: Any) -> StixObject:
    (each,) = found(bundle, **given)
    return each


def assert_valid(bundle: StixObject) -> None:
    """The standard's rules, and its recommendations, but for those above."""
    options = ValidationOptions(version="2.1", disabled=",".join(UNCHECKED), enforce_refs=True)
    result = validate_instance(bundle, options)
    assert result.is_valid, result.errors
    assert result.warnings == []


async def test_bundles_are_valid(world: GraphClient) -> None:
    assert_valid(await bundle(world))
    assert_valid(await bundle(world, CLEARED, since="1949-01-01"))
    assert_valid(await bundle(world, nations=["DDR"], on="1980-01-01"))
    assert_valid(await bundle(world, nations=["Japan"], on="1800-01-01"))


async def test_the_validator_would_find_what_is_wrong(world: GraphClient) -> None:
    wrong = await bundle(world)
    one(wrong, type="location", name="Poland")["confidence"] = 101
    with pytest.raises(AssertionError):
        assert_valid(wrong)


async def test_a_nation_is_an_identity_at_a_location(world: GraphClient) -> None:
    made = await bundle(world)
    poland = one(made, type="identity", name="Poland")
    assert (poland["identity_class"], poland["sectors"]) == ("organization", ["government-national"])
    place = one(made, type="location", name="Poland")
    assert (place["country"], place["region"]) == ("PL", "eastern-europe")
    at = one(made, relationship_type="located-at", source_ref=poland["id"])
    assert at["target_ref"] == place["id"]


async def test_a_tie_says_since_when_until_when_and_who_says_so(world: GraphClient) -> None:
    made = await bundle(world, CLEARED)
    poland, anvil = (one(made, name=name, type=kind) for name, kind in (
        ("Poland", "identity"), ("Anvil", "entente-engagement")
    ))  # fmt: skip
    tie = one(made, relationship_type="participated-in", source_ref=poland["id"], target_ref=anvil["id"])
    assert (tie["start_time"], tie["stop_time"]) == ("2024-07-01T00:00:00.000Z", "2024-08-01T00:00:00.000Z")
    assert (tie["created"], tie["modified"]) == ("2090-08-01T00:00:00.000Z", "2090-09-01T12:30:00.000Z")
    assert tie["confidence"] == 30
    (origin,) = tie["external_references"]
    assert (origin["source_name"], origin["url"], origin["external_id"]) == (
        "The Gazette", "https://gazette.example/", "12"
    )  # fmt: skip
    (fact,) = tie["extensions"].values()
    assert (fact["role"], fact["reliability"], fact["credibility"]) == ("host", "B", 4)
    assert (fact["valid_from"], fact["valid_to"], fact["valid_from_precision"]) == ("2024-07-01", "2024-07-31", "month")
    assert (anvil["place"], anvil["first_day"], anvil["last_day"]) == ("Orzysz", "2024-07-01", "2024-07-31")


async def test_what_cannot_be_judged_has_no_confidence_and_what_is_invented_a_label(world: GraphClient) -> None:
    unit = one(await bundle(world), name="First Brigade")
    assert "confidence" not in unit
    assert unit["labels"] == ["synthetic"]
    assert unit["sectors"] == ["defense"]


async def test_markings_are_white_or_stated(world: GraphClient) -> None:
    made = await bundle(world, Viewer(clearance=Marking.RESTRICTED, nationality="POL"))
    usa = one(made, type="identity", name="United States")
    tie = one(made, relationship_type="participated-in", source_ref=usa["id"])
    (marking,) = (one(made, id=key) for key in tie["object_marking_refs"])
    assert marking["definition"] == {"statement": "RESTRICTED; releasable to POL, USA; originator POL"}
    white = one(made, type="marking-definition", definition_type="tlp")
    assert usa["object_marking_refs"] == [white["id"]]


async def test_a_thing_has_one_id_in_every_bundle(world: GraphClient) -> None:
    first, second = await bundle(world), await bundle(world, nations=["Poland", "Norway"])
    assert await bundle(world) == first
    assert one(first, type="identity", name="Poland") == one(second, type="identity", name="Poland")
    assert first["id"] != second["id"]
    assert {UUID(each["id"].split("--")[1]).version for each in first["objects"]} <= {4, 5}


async def test_ties_are_those_of_the_period(world: GraphClient) -> None:
    before = await bundle(world, on="2024-06-30")
    assert found(before, relationship_type="participated-in") == []
    assert found(await bundle(world, since="2024-07-31", on="2024-08-15"), relationship_type="participated-in")
    joined, before_it = [await bundle(world, on=day, nations=["POL"]) for day in ("1999-03-12", "1999-03-11")]
    treaty = one(joined, type="entente-agreement", name="North Atlantic Treaty")
    assert treaty["agreement_kind"] == "treaty"
    assert found(joined, relationship_type="party-to", target_ref=treaty["id"])
    assert found(before_it, name="North Atlantic Treaty") == []


async def test_ties_are_those_of_the_sources_and_of_what_was_known(world: GraphClient) -> None:
    of_gazette = await bundle(world, sources=["gazette"])
    assert found(of_gazette, relationship_type="participated-in")
    assert found(of_gazette, relationship_type="party-to") == []
    assert found(await bundle(world, known_on="2090-07-31T00:00:00Z"), relationship_type="participated-in") == []
    between = await bundle(world, known_on="2090-08-15T00:00:00Z")
    (tie,) = found(between, relationship_type="participated-in")
    assert tie["created"] == tie["modified"] == "2090-08-01T00:00:00.000Z"
    assert one(between, name="Anvil")["place"] == "Drawsko"


async def test_what_is_left_out_is_said(world: GraphClient) -> None:
    question = StixQuestion(nations=("USA",), on=ON, limit=3)
    cut = await stix_bundle(world, question, viewer=Viewer())
    ties = [each for each in cut.bundle["objects"] if each.get("relationship_type", "located-at") != "located-at"]
    assert (len(ties), cut.complete) == (3, False)
    whole = await stix_bundle(world, StixQuestion(nations=("USA",), on=ON), viewer=Viewer())
    assert whole.complete


async def test_what_is_hidden_leaves_no_trace(world: GraphClient) -> None:
    """The bundle equals that of the graph without the closed facts; with one more visible fact the limit holds too."""
    asked: Mapping[str, Any] = {"nations": ["NOR", "JPN", "USA"], "since": "2000-01-01"}
    before, cut = await bundle(world, **asked), await bundle(world, **asked, limit=5)
    await write_closed(world, Marking.SECRET)
    await write_closed(world, Marking.SECRET, name="Closed pact, renamed")
    assert await bundle(world, **asked) == before
    assert await bundle(world, **asked, limit=5) == cut
    seen = await bundle(world, CLEARED, **asked)
    assert {each["name"].lower()[:6] for each in seen["objects"] if CLOSED in each.get("name", "").lower()} == {CLOSED}
    assert_valid(seen)


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"nations": ["Polnd"]}, NotFound, "no nation is known as 'Polnd'"),
        ({"sources": ["rumour"]}, NotFound, "there is no source 'rumour'"),
        ({"since": "2024-07-02"}, InvalidInput, "the period begins on 2024-07-02, after it ends on 2024-07-01"),
    ],
)
async def test_what_is_wrong_is_named(
    world: GraphClient, given: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        await bundle(world, **given)


async def test_over_http(world: GraphClient, http: httpx.AsyncClient) -> None:
    response = await http.get("/api/v1/stix", params={"nations": ["Poland", "USA"], "on": str(ON)})
    assert response.headers["content-type"] == STIX
    assert response.headers["entente-complete"] == "true"
    assert response.json() == await bundle(world)
    again = await http.get(
        "/api/v1/stix",
        params={"nations": ["Poland", "USA"], "on": str(ON)},
        headers={"If-None-Match": response.headers["etag"]},
    )
    assert again.status_code == 304
    refused = await http.get("/api/v1/stix", params={"nations": "Poland", "colour": "red"})
    assert refused.json()["detail"] == "colour: there is no such parameter"
