"""The sections of a brief that are lists of facts about one nation, as the entities of the graph have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.briefs.model import Bar, Chart, Line, Section
from app.entities.fields import connections_of, kind_of
from app.entities.model import GroupsAsked, Page, PageAsked, Reading, SortKey
from app.entities.service import EntityReader
from app.graph.client import GraphClient
from app.nations.model import Nation
from app.record.releasability import Viewer

_MOST = 100
_YEARS = 10


@dataclass(frozen=True, kw_only=True)
class _List:
    """One list: what stands at the other end of a connection, with what is told of it."""

    title: str
    asks: str
    connection: str
    told: str | None


_LISTS = (
    _List(title="Memberships", asks="What does it belong to?", connection="organizations", told="role"),
    _List(title="Posts that it sent", asks="Which attaché posts does it keep?", connection="postsSent", told=None),
    _List(title="Posts accredited to it", asks="Who keeps one with it?", connection="postsReceived", told=None),
    _List(title="Disputes", asks="What does it contend about, and on which side?", connection="disputes", told="role"),
)


async def related_sections(
    graph: GraphClient,
    nation: Nation,
    *,
    on: date,
    known_on: datetime,
    sources: tuple[str, ...] | None,
    viewer: Viewer,
) -> list[tuple[Section, set[str]]]:
    """Memberships, posts and disputes on a day, and what the nation took part in in the ten years before it."""
    reading = Reading(viewer=viewer, on=on, known_on=known_on, sources=sources)
    found = [await _listed(EntityReader(graph=graph, reading=reading), nation, each) for each in _LISTS]
    ever = Reading(viewer=viewer, known_on=known_on, sources=sources)
    return [*found, await _took_part(EntityReader(graph=graph, reading=ever), nation, on=on)]


async def _listed(reader: EntityReader, nation: Nation, asked: _List) -> tuple[Section, set[str]]:
    connection = connections_of("Nation")[asked.connection]
    told = [connection.fields[asked.told]] if asked.told else []
    of_fact = [connection.fields[name] for name in ("since", "sincePrecision", "startUnknown", "synthetic", "source")]
    pages = await reader.related(
        connection,
        [nation.key],
        PageAsked(first=_MOST, places=False, sort=(SortKey(field=connection.fields["since"]),)),
        of_fact=[*of_fact, *told],
        fields=[connection.kind.fields["name"]],
    )
    page = pages[nation.key]
    lines = [_line(entry.said[0], *entry.fact) for entry in page.entries]
    section = Section(
        title=asked.title,
        asks=asked.asks,
        short=f"{asked.title}: {_how_many(page)}.",
        lines=tuple(lines) or (Line(text="Nothing is known of any, which is not to say that there is none.", level=0),),
        chart=None,
        remarks=(f"There are more than {_MOST}.",) if page.more else (),
        queries=(f"entities/related:{connection.relationship.type}",),
    )
    return section, {entry.fact[4] for entry in page.entries}


def _how_many(page: Page) -> str:
    if page.more:
        return f"more than {_MOST}"
    return str(len(page.entries)) if page.entries else "none is known"


def _line(name: str, since: date, precision: str, *rest: Any) -> Line:
    start_unknown, synthetic, source, *told = rest
    day = {"year": since.isoformat()[:4], "month": since.isoformat()[:7]}.get(precision, since.isoformat())
    said = [name, *(str(each).replace("_", " ") for each in told if each)]
    said.append(f"attested since {day}, and perhaps before" if start_unknown else f"since {day}")
    if synthetic:
        said.append("invented")
    return Line(text=f"{', '.join(said)}, by {source}", level=0)


async def _took_part(reader: EntityReader, nation: Nation, *, on: date) -> tuple[Section, set[str]]:
    first = date(on.year - _YEARS, 1, 1)
    kind = kind_of("Engagement")
    own = {"participants": {"some": {"node": {"key": {"eq": nation.key}}}}}
    where = {**own, "since": {"gte": first.isoformat(), "lte": on.isoformat()}}
    groups = await reader.groups(kind, GroupsAsked(where=where, by=(kind.fields["kind"], kind.fields["source"])))
    counted: dict[str, int] = {}
    for group in groups:
        counted[group.values[0]] = counted.get(group.values[0], 0) + group.counted
    bars = tuple(Bar(label=name.replace("_", " "), value=number) for name, number in sorted(counted.items()))
    section = Section(
        title="What it took part in",
        asks=f"Which engagements that began from {first} to {on} did it take part in?",
        short=f"Engagements from {first} to {on}: {sum(counted.values()) or 'none is known'}.",
        lines=tuple(_numbers(bars, first, on)),
        chart=Chart(title=f"Engagements by kind, {first.year} to {on.year}", unit="engagements", bars=bars)
        if bars
        else None,
        remarks=("Engagements whose first day is not known are not counted.",),
        queries=("entities/groups:Engagement",),
    )
    return section, {group.values[1] for group in groups}


def _numbers(bars: tuple[Bar, ...], first: date, on: date) -> Iterator[Line]:
    if not bars:
        yield Line(text=f"No engagement from {first} to {on} is known.", level=0)
    for bar in bars:
        yield Line(text=f"{bar.label}: {bar.value:g}", level=0)
