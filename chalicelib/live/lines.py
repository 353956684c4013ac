"""Many small requests to one server at once: kept lines, all served by one loop on one thread.

A thread a line costs more than the requests themselves. Each line has one request under way at a time;
what one server is slow to answer holds that line only, and no longer than `PATIENCE`.
"""

import asyncio
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from chalicelib.core import patience
from chalicelib.core.log import logger
from chalicelib.live.line import Line, Request

MOST = 32  # lines to a server
PATIENCE = 2.0  # seconds for one answer
LONGEST = 8.0  # seconds for all that is sent at once
SHARE = 0.5  # of an invocation's time, after which it pushes no more: what it writes comes first
LOOK = 0.25  # seconds between two looks for what has taken too long
TRIES = 4  # where the answer is to wait, or the line broke
PAUSE = 0.05  # seconds, doubled each time
WAIT = 429
LATE, BROKEN = 0, -1  # no answer in time; none at all


class Lines:
    """All lines to one server. Its methods run on the loop, but for `send`."""

    def __init__(self, scheme: str, host: str, port: int) -> None:
        self._to = (host, port)
        self._tls = ssl.create_default_context() if scheme == "https" else None
        self._loop = _loop()
        self._waiting: deque[Request] = deque()
        self._free: list[Line] = []
        self._busy: set[Line] = set()
        self._opening = 0
        self._looking = False

    def send(self, makes: Sequence[Callable[[], bytes]]) -> list[int]:
        """The status of each, LATE or BROKEN; BROKEN too are those for which no time is left."""
        found = [BROKEN] * len(makes)
        left, done = len(makes), threading.Event()

        def noted(place: int) -> Callable[[int], None]:
            def note(status: int) -> None:
                nonlocal left
                found[place] = status
                left -= 1
                if not left:
                    done.set()

            return note

        requests = [Request(make, noted(place)) for place, make in enumerate(makes)]
        wait = min(LONGEST, patience.left(SHARE))
        if requests and wait > 0:
            self._loop.call_soon_threadsafe(self._take, requests)
            if not done.wait(wait):
                self._loop.call_soon_threadsafe(self._drop, set(requests))
        return list(found)

    def _drop(self, requests: set[Request]) -> None:
        """Nobody waits for these any more."""
        self._waiting = deque(one for one in self._waiting if one not in requests)

    def _take(self, requests: list[Request]) -> None:
        self._waiting += requests
        self._go_on()
        if not self._looking:
            self._looking = True
            self._look_later()

    def _go_on(self) -> None:
        while self._waiting and self._free:
            line = self._free.pop()
            if line.usable():
                self._ask(line, self._waiting.popleft())
            else:
                line.end()
        wanted = min(len(self._waiting), MOST - len(self._busy)) - self._opening
        for _ in range(wanted):
            self._opening += 1
            opening = self._loop.create_task(self._open())
            _tasks.add(opening)
            opening.add_done_callback(_tasks.discard)

    def _ask(self, line: Line, request: Request) -> None:
        try:
            line.ask(request)
        except Exception:
            logger.exception("a request could not be made")
            self._free.append(line)
            request.done(BROKEN)
        else:
            self._busy.add(line)

    async def _open(self) -> None:
        try:
            made = self._loop.create_connection(lambda: Line(self), *self._to, ssl=self._tls)
            _, line = await asyncio.wait_for(made, PATIENCE)
        except (OSError, TimeoutError):
            self._opening -= 1
            if self._waiting:
                self._again(self._waiting.popleft(), BROKEN)
        else:
            self._opening -= 1
            self._free.append(line)
        self._go_on()

    def answered(self, line: Line, request: Request, status: int) -> None:
        self._busy.discard(line)
        self._free.append(line)
        if status == WAIT or status >= 500:  # noqa: PLR2004
            self._again(request, status)
        else:
            request.done(status)
        self._go_on()

    def lost(self, line: Line, request: Request | None) -> None:
        """Closed by the other side, while it was idle or while it was asked."""
        self._busy.discard(line)
        with suppress(ValueError):
            self._free.remove(line)
        if request:
            self._again(request, BROKEN)
            self._go_on()

    def _again(self, request: Request, status: int) -> None:
        request.tries += 1
        if request.tries < TRIES:
            self._loop.call_later(PAUSE * 2**request.tries, self._take, [request])
        else:
            request.done(status)

    def _look_later(self) -> None:
        self._loop.call_later(LOOK, self._look, self._loop.time() + LOOK)

    def _look(self, due: float) -> None:
        """For answers that do not come: each line that waits for one too long is given up."""
        if self._loop.time() - due < LOOK:  # else it is we who were held up, and answers may lie here
            for line in [line for line in self._busy if time.time() - line.since > PATIENCE]:
                self._give_up(line)
        self._go_on()
        self._looking = bool(self._busy or self._waiting or self._opening)
        if self._looking:
            self._look_later()

    def _give_up(self, line: Line) -> None:
        request, line.request = line.request, None
        self._busy.discard(line)
        line.end()
        if request:
            request.done(LATE)


_tasks: set[asyncio.Task[None]] = set()  # asyncio itself holds them weakly
_running: list[asyncio.AbstractEventLoop] = []
_starting = threading.Lock()


def _loop() -> asyncio.AbstractEventLoop:
    """One for the process, started when first needed."""
    with _starting:
        if not _running:
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name="lines", daemon=True).start()
            _running.append(loop)
        return _running[0]
