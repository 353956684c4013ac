"""What chatting costs in request units: sending, listing, reading, and the work behind a message."""

import contextlib
import json
import secrets
from collections.abc import Iterator
from typing import Any

from websockets.sync.client import ClientConnection, connect

from bench import seed
from bench.costs import RRU, TEXT, WRU, Desk, asked
from bench.counter import Counter
from bench.line import Line
from bench.stage import Person
from chalicelib.chat.search import LOOKED
from infra.local.cloud import Cloud

LIST, PAGE = 20, 50
FEW = 50  # as many as a conversation that is not a channel may have
LARGE = 3000


def measure(cloud: Cloud, desk: Desk) -> list[Line]:
    few = sent(desk, FEW)
    lines = []
    for name, counter in (
        ("a conversation of two", sent(desk, 2)),
        (f"a conversation of {FEW}", few),
        (f"a channel of {LARGE:,}", sent_in_channel(desk, LARGE)),
    ):
        api = counter.sum("api")
        lines += [Line(f"send a message, {name}", api.write, WRU, 3)]
        lines += [Line(f"send a message, {name}", api.read, RRU, 1)]
    frame = sent_by_frame(cloud, desk).sum("live")
    return [
        *lines,
        Line("send a message by a frame", frame.write, WRU, 3),
        Line("send a message by a frame", frame.read, RRU, 1),
        Line(f"list {LIST} conversations", listed(desk), RRU, 10),
        Line(f"read {PAGE} messages", history(desk), RRU, 8),
        Line(f"look through {LOOKED} messages", searched(desk), RRU, 25),
        Line("count what is unread", badge(cloud, desk), RRU, 10),
        Line("message, folded behind, a person", few.sum("chat_deliver").write / FEW, WRU),
        Line("message, folded behind, a person", few.sum("chat_deliver").read / FEW, RRU),
    ]


def sent(desk: Desk, people: int) -> Counter:
    """The second message of a conversation, and the work behind it."""
    writer, path = conversation(desk, people)
    say(writer, path)
    return desk.count(lambda: say(writer, path))


def sent_in_channel(desk: Desk, members: int) -> Counter:
    writer, path = channel(desk, members)
    say(writer, path)
    return desk.count(lambda: say(writer, path))


def sent_by_frame(cloud: Cloud, desk: Desk) -> Counter:
    tenant, users = company(2)
    writer = desk.person(tenant, users[0])
    path = begin(writer, users[1:])
    with opened(cloud, tenant, users[:1]) as [socket]:
        say_by_frame(socket, path)
        return desk.count(lambda: say_by_frame(socket, path))


def listed(desk: Desk) -> float:
    """Twenty conversations of two, each with something to read."""
    tenant, users = company(LIST + 1)
    reader = desk.person(tenant, users[0])
    for user in users[1:]:
        other = desk.person(tenant, user)
        say(other, begin(other, [users[0]]))
    counter, answer = asked(desk, reader, f"/v1/conversations?limit={LIST}")
    if [one["unread"] for one in answer["items"]] != [1] * LIST:
        raise RuntimeError("another list was measured")
    return counter.sum("api").read


def history(desk: Desk) -> float:
    writer, path = conversation(desk, 2)
    for _ in range(PAGE + 5):
        say(writer, path)
    counter, answer = asked(desk, writer, f"{path}/messages?limit={PAGE}")
    if len(answer["items"]) != PAGE:
        raise RuntimeError("another page was measured")
    return counter.sum("api").read


def searched(desk: Desk) -> float:
    """A search that finds nothing in as many messages as one request looks through."""
    writer, path = conversation(desk, 2)
    for _ in range(LOOKED):
        say(writer, path)
    counter, answer = asked(desk, writer, f"{path}/search?q=nowhere")
    if (answer["looked"], answer["items"]) != (LOOKED, []):
        raise RuntimeError("another search was measured")
    return counter.sum("api").read


def badge(cloud: Cloud, desk: Desk) -> float:
    """Twenty conversations with something unread, counted by the frame that every start of the app sends."""
    tenant, users = company(LIST + 1)
    for user in users[1:]:
        other = desk.person(tenant, user)
        say(other, begin(other, [users[0]]))
    cloud.wait_idle()
    with opened(cloud, tenant, users[:1]) as [socket]:
        frames: list[Any] = []
        counter = desk.count(lambda: frames.append(told(socket, {"type": "unread"})))
    if len(frames[0]["conversations"]) != LIST:
        raise RuntimeError("another badge was measured")
    return counter.sum("live").read


# Made


def company(people: int) -> tuple[str, list[str]]:
    tenant = seed.tenant()
    return tenant, seed.people(tenant, people)


def conversation(desk: Desk, people: int) -> tuple[Person, str]:
    """Of so many; who began it, and its path."""
    tenant, users = company(people)
    writer = desk.person(tenant, users[0])
    return writer, begin(writer, users[1:])


def channel(desk: Desk, members: int) -> tuple[Person, str]:
    tenant, [user] = company(1)
    group = seed.group(tenant, seed.people(tenant, members - 1), count=members)
    seed.joined(tenant, user, [group])
    writer = desk.person(tenant, user)
    return writer, f"/v1/conversations/{writer.post('/v1/conversations', {'group': group})['id']}"


def begin(writer: Person, others: list[str]) -> str:
    return f"/v1/conversations/{writer.post('/v1/conversations', {'people': others})['id']}"


def say(writer: Person, path: str) -> None:
    writer.post(f"{path}/messages", {"body": TEXT, "client_id": secrets.token_hex(8)})


def say_by_frame(socket: ClientConnection, path: str) -> None:
    frame = {"type": "message.send", "conversation": path.rpartition("/")[2], "body": TEXT}
    answer = told(socket, frame | {"client_id": secrets.token_hex(8)})
    if answer["type"] != "message.sent":
        raise RuntimeError(f"{answer} was answered")


def told(socket: ClientConnection, frame: dict[str, Any]) -> dict[str, Any]:
    """The answer to a frame."""
    id_ = secrets.token_hex(8)
    socket.send(json.dumps(frame | {"id": id_}))
    while (answer := json.loads(socket.recv(10))).get("id") != id_:
        pass
    return dict(answer)


@contextlib.contextmanager
def opened(cloud: Cloud, tenant: str, users: list[str]) -> Iterator[list[ClientConnection]]:
    with contextlib.ExitStack() as stack:
        tickets = [seed.ticket(tenant, user, secrets.token_hex(16)) for user in users]
        yield [stack.enter_context(connect(f"{cloud.ws_url}?ticket={ticket}")) for ticket in tickets]
