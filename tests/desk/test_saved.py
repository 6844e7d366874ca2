"""Every saved query runs as it is on the seed, finds something, and reads nothing that its viewer may not see."""

import re
import zipfile
from collections import Counter
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from neo4j import AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity, Query

from app.desk.saved import QUERIES, SavedQuery, favourites, saved_queries
from app.errors import DefectiveQuery
from app.graph.client import GraphAddress, GraphClient
from app.graph.viewer_check import unguarded
from app.importers.seed import load_seed, read_folder
from tests.conftest import wipe

SAVED = {f"{query.folder}/{query.name}": query for query in saved_queries()}
FOLDERS = {
    "alliances", "commitments", "interoperability", "exchange history", "brokers", "what if by hand", "hadr", "sharing",
    "balance", "structure", "attention", "entities", "record and evidence", "data quality",
}  # fmt: skip
NOT_IN_THE_SEED = ("supersededAt", "releasableTo", "originator")
"""Properties that the envelope declares and that no fact of the seed has."""


@pytest.fixture(scope="module")
async def driver(module_graph: GraphClient, address: GraphAddress) -> AsyncIterator[AsyncDriver]:
    """A connection as Browser has one, to the whole seed."""
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    async with AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.username, address.password),
        notifications_min_severity=NotificationMinimumSeverity.WARNING,
    ) as opened:
        yield opened


@pytest.mark.filterwarnings("ignore:Received notification")
@pytest.mark.parametrize("name", SAVED)
async def test_it_returns_rows(driver: AsyncDriver, name: str) -> None:
    query = SAVED[name]
    async with driver.session(default_access_mode="READ") as session:
        parameters = {}
        for parameter, value in query.parameters.items():
            evaluated = await session.run(Query(f"RETURN {value} AS value"))
            parameters[parameter] = (await evaluated.single(strict=True))["value"]
        answer = await session.run(Query(query.statement, timeout=20), parameters)
        rows = await answer.fetch(1)
        summary = await answer.consume()
    assert rows
    warnings = [told.status_description for told in summary.gql_status_objects if told.gql_status.startswith("01N")]
    assert [told for told in warnings if not any(f"`{unused}`" in told for unused in NOT_IN_THE_SEED)] == []


@pytest.mark.parametrize("name", SAVED)
def test_it_reads_only_what_its_viewer_may_see(name: str) -> None:
    """Facts by both halves of the rule; entities by their marking, as a node shows nothing that is limited to some."""
    query = SAVED[name]
    assert query.parameters["clearance"] == "0"
    assert query.parameters.get("nationality", "null") == "null"
    blind = [found.read for found in unguarded(Path(name), query.statement)]
    entities = [re.match(r"\((\w+)", read) for read in blind]
    assert [
        read for read, entity in zip(blind, entities, strict=True) if not entity or not _marked(query, entity)
    ] == []


def _marked(query: SavedQuery, entity: re.Match[str]) -> bool:
    return f"{entity[1]}.marking <= $clearance" in query.statement


@pytest.mark.parametrize("name", SAVED)
def test_it_takes_the_parameters_that_it_sets_and_is_bounded(name: str) -> None:
    query = SAVED[name]
    assert set(re.findall(r"\$(\w+)", query.statement)) == set(query.parameters)
    assert re.search(r"\n// \S.*\nLIMIT \d+$", query.statement), "no bound, or none with its reason above it"
    assert query.title.endswith("?")
    assert max(map(len, query.text.splitlines())) <= 120


def test_there_are_many_in_folders_by_question() -> None:
    found = Counter(query.folder for query in SAVED.values())
    assert found.keys() == FOLDERS
    assert found.total() >= 40
    assert len({query.title for query in SAVED.values()}) == found.total()


def test_the_archive_has_each_query_in_the_folder_of_its_question_and_what_sets_its_parameters() -> None:
    with zipfile.ZipFile(BytesIO(favourites())) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {name.split("/")[0] for name in content} == FOLDERS
    files = {f"{path.parent.name.replace('_', ' ')}/{path.name}": path for path in QUERIES.rglob("*.cypher")}
    setting = {f"{folder}/0_parameters.cypher" for folder in FOLDERS}
    assert content.keys() == files.keys() | setting
    for name, path in files.items():
        text = path.read_text(encoding="utf-8")
        lines = re.findall(r"^:param .*\n", text, re.MULTILINE)
        assert all(line in content[f"{name.split('/')[0]}/0_parameters.cypher"] for line in lines)
        assert content[name] == re.sub(r"^:param .*\n", "", text, flags=re.MULTILINE).replace("\n\n", "\n")[:-2] + "\n"
    assert favourites() == favourites()


@pytest.mark.parametrize(
    "text",
    [
        ":param on => 1;\n\nRETURN $on;\n",
        "// What?\n:param on = 1;\n\nRETURN $on;\n",
        "// What?\n\nRETURN 1\n",
        "// What?\n\nRETURN 1; RETURN 2;\n",
    ],
)
def test_a_file_that_browser_would_not_run_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "alliances" / "what.cypher"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(DefectiveQuery, match=re.escape(str(path))):
        saved_queries(tmp_path)
