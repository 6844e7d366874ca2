"""China's public diplomacy: one row a country and year, 2000–2018; the military visits are imported.

Custer, Samantha, et al. 2018. "Ties That Bind: Quantifying China's public diplomacy and its 'good neighbor' effect."
AidData at William & Mary.
"""

from collections.abc import Iterator, Sequence

from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_number, evidence_from, nation_at_start, nation_named
from app.importers.datasets.engagements import slug, took_part
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, assertion

CHINA = "710"
_SOURCE = Source(
    key="china-public-diplomacy",
    title="China's Public Diplomacy",
    publisher="AidData at William & Mary",
    version="2019",
    url="https://www.aiddata.org/",
    licence="free with citation",
    reliability=Reliability.B,
)


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """One engagement for all military visits of a year: how many there were is counted, on which days is not."""
    (line,) = lines
    visits = coded_number(line["military_visits"], field="military_visits", missing=("", "N/A"))
    if not visits:
        return
    year = calendar_year(line["year"])
    country = line["receiving_country"]
    partner = nation_named(crosswalk, country, year)
    visited = assertion(
        "Engagement",
        f"china-public-diplomacy-{slug(country)}-{line['year']}",
        valid=year,
        evidence=evidence_from(_SOURCE, f"{country}, {line['year']}"),
        properties={
            "name": f"Military visits between China and {country} in {line['year']}",
            "kind": "high_level_visit",
            "occurrences": visits,
        },
    )
    yield visited
    yield took_part(nation_at_start(crosswalk, CHINA, year), visited, role="participant")
    yield took_part(partner, visited, role="participant")


CHINA_PUBLIC_DIPLOMACY = Dataset(
    name="china-public-diplomacy",
    title="China's military visits, 2000–2018",
    sources=(_SOURCE,),
    columns=("receiving_country", "year", "military_visits"),
    facts_of=_facts,
    tally=lambda line: {
        "countries": line["receiving_country"],
        "country-years": f"{line['receiving_country']}|{line['year']}",
        **(
            {"country-years with military visits": f"{line['receiving_country']}|{line['year']}"}
            if line["military_visits"] not in ("", "0", "N/A")
            else {}
        ),
    },
)
