"""Every write over GraphQL: one mutation for each kind of fact, made of the declared model, and a general one.

What is wrong with a submission is in its payload, all of it at once; nothing of such a submission is entered. So the
inputs ask for nothing by their types but what a value is: what is required, and which values there are, is checked
with everything else.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import cache
from inspect import Parameter, Signature
from typing import Any, TypeVar, cast

import strawberry
from pydantic import ValidationError
from pydantic.alias_generators import to_camel
from strawberry.scalars import JSON
from strawberry.tools import create_type
from strawberry.types import Info
from strawberry.types.unset import UNSET

from app.callers.model import Role
from app.errors import Conflict, EntenteError, FieldError, Forbidden, InvalidInput, NotFound, invalid
from app.model.declaration import Label, Property, Relationship
from app.model.envelope import ENVELOPE
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS
from app.record.changes import Receipt, Retraction, StatedFact, Submission, faults, submit
from app.record.releasing import check_releases
from app.record.validation import end_columns, template_columns
from app.web.context import Context
from app.web.shapes import input_type, output_type

KINDS: tuple[Label | Relationship, ...] = tuple(
    kind for kind in (*LABELS, *RELATIONSHIPS) if kind not in (SOURCE, ASSERTED_BY)
)
"""The kinds of fact that can be stated."""

_PARTIAL_DATES = {"validFrom", "validTo", "attestedUntil"}
_TYPES: Mapping[str, Any] = {"integer": int, "float": float, "boolean": bool, "list<string>": list[str]}
_DISTINCTION = Property(name="distinction", meaning="What tells it from others of one source between the same ends.")
_EXPECTED = "The record that it corrects, as its author read it. Absent: the fact is new."
_HEAD = {
    "key": "Chosen by the author, different for each submission: the same one enters it once. 8 to 100 characters.",
    "author": "Who says so. At most 100 characters.",
    "reason": "Why. At most 1,000 characters.",
}

_Stated = TypeVar("_Stated", StatedFact, Retraction)


@strawberry.type(description="One of the things that are wrong with a submission.")
class SubmissionFault:
    """A fault as the payload tells it."""

    field: str = strawberry.field(description="Where in the input: facts.0.validFrom.")
    value: str | None = strawberry.field(description="What was given there.")
    detail: str = strawberry.field(description="What is wrong with it.")
    code: str = strawberry.field(description="INVALID_INPUT, NOT_FOUND for an end that is not there, or CONFLICT.")


@strawberry.type(description="What became of a submission: a receipt, or all that is wrong with it.")
class SubmissionPayload:
    """The payload of every mutation of facts."""

    receipt: output_type(Receipt) | None = strawberry.field(  # type: ignore[valid-type]
        description="Null: nothing was entered."
    )
    errors: list[SubmissionFault]


@strawberry.input(description="A fact in the columns of its CSV template.")
class StatedFactInput:
    """A fact of any kind."""

    template: str = strawberry.field(description="Which kind of fact: nations, party_to …")
    cells: JSON = strawberry.field(description="What stands in each column of that template: an object of texts.")
    expected: str | None = strawberry.field(default=UNSET, description=_EXPECTED)


@strawberry.input(description="What one author changes at once: all of it is entered, or nothing.")
class SubmissionInput:
    """Facts of any kind, and retractions."""

    key: str = strawberry.field(description=_HEAD["key"])
    author: str = strawberry.field(description=_HEAD["author"])
    reason: str = strawberry.field(description=_HEAD["reason"])
    facts: list[StatedFactInput] | None = strawberry.field(default=UNSET, description="At most 1,000.")
    retractions: list[input_type(Retraction)] | None = strawberry.field(  # type: ignore[valid-type]
        default=UNSET, description="At most 1,000."
    )


@strawberry.input(description="Facts that are not believed any more.")
class RetractInput:
    """Retractions alone."""

    key: str = strawberry.field(description=_HEAD["key"])
    author: str = strawberry.field(description=_HEAD["author"])
    reason: str = strawberry.field(description=_HEAD["reason"])
    retractions: list[input_type(Retraction)] = strawberry.field(description="At most 1,000.")  # type: ignore[valid-type]


async def _submit(info: Info[Context, None], submission: SubmissionInput) -> SubmissionPayload:
    stated = [
        {"template": fact.template, "cells": fact.cells, "expected": fact.expected or None}
        for fact in submission.facts or ()
    ]
    retracted = [_retraction(each) for each in submission.retractions or ()]
    return await _entered(info, _head(submission), stated, retracted)


async def _retract(info: Info[Context, None], input: RetractInput) -> SubmissionPayload:  # noqa: A002 - its name there
    return await _entered(info, _head(input), [], [_retraction(each) for each in input.retractions])


def _stating(kind: Label | Relationship) -> Any:
    """The mutation that states facts of one kind."""
    taken = _input_of(kind)

    async def state(info: Info[Context, None], input: Any) -> SubmissionPayload:  # noqa: A002 - its name there
        stated: list[dict[str, Any]] = []
        errors: list[FieldError] = []
        for number, fact in enumerate(input.facts):
            cells: dict[str, str] = {}
            for column in template_columns(kind):
                try:
                    cells |= _cell(column, getattr(fact, column))
                except InvalidInput as error:
                    errors.append(FieldError(field=f"facts.{number}.{column}", value=None, detail=error.detail))
            stated.append({"template": kind.file, "cells": cells, "expected": fact.expected or None})
        return await _entered(info, _head(input), stated, [], found=errors, named=to_camel)

    parameters = [
        Parameter("info", Parameter.POSITIONAL_OR_KEYWORD, annotation=Info[Context, None]),
        Parameter("input", Parameter.KEYWORD_ONLY, annotation=taken),
    ]
    state.__signature__ = Signature(parameters, return_annotation=SubmissionPayload)  # type: ignore[attr-defined]
    state.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": SubmissionPayload}
    state.__name__ = f"state_{kind.file}"
    return strawberry.mutation(
        resolver=cast(Callable[..., Awaitable[SubmissionPayload]], state),
        name=to_camel(f"state_{kind.file}"),
        description=f"Enter or correct facts of this kind: {kind.meaning[0].lower()}{kind.meaning[1:]}",
    )


@cache
def _input_of(kind: Label | Relationship) -> Any:
    name = to_camel(kind.file)
    name = name[0].upper() + name[1:]
    fields: dict[str, tuple[Any, Any]] = {
        column: (_type(given) | None, strawberry.field(name=to_camel(column), default=UNSET, description=_told(given)))
        for column, given in _columns(kind).items()
    }
    fields["expected"] = (str | None, strawberry.field(default=UNSET, description=_EXPECTED))
    fact = _made(f"{name}FactInput", fields, kind.meaning)
    head = {field: (str, strawberry.field(description=told)) for field, told in _HEAD.items()}
    facts = {"facts": (list[fact], strawberry.field(description="At most 1,000."))}  # type: ignore[valid-type]
    return _made(
        f"State{name}Input", head | facts, "What one author changes at once: all of it is entered, or nothing."
    )


def _made(name: str, fields: Mapping[str, tuple[Any, Any]], description: str) -> Any:
    annotations = {field: kind for field, (kind, _) in fields.items()}
    members = {field: declared for field, (_, declared) in fields.items()}
    return strawberry.input(type(name, (), {"__annotations__": annotations, **members}), description=description)


def _columns(kind: Label | Relationship) -> dict[str, Property]:
    """What stands in each column of a kind's template."""
    given = {each.column: each for each in (*ENVELOPE, _DISTINCTION, *kind.properties)}
    ends = end_columns(kind)
    meanings = (
        ("What it is known by.",)
        if isinstance(kind, Label)
        else tuple(f"A key: {' or '.join(end.labels)}." for end in (kind.start, kind.end))
    )
    given |= {
        column: Property(name=to_camel(column), meaning=meaning, required=True)
        for column, meaning in zip(ends, meanings, strict=True)
    }
    return {column: given[column] for column in template_columns(kind)}


