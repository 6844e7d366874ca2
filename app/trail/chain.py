"""The form of the trail: how entries are written, and what chains them.

A chain is one or more files `CHAIN.YYYY-MM.jsonl`, in the order of their months. Each line is an entry: a JSON object
in the canonical form of RFC 8785 (UTF-8, no white space, members sorted, each string escaped in one way only), followed
by a line feed. Its numbers are integers below 2^53. Of its members,

- `chain` is the name of the chain, and `number` counts its entries from 1 on, without a gap, through all of its files,
- `previous` is the `hash` of the entry before, also where that is the last one of the file before, and 64 zeros in the
  first entry of the chain,
- `hash` is the SHA-256, in lower-case hexadecimal, of the canonical form of the entry without its member `hash`.

So a verifier reads the lines, takes `hash` out, writes the rest canonically, and compares. What follows the last line
feed of a chain is an entry that its process died of writing; nobody was answered for it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

BEGINNING = "0" * 64
"""What the first entry of a chain names as the one before."""

_FILE = re.compile(r"(?P<chain>[A-Za-z0-9_-]+)\.(?P<month>\d{4}-\d{2})\.jsonl")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, kw_only=True)
class ChainFile:
    """One file of a chain."""

    path: Path
    chain: str
    month: str


def file_name(chain: str, month: str) -> str:
    """The name of a chain's file of a month, `YYYY-MM`."""
    return f"{chain}.{month}.jsonl"


def chains(folder: Path) -> dict[str, tuple[ChainFile, ...]]:
    """The chains in a folder by name, each with its files in order."""
    found: dict[str, list[ChainFile]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        if match := _FILE.fullmatch(path.name):
            found.setdefault(match["chain"], []).append(ChainFile(path=path, **match.groupdict()))
    return {chain: tuple(sorted(files, key=lambda file: file.month)) for chain, files in sorted(found.items())}


def canonical(value: Mapping[str, Any]) -> bytes:
    """The canonical form of plain values, as `app.trail.plain` leaves them.

    Their members' names keep to Unicode's first plane, where the order of code points is that of UTF-16, which RFC 8785
    asks for.
    """
    return _ENCODER.encode(value).encode()


def sealed(entry: Mapping[str, Any]) -> tuple[bytes, str]:
    """The line of an entry that has its place in a chain, and its hash."""
    digest = sha256(canonical(entry)).hexdigest()
    return canonical({**entry, "hash": digest}) + b"\n", digest


def opened(line: bytes) -> dict[str, Any] | None:
    """The entry of a line that is written as it must be and has the hash that it says; None for any other."""
    try:
        entry = json.loads(line)
        if not isinstance(entry, dict) or canonical(entry) != line.rstrip(b"\n"):
            return None
        said = entry["hash"]
        rest = {name: value for name, value in entry.items() if name != "hash"}
    except (ValueError, KeyError, RecursionError):
        return None
    return entry if sha256(canonical(rest)).hexdigest() == said else None


def written(moment: datetime) -> str:
    """A moment as entries have it: UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def lines_backwards(path: Path, *, before: int | None = None, block: int = 65_536) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a file that start before an offset, the last one first, each with where it starts."""
    with path.open("rb") as file:
        end = file.seek(0, 2) if before is None else before
        held = b""
        while end > 0:
            start = max(0, end - block)
            file.seek(start)
            held = file.read(end - start) + held
            first = 0 if start == 0 else held.find(b"\n") + 1
            if start == 0 or first:
                yield from _split_backwards(held[first:], start + first)
                held = held[:first]
            end = start


def _split_backwards(piece: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    lines: list[tuple[int, bytes]] = []
    for line in piece.split(b"\n")[:-1]:
        lines.append((start, line + b"\n"))
        start += len(line) + 1
    yield from reversed(lines)
