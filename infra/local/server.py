"""The public server: REST, /live, /_local/... and the built web client, on one port of loopback."""

import asyncio
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from socket import socket
from typing import Any
from urllib.parse import parse_qs

import uvicorn

from infra.local import pages
from infra.local.brand import Brands
from infra.local.events import Request
from infra.local.gateway import LARGEST_BODY, Gateway, Response
from infra.local.management import Management
from infra.local.sockets import LARGEST_FRAME, LARGEST_MESSAGE, Sockets
from infra.local.web import Site

LONGEST = 29.0  # seconds until API Gateway no longer waits for an answer
EMPTY = {204, 304}  # answers that have no body
HERE = {"127.0.0.1", "localhost", "[::1]"}
Tool = Callable[[dict[str, str]], Any]


class Server:
    """`tools` answer GET /_local/NAME."""

    def __init__(
        self, gateway: Gateway, sockets: Sockets, site: Site, brands: Brands,
        tools: dict[str, Tool], threads: ThreadPoolExecutor,
    ) -> None:  # fmt: skip
        self._gateway, self._sockets, self._site, self._brands = gateway, sockets, site, brands
        self._tools, self._threads = tools, threads
        config = uvicorn.Config(
            self._app,
            log_level="warning",
            access_log=False,
            interface="asgi3",
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=5,
            # (message, frame): the library takes both limits, uvicorn's types know one
            ws_max_size=(LARGEST_MESSAGE, LARGEST_FRAME),  # type: ignore[arg-type]
            ws_ping_interval=None,  # API Gateway does not ping either,
            ws_per_message_deflate=False,  # nor compress
            ws="websockets-sansio",
            server_header=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="server", daemon=True)

    def start(self, listener: socket, management: socket) -> None:
        """`management` is where @connections listens."""
        self._listener, self._management = listener, management
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.005)

    def stop(self) -> None:
        """Take no more, let what is under way end, close the sockets."""
        self._server.should_exit = True
        self._thread.join(15)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=self._server.config.get_loop_factory()) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        kept: set[asyncio.Transport] = set()
        loop = asyncio.get_running_loop()
        made = await loop.create_server(lambda: Management(self._sockets.manage, kept), sock=self._management)
        async with made:
            await self._server._serve([self._listener])  # noqa: SLF001  `serve` would take over the signals
            for transport in kept:
                transport.abort()

    async def _app(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            if scope["path"] != "/live":
                await receive()
                await send({"type": "websocket.close"})
            else:
                await self._sockets.serve(scope, receive, send)
            return
        request = await _request(scope, receive)
        answer = await self._answer(request)
        if answer.status not in EMPTY:
            answer.headers.append(("content-length", str(len(answer.body))))
        if request.method == "HEAD" or answer.status in EMPTY:
            answer.body = b""
        headers = [
            (name.lower().encode(), value.encode("latin-1", "replace")) for name, value in answer.headers
        ]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, request: Request) -> Response:
        loop = asyncio.get_running_loop()
        if request.path == "/_local" or request.path.startswith("/_local/"):
            return await self._local(request)
        if request.method in ("GET", "HEAD") and request.path.startswith("/brand/"):
            return await loop.run_in_executor(self._threads, self._brands.answer, request)
        if request.method in ("GET", "HEAD") and not _is_api(request.path):
            return await loop.run_in_executor(self._threads, self._site.answer, request)
        try:
            call = loop.run_in_executor(self._threads, self._gateway.answer, request)
            return await asyncio.wait_for(call, LONGEST)
        except TimeoutError:
            return self._gateway.problem("INTEGRATION_TIMEOUT", 504, request, "Endpoint request timed out")

    async def _local(self, request: Request) -> Response:
        headers = dict(request.headers)
        if (
            headers.get("host", "").rpartition(":")[0] not in HERE
        ):  # a page elsewhere must not read the mails by pointing its name at this machine
            return _json(403, {"message": "only from this machine"})
        name = request.path.removeprefix("/_local").removeprefix("/")
        tool = self._tools.get(name)
        if tool is None or request.method not in ("GET", "HEAD"):
            return _json(404, {"message": f"there is: {', '.join(sorted(self._tools))}"})
        query = {key: values[-1] for key, values in parse_qs(request.query).items()}
        found = await asyncio.to_thread(tool, query)
        if name == "mail" and "text/html" in headers.get("accept", ""):
            return pages.mails(found)
        return _json(200, found)


async def _request(scope: dict[str, Any], receive: Any) -> Request:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        # What is over the limit is read, so that the client hears the answer, but not kept.
        if len(body) <= LARGEST_BODY:
            body += message.get("body", b"")
        more = message.get("more_body", False)
    client = (scope.get("client") or ("127.0.0.1", 0))[0]
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    return Request(
        method=scope["method"],
        path=scope["raw_path"].decode("latin-1"),
        query=scope["query_string"].decode("latin-1"),
        headers=[*headers, ("x-forwarded-for", client), ("x-forwarded-proto", "http")],
        body=bytes(body),
        client=client,
    )


def _is_api(path: str) -> bool:
    """What CloudFront leads to the API: infra/template/web.yaml."""
    return path.startswith("/v1/") or path == "/docs"


def _json(status: int, content: Any) -> Response:
    return Response(status, [("content-type", "application/json")], json.dumps(content, indent=2).encode())
