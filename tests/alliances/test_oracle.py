"""The oracle itself: on cases small enough to check by eye, against itself without its cut, and on published facts."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.alliances.generated import FIRST_MOMENT, LAST_MOMENT, generated_questions, generated_world
from tests.alliances.oracle import (
    Answer,
    Assertion,
    Circumstances,
    Question,
    SharedAgreement,
    Spell,
    World,
    answer,
    every_path,
    linked_pairs,
    open_assertion,
    openly_asserted,
    read_cow,
)

TODAY = date(2000, 6, 15)
DAY = timedelta(days=1)
WRITTEN = datetime(2020, 1, 1, tzinfo=UTC)
CORRECTED = datetime(2021, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)

SEEDS = range(60)
QUESTIONS_EACH = 25

AnyRecord = TypeVar("AnyRecord", Spell, Assertion)


def spell(nation: str, agreement: str, *obligations: str) -> Spell:
    return Spell(
        nation=nation,
        agreement=agreement,
        obligations=frozenset(obligations),
        valid_from=date(1990, 1, 1),
        recorded_at=WRITTEN,
        source="gazette",
    )


def pact(agreement: str, *nations: str) -> list[Spell]:
    """All are bound to defend each other."""
    return [spell(nation, agreement, "defence") for nation in nations]


def question(start: str = "A", end: str = "B") -> Question:
    return Question(start=start, end=end, on=TODAY)


def routes(spells: Iterable[Spell], asked: Question) -> list[str]:
    return written(answer(openly_asserted(spells), asked))


def written(found: Answer) -> list[str]:
    return ["-".join(path.nations) for path in found.paths]


def first_hop(spells: Iterable[Spell], asked: Question) -> tuple[SharedAgreement, ...]:
    return answer(openly_asserted(spells), asked).paths[0].hops[0].through


CHAIN = [*pact("p", "A", "B"), *pact("q", "B", "C"), *pact("r", "C", "D")]
DIAMOND = [*pact("ab", "A", "B"), *pact("ac", "A", "C"), *pact("bd", "B", "D"), *pact("cd", "C", "D")]


class TestLinks:
    def test_two_bound_parties_are_linked(self) -> None:
        assert routes(pact("p", "A", "B"), question()) == ["A-B"]

    @pytest.mark.parametrize("bound", ["A", "B"])
    def test_one_bound_party_is_enough_in_both_directions(self, bound: str) -> None:
        spells = [spell(nation, "p", *(["defence"] if nation == bound else [])) for nation in "AB"]
        assert routes(spells, question("A", "B")) == ["A-B"]
        assert routes(spells, question("B", "A")) == ["B-A"]

    def test_a_third_party_that_is_bound_does_not_link_two_that_are_not(self) -> None:
        spells = [spell("A", "p"), spell("B", "p"), spell("C", "p", "defence")]
        assert routes(spells, question()) == ["A-C-B"]

    @pytest.mark.parametrize("obligation", ["consultation", "entente", "offence", "neutrality", "non-aggression"])
    def test_another_obligation_never_counts_as_defence(self, obligation: str) -> None:
        spells = [spell("A", "p", obligation), spell("B", "p", obligation)]
        assert routes(spells, question()) == []
        assert routes(spells, replace(question(), obligations=frozenset({obligation}))) == ["A-B"]

    def test_parties_of_different_agreements_are_not_linked(self) -> None:
        assert routes([*pact("p", "A"), *pact("q", "B")], question()) == []

    def test_several_spells_of_one_nation_do_not_link_it_with_anybody(self) -> None:
        assert routes([*pact("p", "A"), *pact("p", "A"), *pact("q", "B")], question()) == []

    def test_linked_pairs_are_counted_once(self) -> None:
        world = openly_asserted([*pact("p", "A", "B"), *pact("q", "B", "A"), spell("C", "q")])
        assert linked_pairs(world, question()) == {frozenset("AB"), frozenset("AC"), frozenset("BC")}


class TestValidTime:
    @pytest.mark.parametrize(
        ("on", "linked"),
        [
            (date(1994, 12, 31), False),
            (date(1995, 1, 1), True),
            (date(1999, 12, 31), True),
            (date(2000, 1, 1), False),
        ],
    )
    def test_both_ends_of_a_spell_belong_to_it(self, on: date, linked: bool) -> None:
        spells = [
            *pact("p", "A"),
            replace(spell("B", "p"), valid_from=date(1995, 1, 1), valid_to=date(1999, 12, 31)),
        ]
        assert routes(spells, replace(question(), on=on)) == (["A-B"] if linked else [])

    def test_a_spell_without_end_is_still_in_force(self) -> None:
        assert routes(pact("p", "A", "B"), replace(question(), on=date.max)) == ["A-B"]

    def test_one_day_is_long_enough(self) -> None:
        spells = [*pact("p", "A"), replace(spell("B", "p"), valid_from=TODAY, valid_to=TODAY)]
        days = [TODAY - DAY, TODAY, TODAY + DAY]
        assert [routes(spells, replace(question(), on=day)) for day in days] == [[], ["A-B"], []]

    def test_two_that_were_parties_at_different_times_are_not_linked(self) -> None:
        early = replace(spell("A", "p", "defence"), valid_to=TODAY - DAY)
        late = replace(spell("B", "p", "defence"), valid_from=TODAY)
        assert routes([early, late], replace(question(), on=TODAY)) == []
        assert routes([early, late], replace(question(), on=TODAY - DAY)) == []

    def test_a_nation_that_left_and_came_back_is_no_party_in_between(self) -> None:
        left = replace(spell("B", "p"), valid_to=TODAY - DAY)
        came_back = replace(spell("B", "p"), valid_from=TODAY + DAY)
        days = [TODAY - DAY, TODAY, TODAY + DAY]
        spells = [*pact("p", "A"), left, came_back]
        assert [routes(spells, replace(question(), on=day)) for day in days] == [["A-B"], [], ["A-B"]]


class TestRecordedTime:
    OLD = replace(spell("B", "p", "neutrality"), superseded_at=CORRECTED)
    NEW = replace(spell("B", "p", "defence"), recorded_at=CORRECTED)

    @pytest.mark.parametrize(
        ("known_on", "right_bound"),
        [
            (WRITTEN, ("neutrality",)),
            (CORRECTED - SECOND, ("neutrality",)),
            (CORRECTED, ("defence",)),
            (None, ("defence",)),
        ],
    )
    def test_the_record_that_stood_then_is_the_one_that_counts(
        self, known_on: datetime | None, right_bound: tuple[str, ...]
    ) -> None:
        asked = replace(question(), obligations=frozenset({"defence", "neutrality"}), known_on=known_on)
        assert [link.right_bound for link in first_hop([*pact("p", "A"), self.OLD, self.NEW], asked)] == [right_bound]

    def test_nothing_was_known_before_it_was_recorded(self) -> None:
        assert routes(pact("p", "A", "B"), replace(question(), known_on=WRITTEN - SECOND)) == []

    def test_a_withdrawn_record_counts_no_more(self) -> None:
        assert routes([*pact("p", "A"), self.OLD], question()) == []


class TestSources:
    def test_only_chosen_sources_count(self) -> None:
        spells = [*pact("p", "A", "C"), replace(spell("B", "p"), source="ledger")]
        assert routes(spells, question()) == ["A-B", "A-C-B"]
        assert routes(spells, replace(question(), sources=frozenset({"gazette"}))) == []
        assert routes(spells, replace(question(), sources=frozenset({"gazette", "ledger"}))) == ["A-B", "A-C-B"]

    def test_where_two_disagree_both_stand(self) -> None:
        spells = [spell("A", "p"), spell("B", "p"), replace(spell("B", "p", "defence"), source="ledger")]
        assert routes(spells, question()) == ["A-B"]
        assert routes(spells, replace(question(), sources=frozenset({"gazette"}))) == []

    def test_a_nation_exists_whatever_sources_are_chosen(self) -> None:
        world = openly_asserted(pact("p", "A", "B"))
        assert {assertion.source for assertion in world.nation_assertions} == {"register"}
        assert written(answer(world, replace(question(), sources=frozenset({"gazette"})))) == ["A-B"]


VIEWERS = [
    pytest.param(2, None, 1, None, False, id="not cleared"),
    pytest.param(2, None, 2, None, True, id="just cleared"),
    pytest.param(0, frozenset({"A"}), 4, None, False, id="limited, no nationality"),
    pytest.param(0, frozenset({"A"}), 4, "B", False, id="limited to another nation"),
    pytest.param(0, frozenset({"A", "B"}), 0, "B", True, id="limited to the viewer's nation"),
    pytest.param(1, frozenset({"B"}), 0, "B", False, id="released, not cleared"),
    pytest.param(0, frozenset(), 4, "A", False, id="released to nobody"),
]


@pytest.mark.parametrize(("marking", "releasable_to", "clearance", "nationality", "visible"), VIEWERS)
class TestReleasability:
    def test_a_hidden_spell_links_nobody(
        self,
        marking: int,
        releasable_to: frozenset[str] | None,
        clearance: int,
        nationality: str | None,
        visible: bool,
    ) -> None:
        spells = [*pact("p", "A"), replace(spell("B", "p"), marking=marking, releasable_to=releasable_to)]
        asked = replace(question(), clearance=clearance, nationality=nationality)
        assert routes(spells, asked) == (["A-B"] if visible else [])

    @pytest.mark.parametrize("kind", ["nation_assertions", "agreement_assertions"])
    def test_a_hidden_nation_or_agreement_does_not_exist(
        self,
        kind: str,
        marking: int,
        releasable_to: frozenset[str] | None,
        clearance: int,
        nationality: str | None,
        visible: bool,
    ) -> None:
        open_world = openly_asserted([*pact("p", "A", "M"), *pact("q", "M", "B")])
        assertions = getattr(open_world, kind)
        hidden = tuple(
            replace(one, marking=marking, releasable_to=releasable_to) if one.subject in "Mp" else one
            for one in assertions
        )
        world = World(**{**vars(open_world), kind: hidden})
        asked = replace(question(), clearance=clearance, nationality=nationality)
        assert written(answer(world, asked)) == (["A-M-B"] if visible else [])


class TestExistence:
    def world(self, **changes: Any) -> World:
        """A and B are linked; what is asserted of B is changed."""
        world = openly_asserted(pact("p", "A", "B"))
        changed = replace(open_assertion("B"), **changes)
        return replace(world, nation_assertions=(open_assertion("A"), changed))

    def test_the_day_does_not_limit_it(self) -> None:
        world = self.world(valid_from=TODAY + DAY)
        assert written(answer(world, question())) == ["A-B"]

    def test_a_withdrawn_assertion_ends_it(self) -> None:
        world = self.world(superseded_at=CORRECTED)
        assert written(answer(world, question())) == []
        assert written(answer(world, replace(question(), known_on=CORRECTED - SECOND))) == ["A-B"]

    def test_one_assertion_that_counts_is_enough(self) -> None:
        world = self.world(marking=4)
        both = replace(world, nation_assertions=(*world.nation_assertions, open_assertion("B")))
        assert written(answer(world, question())) == []
        assert written(answer(both, question())) == ["A-B"]


class TestPaths:
    def test_each_nation_is_linked_to_the_one_before(self) -> None:
        assert routes(CHAIN, question("A", "D")) == ["A-B-C-D"]

    @pytest.mark.parametrize(("max_hops", "found"), [(2, []), (3, ["A-B-C-D"]), (4, ["A-B-C-D"])])
    def test_hops_are_counted_between_nations(self, max_hops: int, found: list[str]) -> None:
        assert routes(CHAIN, replace(question("A", "D"), max_hops=max_hops)) == found

    def test_no_nation_comes_twice_and_shorter_paths_come_first(self) -> None:
        assert routes(pact("p", "A", "B", "C", "D"), question("A", "D")) == [
            "A-D",
            "A-B-D",
            "A-C-D",
            "A-B-C-D",
            "A-C-B-D",
        ]

    def test_the_order_is_by_sequence_of_keys_not_by_joined_keys(self) -> None:
        spells = [spell for middle in ("M", "MA") for spell in pact(f"p{middle}", "A", middle, "Z")]
        found = answer(openly_asserted(spells), replace(question("A", "Z"), max_hops=2))
        assert [path.nations for path in found.paths] == [("A", "Z"), ("A", "M", "Z"), ("A", "MA", "Z")]

    @pytest.mark.parametrize(
        ("limit", "found", "more"),
        [
            (1, ["A-B-D"], True),
            (2, ["A-B-D", "A-C-D"], False),
            (3, ["A-B-D", "A-C-D"], False),
        ],
    )
    def test_the_limit_and_whether_there_are_more(self, limit: int, found: list[str], more: bool) -> None:
        got = answer(openly_asserted(DIAMOND), replace(question("A", "D"), limit=limit))
        assert (written(got), got.more) == (found, more)

    def test_paths_beyond_max_hops_are_not_more(self) -> None:
        spells = [*pact("p", "A", "B"), *pact("q", "A", "C"), *pact("r", "C", "B")]
        got = answer(openly_asserted(spells), replace(question(), max_hops=1, limit=1))
        assert (written(got), got.more) == (["A-B"], False)

    @pytest.mark.parametrize(
        ("avoided", "found"), [("B", ["A-C-D"]), ("C", ["A-B-D"]), ("BC", []), ("A", []), ("D", []), ("X", None)]
    )
    def test_avoided_nations_are_on_no_path(self, avoided: str, found: list[str] | None) -> None:
        asked = replace(question("A", "D"), avoided_nations=frozenset(avoided))
        assert routes(DIAMOND, asked) == (["A-B-D", "A-C-D"] if found is None else found)

    def test_avoided_agreements_link_nobody(self) -> None:
        asked = replace(question("A", "D"), avoided_agreements=frozenset({"ab"}))
        assert routes(DIAMOND, asked) == ["A-C-D"]

    def test_a_nation_without_any_agreement_is_on_no_path(self) -> None:
        assert routes(CHAIN, question("A", "X")) == []
        assert routes(CHAIN, question("X", "A")) == []


class TestHops:
    def test_every_agreement_that_links_the_two_is_named_and_no_other(self) -> None:
        spells = [
            *pact("q", "A", "B"),
            *pact("p", "B", "A"),
            spell("A", "only-consults", "consultation"),
            spell("B", "only-consults", "consultation"),
            *pact("of-others", "A", "C"),
        ]
        assert [link.agreement for link in first_hop(spells, question())] == ["p", "q"]

    def test_each_side_shows_its_own_asked_obligations_in_the_direction_of_the_path(self) -> None:
        spells = [spell("A", "p", "neutrality", "defence", "entente"), spell("B", "p", "consultation")]
        asked = replace(question(), obligations=frozenset({"defence", "neutrality", "offence"}))
        (forth,) = first_hop(spells, asked)
        assert (forth.left_bound, forth.right_bound) == (("defence", "neutrality"), ())
        (back,) = first_hop(spells, replace(asked, start="B", end="A"))
        assert (back.left_bound, back.right_bound) == ((), ("defence", "neutrality"))

    def test_both_are_parties_since_the_later_of_the_two(self) -> None:
        later = replace(spell("B", "p"), valid_from=date(1998, 5, 1))
        assert [link.since for link in first_hop([*pact("p", "A"), later], question())] == [date(1998, 5, 1)]

    def test_overlapping_spells_of_one_nation_are_taken_together(self) -> None:
        spells = [
            replace(spell("A", "p", "defence"), valid_from=date(1985, 1, 1)),
            replace(spell("A", "p"), valid_from=date(1999, 1, 1)),
            replace(spell("B", "p", "neutrality"), valid_from=date(1997, 1, 1)),
            replace(spell("B", "p", "defence"), valid_from=date(1995, 1, 1)),
            replace(spell("B", "p", "offence"), valid_from=date(1986, 1, 1), valid_to=TODAY - DAY),
        ]
        asked = replace(question(), obligations=frozenset({"defence", "neutrality", "offence"}))
        assert first_hop(spells, asked) == (
            SharedAgreement(
                agreement="p",
                left_bound=("defence",),
                right_bound=("defence", "neutrality"),
                since=date(1995, 1, 1),
            ),
        )


class TestGenerated:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_cut_changes_no_answer(self, seed: int) -> None:
        for world, asked in asked_worlds(seed):
            assert answer(world, asked) == answer(world, asked, find=every_path)

    @pytest.mark.parametrize("seed", SEEDS)
    def test_what_a_viewer_may_not_see_might_as_well_not_be_there(self, seed: int) -> None:
        for world, asked in asked_worlds(seed):
            anybody = replace(asked, clearance=0, nationality=None)
            assert answer(world, asked) == answer(released_to(asked, world), anybody)

    def test_a_seed_decides_everything(self) -> None:
        world = generated_world(7)
        assert generated_world(7) == world != generated_world(8)
        questions = generated_questions(7, world, number=5)
        assert generated_questions(7, world, number=5) == questions != generated_questions(8, world, number=5)

    def test_nothing_ends_before_it_starts(self) -> None:
        for world in map(generated_world, SEEDS):
            for record in (*world.spells, *world.nation_assertions, *world.agreement_assertions):
                assert record.valid_to is None or record.valid_from <= record.valid_to
                assert record.superseded_at is None or record.recorded_at < record.superseded_at
                assert FIRST_MOMENT <= record.recorded_at <= (record.superseded_at or LAST_MOMENT) <= LAST_MOMENT

    def test_questions_meet_all_kinds_of_answers(self) -> None:
        answers = [answer(world, asked) for seed in SEEDS for world, asked in asked_worlds(seed)]
        hops = [hop for found in answers for path in found.paths for hop in path.hops]
        lengths = [len(found.paths[0].hops) if found.paths else 0 for found in answers]
        assert min(lengths.count(length) for length in (0, 1, 2, 3)) > 10
        assert sum(found.more for found in answers) > 50
        assert sum(len(hop.through) > 1 for hop in hops) > 50
        assert sum(not (link.left_bound and link.right_bound) for hop in hops for link in hop.through) > 50

    @pytest.mark.parametrize(
        "loosened",
        [
            {"clearance": 4},
            {"nationality": None},
            {"known_on": None},
            {"sources": None},
            {"avoided_nations": frozenset()},
            {"avoided_agreements": frozenset()},
            {"max_hops": 6},
        ],
        ids=lambda loosened: next(iter(loosened)),
    )
    def test_every_limit_of_a_question_decides_some_answers(self, loosened: dict[str, Any]) -> None:
        pairs = [pair for seed in SEEDS for pair in asked_worlds(seed)]
        assert sum(answer(world, asked) != answer(world, replace(asked, **loosened)) for world, asked in pairs) > 10

    def test_a_good_share_of_days_lies_on_a_boundary_and_beside_one(self) -> None:
        pairs = [pair for seed in SEEDS for pair in asked_worlds(seed)]
        for beside in (-DAY, 0 * DAY, DAY):
            assert sum(asked.on - beside in boundaries(world) for world, asked in pairs) > len(pairs) / 6


def asked_worlds(seed: int) -> list[tuple[World, Question]]:
    """Questions of that seed, each with the world that it is about."""
    world = generated_world(seed)
    return [(world, asked) for asked in generated_questions(seed, world, number=QUESTIONS_EACH)]


def boundaries(world: World) -> set[date]:
    return {day for one in world.spells for day in (one.valid_from, one.valid_to) if day}


def released_to(viewer: Circumstances, world: World) -> World:
    """The world from which all that the viewer may not see was removed, and the rest opened to anybody."""

    def opened(records: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
        return tuple(
            replace(record, marking=0, releasable_to=None)
            for record in records
            if record.marking <= viewer.clearance
            if record.releasable_to is None or viewer.nationality in record.releasable_to
        )

    return World(
        spells=opened(world.spells),
        nation_assertions=opened(world.nation_assertions),
        agreement_assertions=opened(world.agreement_assertions),
        coded=world.coded,
    )


def standing_pairs(world: World) -> Iterator[tuple[Spell, Spell]]:
    """Two standing spells of one nation in one agreement, the earlier first."""
    standing = [one for one in world.spells if one.superseded_at is None]
    for one, other in combinations(sorted(standing, key=lambda spell: spell.valid_from), 2):
        if (one.nation, one.agreement) == (other.nation, other.agreement):
            yield one, other


def histories(world: World) -> Iterator[tuple[Spell, Spell]]:
    """Two spells that one source reports of one nation, the earlier first."""
    return ((one, other) for one, other in standing_pairs(world) if one.source == other.source)


def superseded(world: World) -> list[Spell]:
    return [one for one in world.spells if one.superseded_at]


def is_rewritten(one: Spell, world: World) -> bool:
    """At the moment when `one` was closed, its source wrote of the same membership again."""
    membership = (one.nation, one.agreement, one.source, one.superseded_at)
    return membership in {(other.nation, other.agreement, other.source, other.recorded_at) for other in world.spells}


def parties(world: World) -> dict[str, set[str]]:
    """Agreement → its parties, of any time."""
    return {
        assertion.subject: {one.nation for one in world.spells if one.agreement == assertion.subject}
        for assertion in world.agreement_assertions
    }


NASTY: dict[str, Callable[[World], bool]] = {
    "re-entry": lambda world: any(
        one.valid_to and one.valid_to + DAY < other.valid_from for one, other in histories(world)
    ),
    "ends the day another starts": lambda world: any(
        one.valid_to == other.valid_from for one, other in histories(world)
    ),
    "starts the day after another ends": lambda world: any(
        one.valid_to and one.valid_to + DAY == other.valid_from for one, other in histories(world)
    ),
    "overlap": lambda world: any(
        one.valid_to is None or other.valid_from < one.valid_to for one, other in histories(world)
    ),
    "withdrawal": lambda world: any(one.valid_to for one in world.spells),
    "open end": lambda world: any(one.valid_to is None for one in world.spells),
    "one day": lambda world: any(one.valid_from == one.valid_to for one in world.spells),
    "sources disagree": lambda world: any(
        one.source != other.source and one.obligations != other.obligations for one, other in standing_pairs(world)
    ),
    "correction": lambda world: any(is_rewritten(one, world) for one in superseded(world)),
    "withdrawn record": lambda world: not all(is_rewritten(one, world) for one in superseded(world)),
    "nothing binds": lambda world: any(not one.obligations for one in world.spells),
    "marked": lambda world: any(one.marking for one in world.spells),
    "released to nobody": lambda world: any(one.releasable_to == frozenset() for one in world.spells),
    "released to some": lambda world: any(one.releasable_to for one in world.spells),
    "marked and released": lambda world: any(one.marking and one.releasable_to for one in world.spells),
    "hidden nation": lambda world: any(one.marking for one in world.nation_assertions),
    "hidden agreement": lambda world: any(one.marking for one in world.agreement_assertions),
    "one party": lambda world: any(len(nations) == 1 for nations in parties(world).values()),
    "parallel agreements": lambda world: any(
        len(one & other) > 1 for one, other in combinations(parties(world).values(), 2)
    ),
    "isolated nation": lambda world: any(
        assertion.subject not in set().union(*parties(world).values()) for assertion in world.nation_assertions
    ),
}


@pytest.mark.parametrize("kind", NASTY)
def test_generated_worlds_have_everything_nasty(kind: str) -> None:
    assert sum(NASTY[kind](world) for world in map(generated_world, SEEDS)) >= 5


COW_LAYOUT = """\
version4id,ccode,state_name,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,\
defense,neutrality,nonaggression,entente,version
9001,901,"Made, Up",7,3,1901,,,,1,0,1,0,4.1
9002,902,"Invented",29,2,1904,1,12,1910,0,1,,1,4.1
"""


def test_a_cow_file_is_read_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "by_member.csv"
    path.write_text(COW_LAYOUT, encoding="utf-8")
    first, second = read_cow(path)
    assert (first.nation, first.agreement, first.source) == ("901", "9001", "cow-alliances")
    assert (first.valid_from, first.valid_to) == (date(1901, 3, 7), None)
    assert first.obligations == {"defence", "non-aggression"}
    assert (second.nation, second.agreement) == ("902", "9002")
    assert (second.valid_from, second.valid_to) == (date(1904, 2, 29), date(1910, 12, 1))
    assert second.obligations == {"neutrality", "entente"}


@pytest.fixture(scope="module")
def cow() -> World:
    """The alliances of the Correlates of War project, v4.1, where the dataset is there."""
    if "ENTENTE_DATA" not in os.environ:
        pytest.skip("ENTENTE_DATA does not name a folder of datasets")
    path = Path(os.environ["ENTENTE_DATA"]) / "cow-alliances" / "alliance_v4.1_by_member.csv"
    return openly_asserted(read_cow(path))


class TestPublishedFacts:
    """States by COW's numbers: 2 United States, 200 United Kingdom, 235 Portugal, 255 Germany, 365 Russia,
    373 Azerbaijan, 640 Turkey, 740 Japan.
    """

    def test_memberships_are_all_read(self, cow: World) -> None:
        assert len(cow.spells) == 1221

    def test_the_united_states_and_russia_in_2012(self, cow: World) -> None:
        asked = Question(start="2", end="365", on=date(2012, 7, 1), max_hops=3, limit=50)
        found = answer(cow, asked)
        assert (written(found), found.more) == (["2-640-373-365"], False)

    def test_portugal_and_japan_in_1914(self, cow: World) -> None:
        found = answer(cow, Question(start="235", end="740", on=date(1914, 7, 1), limit=1))
        assert written(found) == ["235-200-740"]

    def test_the_united_kingdom_and_germany_in_1914(self, cow: World) -> None:
        found = answer(cow, Question(start="200", end="255", on=date(1914, 7, 1), max_hops=6))
        assert (written(found), found.more) == ([], False)

    def test_pairs_linked_for_defence_on_a_day_of_2012(self, cow: World) -> None:
        pairs = linked_pairs(cow, Circumstances(on=date(2012, 7, 1)))
        assert (len(pairs), len(frozenset().union(*pairs))) == (1161, 122)

    def test_pairs_linked_for_defence_on_any_day_of_2012(self, cow: World) -> None:
        days = (date(2012, 1, 1) + number * DAY for number in range(366))
        pairs = frozenset().union(*(linked_pairs(cow, Circumstances(on=day)) for day in days))
        assert (len(pairs), len(frozenset().union(*pairs))) == (1161, 122)
