"""Questions about sources."""

from collections.abc import Sequence

from app.errors import NotFound
from app.graph.client import GraphClient
from app.record.releasability import Viewer
from app.sources.model import Source


async def known_sources(graph: GraphClient, *, viewer: Viewer) -> tuple[Source, ...]:
    """The sources that `viewer` may know of, by key."""
    return tuple(
        Source(**row | {"obligationsCoded": row["obligationsCoded"] or ()})
        for row in await graph.read("sources/known", **viewer.parameters)
    )


async def check_sources(graph: GraphClient, keys: Sequence[str] | None, *, viewer: Viewer) -> None:
    """Raise NotFound for a key that no source bears: relying on a misspelt source would look like 'no'."""
    if keys is None:
        return
    known = [source.key for source in await known_sources(graph, viewer=viewer)]
    for key in keys:
        if key not in known:
            raise NotFound(
                f"sources: there is no source {key!r}. Known: {', '.join(known)}.",
                field="sources",
                value=key,
                expected="keys of sources",
                suggestions=known,
            )
