"""Facts from what people write: cells of text by column, checked field by field against the declared model.

Columns are the properties' names in snake_case, then the envelope. Lists are separated by `|`; an empty cell is
absent. All that is wrong with a row is said at once.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

from app.errors import FieldError, InvalidInput
from app.model.declaration import Label, Property, Relationship
from app.model.labels import NATION, SOURCE
from app.nations.names import fold
from app.record.evidence import Credibility, Evidence, Reliability
from app.record.facts import Fact, PropertyValue
from app.record.releasability import Marking, Release
from app.record.time import ValidTime, partial_date, valid_time

Cells = Mapping[str, str]
"""What stands in each column, without the spaces around it."""

ENVELOPE_COLUMNS = (
    "valid_from", "valid_to", "start_unknown", "end_unknown", "source", "source_row",
    "reliability", "credibility", "marking", "releasable_to", "originator", "synthetic",
    "attested_until", "distinction",
)  # fmt: skip
_DERIVED = {"searchNames"}

Value = TypeVar("Value")


def template_columns(kind: Label | Relationship) -> tuple[str, ...]:
    """All columns that describe a fact of this kind."""
    own = tuple(given.column for given in kind.properties if given.name not in _DERIVED)
    if kind is SOURCE:
        return ("key", *own)
    return tuple(dict.fromkeys((*end_columns(kind), *own, *ENVELOPE_COLUMNS)))


def end_columns(kind: Label | Relationship) -> tuple[str, ...]:
    """The columns that say what a fact is about."""
    return ("key",) if isinstance(kind, Label) else (kind.start.column, kind.end.column)


def validated(kind: Label | Relationship, cells: Cells) -> Fact:
    """The fact that a row states. Raises InvalidInput that lists all that is wrong with it."""
    check = _Check(cells)
    for column in cells:
        if column not in template_columns(kind):
            check.fail(column, cells[column], f"is not a column of {kind.file}")
    ends = [check.take(column, partial(required, cells, column)) for column in end_columns(kind)]
    properties = {
        given.name: value
        for given in kind.properties
        if given.name not in _DERIVED
        and (value := check.take(given.column, partial(property_value, given, cells))) is not None
    }
    attested = check.take("attested_until", partial(_day, cells, "attested_until"))
    if attested:
        properties["attestedUntil"] = attested
    valid = check.take("valid_from", partial(_valid, cells))
    evidence = _evidence(cells, check)
    release = check.take("releasable_to", partial(release_of, cells))
    check.raise_errors()
    assert valid is not None and evidence is not None and release is not None  # noqa: S101, PT018 - else it raised
    if kind is NATION:
        properties["searchNames"] = _search_names(cells)
    return Fact(
        type="ASSERTED_BY" if isinstance(kind, Label) else kind.type,
        start=str(ends[0]),
        end=evidence.source if isinstance(kind, Label) else str(ends[1]),
        label=kind.name if isinstance(kind, Label) else None,
        valid=valid,
        evidence=evidence,
        release=release,
        properties=properties,
        distinction=cells.get("distinction") or None,
    )


def required(cells: Cells, column: str) -> str:
    """What stands in a column that may not be empty. Raises InvalidInput."""
    text = cells.get(column, "")
    if not text:
        raise InvalidInput(f"{column} is empty.", field=column)
    return text


def property_value(given: Property, cells: Cells) -> PropertyValue:
    """The value of a declared property, or None. Raises InvalidInput."""
    text = cells.get(given.column, "")
    if not text:
        if given.required:
            raise InvalidInput(f"{given.column} is empty.", field=given.column, expected=given.meaning)
        return None
    parts = tuple(part.strip() for part in text.split("|")) if given.type == "list<string>" else (text,)
    for part in parts:
        if given.values and part not in given.values:
            expected = ", ".join(given.values)
            raise InvalidInput(
                f"{given.column}: {part!r} is not one of {expected}.", field=given.column, value=part, expected=expected
            )
    return parts if given.type == "list<string>" else _scalar(given, text)


def reliability_of(cells: Cells) -> Reliability:
    """The grade of a source; F, cannot be judged, where nothing is said. Raises InvalidInput."""
    text = cells.get("reliability") or "F"
    if text not in Reliability.__members__:
        raise InvalidInput(f"reliability: {text!r} is not A to F.", field="reliability", value=text, expected="A to F")
    return Reliability(text)


def obligations_coded_of(cells: Cells) -> tuple[str, ...]:
    """The kinds of obligation that a source lists of every party; none: it denies nothing. Raises InvalidInput."""
    (coded,) = (given for given in SOURCE.properties if given.name == "obligationsCoded")
    kinds = property_value(coded, cells)
    return kinds if isinstance(kinds, tuple) else ()


def release_of(cells: Cells) -> Release:
    """Marking, nations and originator. Raises InvalidInput."""
    marking = cells.get("marking") or "0"
    if marking not in {str(int(level)) for level in Marking}:
        raise InvalidInput(f"marking: {marking!r} is not 0 to 4.", field="marking", value=marking, expected="0 to 4")
    text = cells.get("releasable_to", "")
    nations = tuple(nation.strip() for nation in text.split("|"))
    if text and not all(nations):
        # Nothing is guessed: an empty cell sets no limit, and a slip of the pen must not lift one.
        raise InvalidInput(
            f"releasable_to: {text!r} names a nation without a key.",
            field="releasable_to",
            value=text,
            expected="keys of nations, separated by |",
        )
    return Release(
        marking=Marking(int(marking)),
        releasable_to=nations if text else None,
        originator=cells.get("originator") or None,
    )


class _Check:
    """Collects what is wrong with a row."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._errors: list[FieldError] = []

    def take(self, field: str, read: Callable[[], Value]) -> Value | None:
        """What `read` gives; None, and an error more, where it cannot be read."""
        try:
            return read()
        except InvalidInput as error:
            self.fail(error.field or field, self._cells.get(field, ""), error.detail)
            return None

    def fail(self, field: str, value: str, detail: str) -> None:
        self._errors.append(FieldError(field=field, value=value, detail=detail))

    def raise_errors(self) -> None:
        if self._errors:
            first = self._errors[0]
            detail = " ".join(error.detail for error in self._errors)
            raise InvalidInput(detail, field=first.field, value=first.value, errors=self._errors)


