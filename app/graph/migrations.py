"""Migrations: numbered files below `migrations/`, immutable once applied, chained by checksum, run under a lock.

A file `V0012__what_it_does.cypher` holds statements that end with `;`. Each statement runs in a transaction of its
own and is written so that running it again is harmless: a migration cut short is simply applied again.
"""

import asyncio
import os
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic, perf_counter
from typing import Literal
from uuid import uuid4

from app.errors import Conflict, DefectiveMigration
from app.graph.client import GraphClient, Row

MIGRATIONS = Path(__file__).parents[2] / "migrations"

_FILE_NAME = re.compile(r"V(?P<version>\d{4})__(?P<description>[a-z0-9_]+)\.cypher")
# A statement is text up to a semicolon that stands outside of strings, quoted names and comments.
_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|;|[^;'\"`/]+|/", re.DOTALL)
_LOCK_SECONDS = 60
_LOCK_WAIT_SECONDS = 90.0


@dataclass(frozen=True, kw_only=True)
class Migration:
    """A migration file. `checksum` covers its text and, through `previous`, every file before it."""

    version: int
    description: str
    statements: tuple[str, ...]
    checksum: str
    previous: str | None
    path: Path


@dataclass(frozen=True, kw_only=True)
class MigrationState:
    """A migration and whether the graph has it."""

    version: int
    description: str
    state: Literal["applied", "pending"]
    checksum: str
    applied_at: datetime | None = None
    milliseconds: int | None = None


def load_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """All migration files in order. Raises DefectiveMigration for a gap, an odd name or an unfinished statement."""
    migrations: list[Migration] = []
    for path in sorted(folder.glob("*.cypher")):
        match = _FILE_NAME.fullmatch(path.name)
        if match is None:
            raise DefectiveMigration(f"{path}: a migration's name looks like V0012__what_it_does.cypher.")
        if int(match["version"]) != len(migrations):
            raise DefectiveMigration(f"{path}: expected number {len(migrations):04d}; numbers have no gap.")
        text = path.read_text(encoding="utf-8")
        previous = migrations[-1].checksum if migrations else None
        migrations.append(
            Migration(
                version=len(migrations),
                description=match["description"].replace("_", " "),
                statements=tuple(_statements(path, text)),
                checksum=sha256(f"{previous}\n{text}".encode()).hexdigest(),
                previous=previous,
                path=path,
            )
        )
    return migrations


def _statements(path: Path, text: str) -> list[str]:
    statements, current, start = [], "", 1
    for match in _TOKEN.finditer(text):
        if match[0] == ";":
            statements.append(current.strip())
            current = ""
        elif not match[0].startswith(("//", "/*")):
            if not current.strip():
                start = text[: match.end()].count("\n") + 1
            current += match[0]
    if current.strip():
        raise DefectiveMigration(f"{path}:{start}: the last statement does not end with `;`.")
    return statements


async def migration_info(graph: GraphClient, migrations: list[Migration]) -> list[MigrationState]:
    """What is applied and what is pending. Raises DefectiveMigration where files and graph contradict each other."""
    applied = {row["version"]: row for row in await graph.read("migrations/applied")}
    for migration in migrations:
        row = applied.get(migration.version)
        if row is not None and row["checksum"] != migration.checksum:
            raise DefectiveMigration(
                f"{migration.path}: changed after it was applied on {row['appliedAt']:%Y-%m-%d}. "
                "Restore the file and write the change as a new migration.",
                field=migration.path.name,
            )
    beyond = sorted(version for version in applied if version >= len(migrations))
    if beyond:
        raise DefectiveMigration(
            f"The graph has migration {beyond[-1]:04d} ({applied[beyond[-1]]['description']}), which this version of "
            "Entente does not know. Use the version that applied it, or a later one."
        )
    return [_state(migration, applied.get(migration.version)) for migration in migrations]


def _state(migration: Migration, row: Row | None) -> MigrationState:
    return MigrationState(
        version=migration.version,
        description=migration.description,
        state="applied" if row else "pending",
        checksum=migration.checksum,
        applied_at=row["appliedAt"] if row else None,
        milliseconds=row["milliseconds"] if row else None,
    )


async def apply_migrations(
    graph: GraphClient, migrations: list[Migration], *, say: Callable[[str], None] = lambda line: None
) -> list[MigrationState]:
    """Apply what is pending, under the lock, and return what was applied now."""
    if not any(state.state == "pending" for state in await migration_info(graph, migrations)):
        return []
    # The ledger's own constraints come first: without them two could take the lock at once.
    for statement in migrations[0].statements:
        await graph.statement(statement, name="migrations/ledger")
    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    await _take_lock(graph, holder, say)
    try:
        done = []
        for state in await migration_info(graph, migrations):
            if state.state == "pending":
                done.append(await _apply(graph, migrations[state.version], holder))
                say(f"applied migration {state.version:04d} {state.description}")
        return done
    finally:
        await graph.write("migrations/release_lock", holder=holder)


async def _take_lock(graph: GraphClient, holder: str, say: Callable[[str], None]) -> None:
    end = monotonic() + _LOCK_WAIT_SECONDS
    while not await graph.write("migrations/take_lock", holder=holder, seconds=_LOCK_SECONDS):
        if monotonic() > end:
            raise Conflict("Another process holds the migrations' lock. Wait until it has finished, then try again.")
        say("waiting for another process that applies migrations")
        await asyncio.sleep(1)


async def _apply(graph: GraphClient, migration: Migration, holder: str) -> MigrationState:
    start = perf_counter()
    for statement in migration.statements:
        await graph.write("migrations/take_lock", holder=holder, seconds=_LOCK_SECONDS)
        await graph.statement(statement, name=f"migrations/V{migration.version:04d}")
    milliseconds = round((perf_counter() - start) * 1000)
    await graph.write(
        "migrations/record",
        version=migration.version,
        description=migration.description,
        checksum=migration.checksum,
        previous=migration.previous,
        milliseconds=milliseconds,
    )
    return MigrationState(
        version=migration.version,
        description=migration.description,
        state="applied",
        checksum=migration.checksum,
        milliseconds=milliseconds,
    )
