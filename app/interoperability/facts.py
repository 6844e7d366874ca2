"""What is known of some forces and of what they need: read here once, so that it can be weighed without a graph."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from app.answers.asking import Asking
from app.errors import InvalidInput, NotFound
from app.graph.client import Row
from app.interoperability.model import Force, ForceKind, ForcesQuestion, ProfileKind
from app.interoperability.weights import (
    FORGOTTEN_MONTHS,
    INSTRUMENT_KINDS,
    INSTRUMENT_OBLIGATIONS,
    LANGUAGE_CAPABILITY,
    PRACTISING_KINDS,
    PRACTISING_ROLES,
)
from app.nations.names import fold

PRACTICE_ROWS = 2000
TRAININGS = 500
MODELS = 500
"""Most rows of `interoperability/common_practice`, `…/trainings` and `…/agreement_models`; each fetches one more."""

_NEAR = 0.8
_SUGGESTIONS = 3


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What forces are measured by: a kind of mission, an engagement or a series, and what it requires on the day.

    `needs`: a row for each record of REQUIRES, those of one item together.
    """

    key: str
    name: str
    kind: ProfileKind
    domains: tuple[str, ...]
    needs: tuple[Row, ...]

    @property
    def needed(self) -> list[str]:
        """Keys of what is required, sorted."""
        return sorted({row["needed"] for row in self.needs})

    @property
    def all_domains(self) -> list[str]:
        """Keys of its own domains and of those of what it requires, sorted."""
        return sorted({*self.domains, *(domain for row in self.needs for domain in row["domains"])})


@dataclass(frozen=True, kw_only=True)
class GapsFacts:
    """All facts that an answer about gaps weighs, as rows of the queries that are named like the fields.

    `nations`: keys of the nations among the forces and the owners of units. `owner_disputed`: keys of units that are
    said to have several owners.
    """

    on: date
    profile: Profile
    forces: tuple[Force, ...]
    nations: frozenset[str]
    owner_disputed: frozenset[str]
    synthetic_owners: frozenset[str]
    holdings: tuple[Row, ...]
    common_agreements: tuple[Row, ...]
    coded: tuple[Row, ...]
    agreement_models: tuple[Row, ...]
    languages: tuple[Row, ...]
    common_practice: tuple[Row, ...]
    trainings: tuple[Row, ...]
    training_records: Mapping[str, Row]
    complete: bool


def state_of(force: Force) -> str:
    """Key of the nation or body that makes agreements for a force: its owner, or itself."""
    return force.owner or force.key


async def read_gaps_facts(asking: Asking, question: ForcesQuestion) -> GapsFacts:
    """Read what is known of the forces and of what they need.

    Raises NotFound for a force or a requirement that nothing visible answers to, and InvalidInput for a force that is
    given twice.
    """
    forces, owners = await _forces(asking, question.forces)
    profile = await _profile(asking, question.requirement)
    keys = [force.key for force in forces]
    states = sorted({state_of(force) for force in forces})
    nations = [state for state in states if _is_nation(state, forces, owners)]
    needed = sorted({*profile.needed, LANGUAGE_CAPABILITY})
    holdings, agreements, models, languages, practice, trainings = await asyncio.gather(
        asking.read("interoperability/holdings", holders=sorted({*keys, *states}), needed=needed),
        _common_agreements(asking, states),
        asking.read("interoperability/agreement_models", parties=states, kinds=sorted(INSTRUMENT_KINDS.values())),
        asking.read("interoperability/languages", nations=nations),
        _common_practice(asking, profile, sorted({*keys, *states})),
        _trainings(asking, profile, needed),
    )
    coded, records = await asyncio.gather(
        _coded(asking, agreements, nations),
        _training_records(asking, trainings, sorted({*keys, *states})),
    )
    return GapsFacts(
        on=asking.on,
        profile=profile,
        forces=forces,
        nations=frozenset(nations),
        owner_disputed=frozenset(key for key, rows in owners.items() if len({row["key"] for row in rows}) > 1),
        synthetic_owners=frozenset(key for key, rows in owners.items() if rows and rows[0]["synthetic"]),
        holdings=tuple(holdings),
        common_agreements=tuple(agreements),
        coded=tuple(coded),
        agreement_models=tuple(models[:MODELS]),
        languages=tuple(languages),
        common_practice=tuple(practice[:PRACTICE_ROWS]),
        trainings=tuple(trainings[:TRAININGS]),
        training_records=records,
        complete=len(practice) <= PRACTICE_ROWS and len(trainings) <= TRAININGS and len(models) <= MODELS,
    )


