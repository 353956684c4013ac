"""Who is hung up on: a client that takes nothing, but nobody because the account pushes too much."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.live import lines, wire
from infra.local import testing


class Gateway(ThreadingHTTPServer):
    """Answers 429 to pushes to connections named "full...", and notes which are ended."""

    daemon_threads = True
    request_queue_size = 100

    def __init__(self) -> None:
        self.ended: set[str] = set()
        super().__init__(("127.0.0.1", 0), Answer)


class Answer(BaseHTTPRequestHandler):
    server: Gateway
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say(429 if self._connection().startswith("full") else 200)

    def do_DELETE(self) -> None:
        self.server.ended.add(self._connection())
        self._say(204)

    def _connection(self) -> str:
        return self.path.rpartition("/")[2]

    def _say(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def resting_cloud() -> Iterator[None]:
    """Other tests' cloud does not work meanwhile with keys that are not its own."""
    with testing.resting():
        yield


@pytest.fixture
def gateway(resting_cloud: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:  # noqa: ARG001
    monkeypatch.setattr(lines, "PAUSE", 0.001)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    with Gateway() as server:
        monkeypatch.setenv("WEBSOCKET_MANAGEMENT_URL", f"http://127.0.0.1:{server.server_address[1]}/api")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def named(kind: str, count: int) -> set[str]:
    return {f"{kind}{n}" for n in range(count)}


def test_a_few_clients_that_take_nothing_are_hung_up_on(gateway: Gateway) -> None:
    full = named("full", 3)
    lost = wire.send_all([*full, *named("open", 60)], {"type": "pong"})
    assert (lost.ended, gateway.ended) == (full, full)


def test_one_client_alone_that_takes_nothing_is_hung_up_on(gateway: Gateway) -> None:
    assert wire.send_all(["full"], {"type": "pong"}).ended == gateway.ended == {"full"}


def test_where_many_are_refused_at_once_nobody_is_hung_up_on(gateway: Gateway) -> None:
    lost = wire.send_all([*named("full", 30), *named("open", 60)], {"type": "pong"})
    assert (lost.gone, lost.ended, gateway.ended) == (set(), set(), set())
