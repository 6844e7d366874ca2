"""How are two nations allied on a day, and through whom?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

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
from app.answers.asking import begin, sourced
from app.errors import InvalidInput
from app.graph.client import GraphClient, Row
from app.nations.model import Nation
from app.record.releasability import Viewer


async def alliance_paths(graph: GraphClient, question: AlliancePathsQuestion, *, viewer: Viewer) -> AlliancePaths:
    """The shortest chains of allies, with each hop's agreements, their obligations, dates and sources.

    Two parties of an agreement are linked on a day when both are parties then and at least one of the two is bound to
    one of the asked obligations. Consultation is never defence. No path is a normal answer.
    """
    asking = await begin(graph, question, viewer=viewer)
    nations = await asking.nations({"from": [question.from_], "to": [question.to], "avoid": question.avoid})
    origin, target = nations[question.from_], nations[question.to]
    _refuse_one_nation(question, origin, target)

    rows = await asking.read(
        "alliances/parties_in_force",
        obligations=list(question.obligations),
        avoidNations=sorted({nations[name].key for name in question.avoid}),
        avoidAgreements=sorted(set(question.avoid_agreements)),
    )
    network = network_of(rows)
    found = shortest_paths(network, origin.key, target.key, max_hops=question.max_hops, limit=question.limit)
    records = await asking.read("alliances/commitments", **_touched(network, found)) if found.paths else []
    return AlliancePaths(
        from_nation=origin,
        to_nation=target,
        obligations=question.obligations,
        max_hops=question.max_hops,
        paths=_Evidence(records, on=asking.on, obligations=question.obligations).paths(network, found),
        more=found.more,
        complete=found.complete,
        synthetic=any(record["synthetic"] for record in records),
        disputed=False,
        **asking.says,
    )


def _refuse_one_nation(question: AlliancePathsQuestion, origin: Nation, target: Nation) -> None:
    if origin.key == target.key:
        raise InvalidInput(
            f"to: {question.from_!r} and {question.to!r} are both {origin.name}.",
            field="to",
            value=question.to,
            expected="another nation than `from`",
        )


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
            **sourced(row),
        )
