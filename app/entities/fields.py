"""What can be read, filtered and sorted by: the declared properties, the evidence behind them, and what is related."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from app.model.declaration import Label, Property, PropertyType, Relationship
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, MEASURED_BY, RELATIONSHIPS

Of = Literal["key", "said", "fact"]
Direction = Literal["out", "in", "either"]

_EVIDENCE: tuple[tuple[str, str, PropertyType, str], ...] = (
    ("since", "validFrom", "date", "First day; a partial date starts with the first day that it allows."),
    ("sincePrecision", "validFromPrecision", "string", "How much of the first day is known: day, month, year."),
    ("startUnknown", "startUnknown", "boolean", "It is attested from `since` on and may have begun before."),
    ("until", "validTo", "date", "Last day; null: still in force."),
    ("untilPrecision", "validToPrecision", "string", "How much of the last day is known: day, month, year."),
    ("endUnknown", "endUnknown", "boolean", "Nothing says whether or when it ended."),
    ("attestedUntil", "attestedUntil", "date", "Where the source's own observation ends."),
    ("source", "source", "string", "Key of the source that says so."),
    ("sourceRow", "sourceRow", "string", "Where in the source: row, article, page."),
    ("reliability", "reliability", "string", "Reliability of the source, A to F (STANAG 2511)."),
    ("credibility", "credibility", "integer", "Credibility of the statement, 1 to 6."),
    ("synthetic", "synthetic", "boolean", "It is invented."),
    ("marking", "marking", "integer", "0 unclassified, 1 restricted, 2 confidential, 3 secret, 4 top secret."),
    ("recordedAt", "recordedAt", "datetime", "When this version was recorded."),
    ("record", "recordId", "string", "This version of the fact: what a correction names."),
)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One value: of an entity's key, of what its best source says of it, or of a fact between two entities.

    `stored` is what the graph calls it.
    """

    name: str
    of: Of
    stored: str
    type: PropertyType
    meaning: str
    values: tuple[str, ...] = ()
    required: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it has a sum and a mean."""
        return self.type in ("integer", "float")

    @property
    def is_ordered(self) -> bool:
        """Whether it can be sorted by, grouped by and measured: a list cannot."""
        return not self.type.startswith("list")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of entity: its declared label, or any of several."""

    name: str
    labels: tuple[Label, ...]
    meaning: str
    fields: Mapping[str, Field]

    @property
    def plural(self) -> str:
        """What many of them are called."""
        return self.labels[0].plural if len(self.labels) == 1 else "entities"

    @property
    def connections(self) -> Mapping[str, "Connection"]:
        """What entities of this kind are related to, by name."""
        return connections_of(self.labels[0].name) if len(self.labels) == 1 else {}


@dataclass(frozen=True, kw_only=True)
class Connection:
    """What entities are related to by facts of one kind, seen from one end."""

    name: str
    relationship: Relationship
    direction: Direction
    kind: Kind
    fields: Mapping[str, Field]

    @property
    def all_fields(self) -> Mapping[str, Field]:
        """The values of the fact, and of the entity at its other end as `node.…`."""
        return {**self.fields, **{f"node.{name}": field for name, field in self.kind.fields.items()}}


def _field(declared: Property, of: Of) -> Field:
    return Field(
        name=declared.name,
        of=of,
        stored=declared.name,
        type=declared.type,
        meaning=declared.meaning,
        values=declared.values,
        required=declared.required,
    )


def _evidence(of: Of) -> dict[str, Field]:
    required = {"since", "source", "reliability", "credibility", "marking", "recordedAt", "record"}
    return {
        name: Field(name=name, of=of, stored=graph, type=kind, meaning=meaning, required=name in required)
        for name, graph, kind, meaning in _EVIDENCE
    }


_KEY = Field(
    name="key", of="key", stored="key", type="string", meaning="Its key: unique among all entities.", required=True
)
_NAME = Field(
    name="name", of="said", stored="name", type="string", meaning="What the best source calls it.", required=True
)


@cache
def kind_of(label: str) -> Kind:
    """The kind of entity of that label."""
    declared = next(each for each in ENTITIES if each.name == label)
    own = {each.name: _field(each, "said") for each in declared.properties if each.name != "searchNames"}
    return Kind(
        name=label,
        labels=(declared,),
        meaning=declared.meaning,
        fields={"key": _KEY, **own, **_evidence("said")},
    )


ENTITIES: tuple[Label, ...] = tuple(label for label in LABELS if label is not SOURCE)
"""The declared labels of entities. Sources are not entities: they are what says something of them."""

ANY = Kind(
    name="Entity",
    labels=ENTITIES,
    meaning="Whatever the graph knows: what all kinds have in common.",
    fields={"key": _KEY, "name": _NAME, **_evidence("said")},
)


@cache
def connections_of(label: str) -> Mapping[str, Connection]:
    """What entities of that label are related to, by name."""
    found = {}
    for declared in RELATIONSHIPS:
        if declared in (ASSERTED_BY, MEASURED_BY):  # they end at sources
            continue
        if label in declared.start.labels:
            direction: Direction = "either" if declared.outgoing == declared.incoming else "out"
            found[declared.outgoing] = _connection(declared, direction)
        if label in declared.end.labels and declared.incoming not in (None, declared.outgoing):
            found[str(declared.incoming)] = _connection(declared, "in")
    return found


@cache
def _connection(declared: Relationship, direction: Direction) -> Connection:
    others = declared.start.labels if direction == "in" else declared.end.labels
    return Connection(
        name=str(declared.incoming) if direction == "in" else declared.outgoing,
        relationship=declared,
        direction=direction,
        kind=kind_of(others[0]) if len(others) == 1 else ANY,
        fields={**{each.name: _field(each, "fact") for each in declared.properties}, **_evidence("fact")},
    )


def all_connections() -> Mapping[str, Connection]:
    """All connections, by name: a name means the same wherever it stands."""
    return {name: one for label in ENTITIES for name, one in connections_of(label.name).items()}
