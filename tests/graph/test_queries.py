from pathlib import Path

import pytest

from app.errors import DefectiveQuery, NotFound
from app.graph.queries import QueryLibrary, load_queries

SOUND = """// nations/sample
// What is it?
//
// result: many
// param key: string   a key
RETURN $key AS key, '$not' AS text // $neither
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "nations" / "sample.cypher"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    written(tmp_path, SOUND)
    query = load_queries(tmp_path)["nations/sample"]
    assert query.answers == "What is it?"
    assert query.result == "many"
    assert [(parameter.name, parameter.type, parameter.nullable) for parameter in query.parameters] == [
        ("key", "string", False)
    ]


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("nations/sample", "nations/other"), 1, "the first line must be `// nations/sample`"),
        (("// What is it?\n", ""), 2, "does not say what the query answers"),
        (("result: many", "result: several"), 4, "'several' is not one of one, many, write"),
        (("// result: many\n", ""), 1, "lacks `result:"),
        (("key: string", "key: text"), 5, "is not `param name: type"),
        (("param key", "parm key"), 5, "is neither `result:`, `param …:`, `varies:` nor `timeout:`"),
        (("// param key: string   a key\n", ""), 5, "$key is used but not declared"),
        (("$key AS", "1 AS"), 5, "$key is declared but not used"),
        (("// result: many", "// result: many\n// timeout: soon"), 5, "is not `timeout: N s`"),
        (("// result: many", "// result: many\n// varies: Nation over labels"), 5, "is not `varies: NAME over labels`"),
    ],
)
def test_a_header_that_contradicts_its_text_names_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, reason: str
) -> None:
    path = written(tmp_path, SOUND.replace(*change))
    with pytest.raises(DefectiveQuery) as error:
        load_queries(tmp_path)
    assert error.value.detail.startswith(f"{path}:{line}: ")
    assert reason in error.value.detail


def test_an_unknown_name_is_not_found(queries: QueryLibrary) -> None:
    with pytest.raises(NotFound, match="no query named 'alliances/nothing'"):
        queries["alliances/nothing"]


def test_a_question_about_any_kind_is_one_file(tmp_path: Path) -> None:
    text = SOUND.replace("// result: many", "// result: many\n// varies: Nation over labels")
    written(tmp_path, text.replace("RETURN $key", "MATCH (n:Nation {key: $key})\nRETURN n.key"))
    library = load_queries(tmp_path)
    assert [query.name for query in library] == ["nations/sample"]
    assert "(n:Unit {key" in library["nations/sample:Unit"].text
    assert library["nations/sample:Unit"].name == "nations/sample:Unit"
    with pytest.raises(NotFound):
        library["nations/sample:Unit) DETACH DELETE n //"]


# Bookkeeping, which no answer to a viewer reads.
OPERATORS = ("audit/", "callers/", "health/", "migrations/", "record/", "trail/", "webhooks/")


def test_every_read_of_facts_takes_the_viewer(queries: QueryLibrary) -> None:
    blind = [  # a mark of a copy is no fact
        query.name
        for query in queries
        if not query.name.startswith(OPERATORS)
        and query.name != "releases/release"
        and not {"clearance", "nationality"} <= {parameter.name for parameter in query.parameters}
    ]
    assert blind == []
