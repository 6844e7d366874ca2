"""What was found in words."""

from collections.abc import Iterator

from app.search.model import SearchHit, SearchResults


def results_in_words(answer: SearchResults) -> Iterator[str]:
    """The entities, the closest first, each with the name by which it was found."""
    yield f"{answer.text}: {len(answer.hits)} of {answer.found} entities, on {answer.on}"
    if not answer.hits:
        yield "Nothing answers to it, not even with typos."
    elif answer.corrected:
        yield "Nothing answers to it as it was typed; these come close."
    for number, hit in enumerate(answer.hits, start=1):
        entity = f"{hit.name} ({hit.label}, {hit.key}){_found_by(hit)}"
        yield f"{number}. {entity}, {hit.score:g} of 100, by {hit.record.source}"
    if answer.more:
        yield "There are more; --limit shows them."
    if not answer.complete:
        yield "So many names come near that not all were compared; more letters would tell them apart."


def _found_by(hit: SearchHit) -> str:
    if hit.text == hit.name:
        return ""
    return f", {'once ' if hit.former else ''}known by its {hit.matched.replace('_', ' ')} {hit.text}"
