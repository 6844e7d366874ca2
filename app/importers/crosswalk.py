"""The crosswalk: which nation, agreement or organisation a dataset means by a code or a name, on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

_NATION_SCHEMES: tuple[NationScheme, ...] = ("cowCode", "gwCode", "iso2", "iso3", "fips")
_AGREEMENT_SCHEMES: tuple[AgreementScheme, ...] = ("cowId", "atopId", "dcadId")
_NEAR = 0.8


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A nation that held a code or bore a name over an interval."""

    nation: str
    valid_from: date
    valid_to: date | None

    def covers(self, day: date) -> bool:
        """Whether it did so on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """Codes and names of all schemes: a nation holds one over an interval, an agreement or organisation for good."""

    codes: Mapping[tuple[NationScheme, str], tuple[Holding, ...]]
    names: Mapping[str, tuple[Holding, ...]]
    agreements: Mapping[tuple[AgreementScheme, str], str]
    organizations: Mapping[tuple[OrganizationScheme, str], str]

    def nation(self, scheme: NationScheme, code: str, *, on: date) -> str:
        """The key of the nation that held `code` on `on`. Raises InvalidInput where none did."""
        held = self.codes.get((scheme, code), ())
        found = next((holding.nation for holding in held if holding.covers(on)), None)
        if found is None:
            others = ", ".join(sorted({holding.nation for holding in held}))
            hint = f" On other days it is {others}." if others else ""
            raise InvalidInput(f"No nation holds {scheme} {code} on {on}.{hint}", field=scheme, value=code)
        return found

    def named(self, name: str, *, on: date) -> str:
        """The key of the nation that bore `name` on `on`, or else the only one that ever did.

        Raises InvalidInput, with the nearest name, for a name that nobody or more than one nation bears.
        """
        bearing = self.names.get(fold(name), ())
        nations = {holding.nation for holding in bearing if holding.covers(on)}
        nations = nations or {holding.nation for holding in bearing}
        if len(nations) == 1:
            return nations.pop()
        if nations:
            raise InvalidInput(f"{name!r} can mean {', '.join(sorted(nations))}.", field="name", value=name)
        near = process.extractOne(fold(name), self.names.keys(), scorer=JaroWinkler.similarity, score_cutoff=_NEAR)
        hint = f" Did you mean {near[0]!r} ({self.names[near[0]][0].nation})?" if near else ""
        raise InvalidInput(f"No nation is known as {name!r}.{hint}", field="name", value=name)


NOTHING_KNOWN = Crosswalk(codes={}, names={}, agreements={}, organizations={})
"""For files that name everything by its key."""


async def load_crosswalk(graph: GraphClient, *, viewer: Viewer) -> Crosswalk:
    """The crosswalk as `viewer` may see it."""
    return crosswalk_of(
        nations=await graph.read("nations/codes", **viewer.parameters),
        agreements=await graph.read("agreements/codes", **viewer.parameters),
        organizations=await graph.read("organizations/codes", **viewer.parameters),
    )


def crosswalk_of(*, nations: Iterable[Row], agreements: Iterable[Row], organizations: Iterable[Row]) -> Crosswalk:
    """The crosswalk of rows of `nations/codes`, `agreements/codes` and `organizations/codes`."""
    codes: dict[tuple[NationScheme, str], list[Holding]] = defaultdict(list)
    names: dict[str, list[Holding]] = defaultdict(list)
    for row in nations:
        holding = Holding(nation=row["key"], valid_from=row["validFrom"], valid_to=row["validTo"])
        for scheme in _NATION_SCHEMES:
            if row[scheme] is not None:
                codes[scheme, str(row[scheme])].append(holding)
        for name in {fold(row["key"]), *(row["searchNames"] or ())}:
            names[name].append(holding)
    return Crosswalk(
        codes={code: tuple(holdings) for code, holdings in codes.items()},
        names={name: tuple(holdings) for name, holdings in names.items()},
        agreements={
            (scheme, str(row[scheme])): row["key"]
            for row in agreements
            for scheme in _AGREEMENT_SCHEMES
            if row[scheme] is not None
        },
        organizations={("cowIgo", row["cowIgo"]): row["key"] for row in organizations},
    )
