"""Defense Cooperation Agreement Dataset 1.0: bilateral defence cooperation agreements signed from 1980 to 2010.

Kinne, Brandon J. 2020. "The Defense Cooperation Agreement Dataset (DCAD)." Journal of Conflict Resolution 64(4):
729–755.

An agreement counts from its entry into force where the dataset knows it (on about half of the lines), or else from its
signature. Its end is known for few: of the others the dataset either says that they had not ended by 2010, or estimates
the year. An estimated end is recorded as the end and marked `endUnknown`, because nothing says whether it came.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_date, coded_number, evidence_from, nation_at_start
from app.record.evidence import Credibility, Evidence, Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.time import Precision, ValidTime, partial_date, valid_time

LAST_OBSERVED = date(2010, 12, 31)

_SOURCE = Source(
    key="dcad",
    title="Defense Cooperation Agreement Dataset",
    publisher="Brandon J. Kinne",
    version="1.0",
    url="https://correlatesofwar.org/data-sets/defense-cooperation-agreement-dataset/",
    licence="free for research with citation",
    reliability=Reliability.B,
)
_SCOPES = {"general": "General", "sector": "Sectoral"}
_CATEGORIES = {
    "DCA": "defence cooperation",
    "DIC": "defence industrial cooperation",
    "PROCUREMENT": "procurement",
    "RESEARCH": "research and development",
    "TREX": "training, exercises and exchange",
    "COMMISSION": "joint commission",
}
_OBLIGATIONS = {"PROCUREMENT": "procurement", "TREX": "training"}
_NUMBER = "DCADv1.0-"


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    _refuse_one_party(line)
    number = _number(line)
    key = crosswalk.agreements.get(("dcadId", str(number))) or f"dcad-{number}"
    valid = _valid(line)
    yield _agreement(key, line, valid)
    for side in ("1", "2"):
        try:
            yield _party(key, line, valid, nation_at_start(crosswalk, line[f"ccode{side}"], valid))
        except InvalidInput as error:
            yield Problem(reason=f"{line['DCAid']}, {line[f'cowName{side}']}: {error.detail}")


def _refuse_one_party(line: Line) -> None:
    """Three lines of version 1.0 name one state twice: who the other one was is not to be guessed."""
    if line["ccode1"] == line["ccode2"]:
        named = " and ".join(line[column] for column in ("cowName1", "cowName2"))
        raise InvalidInput(
            f"Both parties are {line['ccode1']} ({named}): an agreement needs two.",
            field="ccode2",
            value=line["ccode2"],
            expected=f"a state other than {line['ccode1']}",
        )


def _agreement(key: str, line: Line, valid: ValidTime) -> Fact:
    categories = _categories(line)
    properties: dict[str, PropertyValue] = {
        "name": _name(line),
        "kind": "cooperation",
        "signedOn": _signed_on(line),
        "objectives": tuple(_CATEGORIES[category] for category in categories),
        "dcadId": _number(line),
        "attestedUntil": _attested_until(line, valid),
    }
    return assertion("Agreement", key, valid=valid, evidence=_evidence(line), properties=properties)


def _party(agreement: str, line: Line, valid: ValidTime, nation: str) -> Fact:
    return Fact(
        type="PARTY_TO",
        start=nation,
        end=agreement,
        valid=valid,
        evidence=_evidence(line),
        properties={
            "obligations": tuple(_OBLIGATIONS[category] for category in _categories(line) if category in _OBLIGATIONS),
            "attestedUntil": _attested_until(line, valid),
        },
        distinction=line["DCAid"],
    )


def _number(line: Line) -> int:
    number = coded_number(line["DCAid"].removeprefix(_NUMBER), field="DCAid")
    if number is None:
        raise InvalidInput("DCAid is empty.", field="DCAid", expected=f"{_NUMBER}0001")
    return number


def _name(line: Line) -> str:
    """DCAD gives agreements a number and no title."""
    scope, names = _known(line, "type", _SCOPES), f"{line['cowName1']} and {line['cowName2']}"
    subject = _CATEGORIES[_categories(line)[0]]
    return f"{scope} agreement of {line['signYear']} between {names}: {subject} (DCAD {_number(line)})"


def _categories(line: Line) -> tuple[str, ...]:
    """One to three categories, the main one first. Raises InvalidInput for one that the codebook lacks."""
    columns = [column for column in ("category1", "category2", "category3") if line[column]]
    for column in columns:
        _known(line, column, _CATEGORIES)
    if not columns:
        raise InvalidInput("category1 is empty.", field="category1", expected=", ".join(_CATEGORIES))
    return tuple(line[column] for column in columns)


def _known(line: Line, column: str, meanings: dict[str, str]) -> str:
    if line[column] not in meanings:
        expected = ", ".join(meanings)
        raise InvalidInput(
            f"{column}: {line[column]!r} is none of {expected}.", field=column, value=line[column], expected=expected
        )
    return meanings[line[column]]


def _valid(line: Line) -> ValidTime:
    """From entry into force, or else signature, to the end as far as the dataset knows it. Raises InvalidInput."""
    start = _date(line, "EIF") or _date(line, "sign")
    match line["terminated"]:
        case "1":
            return valid_time(start, _ended(line))
        case "0":
            return valid_time(start, "", end_unknown=True)
        case "-88" | "-99":
            return valid_time(start, _estimated_end(line), end_unknown=True)
    raise InvalidInput(
        f"terminated: {line['terminated']!r} is none of 0, 1, -88 and -99.",
        field="terminated",
        value=line["terminated"],
    )


def _ended(line: Line) -> str:
    """The year in which it ended: so many years after signature. The estimate of the dataset stops at 2010."""
    duration = coded_number(line["durationActual"], field="durationActual")
    signed = coded_number(line["signYear"], field="signYear")
    if duration is None or signed is None:
        raise InvalidInput("It was terminated, but durationActual or signYear is empty.", field="durationActual")
    return str(signed + duration)


def _estimated_end(line: Line) -> str:
    """The year in which the dataset supposes that it ended; nothing for 2010, where its years end."""
    return "" if line["endYearEstimate"] == str(LAST_OBSERVED.year) else line["endYearEstimate"]


def _attested_until(line: Line, valid: ValidTime) -> date | None:
    observed = valid.end_unknown and valid.valid_to is None and valid.valid_from <= LAST_OBSERVED
    return LAST_OBSERVED if observed else None


def _date(line: Line, event: str) -> str:
    return coded_date(line[f"{event}Year"], line[f"{event}Month"], line[f"{event}Day"])


def _signed_on(line: Line) -> date | None:
    """The day of signature, where the day is known."""
    signed = partial_date(_date(line, "sign"), field="signYear")
    return signed.first if signed.precision is Precision.DAY else None


def _evidence(line: Line) -> Evidence:
    """Where in the dataset, and what it rests on there; what is known from news reports alone is less credible."""
    rests_on = f", rests on {line['source']}" if line["source"] else ""
    treaty_series = f", UNTS {line['UNTS']}" if line["UNTS"] else ""
    return evidence_from(_SOURCE, f"{line['DCAid']}{rests_on}{treaty_series}", credibility=_credibility(line))


def _credibility(line: Line) -> Credibility:
    if line["factivaSign"] == "0":
        return Credibility.DOUBTFUL
    return Credibility.PROBABLY_TRUE if line["sourceType"] == "treaty" else Credibility.POSSIBLY_TRUE


DCAD = Dataset(
    name="dcad",
    title="Defense Cooperation Agreement Dataset 1.0",
    sources=(_SOURCE,),
    columns=(
        "DCAid", "ccode1", "cowName1", "ccode2", "cowName2", "signDay", "signMonth", "signYear",
        "EIFDay", "EIFMonth", "EIFYear", "type", "category1", "category2", "category3",
        "terminated", "durationActual", "endYearEstimate", "UNTS", "sourceType", "source", "factivaSign",
    ),
    facts_of=_facts,
    tally=lambda line: {"agreements": line["DCAid"], "pairs": f"{line['ccode1']} {line['ccode2']}"},
)  # fmt: skip
