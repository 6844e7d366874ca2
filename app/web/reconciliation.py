"""The reconciliation service API 0.2 of the W3C's Entity Reconciliation group, as OpenRefine and others speak it.

Names go in, candidates come out, each with a score and whether it is certain. What is hidden from the caller is no
candidate and no suggestion, and leaves no trace in the scores of others.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.errors import InvalidInput, NotFound, invalid
from app.graph.client import GraphClient
from app.matching.model import KnownProperty, MatchCandidate, MatchProperty, NameToMatch
from app.matching.service import match_names
from app.model.labels import LABELS
from app.record.releasability import Viewer
from app.record.shown import Day
from app.search.model import NameKind, SearchHit, SearchLabel, SearchQuestion
from app.search.service import search, suggest
from app.web.context import RequestContext

MOST_QUERIES = 50
"""Most names in one batch; the manifest says so, and clients send several."""

MOST_BYTES = 500_000
MOST_LETTERS = 200
SUGGESTED = 20
ON = "on"
"""The property that is no property of an entity: a day on which it was called so."""

ORIGINS = ("http://127.0.0.1:3333", "http://localhost:3333")
"""OpenRefine as it runs on the user's own machine. Pages from elsewhere may not read what this service answers."""

_TYPES = {label.name: label.meaning for label in LABELS if label.name in set(SearchLabel)}
_PROPERTIES = {
    ON: "Called so on this day",
    MatchProperty.ISO2.value: "ISO 3166 alpha-2 code",
    MatchProperty.ISO3.value: "ISO 3166 alpha-3 code",
    MatchProperty.COW_CODE.value: "Correlates of War state number",
    MatchProperty.GW_CODE.value: "Gleditsch–Ward state number",
    MatchProperty.COW_ID.value: "Number in COW Formal Alliances",
    MatchProperty.ATOP_ID.value: "Number in ATOP",
    MatchProperty.DCAD_ID.value: "Number in DCAD",
    MatchProperty.DESIGNATION.value: "Designation of a standard",
}
_Value = str | int | float | bool


class _Lenient(BaseModel):
    """A part of a query; clients send more than the specification names, and what is unknown is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Identified(_Lenient):
    """A value that was matched before."""

    id: str


class ReconciliationProperty(_Lenient):
    """Something that is known of what a name means."""

    pid: str
    v: _Value | Identified | list[_Value | Identified]

    @property
    def values(self) -> tuple[str, ...]:
        """Its values as text."""
        given = self.v if isinstance(self.v, list) else [self.v]
        return tuple(each.id if isinstance(each, Identified) else str(each) for each in given)


class ReconciliationQuery(_Lenient):
    """One name of a batch."""

    query: str
    type: str | list[str] | None = None
    limit: int = Field(5, ge=1, le=50)
    properties: list[ReconciliationProperty] = Field([], max_length=20)
    type_strict: Literal["any", "all", "should"] | None = None


_BATCH = TypeAdapter(dict[str, ReconciliationQuery])
_DAY: TypeAdapter[date] = TypeAdapter(Day)


def allow_origin(request: Request, response: Response) -> None:
    """Let OpenRefine's own page read the answer."""
    origin = request.headers.get("origin")
    response.headers.append("Vary", "Origin")
    if origin in ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin


# The specification describes it, and clients are written against that: it is no part of the OpenAPI description.
router = APIRouter(prefix="/reconcile", include_in_schema=False, dependencies=[Depends(allow_origin)])
Prefix = Annotated[str, Query(max_length=MOST_LETTERS)]


@router.get("")
async def get_reconcile(request: Request, context: RequestContext, queries: str | None = None) -> dict[str, Any]:
    """The manifest; with `queries`, candidates."""
    return manifest(request) if queries is None else await reconciled(context.graph, queries, viewer=context.viewer)


@router.post("")
async def post_reconcile(request: Request, context: RequestContext) -> dict[str, Any]:
    """Candidates for a batch of names, sent as the form field `queries`."""
    form = parse_qs((await _body(request)).decode("utf-8", "replace"))
    if "queries" not in form:
        raise InvalidInput("queries: is required.", field="queries", expected="a form field with a JSON object")
    return await reconciled(context.graph, form["queries"][-1], viewer=context.viewer)


@router.get("/suggest/entity")
async def suggest_entity(context: RequestContext, prefix: Prefix, cursor: int = 0) -> dict[str, Any]:
    """Entities whose names go on like this."""
    if not any(letter.isalnum() for letter in prefix):
        return _result(())
    hits = await suggest(context.graph, prefix, viewer=context.viewer, limit=min(100, SUGGESTED + max(0, cursor)))
    return _result(_suggested(hit) for hit in hits[max(0, cursor) :])


@router.get("/suggest/type")
async def suggest_type(prefix: Prefix) -> dict[str, Any]:
    """Kinds of entities whose names go on like this."""
    return _result(_starting(prefix, _TYPES))


@router.get("/suggest/property")
async def suggest_property(prefix: Prefix) -> dict[str, Any]:
    """Properties whose names go on like this."""
    return _result(_starting(prefix, _PROPERTIES))


