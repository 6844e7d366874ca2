"""Evidence: which source says so, where in it, and how far it can be relied on."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Reliability(StrEnum):
    """Reliability of a source, as NATO grades information (STANAG 2511, AJP-2.1)."""

    A = "A"  # completely reliable
    B = "B"  # usually reliable
    C = "C"  # fairly reliable
    D = "D"  # not usually reliable
    E = "E"  # unreliable
    F = "F"  # cannot be judged


class Credibility(IntEnum):
    """Credibility of one piece of information, on the same scale."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The source of a fact: its key, the row or article in it, and the two grades."""

    source: str
    source_row: str | None = None
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    synthetic: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """A dataset, document or reporter that facts come from. Its own existence can be marked, as facts are.

    `obligations_coded`: it lists every party of each agreement that it describes, and these kinds of obligation of
    each, so that it denies what it does not list. Empty: it denies nothing.
    """

    key: str
    title: str
    publisher: str = ""
    version: str = ""
    url: str = ""
    licence: str = ""
    reliability: Reliability = Reliability.F
    obligations_coded: tuple[str, ...] = ()
    marking: int = 0
    releasable_to: tuple[str, ...] | None = None
