"""Somebody writes to a company of 50,000; all read it and react within ten minutes.

Nearly all of it falls on one post: its wall, its reactions, those who watch it.
"""

import math
from dataclasses import dataclass

from bench.simulation import deployed
from bench.simulation.engine import TICK, Bucket, Meter, Station, Who
from bench.simulation.result import Result

LAST = 600.0  # seconds until the last reads it
ROW = 120  # bytes of who watches
COMPANY, OTHERS = Who("company"), Who("others", 999)


@dataclass(frozen=True)
class Design:
    touched: float  # workers of posts_touched
    batch: float  # messages a worker takes at once
    gathered: float  # seconds for which a large audience's news are gathered; 0 for not
    pause: float  # seconds between two parts of a slice's pushes
    part: float  # pushes in a part
    fair: bool
    relays: float  # batches of a shard that the relay works on at once


def run(given: dict[str, float], design: Design) -> Result:
    others = given["others"] * given["others_people"]
    ordinary = others * given["requests_a_day"] / 28_800
    their_touches = others * given["reactions_a_day"] / 28_800
    api = Bucket(given["api_requests"], given["api_burst"])
    most = design.touched * design.batch  # messages in workers' hands, each in its turn
    touched = Station(
        slice_seconds(given, design) * design.batch,
        most,
        fair=design.fair,
        first=5 * design.batch,
        more=given["pollers_more"] / 60 * design.batch,
    )
    relay = Station(relay_seconds(given), design.relays, fair=False, first=design.relays)
    result, pushes = Result(), Meter()
    watchers = read = 0.0
    for tick in range(int((LAST + 60) / TICK)):
        now = tick * TICK
        api.refill()
        come = arriving(given, now) * TICK
        watchers += come - watchers * TICK / given["dwell"]
        relay.put(now, COMPANY, come)
        relay.step(now)
        every = design.gathered or 1.0
        if come and tick % round(every / TICK) == 0:  # the fold tells once a second at most
            touched.put(now, COMPANY, math.ceil(watchers / given["watchers_slice"]))
        touched.put(now, OTHERS, their_touches * TICK * small_seconds(given) / slice_seconds(given, design))
        told = touched.step(now).get(COMPANY, 0.0) * given["watchers_slice"]
        passed = api.grant(ordinary * TICK + 4 * come + told)  # page, watch and its answer, reaction
        read += come * passed
        rate = come / TICK
        wanted = pushes.add(told)
        result.see("watching, at most", watchers, "sockets")
        result.see("pushes wanted, at most", wanted, "a second")
        result.see("API requests refused, at worst", 1 - passed, "share")
        result.see("sockets hung up on, at most", wanted * (1 - passed) ** given["push_tries"], "a second")
        result.see("oldest news of watchers in the queue", touched.age(now), "s")
        result.see("stream: oldest change of the post", relay.age(now), "s")
        result.see("hottest writes: who watches the post", 2 * rate, "of 1,000 WRU/s")
        result.see("reactions beside the post", rate, "of 1,000 WRU/s")
        rows = watchers * ROW / 8192 / (design.gathered or 1.0)
        result.see("hottest reads: the post on its wall", 0.5 * rate, "of 3,000 RRU/s")
        result.see("reads of who watches it", rows, "of 3,000 RRU/s")
    result.see("news of others wait, 99 of 100 at most", touched.waits[OTHERS].within(0.99), "s")
    result.see("news of watchers wait, 99 of 100 at most", touched.waits[COMPANY].within(0.99), "s")
    return result


def arriving(given: dict[str, float], now: float) -> float:
    """Readers a second: most of them soon, the last after ten minutes."""
    if now >= LAST:
        return 0.0
    mean = given["first_wave"]
    return given["people"] * math.exp(-now / mean) / mean / (1 - math.exp(-LAST / mean))


def slice_seconds(given: dict[str, float], design: Design) -> float:
    """A thousand watchers: the rows, each person again, the post, then a request for each of them."""
    watchers = given["watchers_slice"]
    reads = 2 * given["small_call"] + math.ceil(watchers / 100) * given["batch_call"]
    parts = watchers / design.part
    one = math.ceil(design.part / given["push_lines"]) * given["push_call"]
    return reads + parts * (one + design.pause)


def small_seconds(given: dict[str, float]) -> float:
    """News of a post that a few look at."""
    return 4 * given["small_call"] + given["push_call"]


def relay_seconds(given: dict[str, float]) -> float:
    """A record, of a batch of a hundred, which are ten calls of SNS."""
    return (10 * given["publish_call"] + 0.02) / 100


BEFORE = Design(touched=50, batch=5, gathered=0, pause=0, part=1000, fair=False, relays=1)


def after() -> Design:
    return Design(10, 2, gathered=10, pause=0.3, part=200, fair=True, relays=4)
