"""What the rows of every theme must be, whatever they are about: one set of checks for all folders of the seed."""

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from app.importers.seed import DEMONSTRATION
from app.model.labels import LABELS
from app.model.relationships import RELATIONSHIPS
from app.record.time import partial_date
from app.record.validation import template_columns
from tests.seed.themes import ENTITIES, NEVER, SEED, Interval, Row, Theme, days, ends_of, entities, read, valid

THEMES = [Theme(path.name) for path in sorted(SEED.glob("*/"))]
KINDS = {kind.file: kind for kind in (*LABELS, *RELATIONSHIPS)}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NATIONS = "nations"
NATION_KEY = re.compile(r"[A-Z]{3}(-[0-9]{4})?")
RESTS_ON = "; rests on "
LATEST = date(2026, 6, 30)

# Members of the United Nations and the IAEA before they were independent.
BEFORE_INDEPENDENCE = {("BLR", "un"), ("IND", "un"), ("PHL", "un"), ("UKR", "un"), ("BLR", "iaea"), ("UKR", "iaea")}

every_theme = pytest.mark.parametrize("theme", THEMES, ids=str)


@every_theme
def test_rows_are_facts(theme: Theme) -> None:
    """Every row is one fact, and no two are corrections of each other."""
    facts = [fact for file in theme.files for fact in theme.facts(file)]
    assert len(facts) == sum(len(theme.rows(file)) for file in theme.files)
    assert len({fact.key for fact in facts}) == len(facts)


@every_theme
def test_columns_are_the_templates(theme: Theme) -> None:
    """In their order; a template's column may be left out, and no row is shorter or longer than its header."""
    for file in [*theme.files, "sources"]:
        allowed = template_columns(KINDS[file])
        for row in theme.rows(file):
            assert list(row) == [column for column in allowed if column in row], file
            assert None not in row.values(), row


@every_theme
def test_files_are_plain(theme: Theme) -> None:
    """LF, no byte order mark, no stray space, no empty item, and every row says where its source says so."""
    for path in sorted((SEED / theme.name).glob("*.csv")):
        content = path.read_bytes()
        assert content.endswith(b"\n")
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        for row in read(path):
            for column, cell in row.items():
                assert cell == re.sub(r"\s+", " ", cell).strip(), (path.name, column, cell)
                items = cell.split("|")
                assert "" not in items or not cell, (path.name, column, cell)
                assert len(set(items)) == len(items), (path.name, column, cell)
            assert path.stem == "sources" or row["source_row"], row


@every_theme
def test_sources_are_own_and_used(theme: Theme) -> None:
    """The theme declares the sources that it uses, or that one of its sources rests on, no others, and graded."""
    declared = {row["key"]: row for row in theme.rows("sources")}
    rows = [row for file in theme.files for row in theme.rows(file)]
    rested_on = {key for row in rows for key in row.get("source_row", "").partition(RESTS_ON)[2].split(", ") if key}
    assert {row["source"] for row in rows} | rested_on == set(declared)
    assert len(declared) == len(theme.rows("sources"))
    for source in declared.values():
        assert all(source[column] for column in ("title", "publisher", "licence")), source
        assert source["reliability"] in set("ABCDEF"), source
        assert re.match("https?://|$", source["url"]), source


def test_a_source_is_the_same_in_every_theme() -> None:
    told: dict[str, Row] = {}
    for theme in THEMES:
        for row in theme.rows("sources"):
            known = told.setdefault(row["key"], row)
            assert {column: cell for column, cell in row.items() if known.get(column, cell) != cell} == {}, theme


@every_theme
def test_ends_exist(theme: Theme) -> None:
    """Every end of every relationship is an entity of the seed, of a kind that fits, and alive meanwhile.

    Of a day that is known to the month or year, some day of it must do.
    """
    for row, key, labels in ends_of(theme):
        entity = entities().get(key)
        assert entity is not None, row
        assert entity.labels & set(labels), (key, entity.labels, row)
        begun = partial_date(row["valid_from"], field="valid_from").last
        assert entity.first <= begun or (key, row.get("organization")) in BEFORE_INDEPENDENCE, (key, entity.first, row)
        ended = partial_date(row["valid_to"], field="valid_to").first if row["valid_to"] else NEVER
        assert ended <= entity.last, (key, entity.last, row)


@every_theme
def test_keys_are_own_slugs(theme: Theme) -> None:
    """Keys are lower-case slugs that no other theme gives, and each means one kind of thing."""
    keys = {row["key"] for file in theme.files if file in ENTITIES and file != NATIONS for row in theme.rows(file)}
    for key in keys:
        assert SLUG.fullmatch(key), key
        assert len(entities()[key].labels) == 1, key
    for file in ENTITIES:
        for path in SEED.glob(f"*/{file}.csv"):
            if path.parent.name != theme.name:
                assert not keys & {row["key"] for row in read(path)}, path


def test_every_theme_speaks_of_the_nations_of_one_register() -> None:
    register = {row["key"] for row in Theme(NATIONS).rows(NATIONS)}
    assert all(NATION_KEY.fullmatch(key) for key in register)
    for theme in THEMES:
        if NATIONS in theme.files:
            assert {row["key"] for row in theme.rows(NATIONS)} <= register, theme


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme.name != DEMONSTRATION], ids=str)
def test_rows_are_public_and_real(theme: Theme) -> None:
    """Nothing is restricted, invented, or still to come."""
    for file in theme.files:
        for row in theme.rows(file):
            assert [row[column] for column in ("marking", "releasable_to", "originator", "synthetic")] == [""] * 4, row
            assert valid(row).valid_from <= LATEST, row


@every_theme
def test_a_source_does_not_contradict_itself(theme: Theme) -> None:
    """What one source says of one thing, or of the same two things, is true at one time or at another, not twice."""
    for file in theme.files:
        told: dict[tuple[str, ...], list[Interval]] = defaultdict(list)
        for fact, row in zip(theme.facts(file), theme.rows(file), strict=True):
            told[fact.evidence.source, fact.start, fact.end, row.get("distinction", "")].append(days(row))
        for about, spells in told.items():
            for earlier, later in pairwise(sorted(spells)):
                assert earlier[1] < later[0], about
