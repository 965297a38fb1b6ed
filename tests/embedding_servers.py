"""A server of our own for /embeddings, on the loopback: the vectors of the shipped model, or a script."""

from __future__ import annotations

import json
from dataclasses import dataclass

from agent.index import static
from agent.index.endpoint import EndpointEmbedder
from agent.indexing import EndpointSettings
from tests.llm_server import Script, Turn, as_json

KEY = "swordfish-of-the-embedder"


@dataclass
class Embedding(Script):
    """Plays its turns, then answers as a server should."""

    def next(self, body: bytes, headers: dict[str, str]) -> Turn:
        self.requests.append(json.loads(body))
        self.headers.append(headers)
        at = len(self.requests) - 1
        return self.turns[at] if at < len(self.turns) else vectors(self.requests[-1])

    @property
    def sent(self) -> list[str]:
        """Every text, in order."""
        return [text for request in self.requests for text in request["input"]]


def vectors(request: dict) -> Turn:
    """Not of unit length, and the last one first: nothing says that they come in order."""
    rows = 3 * static.shipped().embed(request["input"])[:, : request.get("dimensions")]
    rows[:, 0] += 1e-3  # cut to a few dimensions a row may have no direction
    return answered(rows.tolist())


def answered(rows: list) -> Turn:
    data = [{"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(rows)]
    usage = {"prompt_tokens": 3, "total_tokens": 3}
    return as_json({"object": "list", "data": data[::-1], "model": "served", "usage": usage})


def embedder(url: str, shown=None, sleep=None, clock=None, **settings: object) -> EndpointEmbedder:
    """Which waits for nothing, unless it is given something to wait with."""
    given = EndpointSettings(url=url, model="m1", **settings)
    timed = {"clock": clock} if clock else {}
    return EndpointEmbedder(given, shown, sleep=sleep or (lambda _seconds: None), **timed)
