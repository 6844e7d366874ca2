"""Callers with keys of their own."""

from typing import Any

from app.callers.keys import issue
from app.callers.model import NewKey, Role
from app.graph.client import GraphClient


async def bearer(graph: GraphClient, *roles: Role, **given: Any) -> dict[str, str]:
    made = await issue(graph, NewKey(name="test", roles=roles, **given), issuer=None)
    return {"Authorization": f"Bearer {made.key}"}
