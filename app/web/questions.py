"""Every named question over HTTP: GET with the question as parameters. Parts with fields of their own are written in
words there; POST takes them as objects too. Answers come in the representation that is asked for.
"""

from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature
from time import perf_counter
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ValidationError, create_model

from app.answers.fields import fields_of, nested, nested_type
from app.answers.model import DatedQuestion
from app.errors import invalid
from app.questions import QUESTIONS, NamedQuestion
from app.record.shown import Question
from app.representations.views import VIEWS
from app.web.context import Context, RequestContext
from app.web.evenness import until_tick
from app.web.representations import described, represented, wanted, with_format


def _endpoint(named: NamedQuestion, taken: Any) -> Callable[..., Awaitable[Any]]:
    views = VIEWS[named.answer]

    async def answer(question: BaseModel, context: Context, request: Request) -> Any:
        form = wanted(request, views, getattr(question, "format", None))
        start = perf_counter()
        found = await named.service(context.graph, _whole(named.question, question), viewer=context.viewer)
        if found.found_nothing:
            await until_tick(start)
        return represented(found, views, form, name=named.name)

    answer.__name__ = f"ask_{named.name.replace('-', '_')}"
    answer.__doc__ = named.meaning
    answer.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter("question", Parameter.POSITIONAL_OR_KEYWORD, annotation=taken),
            Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=RequestContext),
            Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=Request),
        ],
        return_annotation=named.answer,
    )
    return answer


def _whole(kind: type[DatedQuestion], given: BaseModel) -> BaseModel:
    """The question, from parameters in which its parts are words. Raises InvalidInput."""
    if type(given) is kind:
        return given
    try:
        return kind.model_validate(given.model_dump(by_alias=True, exclude_unset=True, exclude={"format"}))
    except ValidationError as error:
        raise invalid(error.errors()) from error


def _in_words(question: type[DatedQuestion]) -> type[BaseModel]:
    """The parameters of a question whose parts are written in words: they are read by the question itself."""
    if not nested(question):
        return question
    parts = {given.name for given in fields_of(question) if nested_type(given.type)}
    fields: dict[str, Any] = {
        name: (tuple[str, ...] if (field.alias or name) in parts else field.annotation, field)
        for name, field in question.model_fields.items()
    }
    return create_model(f"{question.__name__}InWords", __base__=Question, __doc__=question.__doc__, **fields)


router = APIRouter(tags=["questions"])
for _named in QUESTIONS:
    _ways: list[tuple[str, Any]] = [("GET", Annotated[with_format(_in_words(_named.question)), Query()])]
    if nested(_named.question):
        _ways.append(("POST", Annotated[_named.question, Body()]))
    for _method, _taken in _ways:
        router.add_api_route(
            f"/{_named.name}",
            _endpoint(_named, _taken),
            methods=[_method],
            response_model=_named.answer,
            summary=_named.asks,
            operation_id=f"{_method.lower()}-{_named.name}",
            responses=described(VIEWS[_named.answer], tagged=_method == "GET"),
        )
