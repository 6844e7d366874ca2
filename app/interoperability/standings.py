"""How forces stand to what is needed: at least and at most, because unknown is not no."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any

from app.answers.asking import sourced
from app.graph.client import Row
from app.interoperability.facts import GapsFacts, state_of
from app.interoperability.model import (
    Force,
    ForceHolding,
    HoldingRecord,
    LanguageRecord,
    LegalBasis,
    PairStanding,
    PartyRecord,
    PracticeRecord,
    Standing,
)
from app.interoperability.weights import (
    EXTENTS,
    FULL_SCORE,
    INSTRUMENT_KINDS,
    INSTRUMENT_OBLIGATIONS,
    LANGUAGE_CAPABILITY,
    OTHER_AGREEMENT,
    PRACTICE_MATCHES,
    LegalInstrument,
    PracticeMatch,
    practice_decay,
)
from app.record.time import Precision

NOTHING, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Bounds:
    """What counts at least and at most, from 0 to 1."""

    lower: Fraction
    upper: Fraction

    @property
    def lower_points(self) -> int:
        """Of a full score."""
        return self.points(FULL_SCORE)[0]

    @property
    def upper_points(self) -> int:
        """Of a full score."""
        return self.points(FULL_SCORE)[1]

    def points(self, worth: int) -> tuple[int, int]:
        """Of what something is worth, in whole points: at least, rounded down, and at most, rounded up.

        What is known exactly is rounded down alone, so that no rounding looks like doubt.
        """
        lower = floor(worth * self.lower)
        return lower, lower if self.lower == self.upper else ceil(worth * self.upper)


KNOWN = Bounds(ALL, ALL)
UNKNOWN = Bounds(NOTHING, ALL)


def weakest(bounds: Iterable[Bounds]) -> Bounds:
    """What all have: the weakest decides."""
    every = list(bounds)
    return Bounds(min(one.lower for one in every), min(one.upper for one in every))


class Standings:
    """How the forces of some facts stand to what is needed of each, and of each two."""

    def __init__(self, facts: GapsFacts) -> None:
        self._facts = facts
        self._holdings: Mapping[tuple[str, str], Sequence[Row]] = _grouped(
            facts.holdings, lambda row: (row["holder"], row["needed"])
        )
        self._languages: Mapping[str, Sequence[Row]] = _grouped(facts.languages, lambda row: row["nation"])

    # Of each force

    def holding(self, force: Force, needed: str) -> tuple[ForceHolding, Bounds]:
        """How far a force has a capability or follows a standard: by its own records, else by its owner's."""
        own = self._holdings.get((force.key, needed), ())
        rows = own or (self._holdings.get((force.owner, needed), ()) if force.owner else ())
        inherited = bool(rows) and not own
        extents = sorted({row["extent"] for row in rows})
        doubtful_owner = inherited and force.key in self._facts.owner_disputed
        bounds = _extent_bounds(extents) if rows and not doubtful_owner else UNKNOWN
        disputed = len(extents) > 1 or doubtful_owner
        shown = ForceHolding(
            force=force.key,
            standing=_holding_standing(extents, disputed=disputed),
            lower=bounds.lower_points,
            upper=bounds.upper_points,
            inherited_from=force.owner if inherited else None,
            disputed=disputed,
            synthetic=any(row["synthetic"] for row in rows)
            or (inherited and force.key in self._facts.synthetic_owners),
            records=tuple(self._holding_record(row) for row in rows),
        )
        return shown, bounds

    def _holding_record(self, row: Row) -> HoldingRecord:
        return HoldingRecord(
            holder=row["holder"],
            extent=row["extent"],
            exception=row["exception"],
            attested=_attested(row, self._facts.on),
            **sourced(row),
        )

    # Of each two forces

    def legal_basis(self, one: Force, other: Force, *, instrument: LegalInstrument) -> tuple[PairStanding, Bounds]:
        """Whether an instrument is in force between the states or bodies of two forces.

        An agreement is of a kind when a source says so. No agreement on record is unknown: there may be one.
        """
        if state_of(one) == state_of(other):
            return self._pair(one, other, KNOWN, same_owner=True)
        found = list(self._bases(state_of(one), state_of(other), instrument))
        undenied = [_worth(basis) for basis in found if not basis.denied_by]
        lower = max(undenied, default=NOTHING)
        return self._pair(
            one,
            other,
            Bounds(lower, ALL),
            disputed=any(basis.denied_by and _worth(basis) > lower for basis in found),
            synthetic=any(record.synthetic for basis in found for record in basis.records),
            agreements=tuple(found),
        )

    def _bases(self, one: str, other: str, instrument: LegalInstrument) -> Iterable[LegalBasis]:
        agreements = _grouped(self._facts.common_agreements, lambda row: row["agreement"])
        for key, rows in agreements.items():
            records = [row for row in rows if row["party"] in (one, other)]
            if {row["party"] for row in records} == {one, other}:
                dedicated = INSTRUMENT_KINDS[instrument] in rows[0]["kinds"]
                obliges = any(INSTRUMENT_OBLIGATIONS[instrument] in row["obligations"] for row in records)
                if dedicated or obliges:
                    yield self._basis(key, records, dedicated=dedicated)

    def _basis(self, agreement: str, records: Sequence[Row], *, dedicated: bool) -> LegalBasis:
        parties = sorted({row["party"] for row in records})
        return LegalBasis(
            agreement=agreement,
            name=records[0]["name"],
            dedicated=dedicated,
            attested=all(
                any(_attested(row, self._facts.on) for row in records if row["party"] == party) for party in parties
            ),
            denied_by=tuple(self._denying(agreement, parties)),
            records=tuple(
                PartyRecord(
                    party=row["party"],
                    obligations=tuple(row["obligations"]),
                    reservation=row["reservation"],
                    **sourced(row),
                )
                for row in records
            ),
        )

    def _denying(self, agreement: str, parties: Sequence[str]) -> Iterable[str]:
        """Sources that list every nation that is party to the agreement, and not each of these."""
        nations = self._facts.nations.intersection(parties)
        for row in self._facts.coded:
            if row["agreement"] == agreement:
                listed = {one["nation"] for one in row["listed"]}
                if not listed.issuperset(nations):
                    yield row["source"]

    def language(self, one: Force, other: Force) -> tuple[PairStanding, Bounds]:
        """Whether two forces understand one another: by an official language in common, else by trained speakers."""
        if state_of(one) == state_of(other):
            return self._pair(one, other, KNOWN, same_owner=True)
        sides = [self._languages.get(state_of(force), ()) for force in (one, other)]
        spoken = [[frozenset(row["languages"]) for row in rows] for rows in sides]
        shared = [ours & theirs for ours, theirs in product(*spoken)]
        holdings = [self.holding(force, LANGUAGE_CAPABILITY) for force in (one, other)]
        bridge = weakest(bounds for _, bounds in holdings)
        officially = {bool(languages) for languages in shared}
        bounds = _language_bounds(officially, bridge)
        relied = [] if officially == {True} else [holding for holding, _ in holdings]
        return self._pair(
            one,
            other,
            bounds,
            disputed=len(officially) > 1 or any(holding.disputed for holding in relied),
            synthetic=any(row["synthetic"] for rows in sides for row in rows)
            or any(holding.synthetic for holding in relied),
            common_languages=tuple(sorted(frozenset().union(*shared))),
            languages=tuple(
                LanguageRecord(nation=row["nation"], languages=tuple(row["languages"]), **sourced(row))
                for rows in sides
                for row in rows
            ),
            proficiency=tuple(record for holding in relied for record in holding.records),
        )

    def practice(self, one: Force, other: Force) -> tuple[PairStanding, Bounds]:
        """What is left of what two forces last did together. What is not on record is unknown: it may have been."""
        pair = (one.key, other.key)
        held = self._held_by(*pair)
        of_owners = not held and state_of(one) != state_of(other)
        if of_owners:
            pair = (state_of(one), state_of(other))
            held = self._held_by(*pair)
        found = [self._practised(rows) for rows in held.values()]
        found = [practised for practised in found if practised.worth > 0]
        if not found:
            return self._pair(one, other, UNKNOWN)
        best = min(found, key=lambda practised: practised.order)
        return self._pair(
            one,
            other,
            Bounds(best.worth, ALL),
            disputed=best.disputed,
            synthetic=any(row["synthetic"] or set(pair).intersection(row["inventedForces"]) for row in best.rows),
            practice=tuple(best.records(of_owners=of_owners)),
        )

    def _held_by(self, one: str, other: str) -> Mapping[str, Sequence[Row]]:
        rows = [row for row in self._facts.common_practice if one in row["forces"] and other in row["forces"]]
        return _grouped(rows, lambda row: row["engagement"])

    def _practised(self, rows: Sequence[Row]) -> "_Practised":
        on = self._facts.on
        last_day = min(_last_day(row, on) for row in rows)
        match = _match(rows[0])
        begins = max(row["validFrom"] for row in rows)
        ends = min(row["validTo"] or on for row in rows)
        return _Practised(
            rows=tuple(rows),
            match=match,
            last_day=last_day,
            worth=PRACTICE_MATCHES[match] * practice_decay(last_day, on),
            disputed=begins > ends,
        )

    def _pair(
        self, one: Force, other: Force, bounds: Bounds, *, disputed: bool = False, synthetic: bool = False, **found: Any
    ) -> tuple[PairStanding, Bounds]:
        """The pair with its evidence. Where it is disputed who owns one of the two, nothing is known of the pair."""
        keys = {one.key, other.key}
        doubtful_owner = not keys.isdisjoint(self._facts.owner_disputed)
        bounds = UNKNOWN if doubtful_owner else bounds
        disputed = disputed or doubtful_owner
        shown = PairStanding(
            one=one.key,
            other=other.key,
            standing=_pair_standing(bounds, disputed=disputed),
            lower=bounds.lower_points,
            upper=bounds.upper_points,
            disputed=disputed,
            synthetic=synthetic or not keys.isdisjoint(self._facts.synthetic_owners),
            **found,
        )
        return shown, bounds


