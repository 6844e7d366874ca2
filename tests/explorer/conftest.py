"""One service on most of the seed, and one browser, for all tests of the explorer."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from app.graph.client import GraphAddress, GraphClient
from app.importers.seed import SEED, load_seed, read_folder
from app.settings import Settings
from app.web.application import create_app
from tests.conftest import wipe
from tests.explorer.chromium import browsing
from tests.web.serving import served

THEMES = ("nations", "organizations", "alliances", "agreements", "exercises", "interoperability", "disputes")
Visit = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="package")
async def explorer(
    client: GraphClient, service_settings: Settings, address: GraphAddress, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """Where the explorer is served."""
    await wipe(client)
    folder = tmp_path_factory.mktemp("explored")
    for theme in THEMES:
        (folder / theme).symlink_to(Path(SEED) / theme)
    await load_seed(client, read_folder(folder))
    async with served(create_app(service_settings, address)) as host:
        yield f"http://{host}"


@pytest.fixture(scope="package")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium. The engine plans the first question of a kind, which takes a busy machine a while."""
    expect.set_options(timeout=30_000)
    async with browsing() as opened:
        yield opened


async def settled(page: Page) -> None:
    """Wait until everything that was asked for is on the page."""
    await page.wait_for_selector("main[aria-busy=false]")
    await page.wait_for_selector(".waiting[aria-busy=true]", state="detached")


@pytest.fixture
async def visit(browser: Browser, explorer: str) -> AsyncIterator[Visit]:
    """Open a view by what stands after `#`. Fails when the page threw, broke its policy or asked another host."""
    wrong: list[str] = []
    opened: list[Page] = []

    async def go(fragment: str, *, wide: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
        page = await browser.new_page(viewport={"width": wide, "height": 900}, color_scheme=scheme)
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("request", lambda asked: wrong.append(asked.url) if not _own(asked.url, explorer) else None)
        opened.append(page)
        await page.goto(f"{explorer}/#{fragment}")
        await settled(page)
        return page

    yield go
    for page in opened:
        await page.close()
    assert wrong == []


def _own(url: str, explorer: str) -> bool:
    return url.startswith((explorer, "data:", "blob:"))
