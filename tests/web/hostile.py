"""GraphQL requests that would cost far more than they look, as a caller might send them."""

from typing import Any

from graphql import get_introspection_query


def _nested(field: str, levels: int) -> str:
    return f"{{ {field} " * levels + "{ on }" + " }" * levels


def _doubling(levels: int) -> str:
    """Each fragment spreads the next one twice: 2^levels fields in a text of a few lines."""
    fragments = " ".join(f"fragment F{n} on AlliancePaths {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels))
    return f"{{ {_asked('...F0')} }} {fragments} fragment F{levels} on AlliancePaths {{ on }}"


def _asked(selection: str, limit: int = 5) -> str:
    return f'alliancePaths(from: "Norway", to: "Japan", limit: {limit}) {{ {selection} }}'


def _deep(value: Any, levels: int, wrap: Any) -> Any:
    for _ in range(levels):
        value = wrap(value)
    return value


def _named(names: int) -> list[str]:
    return [f"Nation {n}" for n in range(names)]


def _with_avoided(avoided: Any) -> dict[str, Any]:
    return {
        "query": """query ($avoid: [String!]) { alliancePaths(from: "Norway", to: "Japan", avoid: $avoid) { on } }""",
        "variables": {"avoid": avoided},
    }


def _aliased(selection: str, times: int) -> str:
    return " ".join(f"a{n}: {selection}" for n in range(times))


_BONDS = "{ through { commitments { nation { key name } obligations source } doubts { nation { key } obligations } } }"
_TYPES = "types { fields { type { fields { type { fields { type { fields { name } } } } } } } }"
_STANDARD = get_introspection_query()

HOSTILE: dict[str, dict[str, Any]] = {
    "200 levels": {"query": _nested("sources", 200)},
    "30 levels": {"query": _nested("sources", 30)},
    "30 levels by fragments": {
        "query": "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ sources {{ ...F{n + 1} }} }}" for n in range(30))
        + " fragment F30 on Query { on }"
    },
    "10,000 aliases": {"query": "{ " + " ".join(f"a{n}: sources {{ key }}" for n in range(10_000)) + " }"},
    "300 aliases below one question": {"query": "{ sources { " + " ".join(f"a{n}: key" for n in range(300)) + " } }"},
    "11 questions": {"query": "{ " + " ".join(f"a{n}: sources {{ key }}" for n in range(11)) + " }"},
    "11 questions by fragments": {
        "query": "{ ...F } fragment F on Query { " + " ".join(f"a{n}: sources {{ key }}" for n in range(11)) + " }"
    },
    "10 questions of the largest answers": {
        "query": "{ "
        + " ".join(
            f'a{n}: commitments(nation: "USA", limit: 500) {{ bonds {{ boundToIt {_BONDS} boundByIt {_BONDS} }} }}'
            for n in range(10)
        )
        + " }"
    },
    "fragments that double 40 times": {"query": _doubling(40)},
    "a fragment that spreads itself": {
        "query": "{ ...F } fragment F on Query { sources { key } ...F }",
    },
    "fragments in a circle": {
        "query": "{ ...F } fragment F on Query { ...G } fragment G on Query { sources { key } ...F }",
    },
    "a circle that nothing spreads": {
        "query": "{ sources { key } } fragment F on Query { ...G } fragment G on Query { ...F }",
    },
    "one field 1,500 times": {"query": "{ sources { " + "key " * 1_500 + "} }"},
    "one question 300 times": {"query": "{ " + "sources { key } " * 300 + "}"},
    "150 fragments at one place": {
        "query": "{ "
        + " ".join(f"...F{n}" for n in range(150))
        + " } "
        + " ".join(f"fragment F{n} on Query {{ sources {{ key }} }}" for n in range(150))
    },
    "1,500 fields that nothing spreads": {
        "query": "{ sources { key } } fragment F on Source { " + "key " * 1_500 + "}"
    },
    "100 operations of one large fragment": {
        "query": " ".join(f"query Q{n} {{ sources {{ ...F }} }}" for n in range(100))
        + " fragment F on Source { "
        + " ".join(["key", "title", "publisher", "version", "url", "licence"] * 20)
        + " }",
        "operationName": "Q1",
    },
    "100,000 names in the text": {
        "query": "{ " + _asked("on").replace("limit: 5", f"avoid: {_named(100_000)}".replace("'", '"')) + " }"
    },
    "100,000 names in a variable": _with_avoided(_named(100_000)),
    "9,000 short names in a variable": _with_avoided(["x"] * 9_000),
    "1 MB of comments": {"query": "# nothing\n" * 100_000 + "{ sources { key } }"},
    "90 kB of comments": {"query": "#\n" * 45_000 + "{ sources { key } }"},
    "1 MB in one string": {"query": '{ alliancePaths(from: "' + "x" * 1_000_000 + '", to: "Japan") { on } }'},
    "1 MB of spaces": {"query": " " * 1_000_000 + "{ sources { key } }"},
    "lists of 100 levels in a variable": _with_avoided(_deep("x", 100, lambda value: [value])),
    "lists of 900 levels in a variable": _with_avoided(_deep("x", 900, lambda value: [value])),
    "objects of 100 levels in a variable": _with_avoided(_deep("x", 100, lambda value: {"a": value})),
    "lists of 150 levels in the text": {
        "query": "{ " + _asked("on").replace("limit: 5", "avoid: " + "[" * 150 + '"x"' + "]" * 150) + " }"
    },
    "lists of 900 levels in the text": {
        "query": "{ " + _asked("on").replace("limit: 5", "avoid: " + "[" * 900 + '"x"' + "]" * 900) + " }"
    },
    "fields of types of fields": {"query": f"{{ __schema {{ {_TYPES} }} }}"},
    "introspection 30 times": {"query": f"{{ __schema {{ {_aliased('types { fields { name } }', 30)} }} }}"},
    "the whole introspection 8 times": {
        "query": _STANDARD.replace("{", "{ " + _aliased("__schema { types { ...FullType } }", 7), 1)
    },
}
"""What is to be refused, by what is wrong with it."""

TOO_DEEP_TO_READ = b'{"query": "{ sources { key } }", "variables": {"a": ' + b"[" * 40_000 + b"]" * 40_000 + b"}}"
"""A body that Python's own reader of JSON gives up on."""
