import signal

import pytest

from app.engine.signals import ended_in_order


def interrupted(left: list[str]) -> None:
    with ended_in_order():
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            left.append("in order")


def test_sigterm_leaves_the_block_by_its_end_with_the_usual_exit_code() -> None:
    before = signal.getsignal(signal.SIGTERM)
    left: list[str] = []
    with pytest.raises(SystemExit) as ended:
        interrupted(left)
    assert ended.value.code == 143
    assert left == ["in order"]
    assert signal.getsignal(signal.SIGTERM) is before
