import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from app.engine import archives as archives_module
from app.engine import progress
from app.engine.archives import ArchiveCache, fetch_archives
from app.engine.lock import Archive
from app.errors import EngineError
from app.settings import Settings

from .mirror import Mirror, archive, serving

CONTENTS = {"alpha": b"a" * 200_000, "beta": b"b" * 70_000, "gamma": b"c"}
ARCHIVES = tuple(archive(name, content) for name, content in CONTENTS.items())
ALPHA, BETA, GAMMA = ARCHIVES


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "_FIRST_PAUSE_SECONDS", 0.01)


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    mirror = Mirror(files={f"/{made.path}": content for made, content in zip(ARCHIVES, CONTENTS.values(), strict=True)})
    with serving(mirror):
        yield mirror


@pytest.fixture
def output() -> StringIO:
    return StringIO()


@pytest.fixture
def console(output: StringIO) -> Console:
    return Console(file=output, width=200)


@pytest.fixture
def cache(tmp_path: Path, mirror: Mirror) -> ArchiveCache:
    return ArchiveCache(folder=tmp_path / "archives", address=mirror.address)


def at(made: Archive) -> str:
    return f"/maven/{made.path}"


def fetch(cache: ArchiveCache, console: Console) -> tuple[Path, ...]:
    return cache.fetch(ARCHIVES, title="Fetching", console=console)


def leftovers(cache: ArchiveCache) -> list[Path]:
    return list(cache.folder.rglob("*.part"))


def test_everything_missing_is_fetched_into_maven_layout(cache: ArchiveCache, console: Console) -> None:
    paths = fetch(cache, console)
    assert [path.read_bytes() for path in paths] == list(CONTENTS.values())
    assert paths[0] == cache.folder / "example/made/up/alpha/1.0/alpha-1.0.jar"
    assert leftovers(cache) == []


def test_a_full_cache_asks_nobody(cache: ArchiveCache, mirror: Mirror, console: Console, output: StringIO) -> None:
    fetch(cache, console)
    mirror.requests.clear()
    output.truncate(0)
    nowhere = ArchiveCache(folder=cache.folder, address="http://127.0.0.1:9/nobody")
    assert fetch(nowhere, console) == fetch(cache, console)
    assert mirror.requests == {}
    assert output.getvalue() == ""


@pytest.mark.parametrize("damage", [b"x" * 200_000, b"", b"a" * 199_999], ids=["other", "empty", "short"])
def test_a_damaged_file_is_found_and_fetched_again(
    cache: ArchiveCache, mirror: Mirror, console: Console, damage: bytes
) -> None:
    [alpha, *_] = fetch(cache, console)
    times = alpha.stat()
    alpha.write_bytes(damage)
    os.utime(alpha, ns=(times.st_atime_ns, times.st_mtime_ns))
    mirror.requests.clear()
    fetch(cache, console)
    assert alpha.read_bytes() == CONTENTS["alpha"]
    assert mirror.requests == {at(ALPHA): 1}


def test_a_part_that_a_killed_process_left_does_no_harm(cache: ArchiveCache, console: Console) -> None:
    part = cache.path(ALPHA).with_name(f"{cache.path(ALPHA).name}.part")
    part.parent.mkdir(parents=True)
    part.write_bytes(b"a" * 150_000)
    assert fetch(cache, console)[0].read_bytes() == CONTENTS["alpha"]
    assert leftovers(cache) == []


@pytest.mark.parametrize("first", [[b""], [b"", b"", b""], [b"x" * 200_000], [b"too short"], [b"a" * 200_001]], ids=len)
def test_what_passes_is_tried_again(cache: ArchiveCache, mirror: Mirror, console: Console, first: list[bytes]) -> None:
    mirror.sent[at(ALPHA)] = list(first)
    assert fetch(cache, console)[0].read_bytes() == CONTENTS["alpha"]
    assert mirror.requests[at(ALPHA)] == len(first) + 1


