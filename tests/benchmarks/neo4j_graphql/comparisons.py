"""What both services are asked: documents in `documents/NAME/`, variables from the graph, answers made comparable."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Literal

from neo4j import Driver, RoutingControl

from app.model.labels import ENGAGEMENT_KINDS

Side = Literal["entente", "neo4j"]
SIDES: tuple[Side, ...] = ("entente", "neo4j")
DOCUMENTS = Path(__file__).parent / "documents"
Variables = Mapping[str, Any]


# What the graph has to ask about


@dataclass(frozen=True, kw_only=True)
class Subjects:
    """What variables are drawn from; what is in the graph more often is drawn more often."""

    parties: Sequence[str]
    partners: Sequence[tuple[str, str]]
    opponents: Sequence[tuple[str, str]]
    implementers: Sequence[tuple[str, str]]
    senders: Sequence[str]
    nations: Sequence[str]
    regions: Sequence[str]
    engagements: Sequence[tuple[str, str]]
    """Kind and a word of the name of each engagement."""


_PAIRS = """
MATCH (here:Nation)-[one:{type}]-(shared)-[other:{type}]-(there:Nation)
WHERE here.key < there.key AND one.supersededAt IS NULL AND other.supersededAt IS NULL{condition}
RETURN here.key AS here, there.key AS there, count(*) AS times
ORDER BY times DESC, here, there LIMIT 2000
"""


def subjects_of(driver: Driver, database: str) -> Subjects:
    """What the graph has to ask about."""

    def rows(query: str) -> list[list[Any]]:
        found = driver.execute_query(query, database_=database, routing_=RoutingControl.READ)
        return [record.values() for record in found.records]

    def pairs(kind: str, condition: str = "") -> list[tuple[str, str]]:
        return [(row[0], row[1]) for row in rows(_PAIRS.format(type=kind, condition=condition))]

    def keys(pattern: str) -> list[str]:
        return [row[0] for row in rows(f"MATCH {pattern} RETURN nation.key AS key ORDER BY key")]

    regions = rows(
        "MATCH (nation:Nation) WHERE nation.region IS NOT NULL RETURN DISTINCT nation.region AS r ORDER BY r"
    )
    named = rows("MATCH (e:Engagement) WHERE e.name IS NOT NULL RETURN e.kind, e.name ORDER BY e.key")
    return Subjects(
        parties=keys("(nation:Nation)-[:PARTY_TO]->()"),
        partners=pairs("PARTY_TO"),
        opponents=pairs("DISPUTES"),
        implementers=pairs("IMPLEMENTS", " AND one.status = 'full' AND other.status = 'full'"),
        senders=keys("(nation:Nation)<-[:SENT_BY]-()"),
        nations=keys("(nation:Nation)"),
        regions=[row[0] for row in regions],
        engagements=[(kind, word) for kind, name in named for word in [max(name.split(), key=len)[:6].lower()]],
    )


# Questions


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One question to both: its variables, and how many pages are read one after another."""

    name: str
    variables: Callable[[Random, Subjects], Variables]
    pages: int = 1

    def document(self, side: Side) -> str:
        """The GraphQL document."""
        return self._text(f"{side}.graphql")

    @property
    def oracle(self) -> str:
        """The same question in plain Cypher."""
        return self._text("oracle.cypher")

    def _text(self, file: str) -> str:
        return (DOCUMENTS / self.name / file).read_text(encoding="utf-8")


def _day(random: Random, first: int, last: int) -> str:
    return f"{random.randint(first, last)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def _pair(pairs: Sequence[tuple[str, str]], random: Random) -> Variables:
    here, there = random.sample(random.choice(pairs), 2)
    return {"here": here, "there": there}


def _by_text(random: Random, subjects: Subjects) -> Variables:
    kind, text = random.choice(subjects.engagements)
    return {"kind": kind, "text": text}


def _three_pages(random: Random, subjects: Subjects) -> Variables:
    _, text = random.choice(subjects.engagements)
    return {"people": random.choice((500, 1_000, 2_000)), "text": text, "kind": random.choice(ENGAGEMENT_KINDS)}


def _kind(random: Random, subjects: Subjects) -> str:
    return random.choice(subjects.engagements)[0]


COMPARISONS = (
    Comparison(
        name="agreements_in_force",
        variables=lambda random, graph: {"key": random.choice(graph.parties), "on": _day(random, 1950, 2024)},
    ),
    Comparison(name="engagements_by_text", variables=_by_text),
    Comparison(name="agreements_between", variables=lambda random, graph: _pair(graph.partners, random)),
    Comparison(
        name="engagements_counted",
        variables=lambda random, graph: {"region": random.choice(graph.regions), "kind": _kind(random, graph)},
    ),
    Comparison(name="bodies_of_partners", variables=lambda random, graph: {"key": random.choice(graph.parties)}),
    Comparison(
        name="engagements_measured",
        variables=lambda random, graph: {"kind": _kind(random, graph), "since": _day(random, 1980, 2015)},
    ),
    Comparison(
        name="people_sent",
        variables=lambda random, graph: {
            "keys": sorted(random.sample(graph.nations, 50)),
            "since": _day(random, 1980, 2015),
        },
    ),
    Comparison(
        name="nations_without",
        variables=lambda random, graph: {"kind": _kind(random, graph), "since": _day(random, 1990, 2020)},
    ),
    Comparison(name="three_pages", variables=_three_pages, pages=3),
    Comparison(name="common_standards", variables=lambda random, graph: _pair(graph.implementers, random)),
    Comparison(name="posts_of_a_nation", variables=lambda random, graph: {"key": random.choice(graph.senders)}),
    Comparison(name="disputes_between", variables=lambda random, graph: _pair(graph.opponents, random)),
    Comparison(name="wide_page", variables=lambda random, graph: {"before": _day(random, 2000, 2025)}),
)


# Answers


def comparable(answer: Any) -> Any:
    """An answer as rows, whichever service gave it: connections are lists, an edge and its node are one row, and what
    is empty or unknown is left out.
    """
    match answer:
        case list():
            return [comparable(each) for each in answer]
        case {"edges": list(edges)}:
            return [comparable(_row(edge)) for edge in edges]
        case {"nodes": list(nodes)}:
            return comparable(nodes)
        case {"groups": [group]}:
            return comparable(_with(group, "measures"))
        case {"aggregate": {"count": counted, **measured}}:
            (count,) = counted.values()
            return comparable(_measured(count, measured))
        case {"totalCount": int(count)}:
            return count
        case dict():
            found = {name: comparable(value) for name, value in sorted(answer.items())}
            return {name: value for name, value in found.items() if value not in (None, [], {})}
        case float():
            return round(answer, 9)
        case _ if hasattr(answer, "iso_format"):
            return answer.iso_format()
    return answer


def rows(answer: Any) -> list[Any]:
    """The comparable rows of a whole answer, one row being a list of one."""
    found = comparable(answer)
    return found if isinstance(found, list) else [] if found is None else [found]


def _row(edge: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in edge.items() if name not in ("node", "properties", "cursor")}
    return {**own, **edge.get("properties", {}), **edge["node"]}


def _with(group: Mapping[str, Any], nested: str) -> dict[str, Any]:
    return {**{name: value for name, value in group.items() if name != nested}, **group.get(nested, {})}


def _measured(count: Any, measured: Mapping[Any, Any]) -> Any:
    """A count alone, or with what was measured of nodes and of edges."""
    of = {name: value for part in measured.values() for name, value in (part or {}).items()}
    return {"count": count, **of} if measured else count