@router.get("/preview")
async def preview(context: RequestContext, id_: Annotated[str, Query(alias="id", max_length=200)]) -> HTMLResponse:
    """A few lines on an entity, for people who choose between candidates."""
    found = await search(context.graph, SearchQuestion(text=id_, limit=100), viewer=context.viewer)
    hit = next((hit for hit in found.hits if hit.key == id_ and hit.matched is NameKind.KEY), None)
    if hit is None:
        raise NotFound(f"id: there is no entity {id_!r}.", field="id", value=id_, expected="key of an entity")
    until = f" until {hit.record.until}" if hit.record.until else ""
    invented = "<p><strong>Invented</strong></p>" if hit.record.synthetic else ""
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(hit.name)}</title>'
        f"<h1>{escape(hit.name)}</h1><p>{escape(hit.label.value)} <code>{escape(hit.key)}</code></p>{invented}"
        f"<p>Since {hit.record.since}{until}, by {escape(hit.record.source)}.</p></html>",
        headers={"Content-Security-Policy": "default-src 'none'"},
    )


def manifest(request: Request) -> dict[str, Any]:
    """What this service is, and where its parts are."""
    base = str(request.url_for("get_reconcile"))
    page = f"{base}/preview?id={{{{id}}}}"
    return {
        "versions": ["0.2"],
        "name": "Entente",
        "identifierSpace": "urn:entente:key:",
        "schemaSpace": "urn:entente:label:",
        "defaultTypes": [{"id": label, "name": label} for label in _TYPES],
        "view": {"url": page},
        "preview": {"url": page, "width": 400, "height": 200},
        "suggest": {
            part: {"service_url": base, "service_path": f"/suggest/{part}"} for part in ("entity", "type", "property")
        },
        "batchSize": MOST_QUERIES,
    }


async def reconciled(graph: GraphClient, queries: str, *, viewer: Viewer) -> dict[str, Any]:
    """The candidates of each query of a batch. Raises InvalidInput for a batch that is none, or is too large."""
    batch = _read(queries)
    names = {identifier: _name(query, field=f"queries.{identifier}") for identifier, query in batch.items()}
    found = await match_names(graph, names, viewer=viewer)
    return {identifier: _result(map(_candidate, candidates)) for identifier, candidates in found.items()}


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise InvalidInput(f"The batch is larger than {MOST_BYTES} bytes; send several.", field="queries")
    return body


def _read(queries: str) -> Mapping[str, ReconciliationQuery]:
    try:
        given = json.loads(queries)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("queries: it is not JSON.", field="queries", expected="a JSON object of queries") from error
    if isinstance(given, dict) and len(given) > MOST_QUERIES:
        raise InvalidInput(
            f"queries: {len(given)} names are more than {MOST_QUERIES}; send several batches.",
            field="queries",
            value=len(given),
            expected=f"at most {MOST_QUERIES}",
        )
    try:
        return _BATCH.validate_python(given)
    except ValidationError as error:
        raise invalid({**each, "loc": (_place(each["loc"]),)} for each in error.errors()) from error


def _place(location: Iterable[str | int]) -> str:
    """Where in the batch something is wrong, as one name: `queries.q0.query`."""
    return ".".join(("queries", *map(str, location)))


def _name(query: ReconciliationQuery, *, field: str) -> NameToMatch:
    days = [value for each in query.properties if each.pid == ON for value in each.values]
    return NameToMatch(
        text=query.query,
        labels=tuple(_label(each, field=f"{field}.type") for each in _types(query)),
        on=_day(days[0], field=f"{field}.properties.{ON}") if days else None,
        known=tuple(_known(each, field=f"{field}.properties") for each in query.properties if each.pid != ON),
        limit=query.limit,
    )


def _types(query: ReconciliationQuery) -> Iterable[str]:
    return [query.type] if isinstance(query.type, str) else query.type or ()


def _label(given: str, *, field: str) -> SearchLabel:
    if given not in _TYPES:
        raise InvalidInput(
            f"{field}: there is no type {given!r}. Known: {', '.join(_TYPES)}.",
            field=field,
            value=given,
            expected="a type",
            suggestions=tuple(_TYPES),
        )
    return SearchLabel(given)


def _known(given: ReconciliationProperty, *, field: str) -> KnownProperty:
    if given.pid not in set(MatchProperty):
        raise InvalidInput(
            f"{field}: there is no property {given.pid!r}. Known: {', '.join(_PROPERTIES)}.",
            field=field,
            value=given.pid,
            expected="a property",
            suggestions=tuple(_PROPERTIES),
        )
    return KnownProperty(property=MatchProperty(given.pid), values=given.values[:20])


def _day(given: str, *, field: str) -> date:
    try:
        return _DAY.validate_python(given)
    except ValidationError as error:
        raise InvalidInput(
            f"{field}: {given!r} is not a day.", field=field, value=given, expected="YYYY-MM-DD"
        ) from error


def _candidate(candidate: MatchCandidate) -> dict[str, Any]:
    return {
        "id": candidate.key,
        "name": candidate.name,
        "description": candidate.why,
        "type": [{"id": candidate.label.value, "name": candidate.label.value}],
        "score": candidate.score,
        "match": candidate.certain,
    }


def _suggested(hit: SearchHit) -> dict[str, Any]:
    kind = {"id": hit.label.value, "name": hit.label.value}
    return {"id": hit.key, "name": hit.name, "description": f"{hit.label.value}: {hit.text}", "notable": [kind]}


def _starting(prefix: str, meanings: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    for identifier, meaning in meanings.items():
        if identifier.casefold().startswith(prefix.casefold()) or prefix.casefold() in meaning.casefold():
            yield {"id": identifier, "name": identifier, "description": meaning}


def _result(found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {"result": list(found)}
