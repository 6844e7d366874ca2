"""What is typed, as a query of the full-text index that finds at least all that is meant.

The index only proposes: what it finds is compared again in `app.search.ranking`. So its own fuzzy search is not used,
which looks at the fifty nearest words of the whole index and no more: words that only hidden names hold could push out
those that the viewer may see. A pattern finds every word that it fits, whatever else there is.
"""

from collections.abc import Iterator, Sequence

from app.search.typed import Leniency, Reading
from app.search.typos import allowed_edits, allowed_edits_of_beginning

MOST_WORDS = 12
"""Most words that the index is asked for, the longest; the others are only compared."""

_ANY = ".*"
# A word of ours may be a part of one of the index, which keeps d'Ivoire and U.S. as they are. With typos that costs too
# much, so that these are looked for in whole words of the index only, and after an elided article.
_JOINING = "['._:,;·‧․]"
_BEFORE, _AFTER = f"(.*{_JOINING})?", f"({_JOINING}.*)?"
_ARTICLE = "(.{1,2}')?"


def names_query(readings: Sequence[Reading], *, leniency: Leniency) -> str:
    """The names that may hold every word of one of the readings of what was typed, or at least one of them."""
    return " ".join(_of_reading(reading, leniency) for reading in readings)


def _of_reading(reading: Reading, leniency: Leniency) -> str:
    needed = "+" if leniency.every else ""
    asked = {
        letters: f"{needed}({' '.join(f'/{pattern}/' for pattern in _patterns(letters, is_beginning, leniency.typos))})"
        for letters, is_beginning in reading.asked
    }
    longest = sorted(asked, key=lambda letters: (-len(letters), letters))[:MOST_WORDS]
    return f"({' '.join(asked[letters] for letters in longest)})"


def _patterns(letters: str, is_beginning: bool, typos: bool) -> Iterator[str]:
    """Patterns of the words that may be meant. Words are letters and digits, none of which is a sign of patterns."""
    yield f"{_BEFORE}{letters}{_ANY if is_beginning else _AFTER}"
    if not typos:
        return
    if is_beginning and allowed_edits_of_beginning(letters):
        yield f"{_ARTICLE}{_one_edit(letters)}{_ANY}"
    elif allowed_edits(letters) == 1:
        yield f"{_ARTICLE}{_one_edit(letters)}"
    if allowed_edits(letters) == 2:
        yield from (f"{_ARTICLE}{pattern}" for pattern in _two_edits(letters))


def _one_edit(letters: str) -> str:
    """All that is at most one edit away."""
    if not letters:
        return ".?"
    first, rest = letters[0], letters[1:]
    swapped = f"|{rest[0]}{first}{rest[1:]}" if rest else ""
    return f"({first}{_one_edit(rest)}|.?{rest}|.{letters}{swapped})"


def _two_edits(letters: str) -> Iterator[str]:
    """At least all that is two edits away.

    Each half has one of them; or one half has both, and the other is as it was typed; or one of them swaps the
    letters between which the halves part.
    """
    middle = len(letters) // 2
    one, other = letters[:middle], letters[middle:]
    yield f"{_one_edit(one)}{_one_edit(other)}"
    yield f"{one}.{{{len(other) - 2},{len(other) + 2}}}"
    yield f".{{{len(one) - 2},{len(one) + 2}}}{other}"
    yield _one_edit(f"{one[:-1]}{other[0]}{one[-1]}{other[1:]}")
