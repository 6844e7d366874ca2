"""GraphiQL and the HTTP documentation, from vendored files: they work without a network."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from app.model.reference import reference_page
from app.web.headers import page

VENDOR = Path(__file__).parent / "vendor"
_GRAPHIQL = Path(__file__).parent / "graphiql.html"

static = StaticFiles(directory=VENDOR)
router = APIRouter(include_in_schema=False)


@router.get("/graphql")
async def graphiql() -> HTMLResponse:
    """GraphiQL with a first question."""
    return page(_GRAPHIQL.read_text(encoding="utf-8"))


@router.get("/docs")
async def documentation() -> HTMLResponse:
    """The HTTP documentation."""
    made = get_swagger_ui_html(
        openapi_url="/openapi.json",
        title="Entente HTTP API",
        swagger_js_url="/vendor/swagger-ui-bundle.js",
        swagger_css_url="/vendor/swagger-ui.css",
        swagger_favicon_url="data:,",
    )
    return page(bytes(made.body).decode())


@router.get("/schema")
async def schema_reference() -> HTMLResponse:
    """The graph model, as people read it."""
    return page(reference_page())
