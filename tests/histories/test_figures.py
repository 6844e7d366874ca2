"""Figures, rhythms and contradictions on cases small enough to check by eye."""

from datetime import date
from typing import Any

import pytest

from app.graph.client import Row
from app.histories.contradictions import contradictions
from app.histories.facts import Engaged
from app.histories.figures import cadences, hosting, levels, trend
from app.histories.lapses import lapses
from app.histories.model import HistoryDirection, HistoryDisagreement, HistoryKind, HistoryParty, HistoryPartyKind
from app.model.labels import ENGAGEMENT_KINDS
from app.record.time import Precision

ON = date(2020, 6, 30)


def engaged(first: str, precision: str = "day", **given: Any) -> Engaged:
    usual = Engaged(
        key=f"held-{first}",
        kind="joint_exercise",
        level=None,
        first=date.fromisoformat(first),
        precision=precision,
        source="gazette",
        hosts=(),
        series=(),
        synthetic=False,
        accounts=None,
        parts=None,
    )
    return usual._replace(**given)


def test_gaps_are_counted_from_first_day_to_first_day() -> None:
    (cadence,) = cadences([engaged("2018-01-01"), engaged("2019-01-01"), engaged("2019-03-01")], ON)
    assert (cadence.engagements, cadence.median_gap, cadence.since_last) == (3, 7.0, 16.0)


@pytest.mark.parametrize("order", [("year", "day"), ("day", "year")])
def test_of_two_that_began_on_one_day_the_better_dated_tells_how_well_it_is_known(order: tuple[str, str]) -> None:
    held = [engaged("2019-01-01", precision, key=precision) for precision in order]
    (cadence,) = cadences(held, ON)
    assert (cadence.last_precision, cadence.imprecise, cadence.median_gap) == (Precision.DAY, 1, None)


@pytest.mark.parametrize(
    ("hosts", "balance"), [("AABB", 1.0), ("AAB", 0.5), ("AAA", 0.0), ("", None)], ids=["even", "half", "one", "none"]
)
def test_the_balance_of_hosting(hosts: str, balance: float | None) -> None:
    parties = [HistoryParty(key=key, name=key, kind=HistoryPartyKind.NATION) for key in "AB"]
    held = [engaged("2019-01-01", key=str(number), hosts=(host,)) for number, host in enumerate(hosts)]
    answer = hosting([*held, engaged("2019-05-01")], parties)
    assert (answer.balance, answer.elsewhere) == (balance, 1)


def test_the_highest_level_of_a_year_is_the_one_reached() -> None:
    held = [engaged(f"2019-0{month}-01", level=level) for month, level in ((1, "staff"), (2, "minister"), (3, None))]
    assert [(each.year, each.level) for each in levels(held)] == [(2019, "minister")]


@pytest.mark.parametrize(
    ("counts", "slope", "direction"),
    [
        ((1, 2, 3, 4, 5), 1.0, HistoryDirection.RISING),
        ((5, 4, 3, 2, 1), -1.0, HistoryDirection.FALLING),
        ((3, 3, 3, 3, 30), 0.0, HistoryDirection.STEADY),  # one odd year
        ((3, 3, 3, 3), None, HistoryDirection.TOO_FEW_TO_SAY),
        ((1, 2, 2, 2, 2), None, HistoryDirection.TOO_FEW_TO_SAY),
    ],
)
def test_the_trend_is_that_of_most_pairs_of_years(
    counts: tuple[int, ...], slope: float | None, direction: HistoryDirection
) -> None:
    held = [engaged(f"{2010 + year}-05-01") for year, number in enumerate(counts) for _ in range(number)]
    answer = trend(held, date(2010, 1, 1), date(2010 + len(counts) - 1, 12, 31))
    assert (answer.slope, answer.direction) == (slope, direction)


def test_years_that_the_period_cuts_have_no_say_in_the_trend() -> None:
    held = [engaged(f"{year}-05-01") for year in range(2010, 2021) for _ in range(2)]
    answer = trend(held, date(2010, 1, 2), date(2020, 12, 30))
    assert [each.year for each in answer.years] == list(range(2011, 2020))


def series(**account: Any) -> dict[str, Row]:
    usual = {
        "cadenceMonths": None,
        "validFrom": date(2000, 1, 1),
        "validTo": None,
        "attestedUntil": None,
        "source": "gazette",
        "synthetic": None,
    }
    return {"games": {"key": "games", "name": "Games", "accounts": [usual | account]}}


YEARLY = [engaged(f"{year}-05-01", series=("games",)) for year in range(2012, 2017)]


