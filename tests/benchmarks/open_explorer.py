"""How soon the explorer shows something: `python -m tests.benchmarks.open_explorer http://127.0.0.1:8000 [TIMES]`.

Each time it is opened by a browser context that has nothing kept. Printed are milliseconds: the median and the worst.
"""

import asyncio
import statistics
import sys

from rich.console import Console

from tests.explorer.chromium import browsing

PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
VIEWS = {"welcome": "", "nation": "view=nation&of=POL&on=2024-07-01"}


async def measure(service: str, times: int) -> None:
    """Open each view so many times."""
    console = Console()
    async with browsing() as browser:
        for name, fragment in VIEWS.items():
            paints, heads = [], []
            for _ in range(times):
                context = await browser.new_context()
                page = await context.new_page()
                await page.goto(f"{service}/#{fragment}")
                await page.wait_for_selector("main h1")
                heads.append(await page.evaluate("() => performance.now()"))
                paints.append(await page.evaluate(PAINT))
                await context.close()
            for what, taken in (("first paint", paints), ("first heading", heads)):
                console.print(f"{name}, {what}: {statistics.median(taken):.0f} ms, at worst {max(taken):.0f} ms")


if __name__ == "__main__":
    asyncio.run(measure(sys.argv[1].rstrip("/"), int(sys.argv[2]) if len(sys.argv) > 2 else 10))
