"""Records of made-up worlds for oracles: what is told, by whom, when, to whom; and how such records are drawn.

It shares no code with the services.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from app.graph.client import GraphClient
from tests.conftest import wipe

SOURCES = ("gazette", "ledger", "register")
FIRST_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One version of one fact. An assertion is of the type ASSERTED_BY, and `label` says of what kind of entity."""

    type: str
    start: str
    end: str
    source: str
    row: str
    valid_from: date
    valid_to: date | None = None
    recorded_at: datetime = FIRST_MOMENT
    superseded_at: datetime | None = None
    marking: int = 0
    releasable_to: tuple[str, ...] | None = None
    reliability: str = "A"
    credibility: int = 1
    synthetic: bool = False
    attested_until: date | None = None
    end_unknown: bool = False
    precision: str = "day"
    label: str | None = None
    says: dict[str, Any] = field(default_factory=dict)

    @property
    def grade(self) -> tuple[Any, ...]:
        """Smaller is better."""
        return self.reliability, self.credibility, self.source, -self.valid_from.toordinal(), self.row


World = tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The circumstances of a question."""

    on: date
    known_on: datetime | None = None
    sources: tuple[str, ...] | None = None
    clearance: int = 0
    nationality: str | None = None

    def sees(self, told: Told) -> bool:
        """Known by then, and open to the viewer."""
        if self.known_on is None:
            known = told.superseded_at is None
        else:
            known = told.recorded_at <= self.known_on and not (
                told.superseded_at is not None and told.superseded_at <= self.known_on
            )
        open_to = told.releasable_to is None or self.nationality in told.releasable_to
        return known and told.marking <= self.clearance and open_to

    def counts(self, told: Told) -> bool:
        """Seen, and by a source that is relied on."""
        return self.sees(told) and (self.sources is None or told.source in self.sources)

    def holds(self, told: Told) -> bool:
        """It counts, and was true on the day."""
        return self.counts(told) and told.valid_from <= self.on and (told.valid_to is None or self.on <= told.valid_to)


def exists(world: World, key: str, asked: Asked) -> bool:
    """Something that the viewer sees is said of the entity."""
    return any(told.start == key and told.label is not None and asked.sees(told) for told in world)


class Drawer:
    """Draws records with few days and few moments, so that boundaries meet."""

    def __init__(self, random: Random, days: Sequence[date], readers: Sequence[str]) -> None:
        self.random = random
        self.days = sorted(days)
        self._readers = readers
        self._moments = sorted(FIRST_MOMENT + random.randrange(900) * DAY for _ in range(3))
        self._number = 0

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def entity(self, label: str, key: str, **says: Any) -> Iterator[Told]:
        """One or two assertions of an entity, by different sources; seldom hidden, so that worlds stay connected."""
        for source in self.random.sample(SOURCES, self.random.choice((1, 1, 2))):
            told = self._told("ASSERTED_BY", key, source, source, {"name": key, "searchNames": [key.lower()], **says})
            told = replace(told, label=label)
            if self.chance(0.85):
                told = replace(told, valid_from=self.days[0], valid_to=None, end_unknown=False)
            if self.chance(0.9):
                told = replace(told, marking=0, releasable_to=None)
            yield told

    def link(self, kind: str, start: str, end: str, **says: Any) -> Iterator[Told]:
        """What one or two sources say of one fact, sometimes corrected later; `says` may hold choices to draw from."""
        for source in self.random.sample(SOURCES, self.random.choice((1, 1, 1, 2))):
            told = self._told(kind, start, end, source, self.drawn(says))
            if self.chance(0.2):
                earlier, later = sorted(self.random.sample(self._moments, 2))
                yield replace(told, recorded_at=earlier, superseded_at=later)
                again = self._told(kind, start, end, source, self.drawn(says))
                if self.chance(0.8):
                    yield replace(again, recorded_at=later)
            else:
                yield told

    def drawn(self, says: dict[str, Any]) -> dict[str, Any]:
        """One of the choices of each property; None: it is not said."""
        made = {name: self.random.choice(value) if isinstance(value, tuple) else value for name, value in says.items()}
        return {name: value for name, value in made.items() if value is not None and value != []}

    def _told(self, kind: str, start: str, end: str, source: str, says: dict[str, Any]) -> Told:
        self._number += 1
        first, last = sorted(self.random.choices(self.days, k=2))
        if self.chance(0.5):
            first, last = self.days[0], self.days[-1]
        open_ended = self.chance(0.6)
        return Told(
            type=kind,
            start=start,
            end=end,
            source=source,
            row=f"row {self._number:04}",
            valid_from=first,
            valid_to=None if open_ended else last,
            recorded_at=self._moments[0],
            marking=self.random.choice((0, 0, 0, 0, 0, 0, 1, 3)),
            releasable_to=tuple(self.random.sample(self._readers, 2)) if self.chance(0.08) else None,
            reliability=self.random.choice("AB"),
            credibility=self.random.choice((1, 2)),
            synthetic=self.chance(0.05),
            attested_until=self.random.choice(self.days) if self.chance(0.2) else None,
            end_unknown=open_ended and self.chance(0.1),
            says=says,
        )

    def asked(self) -> Asked:
        """A third asks for all that can be seen; the others are limited in some way."""
        on = self.random.choice(self.days) + self.random.choice((-1, 0, 0, 1)) * DAY
        asked = Asked(on=on, clearance=4, nationality=self.random.choice(self._readers))
        if self.chance(0.33):
            return asked
        known = self.random.choice((None, *self._moments, *(moment - timedelta(seconds=1) for moment in self._moments)))
        sources = tuple(sorted(self.random.sample(SOURCES, self.random.choice((1, 2)))))
        return replace(
            asked,
            known_on=known,
            sources=sources if self.chance(0.25) else None,
            clearance=self.random.choice((0, 1, 2, 3, 4, 4)),
            nationality=self.random.choice((None, *self._readers)),
        )


async def write_world(graph: GraphClient, world: World, *, coded: dict[str, tuple[str, ...]]) -> None:
    """Write a world into an empty graph; `coded`: the obligations that a source lists of all parties."""
    await wipe(graph)
    sources = [
        {
            "key": key,
            "title": key,
            "publisher": "",
            "version": "",
            "url": "",
            "licence": "",
            "reliability": "A",
            "marking": 0,
            "obligationsCoded": list(coded.get(key, ())) or None,
        }
        for key in SOURCES
    ]
    await graph.write("record/put_sources", sources=sources)
    facts = [_row(told) for told in sorted(world, key=lambda told: told.label is None)]
    await graph.write("record/put_facts", facts=facts, recordedAt=datetime.now(UTC))


def _row(told: Told) -> dict[str, Any]:
    content = {
        "validFrom": told.valid_from,
        "validTo": told.valid_to,
        "validFromPrecision": told.precision,
        "recordedAt": told.recorded_at,
        "supersededAt": told.superseded_at,
        "marking": told.marking,
        "releasableTo": None if told.releasable_to is None else list(told.releasable_to),
        "source": told.source,
        "sourceRow": told.row,
        "reliability": told.reliability,
        "credibility": told.credibility,
        "synthetic": told.synthetic or None,
        "attestedUntil": told.attested_until,
        "endUnknown": told.end_unknown or None,
        "factKey": told.row,
        "recordId": told.row,
        **told.says,
    }
    return {
        "type": told.type,
        "start": told.start,
        "end": told.end,
        "toSource": told.label is not None,
        "label": told.label,
        "factKey": told.row,
        "digest": sha256(told.row.encode()).hexdigest(),
        "record": {name: value for name, value in content.items() if value is not None},
    }
