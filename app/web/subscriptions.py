"""What happens, over GraphQL: changes of facts, and of the attention list."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any

import strawberry
from strawberry.tools import create_type
from strawberry.types import Info
from strawberry.types.unset import UNSET

from app.attention.model import AttentionKind, AttentionQuestion
from app.events.attention import follow_attention
from app.events.model import NOW, AttentionChange, ChangesQuestion, FactChange
from app.events.service import follow
from app.web.context import Context
from app.web.shapes import enum_type, output_type

_After = Annotated[
    str | None,
    strawberry.argument(description="Position of the last change that was received: what came since comes first."),
]


async def _changes(
    info: Info[Context, None],
    after: _After = UNSET,
    labels: Annotated[
        list[str] | None, strawberry.argument(description="Only facts of which an end is such an entity.")
    ] = UNSET,
    types: Annotated[list[str] | None, strawberry.argument(description="Only facts of these types.")] = UNSET,
) -> AsyncGenerator[output_type(FactChange), None]:  # type: ignore[valid-type]
    given = {"after": after or NOW, "labels": labels or (), "types": types or ()}
    question = ChangesQuestion.model_validate(given)
    async for page in follow(info.context.graph, question, viewer=info.context.viewer):
        for change in page.changes:
            yield output_type(FactChange).from_pydantic(change)


async def _attention(
    info: Info[Context, None],
    after: _After = UNSET,
    nation: Annotated[
        str | None, strawberry.argument(description="Only what touches this nation: code, name or alias.")
    ] = UNSET,
    organization: Annotated[
        str | None, strawberry.argument(description="Only what touches this body: key, name or short name.")
    ] = UNSET,
    kinds: Annotated[
        list[enum_type(AttentionKind)] | None,  # type: ignore[valid-type]
        strawberry.argument(description="Kinds of items to look for."),
    ] = UNSET,
    sources: Annotated[
        list[str] | None, strawberry.argument(description="Keys of sources to rely on. Default: all.")
    ] = UNSET,
    months: Annotated[
        int, strawberry.argument(description="Months ahead for what ends, and both ways for engagements.")
    ] = 12,
    stale_years: Annotated[
        int, strawberry.argument(description="Years after which what nobody looked at is stale.")
    ] = 5,
    limit: Annotated[int, strawberry.argument(description="Most items of the list, the most pressing first.")] = 50,
) -> AsyncGenerator[output_type(AttentionChange), None]:  # type: ignore[valid-type]
    given = {
        "nation": nation,
        "organization": organization,
        "kinds": kinds,
        "sources": sources,
        "months": months,
        "stale_years": stale_years,
        "limit": limit,
    }
    question = AttentionQuestion.model_validate({name: value for name, value in given.items() if value})
    followed = follow_attention(info.context.graph, question, viewer=info.context.viewer, after=after or None)
    async for changed in followed:
        for each in changed:
            yield output_type(AttentionChange).from_pydantic(each)


def _subscription(resolver: Any, name: str, description: str) -> Any:
    return strawberry.subscription(resolver=resolver, name=name, description=description)


SUBSCRIPTION = create_type(
    "Subscription",
    [
        _subscription(
            _changes,
            "changes",
            "Facts that are entered, corrected or closed, in the order in which that is committed. Who resumes after "
            "the last position loses none. `start` begins with the first; without a position, it begins now.",
        ),
        _subscription(
            _attention,
            "attention",
            "Items that come onto the attention list of the day, or leave it. Without a position, all that are on it "
            "come first.",
        ),
    ],
    description="What happens, as it happens.",
)
