"""Folders of facts: all of one is written, or nothing."""

from pathlib import Path

import pytest

from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.importers.seed import is_seeded, load_seed, read_folder

NATIONS = "key,name,valid_from,valid_to,source\nOST,Ostland,1900,,register\nNOR,Norland,1900,,register\n"
BODIES = "key,name,kind,valid_from,valid_to,source\npact,The Pact,alliance,1950,,register\n"
MEMBERS = (
    "nation,organization,role,valid_from,valid_to,source\n"
    "OST,pact,member,1950,,register\nNOR,pact,member,1950,,register\n"
)
SOURCES = "key,title,reliability,marking\nregister,A register,B,0\n"


def folder(path: Path, **files: str) -> Path:
    theme = path / "theme"
    theme.mkdir(parents=True, exist_ok=True)
    for name, text in (
        {"sources": SOURCES, "nations": NATIONS, "organizations": BODIES, "member_of": MEMBERS} | files
    ).items():
        (theme / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


async def written(graph: GraphClient) -> int:
    """How many facts and how many kinds of node there are, apart from what migrations wrote."""
    facts: int = sum(row["facts"] for row in await graph.read("audit/relationships") if row["type"] != "NEXT")
    nodes = [
        row for row in await graph.read("audit/labels") if {"Entity", "Source", "Seed", "Ledger"} & set(row["labels"])
    ]
    return facts + len(nodes)


async def test_a_folder_is_loaded_and_remembered(graph: GraphClient, tmp_path: Path) -> None:
    facts = read_folder(folder(tmp_path))
    assert [report.new for report in await load_seed(graph, facts)] == [2, 1, 2]
    assert await is_seeded(graph, facts)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (
            {"member_of": MEMBERS + "SUD,pact,member,1960,,register\nSUD,league,member,1960,,register\n"},
            r"member_of\.csv:4: One end is not in the graph: SUD, and 1 more\. Nothing was written\. Load what",
        ),
        (
            {"sources": SOURCES.replace("register,", "ledger,")},
            r"nations\.csv:2: Its source is not in the graph: register\. Nothing was written",
        ),
        (
            {"organizations": BODIES + "OST,Ostland,alliance,1950,,register\n"},
            r"organizations\.csv:3: Its key belongs to another kind of entity, Nation: OST",
        ),
        ({"member_of": MEMBERS + "OST,pact,chief,1960,,register\n"}, r"member_of\.csv:4: role: 'chief' is not one of"),
        ({"member_of": MEMBERS + "OST,pact,observer,1950,,register\n"}, r"member_of\.csv:4: It contradicts line 2"),
    ],
)
async def test_a_wrong_row_in_the_last_file_leaves_nothing_behind(
    graph: GraphClient, tmp_path: Path, files: dict[str, str], reason: str
) -> None:
    facts = read_folder(folder(tmp_path, **files))
    with pytest.raises(InvalidInput, match=reason):
        await load_seed(graph, facts)
    assert await written(graph) == 0
    assert not await is_seeded(graph, facts)


async def test_a_folder_can_rest_on_what_the_graph_has(graph: GraphClient, tmp_path: Path) -> None:
    await load_seed(graph, read_folder(folder(tmp_path / "first")))
    more = tmp_path / "second" / "theme"
    more.mkdir(parents=True)
    (more / "member_of.csv").write_text(
        "nation,organization,role,valid_from,valid_to,source\nOST,pact,observer,1940,1949,register\n", encoding="utf-8"
    )
    (report,) = await load_seed(graph, read_folder(more.parent))
    assert report.new == 1


async def test_a_key_of_another_kind_in_the_graph_is_refused(graph: GraphClient, tmp_path: Path) -> None:
    await load_seed(graph, read_folder(folder(tmp_path / "first")))
    before = await written(graph)
    other = folder(
        tmp_path / "second",
        nations=NATIONS + "pact,Pactland,1900,,register\n",
        organizations=BODIES.splitlines()[0] + "\n",
    )
    with pytest.raises(
        InvalidInput, match=r"nations\.csv:4: Its key belongs to another kind of entity, Organization: pact"
    ):
        await load_seed(graph, read_folder(other))
    assert await written(graph) == before


async def test_the_demonstration_set_without_the_seed_writes_nothing(graph: GraphClient) -> None:
    demonstration = read_folder(demonstration=True)
    with pytest.raises(InvalidInput) as refused:
        await load_seed(graph, demonstration)
    assert "Nothing was written. It builds on the seed: run `entente seed` first." in refused.value.detail
    assert refused.value.errors[0].detail.startswith("One end is not in the graph: ")
    assert await written(graph) == 0
