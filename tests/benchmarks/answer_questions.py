"""How long do answers take, beside the bare driver with the same queries?

`python -m tests.benchmarks.answer_questions` starts an embedded engine of its own and writes the world of
`tests.benchmarks.world`. It asks every question 100 times, each time about something else and by another viewer, after
50 calls that are not counted. After each answer it asks the bare driver the queries that the answer names, with their
parameters, one after another: what a first call warms up is at the service's cost.

`--markdown` prints the rows of the README's table. The exit code is 1 when a bar is missed or a question was not asked.
"""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from math import ceil
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from neo4j import AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity, RoutingControl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from app.alliances.model import AlliancePathsQuestion
from app.answers.model import Answer, DatedQuestion
from app.attention.model import AttentionQuestion
from app.balance.model import EngagementBalanceQuestion
from app.brokers.model import BrokersQuestion
from app.cli.graph import engine_address
from app.commitments.model import CommitmentsQuestion
from app.engine.supervisor import running
from app.graph.client import GraphAddress, GraphClient, open_graph
from app.graph.migrations import apply_migrations, load_migrations
from app.graph.queries import NamedQuery, load_queries
from app.hadr.model import HadrResponseQuestion
from app.hadr.weights import DisasterKind
from app.histories.model import ExchangeHistoryQuestion
from app.interoperability.model import InteroperabilityGapsQuestion
from app.logs import configure_logs
from app.path_changes.model import PathChangesQuestion
from app.planning.model import EngagementPlanQuestion
from app.questions import QUESTIONS, NamedQuestion
from app.record.facts import Fact
from app.record.provenance import AskedQuery
from app.record.releasability import Marking, Viewer
from app.record.writer import write_facts, write_sources
from app.search.model import SearchQuestion
from app.settings import Settings
from app.sharing.model import SharingQuestion
from app.structure.model import CentralityMeasure, NetworkKind, NetworkStructureQuestion
from app.what_if.model import WhatIfQuestion
from tests.benchmarks.world import (
    CORRECTED,
    FIRST_DAY,
    LAST_DAY,
    RECORDED,
    REGIONS,
    SOURCES,
    World,
    correction,
    day_of,
    some_nations,
)

