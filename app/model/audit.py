"""What drifted from the declared model: Neo4j Community cannot enforce it, so this looks."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.graph.client import GraphClient, Row
from app.model.envelope import ENVELOPE
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS

_ENTITY = "Entity"
_LEDGERS = {"Migration", "MigrationLock", "Seed", "Ledger", "Change"}
_LEDGER_TYPES = {"NEXT"}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One kind of drift, what it is about, and how many there are."""

    kind: str
    subject: str
    count: int


async def audit_graph(graph: GraphClient) -> list[Finding]:
    """All drift. Empty for a graph that is as declared."""
    return [
        *_labels(await graph.read("audit/labels")),
        *_relationships(await graph.read("audit/relationships")),
        *_properties(await graph.read("audit/properties")),
        *_constraints(await graph.read("audit/constraints")),
        *(
            Finding(kind="fact with several standing records", subject=row["factKey"], count=row["standing"])
            for row in await graph.read("audit/double_records")
        ),
        *(
            Finding(kind="facts of an unknown source", subject=str(row["source"]), count=row["facts"])
            for row in await graph.read("audit/unsourced")
        ),
    ]


def _labels(rows: list[Row]) -> Iterator[Finding]:
    entities = {frozenset({_ENTITY, label.name}) for label in LABELS if label is not SOURCE}
    allowed = entities | {frozenset({other}) for other in (SOURCE.name, *_LEDGERS)}
    for row in rows:
        if frozenset(row["labels"]) not in allowed:
            yield Finding(kind="undeclared labels", subject=":".join(row["labels"]), count=row["nodes"])


def _constraints(rows: list[Row]) -> Iterator[Finding]:
    unique = {(row["kind"], row["property"]) for row in rows}
    declared = {(label.name, "key") for label in LABELS} | {(each.type, "recordId") for each in RELATIONSHIPS}
    for kind, name in sorted(declared - unique):
        yield Finding(kind="missing constraint", subject=f"{kind}.{name}", count=1)


def _relationships(rows: list[Row]) -> Iterator[Finding]:
    declared = {relationship.type: relationship for relationship in RELATIONSHIPS}
    for row in rows:
        if row["type"] in _LEDGER_TYPES:
            continue
        relationship = declared.get(row["type"])
        start, end = (set(row[side]) - {_ENTITY} for side in ("startLabels", "endLabels"))
        if relationship is None or not (
            start <= set(relationship.start.labels) and end <= set(relationship.end.labels)
        ):
            subject = f"({':'.join(row['startLabels'])})-[{row['type']}]->({':'.join(row['endLabels'])})"
            yield Finding(kind="undeclared relationship", subject=subject, count=row["facts"])


def _properties(rows: list[Row]) -> Iterator[Finding]:
    by_label = {label.name: label.properties for label in LABELS}
    by_type = {relationship.type: relationship.properties for relationship in RELATIONSHIPS}
    bearing: dict[tuple[str, str | None], dict[str, int]] = {}
    facts: dict[tuple[str, str | None], int] = {}
    for row in rows:
        kind = (row["type"], row["label"])
        bearing.setdefault(kind, {})[row["property"]] = row["bearing"]
        facts[kind] = row["facts"]
    for (fact_type, label), found in bearing.items():
        if fact_type in _LEDGER_TYPES:
            continue
        own = by_label.get(label or "", ()) if fact_type == ASSERTED_BY.type else by_type.get(fact_type, ())
        subject = f"{fact_type} of {label}" if label else fact_type
        for name in sorted(set(found) - {given.name for given in (*own, *ENVELOPE)}):
            yield Finding(kind="undeclared property", subject=f"{subject}.{name}", count=found[name])
        for name in sorted(given.name for given in (*own, *ENVELOPE) if given.required):
            lacking = facts[fact_type, label] - found.get(name, 0)
            if lacking:
                yield Finding(kind="required property missing", subject=f"{subject}.{name}", count=lacking)
