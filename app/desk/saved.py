"""Saved queries for Neo4j Browser: a comment that asks, `:param` lines that Browser runs, and one Cypher statement.

Browser takes several statements with semicolons between them, and of its own commands only `:param` among them; so a
file runs as it is when it is pasted, but then Browser shows of it only that it ran (see `favourites`).
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
    comment: str
    """What it asks, as the lines of its comment."""
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
        comment="\n".join(asked),
        statement=rest.removesuffix(";\n"),
    )


def favourites() -> bytes:
    """A zip archive that Browser imports as saved scripts: a folder for each question, a file for each query.

    Browser draws nothing for several statements at once. So each folder has one script of the parameters, which stay
    set when it has run, and the queries are without them.
    """
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as entries:
        for name, text in _entries():
            entries.writestr(zipfile.ZipInfo(name, _FIRST_DAY), text)
    return archive.getvalue()


def parameters_of(folder: str) -> dict[str, str]:
    """The parameters that the queries of a folder share. Raises DefectiveQuery where two of them give other values."""
    shared: dict[str, str] = {}
    for query in saved_queries():
        for name, value in query.parameters.items() if query.folder == folder else ():
            if shared.setdefault(name, value) != value:
                raise DefectiveQuery(
                    f"{folder}/{query.name}: `{name}` must be {shared[name]} as in the folder's others"
                )
    return shared


def _entries() -> Iterator[tuple[str, str]]:
    for folder in sorted({query.folder for query in saved_queries()}):
        lines = [f":param {name} => {value};\n" for name, value in parameters_of(folder).items()]
        yield f"{folder}/0_parameters.cypher", f"// 0. Parameters of {folder}: run this first\n{''.join(lines)}"
    for query in saved_queries():
        yield f"{query.folder}/{query.name}.cypher", f"{query.comment}\n{query.statement}\n"
