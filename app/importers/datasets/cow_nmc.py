"""Correlates of War, National Material Capabilities 5.0: one row a state and year.

Singer, J. David, Stuart Bremer & John Stuckey. 1972. "Capability Distribution, Uncertainty, and Major Power War,
1820–1965." In Bruce Russett (ed.), Peace, War, and Numbers. Sage; Singer 1987, International Interactions 14: 115–132.

Military expenditure is in thousands of pounds sterling up to 1913 and in thousands of US dollars from 1914 on, of each
year's own value. Iron and steel, energy and urban population are not taken over; they are within the index (CINC).
"""

from collections.abc import Iterator, Sequence

from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_decimal, evidence_from, nation_of_number
from app.record.evidence import Reliability, Source
from app.record.facts import Fact

_SOURCE = Source(
    key="cow-nmc",
    title="Correlates of War National Material Capabilities",
    publisher="Correlates of War Project",
    version="5.0",
    url="https://correlatesofwar.org/data-sets/national-material-capabilities/",
    licence="free for research with citation",
    reliability=Reliability.B,
)
_MISSING = ("-9", "")
_FIRST_YEAR_IN_DOLLARS = 1914


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    valid = calendar_year(line["year"])
    in_dollars = valid.valid_from.year >= _FIRST_YEAR_IN_DOLLARS
    expenditure = "militaryExpenditure" if in_dollars else "militaryExpenditurePounds"
    yield Fact(
        type="MEASURED_BY",
        start=nation_of_number(crosswalk, line["ccode"], valid),
        end=_SOURCE.key,
        valid=valid,
        evidence=evidence_from(_SOURCE, f"{line['stateabb']} {line['year']}"),
        properties={
            expenditure: _thousands(line, "milex"),
            "militaryPersonnel": _thousands(line, "milper"),
            "population": _thousands(line, "tpop"),
            "capability": coded_decimal(line["cinc"], field="cinc", missing=_MISSING),
        },
        # West Germany and Germany are one nation, and COW measures both in 1990.
        distinction=f"{line['ccode']}-{line['year']}",
    )


def _thousands(line: Line, column: str) -> int | None:
    """A count in thousands; the few that have fractions are rounded."""
    count = coded_decimal(line[column], field=column, missing=_MISSING)
    return None if count is None else round(count)


COW_NMC = Dataset(
    name="cow-nmc",
    title="Correlates of War National Material Capabilities 5.0",
    sources=(_SOURCE,),
    columns=("stateabb", "ccode", "year", "milex", "milper", "tpop", "cinc"),
    facts_of=_facts,
    tally=lambda line: {"states": line["ccode"], "years": line["year"]},
)
