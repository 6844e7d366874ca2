"""Made-up worlds that are small and nasty, the same for the same seed, all in one universe with keys of their own.

Facts begin and end on few days and are written down at few moments, so that boundaries and corrections meet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from tests.interoperability.oracle import Fact, Question, World

DAYS = [
    date(2018, 1, 31),
    date(2019, 6, 30),
    date(2021, 2, 28),
    date(2022, 3, 1),
    date(2023, 12, 31),
    date(2024, 2, 29),
]
MOMENTS = [datetime(2024, month, 1, 12, tzinfo=UTC) for month in (1, 4, 7, 10)]
SOURCES = ("gazette", "ledger", "register")
CODED = frozenset({"ledger"})
LANGUAGES = (("en",), ("fr",), ("en", "fr"), ("ja",), ("de", "fr"))
TOPICS = {
    "Capability": ("project", "sustain", "consult_command_control", "prepare"),
    "Standard": ("communications", "logistics", "medical", "terminology", "doctrine", "ammunition"),
}
PROFICIENCY = "language-proficiency"
_HIDDEN = {"BELONGS_TO": 0.4, "IN_SERIES": 0.3, "IN_DOMAIN": 0.3}
"""What is seldom decisive is marked more often, so that hiding it shows."""


def generated_world(seeds: Sequence[int]) -> World:
    """The worlds of these seeds, side by side in one."""
    made = [_WorldMaker(seed) for seed in seeds]
    common = _CommonMaker()
    return World(
        facts=(*common.facts(), *(fact for maker in made for fact in maker.facts())),
        labels={PROFICIENCY: "Capability"} | {key: label for maker in made for key, label in maker.labels.items()},
        coded=CODED,
    )


def generated_questions(seed: int, *, number: int) -> Iterator[Question]:
    """Questions about the world of a seed."""
    random, keys = Random(f"questions {seed}"), _WorldMaker(seed)
    for _ in range(number):
        limited = random.random() < 0.4
        yield Question(
            requirement=random.choice([*keys.profiles, keys.series[0], keys.engagements[0]]),
            forces=tuple(random.sample(keys.forces, random.choice((2, 2, 3)))),
            on=random.choice([*DAYS, date(2024, 6, 1)]) + timedelta(days=random.choice((-1, 0, 0, 0, 1))),
            known_on=random.choice(MOMENTS) + timedelta(seconds=random.choice((-1, 0, 1))) if limited else None,
            sources=frozenset(random.sample(SOURCES, 2)) if random.random() < 0.25 else None,
            clearance=random.choice((0, 0, 1, 4)),
            nationality=random.choice((None, *keys.nations)),
            ways=random.choice((20, 20, 2, 0)),
        )


class _Maker:
    def __init__(self, seed: object) -> None:
        self._random = Random(f"world {seed}")
        self.nations: list[str] = []

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _fact(self, kind: str, start: str, end: str, **more: Any) -> Iterator[Fact]:
        """One fact, sometimes marked, corrected, withdrawn or invented."""
        given: dict[str, Any] = {
            "source": self._random.choice(SOURCES),
            "valid_from": self._random.choice(DAYS[:3]),
            "valid_to": self._random.choice(DAYS[3:]) if self._chance(0.2) else None,
            **more,
        }
        fact = Fact(
            type=kind,
            start=start,
            end=given["source"] if kind == "ASSERTED_BY" else end,
            recorded_at=MOMENTS[0],
            reliability=self._random.choice("AB"),
            marking=self._random.choice((1, 2, 4)) if self._chance(_HIDDEN.get(kind, 0.06)) else 0,
            releasable_to=frozenset(self._random.sample(self.nations, 1)) if self._chance(0.04) else None,
            synthetic=self._chance(0.06),
            **given,
        )
        if self._chance(0.1):
            moment = self._random.choice(MOMENTS[1:])
            yield replace(fact, superseded_at=moment)
            if self._chance(0.7):
                yield replace(fact, recorded_at=moment, marking=0, releasable_to=None)
        else:
            yield fact

    def _asserted(self, key: str, label: str, **says: Any) -> Iterator[Fact]:
        """One source's word, or two."""
        for source in self._random.sample(SOURCES, 2 if self._chance(0.25) else 1):
            yield from self._fact(
                "ASSERTED_BY",
                key,
                source,
                label=label,
                says=says,
                source=source,
                valid_from=DAYS[0],
                valid_to=DAYS[4] if self._chance(0.05) else None,
            )


