"""The entities of every kind over HTTP: lists, single ones, and what they are related to.

Pages follow one another by a `Link` of relation `next`. Conditions are the JSON of the GraphQL filters.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from inspect import Parameter, Signature
from time import perf_counter
from typing import Annotated, Any, cast

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field, create_model

from app.answers.model import DatedQuestion
from app.entities.cursors import cursor_of
from app.entities.fields import ENTITIES, Connection, Kind, kind_of
from app.entities.fields import Field as Value
from app.entities.model import MOST_ENTITIES, USUAL_ENTITIES, Entry, GroupsAsked, Page, PageAsked, Reading, SortKey
from app.entities.service import EntityReader
from app.errors import InvalidInput, NotFound
from app.record.provenance import AskedQuery
from app.record.shown import Day, Shown
from app.representations.places import Place
from app.representations.views import Views
from app.sources.service import check_sources
from app.web.context import Context, RequestContext
from app.web.entity_schema import CERTAIN
from app.web.evenness import until_tick
from app.web.representations import described, represented, wanted, with_format

_TYPES: Mapping[str, Any] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": bool,
    "date": date,
    "datetime": datetime,
    "list<string>": tuple[str, ...],
}


class OneAsked(DatedQuestion):
    """An entity, or what it is related to, under some circumstances."""

    on: Day | None = Field(None, description="Only what holds on that day, YYYY-MM-DD. Default: whenever.")


class ListAsked(OneAsked):
    """A page of a list."""

    where: str | None = Field(
        None, description='Conditions as JSON: `{"kind": {"eq": "treaty"}}`.', examples=['{"name": {"contains": "a"}}']
    )
    sort: str | None = Field(None, description="Up to three, `-` before those that fall: `-since,name`.")
    first: int = Field(USUAL_ENTITIES, ge=1, le=MOST_ENTITIES, description="Entries of a page.")
    after: str | None = Field(None, description="The cursor after which the page starts.")
    total: bool = Field(False, description="Count those of all pages too.")


class Item(Shown):
    """What all items of lists have in common."""


class ItemPage(Shown):
    """A page of a list."""

    items: tuple[Item, ...]
    next: str | None = Field(description="The cursor after which the next page starts; null: this is the last.")
    total: int | None = Field(description="How many there are on all pages, where that was asked.")
    asked: tuple[AskedQuery, ...] = Field(description="The queries and parameters behind this answer.")


# Models of the declared kinds


def _annotation(value: Value) -> tuple[Any, Any]:
    kind = _TYPES[value.type]
    if value.name in CERTAIN:
        return kind, Field(False, description=value.meaning)
    default = ... if value.required else None
    return (kind if value.required else kind | None), Field(default, description=value.meaning)


def _item(name: str, values: Mapping[str, Value], meaning: str, **others: Any) -> type[Item]:
    fields: dict[str, Any] = others | {each: _annotation(value) for each, value in values.items()}
    return create_model(name, __base__=Item, __doc__=meaning, **fields)


def _page_of(item: type[Item]) -> type[ItemPage]:
    return create_model(f"{item.__name__}Page", __base__=ItemPage, __doc__="A page.", items=(tuple[item, ...], ...))  # type: ignore[valid-type]


class EntityName(Shown):
    """What stands at the other end of a fact."""

    label: str
    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A list of items of one model, and how it is read."""

    item: type[Item]
    page: type[ItemPage]
    values: Mapping[str, Value]

    @property
    def views(self) -> Views:
        """How it is written other than as JSON."""
        positioned = {"latitude", "longitude"} <= self.values.keys()
        return Views(row=self.item, rows=lambda page: page.items, places=_places if positioned else None)

    def sort(self, text: str | None) -> tuple[SortKey, ...]:
        """`-since,name` as sort keys. Raises InvalidInput for what cannot be sorted by."""
        keys: list[SortKey] = []
        for word in (text or "").split(",") if text else ():
            name = word.strip().removeprefix("-")
            if name not in self.values or not self.values[name].is_ordered or len(keys) == 3:
                ordered = ", ".join(each for each, value in self.values.items() if value.is_ordered)
                raise InvalidInput(
                    f"sort: {name!r} is not one of up to three of {ordered}.",
                    field="sort",
                    value=word,
                    expected=ordered,
                )
            keys.append(SortKey(field=self.values[name], descending=word.strip().startswith("-")))
        return tuple(keys)


