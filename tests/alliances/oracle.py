"""Alliance paths the slow, obvious way: straight from the definition, to hold the service's answers against.

It shares no code with the service and uses only the standard library. Read `counts`, `link_agreements` and
`every_path` in that order: they are the definition. `first_paths` is the one short cut, and its docstring says why it
cannot change an answer.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations
from pathlib import Path

Nations = tuple[str, ...]
"""A sequence of nation keys."""

Parties = Mapping[str, Mapping[str, list["Spell"]]]
"""Agreement → nation → that nation's counting spells in it."""

Links = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Nation → nation linked to it → keys of the agreements that link the two, sorted."""

PathFinder = Callable[[Links, "Question"], list[Nations]]
"""Finds at least the first `limit` + 1 paths of a question, in order, or all when there are fewer."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every fact carries. Dates are inclusive; `valid_to` None: still in force.

    `marking` runs from 0 to 4. `releasable_to` None: no limit; an empty set: released to nobody.
    """

    source: str
    valid_from: date
    valid_to: date | None = None
    recorded_at: datetime
    superseded_at: datetime | None = None
    marking: int = 0
    releasable_to: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Spell(Record):
    """One membership: `nation` is a party to `agreement`, and `obligations` (lower-case names) bind it."""

    nation: str
    agreement: str
    obligations: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Assertion(Record):
    """A source says that a nation or an agreement, `subject`, exists."""

    subject: str


@dataclass(frozen=True, kw_only=True)
class World:
    """All that was ever recorded. Nations and agreements are named apart, so that their keys may coincide."""

    spells: tuple[Spell, ...]
    nation_assertions: tuple[Assertion, ...]
    agreement_assertions: tuple[Assertion, ...]
    coded: tuple[tuple[str, frozenset[str]], ...] = ()
    """Sources that list every party of an agreement that they describe, each with the obligations that it lists."""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What decides who is linked to whom: the day, what was known by when, and who asks.

    `known_on` None: all that stands now. `sources` None: all of them.
    """

    on: date
    obligations: frozenset[str] = frozenset({"defence"})
    known_on: datetime | None = None
    sources: frozenset[str] | None = None
    clearance: int = 0
    nationality: str | None = None
    avoided_nations: frozenset[str] = frozenset()
    avoided_agreements: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Question(Circumstances):
    """How is `start` allied with `end`, another nation? The first `limit` paths of at most `max_hops`."""

    start: str
    end: str
    max_hops: int = 4
    limit: int = 5


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A source denies that `nation` is bound by some of the asked obligations, or, with none, that it is a party."""

    source: str
    nation: str
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class SharedAgreement:
    """An agreement that links the two nations of a hop.

    `left_bound` and `right_bound`: the asked obligations that bind each, sorted. `since`: when both were parties.
    """

    agreement: str
    left_bound: tuple[str, ...]
    right_bound: tuple[str, ...]
    since: date
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hop:
    """Two linked nations and every agreement that links them, by key."""

    left: str
    right: str
    through: tuple[SharedAgreement, ...]


@dataclass(frozen=True, kw_only=True)
class AlliancePath:
    """A chain of allies: one hop less than nations."""

    nations: Nations
    hops: tuple[Hop, ...]
    held: tuple[date, ...] = ()
    """The days of a period on which it held; empty where one day is asked about."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The first paths by number of hops, then by the sequence of nation keys. `more`: there are others."""

    paths: tuple[AlliancePath, ...]
    more: bool


def is_known(record: Record, asked: Circumstances) -> bool:
    """It had been recorded by then, and nothing had replaced it by then."""
    if asked.known_on is None:
        return record.superseded_at is None
    was_recorded = record.recorded_at <= asked.known_on
    was_superseded = record.superseded_at is not None and record.superseded_at <= asked.known_on
    return was_recorded and not was_superseded


def is_visible(record: Record, asked: Circumstances) -> bool:
    """The viewer is cleared for its marking, and it may be released to the viewer's nation."""
    is_cleared = record.marking <= asked.clearance
    is_releasable = record.releasable_to is None or asked.nationality in record.releasable_to
    return is_cleared and is_releasable


def is_valid(record: Record, asked: Circumstances) -> bool:
    """It was true on the day."""
    return record.valid_from <= asked.on and (record.valid_to is None or asked.on <= record.valid_to)


def is_chosen(record: Record, asked: Circumstances) -> bool:
    """Its source is one to rely on."""
    return asked.sources is None or record.source in asked.sources


