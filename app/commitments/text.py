"""Commitments in words."""

from collections.abc import Iterator

from app.alliances.model import AllianceLink
from app.commitments.model import Bond, CommitmentConflict, Commitments, SideTaken


def commitments_in_words(answer: Commitments) -> Iterator[str]:
    """Who is bound to it, whom it is bound to, and who is bound to both sides."""
    yield f"{answer.nation.name} on {answer.on}, at most {answer.max_hops} {'hop' if answer.max_hops == 1 else 'hops'}"
    for bonds in answer.bonds:
        yield f"{bonds.obligation}: bound to {answer.nation.name}"
        yield from _bonds(bonds.bound_to_it)
        yield f"{bonds.obligation}: {answer.nation.name} is bound to"
        yield from _bonds(bonds.bound_by_it)
        if bonds.more:
            yield "   There are more; --limit shows them."
    yield from _conflicts(answer)


def _bonds(bonds: tuple[Bond, ...]) -> Iterator[str]:
    if not bonds:
        yield "   nobody that is known"
    for bond in bonds:
        chain = f"{' → '.join(nation.name for nation in bond.chain)}, " if bond.hops > 1 else ""
        yield f"   {bond.nation.name}: {chain}by {_names(bond.through)}"


def _conflicts(answer: Commitments) -> Iterator[str]:
    if answer.attackers:
        yield f"Against {', '.join(nation.name for nation in answer.attackers)}: bound to both sides"
        if not answer.conflicts:
            yield "   nobody that is known"
    for conflict in answer.conflicts:
        yield from _conflict(conflict)


def _conflict(conflict: CommitmentConflict) -> Iterator[str]:
    yield f"   {conflict.nation.name}: {_sides(conflict.to_attacked)}"
    yield f"      and to {conflict.attacker.name}: {_sides(conflict.to_attacker)}"


def _sides(sides: tuple[SideTaken, ...]) -> str:
    return "; ".join(f"{side.obligation} by {_names(side.through)}" for side in sides)


def _names(links: tuple[AllianceLink, ...]) -> str:
    return ", ".join(f"{link.name} (since {link.since})" for link in links)
