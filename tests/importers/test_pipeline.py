"""What every import does, whatever its dataset."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.errors import Conflict, InvalidInput
from app.graph.client import GraphClient
from app.importers.crosswalk import NOTHING_KNOWN, Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.pipeline import Closing, ImportReport, import_file
from app.importers.records import templates
from app.record.evidence import Evidence, Source
from app.record.facts import Fact, assertion
from app.record.time import valid_time
from tests.conftest import drift

SOURCE = Source(key="register", title="A register")


def facts_of(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    for line in lines:
        if line["name"] == "?":
            yield Problem(reason=f"{line['key']} has no name.")
            continue
        yield assertion(
            "Domain",
            line["key"],
            valid=valid_time("2000", ""),
            evidence=Evidence(source=SOURCE.key, source_row=str(line.number)),
            properties={"name": line["name"]},
        )


REGISTER = Dataset(
    name="register", title="A made-up register", sources=(SOURCE,), columns=("key", "name"), facts_of=facts_of
)


def rows(number: int) -> str:
    return "key,name\n" + "".join(f"domain-{row},Domain {row}\n" for row in range(number))


async def imported(graph: GraphClient, folder: Path, text: str, *, closing: Closing | None = None) -> ImportReport:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    return await import_file(graph, REGISTER, path, crosswalk=NOTHING_KNOWN, closing=closing or Closing())


async def test_a_part_that_fails_is_reported_and_the_rest_is_kept(graph: GraphClient, tmp_path: Path) -> None:
    report = await imported(graph, tmp_path, rows(2) + "domain-9,?\n")
    assert report.new == 2
    assert [(rejected.row, rejected.reason) for rejected in report.rejected] == [(4, "domain-9 has no name.")]


async def test_a_shorter_file_closes_nothing_unless_asked(graph: GraphClient, tmp_path: Path) -> None:
    await imported(graph, tmp_path, rows(100))
    report = await imported(graph, tmp_path, rows(96))
    assert (report.unchanged, report.closed) == (96, 0)
    report = await imported(graph, tmp_path, rows(96), closing=Closing(missing=True))
    assert report.closed == 4
    assert await drift(graph) == []
    again = await imported(graph, tmp_path, rows(100))
    assert (again.new, again.unchanged) == (4, 96)


async def test_closing_more_than_a_twentieth_needs_a_confirmation(graph: GraphClient, tmp_path: Path) -> None:
    await imported(graph, tmp_path, rows(100))
    with pytest.raises(Conflict, match=r"6 of 100 standing facts are not in register.csv: more than 5%"):
        await imported(graph, tmp_path, rows(94), closing=Closing(missing=True))
    report = await imported(graph, tmp_path, rows(94), closing=Closing(missing=True, confirmed=True))
    assert report.closed == 6


async def test_what_was_killed_goes_on_where_it_was(
    graph: GraphClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.importers.pipeline.BATCH_FACTS", 10)

    def killed(done: int, total: int) -> None:
        if done >= 30:
            raise KeyboardInterrupt

    path = tmp_path / "register.csv"
    path.write_text(rows(100), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        await import_file(graph, REGISTER, path, crosswalk=NOTHING_KNOWN, progress=killed)
    report = await import_file(graph, REGISTER, path, crosswalk=NOTHING_KNOWN)
    assert (report.new, report.unchanged) == (70, 30)
    assert await drift(graph) == []


async def test_notes_above_a_header_are_passed_over(graph: GraphClient, tmp_path: Path) -> None:
    report = await imported(graph, tmp_path, "Exported on a day.\n\nsome,other,notes\n" + rows(2))
    assert (report.new, report.rejected) == (2, [])


TEMPLATE = (
    "key,name,kind,service,residence,holder,vacant,valid_from,valid_to,source,reliability,credibility,marking,"
    "releasable_to\n"
)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("p,Post,envoy,,,,,2020,,register,A,1,,", "kind: 'envoy' is not one of defence_attache, service_attache"),
        ("p,Post,defence_attache,,,,perhaps,2020,,register,A,1,,", "vacant: 'perhaps' is not a boolean."),
        ("p,,defence_attache,,,,,2020,,register,A,1,,", "name is empty."),
        ("p,Post,defence_attache,,,,,2020-13,,register,A,1,,", "valid_from: '2020-13' is not a date."),
        ("p,Post,defence_attache,,,,,2020,2019,register,A,1,,", "It ends on 2019-12-31, before it starts"),
        ("p,Post,defence_attache,,,,,2020,,register,Z,1,,", "reliability: 'Z' is not A to F."),
        ("p,Post,defence_attache,,,,,2020,,register,A,9,,", "credibility: '9' is not 1 to 6."),
        ("p,Post,defence_attache,,,,,2020,,register,A,1,7,", "marking: '7' is not 0 to 4."),
        ("p,Post,defence_attache,,,,,2020,,register,A,1,1,POL||USA", "releasable_to: 'POL||USA' names a nation"),
        ("p,Post,defence_attache,,,,,2020,,,A,1,,", "source is empty."),
    ],
)
async def test_a_template_names_what_is_wrong(graph: GraphClient, tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "attache_posts.csv"
    path.write_text(f"{TEMPLATE}{line}\n", encoding="utf-8")
    report = await import_file(graph, templates()["attache_posts"], path, crosswalk=NOTHING_KNOWN)
    assert report.new == 0
    assert report.rejected[0].reason.startswith(reason)


async def test_a_column_that_a_template_does_not_know_is_named(graph: GraphClient, tmp_path: Path) -> None:
    path = tmp_path / "attache_posts.csv"
    path.write_text("key,name,kind,valid_from,valid_to,source,rank\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="'rank' is not a column of attache_posts"):
        await import_file(graph, templates()["attache_posts"], path, crosswalk=NOTHING_KNOWN)
