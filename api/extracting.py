"""A text that is read while its sender waits: by few threads, for a bounded time, and kept nowhere."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from agent.models import Intake
from agent.people import Directory
from agent.pipeline import extract
from agent.protocols import Extractor
from agent.rows import ResultRow
from api.problems import HttpProblem

AT_ONCE = 2
"""Threads that read; a reading that nobody waits for any more keeps its thread until it ends."""


class Extracting:
    def __init__(self, extractor: Extractor, directory: Directory, seconds: float) -> None:
        """`extractor` keeps nothing of what it reads. `seconds`: for one text, with its turn."""
        self._read = partial(extract, extractor=extractor, directory=directory)
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="clarify-extract")

    async def read(self, intake: Intake) -> ResultRow:
        """Raises ExtractionError, HttpProblem 503 where it takes too long."""
        reading = asyncio.get_running_loop().run_in_executor(self._threads, self._read, intake)
        try:
            _, result = await asyncio.wait_for(reading, self._seconds)
        except TimeoutError:
            raise HttpProblem(
                503, "extraction-timed-out", "It took too long to read it",
                "POST it to /v1/intakes, which stores it and reads it later.", {"Retry-After": "5"},
            ) from None  # fmt: skip
        return result

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
