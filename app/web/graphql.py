"""The GraphQL schema: a field for each named question, and the sources."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from enum import Enum
from inspect import Parameter, Signature
from typing import Annotated, Any

import strawberry
from fastapi import Request
from graphql import ExecutionResult
from pydantic import BaseModel
from pydantic.alias_generators import to_camel, to_snake
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse
from strawberry.schema.config import StrawberryConfig
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.tools import create_type
from strawberry.types import ExecutionResult as StrawberryResult
from strawberry.types import Info
from strawberry.types.scalar import ScalarDefinition

from app.answers.fields import Given, fields_of
from app.questions import QUESTIONS, NamedQuestion
from app.sources.model import Source
from app.sources.service import known_sources
from app.web.context import Context, context_of
from app.web.errors import coded
from app.web.shapes import enum_type, input_type, output_type

_WRITTEN: Mapping[object, ScalarDefinition] = {
    # Days and moments reach a question as they were written: its model reads them, and its errors name the argument.
    date: strawberry.scalar(name="Date", serialize=date.isoformat, parse_value=str, description="A day, YYYY-MM-DD."),
    datetime: strawberry.scalar(
        name="DateTime", serialize=datetime.isoformat, parse_value=str, description="A moment, ISO 8601."
    ),
}


def _field(named: NamedQuestion) -> Any:
    """The field that asks `named`."""
    answer_type = output_type(named.answer)
    given = {f"{to_snake(field.name)}_": field for field in fields_of(named.question)}

    async def ask(info: Info[Context, None], **values: Any) -> Any:
        asked = {given[name].name: _plain(value) for name, value in values.items() if value is not None}
        question = named.question.model_validate(asked)
        answer = await named.service(info.context.graph, question, viewer=info.context.viewer)
        return answer_type.from_pydantic(answer)

    parameters = [Parameter("info", Parameter.POSITIONAL_OR_KEYWORD, annotation=Info[Context, None])]
    parameters += sorted(
        (_parameter(name, field) for name, field in given.items()), key=lambda one: one.default is not Parameter.empty
    )
    _declare(ask, parameters, returns=answer_type)
    name = to_camel(named.name.replace("-", "_"))
    return strawberry.field(resolver=ask, name=name, description=f"{named.asks} {named.meaning}")


def _parameter(name: str, field: Given) -> Parameter:
    kind = list[_type(field.type)] if field.many else _type(field.type)  # type: ignore[misc]
    described = strawberry.argument(name=field.name, description=field.meaning)
    return Parameter(
        name,
        Parameter.KEYWORD_ONLY,
        annotation=Annotated[kind if field.required else kind | None, described],
        default=Parameter.empty if field.required else field.default,
    )


def _type(kind: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return input_type(kind)
    return enum_type(kind) if isinstance(kind, type) and issubclass(kind, Enum) else kind


def _plain(value: Any) -> Any:
    """Inputs as the question's model reads them."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.to_pydantic() if hasattr(value, "to_pydantic") else value


def _declare(function: Callable[..., Awaitable[Any]], parameters: list[Parameter], *, returns: Any) -> None:
    """Give a function the signature that Strawberry reads its arguments from."""
    function.__signature__ = Signature(parameters, return_annotation=returns)  # type: ignore[attr-defined]
    function.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": returns}


async def _sources(info: Info[Context, None]) -> Any:
    found = await known_sources(info.context.graph, viewer=info.context.viewer)
    return [output_type(Source).from_pydantic(source) for source in found]


_declare(
    _sources,
    [Parameter("info", Parameter.POSITIONAL_OR_KEYWORD, annotation=Info[Context, None])],
    returns=list[output_type(Source)],  # type: ignore[misc]
)


class Schema(strawberry.Schema):
    """The schema. Its errors are logged and shaped in one place, `app.web.errors`."""

    def process_errors(self, errors: list[Any], execution_context: Any = None) -> None:
        """Leave logging to the place that shapes the response."""


schema = Schema(
    query=create_type(
        "Query",
        [
            *(_field(named) for named in QUESTIONS),
            strawberry.field(
                resolver=_sources, name="sources", description="The sources that answers can be limited to, by key."
            ),
        ],
        description="Questions to the graph.",
    ),
    config=StrawberryConfig(scalar_map=_WRITTEN),
)


class Router(GraphQLRouter[Context, None]):
    """GraphQL over POST; errors leave with a code."""

    async def process_result(self, request: Request, result: StrawberryResult | ExecutionResult) -> GraphQLHTTPResponse:
        """The response body."""
        body: GraphQLHTTPResponse = {"data": result.data}
        if result.errors:
            body["errors"] = [coded(error) for error in result.errors]
        return body


router = Router(
    schema,
    path="/graphql",
    context_getter=context_of,
    graphql_ide=None,
    allow_queries_via_get=False,
    subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
)
