"""API keys over HTTP, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from app.callers.keys import issue, keys, revoke
from app.callers.model import ApiKey, Caller, IssuedKey, NewKey, Role
from app.web.context import RequestContext
from app.web.errors import Problem


def _administrator(request: Request) -> Caller:
    """Who asks. Raises Forbidden for whoever is no administrator."""
    caller: Caller = request.state.caller
    caller.check(Role.ADMINISTRATOR)
    return caller


Administrator = Annotated[Caller, Depends(_administrator)]
router = APIRouter(
    tags=["keys"],
    dependencies=[Depends(_administrator)],
    responses={403: {"model": Problem, "description": "Keys are issued and revoked by administrators."}},
)


@router.get("/keys", summary="All keys, the oldest first.")
async def get_keys(context: RequestContext) -> tuple[ApiKey, ...]:
    """None shows its secret."""
    return await keys(context.graph)


@router.post("/keys", summary="Issue a key.", status_code=201)
async def post_key(wanted: NewKey, context: RequestContext, administrator: Administrator) -> IssuedKey:
    """With roles, clearance and nationality within the issuer's own. It is shown in this answer and in no other."""
    return await issue(context.graph, wanted, issuer=administrator)


@router.delete("/keys/{key_id}", summary="Revoke a key.")
async def delete_key(key_id: str, context: RequestContext) -> ApiKey:
    """It is refused from the next request on."""
    return await revoke(context.graph, key_id)
