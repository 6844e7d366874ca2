"""The GraphQL fields about entities: one query for each level of a selection, however many parents it has.

An executor that completes each value by itself takes tens of microseconds for each; here the whole selection below a
field is known before anything is read, so that its answer is read level by level and shaped at once.
"""

from asyncio import gather
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from time import perf_counter
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
    extend_schema,
    get_named_type,
    parse,
)
from graphql.execution.values import get_argument_values, get_directive_values
from pydantic import ValidationError
from strawberry.dataloader import DataLoader
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.schema.schema_converter import CustomGraphQLEnumType

from app.answers.model import DatedQuestion
from app.entities.cursors import cursor_of
from app.entities.fields import ENTITIES, Connection, Field, Kind, connections_of, kind_of
from app.entities.model import USUAL_ENTITIES, CountAsked, Entry, Group, GroupsAsked, Page, PageAsked, Reading, SortKey
from app.entities.service import EntityReader
from app.errors import invalid
from app.sources.service import check_sources
from app.web.context import Context
from app.web.entity_schema import CERTAIN, EXTENDED, entity_sdl, root_fields
from app.web.evenness import until_tick

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Loading:
    """What a resolver returns for a field whose answer is shaped from all that is selected below it."""

    answer: Callable[["Selection"], Awaitable[Any]]


