"""The part of the GraphQL schema that is made of the declared model: a type, a connection and filters for each kind.

`Nation` is a type already, which answers speak of; it is extended, so that from any answer all can be reached that the
graph knows of a nation.
"""

from collections.abc import Iterable, Iterator, Mapping

from app.entities.fields import ANY, ENTITIES, Connection, Field, Kind, all_connections, kind_of
from app.entities.model import MOST_ENTITIES, USUAL_ENTITIES
from app.entities.where import OPERATORS

EXTENDED = frozenset({"Nation"})
"""Kinds of which answers speak already, with `key` and `name`."""

SCALARS = {
    "string": "String",
    "integer": "Int",
    "float": "Float",
    "boolean": "Boolean",
    "date": "Date",
    "datetime": "DateTime",
    "list<string>": "[String!]",
}
CERTAIN = frozenset({"startUnknown", "endUnknown", "synthetic"})
"""Values of the evidence that are false where nothing is said."""

_CIRCUMSTANCES = (
    '"Only what holds on that day, YYYY-MM-DD; absent: whenever, each fact with its own days." on: Date',
    '"Only what was known by then." knownOn: DateTime',
    '"Keys of sources to rely on." sources: [String!]',
)


def entity_sdl() -> str:
    """The types, in GraphQL's schema definition language, as an extension of a schema with `Nation` and `Query`."""
    kinds = [kind_of(label.name) for label in ENTITIES]
    return "\n".join(
        [
            *_shared(),
            *(line for kind in (*kinds, ANY) for line in _filters(kind)),
            *(line for kind in kinds for line in _kind(kind)),
            *(line for connection in all_connections().values() for line in _connection(connection)),
            *_roots(kinds),
        ]
    )


def pascal(name: str) -> str:
    """`postsSent` as a type has it: `PostsSent`."""
    return name[0].upper() + name[1:]


def written(field: Field) -> str:
    """The type of a value."""
    return SCALARS[field.type] + ("!" if field.required or field.name in CERTAIN else "")


# What all kinds share


def _shared() -> Iterator[str]:
    yield '"Anything that the graph knows, as its best source states it."'
    yield "interface Entity {"
    yield '  "The same thing, among all kinds."'
    yield "  id: ID!"
    yield '  "What kind of thing it is."'
    yield "  label: String!"
    yield from _values(ANY.fields.values())
    yield "}"
    yield '"Where a page stands among others."'
    yield "type PageInfo {\n  hasNextPage: Boolean!\n  hasPreviousPage: Boolean!"
    yield "  startCursor: String\n  endCursor: String\n}"
    yield '"Of how many a number is known, and how much it is."'
    yield "type NumberMeasure {\n  known: Int!\n  least: Float\n  greatest: Float\n  total: Float\n  mean: Float\n}"
    yield '"Of how many a day is known, the first and the last."'
    yield "type DateMeasure {\n  known: Int!\n  least: Date\n  greatest: Date\n}"
    yield '"What a number has to be; one that is not known meets no condition."'
    yield "input NumberBounds {\n  gte: Float\n  gt: Float\n  lte: Float\n  lt: Float\n}"
    for kind, operators in OPERATORS.items():
        yield '"Conditions on a value. One that is not known meets none, and the contrary of none."'
        yield f"input {_condition(kind)} {{"
        for operator in operators:
            many = operator in ("in", "includes")
            scalar = "Boolean" if operator == "known" else SCALARS[kind].strip("[]!")
            yield f"  {operator}: {f'[{scalar}!]' if many else scalar}"
        yield "}"


def _condition(kind: str) -> str:
    return "TextListCondition" if kind.startswith("list") else f"{SCALARS[kind]}Condition"


