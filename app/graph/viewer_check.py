"""Finds what a query file reads of facts and sources without the viewer's rule on exactly that.

The rule is `fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)`, both as
conditions that must hold (not below OR, NOT or in a mere expression) of a WHERE in the block that binds `fact`, or of
the block to which a CALL returns it; and before it is counted, cut off or bound anew. A file may declare exceptions in
its header, each with its reason:

    // viewer: none, bookkeeping of imports
    // viewer: not [:ASSERTED_BY], only more records than one are looked at further
    // viewer: not source, its key is all that is read
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_CONCEALED = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_EXCEPTION = re.compile(r"// viewer: (?:(?P<all>none)|not (?P<read>\[:[\w|$]*\]|\w+)), (?P<reason>\S.+)")
_CLAUSE = re.compile(
    r"\b(OPTIONAL\s+MATCH|MATCH|WITH|RETURN|UNWIND|CALL|CREATE|MERGE|UNION|ORDER\s+BY|LIMIT|SKIP|OFFSET|SET|DELETE|"
    r"DETACH|REMOVE|FOREACH|YIELD|WHERE|FILTER|LET)\b"
)
_RELATIONSHIP = re.compile(r"\)\s*<?\s*-\s*\[(?P<inner>[^\]]*)\]?|\)\s*(?P<bare><?\s*--\s*>?)\s*\(")
_NODE = re.compile(r"(?<!\w)\(\s*(?P<name>[a-z]\w*)\s*(?P<labels>:[\w|&!:$]*(?:\([\w.]*\))?)?\s*(?=[){]|WHERE)")
_YIELDED = re.compile(r"\bYIELD\s+(?:\w+\s+AS\s+)?(?P<name>\w+)", re.IGNORECASE)
_TOLD_EARLY = re.compile(r"\b(?:LIMIT|SKIP|OFFSET)\b|\b(?:count|sum|min|max|avg)\s*\(|\bsize\s*\(\s*[a-z]")
_UNREADABLE = re.compile(
    r"`|(?<![$.\w])(?:(?:match|where|union|return|Match|Where|Union|Return)\b(?=\s+[\w(])|[Ll]imit\s+[\d$])"
)
"""What this cannot follow: names in backticks, and clauses that are not in capitals."""
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True, kw_only=True)
class Unguarded:
    """Something that is read without the viewer's rule, and where."""

    path: Path
    line: int
    read: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.read} is read without the viewer's rule on it"


@dataclass(frozen=True, kw_only=True)
class _Binding:
    name: str | None
    read: str
    excepted_as: str
    at: int
    entity: bool = False
    """What an entity shows: only what everybody may see, so that it is never limited to some nations."""


def unguarded(path: Path, text: str) -> list[Unguarded]:
    """What of a query's text is read without the rule and not excepted; and exceptions that except nothing."""
    bare = _CONCEALED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    exceptions = _exceptions(text)
    if "none" in exceptions:
        return []
    found, used = [], set()
    for binding in _bindings(bare):
        if binding.name is not None and _guarded(bare, binding):
            continue
        if binding.excepted_as in exceptions:
            used.add(binding.excepted_as)
        else:
            found.append(_at(path, bare, binding.at, binding.read))
    found += [
        _at(path, bare, match.start(), f"{match[0]!r} is not checked: what") for match in _UNREADABLE.finditer(bare)
    ]
    found += [
        Unguarded(path=path, line=line, read=f"the exception {name} excepts nothing: nothing of that name")
        for name, line in exceptions.items()
        if name not in used
    ]
    return sorted(found, key=lambda one: one.line)


def _at(path: Path, text: str, position: int, read: str) -> Unguarded:
    return Unguarded(path=path, line=text.count("\n", 0, position) + 1, read=read)


def _exceptions(text: str) -> Mapping[str, int]:
    """What the header excepts, and in which line."""
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            break
        if match := _EXCEPTION.fullmatch(line.rstrip()):
            found[match["all"] or match["read"]] = number
    return found


def _bindings(bare: str) -> Iterator[_Binding]:
    for match in _RELATIONSHIP.finditer(bare):
        if _clause_before(bare, match.start() + 1) == "CREATE":
            continue
        named = re.match(r"\s*(\w+)?\s*(:[^\s{*]*)?", match["inner"] or "")
        name, types = (named[1], named[2] or ":") if named else (None, ":")
        read = f"-[{name or ''}{types if types != ':' else ''}]-"
        yield _Binding(name=name, read=read, excepted_as=name or f"[{types}]", at=match.start())
    for match in _YIELDED.finditer(bare):
        yield _Binding(name=match["name"], read=match["name"], excepted_as=match["name"], at=match.start())
    yield from _nodes(bare)