class Executor(StrawberryGraphQLCoreExecutionContext):
    """Runs documents; what is `Loading` is answered from its selection, and not completed value by value."""

    def complete_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        """The value of a field."""
        if isinstance(result, Loading):
            nodes = tuple(details.node for details in field_details_list)
            return result.answer(Selection(executor=self, type=get_named_type(return_type), nodes=nodes))
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What a document selects at one place."""

    executor: Executor
    type: GraphQLNamedType
    nodes: tuple[FieldNode, ...]

    def fields(self, kind: GraphQLNamedType | None = None) -> list[tuple[str, str, "Selection"]]:
        """The fields selected of an object of that type: the name that each bears in the answer, its own, and below."""
        found: dict[str, list[FieldNode]] = {}
        runtime = cast(GraphQLObjectType, kind or self.type)
        for node in self.nodes:
            if node.selection_set:
                self._collect(node.selection_set, runtime, found)
        return [(key, nodes[0].name.value, self._below(runtime, nodes)) for key, nodes in found.items()]

    @cached_property
    def arguments(self) -> Json:
        """What is given to this field."""
        definition = self.executor.schema.get_field(self.parent, self.nodes[0].name.value)  # type: ignore[arg-type]
        return get_argument_values(definition, self.nodes[0], self.executor.variable_values)  # type: ignore[arg-type]

    parent: GraphQLNamedType | None = None

    def _below(self, runtime: GraphQLObjectType, nodes: Sequence[FieldNode]) -> "Selection":
        kind = self.type
        if nodes[0].selection_set:  # nothing is looked for below the others, and most are such
            definition = self.executor.schema.get_field(runtime, nodes[0].name.value)
            kind = get_named_type(definition.type) if definition else kind
        return Selection(executor=self.executor, type=kind, nodes=tuple(nodes), parent=runtime)

    def _collect(
        self, selected: SelectionSetNode, runtime: GraphQLObjectType, found: dict[str, list[FieldNode]]
    ) -> None:
        for one in selected.selections:
            if not self._included(one):
                continue
            match one:
                case FieldNode():
                    found.setdefault(one.alias.value if one.alias else one.name.value, []).append(one)
                case InlineFragmentNode() if self._applies(one.type_condition, runtime):
                    self._collect(one.selection_set, runtime, found)
                case FragmentSpreadNode():
                    fragment = self.executor.fragment_definitions[one.name.value]
                    if self._applies(fragment.type_condition, runtime):
                        self._collect(fragment.selection_set, runtime, found)

    def _included(self, node: Any) -> bool:
        if not node.directives:
            return True
        values = self.executor.variable_values
        skip = get_directive_values(GraphQLSkipDirective, node, values)
        include = get_directive_values(GraphQLIncludeDirective, node, values)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def _applies(self, condition: Any, runtime: GraphQLObjectType) -> bool:
        if condition is None or condition.name.value == runtime.name:
            return True
        return any(each.name == condition.name.value for each in runtime.interfaces)


# What is selected of entities


@dataclass(kw_only=True)
class _OfLabel:
    """What is selected of entities of one label, in the order of the answer."""

    label: str
    parts: list[tuple[str, str, Any]] = field(default_factory=list)

    @property
    def fields(self) -> Iterable[Field]:
        return (part for _, what, part in self.parts if what == "value")

    @property
    def children(self) -> Iterable[tuple[str, "_Child"]]:
        return ((key, part) for key, what, part in self.parts if what == "child")


class _Entities:
    """What is selected of entities that may be of several labels."""

    def __init__(self, selections: Iterable[Selection], kind: Kind) -> None:
        self._selected = [
            {label.name: _of_label(selection, label.name) for label in kind.labels} for selection in selections
        ]
        every = (each for selected in self._selected for of in selected.values() for each in of.fields)
        self.fields = tuple({each.stored: each for each in every if each.of == "said"}.values())
        self._index = {each.stored: number for number, each in enumerate(self.fields)}

    async def page(self, reader: EntityReader, kind: Kind, asked: PageAsked) -> Page:
        """A page of entities of one kind, with what is selected of them, and what is only counted of each."""
        counted = [
            (child, child.count)
            for selected in self._selected
            for _, child in selected[kind.name].children
            if isinstance(child, _Connected) and child.count is not None
        ]
        asked = replace(asked, counts=tuple(count for _, count in counted))
        page = await reader.page(kind, asked, self.fields)
        known = {entry.key: entry.counts for entry in page.entries if entry.counts is not None}
        if known:
            for number, (child, _) in enumerate(counted):
                child.know({key: counts[number] for key, counts in known.items()})
        return page

    async def shaped(self, reader: EntityReader, entries: Sequence[Entry]) -> list[list[Json]]:
        """The entries as each of the selections has them."""
        keys: dict[str, list[str]] = {}
        for entry in sorted(entries, key=lambda entry: entry.label):
            keys.setdefault(entry.label, []).append(entry.key)
        return self.placed(entries, await self.below(reader, keys))

    async def below(self, reader: EntityReader, keys: Mapping[str, Sequence[str]]) -> list["_Below"]:
        """For each of the selections, what stands below the entities of these keys, by label."""
        return [await _read_below(reader, selected, keys) for selected in self._selected]

    def placed(self, entries: Sequence[Entry], below: Sequence["_Below"]) -> list[list[Json]]:
        """The entries as each of the selections has them, with what was read below them."""
        return [
            [self._node(selected[entry.label], entry, read) for entry in entries]
            for selected, read in zip(self._selected, below, strict=True)
        ]

    def _node(self, of: _OfLabel, entry: Entry, below: Mapping[tuple[str, str], Mapping[str, Any]]) -> Json:
        node: Json = {}
        for key, what, part in of.parts:
            if what == "value":
                node[key] = entry.key if part.of == "key" else _plain(part, entry.said[self._index[part.stored]])
            elif what == "child":
                node[key] = below[of.label, key][entry.key]
            else:
                node[key] = _id_of(of.label, entry.key) if what == "id" else of.label
        return node


_Below = Mapping[tuple[str, str], Mapping[str, Any]]
"""What stands below entities, by their label and the name of it in the answer; then by the entity's key."""


async def _read_below(
    reader: EntityReader, selected: Mapping[str, _OfLabel], keys: Mapping[str, Sequence[str]]
) -> _Below:
    waiting = [
        (label, name, child, list(dict.fromkeys(of_label)))
        for label, of_label in keys.items()
        for name, child in selected[label].children
    ]
    loaded = await gather(*(child.load(reader, of_label) for _, _, child, of_label in waiting))
    return {(label, name): found for (label, name, _, _), found in zip(waiting, loaded, strict=True)}


def _of_label(selection: Selection, label: str) -> _OfLabel:
    schema, kind, connections = selection.executor.schema, kind_of(label), connections_of(label)
    found = _OfLabel(label=label)
    for key, name, below in selection.fields(schema.type_map[label]):
        if name in connections:
            found.parts.append((key, "child", _Connected(below, connections[name])))
        elif name == "assertions":
            found.parts.append((key, "child", _Assertions(below, kind)))
        elif name in kind.fields:
            found.parts.append((key, "value", kind.fields[name]))
        else:
            found.parts.append((key, "id" if name == "id" else "label", None))
    return found


