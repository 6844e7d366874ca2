"""The agreements on which sharing may rest, from facts alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.answers.asking import sourced
from app.graph.client import Row
from app.record.releasability import Marking
from app.sharing.model import (
    SharingBasis,
    SharingEnd,
    SharingEndKind,
    SharingGround,
    SharingMembership,
    SharingParty,
    SharingRegime,
    SharingTerm,
)


@dataclass(frozen=True, kw_only=True)
class SharingFacts:
    """All that decides whether one may share with another on a day: rows of the queries that are named."""

    on: date
    sender: SharingEnd
    recipient: SharingEnd
    subject: Sequence[Row]
    """`sharing/subject`; empty: no subject is asked about."""
    memberships: Sequence[Row]
    """`sharing/memberships` of both."""
    parties: Sequence[Row]
    """`sharing/agreements` of both and of their bodies."""
    governing: Sequence[Row]
    """`sharing/governing` of their bodies and of the subject."""
    terms: Sequence[Row]
    """`sharing/terms` of all those agreements."""
    barriers: Sequence[Row]
    """`barriers/standing` on both, their bodies, the subject and all those agreements."""
    coded: Sequence[Row]
    """`alliances/coded` of all those agreements."""

    @cached_property
    def bodies(self) -> Mapping[str, frozenset[str]]:
        """What each of the two is or belongs to: a body counts as inside of itself."""
        inside: dict[str, set[str]] = {end.key: set() for end in (self.sender, self.recipient)}
        for end in (self.sender, self.recipient):
            if end.kind == SharingEndKind.BODY:
                inside[end.key].add(end.key)
        for row in self.memberships:
            inside[row["nation"]].add(row["body"])
        return {end: frozenset(bodies) for end, bodies in inside.items()}

    @cached_property
    def body_names(self) -> Mapping[str, str]:
        """The names of all bodies that matter."""
        ends = {end.key: end.name for end in (self.sender, self.recipient) if end.kind == SharingEndKind.BODY}
        return {row["body"]: row["bodyName"] for row in self.memberships} | ends

    @cached_property
    def subject_key(self) -> str | None:
        """What the information is about."""
        return self.subject[0]["subject"] if self.subject else None

    @cached_property
    def covering(self) -> tuple[str, ...]:
        """The agreements whose subject is asked about: itself where it is one, and those that it rests on."""
        governing = {row["agreement"] for row in self.governing if row["governed"] == self.subject_key}
        itself = {row["agreement"] for row in (*self.parties, *self.governing) if row["agreement"] == self.subject_key}
        return tuple(sorted(governing | itself))


@dataclass(frozen=True, kw_only=True)
class Provision:
    """What one agreement provides between the two: by which parties, through which bodies."""

    agreement: str
    name: str
    ground: SharingGround
    secures: bool
    holders: frozenset[str]
    through: frozenset[str]
    parties: tuple[Row, ...] = ()
    regimes: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The records that it rests on."""
        return self.parties + self.regimes


def bases_of(facts: SharingFacts, marking: int) -> tuple[SharingBasis, ...]:
    """The agreements on which sharing may rest: those that carry it first, with the fewest conditions in front."""
    between = tuple(_between_parties(facts))
    # Who is party to an agreement needs no body to be reached by it.
    inside = (regime for regime in _regimes(facts) if regime.agreement not in {each.agreement for each in between})
    found = [_basis(facts, provision, marking) for provision in (*between, *inside)]
    grounds = list(SharingGround)
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


