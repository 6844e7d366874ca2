"""What a GraphQL document costs, counted from its text, its variables and the schema before anything is run.

The cost is the number of values that the answer may hold, and the work to find them. Strawberry's own limiters of depth
and aliases walk a fragment anew wherever it is spread, which takes exponential time where fragments spread fragments;
they also refuse during validation, which is too late for what is slow to validate. So one bounded walk counts it all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_enum_type,
)

from app.entities.model import MOST_ENTITIES, USUAL_ENTITIES
from app.errors import InvalidInput

QUESTION = 100
"""What a question costs for each hop that it may go, whatever of its answer is selected."""

GIVEN = 10
"""What each item of a question's lists costs: a nation to avoid, a force to compare."""

ASSUMED = 3
"""The length assumed of a list that no `limit` bounds: the obligations of an agreement, the nations of a path."""

INTROSPECTED = 3
"""How much dearer a value of introspection is: nothing else is answered while all of it is, for about 0.6 s."""

MOST_SELECTIONS = 5_000
"""The most fields and fragments in a document once each fragment stands where it is spread."""

MOST_COMPARISONS = 2_000
"""The most pairs of selections with one name at one place: validation compares each pair, which is slow."""

_ENDLESS = 1e15
"""Where counting stops: no limit is so high."""


class DocumentRefused(InvalidInput):
    """A GraphQL document that is not run, because of what it would cost or because it is not a trusted one."""

    code, title = "DOCUMENT_REFUSED", "Document refused"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a document may be at most. `bytes` bounds the whole request, `tokens` the text and the variables each."""

    cost: int
    depth: int
    aliases: int
    questions: int
    tokens: int
    bytes: int


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a document asks for. `requested` is its cost; `depth` counts the levels of fields, or of a given value."""

    requested: int
    depth: int
    aliases: int
    questions: int
    comparisons: int


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What a number that is given to a question is by default, and at most: the question itself refuses more."""

    default: int
    most: int


@dataclass(frozen=True, kw_only=True)
class PriceList:
    """What the fields of a schema cost. `bounds` are those of each question's arguments, by the names of both."""

    schema: GraphQLSchema
    bounds: Mapping[str, Mapping[str, Bound]]

    def price(self, document: DocumentNode, variables: Mapping[str, Any], operation: str | None) -> Price:
        """The price of the operation of that name, else of the dearest; its bounds count for the whole document.

        Raises DocumentRefused for fragments without end, which no price could be counted of.
        """
        return _Walk(self, document, variables).whole(operation)

    @cached_property
    def sizes(self) -> dict[tuple[str, str], float]:
        """How long the lists of introspection are, by type and field."""
        return _introspection_sizes(self.schema)


