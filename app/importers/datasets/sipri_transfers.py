"""SIPRI Arms Transfers Database, export of today: one row a deal and year of delivery, below eleven lines of notes.

Stockholm International Peace Research Institute, SIPRI Arms Transfers Database, https://www.sipri.org/databases/
armstransfers. Its terms forbid passing the file on: users import their own export.
"""

from collections.abc import Iterator, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_decimal, coded_number, evidence_from, nation_named
from app.record.evidence import Credibility, Reliability, Source
from app.record.facts import Fact
from app.record.time import ValidTime

_SOURCE = Source(
    key="sipri-transfers",
    title="SIPRI Arms Transfers Database",
    publisher="Stockholm International Peace Research Institute",
    url="https://www.sipri.org/databases/armstransfers",
    licence="SIPRI terms: not to be passed on as a whole",
    reliability=Reliability.B,
)
_USUAL_NAMES = {
    "East Germany (GDR)": "German Democratic Republic",
    "Yemen Arab Republic (North Yemen)": "Yemen Arab Republic",
}
_ESTIMATES = {
    "Order date is estimate": "orderedIn",
    "Numbers delivered is estimate": "delivered",
    "Delivery year is estimate": "deliveredIn",
    "SIPRI estimate": "value",
}
"""Column with a flag → what it says is an estimate; `deliveredIn` is the year in which the transfer is valid."""


def sipri_nation(name: str, crosswalk: Crosswalk, delivered: ValidTime) -> str:
    """The nation that SIPRI means. Raises InvalidInput for bodies and groups that it marks, and for unknown names."""
    if name.endswith("*") or name.lower().startswith("unknown"):
        raise InvalidInput(
            f"{name!r} is no nation: SIPRI marks organisations with **, other groups with *.", field="name", value=name
        )
    return nation_named(crosswalk, _USUAL_NAMES.get(name, name), delivered)


def credibility_of(estimated: Sequence[str]) -> Credibility:
    """A transfer of which something is estimated is possibly true as it stands, others are probably true."""
    return Credibility.POSSIBLY_TRUE if estimated else Credibility.PROBABLY_TRUE


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    year = calendar_year(line["Delivery year"])
    deal = f"{line['SIPRI AT Database ID']}, {line['Delivery year']}"
    estimated = _estimated(line)
    yield Fact(
        type="TRANSFERRED_TO",
        start=sipri_nation(line["Supplier"], crosswalk, year),
        end=sipri_nation(line["Recipient"], crosswalk, year),
        valid=year,
        evidence=evidence_from(_SOURCE, f"deal {deal}", credibility=credibility_of(estimated)),
        properties={
            "designation": line["Designation"],
            "category": line["Description"] or line["Armament category"],
            "orderedIn": coded_number(line["Order date"], field="Order date"),
            "delivered": coded_number(line["Numbers delivered"], field="Numbers delivered"),
            "value": coded_decimal(line["TIV delivery values"], field="TIV delivery values"),
            "status": _status(line),
            "estimated": estimated,
        },
        distinction=deal,
    )


def _estimated(line: Line) -> tuple[str, ...]:
    return tuple(value for column, value in _ESTIMATES.items() if _flagged(line, column))


def _flagged(line: Line, column: str) -> bool:
    if line[column].lower() not in ("yes", "no"):
        raise InvalidInput(f"{column}: {line[column]!r} is neither yes nor no.", field=column, value=line[column])
    return line[column].lower() == "yes"


def _status(line: Line) -> str:
    """New or second-hand. Local production is a share made by the recipient, from parts to the whole under licence.

    The last column and its cells can end with a stray semicolon.
    """
    local = line.get("Local production") or line.get("Local production;")
    made = ", with local production" if local.rstrip(";").lower() == "yes" else ""
    return line["Status"] + made


SIPRI_TRANSFERS = Dataset(
    name="sipri-transfers",
    title="SIPRI Arms Transfers Database, export by year of delivery",
    sources=(_SOURCE,),
    columns=(
        "SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description", "Armament category",
        "Order date", "Numbers delivered", "Delivery year", "Status", "TIV delivery values", *_ESTIMATES,
    ),
    facts_of=_facts,
    tally=lambda line: {
        "deals": line["SIPRI AT Database ID"],
        "suppliers": line["Supplier"],
        "recipients": line["Recipient"],
    },
)  # fmt: skip
