"""The methods of the client are those of the service."""

import subprocess
import sys
from pathlib import Path

from app.web.python_client import python_client
from entente_client import questions


def test_the_methods_are_not_stale() -> None:
    """Mended by `entente schema --client | ruff format - > entente_client/questions.py`."""
    formatted = subprocess.run(
        [Path(sys.executable).parent / "ruff", "format", "-"],
        input=python_client(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(questions.__file__).read_text(encoding="utf-8") == formatted.stdout


def test_the_client_needs_nothing_of_the_service() -> None:
    """It is imported where there is no such package as `app`."""
    program = (
        "import sys; sys.modules['app'] = None; import entente_client; "
        "print(*(name for name in sys.modules if name.startswith('app.')))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
