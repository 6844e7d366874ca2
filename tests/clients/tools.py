"""What generates and checks clients, fetched once by exact version and kept in the user's cache folder.

It stands apart from what the tests themselves need: a generator for Python that asks for an older typer than Entente
has, and npm packages. `python -m tests.clients.tools` fetches it ahead of tests that run without a network.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from app.settings import Settings

HERE = Path(__file__).parent


class NotFetched(Exception):
    """A tool that is neither in the cache nor to be had."""


def python_tools() -> Path:
    """The interpreter. Raises NotFetched."""

    def make(folder: Path) -> None:
        _run(sys.executable, "-m", "venv", str(folder))
        pinned = str(HERE / "requirements.txt")
        _run(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", pinned)

    return _kept("python", HERE / "requirements.txt", make) / "bin" / "python"


def node_tools() -> Path:
    """The modules. Raises NotFetched, for one where there is no npm."""

    def make(folder: Path) -> None:
        folder.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        _run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder))

    return _kept("node", HERE / "package-lock.json", make) / "node_modules"


def _kept(name: str, lock: Path, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, as the lock file says, unless that has been done."""
    cache = Settings().cache / "clients"
    cache.mkdir(parents=True, exist_ok=True)
    folder = cache / f"{name}-{sha256(lock.read_bytes()).hexdigest()[:12]}"
    done = folder / ".complete"
    with FileLock(f"{folder}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=240)
    except FileNotFoundError as error:
        raise NotFetched(f"There is no {command[0]} here.") from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NotFetched(f"{' '.join(command)}: {str(error.stderr)[-2000:]}") from error


if __name__ == "__main__":
    print(python_tools())  # noqa: T201  # this is a command
    print(node_tools())  # noqa: T201