def counts(spell: Spell, asked: Circumstances) -> bool:
    """The spell takes part in the answer."""
    return is_valid(spell, asked) and is_known(spell, asked) and is_chosen(spell, asked) and is_visible(spell, asked)


def existing(assertions: Iterable[Assertion], asked: Circumstances) -> frozenset[str]:
    """The nations, or agreements, that exist for the viewer: neither the day nor the chosen sources limit that."""
    return frozenset(
        assertion.subject for assertion in assertions if is_known(assertion, asked) and is_visible(assertion, asked)
    )


def parties_on_day(world: World, asked: Circumstances) -> Parties:
    """Who is a party to what, without the avoided nations and agreements."""
    nations = existing(world.nation_assertions, asked) - asked.avoided_nations
    agreements = existing(world.agreement_assertions, asked) - asked.avoided_agreements
    parties: dict[str, dict[str, list[Spell]]] = defaultdict(lambda: defaultdict(list))
    for spell in world.spells:
        if spell.nation in nations and spell.agreement in agreements and counts(spell, asked):
            parties[spell.agreement][spell.nation].append(spell)
    return parties


def bound_by(spells: Iterable[Spell], asked: Circumstances) -> tuple[str, ...]:
    """The asked obligations that any of these spells puts on its nation, sorted."""
    every_obligation = {obligation for spell in spells for obligation in spell.obligations}
    return tuple(sorted(every_obligation & asked.obligations))


def link_agreements(parties: Parties, asked: Circumstances) -> Links:
    """Two different parties of one agreement are linked when at least one of the two is bound."""
    links: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for agreement, spells_of in sorted(parties.items()):
        bound = {nation for nation, spells in spells_of.items() if bound_by(spells, asked)}
        for left, right in permutations(spells_of, 2):
            if left in bound or right in bound:
                links[left][right] = (*links[left].get(right, ()), agreement)
    return links


def linked_pairs(world: World, asked: Circumstances) -> frozenset[frozenset[str]]:
    """All pairs of linked nations."""
    links = link_agreements(parties_on_day(world, asked), asked)
    return frozenset(frozenset({left, right}) for left in links for right in links[left])


def path_order(path: Nations) -> tuple[int, Nations]:
    """By number of hops, then by the sequence of nation keys."""
    return len(path), path


def every_path(links: Links, asked: Question) -> list[Nations]:
    """Every path of at most `max_hops`, in order. Cut only by `max_hops`."""

    def extensions(path: Nations) -> Iterator[Nations]:
        if path[-1] == asked.end:
            yield path
        elif len(path) - 1 < asked.max_hops:
            for nation in links.get(path[-1], {}):
                if nation not in path:
                    yield from extensions((*path, nation))

    return sorted(extensions((asked.start,)), key=path_order)


def paths_of_length(links: Links, asked: Question, *, hops: int) -> list[Nations]:
    """Every path of exactly `hops` hops, in order."""

    def extensions(path: Nations) -> Iterator[Nations]:
        linked = links.get(path[-1], {})
        is_last_hop = len(path) == hops
        if is_last_hop and asked.end in linked:
            yield (*path, asked.end)
        elif not is_last_hop:
            for nation in linked:
                if nation not in path and nation != asked.end:
                    yield from extensions((*path, nation))

    return sorted(extensions((asked.start,)))


def first_paths(links: Links, asked: Question) -> list[Nations]:
    """The paths of the shortest lengths, as many lengths as it takes to find more than `limit` paths, in order.

    Lengths are completed one after the other. A path of a later length comes after all paths of completed lengths,
    so once these are more than `limit`, none of a later length is among the first `limit`.
    """
    found: list[Nations] = []
    for hops in range(1, asked.max_hops + 1):
        found += paths_of_length(links, asked, hops=hops)
        if len(found) > asked.limit:
            break
    return found


def doubts(world: World, agreement: str, nation: str, bound: Iterable[str], asked: Circumstances) -> Iterator[Doubt]:
    """Who denies that `nation` is a party of `agreement`, or is bound as others say."""
    for source, coded in sorted(world.coded):
        described = [
            spell
            for spell in world.spells
            if spell.agreement == agreement and spell.source == source and counts(spell, asked)
        ]
        listed = [spell for spell in described if spell.nation == nation]
        denied = {kind for kind in bound if kind in coded and not any(kind in spell.obligations for spell in listed)}
        if described and not listed:
            yield Doubt(source=source, nation=nation)
        elif described and denied:
            yield Doubt(source=source, nation=nation, denied=frozenset(denied))


