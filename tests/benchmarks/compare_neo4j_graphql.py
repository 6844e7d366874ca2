"""How long do nested, filtered and aggregated queries take, beside @neo4j/graphql on the same graph?

`python -m tests.benchmarks.compare_neo4j_graphql` starts an embedded engine of its own, loads the seed, the
demonstration set and, where ENTENTE_DATA names the folder of public datasets, the alliances of COW and ATOP, the
exercises of MME and the disputes of MID; then it marks one fact in forty, so that each side has something to leave
out. Both services answer the same questions with the same variables, in turn (AB, BA), over one kept connection each;
a call counts from the first byte sent to the last received. Every two answers have to be equal, and those of the
warm-up equal to plain Cypher.

It needs Node.js 20. `--markdown` prints the rows of the README's table. The exit code is 1 when answers differ, or a
median or a 95th percentile of ours is not below theirs.
"""

import asyncio
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from math import ceil
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, RoutingControl
from rich.console import Console
from rich.table import Table

from app.cli.graph import configured_address, engine_address
from app.engine.supervisor import running
from app.graph.client import GraphAddress, GraphClient, open_graph
from app.graph.migrations import apply_migrations, load_migrations
from app.graph.queries import load_queries
from app.importers.crosswalk import NOTHING_KNOWN, load_crosswalk
from app.importers.dataset import dataset_named
from app.importers.pipeline import ImportReport, import_file, read_facts
from app.importers.registry import registry
from app.importers.seed import load_seed, read_folder
from app.logs import configure_logs
from app.record.facts import Fact
from app.record.releasability import Marking, Release, Viewer
from app.record.writer import write_facts
from app.settings import Settings
from tests.benchmarks.neo4j_graphql.comparisons import COMPARISONS, Comparison, Side, Subjects, rows, subjects_of
from tests.benchmarks.neo4j_graphql.services import Asked, Failed, entente, installed, neo4j_graphql

SEED = 50_000
CALLS = 100
WARM_UP = 20
MARKED = 40
FACTS_AT_ONCE = 2_000
DATASETS = (
    ("cow-alliances", "cow-alliances/alliance_v4.1_by_member.csv"),
    ("atop-alliances", "atop/atop5_1a.csv"),
    ("atop-members", "atop/atop5_1m.csv"),
    ("mme-exercises", "mme-exercises/mme_v7.csv"),
    ("cow-mid", "cow-mid/MIDA 5.0.csv"),
    ("cow-mid-participants", "cow-mid/MIDB 5.0.csv"),
)
errors = Console(stderr=True)


# The graph


async def write_graph(graph: GraphClient, data: Path | None) -> None:
    """Load what ships with Entente and, if there is a folder of them, the public datasets; then mark some of it."""
    seeds = (read_folder(), read_folder(demonstration=True))
    for seed in seeds:
        await load_seed(graph, seed)
    if data is not None:
        await _import(graph, data)
    marked = [fact for seed in seeds for dataset, path in seed.files for fact in _facts(dataset, path)]
    await _mark(graph, iter(marked[::MARKED]))


async def _import(graph: GraphClient, data: Path) -> None:
    crosswalk = await load_crosswalk(graph, viewer=Viewer())
    for name, file in DATASETS:
        _say(name)
        await import_file(graph, dataset_named(name, registry()), data / file, crosswalk=crosswalk)


def _facts(dataset: Any, path: Path) -> Iterator[Fact]:
    report = ImportReport(dataset=dataset.name, file=path.name, recorded_at=datetime.now(UTC))
    for facts in read_facts(dataset, path, NOTHING_KNOWN, report, {}):
        # What is asked about has to be in both answers: nations and organisations stay open to everybody.
        yield from (fact for fact in facts if fact.label not in ("Nation", "Organization"))


async def _mark(graph: GraphClient, facts: Iterator[Fact]) -> None:
    """Correct facts: they are secret, or limited to one nation."""
    releases = (Release(marking=Marking.SECRET), Release(releasable_to=("NOR",)))
    hidden = (replace(fact, release=releases[number % 2]) for number, fact in enumerate(facts))
    while batch := list(islice(hidden, FACTS_AT_ONCE)):
        await write_facts(graph, batch, recorded_at=datetime.now(UTC))


