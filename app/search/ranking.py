"""How close a name comes to what was typed.

The full-text index has scores of its own, but they weigh a word by how many names hold it, hidden ones too. These are
made of what was typed and of the one name alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.search.model import NameKind, NamePart
from app.search.typed import Leniency, Reading, Typed
from app.search.typos import allowed_edits, allowed_edits_of_beginning, edits, edits_of_beginning
from app.search.words import Word, telling, words

SAME = 100.0
"""The score of a name or a code that is what was typed."""

NOT_THE_WHOLE = 99.0
"""The most that anything else scores."""

BEGINNING = 0.95
"""What a beginning is worth of the whole word: a little less, so that whole words come first."""

SOUNDED = 0.9
"""What a name is worth that only sounds as what was typed in another script."""

FORMER = 0.9
"""What a name is worth that is not borne on the day asked about."""

COVERED, FIRST = 0.3, 0.1
"""Parts of the score that a name has for being covered as a whole, and for beginning with what was typed."""

_KINDS: Mapping[NameKind, Sequence[str]] = {
    NameKind.NAME: ("name",),
    NameKind.SHORT_NAME: ("shortName",),
    NameKind.OFFICIAL_NAME: ("officialName",),
    NameKind.DESIGNATION: ("designation",),
    NameKind.ALIAS: ("aliases", "mmeNames", "cowIgo"),
}
_CODES = ("iso2", "iso3", "cowCode", "gwCode")
_ORDER = tuple(NameKind)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """A name, what kind of name it is, how close it comes, and the places in it that were matched."""

    kind: NameKind
    text: str
    score: float
    same: bool
    places: frozenset[int] = frozenset()

    @property
    def parts(self) -> tuple[NamePart, ...]:
        """The name in parts."""
        return tuple(_parts(self.text, self.places))


def closest(sought: Typed, key: str, says: Mapping[str, Any], *, current: bool, leniency: Leniency) -> Likeness | None:
    """The name, code or key in what an assertion says that comes closest to what was typed.

    `current`: on the day asked about nothing else says what it is called. None: no name comes close enough.
    """
    found = [*_codes(sought, key, says), *_names(sought, says, leniency)]
    if not found:
        return None
    best = min(found, key=lambda one: (-one.score, _ORDER.index(one.kind), one.text))
    if current or best.kind is NameKind.KEY:
        return best
    return Likeness(
        kind=best.kind, text=best.text, score=round(best.score * FORMER, 1), same=best.same, places=best.places
    )


def _codes(sought: Typed, key: str, says: Mapping[str, Any]) -> Iterator[Likeness]:
    if key in sought.keys:
        yield _whole(NameKind.KEY, key)
    for code in (str(says[name]) for name in _CODES if says.get(name) is not None):
        if code == sought.code:
            yield _whole(NameKind.CODE, code)


def _whole(kind: NameKind, text: str) -> Likeness:
    return Likeness(kind=kind, text=text, score=SAME, same=True, places=frozenset(range(len(text))))


def _names(sought: Typed, says: Mapping[str, Any], leniency: Leniency) -> Iterator[Likeness]:
    for kind, properties in _KINDS.items():
        for text in _texts(says, properties):
            likeness = compare(sought, text, kind=kind, leniency=leniency)
            if likeness is not None:
                yield likeness


def _texts(says: Mapping[str, Any], properties: Iterable[str]) -> Iterator[str]:
    for value in (says.get(name) for name in properties):
        yield from [value] if isinstance(value, str) else value or ()


def compare(sought: Typed, text: str, *, kind: NameKind, leniency: Leniency) -> Likeness | None:
    """How close one name comes. None: not close enough."""
    every = words(text)
    if sought.whole == tuple(word.letters for word in every):
        places = frozenset(place for word in every for place in word.places)
        return Likeness(kind=kind, text=text, score=SAME, same=True, places=places)
    name = telling(every)
    found = [met for reading in sought.readings for met in [_read(reading, name, leniency)] if met is not None]
    if not found:
        return None
    share, places = max(found, key=lambda one: one[0])
    return Likeness(kind=kind, text=text, score=round(NOT_THE_WHOLE * share, 1), same=False, places=places)


def _read(reading: Reading, name: tuple[Word, ...], leniency: Leniency) -> tuple[float, frozenset[int]] | None:
    """The score, 0 to 1, of a name by one reading, and the matched places."""
    met = [(letters, _best(letters, is_beginning, name, leniency.typos)) for letters, is_beginning in reading.asked]
    letters_typed = sum(len(letters) for letters, _ in met)
    letters_met = sum(len(letters) for letters, best in met if best)
    if letters_met < max(1, leniency.least * letters_typed):
        return None
    closeness = sum(len(letters) * best.closeness for letters, best in met if best) / letters_typed
    places = frozenset(place for _, best in met if best for place in best.word.places[: best.length])
    letters_named = sum(len(word.letters) for word in name)
    covered = len({(best.word.places[0], place) for _, best in met if best for place in range(best.length)})
    first = met[0][1] is not None and met[0][1].word is name[0]
    whole = 1 - COVERED - FIRST + COVERED * covered / letters_named + FIRST * first
    return closeness * whole * (SOUNDED if reading.sounded else 1), places


@dataclass(frozen=True, kw_only=True)
class _Met:
    """A word of a name that meets a typed one: how closely, and with how many of its first letters."""

    word: Word
    closeness: float
    length: int


def _best(letters: str, is_beginning: bool, name: tuple[Word, ...], typos: bool) -> _Met | None:
    """The word of a name that comes closest to a typed one, the first of several."""
    met = [found for word in name for found in _met(letters, is_beginning, word, typos)]
    return max(met, key=lambda one: one.closeness, default=None)


def _met(letters: str, is_beginning: bool, word: Word, typos: bool) -> Iterator[_Met]:
    length = len(word.letters)
    if word.letters == letters:
        yield _Met(word=word, closeness=1, length=length)
        return
    if is_beginning and word.letters.startswith(letters):
        yield _Met(word=word, closeness=BEGINNING, length=len(letters))
        return
    if not typos:
        return
    wrong = edits(letters, word.letters, most=allowed_edits(letters)) if allowed_edits(letters) else None
    if wrong is not None:
        yield _Met(word=word, closeness=1 - wrong / len(letters), length=length)
    if is_beginning and (most := allowed_edits_of_beginning(letters)):
        begun = edits_of_beginning(letters, word.letters, most=most)
        if begun is not None:
            yield _Met(word=word, closeness=BEGINNING * (1 - begun[0] / len(letters)), length=begun[1])


def _parts(text: str, places: frozenset[int]) -> Iterator[NamePart]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (place in places) != (start in places):
            yield NamePart(text=text[start:place], matched=start in places)
            start = place
