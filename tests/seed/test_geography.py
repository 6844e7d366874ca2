"""Where the seed places the nations' capitals, against an independent dataset of countries."""

import json
from math import acos, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from tests.seed.themes import Row, Theme

POSITIONS = [row for row in Theme("geography").rows("nations") if not row["valid_to"]]
CODES = {"XKX": "UNK"}

# Capitals far from the middle of a long or scattered nation, in kilometres.
FARTHEST = {"IDN": 1500, "MYS": 1250, "MHL": 450, "FJI": 400, "SOM": 1000, "VNM": 600}


@pytest.fixture(scope="module")
def countries(data_folder: Path) -> dict[str, dict[str, object]]:
    path = data_folder / "countries-mledoze" / "countries.json"
    return {country["cca3"]: country for country in json.loads(path.read_text(encoding="utf-8"))}


def kilometres(row: Row, middle: tuple[float, float]) -> float:
    north, east = radians(float(row["latitude"])), radians(float(row["longitude"]))
    other_north, other_east = map(radians, middle)
    cosine = sin(north) * sin(other_north) + cos(north) * cos(other_north) * cos(east - other_east)
    return 6371 * acos(min(1.0, cosine))


def test_every_nation_of_today_but_one_has_a_position() -> None:
    today = {row["key"] for row in Theme("nations").rows("nations") if not row["valid_to"]}
    assert today - {row["key"] for row in POSITIONS} == {"PSE"}


@pytest.mark.parametrize("row", POSITIONS, ids=lambda row: str(row["key"]))
def test_a_capital_lies_in_its_nation(row: Row, countries: dict[str, dict[str, object]]) -> None:
    """No farther from the middle than a nation of that area is wide; and both agree whether there is a coast."""
    country = countries[CODES.get(row["key"], row["key"])]
    area, middle = country["area"], country["latlng"]
    assert isinstance(area, int | float)
    assert isinstance(middle, list)
    assert kilometres(row, (middle[0], middle[1])) <= FARTHEST.get(row["key"], max(350, sqrt(area)))
    assert (row["landlocked"] == "true") == country["landlocked"]
