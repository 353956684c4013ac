from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from infra.local.cloud import Cloud
from tests.local import little


@pytest.fixture
def socket(cloud: Cloud) -> Iterator[ClientConnection]:
    with connect(f"{cloud.ws_url}?ticket=good") as client:
        yield client


@pytest.fixture
def told(seen: little.Seen) -> Callable[[str], dict[str, Any]]:
    """The context of the newest event of a kind."""

    def newest(kind: str) -> dict[str, Any]:
        contexts = [event["requestContext"] for event in seen.events if "requestContext" in event]
        return [context for context in contexts if context["eventType"] == kind][-1]

    return newest


def test_what_connect_refuses_is_refused_in_the_handshake(cloud: Cloud) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(f"{cloud.ws_url}?ticket=bad"):
        pass
    assert refused.value.response.status_code == 401


def test_other_paths_take_no_websocket(cloud: Cloud) -> None:
    with pytest.raises(InvalidStatus), connect(cloud.ws_url.replace("/live", "/other")):
        pass


def test_connect_is_told_what_api_gateway_tells(
    socket: ClientConnection, told: Callable[[str], dict[str, Any]]
) -> None:
    context = told("CONNECT")
    assert (context["routeKey"], context["stage"], context["domainName"]) == (
        "$connect",
        "local",
        f"127.0.0.1:{socket.remote_address[1]}",
    )
    assert context["connectionId"].endswith("=")
    assert context["requestId"]


def test_a_message_is_answered_through_the_management_api(socket: ClientConnection) -> None:
    socket.send("hello")
    assert socket.recv(5) == "you said hello"


def test_a_message_in_several_frames_is_one(socket: ClientConnection) -> None:
    socket.send(["he", "ll", "o"])
    assert socket.recv(5) == "you said hello"


def test_a_handler_that_raises_is_told_to_the_client(socket: ClientConnection) -> None:
    socket.send("crash")
    assert '"message": "Internal server error"' in str(socket.recv(5))
    socket.send("still there")
    assert socket.recv(5) == "you said still there"


def test_what_is_sent_to_a_client_that_left_is_gone(
    cloud: Cloud, told: Callable[[str], dict[str, Any]], seen: little.Seen
) -> None:
    def left() -> list[dict[str, Any]]:
        contexts = [event.get("requestContext", {}) for event in seen.events]
        return [
            one for one in contexts if one.get("eventType") == "DISCONNECT" and one["connectionId"] == mine
        ]

    with connect(f"{cloud.ws_url}?ticket=good") as client:
        client.send("hello")
        client.recv(5)
        mine = told("CONNECT")["connectionId"]
    little.eventually(lambda: bool(left()))
    assert left()[0]["disconnectStatusCode"] == 1000
    status, headers, _ = little.manage("POST", mine, b"too late")
    assert (status, headers["x-amzn-errortype"]) == (410, "GoneException")


def test_management_tells_of_a_connection(
    socket: ClientConnection, told: Callable[[str], dict[str, Any]]
) -> None:
    assert socket
    status, _, body = little.manage("GET", told("CONNECT")["connectionId"])
    assert status == 200
    assert b'"sourceIp": "127.0.0.1"' in body


def test_management_closes_a_connection(
    socket: ClientConnection, told: Callable[[str], dict[str, Any]]
) -> None:
    status, _, _ = little.manage("DELETE", told("CONNECT")["connectionId"])
    assert status == 204
    with pytest.raises(Exception, match="1000"):
        socket.recv(5)


def test_a_frame_over_32_kilobytes_ends_the_connection(socket: ClientConnection) -> None:
    with pytest.raises(ConnectionClosedError) as closed:
        socket.send("x" * (32 * 1024 + 1)) or socket.recv(5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_a_message_over_128_kilobytes_ends_the_connection(socket: ClientConnection) -> None:
    # Either the sending or the receiving hears of it, whichever is at it.
    with pytest.raises(ConnectionClosedError) as closed:
        socket.send(["x" * (32 * 1024)] * 4 + ["x"]) or socket.recv(5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_a_message_of_128_kilobytes_is_taken(socket: ClientConnection) -> None:
    socket.send(["x" * (32 * 1024)] * 4)
    assert socket.recv(5) == "you said " + "x" * 20


def test_more_than_128_kilobytes_cannot_be_sent(
    socket: ClientConnection, told: Callable[[str], dict[str, Any]]
) -> None:
    assert socket
    connection = told("CONNECT")["connectionId"]
    assert little.manage("POST", connection, b"x" * (128 * 1024))[0] == 200
    assert little.manage("POST", connection, b"x" * (128 * 1024 + 1))[0] == 413
