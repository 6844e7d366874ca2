"""The attention list in words."""

from collections.abc import Iterator

from app.attention.model import AttentionItem, AttentionList


def attention_in_words(answer: AttentionList) -> Iterator[str]:
    """The items, the most pressing first, each with its reason and what would settle it."""
    whose = f" for {answer.of.name}" if answer.of else ""
    yield f"What needs attention{whose}, on {answer.on}: {len(answer.items)} of {answer.found} items"
    if not answer.items:
        yield "Nothing."
    for number, item in enumerate(answer.items, start=1):
        yield from _item(number, item)
    if answer.more:
        yield "There are more items; --limit shows them."


def _item(number: int, item: AttentionItem) -> Iterator[str]:
    kind = item.kind.replace("_", " ")
    yield f"{number}. {item.severity}, {kind}: {item.subject.name} ({item.subject.key})"
    sources = ", ".join(dict.fromkeys(record.source for record in item.evidence))
    yield f"   {item.why} By {sources}."
    yield f"   Settled by: {item.settles}"
