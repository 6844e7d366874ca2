"""What of a statement's text is refused before any engine reads it."""

import pytest

from app.releases.model import StatementRefused
from app.releases.statement import MOST_NESTED, MOST_OPERATORS, check_statement

READS = [
    "MATCH (n) RETURN n",
    "  // a comment\n/* and another */ match (n) return n;",
    "WITH 'LOAD CSV; CALL dbms.listConfig() IN TRANSACTIONS' AS x RETURN x",
    'RETURN "USE neo4j" AS `CALL dbms.x()`',
    "UNWIND [1, 2] AS x CALL (x) { MATCH (n) RETURN n LIMIT 1 } RETURN n",
    "MATCH (n) CALL { WITH n RETURN n.key AS key } RETURN key",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.labels",
    "MATCH (call:Engagement)-[:CALL]-(x) RETURN call.name, x.call, $call",
    "OPTIONAL MATCH (n {use: 1}) RETURN n.use",
    "MATCH (n) WHERE n.name IN ['use', 'transactions'] RETURN count(*)",
]
REFUSED = {
    "": "no statement",
    "   // only a comment": "no statement",
    "CREATE (n)": "line 1, column 1",
    "MERGE (n)": "begins with",
    "SHOW TRANSACTIONS": "begins with",
    "TERMINATE TRANSACTION 'x'": "begins with",
    "EXPLAIN MATCH (n) RETURN n": "begins with",
    "PROFILE MATCH (n) RETURN n": "begins with",
    "CYPHER runtime=slotted MATCH (n) RETURN n": "begins with",
    "USE system SHOW USERS": "begins with",
    "; MATCH (n) RETURN n": "begins with",
    "\\u0043REATE (n)": "characters as they are",
    "MATCH (n) RETURN n.name = 'x\\u0027 CALL dbms.listConfig() //'": "characters as they are",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line": "begins with",
    "MATCH (n)\nLOAD  CSV FROM 'x' AS line RETURN line": "line 2, column 1",
    "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS": "TRANSACTIONS",
    "MATCH (n) CALL { USE neo4j MATCH (m) RETURN m } RETURN m": "USE",
    "CALL dbms.listConfig()": "dbms.listConfig",
    "call/**/ dbms . listConfig()": "not among the procedures",
    "CALL `dbms`.`listConfig`()": "not among the procedures",
    "RETURN COLLECT { CALL dbms.components() YIELD name RETURN name } AS x": "dbms.components",
    "RETURN [x IN [1] | COUNT { CALL tx.getMetaData() }] AS x": "tx.getMetaData",
    "RETURN EXISTS { CALL\ndb.info() YIELD name }": "db.info",
    "CALL db.labels.of.others()": "db.labels.of.others",
    "CALL DB.LABELS()": "DB.LABELS",
    "CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value": "apoc.load.json",
    "RETURN " + "[" * (MOST_NESTED + 1): "nested",
    "RETURN " + "+".join("1" * (MOST_OPERATORS + 2)): "operators",
    "RETURN " + "NOT " * (MOST_OPERATORS + 1) + "true": "operators",
}


@pytest.mark.parametrize("text", READS)
def test_what_only_reads_is_put_to_the_engine(text: str) -> None:
    check_statement(text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_do_more_is_refused_and_explained(text: str) -> None:
    with pytest.raises(StatementRefused, match=REFUSED[text].replace(".", r"\.")) as refusal:
        check_statement(text)
    assert refusal.value.field == "statement"
    assert "(line " in refusal.value.detail
