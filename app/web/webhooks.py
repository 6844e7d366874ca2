"""Webhooks over HTTP."""

from fastapi import APIRouter, Response

from app.web.context import RequestContext
from app.web.errors import Problem
from app.webhooks.delivery import post_test
from app.webhooks.model import Delivery, MadeWebhook, NewWebhook, Webhook
from app.webhooks.service import make, own, revive, take_down, webhook_of, webhooks

router = APIRouter(
    tags=["webhooks"], responses={403: {"model": Problem, "description": "This service takes no writes."}}
)


@router.post("/webhooks", summary="Send on what happens.", status_code=201)
async def post_webhook(wanted: NewWebhook, context: RequestContext) -> MadeWebhook:
    """What this viewer may see of what happens from now on is POSTed to an address, signed as Standard Webhooks say.

    What does not arrive is sent again, later and later, for two days; then the webhook is dead. The secret is shown
    in this answer and in no other. It sends nothing any more once the key that made it is revoked or has expired.
    """
    context.check_writes()
    return await make(
        context.graph, wanted, viewer=context.viewer, caller=context.caller, private=context.webhook_private
    )


@router.get("/webhooks", summary="The webhooks of this caller, and how they fare.")
async def get_webhooks(context: RequestContext) -> tuple[Webhook, ...]:
    """The oldest first. None shows its secret."""
    context.check_writes()
    return await webhooks(context.graph, caller=context.caller)


@router.get("/webhooks/{webhook_id}", summary="One webhook, and how it fares.")
async def get_webhook(webhook_id: str, context: RequestContext) -> Webhook:
    """It does not show its secret."""
    context.check_writes()
    return webhook_of(await own(context.graph, webhook_id, caller=context.caller))


@router.delete("/webhooks/{webhook_id}", summary="Send nothing any more.", status_code=204)
async def delete_webhook(webhook_id: str, context: RequestContext) -> Response:
    """It is forgotten, with its secret and its position."""
    context.check_writes()
    await take_down(context.graph, webhook_id, caller=context.caller)
    return Response(status_code=204)


@router.post("/webhooks/{webhook_id}/test", summary="Send a message of the type `test` now.")
async def post_webhook_test(webhook_id: str, context: RequestContext) -> Delivery:
    """One attempt, signed like any other; what became of it is the answer, and changes nothing."""
    context.check_writes()
    kept = (await own(context.graph, webhook_id, caller=context.caller))["webhook"]
    return await post_test(kept, private=context.webhook_private)


@router.post("/webhooks/{webhook_id}/revive", summary="Deliver to a dead webhook again, from where it was.")
async def post_webhook_revival(webhook_id: str, context: RequestContext) -> Webhook:
    """Nothing of what it missed is lost."""
    context.check_writes()
    return await revive(context.graph, webhook_id, caller=context.caller)
