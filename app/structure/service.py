"""What shape has the network that alliances or exercises make of nations on a day?"""

from asyncio import to_thread
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from app.answers.asking import Asking, begin, sourced
from app.graph.client import GraphClient
from app.nations.model import Nation
from app.record.provenance import AskedQuery
from app.record.releasability import Viewer
from app.structure.measures import LIBRARY, LOUVAIN_SEED, PLACES, Measured, OpenPair, measured, open_pairs
from app.structure.model import (
    CentralityMeasure,
    NetworkBridge,
    NetworkCommunity,
    NetworkComponent,
    NetworkFocus,
    NetworkKind,
    NetworkNextTie,
    NetworkPosition,
    NetworkRecord,
    NetworkSize,
    NetworkSource,
    NetworkStructure,
    NetworkStructureQuestion,
    NetworkTie,
    NetworkTriads,
)
from app.structure.network import (
    NetworkFacts,
    Tie,
    Ties,
    agreement_bonds,
    exercise_bonds,
    first_day,
    records_by_source,
    ties_of,
)

MOST_BONDS = 50_000
"""Agreements or exercises that a network is made of; `structure/exercises` gives one more to tell that there are."""


@dataclass(frozen=True, kw_only=True)
class NetworkProjection:
    """A network and its measures. The rest is as in `NetworkFacts`."""

    ties: Ties
    measured: Measured
    nations: Mapping[str, Nation]
    sources: Mapping[str, int]
    complete: bool
    asked: tuple[AskedQuery, ...]


async def network_structure(
    graph: GraphClient, question: NetworkStructureQuestion, *, viewer: Viewer
) -> NetworkStructure:
    """Size, density, components, centrality, communities, cut points and triadic closure of a network of nations.

    Alliances: two parties of an agreement are tied on a day when both are parties then and at least one of the two is
    bound to one of the asked obligations. Exercises: two nations are tied by each exercise of the period in which
    both took part. The weight of a tie is the number of these agreements or exercises. Degree, density, betweenness,
    cut points and triads count a tie once; strength, eigenvector centrality and communities count its weight.
    Nations without a tie are not part of the network. A tie that is not known is not a tie that does not exist.
    """
    asking = await begin(graph, question, viewer=viewer)
    named = await asking.nations({"nations": question.nations}) if question.nations else {}
    chosen = list(dict.fromkeys(named[name] for name in question.nations))
    projection = await _projection(asking, question)
    focus = [_focus(projection, nation, limit=question.limit) for nation in chosen]
    evidence = await _evidence(asking, question, focus)
    return structure_from(projection, question, asking=asking, focus=focus, evidence=evidence)


async def _projection(asking: Asking, question: NetworkStructureQuestion) -> NetworkProjection:
    """The network of a question, and its measures, which are kept for as long as its ties are the same.

    They are kept under the ties that this viewer sees, and not under the version of the record: that rises as well when
    something is written that the viewer may not see, and an answer that is slow once more would tell of it.
    """
    facts = await read_network_facts(asking, question)
    # A dense network takes a second: in a thread of its own, so that other questions are answered meanwhile.
    ties = await to_thread(ties_of, facts.bonds, at_least=question.at_least)
    kept = await asking.graph.projections.get(
        (asking.circumstances.viewer, _digest(ties)), lambda: to_thread(measured, ties)
    )
    return projection_of(facts, ties, kept)


def _digest(ties: Ties) -> bytes:
    """What the measures of a network depend on."""
    return sha256(repr([(pair, tie.weight) for pair, tie in ties.items()]).encode()).digest()


async def read_network_facts(asking: Asking, question: NetworkStructureQuestion) -> NetworkFacts:
    """What the network is made of, with the queries that said so."""
    # It notes its queries apart from `asking`, since an answer from a kept projection names them as well.
    own = Asking(graph=asking.graph, circumstances=asking.circumstances)
    if question.network is NetworkKind.ALLIANCE:
        return await _alliances(own, question)
    return await _exercises(own, question)


