"""What goes over the WebSockets: API Gateway's @connections, one signed request a connection."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from chalicelib.core import aws, settings
from chalicelib.core.log import logger

LARGEST_FRAME = 32 * 1024
OK, CLOSED, GONE = 200, 204, 410
FULL = {0, 429}  # the client takes nothing: no answer in time, or API Gateway holds no more for it

Frame = dict[str, Any]


class Lost(NamedTuple):
    """Connections that a frame did not reach: those that are gone, and those that were hung up on."""

    gone: set[str]
    ended: set[str]


def encoded(frame: Frame) -> bytes:
    return msgspec.json.encode(frame)


def send(connection: str, frame: Frame) -> None:
    send_all([connection], frame)


def send_all(connections: Iterable[str], frame: Frame) -> Lost:
    """One frame to many.

    A client that takes nothing for seconds is hung up on: it comes back with its cursor and misses
    nothing, and delays nobody again. A push that fails otherwise is dropped: clients ask over REST.
    """
    to = list(connections)
    statuses = dict(zip(to, ask("POST", to, encoded(frame)), strict=True))
    full = [connection for connection, status in statuses.items() if status in FULL]
    failed = {status for status in statuses.values() if status not in {OK, GONE, *FULL}}
    if failed:
        logger.error("pushes failed", extra={"statuses": sorted(failed), "of": len(to)})
    if full:
        logger.warning("clients take nothing", extra={"connections": len(full)})
    gone = {connection for connection, status in statuses.items() if status == GONE}
    return Lost(gone, end(full) if full else set())


def end(connections: Sequence[str]) -> set[str]:
    """Closes them, where they are still open. Answers which are now gone."""
    answers = zip(connections, ask("DELETE", connections, b""), strict=True)
    return {connection for connection, status in answers if status in {OK, CLOSED, GONE}}


def ask(method: str, connections: Sequence[str], body: bytes) -> list[int]:
    base = urlsplit(settings.websocket_management_url())
    host = base.netloc

    def asking(connection: str) -> Any:
        path = f"{base.path}/@connections/{connection}"

        def make() -> bytes:
            told = aws.signature("execute-api", method, host, path, body)
            lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
            head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{lines}Content-Length: {len(body)}\r\n\r\n"
            return head.encode() + body

        return make

    statuses: list[int] = _lines(base.scheme, host).send([asking(connection) for connection in connections])
    return statuses


@cache
def _lines(scheme: str, host: str) -> Any:
    # Only now: asyncio is 11 ms of a cold start, and most requests push nothing.
    from chalicelib.live.lines import Lines

    name, _, port = host.partition(":")
    return Lines(scheme, name, int(port or (443 if scheme == "https" else 80)))
