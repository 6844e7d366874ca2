"""How far what is typed may be from what is meant.

An edit is one letter too many, missing or wrong, or two neighbours swapped.
"""

from rapidfuzz.distance import OSA

ONE_EDIT_FROM = 4
"""Letters of a word in which one edit is forgiven: shorter words become other words."""

TWO_EDITS_FROM = 8
"""Letters of a word in which two are."""

BEGINNING_FROM = 6
"""Letters of an unfinished word in which one edit is forgiven: shorter beginnings are those of too many words."""

LONGEST = 24
"""Longer words are compared as they are."""


def allowed_edits(letters: str) -> int:
    """How many edits a finished word may have. None in one with a digit: STANAG 2116 is not STANAG 2117."""
    if len(letters) < ONE_EDIT_FROM or len(letters) > LONGEST or any(letter.isdigit() for letter in letters):
        return 0
    return 1 if len(letters) < TWO_EDITS_FROM else 2


def allowed_edits_of_beginning(letters: str) -> int:
    """How many edits an unfinished word may have."""
    return 1 if len(letters) >= BEGINNING_FROM and allowed_edits(letters) else 0


def edits(typed: str, word: str, *, most: int) -> int | None:
    """The edits between two words; None: more than `most`."""
    distance = OSA.distance(typed, word, score_cutoff=most)
    return distance if distance <= most else None


def edits_of_beginning(typed: str, word: str, *, most: int) -> tuple[int, int] | None:
    """The edits between an unfinished word and a beginning of `word`, and the letters of that beginning.

    None: more than `most`, whichever beginning.
    """
    lengths = range(max(1, len(typed) - most), min(len(word), len(typed) + most) + 1)
    tried = ((edits(typed, word[:length], most=most), length) for length in lengths)
    found = [(distance, abs(length - len(typed)), length) for distance, length in tried if distance is not None]
    if not found:
        return None
    distance, _, length = min(found)
    return distance, length
