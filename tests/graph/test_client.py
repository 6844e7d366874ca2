from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pytest

from app.errors import EntenteError, GraphUnavailable, InvalidInput, QueryTimeout
from app.graph.client import GraphAddress, GraphClient, open_graph
from app.graph.queries import QueryLibrary, load_queries
from app.graph.values import browser_parameters, parse_parameters

VALUES = """// samples/values
// Values of each kind.
//
// result: many
// param day: date                the day
// param moment: datetime         the moment
// param names: list<string>?     names
RETURN $day AS day, $moment AS moment, $names AS names, {inner: [date('2012-02-29')]} AS nested
"""
SLOW = """// samples/slow
// A question without an end.
//
// result: one
// timeout: 1 s
UNWIND range(1, 1000000000) AS number
RETURN sum(sqrt(number)) AS total
"""
SNEAKY = """// samples/sneaky
// A write that says it reads.
//
// result: one
CREATE (n:Sneaky)
RETURN n.name AS name
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> QueryLibrary:
    folder: Path = tmp_path_factory.mktemp("cypher")
    (folder / "samples").mkdir()
    for text in (VALUES, SLOW, SNEAKY):
        name = text.split("\n")[0].removeprefix("// ")
        (folder / f"{name}.cypher").write_text(text)
    return load_queries(folder)


@pytest.fixture
async def sampled(address: GraphAddress, samples: QueryLibrary):  # type: ignore[no-untyped-def]
    async with open_graph(address, queries=samples, query_seconds=30, connect_seconds=2) as graph:
        yield graph


async def test_values_are_plain_python(sampled: GraphClient) -> None:
    moment = datetime(2020, 5, 17, 12, tzinfo=UTC)
    rows = await sampled.read("samples/values", day=date(1949, 4, 4), moment=moment, names=None)
    assert rows == [
        {"day": date(1949, 4, 4), "moment": moment, "names": None, "nested": {"inner": [date(2012, 2, 29)]}}
    ]
    assert type(rows[0]["moment"]) is datetime


async def test_a_read_cannot_write(sampled: GraphClient) -> None:
    with pytest.raises(EntenteError, match=r"samples/sneaky failed"):
        await sampled.read("samples/sneaky")


async def test_a_write_needs_a_file_that_says_so(sampled: GraphClient) -> None:
    with pytest.raises(ValueError, match="declared as a read"):
        await sampled.write("samples/values")


async def test_a_question_without_an_end_is_ended(sampled: GraphClient) -> None:
    start = perf_counter()
    with pytest.raises(QueryTimeout, match="samples/slow ran into its time limit"):
        await sampled.read("samples/slow")
    assert perf_counter() - start < 10


async def test_a_dead_database_is_said_to_be_unavailable_soon(samples: QueryLibrary, free_port: int) -> None:
    nowhere = GraphAddress(uri=f"bolt://127.0.0.1:{free_port}", username="neo4j", password="x")
    start = perf_counter()
    async with open_graph(nowhere, queries=samples, query_seconds=5, connect_seconds=1) as graph:
        with pytest.raises(GraphUnavailable, match="does not answer"):
            await graph.read("samples/values", day=date.min, moment=datetime.now(UTC), names=None)
    assert perf_counter() - start < 10


async def test_a_wrong_password_is_named(address: GraphAddress, samples: QueryLibrary) -> None:
    async with open_graph(
        replace(address, password="wrong-password"), queries=samples, query_seconds=5, connect_seconds=2
    ) as graph:
        with pytest.raises(GraphUnavailable, match="refuses the user name or password"):
            await graph.read("samples/slow")


def test_parameters_are_read_from_text(samples: QueryLibrary) -> None:
    query = samples["samples/values"]
    assert parse_parameters(query, {"day": "1949-04-04", "moment": "2020-05-17T12:00:00", "names": "a,b"}) == {
        "day": date(1949, 4, 4),
        "moment": datetime(2020, 5, 17, 12, tzinfo=UTC),
        "names": ["a", "b"],
    }


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"day": "1949"}, "day", "day: '1949' is not a date."),
        ({}, "day", "Parameter day is missing."),
        ({"dai": "1949-04-04"}, "dai", "samples/values has no parameter 'dai'; it takes: day, moment, names."),
    ],
)
def test_a_wrong_parameter_is_named(samples: QueryLibrary, given: dict[str, str], field: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as error:
        parse_parameters(samples["samples/values"], given)
    assert (error.value.field, error.value.detail) == (field, sentence)


def test_parameters_are_shown_as_neo4j_browser_takes_them() -> None:
    shown = browser_parameters({"on": date(1914, 7, 1), "names": ["Côte d'Ivoire"], "sources": None})
    assert shown == ":params {on: date('1914-07-01'), names: [\"C\\u00f4te d'Ivoire\"], sources: null}"
