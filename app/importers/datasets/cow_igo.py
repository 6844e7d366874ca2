"""Correlates of War, Intergovernmental Organizations 3.0: one row an organisation and year, one column a state.

Pevehouse, Jon C.W., Timothy Nordstrom, Roseanne W. McManus & Anne Spencer Jamison. 2020. "Tracking Organizations in the
World: The Correlates of War IGO Version 3.0 Datasets." Journal of Peace Research 57(3): 492–503.

Years of equal status that follow each other are one spell of membership; before 1965 a series may have one year in
five. A spell runs to the day before the next year that says otherwise. Where the years between are missing,
`attestedUntil` says how far the source has seen it, and a spell that follows a gap has an unknown start. West Germany's
and Germany's columns, being one nation's, make one spell.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_number, evidence_from, nation_of_number
from app.record.evidence import Credibility, Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.time import ValidTime, valid_time

LAST_YEAR = 2014

_SOURCE = Source(
    key="cow-igo",
    title="Correlates of War Intergovernmental Organizations",
    publisher="Correlates of War Project",
    version="3.0",
    url="https://correlatesofwar.org/data-sets/igos/",
    licence="free for research with citation",
    reliability=Reliability.B,
)
_ROLES = {"1": "member", "2": "associate", "3": "observer"}
_NONE, _MISSING = "0", "-9"
_NOT_A_STATE = ("-1", "")
_PRECEDENCE = (*_ROLES, _NONE, _MISSING)
"""Which of two columns counts where both are one nation's in a year: membership, then its absence, then nothing."""

_LONGEST_STEP = 5
_FIELDS = ("political", "social", "economic")
_UNSURE = "Within 5 years"
_STATES = {
    "afghanistan": 700, "albania": 339, "algeria": 615, "andorra": 232, "angola": 540, "antiguabarbuda": 58,
    "argentina": 160, "armenia": 371, "australia": 900, "austria": 305, "austriahungary": 300, "azerbaijan": 373,
    "baden": 267, "bahamas": 31, "bahrain": 692, "bangladesh": 771, "barbados": 53, "bavariaelect": 245,
    "belarus": 370, "belgium": 211, "belize": 80, "benin": 434, "bhutan": 760, "bolivia": 145, "bosnia": 346,
    "botswana": 571, "brazil": 140, "brunei": 835, "bulgaria": 355, "burkinafaso": 439, "burundi": 516, "car": 482,
    "cambodia": 811, "cameroon": 471, "canada": 20, "capeverde": 402, "chad": 483, "chile": 155, "china": 710,
    "colombia": 100, "comoros": 581, "congobrazz": 484, "costarica": 94, "croatia": 344, "cuba": 40, "cyprus": 352,
    "czechrep": 316, "czechoslovakia": 315, "denmark": 390, "djibouti": 522, "domrepublic": 42, "dominica": 54,
    "egermany": 265, "etimor": 860, "ecuador": 130, "egypt": 651, "elsalvador": 92, "eqguinea": 411, "eritrea": 531,
    "estonia": 366, "ethiopia": 530, "fyromacedonia": 343, "fiji": 950, "finland": 375, "france": 220, "gabon": 481,
    "gambia": 420, "georgia": 372, "germany": 255, "ghana": 452, "greece": 350, "grenada": 55, "guatemala": 90,
    "guinea": 438, "guineabissau": 404, "guyana": 110, "haiti": 41, "hanover": 240, "hesseelect": 273,
    "hessegrand": 275, "honduras": 91, "hungary": 310, "iceland": 395, "india": 750, "indonesia": 850, "iran": 630,
    "iraq": 645, "ireland": 205, "israel": 666, "italy": 325, "ivorycoast": 437, "jamaica": 51, "japan": 740,
    "jordan": 663, "kazakhstan": 705, "kenya": 501, "kiribati": 946, "korea": 730, "kosovo": 347, "kuwait": 690,
    "kyrgyzstan": 703, "laos": 812, "latvia": 367, "lebanon": 660, "lesotho": 570, "liberia": 450, "libya": 620,
    "liechtenstein": 223, "lithuania": 368, "luxembourg": 212, "madagascar": 580, "malawi": 553, "malaysia": 820,
    "maldives": 781, "mali": 432, "malta": 338, "marshallis": 983, "mauritania": 435, "mauritius": 590,
    "mecklenburg": 280, "mexico": 70, "micronesiafs": 987, "modena": 332, "moldova": 359, "monaco": 221,
    "mongolia": 712, "morocco": 600, "montenegro": 341, "mozambique": 541, "myanmar": 775, "namibia": 565,
    "nauru": 970, "nepal": 790, "netherlands": 210, "newzealand": 920, "nicaragua": 93, "niger": 436, "nigeria": 475,
    "nokorea": 731, "norway": 385, "nyemen": 678, "oman": 698, "pakistan": 770, "palau": 986, "panama": 95,
    "papalstates": 327, "papuanewguinea": 910, "paraguay": 150, "parma": 335, "peru": 135, "philippines": 840,
    "poland": 290, "portugal": 235, "qatar": 694, "romania": 360, "russia": 365, "rwanda": 517, "svietnam": 817,
    "syemen": 680, "sanmarino": 331, "saotome": 403, "saudiarabia": 670, "saxony": 269, "senegal": 433,
    "seychelles": 591, "sierraleone": 451, "singapore": 830, "slovakia": 317, "slovenia": 349, "soafrica": 560,
    "sokorea": 732, "sosudan": 626, "solomonis": 940, "somalia": 520, "spain": 230, "srilanka": 780, "stkitts": 60,
    "stlucia": 56, "stvincent": 57, "sudan": 625, "suriname": 115, "swaziland": 572, "sweden": 380,
    "switzerland": 225, "syria": 652, "taiwan": 713, "tajikistan": 702, "tanzania": 510, "thailand": 800, "togo": 461,
    "tonga": 955, "trinidad": 52, "tunisia": 616, "turkey": 640, "turkmenistan": 701, "tuscany": 337, "tuvalu": 947,
    "twosicilies": 329, "uae": 696, "uk": 200, "usa": 2, "uganda": 500, "ukraine": 369, "uruguay": 165,
    "uzbekistan": 704, "vanuatu": 935, "venezuela": 101, "vietnam": 816, "wgermany": 260, "wsamoa": 990,
    "wurtenburg": 271, "yemen": 679, "yugoslaviaserb": 345, "zaire": 490, "zambia": 551, "zanzibar": 511,
    "zimbabwe": 552,
}  # fmt: skip
"""COW's state number of each column."""


