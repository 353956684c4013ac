"""What it costs that people look at posts: to say so, and to be told of a reaction and of a comment."""

import contextlib
import json
import secrets
from collections.abc import Iterator

from websockets.sync.client import ClientConnection, connect

from bench import seed
from bench.costs import RRU, TEXT, WRU, Desk
from bench.counter import Sum
from bench.line import Line
from bench.stage import Person
from infra.local.cloud import Cloud

POSTS = 20  # a page of the feed
MEMBERS = 30
FEW, MANY = 1, 11


def measure(cloud: Cloud, desk: Desk) -> list[Line]:
    nobody, few, many = (pushed(cloud, desk, watchers, MEMBERS) for watchers in (0, FEW, MANY))
    asked, kept = watched(cloud, desk), commented(desk)
    return [
        Line(f"watch {POSTS} posts", asked.write, WRU),
        Line(f"watch {POSTS} posts", asked.read, RRU),
        Line("react, told where nobody looks", nobody.read, RRU, 1),
        Line("react, told, a watcher in a private group", (many.read - few.read) / (MANY - FEW), RRU),
        Line("comment, the newest two kept with the post", kept.write, WRU),
        Line("comment, the newest two kept with the post", kept.read, RRU),
    ]


def pushed(cloud: Cloud, desk: Desk, watchers: int, members: int) -> Sum:
    """A reaction in a private group of so many, so many of whom look at the post."""
    people, [post] = _group(members, posts=1)
    actor = desk.person(*people[-1])
    with _looking(cloud, people[:watchers], [post]) as sockets:
        counter = desk.count(lambda: actor.put(f"/v1/posts/{post}/reactions/👍"))
        for socket in sockets:
            if _received(socket)["reactions"][0]["emoji"] != "👍":
                raise RuntimeError("somebody was not told")
    return counter.sum("posts_touched")


def watched(cloud: Cloud, desk: Desk) -> Sum:
    """Twenty posts come onto a screen."""
    [user], posts = _group(1, posts=POSTS)
    with _looking(cloud, [user], []) as [socket]:
        return desk.count(lambda: _watch(socket, posts)).sum("live")


def commented(desk: Desk) -> Sum:
    """On a post that nobody looks at."""
    [user], [post] = _group(1, posts=1)
    actor: Person = desk.person(*user)
    for _ in range(2):
        counter = desk.count(lambda: actor.post(f"/v1/posts/{post}/comments", {"body": TEXT}))
    return counter.sum("posts_touched")


def _group(members: int, *, posts: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Its people, each with the tenant, and posts of its wall."""
    tenant = seed.tenant()
    users = seed.people(tenant, members)
    group = seed.group(tenant, [], count=members)
    for user in users:
        seed.joined(tenant, user, [group])
    made = seed.posts(tenant, [f"g{group}"], users[:1], posts)
    return [(tenant, user) for user in users], [post + container for post, container in made]


@contextlib.contextmanager
def _looking(
    cloud: Cloud, people: list[tuple[str, str]], posts: list[str]
) -> Iterator[list[ClientConnection]]:
    """Their sockets, once all of them watch the posts."""
    with contextlib.ExitStack() as opened:
        tickets = [seed.ticket(tenant, user, secrets.token_hex(16)) for tenant, user in people]
        sockets = [opened.enter_context(connect(f"{cloud.ws_url}?ticket={ticket}")) for ticket in tickets]
        for socket in sockets:
            _watch(socket, posts)
        yield sockets


def _watch(socket: ClientConnection, posts: list[str]) -> None:
    socket.send(json.dumps({"type": "watch", "id": 1, "posts": posts}))
    answer = _received(socket)
    if len(answer["posts"]) != len(posts):
        raise RuntimeError(f"{answer} was answered")


def _received(socket: ClientConnection) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(socket.recv(10))
    return found
