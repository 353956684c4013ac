"""What people do, each by itself on the local cloud: what AWS would bill for it and all that follows from it.

The cost model (bench/cost/) multiplies these by how often people do them. What grows with an audience is
measured with a small one and a large one, and the difference told per person or connection.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from bench import chat, costs, seed
from bench.costs import TEXT, Desk
from bench.meter import Bill, Event, Meter
from bench.stage import Person
from chalicelib.core import ids
from infra.local.cloud import Cloud

FEW, MANY = 3, 13  # people of an audience
SHOWN = 8  # faces on a screen
PAGE = 20

Told = dict[str, Any]
Plain = dict[str, Any]


class Bench:
    def __init__(self, cloud: Cloud, http: httpx.Client) -> None:
        self.cloud, self.http = cloud, http
        self.desk = Desk(cloud, http)
        self.seen: dict[str, Event] = {}  # each function's newest event

    def bill(self, act: Callable[[], Any]) -> Bill:
        """Of an act that was done once before: what a process learns once, it knows.

        Done twice more, for units and for all else.
        """
        act()
        counted = self._metered(act, units=True)
        bill = self._metered(act, units=False)
        bill.wru, bill.rru = counted.wru, counted.rru
        return bill

    def _metered(self, act: Callable[[], Any], *, units: bool) -> Bill:
        self.cloud.wait_idle(120)
        meter = Meter()
        with meter.running(units=units):
            act()
            self.cloud.wait_idle(120)
        self.seen |= meter.seen
        return meter.bill

    def person(self, tenant: str, user: str) -> Person:
        return self.desk.person(tenant, user)

    @contextlib.contextmanager
    def online(self, tenant: str, users: list[str]) -> Iterator[list[ClientConnection]]:
        with chat.opened(self.cloud, tenant, users) as sockets:
            yield sockets


def measure(cloud: Cloud, http: httpx.Client) -> tuple[dict[str, Plain], dict[str, Event]]:
    """Bills by action, and an event that each function was really given."""
    bench = Bench(cloud, http)
    bills = {**reading(bench), **frames(bench), **posting(bench), **talking(bench), **rarely(bench)}
    return {
        name: bill if isinstance(bill, dict) else bill.plain() for name, bill in bills.items()
    }, bench.seen


# Reading


def reading(bench: Bench) -> dict[str, Any]:
    reader = costs.a_reader(bench.desk)
    opening = ("/v1/me", "/v1/branding", "/v1/feed", "/v1/groups?mine=true")
    tenant, users = chat.company(PAGE + 1)
    talker = bench.person(tenant, users[0])
    for user in users[1:]:
        other = bench.person(tenant, user)
        chat.say(other, chat.begin(other, [users[0]]))
    path = chat.begin(talker, users[1:2])

    def look_at_a_conversation() -> None:
        for part in ("", "/messages?unread=true", "/members"):
            talker.get(path + part)

    return {
        "open the app": bench.bill(lambda: [reader.get(path) for path in opening]),
        "read a page of the feed": bench.bill(lambda: reader.get("/v1/feed")),
        "list conversations": bench.bill(lambda: talker.get(f"/v1/conversations?limit={PAGE}")),
        "look at a conversation": bench.bill(look_at_a_conversation),
    }


# Frames


def frames(bench: Bench) -> dict[str, Any]:
    tenant, users = chat.company(SHOWN + 1)
    [one, *others] = users
    asking = bench.person(tenant, one)

    def come_and_go() -> None:
        """As the web client does: a ticket, the line, what is unread, what was missed, who is there."""
        ticket = asking.post("/v1/live/tickets")
        with connect(f"{ticket['url']}?ticket={ticket['ticket']}") as socket:
            chat.told(socket, {"type": "unread"})
            chat.told(socket, {"type": "resume", "cursor": ""})
            chat.told(socket, {"type": "presence", "status": "online", "people": others})

    found: dict[str, Any] = {"come and go": bench.bill(come_and_go)}
    with bench.online(tenant, [one]) as [socket]:

        def said(frame: Told) -> Bill:
            return bench.bill(lambda: chat.told(socket, frame))

        found["ping"] = said({"type": "ping"})
        found["unread"] = said({"type": "unread"})
        found["presence"] = said({"type": "presence", "status": "online", "people": others})
    return found | {"watch a screen of posts": watching(bench)}


def watching(bench: Bench) -> Bill:
    """Half of the posts on a screen are new to it, as when one scrolls by half."""
    tenant = seed.tenant()
    [user] = seed.people(tenant, 1)
    group = seed.group(tenant, [], count=1)
    seed.joined(tenant, user, [group])
    posts = [post + container for post, container in seed.posts(tenant, [f"g{group}"], [user], 40)]
    place = 0

    def scroll(socket: ClientConnection) -> None:
        nonlocal place
        chat.told(socket, {"type": "watch", "posts": posts[place : place + 4]})
        place += 2

    with bench.online(tenant, [user]) as [socket]:
        return bench.bill(lambda: scroll(socket))


# Posts


def posting(bench: Bench) -> dict[str, Any]:
    none, few, many = (published(bench, *size) for size in ((FEW, 0), (MANY, 0), (MANY, MANY - FEW)))
    alone, told = (answered(bench, watchers) for watchers in (0, MANY - FEW))
    step = MANY - FEW
    return {
        "publish a post": minus(none, each(few, none, step), FEW),
        "publish a post, a member": each(few, none, step),
        "publish a post, a connection": each(many, few, step),
        **{name: bill.plain() for name, bill in alone.items()},
        **{f"{name}, a watcher": each(told[name], alone[name], step) for name in alone},
    }


def published(bench: Bench, members: int, connected: int) -> Bill:
    tenant, users, group = company_with_group(members)
    author = bench.person(tenant, users[0])
    with bench.online(tenant, users[:connected]):
        return bench.bill(lambda: author.post(f"/v1/groups/{group}/posts", {"body": TEXT}))


def answered(bench: Bench, watchers: int) -> dict[str, Bill]:
    tenant, users, group = company_with_group(MANY)
    made = seed.posts(tenant, [f"g{group}"], users[:1], 4)
    paths = iter([post + container for post, container in made][1:])
    [first, container] = made[0]
    actor = bench.person(tenant, users[-1])
    with bench.online(tenant, users[:watchers]) as sockets:
        for socket in sockets:
            chat.told(socket, {"type": "watch", "posts": [post + container for post, container in made]})
        return {
            "comment": bench.bill(
                lambda: actor.post(f"/v1/posts/{first}{container}/comments", {"body": TEXT})
            ),
            "react": bench.bill(lambda: actor.put(f"/v1/posts/{next(paths)}/reactions/👍")),
        }


def company_with_group(members: int) -> tuple[str, list[str], str]:
    tenant = seed.tenant()
    users = seed.people(tenant, members)
    group = seed.group(tenant, [], count=members)
    for user in users:
        seed.joined(tenant, user, [group])
    return tenant, users, group


# Chat


def talking(bench: Bench) -> dict[str, Any]:
    alone, few, many = (said(bench, *size) for size in ((FEW, 0), (MANY, 0), (MANY, MANY - FEW)))
    step = MANY - FEW
    found: dict[str, Any] = {}
    for name in alone:
        person, connection = each(few[name], alone[name], step), each(many[name], few[name], step)
        found |= {
            name: minus(alone[name], person, FEW),
            f"{name}, a person": person,
            f"{name}, a connection": connection,
        }
    return found


def said(bench: Bench, people: int, connected: int) -> dict[str, Bill]:
    """In a conversation of so many. The writer's and the reader's own lines are not among those connected."""
    tenant, users = chat.company(people)
    writer = bench.person(tenant, users[0])
    path = chat.begin(writer, users[1:])
    conversation = path.rpartition("/")[2]
    with bench.online(tenant, users[:connected]), bench.online(tenant, [users[-1]]) as [socket]:
        message = bench.bill(lambda: chat.say(writer, path))
        number = 0

        def read() -> None:
            nonlocal number
            number += 1
            chat.told(socket, {"type": "read", "conversation": conversation, "message": number})

        def typing() -> None:
            chat.told(socket, {"type": "typing", "conversation": conversation})

        return {"send a message": message, "read up to here": bench.bill(read), "type": bench.bill(typing)}


# Now and then


def rarely(bench: Bench) -> dict[str, Any]:
    """By somebody who signed up, since seeds have no session to refresh."""
    slug = f"m{ids.ulid().lower()}"
    owner = {"name": "Olga Owner", "email": f"olga@{slug}.test", "password": "correct horse battery"}
    answer = bench.http.post("/v1/tenants", json={"name": "Acme", "slug": slug, "owner": owner}).json()
    session, number = answer["session"], 0
    me = Person(bench.http, session["user"]["id"], session["access_token"])
    [other] = seed.people(answer["tenant"]["id"], 1)
    group = me.post("/v1/groups", {"name": "Everyone"})["id"]
    talk = chat.begin(me, [other])

    def refresh() -> None:
        nonlocal session
        asked = {"refresh_token": session["refresh_token"]}
        session = bench.http.post("/v1/sessions/refresh", json=asked).raise_for_status().json()

    def another(make: Callable[[int], Any]) -> Bill:
        """Each time with another number, so that something changes."""

        def act() -> None:
            nonlocal number
            number += 1
            make(number)

        return bench.bill(act)

    return {
        "refresh a session": bench.bill(refresh),
        "invite somebody": another(lambda n: me.post("/v1/invites", {"email": f"one{n}@{slug}.test"})),
        "change one's name": another(lambda n: me.patch("/v1/me", {"name": f"Olga {n}"})),
        "rename a group": another(lambda n: me.patch(f"/v1/groups/{group}", {"name": f"All {n}"})),
        "begin a call": another(lambda n: me.post(f"{talk}/calls", {"device": f"a-phone-of-mine-{n}"})),
    }


# Differences of bills


def each(large: Bill, small: Bill, count: int) -> Plain:
    """What one more costs."""
    return _combined(large.plain(), small.plain(), lambda more, less: max(0.0, (more - less) / count))


def minus(bill: Bill, person: Plain, count: int) -> Plain:
    """What is left without so many persons."""
    return _combined(bill.plain(), person, lambda whole, one: max(0.0, whole - one * count))


def _combined(one: Plain, other: Plain, by: Callable[[float, float], float]) -> Plain:
    found: Plain = {}
    for name, value in one.items():
        if isinstance(value, dict):
            theirs = other.get(name, {})
            found[name] = {key: _combined(part, theirs.get(key, {}), by) for key, part in value.items()}
        else:
            found[name] = round(by(value, other.get(name, 0)), 3)
    return found