@dataclass(frozen=True)
class Run:
    """Years of an organisation that follow each other and say the same of a nation."""

    status: str
    first: int
    last: int


Statuses = Mapping[str, Mapping[int, str]]
"""Nation → year → status."""


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """One organisation, by all its years: what it was called, and who belonged to it."""
    name = lines[0]["ioname"]
    key = crosswalk.organizations.get(("cowIgo", name)) or f"cow-igo-{name.lower()}"
    closed = _closed(lines)
    yield from _organization(key, lines, closed)
    problems: dict[str, str] = {}
    by_year = {_year(line): line for line in lines}
    for nation, statuses in sorted(_statuses(lines, crosswalk, problems).items()):
        runs = _runs([(year, statuses.get(year, _NONE)) for year in by_year], closed)
        for position, run in enumerate(runs):
            if run.status in _ROLES:
                yield _membership(nation, key, _spell(runs, position), by_year[run.first], run)
    for column, reason in problems.items():
        yield Problem(reason=f"{name}, {column}: {reason}")


def _year(line: Line) -> int:
    year = coded_number(line["year"], field="year")
    if year is None:
        raise InvalidInput("year is empty.", field="year")
    return year


def _closed(lines: Sequence[Line]) -> int | None:
    """The last year of the organisation; None where it goes on at the end of the data."""
    last = _year(lines[-1])
    if last == LAST_YEAR and lines[-1]["dead"] != "1":
        return None
    return max(last, coded_number(lines[-1]["deaddate"], field="deaddate") or last)


def _organization(key: str, lines: Sequence[Line], closed: int | None) -> Iterator[Fact]:
    """What it was called, name by name: the International Wine Office became the Vine and Wine Office."""
    names = [list(group) for _, group in groupby(lines, key=lambda line: line["longorgname"])]
    for position, named in enumerate(names):
        is_last = position + 1 == len(names)
        last = closed if is_last else _year(names[position + 1][0]) - 1
        founded = named[0]["sdate"] if position == 0 else ""
        valid = valid_time(founded or named[0]["year"], str(last or ""), end_unknown=last is None)
        yield assertion(
            "Organization",
            key,
            valid=valid,
            evidence=evidence_from(_SOURCE, named[0]["ioname"]),
            properties=_described(named[-1], valid),
        )


