"""Leaves a model that keeps failing alone for a while. One for a process, shared by its threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from agent.errors import ModelNotAsked, ModelResting, ModelUnavailable

PROBED_AGAIN = 1.0
"""Seconds after which to look again while another thread's request tries the model."""
LONGEST_REST = 86_400.0
"""Seconds, whatever a server asks for."""


class Breaker:
    """After `after` failures in a row nobody asks for `seconds`; then one request tries, the others wait."""

    def __init__(
        self, after: int, seconds: float, patience: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`patience`: a server that asks for a longer wait, in seconds, is left alone for so long at once."""
        self._after = after
        self._seconds = seconds
        self._patience = patience
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until: float | None = None
        self._probing = False

    def is_resting(self) -> bool:
        with self._lock:
            return self._until is not None and self._clock() < self._until

    @contextmanager
    def request(self) -> Iterator[None]:
        """Around one request, whose errors tell how the model is. Raises ModelResting."""
        probe = self._enter()
        try:
            yield
        except ModelUnavailable as error:
            self._failed(error.retry_after, probe=probe)
            raise
        except ModelNotAsked:
            self._leave(probe=probe)
            raise
        except BaseException:
            self._answered(probe=probe)  # whatever it said, the server is there
            raise
        self._answered(probe=probe)

    def _enter(self) -> bool:
        """True for the one request that tries whether the model is back."""
        with self._lock:
            if self._until is None:
                return False
            left = self._until - self._clock()
            if left > 0 or self._probing:
                raise ModelResting(
                    f"the model failed {self._failures} times in a row and is left alone for now"
                    if self._failures >= self._after
                    else "the model's server asked to be left alone for now",
                    retry_after=max(left, PROBED_AGAIN),
                )
            self._probing = True
            return True

    def _failed(self, asked: float | None, *, probe: bool) -> None:
        """A server that names a wait is there: that alone is no failure."""
        with self._lock:
            self._probing &= not probe
            if asked is None:
                self._failures += 1
                rest = self._seconds if probe or self._failures >= self._after else 0.0
            else:
                rest = min(asked, LONGEST_REST) if probe or asked > self._patience else 0.0
            if rest:
                self._until = max(self._until or 0.0, self._clock() + rest)

    def _answered(self, *, probe: bool) -> None:
        """A request that began before the rest ends none."""
        with self._lock:
            if probe or self._until is None:
                self._failures, self._until = 0, None
            self._probing &= not probe

    def _leave(self, *, probe: bool) -> None:
        with self._lock:
            self._probing &= not probe
