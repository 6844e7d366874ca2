"""The crosswalk: which nation, body, agreement or exercise a dataset means by a code or a name, on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from app.errors import InvalidInput
from app.graph.client import GraphClient, Row
from app.nations.names import fold
from app.record.releasability import Viewer

NationScheme = Literal["cowCode", "gwCode", "iso2", "iso3", "fips"]
AgreementScheme = Literal["cowId", "atopId", "dcadId"]
OrganizationScheme = Literal["cowIgo"]
EngagementScheme = Literal["mmeId"]
SeriesScheme = Literal["mmeNames"]

_NATION_SCHEMES: tuple[NationScheme, ...] = ("cowCode", "gwCode", "iso2", "iso3", "fips")
_AGREEMENT_SCHEMES: tuple[AgreementScheme, ...] = ("cowId", "atopId", "dcadId")
_NEAR = 0.8


@dataclass(frozen=True, kw_only=True)
class Holding:
    """An entity that held a code or bore a name over an interval."""

    key: str
    valid_from: date
    valid_to: date | None

    def covers(self, day: date) -> bool:
        """Whether it did so on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """Codes and names of all schemes.

    Nations, bodies and series bear them over an interval; an agreement, an exercise or a number of an organisation is
    the same for good.
    """

    codes: Mapping[tuple[NationScheme, str], tuple[Holding, ...]]
    names: Mapping[str, tuple[Holding, ...]]
    agreements: Mapping[tuple[AgreementScheme, str], str]
    organizations: Mapping[tuple[OrganizationScheme, str], str]
    bodies: Mapping[str, tuple[Holding, ...]] = field(default_factory=dict)
    """Organisations by folded name and short name."""
    engagements: Mapping[tuple[EngagementScheme, str], str] = field(default_factory=dict)
    series: Mapping[tuple[SeriesScheme, str], tuple[Holding, ...]] = field(default_factory=dict)

    def nation(self, scheme: NationScheme, code: str, *, on: date) -> str:
        """The key of the nation that held `code` on `on`. Raises InvalidInput where none did."""
        held = self.codes.get((scheme, code), ())
        found = next((holding.key for holding in held if holding.covers(on)), None)
        if found is None:
            others = ", ".join(sorted({holding.key for holding in held}))
            hint = f" On other days it is {others}." if others else ""
            raise InvalidInput(f"No nation holds {scheme} {code} on {on}.{hint}", field=scheme, value=code)
        return found

    def named(self, name: str, *, on: date) -> str:
        """The key of the nation that bore `name` on `on`, or else the only one alive then that ever did.

        Raises InvalidInput for a name that nobody or more than one nation bears, with the nearest name; and for a
        nation that did not exist on that day, with the days on which it did.
        """
        bearing = self.names.get(fold(name), ())
        nations = {holding.key for holding in bearing if holding.covers(on)}
        nations = nations or {holding.key for holding in bearing if self._existed(holding.key, on)}
        if len(nations) == 1:
            return nations.pop()
        if nations:
            raise InvalidInput(f"{name!r} can mean {', '.join(sorted(nations))}.", field="name", value=name)
        if bearing:
            raise InvalidInput(self._out_of_time(name, bearing, on), field="name", value=name)
        near = process.extractOne(fold(name), self.names.keys(), scorer=JaroWinkler.similarity, score_cutoff=_NEAR)
        hint = f" Did you mean {near[0]!r} ({self.names[near[0]][0].key})?" if near else ""
        raise InvalidInput(f"No nation is known as {name!r}.{hint}", field="name", value=name)

    def participant(self, name: str, *, on: date) -> str:
        """The key of the nation that `name` means on `on`, or else of the body. Raises InvalidInput as `named` does."""
        bodies = {holding.key for holding in self.bodies.get(fold(name), ()) if holding.covers(on)}
        if fold(name) in self.names or len(bodies) != 1:
            return self.named(name, on=on)
        return bodies.pop()

    def series_named(self, scheme: SeriesScheme, name: str, *, on: date) -> str | None:
        """The key of the series that a dataset calls so, where it ran on `on`: names are used again."""
        named = self.series.get((scheme, fold(name)), ())
        return next((holding.key for holding in named if holding.covers(on)), None)

    def _existed(self, nation: str, on: date) -> bool:
        return any(holding.covers(on) for holding in self._lives(nation))

    def _lives(self, nation: str) -> list[Holding]:
        """The intervals in which a nation existed: it bears its key in all of them."""
        return [holding for holding in self.names.get(fold(nation), ()) if holding.key == nation]

    def _out_of_time(self, name: str, bearing: Iterable[Holding], on: date) -> str:
        spans = []
        for nation in sorted({holding.key for holding in bearing}):
            lives = self._lives(nation)
            ends = [holding.valid_to for holding in lives]
            last = "today" if None in ends else max(end for end in ends if end is not None)
            spans.append(f"{nation} (from {min(holding.valid_from for holding in lives)} to {last})")
        return (
            f"{name!r} is no nation on {on}: it means {' or '.join(spans)}. "
            "A row of `nations` for what the land was then would let it resolve."
        )


