"""The crosswalk: which nation or agreement a dataset means by a code of its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.graph.client import GraphClient, Row
from app.record.releasability import Viewer

NationScheme = Literal["cowCode", "gwCode", "iso2", "iso3"]
AgreementScheme = Literal["cowId", "atopId"]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A nation that held a code over an interval."""

    nation: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """Codes of all schemes: a nation holds one over an interval, an agreement for good."""

    nations: Mapping[tuple[NationScheme, str], tuple[Holding, ...]]
    agreements: Mapping[tuple[AgreementScheme, str], str]

    def nation(self, scheme: NationScheme, code: str, *, on: date) -> str | None:
        """The key of the nation that held `code` on `on`, or None."""
        return next(
            (
                holding.nation
                for holding in self.nations.get((scheme, code), ())
                if holding.valid_from <= on and (holding.valid_to is None or on <= holding.valid_to)
            ),
            None,
        )


async def load_crosswalk(graph: GraphClient, *, viewer: Viewer) -> Crosswalk:
    """The crosswalk as `viewer` may see it."""
    return crosswalk_of(
        nations=await graph.read("nations/codes", **viewer.parameters),
        agreements=await graph.read("agreements/codes", **viewer.parameters),
    )


def crosswalk_of(*, nations: Iterable[Row], agreements: Iterable[Row]) -> Crosswalk:
    """The crosswalk of rows of `nations/codes` and `agreements/codes`."""
    held: dict[tuple[NationScheme, str], list[Holding]] = defaultdict(list)
    nation_schemes: tuple[NationScheme, ...] = ("cowCode", "gwCode", "iso2", "iso3")
    for row in nations:
        holding = Holding(nation=row["key"], valid_from=row["validFrom"], valid_to=row["validTo"])
        for scheme in nation_schemes:
            if row[scheme] is not None:
                held[scheme, str(row[scheme])].append(holding)
    agreement_schemes: tuple[AgreementScheme, ...] = ("cowId", "atopId")
    return Crosswalk(
        nations={code: tuple(holdings) for code, holdings in held.items()},
        agreements={
            (scheme, str(row[scheme])): row["key"]
            for row in agreements
            for scheme in agreement_schemes
            if row[scheme] is not None
        },
    )
