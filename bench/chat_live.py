"""Messages to 2, 100 and 500 open sockets: from the send to the last receiver, stored on the way."""

import asyncio
import json
import math
import statistics
import time
from collections.abc import Callable
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import broadcast

from bench import chat, live, seed
from bench.costs import Desk
from bench.line import Line
from bench.stage import Person
from infra.local.cloud import Cloud

RUNS = {2: 50, 100: 25, 500: 15}
BURST = 10  # messages one after the other, without waiting
BURSTS = 3
PATIENCE = 60.0  # seconds for a frame to come


def measure(cloud: Cloud, http: httpx.Client) -> list[Line]:
    lines = []
    for sockets in RUNS:
        lines += asyncio.run(_measured(cloud, Desk(cloud, http), sockets))
    return lines


async def _measured(cloud: Cloud, desk: Desk, count: int) -> list[Line]:
    """Two are two people, a hundred fifty with two devices each; five hundred attend a large channel."""
    people = 50 if count == 100 else count
    tenant, users = await asyncio.to_thread(chat.company, people)
    writer, path = await asyncio.to_thread(_conversation, desk, tenant, users)
    owners = [users[n % people] for n in range(count)]
    async with live.beside(cloud, tenant, owners) as (sockets, bare, theirs):
        await asyncio.gather(*(_attend(socket, path) for socket in sockets))
        await asyncio.to_thread(cloud.wait_idle, 120)
        runs = []
        for _ in range(RUNS[count]):
            ours = await _timed(sockets, lambda: chat.say(writer, path))
            await asyncio.to_thread(cloud.wait_idle, 120)
            runs.append((ours, await _broadcast(theirs, bare)))
        rates = []
        for _ in range(BURSTS):
            began = time.perf_counter()
            await asyncio.gather(_burst(writer, path), *(_received(socket, BURST) for socket in sockets))
            rates.append(BURST * count / (time.perf_counter() - began))
            await asyncio.to_thread(cloud.wait_idle, 120)
    lasts = [max(arrivals) for arrivals, _ in runs]
    ratio = statistics.median(max(arrivals) / plain for arrivals, plain in runs)
    rate = statistics.median(rates)
    bare_ms = statistics.median(plain for _, plain in runs) * 1000
    budget = 10 if count == 100 else None
    beside = [
        Line(f"live: a message to {count} sockets, the whole way / bare broadcast", ratio, "x", budget),
        Line(f"live: bare `websockets` broadcast to {count}, beside it", bare_ms, "ms"),
    ]
    return [
        *(beside if count > 2 else []),  # nobody broadcasts to two
        Line(f"live: a message to {count} sockets, p50 of the last", _percentile(lasts, 50) * 1000, "ms"),
        Line(f"live: a message to {count} sockets, p99 of the last", _percentile(lasts, 99) * 1000, "ms"),
        Line(f"live: deliveries to {count} sockets, {BURST} messages at once", rate, "a second"),
    ]


def _percentile(values: list[float], percent: int) -> float:
    """Nearest rank: of a few runs the 99th is the slowest."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def _conversation(desk: Desk, tenant: str, users: list[str]) -> tuple[Person, str]:
    writer = desk.person(tenant, users[0])
    if len(users) <= chat.FEW:
        return writer, chat.begin(writer, users[1:])
    group = seed.group(tenant, [], count=len(users))
    for user in users:
        seed.joined(tenant, user, [group])
    path = f"/v1/conversations/{writer.post('/v1/conversations', {'group': group})['id']}"
    chat.say(writer, path)
    return writer, path


async def _attend(socket: ClientConnection, path: str) -> None:
    conversations = [path.rpartition("/")[2]]
    await socket.send(json.dumps({"type": "attend", "id": 1, "conversations": conversations}))
    while json.loads(await socket.recv()).get("id") != 1:
        pass


async def _timed(sockets: list[ClientConnection], send: Callable[[], None]) -> list[float]:
    """Seconds until each has the message."""
    began = time.perf_counter()

    async def arrival(socket: ClientConnection) -> float:
        await _received(socket, 1)
        return time.perf_counter() - began

    waiting = asyncio.gather(*(arrival(socket) for socket in sockets))
    await asyncio.to_thread(send)
    return await waiting


async def _received(socket: ClientConnection, count: int) -> None:
    """Until so many messages have come; one may come twice."""
    seen: set[int] = set()
    while len(seen) < count:
        frame = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
        if frame["type"] == "message.new":
            seen |= {message["number"] for message in frame["messages"]}


async def _burst(writer: Person, path: str) -> None:
    for _ in range(BURST):
        await asyncio.to_thread(chat.say, writer, path)


async def _broadcast(connections: set[Any], sockets: list[ClientConnection]) -> float:
    frame = json.dumps({"type": "message.new", "messages": [{"body": "x" * 500}]})
    began = time.perf_counter()
    broadcast(connections, frame)
    await asyncio.gather(*(socket.recv() for socket in sockets))
    return time.perf_counter() - began
