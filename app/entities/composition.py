"""What is asked of what entities show, written into the queries that read it.

A query that reads its conditions as parameters is planned for none of them, and looks each up for every entity. Most
questions are about what everybody may see now, which entities show themselves: their conditions, order and values are
written into the query, from parts that stand beside it. Names come from the declared model, values stay parameters.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from string import Template
from typing import Any

from app.entities.fields import Connection, Direction, Field
from app.entities.model import CountAsked, GroupsAsked, SortKey
from app.entities.where import Alternatives, Condition, Measured, Related, Term, alternatives
from app.graph.queries import CYPHER


class NotShown(Exception):
    """What is asked for does not stand on entities."""


class _Part(Template):
    delimiter = "@"


@cache
def _parts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((CYPHER / "entities" / "fragments.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)  # clients ask the same things again and again
def _written(group: str, name: str, /, **parts: str | int) -> str:
    return _Part(_parts()[group][name]).substitute(parts)


def arrows(direction: Direction) -> dict[str, str]:
    """The slots of a pattern that make it lead out of its first end, or into it."""
    return {"in": "<" if direction == "in" else "", "out": ">" if direction == "out" else ""}


def read_back(fields: Sequence[Field]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What reads the values that a query gave for some fields, with days for their texts."""
    are_days = [each.type == "date" for each in fields]
    if not any(are_days):
        return tuple
    return lambda values: tuple(
        date.fromisoformat(value) if is_day and type(value) is str else value
        for is_day, value in zip(are_days, values, strict=True)
    )


