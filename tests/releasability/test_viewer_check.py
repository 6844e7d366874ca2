"""No query reads a fact without the viewer's rule: each file of this project, and each trick that would get by."""

from pathlib import Path

import pytest

from app.graph.queries import CYPHER
from app.graph.viewer_check import unguarded

FILE = Path("cypher/x/y.cypher")
RULE = "{0}.marking <= $clearance AND ({0}.releasableTo IS NULL OR $nationality IN {0}.releasableTo)"
R, S = RULE.format("r"), RULE.format("s")


def test_every_query_of_this_project_keeps_the_rule() -> None:
    paths = sorted(CYPHER.rglob("*.cypher"))
    assert len(paths) > 100
    found = [str(one) for path in paths for one in unguarded(path, path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        f"MATCH (a)-[r:PARTY_TO]->(b) WHERE {R} RETURN a.key",
        f"MATCH (a)<-[r:PARTY_TO]-(b)\nWHERE a.key = $key\n  AND {R}\nRETURN r.obligations",
        f"OPTIONAL MATCH (a)-[r]-(b) WHERE {R} RETURN r",
        f"MATCH (a)-[r:X]->(b) WITH a, r WHERE {R} RETURN count(r)",
        f"RETURN EXISTS {{ MATCH (a)-[r:X]->(b) WHERE {R} }}",
        f"RETURN COUNT {{ MATCH (a)-[r:X]->(b) WHERE {R} }}",
        f"CALL () {{ MATCH (a)-[r:X]->() RETURN r UNION MATCH (a)-[r:Y]->() RETURN r }} WITH r WHERE {R} RETURN r.x",
        f"MATCH (a) ((b)-[r:X]->(c) WHERE {R}){{1,3}} (d) RETURN d.key",
        f"MATCH (a)-[r:X WHERE {R}]->(b) RETURN a.key",
        f"MATCH (s:Source) WHERE {S} RETURN s.key",
        "MATCH (a:Entity) WHERE a.marking <= $clearance RETURN a.name",
        "CREATE (a)-[:X]->(b)",
        "MATCH (a:Nation) RETURN a.key // (a)-[:X]->(b)\n",
        "RETURN '(a)-[:X]->(b)'",
    ],
)
def test_what_keeps_the_rule_passes(text: str) -> None:
    assert unguarded(FILE, text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("MATCH (p)-[r:PARTY_TO]->() RETURN p.key", "-[r:PARTY_TO]-"),
        ("MATCH (p)-[:PARTY_TO]->() RETURN p.key", "-[:PARTY_TO]-"),
        ("MATCH (p)-[]->() RETURN p.key", "-[]-"),
        ("MATCH (p)-->(q) RETURN p.key", "-[]-"),
        ("MATCH (p)--(q) RETURN p.key", "-[]-"),
        ("MATCH (p)<--(q) RETURN p.key", "-[]-"),
        (f"MATCH (p)-[r:X]->(q)<-[s:Y]-(t) WHERE {R} RETURN p.key", "-[s:Y]-"),
        (f"MATCH (p)-[r:X]->(q) WHERE {R} OR q.key = 'x' RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) WHERE NOT ({R}) RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) RETURN p.key, {R} AS visible", "-[r:X]-"),
        ("MATCH (p)-[r:X]->(q) WHERE r.marking <= $clearance RETURN p.key", "-[r:X]-"),
        ("MATCH (p)-[r:X]->(q) WHERE r.marking <= 4 AND (r.releasableTo IS NULL OR $nationality IN r.releasableTo) "
         "RETURN p.key", "-[r:X]-"),
        ("MATCH (p)-[r:X]->(q) WHERE r.marking <= $clearance AND r.releasableTo IS NULL OR $nationality IN "
         "r.releasableTo RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) /* WHERE {R} */ RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) // WHERE {R}\nRETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) WHERE p.key = ' WHERE {R} ' RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) WITH p, count(r) AS n, r WHERE {R} RETURN n", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) WITH p, r LIMIT 5 WHERE {R} RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) WITH collect(r) AS every WHERE size(every) > 1 UNWIND every AS r WITH r WHERE {R} "
         "RETURN r", "-[r:X]-"),
        (f"MATCH (p) WHERE EXISTS {{ (p)-[:X]->() }} MATCH (p)-[r:X]->(q) WHERE {R} RETURN p.key", "-[:X]-"),
        (f"MATCH (p)-[r:X]->(q) WHERE EXISTS {{ MATCH (p)-[s]->() WHERE {R} AND {S} }} RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) WHERE EXISTS {{ MATCH (p)-[r:X]->() WHERE {R} }} RETURN p.key", "-[r:X]-"),
        ("RETURN COUNT { (p)-[:X]->() } AS n", "-[:X]-"),
        ("RETURN COLLECT { MATCH (p)-[r:X]->(q) RETURN q.key } AS keys", "-[r:X]-"),
        ("CALL (p) { MATCH (p)-[r:X]->(q) RETURN q } RETURN q.key", "-[r:X]-"),
        (f"CALL (p) {{ MATCH (p)-[r:X]->(q) RETURN q }} MATCH (p)-[r:X]->(t) WHERE {R} RETURN q.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) WHERE {R} RETURN p.key UNION MATCH (p)-[r:X]->(q) RETURN p.key", "-[r:X]-"),
        (f"MATCH (p)-[r:X]->(q) RETURN p.key UNION MATCH (p)-[r:X]->(q) WHERE {R} RETURN p.key", "-[r:X]-"),
        ("MATCH (a) ((b)-[r:X]->(c)){1,3} (d) RETURN d.key", "-[r:X]-"),
        ("MATCH (a)-[:X*1..3]->(d) RETURN d.key", "-[:X]-"),
        ("MATCH path = shortestPath((a)-[r:X*..4]-(b)) RETURN path", "-[r:X]-"),
        ("MATCH (a)-[`r`:X]->(d) RETURN d.key", "'`' is not checked"),
        (f"MATCH (p)-[r:X]->(q) with p, r limit 5 WITH p, r WHERE {R} RETURN p.key", "'limit 5' is not checked"),
        ("CALL db.index.fulltext.queryRelationships('names', $text) YIELD relationship AS r RETURN r.name", "r"),
        ("MATCH (s:Source) RETURN s.title", "(s:Source)"),
        ("MATCH (a:Entity {key: $key}) RETURN a.name", "(a:Entity)"),
        ("MATCH (a:Entity {key: $key}) RETURN a {.*} AS shown", "(a:Entity)"),
        ("MATCH (a:Entity {key: $key}) RETURN a", "(a:Entity)"),
        ("MATCH (a:Entity {key: $key}) RETURN properties(a) AS shown", "(a:Entity)"),
        ("// viewer: none\nMATCH (p)-[r:X]->() RETURN p.key", "-[r:X]-"),
        ("// viewer: not q, of another\nMATCH (p)-[r:X]->() RETURN p.key", "-[r:X]-"),
        (f"// viewer: not q, it is not there\nMATCH (p)-[r:X]->() WHERE {R} RETURN p.key", "the exception q excepts"),
    ],
)  # fmt: skip
def test_what_gets_by_the_rule_is_found(text: str, read: str) -> None:
    found = [str(one) for one in unguarded(FILE, text)]
    assert any(read in one for one in found), found


def test_what_is_found_bears_file_and_line() -> None:
    (found,) = unguarded(
        FILE, "// x/y\n// What?\n//\n// result: many\nMATCH (p:Nation)\nMATCH (p)-[r:PARTY_TO]->()\nRETURN p.key"
    )
    assert str(found) == "cypher/x/y.cypher:6: -[r:PARTY_TO]- is read without the viewer's rule on it"


@pytest.mark.parametrize(
    ("exception", "text"),
    [
        ("none, bookkeeping", "MATCH (p)-[r:X]->() RETURN p.key"),
        ("not r, bookkeeping", "MATCH (p)-[r:X]->() RETURN p.key"),
        ("not [:X], more than one is looked at further", "RETURN COUNT { (p)-[:X]->() } AS n"),
    ],
)
def test_an_exception_has_a_reason(exception: str, text: str) -> None:
    assert unguarded(FILE, f"// viewer: {exception}\n{text}") == []
    assert unguarded(FILE, f"// viewer: {exception.split(',')[0]}\n{text}") != []
