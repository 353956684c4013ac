"""CPU that Atrium's functions use in the local cloud, by function: what Lambda's clock would run for.

The local cloud's own work (HTTP, queues, the emulator's answers handed on) is not among it: a function's
time is that of its thread from its event to its answer. What of it goes into sending requests to AWS and
reading what comes back stands apart, for all functions together.
"""

import contextlib
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from botocore.httpsession import URLLib3Session
from chalice.app import Chalice

from infra.local.lambdas import Function

PUSHES = "lines"  # the one thread that functions leave work to: chalicelib/live/lines.py
TO_AWS = "HTTP to AWS"


class Used:
    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)
        self._adding = threading.Lock()
        self._here = threading.local()

    def by_part(self) -> dict[str, float]:
        with self._adding:
            return dict(self._seconds) | {PUSHES: _pushing()}

    @contextlib.contextmanager
    def noting(self, function: str) -> Iterator[None]:
        before, self._here.apart = time.thread_time(), 0.0
        try:
            yield
        finally:
            apart = self._here.apart
            del self._here.apart
            with self._adding:
                self._seconds[function] += time.thread_time() - before - apart
                self._seconds[TO_AWS] += apart

    @contextlib.contextmanager
    def noting_apart(self) -> Iterator[None]:
        """Within a function; what the local cloud itself asks for is nobody's."""
        before = time.thread_time()
        try:
            yield
        finally:
            if hasattr(self._here, "apart"):
                self._here.apart += time.thread_time() - before


@contextlib.contextmanager
def measuring() -> Iterator[Used]:
    """All functions of this process."""
    used = Used()
    invoke, answer, send = Function.invoke, Chalice.__call__, URLLib3Session.send

    def invoked(self: Function, event: dict[str, Any]) -> Any:
        with used.noting(self.name):
            return invoke(self, event)

    def answered(self: Any, event: dict[str, Any], context: Any) -> Any:
        with used.noting("api"):
            return answer(self, event, context)

    def sent(self: Any, request: Any) -> Any:
        with used.noting_apart():
            return send(self, request)

    Function.invoke, Chalice.__call__, URLLib3Session.send = invoked, answered, sent  # type: ignore[method-assign]
    try:
        yield used
    finally:
        Function.invoke, Chalice.__call__, URLLib3Session.send = invoke, answer, send  # type: ignore[method-assign]


def _pushing() -> float:
    for thread in threading.enumerate():
        if thread.name == PUSHES and thread.ident:
            return time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    return 0.0
