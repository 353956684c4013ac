"""API Gateway's WebSocket API: connections, the three routes, and the management API behind @connections."""

import asyncio
import base64
import json
import secrets
import time
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from infra.local.lambdas import Function

IDLE = 10 * 60.0  # seconds without a message, in either direction
LONGEST_LIFE = 2 * 3600.0
LARGEST_MESSAGE = 128 * 1024
LARGEST_FRAME = 32 * 1024
Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


@dataclass
class Connection:
    send: Send
    client: str
    agent: str
    # API Gateway's ids end in "=" too, so whoever builds URLs from them has to quote.
    id: str = field(default_factory=lambda: base64.b64encode(secrets.token_bytes(11)).decode())
    since: float = field(default_factory=time.time)
    active: float = field(default_factory=time.time)


class Sockets:
    """All open connections; its coroutines run on the server's event loop, the handlers on threads."""

    def __init__(self, functions: dict[str, Function], threads: Executor, stage: str, domain: str) -> None:
        self._functions, self._threads = functions, threads
        self._stage, self._domain = stage, domain
        self.open: dict[str, Connection] = {}
        self._closing: set[asyncio.Future[None]] = set()  # the loop itself holds them weakly

    async def serve(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """One connection, from the handshake to its end."""
        await receive()  # websocket.connect
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        connection = Connection(
            send, (scope.get("client") or ("127.0.0.1",))[0], headers.get("user-agent", "")
        )
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        asked = {
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
            "multiValueQueryStringParameters": query or None,
        }
        answer = await self._call("$connect", "CONNECT", connection, asked)
        if not 200 <= answer["statusCode"] < 300:  # noqa: PLR2004
            return await _refuse(send, answer["statusCode"])
        chosen = {name.lower(): value for name, value in (answer.get("headers") or {}).items()}
        await send({"type": "websocket.accept", "subprotocol": chosen.get("sec-websocket-protocol")})
        # Only now: what is sent to a connection that is still being made fails on AWS too.
        self.open[connection.id] = connection
        code, reason = 1005, ""
        try:
            code, reason = await self._listen(connection, receive)
        finally:
            self.open.pop(connection.id, None)
            told = {"headers": headers, "disconnectStatusCode": code, "disconnectReason": reason}
            await self._call("$disconnect", "DISCONNECT", connection, told)
        return None

    async def _listen(self, connection: Connection, receive: Receive) -> tuple[int, str]:
        """Hand on messages until the end; the close code and its reason."""
        end = connection.since + LONGEST_LIFE
        while True:
            left = min(connection.active + IDLE, end) - time.time()
            try:
                message = await asyncio.wait_for(receive(), max(left, 0))
            except TimeoutError:
                if min(connection.active + IDLE, end) > time.time():
                    continue  # something was sent to it meanwhile
                await connection.send({"type": "websocket.close", "code": 1001, "reason": "Going away"})
                return 1001, "Going away"
            if message["type"] == "websocket.disconnect":
                return message.get("code") or 1005, message.get("reason") or ""
            connection.active = time.time()
            binary = message.get("text") is None
            body = base64.b64encode(message["bytes"]).decode() if binary else message["text"]
            answer = await self._call(
                "$default", "MESSAGE", connection, {"body": body, "isBase64Encoded": binary}
            )
            if answer["statusCode"] >= 500:  # noqa: PLR2004
                said = {
                    "message": "Internal server error",
                    "connectionId": connection.id,
                    "requestId": answer["id"],
                }
                await connection.send({"type": "websocket.send", "text": json.dumps(said)})

    async def _call(
        self, route: str, kind: str, connection: Connection, told: dict[str, Any]
    ) -> dict[str, Any]:
        """Run a handler on a thread; its answer, with statusCode 500 for whatever it raised."""
        request = str(uuid.uuid4())
        now = time.time()
        context: dict[str, Any] = {
            "routeKey": route,
            "eventType": kind,
            "messageId": request if kind == "MESSAGE" else None,
            "messageDirection": "IN",
            "requestId": request,
            "extendedRequestId": request,
            "requestTime": datetime.fromtimestamp(now, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "requestTimeEpoch": int(now * 1000),
            "connectedAt": int(connection.since * 1000),
            "connectionId": connection.id,
            "stage": self._stage,
            "domainName": self._domain,
            "apiId": "local",
            "identity": {"sourceIp": connection.client, "userAgent": connection.agent},
            **{key: told.pop(key) for key in ("disconnectStatusCode", "disconnectReason") if key in told},
        }
        event = {"requestContext": context, "isBase64Encoded": False, **told}
        function = self._functions.get(route)
        if function is None:
            return {"statusCode": 200}
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self._threads, function.invoke, event)
        except Exception:
            return {"statusCode": 500, "id": request}
        said: dict[str, Any] = answer or {}
        return {**said, "statusCode": int(said.get("statusCode", 200)), "id": request}

    def manage(self, method: str, connection_id: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """@connections: POST sends, GET tells, DELETE closes. Returns status, headers and body."""
        connection = self.open.get(connection_id)
        if connection is None:
            return 410, {"x-amzn-errortype": "GoneException"}, b""
        if method == "POST":
            if len(body) > LARGEST_MESSAGE:
                told = {"x-amzn-errortype": "PayloadTooLargeException"}
                return 413, told, b'{"message": "Message too long"}'
            return self._post(connection, body)
        if method == "DELETE":
            del self.open[connection_id]
            closing = asyncio.ensure_future(connection.send({"type": "websocket.close", "code": 1000}))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            return 204, {}, b""
        if method == "GET":
            about = {
                "connectedAt": _when(connection.since),
                "lastActiveAt": _when(connection.active),
                "identity": {"sourceIp": connection.client, "userAgent": connection.agent},
            }
            return 200, {}, json.dumps(about).encode()
        return 403, {"x-amzn-errortype": "MissingAuthenticationTokenException"}, b"{}"

    def _post(self, connection: Connection, body: bytes) -> tuple[int, dict[str, str], bytes]:
        sending = connection.send({"type": "websocket.send", "text": body.decode("utf-8")})
        try:
            # It ends at once, or it would wait until the client takes what it was sent before.
            sending.send(None)
        except StopIteration:
            connection.active = time.time()
            return 200, {}, b""
        except Exception:
            return 410, {"x-amzn-errortype": "GoneException"}, b""
        sending.close()
        # https://docs.aws.amazon.com/apigatewaymanagementapi/latest/APIReference/API_LimitExceededException.html
        return (
            429,
            {"x-amzn-errortype": "LimitExceededException"},
            b'{"message": "The client\'s buffer is full"}',
        )


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "websocket.http.response.start", "status": status, "headers": []})
    await send({"type": "websocket.http.response.body", "body": b""})


def _when(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
