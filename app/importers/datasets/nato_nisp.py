"""STANAGs listed in the NATO Interoperability Standards and Profiles (NISP), version 15: one row an edition or part.

NATO Interoperability Standards and Profiles, version 15, 2023: those for consultation, command and control only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import evidence_from
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.time import ValidTime, valid_time

LAST_OBSERVED = date(2023, 1, 29)

_SOURCE = Source(
    key="nato-nisp-listing",
    title="NATO Interoperability Standards and Profiles, listing of STANAGs",
    publisher="NATO",
    version="15",
    url="https://github.com/stavnstrup/nisp-yaml",
    licence="NATO unclassified, releasable to the public",
    reliability=Reliability.B,
)
_DESIGNATION = re.compile(r"STANAG (?P<draft>\(RD\) )?(?P<number>\d+) Ed (?P<edition>\d+)(?: P\d+)?")
_FIELDS = {
    "c3b-cap1-bloscat": "communications",
    "c3b-cap1-dmcat": "command_and_control",
    "c3b-cap1-loscat": "communications",
    "c3b-cap1-nscat": "communications",
    "c3b-cap1-satcomcat": "communications",
    "c3b-cap1-tdlcat": "communications",
    "mc-mcjsb-jgswg": "geospatial",
}
"""What the responsible parties are about that answer for one field only."""


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """One standard for each STANAG; its editions and parts are facts of their own about it."""
    (line,) = lines
    found = _DESIGNATION.fullmatch(line["pubnum"])
    if found is None:
        raise InvalidInput(
            f"pubnum: {line['pubnum']!r} is not a STANAG and its edition.",
            field="pubnum",
            value=line["pubnum"],
            expected="STANAG 5066 Ed 3",
        )
    valid = _listed(line)
    properties: dict[str, PropertyValue] = {
        "name": line["title"],
        "designation": f"STANAG {found['number']}",
        "edition": found["edition"],
        "body": "NATO Standardization Office",
        "field": _FIELDS.get(line["responsible_party"]),
        "status": _status(line, draft=found["draft"] is not None),
        "attestedUntil": LAST_OBSERVED if valid.end_unknown else None,
    }
    key = f"stanag-{found['number']}"
    evidence = evidence_from(_SOURCE, line["nispid"])
    yield replace(
        assertion("Standard", key, valid=valid, evidence=evidence, properties=properties), distinction=line["nispid"]
    )


def _listed(line: Line) -> ValidTime:
    """From its date on; one without a date is attested from the day it was listed. Until it is deleted, if it is."""
    deleted = line["last_flag_date"] if line["last_flag"] == "deleted" else ""
    return valid_time(
        line["date"] or line["first_added"], deleted, start_unknown=not line["date"], end_unknown=not deleted
    )


def _status(line: Line, *, draft: bool) -> str:
    if draft:
        return "ratification draft"
    return "listed in NISP 15" if line["date"] else "listed in NISP 15, undated"


NATO_NISP = Dataset(
    name="nato-nisp",
    title="STANAGs listed in the NATO Interoperability Standards and Profiles 15",
    sources=(_SOURCE,),
    columns=(
        "nispid", "pubnum", "title", "date", "responsible_party", "first_added", "last_flag", "last_flag_date",
    ),
    facts_of=_facts,
    tally=lambda line: {"editions and parts": line["nispid"]},
)  # fmt: skip
