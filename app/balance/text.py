"""The balance of engagement in words."""

from collections.abc import Iterator

from app.balance.model import BalanceDrift, BalanceShare, BalanceYear, EngagementBalance


def balance_in_words(answer: EngagementBalance) -> Iterator[str]:
    """Shares of all years, then year by year, then how the balance shifted."""
    yield f"{answer.subject.name}, engagement with {len(answer.powers)} powers, from {answer.since} to {answer.on}"
    if answer.subject.region:
        yield f"{len(answer.subject.nations)} nations: {', '.join(nation.name for nation in answer.subject.nations)}"
    yield f"Powers by {answer.powers_by}. Shares in per cent of {answer.points} points:"
    for share in answer.shares:
        yield from _share(share)
    if answer.concentration is None:
        yield "No tie with any of them is known."
        return
    yield f"Concentration {answer.concentration} of 10,000"
    for year in answer.years:
        yield _year(year)
    if answer.drift:
        yield from _drift(answer.drift)
    counted = {ties.tie for share in answer.shares for ties in share.ties}
    yield f"Weights: {', '.join(f'{each.tie}={each.weight}' for each in answer.weights if each.tie in counted)}"
    for source in answer.seen:
        yield f"   {source.source}: {source.records} records, {source.first} to {source.last}"


def _percent(share: int) -> str:
    return f"{share // 100}.{share % 100:02}"


def _share(share: BalanceShare) -> Iterator[str]:
    yield f"{_percent(share.share):>6}  {share.power.name}, {share.points} points"
    for ties in share.ties:
        caveats = [
            f"{number} {what}"
            for number, what in (
                (ties.unattested, "not attested at the time"),
                (ties.disputed, "disputed"),
                (ties.synthetic, "invented"),
            )
            if number
        ]
        caveat = f" ({', '.join(caveats)})" if caveats else ""
        yield f"        {ties.tie} {ties.amount}: {ties.points} points{caveat}"


def _year(year: BalanceYear) -> str:
    if not year.points:
        return f"{year.year}: nothing is known"
    held = ", ".join(f"{share.power.name} {_percent(share.share)}" for share in year.shares if share.points)
    drift = f", drift {_percent(year.drift)}" if year.drift is not None else ""
    return f"{year.year}: {year.points} points, concentration {year.concentration}{drift}: {held}"


def _drift(drift: BalanceDrift) -> Iterator[str]:
    before, after = f"{drift.earlier_first}–{drift.earlier_last}", f"{drift.later_first}–{drift.later_last}"
    yield f"From {before} to {after}, {_percent(drift.distance)} per cent of the balance moved:"
    for shift in drift.shifts:
        yield f"   {shift.power.name}: {_percent(shift.before)} to {_percent(shift.after)}"
