"""What have some nations, organisations, units or attaché posts done together, and what has gone quiet?"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from app.answers.asking import Asking, begin
from app.answers.rhythm import FEWEST_GAPS, LAPSE_FACTOR
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.histories.contradictions import contradictions
from app.histories.disputes import Held, disputes
from app.histories.facts import Engaged, HistoryFacts, party_of
from app.histories.figures import by_year, cadences, coverage, hosting, imprecise, levels, not_held, trend
from app.histories.lapses import lapses, series_contradicted
from app.histories.model import ExchangeHistory, ExchangeHistoryQuestion, HistoryParty, HistoryPartyKind
from app.histories.reading import read_history_facts
from app.histories.timeline import Contested, stand_ins, timeline
from app.nations.names import fold
from app.record.releasability import Viewer

USUAL_YEARS = 20
"""Long enough for the rhythm of what is held every four years, short enough for what is still known first-hand."""

MOST_YEARS = 200
"""No dataset of engagements begins before 1816; a trend over more years would compare what nobody counted."""

_SUGGESTIONS = 3
_NEAR = 0.85


async def exchange_history(graph: GraphClient, question: ExchangeHistoryQuestion, *, viewer: Viewer) -> ExchangeHistory:
    """The engagements of a period in which all of the parties took part, with cadence, hosting, levels, trend, lapses
    and the disputes between them.

    A party took part when a source says so of the party itself, of a unit that belonged to it then, or of an attaché
    post that it sent then; the timeline names the unit or post. An engagement known from several sources counts once,
    and shows what they disagree about. An engagement belongs to the year of its first day; a partial date counts from
    the first day that it allows, and is marked imprecise. What began before the period and ran into it is shown, but
    counts in no figure. What no source tells is unknown, not no. Rates around a dispute say nothing of a cause.
    """
    asking = await begin(graph, question, viewer=viewer)
    since = question.since or _years_before(asking.on, USUAL_YEARS)
    _refuse_period(since, asking.on)
    parties = await _parties(asking, question.between)
    facts = await read_history_facts(asking, parties, since=since, kinds=question.kinds, shown=question.limit)
    return history_from(facts, question, asking)


def history_from(facts: HistoryFacts, question: ExchangeHistoryQuestion, asking: Asking) -> ExchangeHistory:
    """The answer that follows from the facts."""
    counted, since, on = facts.counted, facts.counted_since, facts.on
    contested = _contested(facts.engaged)
    entries = timeline(facts, facts.engaged, contested)
    lapsed = lapses(counted, facts.series, facts.last_held, on)
    between = disputes(facts.sides, Held(days=sorted(each.first for each in counted), since=since, on=on))
    return ExchangeHistory(
        parties=facts.parties,
        since=facts.since,
        counted_since=since,
        kinds=question.kinds,
        engagements=len(counted),
        imprecise=imprecise(counted),
        began_before=sum(each.first < facts.since for each in facts.engaged),
        timeline=entries,
        more=len(entries) < len(facts.engaged) or not facts.all_engaged,
        cadence=cadences(counted, on),
        not_held=not_held(counted, question.kinds),
        hosting=hosting(counted, facts.parties),
        levels=levels(counted),
        by_year=by_year(counted),
        trend=trend(counted, since, on),
        lapse_factor=LAPSE_FACTOR,
        fewest_gaps=FEWEST_GAPS,
        lapses=lapsed,
        disputes=between,
        coverage=coverage(counted),
        stand_ins=stand_ins(facts, entries),
        complete=facts.all_engaged and facts.all_sides,
        synthetic=_synthetic(facts),
        disputed=bool(contested)
        or any(dispute.disputed for dispute in between)
        or any(series_contradicted(row["accounts"], on) for row in facts.series.values()),
        **asking.says,
    )


def _contested(engaged: Iterable[Engaged]) -> Contested:
    found = {
        each.key: contradictions(each.accounts or (), each.parts or ())
        for each in engaged
        if each.accounts is not None or each.parts is not None
    }
    return {key: about for key, about in found.items() if about}


def _synthetic(facts: HistoryFacts) -> bool:
    accounts = (account for row in facts.series.values() for account in row["accounts"])
    return any(each.synthetic for each in facts.engaged) or any(row["synthetic"] for row in (*accounts, *facts.sides))


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of a leap day, the day before."""
    if day.year <= years:
        return date.min
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _refuse_period(since: date, on: date) -> None:
    earliest = _years_before(on, MOST_YEARS)
    if not earliest <= since <= on:
        wrong = "after" if since > on else f"more than {MOST_YEARS} years before"
        raise InvalidInput(
            f"since: {since} is {wrong} {on}, the last day.",
            field="since",
            value=since,
            expected=f"a day from {earliest} to {on}",
        )


async def _parties(asking: Asking, between: tuple[str, ...]) -> tuple[HistoryParty, ...]:
    """What was typed, in that order: a key as it is written, else a nation, else a key in other letters (`NATO`)."""
    rows = await asking.read("histories/names", keys=sorted({*between, *map(fold, between)}))
    keyed = {row["key"]: party_of(row) for row in rows}
    nations = await _nations(asking, [name for name in between if name not in keyed], keyed)
    parties = tuple(keyed.get(name) or nations.get(name) or keyed[fold(name)] for name in between)
    for place, party in enumerate(parties):
        if party in parties[:place]:
            raise InvalidInput(
                f"between: {between[place]!r} is {party.name}, which is named already.",
                field="between",
                value=between[place],
                expected="different parties",
            )
    return parties


async def _nations(asking: Asking, names: list[str], keyed: Collection[str]) -> Mapping[str, HistoryParty]:
    """The nations among `names`. Raises NotFound for what is no nation, unless it is a key in other letters."""
    try:
        nations = await asking.nations({"between": names}) if names else {}
    except NotFound as error:
        if fold(str(error.value)) not in keyed:
            raise await _not_found(asking, error) from error
        return await _nations(asking, [name for name in names if name != error.value], keyed)
    return {
        name: HistoryParty(key=nation.key, name=nation.name, kind=HistoryPartyKind.NATION)
        for name, nation in nations.items()
    }


async def _not_found(asking: Asking, unknown: NotFound) -> NotFound:
    """The same, with what else it may have meant: bodies, units and posts of a similar key or name."""
    rows = await asking.read("histories/party_names")
    called = {fold(row[field]): f"{row['key']} ({row['name']})" for row in reversed(rows) for field in ("name", "key")}
    name = str(unknown.value)
    near = process.extract(fold(name), called.keys(), scorer=JaroWinkler.similarity, limit=20, score_cutoff=_NEAR)
    suggestions = list(dict.fromkeys([*(called[match] for match, _, _ in near), *unknown.suggestions]))[:_SUGGESTIONS]
    hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
    return NotFound(
        f"between: nothing is known as {name!r}.{hint}",
        field="between",
        value=name,
        expected="a nation's code, name or alias, or the key of an organisation, a unit or an attaché post",
        suggestions=suggestions,
    )
