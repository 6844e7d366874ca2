"""The writers, read back by other programs' readers."""

import csv
import io
import json
from datetime import date

import networkx  # type: ignore[import-untyped]  # its stubs would bring numpy along
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from app.questions import QUESTIONS
from app.record.shown import Shown
from app.representations.networks import Network, as_graphml
from app.representations.places import Place, as_geojson
from app.representations.rows import columns
from app.representations.tables import as_csv, as_json_lines
from app.representations.views import VIEWS


class Inner(Shown):
    key: str
    since: date | None = None


class Row(Shown):
    title_given: str
    number: float
    flag: bool
    one: Inner
    perhaps: Inner | None
    many: tuple[Inner, ...] = ()
    words: tuple[str, ...] = ()
    renamed: int = Field(0, alias="as")


ROW = Row(title_given="a", number=-1.5, flag=True, one=Inner(key="k", since=date(2024, 1, 2)), perhaps=None,
          many=(Inner(key="m"),), words=("x", "ü"))  # fmt: skip


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_parts_have_dotted_columns_whether_they_are_there_or_not() -> None:
    names = ("titleGiven", "number", "flag", "one.key", "one.since", "perhaps.key", "perhaps.since", "many", "words",
             "as")  # fmt: skip
    assert columns(Row) == names
    (row,) = read_csv("".join(as_csv(Row, [ROW])))
    assert tuple(row) == names
    assert (row["one.since"], row["perhaps.key"], row["flag"], row["number"]) == ("2024-01-02", "", "true", "-1.5")
    assert json.loads(row["many"]) == [{"key": "m", "since": None}]
    assert json.loads(row["words"]) == ["x", "ü"]


def test_a_table_without_rows_has_its_header() -> None:
    assert "".join(as_csv(Row, [])) == ",".join(columns(Row)) + "\r\n"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_no_cell_begins_a_formula_and_no_text_is_lost(text: str) -> None:
    (row,) = read_csv("".join(as_csv(Row, [ROW.model_copy(update={"title_given": text})])))
    shown = row["titleGiven"]
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert shown in (text, f"'{text}")
    assert (shown != text) == text.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_lines_hold_the_rows_whole() -> None:
    lines = "".join(as_json_lines([ROW, ROW])).splitlines()
    assert [Row.model_validate_json(line) for line in lines] == [ROW, ROW]


def test_a_network_is_read_back_by_networkx() -> None:
    network = Network()
    network.nodes["a<&"] = {"name": 'A "quoted" & <b>', "rank": 1, "share": None}
    network.nodes["b"] = {"name": "B\x00\x0b\ufffe", "share": 0.25}
    network.tie("b", "a<&", agreement="x", mutual=True)
    network.tie("a<&", "b", agreement="x", mutual=True)
    network.tie("a<&", "b", agreement="y", mutual=False)
    read = networkx.parse_graphml("".join(as_graphml(network)), force_multigraph=True)
    assert not read.is_directed()
    assert read.nodes["a<&"] == {"name": 'A "quoted" & <b>', "rank": 1}
    assert read.nodes["b"] == {"name": "B\ufffd\ufffd\ufffd", "share": 0.25}
    edges = sorted((said["agreement"], said["mutual"]) for _, _, said in read.edges(data=True))
    assert edges == [("x", True), ("y", False)]


def test_a_directed_network_keeps_its_directions() -> None:
    network = Network(directed=True, nodes={"a": {}, "b": {}})
    network.tie("b", "a", kind="one")
    network.tie("a", "b", kind="one")
    read = networkx.parse_graphml("".join(as_graphml(network)))
    assert sorted(read.edges()) == [("a", "b"), ("b", "a")]


def test_an_attribute_of_two_types_is_text() -> None:
    network = Network(nodes={"a": {"of": 1}, "b": {"of": "two"}})
    assert networkx.parse_graphml("".join(as_graphml(network))).nodes["a"] == {"of": "1"}


def test_a_place_names_its_longitude_first_and_may_have_no_position() -> None:
    here = Place(key="POL", latitude=52.2, longitude=21.0, properties={"name": "Poland"})
    nowhere = Place(key="XXX", latitude=None, longitude=1.0, properties={})
    found = json.loads(as_geojson([here, nowhere]))
    assert found["type"] == "FeatureCollection"
    first, second = found["features"]
    assert first == {
        "type": "Feature",
        "id": "POL",
        "geometry": {"type": "Point", "coordinates": [21.0, 52.2]},
        "properties": {"name": "Poland"},
    }
    assert second["geometry"] is None


def test_every_answer_has_its_views() -> None:
    assert {named.answer for named in QUESTIONS} == set(VIEWS)
    for views in VIEWS.values():
        assert len(set(columns(views.row))) == len(columns(views.row)) > 1
