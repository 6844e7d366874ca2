"""What is written into the queries about what entities show: names of the declared model, and never a value."""

import re
from random import Random

import pytest

from app.entities.composition import Composition, NotShown, read_back
from app.entities.fields import connections_of, kind_of
from app.entities.model import SortKey
from app.entities.where import alternatives
from app.graph.client import GraphClient
from app.graph.queries import CYPHER, NamedQuery, QueryLibrary
from tests.entities.generated import CONNECTED, where

HOSTILE = "x'}) DETACH DELETE n //"


def written(queries: QueryLibrary, label: str, given: object) -> tuple[NamedQuery, Composition]:
    composed = Composition(keyed=True)
    found = alternatives(given, kind_of(label))  # type: ignore[arg-type]
    slots = {"condition": composed.condition(found), "keys": composed.keys, "named": composed.named(found)}
    return queries[f"entities/page_shown:{label}"].filled(slots), composed


def test_values_stay_parameters(queries: QueryLibrary) -> None:
    given = {
        "OR": [{"name": {"contains": HOSTILE}}, {"key": {"in": [HOSTILE]}}],
        "agreements": {"some": {"source": {"eq": HOSTILE}, "node": {"key": {"eq": HOSTILE}}}},
    }
    query, composed = written(queries, "Nation", given)
    assert "DETACH" not in query.text
    assert sum(HOSTILE.lower() in str(value).lower() for value in composed.given) >= 4


async def test_whatever_is_asked_is_a_query_that_reads(client: GraphClient, queries: QueryLibrary) -> None:
    """Generated filters, written: Neo4j plans each without a warning."""
    random = Random("compositions")
    for _ in range(25):
        label = random.choice(sorted(CONNECTED))
        query, _ = written(queries, label, where(random, label))
        assert not [warning for warning in await client.plan(query) if "does not exist" not in warning], query.text


def test_every_part_that_reads_a_fact_asks_who_may_see_it() -> None:
    """The parts stand in no query file, so that the check of query files does not see them."""
    text = (CYPHER / "entities" / "fragments.toml").read_text(encoding="utf-8")
    patterns = re.findall(r"^MATCH .*?(?=\"\"\")", text, re.DOTALL | re.MULTILINE)
    assert len(patterns) == text.count("MATCH ")
    for pattern in patterns:
        assert "@fact.marking <= $clearance" in pattern
        assert "(@fact.releasableTo IS NULL OR $nationality IN @fact.releasableTo)" in pattern
        assert "@entity.marking <= $clearance" in pattern


def test_what_entities_do_not_show_is_not_asked_of_them() -> None:
    composed = Composition(keyed=True)
    kind = kind_of("Nation")
    with pytest.raises(NotShown):
        composed.values([kind.fields["record"]])
    with pytest.raises(NotShown):
        composed.condition(alternatives({"agreements": {"some": {"node": {"record": {"eq": "x"}}}}}, kind))
    record = connections_of("Nation")["agreements"].fields["record"]
    assert composed.values([record]) == "fact.recordId"


def test_only_names_of_the_model_are_written(queries: QueryLibrary) -> None:
    query, _ = written(queries, "Nation", {"agreements": {"none": {"node": {"kind": {"eq": "treaty"}}}}})
    with pytest.raises(ValueError, match="has no slot orders"):
        query.filled({"orders": "1"})
    with pytest.raises(ValueError, match="has no slot orders"):
        queries["entities/page_shown:Nation"].filled({"orders": "1"})


def test_days_are_read_back() -> None:
    kind = kind_of("Nation")
    fields = [kind.fields["since"], kind.fields["name"]]
    assert [str(value) for value in read_back(fields)(["1990-01-01", "1990-01-01"])] == ["1990-01-01"] * 2
    assert not isinstance(read_back(fields)(["1990-01-01", "1990-01-01"])[0], str)
    assert isinstance(read_back(fields)(["1990-01-01", "1990-01-01"])[1], str)


def test_entities_are_found_by_key_only_where_all_are_named(queries: QueryLibrary) -> None:
    named = {"key": {"in": ["FRA", "DEU"]}}
    assert ":Nation:Entity)" in written(queries, "Nation", named)[0].text
    assert ":Nation:Entity)" in written(queries, "Nation", {"OR": [named, named]})[0].text
    assert ":Nation:Entity)" not in written(queries, "Nation", {"OR": [named, {"name": {"eq": "x"}}]})[0].text
    assert ":Nation:Entity)" not in written(queries, "Nation", {"NOT": named})[0].text
    assert ":Nation:Entity)" not in written(queries, "Nation", {})[0].text


def test_sorting_and_going_on_agree() -> None:
    """What comes after a place is written with the same values as the order, the unknown last."""
    composed = Composition(keyed=False)
    sort = (SortKey(field=kind_of("Nation").fields["region"], descending=True),)
    after = composed.after([{"value": None}, {"value": "FRA"}], sort, ("entity.key",))
    assert "entity.region IS NULL" in after
    assert "entity.region <" not in after
    assert composed.order(sort, ("entity.key",)) == "entity.region IS NULL, entity.region DESC, entity.key"
    since = (SortKey(field=kind_of("Nation").fields["since"], descending=True),)
    assert composed.order(since, ("entity.key",)) == "entity.validFrom DESC, entity.key"
