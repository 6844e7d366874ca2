"""Exchange histories on the seed: published meetings, exercises and disputes, and what a wrong question is told."""

from datetime import date
from typing import Any

import pytest

from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.histories import reading
from app.histories.model import (
    ExchangeHistory,
    ExchangeHistoryQuestion,
    HistoryDirection,
    HistoryKind,
    HistoryLevel,
    HistoryPartyKind,
)
from app.histories.service import exchange_history
from app.histories.text import history_in_words
from app.importers.seed import SEED, load_seed, read_folder
from app.record.releasability import Viewer

_HELD = ("engagements", "engagement_series", "in_series", "participated_in")
FILES = {
    "nations": ("nations",),
    "organizations": ("organizations",),
    "exercises": _HELD,
    "dialogues": _HELD,
    "visits": ("engagements", "participated_in"),
    "disputes": ("disputes", "disputes_of"),
}
POSTS = ("attache_posts", "sent_by", "units", "belongs_to", "engagements", "participated_in")


@pytest.fixture(scope="module")
async def seed(module_graph: GraphClient, tmp_path_factory: pytest.TempPathFactory) -> GraphClient:
    """What was done together; and of the demonstration set, the posts that organise."""
    folder = tmp_path_factory.mktemp("seed")
    for theme, files in {**FILES, "demonstration": POSTS}.items():
        (folder / theme).mkdir()
        for file in (*files, "sources"):
            (folder / theme / f"{file}.csv").symlink_to(SEED / theme / f"{file}.csv")
    await load_seed(module_graph, read_folder(folder))
    await load_seed(module_graph, read_folder(folder, demonstration=True))
    return module_graph


async def history(graph: GraphClient, *between: str, **given: Any) -> ExchangeHistory:
    return await exchange_history(graph, ExchangeHistoryQuestion(between=between, **given), viewer=Viewer())


async def test_meetings_of_the_nato_russia_council(seed: GraphClient) -> None:
    """The allies did not meet Russia there from June 2014 to April 2016, nor since 12 January 2022."""
    answer = await history(
        seed, "Russia", "NATO", since=date(2002, 1, 1), on=date(2025, 1, 1), kinds=("strategic_consultation",)
    )
    assert [(party.key, party.kind) for party in answer.parties] == [
        ("RUS", HistoryPartyKind.NATION),
        ("nato", HistoryPartyKind.ORGANISATION),
    ]
    days = [entry.first for entry in answer.timeline]
    assert days[0] == date(2022, 1, 12) == answer.cadence[0].last_held
    assert date(2016, 4, 20) in days
    assert not [day for day in days if date(2014, 7, 1) <= day <= date(2016, 4, 19)]
    (lapse,) = answer.lapses
    assert (lapse.last_together, lapse.declared, lapse.held_without) == (date(2022, 1, 12), False, None)
    assert answer.engagements == len(days) == sum(count.engagements for count in answer.by_year)


async def test_china_has_been_absent_from_rimpac_since_2016(seed: GraphClient) -> None:
    answer = await history(seed, "USA", "China", on=date(2025, 6, 30))
    (lapse,) = [lapse for lapse in answer.lapses if lapse.series.key == "rimpac"]
    assert (lapse.together, lapse.rhythm, lapse.declared, lapse.attested) == (2, 24.0, True, True)
    assert lapse.last_together.year == 2016
    assert lapse.lapsed_since.year == 2019
    assert lapse.held_without is not None
    assert lapse.held_without.year == 2024


async def test_it_takes_twenty_years_where_no_period_is_asked_for(seed: GraphClient) -> None:
    answer = await history(seed, "USA", "Japan", on=date(2024, 2, 29))
    assert answer.since == answer.counted_since == date(2004, 2, 28)
    assert answer.trend.years[0].year == 2005
    assert answer.trend.years[-1].year == 2023
    assert answer.complete


async def test_a_visit_of_a_head_of_state(seed: GraphClient) -> None:
    answer = await history(seed, "USA", "China", since=date(1972, 1, 1), on=date(1972, 12, 31))
    (entry,) = answer.timeline
    assert (entry.kind, entry.level) == (HistoryKind.HIGH_LEVEL_VISIT, HistoryLevel.HEAD_OF_STATE)
    assert (entry.first, entry.last) == (date(1972, 2, 21), date(1972, 2, 28))
    assert [host.name for host in entry.hosts] == ["China"]
    assert [(host.party, host.engagements) for host in answer.hosting.by_party] == [("USA", 0), ("CHN", 1)]
    assert answer.hosting.balance == 0.0
    assert answer.trend.direction == HistoryDirection.TOO_FEW_TO_SAY
    assert HistoryKind.HIGH_LEVEL_VISIT not in answer.not_held
    assert HistoryKind.PORT_CALL in answer.not_held


async def test_a_dispute_is_shown_with_the_rates_around_it(seed: GraphClient) -> None:
    """Saudi Arabia broke off relations with Qatar on 5 June 2017 and restored them on 5 January 2021."""
    answer = await history(seed, "Qatar", "Saudi Arabia", since=date(2010, 1, 1), on=date(2025, 6, 1))
    (dispute,) = [dispute for dispute in answer.disputes if dispute.key == "gulf-crisis-2017"]
    assert (dispute.began, dispute.ended) == (date(2017, 6, 5), date(2021, 1, 5))
    windows = (dispute.before, dispute.during, dispute.after)
    lengths = {(window.last - window.first).days + 1 for window in windows if window is not None}
    assert lengths == {dispute.window_days} == {1311}


