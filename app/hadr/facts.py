"""What is on record about a stricken nation and those who can help it, as the queries give it."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.answers.asking import Asking
from app.graph.client import Row

MOST_MISSION_ROWS = 5_000
"""More records of past missions than any nation has; a bound all the same."""

ACCESS_KINDS = ("access", "status_of_forces")
LOGISTICS_KINDS = ("acquisition_and_cross_servicing",)
"""Kinds of agreement that are about access, and about logistics, by what they are."""

ACCESS = "access"
LOGISTICS = "logistics"
"""The obligations that are."""

HELPING = ("lead", "organiser", "participant")
HELPED = ("host", "recipient")
"""Roles in a relief mission: who helps, and who is helped."""


@dataclass(frozen=True, kw_only=True)
class HadrFacts:
    """What ranks helpers: rows of the queries below `cypher/hadr/`, without the evidence of most.

    `cut`: there are more records of past missions than were read.
    """

    needs: Sequence[Row]
    capability_levels: Sequence[Row]
    agreements: Sequence[Row]
    frameworks: Sequence[Row]
    posts: Sequence[Row]
    missions: Sequence[Row]
    nations: Sequence[Row]
    disputes: Sequence[Row]
    cut: bool


@dataclass(frozen=True, kw_only=True)
class HadrEvidence:
    """The records of the helpers that are shown, and of the stricken nation; `coded` of `alliances/coded`."""

    capabilities: Sequence[Row]
    agreements: Sequence[Row]
    coded: Sequence[Row]
    frameworks: Sequence[Row]
    positions: Sequence[Row]


async def read_hadr_facts(asking: Asking, nation: str, *, mission: str, since: date) -> HadrFacts:
    """What ranks those who can help `nation`; `since`: the first day of past missions that count."""
    needs, agreements, frameworks, posts, missions, nations, disputes = await gather(
        asking.read("hadr/needs", mission=mission),
        asking.read(
            "hadr/agreements",
            nation=nation,
            kinds=[*ACCESS_KINDS, *LOGISTICS_KINDS],
            obligations=[ACCESS, LOGISTICS],
        ),
        asking.read("hadr/frameworks", nation=nation),
        asking.read("hadr/posts", nation=nation),
        _missions(asking, nation, since),
        asking.read("hadr/nations"),
        asking.read("hadr/disputes", nation=nation),
    )
    return HadrFacts(
        needs=needs,
        capability_levels=await asking.read("hadr/capability_levels", needed=_sorted(needs, "capability")),
        agreements=agreements,
        frameworks=frameworks,
        posts=posts,
        missions=missions[:MOST_MISSION_ROWS],
        nations=nations,
        disputes=disputes,
        cut=len(missions) > MOST_MISSION_ROWS,
    )


async def read_hadr_evidence(asking: Asking, facts: HadrFacts, nation: str, shown: Sequence[str]) -> HadrEvidence:
    """The records behind the help of the nations `shown`."""
    nations = sorted({nation, *shown})
    agreements = _sorted(facts.agreements, "agreement")
    capabilities, parties, coded, frameworks, positions = await gather(
        asking.read("hadr/capability_records", needed=_sorted(facts.needs, "capability"), nations=sorted(shown)),
        asking.read("hadr/agreement_records", agreements=agreements, nations=nations),
        asking.read("alliances/coded", agreements=agreements, nations=nations),
        asking.read("hadr/framework_records", frameworks=_sorted(facts.frameworks, "framework"), nations=nations),
        asking.read("hadr/positions", nations=nations),
    )
    return HadrEvidence(
        capabilities=capabilities, agreements=parties, coded=coded, frameworks=frameworks, positions=positions
    )


async def _missions(asking: Asking, nation: str, since: date) -> list[Row]:
    return await asking.read(
        "hadr/missions",
        nation=nation,
        since=since,
        rows=MOST_MISSION_ROWS + 1,
        helping=list(HELPING),
        helped=list(HELPED),
    )


def _sorted(rows: Sequence[Row], column: str) -> list[str]:
    return sorted({row[column] for row in rows})
