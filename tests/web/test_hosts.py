"""What a page from elsewhere may not do on a machine where a service runs that asks for no keys."""

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from app.graph.client import GraphAddress
from app.settings import Settings
from app.web.application import create_app
from tests.web.serving import served

PROTOCOL = Subprotocol("graphql-transport-ws")
ASKED = "/api/v1/sources"


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "127.9.9.9", "localhost", "LOCALHOST:8000", "[::1]:8000", "entente"]
)
async def test_this_machine_is_answered(http: httpx.AsyncClient, host: str) -> None:
    assert (await http.get(ASKED, headers={"Host": host})).status_code == 200
    for scheme in ("http", "https"):
        own = {"Host": host, "Origin": f"{scheme}://{host}"}
        assert (await http.post("/graphql", headers=own, json={"query": "{ __typename }"})).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil.example", "x y", "", "0.0.0.0"],
)
async def test_a_name_that_leads_here_is_not_this_machine(http: httpx.AsyncClient, host: str) -> None:
    """DNS rebinding: the page's own name has been given the address of this machine, so that Host and Origin agree."""
    for headers in ({"Host": host}, {"Host": host, "Origin": f"http://{host}"}):
        answer = await http.get(ASKED, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["code"] == "FORBIDDEN"
    assert (await http.post("/graphql", headers={"Host": host}, json={"query": "{ __typename }"})).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:9", "http://entente.evil.example"]
)
async def test_a_page_from_elsewhere_is_not_answered(http: httpx.AsyncClient, origin: str) -> None:
    for path in (ASKED, "/api/v1/keys", "/api/v1/trail"):
        assert (await http.get(path, headers={"Origin": origin})).status_code == 403
    refused = await http.post("/api/v1/keys", headers={"Origin": origin}, json={"name": "x", "roles": ["reader"]})
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith("Pages from elsewhere may not ask")


async def test_openrefine_may_reconcile_and_nothing_else(http: httpx.AsyncClient) -> None:
    refine = {"Origin": "http://127.0.0.1:3333"}
    assert (await http.get("/api/v1/reconcile", headers=refine)).status_code == 200
    assert (await http.get(ASKED, headers=refine)).status_code == 403
    assert (await http.get("/api/v1/reconcile", headers=refine | {"Host": "evil.example"})).status_code == 403


async def test_who_has_a_key_comes_from_wherever(service_settings: Settings, address: GraphAddress) -> None:
    """Where keys are asked for, no page from elsewhere has one to send."""
    app = create_app(service_settings.model_copy(update={"authentication": "required"}), address)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://entente.example") as asked,
    ):
        assert (await asked.get("/healthz")).status_code == 200
        assert (await asked.get(ASKED)).status_code == 401


async def test_a_socket_of_a_page_from_elsewhere_is_closed(service_settings: Settings, address: GraphAddress) -> None:
    """No browser asks before it opens a WebSocket to another place."""
    async with served(create_app(service_settings, address)) as host:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://{host}/graphql", subprotocols=[PROTOCOL], origin=Origin("https://evil.example"))
        assert refused.value.response.status_code == 403
        async with connect(f"ws://{host}/graphql", subprotocols=[PROTOCOL], origin=Origin(f"http://{host}")) as socket:
            assert socket.subprotocol == PROTOCOL
