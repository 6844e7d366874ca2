"""What would change if a nation withdrew, joined, or lost something?"""

from asyncio import gather
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.alliances.paths import network_on
from app.answers.asking import Asking, Circumstances, begin
from app.brokers.model import BrokersQuestion
from app.brokers.ranking import Ranking, ranking_of
from app.brokers.service import broker_terms, read_broker_facts
from app.commitments.bonds import bound_by
from app.errors import InvalidInput
from app.graph.client import GraphClient, Row
from app.interoperability.facts import read_gaps_facts
from app.interoperability.model import InteroperabilityGaps, InteroperabilityGapsQuestion
from app.interoperability.service import gaps_from
from app.nations.model import Nation
from app.path_changes.service import PathDifference, difference_of
from app.record.releasability import Viewer
from app.what_if.difference import (
    Differences,
    State,
    bond_ends,
    brokers_difference,
    commitments_difference,
    gaps_difference,
    paths_difference,
)
from app.what_if.model import WhatIf, WhatIfQuestion
from app.what_if.pairs import linked_pairs
from app.what_if.supposing import SOURCE, check_changes, in_words, suppose

EVERY_BROKER = 1_000
"""More than there are nations: sets that are cut at different places cannot be compared."""


async def what_if(graph: GraphClient, question: WhatIfQuestion, *, viewer: Viewer) -> WhatIf:
    """The difference that some changes would make on a day: links, paths, commitments, gaps and brokers.

    The changes are made in a transaction that is always rolled back, and the very queries of the other answers are
    asked within it: so it equals what these answers would say of a graph in which the changes were really written.
    Supposed facts bear the source `what-if`, count whatever sources are relied on, and exist for this answer only.
    """
    asking = await begin(graph, question, viewer=viewer)
    nations = await _nations(asking, question)
    await check_changes(asking, question.changes)
    before = await _state(asking, question, nations)
    async with graph.supposing("what-if") as supposed:
        await suppose(supposed, asking, question.changes, nations)
        within = _within(supposed, asking)
        after = await _state(within, question, nations)
        gained = sorted(after.pairs - before.pairs)
        pairs_gained = await linked_pairs(within, after.network, gained[: question.limit], question.obligations)
    lost = sorted(before.pairs - after.pairs)
    pairs_lost = await linked_pairs(asking, before.network, lost[: question.limit], question.obligations)
    differences = await _differences(asking, question, nations, before, after)
    links = [link for pair in (*pairs_lost, *pairs_gained) for link in pair.through]
    return WhatIf(
        suppositions=tuple(map(in_words, question.changes)),
        pairs_before=len(before.pairs),
        pairs_after=len(after.pairs),
        pairs_lost=pairs_lost,
        pairs_gained=pairs_gained,
        more_pairs=max(len(lost), len(gained)) > question.limit,
        synthetic=differences.synthetic or any(record.synthetic for link in links for record in link.commitments),
        disputed=differences.disputed or any(link.doubts for link in links),
        complete=differences.complete,
        paths=differences.paths,
        commitments=differences.commitments,
        gaps=differences.gaps,
        brokers=differences.brokers,
        **asking.says,
    )


async def _nations(asking: Asking, question: WhatIfQuestion) -> Mapping[str, Nation]:
    changing = [name for change in question.changes for name in change.nations]
    nations = await asking.nations({"changes": changing, "between": question.between, "nations": question.nations})
    if question.between and len({nations[name].key for name in question.between}) == 1:
        one, other = question.between
        raise InvalidInput(
            f"between: {one!r} and {other!r} are both {nations[one].name}.",
            field="between",
            value=other,
            expected="two different nations",
        )
    return nations


def _within(supposed: GraphClient, asking: Asking) -> Asking:
    """The same circumstances within the transaction, where the supposition is a source to rely on too."""
    given = asking.circumstances
    sources = None if given.sources is None else (*given.sources, SOURCE)
    return Asking(
        graph=supposed,
        circumstances=Circumstances(on=given.on, known_on=given.known_on, sources=sources, viewer=given.viewer),
    )


