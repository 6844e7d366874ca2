"""Correlates of War, Direct Contiguity 3.2, master record: one row a spell in which two states touch in one way.

Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl & Charles Gochman. 2002. "The Correlates of War
Project Direct Contiguity Data, Version 3." Conflict Management and Peace Science 19(2): 58–66.

Months are written 186103. The state system begins in January 1816: who touched then had touched before. The last month
observed is December 2016: who touched then has not ceased to.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import evidence_from, nation_of_number
from app.record.evidence import Reliability, Source
from app.record.facts import Fact
from app.record.time import ValidTime, valid_time

LAST_OBSERVED = date(2016, 12, 31)

_SOURCE = Source(
    key="cow-contiguity",
    title="Correlates of War Direct Contiguity",
    publisher="Correlates of War Project",
    version="3.2",
    url="https://correlatesofwar.org/data-sets/direct-contiguity/",
    licence="free for research with citation",
    reliability=Reliability.B,
)
_FIRST_MONTH, _LAST_MONTH = "181601", "201612"
_KINDS = {"1": "land", "2": "water_12", "3": "water_24", "4": "water_150", "5": "water_400"}


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    valid = _valid(line)
    start, end = sorted(nation_of_number(crosswalk, line[column], valid) for column in ("statelno", "statehno"))
    yield Fact(
        type="BORDERS",
        start=start,
        end=end,
        valid=valid,
        evidence=evidence_from(_SOURCE, f"dyad {line['dyad']} from {line['begin']}: {line['notes']}"),
        properties={"by": _kind(line), "attestedUntil": LAST_OBSERVED if valid.end_unknown else None},
        distinction=f"{line['dyad']}-{line['begin']}",
    )


def _valid(line: Line) -> ValidTime:
    goes_on = line["end"] == _LAST_MONTH
    return valid_time(
        _month(line, "begin"),
        "" if goes_on else _month(line, "end"),
        start_unknown=line["begin"] == _FIRST_MONTH,
        end_unknown=goes_on,
    )


def _month(line: Line, column: str) -> str:
    text = line[column]
    if len(text) != len("YYYYMM"):
        raise InvalidInput(f"{column}: {text!r} is not a month.", field=column, value=text, expected="YYYYMM")
    return f"{text[:4]}-{text[4:]}"


def _kind(line: Line) -> str:
    if line["conttype"] not in _KINDS:
        raise InvalidInput(
            f"conttype: {line['conttype']!r} is not 1 to 5.",
            field="conttype",
            value=line["conttype"],
            expected="1 land to 5 across at most 400 miles of water",
        )
    return _KINDS[line["conttype"]]


COW_CONTIGUITY = Dataset(
    name="cow-contiguity",
    title="Correlates of War Direct Contiguity 3.2, spells",
    sources=(_SOURCE,),
    columns=("dyad", "statelno", "statehno", "conttype", "begin", "end", "notes"),
    facts_of=_facts,
    tally=lambda line: {"pairs": line["dyad"], "spells": f"{line['dyad']} {line['begin']}"},
)
