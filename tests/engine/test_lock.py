from pathlib import Path
from typing import get_args

import pytest

from app.engine.lock import Archive, locked_archives, read_lock
from app.engine.make_lock import lock_text
from app.settings import EngineVersion

DIGEST = "0123456789abcdef" * 4


def test_a_line_says_where_an_archive_is_and_what_it_contains() -> None:
    [plain, native] = read_lock(f"# made up\n\nexample.a:b:1.0 12 {DIGEST}\nexample.a:b:1.0:linux-x86_64 7 {DIGEST}\n")
    assert plain == Archive(group="example.a", artifact="b", version="1.0", classifier=None, size=12, sha256=DIGEST)
    assert str(plain.path) == "example/a/b/1.0/b-1.0.jar"
    assert str(native.path) == "example/a/b/1.0/b-1.0-linux-x86_64.jar"
    assert native.coordinates == "example.a:b:1.0:linux-x86_64"


@pytest.mark.parametrize(
    "line", ["a:b:1", f"a:b {1} {DIGEST}", f"a:b:1 many {DIGEST}", "a:b:1 1 abc", f"a:b:1:c:d 1 {DIGEST}", "a:b:1 1 zz"]
)
def test_a_line_of_another_kind_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(ValueError, match="Line 2 is not"):
        read_lock(f"# made up\n{line}\n")


@pytest.mark.parametrize("version", get_args(EngineVersion))
def test_each_engine_has_a_lock_with_the_server_and_the_browser(version: EngineVersion) -> None:
    archives = locked_archives(version)
    coordinates = {archive.coordinates for archive in archives}
    assert {f"org.neo4j.app:neo4j-server:{version}", "org.neo4j.client:neo4j-browser:5.24.0"} <= coordinates
    assert len({archive.path for archive in archives}) == len(archives) > 200
    assert 100_000_000 < sum(archive.size for archive in archives) < 250_000_000


def test_a_lock_is_made_of_a_folder_in_maven_layout(tmp_path: Path) -> None:
    folder = tmp_path / "org" / "example" / "b" / "2.0"
    folder.mkdir(parents=True)
    (folder / "b-2.0.jar").write_bytes(b"one")
    (folder / "b-2.0-osx.jar").write_bytes(b"other")
    archives = read_lock(lock_text(tmp_path, version="2.0"))
    assert [(archive.coordinates, archive.size) for archive in archives] == [
        ("org.example:b:2.0", 3),
        ("org.example:b:2.0:osx", 5),
    ]


def test_a_file_whose_name_contradicts_its_place_makes_no_lock(tmp_path: Path) -> None:
    folder = tmp_path / "org" / "example" / "b" / "2.0"
    folder.mkdir(parents=True)
    (folder / "c-2.0.jar").write_bytes(b"")
    with pytest.raises(ValueError, match="not in Maven layout"):
        lock_text(tmp_path, version="2.0")


def test_a_folder_in_another_layout_makes_no_lock(tmp_path: Path) -> None:
    (tmp_path / "stray.jar").write_bytes(b"")
    with pytest.raises(ValueError, match="not enough values"):
        lock_text(tmp_path, version="1")
