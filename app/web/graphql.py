"""The GraphQL schema: a field for each named question, and the sources."""

import json
from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from datetime import date, datetime
from enum import Enum
from functools import cache
from inspect import Parameter, Signature
from time import perf_counter
from typing import Annotated, Any, cast

import strawberry
from cross_web import HTTPException
from fastapi import Request, Response
from fastapi.routing import APIRoute
from graphql import DocumentNode, ExecutionResult, GraphQLError
from pydantic import BaseModel
from pydantic.alias_generators import to_camel, to_snake
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse
from strawberry.exceptions import ConnectionRejectionError
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse
from strawberry.schema.config import StrawberryConfig
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.tools import create_type
from strawberry.types import ExecutionResult as StrawberryResult
from strawberry.types import Info
from strawberry.types.scalar import ScalarDefinition
from strawberry.types.unset import UNSET

from app.answers.fields import Given, fields_of
from app.entities.model import Reading
from app.errors import EntenteError
from app.questions import QUESTIONS, NamedQuestion
from app.settings import Settings, settings
from app.sources.model import Source
from app.sources.service import known_sources
from app.web.authentication import admit
from app.web.bounds import bearer
from app.web.context import Context, context_of
from app.web.cost import Bound, DocumentRefused, PriceList, refused
from app.web.documents import with_document_id
from app.web.entity_fields import Executor, with_entities
from app.web.errors import coded
from app.web.evenness import until_tick
from app.web.guard import BoundedRequest, Guard, Protection, check_size, cost_of, protection
from app.web.mutations import MUTATION
from app.web.shapes import enum_type, input_type, output_type
from app.web.subscriptions import SUBSCRIPTION

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
        asked = {given[name].name: _plain(value) for name, value in values.items() if value not in (None, UNSET)}
        question, start = named.question.model_validate(asked), perf_counter()
        try:
            answer = await named.service(info.context.graph, question, viewer=info.context.viewer)
        except EntenteError:
            await until_tick(start)
            raise
        if answer.found_nothing:
            await until_tick(start)
        info.context.readings[info.path.key] = Reading(
            viewer=info.context.viewer, on=answer.on, known_on=answer.known_on, sources=answer.sources
        )
        return answer_type.from_pydantic(answer)

    parameters = [Parameter("info", Parameter.POSITIONAL_OR_KEYWORD, annotation=Info[Context, None])]
    parameters += sorted(
        (_parameter(name, field) for name, field in given.items()), key=lambda one: one.default is not Parameter.empty
    )
    _declare(ask, parameters, returns=answer_type)
    # Strawberry knows the fields of a type by the names of their functions.
    ask.__name__ = named.name.replace("-", "_")
    return strawberry.field(resolver=ask, name=_field_name(named), description=f"{named.asks} {named.meaning}")


def _field_name(named: NamedQuestion) -> str:
    return to_camel(named.name.replace("-", "_"))


