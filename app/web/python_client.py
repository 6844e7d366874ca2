"""The methods of the Python client, written from what the service declares: a question, and a list of each kind.

`entente schema --client` prints them; `entente_client/questions.py` keeps them, and a test fails where it is stale.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from textwrap import fill, indent
from typing import Any

from app.answers.fields import Given, fields_of, nested_type
from app.entities.fields import ENTITIES
from app.model.declaration import Label
from app.questions import QUESTIONS, NamedQuestion

_HEAD = '''"""The questions and lists of a service, as methods. Generated: `entente schema --client` prints it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

import pandas as pd

from entente_client.answer import Answer

{choices}

class Questions:
    """What can be asked. Days are dates, or text as YYYY-MM-DD; nations are given by code, name or alias."""

    def _ask(self, question: str, given: Mapping[str, Any]) -> Answer:
        raise NotImplementedError

    def _list(self, path: str, given: Mapping[str, Any], *, limit: int | None) -> pd.DataFrame:
        raise NotImplementedError
'''

_TYPES = {date: "date | str", datetime: "datetime | str", str: "str", int: "int", float: "float", bool: "bool"}

_LIST = '''
    def {name}(
        self,
        *,
        where: Mapping[str, Any] | None = None,
        sort: str | None = None,
        on: date | str | None = None,
        known_on: datetime | str | None = None,
        sources: Sequence[str] | None = None,
        limit: int | None = 1000,
    ) -> pd.DataFrame:
        """{meaning}

        `where`: conditions as in GraphQL, `{{"name": {{"contains": "a"}}}}`. `sort`: up to three, `-` before those that
        fall: `-since,name`. `on`: only what holds on that day; else whenever. `limit`: most rows; None: all.
        """
        given = {{"where": where, "sort": sort, "on": on, "knownOn": known_on, "sources": sources}}
        return self._list("{path}", given, limit=limit)
'''


def python_client() -> str:
    """The text of `entente_client/questions.py`, before it is formatted."""
    head = _HEAD.format(choices="".join(_choices()))
    return head + "".join([*(_question(named) for named in QUESTIONS), *(_list(label) for label in ENTITIES)])


def _choices() -> Iterator[str]:
    """The values that a question chooses from, by the name of what they are."""
    kinds = {each.type.__name__: each.type for named in QUESTIONS for each in fields_of(named.question)}
    for name, kind in sorted(kinds.items()):
        if _is_choice(kind):
            yield f"{name} = Literal[{', '.join(repr(each.value) for each in kind)}]\n"


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum) and not issubclass(kind, int)


def _question(named: NamedQuestion) -> str:
    given = sorted(fields_of(named.question), key=lambda each: not each.required)
    required = [each for each in given if each.required]
    signature = ["self", *(_parameter(each) for each in required), "*"]
    signature += [_parameter(each) for each in given if not each.required]
    sent = ", ".join(f'"{each.name}": {_name(each)}' for each in given)
    return (
        f"\n    def {named.name.replace('-', '_')}({', '.join(signature)}) -> Answer:\n"
        f'{indent(_docstring(named, given), " " * 8)}\n        return self._ask("{named.name}", {{{sent}}})\n'
    )


def _docstring(named: NamedQuestion, given: list[Given]) -> str:
    lines = [f'"""{named.asks}', "", *(_told(each) for each in given), '"""']
    return "\n".join(lines)


def _told(given: Given) -> str:
    default = "" if given.default is None else f" Default: {_shown(given.default)}."
    return fill(f"{_name(given)}: {given.meaning}{default}", width=108, subsequent_indent="    ")


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(each) for each in value)
    return str(value.value) if isinstance(value, Enum) else str(value)


def _name(given: Given) -> str:
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in given.name)
    return f"{snake}_" if snake == "from" else snake


def _parameter(given: Given) -> str:
    kind = f"Sequence[{_type(given.type)}]" if given.many else _type(given.type)
    return f"{_name(given)}: {kind}" if given.required else f"{_name(given)}: {kind} | None = None"


def _type(kind: Any) -> str:
    if nested_type(kind):
        return "Mapping[str, Any] | str"
    if _is_choice(kind):
        return str(kind.__name__)
    return next(text for known, text in _TYPES.items() if issubclass(kind, known) and (known, kind) != (date, datetime))


def _list(label: Label) -> str:
    return _LIST.format(name=label.file, meaning=label.meaning, path=label.file.replace("_", "-"))
