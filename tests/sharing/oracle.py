"""Sharing the slow, obvious way: straight from the definition, to hold the service's answers against.

It shares no code with the service and uses only the standard library. Names are keys in these worlds. Read `bars`,
`bases`, `conditions` and `answer` in that order: they are the definition.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from tests.brokers.facts import Asked, Fact, Seen

SHARING = "information_sharing"
FULL_MEMBERS = ("member", "founding_member")


@dataclass(frozen=True, kw_only=True)
class Question(Asked):
    """May `sender` share information with `recipient`: of a marking, about a subject? `coded`: complete sources."""

    sender: str
    recipient: str
    marking: int | None = None
    subject: str | None = None
    coded: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Basis:
    """An agreement on which it may rest."""

    agreement: str
    ground: str
    carries: bool
    conditions: tuple[str, ...]
    parties: tuple[tuple[str, bool], ...]
    bodies: tuple[tuple[str, str], ...]
    attested: bool
    synthetic: bool
    disputed: bool


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """A barrier that bears on it, and what it limits."""

    barrier: str
    bars: bool
    limits: tuple[tuple[str, str | None], ...]
    synthetic: bool
    disputed: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The verdict and what it rests on. `because`: what kind of fact, and its key."""

    verdict: str
    marking: int
    under: str | None
    because: tuple[tuple[str, str | None], ...]
    conditions: tuple[str, ...]
    ways: int
    bases: tuple[Basis, ...]
    barriers: tuple[Barrier, ...]
    covered_by: tuple[str, ...]
    releases: int
    synthetic: bool
    disputed: bool


class View:
    """The world as one question sees it."""

    def __init__(self, facts: tuple[Fact, ...], asked: Question) -> None:
        self.seen, self.asked = Seen(facts, asked), asked
        self.organizations = {fact.start for fact in facts if fact.label == "Organization"}
        self.said = self.seen.standing("ASSERTED_BY")
        self.parties = self.seen.standing("PARTY_TO")
        self.rests = self.seen.standing("GOVERNED_BY")
        self.members = [fact for fact in self.seen.standing("MEMBER_OF") if fact.says["role"] in FULL_MEMBERS]
        self.about = [fact for fact in self.said if fact.start == asked.subject]
        highest = max((fact.marking for fact in self.about), default=1)
        self.marking = highest if asked.marking is None else asked.marking

    def is_body(self, key: str) -> bool:
        return key in self.organizations

    def within(self, end: str) -> set[str]:
        """The bodies that a nation belongs to; a body is inside of itself."""
        return {fact.end for fact in self.members if fact.start == end} | ({end} if self.is_body(end) else set())

    def secures(self, agreement: str) -> bool:
        """A source says that it is on the security of information."""
        return "information_security" in self.kinds(agreement)

    def kinds(self, agreement: str) -> set[object]:
        return {fact.says["kind"] for fact in self.said if fact.start == agreement}

    def terms(self, agreement: str) -> list[tuple[Fact, Fact]]:
        """Each clause on sharing, with the record that the agreement has it."""
        return [
            (binds, clause)
            for binds in self.seen.standing("BINDS")
            for clause in self.said
            if binds.start == agreement and clause.start == binds.end and clause.says["kind"] == SHARING
        ]

    def covering(self) -> tuple[str, ...]:
        """The agreements whose subject is asked about, among those that matter."""
        subject = self.asked.subject
        rested_on = {fact.end for fact in self.rests if fact.start == subject}
        is_one = {subject} & ({*self.between()} | {fact.end for fact in self.rests if fact.start in self.governed()})
        return tuple(sorted(rested_on | {key for key in is_one if key}))

    def governed(self) -> set[str | None]:
        return {*self.within(self.asked.sender), *self.within(self.asked.recipient), self.asked.subject}

    def between(self) -> set[str]:
        """Agreements that secure information or bind a party to share, with two parties among all that matter."""
        ends = {self.asked.sender, self.asked.recipient}
        holders = ends | self.within(self.asked.sender) | self.within(self.asked.recipient)
        found = set()
        for agreement in {fact.end for fact in self.parties}:
            records = [fact for fact in self.parties if fact.end == agreement and fact.start in holders]
            binds = any(SHARING in _strings(fact.says["obligations"]) for fact in records)
            if len({fact.start for fact in records}) > 1 and (binds or self.secures(agreement)):
                found.add(agreement)
        return found

    def standing_for(self, end: str, other: str, agreement: str) -> set[str]:
        """The parties that stand for one of the two: itself, or else its bodies that are not the other's."""
        parties = {fact.start for fact in self.parties if fact.end == agreement}
        return {end} if end in parties else parties & (self.within(end) - self.within(other))

    def rules(self, barrier: str) -> list[Fact]:
        """What the sources say of a barrier, the one that counts first."""
        said = [fact for fact in self.said if fact.start == barrier]
        return sorted(said, key=lambda fact: (fact.source, -fact.valid_from.toordinal()))

    def limits(self) -> list[Fact]:
        """Records of barriers that are in force and bear on information of that marking."""
        return [
            fact
            for fact in self.seen.standing("RESTRICTS")
            if self.rules(fact.start)
            and (self.marking > 0 or self.rules(fact.start)[0].says["kind"] != "classification")
        ]

    def contested(self, barrier: str) -> bool:
        return len({(fact.says["kind"], fact.says.get("remedy") is None) for fact in self.rules(barrier)}) > 1

    def is_invented(self, limit: Fact) -> bool:
        return limit.synthetic or any(rule.synthetic for rule in self.rules(limit.start))

    def remedy(self, barrier: str) -> str | None:
        remedy = self.rules(barrier)[0].says.get("remedy")
        return None if remedy is None else str(remedy)


