"""What people do in the explorer, done in headless Chromium and compared with what the interfaces answer."""

import asyncio
import csv
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from playwright.async_api import Download, Page, expect

from tests.explorer.conftest import Visit, settled

pytestmark = pytest.mark.timeout(900)
"""The first of them may have to install a browser."""

AXE = Path(__file__).with_name("axe.min.js")
ON = "on=2012-07-01"
VIEWS = {
    "welcome": "",
    "nation": f"view=nation&of=POL&{ON}",
    "entity": f"view=entity&of=north-atlantic-treaty&label=Agreement&{ON}",
    "network": f"view=network&of=POL&{ON}",
    "paths": f"view=paths&of=NOR&with=JPN&{ON}",
    "map": f"view=map&{ON}",
    "history": f"view=history&of=POL&with=USA&{ON}",
    "matrix": f"view=matrix&forces=POL,JPN&for=mission-hadr&{ON}",
    "whatif": f"view=whatif&of=NOR&with=JPN&changes=withdrawal+USA+north-atlantic-treaty&{ON}",
}


async def asked(explorer: str, question: str, **parameters: Any) -> Any:
    async with httpx.AsyncClient(base_url=explorer, timeout=30) as http:
        return (await http.get(f"/api/v1/{question}", params=parameters)).raise_for_status().json()


async def shown_rows(page: Page, picture: str) -> list[list[str]]:
    """The cells of a picture's table, as a reader sees them."""
    rows = page.locator(f"[data-picture={picture}] tbody tr")
    return [await row.locator("th, td").all_text_contents() for row in await rows.all()]


async def saved(download: Download) -> bytes:
    """What was saved."""
    path = await download.path()
    return await asyncio.to_thread(path.read_bytes)


async def test_typing_a_beginning_and_enter_open_what_was_meant(visit: Visit) -> None:
    page = await visit(ON)
    await page.keyboard.press("Tab")  # the way past the header
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.type("north atl")
    await expect(page.locator("header [role=option]").first).to_contain_text("North Atlantic")
    await page.keyboard.press("ArrowDown")
    box = page.locator("header [role=combobox]")
    assert await box.get_attribute("aria-expanded") == "true"
    chosen = page.locator(f"id={await box.get_attribute('aria-activedescendant')}")
    assert await chosen.get_attribute("aria-selected") == "true"
    await page.keyboard.press("Escape")
    assert await box.get_attribute("aria-expanded") == "false"
    await box.fill("Polan")
    await expect(page.locator("header [role=option]").first).to_contain_text("Poland")
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_contain_text("Poland")
    assert "of=POL" in page.url
    assert "on=2012-07-01" in page.url


async def test_the_day_changes_the_figures(visit: Visit, explorer: str) -> None:
    page = await visit("view=nation&of=POL&on=2012-07-01")
    before = await shown_rows(page, "defence-commitments")
    await page.locator("input[type=date]").fill("1998-07-01")
    await page.locator("input[type=date]").dispatch_event("change")
    await expect(page).to_have_url(f"{explorer}/#view=nation&of=POL&on=1998-07-01")
    await expect(page.locator(".title .note")).to_contain_text("1998-07-01")
    await settled(page)
    after = await shown_rows(page, "defence-commitments")
    for rows, on in ((before, "2012-07-01"), (after, "1998-07-01")):
        answer = await asked(explorer, "commitments", nation="POL", on=on, maxHops=1, limit=500)
        bonds = answer["bonds"][0]
        assert len(rows) == len(bonds["boundToIt"]) + len(bonds["boundByIt"])
    assert len(before) > len(after)


async def test_a_nations_page_has_its_agreements_with_their_sources(visit: Visit, explorer: str) -> None:
    page = await visit(VIEWS["nation"])
    listed = await asked(explorer, "nations/POL/agreements", on="2012-07-01", first=500)
    rows = await shown_rows(page, "agreements")
    assert sorted(row[0] for row in rows) == sorted(item["node"]["name"] for item in listed["items"])
    alliance = next(row for row in rows if row[0] == "North Atlantic Treaty")
    assert "defence" in alliance[2]
    assert "1999-03-12" in alliance[4]
    assert "nato-treaty" in {row[5].split()[0] for row in rows if row[0] == "North Atlantic Treaty"}


