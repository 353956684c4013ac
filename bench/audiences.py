"""What grows with an audience: measured with a small one and a large one, told for each that is more."""

import json
from typing import Any

from bench import chat, seed
from bench.bill import Bill, each, minus
from bench.costs import TEXT
from bench.desk import Bills

FEW, MANY = 3, 13  # people of an audience


# Posts


def posting(bench: Bills) -> dict[str, Any]:
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


def published(bench: Bills, members: int, connected: int) -> Bill:
    tenant, users, group = company_with_group(members)
    author = bench.person(tenant, users[0])
    with bench.online(tenant, users[:connected]):
        return bench.bill(lambda: author.post(f"/v1/groups/{group}/posts", {"body": TEXT}))


def answered(bench: Bills, watchers: int) -> dict[str, Bill]:
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


def talking(bench: Bills) -> dict[str, Any]:
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


def said(bench: Bills, people: int, connected: int) -> dict[str, Bill]:
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
            quietly({"type": "read", "conversation": conversation, "message": number})

        def typing() -> None:
            quietly({"type": "typing", "conversation": conversation})

        def quietly(frame: dict[str, Any]) -> None:
            """As the web client does; the answer to the ping says that the frame is dealt with."""
            socket.send(json.dumps({**frame, "quiet": True}))
            ping()

        def ping() -> None:
            chat.told(socket, {"type": "ping"})

        pinged = bench.bill(ping)
        return {
            "send a message": message,
            "read up to here": bench.bill(read).without(pinged),
            "type": bench.bill(typing).without(pinged),
        }
