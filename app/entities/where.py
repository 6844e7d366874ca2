"""Conditions: from what people write to what the queries read.

A condition is true, false, or unknown where its value is not known; NOT turns true and false and leaves unknown as it
is, so that what is unknown never passes for a no. Only `some`, `all`, `none` and `count` speak of what is on record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Any, Literal

from app.entities.fields import Connection, Field, Kind
from app.entities.model import Where
from app.errors import InvalidInput

MOST_ALTERNATIVES = 64
"""Alternatives that one filter may amount to once its AND, OR and NOT are resolved."""

_COMPARED = ("eq", "in", "lt", "lte", "gt", "gte", "known")
OPERATORS: Mapping[str, tuple[str, ...]] = {
    "string": ("eq", "in", "contains", "startsWith", "endsWith", "known"),
    "integer": _COMPARED,
    "float": _COMPARED,
    "date": _COMPARED,
    "datetime": _COMPARED,
    "boolean": ("eq", "known"),
    "list<string>": ("includes", "known"),
}


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition on one value, as the queries read it."""

    of: str
    name: str
    test: str
    value: Any
    negated: bool

    @property
    def parameter(self) -> dict[str, Any]:
        """As an item of a query's `$any`."""
        return {"of": self.of, "property": self.name, "is": self.test, "value": self.value, "not": self.negated}


NOTHING = Condition(of="key", name="key", test="in", value=[], negated=False)
"""What an OR of nothing means."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A condition on the total or the mean of what is known of a number."""

    how: Literal["total", "mean"]
    of: Field
    condition: Condition

    def parameter(self, *, negated: bool) -> dict[str, Any]:
        """As a query's `$measured`."""
        return {
            **self.condition.parameter,
            "how": self.how,
            "not": self.condition.negated is not negated,
        }


@dataclass(frozen=True, kw_only=True)
class Related:
    """A condition on related facts: at least `least` of them meet `where`. `others`: they do not.

    `measured`: of those that meet `where`, a number meets a condition.
    """

    connection: Connection
    where: Where
    field: str
    least: int
    others: bool
    negated: bool
    measured: Measured | None = None


Term = Condition | Related
Alternatives = list[list[Term]]


def alternatives(where: Where, kind: Kind | Connection, *, field: str = "where") -> Alternatives:
    """The alternatives that a filter amounts to, each a list of conditions; none: whatever there is.

    Raises InvalidInput that names the field.
    """
    found = _all(where, kind, field, negated=False)
    if not found:
        return [[NOTHING]]
    return [] if [] in found else found


def _all(where: Where, kind: Kind | Connection, field: str, *, negated: bool) -> Alternatives:
    if not isinstance(where, Mapping):
        raise _wrong(field, where, "an object of conditions")
    parts = [part for name, given in where.items() if given is not None for part in _parts(name, given, kind, field)]
    terms = [_term(name, given, kind, at, negated=negated) for name, given, at in parts]
    return _either(terms, field) if negated else _both(terms, field)


def _parts(name: str, given: Any, kind: Kind | Connection, field: str) -> Iterator[tuple[str, Any, str]]:
    """A condition by its name; several on one value, or of one AND, stand for themselves."""
    at = f"{field}.{name}"
    if name == "AND":
        if not isinstance(given, Sequence) or isinstance(given, str):
            raise _wrong(at, given, "a list of filters")
        yield from (("", one, f"{at}.{number}") for number, one in enumerate(given))
    elif isinstance(given, Mapping) and (name in kind.fields or name in _connections(kind)):
        yield from ((name, {test: value}, f"{at}.{test}") for test, value in given.items() if value is not None)
    else:
        yield name, given, at


