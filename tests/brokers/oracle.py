"""Brokers the slow, obvious way: straight from the definition, to hold the service's answers against.

It shares no code with the service and uses only the standard library. Read `linking`, `last_contact`, `obstacles` and
`points` in that order: they are the definition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.brokers.facts import Asked, Fact, Seen

DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, kw_only=True)
class Question(Asked):
    """Who could bring `first` and `second` together?"""

    first: str
    second: str
    obligations: frozenset[str]
    contact_months: int | None = None
    allow_disputes: bool = False
    require_security: bool = False
    limit: int = 5


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What ties a broker to one of the two."""

    links: tuple[str, ...]
    contact: tuple[str, date] | None
    security: tuple[str, ...]
    disputes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Broker:
    """A broker, its points for ties, contact, convening, bodies and reach, and the reasons."""

    nation: str
    points: tuple[int, ...]
    ties: tuple[Tie, Tie]
    bodies: tuple[str, ...]
    convened: tuple[int, str, date] | None
    synthetic: bool
    disputed: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The brokers in order; those set aside with score and obstacles; the bodies with the brokers in each."""

    brokers: tuple[Broker, ...]
    more: bool
    set_aside: tuple[tuple[str, int, tuple[str, ...]], ...]
    set_aside_in_all: int
    between: tuple[str, ...]
    bodies: tuple[tuple[str, tuple[str, ...]], ...]
    synthetic: bool
    disputed: bool


class View:
    """The world as one question sees it."""

    def __init__(self, facts: tuple[Fact, ...], asked: Question) -> None:
        self.seen, self.asked = Seen(facts, asked), asked
        self.parties = self.seen.standing("PARTY_TO")
        self.members = [fact for fact in self.seen.standing("MEMBER_OF") if fact.says["role"] != "suspended"]
        self.sides = [fact for fact in self.seen.standing("DISPUTES") if fact.says.get("side")]
        self.took_part = [fact for fact in self.seen.of("PARTICIPATED_IN") if fact.valid_from <= asked.on]
        self.nations = sorted({fact.start for fact in self.seen.facts if fact.label == "Nation"})

    def linking(self, one: str, other: str) -> tuple[str, ...]:
        """Agreements to which both are party, and to an asked obligation of which at least one is bound."""
        both = self._agreements(one) & self._agreements(other)
        return tuple(sorted(key for key in both if self._is_bound(one, key) or self._is_bound(other, key)))

    def securing(self, one: str, other: str) -> tuple[str, ...]:
        """Agreements to which both are party, and that a source says to be on the security of information."""
        secure = {
            fact.start
            for fact in self.seen.standing("ASSERTED_BY")
            if fact.says.get("kind") == "information_security" and fact.label == "Agreement"
        }
        return tuple(sorted(self._agreements(one) & self._agreements(other) & secure))

    def meetings(self, one: str, other: str) -> list[tuple[date, str]]:
        """The last common day and the key of each engagement in which both took part at the same time."""
        return [
            (min(self._last(mine), self._last(theirs)), mine.end)
            for mine in self.took_part
            for theirs in self.took_part
            if mine.start == one and theirs.start == other and mine.end == theirs.end and _overlap(mine, theirs)
        ]

    def last_contact(self, one: str, other: str) -> tuple[str, date] | None:
        """The latest engagement of both that was not over before what the question looks at."""
        found = [(day, key) for day, key in self.meetings(one, other) if self._looked_at(day)]
        if not found:
            return None
        day, key = max(found)
        return key, day

    def hosted(self, broker: str) -> tuple[int, str, date] | None:
        """The engagements of both nations in the last ten years that a nation hosted: how many, and the latest."""
        since = months_earlier(self.asked.on, 120)
        meetings = [met for met in self.meetings(self.asked.first, self.asked.second) if met[0] >= since]
        hosting = {fact.end for fact in self.took_part if fact.start == broker and fact.says["role"] == "host"}
        latest = {key: max(day for day, met in meetings if met == key) for _, key in meetings if key in hosting}
        if not latest:
            return None
        day, key = max((day, key) for key, day in latest.items())
        return len(latest), key, day

    def opposing(self, one: str, other: str) -> tuple[str, ...]:
        """Disputes in which the two are on different sides."""
        return tuple(sorted({key for key, same in self._sides(one, other) if not same}))

    def contradicted(self, one: str, other: str) -> bool:
        """Some records have the two on different sides, and others on one."""
        compared = set(self._sides(one, other))
        return any((key, True) in compared and (key, False) in compared for key, _ in compared)

    def bodies(self, *nations: str) -> tuple[str, ...]:
        """Bodies to which all of them belong."""
        belonging = [{fact.end for fact in self.members if fact.start == nation} for nation in nations]
        return tuple(sorted(set.intersection(*belonging)))

    def _agreements(self, nation: str) -> set[str]:
        return {fact.end for fact in self.parties if fact.start == nation}

    def _is_bound(self, nation: str, agreement: str) -> bool:
        return any(
            set(fact.says["obligations"]) & self.asked.obligations  # type: ignore[call-overload]
            for fact in self.parties
            if fact.start == nation and fact.end == agreement
        )

    def _last(self, fact: Fact) -> date:
        return self.asked.on if fact.valid_to is None or fact.valid_to > self.asked.on else fact.valid_to

    def _looked_at(self, day: date) -> bool:
        months = self.asked.contact_months
        return not months or day >= months_earlier(self.asked.on, months)

    def _sides(self, one: str, other: str) -> list[tuple[str, bool]]:
        return [
            (mine.end, mine.says["side"] == theirs.says["side"])
            for mine in self.sides
            for theirs in self.sides
            if mine.start == one and theirs.start == other and mine.end == theirs.end
        ]


def _overlap(one: Fact, other: Fact) -> bool:
    starts_in_time = other.valid_to is None or one.valid_from <= other.valid_to
    return starts_in_time and (one.valid_to is None or other.valid_from <= one.valid_to)


def months_earlier(day: date, months: int) -> date:
    """Month by month back; a day that the month does not have becomes its last."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 29 if month == 2 and is_leap else DAYS_OF_MONTH[month - 1]
    return date(year, month, min(day.day, last))


