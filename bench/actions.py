"""What people do, each by itself on the local cloud: what AWS would bill for it and all that follows from it.

The cost model (bench/cost/) multiplies these by how often people do them.
"""

from collections.abc import Callable
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from bench import audiences, chat, costs, documents, seed
from bench.bill import Bill, Plain
from bench.desk import Bills
from bench.meter import Event
from bench.stage import Person
from chalicelib.core import ids
from infra.local.cloud import Cloud

SHOWN = 8  # faces on a screen
PAGE = 20
SNAPSHOT = (2000, 1500)  # pixels of a photo
SHELF = 20  # photos in a folder

Told = dict[str, Any]


def measure(cloud: Cloud, http: httpx.Client) -> tuple[dict[str, Plain], dict[str, Event]]:
    """Bills by action, and an event that each function was really given."""
    bench = Bills(cloud, http)
    bills = {
        **reading(bench),
        **frames(bench),
        **audiences.posting(bench),
        **audiences.talking(bench),
        **filing(bench),
        **rarely(bench),
    }
    return {
        name: bill if isinstance(bill, dict) else bill.plain() for name, bill in bills.items()
    }, bench.seen


# Reading


def reading(bench: Bills) -> dict[str, Any]:
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


def frames(bench: Bills) -> dict[str, Any]:
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
        found["presence, hidden"] = said({"type": "presence", "status": "away", "people": []})
    return found | {"watch a screen of posts": watching(bench)}


def watching(bench: Bills) -> Bill:
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


# Files


def filing(bench: Bills) -> dict[str, Any]:
    """S3 is asked by the browser itself for what is sent and fetched, which nobody here sees."""
    tenant = seed.tenant()
    [user] = seed.people(tenant, 1)
    person, content, number = bench.person(tenant, user), documents.photo_of(SNAPSHOT), 0

    def save() -> str:
        nonlocal number
        number += 1
        with documents.news_later(bench.cloud):
            return documents.send(person, f"Mast {number}.jpg", content, "image/jpeg")

    saved = bench.bill(save)
    saved.s3_writes += 1
    for _ in range(SHELF - number):
        save()
    bench.cloud.wait_idle(120)
    there = person.get(f"/v1/documents?limit={SHELF}")["items"]
    looked = bench.bill(lambda: person.get(f"/v1/documents?limit={SHELF}"))
    looked.s3_reads += SHELF
    looked.files_out += sum(len(httpx.get(one["thumbnail"]).content) for one in there)
    opened = bench.bill(lambda: person.get(f"/v1/documents/{there[0]['id']}/content"))
    opened.s3_reads += 1
    opened.files_out += len(content)
    return {"save a photo": saved, "look at a folder of photos": looked, "open a file": opened}


# Now and then


def rarely(bench: Bills) -> dict[str, Any]:
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
