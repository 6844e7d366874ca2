"""The example notebook, run in a kernel of its own against a served service; its numbers are those of the seed."""

import os
import re
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.client.test_client import SEED, rows

NOTEBOOK = SEED.parent / "examples" / "poland.ipynb"


def kept() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
async def cells(base: str, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Its cells as they are after a run."""
    notebook = kept()
    folder = tmp_path_factory.mktemp("notebook")
    runner = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    await runner.async_execute(env={**os.environ, "ENTENTE_URL": base})
    assert (folder / "brief-poland-usa.pdf").read_bytes().startswith(b"%PDF-")
    return list(notebook.cells)


def output(cells: list[Any], source: str) -> str:
    (cell,) = (cell for cell in cells if cell.cell_type == "code" and source in cell.source)
    return "\n".join(each.get("text") or each["data"].get("text/plain", "") for each in cell.outputs)


def test_it_is_kept_without_answers() -> None:
    notebook = kept()
    nbformat.validate(notebook)
    assert not [cell for cell in notebook.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]


def test_every_engagement_is_counted(cells: list[Any]) -> None:
    taken = {row["engagement"] for row in rows("participated_in") if row["participant"] == "POL"}
    told = output(cells, "value_counts()")
    assert int(re.findall(r"(\d+) engagements from", told)[0]) == len(taken)
    kinds = {row["key"]: row["kind"] for row in rows("engagements")}
    forums = sum(kinds[key] == "forum" for key in taken)
    assert re.search(rf"forum\s+{forums}\b", told)


def test_finland_was_not_allied_and_is(cells: list[Any]) -> None:
    assert re.search(r"0 paths lost, [1-9]\d* gained", output(cells, "alliance_path_changes"))


def test_the_paths_to_japan_begin_with_the_north_atlantic_treaty(cells: list[Any]) -> None:
    assert "North Atlantic Treaty" in output(cells, "alliance_paths")


def test_the_chart_is_drawn(cells: list[Any]) -> None:
    (cell,) = (cell for cell in cells if "plot.bar" in cell.source)
    assert any("image/png" in each.get("data", {}) for each in cell.outputs)