def _nodes(bare: str) -> Iterator[_Binding]:
    """Nodes of which more is read than the key: sources, and what entities show."""
    bound = set()
    for match in _NODE.finditer(bare):
        name, labels = match["name"], match["labels"] or ""
        clause = _clause_before(bare, match.start())
        if clause == "CREATE" or (not labels and clause not in ("MATCH", "OPTIONAL MATCH", "MERGE")):
            continue
        protected = re.search(r"\bSource\b", labels) or _reads_node(bare, name)
        if protected and (labels or name not in bound):
            bound.add(name)
            yield _Binding(
                name=name,
                read=f"({name}{labels.strip()})",
                excepted_as=name,
                at=match.start(),
                entity="Entity" in labels,
            )


def _reads_node(bare: str, name: str) -> bool:
    property_read = rf"(?<![\w.$]){name}\s*(?:\.(?!key\b)\w|\[|\{{\s*\.\*)|\bproperties\(\s*{name}\s*\)"
    returned = rf"\bRETURN\s+(?:DISTINCT\s+)?(?:\w+\s*,\s*)*{name}\s*(?:$|\n\s*ORDER|,)"
    return bool(re.search(property_read, bare)) or bool(re.search(returned, _outermost(bare)))


def _outermost(bare: str) -> str:
    """The text outside of all blocks in braces."""
    depth, kept = 0, []
    for character in bare:
        depth -= character == "}"
        kept.append(character if depth == 0 and character not in "{}" else " ")
        depth += character == "{"
    return "".join(kept).rstrip()


def _clause_before(bare: str, position: int) -> str:
    last = ""
    for match in _CLAUSE.finditer(bare, 0, position):
        last = " ".join(match[1].upper().split())
    return last


def _guarded(bare: str, binding: _Binding) -> bool:
    """Whether the rule on what was bound holds before anything is told of it."""
    start, position = binding.at, binding.at
    while True:
        end = _block_end(bare, position)
        region = bare[start:end]
        if found := _rule(region, binding):
            return _TOLD_EARLY.search(_flat(region[:found])) is None
        if end >= len(bare) or not _returns(region, str(binding.name)):
            return False
        start = position = end + 1


def _returns(region: str, name: str) -> bool:
    """Whether a block gives what it bound, as it is, to the block around it."""
    own = re.split(r"\bUNION\b", _flat(region))[0]
    _, returned, given = own.rpartition("RETURN ")
    return bool(returned) and name in [one.strip() for one in given.removeprefix("DISTINCT ").split(",")]


def _block_end(bare: str, position: int) -> int:
    """Where the block in braces around a position ends; the braces of maps within patterns do not count."""
    depth = 0
    for place in range(position, len(bare)):
        if bare[place] == "{":
            depth += 1
        elif bare[place] == "}":
            depth -= 1
            if depth < 0:
                return place
    return len(bare)


def _flat(region: str) -> str:
    """The region without what stands in braces within it."""
    depth, kept = 0, []
    for character in region:
        depth += character == "{"
        kept.append(character if depth == 0 else " ")
        depth = max(0, depth - (character == "}"))
    return "".join(kept)


def _rule(region: str, binding: _Binding) -> int:
    """Where in a region the rule on a name ends, or 0: in one WHERE, in the branch in which it was bound."""
    flat, name = _flat(region), binding.name
    again = re.search(r"\bUNION\b", flat)
    own = flat[: again.start()] if again else flat
    clearance = f"{name}.marking <= $clearance"
    nationality = f"({name}.releasableTo IS NULL OR $nationality IN {name}.releasableTo)"
    for where in re.finditer(r"\bWHERE\b", own):
        condition = _condition(own, where.end())
        parts = _conjuncts(condition)
        if clearance in parts and (binding.entity or nationality in parts):
            return where.end()
    return 0


def _condition(text: str, start: int) -> str:
    """What a WHERE demands: up to the next clause, or the bracket that closes around it."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] in _OPENING:
            depth += 1
        elif text[place] in _CLOSING:
            depth -= 1
            if depth < 0:
                return text[start:place]
        elif (
            depth == 0
            and _CLAUSE.match(text, place)
            and not re.search(r"(?:\w|\b(?:STARTS|ENDS)\s+)\Z", text[start:place])
        ):
            return text[start:place]
    return text[start:]


def _conjuncts(condition: str) -> list[str]:
    """The conditions that must all hold; none where they are alternatives."""
    parts, depth, case, part = [], 0, 0, ""
    for word in re.findall(r"\w+|\s+|.", condition, re.DOTALL):
        depth += (word in _OPENING) - (word in _CLOSING)
        case = max(0, case + (word == "CASE") - (word == "END"))
        if depth == 0 and case == 0 and word in ("OR", "XOR"):
            return []
        if depth == 0 and case == 0 and word == "AND":
            parts.append(part)
            part = ""
        else:
            part += word
    return [" ".join(one.split()) for one in (*parts, part)]
