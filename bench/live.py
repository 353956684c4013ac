"""A feed entry to 100 open sockets, its rows stored first, against a bare `websockets` broadcast.

API Gateway takes one signed HTTPS request a connection and has no broadcast of its own: that is most of the
difference, on AWS as here.
"""

import asyncio
import json
import secrets
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import broadcast, serve

from bench import seed
from bench.line import Line
from bench.timing import timing
from chalicelib.core import clock, ids
from infra.local.cloud import Cloud
from infra.local.lambdas import load_app

SOCKETS = 100
RUNS = 9
KINDS = ("BatchWriteItem", "BatchGetItem")


class Delivery(NamedTuple):
    """In seconds."""

    whole: float  # from the slice's message to the last socket
    stored: float
    looked_up: float


def measure(cloud: Cloud) -> list[Line]:
    runs = asyncio.run(_both(cloud))
    ours, bare = [run[0] for run in runs], [run[1] for run in runs]
    ratio = statistics.median(mine.whole / theirs for mine, theirs in runs)
    whole, stored, looked_up = (statistics.median(one) * 1000 for one in zip(*ours, strict=True))
    return [
        Line(f"live: a feed entry to {SOCKETS} sockets / bare broadcast", ratio, "x"),
        Line(f"live: a feed entry stored, then pushed to {SOCKETS} sockets", whole, "ms"),
        Line("live: of that, storing the rows", stored, "ms"),
        Line("live: of that, looking up who is online", looked_up, "ms"),
        Line(f"live: bare `websockets` broadcast to {SOCKETS}", statistics.median(bare) * 1000, "ms"),
    ]


async def _both(cloud: Cloud) -> list[tuple["Delivery", float]]:
    """In turns, so that whatever else the machine does disturbs both."""
    tenant = seed.tenant()
    users = await asyncio.to_thread(seed.people, tenant, SOCKETS)
    async with beside(cloud, tenant, users) as (sockets, bare, theirs):
        await asyncio.to_thread(cloud.wait_idle, 120)
        return [
            (await _delivered(tenant, users, sockets), await _broadcast(theirs, bare)) for _ in range(RUNS)
        ]


@asynccontextmanager
async def beside(
    cloud: Cloud, tenant: str, owners: list[str]
) -> AsyncIterator[tuple[list[ClientConnection], list[ClientConnection], set[Any]]]:
    """A socket of each of the owners; as many to a bare server; and that one's ends of these."""
    theirs: set[Any] = set()

    async def stay(connection: Any) -> None:
        theirs.add(connection)
        await connection.wait_closed()

    async with serve(stay, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        tickets = [seed.ticket(tenant, user, secrets.token_hex(16)) for user in owners]
        sockets = [await connect(f"{cloud.ws_url}?ticket={ticket}") for ticket in tickets]
        bare = [await connect(f"ws://127.0.0.1:{port}") for _ in owners]
        yield sockets, bare, theirs
        await asyncio.gather(*(socket.close() for socket in [*sockets, *bare]))


async def _delivered(tenant: str, users: list[str], sockets: list[ClientConnection]) -> Delivery:
    deliver = load_app().handler_map["feed_deliver"]
    piece = {
        "tenant": tenant,
        "post": ids.ulid(),
        "container": f"g{ids.ulid()}",
        "reason": "group",
        "readers": users,
        "at": clock.now(),
    }
    event = {"Records": [{"messageId": "1", "body": json.dumps(piece)}]}
    with timing() as calls:
        began = time.perf_counter()
        failures, *_ = await asyncio.gather(
            asyncio.to_thread(deliver, event, None), *(socket.recv() for socket in sockets)
        )
        took = time.perf_counter() - began
    if failures["batchItemFailures"]:
        raise RuntimeError("feed_deliver failed")
    by_kind = {kind: sum(c.ended - c.began for c in calls if c.operation == kind) for kind in KINDS}
    return Delivery(took, *by_kind.values())


async def _broadcast(connections: set[Any], sockets: list[ClientConnection]) -> float:
    """Seconds until the last of as many sockets has a frame as long."""
    frame = json.dumps(_frame())
    began = time.perf_counter()
    broadcast(connections, frame)
    await asyncio.gather(*(socket.recv() for socket in sockets))
    return time.perf_counter() - began


def _frame() -> dict[str, str]:
    post = ids.ulid()
    return {"type": "feed.entry", "post": f"{post}g{ids.ulid()}", "reason": "group", "cursor": post}
