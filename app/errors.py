"""Every error that a person can meet, as one tree.

    EntenteError                 code            HTTP  exit
    ├── InvalidInput             INVALID_INPUT   422   2     a value that the caller can mend
    │   └── DocumentRefused      DOCUMENT_REFUSED              a GraphQL document that costs too much (`app.web.guard`)
    ├── Forbidden                FORBIDDEN       403   8     something that the caller may not do here
    ├── Unauthenticated          UNAUTHENTICATED 401   8     no key or token, or none that holds (`app.callers.model`)
    ├── NotFound                 NOT_FOUND       404   3     a name that nothing visible answers to
    ├── Conflict                 CONFLICT        409   4     somebody else changed or holds it
    ├── QueryTimeout             TIMEOUT         504   5     a question that ran into its time limit
    ├── GraphUnavailable         UNAVAILABLE     503   6     no answer from the database
    │   └── IssuerUnavailable    ISSUER_UNAVAILABLE            the issuer of tokens (`app.callers.model`)
    ├── RateLimited              RATE_LIMITED    429   6     a caller who costs too much at once (`app.callers.budget`)
    ├── TrailUnavailable         TRAIL_UNAVAILABLE 503 6    no entry can be written (`app.trail.model`)
    ├── EngineError              ENGINE          503   6     the embedded engine cannot start, run or stop
    ├── DefectiveQuery           DEFECT          500   7     a query file that contradicts itself
    └── DefectiveMigration       DEFECT          500   7     a migration that contradicts the graph

The one mapping to HTTP and GraphQL is `app.web.errors`; the one to exit codes is `app.cli`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """One of several things that are wrong with an input. `code` is that of the error that it would be alone."""

    field: str
    value: str | None
    detail: str
    code: str = "INVALID_INPUT"


class EntenteError(Exception):
    """What went wrong, in a sentence that its reader can act on.

    `field` names the input at fault, `value` is what was given, `expected` says what would be right. `errors` lists
    all that is wrong where there can be more than one thing.
    """

    code = "INTERNAL"
    status = 500
    exit_code = 1
    title = "Something went wrong"

    def __init__(
        self,
        detail: str,
        *,
        field: str | None = None,
        value: object = None,
        expected: str | None = None,
        suggestions: Sequence[str] = (),
        errors: Sequence[FieldError] = (),
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.value = value
        self.expected = expected
        self.suggestions = tuple(suggestions)
        self.errors = tuple(errors)


class InvalidInput(EntenteError):
    """A value that the caller gave and can mend."""

    code, status, exit_code, title = "INVALID_INPUT", 422, 2, "Invalid input"


class Forbidden(EntenteError):
    """Something that this service does not let this caller do."""

    code, status, exit_code, title = "FORBIDDEN", 403, 8, "Not allowed"


class NotFound(EntenteError):
    """Nothing that this viewer may see answers to that name."""

    code, status, exit_code, title = "NOT_FOUND", 404, 3, "Not found"


class Conflict(EntenteError):
    """Somebody else changed it, or holds it."""

    code, status, exit_code, title = "CONFLICT", 409, 4, "Conflict"


class QueryTimeout(EntenteError):
    """The question ran into its time limit. Asking again changes nothing; asking for less does."""

    code, status, exit_code, title = "TIMEOUT", 504, 5, "The question took too long"


class GraphUnavailable(EntenteError):
    """The database does not answer. Asking again later may help."""

    code, status, exit_code, title = "UNAVAILABLE", 503, 6, "The graph is not available"


class EngineError(EntenteError):
    """The embedded engine cannot be fetched, started, adopted or stopped."""

    code, status, exit_code, title = "ENGINE", 503, 6, "The embedded engine has a problem"


class DefectiveQuery(EntenteError):
    """A query file whose header and text contradict each other; names file and line."""

    code, status, exit_code, title = "DEFECT", 500, 7, "A query file is defective"


class DefectiveMigration(EntenteError):
    """A migration that was changed after it was applied, is missing, or cannot be read."""

    code, status, exit_code, title = "DEFECT", 500, 7, "A migration is defective"


def invalid(errors: Iterable[Mapping[str, Any]]) -> InvalidInput:
    """One InvalidInput for all that pydantic found, naming the first field in front."""
    fields = tuple(_field_error(error) for error in errors)
    return InvalidInput(
        "; ".join(f"{field.field}: {field.detail}" for field in fields),
        field=fields[0].field,
        value=fields[0].value,
        errors=fields,
    )


def _field_error(error: Mapping[str, Any]) -> FieldError:
    location = [str(part) for part in error["loc"] if part not in ("query", "body", "path")]
    given = error.get("input")
    text = str(given)[:200] if isinstance(given, (str, int, float)) else None
    detail = error["msg"].removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        detail = "there is no such parameter"
    elif error["type"] == "missing":
        detail = "is required"
    elif text is not None:
        detail = f"{detail[0].lower()}{detail[1:]}, not {text!r}"
    return FieldError(field=".".join(location) or "request", value=text, detail=detail)
