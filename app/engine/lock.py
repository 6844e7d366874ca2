"""Which archives an engine is made of, to the byte.

One text file per engine version in `locks/`: a line per archive, with its Maven coordinates
(`group:artifact:version[:classifier]`), its size in bytes and its SHA-256. `make_lock` writes one for a new version.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath

from app.settings import EngineVersion

_DIGEST_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class Archive:
    """One file of a Maven repository, and what it must contain."""

    group: str
    artifact: str
    version: str
    classifier: str | None
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal, lower case."""

    @property
    def coordinates(self) -> str:
        """How Maven names it."""
        parts = [self.group, self.artifact, self.version]
        return ":".join(parts if self.classifier is None else [*parts, self.classifier])

    @property
    def path(self) -> PurePosixPath:
        """Where it is, in a Maven repository and in the cache."""
        suffix = "" if self.classifier is None else f"-{self.classifier}"
        file_name = f"{self.artifact}-{self.version}{suffix}.jar"
        return PurePosixPath(*self.group.split("."), self.artifact, self.version, file_name)

    def as_line(self) -> str:
        """Its line in a lock file."""
        return f"{self.coordinates} {self.size} {self.sha256}"


def locked_archives(version: EngineVersion) -> tuple[Archive, ...]:
    """Everything that an engine of this version needs, in the order of its lock file."""
    return read_lock((files("app.engine") / "locks" / f"neo4j-{version}.lock").read_text(encoding="utf-8"))


def read_lock(text: str) -> tuple[Archive, ...]:
    """The archives of a lock file's text. Raises ValueError, naming the line, for one that is not a lock line."""
    numbered = enumerate(text.splitlines(), start=1)
    return tuple(_archive(line, number) for number, line in numbered if line and not line.startswith("#"))


def _archive(line: str, number: int) -> Archive:
    try:
        coordinates, size, sha256 = line.split(" ")
        group, artifact, version, *classifiers = coordinates.split(":")
        [classifier] = classifiers or [""]
        if len(bytes.fromhex(sha256)) * 2 != _DIGEST_LENGTH:
            raise ValueError(sha256)
        return Archive(
            group=group,
            artifact=artifact,
            version=version,
            classifier=classifier or None,
            size=int(size),
            sha256=sha256,
        )
    except ValueError as error:
        raise ValueError(f"Line {number} is not `coordinates size sha256`: {line!r}") from error