def full_months(day: date, until: date) -> int:
    """How many times the day of the month of `day` has come round by `until`."""
    months = 0
    while True:
        months += 1
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if (year, month + 1, day.day) > (until.year, until.month, until.day):
            return months - 1


def obstacles(view: View, nation: str, asked: Question) -> tuple[str, ...]:
    """What keeps a nation that is linked with both from being a broker."""
    ends = (asked.first, asked.second)
    found = []
    if not asked.allow_disputes and any(view.opposing(nation, end) for end in ends):
        found.append("in_dispute")
    if asked.contact_months and not all(view.last_contact(nation, end) for end in ends):
        found.append("no_recent_contact_known")
    if asked.require_security and not all(view.securing(nation, end) for end in ends):
        found.append("no_information_security_agreement_known")
    return tuple(found)


def points(view: View, nation: str, asked: Question) -> tuple[int, ...]:
    """For ties, contact, convening, bodies and reach: at most 30, 30, 20, 10 and 10."""
    ends = (asked.first, asked.second)
    fewest_links = min(len(view.linking(nation, end)) for end in ends)
    contacts = [contact for end in ends if (contact := view.last_contact(nation, end))]
    hosted = view.hosted(nation)
    secured = sum(bool(view.securing(nation, end)) for end in ends)
    return (
        min(30, 10 * fewest_links),
        max(0, 30 - full_months(min(day for _, day in contacts), asked.on)) if len(contacts) == 2 else 0,
        min(20, 10 * hosted[0]) if hosted else 0,
        min(10, 2 * len(view.bodies(nation, *ends))),
        5 * secured,
    )


def answer(facts: tuple[Fact, ...], asked: Question) -> Answer:
    """The answer to a question about two different nations that exist for the viewer."""
    view, ends = View(facts, asked), (asked.first, asked.second)
    linked = [
        nation for nation in view.nations if nation not in ends and all(view.linking(nation, end) for end in ends)
    ]
    able = [nation for nation in linked if not obstacles(view, nation, asked)]
    able.sort(key=lambda nation: (_in_dispute(view, nation, ends), -sum(points(view, nation, asked)), nation))
    aside = [
        (nation, sum(points(view, nation, asked)), found)
        for nation in linked
        if (found := obstacles(view, nation, asked))
    ]
    aside.sort(key=lambda each: (len(each[2]), -each[1], each[0]))
    brokers = tuple(_broker(view, nation, asked) for nation in able[: asked.limit])
    shown_disputes = [(asked.first, asked.second)] + [(each[0], end) for each in aside[: asked.limit] for end in ends]
    return Answer(
        brokers=brokers,
        more=len(able) > asked.limit,
        set_aside=tuple(aside[: asked.limit]),
        set_aside_in_all=len(aside),
        between=view.opposing(*ends),
        bodies=tuple(
            (key, tuple(broker.nation for broker in brokers if key in view.bodies(broker.nation, *ends)))
            for key in view.bodies(*ends)
        ),
        synthetic=any(broker.synthetic for broker in brokers)
        or any(_invented(_dispute_records(view, one, other)) for one, other in shown_disputes)
        or any(fact.synthetic for fact in view.members if fact.start in ends and fact.end in view.bodies(*ends)),
        disputed=any(broker.disputed for broker in brokers)
        or any(view.contradicted(one, other) for one, other in shown_disputes),
    )


def _in_dispute(view: View, nation: str, ends: tuple[str, str]) -> bool:
    return any(view.opposing(nation, end) for end in ends)


def _broker(view: View, nation: str, asked: Question) -> Broker:
    ends = (asked.first, asked.second)
    first, second = (
        Tie(
            links=view.linking(nation, end),
            contact=view.last_contact(nation, end),
            security=view.securing(nation, end),
            disputes=view.opposing(nation, end),
        )
        for end in ends
    )
    return Broker(
        nation=nation,
        points=points(view, nation, asked),
        ties=(first, second),
        bodies=view.bodies(nation, *ends),
        convened=view.hosted(nation),
        synthetic=_invented(_records(view, nation, ends)),
        disputed=any(view.contradicted(nation, end) for end in ends),
    )


def _records(view: View, nation: str, ends: tuple[str, str]) -> Iterable[Fact]:
    """Every record that a broker is shown with."""
    for end in ends:
        agreements = {*view.linking(nation, end), *view.securing(nation, end)}
        yield from (fact for fact in view.parties if fact.end in agreements and fact.start in (nation, end))
        contact = view.last_contact(nation, end)
        yield from (
            fact for fact in view.took_part if contact and fact.end == contact[0] and fact.start in (nation, end)
        )
        yield from _dispute_records(view, nation, end)
    yield from (fact for fact in view.members if fact.start == nation and fact.end in view.bodies(nation, *ends))
    hosted = view.hosted(nation)
    yield from (fact for fact in view.took_part if hosted and fact.end == hosted[1] and fact.start in (nation, *ends))


def _dispute_records(view: View, one: str, other: str) -> Iterable[Fact]:
    opposing = view.opposing(one, other)
    return [fact for fact in view.sides if fact.end in opposing and fact.start in (one, other)]


def _invented(records: Iterable[Fact]) -> bool:
    return any(fact.synthetic for fact in records)
