"""Questions about nations."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient, Row
from app.nations.model import Nation
from app.nations.names import fold
from app.record.releasability import Viewer

_SUGGESTIONS = 3
_NEAR = 0.85


async def resolve_nations(
    graph: GraphClient, names: Mapping[str, Sequence[str]], *, on: date, known_on: datetime, viewer: Viewer
) -> dict[str, Nation]:
    """The nations meant by what was typed, by what was typed.

    `names` maps a field of the question to the names given there. Raises NotFound with the nearest names, and
    InvalidInput for a name that several nations bear on that day.
    """
    found = await known_nations(graph, names, on=on, known_on=known_on, viewer=viewer)
    for field, given in names.items():
        for name in given:
            if name not in found:
                raise await _not_found(graph, name, field=field, known_on=known_on, viewer=viewer)
    return found


async def known_nations(
    graph: GraphClient, names: Mapping[str, Sequence[str]], *, on: date, known_on: datetime, viewer: Viewer
) -> dict[str, Nation]:
    """Like `resolve_nations`, for names that may be of something else: those that no nation bears are left out."""
    typed = {name: field for field, given in names.items() for name in given}
    rows = await graph.read(
        "nations/resolve",
        names=sorted({fold(name) for name in typed}),
        on=on,
        knownOn=known_on,
        **viewer.parameters,
    )
    found = {asked: list(group) for asked, group in groupby(rows, key=lambda row: row["asked"])}
    return {
        name: _only(found[fold(name)], name=name, field=field) for name, field in typed.items() if fold(name) in found
    }


def refuse_one_nation(nations: Mapping[str, Nation], *, from_: str, to: str) -> None:
    """Raise InvalidInput for a question about a nation and itself; `nations` by what was typed."""
    nation = nations[to]
    if nations[from_].key == nation.key:
        raise InvalidInput(
            f"to: {from_!r} and {to!r} are both {nation.name}.",
            field="to",
            value=to,
            expected="another nation than `from`",
        )


def _only(rows: list[Row], *, name: str, field: str) -> Nation:
    best = [row for row in rows if row["rank"] == rows[0]["rank"]]
    if len(best) > 1:
        choices = ", ".join(f"{row['key']} ({row['name']})" for row in best)
        raise InvalidInput(
            f"{field}: {name!r} can mean {choices}.",
            field=field,
            value=name,
            expected="one of these keys",
            suggestions=[row["key"] for row in best],
        )
    return Nation(key=best[0]["key"], name=best[0]["name"])


async def _not_found(graph: GraphClient, name: str, *, field: str, known_on: datetime, viewer: Viewer) -> NotFound:
    rows = await graph.read("nations/names", knownOn=known_on, **viewer.parameters)
    keys = {row["searchName"]: (row["key"], row["name"]) for row in rows}
    near = process.extract(fold(name), keys.keys(), scorer=JaroWinkler.similarity, limit=20, score_cutoff=_NEAR)
    suggestions = list(dict.fromkeys(f"{keys[match][1]} ({keys[match][0]})" for match, _, _ in near))[:_SUGGESTIONS]
    hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
    return NotFound(
        f"{field}: no nation is known as {name!r}.{hint}",
        field=field,
        value=name,
        expected="an ISO 3166 code, a nation's name or an alias",
        suggestions=suggestions,
    )