SEED = 50_000
CALLS = 100
WARM_UP = 50
"""Calls that do not count: Neo4j makes a plan for each size of list that a query is given, once after each start."""
FACTS_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What must hold: the seconds in which 95 of 100 answers are there, and how many times the driver's median theirs
    may be.
    """

    seconds: float
    ratio: float | None = None


INTERACTIVE = Bar(seconds=0.3, ratio=1.5)
BARS = {
    "alliance-paths": INTERACTIVE,
    "alliance-path-changes": INTERACTIVE,
    "commitments": INTERACTIVE,
    "interoperability-gaps": INTERACTIVE,
    "exchange-history": INTERACTIVE,
    "brokers": INTERACTIVE,
    "sharing": INTERACTIVE,
    "what-if": Bar(seconds=1),
}
OTHER_BAR = Bar(seconds=2)
"""The bar of what looks at the whole graph."""


# Arguments: what each question is asked about


def alliance_paths(random: Random, world: World) -> DatedQuestion:
    """Two nations, on any day or, one time in five, during a year."""
    on = day_of(random)
    return AlliancePathsQuestion(
        **_alliance(random, world),
        on=on,
        since=on - timedelta(days=365) if random.random() < 0.2 else None,
        max_hops=random.randint(1, 6),
        limit=random.choice((1, 5, 20)),
    )


def alliance_path_changes(random: Random, world: World) -> DatedQuestion:
    """Two nations, on any two days."""
    since, on = sorted((day_of(random), day_of(random)))
    return PathChangesQuestion(**_alliance(random, world), since=since, on=on, max_hops=random.randint(1, 4))


def _alliance(random: Random, world: World) -> dict[str, Any]:
    """Two nations, by key or by name, one or two obligations, and sometimes what shall not count."""
    here, there, *avoided = some_nations(world, random, 4)
    return {
        "from_": random.choice((here, f"Nation {here}")),
        "to": there,
        "obligations": random.choice((["defence"], ["defence"], ["defence", "consultation"], ["non-aggression"])),
        "avoid": random.choice(([], [], avoided)),
        "avoid_agreements": random.choice(([], random.sample(world.agreements, 2))),
    }


def commitments(random: Random, world: World) -> DatedQuestion:
    """One nation, against its opponents or against two others."""
    nation, *attackers = some_nations(world, random, 3)
    return CommitmentsQuestion(
        nation=nation,
        on=day_of(random),
        max_hops=random.randint(1, 4),
        against=tuple(attackers if random.random() < 0.5 else ()),
    )


def interoperability_gaps(random: Random, world: World) -> DatedQuestion:
    """Two to four forces, a unit among them one time in three, for a mission or a series."""
    forces = some_nations(world, random, random.choice((2, 2, 3, 4)))
    if random.random() < 0.33:
        forces[-1] = random.choice(world.units)
    return InteroperabilityGapsQuestion(
        requirement=random.choice(random.choice((world.requirements, world.series))),
        forces=tuple(forces),
        on=day_of(random),
    )


def network_structure(random: Random, world: World) -> DatedQuestion:
    """Alliances on a day, or exercises of some years."""
    return NetworkStructureQuestion(
        network=random.choice(list(NetworkKind)),
        on=day_of(random),
        months=random.choice((12, 36, 120)),
        by=random.choice(list(CentralityMeasure)),
        nations=tuple(some_nations(world, random, 2)),
    )


def exchange_history(random: Random, world: World) -> DatedQuestion:
    """Two or three nations; a body, a unit or a post is one of them one time in five."""
    between = some_nations(world, random, random.choice((2, 2, 2, 3)))
    if random.random() < 0.2:
        between[-1] = random.choice(random.choice((world.organizations, world.units, world.posts)))
    on = day_of(random)
    since = random.choice((None, FIRST_DAY))
    return ExchangeHistoryQuestion(between=tuple(between), on=on, since=since, limit=random.choice((20, 200)))


def brokers(random: Random, world: World) -> DatedQuestion:
    """Two nations, with the usual conditions or with fewer."""
    here, there = some_nations(world, random, 2)
    return BrokersQuestion(
        from_=here, to=there, on=day_of(random), contact_months=random.choice((36, 36, 12, None)), allow_disputes=True
    )


def search(random: Random, world: World) -> DatedQuestion:
    """A nation, an organisation or an agreement by its key or its name, whole, begun, or with a letter left out."""
    name = random.choice((f"Nation {random.choice(world.nations)}", random.choice(world.agreements)))
    text = random.choice((name, name[:-1], name[:2] + name[3:]))
    return SearchQuestion(text=text, on=day_of(random))


def sharing(random: Random, world: World) -> DatedQuestion:
    """Two nations or a nation and a body, about anything or about one of a few kinds of subject."""
    here, there = some_nations(world, random, 2)
    subjects = (world.capabilities, world.initiatives, world.organizations, world.series)
    return SharingQuestion(
        from_=here,
        to=random.choice((there, there, there, random.choice(world.organizations))),
        on=day_of(random),
        marking=random.choice((None, 1, 2)),
        subject=random.choice((None, random.choice(random.choice(subjects)))),
    )


def engagement_balance(random: Random, world: World) -> DatedQuestion:
    """A nation or a region, with five powers, over ten or forty years."""
    nation = random.choice(world.nations[5:])
    on = day_of(random)
    return EngagementBalanceQuestion(
        subject=random.choice((nation, nation, f"region:{random.choice(REGIONS)}")),
        powers=world.nations[:5],
        on=on,
        since=random.choice((None, max(FIRST_DAY, on - timedelta(days=40 * 365)))),
    )


def engagement_plan(random: Random, world: World) -> DatedQuestion:
    """Two or three forces, a mission and a budget."""
    return EngagementPlanQuestion(
        requirement=random.choice(world.requirements),
        forces=tuple(some_nations(world, random, random.choice((2, 2, 3)))),
        on=day_of(random),
        budget_usd=random.choice((None, 100_000, 1_000_000)),
        assumed_costs=("agreement=5000", "accession=2000", "exercise=100000", "course=20000"),
    )


def hadr_response(random: Random, world: World) -> DatedQuestion:
    """A stricken nation, one time in three with a limit to the distance."""
    return HadrResponseQuestion(
        nation=some_nations(world, random, 1)[0],
        disaster=random.choice((None, *DisasterKind)),
        on=day_of(random),
        max_km=random.choice((None, None, 8_000)),
    )


def attention(random: Random, world: World) -> DatedQuestion:
    """A nation, a body or, one time in three, everything, in the last ten years."""
    nation, organization = some_nations(world, random, 1)[0], random.choice(world.organizations)
    return AttentionQuestion(
        **random.choice(({"nation": nation}, {"organization": organization}, {})),
        on=LAST_DAY - timedelta(days=random.randrange(3_650)),
    )


def what_if(random: Random, world: World) -> DatedQuestion:
    """Two changes: somebody withdraws or an agreement expires, and two nations conclude one."""
    left = random.choice(world.memberships)
    last = min(left.valid.valid_to or LAST_DAY, LAST_DAY)
    here, there = some_nations(world, random, 2)
    forces = random.choice(((), (here, there)))
    return WhatIfQuestion(
        changes=(
            random.choice((f"withdrawal {left.start} {left.end}", f"expiry {left.end}")),
            f"agreement {here},{there} defence,consultation",
        ),
        between=(left.start, there if there != left.start else here),
        on=left.valid.valid_from + (last - left.valid.valid_from) * random.random(),
        forces=forces,
        requirement=random.choice(world.requirements) if forces else None,
    )


ARGUMENTS: Mapping[str, Callable[[Random, World], DatedQuestion]] = {
    "alliance-paths": alliance_paths,
    "alliance-path-changes": alliance_path_changes,
    "commitments": commitments,
    "interoperability-gaps": interoperability_gaps,
    "network-structure": network_structure,
    "exchange-history": exchange_history,
    "brokers": brokers,
    "search": search,
    "sharing": sharing,
    "engagement-balance": engagement_balance,
    "engagement-plan": engagement_plan,
    "hadr-response": hadr_response,
    "attention": attention,
    "what-if": what_if,
}


# Measuring


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Seconds of each call of one question, through the service and through the driver alone."""

    name: str
    service: list[float] = field(default_factory=list)
    driver: list[float] = field(default_factory=list)

    @property
    def bar(self) -> Bar:
        return BARS.get(self.name, OTHER_BAR)

    @property
    def p95(self) -> float:
        """The seconds in which 95 of 100 answers were there."""
        return sorted(self.service)[ceil(0.95 * len(self.service)) - 1]

    @property
    def ratio(self) -> float:
        """The service's median, in medians of the driver."""
        return median(self.service) / median(self.driver)

    @property
    def met(self) -> bool:
        """Whether it was asked and its bar is met."""
        return bool(self.service) and self.p95 < self.bar.seconds and self.ratio <= (self.bar.ratio or self.ratio)

    @property
    def cells(self) -> list[str]:
        """A row of the table."""
        if not self.service:
            return [self.name, "0", "", "", "", "", "", "not run"]
        bar = f"{self.bar.seconds * 1000:.0f} ms" + (f", {self.bar.ratio} ×" if self.bar.ratio else "")
        times = [f"{seconds * 1000:.1f} ms" for seconds in (median(self.service), self.p95, median(self.driver))]
        verdict = "met" if self.met else "missed"
        return [self.name, str(len(self.service)), *times, f"{self.ratio:.2f}", bar, verdict]


