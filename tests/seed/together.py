"""What the themes of engagements share in their tests: who took part, as what, and on which days."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import timedelta

from tests.seed.themes import (
    Row,
    Theme,
    days,
)

SEAM = timedelta(days=1)


def engagements(theme: Theme, kind: str | None = None) -> dict[str, Row]:
    """The engagements of a theme by key, of one kind or of all."""
    rows = {row["key"]: row for row in theme.rows("engagements")}
    assert len(rows) == len(theme.rows("engagements"))
    return {key: row for key, row in rows.items() if kind in (None, row["kind"])}


def participants(theme: Theme) -> Mapping[str, Mapping[str, str]]:
    """Who ever took part in each engagement, and as what."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for row in theme.rows("participated_in"):
        known = roles[row["engagement"]].setdefault(row["participant"], row["role"])
        assert known == row["role"], row
    return roles


def in_role(theme: Theme, engagement: str, *roles: str) -> set[str]:
    return {who for who, role in participants(theme)[engagement].items() if role in roles}


def series_of(theme: Theme) -> Mapping[str, list[str]]:
    """The engagements of each series, in order of their first days."""
    held = engagements(theme)
    found: dict[str, list[str]] = defaultdict(list)
    for row in theme.rows("in_series"):
        assert days(row) == days(held[row["engagement"]]), row
        found[row["series"]].append(row["engagement"])
    return {series: sorted(keys, key=lambda key: days(held[key])) for series, keys in found.items()}


def assert_participants_stay_within(theme: Theme) -> None:
    """Nobody takes part before an engagement begins or after it ends, nor twice at once."""
    held = engagements(theme)
    spells = defaultdict(list)
    for row in theme.rows("participated_in"):
        first, last = days(row)
        begun, ended = days(held[row["engagement"]])
        assert begun <= first <= last <= ended, row
        spells[row["engagement"], row["participant"]].append((first, last))
    for (engagement, participant), taken in spells.items():
        for (_, last), (first, _) in zip(sorted(taken), sorted(taken)[1:], strict=False):
            assert first - last > SEAM, (engagement, participant)
    assert set(participants(theme)) == set(held)


def assert_everybody_met_somebody(theme: Theme, *, but: AbstractSet[str] = frozenset()) -> None:
    """Each engagement has two participants or more, but for those that one party does alone."""
    alone = {key for key, roles in participants(theme).items() if len(roles) < 2}
    assert alone == but
