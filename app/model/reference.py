"""The schema reference that people read, from the declaration."""

from typing import Any

from app.model.declaration import Property
from app.model.envelope import ENVELOPE
from app.model.labels import LABELS
from app.model.relationships import RELATIONSHIPS


def reference() -> dict[str, Any]:
    """The model as plain values."""
    return {
        "labels": [
            {"name": label.name, "meaning": label.meaning, "properties": _properties(label.properties)}
            for label in LABELS
        ],
        "relationships": [
            {
                "type": relationship.type,
                "meaning": relationship.meaning,
                "from": list(relationship.start.labels),
                "to": list(relationship.end.labels),
                "properties": _properties(relationship.properties),
            }
            for relationship in RELATIONSHIPS
        ],
        "every fact": _properties(ENVELOPE),
    }


def reference_text() -> str:
    """The model as text, a line a property."""
    lines: list[str] = []
    for label in LABELS:
        lines += [f"(:{label.name})  {label.meaning}", *_lines(label.properties), ""]
    for relationship in RELATIONSHIPS:
        ends = (
            f"(:{'|'.join(relationship.start.labels)})-[:{relationship.type}]->(:{'|'.join(relationship.end.labels)})"
        )
        lines += [f"{ends}  {relationship.meaning}", *_lines(relationship.properties), ""]
    return "\n".join([*lines, "Every fact carries:", *_lines(ENVELOPE)])


def _properties(declared: tuple[Property, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": given.name,
            "type": given.type,
            "required": given.required,
            "meaning": given.meaning,
            "values": list(given.values),
        }
        for given in declared
    ]


def _lines(declared: tuple[Property, ...]) -> list[str]:
    return [
        f"  {given.name + ('' if given.required else '?'):22}{given.type:14}{given.meaning}"
        + (f" One of: {', '.join(given.values)}." if given.values else "")
        for given in declared
    ]
