"""Who can help a nation after a disaster, and with what?"""

from app.answers.asking import begin
from app.answers.periods import months_before
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.hadr.facts import read_hadr_evidence, read_hadr_facts
from app.hadr.model import HadrResponse, HadrResponseQuestion, HadrRule
from app.hadr.ranking import needs_from, ranking
from app.hadr.showing import Showing
from app.hadr.weights import (
    AIR_KM_A_DAY,
    AIR_READY_DAYS,
    EMPHASIS,
    EMPHASIS_FACTOR,
    MISSIONS,
    NEAR_KM,
    NON_RESIDENT_SHARE,
    POINTS_A_MISSION,
    RELIEF,
    SEA_KM_A_DAY,
    SEA_READY_DAYS,
    WEIGHTS,
)
from app.nations.model import Nation
from app.record.releasability import Viewer


async def hadr_response(graph: GraphClient, question: HadrResponseQuestion, *, viewer: Viewer) -> HadrResponse:
    """Who can help a stricken nation on a day, ranked by points that add up, with all that speaks for each helper.

    Access and logistics by the agreements in force between the two; frameworks under which relief was given;
    capabilities that the mission's requirement profile asks for, of the nation and of its units; attaché and liaison
    posts accredited on that day; past relief missions in the stricken nation; distance between the capitals. What is
    not recorded is unknown, not no: it earns nothing, and the parts show what it could add. Limits of the asker leave
    out helpers that are known to be beyond them. Disputes are shown and take no points away.
    """
    asking = await begin(graph, question, viewer=viewer)
    nations = await asking.nations({"nation": [question.nation], "helpers": question.helpers})
    stricken = nations[question.nation]
    named = [nations[name].key for name in question.helpers]
    _refuse_itself(question, stricken, nations)

    mission = MISSIONS.get(question.disaster, RELIEF) if question.disaster else RELIEF
    facts = await read_hadr_facts(
        asking, stricken.key, mission=mission, since=months_before(asking.on, 12 * question.years)
    )
    needs = needs_from(facts.needs, question.disaster)
    found = ranking(facts, question, nation=stricken.key, named=named, needs=needs)
    shown = found.helpers[: question.limit]
    evidence = await read_hadr_evidence(asking, facts, stricken.key, [helper.nation for helper in shown])
    showing = Showing(facts, evidence, nation=stricken.key, needs=needs, on=asking.on)
    helpers = tuple(showing.helper(helper, question) for helper in shown)
    position = showing.position(stricken.key)
    marked = (
        *(helper.synthetic for helper in helpers),
        *(record.synthetic for need in needs for record in need.records),
        position is not None and position.synthetic,
    )
    contradicted = (
        showing.is_disputed(stricken.key),
        *(helper.disputed for helper in helpers),
        *(need.disputed for need in needs),
    )
    return HadrResponse(
        nation=stricken,
        disaster=question.disaster,
        mission=mission,
        position=position,
        needs=needs,
        helpers=helpers,
        more=len(found.helpers) > question.limit,
        beyond_limits=found.beyond_limits,
        rules=_rules(question),
        complete=not facts.cut,
        synthetic=any(marked),
        disputed=any(contradicted),
        **asking.says,
    )


def _refuse_itself(question: HadrResponseQuestion, stricken: Nation, nations: dict[str, Nation]) -> None:
    for name in question.helpers:
        if nations[name].key == stricken.key:
            raise InvalidInput(
                f"helpers: {name!r} is {stricken.name} itself.",
                field="helpers",
                value=name,
                expected="other nations than `nation`",
            )


def _rules(question: HadrResponseQuestion) -> tuple[HadrRule, ...]:
    """The numbers behind the answer."""
    weights = (
        HadrRule(rule=f"most points for {part}", value=_points(weight.points), reason=weight.reason)
        for part, weight in WEIGHTS.items()
    )
    near = ", ".join(f"{_points(points)} up to {kilometres} km" for kilometres, points in NEAR_KM)
    called_for = EMPHASIS[question.disaster] if question.disaster else ()
    return (
        *weights,
        HadrRule(
            rule="a capability",
            value="its share of the weights if full, half of it if limited",
            reason="what is planned helps nobody yet",
        ),
        HadrRule(
            rule="emphasis",
            value=f"{EMPHASIS_FACTOR} × the weight of {', '.join(called_for) or 'nothing'}",
            reason="what this kind of disaster calls for most",
        ),
        HadrRule(
            rule="a past mission",
            value=f"{_points(POINTS_A_MISSION)} points",
            reason="after three, helping there is a habit",
        ),
        HadrRule(
            rule="a non-resident post", value=f"1/{NON_RESIDENT_SHARE} of a resident one", reason="its holder travels"
        ),
        HadrRule(rule="distance", value=near, reason="reach of helicopters, then days of transport aircraft"),
        HadrRule(
            rule="days by air",
            value=f"{AIR_READY_DAYS} and 1 for each {AIR_KM_A_DAY} km",
            reason="500 km an hour, 8 hours a day, loaded in a day",
        ),
        HadrRule(
            rule="days by sea",
            value=f"at least {SEA_READY_DAYS} and 1 for each {SEA_KM_A_DAY} km",
            reason="14 knots, loaded in three days; no sea way is shorter than the great circle",
        ),
    )


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:g}"
