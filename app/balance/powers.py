"""Who is a major power, by a public definition."""

from datetime import date

DEFINITION = "Correlates of War, State System Membership, Major Powers, v2016"

_SPELLS: tuple[tuple[str, date, date | None], ...] = (
    ("USA", date(1898, 8, 13), None),
    ("GBR", date(1816, 1, 1), None),
    ("FRA", date(1816, 1, 1), date(1940, 6, 22)),
    ("FRA", date(1945, 8, 15), None),
    ("DEU", date(1816, 1, 1), date(1918, 11, 11)),
    ("DEU", date(1925, 1, 1), date(1945, 5, 7)),
    ("DEU", date(1991, 12, 11), None),
    ("AUH-1918", date(1816, 1, 1), date(1918, 11, 3)),
    ("ITA", date(1860, 1, 1), date(1943, 9, 2)),
    ("RUS", date(1816, 1, 1), date(1917, 12, 5)),
    ("RUS", date(1922, 1, 1), None),
    ("CHN", date(1950, 1, 1), None),
    ("JPN", date(1895, 4, 1), date(1945, 8, 14)),
    ("JPN", date(1991, 12, 11), None),
)
"""Key of a nation, first and last day. The list ends with 2016: who was one then is taken to have stayed one."""


def major_powers(on: date) -> frozenset[str]:
    """Keys of the major powers of a day."""
    return frozenset(key for key, first, last in _SPELLS if first <= on and (last is None or on <= last))
