"""Frames in and out: each request is answered with its id, and a bad one costs nothing but an error."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from chalicelib.core import keys, limits
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.schema import Body
from chalicelib.core.table import Path, Table, value
from chalicelib.feed import fanout
from chalicelib.feed.model import Slice
from chalicelib.live import frames, service, wire
from chalicelib.live.model import ConnectionItem, OnlineItem
from chalicelib.live.wire import LARGEST_FRAME
from infra.local.cloud import Cloud
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def reader(network: Network) -> Person:
    return network.person()


@pytest.fixture
def socket(reader: Person) -> Iterator[ClientConnection]:
    with reader.socket() as open_:
        yield open_


def asked(socket: ClientConnection, text: str | bytes | list[str]) -> dict[str, Any]:
    """The answer to a frame."""
    socket.send(text)
    return received(socket)


def received(socket: ClientConnection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(socket.recv(5))
    return found


def nothing_more(socket: ClientConnection) -> bool:
    """Frames come in order: the answer to a ping comes after whatever was pushed before it."""
    return asked(socket, '{"type": "ping", "id": "last"}') == {"type": "pong", "id": "last"}


def eventually(holds: Callable[[], bool]) -> None:
    """The far end learns of a closed connection when it learns of it; the test's timeout is the limit."""
    while not holds():
        time.sleep(0.005)


def connections(person: Person) -> list[str]:
    found = Table(person.network.tenant).get(keys.online(person.id), OnlineItem, consistent=True)
    return found.connections if found else []


@pytest.mark.parametrize("id_", ["abc", "", 7, 2**70, "ключ"])
def test_a_ping_is_answered_with_its_id(socket: ClientConnection, id_: Any) -> None:
    assert asked(socket, json.dumps({"type": "ping", "id": id_})) == {"type": "pong", "id": id_}


def test_a_quiet_frame_is_answered_only_where_it_is_refused(socket: ClientConnection) -> None:
    socket.send('{"type": "ping", "id": 1, "quiet": true}')
    assert nothing_more(socket)
    answer = asked(socket, '{"type": "dance", "id": 2, "quiet": true}')
    assert answer == {"type": "error", "id": 2, "problem": "unknown-type"}


@pytest.mark.parametrize(
    "text", ["", "hello", "[]", "null", "[" * 30_000, '{"id": "\\ud800"}', '{"id": 1e999}', b"\x00\xff"]
)
def test_what_is_no_json_object_is_answered_by_an_error(socket: ClientConnection, text: str | bytes) -> None:
    answer = asked(socket, text)
    assert (answer["type"], answer["problem"], answer["id"]) == ("error", "bad-request", None)
    assert nothing_more(socket)


@pytest.mark.parametrize("type_", ["dance", "", None, ["ping"], {"ping": 1}])
def test_an_unknown_type_is_answered_by_an_error_with_the_same_id(
    socket: ClientConnection, type_: Any
) -> None:
    answer = asked(socket, json.dumps({"type": type_, "id": "mine"}))
    assert answer == {"type": "error", "id": "mine", "problem": "unknown-type"}
    assert nothing_more(socket)


def test_a_message_too_large_is_answered_by_an_error_with_the_same_id(socket: ClientConnection) -> None:
    text = json.dumps({"type": "ping", "id": "mine", "more": "x" * LARGEST_FRAME})
    answer = asked(socket, [text[:LARGEST_FRAME], text[LARGEST_FRAME:]])  # in frames that the gateway takes
    assert answer == {"type": "error", "id": "mine", "problem": "too-large", "limit": LARGEST_FRAME}
    assert nothing_more(socket)


def test_a_new_entry_is_pushed_to_each_device_of_its_readers_and_to_nobody_else(
    network: Network, reader: Person
) -> None:
    group = network.owner.make_group()
    stranger = network.person()
    reader.join(group)
    network.cloud.wait_idle()
    with reader.socket() as one, reader.socket() as two, stranger.socket() as other:
        post = network.owner.publish(group)
        expected = {"type": "feed.entry", "post": post, "reason": "group", "cursor": post[:26]}
        assert [received(one), received(two)] == [expected, expected]
        network.cloud.wait_idle()
        assert nothing_more(one)
        assert nothing_more(other)


