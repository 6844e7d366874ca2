"""What browsers are told, and whom pages of other origins can ask."""

from collections.abc import AsyncIterator

import httpx
import pytest

from app.graph.client import GraphAddress
from app.settings import Settings
from app.web.application import create_app

ELSEWHERE = "https://desk.example"

pytestmark = pytest.mark.usefixtures("client")


@pytest.fixture
async def opened(service_settings: Settings, address: GraphAddress) -> AsyncIterator[httpx.AsyncClient]:
    """A service that lets pages of one other origin ask it, with keys."""
    chosen = {"cors_origins": f"{ELSEWHERE}, https://other.example", "authentication": "required"}
    app = create_app(service_settings.model_copy(update=chosen), address)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://entente") as asked,
    ):
        yield asked


@pytest.mark.parametrize(
    "path", ["/healthz", "/docs", "/graphql", "/schema", "/api/v1/sources", "/api/v1/nothing", "/vendor/swagger-ui.css"]
)
async def test_every_answer_tells_browsers_what_it_is(http: httpx.AsyncClient, path: str) -> None:
    headers = (await http.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    scripts = [each for each in policy.split(";") if "script-src" in each]
    assert not any("unsafe" in each for each in scripts)
    assert headers["cache-control"]
    assert "access-control-allow-origin" not in headers


async def test_files_are_kept_and_asked_about(http: httpx.AsyncClient) -> None:
    first = await http.get("/vendor/swagger-ui.css")
    assert first.headers["cache-control"] == "private, no-cache"
    again = await http.get("/vendor/swagger-ui.css", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


async def test_a_page_runs_its_own_scripts_alone(http: httpx.AsyncClient) -> None:
    for path in ("/docs", "/graphql"):
        answer = await http.get(path)
        assert answer.headers["content-security-policy"].count("'sha256-") == answer.text.count("<script>") == 1


async def test_pages_of_named_origins_may_ask(opened: httpx.AsyncClient) -> None:
    preflight = await opened.options(
        "/api/v1/sources",
        headers={
            "origin": ELSEWHERE,
            "access-control-request-method": "GET",
            "access-control-request-headers": "authorization",
        },
    )
    assert preflight.status_code == 200, preflight.text
    assert preflight.headers["access-control-allow-origin"] == ELSEWHERE
    assert "access-control-allow-credentials" not in preflight.headers
    refused = await opened.get("/api/v1/sources", headers={"origin": ELSEWHERE})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == ELSEWHERE, "or a page cannot tell why it was refused"


async def test_pages_of_other_origins_may_not(opened: httpx.AsyncClient, http: httpx.AsyncClient) -> None:
    for service in (opened, http):
        answer = await service.options(
            "/api/v1/sources", headers={"origin": "https://evil.example", "access-control-request-method": "GET"}
        )
        assert "access-control-allow-origin" not in answer.headers
        answer = await service.get("/api/v1/sources", headers={"origin": "null"})
        assert "access-control-allow-origin" not in answer.headers
