"""Alliance paths in words."""

from collections.abc import Iterator

from app.alliances.model import AlliancePath, AlliancePaths


def paths_in_words(answer: AlliancePaths) -> Iterator[str]:
    """The paths, a line for each agreement of each hop."""
    obligations = ", ".join(answer.obligations)
    yield f"{answer.from_nation.name} – {answer.to_nation.name}, {obligations}, {_when(answer)}"
    if not answer.paths:
        yield f"No path of at most {answer.max_hops} hops."
    for number, path in enumerate(answer.paths, start=1):
        yield from _path(number, path)
    if answer.more:
        yield "There are more paths; --limit shows them."


def _when(answer: AlliancePaths) -> str:
    return f"on {answer.on}" if answer.since is None else f"from {answer.since} to {answer.on}"


def _path(number: int, path: AlliancePath) -> Iterator[str]:
    hops = "1 hop" if path.length == 1 else f"{path.length} hops"
    yield f"{number}. {' → '.join(nation.name for nation in path.nations)}  ({hops})"
    if any(span.first != span.last for span in path.held):
        yield f"   held {', '.join(f'{span.first} to {span.last}' for span in path.held)}"
    for hop in path.hops:
        for link in hop.through:
            binding = "both bound" if link.mutual else "one side bound"
            start = f"since {'or before ' if link.start_unknown else ''}{link.since}"
            caveat = "" if link.attested else "; nothing attests it on that day, nothing says that it ended"
            sources = ", ".join(dict.fromkeys(record.source for record in link.commitments))
            denied = f"; denied by {', '.join(doubt.source for doubt in link.doubts)}" if link.doubts else ""
            yield (
                f"   {hop.from_nation.name} – {hop.to_nation.name}: {link.name}, "
                f"{', '.join(link.obliges)} ({binding}), {start}, by {sources}{caveat}{denied}"
            )