def period_start(on: date) -> date:
    """The first day of the period whose practice and costs still count on a day."""
    return date(max(on.year - FORGOTTEN_MONTHS // 12, 1), on.month, 1)


# Forces


async def _forces(asking: Asking, names: Sequence[str]) -> tuple[tuple[Force, ...], dict[str, list[Row]]]:
    """The forces meant by what was typed, by key, and the owners on record of each unit."""
    rows = await asking.read("interoperability/forces", keys=sorted(set(names)))
    found = {row["key"]: _force(row) for row in rows}
    others = [name for name in names if name not in found]
    nations = await _nations(asking, others) if others else {}
    given = [found.get(name) or nations[name] for name in names]
    _refuse_one_twice(names, given)
    forces = tuple(sorted(given, key=lambda force: force.key))
    return forces, {row["key"]: row["owners"] for row in rows}


def _force(row: Row) -> Force:
    owner = row["owners"][0] if row["owners"] and row["kind"] == "unit" else None
    return Force(
        key=row["key"],
        name=row["name"],
        kind=ForceKind(row["kind"]),
        owner=owner["key"] if owner else None,
        owner_name=owner["name"] if owner else None,
    )


def _is_nation(state: str, forces: Sequence[Force], owners: Mapping[str, Sequence[Row]]) -> bool:
    given = {force.key for force in forces if force.kind is ForceKind.NATION}
    return state in given or any(
        row["key"] == state and row["kind"] == "nation" for rows in owners.values() for row in rows
    )


async def _nations(asking: Asking, names: Sequence[str]) -> dict[str, Force]:
    try:
        nations = await asking.nations({"forces": names})
    except NotFound as error:
        raise await _no_force(asking, error) from error
    return {
        typed: Force(key=nation.key, name=nation.name, kind=ForceKind.NATION, owner=None, owner_name=None)
        for typed, nation in nations.items()
    }


async def _no_force(asking: Asking, missing: NotFound) -> NotFound:
    rows = await asking.read("interoperability/force_keys")
    suggestions = [*missing.suggestions, *_nearest(str(missing.value), rows)][:_SUGGESTIONS]
    return NotFound(
        f"forces: no nation, unit or body is known as {missing.value!r}.{_hint(suggestions)}",
        field="forces",
        value=missing.value,
        expected="a nation's code, name or alias, or the key of a unit or body",
        suggestions=suggestions,
    )


def _nearest(typed: str, rows: Iterable[Row]) -> list[str]:
    names = {name: row for row in rows for name in (fold(row["name"]), fold(row["key"]))}
    near = process.extract(
        fold(typed), sorted(names), scorer=JaroWinkler.similarity, limit=_SUGGESTIONS, score_cutoff=_NEAR
    )
    return list(dict.fromkeys(f"{names[name]['name']} ({names[name]['key']})" for name, _, _ in near))


def _hint(suggestions: Sequence[str]) -> str:
    return f" Did you mean {', '.join(suggestions)}?" if suggestions else ""


def _refuse_one_twice(names: Sequence[str], forces: Sequence[Force]) -> None:
    first: dict[str, str] = {}
    for name, force in zip(names, forces, strict=True):
        if force.key in first:
            raise InvalidInput(
                f"forces: {first[force.key]!r} and {name!r} are both {force.name}.",
                field="forces",
                value=name,
                expected="forces that differ",
            )
        first[force.key] = name


# What they need


async def _profile(asking: Asking, key: str) -> Profile:
    rows = await asking.read("interoperability/needs", profile=key)
    if not rows:
        raise await _no_profile(asking, key)
    (row,) = rows
    return Profile(
        key=row["key"],
        name=row["name"],
        kind=ProfileKind(row["kind"]),
        domains=tuple(row["domains"]),
        needs=tuple(row["needs"]),
    )


async def _no_profile(asking: Asking, key: str) -> NotFound:
    rows = await asking.read("interoperability/profile_keys")
    suggestions = _nearest(key, rows)
    return NotFound(
        f"requirement: no requirement profile, engagement or series has the key {key!r}.{_hint(suggestions)}",
        field="requirement",
        value=key,
        expected="the key of a requirement profile, an engagement or a series",
        suggestions=suggestions,
    )


# What they have


async def _common_agreements(asking: Asking, states: Sequence[str]) -> list[Row]:
    return await asking.read(
        "interoperability/common_agreements",
        parties=list(states),
        kinds=sorted(INSTRUMENT_KINDS.values()),
        obligations=sorted(INSTRUMENT_OBLIGATIONS.values()),
    )


async def _coded(asking: Asking, agreements: Sequence[Row], nations: Sequence[str]) -> list[Row]:
    keys = sorted({row["agreement"] for row in agreements})
    return await asking.read("alliances/coded", agreements=keys, nations=list(nations)) if keys else []


async def _common_practice(asking: Asking, profile: Profile, forces: Sequence[str]) -> list[Row]:
    return await asking.read(
        "interoperability/common_practice",
        forces=list(forces),
        roles=list(PRACTISING_ROLES),
        kinds=list(PRACTISING_KINDS),
        profile=profile.key,
        needed=profile.needed,
        domains=profile.all_domains,
        since=period_start(asking.on),
    )


async def _trainings(asking: Asking, profile: Profile, needed: Sequence[str]) -> list[Row]:
    return await asking.read(
        "interoperability/trainings",
        kinds=["education_exchange", "joint_exercise", "training_course"],
        profile=profile.key,
        needed=list(needed),
        domains=profile.all_domains,
    )


async def _training_records(asking: Asking, trainings: Sequence[Row], forces: Sequence[str]) -> dict[str, Row]:
    if not trainings:
        return {}
    rows = await asking.read(
        "interoperability/training_records",
        series=[row["series"] for row in trainings],
        forces=list(forces),
        since=period_start(asking.on),
    )
    return {row["series"]: row for row in rows}


def by_item(needs: Iterable[Row]) -> dict[str, list[Row]]:
    """The records of what is required, by what is required."""
    return {key: list(rows) for key, rows in groupby(needs, key=lambda row: str(row["needed"]))}
