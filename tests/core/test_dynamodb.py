"""Calls of DynamoDB where it falters: against a server of our own, which answers as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from chalicelib.core import dynamodb, patience
from chalicelib.core.calls import Refused
from chalicelib.core.errors import Unavailable
from infra.local import testing

Answer = tuple[int, Any]
BUSY: Answer = (400, {"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "Later"})
BROKEN: Answer = (500, {"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"})
LOST: Answer = (400, {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"})
HANGS_UP: Answer = (0, {})
TORN: Answer = (200, "{")
FINE: Answer = (200, {"Item": {"pk": {"S": "ü"}}})


class Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        self.script: list[Answer] = []
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((dict(self.headers), json.loads(body)))
        status, content = self.server.script.pop(0)
        if not status:
            self.close_connection = True
            return
        text = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with testing.resting(), pytest.MonkeyPatch.context() as monkeypatch, Server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("AWS_REGION", "eu-central-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_SESSION_TOKEN", "the role's")
        monkeypatch.setattr(patience, "PAUSE", 0.0)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def get(server: Server) -> Callable[..., dict[str, Any]]:
    """Calls with a script of answers."""

    def call(*script: Answer) -> dict[str, Any]:
        server.script += script
        return dynamodb.call("GetItem", TableName="t", Key={"pk": {"S": "ü"}, "b": {"B": b"\x00\x01"}})

    return call


def test_an_answer_is_what_dynamodb_said(get: Callable[..., dict[str, Any]]) -> None:
    assert get(FINE) == FINE[1]


def test_a_call_is_signed_by_the_roles_session(server: Server, get: Callable[..., Any]) -> None:
    get(FINE)
    headers, asked = server.asked[0]
    assert headers["X-Amz-Target"] == "DynamoDB_20120810.GetItem"
    assert headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=key/")
    assert "/eu-central-1/dynamodb/aws4_request" in headers["Authorization"]
    assert headers["X-Amz-Security-Token"] == "the role's"
    assert asked == {"TableName": "t", "Key": {"pk": {"S": "ü"}, "b": {"B": "AAE="}}}


@pytest.mark.parametrize("fault", [BUSY, BROKEN, HANGS_UP], ids=["busy", "broken", "hangs up"])
def test_a_passing_fault_is_tried_again(
    server: Server, get: Callable[..., dict[str, Any]], fault: Answer
) -> None:
    assert get(fault, fault, FINE) == FINE[1]
    assert len(server.asked) == 3


def test_what_it_refuses_is_not_tried_again(server: Server, get: Callable[..., Any]) -> None:
    with pytest.raises(Refused) as refused:
        get(LOST)
    assert refused.value.code == "ConditionalCheckFailedException"
    assert (refused.value.unsure, len(server.asked)) == (False, 1)


@pytest.mark.parametrize(("fault", "unsure"), [(BUSY, False), (BROKEN, True), (HANGS_UP, True), (TORN, True)])
def test_a_refusal_tells_whether_an_earlier_try_may_have_been_done(
    get: Callable[..., Any], fault: Answer, unsure: bool
) -> None:
    with pytest.raises(Refused) as refused:
        get(fault, LOST)
    assert refused.value.unsure is unsure


@pytest.mark.parametrize("fault", [BUSY, HANGS_UP], ids=["busy", "hangs up"])
def test_after_six_tries_it_is_not_to_be_had(server: Server, get: Callable[..., Any], fault: Answer) -> None:
    with pytest.raises(Unavailable):
        get(*[fault] * 6)
    assert len(server.asked) == 6


class Context:
    """Of a function that has so many seconds left."""

    def __init__(self, seconds: float) -> None:
        self._milliseconds = int(seconds * 1000)

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds


def test_what_would_outlast_the_function_is_not_begun(server: Server, get: Callable[..., Any]) -> None:
    enough = patience.RESERVE + patience.CONNECT + patience.ANSWER
    with patience.within(Context(enough + 5)):
        assert get(FINE) == FINE[1]
    with patience.within(Context(enough - 0.1)), pytest.raises(Unavailable):
        get(FINE)
    assert len(server.asked) == 1


@pytest.mark.parametrize("seconds", [10, 29, 60], ids=["$connect", "a request", "a worker"])
def test_the_longest_call_there_can_be_fits_into_the_function(seconds: int) -> None:
    each = patience.CONNECT + patience.ANSWER
    waits = sum(patience.PAUSE * 2**n for n in range(patience.TRIES - 1))
    whole = patience.TRIES * each + waits
    if seconds >= 29:
        assert whole <= seconds - patience.RESERVE
        assert seconds - patience.RESERVE >= patience.CLIENT_CALL
    assert each <= seconds - patience.RESERVE


def test_what_is_asked_within_a_trace_names_it(
    get: Callable[..., Any], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
    monkeypatch.setenv("_X_AMZN_TRACE_ID", trace)
    get(FINE)
    headers, _ = server.asked[0]
    assert headers["X-Amzn-Trace-Id"] == trace
    assert "x-amzn-trace-id" in headers["Authorization"]


def test_without_a_trace_none_is_named(get: Callable[..., Any], server: Server) -> None:
    get(FINE)
    headers, _ = server.asked[0]
    assert "X-Amzn-Trace-Id" not in headers
