import asyncio
from pathlib import Path
from shutil import copytree

import pytest

from app.errors import DefectiveMigration
from app.graph.client import GraphClient
from app.graph.migrations import MIGRATIONS, apply_migrations, load_migrations, migration_info


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(MIGRATIONS, tmp_path / "migrations")


def next_file(folder: Path, text: str) -> Path:
    path = folder / f"V{len(list(folder.glob('*.cypher'))):04d}__sample.cypher"
    path.write_text(text)
    return path


@pytest.fixture
async def restored(graph: GraphClient):  # type: ignore[no-untyped-def]
    """The ledger as it was, after a test that applied a migration of its own."""
    known = len(load_migrations())
    yield graph
    await graph.statement(f"MATCH (m:Migration) WHERE m.version >= {known} DETACH DELETE m", name="tests/restore")


async def test_what_is_applied_is_not_applied_again(graph: GraphClient) -> None:
    migrations = load_migrations()
    assert await apply_migrations(graph, migrations) == []
    assert {state.state for state in await migration_info(graph, migrations)} == {"applied"}


async def test_statements_end_where_they_end(restored: GraphClient, folder: Path) -> None:
    next_file(
        folder,
        "// a comment; with a semicolon\nCREATE (:Sample {text: 'one; two', `odd;name`: \"three;\"}); /* ; */\n"
        "MATCH (s:Sample) SET s.more = 1;",
    )
    applied = await apply_migrations(restored, load_migrations(folder))
    assert [state.description for state in applied] == ["sample"]
    labels = {tuple(row["labels"]): row["nodes"] for row in await restored.read("audit/labels")}
    assert labels[("Sample",)] == 1


async def test_two_at_once_apply_it_once(restored: GraphClient, folder: Path) -> None:
    next_file(folder, "CREATE (:Sample);")
    migrations = load_migrations(folder)
    both = await asyncio.gather(apply_migrations(restored, migrations), apply_migrations(restored, migrations))
    labels = {tuple(row["labels"]): row["nodes"] for row in await restored.read("audit/labels")}
    assert sorted(len(applied) for applied in both) == [0, 1]
    assert labels[("Sample",)] == 1


async def test_a_file_changed_after_it_was_applied_is_refused(graph: GraphClient, folder: Path) -> None:
    path = folder / MIGRATIONS.joinpath("V0001__identity.cypher").name
    path.write_text(path.read_text() + "// changed\n")
    with pytest.raises(DefectiveMigration) as error:
        await apply_migrations(graph, load_migrations(folder))
    assert error.value.detail.startswith(f"{path}: changed after it was applied")


async def test_a_graph_from_a_later_version_is_refused(restored: GraphClient, folder: Path) -> None:
    next_file(folder, "CREATE (:Sample);")
    await apply_migrations(restored, load_migrations(folder))
    with pytest.raises(DefectiveMigration, match=r"which this version of Entente does not know"):
        await migration_info(restored, load_migrations())


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("V0002_sample.cypher", "RETURN 1;", "a migration's name looks like"),
        ("V0099__sample.cypher", "RETURN 1;", "expected number"),
    ],
)
def test_an_odd_name_is_refused(folder: Path, name: str, text: str, reason: str) -> None:
    (folder / name).write_text(text)
    with pytest.raises(DefectiveMigration, match=reason):
        load_migrations(folder)


def test_an_unfinished_statement_is_refused_with_its_line(folder: Path) -> None:
    path = next_file(folder, "RETURN 1;\n\nRETURN 2")
    with pytest.raises(DefectiveMigration) as error:
        load_migrations(folder)
    assert error.value.detail == f"{path}:3: the last statement does not end with `;`."
