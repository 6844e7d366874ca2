"""Saved queries for Neo4j Browser: a comment that asks, `:param` lines that Browser runs, and one Cypher statement.

Browser takes several statements with semicolons between them, and of its own commands only `:param` among them; so a
file runs as it is when it is pasted, dropped or imported.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from app.errors import DefectiveQuery

QUERIES = Path(__file__).with_name("queries")
_PARAMETER = re.compile(r":param (?P<name>\w+) => (?P<value>.+);")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same queries give the same archive, byte for byte


@dataclass(frozen=True, kw_only=True)
class SavedQuery:
    """One file: `folder` is the question that it belongs to, `title` is the first line of its comment."""

    folder: str
    name: str
    title: str
    text: str
    """The whole file, as Browser takes it."""
    parameters: dict[str, str]
    """Cypher expressions by name, in the order of the file."""
    statement: str
    """The Cypher alone, without a semicolon."""


def saved_queries(folder: Path = QUERIES) -> tuple[SavedQuery, ...]:
    """All saved queries by folder and name. Raises DefectiveQuery naming the file that is not one."""
    return tuple(_read(path) for path in sorted(folder.glob("*/*.cypher")))


def _read(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n\n")
    lines = head.splitlines()
    asked = [line for line in lines if line.startswith("// ")]
    given = [found for line in lines if (found := _PARAMETER.fullmatch(line))]
    if not asked or len(asked) + len(given) != len(lines):
        raise DefectiveQuery(f"{path}: the head must be `// …` lines and then `:param NAME => VALUE;` lines")
    if not rest.endswith(";\n") or rest.count(";") != 1:
        raise DefectiveQuery(f"{path}: after the first empty line there must be one statement that ends in `;`")
    return SavedQuery(
        folder=path.parent.name.replace("_", " "),
        name=path.stem,
        title=asked[0].removeprefix("// "),
        text=text,
        parameters={found["name"]: found["value"] for found in given},
        statement=rest.removesuffix(";\n"),
    )


def favourites() -> bytes:
    """A zip archive that Browser imports as saved scripts: a folder for each question, a file for each query."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as entries:
        for name, text in _entries():
            entries.writestr(zipfile.ZipInfo(name, _FIRST_DAY), text)
    return archive.getvalue()


def _entries() -> Iterator[tuple[str, str]]:
    return ((f"{query.folder}/{query.name}.cypher", query.text) for query in saved_queries())