def _plain(of: Field, value: Any) -> Any:
    if of.name in CERTAIN:
        return bool(value)
    return value.isoformat() if isinstance(value, date) else value


def _id_of(label: str, key: str) -> str:
    return b64encode(f"{label}:{key}".encode()).decode()


class _Child:
    """Something below entities that takes a query of its own, for all of them at once."""

    async def load(self, reader: EntityReader, keys: Sequence[str]) -> Mapping[str, Any]:
        raise NotImplementedError


class _Assertions(_Child):
    """An entity as each source states it."""

    def __init__(self, selection: Selection, kind: Kind) -> None:
        self._label = kind.name
        self._entities = _Entities([selection], kind)

    async def load(self, reader: EntityReader, keys: Sequence[str]) -> Mapping[str, Any]:
        said = await reader.assertions(keys, self._entities.fields)
        entries = [
            Entry(key=key, label=self._label, place=(), fact=(), said=values) for key in keys for values in said[key]
        ]
        (nodes,) = await self._entities.shaped(reader, entries)
        rest = iter(nodes)
        return {key: [next(rest) for _ in said[key]] for key in keys}


# Connections


class _Pages:
    """What is selected of a connection: its edges, its nodes, its counts and its groups."""

    def __init__(
        self,
        selection: Selection,
        kind: Kind,
        fields: Mapping[str, Field],
        of_fact: Mapping[str, Field],
        *,
        arguments: Json,
    ) -> None:
        self._parts = selection.fields()
        self.where = arguments.get("where") or {}
        self._fields = fields
        self.sort = tuple(
            SortKey(field=fields[_dotted(key["by"])], descending=bool(key.get("descending")))
            for key in arguments.get("sort") or ()
        )
        self._edges = {key: below.fields() for key, name, below in self._parts if name == "edges"}
        within = [
            name for key, what, below in self._parts if what in ("edges", "pageInfo") for _, name, _ in below.fields()
        ]
        first = arguments.get("first")
        self.asked = PageAsked(
            first=USUAL_ENTITIES if first is None else first,
            after=arguments.get("after"),
            where=self.where,
            sort=self.sort,
            places=not {"cursor", "startCursor", "endCursor"}.isdisjoint(within),
        )
        nodes = {key: below for key, name, below in self._parts if name == "nodes"}
        in_edges = {
            (key, inner): below for key, parts in self._edges.items() for inner, name, below in parts if name == "node"
        }
        self._places: list[Any] = [*nodes, *in_edges]
        self.entities = _Entities([*nodes.values(), *in_edges.values()], kind)
        of = (of_fact[name] for parts in self._edges.values() for _, name, _ in parts if name in of_fact)
        self.of_fact = tuple({each.stored: each for each in of}.values())
        self._fact_index = {each.name: number for number, each in enumerate(self.of_fact)}
        self.groups = {key: _Groups(below, fields) for key, name, below in self._parts if name == "groups"}
        self.counted = any(name == "totalCount" for _, name, _ in self._parts)
        self.paged = bool(self._edges or nodes) or any(name == "pageInfo" for _, name, _ in self._parts)
        self._type = selection.type.name

    def shaped(
        self,
        page: Page,
        nodes: Mapping[Any, Sequence[Json]],
        *,
        total: int,
        groups: Mapping[str, list[Json]],
        asked: Any,
    ) -> Json:
        """One page as it is selected. `nodes`: its entries as each place has them."""
        found: Json = {}
        for key, name, below in self._parts:
            if name == "edges":
                found[key] = [self._edge(key, entry, nodes, number) for number, entry in enumerate(page.entries)]
            elif name == "nodes":
                found[key] = list(nodes[key])
            elif name == "pageInfo":
                found[key] = self._info(page, below)
            elif name == "totalCount":
                found[key] = total
            elif name == "groups":
                found[key] = groups[key]
            elif name == "asked":
                found[key] = asked(below)
            else:
                found[key] = self._type
        return found

    def _edge(self, key: str, entry: Entry, nodes: Mapping[Any, Sequence[Json]], number: int) -> Json:
        edge: Json = {}
        for inner, name, below in self._edges[key]:
            if name == "cursor":
                edge[inner] = cursor_of(entry.place, self.sort)
            elif name == "node":
                edge[inner] = nodes[key, inner][number]
            elif name in self._fact_index:
                at = self._fact_index[name]
                edge[inner] = _plain(self.of_fact[at], entry.fact[at])
            else:
                edge[inner] = below.parent.name if below.parent else None
        return edge

    def _info(self, page: Page, below: Selection) -> Json:
        placed = page.entries if self.asked.places else ()
        values = {
            "hasNextPage": page.more,
            "hasPreviousPage": self.asked.after is not None,
            "startCursor": cursor_of(placed[0].place, self.sort) if placed else None,
            "endCursor": cursor_of(placed[-1].place, self.sort) if placed else None,
            "__typename": "PageInfo",
        }
        return {key: values[name] for key, name, _ in below.fields()}

    async def nodes(self, reader: EntityReader, pages: Sequence[Page]) -> list[dict[Any, Sequence[Json]]]:
        """For each page, its entries as each place that selects them has them."""
        entries = [entry for page in pages for entry in page.entries]
        every = await self.entities.shaped(reader, entries)
        found: list[dict[Any, Sequence[Json]]] = []
        start = 0
        for page in pages:
            end = start + len(page.entries)
            found.append({place: nodes[start:end] for place, nodes in zip(self._places, every, strict=True)})
            start = end
        return found


