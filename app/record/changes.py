"""Corrections and retractions by people: validated, entered once, refused when somebody else was faster, and kept.

A submission states facts in the columns of the CSV templates. A fact that is meant to be new names no record; one that
corrects or retracts names the record that its author read, so that nothing is lost when two correct at once.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from pydantic import Field

from app.errors import Conflict, FieldError, InvalidInput, NotFound
from app.graph.client import GraphClient, Row
from app.model.declaration import Label, Relationship
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS
from app.record.facts import ENDING_AT_SOURCES, Fact
from app.record.releasability import Viewer
from app.record.shown import Question, Shown
from app.record.validation import validated

_SAID = {
    "missing": "one of its ends is not in the graph",
    "clashing": "its key belongs to another kind of entity",
    "gone": "the record that it replaces does not stand any more; read it again",
    "exists": "it stands already; name the record that it corrects",
    "changed": "somebody else changed it in between; read it again",
}


class StatedFact(Question):
    """A fact as its author states it: new, or in the place of the record `expected`."""

    template: str = Field(description="Which kind of fact: nations, party_to …", examples=["party_to"])
    cells: Mapping[str, str] = Field(description="What stands in each column of that template.")
    expected: str | None = Field(None, description="The record that it corrects. Absent: the fact is new.")


class Retraction(Question):
    """A fact that is not believed any more."""

    fact: str = Field(description="Its key.", examples=["cow-alliances|PARTY_TO|USA|anzus-treaty|1951-09-01"])
    expected: str = Field(description="The record that its author read.")


class Submission(Question):
    """What one author changes at once. The same key enters it once, however often it is sent."""

    key: str = Field(min_length=8, max_length=100, description="Chosen by the author, different for each submission.")
    author: str = Field(min_length=1, max_length=100)
    reason: str = Field(min_length=1, max_length=1000)
    facts: tuple[StatedFact, ...] = Field((), max_length=1000)
    retractions: tuple[Retraction, ...] = Field((), max_length=1000)


class Receipt(Shown):
    """What a submission did."""

    key: str
    recorded_at: datetime
    entered: tuple[str, ...] = Field(description="Records that stand since.")
    closed: tuple[str, ...] = Field(description="Records that stand no more; they stay readable.")
    repeated: bool = Field(description="It had been entered before; nothing was done now.")


async def submit(graph: GraphClient, submission: Submission, *, viewer: Viewer, caller: str) -> Receipt:
    """Enter a submission, all of it or nothing. Its key is one among those of its `caller`: nobody learns of others'.

    Raises InvalidInput that lists every field of every fact that is wrong, NotFound for an end that is not there, and
    Conflict when a record has changed since it was read, or the key was used for another submission.
    """
    recorded_at = datetime.now(UTC)
    rows = stated_rows(submission, recorded_at)
    digest = sha256(submission.model_dump_json().encode()).hexdigest()
    result = await enter(
        graph,
        rows,
        key=f"{caller}/{submission.key}",
        digest=digest,
        author=submission.author,
        reason=submission.reason,
        recordedAt=recorded_at,
        **viewer.parameters,
    )
    if result["earlierDigest"] is not None:
        return _repeated(submission, result, digest)
    _refuse(rows, result["problems"])
    return Receipt(
        key=submission.key,
        recorded_at=recorded_at,
        entered=tuple(row["record"]["recordId"] for row in rows if row["record"]),
        closed=tuple(row["expected"] for row in rows if row["expected"]),
        repeated=False,
    )


async def enter(graph: GraphClient, rows: Sequence[Row], **given: Any) -> Row:
    """Enter rows of facts and what their entities show since, in one transaction; the row of record/submit.

    `given` are its parameters beside the facts.
    """
    keys = sorted({row["start"] for row in rows})

    async def work(graph: GraphClient) -> Row:
        (result,) = await graph.write("record/submit", facts=rows, **given)
        if result["written"]:
            await graph.write("record/show_best_assertion", keys=keys)
        return result

    return await graph.in_one_transaction("record/submit", work)


def read_submission(text: str) -> Submission:
    """A submission from JSON. Raises pydantic's ValidationError, and InvalidInput for what is no JSON."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidInput(f"This is not JSON: {error}.", field="submission", expected="a JSON object") from error
    return Submission.model_validate(content)


def faults(facts: Sequence[StatedFact], retractions: Sequence[Retraction]) -> list[FieldError]:
    """All that is wrong with what is stated and can be seen without the graph, field by field."""
    return _read(facts, retractions, datetime.now(UTC))[1]


def stated_rows(submission: Submission, recorded_at: datetime) -> list[dict[str, Any]]:
    """What a submission states, as record/submit takes it. Raises InvalidInput that lists all that is wrong."""
    rows, errors = _read(submission.facts, submission.retractions, recorded_at)
    if errors:
        raise InvalidInput(
            "; ".join(f"{error.field}: {error.detail}" for error in errors),
            field=errors[0].field,
            value=errors[0].value,
            errors=errors,
        )
    if not rows:
        raise InvalidInput("The submission changes nothing.", field="facts", expected="at least one fact or retraction")
    return rows


