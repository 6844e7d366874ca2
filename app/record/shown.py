"""What questions and answers have in common."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Shown(BaseModel):
    """A part of an answer: frozen, with camelCase names outside of Python."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class Question(BaseModel):
    """The parameters of a question: frozen, camelCase, and none that it does not know."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True, extra="forbid")


def _day(value: object) -> object:
    """A question about a day is not a question about a year: nothing is guessed from `2012`."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    return value


def _moment(value: object) -> object:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError as error:
            raise ValueError("a moment is written YYYY-MM-DDThh:mm:ssZ") from error
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    try:
        # Neo4j takes no offset with fractions of a minute, which ISO 8601 as Python reads it allows.
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment is within the years 1 to 9999") from error


Day = Annotated[date, BeforeValidator(_day)]
"""A day, `YYYY-MM-DD`."""

Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A moment, ISO 8601; UTC where it names no offset."""
