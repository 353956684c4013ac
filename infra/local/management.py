"""The management API behind @connections, on a port of its own: what each push goes through.

A server for everything would spend most of a push's time on what a push does not need.
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
"""

import asyncio
from collections.abc import Callable
from urllib.parse import unquote

import httptools

PREFIX = "/@connections/"
REASONS = {200: "OK", 204: "No Content", 403: "Forbidden", 410: "Gone", 413: "Too Large", 429: "Too Many"}

# (method, connection, body) -> status, headers, body
Manage = Callable[[str, str, bytes], tuple[int, dict[str, str], bytes]]


class Management(asyncio.Protocol):
    """One kept connection; requests on it are answered in their order."""

    def __init__(self, manage: Manage, kept: set[asyncio.Transport]) -> None:
        self._manage, self._kept = manage, kept
        self._parser = httptools.HttpRequestParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._kept.add(self._transport)

    def connection_lost(self, _: Exception | None) -> None:
        self._kept.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._transport.close()

    # What httptools calls

    def on_message_begin(self) -> None:
        self._url, self._body = b"", b""

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        method, path = self._parser.get_method().decode(), self._url.decode("latin-1")
        if not path.startswith(PREFIX):
            status, told, body = 403, {"x-amzn-errortype": "MissingAuthenticationTokenException"}, b"{}"
        else:
            status, told, body = self._manage(method, unquote(path.removeprefix(PREFIX)), self._body)
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        if status != 204:  # noqa: PLR2004
            lines += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
        head = f"HTTP/1.1 {status} {REASONS.get(status, '')}\r\n{lines}\r\n"
        self._transport.write(head.encode() + body)
        if not self._parser.should_keep_alive():
            self._transport.close()
