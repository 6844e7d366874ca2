"""One answer in several representations: which a caller wants, and how it is sent.

A caller asks by `Accept`, or by `format` where only an address can be given, which goes before it. JSON is what is sent
when nothing is said.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, Field, create_model

from app.answers.model import Answer
from app.errors import EntenteError
from app.representations.networks import as_graphml
from app.representations.places import as_geojson
from app.representations.tables import as_csv, as_json_lines
from app.representations.views import Views
from app.web.errors import PROBLEM_TYPE, Problem


class Form(StrEnum):
    """The representations, those first that a caller gets who takes any."""

    JSON = "json"
    CSV = "csv"
    JSON_LINES = "ndjson"
    GRAPHML = "graphml"
    GEOJSON = "geojson"


MEDIA_TYPES = {
    Form.JSON: "application/json",
    Form.CSV: "text/csv",
    Form.JSON_LINES: "application/x-ndjson",
    Form.GRAPHML: "application/graphml+xml",
    Form.GEOJSON: "application/geo+json",
}
_OF_TEXT = "; charset=utf-8"

FORMAT = Field(None, description="Representation, for callers that cannot set `Accept`: it goes before it.")


class NotAcceptable(EntenteError):
    """The answer has no representation that the caller takes."""

    code, status, title = "NOT_ACCEPTABLE", 406, "Not acceptable"


def forms_of(views: Views) -> tuple[Form, ...]:
    """The representations that an answer with these views has."""
    lacking = {Form.GRAPHML: views.network is None, Form.GEOJSON: views.places is None}
    return tuple(form for form in Form if not lacking.get(form))


def with_format(question: type[BaseModel]) -> type[BaseModel]:
    """The parameters of a question, and `format`."""
    return create_model(question.__name__, __base__=question, __doc__=question.__doc__, format=(Form | None, FORMAT))


def wanted(request: Request, views: Views, given: Form | None = None) -> Form:
    """The representation that `given`, the parameter `format`, or the request's `Accept` asks for.

    To be called before the answer is looked for. Raises NotAcceptable that names the types that would do.
    """
    forms = forms_of(views)
    accept = ", ".join(request.headers.getlist("accept"))
    found = [form for form in forms if form is given] if given else _accepted(accept, forms)
    if not found:
        types = ", ".join(MEDIA_TYPES[form] for form in forms)
        raise NotAcceptable(
            f"There is no such representation of this answer. It can be sent as {types}.",
            field="format" if given else "Accept",
            value=given.value if given else accept,
            expected=types,
        )
    return found[0]


def accepted_of(request: Request, types: Sequence[str]) -> str:
    """The media type, of some, that `Accept` likes best; the first where it likes several. Raises NotAcceptable."""
    accept = ", ".join(request.headers.getlist("accept"))
    ranges = list(_ranges(accept or "*/*"))
    best = max(types, key=lambda kind: _quality(kind, ranges))
    if _quality(best, ranges) <= 0:
        raise NotAcceptable(
            f"There is no such representation of this answer. It can be sent as {', '.join(types)}.",
            field="Accept",
            value=accept,
            expected=", ".join(types),
        )
    return best


def represented(answer: Any, views: Views, form: Form, *, name: str) -> Any:
    """The answer as it is sent; JSON is left to the framework, which checks it against its model.

    `name` is what a browser calls the file. What an answer says of itself, and its rows do not, stands in headers.
    """
    match form:
        case Form.JSON:
            return answer
        case Form.CSV:
            text = as_csv(views.row, views.rows(answer))
        case Form.JSON_LINES:
            text = as_json_lines(views.rows(answer))
        case Form.GRAPHML if views.network:
            text = as_graphml(views.network(answer))
        case Form.GEOJSON if views.places:
            text = iter((as_geojson(views.places(answer)),))
        case _:
            raise NotAcceptable(f"There is no {form} of this answer.", field="format", value=form)
    return _sent(text, form, name, answer)


def negotiated(request: Request, answer: Any, views: Views, *, given: Form | None = None, name: str) -> Any:
    """`wanted` and `represented` at once, for answers that cost little: the work is done before a refusal."""
    return represented(answer, views, wanted(request, views, given), name=name)


def described(views: Views, *, tagged: bool = True) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of an answer with these views: its representations, and 406; `tagged`: its tag, and 304."""
    others = {MEDIA_TYPES[form]: {"schema": {"type": "string"}} for form in forms_of(views) if form is not Form.JSON}
    if Form.GEOJSON in forms_of(views):
        others[MEDIA_TYPES[Form.GEOJSON]] = {"schema": {"type": "object"}}
    answer: dict[str, Any] = {"content": others}
    refused = "It has no representation that Accept, or `format`, asks for."
    said: dict[int | str, dict[str, Any]] = {
        200: answer,
        406: {"model": Problem, "description": refused, "content": {PROBLEM_TYPE: {}}},
    }
    if tagged:
        answer["headers"] = {"ETag": {"description": "Hash of this representation.", "schema": {"type": "string"}}}
        said[304] = {"description": "The caller has it already: its tag is in If-None-Match."}
    return said


def _sent(text: Iterator[str], form: Form, name: str, answer: Any) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}.{form.value}"', **_said(answer)}
    return Response("".join(text).encode(), media_type=_content_type(form), headers=headers)


def _content_type(form: Form) -> str:
    kind = MEDIA_TYPES[form]
    if form is Form.CSV:
        return f"{kind}{_OF_TEXT}; header=present"
    return kind + _OF_TEXT if form in (Form.JSON_LINES, Form.GRAPHML) else kind


def _said(answer: Any) -> dict[str, str]:
    """What an answer says of itself, as headers: a table has no place for it."""
    if not isinstance(answer, Answer):
        return {}
    return {
        "Entente-On": answer.on.isoformat(),
        "Entente-Complete": str(answer.complete).lower(),
        "Entente-Synthetic": str(answer.synthetic).lower(),
        "Entente-Disputed": str(answer.disputed).lower(),
    }


def _accepted(accept: str, forms: Iterable[Form]) -> list[Form]:
    """The forms that a caller takes, the one that it likes best first (RFC 9110)."""
    ranges = list(_ranges(accept or "*/*"))
    liked = {form: _quality(MEDIA_TYPES[form], ranges) for form in forms}
    return sorted((form for form in liked if liked[form] > 0), key=lambda form: -liked[form])


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for each in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in each.split(";"))
        quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            yield kind, float(quality)
        except ValueError:
            yield kind, 0.0


def _quality(media_type: str, ranges: Iterable[tuple[str, float]]) -> float:
    """What the most specific range that fits says; 0: none does."""
    whole = f"{media_type.split('/')[0]}/*"
    given = dict(ranges)
    return next((given[kind] for kind in (media_type, whole, "*/*") if kind in given), 0.0)