def test_a_series_lapses_after_one_and_a_half_rhythms() -> None:
    """The median of 365, 365, 365 and 366 days is 365; half as much again is 547 whole days."""
    for on, lapsed in ((date(2017, 10, 30), 0), (date(2017, 10, 31), 1)):
        assert len(lapses(YEARLY, series(), {}, on)) == lapsed
    (lapse,) = lapses(YEARLY, series(), {}, ON)
    assert (lapse.rhythm, lapse.declared, lapse.lapsed_since) == (12.0, False, date(2017, 10, 31))


def test_three_gaps_are_needed_where_no_rhythm_is_declared() -> None:
    assert lapses(YEARLY[:3], series(), {}, ON) == ()
    (lapse,) = lapses(YEARLY[:3], series(cadenceMonths=12), {}, ON)
    assert lapse.declared


def test_what_ended_has_not_lapsed() -> None:
    assert lapses(YEARLY, series(validTo=date(2016, 12, 31)), {}, ON) == ()


def test_a_source_that_no_longer_observes_attests_nothing() -> None:
    (lapse,) = lapses(YEARLY, series(attestedUntil=date(2016, 12, 31)), {}, ON)
    assert not lapse.attested


def test_what_may_have_been_held_in_time_has_not_lapsed() -> None:
    """The last is known to the year only: it may have been held in December."""
    held = [*YEARLY[:-1], engaged("2016-01-01", "year", series=("games",))]
    assert lapses(held, series(), {}, date(2018, 5, 30)) == ()
    (lapse,) = lapses(held, series(), {}, ON)
    assert (lapse.last_together, lapse.last_precision) == (date(2016, 1, 1), Precision.YEAR)


def test_it_tells_when_the_series_went_on_without_them() -> None:
    (lapse,) = lapses(YEARLY, series(), {"games": date(2019, 5, 1)}, ON)
    assert lapse.held_without == date(2019, 5, 1)
    (lapse,) = lapses(YEARLY, series(), {"games": date(2016, 5, 1)}, ON)
    assert lapse.held_without is None


def account(source: str, first: str, last: str | None, precision: str = "day", **given: Any) -> Row:
    usual = {
        "source": source,
        "kind": "joint_exercise",
        "level": None,
        "validFrom": date.fromisoformat(first),
        "validTo": None if last is None else date.fromisoformat(last),
        "validFromPrecision": precision,
        "validToPrecision": None if last is None else precision,
        "startUnknown": None,
        "endUnknown": None,
        "attestedUntil": None,
    }
    return usual | given


EXACT = account("gazette", "2010-06-01", "2010-06-14")


@pytest.mark.parametrize(
    ("other", "about"),
    [
        (account("ledger", "2010-06-01", "2010-06-14"), set()),
        (account("ledger", "2010-06-02", "2010-06-14"), {"dates"}),
        (account("ledger", "2010-06-01", "2010-06-15"), {"dates"}),
        (account("ledger", "2010-01-01", "2010-12-31", "year"), set()),
        (account("ledger", "2010-06-01", "2010-06-30", "month"), set()),
        (account("ledger", "2010-07-01", "2010-07-31", "month"), {"dates"}),
        (account("ledger", "2010-06-10", "2010-06-14", startUnknown=True), set()),
        (account("ledger", "2010-06-01", None), {"dates"}),
        (account("ledger", "2010-06-01", None, endUnknown=True), set()),
        (account("ledger", "2010-06-01", None, attestedUntil=date(2010, 6, 10)), set()),
        (account("gazette", "2010-07-01", "2010-07-02"), set()),
        (account("ledger", "2010-06-01", "2010-06-14", kind="port_call"), {"kind"}),
        (account("ledger", "2010-06-01", "2010-06-14", level="staff"), set()),
    ],
)
def test_a_contradiction_is_more_than_a_lack_of_precision(other: Row, about: set[str]) -> None:
    assert set(contradictions([EXACT, other], [])) == about
    assert set(contradictions([other, EXACT], [])) == about


def part(source: str, party: str, role: str) -> Row:
    return {"source": source, "party": party, "role": role}


@pytest.mark.parametrize(
    ("parts", "about"),
    [
        ([part("gazette", "A", "host"), part("ledger", "A", "participant")], set()),
        ([part("gazette", "A", "observer"), part("ledger", "A", "participant")], {HistoryDisagreement.PARTICIPATION}),
        ([part("gazette", "A", "observer"), part("gazette", "A", "participant")], set()),
        ([part("gazette", "A", "host"), part("ledger", "B", "host")], {HistoryDisagreement.HOSTS}),
        ([part("gazette", "A", "host"), part("gazette", "B", "host"), part("ledger", "B", "host")], set()),
    ],
)
def test_contradictions_about_parts(parts: list[Row], about: set[HistoryDisagreement]) -> None:
    assert set(contradictions([EXACT], parts)) == about


def test_every_kind_of_engagement_can_be_asked_for() -> None:
    assert tuple(HistoryKind) == ENGAGEMENT_KINDS
