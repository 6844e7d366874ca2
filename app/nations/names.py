"""How names are compared: without case, accents or stray spaces."""

import re
import unicodedata


def fold(name: str) -> str:
    """`name` as it is compared: `" Côte  d’Ivoire"` becomes `"cote d'ivoire"`."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", letters).strip().casefold()