def _scalar(given: Property, text: str) -> PropertyValue:
    try:
        match given.type:
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


def _flag(cells: Cells, column: str) -> bool:
    text = cells.get(column) or "false"
    if text.lower() not in ("true", "false"):
        raise InvalidInput(f"{column}: {text!r} is not true or false.", field=column, value=text)
    return text.lower() == "true"


def _day(cells: Cells, column: str) -> date | None:
    text = cells.get(column, "")
    return partial_date(text, field=column).last if text else None


def _valid(cells: Cells) -> ValidTime:
    return valid_time(
        required(cells, "valid_from"),
        cells.get("valid_to", ""),
        start_unknown=_flag(cells, "start_unknown"),
        end_unknown=_flag(cells, "end_unknown"),
    )


def _evidence(cells: Cells, check: _Check) -> Evidence | None:
    source = check.take("source", partial(required, cells, "source"))
    reliability = check.take("reliability", partial(reliability_of, cells))
    credibility = check.take("credibility", partial(_credibility, cells))
    synthetic = check.take("synthetic", partial(_flag, cells, "synthetic"))
    if source is None or reliability is None or credibility is None or synthetic is None:
        return None
    return Evidence(
        source=source,
        source_row=cells.get("source_row") or None,
        reliability=reliability,
        credibility=credibility,
        synthetic=synthetic,
    )


def _credibility(cells: Cells) -> Credibility:
    text = cells.get("credibility") or "6"
    if text not in {str(int(grade)) for grade in Credibility}:
        raise InvalidInput(f"credibility: {text!r} is not 1 to 6.", field="credibility", value=text, expected="1 to 6")
    return Credibility(int(text))


def _search_names(cells: Cells) -> tuple[str, ...]:
    names = [cells.get(column, "") for column in ("name", "official_name", "iso2", "iso3")]
    names += cells.get("aliases", "").split("|")
    return tuple(sorted({fold(name) for name in names if name.strip()}))
