"""Requests made for every endpoint that reads and every root field, with keys of what is hidden, seen and missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type, is_leaf_type, is_required_argument

from tests.web.test_questions import ASKED

NOT_COMPARED = {
    "/healthz": "it says whether the service runs",
    "/readyz": "it says whether the service runs",
    "/metrics": "it is for operators",
    "/api/v1/jobs": "it lists the imports that a caller started",
    "/api/v1/jobs/{id}": "it tells of an import that a caller started",
    "/api/v1/webhooks": "it lists what a caller made",
    "/api/v1/webhooks/{webhook_id}": "it tells of what a caller made",
    "/api/v1/trail": "it is for auditors",
    "/api/v1/keys": "it is for administrators",
    "/api/v1/changes": "tests/events compares the feed with that of a record that never held what is hidden",
    "/api/v1/attention-changes": "tests/events compares it; the answer without a stream is that of attention",
}
"""Endpoints that read and are not compared here, with the reason."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    accept: str = "application/json"


def of_endpoints(paths: Mapping[str, Any], keys: Mapping[str, Sequence[str]]) -> Iterator[Asked]:
    """Requests for each GET of an OpenAPI document; KeyError for one that nobody said how to ask.

    `keys`: for each path segment of a kind, keys to ask for.
    """
    for path in sorted(path for path, methods in paths.items() if "get" in methods and path not in NOT_COMPARED):
        segments = path.removeprefix("/api/v1/").split("/")
        names = {each["name"] for each in paths[path]["get"].get("parameters", [])}
        if segments[0] in ASKED:
            if not any(isinstance(each, list) and isinstance(each[0], dict) for each in ASKED[segments[0]].values()):
                yield Asked(method="GET", path=path, query=ASKED[segments[0]])
                yield Asked(method="GET", path=path, query=ASKED[segments[0]], accept="text/csv")
        elif segments[0] == "briefs":
            for key in keys["nations"][:2]:
                yield Asked(method="GET", path=path.replace("{nation}", key), query=_BRIEF)
            yield Asked(method="GET", path=path.replace("{nation}", "POL"), query=_BRIEF)
            yield Asked(method="GET", path=path.replace("{nation}", "POL"), query={**_BRIEF, "with": "USA"})
            yield Asked(method="GET", path=path.replace("{nation}", "POL"), query=_BRIEF, accept="text/html")
        elif "{key}" in path:
            for key in keys[segments[0]][:2]:
                query = {"first": 5, "total": True} if "total" in names else {}
                yield Asked(method="GET", path=path.replace("{key}", key), query=query)
        elif "total" in names:
            yield Asked(method="GET", path=path, query={"first": 7, "total": True, "sort": "-name"})
            yield Asked(method="GET", path=path, query={"first": 200}, accept="text/csv")
        else:
            yield Asked(method="GET", path=path, query=_OTHERS[path])


_BRIEF = {"on": "2024-07-01", "knownOn": "2030-01-01T00:00:00Z"}
"""A brief says when it was made, unless what was known by some moment is asked for."""

_OTHERS: Mapping[str, Mapping[str, Any]] = {
    "/api/v1/sources": {},
    "/api/v1/stix": {"nations": ["POL", "USA"], "limit": 200},
    "/api/v1/reconcile": {"queries": '{"q0": {"query": "Poland"}, "q1": {"query": "north atlantic treaty"}}'},
}


def of_root_fields(schema: GraphQLSchema, keys: Mapping[str, Sequence[str]]) -> Iterator[Asked]:
    """One document for each root field, and each key of its kind. KeyError for one that nobody said how to ask."""
    query = schema.query_type
    assert query is not None
    questions = {_camel(name): given for name, given in ASKED.items()}
    for name, root in query.fields.items():
        required = [given for given, argument in root.args.items() if is_required_argument(argument)]
        if name in questions:
            yield _document(name, root, questions[name])
        elif required == ["key"]:
            for key in keys[get_named_type(root.type).name][:4]:
                yield _document(name, root, {"key": key})
        elif required == ["id"]:
            for key in keys["Agreement"][:4]:
                yield _document(name, root, {"id": key})
        elif required:
            raise KeyError(name)
        else:
            yield _document(name, root, {"first": 5} if "first" in root.args else {})


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(each.capitalize() for each in others)


def _document(name: str, root: GraphQLField, given: Mapping[str, Any]) -> Asked:
    declared = ", ".join(f"${each}: {root.args[each].type}" for each in given)
    passed = ", ".join(f"{each}: ${each}" for each in given)
    text = f"query {f'({declared})' if declared else ''} {{ {name}{f'({passed})' if passed else ''}"
    return Asked(
        method="POST",
        path="/graphql",
        body={"query": f"{text} {_selection(get_named_type(root.type), depth=3)} }}", "variables": dict(given)},
    )


def _selection(kind: Any, *, depth: int) -> str:
    if is_leaf_type(kind):
        return ""
    if not isinstance(kind, GraphQLObjectType):
        return "{ __typename key name }"
    chosen = ["__typename"]
    for name, each in kind.fields.items():
        if any(is_required_argument(argument) for argument in each.args.values()):
            continue
        inner = get_named_type(each.type)
        if is_leaf_type(inner):
            chosen.append(name)
        elif name in ("nodes", "pageInfo") or (depth > 1 and isinstance(inner, GraphQLObjectType) and not each.args):
            chosen.append(f"{name} {_selection(inner, depth=1 if name in ('nodes', 'pageInfo') else depth - 1)}")
    return f"{{ {' '.join(chosen)} }}"
