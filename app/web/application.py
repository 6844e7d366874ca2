"""The application: one `create_app`, one lifespan."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.briefs import http as briefs
from app.callers.authentication import authentication
from app.explorer import http as explorer
from app.graph.client import GraphAddress, open_graph
from app.graph.queries import load_queries
from app.jobs.service import Jobs
from app.releases import http as releases
from app.releases.service import CopyEngine, opened_copy
from app.settings import Settings
from app.sources import http as sources
from app.stix import http as stix
from app.trail.writing import open_trail
from app.web import (
    documentation,
    events,
    graphql,
    health,
    jobs,
    keys,
    questions,
    resources,
    submissions,
    trail,
    webhooks,
)
from app.web.authentication import Authenticated
from app.web.bounds import Bounded, budget_of
from app.web.conditional import ConditionalAnswers
from app.web.description import install_description, operation_id
from app.web.errors import PROBLEMS, install_error_handlers
from app.web.evenness import Evened
from app.web.guard import protection
from app.web.headers import CROSS_ORIGIN, SecurityHeaders
from app.web.hosts import LocalOnly
from app.web.reconciliation import router as reconciliation
from app.web.recording import Announced, Recorded, jobs_told
from app.web.requests import RequestLog
from app.webhooks.delivery import delivering


def create_app(settings: Settings, address: GraphAddress, *, copy: CopyEngine | None = None) -> FastAPI:
    """The service on the Neo4j at `address`; statements go to the released copy in `copy`.

    Raises DefectiveQuery for a query file that contradicts itself.
    """
    queries = load_queries()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            open_graph(
                address,
                queries=queries,
                query_seconds=settings.query_seconds,
                connect_seconds=settings.connect_seconds,
            ) as graph,
            open_trail(settings.trail_folder, graph) as app.state.trail,
            opened_copy(settings, copy, queries=queries) as app.state.released,
        ):
            app.state.graph = graph
            app.state.callers = authentication(settings, graph)
            app.state.viewer = settings.viewer
            app.state.jobs = Jobs(graph, seconds=settings.import_seconds, tell=jobs_told(app.state.trail))
            app.state.import_bytes = settings.import_bytes
            app.state.writes = settings.writes
            app.state.webhook_private = settings.webhook_private
            async with delivering(graph, private=settings.webhook_private) if settings.writes else nullcontext():
                yield
            await app.state.jobs.close()

    app = FastAPI(
        title="Entente",
        summary="Relationship intelligence for military diplomacy and security cooperation.",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
    )
    app.add_middleware(Evened)
    app.add_middleware(Announced)  # whatever may refuse a request comes between this and Recorded
    app.add_middleware(ConditionalAnswers, prefixes=("/api/", "/openapi.json"))
    app.state.budget = budget_of(settings)
    app.add_middleware(Bounded, settings=settings, budget=app.state.budget)
    app.add_middleware(Authenticated)
    if settings.origins:
        app.add_middleware(CORSMiddleware, allow_origins=settings.origins, **CROSS_ORIGIN)
    if settings.authentication == "none":
        app.add_middleware(LocalOnly, names=settings.other_hosts, origins=settings.origins)
    app.add_middleware(Recorded, documents=protection(settings).documents, bytes=settings.graphql_bytes)
    app.add_middleware(RequestLog)
    app.add_middleware(SecurityHeaders, cross_origin=bool(settings.origins))
    install_error_handlers(app)
    app.include_router(health.router)
    app.include_router(documentation.router)
    app.include_router(explorer.router)
    app.mount("/vendor", documentation.static)
    app.mount("/explorer", explorer.static)
    app.include_router(graphql.router_for(settings), include_in_schema=False)
    for subject in (
        questions,
        briefs,
        sources,
        resources,
        stix,
        releases,
        jobs,
        submissions,
        events,
        webhooks,
        keys,
        trail,
    ):
        app.include_router(subject.router, prefix="/api/v1", responses=PROBLEMS)
    app.include_router(reconciliation, prefix="/api/v1")
    install_description(app)
    return app
