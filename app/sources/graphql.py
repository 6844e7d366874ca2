"""Sources over GraphQL."""

import strawberry
from strawberry.experimental.pydantic import type as pydantic_type
from strawberry.types import Info

from app.sources import model
from app.sources.service import known_sources
from app.web.context import Context


@pydantic_type(model=model.Source, all_fields=True, description="A dataset, document or reporter that facts come from.")
class Source:
    """A dataset, document or reporter that facts come from."""


@strawberry.type
class SourceQuery:
    """Questions about sources."""

    @strawberry.field(description="The sources that answers can be limited to, by key.")
    async def sources(self, info: Info[Context, None]) -> list[Source]:
        """The sources that the viewer may know of."""
        found = await known_sources(info.context.graph, viewer=info.context.viewer)
        return [Source.from_pydantic(source) for source in found]
