"""Named queries: one question per `.cypher` file, with a header that is checked against its text.

A header is the comment that opens the file:

    // nations/resolve
    // Which nations answer to these names, on a day, for a viewer.
    //
    // result: many
    // param names: list<string>    folded names as typed
    // param clearance: integer     the viewer's clearance
    // timeout: 5 s

The first line is the file's path below `cypher/`; the text up to the first empty comment line says what it answers.
`result` is `one`, `many` or `write`; a parameter's type ends in `?` when it may be null; `timeout` is optional, and so
is `viewer: not NAME, REASON`: what is read without the viewer's rule, which `app.graph.viewer_check` reports otherwise.

A question that is the same for every kind of entity or of fact is one file, which asks it of one kind and runs as it
is. `varies: Engagement over labels` declares that: `entities/page:Nation` is the same text with the other declared
name in that place. Names come from the declared model, never from a user.

A question whose conditions are to be planned for has slots, `/*order:*/ entity.key /*:order*/`: it runs as it stands,
and `filled` puts something else into their place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, cast, get_args

from app.errors import DefectiveQuery, NotFound
from app.model.labels import LABELS
from app.model.relationships import RELATIONSHIPS

CYPHER = Path(__file__).parents[2] / "cypher"

ResultShape = Literal["one", "many", "write"]
ParameterType = Literal[
    "string",
    "integer",
    "float",
    "boolean",
    "date",
    "datetime",
    "map",
    "list",
    "list<string>",
    "list<date>",
    "list<map>",
    "list<list<map>>",
]

_PARAMETER = re.compile(r"param (?P<name>\w+): (?P<type>[\w<>]+)(?P<null>\??)(?: +(?P<meaning>\S.*))?")
_VARIES = re.compile(r"varies: (?P<name>\w+) over (?P<over>labels|relationships)")
_NAMES: Mapping[str, frozenset[str]] = {
    "labels": frozenset(label.name for label in LABELS),
    "relationships": frozenset(relationship.type for relationship in RELATIONSHIPS),
}
_TIMEOUT = re.compile(r"timeout: (?P<seconds>\d+) s")
_USED = re.compile(r"\$(\w+)")
_SLOT = re.compile(r"/\*(?P<name>\w+):\*/.*?/\*:(?P=name)\*/", re.DOTALL)
_STRINGS_AND_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One declared parameter of a query file."""

    name: str
    type: ParameterType
    nullable: bool
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Variation:
    """The declared name in a query file in whose place any other of its kind may stand."""

    name: str
    over: Literal["labels", "relationships"]


@dataclass(frozen=True, kw_only=True)
class NamedQuery:
    """A query file: its name (`subject/question`), what it answers, its result's shape, its parameters and text."""

    name: str
    answers: str
    result: ResultShape
    parameters: tuple[Parameter, ...]
    timeout_seconds: float | None
    text: str
    path: Path
    varies: Variation | None = None

    @property
    def writes(self) -> bool:
        """Whether it needs WRITE access."""
        return self.result == "write"

    def about(self, name: str) -> "NamedQuery":
        """The same question about another kind of entity or of fact. Raises ValueError for a name not declared."""
        if self.varies is None or name not in _NAMES[self.varies.over]:
            raise ValueError(f"{self.name} cannot be asked about {name!r}")
        return replace(
            self,
            name=f"{self.name}:{name}",
            text=re.sub(rf":{self.varies.name}\b", f":{name}", self.text),
            varies=None,
        )

    def filled(self, slots: Mapping[str, str]) -> "NamedQuery":
        """The same question with other text in its slots. Raises ValueError for a slot that it has not."""
        if unknown := slots.keys() - {match["name"] for match in _SLOT.finditer(self.text)}:
            raise ValueError(f"{self.name} has no slot {', '.join(sorted(unknown))}")
        return replace(self, text=_SLOT.sub(lambda match: slots.get(match["name"], match[0]), self.text))

    @property
    def variants(self) -> tuple[str, ...]:
        """The declared names that it can be asked about."""
        return tuple(sorted(_NAMES[self.varies.over])) if self.varies else ()


@dataclass(frozen=True)
class QueryLibrary:
    """All named queries, checked at start."""

    queries: dict[str, NamedQuery]
    _variants: dict[str, NamedQuery] = field(default_factory=dict)

    def __getitem__(self, name: str) -> NamedQuery:
        """The query of that name, `file` or `file:kind`. Raises NotFound that suggests the nearest names."""
        if name in self._variants:
            return self._variants[name]
        base, _, about = name.partition(":")
        if about and base in self.queries and about in self.queries[base].variants:
            return self._variants.setdefault(name, self.queries[base].about(about))
        if name not in self.queries:
            raise NotFound(
                f"There is no query named {name!r}.",
                field="name",
                value=name,
                expected="a name that `entente query list` prints",
                suggestions=[known for known in self.queries if known.split("/")[-1] in name or name in known][:3],
            )
        return self.queries[name]

    def __iter__(self) -> Iterator[NamedQuery]:
        return iter(self.queries.values())


