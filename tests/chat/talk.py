"""What tests of the chat share: conversations over REST, and sockets that ask and listen."""

import json
from typing import Any

from websockets.sync.client import ClientConnection

from tests.people import Network, Person


def pair(one: Person, other: Person) -> str:
    """Their conversation's path."""
    return path(one.post("/v1/conversations", {"people": [other.id]}))


def some(maker: Person, *others: Person, **more: Any) -> str:
    """A conversation of a few."""
    people = [person.id for person in others]
    return path(maker.post("/v1/conversations", {"people": people, "name": "A few"} | more))


def channel(member: Person, group: str) -> str:
    return path(member.post("/v1/conversations", {"group": group}))


def path(conversation: Any) -> str:
    return f"/v1/conversations/{conversation['id']}"


def id_of(path: str) -> str:
    return path.rpartition("/")[2]


def say(person: Person, path: str, body: str = "Hello", **more: Any) -> Any:
    return person.post(f"{path}/messages", {"body": body, **more})


def said(person: Person, path: str, query: str = "limit=100") -> list[Any]:
    items: list[Any] = person.get(f"{path}/messages?{query}")["items"]
    return items


def bodies(person: Person, path: str, query: str = "limit=100") -> list[str]:
    """What people said; not who came and went."""
    return [message["body"] for message in said(person, path, query) if not message["notice"]]


def notices(person: Person, path: str) -> list[tuple[str, str, str | None]]:
    """(who, did what, with whom or what name), as the conversation tells."""
    told = [(one["author"]["name"], one["notice"]) for one in said(person, path) if one["notice"]]
    return [(by, one["kind"], one["person"]["name"] if one["person"] else one["name"]) for by, one in told]


def numbers(person: Person, path: str, query: str = "limit=100") -> list[int]:
    return [message["number"] for message in said(person, path, query)]


def unread(person: Person, path: str) -> int:
    """As the list of conversations has it."""
    person.network.cloud.wait_idle()
    listed = {one["id"]: one["unread"] for one in person.all("/v1/conversations")}
    return int(listed[id_of(path)])


# Sockets


def ask(socket: ClientConnection, type_: str, **members: Any) -> dict[str, Any]:
    """The answer to a frame; what is pushed meanwhile is lost."""
    socket.send(json.dumps({"type": type_, "id": "mine", **members}))
    while True:
        frame: dict[str, Any] = json.loads(socket.recv(10))
        if frame.get("id") == "mine":
            return frame


def pushed(network: Network, socket: ClientConnection) -> list[dict[str, Any]]:
    """All that came, once everything is done."""
    network.cloud.wait_idle()
    socket.send('{"type": "ping", "id": "last"}')
    frames = []
    while (frame := json.loads(socket.recv(10)))["type"] != "pong":
        frames.append(frame)
    return frames


def messages(frames: list[dict[str, Any]], type_: str = "message.new") -> list[Any]:
    return [message for frame in frames if frame["type"] == type_ for message in frame["messages"]]
