"""What a request asks, as the audit trail quotes it: its action, its parameters, variables or body, and no secrets."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    parse,
    visit,
)

from app.trail.plain import MASK, is_secret, pairs, plain, text
from app.web.documents import document_hash, hash_of, with_document_id

MOST_KEPT = 65_536
"""Bytes of a body that are kept to be quoted; a larger one is told by its size and its SHA-256."""

_MOST_FIELDS = 20
_MOST_DOCUMENT = 10_000


@dataclass(frozen=True, kw_only=True)
class Operation:
    """An operation of a GraphQL document: `query`, `mutation` or `subscription`, its name and its root fields."""

    kind: str
    name: str | None
    fields: tuple[str, ...]
    document: str
    """The document's text, without the values of arguments that are secret by their name."""

    @property
    def action(self) -> str:
        """As an entry tells it: `mutation Enter: statePartyTo`."""
        named = f"{self.kind} {self.name}" if self.name else self.kind
        return f"{named}: {', '.join(self.fields)}"[:500]


class Body:
    """What has come of a request's body."""

    def __init__(self, *, most: int = MOST_KEPT) -> None:
        self.size = 0
        self._hash = sha256()
        self._kept = bytearray()
        self._most = most

    def take(self, piece: bytes) -> None:
        """A piece of it."""
        self.size += len(piece)
        self._hash.update(piece)
        if self.size <= self._most:
            self._kept += piece
        else:
            self._kept.clear()

    def content(self, media_type: str) -> Any:
        """What it says, where it is JSON or a form and was kept; else None."""
        return _read(bytes(self._kept), media_type) if self._kept else None

    @property
    def told(self) -> dict[str, Any]:
        """Its size and its SHA-256."""
        return {"bytes": self.size, "sha256": self._hash.hexdigest()}


def _read(body: bytes, media_type: str) -> Any:
    try:
        if media_type.endswith("json"):
            return json.loads(body)
        if media_type == "application/x-www-form-urlencoded":
            return pairs(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except (ValueError, RecursionError):
        return None
    return None


def parameters(query_string: bytes) -> dict[str, Any]:
    """The parameters of an address."""
    given = query_string.decode("latin-1")
    try:
        return pairs(parse_qsl(given, keep_blank_values=True, max_num_fields=200))
    except ValueError:
        return {"unread": text(given)}


def route_of(scope: MutableMapping[str, Any]) -> str:
    """The template of the route that answers, or `*` where none does."""
    template = getattr(scope.get("route"), "path", None)
    if not template:
        return "*"
    parts, own = scope["path"].split("/"), template.strip("/").split("/")
    return "/".join([*parts[: max(1, len(parts) - len(own))], *own])


# GraphQL


def operation_asked(body: Any, documents: Mapping[str, str] | None) -> tuple[Operation | None, dict[str, Any]]:
    """The operation of a GraphQL request, None where there is none that can be read; and what was asked of it."""
    if not isinstance(body, dict):
        return None, plain({"body": body})
    extensions = body.get("extensions")
    given = with_document_id(body).get("extensions")
    named = document_hash(given) if isinstance(given, dict) else None
    query = body.get("query") or (documents or {}).get(named or "")
    name = body.get("operationName")
    found = operation(query, name if isinstance(name, str) else None) if isinstance(query, str) else None
    asked: dict[str, Any] = {"variables": body.get("variables") or {}}
    if found is not None:
        asked["document"] = found.document
    if isinstance(query, str):
        asked["documentId"] = hash_of(query)
    elif named is not None:
        asked["documentId"] = named
    if extensions:
        asked["extensions"] = extensions
    return found, plain(asked)


def operation(query: str, name: str | None) -> Operation | None:
    """The operation of that name in a document, or its only one."""
    read = _operations(query) if len(query) <= _MOST_DOCUMENT else _operations.__wrapped__(query)
    if name is None or name not in read:
        return next(iter(read.values()), None) if len(read) == 1 or name is None else None
    return read[name]


@lru_cache(maxsize=500)
def _operations(query: str) -> Mapping[str, Operation]:
    try:
        document = parse(query, max_lexical_tokens=20_000)
    except (GraphQLError, RecursionError):
        return {}
    shown = text(_unsecret(query, document))
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    found: dict[str, Operation] = {}
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            name = each.name.value if each.name else None
            fields = tuple(dict.fromkeys(_roots(each.selection_set, fragments, depth=5)))
            found[name or ""] = Operation(
                kind=each.operation.value, name=name and text(name), fields=fields[:_MOST_FIELDS], document=shown
            )
    # A mutation among several operations is told first: what changes something must not pass for what does not.
    return dict(sorted(found.items(), key=lambda item: item[1].kind != "mutation"))


def _roots(selected: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], *, depth: int) -> Iterator[str]:
    for each in selected.selections if depth else ():
        if isinstance(each, FieldNode):
            yield text(each.name.value)
        elif isinstance(each, InlineFragmentNode):
            yield from _roots(each.selection_set, fragments, depth=depth - 1)
        elif isinstance(each, FragmentSpreadNode) and each.name.value in fragments:
            yield from _roots(fragments[each.name.value].selection_set, fragments, depth=depth - 1)


class _Secrets(Visitor):
    """Finds where in a document the values stand that are secret by their name."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: list[tuple[int, int]] = []

    def enter_argument(self, node: Any, *_: Any) -> None:
        self._look(node)

    def enter_object_field(self, node: Any, *_: Any) -> None:
        self._look(node)

    def _look(self, node: Any) -> None:
        if is_secret(node.name.value) and node.value.kind != "variable" and node.value.loc is not None:
            self.spans.append((node.value.loc.start, node.value.loc.end))

    def enter_variable_definition(self, node: Any, *_: Any) -> None:
        given = node.default_value
        if is_secret(node.variable.name.value) and given is not None and given.loc is not None:
            self.spans.append((given.loc.start, given.loc.end))


def _unsecret(query: str, document: DocumentNode) -> str:
    found = _Secrets()
    visit(document, found)
    shown, end = [], 0
    for start, stop in sorted(found.spans):
        if start >= end:
            shown += [query[end:start], MASK]
            end = stop
    return "".join([*shown, query[end:]])
