"""SIPRI Arms Transfers Database, trade register as it was exported until 2023: one row a deal, all deliveries together.

Stockholm International Peace Research Institute, SIPRI Arms Transfers Database, https://www.sipri.org/databases/
armstransfers. Its terms forbid passing the file on: users import their own export.

Three columns have no name: they hold "?" where the number in the column before is uncertain. They are read by the name
of that column and a question mark, such as "Year of order ?".
"""

import re
from collections.abc import Iterator, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_decimal, coded_number, evidence_from
from app.importers.datasets.sipri_transfers import credibility_of, sipri_nation
from app.record.evidence import Reliability, Source
from app.record.facts import Fact
from app.record.time import ValidTime, valid_time

_SOURCE = Source(
    key="sipri-register",
    title="SIPRI Arms Transfers Database, trade register",
    publisher="Stockholm International Peace Research Institute",
    url="https://www.sipri.org/databases/armstransfers",
    licence="SIPRI terms: not to be passed on as a whole",
    reliability=Reliability.B,
)
_UNCERTAIN = {"Year of order": "orderedIn", "Number ordered": "ordered", "Number delivered": "delivered"}
"""Columns that a column for their uncertainty follows → the property that they become."""
_UNKNOWN = ("", "..", ". .")
_YEAR = re.compile(r"\(?(\d{4})\)?")


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """One transfer a deal, from its first year of delivery to its last: values are of the deal, not of a year."""
    (line,) = lines
    delivered = _delivered(line)
    estimated = _estimated(line)
    yield Fact(
        type="TRANSFERRED_TO",
        start=sipri_nation(line["Supplier"], crosswalk, delivered),
        end=sipri_nation(line["Recipient"], crosswalk, delivered),
        valid=delivered,
        evidence=evidence_from(_SOURCE, _deal(line), credibility=credibility_of(estimated)),
        properties={
            "designation": line["Weapon designation"],
            "category": line["Weapon description"] or None,
            **{value: _number(line, column) for column, value in _UNCERTAIN.items()},
            "value": coded_decimal(
                line["SIPRI TIV of delivered weapons"], field="SIPRI TIV of delivered weapons", missing=_UNKNOWN
            ),
            "status": line["status"] or None,
            "estimated": estimated,
        },
        distinction=_deal(line),
    )


def _delivered(line: Line) -> ValidTime:
    """The years of deliveries, such as `2012; 2013; 2016`. Raises InvalidInput for an order of which nothing came."""
    years = [part.strip() for part in line["Year(s) of delivery"].split(";") if part.strip() not in _UNKNOWN]
    found = [_YEAR.fullmatch(year) for year in years]
    if not found or None in found:
        raise InvalidInput(
            f"Year(s) of delivery: {line['Year(s) of delivery']!r} gives no years: an order is no transfer yet.",
            field="Year(s) of delivery",
            value=line["Year(s) of delivery"],
            expected="2012; 2013; 2016",
        )
    given = sorted(match[1] for match in found if match)
    return valid_time(given[0], given[-1])


def _estimated(line: Line) -> tuple[str, ...]:
    """What is uncertain: a question mark in the column that follows, or brackets around what is given."""
    marked = [value for column, value in _UNCERTAIN.items() if line[f"{column} ?"] == "?" or "(" in line[column]]
    return (*marked, "deliveredIn") if "(" in line["Year(s) of delivery"] else tuple(marked)


def _number(line: Line, column: str) -> int | None:
    return coded_number(line[column].strip("()"), field=column, missing=_UNKNOWN)


def _deal(line: Line) -> str:
    """What names a deal: the register gives none a number."""
    return f"{line['Weapon designation']}, ordered {line['Year of order']}, delivered {line['Year(s) of delivery']}"


SIPRI_REGISTER = Dataset(
    name="sipri-register",
    title="SIPRI Arms Transfers Database, trade register by deal",
    sources=(_SOURCE,),
    columns=(
        "Recipient", "Supplier", *_UNCERTAIN, *(f"{column} ?" for column in _UNCERTAIN), "Weapon designation",
        "Weapon description", "Year(s) of delivery", "status", "SIPRI TIV of delivered weapons",
    ),
    facts_of=_facts,
    tally=lambda line: {"suppliers": line["Supplier"], "recipients": line["Recipient"]},
    encoding="latin-1",
)  # fmt: skip
