"""What somebody typed, as it can be read."""

from dataclasses import dataclass
from functools import cached_property

from app.errors import InvalidInput
from app.search.words import in_latin_letters, telling, words


@dataclass(frozen=True, kw_only=True)
class Leniency:
    """What a name may lack. `every`: names are proposed that hold every typed word, else those that hold any. `least`:
    the share of the typed letters that has to be met. `typos`: typos are forgiven.
    """

    every: bool
    least: float
    typos: bool


AS_TYPED = Leniency(every=True, least=1, typos=False)
"""All that was typed has to be met."""

WITH_TYPOS = Leniency(every=True, least=1, typos=True)
"""All that was typed, or nearly so."""

ROUGHLY = Leniency(every=False, least=0.5, typos=True)
"""Half of what was typed, or nearly so: names in other people's tables hold more and other words than ours."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Some words that were typed; `unfinished`: the last of them is a beginning. `sounded`: as they sound in Latin."""

    letters: tuple[str, ...]
    unfinished: bool
    sounded: bool

    @property
    def asked(self) -> tuple[tuple[str, bool], ...]:
        """The words, and whether each is a beginning; a word that was typed twice counts once, as a beginning."""
        last = len(self.letters) - 1
        return tuple({word: self.unfinished and place == last for place, word in enumerate(self.letters)}.items())


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed: the text, its words without connecting ones, and what they sound like in Latin letters."""

    text: str
    unfinished: bool

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """As it is written and, where that is not in Latin letters, as it sounds."""
        sounded = in_latin_letters(self.text)
        found = [_reading(self.text, self.unfinished, sounded=False)]
        found += [_reading(sounded, self.unfinished, sounded=True)] if sounded else []
        return tuple(reading for reading in found if reading.letters)

    @cached_property
    def whole(self) -> tuple[str, ...]:
        """Every word, as a name is compared that shall be the same."""
        return tuple(word.letters for word in words(self.text))

    @property
    def code(self) -> str:
        """As a code would be written."""
        return self.text.strip().upper()

    @property
    def keys(self) -> list[str]:
        """As the keys that it may be."""
        return sorted({self.text.strip(), self.text.strip().upper(), self.text.strip().lower()})


def typed(text: str, *, field: str, unfinished: bool) -> Typed:
    """Read what was typed; `unfinished`: its last word is a beginning. Raises InvalidInput where there is no word."""
    read = Typed(text=text, unfinished=unfinished)
    if not read.readings:
        raise InvalidInput(
            f"{field}: {text!r} holds no letter or digit.", field=field, value=text, expected="a name, or its beginning"
        )
    return read


def _reading(text: str, unfinished: bool, *, sounded: bool) -> Reading:
    every = words(text)
    found = telling(every) or every[-1:]
    # Who goes on after a word has finished it.
    is_last = bool(found) and found[-1] == every[-1]
    return Reading(letters=tuple(word.letters for word in found), unfinished=unfinished and is_last, sounded=sounded)