def test_whoever_was_away_finds_over_rest_what_was_not_pushed(network: Network, reader: Person) -> None:
    group = network.owner.make_group()
    reader.join(group)
    network.cloud.wait_idle()
    with reader.socket() as socket:
        first = network.owner.publish(group, "Pushed")
        assert received(socket)["post"] == first
    network.owner.publish(group, "Missed")
    assert reader.feed_bodies()[:2] == ["Missed", "Pushed"]


def test_a_connection_that_closes_is_forgotten(reader: Person) -> None:
    with reader.socket() as socket:
        assert nothing_more(socket)
        assert len(connections(reader)) == 1
    eventually(lambda: connections(reader) == [])


def test_a_connection_that_is_gone_without_a_word_is_forgotten_at_the_next_push(
    network: Network, reader: Person
) -> None:
    group = network.owner.make_group()
    reader.join(group)
    gone = "Z29uZQ=="
    with reader.socket() as socket:
        assert nothing_more(socket)
        [known] = connections(reader)
        add = Path("connections").add(value({gone}))
        Table(network.tenant).update(keys.online(reader.id), add, kind=OnlineItem)
        assert set(connections(reader)) == {known, gone}
        post = network.owner.publish(group)
        assert received(socket)["post"] == post
        network.cloud.wait_idle()
        assert connections(reader) == [known]