class _Connected(_Child):
    """What entities are related to."""

    def __init__(self, selection: Selection, connection: Connection) -> None:
        self._connection = connection
        self._pages = _Pages(
            selection, connection.kind, connection.all_fields, connection.fields, arguments=selection.arguments
        )
        self._counted: Mapping[str, int] | None = None

    @property
    def count(self) -> CountAsked | None:
        """What can be counted along with the entities; None: nothing is to be, or it is read with more."""
        selected = self._pages
        if not selected.counted or selected.paged or selected.groups:
            return None
        return CountAsked(connection=self._connection, where=selected.where)

    def know(self, counted: Mapping[str, int]) -> None:
        """Take what was counted along with the entities, by their keys."""
        self._counted = counted

    async def load(self, reader: EntityReader, keys: Sequence[str]) -> Mapping[str, Any]:
        pages, totals, groups = await gather(
            self._read(reader, keys), self._totals(reader, keys), self._groups(reader, keys)
        )
        nodes = await self._pages.nodes(reader, [pages[key] for key in keys])
        return {
            key: self._pages.shaped(
                pages[key],
                own,
                total=totals[key],
                groups={each: found[key] for each, found in groups.items()},
                asked=None,
            )
            for key, own in zip(keys, nodes, strict=True)
        }

    async def _read(self, reader: EntityReader, keys: Sequence[str]) -> Mapping[str, Page]:
        selected = self._pages
        if not selected.paged:
            return dict.fromkeys(keys, Page(entries=(), more=False))
        return await reader.related(
            self._connection, keys, selected.asked, of_fact=selected.of_fact, fields=selected.entities.fields
        )

    async def _totals(self, reader: EntityReader, keys: Sequence[str]) -> Mapping[str, int]:
        if self._counted is not None:
            return self._counted
        if not self._pages.counted:
            return dict.fromkeys(keys, 0)
        found = await reader.related_groups(
            self._connection, keys, GroupsAsked(where=self._pages.where, entities=False)
        )
        return {key: groups[0].counted for key, groups in found.items()}

    async def _groups(self, reader: EntityReader, keys: Sequence[str]) -> dict[str, dict[str, list[Json]]]:
        found = {}
        for name, groups in self._pages.groups.items():
            rows = await reader.related_groups(self._connection, keys, groups.asked(self._pages.where))
            found[name] = {key: [groups.shaped(one) for one in rows[key]] for key in keys}
        return found


