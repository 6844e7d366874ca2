"""Which statements are put to a copy at all, as far as their text tells.

The engine has the last word: it is asked for the plan first, and runs what reads in a session that cannot write. But a
plan does not show what stands in a subquery within an expression, and an engine that is given a text of hundreds of
operators in a row, or of brackets in brackets, ends the connection without an answer. Both are looked for here.
"""

import re
from collections.abc import Iterator

from app.releases.model import StatementRefused

PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
    }
)
"""What may be called: it reads what the copy holds, and nothing of the engine, its users or its other statements."""

BEGINNINGS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
MOST_NESTED = 40
MOST_OPERATORS = 400

_CONCEALED = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:[^`]|``)*`", re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*")
_CALLED = re.compile(r"(?<![.\w:$])CALL(?!\w)\s*(?P<name>\w[^\s({]*)", re.IGNORECASE)
_OPERATOR = re.compile(r"(?i)\b(?:AND|OR|XOR|NOT|IN|CONTAINS|CASE|UNION|STARTS|ENDS|IS)\b|[-+*/%^=<>|&!]")
_ESCAPE = re.compile(r"\\u", re.IGNORECASE)
_REFUSED = {
    "LOAD CSV reads files and addresses; give values as parameters.": re.compile(r"(?i)\bLOAD\s+CSV\b"),
    "Nothing is run IN TRANSACTIONS of its own; it would be a write.": re.compile(r"(?i)\bTRANSACTIONS?\b"),
    "There is one graph here; USE names none.": re.compile(r"(?i)(?<![.\w:$(,])\s\bUSE\s+[`\w]|^\s*USE\b"),
}


def check_statement(text: str) -> None:
    """Raise StatementRefused, with line and column, for what is not put to the copy."""
    if escaped := _ESCAPE.search(text):  # the engine reads them before it reads quotes and comments
        raise refused("Write characters as they are: \\u is not read here.", text, escaped.start())
    bare = _bare(text)
    first = _WORD.search(bare)
    if first is None:
        raise refused("There is no statement in it.", text, 0)
    if first[0].upper() not in BEGINNINGS or bare[: first.start()].strip():
        raise refused(
            f"A statement begins with {', '.join(BEGINNINGS[:-1])} or {BEGINNINGS[-1]}, not with {first[0]!r}: it may "
            "only read. Plans and administration are not given here.",
            text,
            first.start(),
        )
    for said, pattern in _REFUSED.items():
        if found := pattern.search(bare):
            raise refused(said, text, found.start())
    for name, position in _called(bare):
        if name not in PROCEDURES:
            raise refused(
                f"{name} is not among the procedures that may be called: {', '.join(sorted(PROCEDURES))}.",
                text,
                position,
            )
    _check_size(text, bare)


def refused(said: str, text: str, position: int) -> StatementRefused:
    """The refusal of a statement for what stands at a position of it."""
    before = text[:position]
    line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    return StatementRefused(f"{said} (line {line}, column {column})", field="statement", value=_around(text, position))


def _around(text: str, position: int) -> str:
    return text[max(0, position - 20) : position + 60]


def _bare(text: str) -> str:
    """The text without what stands in comments, quotes and backticks, of the same length; names stay names."""
    return _CONCEALED.sub(lambda found: _blank(found[0]), text)


def _blank(found: str) -> str:
    filler = "_" if found.startswith("`") else "'" if found[0] in "'\"" else " "
    return "".join("\n" if each == "\n" else filler for each in found)


def _called(bare: str) -> Iterator[tuple[str, int]]:
    for found in _CALLED.finditer(bare):
        yield found["name"].rstrip(";"), found.start()


def _check_size(text: str, bare: str) -> None:
    depth = 0
    for position, each in enumerate(bare):
        depth += (each in "([{") - (each in ")]}")
        if depth > MOST_NESTED:
            raise refused(f"Brackets are nested at most {MOST_NESTED} deep.", text, position)
    operators = sum(1 for _ in _OPERATOR.finditer(bare))
    if operators > MOST_OPERATORS:
        raise refused(
            f"It has {operators:,} operators, and may have {MOST_OPERATORS}; give lists as parameters.", text, 0
        )
