"""The structure of a network the slow, obvious way: straight from the definitions, with the standard library only."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from tests.structure.worlds import (
    SOURCES,
    Asked,
    Fact,
    World,
    denies,
    existing,
    holds,
    is_attested,
    relied_on,
)

Pair = frozenset[str]
Partners = Mapping[str, set[str]]


@dataclass(frozen=True, kw_only=True)
class Tie:
    through: tuple[str, ...]
    attested: bool
    disputed: bool
    synthetic: bool


def parties_on_day(world: World, asked: Asked) -> dict[str, dict[str, list[Fact]]]:
    """Agreement → nation → its memberships on that day."""
    exist = existing(world, asked)
    parties: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in relied_on(world, asked, "PARTY_TO"):
        if {fact.start, fact.end} <= exist and holds(fact, asked.on, asked.on):
            parties[fact.end][fact.start].append(fact)
    return parties


def bound(memberships: Iterable[Fact], obligations: frozenset[str]) -> set[str]:
    return {kind for fact in memberships for kind in fact.properties["obligations"] or () if kind in obligations}


def alliance_ties(world: World, asked: Asked, obligations: frozenset[str], at_least: int) -> dict[Pair, Tie]:
    """Two parties of an agreement are tied when at least one of the two is bound."""
    through: dict[Pair, list[tuple[str, bool, bool, bool]]] = defaultdict(list)
    for agreement, parties in parties_on_day(world, asked).items():
        for one, other in combinations(sorted(parties), 2):
            sides = [bound(parties[nation], obligations) for nation in (one, other)]
            if any(sides):
                attested = all(any(is_attested(f, asked.on) for f in parties[nation]) for nation in (one, other))
                disputed = any(
                    denies(world, asked, (nation, agreement), kinds)
                    for nation, kinds in zip((one, other), sides, strict=True)
                )
                synthetic = any(fact.synthetic for nation in (one, other) for fact in parties[nation])
                through[frozenset((one, other))].append((agreement, attested, disputed, synthetic))
    return _ties(through, at_least)


def period_start(on: date, months: int) -> date:
    """The day after the day of the same number, so many months before, or the last day of a shorter month."""
    year, month = on.year, on.month
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    day = on.day
    while True:
        try:
            return date(year, month, day) + timedelta(days=1)
        except ValueError:
            day -= 1


def exercises(world: World, asked: Asked, since: date) -> Iterator[tuple[str, list[Fact], list[Fact], bool]]:
    """Each exercise of the period: its key, what the best source says, who took part, and whether it is disputed."""
    exist = existing(world, asked)
    said: dict[str, list[Fact]] = defaultdict(list)
    for fact in relied_on(world, asked, "ASSERTED_BY"):
        if fact.label == "Engagement":
            said[fact.start].append(fact)

    def agrees(fact: Fact) -> bool:
        return fact.properties["kind"] == "joint_exercise" and holds(fact, since, asked.on)

    for key, facts in sorted(said.items()):
        best = min({fact.source for fact in facts}, key=lambda source: (SOURCES[source], source))
        believed = [fact for fact in facts if fact.source == best and agrees(fact)]
        parts = [
            fact
            for fact in relied_on(world, asked, "PARTICIPATED_IN")
            if fact.end == key and fact.start in exist and holds(fact, since, asked.on)
        ]
        if believed and len({fact.start for fact in parts}) > 1:
            agreeing = {fact.source for fact in facts if agrees(fact)}
            yield key, believed, parts, agreeing != {fact.source for fact in facts}


def exercise_ties(world: World, asked: Asked, months: int, at_least: int) -> dict[Pair, Tie]:
    """Two nations are tied by each exercise in which both took part."""
    since = period_start(asked.on, months)
    through: dict[Pair, list[tuple[str, bool, bool, bool]]] = defaultdict(list)
    for key, believed, parts, disputed in exercises(world, asked, since):
        attested = any(is_attested(fact, since) for fact in believed)
        synthetic = any(fact.synthetic for fact in (*believed, *parts))
        for pair in combinations(sorted({fact.start for fact in parts}), 2):
            through[frozenset(pair)].append((key, attested, disputed, synthetic))
    return _ties(through, at_least)


def _ties(through: Mapping[Pair, list[tuple[str, bool, bool, bool]]], at_least: int) -> dict[Pair, Tie]:
    return {
        pair: Tie(
            through=tuple(sorted(key for key, _, _, _ in bonds)),
            attested=any(attested for _, attested, _, _ in bonds),
            disputed=any(disputed for _, _, disputed, _ in bonds),
            synthetic=any(synthetic for _, _, _, synthetic in bonds),
        )
        for pair, bonds in through.items()
        if len(bonds) >= at_least
    }


# Measures


def partners_of(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        one, other = pair
        partners[one].add(other)
        partners[other].add(one)
    return dict(partners)


def components(partners: Partners) -> list[set[str]]:
    """Sets of nations that can reach one another."""
    left, found = set(partners), []
    while left:
        reached = {min(left)}
        queue = deque(reached)
        while queue:
            for nation in partners[queue.popleft()] - reached:
                reached.add(nation)
                queue.append(nation)
        found.append(reached)
        left -= reached
    return found


def without_nation(partners: Partners, gone: str) -> dict[str, set[str]]:
    return {nation: others - {gone} for nation, others in partners.items() if nation != gone}


def articulation_points(partners: Partners) -> list[str]:
    """Nations whose removal leaves more components than there were."""
    before = len(components(partners))
    return [nation for nation in sorted(partners) if len(components(without_nation(partners, nation))) > before]


def bridges(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Ties whose removal leaves more components than there were."""
    every = list(pairs)
    nations = partners_of(every)
    before = len(components(nations))
    found = []
    for pair in every:
        left = {nation: others - pair if nation in pair else others for nation, others in nations.items()}
        if len(components(left)) > before:
            found.append(tuple(sorted(pair)))
    return sorted(found)


