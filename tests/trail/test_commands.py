"""`entente trail`, and what other commands leave in it."""

import json
from pathlib import Path

import pytest

from app.graph.client import GraphClient
from app.importers.seed import FactFolder
from app.trail.chain import chains
from tests.cli.test_cli import Run, run
from tests.trail.entries import entries
from tests.trail.verifier import is_sound

__all__ = ["run"]  # a fixture

FACT = {"template": "nations", "cells": {"key": "XKX", "name": "Kosovo", "valid_from": "2008-02-17", "source": "s"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the fixture `run` has the trail written."""
    return tmp_path / "trail"


def submission(path: Path, **changed: object) -> str:
    given = {"key": "steward-1", "author": "A", "reason": "Gazette", "facts": [FACT], **changed}
    path.write_text(json.dumps(given), encoding="utf-8")
    return str(path)


def test_commands_that_change_something_are_recorded(
    run: Run, graph: GraphClient, alliances_seed: FactFolder, folder: Path, tmp_path: Path
) -> None:
    assert run("seed", str(alliances_seed.path)).code == 0
    assert run("record", "submit", submission(tmp_path / "one.json")).code == 3
    assert run("import", "nations", str(tmp_path / "nothing.csv")).code == 2
    found = entries(folder)
    assert [(entry["action"], entry["part"], entry["outcome"]) for entry in found] == [
        ("seed", "begin", "begun"),
        ("seed", "end", "ok"),
        ("record submit", "begin", "begun"),
        ("record submit", "end", "NOT_FOUND"),
        ("import", "begin", "begun"),
        ("import", "end", "INVALID_INPUT"),
    ]
    assert {entry["transport"] for entry in found} == {"command"}
    assert found[1]["rows"] > 500
    assert found[2]["asked"]["facts"][0]["cells"] == FACT["cells"]
    assert found[0]["caller"]["id"] == "local"
    assert is_sound(folder)
    assert len(chains(folder)) == 1


def test_the_trail_is_verified_and_searched(run: Run, graph: GraphClient, folder: Path, tmp_path: Path) -> None:
    run("record", "submit", submission(tmp_path / "one.json"))
    sound = run("trail", "verify")
    assert (sound.code, "4 entries are as they were written" in sound.out) == (0, True)
    shown = run("trail", "search", "--action", "SUBMIT", "--outcome", "begun")
    assert "record submit [begin] → begun" in shown.out
    searched = json.loads(run("trail", "search", "--action", "trail search", "--json").out)
    assert [entry["part"] for entry in searched] == ["begin", "end", "begin"]
    assert json.loads(run("trail", "search", "--until", "2026-01-01", "--json").out) == []
    (path,) = folder.glob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b"Gazette", b"Gossip ", 1))
    wrong = run("trail", "verify")
    assert wrong.code == 1
    assert wrong.out.startswith(f"{path.name}:2: changed: ")
    assert json.loads(run("trail", "verify", "--json").out)[0]["fault"]["line"] == 2
    assert run("trail", "verify", str(folder), "--files-only").code == 1
    assert run("trail", "verify", str(tmp_path / "none")).code == 2