def _type(given: Property) -> Any:
    # A date may be known to the month or to the year only.
    return _TYPES.get(given.type, str)


def _told(given: Property) -> str:
    told = given.meaning
    if given.type == "date":
        told += " YYYY-MM-DD, YYYY-MM or YYYY."
    if given.values:
        told += f" One of {', '.join(given.values)}."
    graded = given.name in ("reliability", "credibility", "marking")
    return f"{told} Required." if given.required and not graded else told


def _cell(column: str, value: object) -> dict[str, str]:
    """What stands in a column; nothing where nothing was given. Raises InvalidInput for what no cell can hold."""
    match value:
        case None | strawberry.UNSET:
            return {}
        case bool():
            return {column: "true" if value else "false"}
        case list():
            if not value or any("|" in item or not item.strip() for item in value):
                raise InvalidInput("A list names something, without `|` in it; leave out one that does not.")
            return {column: "|".join(item.strip() for item in value)}
        case _:
            return {column: str(value).strip()}


def _head(given: Any) -> dict[str, Any]:
    return {field: getattr(given, field) for field in _HEAD}


def _retraction(given: Any) -> dict[str, Any]:
    return {"fact": given.fact, "expected": given.expected}


async def _entered(
    info: Info[Context, None],
    head: Mapping[str, Any],
    stated: Sequence[Mapping[str, Any]],
    retracted: Sequence[Mapping[str, Any]],
    *,
    found: Iterable[FieldError] = (),
    named: Callable[[str], str] = str,
) -> SubmissionPayload:
    """Enter a submission, or say all that is wrong with it. Raises Forbidden where this service takes no writes."""
    info.context.check_writes()
    errors = list(found)
    facts = _read(StatedFact, "facts", stated, errors)
    retractions = _read(Retraction, "retractions", retracted, errors)
    try:
        submission = Submission.model_validate({**head, "facts": facts, "retractions": retractions})
    except ValidationError as error:
        errors += invalid(error.errors()).errors
    if errors:
        # What can be read is told of beside what cannot, so that its author mends all of it at once.
        known = {each.field for each in errors}
        errors += [each for each in faults(facts, retractions) if each.field not in known]
        return _refused(errors, named)
    context = info.context
    try:
        await check_releases(
            context.graph, submission, viewer=context.viewer, officer=Role.RELEASING_OFFICER in context.roles
        )
        receipt = await submit(context.graph, submission, viewer=context.viewer, caller=context.caller)
    except (Forbidden, InvalidInput, NotFound, Conflict) as error:
        return _refused(error.errors or [_alone(error)], named)
    return SubmissionPayload(receipt=output_type(Receipt).from_pydantic(receipt), errors=[])


