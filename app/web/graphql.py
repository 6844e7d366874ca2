"""The GraphQL schema, put together from the subjects."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import strawberry
from fastapi import Request
from graphql import ExecutionResult
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse
from strawberry.schema.config import StrawberryConfig
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult as StrawberryResult
from strawberry.types.scalar import ScalarDefinition

from app.alliances.graphql import AllianceQuery
from app.sources.graphql import SourceQuery
from app.web.context import Context, context_of
from app.web.errors import coded


@strawberry.type(description="Questions to the graph.")
class Query(AllianceQuery, SourceQuery):
    """The root of all questions."""


_WRITTEN: Mapping[object, ScalarDefinition] = {
    # Days and moments reach a question as they were written: its model reads them, and its errors name the argument.
    date: strawberry.scalar(name="Date", serialize=date.isoformat, parse_value=str, description="A day, YYYY-MM-DD."),
    datetime: strawberry.scalar(
        name="DateTime", serialize=datetime.isoformat, parse_value=str, description="A moment, ISO 8601."
    ),
}


class Schema(strawberry.Schema):
    """The schema. Its errors are logged and shaped in one place, `app.web.errors`."""

    def process_errors(self, errors: list[Any], execution_context: Any = None) -> None:
        """Leave logging to the place that shapes the response."""


schema = Schema(query=Query, config=StrawberryConfig(scalar_map=_WRITTEN))


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
