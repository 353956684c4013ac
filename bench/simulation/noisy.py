"""One tenant works at the limit of its rate beside 999 ordinary ones: it posts, chats or invites."""

import math
from dataclasses import dataclass

from bench.simulation import deployed
from bench.simulation.engine import TICK, Bucket, Station, Who
from bench.simulation.result import Result

DAY = 8 * 3600
NOISE, WATCHED = 300.0, 600.0  # seconds of noise, and of looking
FEW, MANY = 3, 50  # people of an ordinary conversation, and of a noisy one


@dataclass(frozen=True)
class Design:
    plan: float  # workers of feed_plan
    deliver: float  # workers of feed_deliver
    chat: float  # workers of chat_deliver
    mail: float  # workers of mail
    fair: bool


class Account:
    """What all tenants share: API Gateway's requests and the table's writes."""

    def __init__(self, given: dict[str, float], result: Result) -> None:
        self._given, self._result = given, result
        self._api = Bucket(given["api_requests"], given["api_burst"])
        self._table = Bucket(given["table_writes"], given["table_writes"])

    def grant(self, requests: float, pushes: float, writes: float) -> tuple[float, float]:
        """In a tick: which share of requests and pushes passes, and which of writes."""
        self._api.refill()
        self._table.refill()
        passed, written = self._api.grant(requests + pushes), self._table.grant(writes)
        hung_up = pushes / TICK * (1 - passed) ** self._given["push_tries"]
        self._result.see("API requests of others refused, at worst", 1 - passed, "share")
        self._result.see("writes to the table refused, at worst", 1 - written, "share")
        self._result.see("pushes wanted, at most", pushes / TICK, "a second")
        self._result.see("sockets hung up on, at most", hung_up, "a second")
        return passed, written


def posting(given: dict[str, float], design: Design) -> Result:
    """Into groups of 5,000, the widest fan-out."""
    ordinary, noisy, people = _whose(given)
    posts = people * given["posts_a_day"] / DAY
    online = given["slice_readers"] * given["online"]
    slices = given["noisy_members"] / given["slice_readers"]
    plan = _station(given, plan_seconds(given), design.plan, design)
    deliver = _station(given, slice_seconds(given, online), design.deliver, design)
    result = Result()
    account = Account(given, result)
    for tick in range(int(WATCHED / TICK)):
        now = tick * TICK
        loud = given["noisy_posts"] * TICK if now < NOISE else 0.0
        busy = min(deliver.backlog, deliver.capacity)
        asked = (people * given["requests_a_day"] / DAY + posts) * TICK + loud
        writes = busy * given["slice_readers"] + 2 * (posts * TICK + loud)
        passed, written = account.grant(asked, busy * online, writes)
        plan.put(now, ordinary, posts * TICK)
        plan.put(now, noisy, loud * passed)
        for who, count in plan.step(now).items():
            deliver.put(now, who, count * (slices if who is noisy else 1))
            if who is noisy:
                read = given["noisy_members"] / 100 * count / TICK / given["noisy_groups"]
                result.see("hottest partition: members of one of its groups", read, "of 3,000 RRU/s")
        deliver.step(now, written)
        result.see("its own oldest message in a queue", max(plan.age(now), deliver.age(now)), "s")
    _waited(result, ordinary, plan, deliver)
    for who, each in ((ordinary, 1), (noisy, slices)):
        result.see(f"posts in all feeds: of {who.name}", deliver.waits[who].count / each, "posts")
    return result


def chatting(given: dict[str, float], design: Design) -> Result:
    """In conversations of fifty, each message a fold of fifty seats."""
    ordinary, noisy, people = _whose(given)
    large, small = fold_seconds(given, MANY), fold_seconds(given, FEW)
    messages = people * given["messages_a_day"] / DAY
    chat = _station(given, large, design.chat, design)
    result = Result()
    account = Account(given, result)
    for tick in range(int(WATCHED / TICK)):
        now = tick * TICK
        loud = given["noisy_messages"] * TICK if now < NOISE else 0.0
        busy = min(chat.backlog, chat.capacity)
        asked = people * given["requests_a_day"] / DAY * TICK + loud
        pushes, writes = busy * MANY * given["online"], busy * MANY * given["seat_writes"] + loud
        passed, written = account.grant(asked, pushes, writes)
        chat.put(now, ordinary, messages * TICK * small / large)  # in large ones, which are what is counted
        chat.put(now, noisy, loud * passed)
        done = chat.step(now, written).get(noisy, 0.0) / TICK / given["noisy_conversations"]
        seats = done * MANY * given["seat_writes"]
        result.see("hottest partition: seats of one of its conversations", seats, "of 1,000 WRU/s")
        result.see("its own oldest message in a queue", chat.age(now), "s")
    _waited(result, ordinary, chat)
    return result


def inviting(given: dict[str, float], design: Design) -> Result:
    """A whole company at once; the mails go out as fast as SES lets them."""
    ordinary, noisy, people = _whose(given)
    mail = _station(given, design.mail / given["mails"], design.mail, design)
    result = Result()
    mail.put(0, noisy, given["noisy_mails"])
    for tick in range(int(given["noisy_mails"] / given["mails"] * 2 / TICK)):
        mail.put(tick * TICK, ordinary, people * given["mails_a_day"] / DAY * TICK)
        mail.step(tick * TICK)
    _waited(result, ordinary, mail)
    result.see("the last invitation is sent after", mail.waits[noisy].longest, "s")
    return result


def _whose(given: dict[str, float]) -> tuple[Who, Who, float]:
    return Who("others", int(given["others"])), Who("noisy"), given["others"] * given["others_people"]


def _station(given: dict[str, float], seconds: float, most: float, design: Design) -> Station:
    more = given["pollers_more"] / 60
    return Station(seconds, most, fair=design.fair, first=given["pollers_first"], more=more)


def _waited(result: Result, ordinary: Who, *stations: Station) -> None:
    for station in stations:
        result.see(
            "work of others waits in a queue, 99 of 100 at most", station.waits[ordinary].within(0.99), "s"
        )
    left = max(0.0, sum(station.waiting[ordinary] for station in stations))
    result.see("work of others that still waits at the end", left, "messages")


def plan_seconds(given: dict[str, float]) -> float:
    """One post in feed_plan: the group, its members, slices into the queue ten at a time."""
    slices = given["noisy_members"] / given["slice_readers"]
    return 2 * given["small_call"] + 5 * given["batch_call"] + math.ceil(slices / 10) * given["batch_call"]


def slice_seconds(given: dict[str, float], pushes: float) -> float:
    """One slice of readers in feed_deliver: rows 25 at a time, a look who is online, and pushes."""
    readers = given["slice_readers"]
    calls = math.ceil(readers / 25) + math.ceil(readers / 100)
    return calls * given["batch_call"] + math.ceil(pushes / given["push_lines"]) * given["push_call"]


def fold_seconds(given: dict[str, float], people: int) -> float:
    """One message in chat_deliver: four reads, its pushes, each seat, the head."""
    pushes = math.ceil(people * given["online"] / given["push_lines"]) * given["push_call"]
    return (4 + people + 1) * given["small_call"] + pushes


BEFORE = Design(plan=20, deliver=100, chat=100, mail=2, fair=False)


def after() -> Design:
    return Design(
        plan=deployed.workers("feed_plan"),
        deliver=deployed.workers("feed_deliver"),
        chat=deployed.workers("chat_deliver"),
        mail=deployed.workers("mail"),
        fair=True,
    )
