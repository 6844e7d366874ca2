"""Bulk imports over HTTP: a file is sent, a job imports it, and the caller follows the job."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from app.callers.model import Role
from app.errors import EntenteError
from app.importers.registry import registry
from app.jobs.model import Job
from app.jobs.service import Jobs
from app.jobs.uploads import Upload, only_file, too_large, unpacked
from app.web.context import RequestContext
from app.web.errors import PROBLEM_TYPE, Problem

CSV, ZIP = "text/csv", "application/zip"
BYTES = "application/octet-stream"
"""What callers send whose programs know no other type: CSV where a dataset is named, else an archive."""

_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description, "content": {PROBLEM_TYPE: {}}}
    for status, description in {
        403: "This service takes no writes.",
        409: "Another import is running.",
        410: "The job was forgotten when the service was started anew.",
        413: "It is larger than this service takes.",
        415: "It is neither CSV nor a ZIP archive.",
    }.items()
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            CSV: {"schema": {"type": "string"}},
            ZIP: {"schema": {"type": "string", "contentMediaType": ZIP}},
            BYTES: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


class UnknownType(EntenteError):
    """A body of a type that is not taken."""

    code, status, title = "UNKNOWN_TYPE", 415, "Unknown type"


def _jobs(request: Request, context: RequestContext) -> Jobs:
    """The jobs of this service. Raises Forbidden where it takes no writes."""
    context.check_writes()
    jobs: Jobs = request.app.state.jobs
    return jobs


ServiceJobs = Annotated[Jobs, Depends(_jobs)]
router = APIRouter(tags=["imports"], responses=_REFUSALS)


@router.post(
    "/imports",
    status_code=202,
    summary="Import a file",
    operation_id="post-imports",
    openapi_extra=_BODY,
    responses={202: {"headers": {"Location": {"description": "The job.", "schema": {"type": "string"}}}}},
)
async def post_import(
    request: Request,
    response: Response,
    jobs: ServiceJobs,
    context: RequestContext,
    dataset: Annotated[
        str, Query(description="Of which dataset or template a CSV file is; `entente import --list` names them.")
    ] = "",
) -> Job:
    """A CSV file of a dataset or of a template, or a ZIP archive with a file DATASET.csv for each.

    What is imported again changes nothing. A row that cannot be imported is rejected with its reason, and the others
    are imported; a file in a wrong layout fails the job before its first row is written.
    """
    jobs.check_free()
    folder = Path(mkdtemp(prefix="entente-import-"))
    try:
        uploads = await _received(request, folder, dataset)
        job = jobs.start(
            uploads,
            folder=folder,
            viewer=context.viewer,
            caller=context.caller,
            officer=Role.RELEASING_OFFICER in context.roles,
        )
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job


@router.get("/jobs", summary="Imports of this service, the latest first", operation_id="get-jobs")
async def get_jobs(jobs: ServiceJobs, context: RequestContext) -> tuple[Job, ...]:
    """The caller's own jobs since the service was started."""
    return jobs.all_of(context.caller)


@router.get("/jobs/{id}", summary="How far an import is", operation_id="get-job")
async def get_job(id: str, jobs: ServiceJobs, context: RequestContext) -> Job:  # noqa: A002  # the address names it
    """State, progress, counts, and what was rejected and why."""
    return jobs.job(id, caller=context.caller)


@router.delete("/jobs/{id}", summary="Cancel an import", operation_id="delete-job")
async def cancel_job(id: str, jobs: ServiceJobs, context: RequestContext) -> Job:  # noqa: A002  # the address names it
    """The job, cancelled; one that has ended stays as it is. What was written stands."""
    return await jobs.cancel(id, caller=context.caller)


async def _received(request: Request, folder: Path, dataset: str) -> tuple[Upload, ...]:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    most: int = request.app.state.import_bytes
    if kind == BYTES:
        kind = CSV if dataset else ZIP
    if kind == CSV:
        (upload,) = only_file(folder / "upload.csv", dataset, registry())
        await _written(request, upload.path, most)
        return (upload,)
    if kind == ZIP:
        archive = folder / "upload.zip"
        await _written(request, archive, most)
        return unpacked(archive, folder, registry(), most=most)
    raise UnknownType(
        f"A file is sent as {CSV} with `dataset`, or as {ZIP}, or as {BYTES}, not as {kind or 'nothing'}.",
        field="Content-Type",
        value=kind,
        expected=f"{CSV}, {ZIP} or {BYTES}",
    )


async def _written(request: Request, path: Path, most: int) -> None:
    """Write the body to a file. Raises TooLarge as soon as there is too much of it."""
    left = most
    with path.open("wb") as file:  # a piece is written faster than a thread takes over
        async for piece in request.stream():
            left -= len(piece)
            if left < 0:
                raise too_large(most)
            file.write(piece)
