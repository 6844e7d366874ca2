"""Things with a position, as GeoJSON (RFC 7946)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Place:
    """A thing, and where it is: degrees north and east on WGS 84. Without a position it is listed, and drawn nowhere.

    `properties` are plain values as JSON holds them.
    """

    key: str
    latitude: float | None
    longitude: float | None
    properties: Mapping[str, Any]


def as_geojson(places: Iterable[Place]) -> str:
    """A feature collection, a feature for each place."""
    return json.dumps({"type": "FeatureCollection", "features": [_feature(place) for place in places]},
                      ensure_ascii=False)  # fmt: skip


def _feature(place: Place) -> dict[str, Any]:
    known = place.latitude is not None and place.longitude is not None
    # GeoJSON names the longitude first.
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]} if known else None
    return {"type": "Feature", "id": place.key, "geometry": point, "properties": dict(place.properties)}