def _read(
    facts: Sequence[StatedFact], retractions: Sequence[Retraction], recorded_at: datetime
) -> tuple[list[dict[str, Any]], list[FieldError]]:
    rows: list[dict[str, Any]] = []
    errors: list[FieldError] = []
    for number, stated in enumerate(facts):
        try:
            rows.append(_row(validated(_kind(stated.template), stated.cells), stated.expected, recorded_at))
        except InvalidInput as error:
            errors += _within(f"facts.{number}", error)
    for number, retraction in enumerate(retractions):
        try:
            rows.append(_retracted(retraction))
        except InvalidInput as error:
            errors += _within(f"retractions.{number}", error)
    return rows, errors or _twice(rows, len(facts))


def _within(place: str, error: InvalidInput) -> list[FieldError]:
    """The faults of one statement, by the place where it stands."""
    found = error.errors or [FieldError(field=error.field or "template", value=None, detail=error.detail)]
    return [FieldError(field=f"{place}.{each.field}", value=each.value, detail=each.detail) for each in found]


def _twice(rows: Sequence[Mapping[str, Any]], facts: int) -> list[FieldError]:
    """A fault for each fact that a submission speaks of more than once: which of them is meant, nobody could say."""
    places: dict[str, str] = {}
    errors = []
    for number, row in enumerate(rows):
        place = f"facts.{number}" if number < facts else f"retractions.{number - facts}"
        if earlier := places.get(row["factKey"]):
            detail = f"{row['factKey']} is spoken of in {earlier} already."
            errors.append(FieldError(field=place, value=row["factKey"], detail=detail))
        places.setdefault(row["factKey"], place)
    return errors


def _kind(template: str) -> Label | Relationship:
    kinds = {kind.file: kind for kind in (*LABELS, *RELATIONSHIPS) if kind not in (SOURCE, ASSERTED_BY)}
    if template not in kinds:
        raise InvalidInput(
            f"template: {template!r} is not one of {', '.join(kinds)}.", field="template", value=template
        )
    return kinds[template]


def _row(fact: Fact, expected: str | None, recorded_at: datetime) -> dict[str, Any]:
    # A correction keeps the key of what it corrects, even where it corrects the first day that distinguishes it.
    fact_key = expected.rpartition("@")[0] if expected else fact.key
    record = fact.record(recorded_at) | {"factKey": fact_key, "recordId": f"{fact_key}@{recorded_at.isoformat()}"}
    return {
        "type": fact.type,
        "start": fact.start,
        "end": fact.end,
        "toSource": fact.to_source,
        "label": fact.label,
        "factKey": fact_key,
        "expected": expected,
        "digest": fact.digest,
        "record": record,
    }


def _retracted(retraction: Retraction) -> dict[str, Any]:
    parts = retraction.fact.split("|")
    if len(parts) < 5:
        raise InvalidInput(f"{retraction.fact!r} is not a fact's key.", field="fact", value=retraction.fact)
    return {
        "type": parts[1],
        "start": parts[2],
        "end": parts[3],
        "toSource": parts[1] in ENDING_AT_SOURCES,
        "label": None,
        "factKey": retraction.fact,
        "expected": retraction.expected,
        "digest": None,
        "record": None,
    }


def _repeated(submission: Submission, result: Row, digest: str) -> Receipt:
    if result["earlierDigest"] != digest:
        raise Conflict(
            f"The key {submission.key!r} was used for another submission on {result['earlierRecordedAt']:%Y-%m-%d}.",
            field="key",
            value=submission.key,
            expected="a key of its own for each submission",
        )
    return Receipt(
        key=submission.key,
        recorded_at=result["earlierRecordedAt"],
        entered=tuple(result["earlierEntered"]),
        closed=tuple(result["earlierClosed"]),
        repeated=True,
    )


def _refuse(rows: list[dict[str, Any]], problems: list[Row]) -> None:
    """Raise what keeps a submission from being entered; nothing of it has been."""
    if not problems:
        return
    places = {row["factKey"]: number for number, row in enumerate(rows)}
    facts = sum(row["record"] is not None for row in rows)
    errors = []
    for problem in problems:
        number = places[problem["factKey"]]
        errors.append(
            FieldError(
                field=f"facts.{number}" if number < facts else f"retractions.{number - facts}",
                value=problem["factKey"],
                detail=_SAID[problem["problem"]],
                code=(NotFound if problem["problem"] == "missing" else Conflict).code,
            )
        )
    detail = "; ".join(f"{error.value}: {error.detail}" for error in errors)
    kind = NotFound if all(error.code == NotFound.code for error in errors) else Conflict
    raise kind(f"Nothing was entered. {detail}.", field=errors[0].field, value=errors[0].value, errors=errors)
