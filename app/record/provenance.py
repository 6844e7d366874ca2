"""What an answer says of its own making, so that an analyst can make it again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field

from app.graph.queries import NamedQuery, QueryLibrary
from app.graph.values import browser_parameters
from app.record.shown import Shown


class AskedQuery(Shown):
    """A query file and the parameters that it was asked with."""

    name: str = Field(description="`entente query show NAME` prints it.", examples=["alliances/parties_in_force"])
    parameters: dict[str, Any]
    browser: str = Field(description="The parameters as a line for Neo4j Browser; the query runs there as it is.")
    text: str | None = Field(
        None,
        description="The query, where it was written for what was asked; null: it stands in the file of that name.",
    )


def asked_query(queries: QueryLibrary, name: str, parameters: Mapping[str, object]) -> AskedQuery:
    """The record of one call, with exactly the parameters that the query file declares."""
    return asked_of(queries[name], parameters)


def asked_of(query: NamedQuery, parameters: Mapping[str, object], *, text: str | None = None) -> AskedQuery:
    """The record of one call of a query; with its `text` where its slots were filled."""
    declared = [parameter.name for parameter in query.parameters]
    return AskedQuery(
        name=query.name,
        parameters={key: _plain(parameters[key]) for key in declared},
        browser=browser_parameters({key: parameters[key] for key in declared}),
        text=text,
    )


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value
