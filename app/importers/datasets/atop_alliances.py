"""ATOP 5.1, alliance level: one row an alliance, from its signature to its end.

Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell & Andrew G. Long. 2002. "Alliance Treaty Obligations
and Provisions, 1815–1944." International Interactions 28: 237–260; version 5.1, observed until the end of 2018.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_date, coded_number, evidence_from
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.time import ValidTime, valid_time

LAST_OBSERVED = date(2018, 12, 31)
OBLIGATIONS = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "non-aggression",
    "consul": "consultation",
}

_SOURCE = Source(
    key="atop-alliances",
    title="Alliance Treaty Obligations and Provisions, alliances",
    publisher="ATOP Project, Rice University",
    version="5.1",
    url="http://www.atopdata.org/",
    licence="free with citation",
    reliability=Reliability.B,
)
_SHARED_COW_NUMBERS = {"300"}
"""COW counts ATOP's alliances 3785 and 3810 as one: neither of them is that alliance."""

DateColumns = tuple[str, str, str]
"""The columns of a year, a month and a day."""

_BEGUN: DateColumns = ("begyr", "begmo", "begday")
_ENDED: DateColumns = ("endyr", "endmo", "endday")
_UNDATED = ("", "0")
_KINDS = {
    "defense": "Defence pact",
    "offense": "Offensive alliance",
    "neutral": "Neutrality pact",
    "nonagg": "Non-aggression pact",
    "consul": "Consultation pact",
}
_PROCEDURES = {
    "medarb": {"1": "formal settlement of disputes among members"},
    "milcon": {
        "1": "official military contact in hostilities",
        "2": "official military contact in peacetime",
        "3": "common defence policy",
    },
    "intcom": {"1": "integrated command in peace and war"},
    "subord": {
        "1": "a named member commands joint forces in conflict",
        "2": "command of joint forces in conflict depends on conditions",
    },
    "organ1": {
        "1": "regular meetings of officials",
        "2": "named organisation with regular meetings",
        "3": "permanent organisation",
    },
}
_COMMITMENTS = {
    "milaid": {
        "1": "military aid, unspecified",
        "2": "military grants or loans",
        "3": "military training or technology",
        "4": "military grants or loans, and training or technology",
    },
    "base": {
        "1": "joint troops on neutral territory",
        "2": "members' troops or facilities open to one another",
        "3": "troops of some members on the territory of others",
    },
    "contrib": {"1": "contributions or shares of cost"},
}


def agreement_key(line: Line, crosswalk: Crosswalk) -> str:
    """The agreement that a line of ATOP means: one that is known by its number here or in COW, or else its own."""
    known = crosswalk.agreements.get(("atopId", line["atopid"]))
    return known or _cow_agreement(line, crosswalk) or f"atop-{line['atopid']}"


def spell(line: Line, start: DateColumns, end: DateColumns) -> ValidTime:
    """From signature to end; an end of 0 is still in force at the end of 2018. Raises InvalidInput."""
    first, last = (coded_date(*(line[column] for column in columns), missing=_UNDATED) for columns in (start, end))
    return valid_time(first, last, end_unknown=not last)


def obligations(line: Line) -> tuple[str, ...]:
    """What a line says is promised. Raises InvalidInput for a code that is neither 0 nor 1."""
    for column in OBLIGATIONS:
        if line[column] not in ("0", "1"):
            raise InvalidInput(f"{column}: {line[column]!r} is neither 0 nor 1.", field=column, value=line[column])
    return tuple(kind for column, kind in OBLIGATIONS.items() if line[column] == "1")


def attested_until(valid: ValidTime) -> date | None:
    """Where ATOP's observation of an open interval ends."""
    return LAST_OBSERVED if valid.end_unknown else None


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    key = agreement_key(line, crosswalk)
    lifetime = spell(line, _BEGUN, _ENDED)
    obligations(line)
    properties: dict[str, PropertyValue] = {
        "name": f"{_kind(line)} of {lifetime.valid_from.year} (ATOP alliance {line['atopid']})",
        "kind": "alliance",
        "atopId": coded_number(line["atopid"], field="atopid", missing=()),
        "cowId": int(line["cow4id"]) if key == _cow_agreement(line, crosswalk) else None,
        "procedures": _provisions(line, _PROCEDURES),
        "resourceCommitments": _provisions(line, _COMMITMENTS),
        "attestedUntil": attested_until(lifetime),
    }
    evidence = evidence_from(_SOURCE, _row(line))
    yield assertion("Agreement", key, valid=lifetime, evidence=evidence, properties=properties)


def _cow_agreement(line: Line, crosswalk: Crosswalk) -> str | None:
    """COW's agreement of the same number, under the key that COW's own import gives it."""
    number = line["cow4id"]
    if not number or number in _SHARED_COW_NUMBERS:
        return None
    return crosswalk.agreements.get(("cowId", number)) or f"cow-alliance-{number}"


def _row(line: Line) -> str:
    same = f", COW alliance {line['cow4id']}" if line["cow4id"] else ""
    return f"alliance {line['atopid']}{same}"


def _kind(line: Line) -> str:
    """ATOP gives an alliance a number and no name: call it by the strongest of its promises."""
    return next((kind for column, kind in _KINDS.items() if line[column] == "1"), "Alliance")


def _provisions(line: Line, coded: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """What the agreement provides for; a blank is an agreement whose text ATOP has not seen."""
    return tuple(meanings[line[column]] for column, meanings in coded.items() if line[column] in meanings)


ATOP_ALLIANCES = Dataset(
    name="atop-alliances",
    title="ATOP 5.1, alliances",
    sources=(_SOURCE,),
    columns=(
        "atopid", "cow4id", *_BEGUN, *_ENDED, *OBLIGATIONS, *_PROCEDURES, *_COMMITMENTS,
    ),
    facts_of=_facts,
    tally=lambda line: {
        "alliances": line["atopid"],
        **({"alliances with a defence obligation": line["atopid"]} if line["defense"] == "1" else {}),
    },
)  # fmt: skip
