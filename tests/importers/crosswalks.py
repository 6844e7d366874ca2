"""Crosswalks for tests that need no database, and what a dataset gives with one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.graph.client import Row
from app.importers import pipeline
from app.importers.crosswalk import NOTHING_KNOWN, AgreementScheme, Crosswalk, Holding, crosswalk_of
from app.importers.dataset import Dataset, read_lines
from app.importers.records import templates
from app.importers.seed import SEED
from app.model.labels import LABELS
from app.model.relationships import RELATIONSHIPS
from app.nations.names import fold
from app.record.facts import Fact

LONG_AGO = date(1, 1, 1)
KINDS = {label.name: label.properties for label in LABELS} | {kind.type: kind.properties for kind in RELATIONSHIPS}
CODES = dict.fromkeys(
    (
        "cowCode",
        "gwCode",
        "iso2",
        "iso3",
        "fips",
        "cowId",
        "atopId",
        "dcadId",
        "searchNames",
        "cowIgo",
        "shortName",
        "mmeId",
        "mmeNames",
    )
)


def made_up(
    nations: Mapping[str, int],
    *,
    agreements: Mapping[tuple[AgreementScheme, str], str] | None = None,
    names: Mapping[str, str] | None = None,
    since: Mapping[str, date] | None = None,
) -> Crosswalk:
    """A crosswalk of nations by key with their COW codes, and names by nation; `since`: when a nation began."""
    began = since or {}
    holdings = {key: Holding(key=key, valid_from=began.get(key, LONG_AGO), valid_to=None) for key in nations}
    codes: dict[Any, tuple[Holding, ...]] = {}
    for key, code in nations.items():
        codes["cowCode", str(code)] = (*codes.get(("cowCode", str(code)), ()), holdings[key])
    return Crosswalk(
        codes=codes,
        names={
            fold(name): (holdings[key],) for name, key in [*((key, key) for key in nations), *(names or {}).items()]
        },
        agreements=agreements or {},
        organizations={},
    )


@cache
def seed_crosswalk() -> Crosswalk:
    """The crosswalk of the nations, agreements and organisations that ship with Entente."""
    return crosswalk_of(
        nations=list(_seeded("nations")),
        agreements=list(_seeded("agreements")),
        organizations=list(_seeded("organizations")),
        engagements=list(_seeded("engagements")),
        series=list(_seeded("engagement_series")),
    )


def _seeded(template: str) -> Iterator[Row]:
    """Rows as the graph would answer them, straight from the seed's files."""
    dataset = templates()[template]
    for path in sorted(SEED.rglob(f"{template}.csv")):
        for line in read_lines(dataset, path):
            for fact in dataset.facts_of([line], NOTHING_KNOWN):
                assert isinstance(fact, Fact)
                yield CODES | {"key": fact.start} | dict(fact.properties) | _validity(fact)


def _validity(fact: Fact) -> Row:
    return {"validFrom": fact.valid.valid_from, "validTo": fact.valid.valid_to}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a file gives: distinct facts, and what was rejected as (line, reason)."""

    facts: tuple[Fact, ...]
    rejected: tuple[tuple[int, str], ...]
    rows: int
    tally: Mapping[str, int]

    def of(self, type_: str) -> list[Fact]:
        """The facts of one type."""
        return [fact for fact in self.facts if fact.type == type_]


def reading(dataset: Dataset, path: Path, crosswalk: Crosswalk) -> Reading:
    """Read a file the way every import does, up to the first write."""
    report = pipeline.ImportReport(dataset=dataset.name, file=path.name, recorded_at=datetime.now(UTC))
    facts = [fact for group in pipeline.read_facts(dataset, path, crosswalk, report, {}) for fact in group]
    return Reading(
        facts=tuple(facts),
        rejected=tuple((rejection.row, rejection.reason) for rejection in report.rejected),
        rows=report.rows_read,
        tally=report.tally,
    )


def reading_of(dataset: Dataset, folder: Path, text: str, *, crosswalk: Crosswalk) -> Reading:
    """Read made-up lines."""
    path = folder / f"{dataset.name}.csv"
    path.write_text(text, encoding=dataset.encoding)
    return reading(dataset, path, crosswalk)


def row(columns: tuple[str, ...], **cells: object) -> str:
    """A line with the given cells; the others are empty."""
    unknown = set(cells) - set(columns)
    assert not unknown, unknown
    return ",".join(str(cells.get(column, "")) for column in columns) + "\n"


def rows(columns: tuple[str, ...], *lines: Mapping[str, object]) -> str:
    """A header and its lines."""
    return ",".join(columns) + "\n" + "".join(row(columns, **line) for line in lines)


def undeclared(facts: Iterable[Fact]) -> set[str]:
    """What facts say that the model does not declare: a property, a value, or one that is required and missing."""
    return {finding for fact in facts for finding in _undeclared(fact)}


def _undeclared(fact: Fact) -> Iterator[str]:
    kind = fact.label or fact.type
    declared = {given.name: given for given in KINDS[kind]}
    said = {name: value for name, value in fact.properties.items() if value is not None}
    yield from (f"{kind}.{name} is missing" for name, given in declared.items() if given.required and name not in said)
    for name, value in said.items():
        if name == "attestedUntil":
            continue
        if name not in declared:
            yield f"{kind}.{name}"
        elif declared[name].values:
            values = value if isinstance(value, tuple) else (value,)
            yield from (f"{kind}.{name}: {each}" for each in values if each not in declared[name].values)
