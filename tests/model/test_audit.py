"""The audit of graphs that other tools wrote into, each wrong in one way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.graph.client import GraphClient
from app.model.declaration import Property
from app.model.envelope import ENVELOPE
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS
from app.record.evidence import Source
from app.record.writer import write_sources
from tests.conftest import drift

MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
RIGHT: dict[str, Any] = {
    "string": "x",
    "integer": 1,
    "float": 1.0,
    "boolean": True,
    "date": date(2000, 1, 1),
    "datetime": MOMENT,
    "list<string>": ["x"],
}
WRONG = {
    "string": "1",
    "integer": "1.0",
    "float": "1",
    "boolean": "'true'",
    "date": "'2000-01-01'",
    "datetime": "date('2000-01-01')",
    "list<string>": "'x'",
}
"""Cypher's literal of a value that is of another type than the declared one."""


def value_of(given: Property) -> Any:
    if not given.values:
        return "register" if given.name == "source" else RIGHT[given.type]
    return list(given.values) if given.type == "list<string>" else given.values[0]


def sound(properties: tuple[Property, ...], record: str) -> dict[str, Any]:
    """All that a fact of these properties can bear, as declared."""
    return {given.name: value_of(given) for given in (*properties, *ENVELOPE)} | {
        "factKey": record,
        "recordId": record,
    }


@pytest.fixture
async def declared(graph: GraphClient) -> GraphClient:
    """A graph that holds one of everything, just as it is declared."""
    await write_sources(graph, [Source(key="register", title="A register")])
    facts = [
        fact("ASSERTED_BY", label.name, "register", sound(label.properties, label.name)) | {"label": label.name}
        for label in LABELS
        if label is not SOURCE
    ]
    facts += [
        fact(
            kind.type,
            start,
            "register" if "Source" in kind.end.labels else end,
            sound(kind.properties, f"{kind.type}-{start}-{end}"),
        )
        for kind in RELATIONSHIPS
        if kind is not ASSERTED_BY
        for start in kind.start.labels
        for end in kind.end.labels
    ]
    await graph.write("record/put_facts", facts=facts, recordedAt=MOMENT)
    return graph


def fact(kind: str, start: str, end: str, record: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": kind,
        "start": start,
        "end": end,
        "toSource": end == "register",
        "label": None,
        "factKey": record["factKey"],
        "digest": record["digest"],
        "record": record,
    }


async def spoil(graph: GraphClient, statement: str) -> None:
    await graph.statement(statement, name="tests/spoil")


async def test_what_is_as_declared_has_no_finding(declared: GraphClient) -> None:
    assert await drift(declared) == []
    joined = {row["type"] for row in await declared.read("audit/relationships")}
    assert joined >= {kind.type for kind in RELATIONSHIPS}


