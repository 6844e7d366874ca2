"""What a caller asked, as an entry may quote it: without secrets, bounded, of values that every language reads alike.

Left out are the values of everything whose name tells of a secret, in whatever it is nested, and what looks like one by
itself: a key of this service, a bearer token, a signed token, the password of an address. Strings, lists, objects and
depth are bounded, each with a word on what was cut; numbers that are no integers below 2^53 are written as strings.
"""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

MASK = "***"

MOST_BYTES = 8_192
"""Of all that an entry quotes."""

_MOST_LENGTH, _MOST_ITEMS, _MOST_MEMBERS, _MOST_DEPTH, _MOST_NAME = 1_000, 100, 100, 8, 100
_MOST_INTEGER = 2**53

_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase|code)|secret|token|authori[sz]ation|credential|cookie|(api|private|access)[-_ .]?key|"
    r"signature|bearer|\bpwd\b|\bauth\b",
    re.IGNORECASE,
)
_SECRET_VALUES = (
    (re.compile(r"\bentente_([A-Za-z0-9-]{1,64})_[A-Za-z0-9_-]{8,}"), rf"entente_\1_{MASK}"),
    (re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?"), MASK),
    (re.compile(r"\bwhsec_[A-Za-z0-9+/=_-]+"), MASK),
    (re.compile(r"://[^/\s:@]*:[^/\s@]+@"), f"://{MASK}@"),
    (
        re.compile(r"\b([\w-]*(?:password|secret|token|api[-_]?key)[\w-]*)(\s*[=:]\s*)[^\s&,;\"'}]+", re.IGNORECASE),
        rf"\1\2{MASK}",
    ),
)


def is_secret(name: str) -> bool:
    """Whether what bears that name is left out."""
    return _SECRET_NAME.search(name) is not None


def plain(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked, as an entry quotes it. What is too large even so is told by its size and its SHA-256."""
    quoted = {_name(name): _value(name, value, _MOST_DEPTH) for name, value in asked.items()}
    text = json.dumps(quoted, ensure_ascii=False, sort_keys=True).encode()
    if len(text) <= MOST_BYTES:
        return quoted
    return {
        "cut": True,
        "bytes": len(text),
        "sha256": sha256(text).hexdigest(),
        "begins": _text(text[:2_000].decode("utf-8", "ignore")),
    }


def text(value: str) -> str:
    """A short text, without what looks like a secret."""
    return _text(value)


def pairs(given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Parameters by name; one that is given several times is a list."""
    found: dict[str, Any] = {}
    for name, value in given:
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


def _value(name: str, value: Any, depth: int) -> Any:
    if is_secret(name) and value is not None:
        return MASK
    return _quoted(value, depth)


def _quoted(value: Any, depth: int) -> Any:
    match value:
        case None | bool():
            return value
        case int() if abs(value) < _MOST_INTEGER:
            return value
        case str():
            return _json_text(value) if value[:1] in ("{", "[") else _text(value)
        case Mapping() if depth:
            return _members(value, depth - 1)
        case list() | tuple() if depth:
            kept = [_quoted(item, depth - 1) for item in value[:_MOST_ITEMS]]
            return kept if len(kept) == len(value) else [*kept, f"… {len(value)} in all"]
        case Mapping() | list() | tuple():
            return "… nested more deeply"
        case _:
            return _text(repr(value) if isinstance(value, float) else str(value))


def _members(value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, each in value.items():
        if len(kept) == _MOST_MEMBERS:
            kept["…"] = f"{len(value)} in all"
            break
        kept[_name(str(name))] = _value(str(name), each, depth)
    return kept


def _json_text(value: str) -> str:
    """A string that holds JSON, as conditions of lists do: what is secret in it is left out too."""
    try:
        inner = json.loads(value) if len(value) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        return _text(value)
    if not isinstance(inner, (dict, list)):
        return _text(value)
    return _text(json.dumps(_quoted(inner, _MOST_DEPTH), ensure_ascii=False))


def _name(name: str) -> str:
    """A member's name: short, and within Unicode's first plane, where every language sorts alike."""
    return "".join(each if each <= "\uffff" else "\ufffd" for each in _text(name)[:_MOST_NAME])


def _text(value: str) -> str:
    sound = value if value.isascii() else value.encode("utf-8", "replace").decode()
    kept = sound[: 20 * _MOST_LENGTH]
    for pattern, shown in _SECRET_VALUES:
        kept = pattern.sub(shown, kept)
    return kept if len(value) <= _MOST_LENGTH else f"{kept[:_MOST_LENGTH]}… {len(value):,} characters"
