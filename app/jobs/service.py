"""Imports as jobs: one at a time, each with a time limit, followed and cancelled by whom they belong to.

A time limit or a cancellation ends a job after the batch that is being written, which has a time limit of its own.

Jobs live in the memory of the service that does them. When it stops, a running one ends as if it were cancelled, and
all are forgotten; an id of an earlier run is answered with that. No fact is lost or doubled by it: a batch is written
whole or not at all, and the same file sent again goes on where the import was.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

import structlog

from app.errors import Conflict, EntenteError, NotFound
from app.graph.client import GraphClient
from app.importers.crosswalk import load_crosswalk
from app.importers.pipeline import ImportReport, begin_report, import_file
from app.jobs.model import Job, JobFailure, JobFile, JobRejection, JobState
from app.jobs.uploads import Upload
from app.jobs.writing import write_as
from app.record.facts import Fact
from app.record.releasability import Viewer
from app.record.writer import Outcome

MOST_KEPT = 100
MOST_REJECTIONS = 1_000

log = structlog.get_logger(__name__)


class Gone(EntenteError):
    """Something that was forgotten when the service stopped."""

    code, status, title = "GONE", 410, "Gone"


@dataclass(kw_only=True)
class _Work:
    """A job while it is done."""

    id: str
    viewer: Viewer
    caller: str
    officer: bool
    uploads: Sequence[Upload]
    folder: Path
    state: JobState = JobState.RUNNING
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended: datetime | None = None
    rows: dict[str, int] = field(default_factory=dict)
    reports: dict[str, ImportReport] = field(default_factory=dict)
    failure: JobFailure | None = None
    cancelled: bool = False
    task: asyncio.Task[None] | None = None


class _Cancelled(Exception):
    """The job shall end."""


class Jobs:
    """The jobs of one service. `seconds` is the time limit of each; `tell` is told what became of it."""

    def __init__(
        self, graph: GraphClient, *, seconds: float, tell: Callable[[Job], Awaitable[None]] | None = None
    ) -> None:
        self._graph = graph
        self._tell = tell
        self._seconds = seconds
        self._run = uuid4().hex[:8]
        self._kept: OrderedDict[str, _Work] = OrderedDict()

    def check_free(self) -> None:
        """Raise Conflict while a job is running: imports follow one another."""
        if any(work.state is JobState.RUNNING for work in self._kept.values()):
            raise Conflict("Another import is running. Send this one when that has ended.")

    def start(self, uploads: Sequence[Upload], *, folder: Path, viewer: Viewer, caller: str, officer: bool) -> Job:
        """Import files as a job; `folder`, in which they are, is removed when it ends. Raises Conflict.

        `officer`: whether the caller may release facts to more people.
        """
        self.check_free()
        work = _Work(
            id=f"{self._run}-{uuid4().hex}",
            viewer=viewer,
            caller=caller,
            officer=officer,
            uploads=uploads,
            folder=folder,
        )
        self._kept[work.id] = work
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        work.task = asyncio.create_task(self._done(work))
        return _shown(work)

    def all_of(self, caller: str) -> tuple[Job, ...]:
        """The jobs of a caller, the latest first."""
        return tuple(_shown(work) for work in reversed(self._kept.values()) if work.caller == caller)

    def job(self, job_id: str, *, caller: str) -> Job:
        """A job of that caller. Raises NotFound, and Gone for one of an earlier run of the service."""
        return _shown(self._work(job_id, caller))

    async def cancel(self, job_id: str, *, caller: str) -> Job:
        """End a job of that caller; one that has ended stays as it is. Raises NotFound and Gone."""
        work = self._work(job_id, caller)
        await _ended(work)
        return _shown(work)

    async def close(self) -> None:
        """End what is running."""
        for work in self._kept.values():
            await _ended(work)

    def _work(self, job_id: str, caller: str) -> _Work:
        run, _, rest = job_id.partition("-")
        if run != self._run and len(run) == len(self._run) and len(rest) == 32:
            raise Gone(
                "The service has been started anew since, and forgot its jobs. What that one had written stands; the "
                "same file sent again goes on where it was.",
                field="id",
                value=job_id,
            )
        work = self._kept.get(job_id)
        if work is None or work.caller != caller:
            raise NotFound(f"There is no job {job_id!r}.", field="id", value=job_id)
        return work

    async def _done(self, work: _Work) -> None:
        try:
            await self._import(work)
            work.state = JobState.DONE
        except _Cancelled:
            work.state = JobState.CANCELLED
        except TimeoutError:
            detail = f"It took longer than {self._seconds:g} s. What was written stands; send the same file again."
            _fail(work, JobFailure(code="TIMEOUT", detail=detail))
        except EntenteError as error:
            _fail(work, JobFailure(code=error.code, detail=error.detail, field=error.field, expected=error.expected))
        except Exception as error:
            log.error("import failed", exc_info=error)
            _fail(work, JobFailure(code=EntenteError.code, detail="Something went wrong inside the service."))
        finally:
            work.ended = datetime.now(UTC)
            rmtree(work.folder, ignore_errors=True)
            if self._tell is not None:
                await self._tell(_shown(work))

    async def _import(self, work: _Work) -> None:
        async def write(graph: GraphClient, facts: Sequence[Fact], recorded_at: datetime) -> Outcome:
            self._check(work)
            return await write_as(graph, facts, recorded_at=recorded_at, viewer=work.viewer, officer=work.officer)

        for upload in work.uploads:
            name = upload.path.name

            def progress(done: int, total: int, name: str = name) -> None:
                work.rows[name] = total

            work.reports[name] = begin_report(upload.dataset, upload.path)
            await import_file(
                self._graph,
                upload.dataset,
                upload.path,
                # Read anew for each file: it may need what the one before brought.
                crosswalk=await load_crosswalk(self._graph, viewer=work.viewer),
                progress=progress,
                write=write,
                report=work.reports[name],
            )

    def _check(self, work: _Work) -> None:
        """Raise what ends a job before its next batch. A batch that is being written is never torn."""
        if work.cancelled:
            raise _Cancelled
        if (datetime.now(UTC) - work.started).total_seconds() > self._seconds:
            raise TimeoutError


def _fail(work: _Work, failure: JobFailure) -> None:
    work.state, work.failure = JobState.FAILED, failure


async def _ended(work: _Work) -> None:
    """Cancel what is running, and wait until its batch has been written."""
    work.cancelled = True
    if work.task is not None:
        await asyncio.wait({work.task})


def _shown(work: _Work) -> Job:
    rejections = [
        JobRejection(file=name, row=each.row, fields=each.fields, reason=each.reason)
        for name, report in work.reports.items()
        for each in report.rejected
    ]
    return Job(
        id=work.id,
        state=work.state,
        started=work.started,
        ended=work.ended,
        files=tuple(_file(work, upload) for upload in work.uploads),
        rejections=tuple(rejections[:MOST_REJECTIONS]),
        failure=work.failure,
    )


def _file(work: _Work, upload: Upload) -> JobFile:
    name = upload.path.name
    report = work.reports.get(name) or begin_report(upload.dataset, upload.path)
    return JobFile(
        file=name,
        dataset=upload.dataset.name,
        rows=work.rows.get(name, 0),
        rows_read=report.rows_read,
        new=report.new,
        unchanged=report.unchanged,
        superseded=report.superseded,
        rejected=len(report.rejected),
    )