def _values(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        values = f" One of: {', '.join(field.values)}." if field.values else ""
        yield f'  "{field.meaning}{values}"'
        yield f"  {field.name}: {written(field)}"


# Kinds of entity


def _kind(kind: Kind) -> Iterator[str]:
    if kind.name in EXTENDED:
        yield f"extend type {kind.name} implements Entity {{"
    else:
        yield f'"{kind.meaning}"'
        yield f"type {kind.name} implements Entity {{"
    yield "  id: ID!"
    yield "  label: String!"
    known = ("key", "name") if kind.name in EXTENDED else ()
    yield from _values(field for field in kind.fields.values() if field.name not in known)
    yield '  "The same as each source states it, the best first."'
    yield f"  assertions: [{kind.name}!]!"
    for name, connection in kind.connections.items():
        yield f'  "{connection.relationship.meaning}"'
        yield f"  {name}({_page_arguments(pascal(name) + 'Fact', pascal(name))}): {pascal(name)}Connection!"
    yield "}"
    yield f"type {kind.name}Edge {{\n  cursor: String!\n  node: {kind.name}!\n}}"
    yield from _paged(kind.name, node=kind.name, fields=kind.fields, root=True)


def _page_arguments(where: str, sort: str) -> str:
    return ", ".join(
        (
            f"where: {where}Where",
            f'"Up to three; what is unknown comes last." sort: [{sort}Sort!]',
            f'"1 to {MOST_ENTITIES}." first: Int = {USUAL_ENTITIES}',
            '"The cursor after which the page starts." after: String',
        )
    )


def _paged(name: str, *, node: str, fields: Mapping[str, Field], root: bool) -> Iterator[str]:
    """A connection: its pages, its groups, and what these can be sorted and grouped by."""
    ordered = {each: field for each, field in fields.items() if field.is_ordered}
    measured = {each: field for each, field in ordered.items() if field.is_number or field.type == "date"}
    yield f"type {name}Connection {{"
    yield f"  edges: [{name}Edge!]!\n  nodes: [{node}!]!\n  pageInfo: PageInfo!"
    yield '  "How many there are on all pages."'
    yield "  totalCount: Int!"
    yield '  "How many there are of each combination of values; by nothing: of all together."'
    yield f"  groups(by: [{name}Field!] = []): [{name}Group!]!"
    if root:
        yield '  "The queries and parameters behind this answer."'
        yield "  asked: [AskedQuery!]!"
    yield "}"
    yield f"enum {name}Field {{\n  {' '.join(_enum(each) for each in ordered)}\n}}"
    yield f"input {name}Sort {{\n  by: {name}Field!\n  descending: Boolean = false\n}}"
    yield f"type {name}Group {{"
    yield "  count: Int!"
    if not root:
        yield '  "How many others these facts are about."'
        yield "  entities: Int!"
    yield from (f"  {_enum(each)}: {SCALARS[field.type]}" for each, field in ordered.items())
    yield f"  measures: {name}Measures!"
    yield "}"
    yield f"type {name}Measures {{"
    yield from (
        f"  {_enum(each)}: {'NumberMeasure' if field.is_number else 'DateMeasure'}!" for each, field in measured.items()
    )
    yield "}"


def _enum(name: str) -> str:
    """`node.name` as an enum has it."""
    return name.replace(".", "_")


def _filters(kind: Kind) -> Iterator[str]:
    name = kind.name
    yield f"input {name}Where {{"
    yield f"  AND: [{name}Where!]\n  OR: [{name}Where!]\n  NOT: {name}Where"
    yield from (f"  {each}: {_condition(field.type)}" for each, field in kind.fields.items())
    yield from (f"  {each}: {pascal(each)}Where" for each in kind.connections)
    yield "}"


# Connections


def _connection(connection: Connection) -> Iterator[str]:
    name = pascal(connection.name)
    fact = f"{name}FactWhere"
    yield f"type {name}Edge {{\n  cursor: String!\n  node: {connection.kind.name}!"
    yield from _values(connection.fields.values())
    yield "}"
    yield f"input {fact} {{"
    yield f"  AND: [{fact}!]\n  OR: [{fact}!]\n  NOT: {fact}\n  node: {connection.kind.name}Where"
    yield from (f"  {each}: {_condition(field.type)}" for each, field in connection.fields.items())
    yield "}"
    yield f"input {name}Count {{\n  gte: Int\n  gt: Int\n  lte: Int\n  lt: Int\n  of: {fact}\n}}"
    numbers = [_enum(each) for each, field in connection.all_fields.items() if field.is_number]
    yield f"input {name}Measured {{\n  of: {fact}\n" + "".join(f"  {each}: NumberBounds\n" for each in numbers) + "}"
    yield f"input {name}Where {{\n  some: {fact}\n  all: {fact}\n  none: {fact}\n  count: {name}Count"
    yield f"  total: {name}Measured\n  mean: {name}Measured\n}}"
    yield from _paged(name, node=connection.kind.name, fields=connection.all_fields, root=False)


# Where queries start


def _roots(kinds: Iterable[Kind]) -> Iterator[str]:
    yield "extend type Query {"
    for kind in kinds:
        one = kind.name[0].lower() + kind.name[1:]
        many = kind.plural if kind.plural != one else f"all{kind.name}"
        arguments = ", ".join((_page_arguments(kind.name, kind.name), *_CIRCUMSTANCES))
        yield f'  "{kind.meaning}"'
        yield f"  {many}({arguments}): {kind.name}Connection!"
        yield '  "The one of that key; null where there is none."'
        yield f"  {one}(key: String!, {', '.join(_CIRCUMSTANCES)}): {kind.name}"
    yield '  "Whatever has that `id`; null where there is nothing."'
    yield f"  node(id: ID!, {', '.join(_CIRCUMSTANCES)}): Entity"
    yield "}"


def root_fields() -> Iterator[tuple[str, Kind, bool]]:
    """The fields of Query: name, kind, and whether it is about many."""
    for label in ENTITIES:
        kind = kind_of(label.name)
        one = kind.name[0].lower() + kind.name[1:]
        yield (kind.plural if kind.plural != one else f"all{kind.name}"), kind, True
        yield one, kind, False