@pytest.mark.parametrize(
    ("statement", "kind", "subject"),
    [
        (
            "MATCH ()-[fact:MEMBER_OF]->() SET fact.role = 'chief'",
            "undeclared value",
            "MEMBER_OF.role: 'chief'",
        ),
        (
            "MATCH (:Nation)-[fact:PARTY_TO]->() SET fact.obligations = ['defence', 'friendship']",
            "undeclared value",
            "PARTY_TO.obligations: 'friendship'",
        ),
        (
            "MATCH (:Unit)-[fact:ASSERTED_BY]->() SET fact.service = 'cavalry'",
            "undeclared value",
            "Unit.service: 'cavalry'",
        ),
        (
            "MATCH (:Domain)-[fact:ASSERTED_BY]->() SET fact.reliability = 'G'",
            "undeclared value",
            "Domain.reliability: 'G'",
        ),
        (
            "MATCH (:Capability)-[fact:ASSERTED_BY]->() SET fact.area = 'Prepare'",
            "undeclared value",
            "Capability.area: 'Prepare'",
        ),
        (
            "MATCH (start:Agreement {key: 'Agreement'}), (end:Organization {key: 'Organization'})"
            " MATCH ()-[known:MEMBER_OF]->() CREATE (start)-[fact:MEMBER_OF]->(end)"
            " SET fact = known {.*, factKey: 'x', recordId: 'x'}",
            "undeclared start",
            "(Entity:Agreement)-[MEMBER_OF]->(Entity:Organization)",
        ),
        (
            "MATCH (start:Nation {key: 'Nation'}), (end:Agreement {key: 'Agreement'})"
            " MATCH ()-[known:MEMBER_OF]->() CREATE (start)-[fact:MEMBER_OF]->(end)"
            " SET fact = known {.*, factKey: 'x', recordId: 'x'}",
            "undeclared end",
            "(Entity:Nation)-[MEMBER_OF]->(Entity:Agreement)",
        ),
        (
            "MATCH (start:Nation {key: 'Nation'}), (end:Organization {key: 'Organization'})"
            " CREATE (start)-[:ALLIED_WITH]->(end)",
            "undeclared relationship",
            "(Entity:Nation)-[ALLIED_WITH]->(Entity:Organization)",
        ),
        ("CREATE (:Entity:Kingdom {key: 'x'})", "undeclared labels", "Entity:Kingdom"),
        ("MATCH (:Nation)-[fact:ASSERTED_BY]->() SET fact.motto = 'x'", "undeclared property",
         "ASSERTED_BY of Nation.motto"),
        ("MATCH ()-[fact:BORDERS]->() SET fact.length = 1", "undeclared property", "BORDERS.length"),
        ("MATCH ()-[fact:BORDERS]->() REMOVE fact.by", "required property missing", "BORDERS.by"),
        ("MATCH ()-[fact:MEMBER_OF]->() REMOVE fact.marking", "required property missing", "MEMBER_OF.marking"),
        ("MATCH (source:Source) SET source.colour = 'x'", "undeclared property", "Source.colour"),
        ("MATCH (source:Source) SET source.marking = '0'", "wrong type", "Source.marking is STRING, not integer"),
        ("MATCH (source:Source) REMOVE source.title", "required property missing", "Source.title"),
        ("MATCH (s:Source) SET s.key = 'renamed'", "facts of an unknown source", "register"),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_named(declared: GraphClient, statement: str, kind: str, subject: str) -> None:
    await spoil(declared, statement)
    found = await drift(declared)
    assert [(finding.kind, finding.subject) for finding in found] == [(kind, subject)]
    assert found[0].count >= 1


async def test_a_fact_that_bears_nothing_lacks_all_that_is_required(graph: GraphClient) -> None:
    await spoil(graph, "CREATE (:Entity:Nation {key: 'x'})-[:MEMBER_OF]->(:Entity:Organization {key: 'y'})")
    missing = {finding.subject for finding in await drift(graph) if finding.kind == "required property missing"}
    required = {given.name for given in ENVELOPE if given.required} | {"role"}
    assert missing == {f"MEMBER_OF.{name}" for name in required}


async def test_an_end_without_a_label_is_none_that_is_declared(declared: GraphClient) -> None:
    await spoil(declared, "MATCH (end:Organization {key: 'Organization'}) REMOVE end:Organization")
    kinds = {finding.kind for finding in await drift(declared)}
    assert {"undeclared labels", "undeclared end", "undeclared start"} <= kinds


EVERY_PROPERTY = (
    [(label.name, given) for label in LABELS if label is not SOURCE for given in label.properties]
    + [(kind.type, given) for kind in RELATIONSHIPS for given in kind.properties]
    + [("BINDS", given) for given in ENVELOPE]
)


async def test_every_wrong_type_is_named(declared: GraphClient) -> None:
    """Each declared property in turn bears a value of another type, at once in one graph."""
    for kind, given in EVERY_PROPERTY:
        pattern = f"()-[fact:{kind}]->()" if kind.isupper() else f"(:{kind})-[fact:ASSERTED_BY]->()"
        await spoil(declared, f"MATCH {pattern} SET fact.{given.name} = {WRONG[given.type]}")
    wrong = [finding.subject for finding in await drift(declared) if finding.kind == "wrong type"]
    expected = {
        (kind if kind.isupper() else f"ASSERTED_BY of {kind}") + f".{given.name}" for kind, given in EVERY_PROPERTY
    }
    assert {subject.split(" is ")[0] for subject in wrong} == expected
    assert {given.type for _, given in EVERY_PROPERTY} == set(WRONG)


async def test_every_limited_property_is_held_to_its_values(declared: GraphClient) -> None:
    limited = [(kind, given) for kind, given in EVERY_PROPERTY if given.values]
    for kind, given in limited:
        pattern = f"()-[fact:{kind}]->()" if kind.isupper() else f"(:{kind})-[fact:ASSERTED_BY]->()"
        stray = [*given.values, "stray"] if given.type == "list<string>" else "stray"
        await spoil(declared, f"MATCH {pattern} SET fact.{given.name} = {stray!r}")
    found = await drift(declared)
    assert {finding.kind for finding in found} == {"undeclared value"}
    assert {finding.subject for finding in found} == {f"{kind}.{given.name}: 'stray'" for kind, given in limited}
    assert len(limited) > 20


async def test_an_empty_release_is_a_list(declared: GraphClient) -> None:
    await spoil(declared, "MATCH ()-[fact:BINDS]->() SET fact.releasableTo = []")
    assert await drift(declared) == []
