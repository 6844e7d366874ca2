"""Foreign visits of United States service secretaries, service chiefs and combatant commanders: one row a visit.

Flynn, Michael E., et al. Collection in the raw data of the troopdata package, unpublished: it is to be checked. Of some
rows the end was carried over from another row.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import coded_date, evidence_from, nation_at_start, nation_named
from app.importers.datasets.engagements import UNITED_STATES, slug, took_part
from app.record.evidence import Credibility, Reliability, Source
from app.record.facts import Fact, assertion
from app.record.time import ValidTime, valid_time

LONGEST_VISIT = timedelta(days=31)

_SOURCE = Source(
    key="us-defense-leader-visits",
    title="Foreign visits of United States defence leaders",
    publisher="Michael E. Flynn et al. (troopdata)",
    version="data-raw of 2 June 2026",
    url="https://meflynn.github.io/troopdata/",
    licence="GPL-3",
    reliability=Reliability.C,
)
_ISO3 = re.compile(r"[A-Z]{3}")
_FLAG_OFFICERS = re.compile(r"(?i:commander)|[A-Z]+COM\b")


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    held = _held(line)
    host = _host(line, crosswalk, held)
    visit = _visit(line, host, held)
    yield visit
    yield took_part(nation_at_start(crosswalk, UNITED_STATES, held), visit, role="participant")
    yield took_part(host, visit, role="host")


def _visit(line: Line, host: str, held: ValidTime) -> Fact:
    where = f"{line['State Visit']} {line['City Visited']}".strip()
    row = f"{line['Title']}, {held.valid_from}, {where}"
    return assertion(
        "Engagement",
        f"us-defense-leader-visits-{slug(row)}",
        valid=held,
        evidence=evidence_from(_SOURCE, row, credibility=Credibility.POSSIBLY_TRUE),
        properties={
            "name": f"{line['Name']}, {line['Title']} of the United States, in {host}",
            "kind": "high_level_visit",
            "location": line["City Visited"] or None,
            "level": _level(line["Title"]),
        },
    )


def _held(line: Line) -> ValidTime:
    """The days of the journey; countries of one journey share them. Raises InvalidInput for days of no one journey."""
    start, end = (coded_date(line[f"{end} Year"], line[f"{end} Month"], line[f"{end} Day"]) for end in ("Start", "End"))
    held = valid_time(start, end or start)
    if held.valid_to is not None and held.valid_to - held.valid_from > LONGEST_VISIT:
        raise InvalidInput(
            f"{held.valid_from} to {held.valid_to} is longer than a journey: one of the dates is wrong.",
            field="End Year",
            value=end,
            expected=f"at most {LONGEST_VISIT.days} days",
        )
    return held


def _host(line: Line, crosswalk: Crosswalk, held: ValidTime) -> str:
    """A nation by its ISO code, or by its name where the file writes a name. Territories are no nations."""
    state = line["State Visit"]
    if _ISO3.fullmatch(state):
        return nation_at_start(crosswalk, state, held, scheme="iso3")
    return nation_named(crosswalk, state, held)


def _level(title: str) -> str:
    """A service secretary heads one service, under the Secretary of Defense: no minister, but a chief of a service."""
    return "flag_officer" if _FLAG_OFFICERS.search(title) else "service_chief"


US_DEFENSE_LEADER_VISITS = Dataset(
    name="us-defense-leader-visits",
    title="Foreign visits of United States defence leaders, 1992–2009",
    sources=(_SOURCE,),
    columns=(
        "Title", "Name", "Start Day", "Start Month", "Start Year", "City Visited", "State Visit",
        "End Day", "End Month", "End Year",
    ),
    facts_of=_facts,
    tally=lambda line: {"titles": slug(line["Title"]), "states": line["State Visit"]},
)  # fmt: skip
