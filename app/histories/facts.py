"""The facts behind an exchange history, as its queries return them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.graph.client import Row
from app.histories.model import HistoryParty, HistoryPartyKind

_KINDS = {
    "Nation": HistoryPartyKind.NATION,
    "Organization": HistoryPartyKind.ORGANISATION,
    "Unit": HistoryPartyKind.UNIT,
    "AttachePost": HistoryPartyKind.ATTACHE_POST,
}


class Engaged(NamedTuple):
    """An engagement that all parties took part in, as `histories/together` lists it.

    `accounts` and `parts` are given only where several sources tell of it.
    """

    key: str
    kind: str
    level: str | None
    first: date
    precision: str
    source: str
    hosts: Sequence[str]
    series: Sequence[str]
    synthetic: bool
    accounts: Sequence[Row] | None
    parts: Sequence[Row] | None


@dataclass(frozen=True, kw_only=True)
class HistoryFacts:
    """All that one exchange history is made of.

    `engaged` is newest first; `all_engaged` and `all_sides`: no bound cut them short. `entries` describes those of
    `engaged` that the timeline shows, and `hosts` who hosted these. `series` are all that were held; `last_held` tells
    when those that lapsed were last held by anybody.
    """

    parties: tuple[HistoryParty, ...]
    since: date
    on: date
    engaged: Sequence[Engaged]
    all_engaged: bool
    entries: Sequence[Row]
    hosts: Mapping[str, HistoryParty]
    stand_ins: Sequence[Row]
    series: Mapping[str, Row]
    last_held: Mapping[str, date]
    sides: Sequence[Row]
    all_sides: bool

    @property
    def counted_since(self) -> date:
        """First day of the period of which all engagements were read."""
        return counted_since(self.engaged, self.since, complete=self.all_engaged)

    @property
    def counted(self) -> list[Engaged]:
        """The engagements that the figures count."""
        return counted(self.engaged, self.counted_since)


def counted_since(engaged: Sequence[Engaged], since: date, *, complete: bool) -> date:
    """First day of the period of which all engagements were read: of the earliest day, some may be missing."""
    return since if complete else max(since, engaged[-1].first + timedelta(days=1))


def counted(engaged: Sequence[Engaged], since: date) -> list[Engaged]:
    """Those that began on that day or later."""
    return [each for each in engaged if since <= each.first]


def party_of(row: Row) -> HistoryParty:
    """A participant, by its `key`, its `name` and the `labels` of its node."""
    (kind,) = (_KINDS[label] for label in row["labels"] if label in _KINDS)
    return HistoryParty(key=row["key"], name=row["name"], kind=kind)