def check_price(price: Price, limits: Limits) -> None:
    """Raise DocumentRefused that names the count and the limit, for the first limit that a document exceeds."""
    _check(price.depth, limits.depth, "is {} levels deep")
    _check(price.aliases, limits.aliases, "has {} aliases")
    _check(price.questions, limits.questions, "asks {} questions at once", "Ask them in several requests.")
    _check(price.comparisons, MOST_COMPARISONS, "has {} pairs of selections of one name at one place")
    _check(price.requested, limits.cost, "costs {}", "Ask with a smaller `limit`, or for fewer lists within lists.")


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Raise DocumentRefused for variables of more values than `limits.tokens`, or deeper than `limits.depth`."""
    values = 0
    waiting: list[tuple[Any, int]] = [(variables, 0)]
    while waiting:
        value, depth = waiting.pop()
        inner = _inner(value)
        values += len(inner)
        if values > limits.tokens:
            raise refused(f"more than {limits.tokens:,}", limits.tokens, "has variables of {} values")
        _check(depth, limits.depth, "has variables of at least {} levels")
        waiting += [(each, depth + 1) for each in inner]


def refused(count: str, limit: int, sentence: str, advice: str = "") -> DocumentRefused:
    """The error for a document of which there is too much. `sentence` says with `{}` where the count stands."""
    detail = f"The document {sentence.format(count)}; at most {limit:,} is allowed. {advice}"
    return DocumentRefused(detail.strip(), field="query", value=count, expected=f"at most {limit:,}")


def _check(count: int, limit: int, sentence: str, advice: str = "") -> None:
    if count > limit:
        raise refused(f"{count:,}", limit, sentence, advice)


@dataclass(slots=True)
class _Place:
    """What is selected at one place of the answer, by the name that it bears there."""

    fields: dict[str, "_Place"] = field(default_factory=dict)
    seen: int = 0
    spreads: int = 0


@dataclass(slots=True, frozen=True, kw_only=True)
class _Step:
    """Selections to walk. `times` is how often their place may occur; `limit` bounds the next list below."""

    selections: SelectionSetNode
    type: GraphQLNamedType | None
    place: _Place
    times: float = 1
    depth: int = 1
    limit: int | None = None
    within: frozenset[str] = frozenset()


class _Walk:
    """Walks a document once, fragments expanded, without recursion and never further than MOST_SELECTIONS."""

    def __init__(self, prices: PriceList, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._prices = prices
        self._schema = prices.schema
        self._variables = variables
        self._defaults: dict[str, ValueNode | None] = {}
        definitions = document.definitions
        self._operations = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
        self._fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
        self._spread: set[str] = set()
        self._selections = self._comparisons = self._aliases = self._depth = self._questions = 0
        self._cost = 0.0

    def whole(self, operation: str | None) -> Price:
        """The price of the document; fragments that nothing spreads are validated too, and so are counted."""
        costs = [(each.name.value if each.name else None, self._operation(each)) for each in self._operations]
        asked = [cost for name, cost in costs if name == operation] or [cost for _, cost in costs]
        for fragment in self._fragments.values():
            if fragment.name.value not in self._spread:
                self._run(self._entry(fragment, fragment.name.value))
        return Price(
            requested=int(max(asked, default=0)),
            depth=self._depth,
            aliases=self._aliases,
            questions=self._questions,
            comparisons=self._comparisons,
        )

    def _operation(self, operation: OperationDefinitionNode) -> float:
        self._cost = 0.0
        self._defaults = {each.variable.name.value: each.default_value for each in operation.variable_definitions or ()}
        place = _Place()
        root = self._schema.get_root_type(operation.operation)
        self._run(_Step(selections=operation.selection_set, type=root, place=place))
        self._questions = max(self._questions, len(place.fields))
        return self._cost

    def _entry(self, fragment: FragmentDefinitionNode, name: str) -> _Step:
        kind = self._schema.get_type(fragment.type_condition.name.value)
        return _Step(selections=fragment.selection_set, type=kind, place=_Place(), within=frozenset((name,)))

    def _run(self, first: _Step) -> None:
        waiting = [first]
        while waiting:
            step = waiting.pop()
            self._depth = max(self._depth, step.depth)
            for selection in step.selections.selections:
                self._selections += 1
                if self._selections > MOST_SELECTIONS:
                    raise refused(
                        f"more than {MOST_SELECTIONS:,}",
                        MOST_SELECTIONS,
                        "selects {} fields once its fragments are spread",
                    )
                match selection:
                    case FieldNode():
                        waiting += self._field(step, selection)
                    case FragmentSpreadNode():
                        waiting += self._fragment(step, selection.name.value)
                    case InlineFragmentNode():
                        waiting.append(self._inline(step, selection))

    def _field(self, step: _Step, node: FieldNode) -> Iterator[_Step]:
        name = node.name.value
        place = step.place.fields.setdefault(node.alias.value if node.alias else name, _Place())
        self._aliases += node.alias is not None
        self._comparisons += place.seen
        place.seen += 1
        definition = self._definition(step.type, name)
        length, limit = self._length(step, node, definition)
        times = min(step.times * length, _ENDLESS)
        if place.seen == 1:  # what is selected again at the same place is merged into it
            each = INTROSPECTED if step.type and step.type.name.startswith("__") else 1
            self._cost = min(self._cost + times * each + self._work(step.type, node), _ENDLESS)
        if node.selection_set:
            yield _Step(
                selections=node.selection_set,
                type=get_named_type(definition.type) if definition else None,
                place=place,
                times=times,
                depth=step.depth + 1,
                limit=limit,
                within=step.within,
            )

    def _fragment(self, step: _Step, name: str) -> Iterator[_Step]:
        self._spread.add(name)
        self._comparisons += step.place.spreads
        step.place.spreads += 1
        if name in step.within:
            raise DocumentRefused(f"The fragment {name} spreads itself; a document without end costs without end.")
        if fragment := self._fragments.get(name):
            yield _Step(
                selections=fragment.selection_set,
                type=self._schema.get_type(fragment.type_condition.name.value),
                place=step.place,
                times=step.times,
                depth=step.depth,
                limit=step.limit,
                within=step.within | {name},
            )

    def _inline(self, step: _Step, node: InlineFragmentNode) -> _Step:
        condition = node.type_condition
        return _Step(
            selections=node.selection_set,
            type=self._schema.get_type(condition.name.value) if condition else step.type,
            place=step.place,
            times=step.times,
            depth=step.depth,
            limit=step.limit,
            within=step.within,
        )

    def _definition(self, kind: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        return self._schema.get_field(kind, name) if is_composite_type(kind) else None

    def _length(self, step: _Step, node: FieldNode, definition: GraphQLField | None) -> tuple[float, int | None]:
        """How many entries a field has, and what bounds the next list below it."""
        name = node.name.value
        if step.type is not None and (size := self._prices.sizes.get((step.type.name, name))) is not None:
            return size, None
        if definition is not None and "first" in definition.args:
            return 1, self._first(node)
        if self._is_question(step.type, name):
            return (ASSUMED if _is_list(definition) else 1), self._argument(node, "limit")
        if _is_list(definition):
            return (ASSUMED if step.limit is None else step.limit), None
        return 1, step.limit

    def _is_question(self, kind: GraphQLNamedType | None, name: str) -> bool:
        roots = (self._schema.query_type, self._schema.mutation_type, self._schema.subscription_type)
        return kind is not None and kind in roots and not name.startswith("__")

    def _work(self, kind: GraphQLNamedType | None, node: FieldNode) -> int:
        definition = self._definition(kind, node.name.value)
        paged = definition is not None and "first" in definition.args  # it is read with a query of its own
        if not paged and not self._is_question(kind, node.name.value):
            return 0
        hops = self._argument(node, "maxHops")
        return QUESTION * (hops or 1) + GIVEN * self._items(each.value for each in node.arguments or ())

    def _first(self, node: FieldNode) -> int:
        """How many entries a page may have: a greater number is refused when it is asked for."""
        given = next((each.value for each in node.arguments or () if each.name.value == "first"), None)
        return max(0, min(self._number(given, USUAL_ENTITIES), MOST_ENTITIES))

    def _argument(self, node: FieldNode, name: str) -> int | None:
        """The number given for an argument, or its default; None where the question has no such argument.

        No more than the question allows: it refuses more itself, and says so better than a price could.
        """
        bound = self._prices.bounds.get(node.name.value, {}).get(name)
        if bound is None:
            return None
        given = next((each.value for each in node.arguments or () if each.name.value == name), None)
        return max(0, min(self._number(given, bound.default), bound.most))

    def _number(self, node: ValueNode | None, default: int) -> int:
        if isinstance(node, VariableNode):
            name = node.name.value
            given = self._variables.get(name)
            if isinstance(given, int):
                return given
            inner = self._defaults.get(name)
            return default if isinstance(inner, VariableNode) else self._number(inner, default)
        if isinstance(node, IntValueNode):
            return int(node.value[:9])
        return default

    def _items(self, values: Iterable[ValueNode]) -> int:
        """How many items the lists among the arguments hold, however deep; what is nested here counts as depth too."""
        items = 0
        waiting: list[tuple[Any, int]] = [(value, 0) for value in values]
        while waiting:
            value, depth = waiting.pop()
            self._depth = max(self._depth, depth)
            if isinstance(value, VariableNode):
                name = value.name.value
                value = self._variables[name] if name in self._variables else self._defaults.get(name)
            inner = _inner(value)
            items += len(inner) if isinstance(value, (list, ListValueNode)) else 0
            waiting += [(each, depth + 1) for each in inner]
        return items


def _inner(value: Any) -> list[Any]:
    """What a value of a variable or of a document's text is made of."""
    match value:
        case Mapping():
            return list(value.values())
        case list():
            return value
        case ListValueNode():
            return list(value.values)
        case ObjectValueNode():
            return [each.value for each in value.fields]
    return []


