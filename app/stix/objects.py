"""Records as STIX objects.

A nation is an identity that is located at a location; bodies and units are identities. STIX has no object for an
agreement or an engagement: these are objects of an extension. Ties are relationships.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.graph.client import Row
from app.sources.model import Source
from app.stix.common import CONFIDENCE, PRODUCER, day_after, day_begins, identified, marking_of, moment, reference
from app.stix.extensions import AGREEMENT, ENGAGEMENT, FACT, OBJECTS
from app.stix.model import StixObject

_TYPES = {
    "Nation": "identity",
    "Organization": "identity",
    "Unit": "identity",
    "Agreement": AGREEMENT,
    "Engagement": ENGAGEMENT,
}
_RELATIONS = {
    "MEMBER_OF": "member-of",
    "PARTY_TO": "party-to",
    "PARTICIPATED_IN": "participated-in",
    "BELONGS_TO": "belongs-to",
}
_REGIONS = {
    "Sub-Saharan Africa": "africa",
    "Latin America and the Caribbean": "latin-america-caribbean",
    "Australia and New Zealand": "australia-new-zealand",
}
"""UN M49's names where STIX's vocabulary has others; of the rest it has the same, with hyphens."""


def entity_id(label: str, key: str) -> str:
    """The id of an entity's object."""
    return identified(_TYPES[label], key)


def entity_objects(rows: Sequence[Row], sources: Mapping[str, Source]) -> Iterator[StixObject]:
    """One entity, from what sources assert of it, the best first: its object, for a nation its location too, and all
    markings of what is quoted.
    """
    label, key = rows[0]["label"], rows[0]["key"]
    quoted = _quoted(rows)
    common = _common(entity_id(label, key), quoted, sources)
    said = _said(quoted)
    yield from (marking_of(row["record"]) for row in quoted)
    yield common | _content(label, said)
    if label == "Nation" and (place := _place(said)):
        location = identified("location", key)
        yield common | {"type": "location", "id": location, "name": said["name"], **place}
        yield common | {
            "type": "relationship",
            "id": identified("relationship", f"located-at|{key}"),
            "relationship_type": "located-at",
            "source_ref": common["id"],
            "target_ref": location,
        }


def tie_objects(row: Row, ends: Mapping[str, str], sources: Mapping[str, Source]) -> Iterator[StixObject]:
    """One tie as a relationship, and its marking. `ends` gives the id of each entity by key."""
    record = row["record"]
    yield marking_of(record)
    common = _common(identified("relationship", record["factKey"]), [row], sources)
    yield common | {
        "type": "relationship",
        "relationship_type": _RELATIONS[row["type"]],
        "source_ref": ends[row["start"]],
        "target_ref": ends[row["end"]],
        **_period(record),
        "extensions": {FACT["id"]: _fact(record)},
    }


def _common(key: str, rows: Sequence[Row], sources: Mapping[str, Source]) -> StixObject:
    """What every object has: id, moments, grade, markings and origin; the best record comes first."""
    records = [row["record"] for row in rows]
    confidence = CONFIDENCE[records[0]["credibility"]]
    common = {
        "type": key.split("--")[0],
        "spec_version": "2.1",
        "id": key,
        "created_by_ref": PRODUCER["id"],
        "created": moment(min(row["created"] for row in rows)),
        "modified": moment(max(record["recordedAt"] for record in records)),
        "confidence": confidence,
        "labels": ["synthetic"] if any(record.get("synthetic") for record in records) else None,
        "object_marking_refs": list(dict.fromkeys(marking_of(record)["id"] for record in records)),
        "external_references": [reference(record, sources) for record in records],
    }
    return {name: value for name, value in common.items() if value is not None}


def _quoted(rows: Sequence[Row]) -> list[Row]:
    """The assertions that are needed to say all that is said of an entity."""
    known: set[str] = set()
    quoted: list[Row] = []
    for row in rows:
        fresh = {name for name in _QUOTED if row["record"].get(name) is not None} - known
        if fresh or not quoted:
            quoted.append(row)
            known |= fresh
    return quoted


_QUOTED = ("name", "kind", "iso2", "region", "signedOn", "objectives", "location")


def _said(rows: Sequence[Row]) -> dict[str, Any]:
    said = {name: row["record"][name] for row in reversed(rows) for name in _QUOTED if name in row["record"]}
    record = rows[0]["record"]
    return {"name": rows[0]["key"]} | said | {"first": record["validFrom"], "last": record.get("validTo")}


def _content(label: str, said: Mapping[str, Any]) -> StixObject:
    extended = {OBJECTS["id"]: {"extension_type": "new-sdo"}}
    content: StixObject
    match label:
        case "Nation":
            content = {"identity_class": "organization", "sectors": ["government-national"]}
        case "Organization":
            content = {"identity_class": "organization"}
        case "Unit":
            content = {"identity_class": "organization", "sectors": ["defense"]}
        case "Agreement":
            content = {"agreement_kind": said.get("kind"), "signed_on": _day(said.get("signedOn")),
                       "objectives": said.get("objectives"), "extensions": extended}  # fmt: skip
        case _:
            content = {"engagement_kind": said.get("kind"), "place": said.get("location"),
                       "first_day": _day(said["first"]), "last_day": _day(said["last"]),
                       "extensions": extended}  # fmt: skip
    return {"name": said["name"], **{name: value for name, value in content.items() if value}}


def _place(said: Mapping[str, Any]) -> StixObject:
    """Country and region; neither, where a state has no code and no region, and then it has no location."""
    region = said.get("region")
    place = {
        "country": said.get("iso2"),
        "region": _REGIONS.get(region, region.lower().replace(" ", "-")) if region else None,
    }
    return {name: value for name, value in place.items() if value}


def _period(record: Mapping[str, Any]) -> StixObject:
    """When a tie held, as moments; a start or an end that is not known is left out."""
    end = day_after(record["validTo"]) if record.get("validTo") else None
    period = {
        "start_time": None if record.get("startUnknown") else day_begins(record["validFrom"]),
        "stop_time": day_begins(end) if end else None,
    }
    return {name: value for name, value in period.items() if value is not None}


def _fact(record: Mapping[str, Any]) -> StixObject:
    fact = {
        "extension_type": "property-extension",
        "reliability": record["reliability"],
        "credibility": record["credibility"],
        "valid_from": _day(record["validFrom"]),
        "valid_from_precision": record["validFromPrecision"],
        "valid_to": _day(record.get("validTo")),
        "start_unknown": record.get("startUnknown"),
        "end_unknown": record.get("endUnknown"),
        "attested_until": _day(record.get("attestedUntil")),
        "role": record.get("role"),
        "obligations": record.get("obligations"),
        "reservation": record.get("reservation"),
        "synthetic": record.get("synthetic"),
    }
    return {name: value for name, value in fact.items() if value}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
