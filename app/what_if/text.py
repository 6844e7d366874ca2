"""The difference that changes would make, in words."""

from collections.abc import Iterator

from app.what_if.model import (
    BrokersDifference,
    CommitmentsDifference,
    GapsDifference,
    LinkedPair,
    PathsDifference,
    SupposedBond,
    SupposedPath,
    WhatIf,
)


def difference_in_words(answer: WhatIf) -> Iterator[str]:
    """What is lost and gained, question by question."""
    yield f"Supposing {'; '.join(answer.suppositions)}, on {answer.on}"
    yield f"Linked pairs of nations: {answer.pairs_before} before, {answer.pairs_after} after"
    yield from (f"   lost: {_pair(pair)}" for pair in answer.pairs_lost)
    yield from (f"   gained: {_pair(pair)}" for pair in answer.pairs_gained)
    if answer.more_pairs:
        yield "   There are more; --limit shows them."
    for difference in answer.commitments:
        yield from _commitments(difference)
    if answer.paths:
        yield from _paths(answer.paths)
    if answer.brokers:
        yield from _brokers(answer.brokers)
    if answer.gaps:
        yield from _gaps(answer.gaps)


def _pair(pair: LinkedPair) -> str:
    return f"{pair.one.name} – {pair.other.name}, {', '.join(link.name for link in pair.through)}"


def _commitments(difference: CommitmentsDifference) -> Iterator[str]:
    yield f"Commitments of {difference.nation.name} and to it"
    if not (difference.lost or difference.gained):
        yield "   nothing changes"
    yield from (f"   lost: {_bond(bond)}" for bond in difference.lost)
    yield from (f"   gained: {_bond(bond)}" for bond in difference.gained)


def _bond(bond: SupposedBond) -> str:
    return f"{bond.bound.name} to {bond.to.name}, {bond.obligation}, by {', '.join(bond.agreements)}"


def _paths(difference: PathsDifference) -> Iterator[str]:
    yield f"Alliance paths: {difference.before} before, {difference.after} after"
    yield from (f"   lost: {_path(path)}" for path in difference.lost)
    yield from (f"   gained: {_path(path)}" for path in difference.gained)


def _path(path: SupposedPath) -> str:
    return f"{' → '.join(nation.name for nation in path.nations)} ({'; '.join(path.agreements)})"


def _brokers(difference: BrokersDifference) -> Iterator[str]:
    yield f"Brokers lost: {', '.join(nation.name for nation in difference.lost) or 'none'}"
    yield f"Brokers gained: {', '.join(nation.name for nation in difference.gained) or 'none'}"


def _gaps(difference: GapsDifference) -> Iterator[str]:
    forces = ", ".join(force.name for force in difference.forces)
    yield f"{forces}, {difference.requirement}: {_score(difference.lower_before, difference.upper_before)} before, "
    yield f"   {_score(difference.lower_after, difference.upper_after)} after"
    for item in difference.items:
        before = _score(item.lower_before, item.upper_before)
        yield f"   {item.name}: {before} before, {_score(item.lower_after, item.upper_after)} after"


def _score(lower: int, upper: int) -> str:
    return f"{lower / 100:.2f} to {upper / 100:.2f}"
