"""The command line, command by command, on the run's own graph."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli import main
from app.graph.client import GraphAddress, GraphClient
from app.graph.migrations import MIGRATIONS
from app.importers.seed import FactFolder
from app.settings import settings
from tests.importers.datasets.test_cow_alliances import HEADER, ROWS


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(
    address: GraphAddress, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    monkeypatch.setenv("NEO4J_URI", address.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", address.password)
    monkeypatch.setenv("ENTENTE_TRAIL", str(tmp_path / "trail"))
    settings.cache_clear()

    def ran(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["entente", *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capfd.readouterr()
        return Ran(code=int(ended.value.code or 0), out=captured.out, err=captured.err)

    return ran


@pytest.fixture
def asked(seeded: GraphClient, run: Run) -> Run:
    return run


COMMANDS = ["up", "serve", "db", "migrate", "seed", "import", "paths", "query", "audit", "schema"]
NESTED = ["db start", "db stop", "db status", "db browse", "migrate info", "migrate validate", "migrate apply"]


def test_help_lists_the_commands(run: Run) -> None:
    shown = run("--help")
    assert shown.code == 0
    assert all(command in shown.out for command in COMMANDS)


@pytest.mark.parametrize("command", [*COMMANDS, *NESTED, "query list", "query show", "query run"])
def test_every_command_has_help(run: Run, command: str) -> None:
    shown = run(*command.split(), "--help")
    assert shown.code == 0
    assert "Usage: entente" in shown.out


def test_migrations_are_shown_validated_and_applied(run: Run, graph: GraphClient) -> None:
    states = json.loads(run("migrate", "info", "--json").out)
    assert [state["version"] for state in states] == list(range(len(list(MIGRATIONS.glob("*.cypher")))))
    assert {state["state"] for state in states} == {"applied"}
    assert run("migrate", "validate").out == "Files and graph agree.\n"
    assert json.loads(run("migrate", "apply", "--json").out) == []


def test_paths_are_printed(asked: Run) -> None:
    shown = asked("paths", "norway", "JP", "--on", "2024-07-01", "--limit", "1")
    assert shown.code == 0
    assert "1. Norway → United States → Japan  (2 hops)" in shown.out
    assert "Norway – United States: North Atlantic Treaty, defence (both bound), since 1949-08-24" in shown.out
    answer = json.loads(asked("paths", "NOR", "JPN", "--on", "2024-07-01", "--json").out)
    assert answer["paths"][0]["length"] == 2


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["paths", "Norway", "Japann"], 3, "to: no nation is known as 'Japann'. Did you mean Japan (JPN)?"),
        (["paths", "Norway", "Japan", "--on", "2012"], 2, "on: a day is written YYYY-MM-DD, not '2012'"),
        (["paths", "Norway", "Japan", "--limit", "51"], 2, "limit: input should be less than or equal to 50, not '51'"),
        (["query", "show", "alliances/nothing"], 3, "There is no query named 'alliances/nothing'."),
        (["query", "run", "record/put_facts"], 2, "record/put_facts writes; only reading queries can be run."),
        (["query", "run", "sources/known", "--param", "clearance=high"], 2, "clearance: 'high' is not a integer."),
        (["query", "run", "sources/known", "--param", "clearance"], 2, "'clearance' is not NAME=VALUE."),
        (["import", "cow-aliances", "x.csv"], 3, "There is no importer 'cow-aliances'."),
        (["import", "cow-alliances", "/nowhere.csv"], 2, "There is no file /nowhere.csv."),
    ],
)
def test_errors_are_one_sentence_and_a_code(asked: Run, arguments: list[str], code: int, sentence: str) -> None:
    shown = asked(*arguments)
    assert shown.code == code
    assert sentence in shown.err
    assert "Traceback" not in shown.err


def test_an_import_reports_what_it_did(asked: Run, tmp_path: Path) -> None:
    file = tmp_path / "alliances.csv"
    file.write_text(HEADER + ROWS + ROWS.splitlines()[0].replace("9001,290", "9001,999") + "\n", encoding="utf-8")
    shown = asked("import", "cow-alliances", str(file), "--reports", str(tmp_path))
    assert shown.code == 1
    assert "4 rows read, 1 alliances, 2 states, 3 membership spells; facts: 4 new, 0 unchanged" in shown.out
    assert "line 5: No nation holds cowCode 999" in shown.err
    (report,) = tmp_path.glob("cow-alliances-*.json")
    assert json.loads(report.read_text())["new"] == 4
    rejected = report.with_suffix(".rejected.csv").read_text().splitlines()
    assert rejected[1].startswith("5,No nation holds cowCode 999")


def test_a_setting_that_is_wrong_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_PORT", "eighty")
    monkeypatch.setenv("ENTENTE_ENGINE", "4.4")
    settings.cache_clear()
    shown = run("schema")
    assert shown.code == 2
    assert "ENTENTE_PORT: input should be a valid integer" in shown.err
    assert "ENTENTE_ENGINE: input should be '2026.08.1' or '5.26.30', not '4.4'" in shown.err


def test_datasets_are_listed(run: Run) -> None:
    listed = {dataset["name"]: dataset for dataset in json.loads(run("import", "--list", "--json").out)}
    assert "ccode" in listed["cow-alliances"]["columns"]
    assert "valid_from" in listed["attache_posts"]["columns"]


def test_queries_are_listed_shown_and_run(asked: Run) -> None:
    listed = json.loads(asked("query", "list", "--json").out)
    assert "alliances/parties_in_force" in [query["name"] for query in listed]
    assert asked("query", "show", "sources/known").out.startswith("// sources/known\n")
    rows = json.loads(asked("query", "run", "sources/known", "--param", "clearance=0", "--json").out)
    assert {"key", "title", "reliability"} <= set(rows[0])


def test_the_schema_is_shown(run: Run) -> None:
    assert "(:Nation|Organization)-[:PARTY_TO]->(:Agreement)" in run("schema").out
    assert {"labels", "relationships", "every fact"} == set(json.loads(run("schema", "--json").out))


def test_the_audit_names_what_drifted(asked: Run, address: GraphAddress) -> None:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        driver.execute_query("CREATE (:Nation {key: 'XXX'})-[:FRIEND_OF]->(:Agreement {key: 'x'})")
    shown = asked("audit")
    assert shown.code == 1
    assert "undeclared relationship: (Nation)-[FRIEND_OF]->(Agreement): 1" in shown.out


def test_a_folder_of_facts_is_loaded_once_and_for_all(run: Run, graph: GraphClient, alliances_seed: FactFolder) -> None:
    first = json.loads(run("seed", str(alliances_seed.path), "--json").out)
    again = json.loads(run("seed", str(alliances_seed.path), "--json").out)
    assert sum(report["new"] for report in first) > 500
    assert sum(report["new"] + report["superseded"] for report in again) == 0


def test_a_submission_is_entered_and_its_history_shown(asked: Run, tmp_path: Path) -> None:
    cells = {"nation": "ISL", "agreement": "anzus-treaty", "obligations": "consultation", "valid_from": "2020-01"}
    stated = {"template": "party_to", "cells": cells | {"source": "anzus-treaty"}}
    file = tmp_path / "submission.json"
    file.write_text(json.dumps({"key": "steward-1", "author": "A", "reason": "Gazette", "facts": [stated]}))
    assert asked("record", "submit", str(file)).out == "1 records entered, 0 closed.\n"
    assert "It had been entered before." in asked("record", "submit", str(file)).out
    assert "PARTY_TO ISL → anzus-treaty, 2020-01-01 to …" in asked("record", "history", "ISL").out
    assert "A: Gazette (1 entered, 0 closed, command/steward-1)" in asked("record", "changes").out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "This is not JSON"),
        ('{"key": "short", "author": "A", "reason": "B"}', "key: string should have at least 8 characters"),
        ('{"key": "steward-1", "author": "A", "reason": "B"}', "The submission changes nothing."),
    ],
)
def test_a_submission_that_is_wrong_is_named(asked: Run, tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "submission.json"
    file.write_text(text)
    shown = asked("record", "submit", str(file))
    assert shown.code == 2
    assert sentence in shown.err


def test_an_export_is_written_and_read_back(asked: Run, tmp_path: Path) -> None:
    rows = json.loads(asked("export", str(tmp_path / "mine"), "--json").out)
    assert rows["nations"] > 400
    assert asked("seed", str(tmp_path / "mine")).out == "0 new facts.\n"


def test_the_demonstration_set_needs_the_seed(asked: Run) -> None:
    shown = asked("seed", "--demonstration")
    assert shown.code == 2
    assert "One end is not in the graph" in shown.err
