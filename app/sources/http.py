"""Sources over HTTP."""

from fastapi import APIRouter

from app.sources.model import Source
from app.sources.service import known_sources
from app.web.context import RequestContext

router = APIRouter(tags=["sources"])


@router.get("/sources", summary="Which sources can answers be limited to?")
async def get_sources(context: RequestContext) -> tuple[Source, ...]:
    """The datasets, documents and reporters that facts come from, by key."""
    return await known_sources(context.graph, viewer=context.viewer)
