"""Briefs on the whole seed: the page and the PDF say the same, and both say what the seed's files say."""

import csv
import io
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from html import unescape

import httpx
import pytest
from pypdf import PdfReader

from app.briefs.model import Brief, BriefQuestion
from app.briefs.page import as_page
from app.briefs.print import as_pdf
from app.briefs.service import brief
from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import SEED, load_seed, read_folder
from app.record.evidence import Evidence, Reliability
from app.record.facts import Fact
from app.record.releasability import Marking, Release, Viewer
from app.record.time import valid_time
from app.record.writer import write_facts
from app.settings import Settings
from app.web.application import create_app

ON = date(2024, 7, 1)
ONE = BriefQuestion.model_validate({"on": ON})
TWO = BriefQuestion.model_validate({"on": ON, "with": "USA"})


@pytest.fixture(scope="module")
async def whole(module_graph: GraphClient) -> GraphClient:
    await load_seed(module_graph, read_folder())
    return module_graph


@pytest.fixture(scope="module")
async def on_one(whole: GraphClient) -> Brief:
    return await brief(whole, "POL", ONE, viewer=Viewer())


@pytest.fixture(scope="module")
async def on_two(whole: GraphClient) -> Brief:
    return await brief(whole, "POL", TWO, viewer=Viewer())


def rows(name: str) -> list[dict[str, str]]:
    """The rows of all files of that name in the seed, as plain text."""
    found: list[dict[str, str]] = []
    for path in sorted(SEED.glob(f"*/{name}.csv")):
        if path.parent.name != "demonstration":
            found += csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return found


def folded(text: str) -> str:
    """Without white space, which lines and pages break differently."""
    return re.sub(r"\s", "", text)


def holds(row: dict[str, str]) -> bool:
    return row["valid_from"] <= ON.isoformat() and (
        not row["valid_to"] or row["valid_to"] >= ON.isoformat()[: len(row["valid_to"])]
    )


async def test_memberships_are_those_of_the_files(on_one: Brief) -> None:
    names = {row["key"]: row["name"] for row in rows("organizations")}
    expected = sorted(names[row["organization"]] for row in rows("member_of") if row["nation"] == "POL" and holds(row))
    (section,) = (each for each in on_one.sections if each.title == "Memberships")
    told = sorted({re.sub(r", [^,]*, (attested )?since .*", "", line.text) for line in section.lines})
    assert told == sorted(set(expected))
    assert len(told) > 10


async def test_what_it_took_part_in_is_counted_as_in_the_files(on_one: Brief) -> None:
    (section,) = (each for each in on_one.sections if each.title == "What it took part in")
    assert section.chart is not None
    taken = {row["engagement"] for row in rows("participated_in") if row["participant"] == "POL"}
    counted: dict[str, int] = {}
    for row in {row["key"]: row for row in rows("engagements")}.values():
        if row["key"] in taken and "2014" <= row["valid_from"] <= ON.isoformat():
            counted[row["kind"].replace("_", " ")] = counted.get(row["kind"].replace("_", " "), 0) + 1
    assert {bar.label: bar.value for bar in section.chart.bars} == counted
    assert len(counted) >= 5


async def test_the_chart_of_years_adds_up_to_the_history(on_two: Brief) -> None:
    (section,) = (each for each in on_two.sections if each.title == "What they did together")
    assert section.chart is not None
    first = section.lines[0].text
    assert sum(bar.value for bar in section.chart.bars) == int(re.findall(r"(\d+) engagements together", first)[0])


async def test_page_and_pdf_say_the_same(on_one: Brief, on_two: Brief) -> None:
    for made in (on_one, on_two):
        page = folded(unescape(re.sub(r"<[^>]*>", "", as_page(made))))
        read = PdfReader(io.BytesIO(as_pdf(made)))
        banner = folded(made.banner)
        paper = folded("".join(sheet.extract_text() for sheet in read.pages))
        # A statement may go on on the next page, past the two banners.
        paper = re.sub(rf"{banner}·\d+/\d+|{banner}", "", paper)
        assert len(made.in_short) >= 5
        for section in made.sections:
            for said in (
                section.title,
                section.short or "",
                *(line.text for line in section.lines),
                *section.remarks,
                *section.queries,
            ):
                assert folded(said) in page, said
                assert folded(said) in paper, said
            for bar in section.chart.bars if section.chart else ():
                assert folded(f"{bar.label}{bar.value:g}") in page
                assert folded(f"{bar.label}{bar.value:g}") in paper
        for source in made.sources:
            assert source.key in page
            assert folded(source.title) in paper
        assert all(sheet.extract_text().count(made.banner) == 2 for sheet in read.pages)


async def test_every_source_that_a_line_names_stands_at_the_end(on_one: Brief, on_two: Brief) -> None:
    for made in (on_one, on_two):
        known = {source.key for source in made.sources}
        named = {
            key
            for section in made.sections
            for line in section.lines
            for key in re.findall(r", by ([\w-]+)$", line.text)
        }
        assert named
        assert named <= known


async def test_what_is_hidden_is_not_in_it(whole: GraphClient) -> None:
    fact = Fact(
        type="MEMBER_OF",
        start="POL",
        end="abca",
        valid=valid_time("2000-01-01", ""),
        evidence=Evidence(source="five-nation-interoperability", reliability=Reliability.B),
        properties={"role": "observer"},
        release=Release(marking=Marking.SECRET),
    )
    known = BriefQuestion.model_validate({"on": ON, "knownOn": "2030-01-01T00:00:00Z"})
    before = await brief(whole, "POL", known, viewer=Viewer())
    await write_facts(whole, [fact], recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert await brief(whole, "POL", known, viewer=Viewer()) == before
    cleared = as_page(await brief(whole, "POL", known, viewer=Viewer(clearance=Marking.SECRET)))
    assert "observer, since 2000-01-01" in cleared
    assert "FOR READERS CLEARED FOR SECRET" in cleared


@pytest.fixture(scope="module")
async def asked(
    whole: GraphClient, service_settings: Settings, address: GraphAddress
) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(service_settings, address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/pdf", "application/pdf"),
        ("application/json", "application/json"),
    ],
)
async def test_it_comes_as_it_is_asked_for(asked: httpx.AsyncClient, accept: str, kind: str) -> None:
    answer = await asked.get("/api/v1/briefs/Poland?with=USA&on=2024-07-01", headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert (answer.content[:5] == b"%PDF-") is (kind == "application/pdf")


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("Polnd", 404, "nation"),
        ("POL?with=Untied+States", 404, "with"),
        ("POL?with=Poland", 422, "with"),
        ("POL?on=2024", 422, "on"),
        ("POL?with=USA&requirement=nothing", 404, "requirement"),
        ("POL?sources=nothing", 404, "sources"),
    ],
)
async def test_what_is_wrong_is_named(asked: httpx.AsyncClient, path: str, status: int, field: str) -> None:
    answer = await asked.get(f"/api/v1/briefs/{path}")
    assert (answer.status_code, answer.json()["field"]) == (status, field)


async def test_another_form_is_refused(asked: httpx.AsyncClient) -> None:
    answer = await asked.get("/api/v1/briefs/POL", headers={"accept": "image/png"})
    assert answer.status_code == 406
