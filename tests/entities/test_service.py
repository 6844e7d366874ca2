"""Entities, their filters and what they are related to, against brute force on generated worlds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from app.entities.cursors import cursor_of
from app.entities.fields import Connection, Kind, connections_of, kind_of
from app.entities.model import CountAsked, GroupsAsked, PageAsked, Reading, SortKey
from app.entities.service import EntityReader
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.record.releasability import Marking, Viewer
from app.record.time import LATEST
from tests.conftest import wipe
from tests.entities.generated import CONNECTED, FACT_SORTED, LABELS, NATIONS, SORTED, World, fact_where, where, world
from tests.entities.oracle import EVIDENCE, Seen, grouped

QUESTIONS = 30
MOMENTS = (None, datetime(2020, 6, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC))


def circumstances(random: Random) -> Reading:
    """Half of them are those of most questions: what everybody may see now, which entities show themselves."""
    if random.random() < 0.5:
        return Reading(viewer=Viewer())
    return Reading(
        viewer=Viewer(clearance=Marking(random.choice((0, 0, 1, 2))), nationality=random.choice((None, "N1", "N2"))),
        on=random.choice((None, None, date(2000, 1, 1), date(2010, 6, 1))),
        known_on=random.choice((*MOMENTS[:1] * 3, *MOMENTS)),
        sources=random.choice((None, None, ("alpha", "beta"))),
    )


def seen(made: World, reading: Reading) -> Seen:
    return Seen(
        records=made.records(),
        labels=LABELS,
        clearance=int(reading.viewer.clearance),
        nationality=reading.viewer.nationality,
        known_on=reading.known_on or LATEST,
        sources=reading.sources,
        on=reading.on,
    )


def sort_keys(random: Random, kind: Kind | Connection, names: tuple[str, ...]) -> tuple[SortKey, ...]:
    fields = kind.all_fields if isinstance(kind, Connection) else kind.fields
    chosen = random.sample(names, random.randint(0, 2))
    return tuple(SortKey(field=fields[name], descending=random.random() < 0.5) for name in chosen)


def named(sort: tuple[SortKey, ...], kind: Kind | Connection) -> list[tuple[str, bool]]:
    fields = kind.all_fields if isinstance(kind, Connection) else kind.fields
    return [(next(name for name, one in fields.items() if one is key.field), key.descending) for key in sort]


def by_values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda one: tuple(one[1].get(EVIDENCE.get(name, name)) for name in names)


async def all_pages(reader: EntityReader, kind: Kind, asked: PageAsked, fields: Any) -> list[Any]:
    """All entries, by following cursors."""
    found: list[Any] = []
    after = None
    while True:
        page = await reader.page(
            kind, PageAsked(first=asked.first, where=asked.where, sort=asked.sort, after=after), fields
        )
        found += page.entries
        if not page.more:
            return found
        after = cursor_of(page.entries[-1].place, asked.sort)


@pytest.fixture(scope="module", params=range(3))
async def made(request: pytest.FixtureRequest, client: GraphClient) -> tuple[World, int]:
    """A world, written."""
    generated = world(Random(f"entities {request.param}"))
    await wipe(client)
    await generated.write(client)
    return generated, request.param


async def test_pages_agree_with_brute_force(made: tuple[World, int], client: GraphClient) -> None:
    generated, seed = made
    random = Random(f"pages {seed}")
    found_any = 0
    for number in range(QUESTIONS):
        label = random.choice(sorted(CONNECTED))
        kind, reading = kind_of(label), circumstances(random)
        given, sort = where(random, label), sort_keys(random, kind, SORTED[label])
        reader = EntityReader(graph=client, reading=reading)
        fields = [kind.fields[name] for name in ("name", "since", "source")]
        asked = PageAsked(first=random.choice((1, 2, 50)), where=given, sort=sort)
        entries = await all_pages(reader, kind, asked, fields)
        expected = seen(generated, reading).page(label, given, named(sort, kind))
        assert [(entry.key, *entry.said) for entry in entries] == [
            (key, said["name"], said["validFrom"], said["source"]) for key, said in expected
        ], (number, label, given, reading)
        found_any += bool(entries)
    assert found_any > QUESTIONS / 6


async def test_what_is_counted_with_a_page_agrees_with_brute_force(
    made: tuple[World, int], client: GraphClient
) -> None:
    generated, seed = made
    random = Random(f"counts {seed}")
    everybody = Reading(viewer=Viewer())
    told, counted = seen(generated, everybody), 0
    for number in range(QUESTIONS // 2):
        label = random.choice(sorted(CONNECTED))
        kind, given = kind_of(label), random.choice(({}, where(random, label)))
        names = [random.choice(CONNECTED[label]) for _ in range(random.choice((1, 2)))]
        counts = [(name, random.choice(({}, fact_where(random, name, depth=1)))) for name in names]
        asked = PageAsked(
            first=50,
            where=given,
            counts=tuple(CountAsked(connection=kind.connections[name], where=of) for name, of in counts),
        )
        page = await EntityReader(graph=client, reading=everybody).page(kind, asked, [])
        assert [(entry.key, entry.counts) for entry in page.entries] == [
            (key, tuple(len(told.related(key, name, of, [])) for name, of in counts))
            for key, _ in told.page(label, given, [])
        ], (number, label, given, counts)
        counted += sum(sum(entry.counts or ()) for entry in page.entries)
    assert counted > QUESTIONS / 2


@pytest.mark.usefixtures("made")
async def test_nothing_is_counted_with_a_page_of_another_day(client: GraphClient) -> None:
    """There it takes a query of its own."""
    nation = kind_of("Nation")
    asked = PageAsked(counts=(CountAsked(connection=nation.connections["agreements"]),))
    reading = Reading(viewer=Viewer(), on=date(2010, 6, 1))
    page = await EntityReader(graph=client, reading=reading).page(nation, asked, [])
    assert {entry.counts for entry in page.entries} == {None}


async def test_groups_agree_with_brute_force(made: tuple[World, int], client: GraphClient) -> None:
    generated, seed = made
    random = Random(f"groups {seed}")
    for number in range(QUESTIONS // 2):
        label, by, measured = random.choice(
            [
                ("Nation", ("region",), "cowCode"),
                ("Engagement", ("kind", "source"), "personnel"),
                ("Agreement", (), "signedOn"),
            ]
        )
        kind, reading, given = kind_of(label), circumstances(random), where(random, label)
        groups = await EntityReader(graph=client, reading=reading).groups(
            kind,
            GroupsAsked(where=given, by=tuple(kind.fields[name] for name in by), measured=(kind.fields[measured],)),
        )
        expected = grouped(
            seen(generated, reading).page(label, given, []),
            by_values(by),
        )
        told = {group.values: group for group in groups}
        if not by:
            expected = expected or {(): []}
        assert {values: group.counted for values, group in told.items()} == {
            values: len(own) for values, own in expected.items()
        }, (number, label, given, reading)
        for values, own in expected.items():
            known = [said[measured] for _, said in own if said.get(measured) is not None]
            if told[values].measures:
                (measure,) = told[values].measures
                assert (measure.known, measure.least, measure.greatest) == (
                    len(known), min(known, default=None), max(known, default=None),
                )  # fmt: skip
                if kind.fields[measured].is_number:
                    assert measure.total == sum(known)
            else:
                assert not known


async def test_what_is_related_agrees_with_brute_force(made: tuple[World, int], client: GraphClient) -> None:
    generated, seed = made
    random = Random(f"related {seed}")
    found_any = 0
    for number in range(QUESTIONS):
        label = random.choice(sorted(CONNECTED))
        name = random.choice(CONNECTED[label])
        connection, reading = connections_of(label)[name], circumstances(random)
        given, sort = fact_where(random, name, depth=1), sort_keys(random, connection, FACT_SORTED[name])
        parents = random.sample([key for key, own in LABELS.items() if own == label], 4)
        reader = EntityReader(graph=client, reading=reading)
        pages = await reader.related(
            connection,
            parents,
            PageAsked(first=100, where=given, sort=sort),
            of_fact=[connection.fields["since"]],
            fields=[connection.kind.fields["name"]],
        )
        counts = await reader.related_groups(connection, parents, GroupsAsked(where=given))
        told = seen(generated, reading)
        for parent in parents:
            expected = told.related(parent, name, given, named(sort, connection))
            assert [(entry.key, *entry.fact, *entry.said) for entry in pages[parent].entries] == [
                (other, fact["validFrom"], (told.best(other) or {})["name"]) for fact, other in expected
            ], (number, label, name, given, reading)
            (count,) = counts[parent]
            assert (count.counted, count.entities) == (len(expected), len({other for _, other in expected}))
            found_any += bool(expected)
        second = await reader.related(
            connection, parents, PageAsked(first=1, where=given, sort=sort), of_fact=[], fields=[]
        )
        for parent, page in second.items():
            every = pages[parent].entries
            assert [entry.key for entry in page.entries] == [entry.key for entry in every[:1]]
            assert page.more == (len(every) > 1)
            if page.more:
                after = cursor_of(page.entries[0].place, sort)
                rest = await reader.related(
                    connection,
                    [parent],
                    PageAsked(first=100, where=given, sort=sort, after=after),
                    of_fact=[],
                    fields=[],
                )
                assert [entry.place for entry in rest[parent].entries] == [entry.place for entry in every[1:]]
    assert found_any > QUESTIONS / 6


async def test_what_is_hidden_does_not_exist(client: GraphClient) -> None:
    """Byte by byte the answer of a graph without it: pages, cursors, counts, groups."""
    viewer = Viewer(nationality="N2")
    reading = Reading(viewer=viewer)
    for seed in range(2):
        # No corrections: removing one that is hidden would bring back what it corrects.
        generated = replace(world(Random(f"hidden {seed}")), then=())
        answers = []
        for only in (None, lambda fact: fact.release.marking == 0 and "N2" in (fact.release.releasable_to or ("N2",))):
            await wipe(client)
            await generated.write(client, only=only)
            answers.append([await _everything(client, reading, Random(f"asked {seed} {n}")) for n in range(15)])
        for one, other in zip(*answers, strict=True):
            for part, again in zip(one, other, strict=True):
                assert part == again


async def _everything(client: GraphClient, reading: Reading, random: Random) -> Any:
    label = random.choice(sorted(CONNECTED))
    kind = kind_of(label)
    reader = EntityReader(graph=client, reading=reading)
    given = where(random, label)
    sort = sort_keys(random, kind, SORTED[label])
    page = await reader.page(kind, PageAsked(first=3, where=given, sort=sort), list(kind.fields.values()))
    groups = await reader.groups(kind, GroupsAsked(where=given, by=(kind.fields["reliability"],)))
    name = random.choice(CONNECTED[label])
    connection = connections_of(label)[name]
    keys = [key for key, own in LABELS.items() if own == label]
    related = await reader.related(
        connection,
        keys,
        PageAsked(first=2),
        of_fact=list(connection.fields.values()),
        fields=list(connection.kind.fields.values()),
    )
    told = await reader.assertions(keys, [kind.fields["name"]])
    return page, [cursor_of(entry.place, sort) for entry in page.entries], groups, related, told


# What is refused


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"nme": {"eq": "x"}}, "where.nme", "there is no 'nme' to filter by. Known: key, name"),
        ({"cowCode": {"eq": "two"}}, "where.cowCode.eq", "'two' is not a whole number"),
        ({"since": {"gte": "2012"}}, "where.since.gte", "'2012' is not a day, YYYY-MM-DD"),
        ({"name": {"like": "x"}}, "where.name.like", "'like' is not one of eq, in, contains"),
        ({"name": "France"}, "where.name", "'France' is not an object"),
        ({"agreements": {"any": {}}}, "where.agreements.any", "'any' is not one of some, all, none, count"),
        ({"agreements": {"count": {"gte": -1}}}, "where.agreements.count.gte", "-1 is not a whole number, 0 or more"),
        (
            {"agreements": {"some": {"node": {"kind": {"eq": "pact"}}}}},
            "where.agreements.some.node.kind.eq",
            "'pact' is not one of treaty, mou",
        ),
        ({"AND": [{"OR": [{"key": {"eq": str(n)}} for n in range(9)]}] * 3}, "where", "amounts to 729 alternatives"),
    ],
)
async def test_a_filter_that_cannot_be_read_names_its_field(
    client: GraphClient, given: dict[str, Any], field: str, said: str
) -> None:
    reader = EntityReader(graph=client, reading=Reading(viewer=Viewer()))
    with pytest.raises(InvalidInput) as error:
        await reader.page(kind_of("Nation"), PageAsked(where=given), [])
    assert error.value.field == field
    assert said in error.value.detail


@pytest.mark.parametrize(
    "after", ["nonsense", "WzFd", cursor_of(("x", "N1"), (SortKey(field=kind_of("Nation").fields["name"]),))]
)
async def test_a_cursor_of_another_order_is_refused(client: GraphClient, after: str) -> None:
    reader = EntityReader(graph=client, reading=Reading(viewer=Viewer()))
    with pytest.raises(InvalidInput, match="is not a cursor of a page in this order"):
        await reader.page(kind_of("Nation"), PageAsked(after=after), [])


@pytest.mark.parametrize("first", [0, -1, 1_001])
async def test_a_page_has_a_size(client: GraphClient, first: int) -> None:
    reader = EntityReader(graph=client, reading=Reading(viewer=Viewer()))
    with pytest.raises(InvalidInput, match="not between 1 and 1,000"):
        await reader.page(kind_of("Nation"), PageAsked(first=first), [])


async def test_a_page_goes_on_where_it_stood_while_others_come_and_go(
    made: tuple[World, int], client: GraphClient
) -> None:
    """The last one of a page may even be gone: its place remains."""
    kind = kind_of("Nation")
    reader = EntityReader(graph=client, reading=Reading(viewer=Viewer(clearance=Marking.TOP_SECRET, nationality="N1")))
    every = (await reader.page(kind, PageAsked(first=50), [])).entries
    if len(every) < 3:
        pytest.skip("too few nations in this world")
    after = cursor_of((f"{every[0].key}~",), ())
    rest = (await reader.page(kind, PageAsked(first=50, after=after), [])).entries
    assert [entry.key for entry in rest] == [entry.key for entry in every[1:]]


def test_the_world_is_not_trivial() -> None:
    generated = world(Random("entities 0"))
    markings = {fact.release.marking for fact in generated.first}
    assert len(markings) == 3
    assert any(fact.release.releasable_to for fact in generated.first)
    assert len({fact.start for fact in generated.first}) > len(NATIONS)
