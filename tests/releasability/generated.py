"""Requests made at random about worlds of `tests/entities/generated.py`: what is read, and what is entered."""

import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from app.model.labels import LABELS as KINDS
from app.model.relationships import RELATIONSHIPS
from app.record.facts import Fact
from app.record.validation import end_columns, template_columns
from app.web.graphql import schema
from tests.entities.generated import AGREEMENTS, CONNECTED, ENGAGEMENTS, FIRST, NATIONS, fact_where, where
from tests.releasability.requests import Asked

ROOTS = {"Nation": "nations", "Agreement": "agreements", "Engagement": "engagements"}
SORTED = {"Nation": ("name", "region", "since"), "Agreement": ("kind", "until"), "Engagement": ("personnel", "source")}
GROUPED = {"Nation": ("region", "cowCode"), "Agreement": ("kind", "signedOn"), "Engagement": ("kind", "personnel")}
ONES = {
    "Nation": ("nation", NATIONS),
    "Agreement": ("agreement", AGREEMENTS),
    "Engagement": ("engagement", ENGAGEMENTS),
}
FORMS = ("json", "csv", "ndjson", "graphml", "geojson")
MISSING = "N9"


def reads(random: Random) -> list[Asked]:
    """What is asked of one world: about sixty requests."""
    asked = [_connection(random, random.choice(sorted(ROOTS))) for _ in range(12)]
    asked += [_entity(random, label) for label in ONES for _ in range(3)]
    asked += [_list(random, random.choice(sorted(ROOTS))) for _ in range(10)]
    asked += [_of_entity(random) for _ in range(10)]
    asked += list(_questions(random))
    asked += list(_named(random))
    return asked


def _circumstances(random: Random) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if random.random() < 0.4:
        given["on"] = random.choice(("2000-01-01", "2010-06-01"))
    if random.random() < 0.2:
        given["knownOn"] = "2020-06-01T00:00:00Z"
    if random.random() < 0.2:
        given["sources"] = random.choice((["alpha"], ["alpha", "beta"]))
    return given


def _sort(random: Random, label: str) -> list[dict[str, Any]]:
    return [{"by": random.choice(SORTED[label]), "descending": random.random() < 0.5}]


def _connection(random: Random, label: str) -> Asked:
    """Pages of two, so that there is a second one, with all that can be counted of them."""
    root, name = ROOTS[label], random.choice(CONNECTED[label])
    by, measured = GROUPED[label]
    text = f"""
      query ($where: {label}Where, $inner: {_where_type(label, name)}, $sort: [{label}Sort!], $after: String
             $on: Date, $knownOn: DateTime, $sources: [String!]) {{
        found: {root}(where: $where, sort: $sort, first: 2, after: $after,
                      on: $on, knownOn: $knownOn, sources: $sources) {{
          totalCount
          pageInfo {{ hasNextPage startCursor endCursor }}
          groups(by: [{by}]) {{ count {by} measures {{ {measured} {{ known least greatest }} }} }}
          edges {{ cursor node {{
            id key name assertions {{ name since until source marking }}
            {name}(where: $inner, first: 2) {{
              totalCount pageInfo {{ hasNextPage endCursor }}
              edges {{ cursor since until source record node {{ key name label: __typename }} }}
              groups(by: [source]) {{ count entities source }}
            }}
            counted: {name} {{ totalCount }}
          }} }}
        }}
      }}"""
    variables = {
        "where": where(random, label),
        "inner": fact_where(random, name, depth=1),
        "sort": _sort(random, label),
        **_circumstances(random),
    }
    return Asked(method="POST", path="/graphql", body={"query": text, "variables": variables})


def _where_type(label: str, name: str) -> str:
    kind: Any = schema._schema.type_map[label]
    return str(kind.fields[name].args["where"].type)


def _entity(random: Random, label: str) -> Asked:
    one, keys = ONES[label]
    name = random.choice(CONNECTED[label])
    text = (
        f"query ($key: String!, $on: Date) {{ {one}(key: $key, on: $on) {{ key name since source "
        f"assertions {{ name source since }} {name}(first: 5) {{ totalCount nodes {{ key name }} }} }} }}"
    )
    variables = {"key": random.choice((*keys, MISSING)), **_only(_circumstances(random), "on")}
    return Asked(method="POST", path="/graphql", body={"query": text, "variables": variables})


def _only(given: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in names}


def _list(random: Random, label: str) -> Asked:
    query = {
        "where": json.dumps(where(random, label)),
        "sort": random.choice(("", "-")) + random.choice(SORTED[label]),
        "first": random.choice((2, 50)),
        "total": True,
        "format": random.choice(FORMS),
    }
    return Asked(method="GET", path=f"/api/v1/{ROOTS[label]}", query=query | _only(_circumstances(random), "on"))


def _of_entity(random: Random) -> Asked:
    label = random.choice(sorted(ONES))
    key = random.choice((*ONES[label][1], MISSING))
    below = random.choice(("", *(f"/{name}" for name in CONNECTED[label])))
    query = {"first": 2, "total": True, "format": random.choice(FORMS)} if below else {}
    return Asked(method="GET", path=f"/api/v1/{ROOTS[label]}/{key}{below}", query=query)


