"""Who may release what: nobody enters what they could not see, and releasing officers alone let more people see it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from app.errors import Forbidden
from app.graph.client import GraphClient
from app.record.changes import Submission, stated_rows
from app.record.releasability import Viewer


async def check_releases(graph: GraphClient, submission: Submission, *, viewer: Viewer, officer: bool) -> None:
    """Raise Forbidden for what this viewer may not enter, or may not release without being a releasing officer.

    A record that this viewer may not see is as one that is not there: nothing is said about it.
    """
    facts = [row for row in stated_rows(submission, datetime.now(UTC)) if row["record"] is not None]
    for row in facts:
        _check_own(row["record"], viewer, row["factKey"])
    if not officer:
        await _check_standing(graph, [row for row in facts if row["expected"]], viewer)


def _check_own(record: Mapping[str, Any], viewer: Viewer, fact: str) -> None:
    if record["marking"] > viewer.clearance:
        raise Forbidden(
            f"{fact}: nobody enters a fact above their own clearance, {int(viewer.clearance)}.",
            field="marking",
            value=record["marking"],
            expected=f"at most {int(viewer.clearance)}",
        )
    nations = record.get("releasableTo")
    if nations is not None and viewer.nationality not in nations:
        raise Forbidden(
            f"{fact}: nobody enters a fact for nations without their own.",
            field="releasable_to",
            value="|".join(nations),
            expected=f"a list with {viewer.nationality}" if viewer.nationality else "no list",
        )


async def _check_standing(graph: GraphClient, corrections: Sequence[Mapping[str, Any]], viewer: Viewer) -> None:
    if not corrections:
        return
    asked = [{name: row[name] for name in ("type", "start", "expected")} for row in corrections]
    rows = await graph.read("callers/standing_releases", facts=asked, **viewer.parameters)
    standing = {row["record"]: row for row in rows}
    for row in corrections:
        old = standing.get(row["expected"])
        if old is not None and _is_wider(row["record"], old):
            raise Forbidden(
                f"{row['factKey']}: to lower a marking, or to release a fact to more nations, needs the role "
                "releasing_officer.",
                field="marking" if row["record"]["marking"] < old["marking"] else "releasable_to",
            )


def _is_wider(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Whether anybody who may not see the old record may see the new one."""
    if new["marking"] < old["marking"]:
        return True
    if old["releasableTo"] is None:
        return False
    nations = new.get("releasableTo")
    return nations is None or not set(nations) <= set(old["releasableTo"])
