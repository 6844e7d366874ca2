"""Is the service alive, is it ready, and what does it measure?"""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

router = APIRouter(tags=["operation"])


@router.get("/healthz", summary="Is the service alive?")
async def live() -> dict[str, str]:
    """It answers, so it is; the database plays no part in this."""
    return {"status": "alive"}


@router.get("/readyz", summary="Can it answer questions?")
async def ready(request: Request) -> dict[str, str]:
    """It can when the database answers within its time limit and the audit trail is written; 503 otherwise."""
    request.app.state.trail.check_written()
    await request.app.state.graph.ping()
    return {"status": "ready"}


@router.get("/metrics", summary="What Prometheus scrapes.", response_class=Response)
async def metrics() -> Response:
    """Counts and durations by the name of the query and the route."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