COLUMNS = ("question", "calls", "median", "95 of 100 within", "driver's median", "ratio", "bar", "")


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The world, and the two ways to ask about it."""

    world: World
    graph: GraphClient
    driver: AsyncDriver
    database: str

    async def measure(self, question: NamedQuestion, *, calls: int) -> AsyncIterator[tuple[float, float]]:
        """The seconds of the service and of the driver, call by call, warm-up included."""
        random = Random(f"{SEED} {question.name}")
        for _ in range(WARM_UP + calls):
            asked = ARGUMENTS[question.name](random, self.world)
            viewer = Viewer(clearance=random.choice(list(Marking)), nationality=random.choice(self.world.nations))
            start = perf_counter()
            answer: Answer = await question.service(self.graph, asked, viewer=viewer)
            answered = perf_counter()
            await self._replay(answer.asked)
            yield answered - start, perf_counter() - answered

    async def _replay(self, asked: Iterable[AskedQuery]) -> None:
        for each in asked:
            query = self.graph.queries[each.name]
            await self.driver.execute_query(
                query.text,
                as_typed(query, each.parameters),
                database_=self.database,
                routing_=RoutingControl.READ,
            )


def as_typed(query: NamedQuery, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters that an answer names, as the driver takes them."""
    typed = dict(parameters)
    for declared in query.parameters:
        value = typed[declared.name]
        if declared.type.rstrip("?") == "date" and value is not None:
            typed[declared.name] = date.fromisoformat(value)
        elif declared.type.rstrip("?") == "datetime" and value is not None:
            typed[declared.name] = datetime.fromisoformat(value)
    return typed


# The world in a graph


