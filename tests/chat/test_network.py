"""Clients whose network is gone, or who take nothing; people who are removed, or in a hurry."""

import json
import socket as sockets
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from chalicelib.core import keys
from chalicelib.core.table import Table
from chalicelib.live.model import OnlineItem
from tests.chat.talk import ask, id_of, messages, pushed, say, some
from tests.chat.test_live import of, resume
from tests.local import little
from tests.people import Network, Person


def connections(person: Person) -> list[str]:
    found = Table(person.network.tenant).get(keys.online(person.id), OnlineItem, consistent=True)
    return found.connections if found else []


@pytest.fixture
def deaf(trio: list[Person]) -> Iterator[ClientConnection]:
    """A connection of the second person's, whose client takes nothing, and which is full."""
    ticket = trio[1].post("/v1/live/tickets")
    to = urllib.parse.urlsplit(ticket["url"])
    with sockets.socket() as small:
        small.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
        small.connect((to.hostname, to.port))
        client = connect(f"{ticket['url']}?ticket={ticket['ticket']}", sock=small, max_queue=1)
        [connection] = connections(trio[1])
        filling = json.dumps({"type": "filling", "with": "x" * 30_000}).encode()
        while little.manage("POST", connection, filling)[0] == 200:
            pass
        yield client
        small.shutdown(sockets.SHUT_RDWR)
        client.close_socket()


def test_a_client_that_takes_nothing_is_hung_up_on_and_delays_nobody(
    network: Network, trio: list[Person], deaf: ClientConnection
) -> None:
    assert deaf
    path = some(*trio)
    network.cloud.wait_idle()
    with trio[2].socket() as socket:
        sent = say(trio[0], path, "Through")
        frames: list[Any] = []
        while not messages(frames):  # before the deaf one is given up
            frames.append(json.loads(socket.recv(10)))
        assert messages(frames) == [sent]
        network.cloud.wait_idle()
        assert connections(trio[1]) == []
        again = say(trio[0], path, "And again")
        assert messages(pushed(network, socket)) == [again]
    assert trio[1].get(path)["unread"] == 2


def test_whoever_was_hung_up_on_comes_back_and_is_told_what_was_dropped(
    network: Network, trio: list[Person], deaf: ClientConnection
) -> None:
    assert deaf
    path = some(*trio)
    with trio[1].socket() as socket:
        cursor = resume(socket, "")["cursor"]
    sent = say(trio[0], path, "Dropped")
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        assert of(resume(socket, cursor), path)["messages"] == [sent]


def test_a_client_whose_network_was_gone_is_told_exactly_what_it_missed(
    network: Network, trio: list[Person], later: Callable[[float], None]
) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    heard: list[Any] = []
    with trio[1].socket() as socket:
        for n in range(3):
            say(trio[0], path, f"heard {n}")
        frames = pushed(network, socket)
        heard = messages(frames)
        cursor = frames[-1]["cursor"]
        socket.socket.close()  # no goodbye
    missed = [say(trio[n % 2 * 2], path, f"missed {n}") for n in range(4)]
    network.cloud.wait_idle()
    later(60)
    with trio[1].socket() as socket:
        told = of(resume(socket, cursor), path)["messages"]
        known = {message["number"] for message in heard}
        assert [message for message in told if message["number"] not in known] == missed
        numbers = [message["number"] for message in told]
        assert numbers == sorted(set(numbers))
        after = say(trio[0], path, "Back")
        assert messages(pushed(network, socket)) == [after]


def test_two_devices_of_one_person_that_write_at_once_hear_each_other(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    with trio[0].socket() as phone, trio[0].socket() as desk:
        for socket, name in ((phone, "phone"), (desk, "desk")):
            frame = {"type": "message.send", "id": name, "conversation": id_of(path)}
            socket.send(json.dumps(frame | {"client_id": name, "body": name}))
        heard = [messages(pushed(network, socket)) for socket in (phone, desk)]
    told = [{message["number"]: message["body"] for message in of_one} for of_one in heard]
    assert told[0] == told[1]
    assert (sorted(told[0]), sorted(told[0].values())) == ([1, 2], ["desk", "phone"])


def test_whoever_is_put_out_hears_nothing_of_an_edit_that_was_on_its_way(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    say(trio[0], path, "First")
    network.cloud.wait_idle()
    with trio[2].socket() as socket:
        network.cloud.pause()
        try:
            trio[0].patch(f"{path}/messages/1", {"body": "Not for you"})
            trio[0].put(f"{path}/messages/1/reactions/👍")
            trio[0].delete(f"{path}/members/{trio[2].id}")
        finally:
            network.cloud.resume()
        assert pushed(network, socket) == []
        assert ask(socket, "ping")["type"] == "pong"


def test_whoever_writes_too_much_over_rest_is_told_how_long_to_wait(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    monkeypatch.setenv("RATE_PERSON", "1")
    say(trio[0], path)
    refused = trio[0].ask("POST", f"{path}/messages", {"body": "More"})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert refused.json()["retry_after"] == int(refused.headers["retry-after"])
