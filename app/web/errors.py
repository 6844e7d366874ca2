"""The one place where errors become responses: problem details (RFC 9457) over HTTP, coded errors over GraphQL."""

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from graphql import GraphQLError
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException

from app.callers.budget import RateLimited
from app.errors import EntenteError, invalid

log = structlog.get_logger(__name__)


class ProblemField(BaseModel):
    """One of several things that are wrong with an input."""

    field: str
    value: str | None = None
    detail: str


class Problem(BaseModel):
    """Problem details, RFC 9457."""

    type: str = Field(examples=["urn:entente:error:not-found"])
    title: str
    status: int
    detail: str = Field(description="A sentence that says what is wrong and what would be right.")
    instance: str
    code: str = Field(examples=["NOT_FOUND"])
    field: str | None = None
    value: str | None = None
    expected: str | None = None
    suggestions: list[str] | None = None
    errors: list[ProblemField] | None = None


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description, "content": {"application/problem+json": {}}}
    for status, description in {
        400: "The body cannot be read.",
        401: "No key or token came, or none that is accepted.",
        403: "The caller may not do this here.",
        404: "No visible thing bears that name.",
        413: "The body is larger than this service takes.",
        414: "The address is longer than this service takes.",
        422: "A parameter is wrong; `errors` lists all that are.",
        429: "The caller has used up the budget of this minute; try again after Retry-After.",
        503: "The graph is not available; try again after Retry-After.",
        504: "The question ran into its time limit.",
    }.items()
}

PROBLEM_TYPE = "application/problem+json"
RETRY_SECONDS = 5


def problem(error: EntenteError, *, instance: str) -> JSONResponse:
    """`error` as problem details."""
    body = {
        "type": f"urn:entente:error:{error.code.lower().replace('_', '-')}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": instance,
        **_members(error),
    }
    retry = retry_seconds(error)
    headers = {"Retry-After": str(retry)} if retry else None
    return JSONResponse(body, status_code=error.status, media_type=PROBLEM_TYPE, headers=headers)


def retry_seconds(error: EntenteError) -> int | None:
    """After how many seconds it makes sense to ask again."""
    if isinstance(error, RateLimited):
        return error.retry_seconds
    return RETRY_SECONDS if error.status == HTTPStatus.SERVICE_UNAVAILABLE else None


def coded(error: GraphQLError) -> dict[str, Any]:
    """A GraphQL error as a response shows it: a stable code, and nothing of what is inside the service."""
    shown = dict(error.formatted)
    match error.original_error:
        case None:
            # The document itself is at fault: it cannot be parsed, or names what the schema does not have.
            return shown | {"extensions": {"code": "INVALID_DOCUMENT"}}
        case ValidationError() as cause:
            return shown | _graphql_members(invalid(cause.errors()))
        case EntenteError() as cause:
            return shown | _graphql_members(cause)
        case GraphQLError() | ValueError() | TypeError():
            return shown | {"extensions": {"code": "INVALID_DOCUMENT"}}
        case cause:
            log.error("unexpected", exc_info=cause)
            return shown | _graphql_members(EntenteError("Something went wrong inside the service."))


def install_error_handlers(app: FastAPI) -> None:
    """Every error of an HTTP request leaves as problem details."""

    @app.exception_handler(EntenteError)
    async def _entente(request: Request, error: EntenteError) -> JSONResponse:
        return problem(error, instance=request.url.path)

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(invalid(error.errors()), instance=request.url.path)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        shown = EntenteError(_SENTENCES.get(error.status_code, str(error.detail)))
        shown.status, shown.title = error.status_code, str(error.detail)
        shown.code = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}.get(error.status_code, "HTTP")
        return problem(shown, instance=request.url.path)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> JSONResponse:
        log.error("unexpected", exc_info=error)
        return problem(EntenteError("Something went wrong inside the service."), instance=request.url.path)


_SENTENCES = {
    404: "There is nothing at this address; /docs lists what there is.",
    405: "This address has other methods.",
}


def _graphql_members(error: EntenteError) -> dict[str, Any]:
    return {"message": error.detail, "extensions": _members(error)}


def _members(error: EntenteError) -> dict[str, Any]:
    members = {
        "code": error.code,
        "field": error.field,
        "value": error.value if error.value is None else str(error.value)[:200],
        "expected": error.expected,
        "suggestions": list(error.suggestions) or None,
        "errors": [
            {"field": field.field, "value": field.value, "detail": field.detail} for field in error.errors
        ] or None,
    }  # fmt: skip
    return {name: value for name, value in members.items() if value is not None}
