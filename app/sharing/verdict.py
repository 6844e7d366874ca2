"""May one share with another: the verdict, and the facts that decide it, from facts alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.answers.asking import sourced
from app.graph.client import Row
from app.record.releasability import Marking
from app.sharing.bases import SharingFacts, bases_of, bears
from app.sharing.model import (
    SharingBarrier,
    SharingBasis,
    SharingEnd,
    SharingEndKind,
    SharingFact,
    SharingLimit,
    SharingReason,
    SharingRelease,
    SharingVerdict,
)

OUT = ("outgoing", "both", None)
INTO = ("incoming", "both", None)


@dataclass(frozen=True, kw_only=True)
class SharingFindings:
    """What bears on the question, and what follows from it."""

    facts: SharingFacts
    marking: int
    bases: tuple[SharingBasis, ...]
    barriers: tuple[SharingBarrier, ...]
    releases: tuple[SharingRelease, ...]

    @cached_property
    def basis(self) -> SharingBasis | None:
        """The agreement that carries it with the fewest conditions."""
        return self.bases[0] if self.bases and self.bases[0].carries else None

    @cached_property
    def bars(self) -> tuple[SharingReason, ...]:
        """Each of these alone bars it."""
        return tuple(self._bars())

    @cached_property
    def conditions(self) -> tuple[SharingReason, ...]:
        """What has to be met besides an agreement that carries it."""
        return tuple(self._conditions())

    @property
    def verdict(self) -> SharingVerdict:
        """Barred by a bar, else unknown without an agreement, else permitted, with whatever conditions there are."""
        if self.bars:
            return SharingVerdict.BARRED
        if self.basis is None:
            return SharingVerdict.UNKNOWN
        has_conditions = self.conditions or self.basis.conditions
        return SharingVerdict.PERMITTED_WITH_CONDITIONS if has_conditions else SharingVerdict.PERMITTED

    @property
    def because(self) -> tuple[SharingReason, ...]:
        """The facts that decide."""
        if self.bars:
            return self.bars
        if self.basis is None:
            return (_reason(SharingFact.NOTHING_KNOWN, None, f"No agreement is known that carries it{self._kept()}."),)
        says = f"{self.basis.name} carries it."
        return (_reason(SharingFact.AGREEMENT, self.basis.agreement, says), *self.conditions)

    @property
    def conditions_to_meet(self) -> tuple[str, ...]:
        """Those of the agreement, then the others."""
        if self.verdict != SharingVerdict.PERMITTED_WITH_CONDITIONS or self.basis is None:
            return ()
        return tuple(dict.fromkeys((*self.basis.conditions, *(reason.says for reason in self.conditions))))

    @property
    def possible_by(self) -> tuple[str, ...]:
        """What would make it possible, where it is barred or unknown."""
        if self.verdict in (SharingVerdict.PERMITTED, SharingVerdict.PERMITTED_WITH_CONDITIONS):
            return ()
        return tuple(dict.fromkeys(self._ways()))

    @property
    def synthetic(self) -> bool:
        """Part of what bears on it is invented."""
        return (
            any(basis.synthetic for basis in self.bases)
            or any(barrier.synthetic for barrier in self.barriers)
            or any(release.synthetic for release in self.releases)
        )

    @property
    def disputed(self) -> bool:
        """Sources contradict each other about part of what bears on it."""
        return any(basis.disputed for basis in self.bases) or any(barrier.disputed for barrier in self.barriers)

    def _kept(self) -> str:
        return ": those that are known do not" if self.bases else ""

    def _bars(self) -> Iterator[SharingReason]:
        for barrier in self.barriers:
            if barrier.bars:
                yield _reason(SharingFact.BARRIER, barrier.barrier, f"{barrier.name}: {barrier.rule}")
        if self.releases and not any(release.open_to_recipient for release in self.releases):
            says = f"Nothing that is known of it may be released to {self.facts.recipient.name}."
            yield _reason(SharingFact.RELEASE, self.facts.subject_key, says)

    def _conditions(self) -> Iterator[SharingReason]:
        for barrier in self.barriers:
            if not barrier.bars:
                yield _reason(SharingFact.BARRIER, barrier.barrier, f"{barrier.name}: {barrier.remedy}")
        closed = {release.open_to_recipient for release in self.releases}
        if closed == {True, False}:
            says = f"Only what may be released to {self.facts.recipient.name}."
            yield _reason(SharingFact.RELEASE, self.facts.subject_key, says)
        for originator in self._originators():
            yield _reason(SharingFact.ORIGINATOR, originator, f"Consent of the originator, {originator}.")

    def _originators(self) -> list[str]:
        """The third parties whose information it is, of what could be released."""
        ends = (self.facts.sender.key, self.facts.recipient.key)
        return sorted(
            {
                release.originator
                for release in self.releases
                if release.originator and release.originator not in ends and release.open_to_recipient
            }
        )

    def _ways(self) -> Iterator[str]:
        sender, recipient = self.facts.sender.name, self.facts.recipient.name
        for barrier in self.barriers:
            if barrier.bars:
                yield f"{barrier.name}: {barrier.remedy or 'its end, since nothing is recorded that lifts it'}"
        if any(reason.fact == SharingFact.RELEASE for reason in self.bars):
            yield f"A release of {self.facts.subject[0]['name']} to {recipient} by whoever limited it."
        if self.basis is None:
            yield f"An agreement on the security of information between {sender} and {recipient}."
        yield from (reason.says for reason in self.conditions)


def findings_of(facts: SharingFacts, marking: int | None) -> SharingFindings:
    """What follows from facts for information of a marking; None: that of the subject, else restricted."""
    releases = tuple(_releases(facts))
    highest = max((release.marking for release in releases), default=Marking.RESTRICTED)
    level = int(highest if marking is None else marking)
    return SharingFindings(
        facts=facts,
        marking=level,
        bases=bases_of(facts, level),
        barriers=tuple(_barriers(facts, level)),
        releases=releases,
    )


def _releases(facts: SharingFacts) -> Iterator[SharingRelease]:
    """What is said of the subject on that day by the chosen sources."""
    for row in facts.subject:
        if row["holds"] and row["chosen"]:
            limit = row["releasableTo"]
            yield SharingRelease(
                marking=row["marking"],
                originator=row["originator"],
                releasable_to=None if limit is None else tuple(sorted(limit)),
                open_to_recipient=limit is None or facts.recipient.key in limit,
                **sourced(row),
            )


def _barriers(facts: SharingFacts, marking: int) -> Iterator[SharingBarrier]:
    """The barriers that bear on this; one on an agreement that it may rest on is a matter of that agreement."""
    grouped: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in facts.barriers:
        why = _why(facts, row)
        if why and bears(row, marking):
            grouped[row["barrier"]].append((row, why))
    for key, limits in sorted(grouped.items()):
        yield _barrier(facts, key, limits)


def _barrier(facts: SharingFacts, key: str, limits: Sequence[tuple[Row, str]]) -> SharingBarrier:
    rows = [row for row, _ in limits]
    first = rows[0]
    return SharingBarrier(
        barrier=key,
        name=first["name"],
        kind=first["kind"],
        rule=first["rule"],
        remedy=first["remedy"],
        bars=first["remedy"] is None or _stands_between(facts, rows),
        why="; ".join(dict.fromkeys(why for _, why in limits)),
        limits=tuple(
            SharingLimit(
                restricted=row["restricted"], name=row["restrictedName"], direction=row["direction"], **sourced(row)
            )
            for row in rows
        ),
        synthetic=any(row["synthetic"] or row["ruleSynthetic"] for row in rows),
        disputed=first["contested"],
    )


def _stands_between(facts: SharingFacts, rows: Sequence[Row]) -> bool:
    """A barrier laid on both nations stands between the two, and no agreement with others, or of others, lifts it.

    One laid on bodies limits what their members pass on, which an agreement of these bodies can provide for.
    """
    ends = (facts.sender, facts.recipient)
    limited = {row["restricted"] for row in rows}
    return all(end.kind == SharingEndKind.NATION and end.key in limited for end in ends)


def _why(facts: SharingFacts, row: Row) -> str | None:
    """Why a barrier bears on this; None: it does not."""
    sender, recipient = facts.sender, facts.recipient
    restricted, direction, name = row["restricted"], row["direction"], row["restrictedName"]
    if restricted == facts.subject_key:
        return f"it limits {name}"
    if direction in OUT and _leaves(facts, restricted, sender, recipient):
        return f"it limits what goes out of {name}"
    if direction in INTO and _leaves(facts, restricted, recipient, sender):
        return f"it limits what comes into {name}"
    return None


def _leaves(facts: SharingFacts, restricted: str, inside: SharingEnd, outside: SharingEnd) -> bool:
    """Whether one of the two is, or belongs to, what is restricted, and the other is not known to."""
    within = {inside.key, *facts.bodies[inside.key]}
    beyond = {outside.key, *facts.bodies[outside.key]}
    return restricted in within and restricted not in beyond


def _reason(fact: SharingFact, key: str | None, says: str) -> SharingReason:
    return SharingReason(fact=fact, key=key, says=says)
