"""Clients that are generated from the published description, and ask a running service."""

import asyncio
import io
import json
import shutil
import zipfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import FactFolder, load_seed
from app.settings import Settings
from app.web.application import create_app
from tests.clients.tools import HERE, NotFetched, node_tools, python_tools
from tests.conftest import wipe

ASKED: dict[str, Any] = {"from": "Norway", "to": "Japan", "on": "2024-07-01", "limit": 1}
SUPPOSED = {
    "changes": [{"kind": "withdrawal", "nations": ["USA"], "agreement": "north-atlantic-treaty"}],
    "between": ["NOR", "JPN"],
    "on": "2024-07-01",
    "limit": 3,
}
TSC = ["--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"]


@pytest.fixture
async def service(
    module_graph: GraphClient,
    alliances_seed: FactFolder,
    service_settings: Settings,
    address: GraphAddress,
    free_port: int,
) -> AsyncIterator[httpx.AsyncClient]:
    """The service on a port of its own, with writes, and a plain client of it."""
    await wipe(module_graph)
    await load_seed(module_graph, alliances_seed)
    app = create_app(service_settings.model_copy(update={"writes": True}), address)
    server = uvicorn.Server(uvicorn.Config(app, port=free_port, log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn tells it by nothing else
        await asyncio.sleep(0.05)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{free_port}", timeout=60) as plain:
        yield plain
    server.should_exit = True
    await serving


def fetched(tool: Callable[[], Path]) -> Path:
    try:
        return tool()
    except NotFetched as error:
        pytest.skip(str(error))


async def run(*command: str | Path, folder: Path) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(*map(str, command), cwd=folder, stdout=PIPE, stderr=PIPE)
    output, errors = await process.communicate()
    return process.returncode or 0, (output or errors).decode()


async def done(*command: str | Path, folder: Path) -> str:
    status, output = await run(*command, folder=folder)
    assert status == 0, output
    return output


async def described(service: httpx.AsyncClient, folder: Path) -> Path:
    path = folder / "openapi.json"
    path.write_text((await service.get("/openapi.json")).text, encoding="utf-8")
    return path


def archive(folder: Path) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        files.writestr("nations.csv", "key,name,valid_from,valid_to,source\n")
    path = folder / "upload.zip"
    path.write_bytes(packed.getvalue())
    return path


async def test_a_python_client(service: httpx.AsyncClient, tmp_path: Path) -> None:
    python = fetched(python_tools)
    description = await described(service, tmp_path)
    generated = await done(
        python, "-m", "openapi_python_client", "generate", "--path", description, "--meta", "none",
        "--output-path", tmp_path / "entente_client", folder=tmp_path,
    )  # fmt: skip
    assert "will not be generated" not in generated
    shutil.copy(HERE / "ask.py", tmp_path)
    said = json.loads(await done(python, "ask.py", str(service.base_url), archive(tmp_path), folder=tmp_path))
    assert said["nations"] == ["Norway", "United States", "Japan"]
    assert said["paths"] == (await service.get("/api/v1/alliance-paths", params=ASKED)).json()
    assert said["what-if"] == (await service.post("/api/v1/what-if", json=SUPPOSED)).json()
    assert said["problem"]["code"] == "NOT_FOUND"
    assert "Did you mean Japan (JPN)?" in said["problem"]["detail"]
    assert said["sources"] == [source["key"] for source in (await service.get("/api/v1/sources")).json()]
    assert said["jobs"] == [[True, "nations"]]


async def test_a_typescript_client(service: httpx.AsyncClient, tmp_path: Path) -> None:
    modules = fetched(node_tools)
    description = await described(service, tmp_path)
    (tmp_path / "node_modules").symlink_to(modules)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    # What has a default need not be given.
    optional = ("--default-non-nullable", "false")
    generator = modules / "openapi-typescript/bin/cli.js"
    await done("node", generator, description, *optional, "-o", "schema.d.ts", folder=tmp_path)
    for name in ("ask.ts", "wrong.ts"):
        shutil.copy(HERE / name, tmp_path)
    tsc: tuple[str | Path, ...] = ("node", modules / "typescript/bin/tsc", *TSC)
    await done(*tsc, "ask.ts", folder=tmp_path)
    said: dict[str, Any] = json.loads(await done("node", "ask.js", str(service.base_url), folder=tmp_path))
    asked = ASKED | {"obligations": ["defence", "consultation"]}
    assert said["nations"] == ["Norway", "United States", "Japan"]
    assert said["paths"] == (await service.get("/api/v1/alliance-paths", params=asked)).json()
    assert said["what-if"] == (await service.post("/api/v1/what-if", json=SUPPOSED)).json()
    assert said["problem"]["code"] == "NOT_FOUND"
    assert said["header"].startswith("length,nations,held,hops")
    status, complaints = await run(*tsc, "--noEmit", "wrong.ts", folder=tmp_path)
    assert status != 0
    assert [line.split("(")[1].split(",")[0] for line in complaints.splitlines() if line.startswith("wrong.ts")] == [
        "6", "7", "9", "11"
    ]  # fmt: skip
