"""The application, put together in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import contextmanager_in_threadpool

from agent.settings import Settings
from api import problems
from api.crowd import Crowd
from api.documents import DocumentedApp
from api.gate import Gate
from api.metrics import Metrics
from api.observed import Observed
from api.pages.all import ROUTERS
from api.pages.live import Live
from api.pages.login import limits
from api.pages.strangers import Strangers
from api.rates import Rates
from api.routes import decisions, extract, figures, forms, health, house, intakes, proposals, work
from api.served import open_served
from api.turned import Recent


def create_app(settings: Settings, *, work_inside: bool = False) -> FastAPI:
    """Opens nothing before it is started. `work_inside`: a thread of it runs the jobs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with contextmanager_in_threadpool(open_served(settings, work=work_inside)) as served:
            app.state.served = served
            yield

    app = DocumentedApp(
        settings,
        lifespan=lifespan,
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.metrics = Metrics()
    most = settings.serve.requests_per_minute
    app.state.rates = Rates(most) if most else None
    app.state.logins = limits()
    app.state.strangers = Strangers(settings.serve)
    app.state.recent = Recent()
    app.state.live = Live(settings.serve.live_pages)
    for routes in (intakes, proposals, decisions, work, figures, extract, forms, house, health):
        app.include_router(routes.router)
    for router in ROUTERS:
        app.include_router(router)
    problems.install(app)
    app.add_middleware(Gate, hosts=settings.serve.hosts, body_bytes=settings.serve.body_bytes)
    app.add_middleware(Crowd, most=settings.serve.requests_at_once)
    app.add_middleware(Observed, metrics=app.state.metrics)
    return app
