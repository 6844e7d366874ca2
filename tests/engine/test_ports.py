import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.ports import Ports, claimed_ports, is_free
from app.errors import Conflict, EngineError
from app.settings import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port: int = listener.getsockname()[1]
        yield port


def test_the_first_free_ports_are_claimed_one_engine_each(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path)
    with claimed_ports(settings) as first, claimed_ports(settings) as second:
        assert len({first.bolt, first.http, second.bolt, second.http}) == 4
        assert first.bolt >= 7687
        assert first.http >= 7474
    with claimed_ports(settings) as third:
        assert third == first


def test_configured_ports_are_used(tmp_path: Path, free_port: int, taken: int) -> None:
    settings = Settings(cache=tmp_path, engine_bolt_port=free_port)
    with claimed_ports(settings) as ports:
        assert ports == Ports(bolt=free_port, http=ports.http)
    assert not is_free(taken)


@pytest.mark.parametrize("kind", ["bolt", "http"])
def test_a_configured_port_that_is_taken_is_named_with_its_setting(tmp_path: Path, taken: int, kind: str) -> None:
    settings = Settings(cache=tmp_path).model_copy(update={f"engine_{kind}_port": taken})
    with pytest.raises(Conflict) as raised, claimed_ports(settings):
        pass
    assert f"Port {taken} on 127.0.0.1 is in use" in raised.value.detail
    assert raised.value.field == f"ENTENTE_ENGINE_{kind.upper()}_PORT"
    assert raised.value.field in raised.value.detail


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EngineError, match="ENTENTE_CACHE"), claimed_ports(Settings(cache=tmp_path / "file")):
        pass


def test_one_port_cannot_be_both(tmp_path: Path, free_port: int) -> None:
    settings = Settings(cache=tmp_path, engine_bolt_port=free_port, engine_http_port=free_port)
    with pytest.raises(Conflict, match="ENTENTE_ENGINE_HTTP_PORT"), claimed_ports(settings):
        pass