class Composition:
    """The slots of one query, and the values that they compare with. `keyed`: the query has a slot for keys."""

    def __init__(self, *, keyed: bool) -> None:
        self.given: list[Any] = []
        self._keyed = keyed
        self._keys: list[str] = []
        self._others = 0

    def named(self, found: Alternatives) -> str:
        """What makes the entities be found by their keys, where all of them are named."""
        every = all(any(self._names(each) for each in one) for one in found)
        return _written("join", "named") if found and every else ""

    def _names(self, literal: Term) -> bool:
        if literal.negated:
            return False
        if isinstance(literal, Related):
            return bool(self._keys)
        return literal.of == "key" and literal.test == "in"

    def shown(self, found: Alternatives) -> dict[str, str]:
        """The slot that asks whether an entity shows anything: whose values meet conditions shows them."""
        every = all(any(_tells(each) for each in one) for one in found)
        return {"shown": _written("join", "always")} if found and every else {}

    @property
    def keys(self) -> str:
        """What is read before anything else."""
        return "".join(self._keys)

    def condition(self, found: Alternatives, *, after: str = "", sort: Sequence[SortKey] = ()) -> str:
        """What has to hold of `entity` and of `fact`. Raises NotShown, and InvalidInput that names a field."""
        every = self._any(found, "entity", "fact")
        if self.named(found):
            return _joined("and", [every, *([after] if after else [])])
        if len(found) > 1:
            every = _written("join", "whole", one=every)
        return _joined("and", [*self._indexed(sort), every, *([after] if after else [])])

    def _indexed(self, sort: Sequence[SortKey]) -> Iterator[str]:
        """What lets the database read in the order of an index, where there is one, and stop at the end of a page."""
        if sort and sort[0].field.stored == "validFrom":
            yield _written("test", "not_unknown", value=self.value(sort[0].field))
            yield _written("test", "not_unknown", value="entity.key")

    def after(self, place: Sequence[Mapping[str, Any]], sort: Sequence[SortKey], ends: Sequence[str]) -> str:
        """What comes after a place in an order that ends with `ends`."""
        values = [*(self.value(key.field) for key in sort), *ends]
        given = [one["value"] for one in place]
        found = []
        for number, value in enumerate(values):
            if value in values[:number]:  # whoever is at the same place is the same
                break
            if given[number] is not None:  # nothing comes after what is unknown, but by the values after it
                equal = [self._equal(values[before], given[before]) for before in range(number)]
                key = sort[number] if number < len(sort) else None
                found.append(_joined("and", [*equal, self._later(key, value, given[number])]))
        later = _written("join", "whole", one=_joined("or", found)) if len(found) > 1 else _joined("or", found)
        return _joined("and", [*self._bound(values[0], sort, given[0]), later])

    def _bound(self, value: str, sort: Sequence[SortKey], given: Any) -> Iterator[str]:
        """Where in an index what comes after a place begins."""
        if sort and sort[0].field.required:
            yield self._compared("test", "most" if sort[0].descending else "not_less", value, given)

    def order(self, sort: Sequence[SortKey], ends: Sequence[str]) -> str:
        """By what entities are sorted."""
        keys = [_written("place", _direction(key), value=self.value(key.field)) for key in sort]
        values = [self.value(key.field) for key in sort]
        return ", ".join([*keys, *(end for end in ends if end not in values)])

    def place(self, sort: Sequence[SortKey], ends: Sequence[str]) -> str:
        """The values that they are sorted by."""
        return self.listed([self.values([key.field for key in sort]), *ends] if sort else ends)

    def values(self, fields: Sequence[Field]) -> str:
        """The values of some fields; days as text, as `read_back` takes them."""
        return ", ".join(
            _written("place", "day", value=self.value(each)) if each.type == "date" else self.value(each)
            for each in fields
        )

    def by(self, fields: Sequence[Field]) -> str:
        """What makes a group; by nothing, all are in one."""
        return self.listed([self.values(fields)]) if fields else _written("group", "one")

    def measures(self, asked: GroupsAsked) -> str:
        """Of how many each value is known, the least, the greatest, the sum and the mean."""
        return ", ".join(
            _written("group", "number" if each.is_number else "other", value=self.value(each))
            for each in asked.measured
        )

    def counts(self, every: Sequence[CountAsked]) -> str:
        """How many facts lead from `entity` to others. Raises NotShown, and InvalidInput that names a field."""
        found = ", ".join(self._number(each) for each in every)
        return _written("related", "counts", counts=found) if found else ""

    def _number(self, asked: CountAsked) -> str:
        entity, fact = self._other()
        condition = self._any(alternatives(asked.where, asked.connection), entity, fact)
        return _written("related", "number", facts=_facts(asked.connection, "entity", (entity, fact), condition))

    def label(self, name: str) -> str:
        """The label of all that is found."""
        return _written("place", "label", name=name)

    @property
    def uncounted(self) -> str:
        """In the place of a count that nobody asked for."""
        return _written("group", "uncounted")

    def listed(self, values: Sequence[str]) -> str:
        """A list of values."""
        return _written("place", "list", values=", ".join(values))

    def value(self, of: Field) -> str:
        """Where a value stands. Raises NotShown."""
        return self._value(of.of, of.stored, "entity", "fact")

    # Conditions

    def _any(self, found: Alternatives, entity: str, fact: str) -> str:
        every = [_joined("and", [self._literal(each, entity, fact) for each in one]) for one in found]
        return _joined("or", every) if every else _written("join", "always")

    def _literal(self, literal: Term, entity: str, fact: str) -> str:
        if isinstance(literal, Condition):
            return self._condition(literal, entity, fact)
        one = self._related(literal, entity)
        return _written("join", "not", one=one) if literal.negated else one

    def _condition(self, asked: Condition, entity: str, fact: str) -> str:
        value = self._value(asked.of, asked.name, entity, fact)
        test, given = asked.test, asked.value
        if test == "in" and len(given) == 1:
            test, given = "is", given[0]
        contrary = f"not_{test}" in _parts()["test"]
        one = self._compared("test", f"not_{test}" if contrary and asked.negated else test, value, given)
        return _written("join", "not", one=one) if asked.negated and not contrary else one

    def _related(self, asked: Related, holder: str) -> str:
        if asked.least == 0:  # all have at least none
            return _written("join", "always")
        entity, fact = self._other()
        found = alternatives(asked.where, asked.connection, field=asked.field)
        named = _named(found)
        if asked.measured is not None:
            facts = _facts(asked.connection, holder, (entity, fact), self._any(found, entity, fact))
            return self._measured(asked.measured, facts, (entity, fact))
        if self._keyed and holder == "entity" and named is not None and not asked.others and asked.least == 1:
            return self._among(asked.connection, found, named, (entity, fact))
        condition = self._any(found, entity, fact)
        if asked.others:
            condition = _written("join", "contrary", one=_written("join", "group", one=condition))
        facts = _facts(asked.connection, holder, (entity, fact), condition)
        if asked.least > 1:
            return _written("related", "count", facts=facts, given=self._given(asked.least))
        return _written("related", "some", facts=facts)

    def _other(self) -> tuple[str, str]:
        """Names for an entity at the other end of a fact, and for that fact."""
        self._others += 1
        return f"other{self._others}", f"fact{self._others}"

    def _measured(self, asked: Measured, facts: str, variables: tuple[str, str]) -> str:
        measure = _written(
            "related", asked.how, facts=facts, value=self._value(asked.of.of, asked.of.stored, *variables)
        )
        met = self._compared("test", asked.condition.test, measure, asked.condition.value)
        return _written("join", "not", one=met) if asked.condition.negated else met

    def _among(
        self, connection: Connection, found: Alternatives, named: Sequence[str], variables: tuple[str, str]
    ) -> str:
        entity, fact = variables
        limit = self._compared("test", "in", self._value("key", "key", entity, fact), list(named))
        condition = _joined("and", [limit, self._any(found, entity, fact)])
        keys, holder = f"{entity}Holders", f"{entity}Holder"
        facts = _facts(connection, f"{holder}:Entity", variables, condition)
        self._keys.append(_written("related", "keys", facts=facts, holder=holder, keys=keys))
        return _written("join", "among", of="entity", keys=keys)

    # Values

    def _value(self, of: str, name: str, entity: str, fact: str) -> str:
        if of == "said" and name == "recordId":  # of an assertion, of which an entity shows only what it says
            raise NotShown
        return _written("join", "property", of=fact if of == "fact" else entity, name="key" if of == "key" else name)

    def _given(self, value: Any) -> str:
        self.given.append(value)
        return _written("join", "given", number=len(self.given) - 1)

    def _compared(self, group: str, test: str, value: str, given: Any) -> str:
        if "@given" not in _parts()[group][test]:
            return _written(group, test, value=value)
        return _written(group, test, value=value, given=self._given(given))

    def _later(self, key: SortKey | None, value: str, given: Any) -> str:
        later = self._compared("place", "earlier" if key and key.descending else "later", value, given)
        if key is None or key.field.required:
            return later
        return _written("place", "or_unknown", one=later, value=value)

    def _equal(self, value: str, given: Any) -> str:
        if given is None:
            return _written("place", "unknown", value=value)
        return self._compared("place", "equal", value, given)


def _tells(literal: Term) -> bool:
    if isinstance(literal, Related) or literal.of != "said":
        return False
    return literal.negated or literal.test != "unknown"


def _direction(key: SortKey) -> str:
    if not key.descending:
        return "ascending"
    return "descending" if key.field.required else "descending_unknown"


def _facts(connection: Connection, holder: str, variables: tuple[str, str], condition: str) -> str:
    entity, fact = variables
    return _written(
        "related",
        "facts",
        holder=holder,
        entity=entity,
        fact=fact,
        type=connection.relationship.type,
        condition=condition,
        **arrows(connection.direction),
    )


def _named(found: Alternatives) -> list[str] | None:
    """The keys that every alternative is limited to by itself; None where one is not."""
    keys: set[str] = set()
    for every in found:
        limits = [
            set(each.value)
            for each in every
            if isinstance(each, Condition) and each.of == "key" and each.test == "in" and not each.negated
        ]
        if not limits:
            return None
        keys |= set.intersection(*limits)
    return sorted(keys) if found else None


def _joined(how: str, every: Sequence[str]) -> str:
    if len(every) == 1:
        return every[0]
    return _written("join", "group", one=_written("join", how).join(every))
