"""The one place where Neo4j's values become Python's, and text becomes a query's parameter."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

import neo4j.time
from neo4j.graph import Node, Relationship

from app.errors import InvalidInput
from app.graph.queries import NamedQuery, Parameter

_SCALARS: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": lambda text: {"true": True, "false": False}[text.lower()],
    "date": date.fromisoformat,
    "datetime": lambda text: _in_utc(datetime.fromisoformat(text)),
    "map": json.loads,
    "list": json.loads,
    "list<map>": json.loads,
    "list<list<map>>": json.loads,
}


_PLAIN = frozenset((str, int, float, bool, type(None)))


def to_python(value: object) -> object:
    """Plain Python for any value of a record: dates, datetimes in UTC, and maps for nodes and relationships."""
    if type(value) in _PLAIN:  # most values are, and an answer may have a hundred thousand
        return value
    if type(value) is list:  # asked first, and without the rest: a page is made of little else
        return value if _PLAIN.issuperset(map(type, value)) else [to_python(item) for item in value]
    match value:
        case neo4j.time.DateTime():
            return _in_utc(value.to_native())
        case neo4j.time.Date():
            return value.to_native()
        case dict():
            return {key: to_python(item) for key, item in value.items()}
        case Node():
            return {"labels": sorted(value.labels), **{key: to_python(item) for key, item in value.items()}}
        case Relationship():
            return {"type": value.type, **{key: to_python(item) for key, item in value.items()}}
        case _:
            return value


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def parse_parameters(query: NamedQuery, given: Mapping[str, str]) -> dict[str, object]:
    """Typed parameters for `query` from text, as a command line gives it. Raises InvalidInput."""
    unknown = sorted(set(given) - {parameter.name for parameter in query.parameters})
    if unknown:
        known = ", ".join(parameter.name for parameter in query.parameters) or "none"
        raise InvalidInput(
            f"{query.name} has no parameter {unknown[0]!r}; it takes: {known}.", field=unknown[0], expected=known
        )
    return {parameter.name: _parsed(parameter, given.get(parameter.name)) for parameter in query.parameters}


def _parsed(parameter: Parameter, text: str | None) -> object:
    if text is None:
        if parameter.nullable:
            return None
        raise InvalidInput(
            f"Parameter {parameter.name} is missing.", field=parameter.name, expected=f"{parameter.type}"
        )
    try:
        if parameter.type.startswith("list<") and "map" not in parameter.type:
            return [_SCALARS[parameter.type[5:-1]](item) for item in text.split(",") if item]
        return _SCALARS[parameter.type](text)
    except (ValueError, KeyError) as error:
        raise InvalidInput(
            f"{parameter.name}: {text!r} is not a {parameter.type}.",
            field=parameter.name,
            value=text,
            expected=parameter.type,
        ) from error


def browser_parameters(parameters: Mapping[str, object]) -> str:
    """The same parameters as a `:params` line for Neo4j Browser."""
    return f":params {{{', '.join(f'{name}: {_literal(value)}' for name, value in parameters.items())}}}"


def _literal(value: object) -> str:
    match value:
        case datetime():
            return f"datetime('{value.isoformat()}')"
        case date():
            return f"date('{value.isoformat()}')"
        case list() | tuple():
            return f"[{', '.join(_literal(item) for item in value)}]"
        case dict():
            return f"{{{', '.join(f'`{name}`: {_literal(item)}' for name, item in value.items())}}}"
        case _:
            return json.dumps(value)
