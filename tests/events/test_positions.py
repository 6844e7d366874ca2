"""Sealed positions: what they say to their reader, which is nothing."""

import pytest

from app.errors import InvalidInput
from app.events.positions import Place, opened, sealed

KEY, OTHER = "0f" * 32, "1e" * 32


@pytest.mark.parametrize("place", [Place(entry=0), Place(entry=1, shown=1), Place(entry=2**40, shown=70_000)])
def test_a_position_opens_to_its_place(place: Place) -> None:
    assert opened(sealed(place, KEY), KEY) == place


def test_positions_of_one_place_differ_and_all_are_of_one_length() -> None:
    made = {sealed(Place(entry=number // 50), KEY) for number in range(100)}
    assert len(made) == 100
    assert {len(each) for each in made} == {48}


@pytest.mark.parametrize("position", ["", "17", "AAAA", "ä" * 48, "A" * 48])
def test_what_this_feed_did_not_give_is_refused(position: str) -> None:
    with pytest.raises(InvalidInput, match="is not a position of this feed"):
        opened(position, KEY)


def test_a_changed_position_and_one_of_another_record_are_refused() -> None:
    position = sealed(Place(entry=7), KEY)
    changed = ("B" if position[20] == "A" else "A").join((position[:20], position[21:]))
    for given, key in ((changed, KEY), (position, OTHER)):
        with pytest.raises(InvalidInput):
            opened(given, key)