# Measuring


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Seconds of each call of one question to each side, and how many answers had something in them."""

    name: str
    entente: list[float] = field(default_factory=list)
    neo4j: list[float] = field(default_factory=list)
    filled: list[bool] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def met(self) -> bool:
        """Whether answers were equal, not all empty, and ours there earlier, in the median and 95 times of 100."""
        if self.differences or not self.entente or not any(self.filled):
            return False
        return median(self.entente) < median(self.neo4j) and p95(self.entente) < p95(self.neo4j)

    @property
    def cells(self) -> list[str]:
        """A row of the table."""
        if self.differences:
            return [self.name.replace("_", " "), "differ"]
        sides = [each for each in (self.entente, self.neo4j) if each]
        times = [f"{of(each) * 1000:.1f} ms" for of in (median, p95) for each in sides]
        ratios = [f"{of(self.entente) / of(self.neo4j):.2f}" for of in (median, p95)] if len(sides) == 2 else []
        verdict = "" if len(sides) < 2 else "met" if self.met else "missed"
        return [self.name.replace("_", " "), str(len(self.neo4j)), *times, *ratios, verdict]


def p95(seconds: Sequence[float]) -> float:
    """The seconds in which 95 of 100 answers were there."""
    return sorted(seconds)[ceil(0.95 * len(seconds)) - 1]


COLUMNS = (
    "question", "calls", "median", "@neo4j/graphql", "95 of 100 within", "@neo4j/graphql", "ratio of medians",
    "ratio of 95ths", "",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The services, by side, and the driver that asks in plain Cypher."""

    sides: dict[Side, Asked]
    driver: Driver
    database: str
    subjects: Subjects

    def measured(self, comparison: Comparison, *, calls: int) -> Measured:
        """The figures of one question, without its warm-up; stops at the first answers that differ."""
        figures = Measured(name=comparison.name)
        random = Random(f"{SEED} {comparison.name}")
        documents = {side: comparison.document(side) for side in self.sides}
        for number in range(WARM_UP + calls):
            variables = comparison.variables(random, self.subjects)
            answers, seconds = {}, {}
            for side in sorted(self.sides, reverse=bool(number % 2)):
                answers[side], seconds[side] = _read(self.sides[side], comparison, documents[side], variables)
            wrong = self._compared(comparison, variables, answers, with_oracle=number < WARM_UP)
            if wrong:
                figures.differences.append(wrong)
                return figures
            if number >= WARM_UP:
                figures.filled.append(any(_filled(answer) for answer in answers.values()))
                for side in self.sides:
                    getattr(figures, side).append(seconds[side])
        return figures

    def _compared(
        self, comparison: Comparison, variables: Any, answers: dict[Side, list[Any]], *, with_oracle: bool
    ) -> str:
        """What is wrong with the answers; nothing if they are equal."""
        held: dict[str, list[Any]] = {str(side): answer for side, answer in answers.items()}
        if with_oracle:
            found = self.driver.execute_query(
                comparison.oracle, variables, database_=self.database, routing_=RoutingControl.READ
            )
            held["plain Cypher"] = rows([record.data() for record in found.records])
        (first, expected), *others = held.items()
        for name, other in others:
            if other != expected:
                return f"{variables}: {first} and {name}: {_difference(expected, other)}"
        return ""


def _read(service: Asked, comparison: Comparison, document: str, variables: Any) -> tuple[list[Any], float]:
    """The rows of all pages, and the seconds that they took together."""
    found: list[Any] = []
    seconds, after = 0.0, None
    for _ in range(comparison.pages):
        page = {**variables, "after": after} if comparison.pages > 1 else variables
        answer, taken = service.ask(document, page)
        seconds += taken
        found += rows(answer)
        if comparison.pages > 1:
            after = answer["pageInfo"]["endCursor"]
            if not answer["pageInfo"]["hasNextPage"]:
                break
    return found, seconds


def _filled(answer: Sequence[Any]) -> bool:
    return bool(answer) and answer != [{"count": 0}]


def _difference(left: Any, right: Any, at: str = "answer") -> str:
    """The first place where two answers are not the same, and what stands there."""
    match left, right:
        case list(), list() if len(left) == len(right):
            pairs = [
                (one, other, f"{at}[{number}]") for number, (one, other) in enumerate(zip(left, right, strict=True))
            ]
        case dict(), dict() if left.keys() == right.keys():
            pairs = [(left[name], right[name], f"{at}.{name}") for name in left]
        case list(), list():
            return f"{at} has {len(left)} and {len(right)} rows"
        case _:
            return f"{at} is {str(left)[:300]} and {str(right)[:300]}"
    return next(_difference(one, other, inner) for one, other, inner in pairs if one != other)