def _places(page: Any) -> Iterable[Place]:
    for item in page.items:
        properties = item.model_dump(mode="json", by_alias=True)
        yield Place(key=item.key, latitude=item.latitude, longitude=item.longitude, properties=properties)


def _conditions(text: str | None) -> Mapping[str, Any]:
    try:
        found = json.loads(text or "{}")
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"where: this is not JSON: {error}.", field="where", value=text, expected="a JSON object"
        ) from error
    return cast(Mapping[str, Any], found)


async def _reader(context: Context, asked: OneAsked) -> EntityReader:
    await check_sources(context.graph, asked.sources, viewer=context.viewer)
    reading = Reading(viewer=context.viewer, on=asked.on, known_on=asked.known_on, sources=asked.sources)
    return EntityReader(graph=context.graph, reading=reading)


def _page_asked(resource: Resource, asked: ListAsked) -> PageAsked:
    return PageAsked(
        first=asked.first, after=asked.after, where=_conditions(asked.where), sort=resource.sort(asked.sort)
    )


def _linked(request: Request, response: Response, after: str | None) -> None:
    if after:
        response.headers["Link"] = f'<{request.url.include_query_params(after=after)}>; rel="next"'


def _next(page: Page, sort: tuple[SortKey, ...]) -> str | None:
    return cursor_of(page.entries[-1].place, sort) if page.more else None


# Endpoints


def _list(kind: Kind, resource: Resource) -> Callable[..., Awaitable[Any]]:
    async def answer(asked: ListAsked, context: Context, request: Request, response: Response) -> Any:
        form = wanted(request, resource.views, getattr(asked, "format", None))
        start, page_asked = perf_counter(), _page_asked(resource, asked)
        reader = await _reader(context, asked)
        page = await reader.page(kind, page_asked, list(kind.fields.values()))
        if not page.entries and "key" in page_asked.where:
            await until_tick(start)
        total = (await reader.groups(kind, GroupsAsked(where=page_asked.where)))[0].counted if asked.total else None
        after = _next(page, page_asked.sort)
        items = tuple(_entity(resource.item, kind, entry) for entry in page.entries)
        _linked(request, response, after)
        found = resource.page(items=items, next=after, total=total, asked=reader.asked)
        sent = represented(found, resource.views, form, name=kind.plural)
        if isinstance(sent, Response):
            _linked(request, sent, after)
        return sent

    return answer


def _entity(item: type[Item], kind: Kind, entry: Entry) -> Item:
    return item.model_validate(_known(kind.fields, entry.said) | {"key": entry.key})


def _known(fields: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(fields, values, strict=True) if value is not None}


def _one(kind: Kind, resource: Resource) -> Callable[..., Awaitable[Any]]:
    async def answer(key: str, asked: OneAsked, context: Context) -> Any:
        reader = await _reader(context, asked)
        return _entity(resource.item, kind, await _found(reader, kind, key))

    return answer


async def _found(reader: EntityReader, kind: Kind, key: str) -> Entry:
    page = await reader.page(kind, PageAsked(first=1, where={"key": {"eq": key}}), list(kind.fields.values()))
    if not page.entries:
        raise NotFound(
            f"key: no {kind.name} has the key {key!r}.", field="key", value=key, expected=f"a key of /{_path(kind)}"
        )
    return page.entries[0]


