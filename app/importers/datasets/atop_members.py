"""ATOP 5.1, member level: one row for each member of an alliance in each phase, with the member's own obligations.

Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell & Andrew G. Long. 2002. "Alliance Treaty Obligations
and Provisions, 1815–1944." International Interactions 28: 237–260; version 5.1, observed until the end of 2018.

A phase is a renegotiation: the alliance stays one agreement, and each member has a spell a phase. Nine alliances of
Czechoslovakia branch in 1993: ATOP gives the Czech Republic's and Slovakia's own alliance with the same partner as two
phases that begin on one day. Each branch is an agreement of its own here, a part of the old one: in a single agreement
the two successors would be allies of each other. A member that owes different things to different partners (`obvary`)
is recorded with all that it owes to any of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.atop_alliances import DateColumns, agreement_key, attested_until, obligations, spell
from app.importers.datasets.coding import evidence_from, nation_at_start, nation_of_number
from app.record.evidence import Reliability, Source
from app.record.facts import Fact, assertion
from app.record.time import ValidTime

_SOURCE = Source(
    key="atop-members",
    title="Alliance Treaty Obligations and Provisions, members",
    publisher="ATOP Project, Rice University",
    version="5.1",
    url="http://www.atopdata.org/",
    licence="free with citation",
    reliability=Reliability.B,
    obligations_coded=("defence", "offence", "neutrality", "non-aggression", "consultation"),
)
_ENTERED: DateColumns = ("yrent", "moent", "dayent")
_LEFT: DateColumns = ("yrexit", "moexit", "dayexit")


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    """The memberships of one alliance."""
    whole = agreement_key(lines[0], crosswalk)
    branches = _branches(lines)
    for line in lines:
        try:
            valid = spell(line, _ENTERED, _LEFT)
            agreement = whole
            if line["phase"] in branches:
                agreement = f"{whole}-phase-{line['phase']}"
                yield from _branch(agreement, whole, line, valid)
            yield _membership(agreement, line, valid, crosswalk)
        except InvalidInput as error:
            yield Problem(reason=f"{_row(line)}: {error.detail}")


def _branches(lines: Sequence[Line]) -> set[str]:
    """The phases that begin on one day with another phase, and so run beside it instead of following it."""
    begun = {phase: min(days) for phase, days in _entries(lines).items()}
    return {phase for phase, day in begun.items() if list(begun.values()).count(day) > 1}


def _entries(lines: Sequence[Line]) -> Mapping[str, list[tuple[str, ...]]]:
    """The days on which members entered each phase."""
    entries = defaultdict(list)
    for line in lines:
        entries[line["phase"]].append(tuple(line[column].zfill(2) for column in _ENTERED))
    return entries


def _branch(agreement: str, whole: str, line: Line, valid: ValidTime) -> Iterator[Fact]:
    """The agreement that a branch is, and what it is a part of."""
    number = f"ATOP alliance {line['atopid']}, phase {line['phase']}"
    evidence = evidence_from(_SOURCE, f"alliance {line['atopid']}, phase {line['phase']}")
    yield assertion(
        "Agreement",
        agreement,
        valid=valid,
        evidence=evidence,
        properties={
            "name": f"Alliance of {valid.valid_from.year} ({number})",
            "kind": "alliance",
            "attestedUntil": attested_until(valid),
        },
    )
    yield Fact(type="PART_OF", start=agreement, end=whole, valid=valid, evidence=evidence)


def _membership(agreement: str, line: Line, valid: ValidTime, crosswalk: Crosswalk) -> Fact:
    return Fact(
        type="PARTY_TO",
        start=_nation(line, valid, crosswalk),
        end=agreement,
        valid=valid,
        evidence=evidence_from(_SOURCE, _row(line)),
        properties={"obligations": obligations(line), "attestedUntil": attested_until(valid)},
        distinction=f"{line['member']}-{line['phase']}-{line['yrent']}",
    )


def _nation(line: Line, valid: ValidTime, crosswalk: Crosswalk) -> str:
    """The member. One that signs before it is in COW's state system (`cowsys` 0) is the state that it becomes."""
    nation_meant = nation_of_number if line["cowsys"] == "0" else nation_at_start
    return nation_meant(crosswalk, line["member"], valid)


def _row(line: Line) -> str:
    return f"alliance {line['atopid']}, member {line['member']}, phase {line['phase']}"


ATOP_MEMBERS = Dataset(
    name="atop-members",
    title="ATOP 5.1, members with their own obligations; import atop-alliances first",
    sources=(_SOURCE,),
    columns=(
        "atopid", "cow4id", "member", "cowsys", "phase", *_ENTERED, *_LEFT,
        "defense", "offense", "neutral", "nonagg", "consul",
    ),
    facts_of=_facts,
    group_by=("atopid",),
    tally=lambda line: {
        "alliances": line["atopid"],
        "members": line["member"],
        "memberships": f"{line['atopid']} {line['member']} {line['phase']} {line['yrent']}",
    },
)  # fmt: skip
