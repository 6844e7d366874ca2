from pathlib import Path
from typing import get_args

import pytest

from app.engine.configuration import engine_command, engine_folder, java_arguments, neo4j_conf
from app.engine.ports import Ports
from app.settings import EngineVersion, Settings

PORTS = Ports(bolt=17687, http=17474)


@pytest.mark.parametrize("version", get_args(EngineVersion))
def test_the_engine_is_told_to_serve_this_machine_only_and_to_report_nothing(version: EngineVersion) -> None:
    lines = neo4j_conf(Settings(engine=version, engine_page_cache_mib=99), ports=PORTS).splitlines()
    told = dict(line.split("=", 1) for line in lines)
    assert len(told) == len(lines)
    assert {value for name, value in told.items() if name.endswith("_address")} == {
        "127.0.0.1",
        "127.0.0.1:17687",
        "127.0.0.1:17474",
    }
    assert told["server.https.enabled"] == "false"
    assert told["dbms.usage_report.enabled"] == "false"
    assert told["dbms.security.auth_enabled"] == "true"
    assert told["server.memory.pagecache.size"] == "99m"
    assert told.get("db.query.default_language", "CYPHER_5") == "CYPHER_5"


@pytest.mark.parametrize(("heap", "plans"), [(256, "128"), (512, "256"), (4096, "1000")])
def test_plans_of_queries_do_not_fill_the_heap(heap: int, plans: str) -> None:
    told = dict(line.split("=", 1) for line in neo4j_conf(Settings(engine_heap_mib=heap), ports=PORTS).splitlines())
    assert told["server.memory.query_cache.per_db_cache_num_entries"] == plans


def test_java_gets_the_heap_of_the_settings_and_paths_with_spaces_and_quotes() -> None:
    text = java_arguments(Settings(engine_heap_mib=300), archives=[Path('/a "b" c/d.jar'), Path("/e\\f.jar")])
    assert '"-Xmx300m"\n' in text
    assert text.endswith('"-cp"\n"/a \\"b\\" c/d.jar:/e\\\\f.jar"\n')


def test_each_version_has_a_folder_of_its_own_and_its_command_names_it(tmp_path: Path) -> None:
    folders = set()
    for version in get_args(EngineVersion):
        settings = Settings(home=tmp_path, engine=version)
        folder = engine_folder(settings)
        assert f"--home-dir={folder}" in engine_command(settings, arguments=folder / "conf" / "java.args")
        folders.add(folder)
    assert len(folders) == len(get_args(EngineVersion))
