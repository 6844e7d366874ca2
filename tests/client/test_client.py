"""The client against a served service with the whole seed; what it reads agrees with the seed's files."""

import csv
import io
from asyncio import to_thread
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest

from entente_client import CutShort, Entente, Problem

SEED = Path(__file__).parents[2] / "seed"


def rows(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(SEED.glob(f"*/{name}.csv")):
        if path.parent.name != "demonstration":
            found += csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return found


async def test_an_answer_is_frames(entente: Entente) -> None:
    answer = await to_thread(entente.alliance_paths, "Norway", "Japan", on="2024-07-01")
    assert answer.on == date(2024, 7, 1)
    assert answer.is_complete
    paths, hops = answer["paths"], answer["paths", "hops"]
    assert len(paths) == 5
    assert list(hops["paths"].unique()) == [1, 2, 3, 4, 5]
    assert list(paths["length"]) == sorted(paths["length"])
    through = answer["paths", "hops", "through"]
    assert list(through.loc[through["paths"] == 1, "agreement"]) == [
        "north-atlantic-treaty",
        "us-japan-mutual-security-treaty",
    ]
    assert "alliances/parties_in_force" in set(answer.queries["name"])
    assert {"nato-treaty", "us-treaties-in-force"} <= set(answer.sources)
    assert "alliance-paths" in answer._repr_html_()


async def test_a_question_with_parts_takes_them_as_words_and_as_maps(entente: Entente) -> None:
    said = await to_thread(entente.what_if, ["withdrawal USA north-atlantic-treaty"], between=["Norway", "Japan"])
    given: list[Any] = [{"kind": "withdrawal", "nations": ["USA"], "agreement": "north-atlantic-treaty"}]
    mapped = await to_thread(entente.what_if, given, between=["Norway", "Japan"])
    assert said.body["paths"] == mapped.body["paths"]


async def test_a_list_is_read_page_by_page_to_its_end(entente: Entente) -> None:
    told: list[tuple[str, int]] = []
    entente._progress = lambda path, number: told.append((path, number))
    every = await to_thread(entente.engagements, sort="-since", limit=None)
    assert set(every.index) == {row["key"] for row in rows("engagements")}
    assert len(told) == len(every) // 500 + 1
    assert told[-1] == ("engagements", len(every))
    assert every["since"].is_monotonic_decreasing
    assert pd.api.types.is_datetime64_any_dtype(every["since"])


async def test_a_list_that_is_cut_short_says_so(entente: Entente) -> None:
    with pytest.warns(CutShort, match="There are more nations than 10"):
        few = await to_thread(entente.nations, limit=10)
    assert len(few) == 10


async def test_what_is_related_is_what_the_files_say(entente: Entente) -> None:
    found = await to_thread(entente.related, "nations", "POL", "organizations", on="2024-07-01")
    on = "2024-07-01"
    expected = {
        row["organization"]
        for row in rows("member_of")
        if row["nation"] == "POL" and row["valid_from"] <= on and (row["valid_to"] or "9") >= on[: len(row["valid_to"])]
    }
    assert set(found["node.key"]) == expected


async def test_sources_are_a_frame(entente: Entente) -> None:
    found = await to_thread(entente.known_sources)
    assert set(found.index) == {row["key"] for row in rows("sources")}


async def test_a_brief_is_saved(entente: Entente, tmp_path: Path) -> None:
    page = await to_thread(entente.save_brief, tmp_path / "brief.html", "POL", "USA", on="2024-07-01")
    paper = await to_thread(entente.save_brief, tmp_path / "brief.pdf", "POL", "USA", on="2024-07-01")
    assert "Poland and United States" in page.read_text(encoding="utf-8")
    assert paper.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda entente: entente.alliance_paths("Polnd", "Japan"), "Did you mean"),
        (lambda entente: entente.nations(sort="size"), "sort: 'size' is not one of"),
        (lambda entente: entente.related("nations", "POL", "friends"), "nothing at this address"),
        (lambda entente: entente.alliance_paths("Poland", "Japan", on="2024"), "on"),
        (lambda entente: entente.cypher("RETURN 1"), ""),
    ],
)
async def test_what_is_wrong_is_told_in_the_services_words(
    entente: Entente, ask: Callable[[Entente], Any], said: str
) -> None:
    with pytest.raises(Problem) as refused:
        await to_thread(ask, entente)
    assert said in str(refused.value)
    assert refused.value.status in (404, 422)


def test_a_part_that_is_none_is_told_from_those_that_are() -> None:
    body = {"on": "2024-07-01", "paths": [{"hops": []}], "asked": []}
    with Entente(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=body))) as entente:
        answer = entente.alliance_paths("A", "B")
    with pytest.raises(KeyError, match="these are: paths, asked"):
        answer["nothing"]


def test_a_service_that_is_busy_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("entente_client.client.time.sleep", slept.append)
    answers = iter([429, 503, 200])

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(next(answers), json=[], headers={"Retry-After": "7"})

    with Entente(transport=httpx.MockTransport(answer)) as entente:
        assert entente.known_sources().empty
    assert slept == [7, 7]


def test_patience_ends() -> None:
    refusal = {"detail": "The budget of this minute is used up.", "code": "RATE_LIMITED"}

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(429, json=refusal, headers={"Retry-After": "60"})

    with Entente(transport=httpx.MockTransport(answer), patience=5) as entente, pytest.raises(Problem) as refused:
        entente.known_sources()
    assert (refused.value.code, refused.value.status) == ("RATE_LIMITED", 429)


def test_no_service_is_told_from_a_wrong_one() -> None:
    with Entente("http://127.0.0.1:9", patience=0) as entente, pytest.raises(Problem, match="cannot be reached"):
        entente.known_sources()
    other = httpx.MockTransport(lambda _: httpx.Response(404, text="<html>"))
    with Entente(transport=other) as entente, pytest.raises(Problem, match="is no Entente service"):
        entente.known_sources()


def test_a_key_is_sent() -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["authorization"])
        return httpx.Response(200, json=[])

    with Entente(key="secret", transport=httpx.MockTransport(answer)) as entente:
        entente.known_sources()
    assert sent == ["Bearer secret"]
