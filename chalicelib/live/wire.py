"""What goes over the WebSockets: API Gateway's @connections, one signed request a connection."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from chalicelib.core import aws, settings
from chalicelib.core.log import logger

LARGEST_FRAME = 32 * 1024
OK, CLOSED, GONE = 200, 204, 410
LATE, WAIT = 0, 429
FULL = {LATE, WAIT}  # the client takes nothing: no answer in time, or API Gateway holds no more for it
CROWD = 20  # connections of one frame; where more, and a tenth of all, are to wait, it is not for their sakes

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
    reasons = _reasons(statuses.values())
    full = [connection for connection, status in statuses.items() if status in reasons]
    failed = {status for status in statuses.values() if status not in {OK, GONE, *FULL}}
    if failed:
        logger.error("pushes failed", extra={"statuses": sorted(failed), "of": len(to)})
    if full:
        logger.warning("clients take nothing", extra={"connections": len(full)})
    gone = {connection for connection, status in statuses.items() if status == GONE}
    return Lost(gone, end(full) if full else set())


def _reasons(statuses: Collection[int]) -> set[int]:
    """For which a client is hung up on. API Gateway's 429 also says that the account pushes too much.

    Then hanging up would bring thousands back at once, each asking for what it missed.
    """
    waiting = sum(status == WAIT for status in statuses)
    if waiting <= max(CROWD, len(statuses) / 10):
        return FULL
    logger.error("API Gateway takes no more pushes", extra={"refused": waiting, "of": len(statuses)})
    return {LATE}


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
