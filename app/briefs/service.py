"""Briefs are made of the answers to named questions, asked for one day, one moment of knowledge and one viewer."""

import re
from asyncio import Semaphore, gather
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from pydantic import BaseModel

from app.alliances.model import AlliancePaths, ObligationKind
from app.answers.model import Answer
from app.balance.model import EngagementBalance
from app.briefs.facts import related_sections
from app.briefs.model import Bar, Brief, BriefQuestion, Chart, Line, Section
from app.commitments.model import Commitments
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.histories.model import ExchangeHistory
from app.nations.model import Nation
from app.nations.service import resolve_nations
from app.questions import QUESTIONS
from app.record.releasability import Viewer
from app.sources.service import check_sources, known_sources

_AT_ONCE = 2
"""Questions that are asked at the same time: each takes a processor of the database."""

_LONGEST = 90
"""Lines of a section; what is beyond them is told to be there."""

_OF_COMMANDS = re.compile(r"; --\w+ shows \w+\.")
"""What a person at the command line is told, and a reader of paper cannot do."""

_OTHER_OBLIGATIONS = [each.value for each in ObligationKind if each is not ObligationKind.DEFENCE]

_BY_NAME = {named.name: named for named in QUESTIONS}


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One section that rests on a named question."""

    title: str
    question: str
    given: dict[str, Any]
    chart: Callable[[Any], Chart | None] = lambda answer: None
    short: Callable[[Any, Sequence[str]], str | None] = lambda answer, lines: None
    """The answer in a sentence, from the answer and the words that it is told in."""


async def brief(graph: GraphClient, nation: str, question: BriefQuestion, *, viewer: Viewer) -> Brief:
    """What must be known of a nation, or of how two stand to each other, with every source that it rests on.

    Raises NotFound and InvalidInput that name the field.
    """
    on, known_on = question.on or datetime.now(UTC).date(), question.known_on or datetime.now(UTC)
    await check_sources(graph, question.sources, viewer=viewer)
    nations = await _nations(graph, nation, question, on=on, known_on=known_on, viewer=viewer)
    common = {"on": on, "known_on": known_on, "sources": question.sources}
    parts = _on_two(*nations, question.requirement) if len(nations) == 2 else _on_one(nations[0])
    turns = Semaphore(_AT_ONCE)

    async def answered(part: _Part) -> tuple[Section, set[str]]:
        async with turns:
            return await _section(graph, part, common, viewer=viewer)

    found = list(await gather(*(answered(part) for part in parts)))
    if len(nations) == 1:
        found[2:2] = await related_sections(
            graph, nations[0], on=on, known_on=known_on, sources=question.sources, viewer=viewer
        )
    rested_on = set(chain.from_iterable(sources for _, sources in found))
    return Brief(
        nations=nations,
        on=on,
        known_on=known_on,
        clearance=viewer.clearance,
        nationality=viewer.nationality,
        sections=tuple(section for section, _ in found),
        sources=tuple(each for each in await known_sources(graph, viewer=viewer) if each.key in rested_on),
    )


async def _nations(
    graph: GraphClient, nation: str, question: BriefQuestion, *, on: date, known_on: datetime, viewer: Viewer
) -> tuple[Nation, ...]:
    named = {"nation": [nation], **({"with": [question.with_]} if question.with_ else {})}
    found = await resolve_nations(graph, named, on=on, known_on=known_on, viewer=viewer)
    nations = tuple(found[given] for (given,) in named.values())
    if len({each.key for each in nations}) < len(nations):
        raise InvalidInput(
            f"with: {nation!r} and {question.with_!r} are both {nations[0].name}.",
            field="with",
            value=question.with_,
            expected="another nation",
        )
    return nations


def _on_one(nation: Nation) -> Iterable[_Part]:
    key = nation.key
    yield _Part(
        title="Commitments to defend",
        question="commitments",
        given={"nation": key, "maxHops": 1},
        short=_bound,
    )
    yield _Part(
        title="Other commitments",
        question="commitments",
        given={"nation": key, "obligations": _OTHER_OBLIGATIONS, "maxHops": 1, "limit": 10},
    )
    yield _Part(
        title="Engagement with the major powers",
        question="engagement-balance",
        given={"subject": key, "limit": 0},
        chart=_shares,
    )
    yield _Part(title="What needs attention", question="attention", given={"nation": key, "limit": 30}, short=_first)


def _on_two(one: Nation, other: Nation, requirement: str) -> Iterable[_Part]:
    ends = {"from": one.key, "to": other.key}
    back = {"from": other.key, "to": one.key}
    yield _Part(title="How they are bound to defend each other", question="alliance-paths", given=ends, short=_linked)
    yield _Part(
        title="What else they owe each other",
        question="alliance-paths",
        given={**ends, "obligations": _OTHER_OBLIGATIONS, "maxHops": 1},
    )
    yield _Part(
        title="What they did together",
        question="exchange-history",
        given={"between": [one.key, other.key], "limit": 15},
        short=_first,
        chart=_years,
    )
    yield _Part(
        title="Where their forces cannot work together",
        question="interoperability-gaps",
        given={"requirement": requirement, "forces": [one.key, other.key], "ways": 2},
        short=_first,
    )
    yield _Part(title=f"What {one.name} may share with {other.name}", question="sharing", given=ends, short=_verdict)
    yield _Part(title=f"What {other.name} may share with {one.name}", question="sharing", given=back, short=_verdict)
    yield _Part(title="Who could broker between them", question="brokers", given={**ends, "limit": 5})


async def _section(
    graph: GraphClient, part: _Part, common: dict[str, Any], *, viewer: Viewer
) -> tuple[Section, set[str]]:
    named = _BY_NAME[part.question]
    answer: Answer = await named.service(graph, named.question.model_validate({**common, **part.given}), viewer=viewer)
    lines = [_line(text) for text in named.in_words(answer)]
    section = Section(
        title=part.title,
        asks=named.asks,
        short=part.short(answer, [line.text for line in lines]),
        lines=tuple(lines[:_LONGEST]),
        chart=part.chart(answer),
        remarks=tuple(_remarks(answer, more=len(lines) - _LONGEST)),
        queries=tuple(dict.fromkeys(asked.name for asked in answer.asked)),
    )
    return section, set(_sources(answer))


def _first(answer: Answer, lines: Sequence[str]) -> str:
    return f"{lines[0]}."


def _verdict(answer: Answer, lines: Sequence[str]) -> str:
    return f"{lines[0]}: {lines[1]}"


def _bound(answer: Commitments, lines: Sequence[str]) -> str:
    (defence,) = answer.bonds
    least = "at least " if defence.more else ""
    to_it, by_it = len(defence.bound_to_it), len(defence.bound_by_it)
    return f"Known to be bound to defend {answer.nation.name}: {least}{to_it} nations; it is bound to defend {by_it}."


def _linked(answer: AlliancePaths, lines: Sequence[str]) -> str:
    if not answer.paths:
        return "No chain of obligations to defend is known between them."
    shortest = answer.paths[0]
    if shortest.length > 1:
        return f"No obligation to defend between the two is known; the shortest chain has {shortest.length} hops."
    (hop,) = shortest.hops
    links = (f"{link.name} ({'both bound' if link.mutual else 'one bound'})" for link in hop.through)
    return f"Linked by an obligation to defend: {', '.join(links)}."


def _line(text: str) -> Line:
    bare = _OF_COMMANDS.sub(" than are shown here.", text.lstrip(" "))
    return Line(text=bare, level=(len(text) - len(text.lstrip(" ")) + 2) // 3)


def _remarks(answer: Answer, *, more: int) -> Iterator[str]:
    if more > 0:
        yield f"{more} more lines are left out here; the question itself shows them."
    if not answer.complete:
        yield "A bound cut this short: there may be more than is shown."
    if answer.synthetic:
        yield "Part of this rests on invented records."
    if answer.disputed:
        yield "Part of this rests on what sources disagree about."


def _sources(value: Any) -> Iterator[str]:
    """The keys of the sources of all records in an answer, however deep."""
    if isinstance(value, BaseModel):
        source = getattr(value, "source", None)
        if isinstance(source, str):
            yield source
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _sources(each)


def _years(answer: ExchangeHistory) -> Chart | None:
    counted: dict[int, int] = {}
    for count in answer.by_year:
        counted[count.year] = counted.get(count.year, 0) + count.engagements
    if not counted:
        return None
    every = range(min(counted), max(counted) + 1)
    return Chart(
        title="Engagements that began in each year",
        unit="engagements",
        bars=tuple(Bar(label=str(year), value=counted.get(year, 0)) for year in every),
    )


def _shares(answer: EngagementBalance) -> Chart | None:
    bars = tuple(Bar(label=each.power.name, value=each.share / 100) for each in answer.shares)
    return Chart(title="Share of all points since the first year", unit="per cent", bars=bars) if bars else None