def _described(line: Line, valid: ValidTime) -> dict[str, PropertyValue]:
    return {
        "name": line["longorgname"],
        "shortName": line["ioname"],
        "kind": "intergovernmental",
        "objectives": tuple(field for field in _FIELDS if line[field] == "1"),
        "cowIgo": line["ioname"],
        "attestedUntil": date(LAST_YEAR, 12, 31) if valid.end_unknown else None,
    }


def _statuses(lines: Sequence[Line], crosswalk: Crosswalk, problems: dict[str, str]) -> Statuses:
    """What the organisation's years say of every nation that ever belonged to it.

    A member whose number no nation holds goes into `problems`, by its column, with the reason. Raises InvalidInput
    for a status that the codebook lacks.
    """
    found: dict[str, dict[int, str]] = defaultdict(dict)
    joined = [column for column in _STATES if any(line[column] in _ROLES for line in lines)]
    for line in lines:
        year, valid = _year(line), calendar_year(line["year"])
        for column in joined:
            try:
                nation = nation_of_number(crosswalk, str(_STATES[column]), valid)
            except InvalidInput as error:
                if line[column] in _ROLES:
                    problems[column] = error.detail
                continue
            statuses = (_status(line, column), found[nation].get(year, _MISSING))
            found[nation][year] = min(statuses, key=_PRECEDENCE.index)
    return found


def _status(line: Line, column: str) -> str:
    status = _NONE if line[column] in _NOT_A_STATE else line[column]
    if status not in _PRECEDENCE:
        raise InvalidInput(
            f"{column}: {status!r} is none of 1, 2, 3, 0, -9 and -1.", field=column, value=status, expected="1, 2, 3, 0"
        )
    return status


def _runs(observed: Sequence[tuple[int, str]], closed: int | None) -> list[Run]:
    """Years with their status as runs; after the organisation's last year nobody belongs to it."""
    runs: list[Run] = []
    for year, status in observed:
        if runs and runs[-1].status == status and year - runs[-1].last <= _LONGEST_STEP:
            runs[-1] = Run(status, runs[-1].first, year)
        else:
            runs.append(Run(status, year, year))
    return [*runs, Run(_NONE, closed + 1, closed + 1)] if closed is not None else runs


def _spell(runs: Sequence[Run], position: int) -> ValidTime:
    run = runs[position]
    before = runs[position - 1] if position else None
    after = next((later for later in runs[position + 1 :] if later.status != _MISSING), None)
    follows_a_gap = before is not None and (before.status == _MISSING or before.last < run.first - 1)
    return valid_time(
        str(run.first),
        str(after.first - 1) if after else "",
        start_unknown=follows_a_gap,
        end_unknown=after is None,
    )


def _membership(nation: str, organization: str, valid: ValidTime, line: Line, run: Run) -> Fact:
    """A spell of membership; `line` is the year in which it begins."""
    seen = date(run.last, 12, 31)
    return Fact(
        type="MEMBER_OF",
        start=nation,
        end=organization,
        valid=valid,
        evidence=evidence_from(_SOURCE, f"{line['ioname']} {run.first}–{run.last}", credibility=_credibility(line)),
        properties={"role": _ROLES[run.status], "attestedUntil": None if valid.valid_to == seen else seen},
    )


def _credibility(line: Line) -> Credibility:
    """Lower for what the source imputed, and before 1965 where it knows a year to within five."""
    unsure = line["accuracyofpre1965membershipdates"] == _UNSURE and _year(line) < 1965
    return Credibility.POSSIBLY_TRUE if unsure or line["imputed"] == "1" else Credibility.PROBABLY_TRUE


COW_IGO = Dataset(
    name="cow-igo",
    title="Correlates of War Intergovernmental Organizations 3.0, by organisation and year",
    sources=(_SOURCE,),
    columns=(
        "ioname", "longorgname", "year", *_STATES, "sdate", "deaddate", "dead",
        "accuracyofpre1965membershipdates", "imputed", *_FIELDS,
    ),
    facts_of=_facts,
    group_by=("ioname",),
    tally=lambda line: {
        "organisations": line["ioname"],
        "organisation years": f"{line['ioname']} {line['year']}",
    },
)  # fmt: skip
