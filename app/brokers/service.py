"""Who could bring two nations together?"""

from asyncio import gather
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from app.answers.asking import Asking, begin
from app.brokers.evidence import BrokerEvidence
from app.brokers.model import Broker, BrokerDispute, Brokers, BrokersQuestion, ConveningBody
from app.brokers.ranking import (
    RULES,
    BrokerFacts,
    BrokerTerms,
    CommonBody,
    Meeting,
    Ranking,
    Standing,
    disputes_from,
    months_before,
    ranking_of,
)
from app.graph.client import GraphClient, Row
from app.nations.service import refuse_one_nation
from app.record.releasability import Viewer

LATELY_MONTHS = 36
"""Within so many months most nations that ever met have met again; all of history takes ten times as long."""


async def brokers(graph: GraphClient, question: BrokersQuestion, *, viewer: Viewer) -> Brokers:
    """The nations that are linked with both of two nations, the likeliest brokers first, each with its reasons.

    Two parties of an agreement are linked when both are parties on that day and at least one of the two is bound to
    one of the asked obligations. Who is linked with both but stands in a dispute with one of them, or is not known to
    have met both of late, is set aside with the reason: `allowDisputes` and `contactMonths` say otherwise. Two nations
    have met when both themselves took part in an engagement at the same time. What is not known counts for nothing,
    but it is not denied. The bodies to which both nations belong are listed apart. Nobody is a normal answer.
    """
    asking = await begin(graph, question, viewer=viewer)
    nations = await asking.nations({"from": [question.from_], "to": [question.to]})
    first, second = nations[question.from_], nations[question.to]
    refuse_one_nation(nations, from_=question.from_, to=question.to)

    terms = broker_terms(question, asking.on)
    facts = await read_broker_facts(asking, terms, first.key, second.key)
    ranking = ranking_of(facts, terms)
    evidence = await _read_evidence(asking, facts, ranking)
    found = tuple(evidence.broker(ranked, question.obligations) for ranked in ranking.brokers)
    aside = tuple(evidence.set_aside(candidate) for candidate in ranking.set_aside)
    between = evidence.disputes(first.key, second.key)
    bodies = evidence.bodies([broker.nation for broker in found])
    standing = (*between, *(dispute for each in aside for dispute in each.disputes))
    return Brokers(
        from_nation=first,
        to_nation=second,
        obligations=question.obligations,
        contact_since=terms.contact_since,
        between=between,
        brokers=found,
        more=ranking.more,
        set_aside=aside,
        set_aside_in_all=ranking.set_aside_in_all,
        bodies=bodies,
        rules=RULES,
        complete=True,
        synthetic=_synthetic(found, standing, bodies),
        disputed=any(broker.disputed for broker in found) or any(dispute.disputed for dispute in standing),
        **asking.says,
    )


def broker_terms(question: BrokersQuestion, on: date) -> BrokerTerms:
    """What a broker has to have on a day."""
    return BrokerTerms(
        on=on,
        obligations=question.obligations,
        contact_since=months_before(on, question.contact_months) if question.contact_months else None,
        allow_disputes=question.allow_disputes,
        require_security=question.require_information_security,
        limit=question.limit,
    )


async def read_broker_facts(asking: Asking, terms: BrokerTerms, first: str, second: str) -> BrokerFacts:
    """All that decides who is a broker between two nations, by key."""
    ends = {"nation": first, "other": second}
    linked = await asking.read("brokers/linked", **ends, obligations=list(terms.obligations))
    standings = {row["nation"]: _standing(row) for row in linked}
    alone = BrokerFacts(ends=(first, second), standings=standings, contacts={}, convened={}, disputes={}, bodies={})
    candidates = list(alone.candidates)
    all_nations = sorted({first, second, *candidates})
    contacts, convened, disputes, bodies = await gather(
        _contacts(asking, ends, candidates, since=terms.contact_since),
        asking.read("brokers/convened", **ends, brokers=candidates, since=terms.convening_since),
        asking.read("brokers/disputes", **ends, nations=all_nations),
        asking.read("brokers/bodies", **ends, nations=all_nations),
    )
    return BrokerFacts(
        ends=(first, second),
        standings=standings,
        contacts={(row["broker"], row["nation"]): _meeting(row) for row in contacts},
        convened={row["broker"]: _meeting(row) for row in convened},
        disputes=disputes_from(disputes),
        bodies={row["body"]: _body(row) for row in bodies},
    )


async def _contacts(
    asking: Asking, ends: Mapping[str, str], candidates: Sequence[str], *, since: date | None
) -> list[Row]:
    """When each candidate last met each of the two. Only who has not met both of late is looked for further back."""
    of_late = months_before(asking.on, LATELY_MONTHS)
    if since is not None and of_late <= since:
        return await asking.read("brokers/contacts", **ends, brokers=candidates, since=since)
    found = await asking.read("brokers/contacts", **ends, brokers=candidates, since=of_late)
    met = Counter(row["broker"] for row in found)
    others = [nation for nation in candidates if met[nation] < len(ends)]
    if not others:
        return found
    of_ever = await asking.read("brokers/contacts", **ends, brokers=others, since=since)
    return [*(row for row in found if met[row["broker"]] == len(ends)), *of_ever]


def _standing(row: Row) -> Standing:
    return Standing(
        name=row["name"],
        agreements=frozenset(row["agreements"]),
        binding=frozenset(row["binding"]),
        securing=frozenset(row["securing"]),
    )


def _meeting(row: Row) -> Meeting:
    return Meeting(engagement=row["engagement"], day=row["day"], times=row.get("times", 1))


def _body(row: Row) -> CommonBody:
    return CommonBody(name=row["name"], kind=row["kind"], members=frozenset(row["members"]))


async def _read_evidence(asking: Asking, facts: BrokerFacts, ranking: Ranking) -> BrokerEvidence:
    """The records behind what is shown of the ranked brokers and of the bodies."""
    shown = [ranked.nation for ranked in ranking.brokers]
    nations = sorted({*facts.ends, *shown})
    parties = {"agreements": _agreements(facts, shown), "nations": nations}
    commitments, coded, memberships, participations = await gather(
        asking.read("alliances/commitments", **parties),
        asking.read("alliances/coded", **parties),
        asking.read("brokers/memberships", bodies=sorted(facts.bodies), nations=nations),
        asking.read("brokers/participations", engagements=_engagements(facts, shown), nations=nations),
    )
    return BrokerEvidence(
        facts,
        on=asking.on,
        commitments=commitments,
        coded=coded,
        memberships=memberships,
        participations=participations,
    )


def _agreements(facts: BrokerFacts, shown: list[str]) -> list[str]:
    return sorted(
        {
            agreement
            for nation in shown
            for through in (facts.links(nation), facts.security(nation))
            for agreements in through.values()
            for agreement in agreements
        }
    )


def _engagements(facts: BrokerFacts, shown: list[str]) -> list[str]:
    met = [facts.contacts.get((nation, end)) for nation in shown for end in facts.ends]
    hosted = [facts.convened.get(nation) for nation in shown]
    return sorted({meeting.engagement for meeting in (*met, *hosted) if meeting})


def _synthetic(
    found: tuple[Broker, ...], standing: tuple[BrokerDispute, ...], bodies: tuple[ConveningBody, ...]
) -> bool:
    return (
        any(broker.synthetic for broker in found)
        or any(record.synthetic for dispute in standing for record in dispute.records)
        or any(record.synthetic for body in bodies for record in body.memberships)
    )
