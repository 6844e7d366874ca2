"""The questions and lists of a service, as methods. Generated: `entente schema --client` prints it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

import pandas as pd

from entente_client.answer import Answer

AttentionKind = Literal[
    "ending_agreement", "lapsed_series", "vacant_post", "ending_post", "no_objective", "stale_facts", "contradiction"
]
CentralityMeasure = Literal["degree", "strength", "betweenness", "eigenvector"]
DisasterKind = Literal["earthquake", "tsunami", "storm", "flood", "volcano", "drought", "wildfire", "epidemic"]
HistoryKind = Literal[
    "joint_exercise",
    "staff_talks",
    "defence_dialogue",
    "strategic_consultation",
    "high_level_visit",
    "port_call",
    "informational_exchange",
    "training_course",
    "education_exchange",
    "confidence_building_measure",
    "transparency_measure",
    "forum",
    "hadr_mission",
    "peace_operation",
]
NetworkKind = Literal["alliance", "exercise"]
ObligationKind = Literal[
    "defence",
    "offence",
    "neutrality",
    "non-aggression",
    "consultation",
    "entente",
    "access",
    "logistics",
    "information_sharing",
    "training",
    "procurement",
]
SearchLabel = Literal[
    "Nation",
    "Organization",
    "Agreement",
    "Obligation",
    "Unit",
    "AttachePost",
    "Engagement",
    "EngagementSeries",
    "Initiative",
    "Capability",
    "Standard",
    "Requirement",
    "Dispute",
    "InformationBarrier",
    "Domain",
]


class Questions:
    """What can be asked. Days are dates, or text as YYYY-MM-DD; nations are given by code, name or alias."""

    def _ask(self, question: str, given: Mapping[str, Any]) -> Answer:
        raise NotImplementedError

    def _list(self, path: str, given: Mapping[str, Any], *, limit: int | None) -> pd.DataFrame:
        raise NotImplementedError

    def search(
        self,
        text: str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        labels: Sequence[SearchLabel] | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Which entities answer to a name, a code, or the beginning of one?

        text: Name, short name, alias or code, or its beginning.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        labels: Kinds of entities to look for. Default: all.
        limit: Most entities in the answer. Default: 10.
        """
        return self._ask(
            "search",
            {"text": text, "on": on, "knownOn": known_on, "sources": sources, "labels": labels, "limit": limit},
        )

    def alliance_paths(
        self,
        from_: str,
        to: str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        obligations: Sequence[ObligationKind] | None = None,
        avoid: Sequence[str] | None = None,
        avoid_agreements: Sequence[str] | None = None,
        since: date | str | None = None,
        max_hops: int | None = None,
        limit: int | None = None,
    ) -> Answer:
        """How are two nations allied on a day, and through whom?

        from_: Nation: code, name or alias.
        to: Nation: code, name or alias.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        obligations: Obligations that link two nations, any of them. Default: defence.
        avoid: Nations that no path may touch.
        avoid_agreements: Keys of agreements that shall not count.
        since: With it: paths that held on some day from then until `on`.
        max_hops: Most hops of a path. Default: 4.
        limit: Most paths in the answer. Default: 5.
        """
        return self._ask(
            "alliance-paths",
            {
                "from": from_,
                "to": to,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "obligations": obligations,
                "avoid": avoid,
                "avoidAgreements": avoid_agreements,
                "since": since,
                "maxHops": max_hops,
                "limit": limit,
            },
        )

    def alliance_path_changes(
        self,
        from_: str,
        to: str,
        since: date | str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        obligations: Sequence[ObligationKind] | None = None,
        avoid: Sequence[str] | None = None,
        avoid_agreements: Sequence[str] | None = None,
        max_hops: int | None = None,
        limit: int | None = None,
    ) -> Answer:
        """How do the alliance paths between two nations differ between two days?

        from_: Nation: code, name or alias.
        to: Nation: code, name or alias.
        since: The earlier day, YYYY-MM-DD.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        obligations: Obligations that link two nations, any of them. Default: defence.
        avoid: Nations that no path may touch.
        avoid_agreements: Keys of agreements that shall not count.
        max_hops: Most hops of a path. Default: 3.
        limit: Most lost and most gained paths in the answer. Default: 10.
        """
        return self._ask(
            "alliance-path-changes",
            {
                "from": from_,
                "to": to,
                "since": since,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "obligations": obligations,
                "avoid": avoid,
                "avoidAgreements": avoid_agreements,
                "maxHops": max_hops,
                "limit": limit,
            },
        )

    def commitments(
        self,
        nation: str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        obligations: Sequence[ObligationKind] | None = None,
        max_hops: int | None = None,
        against: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Answer:
        """If a nation is attacked, who is bound to defend it, and whom must it defend?

        nation: Nation: code, name or alias.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        obligations: Kinds of obligation, each kept apart. Default: defence.
        max_hops: Most bonds in a chain. Default: 2.
        against: Attackers to look for conflicts with. Default: its opponents in disputes.
        limit: Most bonds of a kind and direction in the answer. Default: 100.
        """
        return self._ask(
            "commitments",
            {
                "nation": nation,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "obligations": obligations,
                "maxHops": max_hops,
                "against": against,
                "limit": limit,
            },
        )

    def interoperability_gaps(
        self,
        requirement: str,
        forces: Sequence[str],
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        ways: int | None = None,
    ) -> Answer:
        """What stands between forces that shall do something together, and what would close it?

        requirement: Key of a requirement profile, an engagement or a series, such as mission-hadr or cobra-gold.
        forces: Two to eight forces: nations by code, name or alias; units and bodies by key.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        ways: Most ways to close each gap in the answer. Default: 3.
        """
        return self._ask(
            "interoperability-gaps",
            {
                "requirement": requirement,
                "forces": forces,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "ways": ways,
            },
        )

    def exchange_history(
        self,
        between: Sequence[str],
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        since: date | str | None = None,
        kinds: Sequence[HistoryKind] | None = None,
        limit: int | None = None,
    ) -> Answer:
        """What have nations, bodies, units or posts done together, and what has gone quiet?

        between: Nations by code, name or alias; organisations, units and attaché posts by key. A key as it is
            written comes first: au is the African Union, AU is Australia.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        since: First day of the period. Default: twenty years before `on`.
        kinds: Kinds of engagement. Default: all.
        limit: Most engagements in the timeline. Default: 200.
        """
        return self._ask(
            "exchange-history",
            {
                "between": between,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "since": since,
                "kinds": kinds,
                "limit": limit,
            },
        )

    def brokers(
        self,
        from_: str,
        to: str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        obligations: Sequence[ObligationKind] | None = None,
        contact_months: int | None = None,
        allow_disputes: int | None = None,
        require_information_security: int | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Who could bring two nations together?

        from_: Nation: code, name or alias.
        to: Nation: code, name or alias.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        obligations: Obligations that link a broker with each of the two, any of them. Default: defence,
            consultation.
        contact_months: A broker has met each of the two within so many months. 0 or null: no such condition.
            Default: 24.
        allow_disputes: Also those that stand in a dispute with one of the two. Default: False.
        require_information_security: Only those with an agreement on the security of information with each of the
            two. Default: False.
        limit: Most brokers in the answer, and most that are set aside. Default: 10.
        """
        return self._ask(
            "brokers",
            {
                "from": from_,
                "to": to,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "obligations": obligations,
                "contactMonths": contact_months,
                "allowDisputes": allow_disputes,
                "requireInformationSecurity": require_information_security,
                "limit": limit,
            },
        )

    def what_if(
        self,
        changes: Sequence[Mapping[str, Any] | str],
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        between: Sequence[str] | None = None,
        nations: Sequence[str] | None = None,
        forces: Sequence[str] | None = None,
        requirement: str | None = None,
        obligations: Sequence[ObligationKind] | None = None,
        max_hops: int | None = None,
        limit: int | None = None,
    ) -> Answer:
        """What would change if a nation withdrew, joined, or lost something?

        changes: What is supposed to have happened before the day asked about, in this order, in words: `withdrawal
            NATION AGREEMENT` · `expiry AGREEMENT` · `accession NATION AGREEMENT [OBLIGATION,OBLIGATION]` ·
            `agreement NATION,NATION OBLIGATION,OBLIGATION [KIND]` · `loss NATION CAPABILITY`
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        between: Two nations whose alliance paths and brokers are compared.
        nations: Nations whose commitments are compared. Default: those that the changes name.
        forces: Forces whose gaps are compared.
        requirement: Key of what the forces are measured by.
        obligations: Obligations that link and bind. Default: defence.
        max_hops: Most hops of a path. Default: 3.
        limit: Most lost and most gained pairs and paths in the answer. Default: 20.
        """
        return self._ask(
            "what-if",
            {
                "changes": changes,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "between": between,
                "nations": nations,
                "forces": forces,
                "requirement": requirement,
                "obligations": obligations,
                "maxHops": max_hops,
                "limit": limit,
            },
        )

    def hadr_response(
        self,
        nation: str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        disaster: DisasterKind | None = None,
        helpers: Sequence[str] | None = None,
        years: int | None = None,
        max_km: int | None = None,
        max_days: int | None = None,
        max_cost_usd: float | None = None,
        limit: int | None = None,
    ) -> Answer:
        """After a disaster in a nation, who can help with what?

        nation: Stricken nation: code, name or alias.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        disaster: What struck; it decides what is needed most.
        helpers: Only these nations. Default: all of which help is on record.
        years: How many years of past missions count. Default: 20.
        max_km: Farthest distance between the capitals, in km.
        max_days: Most days until the first aircraft is there.
        max_cost_usd: Highest median declared cost of a helper's past missions there.
        limit: Most helpers in the answer. Default: 20.
        """
        return self._ask(
            "hadr-response",
            {
                "nation": nation,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "disaster": disaster,
                "helpers": helpers,
                "years": years,
                "maxKm": max_km,
                "maxDays": max_days,
                "maxCostUsd": max_cost_usd,
                "limit": limit,
            },
        )

    def sharing(
        self,
        from_: str,
        to: str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        marking: int | None = None,
        subject: str | None = None,
    ) -> Answer:
        """May one nation share this with another, under which agreement, and what stops it?

        from_: Nation or body: code, name or alias.
        to: Nation or body: code, name or alias.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        marking: Marking of what is to be shared, 0 unclassified to 4 top secret. Default: the highest of the
            subject's facts that the asker may see, else 1 restricted.
        subject: What it is about: key of anything known, or name of an agreement, initiative, capability or body.
        """
        return self._ask(
            "sharing",
            {
                "from": from_,
                "to": to,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "marking": marking,
                "subject": subject,
            },
        )

    def engagement_balance(
        self,
        subject: str,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        since: date | str | None = None,
        powers: Sequence[str] | None = None,
        weights: Sequence[Mapping[str, Any] | str] | None = None,
        limit: int | None = None,
    ) -> Answer:
        """How is engagement with the major powers weighted, year by year?

        subject: Nation (code, name or alias), or UN M49 sub-region such as South-eastern Asia; `region:` before a
            name says that the region is meant.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        since: First day, YYYY-MM-DD. Default: the first of January nine years before the day asked about.
        powers: Nations to weigh. Default: the major powers of that day by the Correlates of War.
        weights: Weights of kinds of ties, such as port_call=2, in place of the usual ones.
        limit: Most records of evidence for each power. Default: 5.
        """
        return self._ask(
            "engagement-balance",
            {
                "subject": subject,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "since": since,
                "powers": powers,
                "weights": weights,
                "limit": limit,
            },
        )

    def network_structure(
        self,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        network: NetworkKind | None = None,
        obligations: Sequence[ObligationKind] | None = None,
        months: int | None = None,
        at_least: int | None = None,
        by: CentralityMeasure | None = None,
        nations: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Answer:
        """What shape do alliances or exercises give the network of nations?

        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        network: Alliances, or exercises held together. Default: alliance.
        obligations: Obligations that make an alliance, any of them. Default: defence.
        months: Exercises of so many months up to that day count. Default: 36.
        at_least: Fewest agreements or exercises that tie two nations. Default: 1.
        by: By what nations are ranked. Default: betweenness.
        nations: Nations whose place, ties and likely next ties are shown: code, name or alias.
        limit: Most entries of each list; most records of evidence. Default: 10.
        """
        return self._ask(
            "network-structure",
            {
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "network": network,
                "obligations": obligations,
                "months": months,
                "atLeast": at_least,
                "by": by,
                "nations": nations,
                "limit": limit,
            },
        )

    def engagement_plan(
        self,
        requirement: str,
        forces: Sequence[str],
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        gaps: Sequence[str] | None = None,
        budget_usd: int | None = None,
        begins: date | str | None = None,
        ends: date | str | None = None,
        by_domain: int | None = None,
        assumed_costs: Sequence[Mapping[str, Any] | str] | None = None,
        assumed_months: Sequence[Mapping[str, Any] | str] | None = None,
        offers: Sequence[Mapping[str, Any] | str] | None = None,
    ) -> Answer:
        """Which engagements and agreements would close the gaps between forces, within a budget and a calendar?

        requirement: Key of a requirement profile, an engagement or a series, such as mission-hadr or cobra-gold.
        forces: Two to eight forces: nations by code, name or alias; units and bodies by key.
        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        gaps: Keys of the items whose gaps shall be closed. Default: all.
        budget_usd: Most US dollars in all. Default: no limit; only then may a measure of unknown cost be chosen.
        begins: First day of the plan, YYYY-MM-DD. Default: the day asked about.
        ends: Last day on which a measure may take effect, YYYY-MM-DD. Default: two years after it begins.
        by_domain: Take a series to train whatever is of its domain, too, though nothing says that it does. Default:
            False.
        assumed_costs: What measures of a kind cost where no source says, such as course=50000.
        assumed_months: How many months measures of a kind need, such as agreement=18.
        offers: Further measures, such as Radio course;stanag-4285,hf-communications;25000;3.
        """
        return self._ask(
            "engagement-plan",
            {
                "requirement": requirement,
                "forces": forces,
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "gaps": gaps,
                "budgetUsd": budget_usd,
                "begins": begins,
                "ends": ends,
                "byDomain": by_domain,
                "assumedCosts": assumed_costs,
                "assumedMonths": assumed_months,
                "offers": offers,
            },
        )

    def attention(
        self,
        *,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        nation: str | None = None,
        organization: str | None = None,
        kinds: Sequence[AttentionKind] | None = None,
        months: int | None = None,
        stale_years: int | None = None,
        limit: int | None = None,
    ) -> Answer:
        """What needs attention: what ends, lapses, stands empty, or is told in two ways?

        on: Day asked about, YYYY-MM-DD. Default: today.
        known_on: Only what was known by then. Default: all that is known now.
        sources: Keys of sources to rely on. Default: all.
        nation: Only what touches this nation: code, name or alias.
        organization: Only what touches this body: key, name or short name.
        kinds: Kinds of items to look for. Default: ending_agreement, lapsed_series, vacant_post, ending_post,
            no_objective, stale_facts, contradiction.
        months: Months ahead for what ends, and both ways for engagements. Default: 12.
        stale_years: Years after which what nobody looked at is stale. Default: 5.
        limit: Most items in the answer. Default: 50.
        """
        return self._ask(
            "attention",
            {
                "on": on,
                "knownOn": known_on,
                "sources": sources,
                "nation": nation,
                "organization": organization,
                "kinds": kinds,
                "months": months,
                "staleYears": stale_years,
                "limit": limit,
            },
        )

    def nations(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """A state, with dated existence. Historic states are states of their own.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("nations", given, limit=limit)

    def organizations(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """A standing body, alliance, coalition or framework: NATO, ASEAN, the Combined Maritime Forces.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("organizations", given, limit=limit)

    def agreements(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """A treaty or other instrument, bilateral or multilateral.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("agreements", given, limit=limit)

    def obligations(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """What an agreement binds its parties to.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("obligations", given, limit=limit)

    def units(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """A formation, ship class, staff or headquarters of a nation or organisation.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("units", given, limit=limit)

    def attache_posts(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """An accredited defence attaché or liaison post. Its tenure is the time of its accreditation.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("attache-posts", given, limit=limit)

    def engagements(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """What was done together, from a port call to a peace operation. It was held while its facts are valid.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("engagements", given, limit=limit)

    def engagement_series(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """What recurs, so that a lapse can be seen: Cobra Gold, RIMPAC, ADMM-Plus.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("engagement-series", given, limit=limit)

    def initiatives(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """A programme with objectives and resources that engagements and agreements serve.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("initiatives", given, limit=limit)

    def capabilities(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """What a force can do; capabilities are parts of one another.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("capabilities", given, limit=limit)

    def standards(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """A norm by which a force does something with others: STANAGs, allied publications, and the like.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("standards", given, limit=limit)

    def requirements(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """What a kind of mission or exercise needs: capabilities and standards, weighted.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("requirements", given, limit=limit)

    def disputes(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """What stands between nations.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("disputes", given, limit=limit)

    def information_barriers(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """A legal or bureaucratic limit on sharing.

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("information-barriers", given, limit=limit)

    def domains(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """Land, maritime, air, cyber, space …

        `where`: conditions as in GraphQL, `{"name": {"contains": "a"}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._list("domains", given, limit=limit)
