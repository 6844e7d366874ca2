"""The declared graph model as the type definitions that @neo4j/graphql reads.

A relationship that may end at several labels ends at the type `Entity`, the label that all entities bear: one pattern,
where a union would be one query for each label.
"""

from collections.abc import Iterator, Sequence

from app.model.declaration import Label, Property, PropertyType, Relationship
from app.model.envelope import ENVELOPE
from app.model.labels import LABELS, SOURCE
from app.model.relationships import RELATIONSHIPS

_SCALARS: dict[PropertyType, str] = {
    "string": "String",
    "integer": "Int",
    "float": "Float",
    "boolean": "Boolean",
    "date": "Date",
    "datetime": "DateTime",
    "list<string>": "[String!]",
}
_NOT_ON_NODES = {"factKey", "recordId", "digest"}


def type_definitions() -> str:
    """All labels with their properties and relationships, and the properties of each relationship, as one text."""
    entity = _type("Entity", [each for label in LABELS for each in label.properties if each.name == "name"][:1], LABELS)
    nodes = [_type(label.name, label.properties, (label,)) for label in LABELS]
    return "\n".join([entity, *nodes, *(_properties_type(each) for each in RELATIONSHIPS)])


def _type(name: str, properties: Sequence[Property], labels: Sequence[Label]) -> str:
    shown = [each for each in ENVELOPE if each.name not in _NOT_ON_NODES] if labels != (SOURCE,) else []
    own = {each.name: each for each in (*shown, *properties)}
    fields = ["key: String!", *(f"{each.name}: {_SCALARS[each.type]}" for each in own.values()), *_related(labels)]
    return f"type {name} @node {{\n  " + "\n  ".join(fields) + "\n}\n"


def _related(labels: Sequence[Label]) -> Iterator[str]:
    """The relationship fields of what bears one of `labels`; each name once."""
    names = {label.name for label in labels}
    found = {}
    for each in RELATIONSHIPS:
        if names & set(each.start.labels):
            undirected = ", queryDirection: UNDIRECTED" if each.outgoing == each.incoming else ""
            found[each.outgoing] = _field(each, each.outgoing, each.end.labels, f"OUT{undirected}")
        if names & set(each.end.labels) and each.incoming not in (None, each.outgoing):
            found[str(each.incoming)] = _field(each, str(each.incoming), each.start.labels, "IN")
    yield from found.values()


def _field(relationship: Relationship, name: str, others: Sequence[str], direction: str) -> str:
    other = others[0] if len(others) == 1 else "Entity"
    properties = _properties_name(relationship)
    return (
        f'{name}: [{other}!]! @relationship(type: "{relationship.type}", direction: {direction}, '
        f'properties: "{properties}")'
    )


def _properties_type(relationship: Relationship) -> str:
    own = {each.name: each for each in (*ENVELOPE, *relationship.properties)}
    fields = "\n  ".join(f"{each.name}: {_SCALARS[each.type]}" for each in own.values())
    return f"type {_properties_name(relationship)} @relationshipProperties {{\n  {fields}\n}}\n"


def _properties_name(relationship: Relationship) -> str:
    return "".join(word.capitalize() for word in relationship.type.split("_")) + "Properties"
