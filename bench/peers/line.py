"""A kept line for one request after the other: fifty people who wait for news, at little cost."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

from httptools import HttpResponseParser


class Line(asyncio.Protocol):
    def __init__(self, host: str, token: str) -> None:
        self._head = f"HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n"
        self._parser = HttpResponseParser(self)
        self._body = bytearray()
        self._answer: asyncio.Future[bytes] | None = None
        self._transport: asyncio.WriteTransport | None = None

    async def get(self, path: str) -> Any:
        """The answer's JSON; raises RuntimeError where it is none of success."""
        assert self._transport is not None  # noqa: S101
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(f"GET {path} {self._head}".encode())
        return json.loads(await self._answer)

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    # As asyncio calls us

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc or RuntimeError("the line was closed"))

    # As the parser calls us

    def on_message_begin(self) -> None:
        self._body.clear()

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        self._end(None if status == 200 else RuntimeError(f"{status}: {bytes(self._body)!r}"))

    def _end(self, error: Exception | None) -> None:
        answer, self._answer = self._answer, None
        if answer and not answer.done():
            if error:
                answer.set_exception(error)
            else:
                answer.set_result(bytes(self._body))


async def connected(url: str, token: str) -> Line:
    at = urlsplit(url)
    assert at.hostname  # noqa: S101
    assert at.port  # noqa: S101
    loop = asyncio.get_running_loop()
    _, line = await loop.create_connection(lambda: Line(at.netloc, token), at.hostname, at.port)
    return line
