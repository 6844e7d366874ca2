"""United States foreign military training: one row a country, programme, course and fiscal year.

United States Department of State and Department of Defense. 2000. "Foreign Military Training and DoD Engagement
Activities of Interest", fiscal years 1999 and 2000; parsed by the Security Force Monitor.
"""

import re
from collections.abc import Iterator, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_decimal, coded_number, evidence_from, nation_at_start, nation_named
from app.importers.datasets.engagements import UNITED_STATES, slug, took_part
from app.nations.names import fold
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, assertion
from app.record.time import ValidTime, valid_time

_SOURCE = Source(
    key="us-fmt",
    title="Foreign Military Training and DoD Engagement Activities of Interest",
    publisher="United States Department of State and Department of Defense",
    version="fiscal years 1999 and 2000",
    url="https://github.com/security-force-monitor/fmtrpt_data",
    licence="work of the United States Government",
    reliability=Reliability.A,
)
_USUAL_NAMES = {"Congo (DROC)": "Congo Kinshasa", "Korea": "South Korea"}
_PROGRAM = re.compile(r"(?:Republic Of, )?(?P<name>.+?), FY \d\d")
"""A programme and its fiscal year. "Republic Of" is the end of a country's name, such as "Cape Verde, Republic Of"."""


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    held = _fiscal_year(line["fiscal_year"])
    country = _USUAL_NAMES.get(line["country"], line["country"])
    trained = nation_named(crosswalk, country, held)
    trainer = nation_at_start(crosswalk, UNITED_STATES, held)
    training = _training(line, held)
    yield training
    yield took_part(trained, training, role="recipient", students=_students(line))
    yield took_part(trainer, training, role="organiser")


def _training(line: Line, held: ValidTime) -> Fact:
    parts = (slug(line["country"]), slug(_program(line)), _course(line))
    return assertion(
        "Engagement",
        f"us-fmt-{line['fiscal_year']}-{'-'.join(parts)}",
        valid=held,
        evidence=evidence_from(_SOURCE, ", ".join((line["country"], line["program"], line["course_title"]))),
        properties={
            "name": f"{line['course_title']} ({_program(line)})",
            "kind": "training_course",
            "costUsd": coded_decimal(line["total_cost_usd"], field="total_cost_usd"),
        },
    )


def _students(line: Line) -> int | None:
    """How many were trained. A 0 stands where the report gives no number: the course was held, and mostly paid for."""
    return coded_number(line["quantity"], field="quantity", missing=("", "0"))


def _fiscal_year(year: str) -> ValidTime:
    """Fiscal year 2000 of the United States is from 1 October 1999 to 30 September 2000. Raises InvalidInput."""
    ends = coded_number(year, field="fiscal_year", missing=())
    return valid_time(f"{(ends or 0) - 1:04}-10-01", f"{year}-09-30")


def _program(line: Line) -> str:
    """A programme without its year; spaces in it vary from row to row. Raises InvalidInput."""
    found = _PROGRAM.fullmatch(" ".join(line["program"].split()))
    if found is None:
        raise InvalidInput(
            f"program: {line['program']!r} does not end with its fiscal year.",
            field="program",
            value=line["program"],
            expected="a programme, then FY and two digits",
        )
    return found["name"]


def _course(line: Line) -> str:
    """A course in a key. Two courses can differ by a space only: each sign is kept as one."""
    return re.sub(r"[^a-z0-9]", "-", fold(line["course_title"]))


US_FMT = Dataset(
    name="us-fmt",
    title="United States foreign military training, fiscal years 1999 and 2000",
    sources=(_SOURCE,),
    columns=("region", "country", "program", "fiscal_year", "course_title", "quantity", "total_cost_usd"),
    facts_of=_facts,
    tally=lambda line: {"countries": line["country"], "courses": fold(line["course_title"])},
)
