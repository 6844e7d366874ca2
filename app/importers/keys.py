"""Keys of entities that a dataset knows by a name only."""

import re

from app.nations.names import fold


def slug(name: str) -> str:
    """A name as part of a key: `" Cap-Haïtien (North)"` becomes `"cap-haitien-north"`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
