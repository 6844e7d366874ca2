"""Every real dataset through the whole way, into one graph: nothing drifts, and importing again changes nothing."""

from pathlib import Path

import pytest

from app.graph.client import GraphClient
from app.importers.crosswalk import load_crosswalk
from app.importers.pipeline import import_file
from app.importers.registry import registry
from app.importers.seed import load_seed, read_folder
from app.record.releasability import Viewer
from tests.conftest import drift, wipe

FILES = {
    "cow-alliances": "cow-alliances/alliance_v4.1_by_member.csv",
    "atop-alliances": "atop/atop5_1a.csv",
    "atop-members": "atop/atop5_1m.csv",
    "dcad": "dcad/DCAD-v1.0-main_open70.csv",
    "cow-contiguity": "cow-contiguity/contdir.csv",
    "cow-mid": "cow-mid/MIDA 5.0.csv",
    "cow-mid-participants": "cow-mid/MIDB 5.0.csv",
    "us-defense-leader-visits": "us-defense-leader-visits/visits_1992_2009.csv",
    "china-public-diplomacy": "china-public-diplomacy/ChinesePublicDiplomacy.csv",
    "us-fmt": "us-fmt-1999-2000/fmt_1999_2000_afr_eap_sa.csv",
    "nato-nisp": "nato-stanag-nisp/stanag_standards.csv",
    # Those that follow are large: they are imported once, and their own tests read them whole.
    "cow-igo": "cow-igo/igo_year_format3.csv.gz",
    "mme-exercises": "mme-exercises/mme_v7.csv",
    "cow-nmc": "cow-nmc/NMC_5_0.csv",
    "geo-pko-contributions": "geo-pko/TCCMap.csv",
    "geo-pko-sites": "geo-pko/TTMap.csv",
    "us-troopdata": "us-troopdata/troopdata-rebuild-country-year.csv",
    "us-diplomatic-visits": "us-diplomatic-visits/dipl_core_visits.csv",
    "major-power-signals": "major-power-signals/individual_signals_1950_1989.csv",
}
LARGE = list(FILES)[11:]


@pytest.fixture(scope="module")
async def seeded_once(module_graph: GraphClient, data_folder: Path) -> GraphClient:
    await wipe(module_graph)
    await load_seed(module_graph, read_folder())
    return module_graph


@pytest.mark.parametrize("name", FILES)
async def test_a_real_file_is_imported(seeded_once: GraphClient, data_folder: Path, name: str) -> None:
    dataset, path = registry()[name], data_folder / FILES[name]
    crosswalk = await load_crosswalk(seeded_once, viewer=Viewer())
    report = await import_file(seeded_once, dataset, path, crosswalk=crosswalk)
    assert report.new > 0
    assert [rejected for rejected in report.rejected if rejected.row == 0] == []
    if name not in LARGE:
        again = await import_file(seeded_once, dataset, path, crosswalk=crosswalk)
        assert (again.new, again.superseded, again.unchanged) == (0, 0, report.new + report.unchanged)


async def test_nothing_drifted(seeded_once: GraphClient) -> None:
    assert await drift(seeded_once) == []