NOTHING_KNOWN = Crosswalk(codes={}, names={}, agreements={}, organizations={})
"""For files that name everything by its key."""


async def load_crosswalk(graph: GraphClient, *, viewer: Viewer) -> Crosswalk:
    """The crosswalk as `viewer` may see it."""
    return crosswalk_of(
        nations=await graph.read("nations/codes", **viewer.parameters),
        agreements=await graph.read("agreements/codes", **viewer.parameters),
        organizations=await graph.read("organizations/codes", **viewer.parameters),
        engagements=await graph.read("engagements/codes", **viewer.parameters),
        series=await graph.read("engagements/series_codes", **viewer.parameters),
    )


def crosswalk_of(
    *,
    nations: Iterable[Row],
    agreements: Iterable[Row],
    organizations: Iterable[Row],
    engagements: Iterable[Row],
    series: Iterable[Row],
) -> Crosswalk:
    """The crosswalk of the rows that the queries of codes give, one for each kind of entity."""
    codes: dict[tuple[NationScheme, str], list[Holding]] = defaultdict(list)
    names: dict[str, list[Holding]] = defaultdict(list)
    for row in nations:
        holding = _holding(row)
        for scheme in _NATION_SCHEMES:
            if row[scheme] is not None:
                codes[scheme, str(row[scheme])].append(holding)
        for name in {fold(row["key"]), *(row["searchNames"] or ())}:
            names[name].append(holding)
    known = list(organizations)
    return Crosswalk(
        codes={code: tuple(holdings) for code, holdings in codes.items()},
        names={name: tuple(holdings) for name, holdings in names.items()},
        agreements={
            (scheme, str(row[scheme])): row["key"]
            for row in agreements
            for scheme in _AGREEMENT_SCHEMES
            if row[scheme] is not None
        },
        organizations={("cowIgo", row["cowIgo"]): row["key"] for row in known if row["cowIgo"] is not None},
        bodies=_bodies(known),
        engagements={("mmeId", row["mmeId"]): row["key"] for row in engagements if row["mmeId"] is not None},
        series=_series(series),
    )


def _holding(row: Row) -> Holding:
    return Holding(key=row["key"], valid_from=row["validFrom"], valid_to=row["validTo"])


def _bodies(rows: Iterable[Row]) -> Mapping[str, tuple[Holding, ...]]:
    found: dict[str, list[Holding]] = defaultdict(list)
    for row in rows:
        for name in {fold(name) for name in (row["name"], row["shortName"]) if name}:
            found[name].append(_holding(row))
    return {name: tuple(holdings) for name, holdings in found.items()}


def _series(rows: Iterable[Row]) -> Mapping[tuple[SeriesScheme, str], tuple[Holding, ...]]:
    found: dict[tuple[SeriesScheme, str], list[Holding]] = defaultdict(list)
    for row in rows:
        for name in {fold(name) for name in row["mmeNames"] or ()}:
            found["mmeNames", name].append(_holding(row))
    return {name: tuple(holdings) for name, holdings in found.items()}
