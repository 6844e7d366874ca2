"""An answer: what it says of itself, and each of its lists as a frame."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from entente_client.frames import frame_of


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to one question. `body` is all of it, as the service sent it.

    `answer["paths"]` is the list of that name as a frame, and `answer["paths", "hops"]` that of all `hops` below it,
    with the number of the path that each belongs to, from 1 on, in the column `paths`.
    """

    question: str
    body: Mapping[str, Any]

    @property
    def on(self) -> date:
        """The day that it is about."""
        return date.fromisoformat(self.body["on"])

    @property
    def is_complete(self) -> bool:
        """False: a bound cut it short; what it says so far is right."""
        return bool(self.body["complete"])

    @property
    def is_synthetic(self) -> bool:
        """Part of it rests on invented records."""
        return bool(self.body["synthetic"])

    @property
    def is_disputed(self) -> bool:
        """Part of it rests on what sources disagree about."""
        return bool(self.body["disputed"])

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its lists."""
        return tuple(name for name, value in self.body.items() if isinstance(value, list) and name != "asked")

    @property
    def queries(self) -> pd.DataFrame:
        """The queries behind it, and the parameters as a line for Neo4j Browser, where they run as they are."""
        return frame_of([{"name": each["name"], "browser": each["browser"]} for each in self.body["asked"]])

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all sources that it rests on."""
        return tuple(sorted(set(_sources_in({**self.body, "asked": None}))))

    def __getitem__(self, path: str | tuple[str, ...]) -> pd.DataFrame:
        """A list of the answer, or all lists of one name below it, as a frame. Raises KeyError."""
        steps = (path,) if isinstance(path, str) else path
        return frame_of(list(self._rows(self.body, steps, {})))

    def _rows(self, at: Mapping[str, Any], steps: tuple[str, ...], above: dict[str, int]) -> Iterator[dict[str, Any]]:
        name, *rest = steps
        found = at.get(name)
        if not isinstance(found, list):
            lists = ", ".join(each for each, value in at.items() if isinstance(value, list))
            raise KeyError(f"{name} is no list here; these are: {lists}")
        for number, each in enumerate(found, start=1):
            if rest:
                yield from self._rows(each, tuple(rest), {**above, name: number})
            else:
                yield {**above, **(each if isinstance(each, dict) else {"value": each})}

    def _repr_html_(self) -> str:
        """What a notebook shows: what it says of itself, and its first list."""
        said = [f"as of {self.on}", f"{len(self.sources)} sources"]
        said += ["cut short"] if not self.is_complete else []
        said += ["partly invented"] if self.is_synthetic else []
        said += ["disputed"] if self.is_disputed else []
        first = next((name for name in self.parts if self.body[name]), None)
        table = f"<p>{escape(first)}</p>{self[first].to_html(max_rows=20)}" if first else "<p>Nothing.</p>"
        return f"<p><b>{escape(self.question)}</b>, {escape(', '.join(said))}</p>{table}"


def _sources_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("source"), str):
            yield value["source"]
        for each in value.values():
            yield from _sources_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _sources_in(each)
