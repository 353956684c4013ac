"""The request-unit table: what requests and the work behind them cost in DynamoDB's units."""

from collections.abc import Callable
from typing import Any

import httpx

from bench import seed
from bench.counter import Counter, counting
from bench.line import Line
from bench.stage import Person
from chalicelib.core import ids
from infra.local.cloud import Cloud

WRU, RRU = "WRU", "RRU"
TEXT = "The lift in house B works again. Thank you for climbing stairs with us all week!"
SMALL, LARGE, FOLLOWERS = 10, 3000, 250


class Desk:
    """Measures requests of people in made-up companies, each at rest before and after."""

    def __init__(self, cloud: Cloud, http: httpx.Client) -> None:
        self._cloud, self._http = cloud, http

    def person(self, tenant: str, user: str) -> Person:
        return Person(self._http, user, seed.token(tenant, user))

    def rest(self) -> None:
        self._cloud.wait_idle(3600)

    def count(self, ask: Callable[[], Any]) -> Counter:
        """What a request and all that it sets off cost."""
        self._cloud.wait_idle(120)
        with counting() as counter:
            ask()
            self._cloud.wait_idle(120)
        return counter


def measure(desk: Desk) -> list[Line]:
    return [*publishing(desk), *talking(desk), *reading(desk), *opening(desk)]


# Publish


def publishing(desk: Desk) -> list[Line]:
    small, large = (publish(desk, size) for size in (SMALL, LARGE))
    keyed = publish(desk, SMALL, **{"Idempotency-Key": "once"}).sum("api")
    lines = []
    for size, counter in ((SMALL, small), (LARGE, large)):
        api = counter.sum("api")
        where = f"publish a text post, group of {size:,}"
        lines += [Line(where, api.write, WRU, 3), Line(where, api.read, RRU, 1)]
    lines.append(Line("publish, an Idempotency-Key on top", keyed.write - small.sum("api").write, WRU))
    return lines + fan_out(large, LARGE) + followed(desk)


def publish(desk: Desk, size: int, **headers: str) -> Counter:
    """Into a private group of so many."""
    tenant = seed.tenant()
    [author] = seed.people(tenant, 1)
    group = seed.group(tenant, (ids.ulid() for _ in range(size - 1)), count=size)
    seed.joined(tenant, author, [group])
    asking = desk.person(tenant, author)
    return desk.count(lambda: asking.post(f"/v1/groups/{group}/posts", {"body": TEXT}, **headers))


def fan_out(counter: Counter, size: int) -> list[Line]:
    rows = counter.sum("feed_deliver", operation="BatchWriteItem")
    members = counter.sum("feed_plan", operation="Query")
    looked_up = counter.sum("feed_deliver", operation="BatchGetItem")
    plan = counter.sum("feed_plan")
    return [
        Line("fan-out, a recipient", rows.write / size, WRU, 1),
        Line("fan-out, 100 members read", members.read / size * 100, RRU, 1),
        Line("fan-out, looking up who is online, a recipient", looked_up.read / size, RRU),
        Line("fan-out, once a post", plan.write, WRU),
        Line("fan-out, once a post", plan.read - members.read, RRU),
    ]


def followed(desk: Desk) -> list[Line]:
    """A post on a person's own wall, to those who follow them."""
    tenant = seed.tenant()
    [author] = seed.people(tenant, 1)
    seed.followers(tenant, author, FOLLOWERS)
    asking = desk.person(tenant, author)
    counter = desk.count(lambda: asking.post(f"/v1/people/{author}/posts", {"body": TEXT}))
    rows = counter.sum("feed_deliver", operation="BatchWriteItem")
    if rows.items < FOLLOWERS:
        raise RuntimeError(f"{rows.items} rows were written")
    work = counter.sum("feed_plan", "feed_deliver")
    return [Line("fan-out to followers, all that is read, a recipient", work.read / rows.items, RRU)]


# React, comment


