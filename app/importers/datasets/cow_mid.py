"""Correlates of War, Militarized Interstate Disputes 5.0, dispute level (MIDA): one row a dispute.

Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, Chase Bloch, Nick Dietrich,
Kayla Kahn, Kellan Ritter & Michael J. Soules. 2022. "The MID5 Dataset, 2011–2014." Conflict Management and Peace
Science 39(4): 470–482.

A dispute of hostility 5 is a war. One that was going on at the end of 2014 has no known end.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_date, coded_number, evidence_from
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, assertion
from app.record.time import valid_time

LAST_OBSERVED = date(2014, 12, 31)
MISSING = "-9"

_SOURCE = Source(
    key="cow-mid",
    title="Correlates of War Militarized Interstate Disputes, disputes",
    publisher="Correlates of War Project",
    version="5.0",
    url="https://correlatesofwar.org/data-sets/mids/",
    licence="free for research with citation",
    reliability=Reliability.B,
)
_OUTCOMES = {
    "1": "victory for side A",
    "2": "victory for side B",
    "3": "yield by side A",
    "4": "yield by side B",
    "5": "stalemate",
    "6": "compromise",
    "7": "released",
    "8": "unclear",
    "9": "joined an ongoing war",
    MISSING: "",
}
_SETTLEMENTS = {
    "1": "negotiated settlement",
    "2": "imposed settlement",
    "3": "no settlement",
    "4": "settlement unclear",
    MISSING: "",
}
_WAR = 5


def dispute_key(line: Line) -> str:
    """The dispute that a line is about. Raises InvalidInput."""
    return f"mid-{coded_number(line['dispnum'], field='dispnum', missing=())}"


def started(line: Line) -> str:
    """The start of a line, as far as it is known."""
    return coded_date(line["styear"], line["stmon"], line["stday"], missing=(MISSING,))


def ended(line: Line) -> str:
    """The end of a line, as far as it is known."""
    return coded_date(line["endyear"], line["endmon"], line["endday"], missing=(MISSING,))


def hostility(line: Line) -> int | None:
    """The highest hostility, from 1 (none) to 5 (war). Raises InvalidInput for another code."""
    level = coded_number(line["hostlev"], field="hostlev", missing=(MISSING,))
    if level is not None and not 1 <= level <= _WAR:
        raise InvalidInput(f"hostlev: {level} is not 1 to {_WAR}.", field="hostlev", value=level, expected="1 to 5")
    return level


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    ongoing = _flag(line, "ongo2014")
    valid = valid_time(started(line), "" if ongoing else ended(line), end_unknown=ongoing)
    level = hostility(line)
    yield assertion(
        "Dispute",
        dispute_key(line),
        valid=valid,
        evidence=evidence_from(_SOURCE, f"dispute {line['dispnum']}"),
        properties={
            "name": f"Militarised interstate dispute {line['dispnum']} of {valid.valid_from.year}",
            "kind": "war" if level == _WAR else "armed_dispute",
            "hostility": level,
            "outcome": _outcome(line),
            "attestedUntil": LAST_OBSERVED if ongoing else None,
        },
    )


def _outcome(line: Line) -> str | None:
    """How it ended and how it was settled, as far as that is known."""
    known = (_meaning(line, "outcome", _OUTCOMES), _meaning(line, "settle", _SETTLEMENTS))
    return "; ".join(part for part in known if part) or None


def _meaning(line: Line, column: str, codes: Mapping[str, str]) -> str:
    if line[column] not in codes:
        expected = ", ".join(codes)
        raise InvalidInput(f"{column}: {line[column]!r} is none of {expected}.", field=column, value=line[column])
    return codes[line[column]]


def _flag(line: Line, column: str) -> bool:
    return _meaning(line, column, {"0": "no", "1": "yes"}) == "yes"


COW_MID = Dataset(
    name="cow-mid",
    title="Correlates of War Militarized Interstate Disputes 5.0, disputes (MIDA)",
    sources=(_SOURCE,),
    columns=(
        "dispnum", "stday", "stmon", "styear", "endday", "endmon", "endyear",
        "outcome", "settle", "hostlev", "ongo2014",
    ),
    facts_of=_facts,
    tally=lambda line: {"disputes": line["dispnum"]},
)  # fmt: skip
