"""Who may release what: nobody enters what they could not see, and releasing officers alone let more people see it.

An entity that not everybody may see bears a key that nobody can guess. A key belongs to one kind of entity: whoever
tried to enter something else under a key that they guessed would learn from the refusal that something bears it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from app.errors import Forbidden
from app.graph.client import GraphClient
from app.record.changes import Submission, stated_rows
from app.record.releasability import Viewer

_UNGUESSABLE = re.compile(r".+~[0-9a-z]{12,}")


async def check_releases(graph: GraphClient, submission: Submission, *, viewer: Viewer, officer: bool) -> None:
    """Raise Forbidden for what this viewer may not enter, or may not release without being a releasing officer.

    A record that this viewer may not see is as one that is not there: nothing is said about it.
    """
    rows = [row for row in stated_rows(submission, datetime.now(UTC)) if row["record"] is not None]
    for refusal in (await refused_releases(graph, rows, viewer=viewer, officer=officer)).values():
        raise refusal


async def refused_releases(
    graph: GraphClient, rows: Sequence[Mapping[str, Any]], *, viewer: Viewer, officer: bool
) -> dict[str, Forbidden]:
    """Which facts may not be entered as they are, by their keys, and why.

    Of each row: `type`, `start`, `factKey`, `label` and `record`, as record/submit takes them.
    """
    asked = [{name: row[name] for name in ("type", "start", "factKey")} for row in rows]
    found = await graph.read("callers/earlier_releases", facts=asked, **viewer.parameters) if asked else []
    before = {row["factKey"]: row for row in found}
    told = {row["start"] for row in rows if row["label"] and _is_for_everybody(row["record"])}
    refused: dict[str, Forbidden] = {}
    for row in rows:
        earlier = before[row["factKey"]]
        known = earlier["known"] or row["start"] in told
        for refusal in _refusals(row, earlier["earlier"], viewer=viewer, officer=officer, known=known):
            refused.setdefault(row["factKey"], refusal)
    return refused


def _refusals(
    row: Mapping[str, Any], earlier: Mapping[str, Any] | None, *, viewer: Viewer, officer: bool, known: bool
) -> Iterator[Forbidden]:
    record, fact = row["record"], row["factKey"]
    yield from _beyond_own(record, viewer, fact)
    if earlier and not officer and _is_wider(record, earlier):
        yield Forbidden(
            f"{fact}: to lower a marking, or to release a fact to more nations, needs the role releasing_officer.",
            field="marking" if record["marking"] < earlier["marking"] else "releasable_to",
        )
    if row["label"] and not known and not _is_for_everybody(record) and not _UNGUESSABLE.fullmatch(row["start"]):
        yield Forbidden(
            f"{fact}: an entity that not everybody may see bears a key that nobody can guess, which ends with ~ and at "
            "least 12 random letters or digits.",
            field="key",
            value=row["start"],
            expected=f"such as {row['start']}~{token_hex(6)}",
        )


def _is_for_everybody(record: Mapping[str, Any]) -> bool:
    return record["marking"] == 0 and record.get("releasableTo") is None


def _beyond_own(record: Mapping[str, Any], viewer: Viewer, fact: str) -> Iterator[Forbidden]:
    if record["marking"] > viewer.clearance:
        yield Forbidden(
            f"{fact}: nobody enters a fact above their own clearance, {int(viewer.clearance)}.",
            field="marking",
            value=record["marking"],
            expected=f"at most {int(viewer.clearance)}",
        )
    nations = record.get("releasableTo")
    if nations is not None and viewer.nationality not in nations:
        yield Forbidden(
            f"{fact}: nobody enters a fact for nations without their own.",
            field="releasable_to",
            value="|".join(nations),
            expected=f"a list with {viewer.nationality}" if viewer.nationality else "no list",
        )


def _is_wider(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Whether anybody who may not see the old record may see the new one."""
    if new["marking"] < old["marking"]:
        return True
    if old["releasableTo"] is None:
        return False
    nations = new.get("releasableTo")
    return nations is None or not set(nations) <= set(old["releasableTo"])
