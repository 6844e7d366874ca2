"""Is the trail as it was written? Finds the first entry of each chain that is not, and says what was done to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from app.trail.chain import BEGINNING, ChainFile, chains, opened
from app.trail.model import Head

Tampering = Literal["changed", "removed", "inserted", "reordered", "truncated", "gone", "not anchored"]

_STEP = 1_000


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The first wrong entry of a chain: where it stands, and what was done."""

    chain: str
    kind: Tampering
    file: str
    line: int
    """From 1; 0: the file as a whole."""
    detail: str


@dataclass(frozen=True, kw_only=True)
class Verified:
    """One chain: how far it is sound, and the first thing that is wrong with it."""

    chain: str
    entries: int
    head: str
    """Hash of the last entry that is sound."""
    fault: Fault | None = None
    torn: str | None = None
    """The file whose end is an entry that a process died of writing: no fault, and set aside by the next start."""


@dataclass(frozen=True)
class _Line:
    file: ChainFile
    place: int
    text: bytes

    @property
    def entry(self) -> dict[str, Any] | None:
        return opened(self.text) if self.text.endswith(b"\n") else None


@dataclass
class _Walk:
    """A chain as far as it was found sound."""

    chain: str
    anchored: Head | None
    number: int = 0
    last: str = BEGINNING
    before: str = ""
    """Hash of the entry before the last."""
    at: _Line | None = None
    anchor_met: bool = False

    def fault(self, kind: Tampering, line: _Line | None, detail: str) -> Fault:
        return Fault(
            chain=self.chain,
            kind=kind,
            file=line.file.path.name if line else self.anchored.file if self.anchored else "",
            line=line.place if line else 0,
            detail=detail,
        )


def verify(
    folder: Path, heads: Mapping[str, Head] | None, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> list[Verified]:
    """Every chain in the folder, and every one that was anchored. `heads`: None, to compare the files alone.

    `progress` is told how many bytes are done, and how many there are.
    """
    found = chains(folder)
    total = sum(file.path.stat().st_size for files in found.values() for file in files)
    done = 0

    def step(size: int) -> None:
        nonlocal done
        done += size
        progress(done, total)

    verified = [
        _verified(_Walk(chain, (heads or {}).get(chain)), files, anchors=heads is not None, step=step)
        for chain, files in found.items()
    ]
    return verified + [_gone(head) for chain, head in (heads or {}).items() if chain not in found]


def _gone(head: Head) -> Verified:
    detail = f"the chain is gone: it had {head.number:,} entries when it was last anchored"
    fault = Fault(chain=head.chain, kind="gone", file=head.file, line=0, detail=detail)
    return Verified(chain=head.chain, entries=0, head=BEGINNING, fault=fault)


def _verified(walk: _Walk, files: Sequence[ChainFile], *, anchors: bool, step: Callable[[int], None]) -> Verified:
    torn: str | None = None
    fault: Fault | None = None
    size = 0
    for count, line in enumerate(_lines(files)):
        size += len(line.text)
        if count % _STEP == 0:
            step(size)
            size = 0
        if not line.text.endswith(b"\n") and line.file is files[-1]:
            torn = line.file.path.name
            break
        fault = _follow(walk, line) or _compare(walk, line)
        if fault is not None:
            fault = _explained(walk, line, fault, files)
            break
    step(size)
    if fault is None and anchors:
        fault = _end(walk)
    return Verified(chain=walk.chain, entries=walk.number, head=walk.last, fault=fault, torn=torn)


def _lines(files: Sequence[ChainFile]) -> Iterator[_Line]:
    for file in files:
        with file.path.open("rb") as opened_file:
            for place, text in enumerate(opened_file, start=1):
                yield _Line(file, place, text)


def _follow(walk: _Walk, line: _Line) -> Fault | None:
    """Take an entry that follows the last one; the fault where it does not."""
    entry = line.entry
    if entry is None:
        return walk.fault("changed", line, "the entry is not what its hash says")
    if entry["chain"] != walk.chain:
        return walk.fault("inserted", line, f"the entry belongs to the chain {entry['chain']}")
    if entry["number"] != walk.number + 1 or entry["previous"] != walk.last:
        return walk.fault("removed", line, "")
    walk.number, walk.before, walk.last, walk.at = entry["number"], walk.last, entry["hash"], line
    return None


def _compare(walk: _Walk, line: _Line) -> Fault | None:
    """Whether the entry that the graph remembers is the one that stands in its place."""
    anchored = walk.anchored
    if anchored is None or walk.number != anchored.number:
        return None
    walk.anchor_met = True
    if walk.last == anchored.hash:
        return None
    return walk.fault("changed", line, "entry and chain are sound, but are not those that the graph remembers")


def _end(walk: _Walk) -> Fault | None:
    if walk.anchored is None:
        return walk.fault("not anchored", walk.at, "the graph does not remember this chain")
    if walk.anchor_met:
        return None
    missing = walk.anchored.number - walk.number
    return walk.fault("truncated", walk.at, f"at least {missing:,} entries after this one were taken off the end")


def _explained(walk: _Walk, line: _Line, fault: Fault, files: Sequence[ChainFile]) -> Fault:
    """What was done, by what comes after the first entry that does not follow."""
    entry, following = line.entry, _after(files, line)
    if entry is None:
        if any(each["previous"] == walk.last for each in islice(following, 1)):
            return walk.fault("inserted", line, "the entry stands between two that follow each other")
        return fault
    if fault.detail:
        return fault
    if entry["number"] > walk.number + 1:
        return _skipped(walk, line, entry, following)
    return _second(walk, line, entry)


def _skipped(walk: _Walk, line: _Line, entry: Mapping[str, Any], following: Iterator[Mapping[str, Any]]) -> Fault:
    if any(each["previous"] == walk.last for each in following):
        return walk.fault("reordered", line, f"entry {walk.number + 1:,} stands further down")
    count = entry["number"] - walk.number - 1
    where = " before this file" if line.place == 1 else " before this one"
    return walk.fault("removed", line, f"{count:,} entries{where} are missing")


def _second(walk: _Walk, line: _Line, entry: Mapping[str, Any]) -> Fault:
    if entry["number"] == walk.number and entry["previous"] == walk.before and entry["hash"] != walk.last:
        return walk.fault("inserted", walk.at, "the entry after this one follows the one before it")
    if entry["number"] == walk.number + 1 and walk.at is not None:
        return walk.fault("changed", walk.at, "the entry after this one names another hash")
    if entry["number"] == walk.number + 1:
        return walk.fault("removed", line, "what this file begins with follows an entry that is missing")
    return walk.fault("inserted", line, f"entry {entry['number']:,} stands a second time")


def _after(files: Sequence[ChainFile], line: _Line) -> Iterator[dict[str, Any]]:
    """The sound entries that stand after a line."""
    passed = False
    for each in _lines(files):
        if passed and (entry := each.entry) is not None:
            yield entry
        passed = passed or (each.file is line.file and each.place == line.place)
