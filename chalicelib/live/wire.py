"""What goes over the WebSockets: API Gateway's @connections, one signed request a connection."""

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

import msgspec

from chalicelib.core import aws, settings
from chalicelib.core.log import logger

LARGEST_FRAME = 32 * 1024
SLOWEST = 5  # seconds for one push; what has not gone out then is dropped
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
        return _post(_url(connection), body) != GONE
    except Exception:
        logger.warning("push failed", exc_info=True)
        return True


def _post(url: str, body: bytes) -> int:
    """The status. On a line of the thread's own, for a third of what a pooled one costs: pushes are many."""
    parts = urlsplit(url)
    line = _line(parts.scheme, parts.netloc)
    try:
        return _asked(line, url, parts.path, body)
    except TimeoutError:
        line.close()
        raise
    except (HTTPException, OSError):  # closed while it was idle, or while the Lambda slept
        line.close()  # and opened again by the next request on it
        return _asked(line, url, parts.path, body)


def _asked(line: HTTPConnection, url: str, path: str, body: bytes) -> int:
    line.request("POST", path, body, aws.signature("execute-api", "POST", url, body))
    answer = line.getresponse()
    answer.read()
    return answer.status


class _Kept:
    """A thread's line, closed when the thread is gone."""

    def __init__(self, scheme: str, host: str) -> None:
        self.host = host
        self.line = (HTTPSConnection if scheme == "https" else HTTPConnection)(host, timeout=SLOWEST)

    def __del__(self) -> None:
        self.line.close()


_lines = threading.local()


def _line(scheme: str, host: str) -> HTTPConnection:
    kept: _Kept | None = getattr(_lines, "kept", None)
    if kept is None or kept.host != host:
        kept = _lines.kept = _Kept(scheme, host)
    return kept.line


def _url(connection: str) -> str:
    return f"{settings.websocket_management_url()}/@connections/{connection}"


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, "push")
