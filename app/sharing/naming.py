"""Who and what a question on sharing means: nations and bodies by their names, subjects by key or name."""

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from app.answers.asking import Asking
from app.errors import InvalidInput, NotFound
from app.graph.client import Row
from app.nations.model import Nation
from app.nations.names import fold
from app.sharing.model import SharingEnd, SharingEndKind

_SUGGESTIONS = 3
_NEAR = 0.85


async def named_ends(asking: Asking, names: Mapping[str, str]) -> list[SharingEnd]:
    """The nation, else the body, that each of `names` means, by the field that it was given in.

    Raises NotFound, and InvalidInput where a name means several.
    """
    nations = await asking.known_nations({field: [name] for field, name in names.items()})
    if all(name in nations for name in names.values()):
        return [_nation(nations[name]) for name in names.values()]
    bodies = await asking.graph.read("sharing/bodies", on=asking.on, **_viewer(asking))
    return [
        _nation(nations[name]) if name in nations else await _named_body(asking, field, name, bodies)
        for field, name in names.items()
    ]


async def named_subject(asking: Asking, name: str) -> list[Row]:
    """What is said of the subject with that key, else with that name. Raises NotFound and InvalidInput."""
    rows = await asking.read("sharing/subject", subject=name)
    if rows:
        return rows
    known = await asking.graph.read("sharing/subjects", **_viewer(asking))
    keys = sorted({row["key"] for row in known if fold(name) in (fold(row["key"]), fold(row["name"]))})
    if not keys:
        names = {row["key"]: row["key"] for row in known} | {row["name"]: row["key"] for row in known}
        raise _not_found("subject", name, "nothing", near=_nearest(name, names))
    _refuse_several("subject", name, keys)
    return await asking.read("sharing/subject", subject=keys[0])


def _nation(nation: Nation) -> SharingEnd:
    return SharingEnd(key=nation.key, name=nation.name, kind=SharingEndKind.NATION)


async def _named_body(asking: Asking, field: str, name: str, bodies: Sequence[Row]) -> SharingEnd:
    meant = [body for body in bodies if fold(name) in {fold(each) for each in (body["key"], *body["names"])}]
    if not meant:
        names = {each: body["key"] for body in bodies for each in body["names"]}
        near = [*await _near_nations(asking, field, name), *_nearest(name, names)]
        raise _not_found(field, name, "no nation or body", near=near[:_SUGGESTIONS])
    _refuse_several(field, name, [body["key"] for body in meant])
    return SharingEnd(key=meant[0]["key"], name=meant[0]["name"], kind=SharingEndKind.BODY)


async def _near_nations(asking: Asking, field: str, name: str) -> Sequence[str]:
    try:
        await asking.nations({field: [name]})
    except NotFound as unknown:
        return unknown.suggestions
    return ()


def _viewer(asking: Asking) -> dict[str, object]:
    parameters = asking.circumstances.parameters
    return {name: parameters[name] for name in ("knownOn", "clearance", "nationality")}


def _nearest(name: str, keys: dict[str, str]) -> list[str]:
    """The names nearest to what was typed, each with its key."""
    folded = {fold(each): each for each in keys}
    near = process.extract(fold(name), folded.keys(), scorer=JaroWinkler.similarity, limit=20, score_cutoff=_NEAR)
    found = (f"{folded[match]} ({keys[folded[match]]})" for match, _, _ in near)
    return list(dict.fromkeys(found))[:_SUGGESTIONS]


def _refuse_several(field: str, name: str, keys: Sequence[str]) -> None:
    if len(keys) > 1:
        raise InvalidInput(
            f"{field}: {name!r} can mean {', '.join(keys)}.",
            field=field,
            value=name,
            expected="one of these keys",
            suggestions=keys,
        )


def _not_found(field: str, name: str, what: str, *, near: Sequence[str]) -> NotFound:
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    return NotFound(
        f"{field}: {what} is known as {name!r}.{hint}",
        field=field,
        value=name,
        expected="a key or a name",
        suggestions=near,
    )
