"""Statements in Cypher over HTTP, put to a released copy."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response

from app.errors import NotFound
from app.releases.model import Statement, StatementAnswer
from app.releases.service import ReleasedCopy
from app.representations.rows import Cell
from app.representations.tables import columns_as_csv
from app.representations.views import Views
from app.web.context import RequestContext
from app.web.errors import Problem
from app.web.representations import MEDIA_TYPES, Form, described, wanted

_VIEWS = Views(row=StatementAnswer, rows=lambda answer: [answer])

router = APIRouter(tags=["cypher"])


def _copy(request: Request, context: RequestContext) -> ReleasedCopy:
    """The copy. Raises NotFound without one, and Forbidden for whom it was not made."""
    copy: ReleasedCopy | None = getattr(request.app.state, "released", None)
    if copy is None:
        raise NotFound(
            "This service has no released copy to put statements to. `entente release` makes one, and ENTENTE_RELEASE "
            "names it."
        )
    copy.check(context.viewer)
    return copy


@router.post(
    "/cypher",
    summary="What does a statement of Cypher return, of what was released?",
    response_model=StatementAnswer,
    responses={
        **described(_VIEWS, tagged=False),
        403: {"model": Problem, "description": "The copy holds more than the caller may see."},
        404: {"model": Problem, "description": "This service has no released copy."},
    },
)
async def post_cypher(
    request: Request, statement: Annotated[Statement, Body()], copy: Annotated[ReleasedCopy, Depends(_copy)]
) -> Any:
    """One statement that only reads, with bounds on its time, memory, rows and bytes.

    It is put to a copy that was made of what one viewer may see, never to the graph itself. In CSV and JSON lines,
    `Entente-Complete: false` says that there were more rows than `limit`.
    """
    form = wanted(request, _VIEWS)
    answer = await copy.answer(statement)
    return answer if form is Form.JSON else _sent(answer, form)


def _sent(answer: StatementAnswer, form: Form) -> Response:
    if form is Form.CSV:
        text = "".join(columns_as_csv(answer.columns, ([_cell(each) for each in row] for row in answer.rows)))
    else:
        named = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
        text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in named)
    headers = {"Entente-Complete": str(not answer.more).lower()}
    return Response(text.encode(), media_type=f"{MEDIA_TYPES[form]}; charset=utf-8", headers=headers)


def _cell(value: Any) -> Cell:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