def shortest_chains(partners: Partners, start: str, end: str) -> list[tuple[str, ...]]:
    """All shortest chains from one nation to another."""
    chains: list[tuple[str, ...]] = [(start,)]
    while chains:
        arrived = [chain for chain in chains if chain[-1] == end]
        if arrived:
            return arrived
        chains = [(*chain, nation) for chain in chains for nation in partners[chain[-1]] if nation not in chain]
    return []


def betweenness(partners: Partners) -> dict[str, Fraction]:
    """For each nation the mean, over all pairs of others, of the share of their shortest chains that it lies on."""
    total = dict.fromkeys(partners, Fraction(0))
    for start, end in combinations(partners, 2):
        chains = shortest_chains(partners, start, end)
        for chain in chains:
            for nation in chain[1:-1]:
                total[nation] += Fraction(1, len(chains))
    pairs = (len(partners) - 1) * (len(partners) - 2) // 2
    return {nation: share / pairs if pairs else Fraction(0) for nation, share in total.items()}


def eigenvector(ties: Mapping[Pair, Tie], component: set[str]) -> dict[str, float]:
    """The leading eigenvector of a component's weights, by repeated multiplication; its greatest entry is 1."""
    weight = {(a, b): len(tie.through) for pair, tie in ties.items() for a in pair for b in pair if a != b}
    values = dict.fromkeys(sorted(component), 1.0)
    for _ in range(3000):
        # Adding the value itself keeps a network with two sides from swinging to and fro.
        values = {a: values[a] + sum(weight.get((a, b), 0) * values[b] for b in values) for a in values}
        greatest = max(values.values())
        values = {nation: value / greatest for nation, value in values.items()}
    return values


def triads(partners: Partners) -> tuple[int, int]:
    """How many pairs of ties share a nation, and how many of them are closed; by looking at all triples."""
    connected = closed = 0
    for triple in combinations(sorted(partners), 3):
        ties = sum(other in partners[one] for one, other in combinations(triple, 2))
        connected += {2: 1, 3: 3}.get(ties, 0)
        closed += 3 * (ties == 3)
    return connected, closed


def open_pairs(partners: Partners) -> dict[Pair, set[str]]:
    """Pairs without a tie that have partners in common → these partners."""
    found = {}
    for one, other in combinations(sorted(partners), 2):
        if other not in partners[one] and partners[one] & partners[other]:
            found[frozenset((one, other))] = partners[one] & partners[other]
    return found


def modularity(ties: Mapping[Pair, Tie], communities: Iterable[Iterable[str]]) -> Fraction:
    """Newman's: the share of weight within communities, less what chance would put there."""
    whole = sum(len(tie.through) for tie in ties.values())
    total = Fraction(0)
    for community in communities:
        members = set(community)
        within = sum(len(tie.through) for pair, tie in ties.items() if pair <= members)
        ends = sum(len(tie.through) * len(pair & members) for pair, tie in ties.items())
        total += Fraction(within, whole) - Fraction(ends, 2 * whole) ** 2
    return total
