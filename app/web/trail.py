"""The audit trail over HTTP, for auditors."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.callers.model import Caller, Role
from app.errors import Forbidden
from app.trail.model import TrailPage, TrailQuestion
from app.trail.reading import search
from app.web.errors import Problem


def _auditor(request: Request) -> Caller:
    """Who asks. Raises Forbidden for whoever is no auditor."""
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller is None or Role.AUDITOR not in caller.roles:
        raise Forbidden("The audit trail is read by auditors; this needs the role auditor.")
    return caller


router = APIRouter(
    tags=["audit"],
    dependencies=[Depends(_auditor)],
    responses={403: {"model": Problem, "description": "The audit trail is read by auditors."}},
)


@router.get("/trail", summary="Who asked or changed what?", operation_id="get-trail")
async def get_trail(question: Annotated[TrailQuestion, Query()], request: Request, response: Response) -> TrailPage:
    """The latest first; the next page by `Link` or `next`. Reading it is recorded in it.

    Entries quote what callers asked, not what they were shown; auditors read all of them, whatever they may see of the
    graph.
    """
    page = await asyncio.to_thread(search, request.app.state.trail.folder, question)
    if page.next:
        response.headers["Link"] = f'<{request.url.include_query_params(after=page.next)}>; rel="next"'
    return page
