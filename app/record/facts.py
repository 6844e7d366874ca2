"""Facts as they are written: a relationship between two entities, or what a source asserts of one entity."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

from app.record.evidence import Evidence
from app.record.releasability import PUBLIC, Release
from app.record.time import ValidTime

PropertyValue = str | int | float | bool | date | tuple[str, ...] | None

ENDING_AT_SOURCES = {"ASSERTED_BY", "MEASURED_BY"}
"""Types of fact whose end is a source rather than an entity."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A dated, sourced and marked statement: `start` –`type`→ `end`.

    What a source says of one entity is a fact too: its type is ASSERTED_BY, its end the source, and `label` the kind
    of entity. `distinction` tells apart the facts that one source has between the same two ends; without it their
    first day does.
    """

    type: str
    start: str
    end: str
    valid: ValidTime
    evidence: Evidence
    release: Release = PUBLIC
    properties: Mapping[str, PropertyValue] = field(default_factory=dict)
    label: str | None = None
    distinction: str | None = None

    @property
    def key(self) -> str:
        """What stays the same when a fact is corrected."""
        distinction = self.distinction or self.valid.valid_from.isoformat()
        return "|".join((self.evidence.source, self.type, self.start, self.end, distinction))

    @property
    def to_source(self) -> bool:
        """Whether its end is a source rather than an entity."""
        return self.type in ENDING_AT_SOURCES

    @cached_property
    def content(self) -> Mapping[str, object]:
        """What the fact says, as properties; absent ones are left out."""
        return self._content()

    @cached_property
    def digest(self) -> str:
        """Checksum of the content: an equal fact is not written again."""
        return sha256(json.dumps(self.content, sort_keys=True, default=str).encode()).hexdigest()[:32]

    def record(self, recorded_at: datetime) -> dict[str, object]:
        """The relationship's properties for the version of this fact that is recorded at that moment."""
        return {
            **self.content,
            "factKey": self.key,
            "recordId": f"{self.key}@{recorded_at.isoformat()}",
            "digest": self.digest,
            "recordedAt": recorded_at,
        }

    def _content(self) -> dict[str, object]:
        valid, evidence, release = self.valid, self.evidence, self.release
        content = dict(self.properties) | {
            "validFrom": valid.valid_from,
            "validTo": valid.valid_to,
            "validFromPrecision": valid.from_precision.value,
            "validToPrecision": valid.to_precision.value if valid.to_precision else None,
            "startUnknown": valid.start_unknown or None,
            "endUnknown": valid.end_unknown or None,
            "source": evidence.source,
            "sourceRow": evidence.source_row,
            "reliability": evidence.reliability.value,
            "credibility": int(evidence.credibility),
            "synthetic": evidence.synthetic or None,
            "marking": int(release.marking),
            "releasableTo": release.releasable_to,
            "originator": release.originator,
        }
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in content.items()
            # An empty list says nothing, except of whom a fact is released to: then it is nobody.
            if value is not None and (value != () or name == "releasableTo")
        }


def assertion(
    label: str,
    key: str,
    *,
    valid: ValidTime,
    evidence: Evidence,
    properties: Mapping[str, PropertyValue],
    release: Release = PUBLIC,
) -> Fact:
    """What `evidence.source` says of the entity `key` of kind `label`."""
    return Fact(
        type="ASSERTED_BY",
        start=key,
        end=evidence.source,
        valid=valid,
        evidence=evidence,
        release=release,
        properties=properties,
        label=label,
    )