def test_wrong_content_is_never_accepted(cache: ArchiveCache, mirror: Mirror, console: Console) -> None:
    mirror.files[at(BETA)] = b"x" * 70_000
    with pytest.raises(EngineError, match=r"Cannot fetch example\.made\.up:beta:1\.0 .*SHA-256 .* where the lock says"):
        fetch(cache, console)
    assert not cache.path(BETA).exists()
    assert leftovers(cache) == []


def test_a_connection_that_is_cut_leaves_nothing_behind(cache: ArchiveCache, mirror: Mirror, console: Console) -> None:
    mirror.cut[at(ALPHA)] = 100_000
    with pytest.raises(EngineError, match=r"Cannot fetch example\.made\.up:alpha:1\.0 "):
        fetch(cache, console)
    assert mirror.requests[at(ALPHA)] == 4
    assert leftovers(cache) == []


def test_what_came_before_a_failure_is_kept(cache: ArchiveCache, mirror: Mirror, console: Console) -> None:
    cache.fetch([GAMMA], title="Fetching", console=console)
    beta = mirror.files.pop(at(BETA))
    mirror.cut[at(ALPHA)] = 100_000
    with pytest.raises(EngineError, match="Cannot fetch"):
        fetch(cache, console)
    mirror.files[at(BETA)] = beta
    mirror.cut.clear()
    mirror.requests.clear()
    fetch(cache, console)
    assert mirror.requests == {at(ALPHA): 1, at(BETA): 1}


def test_a_file_that_the_repository_lacks_is_asked_for_once(
    cache: ArchiveCache, mirror: Mirror, console: Console
) -> None:
    del mirror.files[at(GAMMA)]
    with pytest.raises(EngineError) as raised:
        fetch(cache, console)
    assert "example.made.up:gamma:1.0" in raised.value.detail
    assert "404 Not Found" in raised.value.detail
    assert mirror.requests[at(GAMMA)] == 1


def test_offline_the_error_says_what_is_missing_where_and_what_to_set(tmp_path: Path, console: Console) -> None:
    cache = ArchiveCache(folder=tmp_path, address="http://user:secret@127.0.0.1:9/maven")
    with pytest.raises(EngineError) as raised:
        fetch(cache, console)
    assert " and 2 more from http://127.0.0.1:9/maven: " in raised.value.detail
    assert raised.value.field == "ENTENTE_ARCHIVES_URL"
    assert "ENTENTE_ARCHIVES_URL" in raised.value.detail
    assert "secret" not in raised.value.detail


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, mirror: Mirror, console: Console) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EngineError, match=r"Cannot write .*file/archives.*ENTENTE_CACHE"):
        fetch(ArchiveCache(folder=tmp_path / "file" / "archives", address=mirror.address), console)


def test_two_at_once_do_not_disturb_one_another(
    cache: ArchiveCache, mirror: Mirror, console: Console, output: StringIO
) -> None:
    mirror.seconds = 0.2
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(lambda _: fetch(cache, console), range(2))
    assert one == other
    assert set(mirror.requests.values()) == {1}
    assert "Another process is fetching" in output.getvalue()


def test_a_log_sees_progress_in_plain_lines(
    cache: ArchiveCache, console: Console, output: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN_LINES", 0)
    fetch(cache, console)
    first, *lines = output.getvalue().splitlines()
    assert first == "Fetching: 0 MB …"
    assert len(lines) > 2
    assert all(line.startswith("Fetching: 0 of 0 MB, ") and line.endswith(" s left") for line in lines)


def test_a_terminal_sees_a_bar(cache: ArchiveCache, output: StringIO) -> None:
    fetch(cache, Console(file=output, width=200, force_terminal=True))
    assert "270.0/270.0 kB" in output.getvalue()


def test_the_settings_name_cache_and_repository(
    tmp_path: Path, mirror: Mirror, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives_module, "locked_archives", lambda _version: ARCHIVES)
    settings = Settings(cache=tmp_path / "cache", archives_url=f"{mirror.address}/")
    paths = fetch_archives(settings, console=console)
    assert all(path.is_relative_to(tmp_path / "cache" / "archives") for path in paths)
    assert len(mirror.requests) == len(paths) == 3
