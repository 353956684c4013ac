"""A feed entry to 100 open sockets, its rows stored first, against a bare `websockets` broadcast.

API Gateway takes one signed HTTPS request a connection and has no broadcast of its own: that is most of the
difference, on AWS as here.
"""

import asyncio
import json
import secrets
import time
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
RUNS = 5
KINDS = ("BatchWriteItem", "BatchGetItem")
NOTE = "the budget is for a chat message, which is still to come; this is the push that there is"


class Delivery(NamedTuple):
    """In seconds."""

    whole: float  # from the slice's message to the last socket
    stored: float
    looked_up: float


def measure(cloud: Cloud) -> list[Line]:
    ours, bare = asyncio.run(_both(cloud))
    return [
        Line(f"live: a feed entry to {SOCKETS} sockets / bare broadcast", ours.whole / bare, "x", 10, NOTE),
        Line(f"live: a feed entry stored, then pushed to {SOCKETS} sockets", ours.whole * 1000, "ms"),
        Line("live: of that, storing the rows", ours.stored * 1000, "ms"),
        Line("live: of that, looking up who is online", ours.looked_up * 1000, "ms"),
        Line(f"live: bare `websockets` broadcast to {SOCKETS}", bare * 1000, "ms"),
    ]


async def _both(cloud: Cloud) -> tuple["Delivery", float]:
    tenant = seed.tenant()
    users = await asyncio.to_thread(seed.people, tenant, SOCKETS)
    tickets = [seed.ticket(tenant, user, secrets.token_hex(16)) for user in users]
    sockets = [await connect(f"{cloud.ws_url}?ticket={ticket}") for ticket in tickets]
    await asyncio.to_thread(cloud.wait_idle, 120)
    ours = [await _delivered(tenant, users, sockets) for _ in range(RUNS)]
    await asyncio.gather(*(socket.close() for socket in sockets))
    return min(ours), await _bare(len(json.dumps(_frame())))


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


async def _bare(length: int) -> float:
    """Seconds from one broadcast to the last of as many sockets, in a server of the same library."""
    there: set[Any] = set()

    async def stay(connection: Any) -> None:
        there.add(connection)
        await connection.wait_closed()

    async with serve(stay, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        sockets = [await connect(f"ws://127.0.0.1:{port}") for _ in range(SOCKETS)]
        took = []
        for _ in range(RUNS):
            began = time.perf_counter()
            broadcast(there, "x" * length)
            await asyncio.gather(*(socket.recv() for socket in sockets))
            took.append(time.perf_counter() - began)
        await asyncio.gather(*(socket.close() for socket in sockets))
    return min(took)


def _frame() -> dict[str, str]:
    post = ids.ulid()
    return {"type": "feed.entry", "post": f"{post}g{ids.ulid()}", "reason": "group", "cursor": post}
