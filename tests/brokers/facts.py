"""Facts of made-up worlds as an oracle reads them: what stands, for whom, on which day. Standard library only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One record: `start` –`type`→ `end`; an assertion ends at its source and has the `label` of what it asserts.

    Dates are inclusive; `valid_to` None: still in force. `releasable_to` None: no limit; an empty set: nobody.
    """

    type: str
    start: str
    end: str
    source: str
    valid_from: date
    valid_to: date | None = None
    recorded_at: datetime
    superseded_at: datetime | None = None
    marking: int = 0
    releasable_to: frozenset[str] | None = None
    originator: str | None = None
    attested_until: date | None = None
    synthetic: bool = False
    label: str | None = None
    says: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The circumstances of a question. `known_on` None: all that stands now. `sources` None: all of them."""

    on: date
    known_on: datetime | None = None
    sources: frozenset[str] | None = None
    clearance: int = 4
    nationality: str | None = None


class Seen:
    """The facts that a viewer may see and that were known by then."""

    def __init__(self, facts: tuple[Fact, ...], asked: Asked) -> None:
        self.asked = asked
        self.facts = [fact for fact in facts if self._visible(fact) and self._known(fact)]
        self.exist = {fact.start for fact in self.facts if fact.type == "ASSERTED_BY"}
        """Whatever has an assertion, of any day and from any source."""

    def of(self, fact_type: str) -> Iterator[Fact]:
        """Facts of a type from the chosen sources, between entities that exist."""
        for fact in self.facts:
            both_exist = fact.start in self.exist and (fact_type == "ASSERTED_BY" or fact.end in self.exist)
            if fact.type == fact_type and self.chosen(fact) and both_exist:
                yield fact

    def standing(self, fact_type: str) -> list[Fact]:
        """Those of them that are true on the day."""
        return [fact for fact in self.of(fact_type) if self.holds(fact)]

    def chosen(self, fact: Fact) -> bool:
        return self.asked.sources is None or fact.source in self.asked.sources

    def holds(self, fact: Fact) -> bool:
        return fact.valid_from <= self.asked.on and (fact.valid_to is None or self.asked.on <= fact.valid_to)

    def _visible(self, fact: Fact) -> bool:
        released = fact.releasable_to is None or self.asked.nationality in fact.releasable_to
        return fact.marking <= self.asked.clearance and released

    def _known(self, fact: Fact) -> bool:
        if self.asked.known_on is None:
            return fact.superseded_at is None
        was_superseded = fact.superseded_at is not None and fact.superseded_at <= self.asked.known_on
        return fact.recorded_at <= self.asked.known_on and not was_superseded
