"""What is meant by what somebody types?"""

from collections.abc import Sequence

from app.answers.asking import Asking, begin, sourced
from app.answers.model import Sourced
from app.graph.client import GraphClient
from app.record.releasability import Viewer
from app.search.candidates import Candidate, read_candidates
from app.search.model import NameKind, SearchHit, SearchLabel, SearchQuestion, SearchResults
from app.search.typed import AS_TYPED, WITH_TYPOS, typed


async def search(graph: GraphClient, question: SearchQuestion, *, viewer: Viewer) -> SearchResults:
    """The entities of all kinds that answer to what was typed, the closest first, each with the name by which it was
    found, the parts of that name that were matched, and the record that calls it so.

    A name answers when it holds every word typed; the last may be a beginning. Case and the accents of Latin letters
    do not count, nor do words such as `of` and `the`. What is written in another script is compared as it is and as it
    sounds. Keys and the codes of nations answer whole. Where nothing answers to it as it was typed, one letter too
    many, missing, wrong or swapped is forgiven in words of four letters or more and in beginnings of six, two in words
    of eight, and none in words with digits.

    The score is 100 where the name or code is what was typed. Else it weighs how close the words come, how much of the
    name they cover and whether it begins with them; former names count less. It rests on that name alone.
    """
    asking = await begin(graph, question, viewer=viewer)
    sought = typed(question.text, field="text", unfinished=True)
    found = await read_candidates(asking, sought, labels=question.labels, leniency=AS_TYPED)
    corrected = not found.ranked
    if corrected:
        found = await read_candidates(asking, sought, labels=question.labels, leniency=WITH_TYPOS)
    hits = await shown(asking, found.ranked[: question.limit])
    return SearchResults(
        text=question.text,
        labels=question.labels,
        hits=hits,
        corrected=corrected,
        found=len(found.ranked),
        more=len(found.ranked) > question.limit,
        complete=found.complete,
        synthetic=any(hit.record.synthetic for hit in hits),
        disputed=False,  # sources that call something by different names do not contradict each other
        **asking.says,
    )


async def suggest(
    graph: GraphClient, text: str, labels: Sequence[SearchLabel] = (), *, viewer: Viewer, limit: int = 10
) -> tuple[SearchHit, ...]:
    """What may be meant by `text`, the closest first: for type-ahead, and for errors that say what would be right.

    Raises InvalidInput for a text of more than 200 characters, or without a letter or digit.
    """
    question = SearchQuestion(text=text, labels=tuple(labels), limit=limit)
    return (await search(graph, question, viewer=viewer)).hits


async def shown(asking: Asking, found: Sequence[Candidate]) -> tuple[SearchHit, ...]:
    """Candidates as answers show them, in their order."""
    asked = [{"key": candidate.key, "record": candidate.record} for candidate in found]
    rows = {row["key"]: row for row in await asking.read("search/shown", found=asked)}
    return tuple(
        SearchHit(
            key=candidate.key,
            label=candidate.label,
            name=rows[candidate.key]["name"],
            matched=candidate.likeness.kind,
            text=candidate.likeness.text,
            parts=candidate.likeness.parts,
            former=not candidate.current and candidate.likeness.kind is not NameKind.KEY,
            score=candidate.likeness.score,
            record=Sourced(**sourced(rows[candidate.key])),
        )
        for candidate in found
    )
