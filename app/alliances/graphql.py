"""Alliance paths over GraphQL."""

from datetime import date, datetime
from typing import Annotated

import strawberry
from strawberry.experimental.pydantic import type as pydantic_type
from strawberry.types import Info

from app.alliances import model
from app.alliances.model import AlliancePathsQuestion, ObligationKind
from app.alliances.service import alliance_paths
from app.nations.graphql import Nation as Nation
from app.record.graphql import AskedQuery as AskedQuery
from app.web.context import Context

strawberry.enum(ObligationKind, description="What a party is bound to. Consultation never implies defence.")


@pydantic_type(model=model.Commitment, all_fields=True, description="One membership record.")
class Commitment:
    """One membership record: what one nation is bound to by one agreement, since when, and who says so."""


@pydantic_type(model=model.AllianceLink, all_fields=True, description="One agreement that links two nations.")
class AllianceLink:
    """One agreement that links the two nations of a hop."""


@pydantic_type(model=model.AllianceHop, all_fields=True, description="Two linked nations and what links them.")
class AllianceHop:
    """Two linked nations, and every agreement that links them on that day."""


@pydantic_type(model=model.AlliancePath, all_fields=True, description="A chain of allies.")
class AlliancePath:
    """A chain of allies."""


@pydantic_type(
    model=model.AlliancePaths,
    all_fields=True,
    description="How two nations are allied on a day, and through whom. No path is a normal answer.",
)
class AlliancePaths:
    """The answer, with the queries and parameters behind it."""


@strawberry.type
class AllianceQuery:
    """Questions about alliances."""

    @strawberry.field(description="How are two nations allied on a day, and through whom?")
    async def alliance_paths(
        self,
        info: Info[Context, None],
        from_: Annotated[str, strawberry.argument(name="from", description="Nation: code, name or alias.")],
        to: Annotated[str, strawberry.argument(description="Nation: code, name or alias.")],
        on: Annotated[date | None, strawberry.argument(description="Day asked about. Default: today.")] = None,
        known_on: Annotated[
            datetime | None, strawberry.argument(description="Only what was known by then. Default: all.")
        ] = None,
        obligations: Annotated[
            list[ObligationKind] | None, strawberry.argument(description="What links two nations. Default: DEFENCE.")
        ] = None,
        max_hops: Annotated[int, strawberry.argument(description="Most hops of a path, 1 to 8.")] = 4,
        limit: Annotated[int, strawberry.argument(description="Most paths in the answer, 1 to 50.")] = 5,
        avoid: Annotated[list[str] | None, strawberry.argument(description="Nations that no path may touch.")] = None,
        avoid_agreements: Annotated[
            list[str] | None, strawberry.argument(description="Keys of agreements that shall not count.")
        ] = None,
        sources: Annotated[
            list[str] | None, strawberry.argument(description="Keys of sources to rely on. Default: all.")
        ] = None,
    ) -> AlliancePaths:
        """The shortest chains of allies between two nations."""
        question = AlliancePathsQuestion.model_validate(
            {
                "from": from_,
                "to": to,
                "on": on,
                "knownOn": known_on,
                "obligations": (ObligationKind.DEFENCE,) if obligations is None else obligations,
                "maxHops": max_hops,
                "limit": limit,
                "avoid": avoid or (),
                "avoidAgreements": avoid_agreements or (),
                "sources": sources,
            }
        )
        answer = await alliance_paths(info.context.graph, question, viewer=info.context.viewer)
        return AlliancePaths.from_pydantic(answer)
