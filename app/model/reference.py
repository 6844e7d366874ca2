"""The schema reference that people read, from the declaration."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from app.model.declaration import Property, Relationship
from app.model.envelope import ENVELOPE
from app.model.labels import LABELS
from app.model.relationships import RELATIONSHIPS

_PAGE = Path(__file__).with_name("reference.html")


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
        lines += [f"{_ends(relationship)}  {relationship.meaning}", *_lines(relationship.properties), ""]
    return "\n".join([*lines, "Every fact carries:", *_lines(ENVELOPE)])


def reference_page() -> str:
    """The model as a web page that needs nothing from outside."""
    labels = ((f":{label.name}", label.name, label.meaning, label.properties) for label in LABELS)
    relationships = (
        (_ends(relationship), relationship.type, relationship.meaning, relationship.properties)
        for relationship in RELATIONSHIPS
    )
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(
        contents=_contents([label.name for label in LABELS] + [relationship.type for relationship in RELATIONSHIPS]),
        labels="".join(_section(*label) for label in labels),
        relationships="".join(_section(*relationship) for relationship in relationships),
        envelope=_table(ENVELOPE),
    )


def _ends(relationship: Relationship) -> str:
    start, end = "|".join(relationship.start.labels), "|".join(relationship.end.labels)
    return f"(:{start})-[:{relationship.type}]->(:{end})"


def _contents(names: Iterable[str]) -> str:
    return " · ".join(f'<a href="#{name}">{name}</a>' for name in names)


def _section(title: str, anchor: str, meaning: str, properties: tuple[Property, ...]) -> str:
    table = _table(properties) if properties else ""
    return f'<section id="{anchor}"><h3>{escape(title)}</h3><p>{escape(meaning)}</p>{table}</section>'


def _table(declared: tuple[Property, ...]) -> str:
    rows = "".join(
        f"<tr><th scope=row><code>{given.name}</code></th><td>{escape(given.type)}</td>"
        f"<td>{'yes' if given.required else ''}</td><td>{escape(given.meaning)}"
        + (f"<br><small>{escape(', '.join(given.values))}</small>" if given.values else "")
        + "</td></tr>"
        for given in declared
    )
    return f"<table><thead><tr><th>property<th>type<th>required<th>meaning</tr></thead><tbody>{rows}</tbody></table>"


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
