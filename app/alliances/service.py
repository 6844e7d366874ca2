"""How are two nations allied, and through whom?"""

from asyncio import gather
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from app.alliances.evidence import Evidence
from app.alliances.model import (
    AllianceHop,
    AlliancePath,
    AlliancePaths,
    AlliancePathsQuestion,
    AllianceQuestion,
    HeldSpan,
    ObligationKind,
)
from app.alliances.paths import FoundPath, Network, network_during, network_on, shortest_paths
from app.answers.asking import Asking, begin
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.nations.model import Nation
from app.nations.service import refuse_one_nation
from app.record.releasability import Viewer


async def alliance_paths(graph: GraphClient, question: AlliancePathsQuestion, *, viewer: Viewer) -> AlliancePaths:
    """The shortest chains of allies, with each hop's agreements, their obligations, dates and sources.

    Two parties of an agreement are linked on a day when both are parties then and at least one of the two is bound to
    one of the asked obligations. Consultation is never defence. With `since`, a chain counts when all of it held on
    one day of the period, and is shown as it was on its last such day. No path is a normal answer.
    """
    asking = await begin(graph, question, viewer=viewer)
    nations = await asking.nations({"from": [question.from_], "to": [question.to], "avoid": question.avoid})
    origin, target = nations[question.from_], nations[question.to]
    refuse_one_nation(nations, from_=question.from_, to=question.to)
    refuse_backward_period(question.since, asking.on)

    avoided = avoidance(question, nations)
    if question.since is None:
        network = network_on(await asking.read("alliances/parties_in_force", **avoided), asking.on)
    else:
        rows = await asking.read("alliances/parties_during", since=question.since, **avoided)
        network = network_during(rows, (question.since, asking.on))
    found = shortest_paths(network, origin.key, target.key, max_hops=question.max_hops, limit=question.limit)
    paths = await shown_paths(asking, network, found.paths, obligations=question.obligations)
    return AlliancePaths(
        from_nation=origin,
        to_nation=target,
        since=question.since,
        obligations=question.obligations,
        max_hops=question.max_hops,
        paths=paths,
        more=found.more,
        complete=found.complete,
        synthetic=any(path.synthetic for path in paths),
        disputed=any(path.disputed for path in paths),
        **asking.says,
    )


def refuse_backward_period(since: date | None, on: date) -> None:
    """Raise InvalidInput for a period that ends before it starts."""
    if since is not None and since > on:
        raise InvalidInput(
            f"since: {since} is after {on}, the day asked about.",
            field="since",
            value=since,
            expected=f"a day on or before {on}",
        )


def avoidance(question: AllianceQuestion, nations: dict[str, Nation]) -> dict[str, list[str]]:
    """What links and what may not, as parameters of the queries for parties."""
    return {
        "obligations": list(question.obligations),
        "avoidNations": sorted({nations[name].key for name in question.avoid}),
        "avoidAgreements": sorted(set(question.avoid_agreements)),
    }


async def shown_paths(
    asking: Asking, network: Network, found: Sequence[FoundPath], *, obligations: Sequence[ObligationKind]
) -> tuple[AlliancePath, ...]:
    """Found paths with their evidence, each as it was on the last day on which it held."""
    days = sorted({held[-1][1] for _, held in found})
    evidence = dict(zip(days, await gather(*(_evidence(asking, network, found, day) for day in days)), strict=True))
    return tuple(_shown(network, path, evidence[path[1][-1][1]], obligations) for path in found)


async def _evidence(asking: Asking, network: Network, found: Sequence[FoundPath], day: date) -> Evidence:
    hops = {hop for path, held in found if held[-1][1] == day for hop in pairwise(path)}
    touched = {
        "nations": sorted({nation for hop in hops for nation in hop}),
        "agreements": sorted({key for here, there in hops for key in network[here][there].agreements_on(day)}),
        "on": day,
    }
    records, coded = await gather(
        asking.read("alliances/commitments", **touched), asking.read("alliances/coded", **touched)
    )
    return Evidence(records, coded, on=day)


def _shown(
    network: Network, path: FoundPath, evidence: Evidence, obligations: Sequence[ObligationKind]
) -> AlliancePath:
    nations, held = path
    day = held[-1][1]
    hops = tuple(
        AllianceHop(
            from_nation=evidence.nations[here],
            to_nation=evidence.nations[there],
            through=tuple(
                evidence.link(agreement, here, there, obligations)
                for agreement in network[here][there].agreements_on(day)
            ),
        )
        for here, there in pairwise(nations)
    )
    links = [link for hop in hops for link in hop.through]
    return AlliancePath(
        length=len(hops),
        nations=tuple(evidence.nations[nation] for nation in nations),
        held=tuple(HeldSpan(first=first, last=last) for first, last in held),
        hops=hops,
        synthetic=any(record.synthetic for link in links for record in link.commitments),
        disputed=any(link.doubts for link in links),
    )
