"""Joint Military Exercises, version 3: one row a participant of an exercise, tab-separated, as its public file has it.

D'Orazio, Vito. 2012. "Joint Military Exercises, 1970–2010", version 3. The file gives an exercise a number, no name.
"""

from collections.abc import Iterator, Sequence

from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_date, evidence_from, nation_at_start
from app.importers.datasets.engagements import took_part
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, assertion
from app.record.time import ValidTime, valid_time

_SOURCE = Source(
    key="jme-exercises",
    title="Joint Military Exercises",
    publisher="Vito D'Orazio",
    version="3",
    url="https://www.vitodorazio.com/",
    licence="free with citation",
    reliability=Reliability.B,
)
_UNDATED = ("", "NA", "-9", "-99", "99", "0", "xx", ".")


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    held = _held(line)
    nation = nation_at_start(crosswalk, line["countryCode"], held)
    exercise = assertion(
        "Engagement",
        f"jme-{line['xID'].lower()}",
        valid=held,
        evidence=evidence_from(_SOURCE, f"exercise {line['xID']}"),
        properties={"name": f"Joint military exercise {line['xID']} of {line['startYear']}", "kind": "joint_exercise"},
    )
    yield exercise
    yield took_part(nation, exercise, role="participant")


def _held(line: Line) -> ValidTime:
    """Within the month that is given, or the year: where the file has an end, until then."""
    start, end = (
        coded_date(line.get(f"{end}Year"), line.get(f"{end}Month"), line.get(f"{end}Day"), missing=_UNDATED)
        for end in ("start", "end")
    )
    return valid_time(start, end or start)


JME_EXERCISES = Dataset(
    name="jme-exercises",
    title="Joint Military Exercises 3, 1970–2010",
    sources=(_SOURCE,),
    columns=("xID", "startYear", "startMonth", "countryCode", "countryName"),
    facts_of=_facts,
    tally=lambda line: {"exercises": line["xID"], "participations": f"{line['xID']}|{line['countryCode']}"},
    delimiter="\t",
)