def _strings(value: object) -> Collection[str]:
    return value if isinstance(value, frozenset) else frozenset()


def bears_on(view: View, limit: Fact) -> bool:
    """Out of what the sender is or belongs to, into what the recipient is or belongs to, or on the subject."""
    sender, recipient = view.asked.sender, view.asked.recipient
    out_of = {sender, *view.within(sender)} - {recipient, *view.within(recipient)}
    into = {recipient, *view.within(recipient)} - {sender, *view.within(sender)}
    direction = limit.says.get("direction") or "both"
    return (
        limit.end == view.asked.subject
        or (direction in ("outgoing", "both") and limit.end in out_of)
        or (direction in ("incoming", "both") and limit.end in into)
    )


def barriers(view: View) -> tuple[Barrier, ...]:
    """All that bear on it, by key."""
    bearing = [limit for limit in view.limits() if bears_on(view, limit)]
    return tuple(
        _barrier(view, key, [limit for limit in bearing if limit.start == key])
        for key in sorted({limit.start for limit in bearing})
    )


def _barrier(view: View, key: str, limits: list[Fact]) -> Barrier:
    ends = {view.asked.sender, view.asked.recipient}
    between_nations = ends <= {limit.end for limit in limits} and not any(view.is_body(end) for end in ends)
    return Barrier(
        barrier=key,
        bars=view.remedy(key) is None or between_nations,
        limits=tuple(sorted((limit.end, _text(limit.says.get("direction"))) for limit in limits)),
        synthetic=any(view.is_invented(limit) for limit in limits),
        disputed=view.contested(key),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def is_open(view: View, fact: Fact) -> bool:
    """What is said of the subject may be released to the recipient."""
    return fact.releasable_to is None or view.asked.recipient in fact.releasable_to


def bars(view: View) -> tuple[tuple[str, str | None], ...]:
    """Each of these alone bars it."""
    found = [("barrier", barrier.barrier) for barrier in barriers(view) if barrier.bars]
    closed = bool(view.about) and not any(is_open(view, fact) for fact in view.about)
    return (*found, *([("release", view.asked.subject)] if closed else []))


def bases(view: View) -> tuple[Basis, ...]:
    """The agreements on which it may rest: those that carry it first, with the fewest conditions in front."""
    found = []
    sender, recipient = view.asked.sender, view.asked.recipient
    for agreement in view.between():
        givers = view.standing_for(sender, recipient, agreement)
        takers = view.standing_for(recipient, sender, agreement)
        if not view.secures(agreement):
            givers = {giver for giver in givers if _bound(view, giver, agreement)}
        if givers and takers:
            found.append(_basis(view, agreement, givers | takers, set()))
    known = {basis.agreement for basis in found}
    shared = view.within(sender) & view.within(recipient)
    for agreement in {fact.end for fact in view.rests if fact.start in shared} - known:
        if view.secures(agreement) or view.terms(agreement):
            bodies = {fact.start for fact in view.rests if fact.end == agreement and fact.start in shared}
            found.append(_basis(view, agreement, set(), bodies))
    grounds = ("information_security", "obligation_to_share", "regime_of_body")
    return tuple(
        sorted(
            found,
            key=lambda basis: (
                not basis.carries,
                len(basis.conditions),
                grounds.index(basis.ground),
                basis.agreement,
            ),
        )
    )


def _bound(view: View, party: str, agreement: str) -> bool:
    records = [fact for fact in view.parties if fact.start == party and fact.end == agreement]
    return any(SHARING in _strings(fact.says["obligations"]) for fact in records)


def _basis(view: View, agreement: str, holders: set[str], regimes: set[str]) -> Basis:
    ends = {view.asked.sender, view.asked.recipient}
    bodies = (holders - ends) | regimes
    limits = sorted(
        (limit for limit in view.limits() if limit.end == agreement),
        key=lambda limit: (limit.start, limit.valid_from, limit.source),
    )
    covers = agreement in view.covering()
    is_barred = any(view.remedy(limit.start) is None for limit in limits)
    records = [
        *(fact for fact in view.parties if fact.end == agreement and fact.start in holders),
        *(fact for fact in view.rests if fact.end == agreement and fact.start in regimes),
    ]
    memberships = [fact for fact in view.members if fact.end in bodies and fact.start in ends]
    named = [fact for fact in view.said if fact.start == agreement and fact.says["kind"] == "information_security"]
    clauses = [clause for _, clause in view.terms(agreement)]
    return Basis(
        agreement=agreement,
        ground="regime_of_body"
        if regimes
        else "information_security"
        if view.secures(agreement)
        else "obligation_to_share",
        carries=not is_barred and (view.secures(agreement) or covers or view.marking == 0),
        conditions=tuple(dict.fromkeys(_own_conditions(view, agreement, bodies, limits))),
        parties=tuple(
            sorted(
                (fact.start, SHARING in _strings(fact.says["obligations"]))
                for fact in records
                if fact.type == "PARTY_TO"
            )
        ),
        bodies=tuple(sorted((fact.start, fact.end) for fact in (*memberships, *records) if fact.type != "PARTY_TO")),
        attested=all(_attested(fact, view.asked.on) for fact in (*records, *memberships)),
        synthetic=any(fact.synthetic for fact in (*records, *memberships, *named, *clauses))
        or any(view.is_invented(limit) for limit in limits),
        disputed=len(view.kinds(agreement)) > 1
        or any(view.contested(limit.start) for limit in limits)
        or _denied(view, agreement, {end for end in holders & ends if not view.is_body(end)}),
    )


def _own_conditions(view: View, agreement: str, bodies: set[str], limits: list[Fact]) -> Iterator[str]:
    if bodies:
        yield f"Only what {' or '.join(sorted(bodies))} handles."
    if not view.secures(agreement) and agreement not in view.covering():
        yield f"Only what {agreement} is about."
    clauses = {(clause.start, clause.valid_from, clause.source): clause for _, clause in view.terms(agreement)}
    for _, clause in sorted(clauses.items()):
        if clause.says.get("conditions"):
            yield str(clause.says["conditions"])
    for limit in limits:
        if remedy := view.remedy(limit.start):
            yield f"{limit.start}: {remedy}"


def _attested(fact: Fact, day: date) -> bool:
    return fact.attested_until is None or day <= fact.attested_until


def _denied(view: View, agreement: str, nations: set[str]) -> bool:
    """A complete source that describes the agreement on that day leaves one of the nations out."""
    for source in view.asked.coded:
        listed = {
            fact.start
            for fact in view.seen.facts
            if fact.type == "PARTY_TO"
            and fact.end == agreement
            and fact.source == source
            and view.seen.holds(fact)
            and view.seen.chosen(fact)
            and _attested(fact, view.asked.on)
            and not view.is_body(fact.start)
        }
        if listed and nations - listed:
            return True
    return False


def conditions(view: View) -> list[tuple[tuple[str, str | None], str]]:
    """What has to be met besides an agreement: which fact says so, and its sentence."""
    found: list[tuple[tuple[str, str | None], str]] = [
        (("barrier", barrier.barrier), f"{barrier.barrier}: {view.remedy(barrier.barrier)}")
        for barrier in barriers(view)
        if not barrier.bars
    ]
    if {is_open(view, fact) for fact in view.about} == {True, False}:
        found.append((("release", view.asked.subject), f"Only what may be released to {view.asked.recipient}."))
    ends = (view.asked.sender, view.asked.recipient)
    third = {fact.originator for fact in view.about if fact.originator not in (None, *ends) and is_open(view, fact)}
    for originator in sorted(filter(None, third)):
        found.append((("originator", originator), f"Consent of the originator, {originator}."))
    return found


def answer(facts: tuple[Fact, ...], asked: Question) -> Answer:
    """The answer to a question about two different ends that exist for the viewer, as the subject does."""
    view = View(facts, asked)
    barring, found, others = bars(view), bases(view), conditions(view)
    best = found[0] if found and found[0].carries else None
    because: tuple[tuple[str, str | None], ...]
    to_meet: tuple[str, ...] = ()
    if barring:
        verdict, because = "barred", barring
    elif best is None:
        verdict, because = "unknown", (("nothing_known", None),)
    else:
        to_meet = tuple(dict.fromkeys((*best.conditions, *(says for _, says in others))))
        verdict = "permitted_with_conditions" if to_meet else "permitted"
        because = (("agreement", best.agreement), *(fact for fact, _ in others))
    hindered = verdict in ("barred", "unknown")
    return Answer(
        verdict=verdict,
        marking=view.marking,
        under=best.agreement if best else None,
        because=because,
        conditions=to_meet,
        ways=len(barring) + (best is None) + len(others) if hindered else 0,
        bases=found,
        barriers=barriers(view),
        covered_by=view.covering(),
        releases=len(view.about),
        synthetic=any(basis.synthetic for basis in found)
        or any(barrier.synthetic for barrier in barriers(view))
        or any(fact.synthetic for fact in view.about),
        disputed=any(basis.disputed for basis in found) or any(barrier.disputed for barrier in barriers(view)),
    )
