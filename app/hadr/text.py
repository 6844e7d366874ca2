"""HADR response in words."""

from collections.abc import Iterator

from app.hadr.model import HadrHelper, HadrResponse, HadrStanding


def response_in_words(answer: HadrResponse) -> Iterator[str]:
    """The helpers, best first, each with what speaks for it."""
    disaster = f" after {answer.disaster}" if answer.disaster else ""
    yield f"Help for {answer.nation.name}{disaster}, on {answer.on}"
    if not answer.needs:
        yield "Nothing on record says what the mission needs."
    if not answer.helpers:
        yield "No help is on record."
    for number, helper in enumerate(answer.helpers, start=1):
        yield from _helper(number, helper)
    if answer.beyond_limits:
        yield f"{answer.beyond_limits} more are beyond the limits."
    if answer.more:
        yield "There are more helpers; --limit shows them."


def _helper(number: int, helper: HadrHelper) -> Iterator[str]:
    parts = ", ".join(f"{part.part} {part.points / 100:g}/{part.most / 100:g}" for part in helper.parts)
    yield f"{number}. {helper.nation.name}: {helper.points / 100:g} of 100 ({parts})"
    yield f"   {_way(helper)}"
    for agreement in helper.agreements:
        about = " and ".join(
            word for word, holds in (("access", agreement.access), ("logistics", agreement.logistics)) if holds
        )
        caveat = "; sources disagree" if agreement.disputed else ""
        yield f"   {agreement.name}: {about}, by {_sources(agreement.records)}{caveat}"
    for framework in helper.frameworks:
        yield f"   {framework.name}: shared framework, last used in {framework.mission_name}"
    yield from _capabilities(helper)
    for post in helper.posts:
        seat = "resident" if post.resident else "not resident"
        yield f"   {post.name}: {seat}{', vacant' if post.vacant else ''}, by {post.source}"
    if helper.missions:
        last = helper.missions[0]
        times = "once, in" if helper.mission_count == 1 else f"{helper.mission_count} times, last in"
        yield f"   Helped there {times} {last.name} ({last.began}), by {last.source}"
    for dispute in helper.disputes:
        yield f"   Stands between them: {dispute.name}, by {dispute.source}"


def _way(helper: HadrHelper) -> str:
    if helper.distance_km is None:
        return "Distance unknown"
    sea = f", {helper.days_by_sea} days or more by sea" if helper.days_by_sea is not None else ""
    return f"{helper.distance_km:,} km: {helper.days_by_air} days by air{sea}"


def _capabilities(helper: HadrHelper) -> Iterator[str]:
    for standing in HadrStanding:
        named = [each.name for each in helper.capabilities if each.standing is standing]
        if named and standing is HadrStanding.UNKNOWN:
            yield f"   Unknown: {len(named)} of the capabilities that are needed"
        elif named:
            yield f"   {standing.value.capitalize()}: {', '.join(named)}"


def _sources(records: tuple[object, ...]) -> str:
    return ", ".join(dict.fromkeys(str(getattr(record, "source", "")) for record in records))
