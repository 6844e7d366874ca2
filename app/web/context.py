"""What a request brings to a service: the graph client and the viewer."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from strawberry.fastapi import BaseContext

from app.callers.budget import Budget
from app.callers.model import Caller, Role
from app.entities.model import Reading
from app.errors import Forbidden
from app.graph.client import GraphClient
from app.record.releasability import Viewer

NO_WRITES = "This service takes no writes; its operator can open them with ENTENTE_WRITES=true."


@dataclass
class Context(BaseContext):
    """The graph and the viewer of one request, and whether it may write."""

    graph: GraphClient
    viewer: Viewer
    readings: dict[str | int, Reading] = field(default_factory=dict)
    """Under which circumstances each root field of a GraphQL document was answered."""
    loaders: dict[Any, Any] = field(default_factory=dict)
    """What reads for all entities at one place of a GraphQL answer at once."""
    writes: bool = False
    roles: frozenset[Role] = frozenset({Role.READER})
    """What the caller may do."""
    caller: str = ""
    """Which caller it is, told apart from others of the same clearance."""
    budget: Budget | None = None
    """What its caller may cost; None: as much as they like."""
    payer: str = ""
    """Whose budget it is."""
    webhook_private: bool = False
    """Webhooks may send to addresses inside the network that the service stands in."""

    def __post_init__(self) -> None:
        super().__init__()

    def pay(self, cost: int) -> None:
        """Take what a document costs off its caller's budget. Raises RateLimited."""
        if self.budget is not None:
            self.budget.spend(self.payer, cost)

    def check_reads(self) -> None:
        """Raise Forbidden where the caller may not ask questions."""
        if Role.READER not in self.roles:
            raise Forbidden("Questions need the role reader.")

    def check_writes(self) -> None:
        """Raise Forbidden where this service takes no writes, or none of this caller."""
        if not self.writes:
            raise Forbidden(NO_WRITES)
        if Role.CONTRIBUTOR not in self.roles:
            raise Forbidden("Writing needs the role contributor.")


def context_of(request: Request) -> Context:
    """The context of an HTTP or GraphQL request. Of a WebSocket that did not say yet whose it is, nobody's."""
    state = request.app.state
    caller: Caller | None = getattr(request.state, "caller", None)
    return Context(
        graph=state.graph,
        viewer=caller.viewer if caller else Viewer(),
        roles=caller.roles if caller else frozenset(),
        caller=caller.id if caller else "",
        writes=getattr(state, "writes", False),
        budget=getattr(state, "budget", None),
        webhook_private=getattr(state, "webhook_private", False),
    )


RequestContext = Annotated[Context, Depends(context_of)]