@dataclass(frozen=True, kw_only=True)
class _Practised:
    """One engagement in which two forces took part, by all records of it."""

    rows: tuple[Row, ...]
    match: PracticeMatch
    last_day: date
    worth: Fraction
    disputed: bool

    @property
    def order(self) -> tuple[Fraction, int, str]:
        """What counts most comes first, then what is latest."""
        return -self.worth, -self.last_day.toordinal(), self.rows[0]["engagement"]

    def records(self, *, of_owners: bool) -> Iterable[PracticeRecord]:
        for row in self.rows:
            yield PracticeRecord(
                engagement=row["engagement"],
                name=row["name"],
                kind=row["kind"],
                match=self.match,
                last_day=self.last_day,
                of_owners=of_owners,
                **sourced(row),
            )


def _grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> Mapping[Any, Sequence[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _extent_bounds(extents: Iterable[str]) -> Bounds:
    counts = [EXTENTS[extent] for extent in extents]
    return Bounds(min(counts), max(counts))


def _holding_standing(extents: Sequence[str], *, disputed: bool) -> Standing:
    if disputed:
        return Standing.DISPUTED
    standings = {"full": Standing.FULL, "planned": Standing.PLANNED, "none": Standing.MISSING}
    return standings.get(extents[0], Standing.PARTIAL) if extents else Standing.UNKNOWN


def _pair_standing(bounds: Bounds, *, disputed: bool) -> Standing:
    if disputed:
        return Standing.DISPUTED
    if bounds.lower == 1:
        return Standing.FULL
    if bounds.upper == 0:
        return Standing.MISSING
    return Standing.PARTIAL if bounds.lower > 0 else Standing.UNKNOWN


def _worth(basis: LegalBasis) -> Fraction:
    return ALL if basis.dedicated else OTHER_AGREEMENT


def _language_bounds(officially: Collection[bool], bridge: Bounds) -> Bounds:
    """`officially`: whether sources give the two an official language in common; empty: one side's are unknown."""
    if set(officially) == {True}:
        return KNOWN
    return bridge if set(officially) == {False} else Bounds(bridge.lower, ALL)


def _match(row: Row) -> PracticeMatch:
    if row["trainsIt"]:
        return PracticeMatch.TRAINS_IT
    return PracticeMatch.IN_DOMAIN if row["inDomain"] else PracticeMatch.OTHER


def _last_day(row: Row, on: date) -> date:
    """The last day of an engagement up to a day; of a partial date the first day that it allows."""
    first: date = row["validFrom"]
    last: date | None = row["validTo"]
    if last is None:
        return first if row["endUnknown"] else on
    if row["validToPrecision"] == Precision.YEAR:
        last = last.replace(month=1, day=1)
    elif row["validToPrecision"] == Precision.MONTH:
        last = last.replace(day=1)
    return min(max(first, last), on)


def _attested(row: Row, on: date) -> bool:
    return row["attestedUntil"] is None or on <= row["attestedUntil"]
