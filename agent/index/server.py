"""The dense leg on a Chroma server, which processes of several machines share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from typing import TYPE_CHECKING

from agent.index.dense import Dense, space, unavailable
from agent.indexing import IndexSettings

if TYPE_CHECKING:
    from chromadb.api.fastapi import FastAPI
    from chromadb.types import Collection as Model

_PAGE = 500
"""Collections that are asked for at once."""


class ServerShelf:
    """Implements `Shelf`: a collection a build, called by a name that only these builds have.

    Only the configured address is talked to: no redirects, no proxies of the environment.
    """

    def __init__(self, settings: IndexSettings, embedder: str) -> None:
        """`embedder`: a digest of its name."""
        self._settings = settings
        self._embedder = embedder
        self._place = {"tenant": settings.chroma_tenant, "database": settings.chroma_database}
        self._api: FastAPI | None = None
        self._known: tuple[str, Dense] | None = None
        """The collection that was asked last. A server may lose it: then it is looked up again."""
        self._lock = Lock()

    def create(self, owner: str, build: str, *, seldom: bool = False) -> Dense:
        with unavailable():
            api = self._connected()
            name = self._name(owner, build)
            if name in self._names(api):  # of a build that failed
                api.delete_collection(name, **self._place)
            place = self._settings
            model = api.create_collection(
                name,
                configuration=space(seldom=seldom),
                tenant=place.chroma_tenant,
                database=place.chroma_database,
            )
            return _dense(api, model)

    @contextmanager
    def at(self, owner: str, build: str, revision: int) -> Iterator[Dense]:
        del revision  # what is asked sees what all others wrote
        name = self._name(owner, build)
        known = self._known
        vectors = known[1] if known and known[0] == name else self._opened(name)
        self._known = (name, vectors)
        try:
            yield vectors
        except BaseException:
            self._known = None
            raise

    def written(self, revision: int) -> None:
        """All see it."""

    def writing(self, build: str) -> AbstractContextManager[None]:
        """The server looks after what its clients leave."""
        del build
        return nullcontext()

    def is_marked(self, build: str) -> bool:
        del build
        return False

    def is_looked_at(self, build: str) -> bool:
        del build
        return False

    def survives(self, build: str) -> bool:
        del build
        return True

    def let_go(self) -> None:
        """It has none."""

    def use(self, owner: str, build: str) -> None:
        with unavailable():
            api = self._connected()
            for name in self._names(api):
                if name.startswith(f"clarify-{owner}-") and name != self._name(owner, build):
                    api.delete_collection(name, **self._place)

    def close(self) -> None:
        with self._lock:
            api, self._api, self._known = self._api, None, None
        if api:
            api._session.close()  # noqa: SLF001 as in `_connected`

    def _opened(self, name: str) -> Dense:
        with unavailable():
            api = self._connected()
            return _dense(api, api.get_collection(name, **self._place))

    def _names(self, api: FastAPI) -> list[str]:
        names: list[str] = []
        while page := api.list_collections(limit=_PAGE, offset=len(names), **self._place):
            names += [collection.name for collection in page]
        return names

    def _name(self, owner: str, build: str) -> str:
        return f"clarify-{owner}-{build}-{self._embedder}"

    def _connected(self) -> FastAPI:
        with self._lock:
            if self._api is None:
                self._api = _api(self._settings)
            return self._api


def _api(settings: IndexSettings) -> FastAPI:
    """What `chromadb.HttpClient` stands on. That itself waits for ever, follows proxies of the environment,
    and has talked to the server before either could be changed.
    """
    import httpx
    from chromadb.api.fastapi import FastAPI
    from chromadb.config import Settings, System

    host, port, ssl = settings.chroma_address
    where = Settings(
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=host,
        chroma_server_http_port=port,
        chroma_server_ssl_enabled=ssl,
        anonymized_telemetry=False,
    )
    api = FastAPI(System(where))
    api._session.close()  # noqa: SLF001 there is no public way to its timeouts
    api._session = httpx.Client(  # noqa: SLF001 as above
        headers=settings.headers,
        timeout=settings.chroma_timeout_seconds,
        follow_redirects=False,
        trust_env=False,
    )
    return api


def _dense(api: FastAPI, model: Model) -> Dense:
    """Closing it leaves the connection to the shelf."""
    from chromadb.api.models.Collection import Collection

    return Dense(Collection(api, model, embedding_function=None), lambda: None)
