"""What a request brings to a service: the graph client and the viewer."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from strawberry.fastapi import BaseContext

from app.entities.model import Reading
from app.errors import Forbidden
from app.graph.client import GraphClient
from app.record.releasability import Viewer


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
    webhook_private: bool = False
    """Webhooks may send to addresses inside the network that the service stands in."""

    def __post_init__(self) -> None:
        super().__init__()

    def check_writes(self) -> None:
        """Raise Forbidden where this service takes no writes."""
        if not self.writes:
            raise Forbidden("This service takes no writes; its operator can open them with ENTENTE_WRITES=true.")


def context_of(request: Request) -> Context:
    """The context of an HTTP or GraphQL request."""
    state = request.app.state
    return Context(
        graph=state.graph,
        viewer=state.viewer,
        writes=getattr(state, "writes", False),
        webhook_private=getattr(state, "webhook_private", False),
    )


RequestContext = Annotated[Context, Depends(context_of)]
