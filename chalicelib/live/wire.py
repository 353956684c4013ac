"""What goes over the WebSockets: API Gateway's @connections, one signed request a connection."""

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import msgspec

from chalicelib.core import aws, settings
from chalicelib.core.log import logger

LARGEST_FRAME = 32 * 1024
AT_ONCE = 16  # pushes under way from one worker: one slow client delays no other
GONE = 410

Frame = dict[str, Any]


def encoded(frame: Frame) -> bytes:
    return msgspec.json.encode(frame)


def send(connection: str, frame: Frame) -> bool:
    """False where the connection is gone. A push that fails otherwise is dropped: clients ask over REST."""
    return _send(connection, encoded(frame))


def send_all(connections: Iterable[str], frame: Frame) -> set[str]:
    """One frame to many. Answers which connections are gone."""
    body = encoded(frame)
    gone: set[str] = set()
    keeping = threading.Lock()

    def one(connection: str) -> None:
        if not _send(connection, body):
            with keeping:
                gone.add(connection)

    list(_pool().map(one, connections))
    return gone


def end(connection: str) -> None:
    """Closes it, if it is still open."""
    aws.signed("execute-api", "DELETE", _url(connection), b"", {})


def _send(connection: str, body: bytes) -> bool:
    try:
        answered = aws.signed("execute-api", "POST", _url(connection), body, {})
    except Exception:
        logger.warning("push failed", exc_info=True)
        return True
    return bool(answered.status_code != GONE)


def _url(connection: str) -> str:
    return f"{settings.websocket_management_url()}/@connections/{connection}"


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, "push")
