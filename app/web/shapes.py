"""GraphQL types made of the models of questions and answers, so that each is described once."""

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, get_args

import strawberry
from pydantic import BaseModel
from strawberry.experimental.pydantic import input as pydantic_input
from strawberry.experimental.pydantic import type as pydantic_type
from strawberry.scalars import JSON
from strawberry.types.unset import UNSET


@cache
def output_type(model: type[BaseModel]) -> Any:
    """The GraphQL type of an answer or of a part of one."""
    return _made(model, make=pydantic_type, part=output_type)


@cache
def input_type(model: type[BaseModel]) -> Any:
    """The GraphQL input of a part of a question."""
    made = _made(model, make=pydantic_input, part=input_type)
    for field in made.__strawberry_definition__.fields:
        if field.default_value is None:  # null is not a default, it is the lack of one
            field.default_value = UNSET
    return made


@cache
def enum_type(kind: type[Enum]) -> Any:
    """The GraphQL enum of a set of values."""
    return strawberry.enum(kind, description=_sentence(kind))


def _made(model: type[BaseModel], *, make: Callable[..., Any], part: Callable[[type[BaseModel]], Any]) -> Any:
    for field in model.model_fields.values():
        for kind in _kinds(field.annotation):
            if issubclass(kind, BaseModel):
                part(kind)
            elif issubclass(kind, Enum):
                enum_type(kind)
    annotations = {
        name: _json(field.annotation) if dict in _kinds(field.annotation) else strawberry.auto
        for name, field in model.model_fields.items()
    }
    return make(model=model, description=_sentence(model))(type(model.__name__, (), {"__annotations__": annotations}))


def _json(annotation: Any) -> Any:
    return JSON | None if type(None) in _kinds(annotation) else JSON


def _kinds(annotation: Any) -> set[type]:
    """All classes that an annotation names, however deep."""
    if isinstance(annotation, type) and not get_args(annotation):
        return {annotation}
    if annotation is not None and getattr(annotation, "__origin__", None) is dict:
        return {dict}
    return {kind for inner in get_args(annotation) for kind in _kinds(inner)}


def _sentence(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())
