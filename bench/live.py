"""A feed entry to 100 open sockets, its rows stored first, against a bare `websockets` broadcast.

API Gateway takes one signed HTTPS request a connection and has no broadcast of its own: that is most of the
difference, on AWS as here.
"""

import asyncio
import json
import secrets
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import broadcast, serve

from bench import seed
from bench.line import Line
from chalicelib.core import clock, ids
from infra.local.cloud import Cloud
from infra.local.lambdas import load_app

SOCKETS = 100
RUNS = 5


def measure(cloud: Cloud) -> list[Line]:
    ours, bare = asyncio.run(_both(cloud))
    return [
        Line(
            f"live: a feed entry to {SOCKETS} sockets, stored first, against a bare broadcast",
            ours / bare,
            "x",
            10,
            "the table's line is for chat, which is still to come; this is the push that there is",
        ),
        Line(f"live: a feed entry to {SOCKETS} sockets, stored first", ours * 1000, "ms"),
        Line(f"live: bare `websockets` broadcast to {SOCKETS}", bare * 1000, "ms"),
    ]


async def _both(cloud: Cloud) -> tuple[float, float]:
    tenant = seed.tenant()
    users = await asyncio.to_thread(seed.people, tenant, SOCKETS)
    tickets = [seed.ticket(tenant, user, secrets.token_hex(16)) for user in users]
    sockets = [await connect(f"{cloud.ws_url}?ticket={ticket}") for ticket in tickets]
    await asyncio.to_thread(cloud.wait_idle, 120)
    ours = [await _delivered(tenant, users, sockets) for _ in range(RUNS)]
    await asyncio.gather(*(socket.close() for socket in sockets))
    return min(ours), await _bare(len(json.dumps(_frame())))


async def _delivered(tenant: str, users: list[str], sockets: list[ClientConnection]) -> float:
    """Seconds from the slice's message to the last socket."""
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
    began = time.perf_counter()
    failures, *_ = await asyncio.gather(
        asyncio.to_thread(deliver, event, None), *(socket.recv() for socket in sockets)
    )
    took = time.perf_counter() - began
    if failures["batchItemFailures"]:
        raise RuntimeError("feed_deliver failed")
    return took


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
