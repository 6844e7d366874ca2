"""The GraphQL schema as its clients rely on it: kept as a file, and never broken without a warning.

`app/web/schema.graphql` is the schema as it is; `app/web/schema.released.graphql` is what clients were last given.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    DocumentNode,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    Node,
    TypeDefinitionNode,
    Visitor,
    build_ast_schema,
    build_schema,
    find_breaking_changes,
    get_named_type,
    parse,
    visit,
)
from graphql.language import REMOVE
from typer.testing import CliRunner

from app.answers.fields import fields_of
from app.cli import app as commands
from app.questions import QUESTIONS
from app.web.graphql import schema, sdl

KEPT = Path("app/web/schema.graphql")
RELEASED = Path("app/web/schema.released.graphql")
ROOT = Path(__file__).parents[2]

DRIFTED = f"The GraphQL schema is no longer that of {KEPT}: `entente schema --graphql > {KEPT}` writes it anew."
BROKEN = (
    "These changes break what clients rely on:\n  {}\n"
    "Keep the old beside the new, mark it deprecated with the reason and what to use instead, and release that "
    f"(`cp {KEPT} {RELEASED}`). What is deprecated in {RELEASED} may go with the next release."
)


def kept(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_the_file_is_the_schema() -> None:
    assert kept(KEPT) == sdl(), DRIFTED


def test_the_command_prints_it() -> None:
    printed = CliRunner().invoke(commands, ["schema", "--graphql"])
    assert printed.exit_code == 0
    assert printed.stdout == sdl()


def test_nothing_that_clients_rely_on_is_broken() -> None:
    changes = breaking(kept(RELEASED), sdl())
    assert not changes, BROKEN.format("\n  ".join(changes))


# What may go


class _Deprecated(Visitor):
    """Takes out what is marked as deprecated."""

    def enter(self, node: Node, *_: Any) -> Any:
        directives: Iterable[Any] = getattr(node, "directives", None) or ()
        return REMOVE if any(each.name.value == "deprecated" for each in directives) else None


def breaking(released: str, current: str) -> list[str]:
    """The changes that break a client of the released schema which uses nothing that is deprecated there."""
    promised: DocumentNode = visit(parse(released), _Deprecated())
    used = set(_used(build_ast_schema(promised, assume_valid=True)))
    kinds = [
        each for each in promised.definitions if not isinstance(each, TypeDefinitionNode) or each.name.value in used
    ]
    before = build_ast_schema(DocumentNode(definitions=tuple(kinds)), assume_valid=True)
    changes = find_breaking_changes(before, build_schema(current, assume_valid=True))
    return [f"{each.type.name}: {each.description}" for each in changes]


def _used(of: GraphQLSchema) -> Iterator[str]:
    """The names of the types that an operation can come to: others lead nowhere, once what is deprecated is gone."""
    waiting: list[Any] = [of.query_type, of.mutation_type, of.subscription_type]
    seen: set[str] = set()
    while waiting:
        kind = waiting.pop()
        if kind is None or kind.name in seen:
            continue
        seen.add(kind.name)
        yield kind.name
        if isinstance(kind, GraphQLUnionType):
            waiting += kind.types
        if isinstance(kind, (GraphQLObjectType, GraphQLInterfaceType, GraphQLInputObjectType)):
            waiting += [get_named_type(field.type) for field in kind.fields.values()]
        if isinstance(kind, (GraphQLObjectType, GraphQLInterfaceType)):
            waiting += [get_named_type(each.type) for field in kind.fields.values() for each in field.args.values()]


BEFORE = """
type Query { answer(on: String, limit: Int @deprecated(reason: "x")): Answer! old: Old @deprecated(reason: "x") }
type Answer { kind: Kind! name: String! was: String @deprecated(reason: "x") }
type Old { name: String! }
enum Kind { ONE TWO THREE @deprecated(reason: "x") }
input Given { name: String was: String @deprecated(reason: "x") }
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("limit: Int", "limit: String"),
        (', limit: Int @deprecated(reason: "x")', ""),
        ('old: Old @deprecated(reason: "x")', ""),
        ('was: String @deprecated(reason: "x") }\ntype', "}\ntype"),
        ('THREE @deprecated(reason: "x")', ""),
        ("type Old { name: String! }", "type Old { name: Int }"),
        ("type Answer {", "type Answer { more: Int"),
        ("on: String", "on: String since: String"),
        ("ONE TWO", "ONE TWO FOUR"),
        ("name: String! was", "name: String! @deprecated(reason: \"y\") was"),
    ],
)  # fmt: skip
def test_what_is_deprecated_may_change_and_anything_may_come(old: str, new: str) -> None:
    assert old in BEFORE
    assert breaking(BEFORE, BEFORE.replace(old, new)) == []


def test_a_type_may_go_with_the_last_deprecated_field_that_leads_to_it() -> None:
    without = BEFORE.replace('old: Old @deprecated(reason: "x")', "").replace("type Old { name: String! }", "")
    assert breaking(BEFORE, without) == []


@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ("name: String! was", "was", "Answer.name"),
        ("name: String! was", "name: String was", "Answer.name"),
        ("on: String, ", "", "Query.answer(on:)"),
        ("on: String", "on: Int", "Query.answer(on:)"),
        ("on: String", "on: String since: String!", "Query.answer(since:)"),
        ("ONE TWO", "ONE", "TWO"),
        ("answer(on", "reply(on", "Query.answer"),
        ("type Answer", "interface Answer", "Answer"),
    ],
)
def test_what_is_not_may_not(old: str, new: str, subject: str) -> None:
    assert BEFORE.count(old) == 1
    (change,) = breaking(BEFORE, BEFORE.replace(old, new))
    assert subject in change


# What it says


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda named: named.name)
def test_every_question_is_a_field(question: Any) -> None:
    root = schema._schema.query_type
    assert root is not None
    head, *rest = question.name.split("-")
    field = root.fields[head + "".join(word.capitalize() for word in rest)]
    assert set(field.args) == {given.name for given in fields_of(question.question)}
    assert field.description
    assert question.asks in field.description


def test_what_may_be_left_out_is_not_said_to_be_null() -> None:
    assert "= null" not in sdl()
    assert "on: Date\n" in sdl()
    assert "limit: Int = 5\n" in sdl()
