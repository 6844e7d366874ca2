"""Who could be a broker, and who is the better one: from facts alone, without the graph."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.alliances.model import ObligationKind
from app.brokers.model import BrokerMeasure, BrokerObstacle, BrokerPart, BrokerRule
from app.graph.client import Row

TIE_POINTS, MOST_TIES = 10, 3
CONTACT_POINTS = 30
CONVENING_POINTS, MOST_CONVENINGS = 10, 2
CONVENING_MONTHS = 120
"""Who hosted both longer than ten years ago did so with other people, and may be unable to now."""
BODY_POINTS, MOST_BODIES = 2, 5
REACH_POINTS = 10

RULES = (
    BrokerRule(
        measure=BrokerMeasure.TIES,
        most=TIE_POINTS * MOST_TIES,
        rule=f"{TIE_POINTS} for each agreement that links it with the nation that it has fewer links with, at most "
        f"{MOST_TIES}: a broker is as close as its weaker tie.",
    ),
    BrokerRule(
        measure=BrokerMeasure.CONTACT,
        most=CONTACT_POINTS,
        rule=f"{CONTACT_POINTS}, less one for each whole month since it last met the nation that it has not met for "
        "longer; what was over before `contactSince` is not looked at.",
    ),
    BrokerRule(
        measure=BrokerMeasure.CONVENING,
        most=CONVENING_POINTS * MOST_CONVENINGS,
        rule=f"{CONVENING_POINTS} for each engagement of both nations that it hosted in the last "
        f"{CONVENING_MONTHS // 12} years, at most {MOST_CONVENINGS}.",
    ),
    BrokerRule(
        measure=BrokerMeasure.BODIES,
        most=BODY_POINTS * MOST_BODIES,
        rule=f"{BODY_POINTS} for each body to which all three belong, at most {MOST_BODIES}.",
    ),
    BrokerRule(
        measure=BrokerMeasure.REACH,
        most=REACH_POINTS,
        rule=f"{REACH_POINTS} where it has an agreement on the security of information with both, half where with one.",
    ),
)
"""Sixty of a hundred points are for what binds and whom it met of late, on the weaker side; forty are for the means to
convene. The figures are this project's own, as no published scale is known; answers show them."""

_MOST = {rule.measure: rule.most for rule in RULES}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The agreements of a nation on a day, of those to which one of the two nations is party."""

    name: str
    agreements: frozenset[str]
    binding: frozenset[str]
    securing: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """The last engagement of a nation with another, or that it hosted, and how often it did."""

    engagement: str
    day: date
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class DisputeSides:
    """A dispute, and the sides that records give to nations in it: each record is a row of `brokers/disputes`."""

    name: str
    kind: str
    subject: str | None
    records: Mapping[str, Sequence[Row]]

    def opposes(self, one: str, other: str) -> bool:
        """Whether some record has the two on different sides."""
        return any(mine != theirs for mine, theirs in self._pairs(one, other))

    def contradictory(self, one: str, other: str) -> bool:
        """Whether some records have the two on one side, and some do not."""
        return len({mine == theirs for mine, theirs in self._pairs(one, other)}) > 1

    def _pairs(self, one: str, other: str) -> list[tuple[str, str]]:
        return [
            (mine["side"], theirs["side"])
            for mine in self.records.get(one, ())
            for theirs in self.records.get(other, ())
        ]


@dataclass(frozen=True, kw_only=True)
class CommonBody:
    """A body to which both nations belong, and all those nations that do among them and the candidates."""

    name: str
    kind: str
    members: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class BrokerFacts:
    """All that decides who is a broker between two nations on a day, by key."""

    ends: tuple[str, str]
    standings: Mapping[str, Standing]
    contacts: Mapping[tuple[str, str], Meeting]
    """Of a candidate with one of the two."""
    convened: Mapping[str, Meeting]
    disputes: Mapping[str, DisputeSides]
    bodies: Mapping[str, CommonBody]

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """The nations that are linked with both, by key."""
        return tuple(key for key in sorted(self.standings) if key not in self.ends and all(self.links(key).values()))

    def links(self, broker: str) -> dict[str, tuple[str, ...]]:
        """The agreements that link a nation with each of the two, by key."""
        return {end: tuple(sorted(self._linking(broker, end))) for end in self.ends}

    def security(self, broker: str) -> dict[str, tuple[str, ...]]:
        """The agreements on the security of information that a nation has with each of the two, by key."""
        return {end: tuple(sorted(self._securing(broker) & self._securing(end))) for end in self.ends}

    def opposing(self, one: str, other: str) -> tuple[str, ...]:
        """The disputes that stand between two nations, by key."""
        return tuple(key for key, dispute in sorted(self.disputes.items()) if dispute.opposes(one, other))

    def common_bodies(self, broker: str) -> tuple[str, ...]:
        """The bodies to which a nation and both others belong, by key."""
        return tuple(key for key, body in sorted(self.bodies.items()) if broker in body.members)

    def _securing(self, nation: str) -> frozenset[str]:
        return self.standings[nation].securing if nation in self.standings else frozenset()

    def _linking(self, broker: str, end: str) -> frozenset[str]:
        if end not in self.standings:
            return frozenset()
        one, other = self.standings[broker], self.standings[end]
        return (one.agreements & other.agreements) & (one.binding | other.binding)


@dataclass(frozen=True, kw_only=True)
class BrokerTerms:
    """What a broker has to have, and how many are wanted."""

    on: date
    obligations: tuple[ObligationKind, ...]
    contact_since: date | None
    allow_disputes: bool
    require_security: bool
    limit: int

    @property
    def convening_since(self) -> date:
        """What was hosted before is not looked at."""
        return months_before(self.on, CONVENING_MONTHS)


@dataclass(frozen=True, kw_only=True)
class RankedBroker:
    """A nation that is linked with both: the points of each measure, and what keeps it from being a broker."""

    nation: str
    parts: tuple[BrokerPart, ...]
    in_dispute: bool
    obstacles: tuple[BrokerObstacle, ...]

    @property
    def score(self) -> int:
        """The sum of its parts."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The best brokers in order, and those that are linked with both but set aside."""

    brokers: tuple[RankedBroker, ...]
    more: bool
    set_aside: tuple[RankedBroker, ...]
    set_aside_in_all: int


