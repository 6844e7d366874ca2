"""Who is bound to whom by one kind of obligation, and through whom."""

from collections.abc import Iterable, Mapping

from app.graph.client import Row

Bound = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Nation → nation that it is bound to → agreements that bind it, in order."""

Chain = tuple[str, ...]
"""Nations, each bound to the next."""


def bound_by(rows: Iterable[Row], kind: str) -> Bound:
    """Who is bound to whom by `kind`: a party owes its obligations to every other party of the agreement."""
    bound: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        for party in row["parties"]:
            if kind in party["obligations"]:
                owed = bound.setdefault(party["nation"], {})
                for other in row["parties"]:
                    if other["nation"] != party["nation"]:
                        owed.setdefault(other["nation"], []).append(row["agreement"])
    return {nation: {other: tuple(sorted(keys)) for other, keys in owed.items()} for nation, owed in bound.items()}


def reversed_bonds(bound: Bound) -> Bound:
    """Nation → nation that is bound to it → agreements."""
    turned: dict[str, dict[str, tuple[str, ...]]] = {}
    for nation, owed in bound.items():
        for other, agreements in owed.items():
            turned.setdefault(other, {})[nation] = agreements
    return turned


def chains_to(bound: Bound, nation: str, *, max_hops: int) -> list[Chain]:
    """The shortest chain from each nation that is bound to `nation` within `max_hops`, the first by keys of those of
    one length; by length, then by the nation's key.
    """
    turned = reversed_bonds(bound)
    found: dict[str, Chain] = {nation: (nation,)}
    reached = [nation]
    for _ in range(max_hops):
        further: dict[str, Chain] = {}
        for here in reached:
            for other in turned.get(here, {}):
                chain = (other, *found[here])
                if other not in found and (other not in further or chain < further[other]):
                    further[other] = chain
        found |= further
        reached = sorted(further)
    return sorted((chain for chain in found.values() if len(chain) > 1), key=lambda chain: (len(chain), chain[0]))


def chains_from(bound: Bound, nation: str, *, max_hops: int) -> list[Chain]:
    """The shortest chain to each nation that `nation` is bound to within `max_hops`, the first by keys of those of
    one length; by length, then by the nation's key.
    """
    found: dict[str, Chain] = {nation: (nation,)}
    reached = [nation]
    for _ in range(max_hops):
        further: dict[str, Chain] = {}
        for here in reached:
            for other in bound.get(here, {}):
                chain = (*found[here], other)
                if other not in found and (other not in further or chain < further[other]):
                    further[other] = chain
        found |= further
        reached = sorted(further)
    return sorted((chain for chain in found.values() if len(chain) > 1), key=lambda chain: (len(chain), chain[-1]))
