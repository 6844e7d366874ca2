"""What a request brings to a service: the graph client and the viewer."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from strawberry.fastapi import BaseContext

from app.graph.client import GraphClient
from app.record.releasability import Viewer


@dataclass
class Context(BaseContext):
    """The graph and the viewer of one request."""

    graph: GraphClient
    viewer: Viewer

    def __post_init__(self) -> None:
        super().__init__()


def context_of(request: Request) -> Context:
    """The context of an HTTP or GraphQL request."""
    return Context(graph=request.app.state.graph, viewer=request.app.state.viewer)


RequestContext = Annotated[Context, Depends(context_of)]