def ranking_of(facts: BrokerFacts, terms: BrokerTerms) -> Ranking:
    """The brokers by what is known, and those set aside that are nearest to being brokers."""
    candidates = [_ranked(facts, nation, terms) for nation in facts.candidates]
    able = sorted(
        (candidate for candidate in candidates if not candidate.obstacles),
        key=lambda broker: (broker.in_dispute, -broker.score, broker.nation),
    )
    aside = sorted(
        (candidate for candidate in candidates if candidate.obstacles),
        key=lambda candidate: (len(candidate.obstacles), -candidate.score, candidate.nation),
    )
    return Ranking(
        brokers=tuple(able[: terms.limit]),
        more=len(able) > terms.limit,
        set_aside=tuple(aside[: terms.limit]),
        set_aside_in_all=len(aside),
    )


def _obstacles(facts: BrokerFacts, nation: str, terms: BrokerTerms) -> Iterable[BrokerObstacle]:
    if not terms.allow_disputes and _in_dispute(facts, nation):
        yield BrokerObstacle.IN_DISPUTE
    if terms.contact_since is not None:
        met = [facts.contacts.get((nation, end)) for end in facts.ends]
        if any(contact is None or contact.day < terms.contact_since for contact in met):
            yield BrokerObstacle.NO_RECENT_CONTACT_KNOWN
    if terms.require_security and not all(facts.security(nation).values()):
        yield BrokerObstacle.NO_INFORMATION_SECURITY_AGREEMENT_KNOWN


def _in_dispute(facts: BrokerFacts, nation: str) -> bool:
    return any(facts.opposing(nation, end) for end in facts.ends)


def _ranked(facts: BrokerFacts, nation: str, terms: BrokerTerms) -> RankedBroker:
    parts = (
        _ties(facts, nation),
        _contact(facts, nation, terms.on),
        _convening(facts, nation),
        _common(facts, nation),
        _reach(facts, nation),
    )
    return RankedBroker(
        nation=nation,
        parts=parts,
        in_dispute=_in_dispute(facts, nation),
        obstacles=tuple(_obstacles(facts, nation, terms)),
    )


def _ties(facts: BrokerFacts, nation: str) -> BrokerPart:
    fewest = min(len(links) for links in facts.links(nation).values())
    return _part(BrokerMeasure.TIES, TIE_POINTS * fewest, f"{_counted(fewest, 'agreement')} on the weaker side")


def _contact(facts: BrokerFacts, nation: str, on: date) -> BrokerPart:
    met = [facts.contacts[nation, end].day for end in facts.ends if (nation, end) in facts.contacts]
    if len(met) < len(facts.ends):
        return _part(BrokerMeasure.CONTACT, 0, "no contact with both is known that counts")
    months = whole_months(min(met), on)
    return _part(BrokerMeasure.CONTACT, CONTACT_POINTS - months, f"both met within {_counted(months + 1, 'month')}")


def _convening(facts: BrokerFacts, nation: str) -> BrokerPart:
    times = facts.convened[nation].times if nation in facts.convened else 0
    return _part(BrokerMeasure.CONVENING, CONVENING_POINTS * times, f"hosted both {_counted(times, 'time')}")


def _common(facts: BrokerFacts, nation: str) -> BrokerPart:
    shared = len(facts.common_bodies(nation))
    because = f"all three belong to {shared} {'body' if shared == 1 else 'bodies'}"
    return _part(BrokerMeasure.BODIES, BODY_POINTS * shared, because)


def _reach(facts: BrokerFacts, nation: str) -> BrokerPart:
    reached = sum(1 for agreements in facts.security(nation).values() if agreements)
    because = f"an agreement on the security of information with {('neither', 'one', 'both')[reached]}"
    return _part(BrokerMeasure.REACH, REACH_POINTS * reached // 2, because)


def _part(measure: BrokerMeasure, points: int, because: str) -> BrokerPart:
    most = _MOST[measure]
    return BrokerPart(measure=measure, points=max(0, min(points, most)), most=most, because=because)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(day: date, until: date) -> int:
    """The whole months from a day to a later one: from 31 January to 28 February there is none."""
    return (until.year - day.year) * 12 + until.month - day.month - (until.day < day.day)


def disputes_from(rows: Iterable[Row]) -> dict[str, DisputeSides]:
    """The disputes in rows of `brokers/disputes`."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["dispute"]].append(row)
    return {key: _dispute(records) for key, records in grouped.items()}


def _dispute(records: Sequence[Row]) -> DisputeSides:
    by_nation: dict[str, list[Row]] = defaultdict(list)
    for row in records:
        by_nation[row["nation"]].append(row)
    first = records[0]
    return DisputeSides(name=first["name"], kind=first["kind"], subject=first["subject"], records=by_nation)
