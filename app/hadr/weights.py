"""The numbers behind the ranking of helpers, each with its reason, and what follows from a distance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, ceil, cos, radians, sin, sqrt


class DisasterKind(StrEnum):
    """What struck."""

    EARTHQUAKE = "earthquake"
    TSUNAMI = "tsunami"
    STORM = "storm"
    FLOOD = "flood"
    VOLCANO = "volcano"
    DROUGHT = "drought"
    WILDFIRE = "wildfire"
    EPIDEMIC = "epidemic"


class HadrPartKind(StrEnum):
    """What a helper's points are made of."""

    ACCESS = "access"
    LOGISTICS = "logistics"
    FRAMEWORK = "framework"
    CAPABILITIES = "capabilities"
    LIAISON = "liaison"
    EXPERIENCE = "experience"
    PROXIMITY = "proximity"


@dataclass(frozen=True, kw_only=True)
class Weight:
    """The most that a part is worth, in hundredths of a point, and why."""

    points: int
    reason: str


WEIGHTS: Mapping[HadrPartKind, Weight] = {
    HadrPartKind.ACCESS: Weight(points=2_000, reason="without leave to enter and to fly over nothing else counts"),
    HadrPartKind.LOGISTICS: Weight(points=500, reason="fuel and supplies are to be had without a new agreement"),
    HadrPartKind.FRAMEWORK: Weight(points=500, reason="procedures are agreed, and were used"),
    HadrPartKind.CAPABILITIES: Weight(points=3_500, reason="what the mission needs decides what a helper is good for"),
    HadrPartKind.LIAISON: Weight(points=1_000, reason="somebody on the spot knows whom to call"),
    HadrPartKind.EXPERIENCE: Weight(points=1_500, reason="who helped there before knows ports, people and rules"),
    HadrPartKind.PROXIMITY: Weight(points=1_000, reason="most lives are saved in the first days"),
}
"""They add up to 10,000 hundredths, which are 100 points."""

LEVELS: Mapping[str, int] = {"full": 2, "limited": 1, "planned": 0, "none": 0}
"""Halves of a capability's weight that a level earns: what is planned helps nobody yet."""

FULL_LEVEL = LEVELS["full"]

POINTS_A_MISSION = 500
"""Three past missions earn all points of experience: from then on helping there is a habit."""

NON_RESIDENT_SHARE = 2
"""A non-resident post earns one part in two: its holder has to travel first."""

NEAR_KM: Sequence[tuple[int, int]] = ((1_000, 1_000), (3_000, 700), (6_000, 400), (10_000, 200))
"""Hundredths of a point up to each distance in km: the reach of helicopters, then days of transport aircraft."""

EMPHASIS_FACTOR = 2
"""What a kind of disaster calls for most counts double."""

EMPHASIS: Mapping[DisasterKind, tuple[str, ...]] = {
    DisasterKind.EARTHQUAKE: ("urban-search-and-rescue", "field-hospital"),
    DisasterKind.TSUNAMI: ("helicopter-transport", "sealift", "water-supply"),
    DisasterKind.STORM: ("helicopter-transport", "water-supply", "infrastructure-repair"),
    DisasterKind.FLOOD: ("helicopter-transport", "water-supply"),
    DisasterKind.VOLCANO: ("earth-observation-satellites", "tactical-airlift"),
    DisasterKind.DROUGHT: ("water-supply", "sealift"),
    DisasterKind.WILDFIRE: ("helicopter-transport", "earth-observation-satellites"),
    DisasterKind.EPIDEMIC: (),
}
"""Capabilities by key that each kind of disaster calls for most, where the profile of the mission has them."""

MISSIONS: Mapping[DisasterKind, str] = {DisasterKind.EPIDEMIC: "pandemic_response"}
"""Kinds of disaster whose mission has a profile of its own; all others are `hadr`."""

RELIEF = "hadr"

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

AIR_KM_A_DAY = 4_000
AIR_READY_DAYS = 1
"""A transport aircraft of the C-130 class flies 500 km an hour, 8 hours a day; it is loaded in a day."""

SEA_KM_A_DAY = 600
SEA_READY_DAYS = 3
"""A ship makes 14 knots day and night; it is loaded in three days."""

SAME_PLACE_KM = 100
"""Sources whose positions of a capital are farther apart contradict each other."""


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> int:
    """Kilometres between two positions, in degrees north and east, along the shortest way on the globe."""
    north, east, other_north, other_east = (radians(degrees) for degrees in (*one, *other))
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half))))


def days_by_air(kilometres: int) -> int:
    """Days until the first aircraft is there."""
    return AIR_READY_DAYS + ceil(kilometres / AIR_KM_A_DAY)


def days_by_sea(kilometres: int) -> int:
    """Days until the first ship is there at the earliest: no sea way is shorter than the great circle."""
    return SEA_READY_DAYS + ceil(kilometres / SEA_KM_A_DAY)


def proximity_points(kilometres: int) -> int:
    """Hundredths of a point for a distance."""
    return next((points for farthest, points in NEAR_KM if kilometres <= farthest), 0)
