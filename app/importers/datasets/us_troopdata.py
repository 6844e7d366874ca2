"""United States troops abroad: one row a country and year, 1950–2024, active duty, by service.

Allen, Michael A., Michael E. Flynn & Carla Martinez Machain. 2022. "US global military deployments, 1950–2020."
Conflict Management and Peace Science 39(3): 351–370; after Kane 2005 and the Defense Manpower Data Center.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_number, evidence_from, nation_at_start
from app.importers.datasets.engagements import UNITED_STATES
from app.record.evidence import Credibility, Reliability, Source
from app.record.facts import Fact
from app.record.time import ValidTime

_SOURCE = Source(
    key="us-troopdata",
    title="United States overseas troop deployments (troopdata)",
    publisher="Allen, Flynn and Martinez Machain",
    version="data-raw of 2 June 2026",
    url="https://meflynn.github.io/troopdata/",
    licence="GPL-3; the counts of the Department of Defense are public domain",
    reliability=Reliability.B,
)
_SERVICES = {
    "army": "army_ad",
    "navy": "navy_ad",
    "airForce": "air_force_ad",
    "marines": "marine_corps_ad",
}
_UNNAMED_SERVICES = ("coast_guard_ad", "space_force_ad")
_TERRITORIES_ABOVE = 1000
"""Codes above are the dataset's own, for territories; COW's state numbers end below."""
_NORTH_VIETNAM, _SOUTH_VIETNAM = "816", "817"


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """Nothing for a year without troops: the dataset keeps such rows for each country that ever had any."""
    (line,) = lines
    troops = _count(line, "troops_ad")
    if troops == 0:
        return
    year = calendar_year(line["year"])
    host = _host(line, crosswalk, year)
    services = {service: _count(line, column) for service, column in _SERVICES.items()}
    listed = sum(services.values()) + sum(_count(line, column) for column in _UNNAMED_SERVICES)
    yield Fact(
        type="DEPLOYED_IN",
        start=nation_at_start(crosswalk, UNITED_STATES, year),
        end=host,
        valid=year,
        evidence=evidence_from(
            _SOURCE, f"{line['countryname']}, {line['year']}", credibility=_credibility(troops, listed=listed)
        ),
        properties={"personnel": troops, **_by_service(services, complete=listed == troops)},
    )


def _host(line: Line, crosswalk: Crosswalk, year: ValidTime) -> str:
    """The nation that a row means, by its COW code, or else by its ISO code.

    The dataset writes 255 for Germany in all years and 327, COW's Papal States, for the Vatican: there the ISO code
    tells. It writes 816, COW's North Vietnam, for all of Vietnam: until 1975 the troops were in South Vietnam.
    """
    code = line["ccode"]
    if code == UNITED_STATES:
        raise InvalidInput("Troops in the United States are at home: no deployment.", field="ccode", value=code)
    if year.valid_from.year <= 1975 and code == _NORTH_VIETNAM:
        code = _SOUTH_VIETNAM
    if (coded_number(code, field="ccode") or 0) > _TERRITORIES_ABOVE:
        raise InvalidInput(
            f"{line['countryname']} is a territory: {code} is no state number.", field="ccode", value=code
        )
    try:
        return nation_at_start(crosswalk, code, year)
    except InvalidInput:
        if line["iso3c"] in ("", "NA"):
            raise
        return nation_at_start(crosswalk, line["iso3c"], year, scheme="iso3")


def _count(line: Line, column: str) -> int:
    return coded_number(line[column], field=column, missing=("", "NA")) or 0


def _by_service(services: Mapping[str, int], *, complete: bool) -> dict[str, int | None]:
    """Services as they are listed. Where they do not make up the whole, a 0 is a service that was not listed."""
    return {
        service: number if number > 0 or (complete and number == 0) else None for service, number in services.items()
    }


def _credibility(troops: int, *, listed: int) -> Credibility:
    return Credibility.PROBABLY_TRUE if listed <= troops else Credibility.POSSIBLY_TRUE


US_TROOPDATA = Dataset(
    name="us-troopdata",
    title="United States troops abroad, 1950–2024",
    sources=(_SOURCE,),
    columns=("countryname", "year", "ccode", "iso3c", "troops_ad", *_SERVICES.values(), *_UNNAMED_SERVICES),
    facts_of=_facts,
    tally=lambda line: {
        "country-years": f"{line['countryname']}|{line['year']}",
        **({"country-years with troops": f"{line['countryname']}|{line['year']}"} if _count(line, "troops_ad") else {}),
    },
)
