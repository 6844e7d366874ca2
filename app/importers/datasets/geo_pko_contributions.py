"""Geo-PKO, contributors: one row a mission, year and place, with the contributing countries and their troops in text.

Cil, Deniz, Hanne Fjelde, Lisa Hultman & Desirée Nilsson. 2020. "Mapping blue helmets: Introducing the Geocoded
Peacekeeping Operations (Geo-PKO) dataset." Journal of Peace Research 57(2): 360–370.
"""

import re
from collections.abc import Iterator, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, evidence_from, nation_named
from app.importers.datasets.engagements import slug
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, assertion

_SOURCE = Source(
    key="geo-pko-contributions",
    title="Geocoded Peacekeeping Operations, troop contributors",
    publisher="Department of Peace and Conflict Research, Uppsala University",
    version="2.1",
    url="https://github.com/geopko/Geo-PKO-Shiny-Dashboard",
    licence="free with citation",
    reliability=Reliability.B,
)
_CONTRIBUTION = re.compile(r"(?P<name>.+?) \((?P<size>\d+|size unknown)\)")
_UNNAMED = {"tcc name unknown", "multinational", "mutinational"}
_USUAL_NAMES = {"Korea (ROK)": "South Korea"}


def mission_in_year(mission: str, year: str, source: Source) -> Fact:
    """That a mission was deployed in a year. The dataset gives no first and last day of a mission."""
    return assertion(
        "Engagement",
        mission_key(mission),
        valid=calendar_year(year),
        evidence=evidence_from(source, f"{mission}, {year}"),
        properties={"name": mission, "kind": "peace_operation"},
    )


def mission_key(mission: str) -> str:
    """The key of a mission that is known by its short name, such as UNOSOM II."""
    return f"geo-pko-{slug(mission)}"


def place(line: Line) -> str:
    """What tells a place from others of its name: some missions had two in one year."""
    return f"{line['location']} at {line['latitude']}, {line['longitude']}"


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    yield mission_in_year(line["mission"], line["year"], _SOURCE)
    for text in line["year.overview"].split(","):
        try:
            yield _contribution(line, text.strip(), crosswalk)
        except InvalidInput as error:
            yield Problem(reason=error.detail)


def _contribution(line: Line, text: str, crosswalk: Crosswalk) -> Fact:
    """One contributor's troops in a place. Sizes are what a company or battalion has, where no number is published."""
    found = _CONTRIBUTION.fullmatch(text)
    if found is None:
        raise InvalidInput(
            f"{text!r} is not a contributor and its size.", field="year.overview", value=text, expected="Nepal (150)"
        )
    name, size = found["name"], found["size"]
    if name.lower() in _UNNAMED:
        raise InvalidInput(
            f"{line['mission']} in {line['year']}: who sent {text!r} is not named.", field="year.overview", value=text
        )
    year = calendar_year(line["year"])
    return Fact(
        type="PARTICIPATED_IN",
        start=nation_named(crosswalk, _USUAL_NAMES.get(name, name), year),
        end=mission_key(line["mission"]),
        valid=year,
        evidence=evidence_from(_SOURCE, f"{line['mission']}, {line['year']}, {line['location']}"),
        properties={
            "role": "participant",
            "contribution": f"troops in {line['location']}",
            "personnel": int(size) if size.isdigit() else None,
        },
        distinction=f"{line['year']}, {place(line)}",
    )


GEO_PKO_CONTRIBUTIONS = Dataset(
    name="geo-pko-contributions",
    title="Geo-PKO: who sent troops to United Nations peace operations, 1994–2020",
    sources=(_SOURCE,),
    columns=("mission", "year", "location", "latitude", "longitude", "No.TCC", "year.overview"),
    facts_of=_facts,
    tally=lambda line: {
        "missions": line["mission"],
        "mission-years": f"{line['mission']}|{line['year']}",
        "places of a mission in a year": f"{line['mission']}|{line['year']}|{place(line)}",
    },
)
