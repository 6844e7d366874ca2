"""The records behind brokers, and brokers as they are shown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.alliances.evidence import Evidence
from app.alliances.model import AllianceLink, ObligationKind
from app.answers.asking import sourced
from app.brokers.model import (
    Broker,
    BrokerBody,
    BrokerConvening,
    BrokerDispute,
    BrokerDisputeSide,
    BrokerEngagement,
    BrokerMembership,
    BrokerParticipation,
    BrokerSetAside,
    BrokerTie,
    ConveningBody,
)
from app.brokers.ranking import BrokerFacts, Meeting, RankedBroker
from app.graph.client import Row
from app.nations.model import Nation


class BrokerEvidence:
    """The facts of an answer, and the rows of `alliances/commitments`, `alliances/coded`, `brokers/memberships` and
    `brokers/participations` behind what is shown of them.
    """

    def __init__(
        self,
        facts: BrokerFacts,
        *,
        on: date,
        commitments: Iterable[Row],
        coded: Iterable[Row],
        memberships: Iterable[Row],
        participations: Iterable[Row],
    ) -> None:
        self._facts = facts
        self._links = Evidence(commitments, coded, on=on)
        self._memberships = _grouped(memberships, "body")
        self._participations = _grouped(participations, "engagement")

    def broker(self, ranked: RankedBroker, obligations: Sequence[ObligationKind]) -> Broker:
        """A broker with its reasons and their records."""
        key, facts = ranked.nation, self._facts
        ties = tuple(self._tie(key, end, obligations) for end in facts.ends)
        bodies = tuple(self._common_body(body, key) for body in facts.common_bodies(key))
        convened = self._convening(key)
        return Broker(
            nation=Nation(key=key, name=facts.standings[key].name),
            score=ranked.score,
            parts=ranked.parts,
            ties=ties,
            bodies=bodies,
            convened=convened,
            synthetic=any(_invented(ties, bodies, convened)),
            disputed=any(link.doubts for tie in ties for link in _links(tie))
            or any(dispute.disputed for tie in ties for dispute in tie.disputes),
        )

    def set_aside(self, ranked: RankedBroker) -> BrokerSetAside:
        """A nation that is no broker, with what stands between it and the two."""
        key, facts = ranked.nation, self._facts
        return BrokerSetAside(
            nation=Nation(key=key, name=facts.standings[key].name),
            score=ranked.score,
            obstacles=ranked.obstacles,
            disputes=tuple(dispute for end in facts.ends for dispute in self.disputes(key, end)),
        )

    def disputes(self, one: str, other: str) -> tuple[BrokerDispute, ...]:
        """What stands between two nations, with the records of both."""
        return tuple(self._dispute(key, one, other) for key in self._facts.opposing(one, other))

    def bodies(self, brokers: Sequence[Nation]) -> tuple[ConveningBody, ...]:
        """The bodies to which both nations belong, with the brokers that do too."""
        return tuple(
            ConveningBody(
                body=key,
                name=body.name,
                kind=body.kind,
                memberships=tuple(record for end in self._facts.ends for record in self._membership(key, end)),
                brokers=tuple(broker for broker in brokers if broker.key in body.members),
            )
            for key, body in sorted(self._facts.bodies.items())
        )

    def _tie(self, broker: str, end: str, obligations: Sequence[ObligationKind]) -> BrokerTie:
        facts = self._facts
        contact = facts.contacts.get((broker, end))
        return BrokerTie(
            nation=Nation(key=end, name=facts.standings[end].name),
            links=tuple(self._links.link(key, broker, end, obligations) for key in facts.links(broker)[end]),
            last_contact=self._engagement(contact, (broker, end)) if contact else None,
            information_security=tuple(
                self._links.link(key, broker, end, (ObligationKind.INFORMATION_SHARING,))
                for key in facts.security(broker)[end]
            ),
            disputes=self.disputes(broker, end),
        )

    def _engagement(self, meeting: Meeting, nations: Sequence[str]) -> BrokerEngagement:
        rows = self._participations[meeting.engagement]
        return BrokerEngagement(
            engagement=meeting.engagement,
            name=rows[0]["name"],
            kind=rows[0]["kind"],
            day=meeting.day,
            records=tuple(
                BrokerParticipation(nation=_nation(row), role=row["role"], **sourced(row))
                for nation in nations
                for row in rows
                if row["nation"] == nation
            ),
        )

    def _convening(self, broker: str) -> BrokerConvening | None:
        meeting = self._facts.convened.get(broker)
        if meeting is None:
            return None
        return BrokerConvening(times=meeting.times, last=self._engagement(meeting, (broker, *self._facts.ends)))

    def _common_body(self, body: str, nation: str) -> BrokerBody:
        return BrokerBody(body=body, name=self._facts.bodies[body].name, memberships=self._membership(body, nation))

    def _membership(self, body: str, nation: str) -> tuple[BrokerMembership, ...]:
        return tuple(
            BrokerMembership(nation=_nation(row), role=row["role"], **sourced(row))
            for row in self._memberships[body]
            if row["nation"] == nation
        )

    def _dispute(self, key: str, one: str, other: str) -> BrokerDispute:
        dispute = self._facts.disputes[key]
        return BrokerDispute(
            dispute=key,
            name=dispute.name,
            kind=dispute.kind,
            subject=dispute.subject,
            disputed=dispute.contradictory(one, other),
            records=tuple(
                BrokerDisputeSide(nation=_nation(row), side=row["side"], role=row["role"], **sourced(row))
                for nation in (one, other)
                for row in dispute.records[nation]
            ),
        )


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return grouped


def _nation(row: Row) -> Nation:
    return Nation(key=row["nation"], name=row["nationName"])


def _links(tie: BrokerTie) -> tuple[AllianceLink, ...]:
    return tie.links + tie.information_security


def _invented(
    ties: Iterable[BrokerTie], bodies: Iterable[BrokerBody], convened: BrokerConvening | None
) -> Iterator[bool]:
    """Whether each record behind a broker is invented."""
    for tie in ties:
        yield from (record.synthetic for link in _links(tie) for record in link.commitments)
        yield from (record.synthetic for record in (tie.last_contact.records if tie.last_contact else ()))
        yield from (record.synthetic for dispute in tie.disputes for record in dispute.records)
    yield from (record.synthetic for body in bodies for record in body.memberships)
    yield from (record.synthetic for record in (convened.last.records if convened else ()))
