"""Every named question over HTTP: GET with the question as parameters, or POST where it has parts of its own."""

from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query

from app.answers.fields import nested
from app.questions import QUESTIONS, NamedQuestion
from app.web.context import Context, RequestContext


def _endpoint(named: NamedQuestion) -> Callable[..., Awaitable[Any]]:
    async def answer(question: Any, context: Context) -> Any:
        return await named.service(context.graph, question, viewer=context.viewer)

    where = Body() if nested(named.question) else Query()
    answer.__name__ = f"ask_{named.name.replace('-', '_')}"
    answer.__doc__ = named.meaning
    answer.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter("question", Parameter.POSITIONAL_OR_KEYWORD, annotation=Annotated[named.question, where]),
            Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=RequestContext),
        ],
        return_annotation=named.answer,
    )
    return answer


router = APIRouter(tags=["questions"])
for _named in QUESTIONS:
    router.add_api_route(
        f"/{_named.name}",
        _endpoint(_named),
        methods=["POST" if nested(_named.question) else "GET"],
        response_model=_named.answer,
        summary=_named.asks,
    )
