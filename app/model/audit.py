"""What drifted from the declared model: Neo4j Community cannot enforce it, so this looks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.graph.client import GraphClient, Row
from app.model.declaration import Property, PropertyType
from app.model.envelope import ENVELOPE, POSITIONS
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS

_ENTITY = "Entity"
_LEDGERS = {"Migration", "MigrationLock", "Seed", "Ledger", "Change", "Entry", "Webhook", "TrailHead", "ApiKey"}
_LEDGER_TYPES = {"NEXT"}
_KEY = Property(name="key", meaning="What it is known by.", required=True)
_EMPTY_LIST = "LIST<NOTHING> NOT NULL"
_VALUE_TYPES: Mapping[PropertyType, tuple[str, ...]] = {
    "string": ("STRING NOT NULL",),
    "integer": ("INTEGER NOT NULL",),
    "float": ("FLOAT NOT NULL",),
    "boolean": ("BOOLEAN NOT NULL",),
    "date": ("DATE NOT NULL",),
    "datetime": ("ZONED DATETIME NOT NULL",),
    "list<string>": ("LIST<STRING NOT NULL> NOT NULL", _EMPTY_LIST),
}
"""What Cypher calls the declared types."""

_DECLARED = {label.name: label.properties + ENVELOPE + POSITIONS for label in LABELS if label is not SOURCE} | {
    relationship.type: relationship.properties + ENVELOPE + POSITIONS for relationship in RELATIONSHIPS
}
"""Label of an entity, or type of a relationship → all that its facts may bear."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One kind of drift, what it is about, and how many there are."""

    kind: str
    subject: str
    count: int


async def audit_graph(graph: GraphClient) -> list[Finding]:
    """All drift. Empty for a graph that is as declared."""
    labels = await graph.read("audit/labels")
    relationships = await graph.read("audit/relationships")
    return [
        *_labels(labels),
        *_relationships(relationships),
        *_facts(await graph.read("audit/properties"), _counted(relationships)),
        *_sources(
            await graph.read("audit/sources"), sum(row["nodes"] for row in labels if SOURCE.name in row["labels"])
        ),
        *_values(await graph.read("audit/values", limited=_limited())),
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
        if relationship is None:
            kind = "undeclared relationship"
        elif not _joined(row["startLabels"], relationship.start.labels):
            kind = "undeclared start"
        elif not _joined(row["endLabels"], relationship.end.labels):
            kind = "undeclared end"
        else:
            continue
        subject = f"({':'.join(row['startLabels'])})-[{row['type']}]->({':'.join(row['endLabels'])})"
        yield Finding(kind=kind, subject=subject, count=row["facts"])


def _joined(labels: list[str], declared: tuple[str, ...]) -> bool:
    """Whether a node with these labels may stand where the declared ones may; one without any may not."""
    own = set(labels) - {_ENTITY}
    return bool(own) and own <= set(declared)


def _counted(relationships: list[Row]) -> Counter[str]:
    """How many facts there are of each declared kind."""
    counted: Counter[str] = Counter()
    for row in relationships:
        label = next((label for label in row["startLabels"] if label != _ENTITY), "")
        kind = label if row["type"] == ASSERTED_BY.type else row["type"]
        if kind in _DECLARED:
            counted[kind] += row["facts"]
    return counted


def _facts(rows: list[Row], counted: Counter[str]) -> Iterator[Finding]:
    """What is wrong with the properties of facts. Types and labels that nobody declared are found for themselves."""
    labels = {label.name for label in LABELS}
    for kind, facts in counted.items():
        own = [row for row in rows if kind == (row["label"] if row["type"] == ASSERTED_BY.type else row["type"])]
        subject = f"{ASSERTED_BY.type} of {kind}" if kind in labels else kind
        yield from _bearing(subject, _DECLARED[kind], own, facts)


def _sources(rows: list[Row], sources: int) -> Iterator[Finding]:
    yield from _bearing(SOURCE.name, (_KEY, *SOURCE.properties), rows, sources)


def _bearing(subject: str, declared: Iterable[Property], rows: list[Row], total: int) -> Iterator[Finding]:
    """What is wrong with the properties of `total` things of one kind; each row says how many bear one."""
    known = {given.name: given for given in declared}
    bearing: Counter[str] = Counter()
    for row in rows:
        name = row["property"]
        bearing[name] += row["bearing"]
        if name in known and row["valueType"] not in _VALUE_TYPES[known[name].type]:
            wrong = f"{subject}.{name} is {row['valueType'].removesuffix(' NOT NULL')}, not {known[name].type}"
            yield Finding(kind="wrong type", subject=wrong, count=row["bearing"])
    for name in sorted(set(bearing) - set(known)):
        yield Finding(kind="undeclared property", subject=f"{subject}.{name}", count=bearing[name])
    for name in sorted(name for name, given in known.items() if given.required):
        if bearing[name] < total:
            yield Finding(kind="required property missing", subject=f"{subject}.{name}", count=total - bearing[name])


def _limited() -> dict[str, dict[str, list[str]]]:
    """Label of an entity, or type of a relationship → property → the values that it is limited to."""
    return {
        kind: {given.name: list(given.values) for given in declared if given.values}
        for kind, declared in _DECLARED.items()
    }


def _values(rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        subject = f"{row['kind']}.{row['property']}: {row['value']!r}"
        yield Finding(kind="undeclared value", subject=subject, count=row["facts"])
