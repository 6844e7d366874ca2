"""Where the chains of the trail end, as the graph remembers it."""

from datetime import UTC, datetime

from app.graph.client import GraphClient
from app.trail.model import Head


async def anchor(graph: GraphClient, head: Head) -> None:
    """Note where a chain ends."""
    await graph.write(
        "trail/anchor", chain=head.chain, file=head.file, number=head.number, hash=head.hash, at=datetime.now(UTC)
    )


async def heads(graph: GraphClient) -> dict[str, Head]:
    """The chains that the graph remembers, by name."""
    return {row["chain"]: Head(**row) for row in await graph.read("trail/heads")}
