"""Fifty people who wait for messages, on one loop in a thread of its own, for all systems of a run."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from typing import Any, Protocol

PATIENCE = 60.0  # seconds for a message to come


class Ear(Protocol):
    """One person's open connection."""

    async def hear(self, body: str) -> None:
        """Returns when this message has come."""

    async def close(self) -> None: ...


class Ears:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._ears: Sequence[Ear] = []

    def open(self, opening: Sequence[Awaitable[Ear]]) -> None:
        async def all_() -> None:
            self._ears = [await one for one in opening]

        self._run(all_())

    def seconds(self, send: Callable[[], Any], body: str) -> float:
        """From the sending until the last has heard it."""
        began = time.perf_counter()

        async def heard() -> float:
            await asyncio.gather(*(asyncio.wait_for(ear.hear(body), PATIENCE) for ear in self._ears))
            return time.perf_counter()

        ended = asyncio.run_coroutine_threadsafe(heard(), self._loop)
        send()
        return ended.result() - began

    def close(self) -> None:
        async def all_() -> None:
            await asyncio.gather(*(ear.close() for ear in self._ears), return_exceptions=True)

        self._run(all_())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()


@contextlib.contextmanager
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    thread = threading.Thread(target=made.run_forever, name="ears", daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.call_soon_threadsafe(made.stop)
        thread.join()
        made.close()