async def _state(asking: Asking, question: WhatIfQuestion, nations: Mapping[str, Nation]) -> State:
    rows, gaps, ranking = await gather(
        asking.read("commitments/obligations_in_force", obligations=list(question.obligations)),
        _gaps(asking, question),
        _ranking(asking, question, nations),
    )
    return State(
        network=network_on(map(_linking, rows), asking.on),
        bound={kind: bound_by(rows, kind) for kind in question.obligations},
        gaps=gaps,
        ranking=ranking,
    )


def _linking(row: Row) -> Row:
    """A row of `commitments/obligations_in_force` as one of `alliances/parties_in_force`."""
    return {
        "agreement": row["agreement"],
        "parties": [party["nation"] for party in row["parties"]],
        "bound": [party["nation"] for party in row["parties"] if party["obligations"]],
    }


async def _gaps(asking: Asking, question: WhatIfQuestion) -> InteroperabilityGaps | None:
    if question.requirement is None:
        return None
    gaps = InteroperabilityGapsQuestion(forces=question.forces, requirement=question.requirement, ways=0)
    facts = await read_gaps_facts(asking, gaps)
    return gaps_from(facts, gaps, **asking.says)


async def _ranking(asking: Asking, question: WhatIfQuestion, nations: Mapping[str, Nation]) -> Ranking | None:
    if not question.between:
        return None
    one, other = (nations[name].key for name in question.between)
    brokers = BrokersQuestion(from_=one, to=other, obligations=question.obligations)
    terms = replace(broker_terms(brokers, asking.on), limit=EVERY_BROKER)
    return ranking_of(await read_broker_facts(asking, terms, one, other), terms)


async def _differences(
    asking: Asking, question: WhatIfQuestion, nations: Mapping[str, Nation], before: State, after: State
) -> Differences:
    asked = question.nations or [name for change in question.changes for name in change.nations]
    compared = sorted({nations[name] for name in asked}, key=lambda nation: nation.key)
    paths = _paths(question, nations, before, after)
    names = await _names(asking, _mentioned(compared, paths, before, after))
    return Differences(
        paths=paths_difference(paths, before.network, after.network, names=names, limit=question.limit)
        if paths
        else None,
        commitments=tuple(commitments_difference(nation, before, after, names=names) for nation in compared),
        gaps=gaps_difference(before.gaps, after.gaps) if before.gaps and after.gaps else None,
        brokers=brokers_difference(before.ranking, after.ranking, names=names)
        if before.ranking and after.ranking
        else None,
        complete=(paths is None or paths.complete) and all(gaps.complete for gaps in _gaps_of(before, after)),
        synthetic=any(gaps.synthetic for gaps in _gaps_of(before, after)),
        disputed=any(gaps.disputed for gaps in _gaps_of(before, after)),
    )


def _gaps_of(*states: State) -> list[InteroperabilityGaps]:
    return [state.gaps for state in states if state.gaps]


def _paths(
    question: WhatIfQuestion, nations: Mapping[str, Nation], before: State, after: State
) -> PathDifference | None:
    if not question.between:
        return None
    one, other = (nations[name].key for name in question.between)
    return difference_of(before.network, after.network, one, other, max_hops=question.max_hops)


def _mentioned(compared: Iterable[Nation], paths: PathDifference | None, before: State, after: State) -> Iterable[str]:
    """The nations that the differences name."""
    for nation in compared:
        yield nation.key
        yield from bond_ends(nation.key, before)
        yield from bond_ends(nation.key, after)
    for nations, _ in (*paths.lost, *paths.gained) if paths else ():
        yield from nations
    for ranking in (before.ranking, after.ranking):
        yield from (broker.nation for broker in ranking.brokers) if ranking else ()


async def _names(asking: Asking, keys: Iterable[str]) -> Mapping[str, Nation]:
    rows = await asking.read("what_if/names", nations=sorted(set(keys)))
    return {row["key"]: Nation(key=row["key"], name=row["name"]) for row in rows}
