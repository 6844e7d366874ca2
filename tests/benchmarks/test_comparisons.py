"""The documents of the comparison with @neo4j/graphql: ours fit our schema, and theirs leave out what is hidden."""

from functools import cache
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

import app.web
from tests.benchmarks.neo4j_graphql.comparisons import COMPARISONS, DOCUMENTS, Comparison, comparable
from tests.benchmarks.neo4j_graphql.type_definitions import type_definitions

CONDITIONS = "supersededAt: {eq: null}, marking: {eq: 0}, releasableTo: {eq: null}"
each_comparison = pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.name)


@cache
def schema() -> GraphQLSchema:
    return build_schema((Path(app.web.__path__[0]) / "schema.graphql").read_text(encoding="utf-8"))


def test_every_document_is_asked() -> None:
    assert {each.name for each in COMPARISONS} == {folder.name for folder in DOCUMENTS.iterdir()}


@each_comparison
def test_ours_fit_our_schema(comparison: Comparison) -> None:
    assert validate(schema(), parse(comparison.document("entente"))) == []


@each_comparison
def test_theirs_take_standing_public_facts_only(comparison: Comparison) -> None:
    """As many conditions on facts as there are connections or filters by them; plain Cypher likewise."""
    theirs = comparison.document("neo4j")
    assert theirs.count(CONDITIONS) == theirs.count("edge: {" + CONDITIONS)
    facts = theirs.count("Connection(") - theirs.count("answer: engagementsConnection(") + theirs.count("Connection: {")
    assert theirs.count(CONDITIONS) == facts
    assert comparison.oracle.count("supersededAt IS NULL") == comparison.oracle.count("fact:")


@pytest.mark.parametrize(
    ("ours", "theirs", "rows"),
    [
        (
            {"edges": [{"since": "2001-01-01", "node": {"key": "a", "parties": {"edges": []}}}]},
            {"edges": [{"properties": {"since": "2001-01-01"}, "node": {"key": "a"}}]},
            [{"since": "2001-01-01", "key": "a"}],
        ),
        ({"nodes": [{"key": "a", "region": None}]}, [{"key": "a"}], [{"key": "a"}]),
        ({"totalCount": 0}, {"aggregate": {"count": {"edges": 0}}}, 0),
        (
            {"groups": [{"count": 2, "measures": {"personnel": {"least": 1.0, "mean": None}}}]},
            {"aggregate": {"count": {"nodes": 2}, "node": {"personnel": {"least": 1, "mean": None}}}},
            {"count": 2, "personnel": {"least": 1}},
        ),
    ],
)
def test_the_same_answers_are_equal_in_both_shapes(ours: object, theirs: object, rows: object) -> None:
    assert comparable(ours) == comparable(theirs) == rows


def test_answers_that_differ_are_not_equal() -> None:
    assert comparable([{"key": "a"}, {"key": "b"}]) != comparable([{"key": "b"}, {"key": "a"}])
    assert comparable({"totalCount": 0}) != comparable({"totalCount": 1})


def test_the_types_name_every_end_of_a_relationship() -> None:
    types = type_definitions()
    assert (
        'parties: [Entity!]! @relationship(type: "PARTY_TO", direction: IN, properties: "PartyToProperties")' in types
    )
    assert "queryDirection: UNDIRECTED" in types
