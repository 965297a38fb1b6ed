"""For those who keep the server running: is it there, can it work, how much does it do."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from agent.errors import IndexRebuilding, IndexUnavailable
from api.documents import problems
from api.metrics import CONTENT_TYPE
from api.served import Here

router = APIRouter(tags=["health"])


class Live(BaseModel):
    live: bool = True


class Index(TypedDict):
    index: str
    index_done: NotRequired[int]
    index_total: NotRequired[int]


class Ready(BaseModel):
    """`index` unavailable does not stop work: proposals then say that they were not compared."""

    ready: bool
    index: str
    """`available`, `unavailable`, or `rebuilding` and how far that is."""
    index_done: int | None = None
    index_total: int | None = None
    worker: str
    oldest_job_seconds: float


@router.get("/health/live", operation_id="isLive", responses=problems())
def live() -> Live:
    """The process answers."""
    return Live()


@router.get("/health/ready", operation_id="isReady", responses=problems(503, 500))
def ready(here: Here) -> Ready:
    """The store is reachable. Says also how the index is, and how long the oldest job waits."""
    index = _index(here)
    worker = "elsewhere" if here.worker is None else "running" if here.worker.is_alive else "stopped"
    return Ready(ready=True, worker=worker, oldest_job_seconds=here.store.figures.queue_age(), **index)


def _index(here: Here) -> Index:
    try:
        here.services.index.check()
    except IndexRebuilding as exc:
        return {"index": "rebuilding", "index_done": exc.done, "index_total": exc.total}
    except IndexUnavailable:
        return {"index": "unavailable"}
    return {"index": "available"}


@router.get(
    "/metrics",
    operation_id="metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems(503, 500),
    },
)
def metrics(request: Request, here: Here) -> Response:
    """For Prometheus."""
    said = request.app.state.metrics.render(here.store.figures.read())
    return Response(said, media_type=CONTENT_TYPE)