def _between_parties(facts: SharingFacts) -> Iterator[Provision]:
    """What agreements provide between their parties, be it the two themselves or bodies that one of them belongs to."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in facts.parties:
        grouped[row["agreement"]].append(row)
    for agreement, rows in grouped.items():
        given = _holders(facts, facts.sender, facts.recipient, rows)
        taken = _holders(facts, facts.recipient, facts.sender, rows)
        secures = any(row["secures"] for row in rows)
        # An obligation to share binds who is bound by it: that the other side must share gives nothing in return.
        giving = given if secures else {row["party"] for row in rows if row["party"] in given and row["bound"]}
        if giving and taken:
            holders = frozenset(giving | taken)
            yield Provision(
                agreement=agreement,
                name=rows[0]["agreementName"],
                ground=SharingGround.INFORMATION_SECURITY if secures else SharingGround.OBLIGATION_TO_SHARE,
                secures=secures,
                holders=holders,
                through=holders - {facts.sender.key, facts.recipient.key},
                parties=tuple(row for row in rows if row["party"] in holders),
            )


def _holders(facts: SharingFacts, end: SharingEnd, other: SharingEnd, rows: Sequence[Row]) -> set[str]:
    """The parties that stand for one of the two: itself, else bodies that it belongs to and the other does not."""
    parties = {row["party"] for row in rows}
    if end.key in parties:
        return {end.key}
    return parties & (facts.bodies[end.key] - facts.bodies[other.key])


def _regimes(facts: SharingFacts) -> Iterator[Provision]:
    """What agreements provide inside of the bodies that rest on them, and that both belong to."""
    shared = facts.bodies[facts.sender.key] & facts.bodies[facts.recipient.key]
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in facts.governing:
        if row["governed"] in shared and (row["secures"] or row["shares"]):
            grouped[row["agreement"]].append(row)
    for agreement, rows in grouped.items():
        yield Provision(
            agreement=agreement,
            name=rows[0]["agreementName"],
            ground=SharingGround.REGIME_OF_BODY,
            secures=any(row["secures"] for row in rows),
            holders=frozenset(),
            through=frozenset(row["governed"] for row in rows),
            regimes=tuple(rows),
        )


def _basis(facts: SharingFacts, provision: Provision, marking: int) -> SharingBasis:
    terms = tuple(row for row in facts.terms if row["agreement"] == provision.agreement)
    barriers = [row for row in facts.barriers if row["restricted"] == provision.agreement and bears(row, marking)]
    why_not = _why_not(facts, provision, barriers, marking)
    memberships = _memberships(facts, provision)
    rows = (*provision.rows, *memberships, *terms, *barriers)
    return SharingBasis(
        agreement=provision.agreement,
        name=provision.name,
        ground=provision.ground,
        carries=why_not is None,
        why_not=why_not,
        conditions=tuple(dict.fromkeys(_conditions(facts, provision, terms, barriers))),
        parties=tuple(
            SharingParty(
                party=row["party"], bound_to_share=row["bound"], reservation=row["reservation"], **sourced(row)
            )
            for row in provision.parties
        ),
        memberships=tuple(
            SharingMembership(
                nation=row["nation"],
                body=row["body"],
                body_name=row["bodyName"],
                role=row["role"],
                **sourced(row),
            )
            for row in memberships
        ),
        regimes=tuple(
            SharingRegime(body=row["governed"], body_name=facts.body_names[row["governed"]], **sourced(row))
            for row in provision.regimes
        ),
        terms=tuple(
            SharingTerm(
                obligation=row["obligation"],
                name=row["name"],
                article=row["article"],
                conditions=row["conditions"],
                **sourced(row),
            )
            for row in terms
        ),
        attested=all(attested(row, facts.on) for row in (*provision.rows, *memberships)),
        synthetic=any(row["synthetic"] or row.get("kindSynthetic") or row.get("ruleSynthetic") for row in rows),
        disputed=any(row["kindContested"] for row in provision.rows)
        or any(row["contested"] for row in barriers)
        or any(_denials(facts, provision)),
    )


def attested(row: Row, day: date) -> bool:
    """Whether the observation of the source reaches that day."""
    return row["attestedUntil"] is None or day <= row["attestedUntil"]


def bears(row: Row, marking: int) -> bool:
    """Whether a barrier bears on information of that marking: what limits the classified leaves the rest alone."""
    return row["kind"] != "classification" or marking > Marking.UNCLASSIFIED


def _why_not(facts: SharingFacts, provision: Provision, barriers: Iterable[Row], marking: int) -> str | None:
    bar = next((row for row in barriers if row["remedy"] is None), None)
    if bar is not None:
        return f"{bar['name']} limits it, and nothing is recorded that lifts that."
    covers = provision.agreement in facts.covering
    if provision.secures or covers or marking == Marking.UNCLASSIFIED:
        return None
    return "It is no agreement on the security of information, and covers no more than what is unclassified."


def _conditions(
    facts: SharingFacts, provision: Provision, terms: Iterable[Row], barriers: Iterable[Row]
) -> Iterator[str]:
    if provision.through:
        yield f"Only what {' or '.join(facts.body_names[body] for body in sorted(provision.through))} handles."
    if not provision.secures and provision.agreement not in facts.covering:
        yield f"Only what {provision.name} is about."
    yield from (row["conditions"] for row in terms if row["conditions"])
    yield from (f"{row['name']}: {row['remedy']}" for row in barriers if row["remedy"])


def _memberships(facts: SharingFacts, provision: Provision) -> tuple[Row, ...]:
    """How the agreement reaches the two through bodies."""
    return tuple(row for row in facts.memberships if row["body"] in provision.through)


def _denials(facts: SharingFacts, provision: Provision) -> Iterator[bool]:
    """Whether each source that lists every party leaves out a nation that others have as a party."""
    nations = provision.holders - provision.through - set(facts.body_names)
    for row in facts.coded:
        if row["agreement"] == provision.agreement:
            yield bool(nations - {listed["nation"] for listed in row["listed"]})
