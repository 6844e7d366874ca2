"""Geo-PKO, troop types: one row a mission, year and place, with the kinds of unit that were there; no contributors.

Cil, Deniz, Hanne Fjelde, Lisa Hultman & Desirée Nilsson. 2020. "Mapping blue helmets: Introducing the Geocoded
Peacekeeping Operations (Geo-PKO) dataset." Journal of Peace Research 57(2): 360–370.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import calendar_year, coded_decimal, coded_number, evidence_from
from app.importers.datasets.engagements import slug
from app.importers.datasets.geo_pko_contributions import mission_in_year, mission_key, place
from app.record.evidence import Evidence, Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion

_SOURCE = Source(
    key="geo-pko-sites",
    title="Geocoded Peacekeeping Operations, troop types",
    publisher="Department of Peace and Conflict Research, Uppsala University",
    version="2.1",
    url="https://github.com/geopko/Geo-PKO-Shiny-Dashboard",
    licence="free with citation",
    reliability=Reliability.B,
)
_UNLOCATED = ("", "NA")
_UNITS = {
    "Infantry": "infantry",
    "eng": "engineering",
    "med": "medical",
    "sig": "signals",
    "av": "aviation",
    "riv": "riverine",
    "maint": "maintenance",
    "trans": "transport",
}


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    distinction = f"{line['year']}, {place(line)}"
    yield mission_in_year(line["mission"], line["year"], _SOURCE)
    yield replace(_site(line), distinction=distinction)
    yield Fact(
        type="PART_OF",
        start=_site_key(line),
        end=mission_key(line["mission"]),
        valid=calendar_year(line["year"]),
        evidence=_evidence(line),
    )


def _site(line: Line) -> Fact:
    """A place of a mission in a year. Infantry is a number of troops, other kinds are numbers of units: no sum."""
    properties: dict[str, PropertyValue] = {
        "name": f"{line['mission']} in {line['location']}",
        "kind": "peace_operation",
        "location": line["location"],
        "latitude": coded_decimal(line["latitude"], field="latitude", missing=_UNLOCATED),
        "longitude": coded_decimal(line["longitude"], field="longitude", missing=_UNLOCATED),
        "fields": tuple(kind for column, kind in _UNITS.items() if coded_number(line[column], field=column)),
    }
    return assertion(
        "Engagement",
        _site_key(line),
        valid=calendar_year(line["year"]),
        evidence=_evidence(line),
        properties=properties,
    )


def _site_key(line: Line) -> str:
    return f"{mission_key(line['mission'])}-in-{slug(line['location'])}"


def _evidence(line: Line) -> Evidence:
    return evidence_from(_SOURCE, f"{line['mission']}, {line['year']}, {line['location']}")


GEO_PKO_SITES = Dataset(
    name="geo-pko-sites",
    title="Geo-PKO: where United Nations peace operations were deployed, 1994–2020",
    sources=(_SOURCE,),
    columns=("mission", "year", "location", "latitude", "longitude", *_UNITS),
    facts_of=_facts,
    tally=lambda line: {
        "missions": line["mission"],
        "sites": _site_key(line),
        "sites in a year": f"{line['year']}|{_site_key(line)}|{place(line)}",
    },
)
