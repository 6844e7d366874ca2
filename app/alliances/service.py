"""How are two nations allied on a day, and through whom?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from app.alliances.model import (
    AllianceHop,
    AllianceLink,
    AlliancePath,
    AlliancePaths,
    AlliancePathsQuestion,
    Commitment,
    ObligationKind,
)
from app.alliances.paths import FoundPaths, Network, network_of, shortest_paths
from app.errors import InvalidInput
from app.graph.client import GraphClient, Row
from app.nations.model import Nation
from app.nations.service import resolve_nations
from app.record.provenance import asked_query
from app.record.releasability import Viewer
from app.record.time import LATEST
from app.sources.service import check_sources


async def alliance_paths(graph: GraphClient, question: AlliancePathsQuestion, *, viewer: Viewer) -> AlliancePaths:
    """The shortest chains of allies between two nations on a day.

    Two parties of an agreement are linked when both are parties on that day and at least one of the two is bound to
    one of the asked obligations. Raises NotFound for a name that nobody visible bears, and InvalidInput.
    """
    on = question.on or datetime.now(UTC).date()
    nations = await _nations(graph, question, on=on, viewer=viewer)
    origin, target = nations[question.from_], nations[question.to]
    _refuse_one_nation(question, origin, target)
    await check_sources(graph, question.sources, viewer=viewer)

    circumstances = _circumstances(question, on=on, viewer=viewer)
    asked_for = circumstances | {
        "obligations": list(question.obligations),
        "avoidNations": sorted({nations[name].key for name in question.avoid}),
        "avoidAgreements": sorted(set(question.avoid_agreements)),
    }
    network = network_of(await graph.read("alliances/parties_in_force", **asked_for))
    found = shortest_paths(network, origin.key, target.key, max_hops=question.max_hops, limit=question.limit)

    touched = circumstances | _touched(network, found)
    rows = await graph.read("alliances/commitments", **touched) if found.paths else []
    paths = _Evidence(rows, on=on, obligations=question.obligations).paths(network, found)
    return AlliancePaths(
        from_nation=origin,
        to_nation=target,
        on=on,
        known_on=question.known_on,
        obligations=question.obligations,
        max_hops=question.max_hops,
        paths=paths,
        more=found.more,
        complete=found.complete,
        synthetic=any(row["synthetic"] for row in rows),
        asked=(
            asked_query(graph.queries, "alliances/parties_in_force", asked_for),
            *([asked_query(graph.queries, "alliances/commitments", touched)] if found.paths else []),
        ),
    )


async def _nations(
    graph: GraphClient, question: AlliancePathsQuestion, *, on: date, viewer: Viewer
) -> Mapping[str, Nation]:
    return await resolve_nations(
        graph,
        {"from": [question.from_], "to": [question.to], "avoid": question.avoid},
        on=on,
        known_on=question.known_on or LATEST,
        viewer=viewer,
    )


def _refuse_one_nation(question: AlliancePathsQuestion, origin: Nation, target: Nation) -> None:
    if origin.key == target.key:
        raise InvalidInput(
            f"to: {question.from_!r} and {question.to!r} are both {origin.name}.",
            field="to",
            value=question.to,
            expected="another nation than `from`",
        )


def _circumstances(question: AlliancePathsQuestion, *, on: date, viewer: Viewer) -> dict[str, Any]:
    """The day, the knowledge, the sources and the viewer, which every query of one answer shares."""
    return {
        "on": on,
        "knownOn": question.known_on or LATEST,
        "sources": list(question.sources) if question.sources else None,
        **viewer.parameters,
    }


def _touched(network: Network, found: FoundPaths) -> dict[str, list[str]]:
    hops = {hop for path in found.paths for hop in pairwise(path)}
    return {
        "nations": sorted({nation for hop in hops for nation in hop}),
        "agreements": sorted({agreement for here, there in hops for agreement in network[here][there]}),
    }


class _Evidence:
    """The membership records behind the paths of one answer, put together hop by hop."""

    def __init__(self, rows: Iterable[Row], *, on: date, obligations: tuple[ObligationKind, ...]) -> None:
        self._on = on
        self._obligations = obligations
        self._nations: dict[str, Nation] = {}
        self._agreements: dict[str, str] = {}
        self._records: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
        for row in rows:
            self._nations[row["nation"]] = Nation(key=row["nation"], name=row["nationName"])
            self._agreements[row["agreement"]] = row["agreementName"]
            self._records[row["agreement"], row["nation"]].append(self._commitment(row))

    def paths(self, network: Network, found: FoundPaths) -> tuple[AlliancePath, ...]:
        return tuple(
            AlliancePath(
                length=len(path) - 1,
                nations=tuple(self._nations[nation] for nation in path),
                hops=tuple(self._hop(here, there, network[here][there]) for here, there in pairwise(path)),
            )
            for path in found.paths
        )

    def _hop(self, here: str, there: str, agreements: tuple[str, ...]) -> AllianceHop:
        return AllianceHop(
            from_nation=self._nations[here],
            to_nation=self._nations[there],
            through=tuple(self._link(agreement, here, there) for agreement in agreements),
        )

    def _link(self, agreement: str, here: str, there: str) -> AllianceLink:
        sides = [self._records[agreement, nation] for nation in (here, there)]
        began = [min(side, key=lambda record: record.since) for side in sides]
        latest = max(began, key=lambda record: record.since)
        bound = [{kind for record in side for kind in record.obligations} for side in sides]
        return AllianceLink(
            agreement=agreement,
            name=self._agreements[agreement],
            since=latest.since,
            start_unknown=latest.start_unknown,
            attested=all(any(self._attested(record) for record in side) for side in sides),
            obliges=tuple(kind for kind in self._obligations if kind in bound[0] | bound[1]),
            mutual=all(kinds.intersection(self._obligations) for kinds in bound),
            commitments=tuple(record for side in sides for record in side),
        )

    def _attested(self, record: Commitment) -> bool:
        return record.attested_until is None or self._on <= record.attested_until

    def _commitment(self, row: Row) -> Commitment:
        return Commitment(
            nation=self._nations[row["nation"]],
            obligations=row["obligations"] or (),
            obligations_unknown=row["obligationsUnknown"] or (),
            reservation=row["reservation"],
            since=row["validFrom"],
            since_precision=row["validFromPrecision"],
            start_unknown=row["startUnknown"],
            until=row["validTo"],
            end_unknown=row["endUnknown"],
            attested_until=row["attestedUntil"],
            source=row["source"],
            source_row=row["sourceRow"],
            reliability=row["reliability"],
            credibility=row["credibility"],
            synthetic=row["synthetic"],
        )
