"""If a nation is attacked, who is bound to defend it, and whom must it defend?"""

from asyncio import gather
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.alliances.evidence import Evidence
from app.alliances.model import AllianceLink, ObligationKind
from app.answers.asking import Asking, begin
from app.commitments.bonds import Bound, Chain, bound_by, chains_from, chains_to
from app.commitments.model import Bond, Bonds, CommitmentConflict, Commitments, CommitmentsQuestion, SideTaken
from app.errors import InvalidInput
from app.graph.client import GraphClient, Row
from app.nations.model import Nation
from app.record.releasability import Viewer

CONFLICTING = (
    ObligationKind.DEFENCE,
    ObligationKind.OFFENCE,
    ObligationKind.NEUTRALITY,
    ObligationKind.NON_AGGRESSION,
)
"""What a nation may owe an attacker that it cannot keep while it keeps what it owes the attacked."""


@dataclass(frozen=True, kw_only=True)
class Attacker:
    """A nation on the other side, and the disputes that put it there."""

    nation: Nation
    disputes: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, kw_only=True)
class FoundBonds:
    """The chains of one kind of obligation that end at a nation, and those that start there."""

    kind: ObligationKind
    to_it: tuple[Chain, ...]
    by_it: tuple[Chain, ...]
    more: bool


@dataclass(frozen=True, kw_only=True)
class FoundConflict:
    """A nation that is bound to the attacked and to an attacker, each by some kinds."""

    nation: str
    attacker: Attacker
    to_attacked: tuple[ObligationKind, ...]
    to_attacker: tuple[ObligationKind, ...]


async def commitments(graph: GraphClient, question: CommitmentsQuestion, *, viewer: Viewer) -> Commitments:
    """Who is bound to a nation on a day, to whom it is bound, and who is bound to both sides.

    A party of an agreement owes each obligation of its own to every other party. A chain follows one kind only:
    defence is never inferred from consultation, neutrality or entente. A conflict is a third nation that is bound
    directly to the attacked by an asked kind, and to the attacker by defence, offence, neutrality or non-aggression.
    """
    asking = await begin(graph, question, viewer=viewer)
    nations = await asking.nations({"nation": [question.nation], "against": question.against})
    nation = nations[question.nation]
    named = [nations[name] for name in question.against]
    _refuse_itself(question, nation, named)

    kinds = tuple(dict.fromkeys((*question.obligations, *CONFLICTING)))
    rows, attackers = await gather(
        asking.read("commitments/obligations_in_force", obligations=list(kinds)), _attackers(asking, nation, named)
    )
    bound = {kind: bound_by(rows, kind) for kind in kinds}
    found = [
        bonds_of(bound[kind], kind, nation.key, max_hops=question.max_hops, limit=question.limit)
        for kind in question.obligations
    ]
    conflicts = list(conflicts_of(bound, nation.key, attackers, obligations=question.obligations))
    shown = _Shown(await _evidence(asking, bound, nation.key, found, conflicts), bound, nation.key)
    bonds = tuple(shown.bonds(one) for one in found)
    conflicting = tuple(shown.conflict(one) for one in conflicts)
    return Commitments(
        nation=nation,
        max_hops=question.max_hops,
        bonds=bonds,
        attackers=tuple(attacker.nation for attacker in attackers),
        conflicts=conflicting,
        complete=not any(one.more for one in bonds),
        synthetic=shown.synthetic or any(conflict.attacker.synthetic for conflict in conflicts),
        disputed=shown.disputed,
        **asking.says,
    )


def bonds_of(bound: Bound, kind: ObligationKind, nation: str, *, max_hops: int, limit: int) -> FoundBonds:
    """The bonds of one kind, at most `limit` in each direction."""
    to_it = chains_to(bound, nation, max_hops=max_hops)
    by_it = chains_from(bound, nation, max_hops=max_hops)
    return FoundBonds(
        kind=kind,
        to_it=tuple(to_it[:limit]),
        by_it=tuple(by_it[:limit]),
        more=max(len(to_it), len(by_it)) > limit,
    )


def conflicts_of(
    bound: Mapping[ObligationKind, Bound],
    attacked: str,
    attackers: Iterable[Attacker],
    *,
    obligations: Sequence[ObligationKind],
) -> Iterable[FoundConflict]:
    """The nations that are bound to both sides, by attacker, then by nation."""
    for attacker in attackers:
        for nation in sorted({nation for owed in bound.values() for nation in owed}):
            to_attacked = tuple(kind for kind in obligations if attacked in bound[kind].get(nation, {}))
            to_attacker = tuple(kind for kind in CONFLICTING if attacker.nation.key in bound[kind].get(nation, {}))
            if to_attacked and to_attacker and nation != attacker.nation.key:
                yield FoundConflict(nation=nation, attacker=attacker, to_attacked=to_attacked, to_attacker=to_attacker)


