"""The real Neo4j Browser connects, plays the tour, takes style and favourites, and draws what a saved query finds."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Page

from app.desk import opening
from app.desk.tour import served_tour, tour
from app.engine.record import living_engine
from app.engine.supervisor import borrowed
from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import FactFolder, load_seed
from app.settings import Settings
from tests.conftest import wipe
from tests.explorer.chromium import browsing

pytestmark = pytest.mark.timeout(900)
"""The first of them may have to install a browser."""

DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
  const carried = new DataTransfer()
  carried.items.add(new File([bytes], name))
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    const over = document.elementFromPoint(700, 500)
    over.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }))
  }
}"""
ALLIES = "Who is allied with a nation on a day, and by which agreements?"


@pytest.fixture
async def page(
    client: GraphClient, settings: Settings, address: GraphAddress, alliances_seed: FactFolder
) -> AsyncIterator[Page]:
    """Browser on the alliances of the seed, opened as `entente db browse --tour` opens it, and signed in."""
    if living_engine(settings.home) is None:
        pytest.skip("NEO4J_URI names a Neo4j of which it is not known where its Browser is")
    await wipe(client)
    await load_seed(client, alliances_seed)
    engine = borrowed(settings)
    async with browsing() as browser:
        opened = await browser.new_page(viewport={"width": 1400, "height": 1000})
        opened.set_default_timeout(60_000)
        with served_tour() as guide:
            url = opening.address(engine.browser_url, bolt_uri=engine.bolt_uri, username=engine.username, guide=guide)
            await opened.goto(url)
            assert await opened.input_value("[data-testid=boltaddress]") == urlsplit(address.uri).netloc
            assert await opened.input_value("[data-testid=username]") == address.username
            await opened.fill("[data-testid=password]", address.password)
            await opened.keyboard.press("Enter")
            await opened.get_by_text("You are connected as user").wait_for()
            yield opened


def carried(file: Path) -> list[str]:
    return [file.name, base64.b64encode(file.read_bytes()).decode()]


async def test_an_analyst_connects_takes_the_desk_and_sees_a_graph(page: Page, tmp_path: Path) -> None:
    await page.get_by_text("1. Nations and bodies").wait_for()

    files = opening.written(tmp_path)
    await page.evaluate(DROP, carried(files.style))
    await page.get_by_text("node.AttachePost").first.wait_for()

    await page.evaluate(DROP, carried(files.favourites))
    await page.click("[data-testid=navigationFavorites]")
    await page.click("[data-testid='expandFolder-alliances']")
    for title in ("0. Parameters of alliances", ALLIES):
        await page.get_by_text(title).first.click()
        await page.click("[data-testid=editor-Run]")
        await page.get_by_text(title).nth(1).wait_for()
        await page.wait_for_timeout(5_000)  # nothing on the page says in words when the last parameter is set

    nodes = page.locator("svg g.node")
    await nodes.first.wait_for()
    captions = {text.strip() for text in await page.locator("svg g.node").all_text_contents()}
    assert len(captions) >= 5
    fills = {await circle.get_attribute("fill") for circle in await page.locator("svg g.node circle.b-outline").all()}
    assert fills == {"#0072B2", "#E69F00"}


def test_the_tour_has_steps_with_whole_queries() -> None:
    text = tour()
    assert 6 <= text.count("<slide") <= 10
    assert 2 * text.count("<slide") == text.count("<pre") == 2 * text.count("LIMIT ")
    assert "{alliances" not in text
    assert "{parameters" not in text


def test_the_tour_is_served_to_a_page_of_the_engine() -> None:
    with served_tour() as address:
        asked = {"Origin": "http://127.0.0.1:7474", "Access-Control-Request-Headers": "pragma,sentry-trace"}
        assert httpx.options(address, headers=asked).headers["access-control-allow-headers"] == "*"
        answer = httpx.get(address)
    assert answer.text == tour()
    assert urlsplit(address).hostname == "localhost"
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_no_password_is_in_the_address() -> None:
    url = opening.address("http://127.0.0.1:7474/browser/", bolt_uri="bolt://127.0.0.1:7687", username="neo4j")
    assert url == "http://127.0.0.1:7474/browser/?connectURL=bolt%3A%2F%2Fneo4j%40127.0.0.1%3A7687"
