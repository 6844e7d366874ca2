"""Jobs as callers follow them."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from app.record.shown import Shown


class JobState(StrEnum):
    """How far a job is. `failed` and `cancelled`: what was written by then stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobRejection(Shown):
    """A row that was not imported, and why."""

    file: str
    row: int = Field(description="Line of the file, counted from 1; 0: of no single line.")
    fields: tuple[str, ...] = Field(description="Columns that are at fault; empty: no single one is.")
    reason: str


class JobFile(Shown):
    """What became of one file."""

    file: str
    dataset: str
    rows: int = Field(description="Rows in the file; 0: not counted yet.")
    rows_read: int
    new: int = Field(description="Facts that were not there.")
    unchanged: int = Field(description="Facts that stood as they are stated.")
    superseded: int = Field(description="Facts of which another record stood.")
    rejected: int = Field(description="Rows, or parts of rows, that were not imported.")


class JobFailure(Shown):
    """Why a job failed."""

    code: str = Field(examples=["INVALID_INPUT"])
    detail: str
    field: str | None = None
    expected: str | None = None


class Job(Shown):
    """An import. It is kept until the service stops, at most the last hundred are."""

    id: str
    state: JobState
    started: datetime
    ended: datetime | None
    files: tuple[JobFile, ...]
    rejections: tuple[JobRejection, ...] = Field(description="The first thousand.")
    failure: JobFailure | None
