"""What importers of engagements share: keys from names, and who took part."""

import re

from app.nations.names import fold
from app.record.facts import Fact, PropertyValue

UNITED_STATES = "2"
"""COW state number of the nation that most datasets of engagements are about."""


def slug(name: str) -> str:
    """A name as part of a key: `" Cap-Haïtien (North)"` becomes `"cap-haitien-north"`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def took_part(nation: str, engagement: Fact, *, role: str, **properties: PropertyValue) -> Fact:
    """That a nation took part in what `engagement` asserts, for all of its time and by the same evidence."""
    return Fact(
        type="PARTICIPATED_IN",
        start=nation,
        end=engagement.start,
        valid=engagement.valid,
        evidence=engagement.evidence,
        properties={"role": role, **properties},
    )
