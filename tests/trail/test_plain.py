"""What an entry quotes is bounded, holds no secrets, and reads alike in every language."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.trail.chain import canonical
from app.trail.plain import MASK, MOST_BYTES, plain
from app.web.asked import operation
from tests.trail.verifier import rfc8785

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)


@given(st.dictionaries(st.text(), JSON))
@settings(max_examples=100, deadline=None)
def test_whatever_is_asked_is_written_canonically(asked: dict[str, Any]) -> None:
    quoted = plain(asked)
    assert canonical(quoted).decode() == rfc8785(quoted)
    assert json.loads(canonical(quoted)) == quoted


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "x" * 100_000},
        {"many": ["x" * 900] * 90},
        {"wide": {str(number): "x" * 900 for number in range(1_000)}},
        {"x" * 5_000: 1},
        {"nested": json.loads("[" * 400 + "]" * 400)},
    ],
)
def test_it_is_bounded(asked: dict[str, Any]) -> None:
    assert len(canonical(plain(asked))) <= MOST_BYTES


def test_what_is_cut_is_told() -> None:
    assert plain({"text": "x" * 2_000})["text"].endswith("… 2,000 characters")
    assert plain({"all": list(range(200))})["all"][-1] == "… 200 in all"
    assert plain({"many": ["x" * 900] * 90})["cut"] is True


def test_numbers_that_languages_read_differently_are_texts() -> None:
    quoted = plain({"a": 2**53, "b": 2**53 - 1, "c": 0.1, "d": math.nan, "e": True, "f": None})
    assert quoted == {"a": "9007199254740992", "b": 2**53 - 1, "c": "0.1", "d": "nan", "e": True, "f": None}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("entente_ab12_c2VjcmV0LXNlY3JldA", f"entente_ab12_{MASK}"),
        ("a Bearer c2VjcmV0 b", f"a Bearer {MASK} b"),
        ("bolt://neo4j:c2VjcmV0@graph:7687", f"bolt://{MASK}@graph:7687"),
        ("?token=c2VjcmV0&on=2024", f"?token={MASK}&on=2024"),
        ('{"password": "c2VjcmV0", "b": [1]}', f'{{"password": "{MASK}", "b": [1]}}'),
        ("the secret of the alliance", "the secret of the alliance"),
        ("North Atlantic Treaty", "North Atlantic Treaty"),
    ],
)
def test_what_looks_like_a_secret_is_left_out(value: str, shown: str) -> None:
    assert plain({"text": value}) == {"text": shown}


@pytest.mark.parametrize("name", ["password", "clientSecret", "ACCESS_TOKEN", "Authorization", "api-key", "set-cookie"])
def test_what_is_secret_by_its_name_is_left_out_whatever_it_is(name: str) -> None:
    assert plain({"a": [{name: {"b": ["c2VjcmV0"]}}], name: 7}) == {"a": [{name: MASK}], name: MASK}


@pytest.mark.parametrize(
    ("document", "name", "action"),
    [
        ("{ a b a }", None, "query: a, b"),
        ("query N { x: a ...F } fragment F on Query { c ... { d } }", None, "query N: a, c, d"),
        ("query A { a } mutation B { b }", "A", "query A: a"),
        ("query A { a } mutation B { b }", None, "mutation B: b"),
        ("subscription { s(after: 1) { t } }", "unknown", "subscription: s"),
        ("{ a", None, None),
        ("fragment F on Query { ...F } { ...F }", None, "query: "),
    ],
)
def test_an_operation_is_told_by_its_root_fields(document: str, name: str | None, action: str | None) -> None:
    found = operation(document, name)
    assert (found and found.action) == action