def shared_agreement(
    world: World, agreement: str, *, left: list[Spell], right: list[Spell], asked: Circumstances
) -> SharedAgreement:
    """What `agreement` means for two of its parties, from the counting spells of each."""
    return SharedAgreement(
        doubts=tuple(
            doubt
            for side in (left, right)
            for doubt in doubts(world, agreement, side[0].nation, bound_by(side, asked), asked)
        ),
        agreement=agreement,
        left_bound=bound_by(left, asked),
        right_bound=bound_by(right, asked),
        since=max(min(spell.valid_from for spell in left), min(spell.valid_from for spell in right)),
    )


def answer(world: World, asked: Question, *, find: PathFinder = first_paths) -> Answer:
    """The answer to a question about two different nations. `find=every_path` makes it without the short cut."""
    parties = parties_on_day(world, asked)
    links = link_agreements(parties, asked)
    found = find(links, asked)

    def hop(left: str, right: str) -> Hop:
        through = (
            shared_agreement(world, key, left=parties[key][left], right=parties[key][right], asked=asked)
            for key in links[left][right]
        )
        return Hop(left=left, right=right, through=tuple(through))

    paths = tuple(
        AlliancePath(nations=path, hops=tuple(hop(left, right) for left, right in pairwise(path)))
        for path in found[: asked.limit]
    )
    return Answer(paths=paths, more=len(found) > asked.limit)


def answer_during(world: World, asked: Question, *, since: date) -> Answer:
    """The paths that hold on some day from `since` to the day asked about, each as it is on its last such day."""
    held: dict[Nations, list[date]] = defaultdict(list)
    days = [since + timedelta(days=number) for number in range((asked.on - since).days + 1)]
    for day in days:
        on_that_day = replace(asked, on=day)
        for path in every_path(link_agreements(parties_on_day(world, on_that_day), on_that_day), on_that_day):
            held[path].append(day)

    def shown(path: Nations) -> AlliancePath:
        on_last_day = replace(asked, on=held[path][-1], max_hops=len(path) - 1, limit=1_000_000)
        (as_then,) = (one for one in answer(world, on_last_day).paths if one.nations == path)
        return replace(as_then, held=tuple(held[path]))

    found = sorted(held, key=path_order)
    return Answer(paths=tuple(map(shown, found[: asked.limit])), more=len(found) > asked.limit)


COW_OBLIGATIONS = {
    "defense": "defence",
    "neutrality": "neutrality",
    "nonaggression": "non-aggression",
    "entente": "entente",
}


def read_cow(path: Path) -> list[Spell]:
    """Memberships of COW's by-member file: nations and agreements by COW's own numbers, as text.

    A blank obligation is unknown and does not bind; a blank end is still in force.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return [cow_spell(row) for row in csv.DictReader(file)]


def cow_spell(row: Mapping[str, str]) -> Spell:
    """The membership in one row, with its columns as text."""
    return Spell(
        nation=row["ccode"],
        agreement=row["version4id"],
        obligations=frozenset(name for column, name in COW_OBLIGATIONS.items() if row[column] == "1"),
        valid_from=cow_date(row, "mem_st"),
        valid_to=cow_date(row, "mem_end") if row["mem_end_year"] else None,
        recorded_at=datetime.min.replace(tzinfo=UTC),
        source="cow-alliances",
    )


def cow_date(row: Mapping[str, str], prefix: str) -> date:
    """The date in three columns, such as `mem_st_year`, `mem_st_month` and `mem_st_day`."""
    return date(int(row[f"{prefix}_year"]), int(row[f"{prefix}_month"]), int(row[f"{prefix}_day"]))


def openly_asserted(spells: Iterable[Spell]) -> World:
    """A world of these spells in which every viewer has always known that their nations and agreements exist."""
    spells = tuple(spells)
    return World(
        spells=spells,
        nation_assertions=tuple(open_assertion(key) for key in sorted({spell.nation for spell in spells})),
        agreement_assertions=tuple(open_assertion(key) for key in sorted({spell.agreement for spell in spells})),
    )


def open_assertion(subject: str) -> Assertion:
    """That `subject` exists, for everybody and at any time."""
    return Assertion(
        subject=subject,
        source="register",
        valid_from=date.min,
        recorded_at=datetime.min.replace(tzinfo=UTC),
    )
