"""What one viewer may see of a record, read as a stream and written into an empty graph.

Read in this order, each row can be written when it comes: sources, what they say of entities, and facts between
entities. Nothing of the ledger, of changes, webhooks, keys or the trail is read. A record whose source the
viewer may not see is left out. `supersededAt` stays as it is, as it does in answers; a record that was superseded by
a hidden one looks like one that was withdrawn.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from app.graph.client import GraphClient, Row
from app.record.releasability import Viewer

Part = Literal["sources", "assertions", "facts"]

_BATCH = 1_000


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Up to 1,000 rows of one part of a copy."""

    part: Part
    rows: Sequence[Row]


async def visible(graph: GraphClient, viewer: Viewer, *, made_at: datetime) -> AsyncIterator[Batch]:
    """All that a viewer may see as it was recorded at that moment, in the order in which it can be written.

    Holds one batch in memory at a time.
    """
    for part in get_args(Part):
        rows: list[Row] = []
        moment = {} if part == "sources" else {"madeAt": made_at}
        async for row in graph.stream(f"releases/{part}", **viewer.parameters, **moment):
            rows.append(row)
            if len(rows) == _BATCH:
                yield Batch(part=part, rows=rows)
                rows = []
        if rows:
            yield Batch(part=part, rows=rows)


async def put(copy: GraphClient, batch: Batch, viewer: Viewer) -> None:
    """Write a batch into a copy; of what is said of entities, each then shows the best that is public."""
    await copy.write(f"releases/put_{batch.part}", rows=batch.rows, **viewer.parameters)
    if batch.part == "assertions":
        await copy.write("record/show_best_assertion", keys=sorted({row["start"] for row in batch.rows}))


async def complete(copy: GraphClient, viewer: Viewer, *, made_at: datetime) -> None:
    """Mark a copy as whole. One without this mark was interrupted."""
    await copy.write("releases/complete", **viewer.parameters, madeAt=made_at)
