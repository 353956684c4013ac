"""The proxy: passes calls on, or does to them what the plan says."""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn

from infra.local import testing
from infra.local.cloud import Cloud
from infra.local.environment import put
from infra.local.faults import asked as wire
from infra.local.faults import halves
from infra.local.faults.asked import Answer, Asked
from infra.local.faults.plan import DONE, Kind, Plan
from infra.local.listen import listen

TORN = {Kind.UNHEARD, Kind.CUT}
WHOLE = {
    Kind.UNHEARD: Kind.BROKEN,
    Kind.CUT: Kind.UNSURE,
}  # a head is all of its answer: there is nothing to cut
HOPS = {"connection", "content-length", "date", "host", "keep-alive", "server", "transfer-encoding"}
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@contextmanager
def between(cloud: Cloud, plan: Plan) -> Iterator[Plan]:
    """The functions of a cloud of this process meet the plan's faults meanwhile; the cloud itself none."""
    managed = os.environ["WEBSOCKET_MANAGEMENT_URL"]
    with _serving(Proxy(plan, cloud.aws.url, managed)) as url:
        with testing.resting():
            back = put({"AWS_ENDPOINT_URL": url, "WEBSOCKET_MANAGEMENT_URL": url})
            testing.forget()
        try:
            yield plan
        finally:
            with testing.resting():
                back()
                testing.forget()


@contextmanager
def _serving(proxy: "Proxy") -> Iterator[str]:
    listener = listen()
    config = uvicorn.Config(
        proxy, log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=_run, args=(server, proxy, listener), name="faults", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def _run(server: uvicorn.Server, proxy: "Proxy", listener: Any) -> None:
    async def serve() -> None:
        async with proxy.lines:
            await server._serve([listener])  # noqa: SLF001  `serve` would take over the signals

    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(serve())


class Proxy:
    """An ASGI app before an emulator and a management API of WebSockets."""

    def __init__(self, plan: Plan, emulator: str, managed: str) -> None:
        self._plan, self._emulator, self._managed = plan, emulator, managed
        self.lines = httpx.AsyncClient(
            timeout=60, limits=httpx.Limits(max_connections=None, max_keepalive_connections=64)
        )

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        asked = await _read(scope, receive)
        kind = self._plan.fault(asked.service, asked.operation) if asked.service else None
        if kind and asked.method == "HEAD":
            kind = WHOLE.get(kind, kind)
        half = halves.of(asked) if kind is Kind.HALF else None
        answer = None
        if kind is None or kind in DONE:
            answer = await self._passed_on(asked)
        elif half:
            status, headers, body = await self._passed_on(half.asked)
            answer = status, headers, half.completed(body) if status == httpx.codes.OK else body
        elif kind in (Kind.THROTTLED, Kind.HALF):
            answer = wire.throttled(asked, self._plan.choice)
        elif kind is Kind.BROKEN:
            answer = wire.broken(asked, self._plan.choice)
        if kind is Kind.UNSURE:
            answer = wire.broken(asked, self._plan.choice)
        if kind in (Kind.SILENT, Kind.LATE):
            await _until_they_go(receive)
        elif kind in TORN or answer is None:
            await _answer(send, (200, {}, b""), length=10)  # promised and not sent: the server hangs up
        else:
            await _answer(send, answer)

    async def _passed_on(self, asked: Asked) -> Answer:
        base = self._managed if asked.path.startswith("/@connections/") else self._emulator
        headers = {name: value for name, value in asked.headers.items() if name not in HOPS}
        found = await self.lines.request(
            asked.method,
            base + asked.path,
            content=asked.body,
            headers=headers | {"accept-encoding": "identity"},
        )
        told = {name: value for name, value in found.headers.items() if name.lower() not in HOPS}
        if asked.method == "HEAD":  # of what it tells nothing follows
            told["content-length"] = found.headers["content-length"]
        return found.status_code, told, found.content


async def _read(scope: dict[str, Any], receive: Receive) -> Asked:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    query = scope["query_string"].decode()
    path = scope["raw_path"].decode() + (f"?{query}" if query else "")
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return Asked(scope["method"], path, headers, body)


async def _until_they_go(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, answer: Answer, length: int | None = None) -> None:
    status, told, body = answer
    told = {"content-length": str(len(body) if length is None else length)} | told
    headers = [(name.encode(), value.encode("latin-1")) for name, value in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": length is not None})