# The run


@contextmanager
def graph_of(given: Namespace, folder: Path) -> Iterator[GraphAddress]:
    """The graph that is asked: the one that NEO4J_URI names, as it is, or one in an engine of our own."""
    settings = Settings(home=given.home or folder / "home", log_level="error")
    configure_logs(settings)
    if settings.neo4j_uri is not None:
        yield configured_address(settings)
        return
    named = os.environ.get("ENTENTE_DATA")
    with running(settings, console=errors) as engine:
        address = engine_address(engine)
        asyncio.run(_written(address, Path(named) if named else None))
        yield address


async def _written(address: GraphAddress, data: Path | None) -> None:
    async with open_graph(address, queries=load_queries(), query_seconds=60, connect_seconds=5) as graph:
        await apply_migrations(graph, load_migrations())
        (stands,) = await graph.read("record/reach")
        if not stands["version"]:
            _say("Writing the graph")
            await write_graph(graph, data)


def run(address: GraphAddress, given: Namespace, packages: Path) -> list[Measured]:
    """Start both services and ask every question of both."""
    with ExitStack() as stack:
        sides: dict[Side, Asked] = {}
        if not given.without_entente:
            sides["entente"] = stack.enter_context(entente(address))
        sides["neo4j"] = stack.enter_context(neo4j_graphql(address, packages, show_cypher=given.cypher))
        driver = GraphDatabase.driver(
            address.uri,
            auth=(address.username, address.password),
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
        stack.callback(driver.close)
        asking = Bench(
            sides=sides, driver=driver, database=address.database, subjects=subjects_of(driver, address.database)
        )
        return [_measured(asking, comparison, given.calls) for comparison in _chosen(given.only)]


def _chosen(only: Sequence[str] | None) -> list[Comparison]:
    return [each for each in COMPARISONS if not only or each.name in only]


def _measured(asking: Bench, comparison: Comparison, calls: int) -> Measured:
    _say(comparison.name)
    try:
        return asking.measured(comparison, calls=calls)
    except Failed as error:
        return Measured(name=comparison.name, differences=[str(error)])


def _say(line: str) -> None:
    errors.print(f"{datetime.now(UTC):%H:%M:%S} {line} …", markup=False, highlight=False)


def arguments(given: Sequence[str]) -> Namespace:
    """What the command line asks for."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.compare_neo4j_graphql", description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS, help="calls of each question that count")
    parser.add_argument("--only", nargs="+", help="names of questions; the others are not asked")
    parser.add_argument("--home", type=Path, help="keep the graph there, and ask the one that is there already")
    parser.add_argument("--without-entente", action="store_true", help="only @neo4j/graphql, held against plain Cypher")
    parser.add_argument("--cypher", action="store_true", help="print the Cypher that @neo4j/graphql runs")
    parser.add_argument("--markdown", action="store_true", help="print the rows of the README's table")
    return parser.parse_args(given)


def shown(figures: Sequence[Measured], *, markdown: bool) -> None:
    """The table, and what differed."""
    if markdown:
        for each in figures:
            print(f"| {' | '.join(each.cells)} |")  # noqa: T201
    else:
        alone = figures and not figures[0].entente
        table = Table(*(*COLUMNS[:2], "median", "95 of 100 within", "") if alone else COLUMNS)
        for each in figures:
            table.add_row(*each.cells)
        Console().print(table)
    for each in figures:
        for difference in each.differences:
            errors.print(f"{each.name}: {difference}", markup=False, highlight=False)


def main() -> None:
    """Measure, print the table, and exit with 1 when something is missed."""
    given = arguments(sys.argv[1:])
    try:
        packages = installed(Settings().cache)
        with TemporaryDirectory() as folder, graph_of(given, Path(folder)) as address:
            figures = run(address, given, packages)
    except Failed as error:
        errors.print(str(error), markup=False)
        sys.exit(2)
    shown(figures, markdown=given.markdown)
    sys.exit(0 if all(each.met for each in figures) else 1)


if __name__ == "__main__":
    main()
