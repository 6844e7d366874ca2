"""Series that some parties held together in a rhythm, and no longer do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.answers.rhythm import Lapse, lapse_of
from app.graph.client import Row
from app.histories.contradictions import by_source, latest_start
from app.histories.facts import Engaged
from app.histories.figures import months, most_precise
from app.histories.model import HistoryLapse, HistorySeries


def lapses(
    engaged: Iterable[Engaged], series: Mapping[str, Row], last_held: Mapping[str, date], on: date
) -> tuple[HistoryLapse, ...]:
    """The broken rhythms: attested series first, then the latest to lapse, then by key.

    `series` are rows of `histories/series` by key; `last_held` tells when a lapsed series was last held by anybody.
    """
    held = held_in_series(engaged)
    broken = broken_rhythms(held, series, on)
    found = [_lapse(series[key], held[key], lapse, last_held.get(key), on) for key, lapse in broken.items()]
    return tuple(sorted(found, key=lambda each: (not each.attested, -each.lapsed_since.toordinal(), each.series.key)))


def held_in_series(engaged: Iterable[Engaged]) -> Mapping[str, list[Engaged]]:
    """What was held together of each series."""
    held: dict[str, list[Engaged]] = defaultdict(list)
    for each in engaged:
        for key in each.series:
            held[key].append(each)
    return held


def broken_rhythms(held: Mapping[str, Sequence[Engaged]], series: Mapping[str, Row], on: date) -> dict[str, Lapse]:
    """The lapses of series that had not ended, by key."""
    found = {}
    for key in sorted(held):
        accounts = series[key]["accounts"]
        if not accounts or _standing(accounts, on):
            days = [each.first for each in held[key]]
            latest = max(latest_start(each.first, each.precision) for each in held[key])
            lapse = lapse_of(days, _cadence(accounts, on), on, last_possible=latest)
            if lapse is not None:
                found[key] = lapse
    return found


def series_contradicted(accounts: Iterable[Row], on: date) -> bool:
    """Whether one source has a series ended that another has go on, or two declare different rhythms for it."""
    standing = [_standing(own, on) for own in by_source(accounts).values()]
    declared = {_cadence(own, on) for own in standing} - {None}
    return len(declared) > 1 or (any(standing) and not all(standing))


def _standing(accounts: Iterable[Row], on: date) -> list[Row]:
    """The accounts by which a series goes on that day."""
    return [each for each in accounts if each["validFrom"] <= on and (each["validTo"] is None or on <= each["validTo"])]


def _cadence(accounts: Iterable[Row], on: date) -> int | None:
    """The rhythm that the best standing account declares that declares one."""
    return next((each["cadenceMonths"] for each in _standing(accounts, on) if each["cadenceMonths"] is not None), None)


def _lapse(row: Row, held: Sequence[Engaged], lapse: Lapse, last_held: date | None, on: date) -> HistoryLapse:
    accounts = row["accounts"]
    observed = [each["attestedUntil"] for each in _standing(accounts, on)]
    return HistoryLapse(
        series=HistorySeries(key=row["key"], name=row["name"]),
        together=len(held),
        rhythm=lapse.rhythm.months,
        declared=lapse.rhythm.declared,
        last_together=lapse.last_held,
        last_precision=most_precise(each for each in held if each.first == lapse.last_held),
        since_last=months((on - lapse.last_held).days),
        lapsed_since=lapse.since,
        held_without=last_held if last_held is not None and last_held > lapse.last_held else None,
        attested=any(until is None or on <= until for until in observed),
        synthetic=any(each.synthetic for each in held) or any(each["synthetic"] for each in accounts),
        disputed=series_contradicted(accounts, on),
    )
