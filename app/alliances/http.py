"""Alliance paths over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.alliances.model import AlliancePaths, AlliancePathsQuestion
from app.alliances.service import alliance_paths
from app.web.context import RequestContext

router = APIRouter(tags=["alliances"])


@router.get("/alliance-paths", summary="How are two nations allied on a day, and through whom?")
async def get_alliance_paths(
    question: Annotated[AlliancePathsQuestion, Query()], context: RequestContext
) -> AlliancePaths:
    """The shortest chains of allies, with each hop's agreements, their obligations, dates and sources.

    Two parties of an agreement are linked on a day when both are parties then and at least one of the two is bound to
    one of the asked obligations. Consultation is never defence. No path is a normal answer.
    """
    return await alliance_paths(context.graph, question, viewer=context.viewer)