def _read(
    kind: type[_Stated], place: str, given: Sequence[Mapping[str, Any]], errors: list[FieldError]
) -> list[_Stated]:
    read = []
    for number, each in enumerate(given):
        try:
            read.append(kind.model_validate(each))
        except ValidationError as error:
            errors += [
                FieldError(field=f"{place}.{number}.{fault.field}", value=fault.value, detail=fault.detail)
                for fault in invalid(error.errors()).errors
            ]
    return read


def _alone(error: EntenteError) -> FieldError:
    value = None if error.value is None else str(error.value)
    return FieldError(field=error.field or "facts", value=value, detail=error.detail, code=error.code)


def _refused(errors: Iterable[FieldError], named: Callable[[str], str]) -> SubmissionPayload:
    return SubmissionPayload(
        receipt=None,
        errors=[
            SubmissionFault(
                field=".".join(named(part) for part in each.field.split(".")),
                value=each.value,
                detail=each.detail,
                code=each.code,
            )
            for each in errors
        ],
    )


def _general(resolver: Any, name: str, description: str) -> Any:
    return strawberry.mutation(resolver=resolver, name=name, description=description)


MUTATION = create_type(
    "Mutation",
    [
        _general(_submit, "submit", "Enter, correct and retract facts of any kind."),
        _general(_retract, "retract", "Close facts that are not believed any more."),
        *(_stating(kind) for kind in KINDS),
    ],
    description="Writes to the record. What is wrong with one is in its payload; an error of the request is only that "
    "nothing may be written at all.",
)
