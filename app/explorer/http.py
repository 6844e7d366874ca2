"""The explorer's page and its parts, as files: it asks only the public interfaces of this service."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

PAGE = Path(__file__).parent / "page"

static = StaticFiles(directory=PAGE)
router = APIRouter(include_in_schema=False)


@router.get("/")
async def front() -> FileResponse:
    """The front door is the explorer."""
    return FileResponse(PAGE / "index.html", media_type="text/html", headers={"Cache-Control": "no-cache"})
