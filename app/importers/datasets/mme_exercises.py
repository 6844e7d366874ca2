"""Multinational Military Exercises, version 7: one row an exercise, 1980–2010, with up to 39 participants by name.

D'Orazio, Vito & Kevin Galambos. 2021. "Multinational Military Exercises, 1980–2010." doi:10.7910/DVN/KHFODX,
Harvard Dataverse.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_date, coded_decimal, evidence_from, participant_named
from app.importers.datasets.engagements import slug, took_part
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.time import ValidTime, partial_date, valid_time

LAST_OBSERVED = date(2010, 12, 31)
FIRST_OBSERVED = "1980"

_SOURCE = Source(
    key="mme-exercises",
    title="Multinational Military Exercises",
    publisher="Vito D'Orazio and Kevin Galambos, Harvard Dataverse",
    version="7",
    url="https://doi.org/10.7910/DVN/KHFODX",
    licence="free with citation",
    reliability=Reliability.B,
)
_UNKNOWN = ("", "-9")
_UNDATED = ("", "-9", "xx")
_FIELDS = {
    "CPX": "command_post",
    "Air": "air",
    "Land": "land",
    "Sea": "sea",
    "Amphibious": "amphibious",
    "Cyber": "cyber",
    "Warfighting": "warfighting",
    "Peacekeeping": "peacekeeping",
    "Humanitarian": "humanitarian",
}
_PARTICIPANT = re.compile(r"State[A-Z]{1,2}")
_USUAL_NAMES = {
    "Congo - Brazzaville": "Congo Brazzaville",
    "Congo - Kinshasa": "Congo Kinshasa",
    "Myanmar (Burma)": "Myanmar",
    "St. Vincent & Grenadines": "St. Vincent and the Grenadines",
    "st. christopher": "St. Kitts and Nevis",
}


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    exercise = _exercise(line, crosswalk)
    yield exercise
    if _ends_too_early(line):
        yield Problem(reason=f"{line['MMEID']} ends before it starts: of its dates, only the year is imported.")
    yield from _series(line, exercise, crosswalk)
    for name in _participants(line):
        try:
            yield took_part(participant_named(crosswalk, _usual(name), exercise.valid), exercise, role="participant")
        except InvalidInput as error:
            yield Problem(reason=error.detail)


def _number(line: Line) -> str:
    """Three numbers are each given to two exercises, years apart: number and year together name one."""
    return f"{line['MMEID'].lower()}-{line['s.year']}"


def _key(line: Line, crosswalk: Crosswalk) -> str:
    """The exercise that is known by this number already, or one of the dataset's own."""
    return crosswalk.engagements.get(("mmeId", _number(line))) or f"mme-{_number(line)}"


def _held(line: Line) -> ValidTime:
    """From the first day to the last. Where they are in the wrong order, and so one of them wrong, within the year."""
    if _ends_too_early(line):
        return valid_time(line["s.year"], line["e.year"])
    return valid_time(_date(line, "s"), _date(line, "e"))


def _ends_too_early(line: Line) -> bool:
    end = partial_date(_date(line, "e"), field="e.year")
    return end.last < partial_date(_date(line, "s"), field="s.year").first


def _date(line: Line, end: str) -> str:
    """The first or the last day, from its parts: `StartDate` and `EndDate` mix two layouts."""
    return coded_date(line[f"{end}.year"], line[f"{end}.month"], line[f"{end}.day"], missing=_UNDATED)


def _exercise(line: Line, crosswalk: Crosswalk) -> Fact:
    location = _given(line, "Location")
    focus = _given(line, "FocusDescription")
    properties: dict[str, PropertyValue] = {
        "name": _given(line, "Ex_Name") or f"Unnamed exercise{f' at {location}' if location else ''}",
        "kind": "joint_exercise",
        "location": location,
        "latitude": _degrees(line, "lat", most=90),
        "longitude": _degrees(line, "lon", most=180),
        "objectives": (focus,) if focus else (),
        "fields": tuple(field for column, field in _FIELDS.items() if _coded(line, column)),
    }
    evidence = evidence_from(_SOURCE, f"{line['MMEID']}, {line['s.year']}")
    return assertion("Engagement", _key(line, crosswalk), valid=_held(line), evidence=evidence, properties=properties)


def _series(line: Line, exercise: Fact, crosswalk: Crosswalk) -> Iterator[Fact]:
    """The series of an exercise: one that is known by this name and ran then, or one of the dataset's own.

    A known series is not asserted anew, since the file says nothing of it but its name.
    """
    name = _given(line, "Series_Name")
    if name is None:
        return
    known = crosswalk.series_named("mmeNames", name, on=exercise.valid.valid_from)
    key = known or f"mme-series-{slug(name)}"
    if known is None:
        yield _own_series(key, name)
    yield Fact(type="IN_SERIES", start=exercise.start, end=key, valid=exercise.valid, evidence=exercise.evidence)


def _own_series(key: str, name: str) -> Fact:
    """A series of the dataset's own. When it began is not coded: it stands over the years that were observed.

    Some names are spelt in two ways; both spellings of one series stand.
    """
    observed = valid_time(FIRST_OBSERVED, "", start_unknown=True, end_unknown=True)
    evidence = evidence_from(_SOURCE, f"series {name}")
    properties: dict[str, PropertyValue] = {"name": name, "kind": "joint_exercise", "attestedUntil": LAST_OBSERVED}
    return replace(
        assertion("EngagementSeries", key, valid=observed, evidence=evidence, properties=properties),
        distinction=name,
    )


def _participants(line: Line) -> list[str]:
    """The names that are given, each once: some rows list a nation twice."""
    cells = (cell.strip() for column, cell in line.cells.items() if _PARTICIPANT.fullmatch(column))
    return list(dict.fromkeys(name for name in cells if name not in _UNKNOWN))


def _usual(name: str) -> str:
    return _USUAL_NAMES.get(name, name).replace(" & ", " and ")


def _given(line: Line, column: str) -> str | None:
    return None if line[column] in _UNKNOWN else line[column]


def _degrees(line: Line, column: str, *, most: int) -> float | None:
    degrees = coded_decimal(line[column], field=column, missing=_UNKNOWN)
    if degrees is not None and abs(degrees) > most:
        raise InvalidInput(f"{column}: {degrees} is beyond {most} degrees.", field=column, value=line[column])
    return degrees


def _coded(line: Line, column: str) -> bool:
    if line[column] not in ("0", "1"):
        raise InvalidInput(f"{column}: {line[column]!r} is neither 0 nor 1.", field=column, value=line[column])
    return line[column] == "1"


MME_EXERCISES = Dataset(
    name="mme-exercises",
    title="Multinational Military Exercises 7, 1980–2010",
    sources=(_SOURCE,),
    columns=(
        "MMEID", "Ex_Name", "Series_Name", "Location", "lat", "lon", "s.year", "s.month", "s.day",
        "e.year", "e.month", "e.day", *_FIELDS, "FocusDescription", "StateA",
    ),
    facts_of=_facts,
    tally=lambda line: {
        "exercises": _number(line),
        **({"exercises without a known participant": _number(line)} if not _participants(line) else {}),
        **({"series": slug(line["Series_Name"])} if line["Series_Name"] not in _UNKNOWN else {}),
    },
)  # fmt: skip