def _term(name: str, given: Any, kind: Kind | Connection, field: str, *, negated: bool) -> Alternatives:
    if name == "":
        return _all(given, kind, field, negated=negated)
    if name == "NOT":
        return _all(given, kind, field, negated=not negated)
    if name == "OR":
        if not isinstance(given, Sequence) or isinstance(given, str):
            raise _wrong(field, given, "a list of filters")
        terms = [_all(one, kind, f"{field}.{number}", negated=negated) for number, one in enumerate(given)]
        return _both(terms, field) if negated else _either(terms, field)
    if isinstance(kind, Connection) and name == "node":
        return _all(given, kind.kind, field, negated=negated)
    if name in _connections(kind):
        return [[_related(given, _connections(kind)[name], field, negated=negated)]]
    if name in kind.fields:
        return [[_condition(given, kind.fields[name], field, negated=negated)]]
    known = [*kind.fields, *(_connections(kind) if isinstance(kind, Kind) else ("node",)), "AND", "OR", "NOT"]
    raise InvalidInput(
        f"{field}: there is no {name!r} to filter by. Known: {', '.join(known)}.",
        field=field,
        value=name,
        expected=f"one of {', '.join(known)}",
    )


def _connections(kind: Kind | Connection) -> Mapping[str, Connection]:
    return kind.connections if isinstance(kind, Kind) else {}


def _both(terms: Sequence[Alternatives], field: str) -> Alternatives:
    count = 1
    for term in terms:
        count *= len(term)
    _bounded(count, field)
    return [[literal for part in choice for literal in part] for choice in product(*terms)]


def _either(terms: Sequence[Alternatives], field: str) -> Alternatives:
    _bounded(sum(len(term) for term in terms), field)
    return [alternative for term in terms for alternative in term]


def _bounded(count: int, field: str) -> None:
    if count > MOST_ALTERNATIVES:
        raise InvalidInput(
            f"{field}: it amounts to {count} alternatives; at most {MOST_ALTERNATIVES} can be asked at once.",
            field=field,
            value=count,
            expected="fewer OR within AND",
        )


# Conditions on values

_TESTS: Mapping[str, tuple[str, bool]] = {
    "eq": ("in", False),
    "in": ("in", False),
    "lt": ("less", False),
    "gte": ("less", True),
    "lte": ("most", False),
    "gt": ("most", True),
    "contains": ("contains", False),
    "startsWith": ("starts", False),
    "endsWith": ("ends", False),
    "includes": ("includes", False),
    "known": ("unknown", True),
}


def _condition(given: Mapping[str, Any], field: Field, at: str, *, negated: bool) -> Condition:
    if not isinstance(given, Mapping):
        raise _wrong(at, given, f"an object with one of {', '.join(OPERATORS[field.type])}")
    ((operator, value),) = given.items()
    if operator not in OPERATORS[field.type]:
        raise _wrong(at, operator, f"one of {', '.join(OPERATORS[field.type])}")
    test, contrary = _TESTS[operator]
    if operator == "known":
        if not isinstance(value, bool):
            raise _wrong(at, value, "true or false")
        contrary, value = value, None
    elif operator in ("in", "includes"):
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise _wrong(at, value, "a list of values")
        value = [_typed(one, field, f"{at}.{number}") for number, one in enumerate(value)]
    else:
        value = _typed(value, field, at)
        value = [value] if operator == "eq" else value.lower() if isinstance(value, str) else value
    return Condition(of=field.of, name=field.stored, test=test, value=value, negated=contrary is not negated)


def _typed(value: Any, field: Field, at: str) -> Any:
    try:
        match field.type:
            case "date" if isinstance(value, str):
                return date.fromisoformat(value)
            case "datetime" if isinstance(value, str):
                moment = datetime.fromisoformat(value)
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            case "integer" if isinstance(value, int) and not isinstance(value, bool):
                return value
            case "float" if isinstance(value, (int, float)) and not isinstance(value, bool):
                return float(value)
            case "boolean" if isinstance(value, bool):
                return value
            case "string" | "list<string>" if isinstance(value, str):
                return _among(value, field, at)
    except ValueError as error:
        raise _wrong(at, value, _EXPECTED[field.type]) from error
    raise _wrong(at, value, _EXPECTED[field.type])


def _among(value: str, field: Field, at: str) -> str:
    """A value that the model does not know is a slip of the pen, which an empty page would hide."""
    if (
        field.values
        and at.rpartition(".")[2] not in ("contains", "startsWith", "endsWith")
        and value not in field.values
    ):
        raise _wrong(at, value, f"one of {', '.join(field.values)}")
    return value