def _refuse_itself(question: CommitmentsQuestion, nation: Nation, named: Sequence[Nation]) -> None:
    for name, attacker in zip(question.against, named, strict=True):
        if attacker.key == nation.key:
            raise InvalidInput(
                f"against: {name!r} is {nation.name} itself.",
                field="against",
                value=name,
                expected="other nations than `nation`",
            )


async def _attackers(asking: Asking, nation: Nation, named: Sequence[Nation]) -> list[Attacker]:
    if named:
        return [Attacker(nation=one) for one in sorted(set(named), key=lambda one: one.key)]
    return [
        Attacker(
            nation=Nation(key=row["opponent"], name=row["name"]),
            disputes=tuple(sorted(row["disputes"])),
            synthetic=row["synthetic"],
        )
        for row in await asking.read("commitments/opponents", nation=nation.key)
    ]


async def _evidence(
    asking: Asking,
    bound: Mapping[ObligationKind, Bound],
    nation: str,
    found: Iterable[FoundBonds],
    conflicts: Iterable[FoundConflict],
) -> Evidence:
    """The records behind each bond that is shown: the far hop of each chain, and both sides of each conflict."""
    hops: set[tuple[ObligationKind, str, str]] = set()
    for bonds in found:
        hops |= {(bonds.kind, chain[0], chain[1]) for chain in bonds.to_it}
        hops |= {(bonds.kind, chain[-2], chain[-1]) for chain in bonds.by_it}
    for one in conflicts:
        hops |= {(kind, one.nation, nation) for kind in one.to_attacked}
        hops |= {(kind, one.nation, one.attacker.nation.key) for kind in one.to_attacker}
    touched = {
        "nations": sorted({key for _, here, there in hops for key in (here, there)}),
        "agreements": sorted({key for kind, here, there in hops for key in bound[kind][here][there]}),
    }
    records, coded = await _both_records(asking, touched)
    return Evidence(records, coded, on=asking.on)


async def _both_records(asking: Asking, touched: dict[str, list[str]]) -> tuple[list[Row], list[Row]]:
    if not touched["agreements"]:
        return [], []
    return await gather(asking.read("alliances/commitments", **touched), asking.read("alliances/coded", **touched))


class _Shown:
    """Bonds and conflicts with their evidence; remembers whether any of it is invented or contradicted."""

    def __init__(self, evidence: Evidence, bound: Mapping[ObligationKind, Bound], attacked: str) -> None:
        self._evidence = evidence
        self._bound = bound
        self._attacked = attacked
        self.synthetic = False
        self.disputed = False

    def bonds(self, found: FoundBonds) -> Bonds:
        return Bonds(
            obligation=found.kind,
            bound_to_it=tuple(self._bond(found.kind, chain, chain[0], chain[:2]) for chain in found.to_it),
            bound_by_it=tuple(self._bond(found.kind, chain, chain[-1], chain[-2:]) for chain in found.by_it),
            more=found.more,
        )

    def conflict(self, found: FoundConflict) -> CommitmentConflict:
        return CommitmentConflict(
            nation=self._evidence.nations[found.nation],
            attacker=found.attacker.nation,
            disputes=found.attacker.disputes,
            to_attacked=self._side(found.to_attacked, found.nation, self._attacked),
            to_attacker=self._side(found.to_attacker, found.nation, found.attacker.nation.key),
        )

    def _side(self, kinds: Sequence[ObligationKind], here: str, there: str) -> tuple[SideTaken, ...]:
        return tuple(SideTaken(obligation=kind, through=self._through(kind, here, there)) for kind in kinds)

    def _bond(self, kind: ObligationKind, chain: Chain, far_end: str, hop: Chain) -> Bond:
        here, there = hop
        return Bond(
            nation=self._evidence.nations[far_end],
            hops=len(chain) - 1,
            chain=tuple(self._evidence.nations[key] for key in chain),
            through=self._through(kind, here, there),
        )

    def _through(self, kind: ObligationKind, here: str, there: str) -> tuple[AllianceLink, ...]:
        links = tuple(self._evidence.link(key, here, there, (kind,)) for key in self._bound[kind][here][there])
        self.synthetic |= any(record.synthetic for link in links for record in link.commitments)
        self.disputed |= any(link.doubts for link in links)
        return links
