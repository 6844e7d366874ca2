import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from app.engine.password import password_of, set_initial_password, write_private
from app.errors import EngineError


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_only_its_owner_can_read_the_password_whatever_the_umask(tmp_path: Path) -> None:
    password = password_of(tmp_path)
    assert stat.S_IMODE((tmp_path / "password").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["password"]
    assert len(password) >= 32


def test_a_home_keeps_its_password_and_shares_it_with_no_other(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    assert password_of(tmp_path / "one") == password_of(tmp_path / "one") != password_of(tmp_path / "other")


def test_a_password_file_without_a_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("\n")
    with pytest.raises(EngineError, match="the file is empty"):
        password_of(tmp_path)


def test_a_private_file_does_not_follow_what_was_put_in_its_way(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("untouched")
    (tmp_path / "password.new").symlink_to(tmp_path / "elsewhere")
    write_private(tmp_path / "password", "secret")
    assert (tmp_path / "elsewhere").read_text() == "untouched"
    assert not (tmp_path / "password").is_symlink()


def test_the_engine_is_given_a_salted_hash_of_the_password(tmp_path: Path) -> None:
    set_initial_password(tmp_path, password="made up")
    written = (tmp_path / "data" / "dbms" / "auth.ini").read_text()
    user, credential, flags = written.split(":")
    algorithm, digest, salt, rounds = credential.split(",")
    assert (user, algorithm, rounds, flags) == ("neo4j", "SHA-256", "1024", "\n")
    expected = bytes.fromhex(salt) + b"made up"
    for _ in range(1024):
        expected = sha256(expected).digest()
    assert digest == expected.hex()
