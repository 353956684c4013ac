"""CPU that Atrium's functions use in the local cloud, by function: what Lambda's clock would run for.

The local cloud's own work (HTTP, queues, the emulator's answers handed on) is not among it: a function's
time is that of its thread from its event to its answer.
"""

import contextlib
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from chalice.app import Chalice

from infra.local.lambdas import Function

PUSHES = "lines"  # the one thread that functions leave work to: chalicelib/live/lines.py


class Used:
    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)
        self._adding = threading.Lock()

    def by_function(self) -> dict[str, float]:
        with self._adding:
            return dict(self._seconds) | {PUSHES: _pushing()}

    @contextlib.contextmanager
    def noting(self, function: str) -> Iterator[None]:
        before = time.thread_time()
        try:
            yield
        finally:
            with self._adding:
                self._seconds[function] += time.thread_time() - before


@contextlib.contextmanager
def measuring() -> Iterator[Used]:
    """All functions of this process."""
    used = Used()
    invoke, answer = Function.invoke, Chalice.__call__

    def invoked(self: Function, event: dict[str, Any]) -> Any:
        with used.noting(self.name):
            return invoke(self, event)

    def answered(self: Any, event: dict[str, Any], context: Any) -> Any:
        with used.noting("api"):
            return answer(self, event, context)

    Function.invoke, Chalice.__call__ = invoked, answered  # type: ignore[method-assign]
    try:
        yield used
    finally:
        Function.invoke, Chalice.__call__ = invoke, answer  # type: ignore[method-assign]


def _pushing() -> float:
    for thread in threading.enumerate():
        if thread.name == PUSHES and thread.ident:
            return time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    return 0.0
