"""Statements that are meant to do harm: each is refused or bounded, nothing is written, and the next is answered."""

import neo4j
import pytest

from app.errors import EntenteError
from app.releases.model import Statement, StatementRefused, StatementTooDear
from tests.releases.conftest import SECONDS, Copied
from tests.releases.test_dump import DUMP, _told
from tests.releases.test_statement import REFUSED

ALL = "MATCH (n) "
WRITES = [
    "MATCH (n) SET n.x = 1",
    "MATCH (n) SET n += {x: 1} RETURN n",
    "MATCH (n) REMOVE n.key",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) WITH n LIMIT 1 CREATE (m:Nation) RETURN m",
    "UNWIND [1] AS x MERGE (m:Nation {key: 'X'}) RETURN m",
    "UNWIND [1] AS x INSERT (m:Nation {key: 'X'}) RETURN m",
    "MATCH (n) FOREACH (x IN [1] | SET n.x = x)",
    "MATCH (n) CALL (n) { SET n.x = 1 } RETURN count(*)",
    "MATCH (n) CALL { WITH n CREATE (:X) } RETURN count(*)",
    "CALL { CREATE (n:X) RETURN n } RETURN n",
    "CALL { MATCH (n) DELETE n } RETURN 1",
    "MATCH (n) SET n:Secret",
    "MATCH (n) REMOVE n:Entity",
    "MATCH (a)-[r]->(b) DELETE r",
    "MATCH (a), (b) CREATE (a)-[:PARTY_TO]->(b)",
    "RETURN 1 UNION CREATE (n) RETURN n",
    "WITH 1 AS x CREATE (n {x: x})",
    "CALL db.createLabel('X')",
    "CALL db.create.setNodeVectorProperty(null, 'x', [1])",
    "MATCH (n) RETURN n; CREATE (m)",
    "MATCH (n) RETURN n; MATCH (m) RETURN m",
]
FAULTY = [
    "MATCH (n) RETRUN n",
    "MATCH (n) RETURN m",
    "RETURN $missing",
    "RETURN apoc.util.sleep(100)",
    "RETURN nosuchfunction(1)",
    "RETURN 1/0",
    "RETURN date('not a day')",
    "MATCH (n RETURN n",
    "RETURN 'unterminated",
    "MATCH (n) /* unterminated",
    "MATCH (n) RETURN `unterminated",
    "RETURN toInteger(1) + [1] + {a: 1} - 'x'",
    "MATCH (n) WHERE n.name =~ '(' RETURN n",
    "CALL db.index.fulltext.queryNodes('nosuchindex', 'x') YIELD node RETURN node",
    "RETURN reduce(l = [1], i IN range(1, 63) | l + l) AS l",
]
DEAR = [
    "UNWIND range(1, 1000000000) AS x RETURN collect(x)",
    "UNWIND range(1, 1000000000) AS x UNWIND range(1, 10000) AS y RETURN count(*)",
    "UNWIND range(1, 100000000) AS x RETURN DISTINCT x ORDER BY -x",
    "RETURN reduce(s = 'x', i IN range(1, 29) | s + s) AS s",
    "RETURN size(reduce(s = 'x', i IN range(1, 40) | s + s)) AS s",
    "RETURN [x IN range(1, 100000000) | x] AS l",
    "RETURN reduce(s = 'x', i IN range(1, 22) | s + s) AS s",
    "RETURN split(reduce(s = 'x,', i IN range(1, 20) | s + s), ',') AS l",
    "RETURN all(x IN range(1, 100000000000) WHERE x > 0)",
    "WITH range(1, 100) AS l UNWIND l AS a UNWIND l AS b UNWIND l AS c UNWIND l AS d UNWIND l AS e RETURN count(*)",
    "MATCH (a), (b), (c), (d), (e), (f), (g), (h) RETURN count(a.key + b.key + c.key + h.key)",
    "UNWIND range(1, 100000000) AS x MATCH (a)-->(b) RETURN count(a.key + b.key + x)",
    "UNWIND range(1, 10000000) AS x RETURN x, reduce(s = 'x', i IN range(1, 17) | s + s) AS s",
]


async def answers(copied: Copied) -> None:
    """The next statement is answered."""
    answer = await copied.copy.answer(Statement(statement="RETURN 1 AS one"))
    assert (answer.columns, answer.rows, answer.more) == (("one",), ((1,),), False)


@pytest.fixture(scope="module", autouse=True)
def nothing_is_written(copied: Copied):  # type: ignore[no-untyped-def]
    """The whole copy is the same before and after."""
    with neo4j.GraphDatabase.driver(
        copied.address.uri, auth=(copied.address.username, copied.address.password)
    ) as driver:
        before = {name: _told(driver.execute_query(text).records) for name, text in DUMP.items()}
        yield
        after = {name: _told(driver.execute_query(text).records) for name, text in DUMP.items()}
    assert after == before


def test_there_are_enough_of_them() -> None:
    assert len({*REFUSED, *WRITES, *FAULTY, *DEAR}) >= 60


@pytest.mark.parametrize("text", [*REFUSED, *WRITES, *FAULTY])
async def test_what_does_not_only_read_is_refused(copied: Copied, text: str) -> None:
    with pytest.raises((StatementRefused, EntenteError)) as refusal:
        await copied.copy.answer(Statement.model_construct(statement=text, parameters={}, limit=10))
    assert isinstance(refusal.value, (StatementRefused, StatementTooDear)), refusal.value
    said = refusal.value.detail
    inside = [each for each in ("Neo.", "java", "EXPLAIN", "org.neo4j", "Traceback") if each in said.replace(text, "")]
    assert not inside or text.startswith("EXPLAIN"), said
    await answers(copied)


@pytest.mark.parametrize("text", DEAR)
async def test_what_takes_too_much_is_bounded(copied: Copied, text: str) -> None:
    with pytest.raises(StatementTooDear):
        await copied.copy.answer(Statement(statement=text))
    await answers(copied)


async def test_what_never_ends_ends_its_engine_which_starts_again(copied: Copied) -> None:
    known = copied.engine.engine.pid
    with pytest.raises(StatementTooDear, match=f"longer than {SECONDS:g} s"):
        await copied.copy.answer(
            Statement(statement="RETURN reduce(s = 0, i IN range(1, 100000000000) | s + i) AS sum")
        )
    assert copied.engine.engine.pid != known
    await answers(copied)
