"""Figures that the makers of the datasets publish, from the real files in one graph."""

from collections import defaultdict
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from app.alliances.model import Denial
from app.commitments.model import CommitmentsQuestion
from app.commitments.service import commitments
from app.graph.client import GraphClient
from app.importers.crosswalk import load_crosswalk
from app.importers.datasets.atop_alliances import ATOP_ALLIANCES
from app.importers.datasets.atop_members import ATOP_MEMBERS
from app.importers.datasets.cow_alliances import COW_ALLIANCES
from app.importers.pipeline import import_file
from app.importers.seed import FactFolder, load_seed
from app.record.releasability import Viewer
from app.record.time import LATEST
from tests.conftest import wipe

ON = date(2012, 7, 1)
EVERYONE: dict[str, Any] = {"clearance": 0, "nationality": None, "knownOn": LATEST}
FILES = (
    (COW_ALLIANCES, "cow-alliances/alliance_v4.1_by_member.csv"),
    (ATOP_ALLIANCES, "atop/atop5_1a.csv"),
    (ATOP_MEMBERS, "atop/atop5_1m.csv"),
)


@pytest.fixture(scope="module")
async def both(module_graph: GraphClient, data_folder: Path, alliances_seed: FactFolder) -> GraphClient:
    """The seed, COW's alliances and ATOP's."""
    await wipe(module_graph)
    await load_seed(module_graph, alliances_seed)
    for dataset, path in FILES:
        crosswalk = await load_crosswalk(module_graph, viewer=Viewer())
        await import_file(module_graph, dataset, data_folder / path, crosswalk=crosswalk)
    return module_graph


async def test_cow_has_1161_pairs_of_122_states_and_55_partners_of_the_united_states(both: GraphClient) -> None:
    """COW counts states by its own numbers, and Germany by two of them: each record of the answer says by which."""
    obligations = ["defence"]
    rows = await both.read(
        "commitments/obligations_in_force", on=ON, obligations=obligations, sources=["cow-alliances"], **EVERYONE
    )
    records = await both.read(
        "alliances/commitments",
        agreements=[row["agreement"] for row in rows],
        nations=sorted({party["nation"] for row in rows for party in row["parties"]}),
        on=ON,
        sources=["cow-alliances"],
        **EVERYONE,
    )
    parties: dict[str, dict[str, bool]] = defaultdict(dict)
    for record in records:
        state = record["sourceRow"].split("member ")[1]
        bound = "defence" in (record["obligations"] or ())
        parties[record["agreement"]][state] = parties[record["agreement"]].get(state, False) or bound
    pairs = {
        frozenset((one, other))
        for bound in parties.values()
        for one, other in permutations(bound, 2)
        if bound[one] or bound[other]
    }
    assert (len(pairs), len(frozenset().union(*pairs)), sum("2" in pair for pair in pairs)) == (1161, 122, 55)


async def test_atop_lists_280_defence_alliances_of_789(both: GraphClient) -> None:
    (row,) = await both.read(
        "alliances/listed", listing="atop-alliances", binding="atop-members", obligation="defence", **EVERYONE
    )
    assert (row["listed"], row["binding"]) == (789, 280)


async def test_the_two_disagree_on_the_members_of_nato_and_the_answer_shows_it(both: GraphClient) -> None:
    """By ATOP Bulgaria and Romania are in NATO in 2012; COW, which lists every party, does not list them."""
    for nation in ("Bulgaria", "Romania"):
        question = CommitmentsQuestion(nation=nation, on=ON, max_hops=1, sources=("cow-alliances", "atop-members"))
        answer = await commitments(both, question, viewer=Viewer())
        assert answer.disputed
        (bonds,) = answer.bonds
        (canada,) = (bond for bond in bonds.bound_to_it if bond.nation.key == "CAN")
        (nato,) = canada.through
        assert nato.agreement == "north-atlantic-treaty"
        assert {record.source for record in nato.commitments if record.nation.name == nation} == {"atop-members"}
        (doubt,) = nato.doubts
        assert (doubt.source, doubt.nation.name, doubt.denies) == ("cow-alliances", nation, Denial.NOT_A_PARTY)


async def test_what_both_list_is_not_disputed(both: GraphClient) -> None:
    question = CommitmentsQuestion(nation="Portugal", on=ON, max_hops=1, sources=("cow-alliances", "atop-members"))
    (bonds,) = (await commitments(both, question, viewer=Viewer())).bonds
    (canada,) = (bond for bond in bonds.bound_to_it if bond.nation.key == "CAN")
    (nato,) = canada.through
    assert {record.source for record in nato.commitments} == {"cow-alliances", "atop-members"}
    assert nato.doubts == ()
