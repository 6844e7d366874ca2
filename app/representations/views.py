"""What of each answer is written as rows, as a network, and as places."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, Field

from app.alliances.model import AllianceLink, AlliancePath, AlliancePaths, ObligationKind
from app.attention.model import AttentionList
from app.balance.model import EngagementBalance
from app.brokers.model import Brokers
from app.commitments.model import Bond, Commitments
from app.hadr.model import HadrPosition, HadrResponse
from app.histories.model import ExchangeHistory
from app.interoperability.model import InteroperabilityGaps
from app.nations.model import Nation
from app.path_changes.model import ChangedPath, PathChanges
from app.planning.model import EngagementPlan
from app.record.shown import Shown
from app.representations.networks import Network
from app.representations.places import Place
from app.search.model import SearchResults
from app.sharing.model import Sharing
from app.structure.model import NetworkStructure
from app.what_if.model import LinkedPair, WhatIf


@dataclass(frozen=True, kw_only=True)
class Views:
    """How an answer is seen: as rows of one model, and, where it means something, as a network or as places."""

    row: type[BaseModel]
    rows: Callable[[Any], Iterable[BaseModel]]
    network: Callable[[Any], Network] | None = None
    places: Callable[[Any], Iterable[Place]] | None = None


def listed(
    answer: type[BaseModel],
    field: str,
    *,
    network: Callable[[Any], Network] | None = None,
    places: Callable[[Any], Iterable[Place]] | None = None,
) -> Views:
    """The views of an answer whose field `field` is a tuple of the rows."""
    (row, _) = get_args(answer.model_fields[field].annotation)

    def rows(found: Any) -> Iterable[BaseModel]:
        return tuple(getattr(found, field))

    return Views(row=row, rows=rows, network=network, places=places)


def of_all(row: type[BaseModel]) -> Views:
    """The views of an answer that is a list of rows itself."""
    return Views(row=row, rows=tuple)


# Rows of answers with more than one list


class Difference(StrEnum):
    """On which side of a comparison something is."""

    LOST = "lost"
    GAINED = "gained"


class PathChangeRow(ChangedPath):
    """A path that was lost or gained."""

    difference: Difference


class PairChangeRow(LinkedPair):
    """A pair that was lost or gained."""

    difference: Difference


class Direction(StrEnum):
    """Which way a bond goes."""

    BOUND_TO_IT = "bound_to_it"
    BOUND_BY_IT = "bound_by_it"


class BondRow(Bond):
    """A bond with what it obliges to, and which way."""

    obligation: ObligationKind
    direction: Direction


class PowerYearRow(Shown):
    """One power's part of one year of a balance."""

    year: int
    first: date
    last: date
    power: Nation
    points: int
    share: int = Field(description="As in the answer's `years`.")


def _path_changes(answer: PathChanges) -> Iterator[PathChangeRow]:
    for difference, paths in ((Difference.LOST, answer.lost), (Difference.GAINED, answer.gained)):
        for path in paths:
            yield PathChangeRow(difference=difference, **dict(path))


def _pair_changes(answer: WhatIf) -> Iterator[PairChangeRow]:
    for difference, pairs in ((Difference.LOST, answer.pairs_lost), (Difference.GAINED, answer.pairs_gained)):
        for pair in pairs:
            yield PairChangeRow(difference=difference, **dict(pair))


def _bonds(answer: Commitments) -> Iterator[BondRow]:
    for bonds in answer.bonds:
        for direction, found in (
            (Direction.BOUND_TO_IT, bonds.bound_to_it),
            (Direction.BOUND_BY_IT, bonds.bound_by_it),
        ):
            for bond in found:
                yield BondRow(obligation=bonds.obligation, direction=direction, **dict(bond))


def _power_years(answer: EngagementBalance) -> Iterator[PowerYearRow]:
    for year in answer.years:
        for share in year.shares:
            yield PowerYearRow(
                year=year.year,
                first=year.first,
                last=year.last,
                power=share.power,
                points=share.points,
                share=share.share,
            )


# Networks


def _nation(network: Network, nation: Nation, **attributes: str | int | float | bool | None) -> None:
    network.nodes.setdefault(nation.key, {"name": nation.name, **attributes})


def _link(network: Network, one: Nation, other: Nation, link: AllianceLink, difference: str | None = None) -> None:
    network.tie(
        one.key,
        other.key,
        agreement=link.agreement,
        name=link.name,
        since=str(link.since),
        obliges="|".join(link.obliges),
        mutual=link.mutual,
        attested=link.attested,
        disputed=bool(link.doubts),
        synthetic=any(commitment.synthetic for commitment in link.commitments),
        difference=difference,
    )


