"""The model against the local cloud: fan-outs to 1,000 and 3,000, predicted from what a call takes there.

One worker at a time, for the emulator is one process: its calls do not run side by side as AWS's do.
"""

import os
import statistics
from typing import NamedTuple

import httpx

from bench import seed
from bench.costs import Desk
from bench.simulation import inputs, noisy
from bench.simulation.engine import Station, Who
from bench.stage import Person, quiet
from bench.timing import Timed, timing
from chalicelib.core import ids
from chalicelib.core.log import logger
from infra import template
from infra.local import testing
from infra.local.cloud import Cloud
from infra.local.pump import Habits

SIZES = (1000, 3000)
RUNS = 9
FINE = 0.001  # seconds of a tick


class Prediction(NamedTuple):
    """What is predicted, and by how much that is off: 0.1 is a tenth too much."""

    people: int
    calls: float  # of DynamoDB by feed_deliver
    calls_error: float
    seconds: float  # from the first of them to the last
    seconds_error: float
    same_run_error: float  # where what a call takes is from the run itself, and not from one to 250


def validate() -> list[Prediction]:
    given = inputs.load()
    logger.setLevel("ERROR")
    habits = Habits(retry_after=0.1, windows=False, workers=1)
    os.environ.update({f"RATE_{name}": "10000000" for name in ("PERSON", "TENANT", "ADDRESS")})
    with (
        testing.start(sources=quiet(template.sources()), habits=habits) as cloud,
        httpx.Client(base_url=cloud.url, timeout=60) as http,
    ):
        desk = Desk(cloud, http)
        groups = {size: _group(desk, size) for size in (int(given["slice_readers"]), *SIZES)}
        # In turns, so that whatever else the machine does disturbs all of them.
        runs = [{size: _calls(cloud, *group) for size, group in groups.items()} for _ in range(RUNS)]
    return [_compared(given, size, runs) for size in SIZES]


def _compared(given: dict[str, float], size: int, runs: list[dict[int, list[Timed]]]) -> Prediction:
    one = int(given["slice_readers"])
    measured = statistics.median(_span(run[size]) for run in runs)
    predicted, same_run = (
        statistics.median(_predicted(given, size, _one_call(run[of])) for run in runs) for of in (one, size)
    )
    calls = noisy.slice_seconds(given | {"batch_call": 1}, pushes=0) * size / one
    made = statistics.median(len(run[size]) for run in runs)
    return Prediction(
        size, calls, calls / made - 1, predicted, predicted / measured - 1, same_run / measured - 1
    )


def _predicted(given: dict[str, float], people: int, call: float) -> float:
    """As the scenarios do, with what a call takes here: one worker, slices that all come at once."""
    who = Who("company")
    a_slice = noisy.slice_seconds(given | {"batch_call": call}, pushes=0)
    station = Station(a_slice, 1, fair=True, first=1, tick=FINE)
    station.put(0, who, people / given["slice_readers"])
    tick = 0
    while station.backlog > 1e-6:
        station.step(tick * FINE)
        tick += 1
    return tick * FINE


def _group(desk: Desk, size: int) -> tuple[Person, str]:
    tenant = seed.tenant()
    [author] = seed.people(tenant, 1)
    group = seed.group(tenant, (ids.ulid() for _ in range(size - 1)), count=size)
    seed.joined(tenant, author, [group])
    return desk.person(tenant, author), group


def _calls(cloud: Cloud, author: Person, group: str) -> list[Timed]:
    """Of feed_deliver, for one post."""
    cloud.wait_idle(120)
    with timing() as calls:
        author.post(f"/v1/groups/{group}/posts", {"body": "Lunch is on the roof today."})
        cloud.wait_idle(120)
    return [call for call in calls if call.function == "feed_deliver"]


def _one_call(calls: list[Timed]) -> float:
    return statistics.mean(call.ended - call.began for call in calls)


def _span(calls: list[Timed]) -> float:
    return max(call.ended for call in calls) - min(call.began for call in calls)
