"""Pictures of the explorer, for the README: `python -m tests.explorer.screenshots http://127.0.0.1:8000 FOLDER`."""

import asyncio
import sys
from pathlib import Path
from typing import Literal

from tests.explorer.chromium import browsing

ON = "on=2024-07-01"
SHOTS: tuple[tuple[str, str, int, Literal["light", "dark"]], ...] = (
    ("nation", f"view=nation&of=POL&{ON}", 1360, "light"),
    ("network", f"view=network&of=POL&open=Agreement:north-atlantic-treaty&{ON}", 1360, "light"),
    ("paths", f"view=paths&of=NOR&with=JPN&{ON}", 1360, "light"),
    ("map", f"view=map&{ON}", 1360, "dark"),
    ("history", f"view=history&of=POL&with=USA&{ON}", 1360, "light"),
    ("interoperability", f"view=matrix&forces=POL,JPN,USA&for=mission-hadr&{ON}", 1360, "light"),
    ("what-if", f"view=whatif&of=NOR&with=JPN&changes=withdrawal+USA+north-atlantic-treaty&{ON}", 1360, "dark"),
    ("narrow", f"view=nation&of=JPN&{ON}", 400, "light"),
)


async def take(service: str, folder: Path) -> None:
    """Save a picture of each view in `folder`, which exists, once all that it asks for is on the page."""
    async with browsing() as browser:
        for name, fragment, wide, scheme in SHOTS:
            page = await browser.new_page(viewport={"width": wide, "height": 900}, color_scheme=scheme)
            await page.goto(f"{service}/#{fragment}")
            await page.wait_for_selector("main[aria-busy=false]")
            await page.wait_for_selector(".waiting[aria-busy=true]", state="detached")
            await page.wait_for_timeout(500)
            await page.screenshot(path=folder / f"{name}.png")
            await page.close()


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(sys.argv[1].rstrip("/"), folder))