def _parameter(name: str, field: Given) -> Parameter:
    kind = list[_type(field.type)] if field.many else _type(field.type)  # type: ignore[misc]
    described = strawberry.argument(name=field.name, description=field.meaning)
    optional = UNSET if field.default is None else field.default  # null is not a default, it is the lack of one
    return Parameter(
        name,
        Parameter.KEYWORD_ONLY,
        annotation=Annotated[kind if field.required else kind | None, described],
        default=Parameter.empty if field.required else optional,
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


_QUERY = create_type(
    "Query",
    [
        *(_field(named) for named in QUESTIONS),
        strawberry.field(
            resolver=_sources, name="sources", description="The sources that answers can be limited to, by key."
        ),
    ],
    description="Questions to the graph.",
)


def _bounds(question: type[BaseModel]) -> dict[str, Bound]:
    """The bounds of the numbers that a question takes."""
    return {
        field.alias or name: Bound(default=field.default, most=most)
        for name, field in question.model_fields.items()
        for most in [getattr(each, "le", None) for each in field.metadata]
        if isinstance(most, int) and isinstance(field.default, int)
    }


class Schema(strawberry.Schema):
    """The schema. Its errors leave with a code, and nothing of what is inside the service, over every transport."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, execution_context_class=Executor)
        self._schema = with_entities(self._schema)
        self._schema._strawberry_schema = self  # type: ignore[attr-defined] # as Strawberry marks its own

    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        """Put what may be shown in place of what went wrong."""
        errors[:] = [_shown(error) for error in errors]


def _shown(error: GraphQLError) -> GraphQLError:
    told = coded(error)
    return GraphQLError(
        told["message"],
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=told["extensions"],
    )


@cache
def _unguarded() -> Schema:
    """The types of the schema, which are the same for every service of a process: making them takes a second."""
    return Schema(
        query=_QUERY,
        mutation=MUTATION,
        subscription=SUBSCRIPTION,
        config=StrawberryConfig(scalar_map=_WRITTEN),
    )


def schema_for(chosen: Callable[[], Protection]) -> Schema:
    """The schema behind a guard; what is chosen is asked for with each request."""
    guarded = copy(_unguarded())
    sound: dict[str, DocumentNode] = {}
    guarded.extensions = (lambda: Guard(chosen(), PRICES, sound),)
    return guarded


def _context_of(connection: HTTPConnection) -> Context:
    """The context of a request or of a WebSocket: FastAPI hands neither to a function that asks for the other."""
    context = context_of(cast(Request, connection))
    context.payer = bearer(connection.scope)
    return context


class Router(GraphQLRouter[Context, None]):
    """GraphQL over POST and `graphql-transport-ws`."""

    def __init__(self, chosen: Callable[[], Protection]) -> None:
        super().__init__(
            schema_for(chosen),
            path="/graphql",
            context_getter=_context_of,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
        )
        self._chosen = chosen
        self._unsaid = Response()
        del self._unsaid.headers["content-length"]
        self.request_adapter_class = self._bounded  # type: ignore[assignment] # called, and declared so further up
        # Strawberry's own route has FastAPI solve five dependencies for each request: time that small answers notice.
        self.routes[:] = [route for route in self.routes if not isinstance(route, APIRoute)]
        self.add_api_route("/graphql", self.answer, methods=["POST"], response_model=None)

    async def answer(self, request: Request) -> Response:
        """The answer to a POST."""
        context = _context_of(request)
        context.request = request
        try:
            return cast(Response, await self.run(request, context, None))
        except HTTPException as error:
            return PlainTextResponse(error.reason, status_code=error.status_code)

    async def get_sub_response(self, request: Request) -> Response:
        """What resolvers say of the status and headers of the answer: nothing."""
        return self._unsaid

    def _bounded(self, request: Request) -> BoundedRequest:
        return BoundedRequest(request, most=self._chosen().limits.bytes)

    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:
        """Answer a request. One that is too large to be read is refused like a document that is."""
        try:
            return await super().run(request, context, root_value)
        except DocumentRefused as refusal:
            error = _shown(GraphQLError(refusal.detail, original_error=refusal))
            cost = cost_of(None, self._chosen().limits)
            return JSONResponse({"data": None, "errors": [error.formatted], "extensions": {"cost": cost}})

    async def on_ws_connect(self, context: Context) -> Any:
        """Who opens a WebSocket is told by its headers, or by `authorization` in the payload of its first message.

        Whoever may not is disconnected with 4403; who asks before that, with 4401.
        """
        connection = cast(HTTPConnection, context.request)
        given = (context.connection_params or {}).get("authorization")
        if given is None and getattr(connection.state, "caller", None) is not None:
            return UNSET
        try:
            caller = await admit(connection.scope, None if given is None else str(given))
        except EntenteError as error:
            raise ConnectionRejectionError from error
        context.viewer, context.roles, context.caller = caller.viewer, caller.roles, caller.id
        context.payer = bearer(connection.scope)
        return UNSET

    def parse_json(self, data: str | bytes) -> Any:
        """The body of a request; `documentId` beside `query` is taken as one of its extensions.

        Raises DocumentRefused for what is nested more deeply than can be read.
        """
        try:
            body = json.loads(data)
        except RecursionError as error:
            raise refused("too many", self._chosen().limits.depth, "has variables of {} levels") from error
        except ValueError as error:
            raise HTTPException(400, "Unable to parse request body as JSON") from error
        if not isinstance(body, (dict, list)):
            raise HTTPException(400, "The request body is not a JSON object")
        return with_document_id(body) if isinstance(body, dict) else body

    def decode_json(self, data: str | bytes) -> object:
        """A message of a WebSocket, which is closed where this raises JSONDecodeError."""
        try:
            check_size(len(data), self._chosen().limits.bytes)
            return json.loads(data)
        except (DocumentRefused, RecursionError, ValueError) as error:
            raise json.JSONDecodeError("too large, or no JSON", "", 0) from error

    async def process_result(self, request: Request, result: StrawberryResult | ExecutionResult) -> GraphQLHTTPResponse:
        """The response body."""
        body: GraphQLHTTPResponse = {"data": result.data, "extensions": result.extensions or {}}
        if result.errors:
            body["errors"] = [error.formatted for error in result.errors]
        return body


def router_for(chosen: Settings) -> Router:
    """The router of a service with these settings. Raises InvalidInput for trusted documents that cannot be read."""
    fixed = protection(chosen)
    return Router(lambda: fixed)


@cache
def _as_configured() -> Protection:
    return protection(settings())


def sdl() -> str:
    """The schema in GraphQL's schema definition language, as `app/web/schema.graphql` keeps it."""
    return f"{schema.as_str()}\n"


schema = schema_for(_as_configured)
PRICES = PriceList(schema=schema._schema, bounds={_field_name(named): _bounds(named.question) for named in QUESTIONS})
router = Router(_as_configured)
