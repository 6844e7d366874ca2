"""Statements that are put to a released copy, and what comes back."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from app.errors import EntenteError, InvalidInput
from app.record.releasability import Marking, Viewer
from app.record.shown import Question, Shown

MOST_CHARACTERS = 20_000
MOST_ROWS = 10_000
USUAL_ROWS = 1_000
MOST_PARAMETER_DEPTH = 10
_LEAST, _GREATEST = -(2**63), 2**63 - 1


class StatementRefused(InvalidInput):
    """A statement that is not put to the copy, or that its engine refused; says what would be right."""

    code, title = "STATEMENT_REFUSED", "The statement is refused"


class StatementTooDear(EntenteError):
    """A statement that ran into one of the bounds of its run: time, memory or the size of its answer."""

    code, status, exit_code, title = "STATEMENT_TOO_DEAR", 422, 5, "The statement takes too much"


def _storable(value: Any, depth: int = 0) -> Any:
    """What a parameter may be: JSON of a bounded depth, with whole numbers of 64 bits and text of characters."""
    if depth > MOST_PARAMETER_DEPTH:
        raise ValueError(f"parameters are at most {MOST_PARAMETER_DEPTH} levels deep")
    if isinstance(value, dict):
        for name, inner in value.items():
            _storable(name, depth + 1)
            _storable(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _storable(inner, depth + 1)
    elif isinstance(value, str):
        _characters(value)
    elif isinstance(value, int) and not _LEAST <= value <= _GREATEST:
        raise ValueError("a whole number has at most 64 bits")
    return value


def _characters(text: str) -> str:
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise ValueError("half of a surrogate pair is no character")
    return text


class Statement(Question):
    """One statement of Cypher that only reads, and the values of its parameters."""

    statement: Annotated[str, AfterValidator(_characters)] = Field(
        min_length=1,
        max_length=MOST_CHARACTERS,
        description="It begins with MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN or CALL.",
        examples=["MATCH path = (:Nation {key: $key})-[:PARTY_TO]->(:Agreement) RETURN path"],
    )
    parameters: Annotated[dict[str, Any], AfterValidator(_storable)] = Field(
        {},
        description="Values for `$names`. Days are given as text and read by `date($on)`.",
        examples=[{"key": "POL"}],
    )
    limit: int = Field(USUAL_ROWS, ge=1, le=MOST_ROWS, description="Most rows of the answer.")


class Release(Shown):
    """For whom a copy was made, and when."""

    clearance: Marking = Field(description="Of the viewer whom it was made for, 0 unclassified to 4 top secret.")
    nationality: str | None = Field(description="Nationality of that viewer; none: nothing that is limited to nations.")
    made_at: datetime = Field(description="When it was made. It shows nothing that was entered later.")

    def serves(self, viewer: Viewer) -> bool:
        """Whether a viewer may see all that it holds."""
        return viewer.clearance >= self.clearance and self.nationality in (None, viewer.nationality)


class StatementAnswer(Shown):
    """The rows of a statement."""

    columns: tuple[str, ...] = Field(description="The names of what is returned, in its order.")
    rows: tuple[tuple[Any, ...], ...] = Field(
        description="Temporal values are ISO 8601 text; a point is {srid, coordinates}; a node {id, labels, "
        "properties}; a relationship {id, type, start, end, properties}; a path {nodes, relationships}."
    )
    more: bool = Field(description="Whether there were more rows than `limit`.")
    release: Release = Field(description="The copy that was asked.")
    milliseconds: float = Field(description="How long it took, as the service saw it.")
