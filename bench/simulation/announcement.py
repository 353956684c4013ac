"""Somebody writes to a company of 50,000; all read it and react within ten minutes.

Nearly all of it falls on one post: its wall, its reactions, those who watch it.
"""

import math
from dataclasses import dataclass

from bench.simulation import deployed
from bench.simulation.engine import TICK, Bucket, Meter, Station, Who
from bench.simulation.result import Result
from chalicelib.live import watching
from chalicelib.posts import gathering, touched

DAY = 8 * 3600
LAST = 600.0  # seconds until the last reads it
FOLD = 1.0  # seconds; the fold tells of a post so often, at most
ROW = 120  # bytes of a row of who watches
COMPANY, OTHERS = Who("company"), Who("others", 999)


@dataclass(frozen=True)
class Design:
    workers: float  # of posts_touched
    batch: int  # messages that a worker takes at once
    gathered: float  # seconds for which the news of many watchers are gathered
    part: int  # pushes at once,
    pause: float  # and seconds between
    fair: bool
    relays: int  # batches of a shard that the relay works on at once


def run(given: dict[str, float], design: Design) -> Result:
    people = given["others"] * given["others_people"]
    ordinary = people * given["requests_a_day"] / DAY
    a_slice = slice_seconds(given, design)
    small = people * given["reactions_a_day"] / DAY * small_seconds(given) / a_slice  # in slices a second
    api = Bucket(given["api_requests"], given["api_burst"])
    news = Station(a_slice, design.workers, fair=design.fair, more=given["pollers_more"] / 60)
    relay = Station(relay_seconds(given), design.relays, fair=False, first=design.relays)
    result, pushes, watchers, every = Result(), Meter(), 0.0, max(FOLD, design.gathered)
    for tick in range(int((LAST + 60) / TICK)):
        now = tick * TICK
        api.refill()
        rate = arriving(given, now)
        watchers += (rate - watchers / given["dwell"]) * TICK
        relay.put(now, COMPANY, rate * TICK)
        relay.step(now)
        if rate and tick % round(every / TICK) == 0:
            news.put(now, COMPANY, math.ceil(watchers / touched.SLICE))
        news.put(now, OTHERS, small * TICK)
        told = news.step(now).get(COMPANY, 0.0) * touched.SLICE
        passed = api.grant((ordinary + 4 * rate) * TICK + told)  # a page, a watch, its answer, a reaction
        wanted = pushes.add(told)
        result.see("watching, at most", watchers, "sockets")
        result.see("pushes wanted, at most", wanted, "a second")
        result.see("API requests refused, at worst", 1 - passed, "share")
        result.see("sockets hung up on, at most", wanted * (1 - passed) ** given["push_tries"], "a second")
        result.see("oldest news in the queue", news.age(now), "s")
        result.see("oldest change of the post in the stream", relay.age(now), "s")
        _partitions(result, rate, watchers / every)
    chain = math.ceil(result["watching, at most"] / touched.SLICE) * read_seconds(given)
    late = FOLD + design.gathered + news.waits[COMPANY].longest + chain + a_slice
    result.see("from a reaction until the last watcher is told, at most", late, "s")
    behind = (design.batch - 1) * a_slice
    result.see("news of others wait, at most", news.waits[OTHERS].longest + behind, "s")
    return result


def _partitions(result: Result, rate: float, told: float) -> None:
    """Readers a second, and rows of watchers read a second."""
    result.see("writes: who watches the post, come and gone", 2 * rate, "of 1,000 WRU/s")
    result.see("writes: reactions beside the post", rate, "of 1,000 WRU/s")
    result.see("reads: the post on its wall", 0.5 * rate, "of 3,000 RRU/s")
    result.see("reads: who watches it", told * ROW / 8192, "of 3,000 RRU/s")


def arriving(given: dict[str, float], now: float) -> float:
    """Readers a second: most of them soon, the last after ten minutes."""
    if now >= LAST:
        return 0.0
    mean = given["first_wave"]
    return given["people"] * math.exp(-now / mean) / mean / (1 - math.exp(-LAST / mean))


def read_seconds(given: dict[str, float]) -> float:
    """What a slice reads before the next one is on its way: rows of who watches, and each person again."""
    return given["small_call"] + math.ceil(touched.SLICE / 100) * given["batch_call"]


def slice_seconds(given: dict[str, float], design: Design) -> float:
    """Its reads, the post, then a request for each watcher, a part of them after the other."""
    part = math.ceil(design.part / given["push_lines"]) * given["push_call"]
    pushes = touched.SLICE / design.part * (part + design.pause)
    return read_seconds(given) + given["small_call"] + pushes


def small_seconds(given: dict[str, float]) -> float:
    """News of a post that a few look at."""
    return 4 * given["small_call"] + given["push_call"]


def relay_seconds(given: dict[str, float]) -> float:
    """Of one change in a batch of a hundred: ten calls of SNS, and the function's own."""
    return (10 * given["publish_call"] + 0.02) / 100


BEFORE = Design(workers=50, batch=5, gathered=0, part=1000, pause=0, fair=False, relays=1)


def after() -> Design:
    return Design(
        workers=deployed.workers("posts_touched"),
        batch=deployed.batch("posts_touched"),
        gathered=gathering.SECONDS,
        part=watching.PART,
        pause=touched.PAUSE,
        fair=True,
        relays=deployed.batches("relay"),
    )
