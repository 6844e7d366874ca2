"""What happens, over HTTP: changes page by page, and changes and the attention list as server-sent events."""

from collections.abc import AsyncIterator
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field, ValidationError

from app.attention.model import AttentionKind, AttentionQuestion
from app.errors import invalid
from app.events.attention import follow_attention
from app.events.model import NOW, AttentionChange, ChangePage, ChangesQuestion
from app.events.service import changes, follow
from app.record.shown import Question, Shown
from app.web.context import RequestContext

EVENT_STREAM = "text/event-stream"

HEARTBEAT_SECONDS = 15.0
"""How often an idle stream says that it lives: always as often, whatever is written unseen."""

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

router = APIRouter(tags=["events"])

LastEvent = Annotated[str | None, Header(alias="Last-Event-ID", description="Position of the last event received.")]


class AttentionChangesQuestion(Question):
    """What comes onto the attention list of the day, and what leaves it?"""

    after: str | None = Field(None, max_length=10_000, description="A position of this list. Absent: all items come.")
    nation: str | None = Field(None, min_length=1, max_length=100, description="Only what touches this nation.")
    organization: str | None = Field(None, min_length=1, max_length=200, description="Only what touches this body.")
    kinds: tuple[AttentionKind, ...] | None = Field(None, description="Kinds of items to look for. Default: all.")
    sources: tuple[str, ...] | None = Field(None, description="Keys of sources to rely on. Default: all.")
    months: int = Field(12, ge=1, le=120, description="Months ahead for what ends.")
    stale_years: int = Field(5, ge=1, le=100, description="Years after which what nobody looked at is stale.")
    limit: int = Field(50, ge=1, le=500, description="Most items of the list, the most pressing first.")


@router.get(
    "/changes",
    summary="What changed after a position, as far as one may see it?",
    response_model=ChangePage,
    responses={200: {"content": {EVENT_STREAM: {}}, "description": "A page; or, where asked for, events without end."}},
)
async def get_changes(
    question: Annotated[ChangesQuestion, Query()],
    context: RequestContext,
    request: Request,
    last_event_id: LastEvent = None,
) -> Response | ChangePage:
    """Pages follow one another by `position`; none of what may be seen is lost between them, or told twice.

    As `text/event-stream`, what is there already comes first where `after` or `Last-Event-ID` says from where on, and
    then what happens, as it does.
    """
    streamed = EVENT_STREAM in request.headers.get("accept", "")
    if last_event_id:
        question = question.model_copy(update={"after": last_event_id})
    elif streamed and "after" not in question.model_fields_set:
        question = question.model_copy(update={"after": NOW})
    if not streamed:
        return await changes(context.graph, question, viewer=context.viewer)
    pages = follow(context.graph, question, viewer=context.viewer)
    return await _streamed(
        (page.position, tuple(("change", each.position, each) for each in page.changes)) async for page in pages
    )


@router.get(
    "/attention-changes",
    summary="What comes onto the attention list of the day, and what leaves it?",
    response_class=StreamingResponse,
    responses={200: {"content": {EVENT_STREAM: {}}, "model": AttentionChange, "description": "Events without end."}},
)
async def get_attention_changes(
    question: Annotated[AttentionChangesQuestion, Query()], context: RequestContext, last_event_id: LastEvent = None
) -> Response:
    """Events `appeared` and `gone`, without end: first what differs from what the reader knows, then what happens."""
    given = question.model_dump(exclude={"after"}, exclude_none=True)
    try:
        asked = AttentionQuestion.model_validate(given)
    except ValidationError as error:
        raise invalid(error.errors()) from error
    after = last_event_id or question.after
    lists = follow_attention(context.graph, asked, viewer=context.viewer, after=after)
    return await _streamed(
        (None, tuple((each.kind.value, each.position, each) for each in changed)) async for changed in lists
    )


_Told = tuple[str | None, tuple[tuple[str, str, Shown], ...]]
"""Where a stream is, and the events that it tells of: name, position and content of each."""


async def _streamed(told: AsyncIterator[_Told]) -> Response:
    """The response that tells it. What is wrong with the first of it is an answer of its own, and no stream."""
    first = await anext(told)
    return StreamingResponse(_events(first, told), media_type=EVENT_STREAM, headers=_HEADERS)


async def _events(first: _Told, told: AsyncIterator[_Told]) -> AsyncIterator[str]:
    yield ": here\n\n"
    beaten = monotonic()
    for event in first[1]:
        yield _event(*event)
    async for position, events in told:
        for event in events:
            yield _event(*event)
        if monotonic() - beaten >= HEARTBEAT_SECONDS:
            yield _beat(position)
            beaten = monotonic()


def _event(name: str, position: str, content: Shown) -> str:
    return f"event: {name}\nid: {position}\ndata: {content.model_dump_json(by_alias=True)}\n\n"


def _beat(position: str | None) -> str:
    """A sign of life, which also moves the reader's position past what concerns others."""
    return ": here\n\n" if position is None else f": here\nid: {position}\n\n"
