"""When each call of DynamoDB began and ended, at the door they all go through."""

import contextlib
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from bench.counter import function
from chalicelib.core import dynamodb


class Timed(NamedTuple):
    function: str
    operation: str
    began: float
    ended: float


@contextlib.contextmanager
def timing() -> Iterator[list[Timed]]:
    """All calls of this process, whichever thread makes them."""
    calls: list[Timed] = []
    call = dynamodb.call

    def timed(operation: str, **asked: Any) -> dict[str, Any]:
        began = time.perf_counter()
        try:
            return call(operation, **asked)
        finally:
            calls.append(Timed(function(), operation, began, time.perf_counter()))

    dynamodb.call = timed
    try:
        yield calls
    finally:
        dynamodb.call = call
