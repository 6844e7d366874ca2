"""Chromium of the distribution: installed where it is missing and where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import gettempdir

import pytest
from filelock import FileLock
from playwright.async_api import Browser, async_playwright

INSTALL_SECONDS = 300


def chromium() -> str:
    """Its path. Installs it as root on Debian; skips, and says why, where it is missing and cannot be installed."""
    # Tests on two lines of Neo4j run at the same time, and apt lets one install.
    with FileLock(Path(gettempdir()) / "entente-chromium.lock", timeout=2 * INSTALL_SECONDS):
        said = "" if shutil.which("chromium") else _installed()
    found = shutil.which("chromium")
    if found is None:
        pytest.skip(f"there is no chromium on this machine, and none could be installed: {said}")
    return found


def _installed() -> str:
    """Install it; what was said where that failed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return "this is not root on Debian"
    try:
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *command], check=True, capture_output=True, timeout=INSTALL_SECONDS)
    except subprocess.CalledProcessError as error:
        return bytes(error.stderr).decode(errors="replace")[-300:]
    except subprocess.TimeoutExpired:
        return f"apt-get took more than {INSTALL_SECONDS} s"
    return ""


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """A headless Chromium for the length of the block."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()