async def write_world(graph: GraphClient, world: World, *, advance: Callable[[int], None]) -> None:
    """Record the world, and what of it was corrected later."""
    await write_sources(graph, SOURCES)
    for wanted in (is_entity, is_link):
        await _write(graph, filter(wanted, world.facts()), recorded_at=RECORDED, advance=advance)
    random = Random(world.seed)
    corrections = (corrected for fact in world.facts() if (corrected := correction(random, fact)))
    await _write(graph, corrections, recorded_at=CORRECTED, advance=advance)


def is_entity(fact: Fact) -> bool:
    """Whether a fact brings an entity into being: what lies between two is written after both."""
    return fact.label is not None


def is_link(fact: Fact) -> bool:
    """Whether a fact lies between two entities."""
    return fact.label is None


async def _write(
    graph: GraphClient, facts: Iterator[Fact], *, recorded_at: datetime, advance: Callable[[int], None]
) -> None:
    """Write facts in batches of one transaction each; a batch is made while another is written."""

    async def write_in_turn() -> None:
        while batch := list(islice(facts, FACTS_AT_ONCE)):
            outcome = await write_facts(graph, batch, recorded_at=recorded_at)
            assert outcome.missing == outcome.clashing == []
            advance(len(batch))

    await asyncio.gather(write_in_turn(), write_in_turn())


# The run


@asynccontextmanager
async def bench(address: GraphAddress, world: World) -> AsyncIterator[Bench]:
    """The service's client and the bare driver on one database, closed at the end."""
    driver = AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.username, address.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )
    async with driver, open_graph(address, queries=load_queries(), query_seconds=60, connect_seconds=5) as graph:
        yield Bench(world=world, graph=graph, driver=driver, database=address.database)


async def run(address: GraphAddress, given: Namespace, progress: Progress) -> list[Measured]:
    """Write the world and ask every question of it."""
    world = World(seed=SEED)
    async with bench(address, world) as asking:
        await apply_migrations(asking.graph, load_migrations())
        (stands,) = await asking.graph.read("record/reach")
        if not stands["version"]:
            writing = begun(progress, "Writing the world", total=None)
            await write_world(asking.graph, world, advance=lambda facts: progress.advance(writing, facts))
        return [
            await measured(asking, question, given.calls, progress)
            if question.name in ARGUMENTS and (not given.only or question.name in given.only)
            else Measured(name=question.name)
            for question in QUESTIONS
        ]


async def measured(asking: Bench, question: NamedQuestion, calls: int, progress: Progress) -> Measured:
    """The figures of one question, without its warm-up."""
    figures = Measured(name=question.name)
    task = begun(progress, question.name, total=WARM_UP + calls)
    number = 0
    async for service, driver in asking.measure(question, calls=calls):
        progress.advance(task)
        number += 1
        if number > WARM_UP:
            figures.service.append(service)
            figures.driver.append(driver)
    return figures


def begun(progress: Progress, title: str, *, total: int | None) -> TaskID:
    """A bar for people; a line for logs."""
    if not progress.console.is_terminal:
        progress.console.print(f"{datetime.now(UTC):%H:%M:%S} {title} …", markup=False)
    return progress.add_task(title, total=total)


def arguments(given: Sequence[str]) -> Namespace:
    """What the command line asks for."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.answer_questions", description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS, help="calls of each question that count")
    parser.add_argument("--only", nargs="+", help="names of questions; the others are not run, which fails")
    parser.add_argument("--home", type=Path, help="keep the world there, and ask the one that is there already")
    parser.add_argument("--markdown", action="store_true", help="print the rows of the README's table")
    return parser.parse_args(given)


def shown(figures: Sequence[Measured], *, markdown: bool) -> None:
    """The table."""
    if markdown:
        for each in figures:
            print(f"| {' | '.join(each.cells)} |")  # noqa: T201
        return
    table = Table(*COLUMNS)
    for each in figures:
        table.add_row(*each.cells)
    Console().print(table)


def main() -> None:
    """Measure, print the table, and exit with 1 when something is missed."""
    given = arguments(sys.argv[1:])
    errors = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with TemporaryDirectory() as folder:
        settings = Settings(home=given.home or Path(folder) / "home", log_level="error")
        configure_logs(settings)
        with running(settings, console=errors) as engine, Progress(*columns, console=errors) as progress:
            figures = asyncio.run(run(engine_address(engine), given, progress))
    shown(figures, markdown=given.markdown)
    sys.exit(0 if all(each.met for each in figures) else 1)


if __name__ == "__main__":
    main()
