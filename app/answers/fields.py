"""The fields of a question as its transports need them."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


@dataclass(frozen=True, kw_only=True)
class Given:
    """One field of a question: its outer name, the type of its value or of its items, and what it is.

    `default` None: nothing is given. `required` fields have none.
    """

    name: str
    type: Any
    many: bool
    required: bool
    default: Any
    meaning: str


def fields_of(question: type[BaseModel]) -> Iterator[Given]:
    """The fields of a question, in their order."""
    for name, field in question.model_fields.items():
        kind, many = _item(_bare(field.annotation))
        yield Given(
            name=field.alias or name,
            type=kind,
            many=many,
            required=field.is_required(),
            default=_default(field),
            meaning=field.description or "",
        )


def nested(question: type[BaseModel]) -> bool:
    """Whether a question has parts with fields of their own."""
    return any(nested_type(given.type) for given in fields_of(question))


def nested_type(kind: Any) -> bool:
    """Whether a value of this type has fields of its own."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _default(field: FieldInfo) -> Any:
    if field.is_required():
        return None
    default = field.get_default(call_default_factory=True)
    return None if default == () else default


def _bare(annotation: Any) -> Any:
    """The type without `None` and without what pydantic is told besides."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        (kind,) = (part for part in get_args(annotation) if part is not NoneType)
        return _bare(kind)
    return annotation


def _item(kind: Any) -> tuple[Any, bool]:
    if get_origin(kind) is tuple:
        return _bare(get_args(kind)[0]), True
    return kind, False
