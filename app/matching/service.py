"""Which entities do names in somebody else's table mean?"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from app.answers.asking import Asking, Circumstances
from app.graph.client import GraphClient
from app.matching.evidence import Weighed, weighed
from app.matching.model import MatchCandidate, NameToMatch
from app.record.releasability import Viewer
from app.search.candidates import Candidates, read_candidates
from app.search.typed import AS_TYPED, ROUGHLY, WITH_TYPOS, Typed

AT_ONCE = 4
"""Names that are looked for at the same time, so that one batch does not keep others waiting."""

LONGEST = 500
"""Letters of the longest text that is taken for a name."""

MOST_WEIGHED = 50
"""Most candidates of a name that are held against what else is known."""


async def match_names(
    graph: GraphClient, names: Mapping[str, NameToMatch], *, viewer: Viewer
) -> dict[str, tuple[MatchCandidate, ...]]:
    """The entities that each name may mean, the likeliest first, by the same identifiers as `names`.

    A candidate has every word of the name; where none has, every word with typos forgiven, or else words with half of
    its letters. What else is known raises the score of those that it agrees with, by half of what they lack, and
    halves that of those that it contradicts; what the graph does not say changes nothing. A match is certain where the
    name or code is the very same, nothing that is known contradicts it, and no other entity that the viewer may see
    could be meant as well. What holds no letter or digit, or is too long for a name, means nothing.
    """
    turn = asyncio.Semaphore(AT_ONCE)

    async def match(name: NameToMatch) -> tuple[MatchCandidate, ...]:
        async with turn:
            return await _match(graph, name, viewer)

    found = await asyncio.gather(*(match(name) for name in names.values()))
    return dict(zip(names, found, strict=True))


async def _match(graph: GraphClient, name: NameToMatch, viewer: Viewer) -> tuple[MatchCandidate, ...]:
    sought = Typed(text=name.text, unfinished=False)
    if len(name.text) > LONGEST or not sought.readings:
        return ()
    on = name.on or datetime.now(UTC).date()
    asking = Asking(graph=graph, circumstances=Circumstances(on=on, known_on=None, sources=None, viewer=viewer))
    found = await _candidates(asking, sought, name)
    considered = found.ranked[:MOST_WEIGHED]
    keys = [candidate.key for candidate in considered]
    rows = {row["key"]: row for row in await asking.read("matching/properties", keys=keys)}
    ranked = sorted(
        (weighed(candidate, rows[candidate.key], name) for candidate in considered),
        key=lambda one: (-one.score, *one.candidate.place),
    )
    return tuple(_shown(one, ranked, found.complete) for one in ranked[: name.limit])


async def _candidates(asking: Asking, sought: Typed, name: NameToMatch) -> Candidates:
    """Who has all of the name; where nobody has, who has all of it with typos, or else half of it."""
    found = await read_candidates(asking, sought, labels=name.labels, leniency=AS_TYPED)
    for leniency in (WITH_TYPOS, ROUGHLY):
        if not found.ranked:
            found = await read_candidates(asking, sought, labels=name.labels, leniency=leniency)
    return found


def _shown(one: Weighed, ranked: Sequence[Weighed], complete: bool) -> MatchCandidate:
    alone = [other for other in ranked if other.may_be_meant] == [one]
    return MatchCandidate(
        key=one.candidate.key,
        label=one.candidate.label,
        name=one.name,
        score=one.score,
        certain=alone and complete,
        why=one.why,
    )
