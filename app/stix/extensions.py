"""What STIX has no object or property for, defined by its own rules (STIX 2.1, 7.3)."""

import json

from app.stix.common import dated_definition
from app.stix.model import StixObject

AGREEMENT = "entente-agreement"
ENGAGEMENT = "entente-engagement"

_DAY = {"type": "string", "format": "date"}
_TEXTS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_OBJECTS = {
    AGREEMENT: {
        "type": "object",
        "description": "A treaty or other instrument between nations or bodies.",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "agreement_kind": {"type": "string"},
            "signed_on": _DAY,
            "objectives": _TEXTS,
        },
    },
    ENGAGEMENT: {
        "type": "object",
        "description": "What was done together: an exercise, talks, a visit, relief, a peace operation.",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "engagement_kind": {"type": "string"},
            "place": {"type": "string"},
            "first_day": _DAY,
            "last_day": _DAY,
        },
    },
}
_FACT = {
    "type": "object",
    "description": "How a tie is known, and what it obliges to. Days are inclusive; a partial date is given as the "
    "longest interval that it allows.",
    "required": ["reliability", "credibility", "valid_from", "valid_from_precision"],
    "properties": {
        "reliability": {"enum": ["A", "B", "C", "D", "E", "F"]},
        "credibility": {"type": "integer", "minimum": 1, "maximum": 6},
        "valid_from": _DAY,
        "valid_from_precision": {"enum": ["day", "month", "year"]},
        "valid_to": _DAY,
        "start_unknown": {"type": "boolean"},
        "end_unknown": {"type": "boolean"},
        "attested_until": _DAY,
        "role": {"type": "string"},
        "obligations": _TEXTS,
        "reservation": {"type": "string"},
        "synthetic": {"type": "boolean", "description": "It is invented."},
    },
}

OBJECTS: StixObject = dated_definition(
    "extension-definition",
    "objects",
    {
        "name": "Agreements and engagements of nations",
        "description": "Agreements and engagements, for which STIX 2.1 has no objects.",
        "schema": json.dumps(_OBJECTS),
        "version": "1.0.0",
        "extension_types": ["new-sdo"],
    },
)
FACT: StixObject = dated_definition(
    "extension-definition",
    "fact",
    {
        "name": "Graded facts",
        "description": "How a relationship is known, by NATO's grades of information.",
        "schema": json.dumps(_FACT),
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    },
)
