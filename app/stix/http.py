"""STIX bundles over HTTP."""

import json
from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.stix.model import StixQuestion
from app.stix.service import stix_bundle
from app.web.context import RequestContext

STIX = "application/stix+json;version=2.1"

router = APIRouter(tags=["exchange"])


@router.get(
    "/stix",
    summary="What ties some nations, as a STIX 2.1 bundle",
    operation_id="get-stix",
    response_class=Response,
    responses={200: {"description": "A bundle.", "content": {STIX: {"schema": {"type": "object"}}}}},
)
async def get_stix(question: Annotated[StixQuestion, Query()], context: RequestContext) -> Response:
    """Nations, bodies, units, agreements and engagements of a period, with the ties between them.

    `Entente-Complete: false` says that there are more ties than `limit`.
    """
    found = await stix_bundle(context.graph, question, viewer=context.viewer)
    body = json.dumps(found.bundle, ensure_ascii=False)
    return Response(body.encode(), media_type=STIX, headers={"Entente-Complete": str(found.complete).lower()})
