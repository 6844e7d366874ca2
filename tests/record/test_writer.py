from datetime import UTC, datetime, timedelta

import pytest

from app.graph.client import GraphClient
from app.record.evidence import Evidence, Reliability, Source
from app.record.facts import Fact, assertion
from app.record.releasability import Marking, Release
from app.record.time import valid_time
from app.record.writer import write_facts, write_sources
from tests.conftest import drift

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
EVIDENCE = Evidence(source="treaty", reliability=Reliability.A)
SINCE = valid_time("1949-04-04", "")


def nation(key: str, name: str, *, release: Release | None = None) -> Fact:
    return assertion(
        "Nation",
        key,
        valid=SINCE,
        evidence=EVIDENCE,
        properties={"name": name, "searchNames": (name.lower(),)},
        **({"release": release} if release else {}),
    )


def agreement() -> Fact:
    return assertion("Agreement", "pact", valid=SINCE, evidence=EVIDENCE, properties={"name": "Pact", "kind": "treaty"})


def party(*obligations: str) -> Fact:
    return Fact(
        type="PARTY_TO",
        start="POL",
        end="pact",
        valid=SINCE,
        evidence=EVIDENCE,
        properties={"obligations": obligations},
    )


@pytest.fixture
async def recorded(graph: GraphClient) -> GraphClient:
    await write_sources(graph, [Source(key="treaty", title="A treaty", reliability=Reliability.A)])
    outcome = await write_facts(graph, [nation("POL", "Poland"), agreement(), party("defence")], recorded_at=FIRST)
    assert (outcome.new, outcome.unchanged, outcome.superseded, outcome.missing) == (3, 0, 0, [])
    return graph


async def standing(graph: GraphClient) -> dict[str, int]:
    return {row["type"]: row["facts"] for row in await graph.read("audit/relationships")}


async def test_an_equal_fact_is_not_written_again(recorded: GraphClient) -> None:
    outcome = await write_facts(recorded, [party("defence"), agreement()], recorded_at=FIRST + timedelta(days=1))
    assert (outcome.new, outcome.unchanged, outcome.superseded) == (0, 2, 0)
    assert (await standing(recorded))["PARTY_TO"] == 1


async def test_a_correction_closes_the_record_and_keeps_it(recorded: GraphClient) -> None:
    later = FIRST + timedelta(days=1)
    outcome = await write_facts(recorded, [party("consultation")], recorded_at=later)
    assert (outcome.new, outcome.unchanged, outcome.superseded) == (0, 0, 1)
    known = {
        moment: [
            row["obligations"]
            for row in await recorded.read(
                "alliances/commitments",
                agreements=["pact"],
                nations=["POL"],
                on=SINCE.valid_from,
                knownOn=moment,
                sources=None,
                clearance=0,
                nationality=None,
            )
        ]
        for moment in (FIRST - timedelta(days=1), FIRST, later - timedelta(seconds=1), later)
    }
    assert list(known.values()) == [[], [["defence"]], [["defence"]], [["consultation"]]]
    assert await drift(recorded) == []


async def test_a_fact_without_its_ends_is_reported(recorded: GraphClient) -> None:
    stray = Fact(type="PARTY_TO", start="XXX", end="pact", valid=SINCE, evidence=EVIDENCE)
    outcome = await write_facts(recorded, [stray, party("defence")], recorded_at=FIRST)
    assert outcome.missing == ["treaty|PARTY_TO|XXX|pact|1949-04-04"]
    assert outcome.unchanged == 1


async def shown(graph: GraphClient, key: str) -> str | None:
    rows = await graph.read("audit/labels")
    assert rows
    return next((row["name"] for row in await graph.read("samples/shown", key=key)), None)


async def test_a_node_shows_its_best_public_assertion_only(recorded: GraphClient, queries_with_shown: None) -> None:
    secret = nation("POL", "Hidden name", release=Release(marking=Marking.SECRET))
    better = assertion(
        "Nation",
        "POL",
        valid=SINCE,
        evidence=Evidence(source="reporter", reliability=Reliability.C),
        properties={"name": "Polska"},
        release=Release(marking=Marking.SECRET),
    )
    await write_sources(recorded, [Source(key="reporter", title="A reporter")])
    await write_facts(recorded, [better], recorded_at=FIRST + timedelta(days=1))
    assert await shown(recorded, "POL") == "Poland"
    await write_facts(recorded, [secret], recorded_at=FIRST + timedelta(days=2))
    assert await shown(recorded, "POL") is None


@pytest.fixture
def queries_with_shown(recorded: GraphClient, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The client with a query of the tests' own beside the project's."""
    from app.graph.queries import QueryLibrary, load_queries

    folder = tmp_path_factory.mktemp("cypher")
    (folder / "samples").mkdir()
    (folder / "samples" / "shown.cypher").write_text(
        "// samples/shown\n// What a node shows.\n//\n// result: one\n// param key: string   its key\n"
        "MATCH (entity:Entity {key: $key})\nRETURN entity.name AS name\n"
    )
    before = recorded.queries
    recorded.queries = QueryLibrary({**before.queries, **load_queries(folder).queries})
    yield
    recorded.queries = before
