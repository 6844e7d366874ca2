"""Commitments the slow, obvious way: every chain of bonds is walked, and the shortest is chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.alliances.oracle import (
    Assertion,
    Circumstances,
    Doubt,
    Nations,
    Parties,
    Record,
    World,
    doubts,
    existing,
    is_chosen,
    is_known,
    is_valid,
    is_visible,
    parties_on_day,
)

Owed = Mapping[tuple[str, str], tuple[str, ...]]
"""(Nation, nation that it is bound to) → agreements, sorted."""

CONFLICTING = ("defence", "offence", "neutrality", "non-aggression")


@dataclass(frozen=True, kw_only=True)
class Side(Record):
    """A nation is on a side of a dispute."""

    nation: str
    dispute: str
    side: str


@dataclass(frozen=True, kw_only=True)
class Quarrels:
    """Disputes and who takes part in them."""

    sides: tuple[Side, ...]
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True, kw_only=True)
class Bond:
    """The shortest chain, and the agreements of the hop at its far end, each with the doubts about it."""

    chain: Nations
    through: tuple[tuple[str, tuple[Doubt, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A nation bound to both sides: kinds and agreements of each."""

    nation: str
    attacker: str
    disputes: tuple[str, ...]
    to_attacked: tuple[tuple[str, tuple[str, ...]], ...]
    to_attacker: tuple[tuple[str, tuple[str, ...]], ...]


def owed(parties: Parties, kind: str) -> Owed:
    """A party with an obligation of that kind owes it to every other party of the agreement."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for agreement, spells_of in sorted(parties.items()):
        for one, spells in spells_of.items():
            if any(kind in spell.obligations for spell in spells):
                for other in spells_of:
                    if other != one:
                        found[one, other] = (*found.get((one, other), ()), agreement)
    return found


def chains(bonds: Owed, start: str, *, max_hops: int) -> Iterator[Nations]:
    """Every chain of bonds from `start`, in which no nation comes twice."""

    def extended(chain: Nations) -> Iterator[Nations]:
        if len(chain) > 1:
            yield chain
        if len(chain) <= max_hops:
            for one, other in bonds:
                if one == chain[-1] and other not in chain:
                    yield from extended((*chain, other))

    yield from extended((start,))


def bonds_to(
    world: World, parties: Parties, asked: Circumstances, nation: str, kind: str, *, max_hops: int
) -> list[Bond]:
    """Who is bound to `nation`."""
    bonds = owed(parties, kind)
    shortest: dict[str, Nations] = {}
    for start in {one for one, _ in bonds} - {nation}:
        ending = [chain for chain in chains(bonds, start, max_hops=max_hops) if chain[-1] == nation]
        if ending:
            shortest[start] = min(ending, key=lambda chain: (len(chain), chain))
    ordered = sorted(shortest.values(), key=lambda chain: (len(chain), chain[0]))
    return [_bond(world, parties, asked, chain, chain[:2], kind, bonds) for chain in ordered]


def bonds_by(
    world: World, parties: Parties, asked: Circumstances, nation: str, kind: str, *, max_hops: int
) -> list[Bond]:
    """To whom `nation` is bound."""
    bonds = owed(parties, kind)
    shortest: dict[str, Nations] = {}
    for chain in chains(bonds, nation, max_hops=max_hops):
        known = shortest.get(chain[-1])
        if known is None or (len(chain), chain) < (len(known), known):
            shortest[chain[-1]] = chain
    ordered = sorted(shortest.values(), key=lambda chain: (len(chain), chain[-1]))
    return [_bond(world, parties, asked, chain, chain[-2:], kind, bonds) for chain in ordered]


def _bond(
    world: World, parties: Parties, asked: Circumstances, chain: Nations, hop: Nations, kind: str, bonds: Owed
) -> Bond:
    one, other = hop

    def doubted(agreement: str) -> tuple[Doubt, ...]:
        found: list[Doubt] = []
        for nation in (one, other):
            bound = {kind for spell in parties[agreement][nation] if kind in spell.obligations}
            found += doubts(world, agreement, nation, bound, asked)
        return tuple(found)

    return Bond(chain=chain, through=tuple((agreement, doubted(agreement)) for agreement in bonds[one, other]))


def opponents(world: World, quarrels: Quarrels, nation: str, asked: Circumstances) -> dict[str, tuple[str, ...]]:
    """Nations on another side of a dispute that exists for the viewer → those disputes."""
    disputes = existing(quarrels.assertions, asked)
    nations = existing(world.nation_assertions, asked)
    standing = [
        side
        for side in quarrels.sides
        if is_valid(side, asked) and is_known(side, asked) and is_chosen(side, asked) and is_visible(side, asked)
    ]
    found: dict[str, set[str]] = {}
    for own in standing:
        for theirs in standing:
            if (
                own.nation == nation != theirs.nation
                and own.dispute == theirs.dispute in disputes
                and own.side != theirs.side
                and theirs.nation in nations
            ):
                found.setdefault(theirs.nation, set()).add(own.dispute)
    return {other: tuple(sorted(found[other])) for other in sorted(found)}


def conflicts(
    world: World, asked: Circumstances, attacked: str, attackers: Mapping[str, tuple[str, ...]], kinds: tuple[str, ...]
) -> list[Conflict]:
    """Who is bound to both sides."""
    parties = parties_on_day(world, asked)
    by_kind = {kind: owed(parties, kind) for kind in {*kinds, *CONFLICTING}}
    found = []
    for attacker, disputes in attackers.items():
        for nation in sorted(existing(world.nation_assertions, asked) - {attacker, attacked}):
            to_attacked = _sides(by_kind, nation, attacked, kinds)
            to_attacker = _sides(by_kind, nation, attacker, CONFLICTING)
            if to_attacked and to_attacker:
                found.append(
                    Conflict(
                        nation=nation,
                        attacker=attacker,
                        disputes=disputes,
                        to_attacked=to_attacked,
                        to_attacker=to_attacker,
                    )
                )
    return found


def _sides(
    by_kind: Mapping[str, Owed], nation: str, side: str, kinds: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((kind, by_kind[kind][nation, side]) for kind in kinds if (nation, side) in by_kind[kind])
