"""What all STIX objects of Entente have in common: their ids, moments, markings and where they come from.

Ids are UUIDs of version 5, so that the same thing has the same id in every bundle. STIX asks for version 4 where
nothing speaks against it, and keeps its own namespace for cyber observables: this is another one.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.record.releasability import Marking
from app.sources.model import Source
from app.stix.model import StixObject

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:entente:stix")
_DEFINED = "2026-11-01T00:00:00.000Z"
"""When Entente's own definitions were made."""

CONFIDENCE: Mapping[int, int | None] = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10, 6: None}
"""STIX 2.1, appendix A, Admiralty credibility; 6, which cannot be judged, has no confidence there."""

TLP_WHITE: StixObject = {
    "type": "marking-definition",
    "spec_version": "2.1",
    "id": "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "created": "2017-01-20T00:00:00.000Z",
    "definition_type": "tlp",
    "name": "TLP:WHITE",
    "definition": {"tlp": "white"},
}
"""The standard's own object: STIX 2.1 knows the colours of TLP 1 only."""


def _uuid(text: str) -> UUID:
    return uuid5(_NAMESPACE, text)


def identified(kind: str, name: str) -> str:
    """The id of the object of this type that stands for `name`."""
    return f"{kind}--{_uuid(f'{kind}|{name}')}"


def moment(value: datetime) -> str:
    """A moment as STIX writes it, to the millisecond."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}Z"


def day_begins(day: date) -> str:
    """The first moment of a day."""
    return f"{day.isoformat()}T00:00:00.000Z"


def day_after(day: date) -> date | None:
    """The first day on which what lasted until `day` does not hold; None: the calendar has no such day."""
    return day + timedelta(days=1) if day < date.max else None


PRODUCER: StixObject = {
    "type": "identity",
    "spec_version": "2.1",
    "id": identified("identity", "entente"),
    "created": _DEFINED,
    "modified": _DEFINED,
    "name": "Entente",
    "description": "A record of relations between nations, from public sources.",
    "identity_class": "system",
}
"""Who makes the bundles."""


def definition(kind: str, name: str, content: Mapping[str, Any]) -> StixObject:
    """One of Entente's own definitions, the same in every bundle."""
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": identified(kind, name),
        "created": _DEFINED,
        "created_by_ref": PRODUCER["id"],
        **content,
    }


def dated_definition(kind: str, name: str, content: Mapping[str, Any]) -> StixObject:
    """A definition of a kind that can be revised."""
    return definition(kind, name, {"modified": _DEFINED, **content})


def marking_of(record: Mapping[str, Any]) -> StixObject:
    """The marking of a record. What is unclassified and limited to nobody is TLP:WHITE.

    Higher markings are orders of protection, not circles of recipients as TLP's colours are: they are stated in words.
    """
    marking, released, originator = record["marking"], record.get("releasableTo"), record.get("originator")
    if marking == Marking.UNCLASSIFIED and released is None and originator is None:
        return TLP_WHITE
    parts = [Marking(marking).name.replace("_", " ")]
    if released is not None:
        parts.append(f"releasable to {', '.join(sorted(released)) or 'nobody'}")
    if originator is not None:
        parts.append(f"originator {originator}")
    statement = "; ".join(parts)
    return definition(
        "marking-definition", statement, {"definition_type": "statement", "definition": {"statement": statement}}
    )


def reference(record: Mapping[str, Any], sources: Mapping[str, Source]) -> StixObject:
    """Where a record comes from: its source, and the row in it."""
    key = record["source"]
    source = sources.get(key)
    said = {
        "source_name": source.title if source and source.title else key,
        "description": f"Source {key}, graded {record['reliability']}{record['credibility']}.",
        "url": source.url if source and source.url else None,
        "external_id": record.get("sourceRow"),
    }
    return {name: value for name, value in said.items() if value is not None}


def bundled(objects: Iterable[StixObject]) -> StixObject:
    """The objects as a bundle, each once. Equal objects make an equal bundle."""
    every = {each["id"]: each for each in objects}
    content = "|".join(f"{key}@{each.get('modified', each['created'])}" for key, each in every.items())
    return {"type": "bundle", "id": f"bundle--{_uuid(content)}", "objects": list(every.values())}
