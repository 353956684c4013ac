"""Who looks at a folder is told that it changed, as long as they may read it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from chalicelib.documents import telling
from tests.documents.files import folder, looked_at
from tests.live.test_frames import asked
from tests.people import Network, Person

LAST = {"type": "pong", "id": "last"}


@pytest.fixture(scope="module")
def group(network: Network) -> str:
    return network.owner.make_group("Masts", visibility="private")


@pytest.fixture(scope="module")
def reader(network: Network, group: str) -> Person:
    return network.person("Rea Reader", groups=[group])


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No change is within a moment of another."""
    monkeypatch.setattr(telling, "MOMENT", 0)


@pytest.fixture
def socket(reader: Person) -> Iterator[ClientConnection]:
    with reader.socket() as open_:
        yield open_


def browse(socket: ClientConnection, **where: Any) -> Any:
    return asked(socket, json.dumps({"type": "browse", "id": 7} | where))


def put(person: Person, name: str, **where: str) -> Any:
    """A file that is in its place and looked at: no news of it comes later."""
    return looked_at(person.network, person, b"words", name, **where)


def told(network: Network, socket: ClientConnection) -> list[Any]:
    """Of which folders, until all that is under way has arrived."""
    network.cloud.wait_idle()
    socket.send('{"type": "ping", "id": "last"}')
    frames: list[dict[str, Any]] = []
    while (frame := json.loads(socket.recv(5))) != LAST:
        frames.append(frame)
    return [(one["space"], one["folder"]) for one in frames if one["type"] == "files.changed"]


def test_what_others_put_there_is_told(network: Network, group: str, socket: ClientConnection) -> None:
    space = f"g{group}"
    assert browse(socket, space=space)["type"] == "browsing"
    put(network.owner, name="News.txt", space=space)
    assert (space, None) in told(network, socket)


def test_a_folder_is_told_of_apart_from_what_lies_around_it(
    network: Network, group: str, socket: ClientConnection
) -> None:
    space = f"g{group}"
    inner = folder(network.owner, "Inner", space=space)
    browse(socket, space=space, folder=inner)
    put(network.owner, name="Around.txt", space=space)
    assert told(network, socket) == []
    made = put(network.owner, name="Within.txt", folder=inner)
    assert set(told(network, socket)) == {(space, inner)}
    network.owner.patch(f"/v1/documents/{made['id']}", {"folder": None})
    assert set(told(network, socket)) == {(space, inner)}
    network.owner.delete(f"/v1/documents/{made['id']}")
    assert told(network, socket) == []


def test_within_a_folder_its_new_name_and_its_end_are_told(
    network: Network, group: str, socket: ClientConnection
) -> None:
    space = f"g{group}"
    shelf = folder(network.owner, "Shelf", space=space)
    browse(socket, space=space, folder=shelf)
    network.owner.patch(f"/v1/documents/{shelf}", {"name": "Rack"})
    assert told(network, socket) == [(space, shelf)]
    network.owner.delete(f"/v1/documents/{shelf}")
    assert told(network, socket) == [(space, shelf)]


def test_what_one_does_oneself_is_not_told(
    network: Network, group: str, reader: Person, socket: ClientConnection
) -> None:
    browse(socket, space=f"g{group}")
    put(reader, name="Mine.txt", space=f"g{group}")
    assert told(network, socket) == []


def test_of_many_changes_within_a_moment_one_is_told(
    network: Network, group: str, socket: ClientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "MOMENT", 60)
    inner = folder(network.owner, "Many", space=f"g{group}")
    browse(socket, space=f"g{group}", folder=inner)
    for number in range(3):
        put(network.owner, name=f"{number}.txt", folder=inner)
    assert len(told(network, socket)) == 1


def test_who_looks_at_none_any_more_is_told_nothing(
    network: Network, group: str, socket: ClientConnection
) -> None:
    browse(socket, space=f"g{group}")
    assert browse(socket) == {"type": "browsing", "id": 7, "space": None, "folder": None}
    put(network.owner, name="Unseen.txt", space=f"g{group}")
    assert told(network, socket) == []


def test_what_one_may_not_read_one_does_not_look_at(network: Network, group: str) -> None:
    stranger = network.person("Stan Stranger")
    with stranger.socket() as socket:
        assert browse(socket, space=f"g{group}")["type"] == "error"
        assert browse(socket, space=f"u{network.owner.id}")["problem"] == "not-found"
        put(network.owner, name="Hidden.txt", space=f"g{group}")
        assert told(network, socket) == []


def test_who_has_left_is_told_nothing_more(network: Network) -> None:
    group = network.owner.make_group("Left", visibility="private")
    leaver = network.person("Lea Leaver", groups=[group])
    with leaver.socket() as socket:
        browse(socket, space=f"g{group}")
        leaver.leave(group)
        put(network.owner, name="After.txt", space=f"g{group}")
        assert told(network, socket) == []


def test_a_change_goes_through_though_nobody_can_be_told(
    network: Network, group: str, socket: ClientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    browse(socket, space=f"g{group}")

    def broken(*_: Any) -> bool:
        raise RuntimeError

    monkeypatch.setattr(telling, "_is_first", broken)
    assert put(network.owner, name="All the same.txt", space=f"g{group}")["name"] == "All the same.txt"
