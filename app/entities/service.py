"""The entities of the graph and what they are related to, page by page: for many at once, with one query each time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from app.entities.composition import Composition, NotShown, arrows, read_back
from app.entities.cursors import place_of
from app.entities.fields import Connection, Field, Kind
from app.entities.model import (
    MOST_ENTITIES,
    Entry,
    Group,
    GroupsAsked,
    Measure,
    Page,
    PageAsked,
    Reading,
    Where,
)
from app.entities.where import Condition, Related, Term, alternatives
from app.errors import InvalidInput
from app.graph.client import GraphClient, Row
from app.graph.queries import NamedQuery
from app.record.provenance import AskedQuery, asked_of
from app.record.time import LATEST

MOST_HOLDERS = 50_000
"""Entities that may meet a condition on what they are related to."""

MOST_LOOKED_UP = 5_000
"""Entities that are looked up first where a condition on related facts is about them."""

MOST_GROUPS = 5_000


@dataclass(frozen=True, kw_only=True)
class EntityReader:
    """Reads entities under one set of circumstances, and keeps what was read with which parameters."""

    graph: GraphClient
    reading: Reading
    _asked: list[tuple[NamedQuery, dict[str, Any], bool]] = field(default_factory=list)

    @property
    def asked(self) -> tuple[AskedQuery, ...]:
        """The queries and parameters so far."""
        return tuple(
            asked_of(query, parameters, text=query.text if filled else None)
            for query, parameters, filled in self._asked
        )

    async def page(self, kind: Kind, asked: PageAsked, fields: Sequence[Field]) -> Page:
        """The entities of one kind on one page, with `fields` of each. Raises InvalidInput for what cannot be asked."""
        _check_first(asked.first)
        if self.reading.is_shown:
            with suppress(NotShown):
                return await self._page_shown(kind, asked, fields)
        any_of, keys = await self._conditions(asked.where, kind)
        (row,) = await self._read(
            f"entities/page:{kind.name}",
            any=any_of,
            keys=keys,
            sort=[key.parameter for key in asked.sort],
            after=place_of(asked.after, asked.sort, length=len(asked.sort) + 1, field="after") if asked.after else None,
            limit=asked.first + 1,
            places=asked.places,
            properties=[each.stored for each in fields],
        )
        return _page_of(kind, row["entities"], fields, first=asked.first)

    async def _page_shown(self, kind: Kind, asked: PageAsked, fields: Sequence[Field]) -> Page:
        composed, ends = Composition(keyed=True), ("entity.key",)
        after = self._after(composed, asked, ends)
        found = alternatives(asked.where, kind)
        condition = composed.condition(found, after=after, sort=asked.sort)
        slots = {
            "condition": condition,
            "keys": composed.keys,
            "named": composed.named(found),
            "order": composed.order(asked.sort, ends),
            "values": composed.values(fields),
            "counts": composed.counts(asked.counts),
        }
        if asked.places:
            slots["place"] = composed.place(asked.sort, ends)
        (row,) = await self._read_shown(
            f"entities/page_shown:{kind.name}", slots, given=composed.given, limit=asked.first + 1
        )
        return _page_of(kind, row["entities"], fields, first=asked.first)

    async def groups(self, kind: Kind, asked: GroupsAsked) -> list[Group]:
        """How many entities of one kind there are in each group. Raises InvalidInput for too many groups."""
        if self.reading.is_shown:
            with suppress(NotShown):
                return await self._groups_shown(kind, asked)
        any_of, keys = await self._conditions(asked.where, kind)
        rows = await self._read(
            f"entities/groups:{kind.name}",
            any=any_of,
            keys=keys,
            by=[each.stored for each in asked.by],
            measured=[each.stored for each in asked.measured],
            numbers=[each.stored for each in asked.measured if each.is_number],
        )
        names = {each.stored: number for number, each in enumerate(asked.measured)}
        found = _groups([row | {"measure": names.get(row["property"], -1), "entities": row["counted"]} for row in rows])
        return found or ([] if asked.by else [_NONE])

    async def _groups_shown(self, kind: Kind, asked: GroupsAsked) -> list[Group]:
        composed = Composition(keyed=True)
        found = alternatives(asked.where, kind)
        condition = composed.condition(found)
        slots = {
            "condition": condition,
            "keys": composed.keys,
            "named": composed.named(found),
            "by": composed.by(asked.by),
            "measures": composed.measures(asked),
        }
        rows = await self._read_shown(f"entities/groups_shown:{kind.name}", slots, given=composed.given)
        return [_group(row, asked.by) for row in rows] or ([] if asked.by else [_NONE])

    async def related(
        self,
        connection: Connection,
        parents: Sequence[str],
        asked: PageAsked,
        *,
        of_fact: Sequence[Field],
        fields: Sequence[Field],
    ) -> dict[str, Page]:
        """For each parent, by key, one page of what it is related to; one query for all of them."""
        _check_first(asked.first)
        if self.reading.is_shown:
            with suppress(NotShown):
                return await self._related_shown(connection, parents, asked, of_fact=of_fact, fields=fields)
        any_of, among = await self._conditions(asked.where, connection)
        sort = asked.sort
        rows = await self._read(
            f"entities/related:{connection.relationship.type}",
            parents=list(parents),
            direction=connection.direction,
            among=among,
            any=any_of,
            sort=[key.parameter for key in sort],
            after=place_of(asked.after, sort, length=len(sort) + 2, field="after") if asked.after else None,
            limit=asked.first + 1,
            places=asked.places,
            factProperties=[each.stored for each in of_fact],
            properties=[each.stored for each in fields],
        )
        return _pages(rows, parents, of_fact, fields, first=asked.first)

    async def _related_shown(
        self,
        connection: Connection,
        parents: Sequence[str],
        asked: PageAsked,
        *,
        of_fact: Sequence[Field],
        fields: Sequence[Field],
    ) -> dict[str, Page]:
        composed, ends = Composition(keyed=False), ("entity.key", "fact.recordId")
        after = self._after(composed, asked, ends)
        found = alternatives(asked.where, connection)
        slots = {
            "condition": composed.condition(found, after=after),
            **composed.shown(found),
            "order": composed.order(asked.sort, ends),
            "facts": composed.values(of_fact),
            "values": composed.values(fields),
            **arrows(connection.direction),
        }
        if asked.places:
            slots["place"] = composed.place(asked.sort, ends)
        if len(connection.kind.labels) == 1:
            slots["label"] = composed.label(connection.kind.name)
        rows = await self._read_shown(
            f"entities/related_shown:{connection.relationship.type}",
            slots,
            parents=list(parents),
            given=composed.given,
            limit=asked.first + 1,
        )
        return _pages(rows, parents, of_fact, fields, first=asked.first)

    async def related_groups(
        self, connection: Connection, parents: Sequence[str], asked: GroupsAsked
    ) -> dict[str, list[Group]]:
        """For each parent, by key, how many facts it has in each group, and with how many others."""
        if self.reading.is_shown:
            with suppress(NotShown):
                return await self._related_groups_shown(connection, parents, asked)
        any_of, among = await self._conditions(asked.where, connection)
        rows = await self._read(
            f"entities/related_groups:{connection.relationship.type}",
            parents=list(parents),
            direction=connection.direction,
            among=among,
            any=any_of,
            by=[{"of": each.of, "property": each.stored} for each in asked.by],
            measured=[{"of": each.of, "property": each.stored, "number": each.is_number} for each in asked.measured],
        )
        by_parent: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_parent[row["parent"]].append(row)
        nothing = [] if asked.by else [_NONE]
        return {parent: _groups(by_parent[parent]) or nothing for parent in parents}

    async def _related_groups_shown(
        self, connection: Connection, parents: Sequence[str], asked: GroupsAsked
    ) -> dict[str, list[Group]]:
        composed = Composition(keyed=False)
        found = alternatives(asked.where, connection)
        slots = {
            "condition": composed.condition(found),
            **composed.shown(found),
            "by": composed.by(asked.by),
            "measures": composed.measures(asked),
            **arrows(connection.direction),
        }
        if not asked.entities:
            slots["entities"] = composed.uncounted
        rows = await self._read_shown(
            f"entities/related_groups_shown:{connection.relationship.type}",
            slots,
            parents=list(parents),
            given=composed.given,
        )
        by_parent: dict[str, list[Group]] = defaultdict(list)
        for row in rows:
            by_parent[row["parent"]].append(_group(row, asked.by))
        nothing = [] if asked.by else [_NONE]
        return {parent: by_parent[parent] or nothing for parent in parents}

    async def assertions(self, keys: Sequence[str], fields: Sequence[Field]) -> dict[str, list[tuple[Any, ...]]]:
        """For each entity, by key, the values of `fields` as each source states them, the best source first."""
        rows = await self._read("entities/assertions", keys=list(keys), properties=[each.stored for each in fields])
        said: dict[str, list[tuple[Any, ...]]] = {key: [] for key in keys}
        for row in rows:
            said[row["key"]].append(tuple(row["values"]))
        return said

    # Conditions

    async def _conditions(
        self, where: Where, kind: Kind | Connection
    ) -> tuple[list[list[dict[str, Any]]], list[str] | None]:
        """A filter as `$any`, and the keys that it can only be about, where it says so."""
        found = await self._resolved(alternatives(where, kind))
        return [[each.parameter for each in every] for every in found], _keys(found)

    async def _resolved(self, found: Sequence[Sequence[Term]]) -> list[list[Condition]]:
        """Conditions on what is related as conditions on keys, which the graph has been asked for."""
        return [[await self._holders(each) if isinstance(each, Related) else each for each in every] for every in found]

    async def _holders(self, asked: Related) -> Condition:
        """The condition that its entities be among those which have such facts."""
        found = await self._resolved(alternatives(asked.where, asked.connection, field=asked.field))
        others = _keys(found)
        if others is None and len(found) == 1 and not asked.others:
            found, others = await self._looked_up(found[0], asked.connection.kind)
        rows = await self._read(
            f"entities/holders:{asked.connection.relationship.type}",
            direction=asked.connection.direction,
            others=others,
            contrary=asked.others,
            least=max(asked.least, 1),
            measured=asked.measured.parameter(negated=asked.negated) if asked.measured else None,
            any=[[each.parameter for each in every] for every in found],
        )
        if len(rows) > MOST_HOLDERS:
            raise InvalidInput(
                f"{asked.field}: more than {MOST_HOLDERS:,} entities meet it.",
                field=asked.field,
                expected="a narrower condition",
            )
        if asked.measured:  # a total that is not known meets no condition, and not its contrary
            return Condition(of="key", name="key", test="in", value=sorted(row["key"] for row in rows), negated=False)
        everything = asked.least == 0  # all have at least none
        keys = [] if everything else sorted(row["key"] for row in rows)
        return Condition(of="key", name="key", test="in", value=keys, negated=asked.negated is not everything)

    async def _looked_up(
        self, every: Sequence[Condition], kind: Kind
    ) -> tuple[list[list[Condition]], list[str] | None]:
        """Conditions on the entities at the other end as their keys, if these are few: facts are many more."""
        of_entity = [each for each in every if each.of != "fact"]
        # On a day, an entity of which only other days are known has no page, but it may still be at the end of a fact.
        if not of_entity or len(kind.labels) > 1 or self.reading.on is not None:
            return [list(every)], None
        (row,) = await self._read(
            f"entities/page:{kind.name}",
            any=[[each.parameter for each in of_entity]],
            keys=None,
            sort=[],
            after=None,
            limit=MOST_LOOKED_UP + 1,
            places=False,
            properties=[],
        )
        if len(row["entities"]) > MOST_LOOKED_UP:
            return [list(every)], None
        of_fact = [each for each in every if each.of == "fact"]
        return [of_fact] if of_fact else [], [key for key, _, _ in row["entities"]]

    async def _read(self, name: str, /, **parameters: Any) -> list[Row]:
        given = self.reading
        every = {
            "on": given.on,
            "knownOn": given.known_on or LATEST,
            "sources": None if given.sources is None else list(given.sources),
            **given.viewer.parameters,
            **parameters,
        }
        self._asked.append((self.graph.queries[name], every, False))
        return await self.graph.read(name, **every)

    async def _read_shown(self, name: str, slots: Mapping[str, str], /, **parameters: Any) -> list[Row]:
        query = self.graph.queries[name].filled(slots)
        every = {**self.reading.viewer.parameters, **parameters}
        self._asked.append((query, every, True))
        return await self.graph.read_filled(query, **every)

    def _after(self, composed: Composition, asked: PageAsked, ends: Sequence[str]) -> str:
        if not asked.after:
            return ""
        place = place_of(asked.after, asked.sort, length=len(asked.sort) + len(ends), field="after")
        return composed.after(place, asked.sort, ends)


_EMPTY = Page(entries=(), more=False)
_NONE = Group(values=(), counted=0, entities=0, measures=())


def _check_first(first: int) -> None:
    if not 1 <= first <= MOST_ENTITIES:
        raise InvalidInput(
            f"first: {first} is not between 1 and {MOST_ENTITIES:,}.",
            field="first",
            value=first,
            expected=f"1 to {MOST_ENTITIES:,}; the cursors of a page lead to the next",
        )


def _keys(found: Sequence[Sequence[Condition]]) -> list[str] | None:
    """The keys that every alternative is limited to; None where one is not."""
    keys: set[str] = set()
    for every in found:
        limits = [set(each.value) for each in every if each.of == "key" and each.test == "in" and not each.negated]
        if not limits:
            return None
        keys |= set.intersection(*limits)
    return sorted(keys) if found else None


def _page_of(kind: Kind, found: Sequence[Sequence[Any]], fields: Sequence[Field], *, first: int) -> Page:
    read, label = read_back(fields), kind.name
    entries = tuple(
        Entry(key, label, tuple(place or ()), (), read(said), tuple(*counts) if counts else None)
        for key, place, said, *counts in found[:first]
    )
    return Page(entries=entries, more=len(found) > first)


def _pages(
    rows: Sequence[Row], parents: Sequence[str], of_fact: Sequence[Field], fields: Sequence[Field], *, first: int
) -> dict[str, Page]:
    pages = {row["parent"]: _page(row["facts"], of_fact, fields, first=first) for row in rows}
    return {parent: pages.get(parent, _EMPTY) for parent in parents}


def _page(facts: Sequence[Sequence[Any]], of_fact: Sequence[Field], fields: Sequence[Field], *, first: int) -> Page:
    read, read_fact = read_back(fields), read_back(of_fact)
    entries = tuple(
        Entry(key, label, tuple(place or ()), read_fact(fact), read(said))
        for key, label, place, fact, said in facts[:first]
    )
    return Page(entries=entries, more=len(facts) > first)


def _groups(rows: Sequence[Row]) -> list[Group]:
    """Groups from rows of which each has one measure, and one, −1, has the group itself."""
    measures: dict[tuple[Any, ...], dict[int, Row]] = {}
    for row in rows:
        measures.setdefault(tuple(row["values"]), {})[row["measure"]] = row
    return [
        Group(
            values=values,
            counted=own[-1]["counted"],
            entities=own[-1]["entities"],
            measures=tuple(_measure(own[number]) for number in range(len(own) - 1)),
        )
        for values, own in measures.items()
    ]


def _group(row: Row, by: Sequence[Field]) -> Group:
    return Group(
        values=read_back(by)(row["values"] or ()),
        counted=row["counted"],
        entities=row["entities"],
        measures=tuple(
            Measure(known=known, least=least, greatest=greatest, total=total, mean=mean)
            for known, least, greatest, total, mean in row["measures"]
        ),
    )


def _measure(row: Mapping[str, Any]) -> Measure:
    return Measure(
        known=row["known"], least=row["least"], greatest=row["greatest"], total=row["total"], mean=row["mean"]
    )
