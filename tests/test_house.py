"""Rules of the house that no linter knows."""

import re
import subprocess
from pathlib import Path

import jgo.constants
import pytest

from app.settings import Settings, variable

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {
    "app", "cypher", "migrations", "seed", "tests", "docker-compose.yml", "pyproject.toml", "README.md", "LICENSE",
    "requirements.txt", "requirements-dev.txt",
}  # fmt: skip


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_the_readme_lists_every_setting(setting: str) -> None:
    assert f"`{variable(setting)}`" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_top_level_is_the_table_of_contents() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_there_is_no_cypher_in_python() -> None:
    pattern = re.compile(r"\b(MATCH|MERGE|UNWIND|CREATE) *[($]")
    found = [
        path for path in tracked() if path.suffix == ".py" and "app" in path.parts and pattern.search(path.read_text())
    ]
    assert found == []


def test_no_registry_is_named() -> None:
    registries = [jgo.constants.MAVEN_CENTRAL_URL.split("/")[2], "pypi" + ".org", "npmjs" + ".", "pythonhosted" + "."]
    text_files = [path for path in tracked() if path.suffix not in (".png",) and path.is_file()]
    found = [
        (path.name, registry)
        for path in text_files
        for registry in registries
        if registry in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert found == []


def test_only_the_graph_client_opens_sessions() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.suffix == ".py" and "app" in path.parts and re.search(r"\.session\(|execute_query\(", path.read_text())
    ]
    assert set(found) <= {"app/graph/client.py", "app/engine/supervisor.py"}


def test_no_subject_imports_the_transport_of_another() -> None:
    """A subject's model and service know nothing of HTTP, GraphQL or the command line."""
    inner = ("model.py", "service.py", "paths.py", "names.py")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.name in inner
        and path.parent.parent == ROOT / "app"
        and path.parent.name != "cli"
        and re.search(r"^from (strawberry|fastapi|typer|app\.(web|cli))", path.read_text(), re.MULTILINE)
    ]
    assert found == []