class _Groups:
    """What is selected of groups."""

    def __init__(self, selection: Selection, fields: Mapping[str, Field]) -> None:
        self._by = [_dotted(name) for name in selection.arguments.get("by") or ()]
        self._fields = fields
        self._parts = selection.fields()
        measures = (name for _, each, below in self._parts if each == "measures" for _, name, _ in below.fields())
        self._measured = list(dict.fromkeys(_dotted(name) for name in measures if name != "__typename"))

    def asked(self, where: Any) -> GroupsAsked:
        """As the service reads it."""
        return GroupsAsked(
            where=where,
            by=tuple(self._fields[name] for name in self._by),
            measured=tuple(self._fields[name] for name in self._measured),
            entities=any(name == "entities" for _, name, _ in self._parts),
        )

    def shaped(self, group: Group) -> Json:
        """One group as it is selected."""
        values = dict(zip(self._by, group.values, strict=False))
        found: Json = {}
        for key, name, below in self._parts:
            if name == "count":
                found[key] = group.counted
            elif name == "entities":
                found[key] = group.entities
            elif name == "measures":
                found[key] = self._measures(group, below)
            elif name == "__typename":
                found[key] = below.parent.name if below.parent else None
            else:
                value = values.get(_dotted(name))
                found[key] = value.isoformat() if isinstance(value, date) else value
        return found

    def _measures(self, group: Group, below: Selection) -> Json:
        found: Json = {}
        for key, name, inner in below.fields():
            if name == "__typename":
                found[key] = below.type.name
                continue
            at = self._measured.index(_dotted(name))
            measure = group.measures[at] if group.measures else None
            found[key] = {
                one: _measured(measure, what) if what != "__typename" else inner.type.name
                for one, what, _ in inner.fields()
            }
        return found


def _measured(measure: Any, what: str) -> Any:
    if measure is None:
        return 0 if what == "known" else None
    value = getattr(measure, what)
    if what == "total" and not measure.known:
        return None
    return value.isoformat() if isinstance(value, date) else value


def _dotted(name: str) -> str:
    """`node_name` as the service has it; no property's own name begins so."""
    return name.replace("node_", "node.", 1) if name.startswith("node_") else name


# Where queries start


async def _reader(info: GraphQLResolveInfo[Context], arguments: Json) -> EntityReader:
    """A reader under the circumstances of a root field. Raises InvalidInput, and NotFound for an unknown source."""
    context = info.context
    given = {name: arguments[name] for name in ("on", "knownOn", "sources") if arguments.get(name) is not None}
    try:
        dated = DatedQuestion.model_validate(given)
    except ValidationError as error:
        raise invalid(error.errors()) from error
    await check_sources(context.graph, dated.sources, viewer=context.viewer)
    reading = Reading(viewer=context.viewer, on=dated.on, known_on=dated.known_on, sources=dated.sources)
    return EntityReader(graph=context.graph, reading=reading)


def _many(kind: Kind) -> Callable[..., Loading]:
    def resolve(_: object, info: GraphQLResolveInfo[Context], **arguments: Any) -> Loading:
        async def answer(selection: Selection) -> Json:
            start, reader = perf_counter(), await _reader(info, arguments)
            pages = _Pages(selection, kind, kind.fields, {}, arguments=arguments)
            page, total, groups = await gather(
                pages.entities.page(reader, kind, pages.asked) if pages.paged else _no_page(),
                _total(reader, kind, pages),
                _root_groups(reader, kind, pages),
            )
            if not page.entries and "key" in pages.where:
                await until_tick(start)
            (nodes,) = await pages.nodes(reader, [page])
            return pages.shaped(page, nodes, total=total, groups=groups, asked=lambda below: _asked(reader, below))

        return Loading(answer=answer)

    return resolve


async def _no_page() -> Page:
    return Page(entries=(), more=False)


async def _total(reader: EntityReader, kind: Kind, pages: _Pages) -> int:
    if not pages.counted:
        return 0
    (everything,) = await reader.groups(kind, GroupsAsked(where=pages.where))
    return everything.counted


async def _root_groups(reader: EntityReader, kind: Kind, pages: _Pages) -> dict[str, list[Json]]:
    return {
        key: [groups.shaped(one) for one in await reader.groups(kind, groups.asked(pages.where))]
        for key, groups in pages.groups.items()
    }


def _asked(reader: EntityReader, below: Selection) -> list[Json]:
    found = []
    for one in reader.asked:
        values = {
            "name": one.name,
            "parameters": one.parameters,
            "browser": one.browser,
            "text": one.text,
            "__typename": "AskedQuery",
        }
        found.append({key: values[name] for key, name, _ in below.fields()})
    return found


def _one(kind: Kind) -> Callable[..., Loading]:
    def resolve(_: object, info: GraphQLResolveInfo[Context], *, key: str, **arguments: Any) -> Loading:
        return Loading(answer=lambda selection: _found(info, selection, kind, key, arguments))

    return resolve


