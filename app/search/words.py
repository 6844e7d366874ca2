"""Text as words that can be compared: without case, and without the accents of Latin letters.

Words are told apart as the full-text index tells them apart, and folded as it folds them, so that what is compared
here can be found there. Other scripts keep their accents, as they do in the index.
"""

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

CONNECTING = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
})  # fmt: skip
"""Words that the index leaves out, so that nothing is found by them."""

_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ı": "i", "ə": "a",
}  # fmt: skip
"""Latin letters that are no letter with an accent, as the index writes them."""


_PLAIN = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Word:
    """A folded word, and where each of its letters stands in the text that it was read from."""

    letters: str
    places: tuple[int, ...]


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order. Each Han or Hiragana character is a word, as in the index."""
    if text.isascii():
        return tuple(Word(letters=each[0].lower(), places=tuple(range(*each.span()))) for each in _PLAIN.finditer(text))
    found: list[list[tuple[str, int]]] = [[]]
    for place, character in enumerate(text):
        folded = _folded(character, after_latin=bool(found[-1]) and found[-1][-1][0].isascii())
        if folded is None or _stands_alone(character):
            found.append([])
        found[-1].extend((letter, place) for letter in folded or "")
        if _stands_alone(character):
            found.append([])
    return tuple(
        Word(letters="".join(letter for letter, _ in word), places=tuple(place for _, place in word))
        for word in found
        if word
    )


def telling(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words by which something can be found."""
    return tuple(word for word in found if word.letters not in CONNECTING)


def in_latin_letters(text: str) -> str | None:
    """The text as it sounds, in Latin letters; None where it is written in them."""
    if all(word.letters.isascii() for word in words(text)):
        return None
    return anyascii(text)


def _folded(character: str, *, after_latin: bool) -> str | None:
    """The letters of a character; empty for an accent that is dropped; None for what parts words."""
    kind = unicodedata.category(character)
    if kind[0] == "M":
        return "" if after_latin else character
    if kind[0] != "L" and kind != "Nd":
        return None
    lower = character.lower()
    plain = unicodedata.normalize("NFKD", lower)
    if plain[0].isascii():
        return "".join(letter for letter in plain if letter.isalnum())
    return _LATIN.get(lower, lower)


def _stands_alone(character: str) -> bool:
    return "\u3041" <= character <= "\u309f" or "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"
