"""A question while it is answered: the circumstances that all of its queries share, and the record of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from app.answers.model import DatedQuestion
from app.graph.client import GraphClient, Row
from app.nations.model import Nation
from app.nations.service import known_nations, resolve_nations
from app.record.provenance import AskedQuery, asked_query
from app.record.releasability import Viewer
from app.record.time import LATEST
from app.sources.service import check_sources


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """The day, the knowledge, the sources and the viewer, which every query of one answer shares."""

    on: date
    known_on: datetime | None
    sources: tuple[str, ...] | None
    viewer: Viewer

    @property
    def parameters(self) -> dict[str, Any]:
        """As parameters of a query: `$on`, `$knownOn`, `$sources`, `$clearance` and `$nationality`."""
        return {
            "on": self.on,
            "knownOn": self.known_on or LATEST,
            "sources": list(self.sources) if self.sources is not None else None,
            **self.viewer.parameters,
        }


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Reads under one set of circumstances, and keeps what was read with which parameters."""

    graph: GraphClient
    circumstances: Circumstances
    _asked: list[AskedQuery] = field(default_factory=list)

    @property
    def on(self) -> date:
        """The day asked about."""
        return self.circumstances.on

    @property
    def says(self) -> dict[str, Any]:
        """What an answer says of its own making: `on`, `known_on`, `sources` and `asked`."""
        return {
            "on": self.circumstances.on,
            "known_on": self.circumstances.known_on,
            "sources": self.circumstances.sources,
            "asked": tuple(self._asked),
        }

    async def read(self, name: str, /, **parameters: Any) -> list[Row]:
        """The rows of a query file, with the circumstances that it declares and `parameters`, which go before them."""
        every = self.circumstances.parameters | parameters
        declared = {parameter.name for parameter in self.graph.queries[name].parameters}
        asked = {key: value for key, value in every.items() if key in declared or key in parameters}
        # Noted before it is awaited, so that queries that run at the same time are always in one order.
        self._asked.append(asked_query(self.graph.queries, name, asked))
        return await self.graph.read(name, **asked)

    async def nations(self, names: Mapping[str, Sequence[str]]) -> dict[str, Nation]:
        """The nations meant by what was typed; `names` maps a field of the question to the names given there.

        Raises NotFound with the nearest names, and InvalidInput for a name that several nations bear on that day.
        """
        given = self.circumstances
        return await resolve_nations(
            self.graph, names, on=given.on, known_on=given.known_on or LATEST, viewer=given.viewer
        )

    async def known_nations(self, names: Mapping[str, Sequence[str]]) -> dict[str, Nation]:
        """Like `nations`, for names that may be of something else: those that no nation bears are left out."""
        given = self.circumstances
        return await known_nations(
            self.graph, names, on=given.on, known_on=given.known_on or LATEST, viewer=given.viewer
        )


async def begin(graph: GraphClient, question: DatedQuestion, *, viewer: Viewer) -> Asking:
    """Start to answer `question`. Raises NotFound for a source that the viewer may not know of."""
    await check_sources(graph, question.sources, viewer=viewer)
    return Asking(
        graph=graph,
        circumstances=Circumstances(
            on=question.on or datetime.now(UTC).date(),
            known_on=question.known_on,
            sources=question.sources,
            viewer=viewer,
        ),
    )


def sourced(row: Row) -> dict[str, Any]:
    """The fields of `Sourced` from the columns of a query that returns a record with its dates and its evidence."""
    return {
        "since": row["validFrom"],
        "since_precision": row["validFromPrecision"],
        "start_unknown": row["startUnknown"] or False,
        "until": row["validTo"],
        "end_unknown": row["endUnknown"] or False,
        "attested_until": row["attestedUntil"],
        "source": row["source"],
        "source_row": row["sourceRow"],
        "reliability": row["reliability"],
        "credibility": row["credibility"],
        "synthetic": row["synthetic"] or False,
    }