async def test_a_path_names_the_agreement_of_each_hop(visit: Visit, explorer: str) -> None:
    page = await visit(VIEWS["paths"])
    answer = await asked(explorer, "alliance-paths", **{"from": "NOR", "to": "JPN", "on": "2012-07-01", "limit": 10})
    chains = page.locator("ol.hops")
    assert await chains.count() == len(answer["paths"])
    for hop in answer["paths"][0]["hops"]:
        for link in hop["through"]:
            await expect(chains.first).to_contain_text(link["name"])
    await expect(chains.first).to_contain_text("United States")


async def test_no_path_is_unknown_and_not_no(visit: Visit) -> None:
    page = await visit(f"view=paths&of=CHE&with=JPN&{ON}")
    await expect(page.locator(".empty")).to_contain_text("not the same as no")


async def test_the_file_holds_what_the_table_shows(visit: Visit) -> None:
    page = await visit(VIEWS["nation"])
    picture = page.locator("[data-picture=agreements]")
    await picture.locator("thead button").nth(4).click()
    async with page.expect_download() as download:
        await picture.get_by_role("button", name="CSV").click()
    text = (await saved(await download.value)).decode("utf-8-sig")
    assert list(csv.reader(text.splitlines()))[1:] == await shown_rows(page, "agreements")
    async with page.expect_download() as picture_file:
        await picture.get_by_role("button", name="PNG").click()
    assert (await saved(await picture_file.value)).startswith(b"\x89PNG")


async def test_a_brief_is_saved(visit: Visit) -> None:
    for view, name, start in (("nation", "Brief as PDF", b"%PDF-"), ("paths", "Brief as page", b"<!doctype html>")):
        page = await visit(VIEWS[view])
        async with page.expect_download(timeout=240_000) as download:  # what it asks was never planned before
            await page.get_by_role("button", name=name).click()
        assert (await saved(await download.value)).startswith(start)


async def test_the_query_behind_a_picture_is_shown(visit: Visit, explorer: str) -> None:
    page = await visit(VIEWS["paths"])
    await page.get_by_role("button", name="Cypher").click()
    answer = await asked(explorer, "alliance-paths", **{"from": "NOR", "to": "JPN", "on": "2012-07-01", "limit": 10})
    for query in answer["asked"]:
        await expect(page.locator(".drawer")).to_contain_text(query["name"])
        await expect(page.locator(".drawer pre").first).to_contain_text(":param")


async def test_a_link_restores_the_network_with_what_was_expanded(visit: Visit) -> None:
    page = await visit(VIEWS["network"])
    await page.get_by_role("button", name="Table").click()
    before = len(await shown_rows(page, "network"))
    await page.get_by_role("button", name="Expand or collapse North Atlantic Treaty").first.click()
    await page.wait_for_url("**open=Agreement*")
    await settled(page)
    again = await visit(page.url.split("#")[1])  # with its table
    opened = await shown_rows(again, "network")
    assert len(opened) > before
    assert any("Norway" in row[1] for row in opened)
    await again.get_by_role("button", name="Expand or collapse North Atlantic Treaty").first.click()
    await again.wait_for_url(lambda url: "open=" not in url)
    await settled(again)
    await expect(again.locator("[data-picture=network] tbody tr")).to_have_count(before)
    focused = await again.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert focused == "Expand or collapse North Atlantic Treaty"


async def test_obligations_filter_the_network(visit: Visit) -> None:
    page = await visit(f"{VIEWS['network']}&obligations=defence")
    await page.get_by_role("button", name="Table").click()
    rows = await shown_rows(page, "network")
    assert rows
    assert all("defence" in row[3] for row in rows)


async def test_a_cell_of_the_matrix_opens_its_gap(visit: Visit, explorer: str) -> None:
    page = await visit(VIEWS["matrix"])
    answer = await asked(
        explorer, "interoperability-gaps", requirement="mission-hadr", forces=["POL", "JPN"], on="2012-07-01", ways=5
    )
    items = {item["key"]: item for part in answer["parts"] for item in part["items"]}
    gap = next(gap for gap in answer["gaps"] if items[gap["item"]]["forces"] and gap["unknown"])
    cell = page.locator(
        f".matrix tr:has(th:text-is('{gap['name']}')) td, .matrix tr:has-text(\"{gap['name']}\") td"
    ).nth(1)
    await expect(cell).to_have_text("unknown")
    await cell.get_by_role("button").click()
    await expect(page.locator("#gap h2")).to_contain_text(gap["name"])
    assert f"item={gap['item']}" in page.url


