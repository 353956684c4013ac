"""One tenant posts at the limit of its rate into groups of 5,000, beside 999 ordinary companies."""

import math
from dataclasses import dataclass

from bench.simulation import deployed
from bench.simulation.engine import TICK, Bucket, Station, Who
from bench.simulation.result import Result

OTHERS, NOISY = "others", "noisy"
DAY = 8 * 3600
NOISE, WATCHED = 300.0, 600.0  # seconds of noise, and of looking


@dataclass(frozen=True)
class Design:
    plan: float  # workers of feed_plan
    deliver: float  # workers of feed_deliver
    fair: bool


def slice_seconds(given: dict[str, float], pushes: float) -> float:
    """One slice of readers in feed_deliver: rows 25 at a time, a look who is online, and pushes."""
    readers = given["slice_readers"]
    calls = math.ceil(readers / 25) + math.ceil(readers / 100)
    return calls * given["batch_call"] + math.ceil(pushes / given["push_lines"]) * given["push_call"]


def plan_seconds(given: dict[str, float]) -> float:
    """One post in feed_plan: the group, its members, slices into the queue ten at a time."""
    slices = given["noisy_members"] / given["slice_readers"]
    return 2 * given["small_call"] + 5 * given["batch_call"] + math.ceil(slices / 10) * given["batch_call"]


def run(given: dict[str, float], design: Design) -> Result:
    ordinary, noisy = Who(OTHERS, int(given["others"])), Who(NOISY)
    people = given["others"] * given["others_people"]
    requests = people * given["requests_a_day"] / DAY
    posts = people * given["posts_a_day"] / DAY
    pushes = given["slice_readers"] * given["online"]
    wide = given["noisy_members"] / given["slice_readers"]
    more = given["pollers_more"] / 60
    plan = Station(plan_seconds(given), design.plan, fair=design.fair, more=more)
    deliver = Station(slice_seconds(given, pushes), design.deliver, fair=design.fair, more=more)
    api = Bucket(given["api_requests"], given["api_burst"])
    table = Bucket(given["table_writes"], given["table_writes"])
    result = Result()
    for tick in range(int(WATCHED / TICK)):
        now = tick * TICK
        api.refill(), table.refill()
        loud = given["noisy_posts"] * TICK if now < NOISE else 0.0
        busy = min(deliver.backlog, deliver.capacity)
        pushed = busy * pushes
        passed = api.grant((requests + posts) * TICK + loud + pushed)
        written = table.grant(busy * given["slice_readers"] + (posts * TICK + loud) * passed * 2)
        plan.put(now, ordinary, posts * TICK)
        plan.put(now, noisy, loud * passed)
        for who, count in plan.step(now).items():
            deliver.put(now, who, count * (wide if who is noisy else 1))
        deliver.step(now, written)
        result.see("API requests of others refused, at worst", 1 - passed, "share")
        result.see("writes to the table refused, at worst", 1 - written, "share")
        result.see("pushes wanted, at most", pushed / TICK, "a second")
        result.see(
            "sockets hung up on, at most", pushed / TICK * (1 - passed) ** given["push_tries"], "a second"
        )
        result.see("oldest message in a queue", max(plan.age(now), deliver.age(now)), "s")
    for station in (plan, deliver):
        result.see(
            "a post of another company waits, 99 of 100 at most", station.waits[ordinary].within(0.99), "s"
        )
    late = plan.waiting[ordinary] + deliver.waiting[ordinary]
    result.see("posts of others not delivered after ten minutes", late, "posts")
    return result


BEFORE = Design(plan=20, deliver=100, fair=False)


def after() -> Design:
    return Design(deployed.workers("feed_plan"), deployed.workers("feed_deliver"), fair=True)