def load_queries(folder: Path = CYPHER) -> QueryLibrary:
    """Read and check every query file below `folder`. Raises DefectiveQuery with file and line."""
    paths = sorted(folder.rglob("*.cypher"))
    return QueryLibrary({query.name: query for query in (_read(path, folder) for path in paths)})


def _read(path: Path, folder: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(folder).with_suffix("").as_posix()
    header = _header(text)
    if not header or header[0] != name:
        raise _defect(path, 1, f"the first line must be `// {name}`, the file's own path")
    parameters: list[Parameter] = []
    result: ResultShape | None = None
    timeout: float | None = None
    varies: Variation | None = None
    for number, line in enumerate(header[_answer_end(header) :], start=_answer_end(header) + 1):
        if line.startswith("param "):
            parameters.append(_parameter(path, number, line))
        elif line.startswith("result: "):
            result = _result(path, number, line.removeprefix("result: "))
        elif line.startswith("timeout: "):
            timeout = _timeout(path, number, line)
        elif line.startswith("varies: "):
            varies = _variation(path, number, line, text)
        elif line and not line.startswith("viewer: "):
            raise _defect(path, number, f"{line!r} is neither `result:`, `param …:`, `varies:` nor `timeout:`")
    if result is None:
        raise _defect(path, 1, "the header lacks `result: one`, `many` or `write`")
    _compare(path, text, parameters)
    answers = " ".join(header[1 : _answer_end(header)])
    if not answers:
        raise _defect(path, 2, "the header does not say what the query answers")
    return NamedQuery(
        name=name,
        answers=answers,
        result=result,
        parameters=tuple(parameters),
        timeout_seconds=timeout,
        text=text,
        path=path,
        varies=varies,
    )


def _header(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").strip())
    return lines


def _answer_end(header: list[str]) -> int:
    return next((number for number, line in enumerate(header) if not line), len(header))


def _parameter(path: Path, number: int, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match["type"] not in get_args(ParameterType):
        raise _defect(path, number, f"{line!r} is not `param name: type  meaning`; types: {_types()}")
    return Parameter(
        name=match["name"],
        type=cast(ParameterType, match["type"]),
        nullable=bool(match["null"]),
        meaning=match["meaning"] or "",
    )


def _types() -> str:
    return ", ".join(get_args(ParameterType))


def _result(path: Path, number: int, value: str) -> ResultShape:
    if value not in get_args(ResultShape):
        raise _defect(path, number, f"result {value!r} is not one of {', '.join(get_args(ResultShape))}")
    return cast(ResultShape, value)


def _timeout(path: Path, number: int, line: str) -> float:
    match = _TIMEOUT.fullmatch(line)
    if match is None:
        raise _defect(path, number, f"{line!r} is not `timeout: N s`")
    return float(match["seconds"])


def _variation(path: Path, number: int, line: str, text: str) -> Variation:
    match = _VARIES.fullmatch(line)
    if match is None or match["name"] not in _NAMES[match["over"]] or not re.search(rf":{match['name']}\b", text):
        raise _defect(path, number, f"{line!r} is not `varies: NAME over labels` or `… over relationships`")
    return Variation(name=match["name"], over=cast(Literal["labels", "relationships"], match["over"]))


def _compare(path: Path, text: str, parameters: list[Parameter]) -> None:
    """The declared and the used parameters must be the same."""
    declared = [parameter.name for parameter in parameters]
    bare = _STRINGS_AND_COMMENTS.sub(lambda match: "\n" * match[0].count("\n"), text)
    used = {name: bare[: match.start()].count("\n") + 1 for match in _USED.finditer(bare) for name in [match[1]]}
    for name, line in used.items():
        if name not in declared:
            raise _defect(path, line, f"${name} is used but not declared")
    for number, line_text in enumerate(text.splitlines(), start=1):
        for name in declared:
            if name not in used and line_text.startswith(f"// param {name}:"):
                raise _defect(path, number, f"${name} is declared but not used")
    if len(declared) != len(set(declared)):
        raise _defect(path, 1, "a parameter is declared twice")


def _defect(path: Path, line: int, reason: str) -> DefectiveQuery:
    return DefectiveQuery(f"{path}:{line}: {reason}.", field=path.name, value=line)