async def test_history_counts_as_the_interface_does(visit: Visit, explorer: str) -> None:
    page = await visit(VIEWS["history"])
    answer = await asked(explorer, "exchange-history", between=["POL", "USA"], on="2012-07-01", limit=200)
    await expect(page.locator(".figures b").first).to_have_text(str(answer["engagements"]))
    await page.locator("[data-picture=engagements-by-year]").get_by_role("button", name="Table").click()
    rows = await shown_rows(page, "engagements-by-year")
    assert sum(int(cell) for row in rows for cell in row[1:]) == answer["engagements"]


async def test_what_if_shows_the_difference(visit: Visit, explorer: str) -> None:
    page = await visit(VIEWS["whatif"])
    answer = await asked(
        explorer, "what-if", changes="withdrawal USA north-atlantic-treaty", between=["NOR", "JPN"], on="2012-07-01"
    )
    await expect(page.locator(".figures b").first).to_have_text(f"{answer['pairsBefore']} → {answer['pairsAfter']}")
    assert answer["pairsAfter"] < answer["pairsBefore"]


async def test_a_refusal_is_told_in_words(visit: Visit) -> None:
    page = await visit(f"view=paths&of=POL&with=ZZZ&{ON}")
    await expect(page.get_by_role("alert")).to_contain_text("ZZZ")


@pytest.mark.parametrize(("status", "title"), [(401, "A key is needed"), (403, "You may not see this")])
async def test_without_permission_it_says_so(visit: Visit, status: int, title: str) -> None:
    page = await visit(ON)
    await page.route("**/graphql", lambda route: route.fulfill(status=status, json={"errors": [{"message": "Why."}]}))
    await page.evaluate("() => { location.hash = 'view=nation&of=POL' }")
    await expect(page.locator("h1")).to_have_text(title)
    if status == 401:
        await page.unroute("**/graphql")
        await page.get_by_label("Key").fill("a-key")
        async with page.expect_request("**/graphql") as request:
            await page.get_by_role("button", name="Open").click()
        assert (await request.value).headers["authorization"] == "Bearer a-key"


async def test_a_narrow_screen_never_scrolls_sideways(visit: Visit) -> None:
    for name, fragment in VIEWS.items():
        page = await visit(fragment, wide=380)
        assert await page.evaluate("() => document.documentElement.scrollWidth") <= 380, name
        await page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_serious_hinders_anybody(visit: Visit, scheme: Literal["light", "dark"]) -> None:
    chosen = VIEWS if scheme == "light" else {name: VIEWS[name] for name in ("nation", "paths", "matrix", "whatif")}
    for name, fragment in chosen.items():
        page = await visit(fragment, scheme=scheme)
        await page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
        found = await page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        serious = [
            (each["id"], each["nodes"][0]["html"][:160], each["nodes"][0]["failureSummary"][:200])
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], name
        await page.close()


async def test_ten_thousand_ties_are_drawn_without_freezing(visit: Visit) -> None:
    page = await visit(ON)
    milliseconds = await page.evaluate(
        """async () => {
          const { draw } = await import('/explorer/views/network.js');
          const node = (at) => ({ key: String(at), name: `Nation ${at}`, label: 'Nation' });
          const ties = Array.from({ length: 10000 }, (_, at) => (
            { one: node(at % 2000), other: node((at * 7 + 1 + Math.floor(at / 2000)) % 2000) }));
          const host = document.createElement('div');
          host.className = 'graph';
          document.querySelector('main').replaceChildren(host);
          const began = performance.now();
          const { graph } = await draw(host, ties, {});
          await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
          if (graph.nodes().length !== 2000 || graph.edges().length !== 10000) throw new Error('not all are drawn');
          return performance.now() - began;
        }"""
    )
    assert milliseconds < 10_000
