"""Rules of the house that no linter knows."""

import re
import subprocess
from pathlib import Path

import jgo.constants
import pytest

from app.questions import QUESTIONS
from app.settings import Settings, variable

ROOT = Path(__file__).parents[1]
ANSWERED_BY_OTHERS = {"path_changes", "planning"}
"""Questions that are answered from the queries of another."""
TOP_LEVEL = {
    "app", "cypher", "entente_client", "examples", "migrations", "seed", "tests", "docker-compose.yml",
    "pyproject.toml", "README.md", "LICENSE", "requirements.txt", "requirements-dev.txt",
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


def test_no_subject_knows_a_transport() -> None:
    """What answers a question knows nothing of HTTP, GraphQL or the command line, which are made of `app.questions`."""
    transports = ("web", "cli")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.suffix == ".py"
        and path.is_relative_to(ROOT / "app")
        and path.relative_to(ROOT / "app").parts[0] not in transports
        and path.name != "http.py"
        and re.search(r"^from (strawberry|fastapi|typer|app\.(web|cli))\b", path.read_text(), re.MULTILINE)
    ]
    assert found == []


def test_every_question_has_its_folders() -> None:
    """Model, service and words in one folder; its queries and its tests bear the same name."""
    for named in QUESTIONS:
        subject = named.service.__module__.split(".")[1]
        assert {path.name for path in (ROOT / "app" / subject).glob("*.py")} >= {"model.py", "service.py", "text.py"}
        assert (ROOT / "tests" / subject).is_dir(), subject
        assert (ROOT / "cypher" / subject).is_dir() or subject in ANSWERED_BY_OTHERS, subject