async def _found(
    info: GraphQLResolveInfo[Context], selection: Selection, kind: Kind, key: str, arguments: Json
) -> Json | None:
    """One entity and what stands below it, which is read at the same time: its key is known before it is found."""
    start, reader = perf_counter(), await _reader(info, arguments)
    entities = _Entities([selection], kind)
    page, below = await gather(
        reader.page(kind, PageAsked(first=1, where={"key": {"eq": key}}, places=False), entities.fields),
        entities.below(reader, {kind.name: [key]}),
    )
    if not page.entries:
        await until_tick(start)
        return None
    ((node,),) = entities.placed(page.entries, below)
    return node


def _node(_: object, info: GraphQLResolveInfo[Context], *, id: str, **arguments: Any) -> Loading:  # noqa: A002 # GraphQL's name
    async def answer(selection: Selection) -> Json | None:
        label, _, key = _readable(id).partition(":")
        if label not in {each.name for each in ENTITIES}:
            return None
        return await _found(info, selection, kind_of(label), key, arguments)

    return Loading(answer=answer)


def _readable(given: str) -> str:
    try:
        return b64decode(given, validate=True).decode()
    except ValueError:
        return ""


# From answers on


def _beside(name: str, kind: Kind) -> Callable[..., Loading]:
    """What the graph knows of an entity that an answer speaks of, on the day and from the sources of that answer."""

    def resolve(source: Any, info: GraphQLResolveInfo[Context], **_: Any) -> Loading:
        path = tuple(step for step in info.path.as_list() if not isinstance(step, int))

        async def answer(selection: Selection) -> Any:
            loaders = info.context.loaders
            if path not in loaders:
                own = Selection(
                    executor=selection.executor, type=selection.type, nodes=selection.nodes, parent=info.parent_type
                )
                reading = info.context.readings.get(path[0]) or Reading(viewer=info.context.viewer)
                reader = EntityReader(graph=info.context.graph, reading=reading)
                loaders[path] = DataLoader(load_fn=partial(_load_beside, reader, own, name, kind))
            return await loaders[path].load(source.key)

        return Loading(answer=answer)

    return resolve


async def _load_beside(reader: EntityReader, selection: Selection, name: str, kind: Kind, keys: list[str]) -> list[Any]:
    """One field of the entities that stand at one place of an answer."""
    if name in kind.connections:
        found = await _Connected(selection, kind.connections[name]).load(reader, keys)
        return [found[key] for key in keys]
    if name == "assertions":
        said = await _Assertions(selection, kind).load(reader, keys)
        return [said[key] for key in keys]
    if name in ("id", "label"):
        return [_id_of(kind.name, key) if name == "id" else kind.name for key in keys]
    values = await _values(reader, kind, kind.fields[name], keys)
    return [_plain(kind.fields[name], values.get(key)) for key in keys]


async def _values(reader: EntityReader, kind: Kind, of: Field, keys: Sequence[str]) -> dict[str, Any]:
    """One value of entities: as of the day of the answer, or else of whenever they are known."""
    asked = PageAsked(first=len(keys), where={"key": {"in": list(keys)}})
    page = await reader.page(kind, asked, [of])
    found = {entry.key: entry.said[0] for entry in page.entries}
    if len(found) < len(keys) and reader.reading.on is not None:
        whenever = EntityReader(graph=reader.graph, reading=replace(reader.reading, on=None))
        found = await _values(whenever, kind, of, keys) | found
    return found


def with_entities(schema: GraphQLSchema) -> GraphQLSchema:
    """The schema with all that can be asked of entities."""
    extended = extend_schema(schema, parse(entity_sdl()))
    for name, declared in schema.type_map.items():
        if isinstance(declared, CustomGraphQLEnumType):  # extending copies it without the Python class behind it
            copied = extended.type_map[name]
            copied.__class__ = CustomGraphQLEnumType
            copied.wrapped_cls = declared.wrapped_cls  # type: ignore[attr-defined]
    fields = cast(GraphQLObjectType, extended.query_type).fields
    for name, kind, many in root_fields():
        fields[name].resolve = _many(kind) if many else _one(kind)
    fields["node"].resolve = _node
    for label in EXTENDED:
        for name, of_kind in cast(GraphQLObjectType, extended.type_map[label]).fields.items():
            if name not in cast(GraphQLObjectType, schema.type_map[label]).fields:
                of_kind.resolve = _beside(name, kind_of(label))
    return extended