async def test_a_nation_takes_part_through_its_post(seed: GraphClient) -> None:
    answer = await history(seed, "demo-post-deu-jpn", "DEU", on=date(2026, 6, 30))
    (entry,) = answer.timeline
    assert {(part.party, part.through) for part in entry.parts} == {
        ("demo-post-deu-jpn", None),
        ("DEU", None),
        ("DEU", "demo-post-deu-jpn"),
    }
    assert [(each.party, each.stand_in.key) for each in answer.stand_ins] == [("DEU", "demo-post-deu-jpn")]
    assert answer.synthetic
    assert entry.synthetic


async def test_the_timeline_is_as_long_as_asked_and_the_figures_are_of_all(seed: GraphClient) -> None:
    short = await history(seed, "USA", "Japan", on=date(2025, 6, 30), limit=3)
    long = await history(seed, "USA", "Japan", on=date(2025, 6, 30), limit=1000)
    assert short.timeline == long.timeline[:3]
    assert (short.more, long.more) == (True, False)
    assert short.complete
    unlike = {"timeline", "more", "asked", "stand_ins"}
    assert short.model_dump(exclude=unlike) == long.model_dump(exclude=unlike)
    assert long.engagements == len(long.timeline) - long.began_before > 100


async def test_too_much_to_read_shortens_the_period(seed: GraphClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ENGAGEMENTS_READ", 20)
    cut = await history(seed, "USA", "Japan", on=date(2025, 6, 30))
    assert not cut.complete
    assert cut.counted_since > cut.since
    monkeypatch.undo()
    whole = await history(seed, "USA", "Japan", on=date(2025, 6, 30), since=cut.counted_since)
    figures = {"engagements", "imprecise", "cadence", "hosting", "levels", "by_year", "trend", "coverage", "lapses"}
    assert cut.model_dump(include=figures) == whole.model_dump(include=figures)


async def test_too_many_disputes_are_said(seed: GraphClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"since": date(1950, 1, 1), "on": date(2025, 6, 30)}
    whole = await history(seed, "Japan", "China", "Philippines", **asked)
    assert len({dispute.key for dispute in whole.disputes}) > 1
    monkeypatch.setattr(reading, "DISPUTES_READ", 1)
    cut = await history(seed, "Japan", "China", "Philippines", **asked)
    assert (whole.complete, cut.complete) == (True, False)
    assert len({dispute.key for dispute in cut.disputes}) == 1


@pytest.mark.parametrize(
    ("typed", "key"), [("au", "au"), ("AU", "AUS"), ("african union", None), ("NATO", "nato"), ("Germany", "DEU")]
)
async def test_a_key_comes_first_then_a_nation(seed: GraphClient, typed: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(NotFound, match=r"Did you mean au \(African Union\)"):
            await history(seed, "USA", typed)
    else:
        answer = await history(seed, "USA", typed, on=date(2024, 1, 1))
        assert answer.parties[1].key == key


@pytest.mark.parametrize(
    ("between", "given", "error", "sentence"),
    [
        (("USA", "Atlantis"), {}, NotFound, "between: nothing is known as 'Atlantis'."),
        (("USA", "Natto"), {}, NotFound, "between: nothing is known as 'Natto'. Did you mean nato (NATO)?"),
        (("USA", "rimpac"), {}, NotFound, "between: nothing is known as 'rimpac'."),
        (("USA", "Jpan"), {}, NotFound, "between: nothing is known as 'Jpan'. Did you mean Japan (JPN)"),
        (("USA", "United States"), {}, InvalidInput, "between: 'United States' is United States, which is named"),
        (("USA", "JPN"), {"since": date(2025, 1, 2)}, InvalidInput, "since: 2025-01-02 is after 2025-01-01"),
        (("USA", "JPN"), {"since": date(1824, 12, 31)}, InvalidInput, "since: 1824-12-31 is more than 200 years"),
        (("USA", "JPN"), {"sources": ("mme",)}, NotFound, "sources: there is no source 'mme'."),
    ],
)
async def test_what_is_wrong_is_named(
    seed: GraphClient, between: tuple[str, ...], given: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        await history(seed, *between, on=date(2025, 1, 1), **given)
    assert str(raised.value).startswith(sentence)


async def test_in_words(seed: GraphClient) -> None:
    answer = await history(seed, "USA", "China", on=date(2025, 6, 30))
    title, *lines = history_in_words(answer)
    assert title == (f"United States – China, 2005-06-30 to 2025-06-30: {answer.engagements} engagements together")
    assert any(
        line.startswith("Lapsed: Rim of the Pacific Exercise, every 24.0 months, as declared, together 2 times")
        for line in lines
    )
    assert any(line.startswith("Hosted: United States ") for line in lines)
    assert any(line.startswith("Trend 2006–2024: ") for line in lines)