def _related(kind: Kind, connection: Connection, resource: Resource) -> Callable[..., Awaitable[Any]]:
    other = connection.kind.fields["name"]

    async def answer(key: str, asked: ListAsked, context: Context, request: Request, response: Response) -> Any:
        form = wanted(request, resource.views, getattr(asked, "format", None))
        reader, page_asked = await _reader(context, asked), _page_asked(resource, asked)
        await _found(reader, kind, key)
        fields = list(connection.fields.values())
        page = (await reader.related(connection, [key], page_asked, of_fact=fields, fields=[other]))[key]
        total = None
        if asked.total:
            counted = await reader.related_groups(connection, [key], GroupsAsked(where=page_asked.where))
            total = counted[key][0].counted
        after = _next(page, page_asked.sort)
        items = tuple(_fact(resource.item, connection, entry) for entry in page.entries)
        _linked(request, response, after)
        found = resource.page(items=items, next=after, total=total, asked=reader.asked)
        sent = represented(found, resource.views, form, name=connection.name)
        if isinstance(sent, Response):
            _linked(request, sent, after)
        return sent

    return answer


def _fact(item: type[Item], connection: Connection, entry: Entry) -> Item:
    node = EntityName(label=entry.label, key=entry.key, name=entry.said[0])
    return item.model_validate({"node": node} | _known(connection.fields, entry.fact))


# Routes


def _path(kind: Kind) -> str:
    return kind.labels[0].file.replace("_", "-")


def _signed(
    answer: Callable[..., Awaitable[Any]], name: str, asked: type[BaseModel], *, keyed: bool, listed: bool
) -> Callable[..., Awaitable[Any]]:
    """Give a function the signature that FastAPI reads its parameters from."""
    given = {"asked": Annotated[asked, Query()], "context": RequestContext}
    if keyed:
        given = {"key": Annotated[str, Path(description="Its key.")], **given}
    if listed:
        given |= {"request": Request, "response": Response}
    answer.__name__ = name
    answer.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(each, Parameter.POSITIONAL_OR_KEYWORD, annotation=kind) for each, kind in given.items()]
    )
    return answer


def _add(kind: Kind) -> None:
    path, name = _path(kind), kind.labels[0].file
    item = _item(f"{kind.name}Resource", kind.fields, kind.meaning)
    resource = Resource(item=item, page=_page_of(item), values=kind.fields)
    router.add_api_route(
        f"/{path}",
        _signed(_list(kind, resource), f"list_{name}", with_format(ListAsked), keyed=False, listed=True),
        response_model=resource.page,
        summary=kind.meaning,
        responses=described(resource.views),
    )
    router.add_api_route(
        f"/{path}/{{key}}",
        _signed(_one(kind, resource), f"get_{name}", OneAsked, keyed=True, listed=False),
        response_model=item,
        summary=f"The one of that key. {kind.meaning}",
    )
    for connection in kind.connections.values():
        _add_connection(kind, connection, f"/{path}/{{key}}/{connection.name}")


_FACTS: dict[str, Resource] = {}


def _add_connection(kind: Kind, connection: Connection, path: str) -> None:
    if connection.name not in _FACTS:
        model = f"{connection.name[0].upper()}{connection.name[1:]}Fact"
        meaning = connection.relationship.meaning
        item = _item(model, connection.fields, meaning, node=(EntityName, ...))
        _FACTS[connection.name] = Resource(item=item, page=_page_of(item), values=connection.all_fields)
    resource = _FACTS[connection.name]
    answer = _related(kind, connection, resource)
    router.add_api_route(
        path,
        _signed(answer, f"{kind.labels[0].file}_{connection.name}", with_format(ListAsked), keyed=True, listed=True),
        response_model=resource.page,
        summary=connection.relationship.meaning,
        responses=described(resource.views),
    )


router = APIRouter(tags=["entities"])
for _label in ENTITIES:
    _add(kind_of(_label.name))
