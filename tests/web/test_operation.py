"""What an operator relies on: health, metrics, request ids, and errors that show nothing of the inside."""

import json
from pathlib import Path

import httpx
import pytest

from app.graph.client import GraphAddress, GraphClient
from app.logs import configure_logs
from app.settings import Settings
from app.web.application import create_app
from app.web.documentation import VENDOR


async def test_it_is_alive_and_ready(http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).json() == {"status": "alive"}
    assert (await http.get("/readyz")).json() == {"status": "ready"}


@pytest.fixture
async def without_graph(free_port: int, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The service on a database that is not there."""
    settings = Settings(home=tmp_path, connect_seconds=0.5, allowed_hosts="entente", log_level="error")
    app = create_app(settings, GraphAddress(uri=f"bolt://127.0.0.1:{free_port}", username="neo4j", password="x"))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as asked,
    ):
        yield asked


async def test_without_a_database_it_is_alive_but_not_ready(without_graph: httpx.AsyncClient) -> None:
    assert (await without_graph.get("/healthz")).status_code == 200
    response = await without_graph.get("/readyz")
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.json()["code"] == "UNAVAILABLE"
    body = (await without_graph.post("/graphql", json={"query": "{ sources { key } }"})).json()
    assert body["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_metrics_are_by_query_name(http: httpx.AsyncClient, graph: GraphClient) -> None:
    await http.get("/api/v1/sources")
    text = (await http.get("/metrics")).text
    assert 'entente_query_seconds_count{query="sources/known"}' in text
    assert 'entente_requests_total{route="/api/v1/sources",status="200"}' in text


async def test_a_request_has_an_id_and_a_line_in_the_log(
    http: httpx.AsyncClient, graph: GraphClient, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    configure_logs(settings.model_copy(update={"log_level": "debug", "log_format": "json"}))
    response = await http.get("/api/v1/sources", headers={"X-Request-Id": "abc-123"})
    configure_logs(settings)
    assert response.headers["x-request-id"] == "abc-123"
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert {line["request_id"] for line in lines} == {"abc-123"}
    assert [line.get("query") for line in lines] == ["sources/known", None]
    assert lines[-1]["path"] == "/api/v1/sources"


async def test_an_id_that_is_not_plain_is_replaced(http: httpx.AsyncClient) -> None:
    response = await http.get("/healthz", headers={"X-Request-Id": 'a"b{}'})
    assert len(response.headers["x-request-id"]) == 32


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("DELETE", "/healthz", 405)])
async def test_what_is_not_there_is_a_problem_too(http: httpx.AsyncClient, method: str, path: str, status: int) -> None:
    response = await http.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status


async def test_a_defect_shows_nothing_of_the_inside(
    service_settings: Settings, address: GraphAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("app.sources.http.known_sources", broken)
    monkeypatch.setattr("app.web.graphql.known_sources", broken)
    app = create_app(service_settings, address)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://entente") as asked,
    ):
        over_http = await asked.get("/api/v1/sources")
        over_graphql = await asked.post("/graphql", json={"query": "{ sources { key } }"})
    assert over_http.status_code == 500
    assert over_http.json()["code"] == "INTERNAL"
    assert over_graphql.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "secret" not in over_http.text + over_graphql.text


async def test_documentation_needs_no_network(http: httpx.AsyncClient) -> None:
    for page in ("/docs", "/graphql", "/schema"):
        text = (await http.get(page)).text
        assert "http://" not in text
        assert "https://" not in text
        for name in (name for name in text.split('"') if name.startswith("/vendor/")):
            assert (await http.get(name)).status_code == 200
    assert (await http.get("/openapi.json")).json()["openapi"].startswith("3.1")


def test_vendored_files_are_what_their_list_says() -> None:
    from hashlib import sha256

    listed = {
        cells[1].strip(): cells[4].strip()
        for line in (VENDOR / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and len(cells := line.split("|")) == 6 and cells[1].strip() != "file"
    }
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in Path(VENDOR).glob("*.[cj]s*")}
    assert listed == found