def _questions(random: Random) -> Iterator[Asked]:
    one, other, third = random.sample(NATIONS, 3)
    on = {"on": random.choice(("2000-01-01", "2010-06-01"))}
    pair = {"from": one, "to": other, **on}
    for path, query in (
        ("alliance-paths", {**pair, "obligation": "consultation", "limit": 5}),
        ("alliance-paths", {**pair, "since": "1995-01-01"}),
        ("alliance-path-changes", {**pair, "since": "1999-01-01", "on": "2011-01-01"}),
        ("commitments", {"nation": one, "maxHops": 2, **on}),
        ("exchange-history", {"between": [one, other], "limit": 3, **on}),
        ("brokers", pair),
        ("sharing", pair),
        ("engagement-balance", {"subject": third, "since": "1995-01-01", **on}),
        ("network-structure", {"nations": [one], **on}),
        ("network-structure", {"network": "exercise", "months": 120, **on}),
        ("hadr-response", {"nation": one, **on}),
        ("attention", {"nation": one, **on}),
        ("search", {"text": random.choice(("alpha", "gama one", "bet")), **on}),
    ):
        yield Asked(method="GET", path=f"/api/v1/{path}", query={**query, "format": random.choice(FORMS[:3])})
    change = {"kind": "withdrawal", "nations": [one], "agreement": random.choice(AGREEMENTS)}
    yield Asked(method="POST", path="/api/v1/what-if", body={"changes": [change], "between": [other, third], **on})


def _named(random: Random) -> Iterator[Asked]:
    """Names in, candidates out; and keys of nations, some of which are hidden, wherever a question takes them."""
    names = {f"q{number}": {"query": random.choice(("Alpha One", "beta two", "gamma"))} for number in range(3)}
    yield Asked(method="GET", path="/api/v1/reconcile", query={"queries": json.dumps(names)})
    yield Asked(method="GET", path="/api/v1/reconcile/suggest/entity", query={"prefix": random.choice(("al", "bet"))})
    yield Asked(method="GET", path="/api/v1/stix", query={"nations": list(random.sample(NATIONS, 2)), "limit": 50})
    for label, (_, keys) in ONES.items():
        yield Asked(method="GET", path="/api/v1/reconcile/preview", query={"id": f"{label}:{random.choice(keys)}"})
    yield Asked(method="GET", path="/api/v1/sources")
    text = "query ($id: ID!) { node(id: $id) { __typename id } }"
    yield Asked(method="POST", path="/graphql", body={"query": text, "variables": {"id": "TmF0aW9uOk4x"}})


# What is entered


def submissions(random: Random, facts: Sequence[Fact]) -> list[Asked]:
    """Submissions of facts that are there, of which the author may see some: anew, corrected, retracted, built upon.

    None enters an entity under the key of one of another kind: that such a key is taken can be told, and what is hidden
    bears keys that nobody guesses.
    """
    asked = []
    for number, fact in enumerate(random.sample(list(facts), 14)):
        record = f"{fact.key}@{FIRST.isoformat()}"
        correction = {"template": _template(fact), "cells": _cells(fact, note="1"), "expected": record}
        match number % 3:
            case 0:
                given: dict[str, Any] = {"facts": [correction]}
            case 1:
                given = {"facts": [correction | {"expected": None}]}
            case _:
                given = {"retractions": [{"fact": fact.key, "expected": record}]}
        asked.append(_submission(number, given))
    cells = {"valid_from": "2005-05-05", "source": "alpha", "obligations": "defence"}
    pairs = [(random.choice(NATIONS), random.choice(AGREEMENTS)) for _ in range(6)]
    for number, (nation, agreement) in enumerate(pairs, start=100):
        fact_of = {"template": "party_to", "cells": {"nation": nation, "agreement": agreement, **cells}}
        asked.append(_submission(number, {"facts": [fact_of]}))
    return asked


def _submission(number: int, given: dict[str, Any]) -> Asked:
    body = {"key": f"generated-{number}", "author": "A", "reason": "r", **given}
    return Asked(method="POST", path="/api/v1/submissions", body=body)


def _kind(fact: Fact) -> Any:
    if fact.label:
        return next(kind for kind in KINDS if kind.name == fact.label)
    return next(kind for kind in RELATIONSHIPS if kind.type == fact.type)


def _template(fact: Fact) -> str:
    return str(_kind(fact).file)


def _cells(fact: Fact, *, note: str = "") -> dict[str, str]:
    """A fact in the columns of its template, released to everybody."""
    kind = _kind(fact)
    columns = {given.name: given.column for given in kind.properties}
    cells = dict(zip(end_columns(kind), (fact.start, fact.end), strict=False))
    cells |= {
        columns[name]: "|".join(value) if isinstance(value, tuple) else str(value)
        for name, value in fact.properties.items()
        if name in columns
    }
    cells |= {"valid_from": fact.valid.valid_from.isoformat(), "source": fact.evidence.source, "source_row": note}
    if fact.valid.valid_to:
        cells["valid_to"] = fact.valid.valid_to.isoformat()
    return cells


def upload(facts: Sequence[Fact], *, of: str) -> str:
    """A file of one template with some of its facts."""
    kind = next(kind for kind in (*KINDS, *RELATIONSHIPS) if kind.file == of)
    columns = template_columns(kind)
    rows = [_cells(fact) for fact in facts if _kind(fact) is kind]
    return "\n".join([",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)])