class _CommonMaker(_Maker):
    def __init__(self) -> None:
        super().__init__("common")

    def facts(self) -> Iterator[Fact]:
        yield Fact(
            type="ASSERTED_BY", start=PROFICIENCY, end="gazette", source="gazette", label="Capability",
            says={"area": "prepare"}, valid_from=DAYS[0], recorded_at=MOMENTS[0],
        )  # fmt: skip


class _WorldMaker(_Maker):
    """Keys are drawn first, so that questions can be asked without the facts."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)

        def keys(word: str, number: int) -> list[str]:
            return [f"w{seed}-{word}-{at}" for at in range(number)]

        self.nations = keys("nation", 4)
        self.units = keys("unit", 2)
        self.bodies = keys("body", 1)
        self.forces = [*self.nations, *self.units, *self.bodies]
        self.capabilities = keys("cap", 4)
        self.standards = keys("std", 5)
        self.domains = keys("domain", 2)
        self.profiles = keys("profile", 2)
        self.series = keys("series", 4)
        self.engagements = keys("event", 9)
        self.agreements = keys("pact", 9)
        self.labels = {
            key: label
            for label, found in {
                "Nation": self.nations,
                "Unit": self.units,
                "Organization": self.bodies,
                "Capability": self.capabilities,
                "Standard": self.standards,
                "Domain": self.domains,
                "Requirement": self.profiles,
                "EngagementSeries": self.series,
                "Engagement": self.engagements,
                "Agreement": self.agreements,
            }.items()
            for key in found
        }

    def facts(self) -> Iterator[Fact]:
        yield from self._entities()
        yield from self._requirements()
        yield from self._holdings()
        yield from self._pacts()
        yield from self._events()

    def _entities(self) -> Iterator[Fact]:
        for nation in self.nations:
            for source in self._random.sample(SOURCES, self._random.choice((1, 1, 2))):
                says: dict[str, Any] = {"languages": self._random.choice(LANGUAGES)} if self._chance(0.85) else {}
                yield from self._fact(
                    "ASSERTED_BY", nation, source, label="Nation", says=says, source=source, valid_from=DAYS[0],
                    valid_to=None,
                )  # fmt: skip
        for key in (*self.units, *self.bodies, *self.domains, *self.profiles):
            yield from self._asserted(key, self.labels[key])
        for unit in self.units:
            for owner in self._random.sample([*self.nations, *self.bodies], self._random.choice((0, 1, 1, 1, 2))):
                yield from self._fact("BELONGS_TO", unit, owner)
        for key in (*self.capabilities, *self.standards):
            topic = "area" if self.labels[key] == "Capability" else "field"
            for source in self._random.sample(SOURCES, self._random.choice((1, 1, 2))):
                says = {topic: self._random.choice(TOPICS[self.labels[key]])} if self._chance(0.9) else {}
                yield from self._fact(
                    "ASSERTED_BY", key, source, label=self.labels[key], says=says, source=source, valid_from=DAYS[0],
                    valid_to=None,
                )  # fmt: skip

    def _requirements(self) -> Iterator[Fact]:
        items = [*self.capabilities, *self.standards, PROFICIENCY]
        for holder in (*self.profiles, *self.series[:2], self.engagements[1]):
            for item in self._random.sample(items, self._random.randint(1, 6)):
                for source in self._random.sample(SOURCES, self._random.choice((1, 1, 1, 2))):
                    weight = {"weight": self._random.randint(1, 5)}
                    yield from self._fact("REQUIRES", holder, item, says=weight, source=source)
        for holder in (*self.profiles, *self.series, *self.capabilities, *self.standards):
            for domain in self._random.sample(self.domains, self._random.choice((0, 1, 1, 2))):
                yield from self._fact("IN_DOMAIN", holder, domain)

    def _holdings(self) -> Iterator[Fact]:
        for force in self.forces:
            for item in (*self.capabilities, *self.standards, PROFICIENCY):
                for source in self._random.sample(SOURCES, self._random.choice((0, 1, 1, 1, 2))):
                    if item in self.standards:
                        says = {"status": self._random.choice(("full", "full", "partial", "planned", "none"))}
                        yield from self._fact("IMPLEMENTS", force, item, says=says, source=source)
                    else:
                        says = {"level": self._random.choice(("full", "full", "limited", "planned", "none"))}
                        yield from self._fact("HAS_CAPABILITY", force, item, says=says, source=source)

    def _pacts(self) -> Iterator[Fact]:
        kinds = ("status_of_forces", "acquisition_and_cross_servicing", "information_security", "treaty")
        for pact in self.agreements:
            for source in self._random.sample(SOURCES, self._random.choice((1, 1, 2))):
                yield from self._fact(
                    "ASSERTED_BY", pact, source, label="Agreement", says={"kind": self._random.choice(kinds)},
                    source=source, valid_from=DAYS[0],
                )  # fmt: skip
            for party in self._random.sample([*self.nations, *self.bodies], self._random.choice((2, 2, 3, 4))):
                for source in self._random.sample(SOURCES, self._random.choice((1, 1, 2))):
                    says: dict[str, Any] = {
                        "obligations": tuple(
                            self._random.sample(("access", "logistics", "information_sharing", "defence"), 2)
                        ),
                    }
                    if self._chance(0.2):
                        says["accession"] = self._random.choice(("accession", "signature"))
                    yield from self._fact("PARTY_TO", party, pact, says=says, source=source)

    def _events(self) -> Iterator[Fact]:
        for series in self.series:
            kind = self._random.choice(("joint_exercise", "training_course", "education_exchange", "port_call"))
            yield from self._asserted(series, "EngagementSeries", kind=kind, cadenceMonths=12)
        for event in self.engagements:
            first = date(2018, 1, 1) + timedelta(days=self._random.randrange(2300))
            kind = self._random.choice(("joint_exercise", "training_course", "peace_operation", "port_call"))
            for source in self._random.sample(SOURCES, self._random.choice((1, 1, 2))):
                yield from self._held(event, source, kind, first + timedelta(days=self._random.choice((0, 0, 0, 40))))
            for series in self._random.sample(self.series, self._random.choice((0, 1, 1, 2))):
                yield from self._fact("IN_SERIES", event, series, valid_from=first, valid_to=first)
            for force in self._random.sample(self.forces, self._random.choice((2, 3, 4))):
                role = self._random.choice(("host", "lead", "participant", "participant", "observer"))
                yield from self._fact(
                    "PARTICIPATED_IN", force, event, says={"role": role}, valid_from=first,
                    valid_to=first + timedelta(days=5),
                )  # fmt: skip

    def _held(self, event: str, source: str, kind: str, first: date) -> Iterator[Fact]:
        says: dict[str, Any] = {"kind": kind, "validToPrecision": "day"}
        last: date | None = first + timedelta(days=self._random.choice((0, 5, 30)))
        match self._random.randrange(8):
            case 0:
                first, last, says["validToPrecision"] = date(first.year, 1, 1), date(first.year, 12, 31), "year"
            case 1:
                first, last = date(first.year, 1, 1), date(first.year, 1, 31)
                says["validToPrecision"] = "month"
            case 2:
                last = None
                says["validToPrecision"] = None
                if self._chance(0.6):
                    says["endUnknown"] = True
        if self._chance(0.4):
            says["costUsd"] = float(self._random.choice((1000, 2500, 90_000)))
        yield from self._fact(
            "ASSERTED_BY", event, source, label="Engagement", says=says, source=source, valid_from=first, valid_to=last
        )
