"""The CSV templates: one file per label and per relationship, with columns from the declared model.

The seed is written in them, and an organisation's own records can be. Columns are the properties' names in
snake_case, then the envelope: valid_from, valid_to, start_unknown, end_unknown, source, source_row, reliability,
credibility, marking, releasable_to, originator, synthetic. Lists are separated by `|`; an empty cell is absent.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, FactsOf, Line, Problem
from app.model.declaration import Label, Property, Relationship
from app.model.labels import LABELS, NATION, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS
from app.nations.names import fold
from app.record.evidence import Credibility, Evidence, Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.releasability import Marking, Release
from app.record.time import ValidTime, partial_date, valid_time

ENVELOPE_COLUMNS = (
    "valid_from", "valid_to", "start_unknown", "end_unknown", "source", "source_row",
    "reliability", "credibility", "marking", "releasable_to", "originator", "synthetic",
)  # fmt: skip
_DERIVED = {"searchNames"}


def template_columns(kind: Label | Relationship) -> tuple[str, ...]:
    """The columns of the CSV template of a label or relationship."""
    own = tuple(given.column for given in kind.properties if given.name not in _DERIVED)
    if kind is SOURCE:
        return ("key", *own)
    if isinstance(kind, Label):
        return ("key", *own, *ENVELOPE_COLUMNS)
    return tuple(dict.fromkeys((kind.start.column, kind.end.column, *own, *ENVELOPE_COLUMNS)))


def templates() -> Mapping[str, Dataset]:
    """An importer for each template, by its file's name. Sources have none: they come with the seed."""
    labels = {label.file: _dataset(label, _label_facts(label)) for label in LABELS if label is not SOURCE}
    relationships = {
        relationship.file: _dataset(relationship, _relationship_facts(relationship))
        for relationship in RELATIONSHIPS
        if relationship is not ASSERTED_BY
    }
    return labels | relationships


def source_of(row: Line) -> Source:
    """A row of sources.csv. Raises InvalidInput."""
    return Source(
        key=_required(row, "key"),
        title=_required(row, "title"),
        publisher=row.get("publisher"),
        version=row.get("version"),
        url=row.get("url"),
        licence=row.get("licence"),
        reliability=_grade(row),
        marking=_release(row).marking,
        releasable_to=_releasable_to(row),
    )


def _dataset(kind: Label | Relationship, facts_of: FactsOf) -> Dataset:
    required = [given.column for given in kind.properties if given.required]
    ends = ["key"] if isinstance(kind, Label) else [kind.start.column, kind.end.column]
    return Dataset(
        name=kind.file,
        title=f"CSV template: {kind.meaning}",
        sources=(),
        columns=(*ends, *required, "valid_from", "valid_to", "source"),
        only=template_columns(kind),
        facts_of=facts_of,
    )


def _label_facts(label: Label) -> FactsOf:
    def facts_of(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
        (row,) = lines
        properties = _properties(row, label.properties)
        if label is NATION:
            properties["searchNames"] = _search_names(row)
        yield assertion(
            label.name,
            _required(row, "key"),
            valid=_valid(row),
            evidence=_evidence(row),
            release=_release(row),
            properties=properties,
        )

    return facts_of


def _relationship_facts(relationship: Relationship) -> FactsOf:
    def facts_of(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
        (row,) = lines
        yield Fact(
            type=relationship.type,
            start=_required(row, relationship.start.column),
            end=_required(row, relationship.end.column),
            valid=_valid(row),
            evidence=_evidence(row),
            release=_release(row),
            properties=_properties(row, relationship.properties),
        )

    return facts_of


def _properties(row: Line, declared: tuple[Property, ...]) -> dict[str, PropertyValue]:
    properties: dict[str, PropertyValue] = {}
    for given in declared:
        text = row.get(given.column)
        if text and given.name not in _DERIVED:
            properties[given.name] = _value(given, text)
        elif given.required:
            raise InvalidInput(f"{given.column} is empty.", field=given.column, expected=given.meaning)
    return properties


def _value(given: Property, text: str) -> PropertyValue:
    parts = [part.strip() for part in text.split("|")] if given.type == "list<string>" else [text]
    for part in parts:
        if given.values and part not in given.values:
            expected = ", ".join(given.values)
            raise InvalidInput(
                f"{given.column}: {part!r} is not one of {expected}.", field=given.column, value=part, expected=expected
            )
    try:
        match given.type:
            case "list<string>":
                return tuple(parts)
            case "integer":
                return int(text)
            case "float":
                return float(text)
            case "boolean":
                return _boolean(text)
            case "date":
                return partial_date(text, field=given.column).first
            case _:
                return text
    except ValueError as error:
        raise InvalidInput(
            f"{given.column}: {text!r} is not a {given.type}.", field=given.column, value=text, expected=given.type
        ) from error


def _boolean(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError
    return text.lower() == "true"


def _search_names(row: Line) -> tuple[str, ...]:
    names = [row["name"], *(row.get(column) for column in ("official_name", "iso2", "iso3"))]
    names += row.get("aliases").split("|")
    return tuple(sorted({fold(name) for name in names if name.strip()}))


def _valid(row: Line) -> ValidTime:
    return valid_time(
        _required(row, "valid_from"),
        row["valid_to"],
        start_unknown=row.get("start_unknown") == "true",
        end_unknown=row.get("end_unknown") == "true",
    )


def _evidence(row: Line) -> Evidence:
    return Evidence(
        source=_required(row, "source"),
        source_row=row.get("source_row") or None,
        reliability=_grade(row),
        credibility=_credibility(row),
        synthetic=row.get("synthetic") == "true",
    )


def _release(row: Line) -> Release:
    marking = row.get("marking") or "0"
    if marking not in {str(int(level)) for level in Marking}:
        raise InvalidInput(f"marking: {marking!r} is not 0 to 4.", field="marking", value=marking, expected="0 to 4")
    return Release(
        marking=Marking(int(marking)), releasable_to=_releasable_to(row), originator=row.get("originator") or None
    )


def _releasable_to(row: Line) -> tuple[str, ...] | None:
    """Keys of nations; an empty cell sets no limit, and what is neither is not guessed at."""
    text = row.get("releasable_to")
    nations = tuple(nation.strip() for nation in text.split("|"))
    if text and not all(nations):
        raise InvalidInput(
            f"releasable_to: {text!r} names a nation without a key.",
            field="releasable_to",
            value=text,
            expected="keys of nations, separated by |",
        )
    return nations if text else None


def _grade(row: Line) -> Reliability:
    text = row.get("reliability") or "F"
    if text not in Reliability.__members__:
        raise InvalidInput(f"reliability: {text!r} is not A to F.", field="reliability", value=text, expected="A to F")
    return Reliability(text)


def _credibility(row: Line) -> Credibility:
    text = row.get("credibility") or "6"
    if text not in {str(int(grade)) for grade in Credibility}:
        raise InvalidInput(f"credibility: {text!r} is not 1 to 6.", field="credibility", value=text, expected="1 to 6")
    return Credibility(int(text))


def _required(row: Line, column: str) -> str:
    if not row[column]:
        raise InvalidInput(f"{column} is empty.", field=column)
    return row[column]
