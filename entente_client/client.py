"""The connection to a service, and what it is asked."""

import json
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import quote

import httpx
import pandas as pd

from entente_client.answer import Answer
from entente_client.frames import frame_of
from entente_client.problem import Problem, problem_of
from entente_client.questions import Questions

_PAGE = 500
_LATER = (429, 503)


class CutShort(UserWarning):
    """There is more than was read."""


class Entente(Questions):
    """A service to ask. Close it, or use it in a `with` block.

    `url`: its address. `key`: an API key, or an access token; none for a service on this machine that asks for none.
    `seconds`: how long one request may take. `patience`: how many seconds in all to wait for a service that is busy.
    `progress`: told of a list that is read page by page, how many rows there are so far.
    """

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        key: str | None = None,
        seconds: float = 60,
        patience: float = 60,
        progress: Callable[[str, int], None] | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Accept": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=seconds, transport=transport)
        self._patience = patience
        self._progress = progress

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def related(
        self,
        kind: str,
        key: str,
        connection: str,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """The facts of one entity, each with what stands at its other end: `related("nations", "POL", "agreements")`.

        `kind` and `connection` are those of the address `/api/v1/nations/POL/agreements`.
        """
        given = {"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}
        return self._listed(f"{kind}/{quote(key, safe='')}/{connection}", given, limit=limit)

    def known_sources(self) -> pd.DataFrame:
        """The sources of all facts, with their grades, by key."""
        return _keyed(frame_of(self._got("sources", {})))

    def cypher(self, statement: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000) -> pd.DataFrame:
        """The rows of one reading statement of Cypher, from the service's released copy."""
        body = {"statement": statement, "parameters": dict(parameters or {}), "limit": limit}
        answer = self._sent("POST", "cypher", json=body).json()
        if answer["more"]:
            warnings.warn(CutShort(f"There are more than {limit} rows; `limit` reads more."), stacklevel=2)
        return frame_of([dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]])

    def brief(
        self,
        nation: str,
        other: str | None = None,
        *,
        on: date | str | None = None,
        requirement: str | None = None,
        form: Literal["html", "pdf"] = "html",
    ) -> bytes:
        """The brief on a nation, or on how two stand to each other, as a page or a PDF."""
        accept = {"Accept": "application/pdf" if form == "pdf" else "text/html"}
        given = _parameters({"with": other, "on": on, "requirement": requirement})
        return self._sent("GET", f"briefs/{quote(nation, safe='')}", params=given, headers=accept).content

    def save_brief(self, path: str | Path, nation: str, other: str | None = None, **given: Any) -> Path:
        """Write that brief to a file, as its name ends: .html or .pdf."""
        file = Path(path)
        file.write_bytes(self.brief(nation, other, form="pdf" if file.suffix == ".pdf" else "html", **given))
        return file

    # What the generated methods are made of

    def _ask(self, question: str, given: Mapping[str, Any]) -> Answer:
        listed = [each for value in given.values() if isinstance(value, (list, tuple)) for each in value]
        if any(isinstance(each, Mapping) for each in listed):
            body = {name: _plain(value) for name, value in given.items() if value is not None}
            return Answer(question=question, body=self._sent("POST", question, json=body).json())
        return Answer(question=question, body=self._got(question, given))

    def _list(self, path: str, given: Mapping[str, Any], *, limit: int | None) -> pd.DataFrame:
        return _keyed(self._listed(path, given, limit=limit))

    def _listed(self, path: str, given: Mapping[str, Any], *, limit: int | None) -> pd.DataFrame:
        """All pages of a list, or the first `limit` rows of it."""
        where = given.get("where")
        asked = {**given, "where": json.dumps(where, default=str) if where else None}
        found: list[dict[str, Any]] = []
        after = None
        while True:
            first = _PAGE if limit is None else min(_PAGE, limit - len(found))
            page = self._got(path, {**asked, "first": first, "after": after})
            found += page["items"]
            after = page["next"]
            if self._progress is not None:
                self._progress(path, len(found))
            if after is None:
                return frame_of(found)
            if limit is not None and len(found) >= limit:
                warnings.warn(CutShort(f"There are more {path} than {limit}; limit=None reads them all."), stacklevel=4)
                return frame_of(found)

    def _got(self, path: str, given: Mapping[str, Any]) -> Any:
        return self._sent("GET", path, params=_parameters(given)).json()

    def _sent(self, method: str, path: str, **given: Any) -> httpx.Response:
        """What came back. Waits where the service asks to, as long as patience lasts. Raises Problem."""
        until = time.monotonic() + self._patience
        while True:
            try:
                response = self._http.request(method, f"/api/v1/{path}", **given)
            except httpx.TimeoutException as error:
                raise Problem(f"{self._http.base_url} did not answer in time; `seconds` waits longer.") from error
            except httpx.TransportError as error:
                raise Problem(f"{self._http.base_url} cannot be reached ({error}). Does `entente up` run?") from error
            if response.is_success:
                return response
            wait = float(response.headers.get("Retry-After", 1))
            if response.status_code not in _LATER or time.monotonic() + wait > until:
                raise problem_of(response)
            time.sleep(wait)


def _parameters(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in given.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index("key") if "key" in frame.columns else frame