def test_a_push_in_the_middle_of_a_handshake_reaches_the_client_once_it_is_over(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway knows a connection only after its $connect; until then it says that it is gone."""
    person = network.person()
    connect, told = service.connect, threading.Event()
    pushing: list[threading.Thread] = []

    def pushed_at_once(connection: str, given: str) -> bool:
        let_in = connect(connection, given)
        asked = (network.tenant, [person.id], {"type": "hello"})
        pushing.append(threading.Thread(target=lambda: (service.push(*asked), told.set())))
        pushing[0].start()
        while not tried:
            told.wait(0.005)
        return let_in

    send_all, tried = wire.send_all, []

    def noted(*given: Any) -> Any:
        lost = send_all(*given)
        tried.append(lost)
        return lost

    monkeypatch.setattr(service, "connect", pushed_at_once)
    monkeypatch.setattr(wire, "send_all", noted)
    with person.socket() as socket:
        assert received(socket) == {"type": "hello"}
        pushing[0].join()
        assert len(connections(person)) == 1
    assert tried[0].gone


def test_a_push_that_cannot_be_sent_makes_no_slice_come_again(
    network: Network, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = network.owner.make_group()
    reader.join(group)
    network.cloud.wait_idle()
    deliver, delivered = fanout.deliver, []

    def noted(piece: Slice) -> None:
        delivered.append(piece.reason)
        deliver(piece)

    monkeypatch.setattr(fanout, "deliver", noted)
    with reader.socket() as socket, monkeypatch.context() as patched:
        assert nothing_more(socket)
        patched.setenv("WEBSOCKET_MANAGEMENT_URL", "http://127.0.0.1:9/nobody-is-here")
        network.owner.publish(group, "Silent")
        assert reader.feed_bodies()[0] == "Silent"
    assert sorted(delivered) == ["group", "own"]


# Frames of other rooms


class Asked(Body):
    word: str


Hang = Callable[[Callable[..., dict[str, Any]]], None]


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> Hang:
    """Hangs a handler for a kind of frame."""
    monkeypatch.setattr(frames, "_kinds", dict(frames._kinds))
    return lambda handle: frames.on("echo", Asked, handle)


def test_a_room_answers_its_frames_knowing_who_asks(
    reader: Person, socket: ClientConnection, echo: Hang
) -> None:
    def handle(actor: Actor, connection: str, asked: Asked) -> dict[str, Any]:
        mine = connection in connections(reader)
        return {"type": "echoed", "word": asked.word, "who": actor.user, "mine": mine}

    echo(handle)
    answer = asked(socket, '{"type": "echo", "id": "5", "word": "hello"}')
    assert answer == {"type": "echoed", "id": "5", "word": "hello", "who": reader.id, "mine": True}


@pytest.mark.parametrize(
    ("raised", "members"),
    [
        (NotFound(), {"problem": "not-found"}),
        (
            Invalid("word", "No such word", limit=3),
            {"problem": "invalid", "detail": "No such word", "field": "word", "limit": 3},
        ),
        (ZeroDivisionError("secret"), {"problem": "internal", "detail": "It is logged; try again"}),
    ],
)
def test_what_a_handler_raises_is_an_error_with_the_same_id(
    socket: ClientConnection, echo: Hang, raised: Exception, members: dict[str, Any]
) -> None:
    def handle(*_: Any) -> dict[str, Any]:
        raise raised

    echo(handle)
    answer = asked(socket, '{"type": "echo", "id": 5, "word": "hello"}')
    assert answer == {"type": "error", "id": 5} | members
    assert nothing_more(socket)


def test_too_many_frames_are_told_how_long_to_wait(
    socket: ClientConnection, echo: Hang, monkeypatch: pytest.MonkeyPatch
) -> None:
    echo(lambda *_: {"type": "echoed"})
    monkeypatch.setenv("RATE_PERSON", "1")
    answers = [asked(socket, '{"type": "echo", "id": 5, "word": "hello"}') for _ in range(2)]
    assert (answers[1]["problem"], answers[1]["retry_after"] > 0) == ("too-many", True)


@pytest.mark.parametrize("text", ['{"type": "ping", "id": 5}', '{"type": "dance", "id": 5}', '{"id": 5'])
def test_pings_and_nonsense_without_end_are_refused_once_and_then_dropped(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert cloud

    def tried() -> list[str | None]:
        monkeypatch.setattr(limits, "_buckets", {})  # as after a pause
        answers = [frames.reply("aGFzdHk=", text) for _ in range(4)]
        return [str(answer.get("problem")) if answer else None for answer in answers]

    monkeypatch.setenv("RATE_CONNECTION", "8")  # two at once
    usual, *others = tried()
    assert usual != "too-many"
    assert others == [usual, "too-many", None]
    assert tried() == [usual, usual, "too-many", None]


def test_whoever_sends_too_much_hears_how_long_to_wait(
    socket: ClientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_CONNECTION", "1")
    ping = '{"type": "ping", "id": 5}'
    _, refused = [asked(socket, ping) for _ in range(2)]
    assert (refused["problem"], refused["id"], refused["retry_after"] > 0) == ("too-many", 5, True)


def test_a_connection_that_nobody_knows_may_ask_nothing(cloud: Cloud, echo: Hang) -> None:
    assert cloud
    echo(lambda *_: {"type": "echoed"})
    answer = frames.reply("bm9ib2R5", '{"type": "echo", "id": 5, "word": "hello"}')
    assert (answer["id"], answer["problem"]) == (5, "unauthorized")


def test_a_session_that_has_ended_may_ask_nothing(network: Network, echo: Hang) -> None:
    """Its connections close; here is one that has not yet."""
    echo(lambda *_: {"type": "echoed"})
    (leaver,) = network.people("Lea Leaver")
    with leaver.socket() as open_:
        assert nothing_more(open_)
        [connection] = connections(leaver)
        known = Table.platform().get(keys.connection(connection), ConnectionItem)
        assert known
        network.owner.put(f"/v1/people/{leaver.id}/deactivation")
    Table.platform().put(keys.connection("c3RheWVk"), known)
    answer = frames.reply("c3RheWVk", '{"type": "echo", "id": 5, "word": "hello"}')
    assert answer["problem"] == "unauthorized"
