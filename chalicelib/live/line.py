"""One kept HTTP connection: a request, its answer, the next one."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

IDLE = 20.0  # seconds after which a line is not trusted: who sleeps, as a Lambda does, may have lost it
NO_BODY = {204, 304}


class Request:
    """`make` gives its bytes anew for each try: signatures hold for minutes only."""

    def __init__(self, make: Callable[[], bytes], done: Callable[[int], None]) -> None:
        self.make, self.done = make, done
        self.tries = 0


class Owner(Protocol):
    def answered(self, line: "Line", request: Request, status: int) -> None: ...

    def lost(self, line: "Line", request: Request | None) -> None: ...


class Line(asyncio.Protocol):
    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._got = b""
        self.request: Request | None = None
        self.since = time.time()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]

    def ask(self, request: Request) -> None:
        asked = request.make()
        self.request, self.since = request, time.time()
        self._transport.write(asked)

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, end, body = self._got.partition(b"\r\n\r\n")
        if not end or not self.request:
            return
        status, lower = int(head[9:12]), head.lower()
        _, told, rest = lower.partition(b"\r\ncontent-length:")
        length = int(rest.partition(b"\r\n")[0]) if told else 0
        if len(body) < length:
            return
        request, self.request, self._got = self.request, None, b""
        # Of an unknown length is what is not worth reading: the status is all we want.
        if b"\r\nconnection: close" in lower or not (told or status in NO_BODY):
            self._transport.abort()
        self._owner.answered(self, request, status)

    def connection_lost(self, _: Exception | None) -> None:
        request, self.request = self.request, None
        self._owner.lost(self, request)

    def usable(self) -> bool:
        return not self._transport.is_closing() and time.time() - self.since < IDLE

    def end(self) -> None:
        self._transport.abort()
