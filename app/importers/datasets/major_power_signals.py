"""Major powers' signals of support: one row a country and year, 1950–1989, one column a power and kind of signal.

McManus, Roseanne W. & Mark David Nieman. 2019. "Identifying the level of major power support signaled for protégés."
Journal of Peace Research 56(5): 646–660.
"""

import re
from collections.abc import Iterator, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_decimal, evidence_from, nation_at_start
from app.record.evidence import Reliability, Source
from app.record.facts import Fact

_SOURCE = Source(
    key="major-power-signals",
    title="Individual signals of major power support",
    publisher="Roseanne W. McManus and Mark David Nieman",
    version="Journal of Peace Research 56(5)",
    licence="replication data, with citation",
    reliability=Reliability.B,
)
_POWERS = {"us": "2", "uk": "200", "fra": "220", "rus": "365", "chi": "710"}
"""COW state numbers of the powers. Before 1992 `rus` is the Soviet Union."""
_KINDS = {
    "nukes": "nuclear_deployment",
    "vis": "visit",
    "econaid": "economic_aid",
    "bit": "investment_treaty",
    "pact": "defence_pact",
    "words": "statement",
    "ex": "exercise",
    "arms": "arms",
    "troops": "troops",
}
_SIGNAL = re.compile(rf"(?P<power>{'|'.join(_POWERS)})_(?P<kind>{'|'.join(_KINDS)})")
_UNKNOWN = ("", "NA", "-9", "-99")


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """A signal where one was sent: a 0 is none, a code for missing is not known."""
    (line,) = lines
    year = calendar_year(line["year"])
    protege = nation_at_start(crosswalk, line["ccode"], year)
    for column in line.cells:
        found = _SIGNAL.fullmatch(column)
        strength = coded_decimal(line[column], field=column, missing=_UNKNOWN) if found else None
        if found is None or not strength:
            continue
        kind = _KINDS[found["kind"]]
        if strength < 0:
            raise InvalidInput(f"{column}: {strength} is less than no signal.", field=column, value=line[column])
        yield Fact(
            type="SIGNALLED",
            start=nation_at_start(crosswalk, _POWERS[found["power"]], year),
            end=protege,
            valid=year,
            evidence=evidence_from(_SOURCE, f"{line['ctry_yr']}, {column}"),
            properties={"kind": kind, "strength": strength},
            distinction=f"{kind} {line['year']}",
        )


MAJOR_POWER_SIGNALS = Dataset(
    name="major-power-signals",
    title="Major powers' signals of support, 1950–1989",
    sources=(_SOURCE,),
    columns=("ctry_yr", "ccode", "country", "year", "us_vis", "uk_vis", "fra_vis", "rus_vis", "chi_vis"),
    facts_of=_facts,
    tally=lambda line: {"country-years": line["ctry_yr"], "countries": line["ccode"]},
)
