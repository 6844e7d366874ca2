"""Briefs over HTTP: a page, a PDF, or JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.briefs.model import Brief, BriefQuestion
from app.briefs.page import as_page
from app.briefs.print import as_pdf
from app.briefs.service import brief
from app.web.context import RequestContext
from app.web.errors import PROBLEM_TYPE, Problem
from app.web.headers import page
from app.web.representations import accepted_of

_TYPES = ("text/html", "application/pdf", "application/json")

router = APIRouter(tags=["briefs"])


@router.get(
    "/briefs/{nation}",
    summary="What must be known of a nation, or of how two stand to each other, to be printed?",
    operation_id="get-brief",
    response_model=Brief,
    responses={
        200: {
            "content": {"text/html": {"schema": {"type": "string"}}, "application/pdf": {"schema": {"type": "string"}}}
        },
        406: {"model": Problem, "description": "A brief is HTML, PDF or JSON.", "content": {PROBLEM_TYPE: {}}},
    },
)
async def get_brief(
    nation: str, question: Annotated[BriefQuestion, Query()], context: RequestContext, request: Request
) -> Any:
    """All of it is about one day, as it was known at one moment, with every source that it rests on.

    It is HTML where nothing is said, PDF for `Accept: application/pdf`, and JSON for `Accept: application/json`.
    """
    kind = accepted_of(request, _TYPES)
    found = await brief(context.graph, nation, question, viewer=context.viewer)
    if kind == "application/json":
        return found
    if kind == "text/html":
        return page(as_page(found))
    name = "-".join(each.key for each in found.nations)
    headers = {"Content-Disposition": f'inline; filename="brief-{name}-{found.on}.pdf"'}
    return Response(await run_in_threadpool(as_pdf, found), media_type="application/pdf", headers=headers)
