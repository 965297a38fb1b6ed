"""An answer of a model's server ends in time and is not endless, however it is sent.

The timeouts of the client are for each wait: a server that sends a byte now and then never exceeds them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2

MOST_BYTES = 20_000_000
"""Of an answer, as it is sent."""


class AnswerTooLong(Exception):
    """Seen by nobody but the client's own error, as the next."""


class AnswerTooSlow(Exception):
    pass


def bound(seconds: float) -> Callable[[httpx2.Response], None]:
    """A hook for the client's responses. The body must be there `seconds` after the head."""
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __init__(self, stream: httpx2.SyncByteStream) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            deadline, size = time.monotonic() + seconds, 0
            for chunk in self._stream:
                size += len(chunk)
                if size > MOST_BYTES:
                    raise AnswerTooLong
                if time.monotonic() > deadline:
                    raise AnswerTooSlow
                yield chunk

        def close(self) -> None:
            self._stream.close()

    def watch(response: httpx2.Response) -> None:
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = Bounded(response.stream)

    return watch
