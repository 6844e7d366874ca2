"""Visits of the United States President and Secretary of State: one row a country and year, 1946–2013.

Lebovic, James H. & Elizabeth N. Saunders. 2016. "The Diplomatic Core: The Determinants of High-Level US Diplomatic
Visits, 1946–2010." International Studies Quarterly 60(1): 107–123.
"""

from collections.abc import Iterator, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_decimal, evidence_from, nation_at_start
from app.importers.datasets.engagements import UNITED_STATES, took_part
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, assertion
from app.record.time import ValidTime

_SOURCE = Source(
    key="us-diplomatic-visits",
    title="The Diplomatic Core: visits of the United States President and Secretary of State",
    publisher="James H. Lebovic and Elizabeth N. Saunders",
    version="International Studies Quarterly 60(1)",
    licence="replication data, with citation",
    reliability=Reliability.B,
)
_VISITORS = {
    "bi_PRE": ("president", "President", "head_of_state"),
    "bi_SOS": ("secretary-of-state", "Secretary of State", "minister"),
}
"""Column → the visitor in a key, in a name, and the level of the visit."""


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """Nothing for a year without a visit; the file has rows for states in years when they did not exist."""
    (line,) = lines
    year = calendar_year(line["year"])
    if not line["cowid"]:
        raise InvalidInput(f"cowid is empty: nothing says whom the row of {line['year']} is about.", field="cowid")
    for column in _VISITORS:
        if _visited(line, column):
            yield from _visit(line, column, year, crosswalk)


def _visited(line: Line, column: str) -> bool:
    """Whether there was any visit in the year: the file says that there was, and neither how many nor when."""
    told = coded_decimal(line[column], field=column)
    if told not in (None, 0, 1):
        raise InvalidInput(f"{column}: {line[column]!r} is neither 0 nor 1.", field=column, value=line[column])
    return told == 1


def _visit(line: Line, column: str, year: ValidTime, crosswalk: Crosswalk) -> Iterator[Fact]:
    """The visits of a year as one engagement. The file writes state numbers as decimals: `20.0` is 20."""
    visitor, title, level = _VISITORS[column]
    code = line["cowid"].removesuffix(".0")
    host = nation_at_start(crosswalk, code, year)
    visit = assertion(
        "Engagement",
        f"us-diplomatic-visits-{visitor}-{code}-{line['year']}",
        valid=year,
        evidence=evidence_from(_SOURCE, f"{code}, {line['year']}, {column}"),
        properties={
            "name": f"Visits of the United States {title} to {host} in {line['year']}, one or more",
            "kind": "high_level_visit",
            "level": level,
        },
    )
    yield visit
    yield took_part(nation_at_start(crosswalk, UNITED_STATES, year), visit, role="participant")
    yield took_part(host, visit, role="host")


US_DIPLOMATIC_VISITS = Dataset(
    name="us-diplomatic-visits",
    title="Visits of the United States President and Secretary of State, 1946–2013",
    sources=(_SOURCE,),
    columns=("cowid", "year", *_VISITORS),
    facts_of=_facts,
    tally=lambda line: {
        "country-years": f"{line['cowid']}|{line['year']}",
        **{
            f"country-years with a visit of the {title}": f"{line['cowid']}|{line['year']}"
            for column, (_, title, _) in _VISITORS.items()
            if _visited(line, column)
        },
    },
)