async def _alliances(asking: Asking, question: NetworkStructureQuestion) -> NetworkFacts:
    rows = await asking.read("structure/alliances", obligations=list(question.obligations))
    memberships = [membership for row in rows for membership in row["memberships"]]
    nations = sorted({membership["nation"] for membership in memberships})
    agreements = [row["agreement"] for row in rows]
    coded = await asking.read("alliances/coded", agreements=agreements, nations=nations)
    return NetworkFacts(
        bonds=agreement_bonds(rows, coded, on=asking.on),
        nations=await _named(asking, nations),
        sources=records_by_source(membership["source"] for membership in memberships),
        complete=True,
        asked=asking.says["asked"],
    )


async def _exercises(asking: Asking, question: NetworkStructureQuestion) -> NetworkFacts:
    rows = await asking.read("structure/exercises", since=first_day(asking.on, months=question.months))
    held = rows[:MOST_BONDS]
    return NetworkFacts(
        bonds=exercise_bonds(held),
        nations=await _named(asking, sorted({nation for row in held for nation in row["nations"]})),
        sources=records_by_source(source for row in held for source in {row["source"], *row["sources"]}),
        complete=len(rows) <= MOST_BONDS,
        asked=asking.says["asked"],
    )


async def _named(asking: Asking, keys: Sequence[str]) -> dict[str, Nation]:
    rows = await asking.read("structure/nations", nations=list(keys))
    return {row["key"]: Nation(key=row["key"], name=row["name"]) for row in rows}


def projection_of(facts: NetworkFacts, ties: Ties, found: Measured) -> NetworkProjection:
    """The network of these facts, and its measures."""
    return NetworkProjection(
        ties=ties,
        measured=found,
        nations=facts.nations,
        sources=facts.sources,
        complete=facts.complete,
        asked=facts.asked,
    )


def structure_from(
    projection: NetworkProjection,
    question: NetworkStructureQuestion,
    *,
    asking: Asking,
    focus: Sequence[NetworkFocus] = (),
    evidence: Sequence[NetworkRecord] = (),
) -> NetworkStructure:
    """The answer from a projection; `evidence` holds one record more than is shown, if there are more."""
    found, limit = projection.measured, question.limit
    exercises = question.network is NetworkKind.EXERCISE
    return NetworkStructure(
        network=question.network,
        obligations=() if exercises else question.obligations,
        since=first_day(asking.on, months=question.months) if exercises else None,
        at_least=question.at_least,
        size=_size(projection.ties),
        triads=_triads(found),
        components=tuple(
            NetworkComponent(number=number, nations=_nations(projection, component))
            for number, component in enumerate(found.components, start=1)
        ),
        communities=tuple(_communities(projection)),
        modularity=found.modularity,
        by=question.by,
        ranking=_ranking(projection, by=question.by, limit=limit),
        articulation_points=_nations(
            projection, [nation for nation, place in found.places.items() if place.articulation]
        ),
        bridges=tuple(
            NetworkBridge(one=projection.nations[one], other=projection.nations[other]) for one, other in found.bridges
        ),
        next_ties=_next_ties(projection, open_pairs(projection.ties)[:limit]),
        focus=tuple(focus),
        evidence=tuple(evidence[:limit]),
        more_evidence=len(evidence) > limit,
        seen=tuple(NetworkSource(source=key, records=number) for key, number in projection.sources.items()),
        library=LIBRARY,
        louvain_seed=LOUVAIN_SEED,
        complete=projection.complete,
        synthetic=any(tie.synthetic for tie in projection.ties.values()),
        disputed=any(tie.disputed for tie in projection.ties.values()),
        **asking.says | {"asked": (*projection.asked, *asking.says["asked"])},
    )


def _nations(projection: NetworkProjection, keys: Iterable[str]) -> tuple[Nation, ...]:
    return tuple(projection.nations[key] for key in keys)


def _size(ties: Ties) -> NetworkSize:
    nations = len({nation for pair in ties for nation in pair})
    pairs = nations * (nations - 1) // 2
    return NetworkSize(
        nations=nations,
        ties=len(ties),
        bonds=len({key for tie in ties.values() for key in tie.through}),
        density=_rounded(len(ties), pairs) or 0.0,
        mean_partners=_rounded(2 * len(ties), nations) or 0.0,
        unattested=sum(not tie.attested for tie in ties.values()),
        disputed=sum(tie.disputed for tie in ties.values()),
    )


def _triads(found: Measured) -> NetworkTriads:
    closed = 3 * found.triangles
    return NetworkTriads(
        connected=found.connected_triads,
        closed=closed,
        open=found.connected_triads - closed,
        transitivity=_rounded(closed, found.connected_triads),
    )