def _path(network: Network, path: AlliancePath, difference: str | None = None) -> None:
    for nation in path.nations:
        _nation(network, nation)
    for hop in path.hops:
        for link in hop.through:
            _link(network, hop.from_nation, hop.to_nation, link, difference)


def _paths_network(answer: AlliancePaths) -> Network:
    network = Network()
    for nation in (answer.from_nation, answer.to_nation):
        _nation(network, nation)
    for path in answer.paths:
        _path(network, path)
    return network


def _changes_network(answer: PathChanges) -> Network:
    network = Network()
    for nation in (answer.from_nation, answer.to_nation):
        _nation(network, nation)
    for row in _path_changes(answer):
        _path(network, row.path, row.difference)
    return network


def _pairs_network(answer: WhatIf) -> Network:
    network = Network()
    for row in _pair_changes(answer):
        _nation(network, row.one)
        _nation(network, row.other)
        for link in row.through:
            _link(network, row.one, row.other, link, row.difference)
    return network


def _bonds_network(answer: Commitments) -> Network:
    """An edge leads from who is bound to whom it is bound to."""
    network = Network(directed=True)
    _nation(network, answer.nation)
    for row in _bonds(answer):
        for nation in row.chain:
            _nation(network, nation)
        for bound, to in zip(row.chain, row.chain[1:], strict=False):
            network.tie(bound.key, to.key, obligation=row.obligation.value)
    return network


def _brokers_network(answer: Brokers) -> Network:
    network = Network()
    for nation in (answer.from_nation, answer.to_nation):
        _nation(network, nation)
    for broker in answer.brokers:
        _nation(network, broker.nation, score=broker.score, synthetic=broker.synthetic, disputed=broker.disputed)
        for tie in broker.ties:
            for link in tie.links:
                _link(network, broker.nation, tie.nation, link)
    return network


def _structure_network(answer: NetworkStructure) -> Network:
    """The nations that the answer names, with the ties that it names: bridges, and those of nations asked about."""
    network = Network()
    community = {nation.key: each.number for each in answer.communities for nation in each.nations}
    for component in answer.components:
        for nation in component.nations:
            _nation(network, nation, component=component.number, community=community.get(nation.key))
    for place in (*answer.ranking, *(focus.position for focus in answer.focus)):
        _nation(network, place.nation)
        network.nodes[place.nation.key] = {
            **network.nodes[place.nation.key],
            "degree": place.degree,
            "strength": place.strength,
            "betweenness": place.betweenness,
            "eigenvector": place.eigenvector,
            "articulation": place.articulation,
        }
    for bridge in answer.bridges:
        _nation(network, bridge.one)
        _nation(network, bridge.other)
        network.tie(bridge.one.key, bridge.other.key, kind="bridge")
    for focus in answer.focus:
        for tie in focus.ties:
            _nation(network, tie.partner)
            network.tie(focus.position.nation.key, tie.partner.key, kind="tie", weight=tie.weight, bridge=tie.bridge)
    return network


# Places


def _capital(nation: Nation, position: HadrPosition | None, **properties: object) -> Place:
    return Place(
        key=nation.key,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        properties={
            "name": nation.name,
            "capital": position.capital if position else None,
            "source": position.source if position else None,
            **properties,
        },
    )


def _helpers_places(answer: HadrResponse) -> Iterator[Place]:
    yield _capital(answer.nation, answer.position, role="stricken", synthetic=answer.synthetic)
    for helper in answer.helpers:
        yield _capital(
            helper.nation,
            helper.position,
            role="helper",
            points=helper.points,
            distanceKm=helper.distance_km,
            daysByAir=helper.days_by_air,
            daysBySea=helper.days_by_sea,
            disputed=helper.disputed,
            synthetic=helper.synthetic,
        )


VIEWS: dict[type[BaseModel], Views] = {
    AlliancePaths: listed(AlliancePaths, "paths", network=_paths_network),
    PathChanges: Views(row=PathChangeRow, rows=_path_changes, network=_changes_network),
    Commitments: Views(row=BondRow, rows=_bonds, network=_bonds_network),
    InteroperabilityGaps: listed(InteroperabilityGaps, "gaps"),
    ExchangeHistory: listed(ExchangeHistory, "timeline"),
    Brokers: listed(Brokers, "brokers", network=_brokers_network),
    WhatIf: Views(row=PairChangeRow, rows=_pair_changes, network=_pairs_network),
    HadrResponse: listed(HadrResponse, "helpers", places=_helpers_places),
    Sharing: listed(Sharing, "because"),
    EngagementBalance: Views(row=PowerYearRow, rows=_power_years),
    NetworkStructure: listed(NetworkStructure, "ranking", network=_structure_network),
    EngagementPlan: listed(EngagementPlan, "chosen"),
    AttentionList: listed(AttentionList, "items"),
    SearchResults: listed(SearchResults, "hits"),
}
"""The views of each named question's answer."""