def _is_list(definition: GraphQLField | None) -> bool:
    kind = definition.type if definition else None
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)


def _introspection_sizes(schema: GraphQLSchema) -> dict[tuple[str, str], float]:
    """How long the lists of introspection are on average, by type and field. Half of all types wrap another one."""
    kinds = list(schema.type_map.values())
    fields = [each for kind in kinds if isinstance(kind, GraphQLObjectType) for each in kind.fields.values()]
    inputs = [each for kind in kinds if isinstance(kind, GraphQLInputObjectType) for each in kind.fields.values()]
    values = [each for kind in kinds if is_enum_type(kind) for each in kind.values]
    return {
        ("__Schema", "types"): len(kinds),
        ("__Schema", "directives"): len(schema.directives),
        ("__Type", "fields"): len(fields) / len(kinds),
        ("__Type", "inputFields"): len(inputs) / len(kinds),
        ("__Type", "enumValues"): len(values) / len(kinds),
        ("__Type", "interfaces"): 1,
        ("__Type", "possibleTypes"): 1,
        ("__Type", "ofType"): 0.5,
        ("__Field", "args"): sum(len(each.args) for each in fields) / max(1, len(fields)),
        ("__Directive", "args"): 1,
        ("__Directive", "locations"): ASSUMED,
    }