def _rounded(part: int, whole: int) -> float | None:
    return float(round(Fraction(part, whole), PLACES)) if whole else None


def _communities(projection: NetworkProjection) -> Iterable[NetworkCommunity]:
    for number, community in enumerate(projection.measured.communities, start=1):
        members = set(community)
        inside = [sum(nation in members for nation in pair) for pair in projection.ties]
        yield NetworkCommunity(
            number=number,
            nations=_nations(projection, community),
            ties_within=inside.count(2),
            ties_beyond=inside.count(1),
        )


def _ranking(projection: NetworkProjection, *, by: CentralityMeasure, limit: int) -> tuple[NetworkPosition, ...]:
    places = projection.measured.places
    first = sorted(places, key=lambda nation: (-(getattr(places[nation], by) or 0), nation))[:limit]
    return tuple(_position(projection, projection.nations[nation]) for nation in first)


def _position(projection: NetworkProjection, nation: Nation) -> NetworkPosition:
    place = projection.measured.places.get(nation.key)
    return NetworkPosition(
        nation=nation,
        degree=place.degree if place else 0,
        strength=place.strength if place else 0,
        betweenness=place.betweenness if place else 0.0,
        eigenvector=place.eigenvector if place else None,
        component=place.component if place else None,
        community=place.community if place else None,
        articulation=place.articulation if place else False,
    )


def _focus(projection: NetworkProjection, nation: Nation, *, limit: int) -> NetworkFocus:
    ties = sorted(_ties_with(projection, nation.key), key=lambda tie: (-tie.weight, tie.partner.key))
    return NetworkFocus(
        position=_position(projection, nation),
        ties=tuple(ties[:limit]),
        more_ties=len(ties) > limit,
        next_ties=_next_ties(projection, open_pairs(projection.ties, [nation.key])[:limit]),
    )


def _ties_with(projection: NetworkProjection, nation: str) -> Iterable[NetworkTie]:
    bridges = set(projection.measured.bridges)
    for pair, tie in projection.ties.items():
        if nation in pair:
            (partner,) = set(pair) - {nation}
            yield _shown_tie(tie, projection.nations[partner], bridge=pair in bridges)


def _shown_tie(tie: Tie, partner: Nation, *, bridge: bool) -> NetworkTie:
    return NetworkTie(
        partner=partner,
        weight=tie.weight,
        through=tie.through,
        bridge=bridge,
        attested=tie.attested,
        disputed=tie.disputed,
        synthetic=tie.synthetic,
    )


def _next_ties(projection: NetworkProjection, pairs: Iterable[OpenPair]) -> tuple[NetworkNextTie, ...]:
    nations, places = projection.nations, projection.measured.places
    return tuple(
        NetworkNextTie(
            one=nations[pair.one],
            other=nations[pair.other],
            closes=len(pair.common),
            common=_nations(projection, pair.common),
            same_community=places[pair.one].community == places[pair.other].community,
        )
        for pair in pairs
    )


async def _evidence(
    asking: Asking, question: NetworkStructureQuestion, focus: Sequence[NetworkFocus]
) -> list[NetworkRecord]:
    """The records behind the ties in `focus`, the latest first; one more than is shown, if there are more."""
    through = sorted({key for each in focus for tie in each.ties for key in tie.through})
    if not through:
        return []
    if question.network is NetworkKind.EXERCISE:
        since = first_day(asking.on, months=question.months)
        rows = await asking.read("structure/exercise_records", engagements=through, since=since)
        return [NetworkRecord(of=row["of"], name=row["name"], nation=None, **sourced(row)) for row in rows]
    parties = {
        (key, nation)
        for each in focus
        for tie in each.ties
        for key in tie.through
        for nation in (each.position.nation.key, tie.partner.key)
    }
    nations = sorted({nation for _, nation in parties})
    rows = await asking.read("alliances/commitments", agreements=through, nations=nations)
    records = [_membership(row) for row in rows if (row["agreement"], row["nation"]) in parties]
    return sorted(records, key=lambda record: record.since, reverse=True)


def _membership(row: Mapping[str, str]) -> NetworkRecord:
    nation = Nation(key=row["nation"], name=row["nationName"])
    return NetworkRecord(of=row["agreement"], name=row["agreementName"], nation=nation, **sourced(dict(row)))
