"""What was made of the graph is kept within bounds, and made once."""

import asyncio

import pytest

from app.graph.projections import Projections


class Maker:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.made = 0

    async def __call__(self) -> int:
        await asyncio.sleep(0)
        self.made += 1
        return self.made


async def test_a_projection_is_made_once_for_all_who_ask_at_once() -> None:
    projections, make = Projections(), Maker()
    assert await asyncio.gather(*(projections.get("key", make) for _ in range(20))) == [1] * 20
    assert await projections.get("another", make) == 2


async def test_what_was_used_last_is_kept() -> None:
    projections, make = Projections(most_kept=2), Maker()
    for key in ("a", "b", "a", "c"):
        await projections.get(key, make)
    assert len(projections) == 2
    assert await projections.get("a", make) == 1
    assert await projections.get("b", make) == 4


async def test_a_failure_is_not_kept_and_holds_nobody_up() -> None:
    projections, make = Projections(), Maker()

    async def fail() -> int:
        await asyncio.sleep(0)
        raise OSError("the database does not answer")

    first, second = await asyncio.gather(
        projections.get("key", fail), projections.get("key", make), return_exceptions=True
    )
    assert isinstance(first, OSError)
    assert second == 1
    assert len(projections) == 1


async def test_who_gives_up_does_not_take_the_others_along() -> None:
    projections, make = Projections(), Maker()
    impatient = asyncio.create_task(projections.get("key", make))
    patient = asyncio.create_task(projections.get("key", make))
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    assert await patient == 1