def talking(desk: Desk) -> list[Line]:
    tenant = seed.tenant()
    [user] = seed.people(tenant, 1)
    group = seed.group(tenant, [], count=1)
    seed.joined(tenant, user, [group])
    [(post, container)] = seed.posts(tenant, [f"g{group}"], [user], 1)
    person, path = desk.person(tenant, user), f"/v1/posts/{post}{container}"
    reacted = desk.count(lambda: person.put(f"{path}/reactions/🎉"))
    commented = desk.count(lambda: person.post(f"{path}/comments", {"body": TEXT}))
    keyed = desk.count(lambda: person.post(f"{path}/comments", {"body": TEXT}, **{"Idempotency-Key": "once"}))
    return [
        Line("react", reacted.sum("api").write, WRU, 2),
        Line("react", reacted.sum("api").read, RRU),
        Line("react, the folded counter, once a batch and post", reacted.sum("fold").write, WRU),
        Line("comment", commented.sum("api").write, WRU, 2),
        Line("comment", commented.sum("api").read, RRU),
        Line("comment, an Idempotency-Key on top", keyed.sum("api").write - commented.sum("api").write, WRU),
    ]


# Read


def reading(desk: Desk) -> list[Line]:
    budget = 14
    return [
        Line("feed page of 20: 20 authors, 12 groups, 5 new", page(desk, unseen=5), RRU, budget),
        Line("feed page, the next one", page(desk, unseen=5, pages=2), RRU, budget),
        Line("feed page, after a holiday: 100 new", page(desk, unseen=100), RRU, budget),
        Line("feed page, in two groups that are pulled", page(desk, unseen=5, pulled=2), RRU, budget),
        Line("feed page, all from 20 open groups I am not in", page(desk, strange=20), RRU, budget),
    ]


def page(desk: Desk, *, unseen: int = 5, pages: int = 1, pulled: int = 0, strange: int = 0) -> float:
    reader = a_reader(desk, unseen=unseen, pulled=pulled, strange=strange)
    cost, path = 0.0, "/v1/feed"
    for _ in range(pages):
        counter, answer = asked(desk, reader, path)
        cost, path = counter.sum("api").read, f"/v1/feed?cursor={answer['next']}"
        if len(answer["items"]) != 20:
            raise RuntimeError(f"a page of {len(answer['items'])} was measured")
    return cost


def asked(desk: Desk, person: Person, path: str) -> tuple[Counter, Any]:
    answers: list[Any] = []
    counter = desk.count(lambda: answers.append(person.get(path)))
    return counter, answers[0]


def a_reader(
    desk: Desk, *, groups: int = 12, unseen: int = 5, pulled: int = 0, strange: int = 0, entries: int = 150
) -> Person:
    """Somebody with a feed of many entries by twenty authors, a tenth of which they reacted to."""
    tenant = seed.tenant()
    reader, *authors = seed.people(tenant, 21)
    mine = [seed.group(tenant, [], count=40) for _ in range(groups)]
    seed.joined(tenant, reader, mine)
    large = [seed.group(tenant, [], count=9000) for _ in range(pulled)]
    seed.joined(tenant, reader, large)
    others = [seed.group(tenant, [], count=40, visibility="open") for _ in range(strange)]
    written = seed.posts(tenant, [f"g{one}" for one in others or [*mine, *large]], authors, entries)
    seed.feed(
        tenant,
        f"u{reader}",
        [one for one in written if one[1][1:] not in large],
        "follow" if others else "group",
    )
    for one in large:
        seed.feed(tenant, f"g{one}", [entry for entry in written if entry[1] == f"g{one}"])
    seed.pulled(tenant, large)
    seed.reactions(tenant, reader, written[::10])
    seed.seen(tenant, reader, written[-unseen - 1][0])
    return desk.person(tenant, reader)


def opening(desk: Desk) -> list[Line]:
    """What a client asks for before it shows anything."""
    paths = ("/v1/me", "/v1/branding", "/v1/feed", "/v1/groups?mine=true")
    reader = a_reader(desk, groups=6)
    costs = [asked(desk, reader, path)[0].sum("api").read for path in paths]
    each = ", ".join(f"{path.removeprefix('/v1/')} {cost:g}" for path, cost in zip(paths, costs, strict=True))
    return [
        Line("open the app", len(paths), "requests", 4),
        Line("open the app, in six groups", sum(costs), RRU, 20, each),
    ]
