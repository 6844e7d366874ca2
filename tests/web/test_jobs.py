"""Bulk imports over HTTP, as callers send and follow them."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from app.graph.client import GraphAddress, GraphClient
from app.record.evidence import Evidence, Source
from app.record.facts import Fact, assertion
from app.record.releasability import PUBLIC, Marking, Release
from app.record.time import ValidTime
from app.record.writer import write_facts, write_sources
from app.settings import Settings
from app.web.application import create_app
from tests.conftest import wipe

CSV = {"Content-Type": "text/csv"}
ZIP = {"Content-Type": "application/zip"}
NATIONS = "key,name,valid_from,valid_to,source\n"


@asynccontextmanager
async def served(settings: Settings, address: GraphAddress, **chosen: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings.model_copy(update={"writes": True, **chosen}), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client,
    ):
        yield client


@pytest.fixture
async def asked(
    graph: GraphClient, service_settings: Settings, address: GraphAddress
) -> AsyncIterator[httpx.AsyncClient]:
    await write_sources(graph, [Source(key="register", title="Register")])
    async with served(service_settings, address) as client:
        yield client


async def followed(client: httpx.AsyncClient, response: httpx.Response) -> dict[str, Any]:
    """The job when it has ended."""
    assert response.status_code == 202, response.text
    for _ in range(200):
        job: dict[str, Any] = (await client.get(response.headers["location"])).json()
        if job["state"] != "running":
            return job
        await asyncio.sleep(0.05)
    raise AssertionError("it does not end")


async def sent(client: httpx.AsyncClient, dataset: str, text: str) -> dict[str, Any]:
    return await followed(
        client, await client.post("/api/v1/imports", params={"dataset": dataset}, content=text, headers=CSV)
    )


def packed(**files: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in files.items():
            folder.writestr(f"{name}.csv", text)
    return archive.getvalue()


@pytest.mark.parametrize(("dataset", "content"), [("nations", NATIONS.encode()), ("", packed(nations=NATIONS))])
async def test_plain_bytes_are_a_file_of_the_dataset_or_an_archive(
    asked: httpx.AsyncClient, dataset: str, content: bytes
) -> None:
    headers = {"Content-Type": "application/octet-stream"}
    response = await asked.post("/api/v1/imports", params={"dataset": dataset}, content=content, headers=headers)
    assert counts(await followed(asked, response))[0][1:] == ("nations", 0, 0, 0, 0, 0, 0)


def counts(job: dict[str, Any]) -> list[tuple[Any, ...]]:
    names = ("file", "dataset", "rows", "rowsRead", "new", "unchanged", "superseded", "rejected")
    return [tuple(file[name] for name in names) for file in job["files"]]


async def test_a_file_is_imported_and_nothing_changes_the_second_time(asked: httpx.AsyncClient) -> None:
    text = NATIONS + "AAA,Aland,2000-01-01,,register\nBBB,Bland,2000-01-01,,register\n"
    job = await sent(asked, "nations", text)
    assert (job["state"], job["failure"], job["rejections"]) == ("done", None, [])
    assert counts(job) == [("upload.csv", "nations", 2, 2, 2, 0, 0, 0)]
    assert job["started"] <= job["ended"]
    assert counts(await sent(asked, "nations", text)) == [("upload.csv", "nations", 2, 2, 0, 2, 0, 0)]
    changed = text.replace("Bland", "Blandia")
    assert counts(await sent(asked, "nations", changed)) == [("upload.csv", "nations", 2, 2, 0, 1, 1, 0)]
    jobs = (await asked.get("/api/v1/jobs")).json()
    assert [each["files"][0]["superseded"] for each in jobs] == [1, 0, 0]


async def test_an_archive_brings_entities_before_what_is_between_them(asked: httpx.AsyncClient) -> None:
    archive = packed(
        party_to="nation,agreement,obligations,valid_from,valid_to,source\nAAA,pact,defence,2000-01-01,,register\n",
        agreements="key,name,kind,valid_from,valid_to,source\npact,Pact,alliance,2000-01-01,,register\n",
        nations=NATIONS + "AAA,Aland,2000-01-01,,register\n",
    )
    job = await followed(asked, await asked.post("/api/v1/imports", content=archive, headers=ZIP))
    assert job["state"] == "done"
    assert [(file["file"], file["new"]) for file in job["files"]] == [
        ("nations.csv", 1), ("agreements.csv", 1), ("party_to.csv", 1)
    ]  # fmt: skip


async def test_what_is_wrong_is_told_by_file_row_and_field(asked: httpx.AsyncClient) -> None:
    archive = packed(
        nations=NATIONS + "AAA,Aland,soon,,register\nBBB,Bland,2000-01-01,,register\n",
        agreements="key,name,kind,valid_from,valid_to,source\npact,,feast,2000-01-01,,register\n",
    )
    job = await followed(asked, await asked.post("/api/v1/imports", content=archive, headers=ZIP))
    assert [(each["file"], each["row"], each["fields"]) for each in job["rejections"]] == [
        ("nations.csv", 2, ["valid_from"]),
        ("agreements.csv", 2, ["name", "kind"]),
    ]
    assert "feast" in job["rejections"][1]["reason"]
    assert [(file["new"], file["rejected"]) for file in job["files"]] == [(1, 1), (0, 1)]


async def test_a_file_in_a_wrong_layout_fails_before_its_first_row(
    asked: httpx.AsyncClient, graph: GraphClient
) -> None:
    job = await sent(asked, "nations", "key,name\nAAA,Aland\n")
    assert (job["state"], job["failure"]["code"], job["failure"]["field"]) == ("failed", "INVALID_INPUT", "valid_from")
    assert not any("Nation" in row["labels"] for row in await graph.read("audit/labels"))


@pytest.mark.parametrize(
    ("dataset", "content", "headers", "status", "code", "field"),
    [
        ("nation", b"x", CSV, 404, "NOT_FOUND", "dataset"),
        ("nations", b"x", {"Content-Type": "application/pdf"}, 415, "UNKNOWN_TYPE", "Content-Type"),
        ("", b"no archive", ZIP, 422, "INVALID_INPUT", "body"),
        ("", packed(), ZIP, 422, "INVALID_INPUT", "body"),
        ("", packed(sources="key,title\n"), ZIP, 422, "INVALID_INPUT", "body"),
        ("", packed(**{"../nations": "key\n"}), ZIP, 422, "INVALID_INPUT", "body"),
    ],
)
async def test_what_cannot_be_taken_is_refused_at_once(
    asked: httpx.AsyncClient, dataset: str, content: bytes, headers: dict[str, str], status: int, code: str, field: str
) -> None:
    response = await asked.post("/api/v1/imports", params={"dataset": dataset}, content=content, headers=headers)
    problem = response.json()
    assert (response.status_code, problem["code"], problem["field"]) == (status, code, field)
    assert (await asked.get("/api/v1/jobs")).json() == []


async def test_what_is_too_large_is_refused_packed_and_unpacked(
    graph: GraphClient, service_settings: Settings, address: GraphAddress
) -> None:
    async with served(service_settings, address, import_bytes=1_000) as client:
        plain = await client.post("/api/v1/imports?dataset=nations", content=b"x" * 1_001, headers=CSV)
        bomb = packed(nations="x" * 1_001)
        assert len(bomb) < 1_000
        unpacked = await client.post("/api/v1/imports", content=bomb, headers=ZIP)
    assert (plain.status_code, unpacked.status_code) == (413, 413)
    assert plain.json()["expected"] == "at most 1,000 bytes"


async def test_without_writes_nothing_is_taken_and_nothing_is_told(
    graph: GraphClient, service_settings: Settings, address: GraphAddress
) -> None:
    async with served(service_settings, address, writes=False) as client:
        for response in (
            await client.post("/api/v1/imports?dataset=nations", content=NATIONS, headers=CSV),
            await client.get("/api/v1/jobs"),
            await client.get("/api/v1/jobs/x"),
            await client.delete("/api/v1/jobs/x"),
        ):
            assert (response.status_code, response.json()["code"]) == (403, "FORBIDDEN")


def many(rows: int) -> str:
    return NATIONS + "".join(f"N{number},Nation {number},2000-01-01,,register\n" for number in range(rows))


async def test_one_import_runs_at_a_time_and_can_be_cancelled(asked: httpx.AsyncClient) -> None:
    first = await asked.post("/api/v1/imports?dataset=nations", content=many(20_000), headers=CSV)
    second = await asked.post("/api/v1/imports?dataset=nations", content=many(1), headers=CSV)
    assert (second.status_code, second.json()["code"]) == (409, "CONFLICT")
    cancelled = (await asked.delete(first.headers["location"])).json()
    assert cancelled["state"] == "cancelled"
    assert cancelled["ended"]
    assert (await asked.get(first.headers["location"])).json() == cancelled
    assert (await sent(asked, "nations", many(1)))["state"] == "done"


async def test_an_import_has_a_time_limit(
    graph: GraphClient, service_settings: Settings, address: GraphAddress
) -> None:
    await write_sources(graph, [Source(key="register", title="Register")])
    async with served(service_settings, address, import_seconds=0.001) as client:
        job = await sent(client, "nations", many(20_000))
    assert (job["state"], job["failure"]["code"]) == ("failed", "TIMEOUT")
    assert "longer than 0.001 s" in job["failure"]["detail"]


async def test_a_job_of_an_earlier_run_is_gone_and_another_is_not_there(
    asked: httpx.AsyncClient, service_settings: Settings, address: GraphAddress
) -> None:
    job = await sent(asked, "nations", many(1))
    assert (await asked.get("/api/v1/jobs/nothing")).status_code == 404
    async with served(service_settings, address) as restarted:
        response = await restarted.get(f"/api/v1/jobs/{job['id']}")
    assert (response.status_code, response.json()["code"]) == (410, "GONE")
    assert "What that one had written stands" in response.json()["detail"]


async def test_a_job_is_its_viewers_own(
    asked: httpx.AsyncClient, service_settings: Settings, address: GraphAddress
) -> None:
    app = create_app(service_settings.model_copy(update={"writes": True}), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as client,
    ):
        job = await sent(client, "nations", many(1))
        app.state.viewer = service_settings.model_copy(update={"viewer_clearance": 4}).viewer
        assert (await client.get(f"/api/v1/jobs/{job['id']}")).status_code == 404
        assert (await client.get("/api/v1/jobs")).json() == []


# What is hidden


def hidden_facts() -> list[Fact]:
    """Facts that bear the very keys of those that a caller is about to send, and an end that it names."""
    valid = ValidTime(valid_from=date(2000, 1, 1))
    closed = Release(marking=Marking.SECRET)
    evidence = Evidence(source="register")

    def nation(key: str, name: str, release: Release) -> Fact:
        return assertion("Nation", key, valid=valid, evidence=evidence, release=release, properties={"name": name})

    return [
        nation("AAA", "Aland, as the secret register has it", closed),
        nation("CCC", "Closedland", closed),
        assertion("Agreement", "pact", valid=valid, evidence=evidence, release=PUBLIC,
                  properties={"name": "Pact", "kind": "alliance"}),
        Fact(type="PARTY_TO", start="AAA", end="pact", valid=valid, evidence=evidence, release=closed,
             properties={"obligations": ("defence",)}),
    ]  # fmt: skip


UPLOAD = {
    "nations": NATIONS + "AAA,Aland,2000-01-01,,register\nBBB,Bland,2000-01-01,,register\n",
    "party_to": "nation,agreement,obligations,valid_from,valid_to,source\n"
    "AAA,pact,consultation,2000-01-01,,register\nCCC,pact,defence,2000-01-01,,register\n",
}


async def outcome(client: httpx.AsyncClient) -> list[Any]:
    """All that a caller is told of an upload, sent once, again, and with a change."""
    told = []
    changed = {name: text.replace("Aland", "Alandia") for name, text in UPLOAD.items()}
    for files in (UPLOAD, UPLOAD, changed):
        job = await followed(client, await client.post("/api/v1/imports", content=packed(**files), headers=ZIP))
        told.append({name: job[name] for name in ("state", "files", "rejections", "failure")})
    told.append((await client.get("/api/v1/commitments?nation=AAA&on=2024-01-01&obligations=consultation")).json())
    return told


async def test_what_is_hidden_changes_no_outcome_and_is_left_alone(
    asked: httpx.AsyncClient, graph: GraphClient
) -> None:
    public = [fact for fact in hidden_facts() if fact.release is PUBLIC]
    await write_facts(graph, public, recorded_at=datetime.now(UTC))
    expected = await outcome(asked)
    assert [file["new"] for file in expected[0]["files"]] == [2, 1]
    assert [file["superseded"] for file in expected[2]["files"]] == [1, 0]
    assert "CCC" in expected[0]["rejections"][0]["reason"]

    await wipe(graph)
    await write_sources(graph, [Source(key="register", title="Register")])
    await write_facts(graph, hidden_facts(), recorded_at=datetime.now(UTC))
    assert await outcome(asked) == expected
    standing = await graph.read("record/export", clearance=4, nationality=None)
    secret = [row["fact"] for row in standing if row["fact"]["marking"] == int(Marking.SECRET)]
    assert len(secret) == 3
