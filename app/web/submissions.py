"""Submissions over HTTP."""

from fastapi import APIRouter, Response

from app.callers.model import Role
from app.record.changes import Receipt, Submission, submit
from app.record.releasing import check_releases
from app.web.context import RequestContext
from app.web.errors import Problem

router = APIRouter(tags=["record"])


@router.post(
    "/submissions",
    summary="Enter, correct and retract facts: all of it or nothing.",
    status_code=201,
    responses={
        200: {"model": Receipt, "description": "The same submission had been entered before; nothing was done."},
        403: {"model": Problem, "description": "This service takes no writes."},
        409: {"model": Problem, "description": "A record has changed since it was read; `errors` lists all that did."},
    },
)
async def post_submission(submission: Submission, context: RequestContext, response: Response) -> Receipt:
    """Facts are stated in the columns of the CSV templates. The key makes it safe to send a submission again."""
    context.check_writes()
    await check_releases(
        context.graph, submission, viewer=context.viewer, officer=Role.RELEASING_OFFICER in context.roles
    )
    receipt = await submit(context.graph, submission, viewer=context.viewer, caller=context.caller)
    if receipt.repeated:
        response.status_code = 200
    return receipt
