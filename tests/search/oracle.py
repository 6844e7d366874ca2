"""What must be found, by brute force over everything that is told: no index, and no code of the service."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from tests.answers.told import Asked, Told, World

NAMES = ("name", "shortName", "officialName", "designation")
LISTS = ("aliases", "mmeNames")
CODES = ("iso2", "iso3", "cowCode", "gwCode")
LEFT_OUT = {"of", "the", "and", "for", "on"}
"""The connecting words of the generated names."""


def plain(text: str) -> str:
    """Small letters without accents."""
    split = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in split if not unicodedata.combining(letter)).replace("ł", "l").replace("ø", "o")


def split(text: str) -> list[str]:
    """The words of a text, all of them."""
    return "".join(letter if letter.isalnum() else " " for letter in plain(text)).split()


def telling(text: str) -> list[str]:
    return [word for word in split(text) if word not in LEFT_OUT]


def names(told: Told) -> Iterator[str]:
    yield from (told.says[name] for name in NAMES if name in told.says)
    yield from (name for names in LISTS for name in told.says.get(names, ()))


def answers(typed: str, name: str) -> bool:
    """Every typed word is a word of the name; the last may be the beginning of one. Connecting words tell nothing."""
    if not telling(name):
        return False
    if split(typed) == split(name):
        return True
    sought, held = telling(typed) or split(typed)[-1:], telling(name)
    *whole, last = sought
    goes_on = split(typed)[-1] == last
    begun = any(word.startswith(last) for word in held) if goes_on else last in held
    return begun and all(word in held for word in whole)


def is_code(typed: str, told: Told) -> bool:
    codes = {str(told.says[name]) for name in CODES if name in told.says}
    return typed.strip().upper() in codes or told.start in {typed, typed.upper(), typed.lower()}


def must_find(world: World, typed: str, asked: Asked, labels: tuple[str, ...]) -> set[str]:
    """The keys of all that answers to what was typed, as it was typed."""
    return {
        told.start
        for told in world
        if told.label is not None and asked.counts(told) and (not labels or told.label in labels)
        if is_code(typed, told) or any(answers(typed, name) for name in names(told))
    }


def misspelt(word: str) -> Iterator[str]:
    """Every word that is one edit away: a letter missing, wrong, too many, or two swapped."""
    letters = "aeiorstz"
    for place in range(len(word) + 1):
        yield from (word[:place] + letter + word[place:] for letter in letters)
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield from (word[:place] + letter + word[place + 1 :] for letter in letters)
    for place, (one, other) in enumerate(pairwise(word)):
        yield word[:place] + other + one + word[place + 2 :]
