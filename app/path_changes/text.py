"""Changes of alliance paths in words."""

from collections.abc import Iterator

from app.path_changes.model import ChangedPath, PathChanges


def changes_in_words(answer: PathChanges) -> Iterator[str]:
    """What was lost and gained, a line for each path."""
    obligations = ", ".join(answer.obligations)
    yield f"{answer.from_nation.name} – {answer.to_nation.name}, {obligations}, {answer.since} to {answer.on}"
    yield f"{answer.before} paths then, {answer.after} later; {answer.kept} kept (at most {answer.max_hops} hops)."
    for word, changed in (("lost", answer.lost), ("gained", answer.gained)):
        for one in changed:
            yield f"{word}: {' → '.join(nation.name for nation in one.path.nations)}"
            yield f"   {_because(one)}"
    if answer.more:
        yield "There are more; --limit shows them."


def _because(changed: ChangedPath) -> str:
    hops = (f"{hop.from_nation.name} – {hop.to_nation.name} by {', '.join(hop.agreements)}" for hop in changed.because)
    return f"only then: {'; '.join(hops)}"
