"""Whom a copy serves."""

from datetime import UTC, datetime

import pytest

from app.record.releasability import Marking, Viewer
from app.releases.model import Release

MADE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clearance", "nationality", "viewer", "serves"),
    [
        (0, None, Viewer(), True),
        (0, None, Viewer(clearance=Marking.SECRET, nationality="POL"), True),
        (1, None, Viewer(), False),
        (0, "POL", Viewer(), False),
        (0, "POL", Viewer(clearance=Marking.TOP_SECRET, nationality="USA"), False),
        (0, "POL", Viewer(nationality="POL"), True),
        (2, "POL", Viewer(nationality="POL"), False),
        (2, "POL", Viewer(clearance=Marking.SECRET, nationality="POL"), True),
    ],
)
def test_a_copy_serves_who_may_see_all_of_it(
    clearance: int, nationality: str | None, viewer: Viewer, serves: bool
) -> None:
    release = Release(clearance=Marking(clearance), nationality=nationality, made_at=MADE)
    assert release.serves(viewer) is serves
