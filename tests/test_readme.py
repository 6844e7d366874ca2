"""Every command of the README is run, as a newcomer would."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.readme


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line]
UP, TEST = (next(line for line in COMMANDS if line.endswith(end)) for end in ("entente up", "pytest"))
ANSWERED = next(line for line in COMMANDS if "entente paths" in line)
"""The command whose answer stands below it."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("newcomer")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    return kept | {"ENTENTE_HOME": str(folder / "home"), "ENTENTE_LOG_LEVEL": "error", "COLUMNS": "300"}


@pytest.fixture(scope="module")
def service(environment: dict[str, str]) -> Iterator[str]:
    """`entente up`, as the README's first command ends; its address."""
    command = [str(BIN / "entente"), *shlex.split(UP.split(".venv/bin/entente")[-1])]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        printed = []
        for line in process.stderr:
            printed.append(line)
            if line.startswith("Ctrl-C"):
                break
        addresses = re.findall(r"http://127\.0\.0\.1:\d+(?=/graphql)", "".join(printed))
        assert addresses, "".join(printed)
        yield addresses[0]
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=60)
        assert process.returncode == 0, rest


def asked(command: str, environment: dict[str, str], service: str) -> str:
    here = command.replace(".venv/bin/", f"{BIN}/").replace("http://127.0.0.1:8000", service)
    done = subprocess.run(
        ["bash", "-c", here],
        cwd=Path(environment["ENTENTE_HOME"]).parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("command", [line for line in COMMANDS if line not in (UP, TEST)])
def test_a_command_of_the_readme_works(command: str, environment: dict[str, str], service: str) -> None:
    printed = asked(command, environment, service)
    assert printed
    assert "No path" not in printed
    if command == ANSWERED:
        assert printed.strip() == blocks("text")[0].strip()


def test_ci_runs_the_test_command() -> None:
    assert COMMANDS.count(TEST) == 1
    assert "pytest$' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_settings_have_their_defaults_in_the_readme() -> None:
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, (int, float)):
            line = next(line for line in README.splitlines() if line.startswith("|") and name.upper() in line)
            shown = str(field.default).lower() if isinstance(field.default, int) else f"{field.default:g}"
            assert f"`{shown}`" in line
