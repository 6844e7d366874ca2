"""What was lost and gained between two days, against the brute-force oracle of alliance paths asked of both days."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from app.alliances.paths import network_on
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.path_changes import service
from app.path_changes.model import PathChanges, PathChangesQuestion
from app.path_changes.service import difference_of, path_changes
from app.record.releasability import Viewer
from tests.alliances import oracle
from tests.alliances.generated import generated_questions, generated_world
from tests.alliances.test_service import as_asked, write_world

WORLDS = 10
QUESTIONS_PER_WORLD = 20

Paths = dict[oracle.Nations, oracle.AlliancePath]


def every_path(world: oracle.World, question: oracle.Question) -> Paths:
    answer = oracle.answer(world, replace(question, limit=1_000_000), find=oracle.every_path)
    return {path.nations: path for path in answer.paths}


def in_plain_terms(answer: PathChanges) -> tuple[object, ...]:
    def named(changed: object) -> list[tuple[str, ...]]:
        assert isinstance(changed, tuple)
        return [tuple(nation.key for nation in one.path.nations) for one in changed]

    return answer.before, answer.after, answer.kept, named(answer.lost), named(answer.gained), answer.more


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_it_agrees_with_the_oracle(client: GraphClient, seed: int) -> None:
    world = generated_world(seed)
    await write_world(client, world)
    random = Random(seed)
    for question in generated_questions(seed, world, number=QUESTIONS_PER_WORLD):
        if not {question.start, question.end, *question.avoided_nations} <= oracle.existing(
            world.nation_assertions, question
        ):
            continue
        earlier = replace(question, on=question.on - timedelta(days=random.choice((0, 1, 3, 20, 40))))
        old, new = every_path(world, earlier), every_path(world, question)
        lost = sorted((path for path in old if path not in new), key=oracle.path_order)
        gained = sorted((path for path in new if path not in old), key=oracle.path_order)
        asked, viewer = as_asked(question)
        given = asked.model_dump(exclude={"since"}) | {"since": earlier.on}
        answer = await path_changes(client, PathChangesQuestion(**given), viewer=viewer)
        limit = question.limit
        more = max(len(lost), len(gained)) > limit
        assert in_plain_terms(answer) == (
            len(old), len(new), len(old.keys() & new.keys()), lost[:limit], gained[:limit], more
        )  # fmt: skip
        for changed, own, other in (
            *((one, old, new) for one in answer.lost),
            *((one, new, old) for one in answer.gained),
        ):
            path = own[tuple(nation.key for nation in changed.path.nations)]
            assert [[link.agreement for link in hop.through] for hop in changed.path.hops] == [
                [link.agreement for link in hop.through] for hop in path.hops
            ]
            assert changed.because
            assert not any(
                (hop.from_nation.key, hop.to_nation.key) == (one.left, one.right)
                for hop in changed.because
                for there in other.values()
                for one in there.hops
            )


def test_sets_that_are_cut_are_compared_only_as_far_as_both_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one path compared, the earlier day knows A-B-D only, so nothing may be said of A-C-D."""
    monkeypatch.setattr(service, "COMPARED", 1)
    day = date(2000, 1, 1)
    rows = [{"agreement": f"{a}{b}", "parties": [a, b], "bound": [a, b]} for a, b in ("AB", "BD", "AC", "CD")]
    both, one = network_on(rows, day), network_on(rows[:2], day)
    difference = difference_of(both, one, "A", "D", max_hops=2)
    assert (difference.lost, difference.gained, difference.complete) == ((), (), False)
    monkeypatch.setattr(service, "COMPARED", 2)
    difference = difference_of(both, one, "A", "D", max_hops=2)
    assert ([nations for nations, _ in difference.lost], difference.complete) == ([("A", "C", "D")], True)


async def test_finland_joins(seeded: GraphClient) -> None:
    question = PathChangesQuestion(from_="Finland", to="United States", since="2023-01-01", on="2023-12-31", max_hops=1)
    answer = await path_changes(seeded, question, viewer=Viewer())
    assert (answer.before, answer.after, answer.kept) == (0, 1, 0)
    (gained,) = answer.gained
    assert gained.because[0].agreements == ("north-atlantic-treaty",)
    assert gained.path.hops[0].through[0].since == date(2023, 4, 4)


async def test_a_period_that_runs_backward_is_refused(seeded: GraphClient) -> None:
    question = PathChangesQuestion(from_="Finland", to="Japan", since="2023-01-02", on="2023-01-01")
    with pytest.raises(InvalidInput, match="since: 2023-01-02 is after 2023-01-01"):
        await path_changes(seeded, question, viewer=Viewer())