_EXPECTED = {
    "string": "text",
    "integer": "a whole number",
    "float": "a number",
    "boolean": "true or false",
    "date": "a day, YYYY-MM-DD",
    "datetime": "a moment, YYYY-MM-DDThh:mm:ssZ",
    "list<string>": "text",
}


def _wrong(field: str, value: object, expected: str) -> InvalidInput:
    return InvalidInput(f"{field}: {value!r} is not {expected}.", field=field, value=value, expected=expected)


# Conditions on what is related

_QUANTIFIERS = ("some", "all", "none", "count", "total", "mean")


def _related(given: Any, connection: Connection, field: str, *, negated: bool) -> Related:
    if not isinstance(given, Mapping) or len(given) != 1:
        raise _wrong(field, given, f"an object with one of {', '.join(_QUANTIFIERS)}")
    ((quantifier, inner),) = given.items()
    asked = Related(connection=connection, where=inner, field=field, least=1, others=False, negated=negated)
    match quantifier:
        case "some":
            return asked
        case "none":
            return replace(asked, negated=not negated)
        case "all":  # no fact but such as meet it; none at all is fine
            return replace(asked, others=True, negated=not negated)
        case "count":
            return _counted(inner, asked)
        case "total" | "mean":
            return _measured(inner, asked, quantifier)
    raise _wrong(field, quantifier, f"one of {', '.join(_QUANTIFIERS)}")


def _counted(given: Any, asked: Related) -> Related:
    """`{gte: 3}` or `{lt: 3, of: {…}}`: how many facts meet a filter."""
    if not isinstance(given, Mapping):
        raise _wrong(asked.field, given, "an object with one of gte, gt, lt, lte, and `of`")
    bounds = {name: value for name, value in given.items() if name != "of" and value is not None}
    if len(bounds) != 1 or not set(bounds) <= {"gte", "gt", "lt", "lte"}:
        raise _wrong(asked.field, dict(given), "an object with one of gte, gt, lt, lte, and `of`")
    ((name, number),) = bounds.items()
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise _wrong(f"{asked.field}.{name}", number, "a whole number, 0 or more")
    least = number + (name in ("gt", "lte"))
    return replace(
        asked, where=given.get("of") or {}, least=least, negated=asked.negated is not (name in ("lt", "lte"))
    )


def _measured(given: Any, asked: Related, how: Literal["total", "mean"]) -> Related:
    """`{personnel: {gte: 5000}, of: {…}}`: the total or the mean of a number, of facts that meet a filter.

    The least and the greatest need none of this: `some`, `all` and `none` ask for them.
    """
    numbers = {name: each for name, each in asked.connection.all_fields.items() if each.is_number}
    known = ", ".join(name.replace(".", "_") for name in numbers) or "nothing: no number is known of these facts"
    values = {} if not isinstance(given, Mapping) else {name: one for name, one in given.items() if name != "of"}
    values = {name: one for name, one in values.items() if one is not None}
    if len(values) != 1:
        raise _wrong(asked.field, given, f"an object with one of {known}, and `of`")
    ((name, bounds),) = values.items()
    field = numbers.get(name.replace("node_", "node.", 1))
    if field is None:
        raise _wrong(asked.field, name, f"one of {known}")
    at = f"{asked.field}.{name}"
    bounds = {test: value for test, value in bounds.items() if value is not None} if isinstance(bounds, Mapping) else {}
    if len(bounds) != 1 or not set(bounds) <= {"gte", "gt", "lt", "lte"}:
        raise _wrong(at, values[name], "an object with one of gte, gt, lt, lte")
    ((_, number),) = bounds.items()
    if not isinstance(number, (int, float)) or isinstance(number, bool):
        raise _wrong(at, number, "a number")
    condition = _condition(bounds, replace(field, type="float"), at, negated=False)
    return replace(asked, where=given.get("of") or {}, measured=Measured(how=how, of=field, condition=condition))
